"""Rule-sets from ``rules_*.toml``: each the law of a span of decision dates.

A file ``based_on`` another takes every award of it and replaces the keys it states itself. With
``inherited_confidence`` what is taken over counts as unconfirmed until someone reads the final text.
"""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any, get_args

from thidua_desktop.catalogue.acts import CONFIDENCES, load_acts
from thidua_desktop.catalogue.awards import load_awards
from thidua_desktop.catalogue.conditions import Source, read_condition, read_fraction
from thidua_desktop.catalogue.reading import Table, read_data
from thidua_desktop.config import resource
from thidua_desktop.domain.eligibility.rules import (
    AwardRule,
    Confidence,
    Decider,
    LegalAct,
    Prize,
    Quota,
    Rounding,
    RuleSet,
    Terms,
    VoteRule,
)
from thidua_desktop.domain.errors import OfficeError

RULE_SET_CODES = ("R2003", "R2022A", "R2022B", "R2026")
_ROUNDINGS: tuple[Rounding, ...] = get_args(Rounding)


@cache
def load_rule_set(code: str) -> RuleSet:
    """The rule-set of a code. OfficeError("catalogue.unknown_rule_set") when there is none."""
    if code not in RULE_SET_CODES:
        raise OfficeError("catalogue.unknown_rule_set", name=code)
    return parse_rule_set(code)


def rule_set_for(day: dt.date, *, received_on: dt.date | None = None) -> RuleSet:
    """The rule-set of a decision date.

    A file received for appraisal before the new law keeps the former one (Luật 06/2026/QH16, Điều 4, C2).
    """
    for code in RULE_SET_CODES:
        rules = load_rule_set(code)
        if rules.covers(day):
            if rules.received_before and received_on and received_on < rules.received_before:
                return rule_set_for(rules.received_before - dt.timedelta(days=1))
            return rules
    raise OfficeError("catalogue.no_rule_set", day=f"{day:%d/%m/%Y}")


def legal_basis(on: dt.date, awards: Iterable[str] = ()) -> tuple[LegalAct, ...]:
    """The acts a decision of that day giving these awards names as its "Căn cứ", in their order."""
    acts, given = load_acts(), frozenset(awards)
    return tuple(
        act
        for act in (acts[code] for code in rule_set_for(on).basis)
        if act.in_force(on) and (not act.awards or act.awards & given)
    )


def parse_rule_set(code: str, *, folder: Path | None = None) -> RuleSet:
    """Reads and checks one rule-set. OfficeError("catalogue.…") names file, place and what is wrong."""
    name = f"rules_{code}.toml"
    return _rule_set(Table(_merged(code, folder or resource("catalogue")), file=name, place=name))


def _merged(code: str, folder: Path) -> dict[str, Any]:
    own: dict[str, Any] = read_data(f"rules_{code}.toml", folder=folder)
    parent_code = own.pop("based_on", None)
    if not isinstance(parent_code, str):
        return own
    parent = copy.deepcopy(_merged(parent_code, folder))
    parent.pop("from", None)
    parent.pop("to", None)
    unsure = own.pop("inherited_confidence", None)
    for award in parent.get("award", {}).values():
        award.setdefault("act", parent["act"])
        if unsure:
            for key in ("condition", "decider"):
                _lower(award.get(key, []), unsure)
    awards = parent.get("award", {})
    for award_code, table in own.get("award", {}).items():
        awards.setdefault(award_code, {}).update(table)
    return {**parent, **own, "award": awards}


def _lower(items: list[dict[str, Any]], confidence: str) -> None:
    for item in items:
        item["confidence"] = confidence
        _lower(item.get("part", []), confidence)


def _rule_set(file: Table) -> RuleSet:
    act = file.text("act")
    prize = file.table("prize")
    rounding, highest = prize.table("rounding"), prize.table("highest_title")
    of_factor, of_rounding, of_highest = (
        Source(act, "", "U").of(table) for table in (prize, rounding, highest)
    )
    rules = RuleSet(
        code=file.text("code"),
        name=file.text("name"),
        valid_from=file.date("from"),
        valid_to=file.date("to"),
        confirmed=file.flag("confirmed"),
        source=Source(act=act, article="", confidence="C").words(file),
        basis=_acts(file, "basis"),
        levels=frozenset(file.texts("levels")),
        level_source=Source(file.text("level_act"), file.text("level_article"), "C").words(file),
        level_confidence=file.choice("level_confidence", CONFIDENCES),
        general=tuple(read_condition(table, Source(act, "", "C")) for table in file.tables("general")),
        awards={},
        collective_multiplier=prize.decimal("collective_multiplier"),
        household_multiplier=prize.decimal("household_multiplier"),
        multiplier_source=of_factor.words(prize),
        multiplier_confidence=of_factor.confidence,
        rounding=rounding.choice("way", _ROUNDINGS),
        rounding_source=of_rounding.words(rounding),
        rounding_confidence=of_rounding.confidence,
        highest_title_only=highest.flag("only"),
        highest_title_source=of_highest.words(highest),
        highest_title_confidence=of_highest.confidence,
        received_before=file.date("received_before"),
    )
    for table in (prize, rounding, highest):
        table.finish()
    vote = replace(_vote(file.table("vote"), Source(act, "", "U")), general=True)
    awards = file.table("award")
    known = {award.code: award for award in load_awards()}
    read: dict[str, AwardRule] = {}
    for code in awards.keys():  # noqa: SIM118 - a Table is no mapping
        if code not in known:
            raise OfficeError("catalogue.unknown_award", award=code)
        rule = _award_rule(awards.table(code), act=act, code=code, vote=vote)
        read[code] = replace(rule, subjects=known[code].subjects)
    file.finish()
    return replace(rules, awards=read)


