"""What would change the order: for every two neighbours the smallest changes that let the lower one pass."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from thidua_desktop.domain.schemes.scheme import ZERO, Criterion
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.results import UnitResult
from thidua_desktop.domain.scoring.views import margins

Kind = Literal["equal", "self", "raise", "lower"]
_Room = Callable[[Criterion, Decimal], Decimal]
_MOST = 3
"""Criteria named for one pair: what a meeting can talk about."""


@dataclass(frozen=True, slots=True)
class Swing:
    """``unit`` stands ``gap`` points behind ``ahead``; points of ``changed`` in ``criterion`` swap both.

    ``equal``: nothing parts them but a tie-break. ``self``: the self-score accepted in place of the appraisal
    swaps the two (tried by scoring again). ``raise``, ``lower``: there is room for more than ``gap``, from
    ``before`` on.
    """

    unit: str
    ahead: str
    gap: Decimal
    kind: Kind
    changed: str = ""
    criterion: str = ""
    before: Decimal = ZERO
    after: Decimal | None = None


def swings(bloc: LiveBloc, *, within: Decimal | None = None) -> tuple[Swing, ...]:
    """From the top of the order down, each pair at most ``within`` points apart (None: every pair)."""
    found: list[Swing] = []
    trial = LiveBloc(bloc.scheme, bloc.units, bloc.raws)
    for pair in margins(bloc.result):
        if within is not None and pair.gap > within:
            continue
        if not pair.gap:
            found.append(Swing(pair.unit, pair.ahead, pair.gap, "equal"))
            continue
        found += list(_disputed(trial, pair.unit, pair.ahead, pair.gap))[:_MOST]
        found += _room(bloc, pair.unit, pair.ahead, pair.gap)
    return tuple(found)


def _disputed(bloc: LiveBloc, low: str, high: str, gap: Decimal) -> Iterator[Swing]:
    """Where the two scorers differ, and taking the unit's own word would swap the two: tried and put back."""
    for unit in (low, high):
        for criterion in bloc.scheme.criteria:
            raws = dict(bloc.raws_of(unit, criterion.code))
            own = _self_scorer(criterion)
            last = criterion.scorers[-1].code if criterion.scorers else ""
            if not own or own == last or not raws.get(own) or raws.get(own) == raws.get(last):
                continue
            before = bloc.unit(unit).cells[criterion.code].points
            stored = raws.get(last, "")
            bloc.put(unit, criterion.code, last, raws[own])
            after = bloc.unit(unit).cells[criterion.code].points
            swaps = bloc.unit(low).total > bloc.unit(high).total
            bloc.put(unit, criterion.code, last, stored)
            if swaps:
                yield Swing(low, high, gap, "self", unit, criterion.code, before or ZERO, after)


def _room(bloc: LiveBloc, low: str, high: str, gap: Decimal) -> list[Swing]:
    """One criterion each: where the lower unit lost most, and where the higher one has most to lose."""
    swings = []
    lost = _widest(bloc.unit(low), lambda criterion, points: (criterion.full or ZERO) - points)
    if lost is not None and lost[1] > gap:
        code = lost[0].code
        points = bloc.unit(low).cells[code].points or ZERO
        swings.append(Swing(low, high, gap, "raise", low, code, points, lost[0].full))
    held = _widest(bloc.unit(high), lambda criterion, points: points - criterion.least)
    if held is not None and held[1] > gap:
        code = held[0].code
        points = bloc.unit(high).cells[code].points or ZERO
        swings.append(Swing(low, high, gap, "lower", high, code, points, held[0].least))
    return swings


def _widest(unit: UnitResult, room: _Room) -> tuple[Criterion, Decimal] | None:
    found: tuple[Criterion, Decimal] | None = None
    for cell in unit.cells.values():
        if cell.criterion.role != "base" or cell.points is None or cell.criterion.method == "fixed":
            continue
        free = room(cell.criterion, cell.points)
        if found is None or free > found[1]:
            found = (cell.criterion, free)
    return found


def _self_scorer(criterion: Criterion) -> str:
    return next((one.code for one in criterion.scorers if one.role == "self"), "")
