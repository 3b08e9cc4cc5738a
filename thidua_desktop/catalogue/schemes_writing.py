"""Writes a scoring scheme as the text that reads back to the same scheme: for export and for stored edits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from decimal import Decimal
from typing import Final

import tomli_w

from thidua_desktop.domain.schemes.scheme import (
    ROOT,
    Award,
    Band,
    Bar,
    Condition,
    Criterion,
    Limits,
    Ranking,
    Scheme,
    Scorer,
    Section,
    TieBreak,
)

_Fields = Mapping[str, object]
_TIES: Final = {
    TieBreak("deduction", more=False): "fewer_deductions",
    TieBreak("base"): "higher_base",
    TieBreak("excess"): "higher_excess",
    TieBreak("bonus"): "higher_bonus",
    TieBreak("meeting", more=False): "meeting",
}


def scheme_text(scheme: Scheme) -> str:
    """The scheme as TOML; ``parse_scheme`` of it is equal to ``scheme``."""
    head = {
        "key": scheme.key,
        "name": scheme.name,
        "source": scheme.source,
        "confidence": scheme.confidence,
        "from": scheme.valid_from,
        "to": scheme.valid_to,
        "note": scheme.note,
    }
    data = {
        **head,
        "total": _limits(scheme.limits),
        "ranking": _ranking(scheme.ranking),
        "scorer": tuple(map(_scorer, scheme.scorers)),
        "section": tuple(map(_section, scheme.sections)),
        "criterion": tuple(_criterion(scheme, one) for one in scheme.criteria),
        "bar": tuple(map(_bar, scheme.bars)),
        "award": tuple(map(_award, scheme.awards)),
    }
    return tomli_w.dumps(_plain(data))


def _plain(row: _Fields) -> dict[str, object]:
    """Without what is absent; numbers of points as texts, so that reading never goes through floats."""
    plain = {key: _value(value) for key, value in row.items()}
    return {key: value for key, value in plain.items() if not _absent(value)}


def _absent(value: object) -> bool:
    return value is None or (isinstance(value, str | list | dict) and not value)


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, Mapping):
        return _plain(value)
    return [_value(one) for one in value] if isinstance(value, tuple) else value


def _limits(limits: Limits) -> _Fields:
    return {one.name: getattr(limits, one.name) for one in fields(limits)}


def _ranking(ranking: Ranking) -> _Fields:
    return {
        "tie_breaks": tuple(_TIES.get(rule, f"{rule.by}:{rule.of}") for rule in ranking.tie_breaks),
        "shared": "dense" if ranking.dense else "",
        "moves_up": None if ranking.moves_up else False,
    }


def _scorer(scorer: Scorer) -> _Fields:
    return {one.name: getattr(scorer, one.name) for one in fields(scorer)}


def _section(section: Section) -> _Fields:
    own = {"code": section.code, "name": section.name, "in": section.parent, "standard": section.standard}
    return {**own, **_limits(section.limits)}


def _criterion(scheme: Scheme, one: Criterion) -> _Fields:
    usual = {scorer.code: scorer.weight for scorer in scheme.scorers}
    return {
        "code": one.code,
        "in": one.section,
        "name": one.name,
        "role": one.role,
        "method": one.method,
        "unit": one.unit,
        "standard": one.standard,
        "max": one.limit,
        "min": one.least,
        "over": one.over,
        "excess_rate": one.excess_rate,
        "excess_cap": one.excess_cap,
        "blank": one.blank,
        "several": one.several,
        "grade_points": dict(one.grades),
        "basis": one.basis,
        "bands": tuple(map(_band, one.bands)),
        "only_if": None if one.only_if is None else _condition(one.only_if),
        "scorers": tuple(scorer.code for scorer in one.scorers),
        "weights": {who.code: who.weight for who in one.scorers if who.weight != usual[who.code]},
        "combine": one.combine,
    }


def _band(band: Band) -> _Fields:
    row = {"from": band.start, "below": band.stop, "points": band.points, "slope": band.slope}
    return {key: value for key, value in row.items() if value is not None}


def _condition(condition: Condition) -> _Fields:
    if condition.at_least is None:
        return {"of": condition.of, "lost_nothing": True}
    return {"of": condition.of, "at_least": condition.at_least}


def _bar(bar: Bar) -> _Fields:
    return {
        "name": bar.name,
        "criterion": bar.criterion,
        "yes": True if True in bar.values else None,
        "values": tuple(value for value in bar.values if isinstance(value, str)),
        "points": bar.points,
        "of": bar.of if bar.of != ROOT else None,
        "below": bar.below,
        "awards": bar.awards,
        "unranked": True if bar.unranked else None,
    }


def _award(award: Award) -> _Fields:
    return {one.name: getattr(award, one.name) for one in fields(award)}