def _acts(file: Table, key: str) -> tuple[str, ...]:
    codes = file.texts(key)
    for code in codes:
        if code not in load_acts():
            raise file.refuse(key, "văn bản đã khai báo trong acts.toml")
    return codes


def _award_rule(table: Table, *, act: str, code: str, vote: VoteRule) -> AwardRule:
    source = Source(
        act=table.text("act", act),
        article=table.text("article", ""),
        confidence=table.choice("confidence", CONFIDENCES),
    )
    rule = AwardRule(
        award=code,
        subjects=frozenset(),
        source=source.words(table),
        confidence=source.confidence,
        deciders=tuple(_decider(item, source) for item in table.tables("decider")),
        conditions=tuple(read_condition(item, source) for item in table.tables("condition")),
        quota=_quota(table.table("quota"), source) if "quota" in table else None,
        prize=_prize(table.table("prize"), source) if "prize" in table else None,
        vote=_vote(table.table("vote"), source) if "vote" in table else vote,
        terms=_terms(table.table("terms"), source) if "terms" in table else None,
    )
    table.finish()
    return rule


def _decider(table: Table, parent: Source) -> Decider:
    source = parent.of(table)
    decider = Decider(
        level=table.text("level"),
        source=source.words(table),
        confidence=source.confidence,
        unclear=table.flag("unclear"),
    )
    table.finish()
    return decider


def _quota(table: Table, parent: Source) -> Quota:
    source = parent.of(table)
    quota = Quota(
        base=table.text("base"),
        share=read_fraction(table, "share") if "share" in table else None,
        source=source.words(table),
        confidence=source.confidence,
    )
    table.finish()
    return quota


def _prize(table: Table, parent: Source) -> Prize:
    source = parent.of(table)
    prize = Prize(table.decimal("coefficient"), source.words(table), source.confidence)
    table.finish()
    return prize


def _terms(table: Table, parent: Source) -> Terms:
    source = parent.of(table)
    terms = Terms(
        publication_days=table.whole("publication_days", 0) or None,
        processing_days=table.whole("processing_days", 0) or None,
        source=source.words(table),
        confidence=source.confidence,
    )
    table.finish()
    return terms


def _vote(table: Table, parent: Source) -> VoteRule:
    source = parent.of(table)
    vote = VoteRule(
        threshold=read_fraction(table, "threshold"),
        strict=table.flag("strict"),
        base=table.choice("base", ("total", "present", "valid")),
        secret=table.flag("secret"),
        quorum=read_fraction(table, "quorum"),
        source=source.words(table),
        confidence=source.confidence,
    )
    table.finish()
    return vote


@cache
def load_base_salaries() -> tuple[tuple[dt.date, Decimal, str, Confidence], ...]:
    """(from, đồng per month, act, confidence), oldest first."""
    file = read_data("base_salary.toml", folder=resource("catalogue"))
    table = Table(file, file="base_salary.toml", place="base_salary.toml")
    rows = []
    for item in table.tables("base_salary"):
        start = item.date("from")
        if start is None:
            raise item.refuse("from", "ngày")
        rows.append((start, item.decimal("amount"), item.text("act"), item.choice("confidence", CONFIDENCES)))
        item.finish()
    table.finish()
    return tuple(sorted(rows, key=lambda row: row[0]))


def base_salary(on: dt.date) -> Decimal:
    """Lương cơ sở in đồng per month on a day. OfficeError("catalogue.no_base_salary") before all."""
    amounts = [amount for start, amount, _, _ in load_base_salaries() if start <= on]
    if not amounts:
        raise OfficeError("catalogue.no_base_salary", day=f"{on:%d/%m/%Y}")
    return amounts[-1]
