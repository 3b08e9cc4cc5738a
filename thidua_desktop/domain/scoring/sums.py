"""Cells into sections, sections into the total, with caps, layers, conditions of bonuses, and bars."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from operator import add, itemgetter
from typing import Any, Final

from thidua_desktop.domain.schemes.scheme import ROOT, ZERO, Bar, Criterion, Limits, Scheme
from thidua_desktop.domain.scoring.methods import each_of
from thidua_desktop.domain.scoring.results import NOT_SCORED, Cell, SectionResult, Sums

_EMPTY: Final = [ZERO] * len(Sums._fields)

Cells = dict[str, Cell]
Sections = Mapping[str, SectionResult]

_POINTS: Final = itemgetter(3)
_EXCESS: Final = itemgetter(4)
_IGNORED: Final = itemgetter(5)
_PLACES: Final[Mapping[str, tuple[int, ...]]] = {"base": (0,), "bonus": (3, 4), "deduction": (6, 7)}
"""Role -> where its points go among the figures of ``Sums``; a note goes nowhere."""


@dataclass(frozen=True, slots=True)
class Lines:
    """Criteria of one section and one role, which are added up together."""

    section: str
    role: str
    places: tuple[int, ...]
    pick: Callable[[Cells], tuple[Cell, ...]]
    pick_excess: Callable[[Cells], tuple[Cell, ...]] | None
    """Those whose excess counts on top; None: there are none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How a scheme adds up, worked out once for all units.

    ``plain``: without the criteria whose points depend on what was earned elsewhere (``conditional``).
    """

    whole: tuple[Lines, ...]
    plain: tuple[Lines, ...]
    conditional: tuple[str, ...]


def layout_of(scheme: Scheme) -> Layout:
    """The layout of a scheme."""
    return Layout(
        whole=_lines(scheme.criteria),
        plain=_lines(one for one in scheme.criteria if one.only_if is None),
        conditional=tuple(one.code for one in scheme.criteria if one.only_if is not None),
    )


def _lines(criteria: Iterable[Criterion]) -> tuple[Lines, ...]:
    groups: dict[tuple[str, str], list[Criterion]] = {}
    for one in criteria:
        groups.setdefault((one.section, one.role), []).append(one)
    return tuple(
        Lines(
            section,
            role,
            _PLACES.get(role, ()),
            _picker([one.code for one in group]),
            _picker(above) if (above := [one.code for one in group if one.over == "bonus"]) else None,
        )
        for (section, role), group in groups.items()
    )


def _picker(codes: list[str]) -> Callable[[Cells], tuple[Cell, ...]]:
    if len(codes) == 1:
        return lambda cells: (cells[codes[0]],)
    picked: Callable[[Any], tuple[Cell, ...]] = itemgetter(*codes)
    return picked


def sum_up(scheme: Scheme, cells: Cells, layout: Layout) -> tuple[Cells, Sections, Sums]:
    """Cells with unearned bonuses set aside, sections, the whole."""
    conditioned = [cells[code] for code in layout.conditional if cells[code].points or cells[code].excess]
    if conditioned:
        cells = dict(cells)
        plain = {code: one for code, one in cells.items() if one.criterion.only_if is None}
        lost = _losses(scheme, plain)
        sections, sums = _settle(scheme, plain, layout.plain)
        for cell in conditioned:
            if not _earned(cell, lost, sections, sums):
                gone = (cell.points or ZERO) + cell.excess
                cells[cell.criterion.code] = cell._replace(points=ZERO, excess=ZERO, ignored=gone)
    sections, sums = _settle(scheme, cells, layout.whole)
    return cells, sections, sums


def bars_of(
    scheme: Scheme, cells: Cells, sections: Sections, sums: Sums
) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Award code -> why the unit may not be proposed for it; and why it has no rank at all."""
    barred: dict[str, tuple[str, ...]] = {}
    unranked: list[str] = []
    for bar in scheme.bars:
        if not _bars(bar, cells, sections, sums):
            continue
        for award in bar.awards or [one.code for one in scheme.awards]:
            barred[award] = (*barred.get(award, ()), bar.name)
        if bar.unranked:
            unranked.append(bar.name)
    return barred, tuple(unranked)


