"""Verdicts on nominees under each law, at the edge of each condition."""

from __future__ import annotations

import datetime as dt
import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.catalogue import load_rule_set, rule_set_for
from thidua_desktop.domain.eligibility.evaluation import consecutive_years, evaluate
from thidua_desktop.domain.eligibility.facts import AwardYear, Facts, PastAward, Rating, Scope, Work
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.eligibility.case_facts import read_facts
from thidua_desktop.services.eligibility.cases import check_cases, judge_case
from thidua_desktop.services.eligibility.judging import judge_facts
from thidua_desktop.texts import error_sentence

SAMPLES = Path(__file__).parent.parent.parent / "samples"


def _cases(name: str) -> list[dict[str, Any]]:
    cases: list[dict[str, Any]] = json.loads((SAMPLES / name).read_text(encoding="utf-8"))["cases"]
    return cases


@pytest.mark.parametrize("name", ["eligibility_cases.json", "eligibility_edges.json"])
def test_every_known_case_gets_the_verdict_of_the_law_of_its_day(name: str) -> None:
    expected = {case["id"]: (case["expected"], case.get("max_allowed")) for case in _cases(name)}
    got = {str(row["id"]): (row["verdict"], row.get("max_allowed")) for row in check_cases(SAMPLES / name)}
    assert {key: got[key] for key in expected if got[key] != expected[key]} == {}


def test_every_finding_that_decides_names_its_act_in_words() -> None:
    for row in check_cases(SAMPLES / "eligibility_cases.json"):
        findings = row["findings"]
        assert isinstance(findings, list)
        for finding in findings:
            assert set(finding) == {"rule", "ok", "required", "present", "source", "confidence"}
            assert finding["required"]
            assert finding["present"]
            assert finding["source"] or finding["rule"] == "unread_facts"
            assert finding["confidence"] in {"certain", "likely", "uncertain"}
            assert "{" not in finding["required"] + finding["present"]


@pytest.mark.parametrize(
    ("holders", "members", "verdict"),
    [(69, 100, "not_eligible"), (699, 1000, "not_eligible"), (7, 10, "eligible"), (700, 1000, "eligible")],
)
def test_seventy_percent_is_never_rounded_up(holders: int, members: int, verdict: str) -> None:
    facts = Facts(subject="collective", rating=Rating.HTT, members=members, titles={"LDTT": holders})
    day = dt.date(2024, 12, 20)
    assert evaluate("TTLDTT", facts, rule_set_for(day), decision_date=day).verdict == verdict


def test_a_fact_nobody_recorded_is_never_a_no() -> None:
    day = dt.date(2024, 12, 20)
    for code, rule in load_rule_set("R2022A").awards.items():
        facts = Facts(subject=sorted(rule.subjects)[0])
        verdict = evaluate(code, facts, rule_set_for(day), decision_date=day)
        assert verdict.verdict == "needs_review", code


def test_the_law_of_2026_never_certifies() -> None:
    day = dt.date(2026, 10, 1)
    facts = Facts(subject="person", rating=Rating.HTXS, initiatives=(Work(Scope.NATION, True),))
    for code in load_rule_set("R2026").awards:
        verdict = evaluate(code, facts, rule_set_for(day), decision_date=day)
        assert verdict.verdict != "eligible", code
        assert any(finding.rule == "rule_set_confirmed" for finding in verdict.findings)


def _titled(years: set[int], **more: tuple[PastAward, ...]) -> Facts:
    return Facts(
        subject="person",
        review=AwardYear(2024),
        initiatives=(Work(Scope.PROVINCE, True),),
        history={"CSTDCS": tuple(PastAward(AwardYear(year)) for year in sorted(years)), **more},
    )


_ORDER = {"not_eligible": 0, "needs_review": 1, "eligible": 2}


@given(years=st.sets(st.integers(2010, 2024)), added=st.integers(2010, 2024))
def test_one_more_required_title_never_makes_it_worse(years: set[int], added: int) -> None:
    day, rules = dt.date(2025, 2, 10), load_rule_set("R2022A")
    before = evaluate("CSTDT", _titled(years), rules, decision_date=day).verdict
    after = evaluate("CSTDT", _titled(years | {added}), rules, decision_date=day).verdict
    assert _ORDER[after] >= _ORDER[before]


@given(years=st.sets(st.integers(2010, 2024)), other=st.sampled_from(["GK_HUYEN", "KNC", "GDVH", "CO_TINH"]))
def test_an_unrelated_award_changes_no_verdict(years: set[int], other: str) -> None:
    day, rules = dt.date(2025, 2, 10), load_rule_set("R2022A")
    unrelated = {other: (PastAward(AwardYear(2023)),)}
    before = evaluate("CSTDT", _titled(years), rules, decision_date=day).verdict
    assert evaluate("CSTDT", _titled(years, **unrelated), rules, decision_date=day).verdict == before


def test_a_gap_year_breaks_a_chain() -> None:
    assert consecutive_years([2021, 2022, 2023], 2023) == 3
    assert consecutive_years([2020, 2022, 2023], 2023) == 2
    assert consecutive_years([2021, 2022], 2023) == 0


