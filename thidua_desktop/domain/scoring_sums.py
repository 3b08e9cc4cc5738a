"""Cells into sections, sections into the total, with caps, floors, conditions of bonuses, and bars."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from operator import add
from typing import Final

from thidua_desktop.domain.scoring_methods import each_of
from thidua_desktop.domain.scoring_results import NOT_SCORED, Cell, SectionResult, Sums
from thidua_desktop.domain.scoring_scheme import ROOT, ZERO, Bar, Limits, Scheme

_EMPTY: Final = [ZERO] * len(Sums._fields)

Cells = dict[str, Cell]
Sections = Mapping[str, SectionResult]


def sum_up(scheme: Scheme, cells: Cells, conditional: Sequence[str]) -> tuple[Cells, Sections, Sums]:
    """Cells with unearned bonuses set aside, sections, the whole; ``conditional``: bonuses to judge."""
    conditioned = [cells[code] for code in conditional if cells[code].points or cells[code].excess]
    if conditioned:
        cells = dict(cells)
        plain = {code: one for code, one in cells.items() if one.criterion.only_if is None}
        lost = _losses(scheme, plain)
        sections, sums = _settle(scheme, plain)
        for cell in conditioned:
            if not _earned(cell, lost, sections, sums):
                gone = (cell.points or ZERO) + cell.excess
                cells[cell.criterion.code] = cell._replace(points=ZERO, excess=ZERO, ignored=gone)
    sections, sums = _settle(scheme, cells)
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


def _settle(scheme: Scheme, cells: Mapping[str, Cell]) -> tuple[Sections, Sums]:
    columns = {section.code: _EMPTY.copy() for section in scheme.sections}
    columns[ROOT] = _EMPTY.copy()
    for criterion, _, _, points, excess, ignored, _ in cells.values():
        if points is None:
            continue
        column = columns[criterion.section]
        if criterion.role == "base":
            column[0] += points
        elif criterion.role == "bonus":
            column[3] += points
            column[4] += points
            column[5] += ignored
        elif criterion.role == "deduction":
            column[6] += points
            column[7] += points
        if excess:
            column[1] += excess
            column[2] += excess
    done: dict[str, SectionResult] = {}
    for section in reversed(scheme.sections):
        sums = _limited(columns[section.code], section.limits)
        done[section.code] = SectionResult(section, sums)
        columns[section.parent] = list(map(add, columns[section.parent], sums))
    whole = _limited(columns[ROOT], scheme.limits)
    return {section.code: done[section.code] for section in scheme.sections}, whole


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
