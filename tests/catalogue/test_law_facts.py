"""The shipped law says what the texts say: each fact of ``law_facts.toml`` beside the catalogue."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

from thidua_desktop.catalogue import award_by_code, load_acts, load_rule_set
from thidua_desktop.catalogue.dossiers import dossier_of
from thidua_desktop.catalogue.rule_sets import RULE_SET_CODES, load_base_salaries
from thidua_desktop.domain.eligibility.rules import Condition

FACTS: dict[str, Any] = tomllib.loads(Path(__file__).with_name("law_facts.toml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("fact", FACTS["prize"], ids=lambda fact: fact["rule_set"])
def test_prizes_are_rounded_and_multiplied_as_found(fact: dict[str, str]) -> None:
    rules = load_rule_set(fact["rule_set"])
    assert rules.rounding == fact["rounding"]
    assert (rules.rounding_source, rules.rounding_confidence) == (
        fact["rounding_source"],
        fact["rounding_confidence"],
    )
    assert rules.highest_title_only
    if "highest_source" in fact:
        assert (rules.highest_title_source, rules.highest_title_confidence) == (fact["highest_source"], "C2")
        assert (rules.collective_multiplier, rules.household_multiplier) == (
            Decimal(fact["collective"]),
            Decimal(fact["household"]),
        )
        assert rules.multiplier_source == fact["multiplier_source"]


@pytest.mark.parametrize("code", FACTS["coefficient"])
def test_coefficients_name_the_clause_they_come_from(code: str) -> None:
    facts = dict(FACTS["coefficient"][code])
    act = facts.pop("source")
    for award, (coefficient, article) in facts.items():
        prize = load_rule_set(code).awards[award].prize
        assert prize is not None, award
        message = f"{act}, {article}" if article else act
        assert (prize.coefficient, prize.source, prize.confidence) == (Decimal(coefficient), message, "C2"), (
            award
        )


@pytest.mark.parametrize("code", RULE_SET_CODES)
def test_no_prize_is_shipped_where_no_text_gives_one(code: str) -> None:
    for award in FACTS["absent"]["prize"]:
        assert load_rule_set(code).awards[award].prize is None


def test_a_prize_whose_clause_was_not_found_says_so() -> None:
    prize = load_rule_set("R2022A").awards["BK_TINH"].prize
    assert prize is not None
    assert (prize.coefficient, prize.confidence) == (Decimal(1), "U")


@pytest.mark.parametrize("fact", FACTS["vote"], ids=lambda fact: f"{fact['rule_set']}-{fact['threshold']}")
def test_votes_are_by_ballot_of_all_members(fact: dict[str, Any]) -> None:
    for award in fact["awards"]:
        vote = load_rule_set(fact["rule_set"]).awards[award].vote
        assert (vote.threshold, vote.base, vote.secret) == (Fraction(fact["threshold"]), "total", True), award
        assert vote.confidence == fact["confidence"]
        assert vote.source == fact.get("source", vote.source)
        assert not vote.general
        if fact["rule_set"] != "R2022A":
            assert "152/2025" not in vote.source, "the clause of that decree was never seen"


def test_deciders_of_a_commune_are_those_of_the_two_level_government() -> None:
    rules = load_rule_set("R2022B")
    for fact in FACTS["decider"]:
        for award in fact["awards"]:
            able = {one.level: one.source for one in rules.awards[award].deciders if not one.unclear}
            assert able.get(fact["level"]) == fact["source"], award
    for level, awards in FACTS["decider_absent"].items():
        for award in awards:
            assert level not in {one.level for one in rules.awards[award].deciders}, award


@pytest.mark.parametrize("code", FACTS["act"])
def test_acts_are_in_force_from_and_to_the_days_found(code: str) -> None:
    fact, act = FACTS["act"][code], load_acts()[code]
    assert act.valid_from == fact["from"]
    assert act.valid_to == fact.get("to")
    assert act.end_confidence == fact.get("end_confidence", act.end_confidence)
    assert act.awards == frozenset(fact.get("awards", ()))


def test_the_base_salary_is_that_of_its_decrees() -> None:
    known = {start: (amount, confidence) for start, amount, _, confidence in load_base_salaries()}
    for fact in FACTS["salary"]:
        assert known[fact["from"]] == (Decimal(fact["amount"]), fact["confidence"])


def test_titles_of_money_alone_have_no_certificate_and_long_titles_their_years() -> None:
    assert not any(award_by_code(code).certificate for code in FACTS["certificate"]["none"])
    assert all(award_by_code(code).certificate for code in FACTS["certificate"]["own"])
    assert {code: award_by_code(code).period_years for code in FACTS["period"]} == FACTS["period"]


@pytest.mark.parametrize("table", ["condition", "general"])
def test_conditions_cite_the_clause_found(table: str) -> None:
    for fact in FACTS[table]:
        rules = load_rule_set(fact["rule_set"])
        conditions = rules.general if table == "general" else rules.awards[fact["award"]].conditions
        found = {one.tick: one for one in conditions}
        for tick in fact["ticks"]:
            assert (found[tick].source, found[tick].confidence) == (fact["source"], "C2"), tick


def test_terms_of_posting_and_settling() -> None:
    rules = load_rule_set("R2022B")
    for award, (publication, processing) in FACTS["terms"].items():
        terms = rules.awards[award].terms
        assert terms is not None, award
        assert (terms.publication_days or 0, terms.processing_days or 0) == (publication, processing), award


def test_dossiers_ask_for_the_papers_of_their_clause() -> None:
    for award, papers in FACTS["dossier"].items():
        found = dossier_of(award, occasion="CONG_TRANG", by_work=False)
        assert [item.code for item in found] == papers, award


def test_the_title_of_2026_follows_the_only_known_draft_and_says_that_it_is_one() -> None:
    rules = load_rule_set("R2026")
    assert not rules.confirmed
    conditions = rules.awards["CSTDCS"].conditions
    assert [one.kind for one in conditions] == ["rating_at_least", "any_of"], "no more 'meets LĐTT'"
    assert [part.tick or part.kind for part in conditions[1].parts] == ["initiative", "research", "combat"]

    def walk(found: tuple[Condition, ...]) -> None:
        for one in found:
            assert one.confidence == "U"
            assert one.source.endswith("theo dự thảo tháng 12/2025")
            walk(one.parts)

    walk(conditions)
