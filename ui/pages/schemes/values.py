"""From a node of a scheme to the values of its form and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes import editing, written
from thidua_desktop.domain.schemes.scheme import (
    ROOT,
    ZERO,
    Award,
    Bar,
    Condition,
    Criterion,
    Limits,
    Ranking,
    Scheme,
    Scorer,
    Section,
)
from thidua_desktop.texts import text
from ui.pages.schemes.nodes import key_of, split

Values = Mapping[str, Any]
_LIMITS: Final = ("cap", "floor", "excess_cap", "bonus_cap", "deduct_cap")


def values_of(scheme: Scheme, key: str) -> dict[str, object]:
    """What the form of a node shows; only some of it has a field."""
    kind, mark = split(key)
    match kind:
        case "head":
            names = ("name", "source", "confidence", "valid_from", "valid_to", "note")
            return {name: getattr(scheme, name) for name in names}
        case "table":
            return _limits(scheme.limits)
        case "ranking":
            return {
                "tie_breaks": written.write_tie_breaks(scheme.ranking.tie_breaks),
                "shared": "dense" if scheme.ranking.dense else "skip",
                "moves_up": scheme.ranking.moves_up,
            }
        case "scorer":
            scorer = next(one for one in scheme.scorers if one.code == mark)
            return {
                "code": scorer.code,
                "name": scorer.name,
                "scorer_role": scorer.role,
                "weight": written.write_number(scorer.weight),
                "missing": scorer.missing,
                "judges": scorer.judges or None,
            }
        case "bar":
            return _bar_values(scheme.bars[int(mark)])
        case "award":
            return _award_values(scheme.awards[int(mark)])
    line = editing.find(scheme, mark)
    if isinstance(line, Section):
        standard = written.write_number(line.standard)
        return {"code": line.code, "name": line.name, "standard": standard, **_limits(line.limits)}
    return _criterion_values(scheme, line) if line is not None else {}


def with_values(scheme: Scheme, key: str, values: Values) -> tuple[Scheme, str]:
    """The scheme with what the form says, and its node's key then. OfficeError for what cannot be read."""
    kind, mark = split(key)
    match kind:
        case "head":
            return _with_head(scheme, values), key
        case "table":
            return replace(scheme, limits=_read_limits(values)), key
        case "ranking":
            rules = written.read_tie_breaks(values["tie_breaks"] or "")
            return replace(
                scheme, ranking=Ranking(rules, values["shared"] == "dense", values["moves_up"])
            ), key
        case "scorer":
            return _with_scorer(scheme, mark, values)
        case "bar":
            bars = list(scheme.bars)
            bars[int(mark)] = _read_bar(values)
            return replace(scheme, bars=tuple(bars)), key
        case "award":
            awards = list(scheme.awards)
            awards[int(mark)] = _read_award(values)
            return replace(scheme, awards=tuple(awards)), key
    _need(values["code"], values["name"])
    line = editing.find(scheme, mark)
    if isinstance(line, Section):
        changed: editing.Line = replace(
            line,
            code=values["code"],
            name=_one_line(values["name"]),
            standard=_optional(values["standard"]),
            limits=_read_limits(values),
        )
    elif line is not None:
        changed = _read_criterion(scheme, line, values)
    else:
        return scheme, key
    if changed.code != mark and editing.find(scheme, changed.code) is not None:
        raise OfficeError("scoring.scheme_twice", code=changed.code)
    return editing.put(scheme, mark, changed), key_of("line", changed.code)


def _with_head(scheme: Scheme, values: Values) -> Scheme:
    _need(values["name"], values["source"])
    return replace(
        scheme,
        name=_one_line(values["name"]),
        source=_one_line(values["source"]),
        note=values["note"] or "",
        confidence=values["confidence"] or "U",
        valid_from=values["valid_from"],
        valid_to=values["valid_to"],
    )


def _criterion_values(scheme: Scheme, one: Criterion) -> dict[str, object]:
    number = written.write_number
    implied = one.limit == one.standard and one.role == "base" and one.method != "each"
    return {
        "code": one.code,
        "name": one.name,
        "role": one.role,
        "method": one.method,
        "standard": number(one.standard),
        "limit": "" if implied else number(one.limit),
        "least": number(one.least) if one.least else "",
        "over": one.over,
        "blank": one.blank,
        "excess_rate": number(one.excess_rate),
        "excess_cap": number(one.excess_cap),
        "grades": written.write_grades(one.grades),
        "bands": written.write_bands(one.bands),
        "basis": one.basis,
        "several": one.several,
        "condition": one.only_if.of if one.only_if else "",
        "condition_least": number(one.only_if.at_least) if one.only_if else "",
        "scorers": written.write_scorers(one.scorers, scheme.scorers),
        "combine": one.combine,
        "unit": one.unit,
    }


