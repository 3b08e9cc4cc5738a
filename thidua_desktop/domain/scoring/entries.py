"""What a scorer enters, read from typed words, cells or JSON. An empty cell is no entry; 0 is one."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final, NamedTuple

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Criterion
from thidua_desktop.domain.text import fold, nfc


class Quantity(NamedTuple):
    """``actual`` against ``plan``; plan None: no target was given (for the cluster formula only)."""

    plan: Decimal | None
    actual: Decimal


Simple = Decimal | str | bool | Quantity
One = Simple | tuple[Simple, ...]


class Judged(NamedTuple):
    """What several judges gave for one cell. ``who`` gave it, in the order of ``given``.

    ``missing``: judges who have not scored; ``blank``: what that means (others | zero | open).
    """

    given: tuple[One, ...]
    who: tuple[str, ...]
    missing: tuple[str, ...] = ()
    rule: str = "mean"
    blank: str = "others"


Entry = One | Judged
"""A number, a grade, yes or no, a quantity; a tuple when there are several of them; what judges gave."""

ByScorer = Mapping[str, Entry]
"""Scorer code -> entry."""

DIGITS: Final = 15
_NUMBER: Final = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
_GROUPED: Final = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_YES: Final = frozenset(["x", "c", "co", "dat", "true", "1"])
_NO: Final = frozenset(["k", "khong", "khong dat", "chua dat", "false", "0"])
_QUANTITIES: Final = frozenset(["more", "less", "cluster"])


@dataclass(frozen=True, slots=True)
class Inputs:
    """Unit -> criterion -> scorer -> entry; ``meeting`` unit -> place given among equals (1 first).

    ``not_scored`` unit -> criteria that do not apply to it (KC): no points, and nothing to wait for.
    """

    units: Mapping[str, Mapping[str, ByScorer]]
    meeting: Mapping[str, int] = field(default_factory=dict)
    not_scored: Mapping[str, frozenset[str]] = field(default_factory=dict)


def read_entry(criterion: Criterion, raw: object, *, typed: bool = False) -> One | None:
    """The entry for ``criterion``; None for nothing entered.

    Numbers may use a decimal comma and a blank after the sign (``- 0,25``). ``typed`` by a person, ``1.120``
    is a thousand and more, in a data file it is not. A quantity is ``[plan, actual]``,
    ``{"plan": …, "actual": …}`` or the words ``actual/plan``. OfficeError("scoring.entry_…") otherwise.
    """
    if raw is None or (isinstance(raw, str) and not raw.strip()):
        return None
    quantity = criterion.method in _QUANTITIES or criterion.basis != "value"
    if isinstance(raw, Sequence) and not isinstance(raw, str) and not _is_pair(raw, quantity):
        several = tuple(_simple(criterion, one, quantity, typed) for one in raw if one not in (None, ""))
        return (several[0] if len(several) == 1 else several) if several else None
    return _simple(criterion, raw, quantity, typed)


def read_number(raw: object, *, typed: bool = False) -> Decimal | None:
    """A decimal number of a size that offices write, or None; binary fractions are none."""
    if isinstance(raw, bool | float):
        return None
    if isinstance(raw, int | Decimal):
        return _sized(Decimal(raw))
    words = re.sub(r"\s", "", str(raw)).replace("−", "-").replace("–", "-")
    if typed and _GROUPED.fullmatch(words):
        words = words.replace(".", "")
    return _sized(Decimal(words.replace(",", "."))) if _NUMBER.fullmatch(words) else None


def _sized(number: Decimal) -> Decimal | None:
    """Beyond fifteen digits before or after the point it is a slip, and would leave the exact range."""
    return number if is_sized(number) else None


def is_sized(number: Decimal) -> bool:
    return number.is_finite() and (not number or abs(number.adjusted()) <= DIGITS)


def _is_pair(raw: Sequence[object], quantity: bool) -> bool:
    return quantity and len(raw) == 2 and not any(isinstance(one, list | tuple | Mapping) for one in raw)


def _simple(criterion: Criterion, raw: object, quantity: bool, typed: bool) -> Simple:
    if criterion.method == "grade":
        return _grade(criterion, raw)
    if criterion.method == "yes_no":
        return _yes_no(criterion, raw)
    if quantity:
        return _quantity(criterion, raw, typed)
    number = _number(criterion, raw, typed)
    negative_loss = criterion.role == "deduction" and criterion.method == "points"
    return abs(number) if negative_loss else number


def _number(criterion: Criterion, raw: object, typed: bool) -> Decimal:
    number = read_number(raw, typed=typed)
    if number is None:
        raise OfficeError("scoring.entry_number", criterion=criterion.code, value=raw)
    return number


def _grade(criterion: Criterion, raw: object) -> str:
    message = nfc(str(raw)).strip()
    for grade in criterion.grades:
        if grade.casefold() == message.casefold():
            return grade
    grades = ", ".join(criterion.grades)
    raise OfficeError("scoring.entry_grade", criterion=criterion.code, value=raw, grades=grades)


def _yes_no(criterion: Criterion, raw: object) -> bool:
    if isinstance(raw, bool):
        return raw
    message = fold(str(raw)).strip()
    if message in _YES or message in _NO:
        return message in _YES
    raise OfficeError("scoring.entry_yes_no", criterion=criterion.code, value=raw)


def _quantity(criterion: Criterion, raw: object, typed: bool) -> Quantity:
    parts: Sequence[object]
    if isinstance(raw, Mapping):
        parts = (raw.get("plan"), raw.get("actual"))
    elif isinstance(raw, str):
        actual, slash, plan = raw.partition("/")
        parts = (plan if slash else None, actual)
    elif isinstance(raw, Sequence):
        parts = raw
    else:
        parts = (None, raw)
    refused = OfficeError("scoring.entry_quantity", criterion=criterion.code, value=raw)
    if len(parts) != 2 or (parts[0] in (None, "") and criterion.method != "cluster"):
        raise refused
    plan_number = None if parts[0] in (None, "") else read_number(parts[0], typed=typed)
    actual_number = read_number(parts[1], typed=typed)
    if actual_number is None or (plan_number is None and parts[0] not in (None, "")):
        raise refused
    return Quantity(plan_number, actual_number)
