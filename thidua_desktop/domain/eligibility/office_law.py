"""The law of a day as this office applies it: its own rulings laid over the rule-set. Pure.

What a ruling replaces takes the ruling's "căn cứ" as its source; it counts as read (C), for the officer confirmed it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from thidua_desktop.domain.eligibility.law_parameters import OfficeRule, parameter, share_of
from thidua_desktop.domain.eligibility.rules import (
    AwardRule,
    Condition,
    Decider,
    Kind,
    Prize,
    Quota,
    RuleSet,
    Terms,
)

_QUOTA_BASE: Final[Mapping[str, str]] = {"LDTT": "MEMBERS", "CSTDCS": "LDTT", "CSTDT": "CSTDCS"}
"""Of what a cap is counted: of the title asked for, and for the first of them of all members."""


def applied(rules: RuleSet, office: Iterable[OfficeRule], *, day: dt.date) -> RuleSet:
    """The rule-set with every ruling of the office in force that day; a later ruling wins over an earlier."""
    ours = [rule for rule in office if rule.covers(day) and rule.rule_set in (None, rules.code)]
    if not ours:
        return rules
    order = sorted(ours, key=lambda rule: (rule.award is not None, rule.valid_from or dt.date.min, rule.id))
    awards = dict(rules.awards)
    for rule in order:
        if parameter(rule.parameter).scope == "set":
            rules = _SET[rule.parameter](rules, rule)
            if rule.parameter == "rule_set_confirmed":
                awards = {code: _confirmed(award, rule) for code, award in awards.items()}
        elif parameter(rule.parameter).scope == "award":
            for code in (rule.award,) if rule.award else tuple(awards):
                if code in awards:
                    awards[code] = _AWARD[rule.parameter](awards[code], rule)
    return replace(rules, awards=awards)


def office_value(
    office: Iterable[OfficeRule], code: str, *, day: dt.date, award: str | None = None
) -> OfficeRule | None:
    """The ruling on a parameter in force that day: for the award itself before one for every award."""
    ours = [
        rule for rule in office if rule.parameter == code and rule.covers(day) and rule.award in (None, award)
    ]
    return max(
        ours,
        key=lambda rule: (rule.award is not None, rule.valid_from or dt.date.min, rule.id),
        default=None,
    )


def _quota_share(rule: AwardRule, office: OfficeRule) -> AwardRule:
    base = rule.quota.base if rule.quota else _QUOTA_BASE.get(rule.award)
    if base is None:
        return rule
    rounding = rule.quota.rounding if rule.quota else "down"
    share = share_of(office.value or "")
    return replace(rule, quota=Quota(base, share, office.basis, "C", rounding))


def _quota_rounding(rule: AwardRule, office: OfficeRule) -> AwardRule:
    if rule.quota is None:
        return rule
    rounding: Any = office.value
    return replace(rule, quota=replace(rule.quota, rounding=rounding))


def _vote(**change: Callable[[str], Any]) -> Callable[[AwardRule, OfficeRule], AwardRule]:
    def apply(rule: AwardRule, office: OfficeRule) -> AwardRule:
        values = {name: read(office.value or "") for name, read in change.items()}
        sure: dict[str, Any] = {"source": office.basis, "confidence": "C", "general": False}
        return replace(rule, vote=replace(rule.vote, **values, **sure))

    return apply


def _coefficient(rule: AwardRule, office: OfficeRule) -> AwardRule:
    return replace(rule, prize=Prize(Decimal(office.value or ""), office.basis, "C"))


def _deciders(rule: AwardRule, office: OfficeRule) -> AwardRule:
    levels = (office.value or "").split(",")
    return replace(rule, deciders=tuple(Decider(level, office.basis, "C") for level in levels))


def _condition(kind: Kind, **change: Callable[[str], Any]) -> Callable[[AwardRule, OfficeRule], AwardRule]:
    """Changes the award's condition of this kind; an award that has none gets it."""

    def apply(rule: AwardRule, office: OfficeRule) -> AwardRule:
        values = {name: read(office.value or "") for name, read in change.items()}
        values |= {"source": office.basis, "confidence": "C"}
        if any(condition.kind == kind for condition in rule.conditions):
            conditions = tuple(
                replace(condition, **values) if condition.kind == kind else condition
                for condition in rule.conditions
            )
        elif kind == "share_of_members":
            return rule
        else:
            fresh = Condition(kind, kind, office.basis, "C", unknown="presume")
            conditions = (*rule.conditions, replace(fresh, **values))
        return replace(rule, conditions=conditions)

    return apply


