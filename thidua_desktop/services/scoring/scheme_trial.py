"""Looking at a scheme without keeping anything: what is wrong with it, and what typed figures would earn."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.checking import faults, unbalanced
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.engine import evaluate
from thidua_desktop.domain.scoring.entries import Inputs, read_entry
from thidua_desktop.domain.scoring.steps import cell_steps, total_steps
from thidua_desktop.services.scoring.step_words import number_words, step_sentence
from thidua_desktop.texts import error_sentence, text


@dataclass(frozen=True, slots=True)
class Finding:
    """A sentence about one line; ``blocking``: nothing can be scored before it is corrected."""

    line: str
    words: str
    blocking: bool


@dataclass(frozen=True, slots=True)
class TrialCell:
    """What one criterion earned; ``points`` None while it waits, then ``steps`` say for what."""

    points: Decimal | None
    steps: tuple[str, ...]
    refused: str = ""


@dataclass(frozen=True, slots=True)
class TrialUnit:
    """A unit of the try-out: by criterion, and in all."""

    cells: Mapping[str, TrialCell]
    total: Decimal
    rank: int | None
    steps: tuple[str, ...]


def findings(scheme: Scheme) -> tuple[Finding, ...]:
    """Faults first, then what is only strange: totals that do not add up, nobody to be proposed."""
    found = [Finding(one.line, error_sentence(one.error), True) for one in faults(scheme)]
    for off in unbalanced(scheme):
        words = text(
            "schemes.check.unbalanced",
            section=off.section,
            standard=number_words(off.standard),
            parts=number_words(off.parts),
        )
        found.append(Finding(off.section, words, False))
    if not scheme.awards:
        found.append(Finding("awards", text("schemes.check.no_awards"), False))
    if scheme.confidence != "C":
        found.append(Finding("head", text("schemes.check.unsure"), False))
    return tuple(found)


def try_out(scheme: Scheme, typed: Mapping[str, Mapping[str, str]]) -> Mapping[str, TrialUnit]:
    """Scores what was typed, unit -> criterion -> words, as if its last scorer had given it.

    OfficeError ``scoring.scheme_…`` for an unfinished scheme; an entry not understood is reported in its cell.
    """
    for fault in faults(scheme):
        raise fault.error
    refused: dict[tuple[str, str], str] = {}
    entries: dict[str, dict[str, dict[str, object]]] = {}
    for unit, row in typed.items():
        entries[unit] = {}
        for criterion in scheme.criteria:
            try:
                entry = read_entry(criterion, row.get(criterion.code, ""), typed=True)
            except OfficeError as error:
                refused[unit, criterion.code] = error_sentence(error)
                continue
            if entry is not None and criterion.scorers:
                everyone = {one.code: entry for one in criterion.scorers}
                entries[unit][criterion.code] = everyone  # type: ignore[assignment]
    result = evaluate(scheme, Inputs(entries))  # type: ignore[arg-type]
    ranks = {place.unit: place.rank for place in result.ranking}
    return {
        name: TrialUnit(
            cells={
                code: TrialCell(
                    cell.points,
                    tuple(step_sentence(step) for step in cell_steps(cell)),
                    refused.get((name, code), ""),
                )
                for code, cell in unit.cells.items()
            },
            total=unit.total,
            rank=ranks.get(name),
            steps=tuple(step_sentence(step) for step in total_steps(scheme, unit)),
        )
        for name, unit in result.units.items()
    }
