"""Order, shared ranks, and who is proposed for what."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Context, Decimal
from itertools import groupby
from typing import Final

from thidua_desktop.domain.schemes.scheme import ZERO, Award, Scheme, TieBreak
from thidua_desktop.domain.scoring.results import Place, Proposal, UnitResult
from thidua_desktop.domain.text import text_sort_key

STEP: Final = Decimal("1e-12")
"""Numbers alike to here are equal: thirds of points do not part two units."""

_WIDE: Final = Context(prec=120)

_Key = tuple[Decimal, ...]


def rank(scheme: Scheme, units: Iterable[UnitResult], meeting: Mapping[str, int]) -> tuple[Place, ...]:
    """Places from the best down; equal units stand in the order of their names."""
    rules = scheme.ranking.tie_breaks
    keys: dict[str, _Key] = {}
    totals: dict[str, Decimal] = {}
    for unit in units:
        totals[unit.name] = unit.total
        keys[unit.name] = (_level(unit.total), *(_worth(rule, unit, meeting) for rule in rules))
    groups = [
        sorted(group, key=lambda name: (text_sort_key(name), name)) if len(group) > 1 else group
        for group in _best_first(keys)
    ]
    order = [name for group in groups for name in group]
    places: list[Place] = []
    seen = 0
    for count, names in enumerate(map(tuple, groups), start=1):
        number = count if scheme.ranking.dense else seen + 1
        tied = names if len(names) > 1 else ()
        split = _split_by(names[0], order, keys, rules)
        places += [Place(number, name, totals[name], tied, split) for name in names]
        seen += len(names)
    return tuple(places)


def _best_first(keys: Mapping[str, _Key]) -> list[list[str]]:
    """Units of one key together, the best key first."""
    order = sorted(keys, key=keys.__getitem__, reverse=True)
    return [list(group) for _, group in groupby(order, key=keys.__getitem__)]


def ties_of(ranking: Sequence[Place]) -> tuple[tuple[str, ...], ...]:
    """Groups that share a rank, from the best down."""
    return tuple(dict.fromkeys(place.tied for place in ranking if place.tied))


def propose(
    scheme: Scheme, ranking: Sequence[Place], units: Mapping[str, UnitResult]
) -> tuple[Proposal, ...]:
    """Awards in the order of the scheme, each unit for one. Equal units not all fitting wait for the meeting.

    A unit barred from an award keeps its rank; the next one moves up, or, when the scheme says so, the place
    stays empty.
    """
    waiting = [[place.unit for place in group] for _, group in groupby(ranking, key=lambda place: place.rank)]
    owed: list[int] = [len(group) for group in waiting]
    proposals: list[Proposal] = []
    for award in scheme.awards:
        proposals.append(_fill(scheme, award, _count(award, len(units)), waiting, owed, units))
    return tuple(proposals)


def _fill(
    scheme: Scheme,
    award: Award,
    count: int,
    waiting: list[list[str]],
    owed: list[int],
    units: Mapping[str, UnitResult],
) -> Proposal:
    """Fills one award from the groups still waiting; ``owed[i]`` units of group i have no award yet."""
    left, places = count, 0
    chosen: list[str] = []
    undecided: list[str] = []
    for number, group in enumerate(waiting):
        able = [name for name in group if _may(award, units[name])]
        if not scheme.ranking.moves_up:
            empty = min(left, owed[number], len(group) - len(able))
            left, owed[number] = left - empty, owed[number] - empty
        free = min(len(able), owed[number])
        if not free or left <= 0:
            continue
        taken = min(free, left)
        if taken == len(able):
            chosen += able
            waiting[number] = [name for name in group if name not in able]
        else:
            undecided += able
            places += taken
        left, owed[number] = left - taken, owed[number] - taken
    return Proposal(award.code, award.name, count, tuple(chosen), tuple(undecided), places)


def _count(award: Award, members: int) -> int:
    if award.count is not None:
        return award.count
    return int((award.share or ZERO) * members)


def _may(award: Award, unit: UnitResult) -> bool:
    return award.code not in unit.barred and (award.at_least is None or unit.total >= award.at_least)


def _level(number: Decimal) -> Decimal:
    return number.quantize(STEP, context=_WIDE)


def _worth(rule: TieBreak, unit: UnitResult, meeting: Mapping[str, int]) -> Decimal:
    """A number of which the higher is the better place."""
    find: Mapping[str, Callable[[], Decimal]] = {
        "base": lambda: unit.sums.base,
        "excess": lambda: unit.sums.excess,
        "bonus": lambda: unit.sums.bonus,
        "deduction": lambda: unit.sums.deduct,
        "section": lambda: unit.sections[rule.of].sums.score,
        "criterion": lambda: unit.cells[rule.of].points or ZERO,
        "meeting": lambda: Decimal(meeting.get(unit.name, len(meeting) + 1)),
    }
    worth = _level(find[rule.by]())
    return worth if rule.more else -worth


def _split_by(name: str, order: Sequence[str], keys: Mapping[str, _Key], rules: Sequence[TieBreak]) -> str:
    """The tie-break that parted this unit from a neighbour with the same total; "" when none was needed."""
    deepest = 0
    at = order.index(name)
    own = keys[name]
    group_end = next((i for i in range(at, len(order)) if keys[order[i]] != own), len(order))
    for other in (*order[max(at - 1, 0) : at], *order[group_end : group_end + 1]):
        if keys[other][0] == own[0]:
            first = next(i for i, pair in enumerate(zip(own, keys[other], strict=True)) if pair[0] != pair[1])
            deepest = max(deepest, first)
    if not deepest:
        return ""
    rule = rules[deepest - 1]
    return f"{rule.by}:{rule.of}" if rule.of else rule.by
