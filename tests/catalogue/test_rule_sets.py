"""The law of each day, with its sources, and refusals that name the place."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

import pytest

from thidua_desktop.catalogue import legal_basis, load_acts, load_levels, load_rule_set, rule_set_for
from thidua_desktop.catalogue.rule_sets import RULE_SET_CODES, parse_rule_set
from thidua_desktop.catalogue.words import read_authority
from thidua_desktop.config import resource
from thidua_desktop.domain.eligibility.rules import Condition
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, lookup


@pytest.mark.parametrize(
    ("day", "code"),
    [
        (dt.date(2019, 1, 1), "R2003"),
        (dt.date(2023, 12, 31), "R2003"),
        (dt.date(2024, 1, 1), "R2022A"),
        (dt.date(2025, 6, 30), "R2022A"),
        (dt.date(2025, 7, 1), "R2022B"),
        (dt.date(2026, 9, 30), "R2022B"),
        (dt.date(2026, 10, 1), "R2026"),
    ],
)
def test_the_decisions_day_chooses_the_law(day: dt.date, code: str) -> None:
    assert rule_set_for(day).code == code


def test_a_file_received_before_the_new_law_keeps_the_former_one() -> None:
    day = dt.date(2026, 11, 20)
    assert rule_set_for(day, received_on=dt.date(2026, 9, 30)).code == "R2022B"
    assert rule_set_for(day, received_on=dt.date(2026, 10, 1)).code == "R2026"


@pytest.mark.parametrize("code", RULE_SET_CODES)
def test_every_condition_has_a_source_and_words(code: str) -> None:
    def walk(conditions: tuple[Condition, ...]) -> None:
        for condition in conditions:
            assert condition.source
            assert lookup(f"eligibility.rules.{condition.rule}"), condition.rule
            assert not condition.tick or lookup(f"eligibility.ticks.{condition.tick}"), condition.tick
            walk(condition.parts)

    rules = load_rule_set(code)
    walk(rules.general)
    for rule in rules.awards.values():
        walk(rule.conditions)
        assert {decider.level for decider in rule.deciders} <= {level.code for level in load_levels()}


def test_what_the_unconfirmed_law_takes_over_is_unsure() -> None:
    rules = load_rule_set("R2026")
    assert not rules.confirmed
    assert {c.confidence for rule in rules.awards.values() for c in rule.conditions} == {"U"}
    assert {c.confidence for c in load_rule_set("R2022B").awards["TTLDTT"].conditions} > {"C"}


def test_a_decision_cites_the_acts_in_force_on_its_day() -> None:
    lines = [act.citation for act in legal_basis(dt.date(2024, 12, 20))]
    assert "Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022" in lines
    assert any(line.startswith("Nghị định số 98/2023/NĐ-CP ngày 31 tháng 12 năm 2023") for line in lines)
    july = [act.code for act in legal_basis(dt.date(2025, 7, 15))]
    assert "TT_01_2024" in july
    assert "TT_15_2025" not in july
    assert all(
        act.citation
        for code in RULE_SET_CODES
        for act in map(load_acts().get, load_rule_set(code).basis)
        if act
    )


def test_an_act_on_cultural_titles_is_cited_for_them_alone() -> None:
    day = dt.date(2026, 11, 30)
    usual = [act.code for act in legal_basis(day, ["LDTT", "CSTDCS"])]
    assert usual == ["LUAT_CQDP_72", "LUAT_2022", "LUAT_2026", "ND_129_2025", "ND_152_2025", "TT_15_2025"]
    assert [act.code for act in legal_basis(day, ["LDTT", "GDVH"])] == [
        *usual[:-1],
        "ND_86_2023",
        "TT_15_2025",
    ]
    assert "ND_129_2025" not in [act.code for act in legal_basis(dt.date(2027, 3, 5))]


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ("Chủ tịch UBND xã An Phú, huyện Lâm Thượng", "commune"),
        ("Chủ tịch Uỷ ban nhân dân huyện", "district"),
        ("Giám đốc Sở Nội vụ", "department"),
        ("Thủ tướng Chính phủ", "prime_minister"),
        ("Hiệu trưởng (đơn vị có tư cách pháp nhân)", "unit"),
        ("ông Nguyễn Văn A", None),
    ],
)
def test_a_deciding_authority_is_read_as_papers_write_it(words: str, level: str | None) -> None:
    assert read_authority(words) == level


@pytest.mark.parametrize(
    ("before", "after", "words"),
    [
        ('kind = "share_of_members"', 'kind = "share_of_people"', "kind"),
        ('share = "70/100"', 'share = "70 phần trăm"', "share"),
        ("unknown = ", "unknow = ", "unknow"),
        ('rating = "HTXS"', 'rating = "A"', "rating"),
        ('act = "LUAT_2022"', 'act = "LUAT_2099"', "LUAT_2099"),
        ('tick = "spirit"', "", "tick"),
    ],
)
def test_a_wrong_rule_is_refused_naming_its_place(
    tmp_path: Path, before: str, after: str, words: str
) -> None:
    name = "rules_R2022A.toml"
    shutil.copy(resource("catalogue", name), tmp_path / name)
    text = (tmp_path / name).read_text(encoding="utf-8")
    assert before in text
    (tmp_path / name).write_text(text.replace(before, after), encoding="utf-8")
    with pytest.raises(OfficeError) as refusal:
        parse_rule_set("R2022A", folder=tmp_path)
    assert words in error_sentence(refusal.value)
    assert name in error_sentence(refusal.value)