def _registration(rule: AwardRule, office: OfficeRule) -> AwardRule:
    severity: Any = office.value
    found = [one for one in rule.conditions if one.tick == "registered"]
    unknown: Any = "review" if severity == "bar" else "presume"
    made = replace(
        found[0] if found else Condition("confirmed", "registered", "", "C", tick="registered"),
        severity=severity,
        unknown=unknown,
        source=office.basis,
        confidence="C",
    )
    rest = tuple(one for one in rule.conditions if one.tick != "registered")
    return replace(rule, conditions=(*rest, made))


def _confirmed(rule: AwardRule, office: OfficeRule) -> AwardRule:
    """The officer read the text: what was recalled or unsure in the award's conditions now counts as read."""
    return replace(
        rule,
        confidence="C",
        conditions=tuple(_sure(condition, office.basis) for condition in rule.conditions),
    )


def _sure(condition: Condition, basis: str) -> Condition:
    parts = tuple(_sure(part, basis) for part in condition.parts)
    if condition.confidence in ("C", "C2"):
        return replace(condition, parts=parts)
    return replace(condition, parts=parts, confidence="C", source=basis)


def _term(name: str) -> Callable[[AwardRule, OfficeRule], AwardRule]:
    def apply(rule: AwardRule, office: OfficeRule) -> AwardRule:
        terms = rule.terms or Terms(None, None, office.basis, "C")
        values: dict[str, Any] = {name: int(office.value or 0), "source": office.basis, "confidence": "C"}
        return replace(rule, terms=replace(terms, **values))

    return apply


def _unchanged(rule: AwardRule, _: OfficeRule) -> AwardRule:
    """Copies and certificates are read where they are shown; no verdict hangs on them."""
    return rule


def _factor(name: str) -> Callable[[RuleSet, OfficeRule], RuleSet]:
    def apply(rules: RuleSet, office: OfficeRule) -> RuleSet:
        values: dict[str, Any] = {
            name: Decimal(office.value or ""),
            "multiplier_source": office.basis,
            "multiplier_confidence": "C",
        }
        return replace(rules, **values)

    return apply


def _rounding(rules: RuleSet, office: OfficeRule) -> RuleSet:
    rounding: Any = office.value
    return replace(rules, rounding=rounding, rounding_source=office.basis, rounding_confidence="C")


def _highest_only(rules: RuleSet, office: OfficeRule) -> RuleSet:
    return replace(
        rules,
        highest_title_only=office.value == "yes",
        highest_title_source=office.basis,
        highest_title_confidence="C",
    )


def _confirm_set(rules: RuleSet, office: OfficeRule) -> RuleSet:
    general = tuple(_sure(condition, office.basis) for condition in rules.general)
    return replace(rules, confirmed=True, general=general)


_AWARD: Final[Mapping[str, Callable[[AwardRule, OfficeRule], AwardRule]]] = {
    "quota_share": _quota_share,
    "quota_rounding": _quota_rounding,
    "member_share": _condition("share_of_members", share=share_of),
    "months": _condition("months_at_least", count=int),
    "leave_days": _condition("leave_below", count=int),
    "registration": _registration,
    "vote_threshold": _vote(threshold=share_of),
    "vote_strict": _vote(strict=lambda value: value == "above"),
    "vote_base": _vote(base=str),
    "vote_secret": _vote(secret=lambda value: value == "secret"),
    "quorum": _vote(quorum=share_of),
    "coefficient": _coefficient,
    "deciders": _deciders,
    "copies": _unchanged,
    "processing_days": _term("processing_days"),
    "publication_days": _term("publication_days"),
    "certificate": _unchanged,
    "standard": _confirmed,
}
_SET: Final[Mapping[str, Callable[[RuleSet, OfficeRule], RuleSet]]] = {
    "collective_multiplier": _factor("collective_multiplier"),
    "household_multiplier": _factor("household_multiplier"),
    "rounding": _rounding,
    "highest_title_only": _highest_only,
    "rule_set_confirmed": _confirm_set,
}


def certificate_due(rulings: Sequence[OfficeRule], award: str, *, day: dt.date, usual: bool) -> bool:
    """Whether an award brings a certificate: by the office's ruling of the day, else as the catalogue says."""
    ruled = office_value(rulings, "certificate", day=day, award=award)
    return usual if ruled is None else ruled.value == "printed"
