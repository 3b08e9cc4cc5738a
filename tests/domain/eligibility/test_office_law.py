"""The law of a day as the office applies it, and verdicts at the edge of each condition."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.catalogue import load_rule_set, rule_set_for
from thidua_desktop.domain.eligibility.caps import caps, needed
from thidua_desktop.domain.eligibility.evaluation import Verdict, evaluate, evaluate_quota, most_allowed
from thidua_desktop.domain.eligibility.facts import (
    AwardYear,
    Discipline,
    Facts,
    PastAward,
    Rating,
    Scope,
    Work,
)
from thidua_desktop.domain.eligibility.law_parameters import PARAMETERS, OfficeRule, read_value
from thidua_desktop.domain.eligibility.office_law import applied, office_value
from thidua_desktop.domain.eligibility.rules import Quota
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.nominations.nominating import doubles, refuse_move
from thidua_desktop.services.eligibility.judging import judge_facts

DAY = dt.date(2024, 12, 20)
BASIS = "Quyết định số 12/2024/QĐ-UBND ngày 25/4/2024"
RANK = {"not_eligible": 0, "needs_review": 1, "eligible": 2}
RECORD = Facts(
    subject="person",
    review=AwardYear(2024),
    rating=Rating.HTXS,
    discipline=Discipline.NONE,
    initiatives=(Work(Scope.PROVINCE, True, AwardYear(2024)),),
    years_at_least={Rating.HTT: tuple(AwardYear(year) for year in range(2018, 2025))},
    ticks={"registered": True, "spirit": True},
)


def ruling(parameter: str, value: str | None, *, award: str | None = None, **more: object) -> OfficeRule:
    values = {
        "id": 1,
        "rule_set": None,
        "award": award,
        "parameter": parameter,
        "value": value,
        "valid_from": dt.date(2024, 5, 1),
        "valid_to": None,
        "basis": BASIS,
        "confirmed_by": "Nguyễn Thị Hồng",
        "note": "",
        **more,
    }
    return OfficeRule(**values)  # type: ignore[arg-type]


def judged(award: str, facts: Facts, *rulings: OfficeRule, day: dt.date = DAY) -> Verdict:
    return evaluate(award, facts, applied(rule_set_for(day), rulings, day=day), decision_date=day)


@pytest.mark.parametrize(
    ("code", "typed", "stored"),
    [
        ("quota_share", "15 %", "3/20"),
        ("quota_share", "0,15", "3/20"),
        ("quota_share", "không", "none"),
        ("vote_threshold", "2/3", "2/3"),
        ("base_salary", "2.530.000", "2530000"),
        ("coefficient", "0,30", "0.3"),
        ("months", " 10 ", "10"),
        ("registration_calendar", "5/1", "05/01"),
        ("deciders", "commune, department", "commune,department"),
        ("rounding", "up_10000", "up_10000"),
    ],
)
def test_a_value_is_stored_in_one_spelling(code: str, typed: str, stored: str) -> None:
    assert read_value(code, typed) == stored


@pytest.mark.parametrize(
    ("code", "typed", "error"),
    [
        ("quota_share", "115 %", "law.value_share"),
        ("quota_share", "1/0", "law.value_share"),
        ("quota_share", "", "law.value_empty"),
        ("months", "13", "law.value_whole"),
        ("base_salary", "2,5 triệu", "law.value_amount"),
        ("base_salary", "12.34", "law.value_amount"),
        ("coefficient", "-1", "law.value_factor"),
        ("coefficient", "NaN", "law.value_factor"),
        ("registration_school", "31/2", "law.value_day"),
        ("rounding", "mười nghìn", "law.value_choice"),
    ],
)
def test_a_value_nobody_can_read_is_refused(code: str, typed: str, error: str) -> None:
    with pytest.raises(OfficeError, match=error.replace(".", r"\.")):
        read_value(code, typed)


def test_a_ruling_counts_from_its_first_day_to_its_last() -> None:
    rule = ruling("months", "10", award="LDTT", valid_to=dt.date(2024, 12, 20))
    worked = replace(RECORD, months_worked=9)
    for day, verdict in (
        (dt.date(2024, 4, 30), "eligible"),
        (dt.date(2024, 5, 1), "not_eligible"),
        (dt.date(2024, 12, 20), "not_eligible"),
        (dt.date(2024, 12, 21), "eligible"),
    ):
        assert judged("LDTT", worked, rule, day=day).verdict == verdict, day


def test_the_rule_of_the_office_is_named_as_the_source() -> None:
    verdict = judged("LDTT", replace(RECORD, months_worked=9), ruling("months", "10", award="LDTT"))
    finding = next(one for one in verdict.findings if one.rule == "months_at_least")
    assert (finding.ok, finding.source, finding.confidence) == (False, BASIS, "C")


def test_a_ruling_for_one_award_goes_before_one_for_all() -> None:
    rulings = (
        ruling("vote_threshold", "4/5", id=1),
        ruling("vote_threshold", "9/10", award="CSTDCS", id=2),
    )
    rules = applied(rule_set_for(DAY), rulings, day=DAY)
    assert rules.awards["CSTDCS"].vote.threshold == Fraction(9, 10)
    assert rules.awards["LDTT"].vote.threshold == Fraction(4, 5)
    found = office_value(rulings, "vote_threshold", day=DAY, award="CSTDCS")
    assert found is not None
    assert found.value == "9/10"


@pytest.mark.parametrize("code", [one.code for one in PARAMETERS if one.scope != "office"])
def test_every_parameter_can_be_ruled_on_and_changes_nothing_else(code: str) -> None:
    values = {
        "quota_share": "3/20",
        "quota_rounding": "nearest",
        "member_share": "4/5",
        "months": "7",
        "leave_days": "40",
        "registration": "bar",
        "vote_threshold": "4/5",
        "vote_strict": "above",
        "vote_base": "present",
        "vote_secret": "secret",
        "certificate": "printed",
        "quorum": "3/4",
        "coefficient": "0.9",
        "deciders": "commune",
        "copies": "2",
        "processing_days": "20",
        "publication_days": "10",
        "standard": "confirmed",
        "collective_multiplier": "3",
        "household_multiplier": "2",
        "rounding": "nearest_10000",
        "highest_title_only": "no",
        "rule_set_confirmed": "confirmed",
    }
    before = load_rule_set("R2022A")
    after = applied(before, [ruling(code, values[code])], day=DAY)
    assert set(after.awards) == set(before.awards)
    unread = code in ("copies", "certificate")
    assert (after == before) is unread


def test_confirming_the_law_of_2026_lets_it_certify() -> None:
    day = dt.date(2026, 12, 20)
    facts = replace(RECORD, review=AwardYear(2026))
    assert judged("LDTT", facts, day=day).verdict == "needs_review"
    confirm = ruling("rule_set_confirmed", "confirmed", rule_set="R2026", valid_from=dt.date(2026, 10, 1))
    assert judged("LDTT", facts, confirm, day=day).verdict == "eligible"
    assert judged("LDTT", facts, confirm, day=dt.date(2026, 9, 30)).rule_set == "R2022B"


def test_a_registration_made_a_condition_bars_who_did_not_register() -> None:
    facts = replace(RECORD, ticks={"registered": False, "spirit": True})
    assert judged("LDTT", facts).verdict == "eligible"
    assert judged("LDTT", facts, ruling("registration", "bar", award="LDTT")).verdict == "not_eligible"


def test_prize_rules_of_the_office_are_applied() -> None:
    rulings = (ruling("coefficient", "0.5", award="LDTT"), ruling("household_multiplier", "1.75", id=2))
    rules = applied(rule_set_for(DAY), rulings, day=DAY)
    prize = rules.awards["LDTT"].prize
    assert prize is not None
    assert (prize.coefficient, rules.household_multiplier) == (Decimal("0.5"), Decimal("1.75"))


@pytest.mark.parametrize(
    ("members", "share", "strict", "fewest"),
    [
        (10, "7/10", False, 7),
        (11, "7/10", False, 8),
        (1000, "7/10", False, 700),
        (10, "1/2", True, 6),
        (11, "1/2", True, 6),
    ],
)
def test_the_fewest_that_reach_a_share(members: int, share: str, strict: bool, fewest: int) -> None:
    assert needed(members, Fraction(share), strict=strict) == fewest


@given(st.integers(1, 5000), st.integers(0, 5000), st.integers(1, 100))
def test_needed_and_the_condition_agree_on_every_number(members: int, holders: int, percent: int) -> None:
    holders = min(holders, members)
    facts = Facts(subject="collective", rating=Rating.HTT, members=members, titles={"LDTT": holders})
    verdict = judged("TTLDTT", facts, ruling("member_share", f"{percent}/100", award="TTLDTT"))
    assert (verdict.verdict == "eligible") is (holders >= needed(members, Fraction(percent, 100)))


@pytest.mark.parametrize(
    ("rounding", "base", "most"), [("down", 9, 1), ("nearest", 9, 1), ("nearest", 10, 2), ("down", 10, 1)]
)
def test_a_cap_is_cut_unless_a_local_rule_rounds_it(rounding: str, base: int, most: int) -> None:
    quota = Quota("LDTT", Fraction(15, 100), "", "C", rounding)  # type: ignore[arg-type]
    assert most_allowed(quota, base) == most


def test_a_cap_reports_base_used_and_left_by_unit_and_in_all() -> None:
    rules = applied(rule_set_for(DAY), [ruling("quota_share", "3/20", award="CSTDCS")], day=DAY)
    found = caps(rules, {1: {"LDTT": 20, "CSTDCS": 4}, 2: {"LDTT": 13, "CSTDCS": 1}}, {1: 22, 2: 15})
    reported = [(one.unit, one.base, one.most, one.used, one.left) for one in found]
    assert reported == [(1, 20, 3, 4, -1), (2, 13, 1, 1, 0), (None, 33, 4, 5, -1)]


def test_a_cap_on_members_needs_their_number() -> None:
    rules = applied(rule_set_for(DAY), [ruling("quota_share", "9/10", award="LDTT")], day=DAY)
    found = caps(rules, {1: {"LDTT": 9}, 2: {"LDTT": 9}}, {1: 9})
    assert [(one.unit, one.most, one.left) for one in found] == [
        (1, 8, -1),
        (2, None, None),
        (None, None, None),
    ]
    over = evaluate_quota("LDTT", Facts(members=9, proposed=9), rules)
    assert (over.verdict, over.max_allowed) == ("not_eligible", 8)


@pytest.mark.parametrize(
    ("day", "rule_set"),
    [
        (dt.date(2023, 12, 31), "R2003"),
        (dt.date(2024, 1, 1), "R2022A"),
        (dt.date(2025, 6, 30), "R2022A"),
        (dt.date(2025, 7, 1), "R2022B"),
        (dt.date(2026, 9, 30), "R2022B"),
        (dt.date(2026, 10, 1), "R2026"),
    ],
)
def test_the_day_of_decision_chooses_the_law(day: dt.date, rule_set: str) -> None:
    facts = replace(RECORD, review=AwardYear(day.year), initiatives=None)
    verdict = evaluate("CSTDCS", facts, rule_set_for(day), decision_date=day)
    assert verdict.rule_set == rule_set
    # Rated excellent and no initiative on record: enough from 2024 to 30/9/2026 only.
    assert (verdict.verdict == "eligible") is rule_set.startswith("R2022")


def test_a_gap_year_breaks_the_chain_and_a_school_year_leaves_it_open() -> None:
    def titled(*years: AwardYear) -> Facts:
        return replace(RECORD, history={"CSTDCS": tuple(PastAward(year) for year in years)})

    whole = titled(AwardYear(2022), AwardYear(2023), AwardYear(2024))
    gap = titled(AwardYear(2021), AwardYear(2023), AwardYear(2024))
    mixed = titled(AwardYear(2022), AwardYear(2023, school=True), AwardYear(2024))
    verdicts = [judged("CSTDT", facts).verdict for facts in (whole, gap, mixed)]
    assert verdicts == ["eligible", "not_eligible", "needs_review"]


@pytest.mark.parametrize("discipline", [Discipline.REPRIMAND, Discipline.WARNING, Discipline.HEAVIER])
def test_a_discipline_found_out_later_changes_the_verdict(discipline: Discipline) -> None:
    assert judged("LDTT", RECORD).verdict == "eligible"
    assert judged("LDTT", replace(RECORD, discipline=discipline)).verdict == "not_eligible"


@pytest.mark.parametrize("award", ["CO_CP", "BK_TTG", "HCLD3", "HCLD2", "HCLD1"])
def test_what_the_old_law_asked_is_not_made_up(award: str) -> None:
    day = dt.date(2023, 12, 31)
    rule = load_rule_set("R2003").awards[award]
    facts = replace(RECORD, subject=sorted(rule.subjects)[0])
    verdict = evaluate(award, facts, rule_set_for(day), decision_date=day)
    assert verdict.verdict == "needs_review"
    assert any(one.rule == "law_2003_unread" for one in verdict.findings)


def test_a_file_received_before_the_new_law_follows_the_more_favourable() -> None:
    day = dt.date(2026, 12, 20)
    only_rated = replace(RECORD, review=AwardYear(2026), initiatives=None)
    only_work = replace(RECORD, review=AwardYear(2026), rating=Rating.HTT)

    def verdict(facts: Facts, received: dt.date) -> Verdict:
        return judge_facts("CSTDCS", facts, law=rule_set_for, day=day, received_on=received)

    former = verdict(only_rated, dt.date(2026, 9, 30))
    assert (former.verdict, former.rule_set) == ("eligible", "R2022B")
    assert former.findings[0].rule == "transition"
    assert verdict(only_rated, dt.date(2026, 10, 1)).rule_set == "R2026"
    assert verdict(only_work, dt.date(2026, 9, 30)).verdict == "eligible"
    barred = replace(only_work, initiatives=(), rating=Rating.HTT)
    better = verdict(barred, dt.date(2026, 9, 30))
    assert (better.verdict, better.rule_set) == ("needs_review", "R2026")


AWARDS = sorted(load_rule_set("R2022A").awards)
PAST = st.dictionaries(
    st.sampled_from(["LDTT", "CSTDCS", "CSTDT", "BK_TINH", "BK_TTG", "TTLDXS", "CO_TINH"]),
    st.lists(st.integers(2015, 2024).map(lambda year: PastAward(AwardYear(year))), max_size=8).map(tuple),
)


def asked_for(award: str) -> frozenset[str]:
    """Every award a verdict on this one may look at."""
    found: set[str] = set()

    def walk(condition: object) -> None:
        for name in ("award", "after", "fresh_after"):
            found.add(getattr(condition, name))
        for source in condition.sources:  # type: ignore[attr-defined]
            found.add(source.removeprefix("award:"))
        for part in condition.parts:  # type: ignore[attr-defined]
            walk(part)

    rules = load_rule_set("R2022A")
    for condition in (*rules.awards[award].conditions, *rules.general):
        walk(condition)
    for title in tuple(found & set(rules.awards)):
        for condition in rules.awards[title].conditions:
            walk(condition)
    return frozenset(found)


@given(
    st.sampled_from(AWARDS),
    PAST,
    st.sampled_from(["GK_XA", "GK_HUYEN", "GK_SO", "GDVH"]),
    st.integers(2010, 2024),
)
def test_an_unrelated_award_never_changes_a_verdict(
    award: str, past: dict[str, tuple[PastAward, ...]], other: str, year: int
) -> None:
    if other in asked_for(award):
        return
    facts = replace(RECORD, subject=None, history=past)
    more = replace(facts, history={**past, other: (PastAward(AwardYear(year)),)})
    assert judged(award, facts).verdict == judged(award, more).verdict


@given(st.sampled_from(AWARDS), PAST, st.integers(2015, 2024))
def test_one_more_required_title_never_makes_it_worse(
    award: str, past: dict[str, tuple[PastAward, ...]], year: int
) -> None:
    """The title a chain is made of; a higher one may use the chain up, which is another thing."""
    facts = replace(RECORD, subject=None, history={"CSTDCS": (), **past})
    more = replace(
        facts, history={**facts.history, "CSTDCS": (*facts.history["CSTDCS"], PastAward(AwardYear(year)))}
    )
    before, after = judged(award, facts), judged(award, more)
    assert RANK[after.verdict] >= RANK[before.verdict]


@pytest.mark.parametrize(
    ("state", "requested", "error"),
    [
        ("draft", "submitted", ""),
        ("submitted", "returned", ""),
        ("draft", "passed", "nominations.move_refused"),
        ("passed", "returned", "nominations.voted_already"),
        ("decided", "submitted", "nominations.voted_already"),
    ],
)
def test_a_nomination_goes_only_where_it_may(state: str, requested: str, error: str) -> None:
    if not error:
        refuse_move(state, requested, name="A")  # type: ignore[arg-type]
        return
    with pytest.raises(OfficeError) as refused:
        refuse_move(state, requested, name="A")  # type: ignore[arg-type]
    assert refused.value.code == error


def test_the_same_deed_proposed_twice_is_found() -> None:
    from thidua_desktop.queries.nominations.nominations import NominationRow

    def row(number: int, award: str, achievement: str, state: str = "draft") -> NominationRow:
        blank = dict.fromkeys(NominationRow.__dataclass_fields__)
        values = {
            **blank,
            "id": number,
            "subject_type": "person",
            "subject_id": 7,
            "award_code": award,
            "achievement": achievement,
            "state": state,
        }
        return NominationRow(**values)  # type: ignore[arg-type]

    rows = [
        row(1, "GK_XA", "Cứu người đuối nước"),
        row(2, "GK_HUYEN", "cứu  người đuối nước"),
        row(3, "LDTT", ""),
        row(4, "LDTT", "", state="returned"),
    ]
    assert doubles(rows) == {1, 2}
