"""One criterion of a scheme file, with what it inherits from the head of the file."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final

from thidua_desktop.catalogue.reading import Table
from thidua_desktop.domain.schemes.scheme import (
    METHODS,
    ZERO,
    Band,
    Basis,
    Blank,
    Combine,
    Condition,
    Criterion,
    Limits,
    Method,
    Over,
    Role,
    Scorer,
    Several,
)
from thidua_desktop.domain.scoring.entries import is_sized

_ROLES: Final[tuple[Role, ...]] = ("base", "bonus", "deduction", "note")
_OVER: Final[tuple[Over, ...]] = ("refuse", "cut", "bonus", "allow")
_BLANK: Final[tuple[Blank, ...]] = ("open", "zero", "full")
_SEVERAL: Final[tuple[Several, ...]] = ("sum", "highest", "refuse")
_BASIS: Final[tuple[Basis, ...]] = ("value", "more", "less")
_NUMBER: Final = 'số, ví dụ 0.3 hoặc "0.3"'


@dataclass(frozen=True, slots=True)
class Defaults:
    """What the head of the file says for every criterion; ``over`` "" leaves it to the method."""

    combine: Combine
    blank: Blank
    over: str
    grades: Mapping[str, Decimal]
    scorers: tuple[Scorer, ...]


def read_number(table: Table, key: str, default: Decimal | None = None) -> Decimal:
    """A number written plainly or between quotes, stored exactly as written."""
    if default is not None and key not in table:
        return default
    value = table.raw(key)
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal):
        raise table.refuse(key, _NUMBER)
    try:
        number = Decimal(value)
    except ArithmeticError:
        raise table.refuse(key, _NUMBER) from None
    if not is_sized(number):
        raise table.refuse(key, _NUMBER)
    return number


def read_limits(table: Table) -> Limits:
    """Caps of a section or of the whole."""
    return Limits(
        cap=_optional(table, "cap"),
        floor=_optional(table, "floor"),
        excess_cap=_optional(table, "excess_cap"),
        bonus_cap=_optional(table, "bonus_cap"),
        deduct_cap=_optional(table, "deduct_cap"),
    )


def read_criterion(table: Table, defaults: Defaults) -> Criterion:
    """The criterion of a ``[[criterion]]`` table."""
    section = table.text("in", "")
    role = table.choice("role", _ROLES, "base")
    method: Method = table.choice("method", METHODS)
    standard = _optional(table, "standard")
    criterion = Criterion(
        code=table.text("code"),
        name=table.text("name"),
        section=section,
        role=role,
        method=method,
        standard=standard,
        limit=_limit(table, role, method, standard),
        least=read_number(table, "min", ZERO),
        over=table.choice("over", _OVER, _over(defaults, method)),
        blank=table.choice("blank", _BLANK, defaults.blank if role == "base" else "zero"),
        excess_rate=read_number(table, "excess_rate", Decimal(1)),
        excess_cap=_excess_cap(table, standard),
        grades=_grades(table, method, standard, defaults),
        bands=tuple(_band(one) for one in table.tables("bands")),
        basis=table.choice("basis", _BASIS, "value"),
        several=table.choice("several", _SEVERAL, "sum"),
        only_if=_condition(table, section),
        scorers=_scorers(table, defaults),
        combine=table.choice("combine", ("last", "weighted"), defaults.combine),
        unit=table.text("unit", ""),
    )
    table.finish()
    return criterion


def _optional(table: Table, key: str) -> Decimal | None:
    return read_number(table, key) if key in table else None


def _limit(table: Table, role: Role, method: Method, standard: Decimal | None) -> Decimal | None:
    """The maximum is what ``max`` says; a base criterion that says nothing can earn its standard points."""
    if "max" in table:
        return read_number(table, "max")
    return standard if role == "base" and method != "each" else None


def _over(defaults: Defaults, method: Method) -> Over:
    """What a person typed is refused above the maximum; what a formula gives is cut."""
    for one in _OVER:
        if defaults.over == one:
            return one
    return "refuse" if method == "points" else "cut"


def _excess_cap(table: Table, standard: Decimal | None) -> Decimal | None:
    if "excess_share" in table:
        return read_number(table, "excess_share") * (standard or ZERO)
    return _optional(table, "excess_cap")


def _grades(table: Table, method: Method, standard: Decimal | None, defaults: Defaults) -> dict[str, Decimal]:
    """Grade -> points: written as points, or as shares of the standard points here or at the head."""
    points, shares = table.table("grade_points"), table.table("grades")
    if points.names:
        return {grade: read_number(points, grade) for grade in points.names}
    if method != "grade" or standard is None:
        return {}
    own = {grade: read_number(shares, grade) for grade in shares.names} or defaults.grades
    return {grade: share * standard for grade, share in own.items()}


def _band(table: Table) -> Band:
    band = Band(
        start=_optional(table, "from"),
        stop=_optional(table, "below"),
        points=read_number(table, "points"),
        slope=read_number(table, "slope", ZERO),
    )
    table.finish()
    return band


def _condition(table: Table, section: str) -> Condition | None:
    """``only_if = { lost_nothing = true }`` of the own section, or of the one named in ``of``."""
    if "only_if" not in table:
        return None
    message = table.table("only_if")
    of, at_least = message.text("of", section), _optional(message, "at_least")
    if at_least is None and not message.flag("lost_nothing"):
        raise table.refuse("only_if", "lost_nothing = true | at_least = …")
    message.finish()
    return Condition(of, at_least)


def _scorers(table: Table, defaults: Defaults) -> tuple[Scorer, ...]:
    """All scorers of the scheme, or those named, in the order of the scheme; ``weights`` may differ here."""
    named, weights = table.texts("scorers"), table.table("weights")
    known = {scorer.code for scorer in defaults.scorers}
    for code in (*named, *weights.names):
        if code not in known:
            raise table.refuse("scorers" if code in named else "weights", ", ".join(sorted(known)))
    chosen = [one for one in defaults.scorers if not named or one.code in named]
    return tuple(
        replace(one, weight=read_number(weights, one.code)) if one.code in weights else one for one in chosen
    )
