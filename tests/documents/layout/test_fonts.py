from __future__ import annotations

import unicodedata

import pytest

from thidua_desktop.config import resource
from thidua_desktop.documents.layout.fonts import (
    FILES,
    REGULAR,
    SCRIPT,
    face,
    missing_letters,
    unit_width,
    width,
)
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence

TONES = ("", "\u0300", "\u0301", "\u0303", "\u0309", "\u0323")
LOWER = [unicodedata.normalize("NFC", v + t) for v in "aăâeêioôơuưy" for t in TONES] + ["đ"]
ALPHABET = LOWER + [letter.upper() for letter in LOWER]
USED_MARKS = "₫–“”…’‘•%/;:,.()-\u00a0"


def test_the_alphabet_of_the_test_is_the_whole_vietnamese_one() -> None:
    assert len(set(ALPHABET)) == 146


@pytest.mark.parametrize("name", FILES)
def test_every_bundled_font_draws_every_vietnamese_letter(name: str) -> None:
    assert missing_letters("".join(ALPHABET), name) == ()


@pytest.mark.parametrize("name", FILES)
def test_every_bundled_font_draws_the_marks_offices_use(name: str) -> None:
    assert missing_letters(USED_MARKS + "ABCXYZabcxyz0123456789", name) == ()


def test_every_fixed_word_of_every_paper_can_be_drawn() -> None:
    for path in [
        *resource("wording").glob("*.toml"),
        *resource("blanks").glob("*.toml"),
        resource("texts", "documents.toml"),
    ]:
        printable = "".join(letter for letter in path.read_text(encoding="utf-8") if letter.isprintable())
        assert missing_letters(printable, REGULAR) == (), path.name


def test_a_letter_the_font_lacks_is_named_once_and_never_measured_as_nothing() -> None:
    assert missing_letters("Lê ✓ ✓ 漢", SCRIPT) == ("✓", "漢")
    with pytest.raises(OfficeError) as refused:
        unit_width("Đạt ✓", REGULAR)
    assert refused.value.code == "documents.missing_letters"
    assert "✓" in error_sentence(refused.value)


def test_letters_typed_in_parts_measure_as_the_composed_ones() -> None:
    composed = "Nguyễn Hữu Ước"
    assert width(unicodedata.normalize("NFD", composed), REGULAR, 14) == width(composed, REGULAR, 14)


def test_a_no_break_space_is_as_wide_as_a_space() -> None:
    assert unit_width("\u00a0", REGULAR) == unit_width(" ", REGULAR)


def test_every_font_travels_with_its_licence() -> None:
    for name in ("Tinos", "Charm"):
        licence = resource("licences", f"{name}-OFL.txt").read_text(encoding="utf-8")
        assert "SIL Open Font License" in licence
    assert {file.split("-")[0] for file in FILES.values()} == {"Tinos", "Charm"}
    assert {face(bold=b, italic=i) for b in (True, False) for i in (True, False)} == set(FILES) - {SCRIPT}