def _settle(scheme: Scheme, cells: Cells, lines: Iterable[Lines]) -> tuple[Sections, Sums]:
    columns = {section.code: _EMPTY.copy() for section in scheme.sections}
    columns[ROOT] = _EMPTY.copy()
    for one in lines:
        column, group = columns[one.section], one.pick(cells)
        points = _added(group)
        for place in one.places:
            column[place] += points
        if one.role == "bonus":
            column[5] += sum(map(_IGNORED, group), ZERO)
        if one.pick_excess is not None:
            excess = sum(map(_EXCESS, one.pick_excess(cells)), ZERO)
            column[1] += excess
            column[2] += excess
    done: dict[str, SectionResult] = {}
    for section in reversed(scheme.sections):
        code, parent = section.code, section.parent
        sums = _limited(columns[code], section.limits)
        done[code] = SectionResult(section, sums)
        columns[parent] = list(map(add, columns[parent], sums))
    whole = _limited(columns[ROOT], scheme.limits)
    return {section.code: done[section.code] for section in scheme.sections}, whole


def _added(group: Iterable[Cell]) -> Decimal:
    """Points together; what still waits (None) counts nothing."""
    try:
        return sum(map(_POINTS, group), ZERO)
    except TypeError:  # something waits, which is rare
        return sum((cell[3] for cell in group if cell[3] is not None), ZERO)


def _limited(column: list[Decimal], limits: Limits) -> Sums:
    for place, cap in ((2, limits.excess_cap), (4, limits.bonus_cap), (7, limits.deduct_cap)):
        if cap is not None and column[place] > cap:
            column[place] = cap
    sums = Sums(*column)
    if limits.cap is None and limits.floor is None:
        return sums
    score = sums.score
    if limits.cap is not None and score > limits.cap:
        return sums._replace(adjust=sums.adjust + limits.cap - score)
    if limits.floor is not None and score < limits.floor:
        return sums._replace(adjust=sums.adjust + limits.floor - score)
    return sums


def _losses(scheme: Scheme, cells: Mapping[str, Cell]) -> set[str]:
    """Sections (and ROOT) where a point was lost: a base criterion below full, open, or anything deducted."""
    parents = {section.code: section.parent for section in scheme.sections}
    lost: set[str] = set()
    for cell in cells.values():
        if not _loses(cell):
            continue
        code = cell.criterion.section
        while code not in lost:
            lost.add(code)
            code = parents.get(code, ROOT)
    return lost


def _loses(cell: Cell) -> bool:
    criterion = cell.criterion
    if criterion.role == "deduction":
        return bool(cell.points)
    if criterion.role != "base" or cell.problem == NOT_SCORED:
        return False
    return cell.points is None or (criterion.full is not None and cell.points < criterion.full)


def _earned(cell: Cell, lost: set[str], sections: Sections, sums: Sums) -> bool:
    condition = cell.criterion.only_if
    if condition is None:
        return True
    if condition.at_least is None:
        return condition.of not in lost
    column = sums if condition.of == ROOT else sections[condition.of].sums
    return column.base - column.deduct >= condition.at_least


def _bars(bar: Bar, cells: Cells, sections: Sections, sums: Sums) -> bool:
    if bar.criterion:
        cell = cells[bar.criterion]
        if bar.points is not None and (cell.points or ZERO) < bar.points:
            return False
        if not bar.values:
            return bar.points is not None
        return any(one in bar.values for reading in cell.earned for one in each_of(reading[3]))
    if bar.below is None:
        return False
    score = sums.score if bar.of == ROOT else sections[bar.of].sums.score
    return score < bar.below
