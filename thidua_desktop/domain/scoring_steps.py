"""How a number came about: codes with their figures. The sentences are made where words are made."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from thidua_desktop.domain.scoring_entries import Quantity
from thidua_desktop.domain.scoring_results import Cell, Reading, SectionResult, Sums, UnitResult
from thidua_desktop.domain.scoring_scheme import Limits, Scheme


class Step(NamedTuple):
    """One sentence to be: ``code`` is its name, ``params`` its figures (Decimal), names and entries."""

    code: str
    params: Mapping[str, object]


def cell_steps(cell: Cell) -> tuple[Step, ...]:
    """From the entries of the scorers to the points that count."""
    criterion, readings, points, excess, ignored, problem = cell
    if problem:
        what, _, scorer = problem.partition(":")
        return (Step(f"open_{what}", {"scorer": scorer, "limit": criterion.limit, "least": criterion.least}),)
    if not readings:
        if criterion.method == "fixed":
            return (Step("fixed", {"points": points}),)
        code = "blank_full" if criterion.blank == "full" and points else "blank_zero"
        return (Step(code, {"points": points}),)
    steps: list[Step] = []
    for reading in readings:
        _, _, raw, earned, above, code = reading
        steps.append(Step(code, _figures(cell, reading)))
        if above:
            steps.append(Step("excess", {"above": raw - earned, "excess": above}))
        elif raw > earned:
            steps.append(Step("cut", {"raw": raw, "points": earned}))
        elif raw < earned:
            steps.append(Step("lifted", {"raw": raw, "points": earned}))
    if len(readings) > 1:
        parts = tuple([(one.scorer.name, one.scorer.weight, one.points) for one in readings])
        steps.append(Step("weighted", {"parts": parts, "points": points, "excess": excess}))
    if ignored:
        steps.append(Step("ignored", {"points": ignored}))
    return tuple(steps)


def section_steps(result: SectionResult) -> tuple[Step, ...]:
    """The sum of a section, and every cap or floor that changed it."""
    return tuple(_sums_steps(result.sums, result.section.limits))


def total_steps(scheme: Scheme, unit: UnitResult) -> tuple[Step, ...]:
    """The sum of the whole table, what keeps the unit from being proposed, what is still open."""
    steps = list(_sums_steps(unit.sums, scheme.limits))
    reasons = dict.fromkeys(reason for reasons in unit.barred.values() for reason in reasons)
    for reason in reasons:
        awards = [one.name for one in scheme.awards if reason in unit.barred.get(one.code, ())]
        steps.append(Step("barred", {"reason": reason, "awards": tuple(awards)}))
    steps += [Step("unranked", {"reason": reason}) for reason in unit.unranked]
    if unit.open:
        steps.append(Step("waiting", {"criteria": unit.open}))
    return tuple(steps)


def _figures(cell: Cell, reading: Reading) -> dict[str, object]:
    entry = reading.entry
    if type(entry) is Quantity:
        return {
            "scorer": reading.scorer.name,
            "plan": entry.plan,
            "actual": entry.actual,
            "standard": cell.criterion.standard,
            "points": reading.raw,
        }
    return {
        "scorer": reading.scorer.name,
        "entry": entry,
        "standard": cell.criterion.standard,
        "points": reading.raw,
    }


def _sums_steps(sums: Sums, limits: Limits) -> Iterator[Step]:
    for code, raw, cap in (
        ("excess_capped", sums.excess_raw, limits.excess_cap),
        ("bonus_capped", sums.bonus_raw, limits.bonus_cap),
        ("deduct_capped", sums.deduct_raw, limits.deduct_cap),
    ):
        if cap is not None and raw > cap:
            yield Step(code, {"raw": raw, "cap": cap})
    if sums.ignored:
        yield Step("bonus_ignored", {"points": sums.ignored})
    score = sums.score
    yield Step(
        "sum",
        {
            "base": sums.base,
            "excess": sums.excess,
            "bonus": sums.bonus,
            "deduct": sums.deduct,
            "total": score - sums.adjust,
        },
    )
    if sums.adjust:
        yield Step("adjusted", {"adjust": sums.adjust, "score": score})
