"""The law as a table of what an office may rule: the printed value, its own, and how sure each is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Final

from thidua_desktop.catalogue import award_by_code, load_levels, load_rule_set
from thidua_desktop.catalogue.rule_sets import load_base_salaries
from thidua_desktop.domain.eligibility.law_parameters import (
    NO_VALUE,
    PARAMETERS,
    OfficeRule,
    Parameter,
    parameter,
    share_of,
)
from thidua_desktop.domain.eligibility.office_law import office_value
from thidua_desktop.domain.eligibility.rules import AwardRule, Condition, Confidence, RuleSet
from thidua_desktop.services.eligibility.office_rules import OfficeLaw
from thidua_desktop.texts import text

_CAPPED: Final = frozenset({"LDTT", "CSTDCS", "CSTDT"})
"""Titles whose number a province may limit."""


@dataclass(frozen=True, slots=True)
class LawRow:
    """One parameter of one award, or of the rule-set as a whole (``award`` None).

    ``printed``: what the rule-set says, empty when it says nothing; ``ours``: the ruling in force, if any;
    ``versions``: every ruling there ever was on it, the newest first.
    """

    award: str | None
    parameter: Parameter
    printed: str
    source: str
    confidence: Confidence
    ours: OfficeRule | None
    versions: tuple[OfficeRule, ...]

    @property
    def key(self) -> tuple[str | None, str]:
        return (self.award, self.parameter.code)


def law_rows(law: OfficeLaw, code: str, *, day: dt.date) -> tuple[LawRow, ...]:
    """Every parameter of a rule-set: those of the whole first, then award by award."""
    rules = load_rule_set(code)
    rows = [
        _row(law, rules, one, None, _whole(rules, one, day)) for one in PARAMETERS if one.scope != "award"
    ]
    for award, rule in rules.awards.items():
        rows += [
            _row(law, rules, one, award, _PRINTED[one.code](rule))
            for one in PARAMETERS
            if one.scope == "award" and _concerns(one.code, rule)
        ]
    return tuple(rows)


def value_words(code: str, value: str | None) -> str:
    """A stored value as the officer reads it: ``15 %``, ``2/3``, ``2.530.000 đồng``."""
    if value is None:
        return ""
    kind = parameter(code).kind
    if kind == "share":
        return text("law.values.unlimited") if value == NO_VALUE else share_words(share_of(value))
    if kind == "choice":
        return text(f"law.values.{value}")
    if kind == "levels":
        return ", ".join(_level(one) for one in value.split(","))
    if kind == "amount":
        return text("law.dong", amount=f"{int(value):,}".replace(",", "."))
    return value.replace(".", ",") if kind == "factor" else value


def share_words(share: Fraction | None) -> str:
    """Whole percents as such, other shares as the fraction they are."""
    if share is None:
        return text("law.values.unlimited")
    percent = share * 100
    return f"{percent.numerator} %" if percent.denominator == 1 else f"{share.numerator}/{share.denominator}"


def typed_value(code: str, value: str | None) -> str:
    """A stored value as the officer would type it into the form."""
    if value is None or parameter(code).kind in ("choice", "levels"):
        return value or ""
    return value_words(code, value).removesuffix(text("law.dong", amount="").rstrip()).strip()


Printed = tuple[str, str, Confidence]
_NOTHING: Final[Printed] = ("", "", "U")


def _row(law: OfficeLaw, rules: RuleSet, one: Parameter, award: str | None, message: Printed) -> LawRow:
    versions = [
        rule
        for rule in law.rulings
        if rule.parameter == one.code and rule.award in (None, award) and rule.rule_set in (None, rules.code)
    ]
    newest = sorted(versions, key=lambda rule: (rule.valid_from or dt.date.min, rule.id), reverse=True)
    day = rules.valid_to or dt.date.max
    ours = office_value(versions, one.code, day=day, award=award)
    return LawRow(award, one, *message, ours, tuple(newest))


def _whole(rules: RuleSet, one: Parameter, day: dt.date) -> Printed:
    if one.code == "base_salary":
        return _salary(min(day, rules.valid_to or day))
    if one.code in ("collective_multiplier", "household_multiplier"):
        return _number(getattr(rules, one.code)), rules.multiplier_source, rules.multiplier_confidence
    if one.code == "rounding":
        return text(f"law.values.{rules.rounding}"), rules.rounding_source, rules.rounding_confidence
    if one.code == "highest_title_only":
        message = text(f"law.values.{'yes' if rules.highest_title_only else 'no'}")
        return message, rules.highest_title_source, rules.highest_title_confidence
    if one.code == "rule_set_confirmed":
        word = "confirmed" if rules.confirmed else "unconfirmed"
        return text(f"law.values.{word}"), rules.source, "C" if rules.confirmed else "U"
    return _NOTHING


def _salary(day: dt.date) -> Printed:
    known = [one for one in load_base_salaries() if one[0] <= day]
    if not known:
        return _NOTHING
    _, amount, act, confidence = known[-1]
    return _amount(amount), act, confidence


def _concerns(code: str, rule: AwardRule) -> bool:
    if code in ("quota_share", "quota_rounding"):
        return rule.award in _CAPPED
    if code == "member_share":
        return _found(rule, "share_of_members") is not None
    if code in ("months", "leave_days"):
        return rule.award in ("LDTT", "CSTT")
    if code in ("registration", "certificate"):
        return award_by_code(rule.award).kind == "title"
    if code == "standard":
        return any(_unsure(condition) for condition in rule.conditions)
    return True


def _found(rule: AwardRule, kind: str, tick: str = "") -> Condition | None:
    return next((one for one in rule.conditions if one.kind == kind and (not tick or one.tick == tick)), None)


def _unsure(condition: Condition) -> bool:
    return condition.confidence in ("R", "U") or any(map(_unsure, condition.parts))


def _quota(rule: AwardRule) -> Printed:
    if rule.quota is None:
        return _NOTHING
    return share_words(rule.quota.share), rule.quota.source, rule.quota.confidence


def _quota_rounding(rule: AwardRule) -> Printed:
    if rule.quota is None or rule.quota.share is None:
        return _NOTHING
    return text(f"law.values.{rule.quota.rounding}"), rule.quota.source, rule.quota.confidence


def _of_condition(kind: str, read: Callable[[Condition], str], tick: str = "") -> Callable[..., Printed]:
    def message(rule: AwardRule) -> Printed:
        found = _found(rule, kind, tick)
        return (read(found), found.source, found.confidence) if found else _NOTHING

    return message


def _vote(read: Callable[[Any], str]) -> Callable[[AwardRule], Printed]:
    return lambda rule: (read(rule.vote), rule.vote.source, rule.vote.confidence)


def _coefficient(rule: AwardRule) -> Printed:
    if rule.prize is None:
        return _NOTHING
    return _number(rule.prize.coefficient), rule.prize.source, rule.prize.confidence


def _deciders(rule: AwardRule) -> Printed:
    able = [one for one in rule.deciders if not one.unclear]
    words = ", ".join(dict.fromkeys(_level(one.level) for one in able))
    return (words, able[0].source, able[0].confidence) if able else _NOTHING


def _term(name: str) -> Callable[[AwardRule], Printed]:
    def message(rule: AwardRule) -> Printed:
        days = getattr(rule.terms, name, None)
        return (str(days), rule.terms.source, rule.terms.confidence) if rule.terms and days else _NOTHING

    return message


def _certificate(rule: AwardRule) -> Printed:
    """Source: NĐ 98/2023 Đ54 and NĐ 152/2025 Đ50 (C2); the prize names the one of the rule-set."""
    printed = "printed" if award_by_code(rule.award).certificate else "not_printed"
    return text(f"law.values.{printed}"), rule.prize.source if rule.prize else rule.source, "C2"


def _standard(rule: AwardRule) -> Printed:
    return text("law.values.unconfirmed"), rule.source, "U"


def _nothing(_: AwardRule) -> Printed:
    return _NOTHING


def _number(value: Decimal) -> str:
    return f"{value.normalize():f}".replace(".", ",")


def _amount(value: Decimal) -> str:
    return text("law.dong", amount=f"{value:,.0f}".replace(",", "."))


def _level(code: str) -> str:
    return next((level.name for level in load_levels() if level.code == code), code)


_PRINTED: Final[Mapping[str, Callable[[AwardRule], Printed]]] = {
    "quota_share": _quota,
    "quota_rounding": _quota_rounding,
    "member_share": _of_condition("share_of_members", lambda one: share_words(one.share)),
    "months": _of_condition("months_at_least", lambda one: str(one.count)),
    "leave_days": _of_condition("leave_below", lambda one: str(one.count)),
    "registration": _of_condition(
        "confirmed", lambda one: text(f"law.values.{one.severity}"), tick="registered"
    ),
    "vote_threshold": _vote(lambda vote: share_words(vote.threshold)),
    "vote_strict": _vote(lambda vote: text(f"law.values.{'above' if vote.strict else 'at_least'}")),
    "vote_base": _vote(lambda vote: text(f"law.values.{vote.base}")),
    "quorum": _vote(lambda vote: share_words(vote.quorum)),
    "coefficient": _coefficient,
    "deciders": _deciders,
    "vote_secret": _vote(lambda vote: text(f"law.values.{'secret' if vote.secret else 'open'}")),
    "copies": _nothing,
    "processing_days": _term("processing_days"),
    "publication_days": _term("publication_days"),
    "certificate": _certificate,
    "standard": _standard,
}


def parameter_words(code: str) -> str:
    """The name of a parameter."""
    return text(f"law.parameters.{code}")
