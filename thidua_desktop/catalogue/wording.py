"""Vietnamese sentences of findings: codes and values in, words an officer reads out."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import Final, Literal

from thidua_desktop.catalogue.acts import load_levels
from thidua_desktop.catalogue.awards import award_by_code
from thidua_desktop.domain.eligibility.facts import Discipline, Rating, Scope
from thidua_desktop.domain.eligibility.findings import Finding, Wording
from thidua_desktop.domain.eligibility.rules import Confidence
from thidua_desktop.texts import lookup, text

Certainty = Literal["certain", "likely", "uncertain"]
_CERTAINTY: Final[dict[Confidence, Certainty]] = {
    "C": "certain",
    "C2": "likely",
    "R": "likely",
    "U": "uncertain",
}


def rule_words(rule: str) -> str:
    """The heading of a condition."""
    return text(f"eligibility.rules.{rule}")


def required_words(finding: Finding) -> str:
    if finding.required.code in ("any_of", "all_of"):
        join = "or_join" if finding.required.code == "any_of" else "and_join"
        return text(f"eligibility.{join}").join(required_words(part) for part in finding.parts)
    return _words("required", finding.required)


def present_words(finding: Finding) -> str:
    """What the file shows; of a group, each branch the file speaks of."""
    spoken = [part for part in finding.parts if not part.missing]
    if spoken:
        return "; ".join(f"{rule_words(part.rule)}: {present_words(part)}" for part in spoken)
    return _words("present", finding.present)


def tick_words(code: str) -> str:
    """What the officer confirms with a tick, in words that stand alone."""
    return text(f"eligibility.ticks.{code}")


def verdict_words(verdict: str) -> str:
    """``đủ điều kiện``, ``chưa đủ điều kiện`` or ``chưa kết luận (thiếu hồ sơ)``."""
    return text(f"eligibility.verdict.{verdict}")


def certainty(confidence: Confidence) -> Certainty:
    """C is certain, C2 and R likely, U uncertain."""
    return _CERTAINTY[confidence]


def _words(side: Literal["required", "present"], wording: Wording) -> str:
    values = {name: _value(name, value) for name, value in wording.params}
    sentence = text(f"eligibility.{side}.{wording.code}", **values)
    return sentence or text("eligibility.not_known")


def _value(name: str, value: object) -> str:
    if isinstance(value, tuple):
        join = text("eligibility.choice_join") if name in _CHOICES else ", "
        return join.join(_value(name, item) for item in value) or text("eligibility.not_known")
    if value is None:
        return text("eligibility.not_known")
    if isinstance(value, Rating | Scope | Discipline):
        return text(f"eligibility.{type(value).__name__.lower()}.{value.name}")
    if isinstance(value, Fraction):
        return f"{float(value * 100):g} %".replace(".", ",")
    return _NAMED.get(name, str)(str(value))


def _award(code: str) -> str:
    return award_by_code(code).name if code else ""


def _level(code: str) -> str:
    return next((level.name for level in load_levels() if level.code == code), code)


def _listed(table: str) -> Callable[[str], str]:
    return lambda code: lookup(f"eligibility.{table}.{code}") or code


def _source(source: str) -> str:
    sort, _, name = source.partition(":")
    if sort == "award":
        return _award(name)
    best = Rating[name] is max(Rating)
    return text(f"eligibility.rating.{name}") + ("" if best else text("eligibility.or_better"))


_CHOICES: Final = frozenset({"levels", "sources", "subjects", "kinds"})
_NAMED: Final[dict[str, Callable[[str], str]]] = {
    "award": _award,
    "level": _level,
    "levels": _level,
    "subjects": _listed("subjects"),
    "kinds": _listed("kinds"),
    "tick": _listed("ticks"),
    "sources": _source,
}
