"""How a number came about: codes with their figures. The sentences are made where words are made."""

from __future__ import annotations

from collections.abc import Iterator

from thidua_desktop.domain.schemes.scheme import Limits, Scheme
from thidua_desktop.domain.scoring.entries import Judged
from thidua_desktop.domain.scoring.results import NOT_SCORED, Cell, SectionResult, Step, Sums, UnitResult


def cell_steps(cell: Cell) -> list[Step]:
    """From the entries of the scorers to the points that count."""
    criterion, scorers, readings, points, excess, ignored, problem = cell
    if problem == NOT_SCORED:
        return [(NOT_SCORED,)]
    if problem:
        what, _, scorer = problem.partition(":")
        return [(f"open_{what}", scorer, criterion.limit, criterion.least)]
    if not readings:
        if criterion.method == "fixed":
            return [("fixed", points)]
        return [("blank_full" if criterion.blank == "full" and points else "blank_zero", points)]
    standard = criterion.standard
    reported: list[Step] = []
    for place, (earned, above, raw, entry, code) in enumerate(readings):
        reported.append((code, scorers[place].name, entry, standard, raw))
        if raw is not earned:
            if type(entry) is Judged:
                if entry.missing:
                    reported.append(("judges_missing", scorers[place].name, entry.missing))
            elif above:
                reported.append(("excess", raw, earned, above))
            elif raw != earned:
                reported.append(("cut" if raw > earned else "lifted", raw, earned))
    if len(readings) > 1:
        reported.append(("weighted", cell, points, excess))
    if ignored:
        reported.append(("ignored", ignored))
    return reported


def section_steps(result: SectionResult) -> list[Step]:
    """The sum of a section, and every cap or floor that changed it."""
    return list(_sums_steps(result.sums, result.section.limits))


def total_steps(scheme: Scheme, unit: UnitResult) -> list[Step]:
    """The sum of the whole table, what keeps the unit from being proposed, what is still open."""
    steps = list(_sums_steps(unit.sums, scheme.limits))
    reasons = dict.fromkeys(reason for reasons in unit.barred.values() for reason in reasons)
    for reason in reasons:
        awards = [one.name for one in scheme.awards if reason in unit.barred.get(one.code, ())]
        steps.append(("barred", reason, tuple(awards)))
    steps += [("unranked", reason) for reason in unit.unranked]
    if unit.open:
        steps.append(("waiting", unit.open))
    return steps


def _sums_steps(sums: Sums, limits: Limits) -> Iterator[Step]:
    for code, raw, cap in (
        ("excess_capped", sums.excess_raw, limits.excess_cap),
        ("bonus_capped", sums.bonus_raw, limits.bonus_cap),
        ("deduct_capped", sums.deduct_raw, limits.deduct_cap),
    ):
        if cap is not None and raw > cap:
            yield code, raw, cap
    if sums.ignored:
        yield "bonus_ignored", sums.ignored
    score = sums.score
    yield "sum", sums.base, sums.excess, sums.bonus, sums.deduct, score - sums.adjust
    if sums.adjust:
        yield "adjusted", sums.adjust, score