def test_calendar_and_school_years_in_one_chain_are_left_to_a_person() -> None:
    awards = (PastAward(AwardYear(2022)), PastAward(AwardYear(2023)), PastAward(AwardYear(2024, school=True)))
    facts = Facts(
        subject="person",
        review=AwardYear(2024),
        initiatives=(Work(Scope.PROVINCE, True),),
        history={"CSTDCS": awards},
    )
    day = dt.date(2024, 12, 20)
    assert evaluate("CSTDT", facts, rule_set_for(day), decision_date=day).verdict == "needs_review"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        ("{", "JSON"),
        ("[1]", "cases"),
        ('{"cases": [{"id": "A"}]}', "request"),
        ('{"cases": [{"id": "A", "request": {"award": "LDTT"}, "facts": {}}]}', "decision_date"),
        (
            '{"cases": [{"id": "A", "request": {"award": "X"}, "facts": {}, "decision_date": "2024-01-01"}]}',
            "X",
        ),
    ],
)
def test_a_bad_case_file_is_refused_in_words(tmp_path: Path, content: str, words: str) -> None:
    path = tmp_path / "cases.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OfficeError, match=r"^eligibility\.") as refusal:
        check_cases(path)
    assert words in error_sentence(refusal.value)


ALL_CASES = [*_cases("eligibility_cases.json"), *_cases("eligibility_edges.json")]


@given(case=st.sampled_from(ALL_CASES), year=st.integers(2010, 2026), other=st.sampled_from(["KNC", "HCLD1"]))
def test_no_known_case_changes_by_an_award_its_rule_does_not_ask_for(
    case: dict[str, Any], year: int, other: str
) -> None:
    if case["request"]["award"] == other:
        return
    day = dt.date.fromisoformat(case["decision_date"])
    kind = {"individual": "person", "family": "household"}.get(case["subject_type"], case["subject_type"])
    facts = read_facts(
        case["facts"],
        subject=kind if kind in ("person", "collective", "household") else None,
        review=case.get("review_year"),
        decision_date=day,
    )

    def verdict(given: Facts) -> str:
        return judge_facts(
            case["request"]["award"], given, law=rule_set_for, day=day, received_on=given.received_on
        ).verdict

    more = {**facts.history, other: (*facts.history.get(other, ()), PastAward(AwardYear(year)))}
    assert verdict(replace(facts, history=more)) == verdict(facts)


@pytest.mark.parametrize(
    ("day", "verdict"),
    [
        ("2023-12-31", "not_eligible"),
        ("2024-01-01", "eligible"),
        ("2025-06-30", "eligible"),
        ("2025-07-01", "eligible"),
        ("2026-09-30", "eligible"),
        ("2026-10-01", "needs_review"),
    ],
)
def test_an_excellent_year_without_an_initiative_on_the_day_before_and_of_each_change_of_law(
    day: str, verdict: str
) -> None:
    case = {
        "id": "đổi luật",
        "decision_date": day,
        "subject_type": "individual",
        "request": {"award": "CSTDCS"},
        "facts": {"rating": "HTXSNV", "ldtt": True, "registered": True, "initiative": None},
    }
    got = judge_case(case).verdict
    assert got == verdict or (day == "2026-10-01" and got != "eligible")


@pytest.mark.parametrize(
    ("day", "authority", "eligible"),
    [
        ("2025-06-30", "Chủ tịch UBND huyện", True),
        ("2025-07-01", "Chủ tịch UBND huyện", False),
        ("2025-06-30", "Chủ tịch UBND xã", False),
        ("2025-07-01", "Chủ tịch UBND xã", True),
    ],
)
def test_who_may_decide_changes_from_one_day_to_the_next(day: str, authority: str, eligible: bool) -> None:
    case = {
        "id": "thẩm quyền",
        "decision_date": day,
        "subject_type": "individual",
        "request": {"award": "CSTDCS", "deciding_authority": authority},
        "facts": {"rating": "HTXSNV", "ldtt": True},
    }
    assert (judge_case(case).verdict == "eligible") is eligible


@pytest.mark.parametrize("occasion", ["dot_xuat", "chuyen_de"])
def test_awards_of_a_campaign_or_a_deed_are_never_a_ground_for_merit(occasion: str) -> None:
    """NĐ 152/2025 Đ4.3: neither as what was won meanwhile, nor as the start of the years, nor as used up."""
    day = dt.date(2026, 6, 1)
    years = tuple(AwardYear(year) for year in range(2020, 2027))

    def merit(award: str, *grants: PastAward, **past: tuple[PastAward, ...]) -> bool | None:
        facts = Facts(
            subject="collective",
            review=AwardYear(2026),
            rating=Rating.HTXS,
            years_at_least={Rating.HTXS: years, Rating.HTT: years},
            history={"BK_TINH": grants, "CO_TINH": (), "TTLDXS": (), "DVQT": (), **past},
        )
        found = evaluate(award, facts, rule_set_for(day), decision_date=day)
        paths = next(one for one in found.findings if one.rule == "collective_paths")
        return next(part.ok for part in paths.parts if part.rule == "steady_merit")

    def given_in(year: int, kind: str = "cong_trang") -> PastAward:
        return PastAward(AwardYear(year), occasion=kind)

    start = given_in(2020)
    assert merit("BK_TTG", start, given_in(2022), given_in(2024)) is True
    assert merit("BK_TTG", start, given_in(2022, occasion), given_in(2024, occasion)) is False
    assert merit("BK_TTG", given_in(2020, occasion), given_in(2024), given_in(2025)) is False


def test_a_certificate_of_a_campaign_uses_up_no_title() -> None:
    day = dt.date(2026, 6, 1)
    for occasion, ok in (("cong_trang", None), ("chuyen_de", True)):
        facts = Facts(
            subject="person",
            review=AwardYear(2026),
            history={
                "CSTDCS": (PastAward(AwardYear(2025)), PastAward(AwardYear(2026))),
                "BK_TINH": (PastAward(AwardYear(2025), occasion=occasion),),
            },
        )
        found = evaluate("BK_TINH", facts, rule_set_for(day), decision_date=day)
        paths = next(one for one in found.findings if one.rule == "person_paths")
        assert next(part.ok for part in paths.parts if part.rule == "consecutive_awards") is ok
