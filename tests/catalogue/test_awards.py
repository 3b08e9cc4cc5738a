"""The titles and forms an officer's papers name."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.catalogue.awards import parse_awards
from thidua_desktop.catalogue.reading import read_file
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence

GOOD = 'code = "A"\nname = "Tên"\nshort_name = "T"\nkind = "title"\nlevel = "base"\nsubjects = ["person"]\n'


def test_no_spelling_means_two_awards() -> None:
    owner: dict[str, str] = {}
    for award in load_awards():
        for spelling in (award.name, award.short_name, *award.synonyms):
            assert owner.setdefault(spelling.casefold(), award.code) == award.code, spelling


@pytest.mark.parametrize(
    ("spelling", "code"),
    [
        ("Lao động TT", "LDTT"),
        ("Chiến sỹ thi đua cơ sở", "CSTDCS"),
        ("CSTĐCT", "CSTDT"),
        ("GK của CT UBND huyện", "GK_HUYEN"),
        ("BK UBND tỉnh", "BK_TINH"),
        ("BKTTg", "BK_TTG"),
        ("Gia đình văn hoá", "GDVH"),
        ("GK", "GK"),
    ],
)
def test_the_spellings_of_the_field_are_known(spelling: str, code: str) -> None:
    award = award_by_code(code)
    assert spelling in (award.name, award.short_name, *award.synonyms)


def test_the_exemplary_commune_changes_its_name_with_the_two_level_government() -> None:
    award = award_by_code("XA_TIEU_BIEU")
    assert award.name_on(dt.date(2025, 6, 30)) == "Xã, phường, thị trấn tiêu biểu"
    assert award.name_on(dt.date(2025, 7, 1)) == "Xã, phường, đặc khu tiêu biểu"


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (GOOD.replace('"title"', '"medal"'), "kind"),
        (GOOD.replace('name = "Tên"\n', ""), "name"),
        (GOOD + 'synonym = ["x"]\n', "synonym"),
        (GOOD.replace('["person"]', '["dog"]'), "subjects"),
    ],
)
def test_a_wrong_award_is_refused_in_words_naming_the_place(tmp_path: Path, body: str, words: str) -> None:
    (tmp_path / "awards.toml").write_text("[[award]]\n" + body, encoding="utf-8")
    with pytest.raises(OfficeError) as refusal:
        parse_awards(read_file("awards.toml", folder=tmp_path))
    sentence = error_sentence(refusal.value)
    assert words in sentence
    assert "award[1]" in sentence
    assert "…" not in sentence


def test_two_awards_of_one_code_are_refused(tmp_path: Path) -> None:
    (tmp_path / "awards.toml").write_text(f"[[award]]\n{GOOD}[[award]]\n{GOOD}", encoding="utf-8")
    with pytest.raises(OfficeError, match=r"catalogue\.twice"):
        parse_awards(read_file("awards.toml", folder=tmp_path))