def _read_criterion(scheme: Scheme, one: Criterion, values: Values) -> Criterion:
    """What has no field now stays as it is."""
    message: dict[str, Any] = {**_criterion_values(scheme, one), **values}
    standard, role, method = _optional(message["standard"]), message["role"], message["method"]
    limit = _optional(message["limit"])
    if limit is None and role == "base" and method != "each":
        limit = standard
    of, least = message["condition"] or "", _optional(message["condition_least"])
    return replace(
        one,
        code=message["code"],
        name=_one_line(message["name"]),
        role=role,
        method=method,
        standard=standard,
        limit=limit,
        least=_optional(message["least"]) or ZERO,
        over=message["over"] if not (message["over"] == "bonus" and role != "base") else "cut",
        blank=message["blank"],
        excess_rate=_optional(message["excess_rate"]) or Decimal(1),
        excess_cap=_optional(message["excess_cap"]),
        grades=written.read_grades(message["grades"] or "", standard) if method == "grade" else {},
        bands=written.read_bands(message["bands"] or "") if method == "bands" else (),
        basis=message["basis"] if method == "bands" else "value",
        several=message["several"],
        only_if=Condition(of, least) if of else None,
        scorers=written.read_scorers(message["scorers"] or "", scheme.scorers),
        combine=message["combine"],
        unit=message["unit"] or "",
    )


def _with_scorer(scheme: Scheme, code: str, values: Values) -> tuple[Scheme, str]:
    _need(values["code"], values["name"])
    if values["code"] != code and any(one.code == values["code"] for one in scheme.scorers):
        raise OfficeError("scoring.scheme_twice", code=values["code"])
    made = Scorer(
        values["code"],
        values["name"].replace("\n", " "),
        values["scorer_role"],
        _optional(values["weight"]) or Decimal(1),
        values["missing"] or "others",
        values["judges"] or "",
    )
    scorers = tuple(made if one.code == code else one for one in scheme.scorers)
    usual = {one.code: one.weight for one in scheme.scorers}
    criteria = tuple(
        replace(
            criterion,
            scorers=tuple(
                (made if one.weight == usual[code] else replace(made, weight=one.weight))
                if one.code == code
                else one
                for one in criterion.scorers
            ),
        )
        for criterion in scheme.criteria
    )
    return replace(scheme, scorers=scorers, criteria=criteria), key_of("scorer", made.code)


def _bar_values(bar: Bar) -> dict[str, object]:
    return {
        "name": bar.name,
        "criterion": bar.criterion,
        "yes": True in bar.values,
        "values": "; ".join(one for one in bar.values if isinstance(one, str)),
        "points": written.write_number(bar.points),
        "of": bar.of,
        "below": written.write_number(bar.below),
        "awards": "; ".join(bar.awards),
        "unranked": bar.unranked,
    }


def _read_bar(values: Values) -> Bar:
    _need(values["name"])
    message = _split(values["values"])
    return Bar(
        name=_one_line(values["name"]),
        criterion=values["criterion"] or "",
        values=(True,) if values["yes"] else message,
        points=_optional(values["points"]),
        of=values["of"] or ROOT,
        below=_optional(values["below"]),
        awards=_split(values["awards"]),
        unranked=values["unranked"],
    )


def _award_values(award: Award) -> dict[str, object]:
    share = None if award.share is None else award.share * 100
    return {
        "code": award.code,
        "name": award.name,
        "count": "" if award.count is None else str(award.count),
        "share": written.write_number(share),
        "at_least": written.write_number(award.at_least),
    }


def _read_award(values: Values) -> Award:
    _need(values["code"], values["name"])
    count, share = _optional(values["count"]), _optional(values["share"])
    if count is not None and (count < 0 or count != count.to_integral_value()):
        raise OfficeError("schemes.whole_count", value=values["count"])
    if count is None and share is None:
        count = ZERO
    return Award(
        values["code"],
        _one_line(values["name"]),
        None if count is None else int(count),
        None if count is not None or share is None else share / 100,
        _optional(values["at_least"]),
    )


def _limits(limits: Limits) -> dict[str, object]:
    return {name: written.write_number(getattr(limits, name)) for name in _LIMITS}


def _read_limits(values: Values) -> Limits:
    return Limits(**{name: _optional(values[name]) for name in _LIMITS})


def _optional(words: str | None) -> Decimal | None:
    return written.read_points(words) if words else None


def _split(words: str | None) -> tuple[str, ...]:
    return tuple(part.strip() for part in (words or "").split(";") if part.strip())


def _one_line(words: str) -> str:
    return " ".join(words.split())


def _need(*words: str | None) -> None:
    if not all(words):
        raise OfficeError("schemes.need", fields=text("schemes.needed"))
