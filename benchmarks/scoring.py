"""Scoring a bloc beside the same sums in bare loops (30 units × 60 criteria × 3 scorers), and its tally.

    python benchmarks/scoring.py

The engine checks, keeps and explains every number (all steps of all cells, sections and totals), ranks and
proposes; the bare loops only add up and sort. Both must reach the same totals and ranks. Medians of
processor time, taken in turns, the collector of garbage off as ``timeit`` has it. The tally with
live formulas, letterhead, notes and signatures is measured beside XlsxWriter writing the same
cells as bare values.
"""

from __future__ import annotations

import gc
import io
import random
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal, localcontext
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from xlsxwriter import Workbook

from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.domain.number_tables import SheetHead, SheetSigner
from thidua_desktop.domain.schemes.scheme import Criterion, Scheme
from thidua_desktop.domain.scoring.engine import EXACT, evaluate
from thidua_desktop.domain.scoring.entries import Entry, Inputs, Quantity
from thidua_desktop.domain.scoring.results import BlocResult
from thidua_desktop.domain.scoring.steps import cell_steps, section_steps, total_steps
from thidua_desktop.workbooks.scoring.score_tally import (
    ScoreTally,
    TallyLine,
    TallyUnit,
    score_tally_workbook,
)

UNITS, CRITERIA, ROUNDS, LIMIT = 30, 60, 31, 10.0
TALLY_ROUNDS, TALLY_LIMIT = 15, 1.5
ZERO, ONE = Decimal(0), Decimal(1)
KINDS = ("more", "less", "grade", "points", "yes_no", "each")

HEAD = """
name = "Benchmark"
source = "made up"
confidence = "U"
[scoring]
combine = "weighted"
[grades]
A = "1"
B = "0.8"
C = "0.6"
D = "0.3"
[total]
excess_cap = 20
[[scorer]]
code = "self"
name = "self"
role = "self"
weight = "0.2"
[[scorer]]
code = "cross"
name = "cross"
role = "cross"
weight = "0.3"
[[scorer]]
code = "head"
name = "head"
role = "head"
weight = "0.5"
[[award]]
code = "flag"
name = "flag"
count = 2
"""


def make_scheme() -> Scheme:
    parts = [HEAD]
    parts += [f'[[section]]\ncode = "S{n}"\nname = "S{n}"\n' for n in range(6)]
    for n in range(CRITERIA):
        method = KINDS[n % len(KINDS)]
        line = (
            f'[[criterion]]\ncode = "C{n}"\nname = "C{n}"\nin = "S{n % 6}"\nmethod = "{method}"\nstandard = '
        )
        if method == "each":
            line += "2\nmax = 10\n"
        elif method in ("more", "less"):
            line += '10\nover = "bonus"\nexcess_share = "0.1"\n'
        else:
            line += "10\n"
        parts.append(line)
    return parse_scheme("\n".join(parts), key="bench", file="bench")


def make_inputs(scheme: Scheme) -> Inputs:
    chance = random.Random(20_26)

    def entry(one: Criterion) -> Entry:
        if one.method in ("more", "less"):
            return Quantity(Decimal(chance.randint(50, 200)), Decimal(chance.randint(400, 2400)) / 10)
        if one.method == "grade":
            return chance.choice("ABCD")
        if one.method == "yes_no":
            return chance.random() < 0.8
        if one.method == "each":
            return Decimal(chance.randint(0, 7))
        return Decimal(chance.randint(0, 40)) / 4

    return Inputs(
        {
            f"Unit {n:02}": {
                one.code: {scorer.code: entry(one) for scorer in one.scorers} for one in scheme.criteria
            }
            for n in range(UNITS)
        }
    )


def engine(scheme: Scheme, inputs: Inputs) -> tuple[BlocResult, int]:
    """Everything the officer may ask for: results, ranking, and the steps of every number."""
    result = evaluate(scheme, inputs)
    steps = 0
    for unit in result.units.values():
        for cell in unit.cells.values():
            steps += len(cell_steps(cell))
        for section in unit.sections.values():
            steps += len(section_steps(section))
        steps += len(total_steps(scheme, unit))
    return result, steps


def bare(scheme: Scheme, inputs: Inputs) -> list[tuple[int, str, Decimal]]:
    """The same sums of sections, totals and ranks with nothing stored and nothing explained."""
    lines = [
        (c.code, c.section, c.method, c.standard or ZERO, c.limit, c.excess_cap, c.grades)
        for c in scheme.criteria
    ]
    sections = [section.code for section in scheme.sections]
    weights = [(scorer.code, scorer.weight) for scorer in scheme.scorers]
    totals = []
    with localcontext(EXACT):
        for name, entries in inputs.units.items():
            base = dict.fromkeys(sections, ZERO)
            over = dict.fromkeys(sections, ZERO)
            for code, section, method, standard, limit, cap, grades in lines:
                row = entries[code]
                points = excess = ZERO
                for scorer, weight in weights:
                    entry = row[scorer]
                    if method == "more":
                        earned = standard * entry[1] / entry[0]
                    elif method == "less":
                        earned = standard * entry[0] / entry[1]
                    elif method == "grade":
                        earned = grades[entry]
                    elif method == "yes_no":
                        earned = standard if entry else ZERO
                    elif method == "each":
                        earned = standard * entry
                    else:
                        earned = entry
                    if limit is not None and earned > limit:
                        if cap is not None:
                            excess += weight * min(earned - limit, cap)
                        earned = limit
                    points += weight * earned
                base[section] += points
                over[section] += excess
            totals.append((name, sum(base.values(), ZERO) + min(sum(over.values(), ZERO), Decimal(20))))
    totals.sort(key=lambda pair: -pair[1])
    ranks: list[tuple[int, str, Decimal]] = []
    for place, (name, total) in enumerate(totals, start=1):
        same = ranks and ranks[-1][2] == total
        ranks.append((ranks[-1][0] if same else place, name, total))
    return ranks


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    gc.disable()
    began = time.process_time()
    stored = work()
    took = time.process_time() - began
    gc.enable()
    del stored
    return took


def make_tally(scheme: Scheme, result: BlocResult) -> ScoreTally:
    """The tally of the scored bloc, best unit first."""
    order = [result.units[place.unit] for place in result.ranking]
    lines: list[TallyLine] = []
    tops: list[int] = []
    for section in scheme.sections:
        top = len(lines)
        tops.append(top)
        scores = tuple(unit.sections[section.code].sums.score for unit in order)
        lines.append(TallyLine(section.code, section.name, 0, None, scores))
        for one in scheme.within(section.code):
            points = tuple(
                (unit.cells[one.code].points or ZERO) + unit.cells[one.code].excess for unit in order
            )
            lines.append(TallyLine(one.code, one.name, 1, one.standard, points))
        parts = tuple(range(top + 1, len(lines)))
        lines[top] = TallyLine(section.code, section.name, 0, None, scores, parts)
    units = tuple(TallyUnit(p.unit, p.total, p.rank, 0, "", "a note of some words") for p in result.ranking)
    return ScoreTally(
        head=SheetHead(issuer="OFFICE", titles=("TALLY", "of the year")),
        units=units,
        lines=tuple(lines),
        columns=tuple(tops),
        notes=("a note",),
        signers=(SheetSigner(titles=("MAKER",)), SheetSigner(titles=("HEAD",))),
    )


def bare_tally(tally: ScoreTally) -> bytes:
    """The same cells as plain numbers and words, one format."""
    buffer = io.BytesIO()
    book = Workbook(buffer, {"in_memory": True})
    appearance = book.add_format({"border": 1})
    main, detail = book.add_worksheet(), book.add_worksheet()
    for row, line in enumerate(tally.lines, start=3):
        detail.write_string(row, 0, line.code, appearance)
        detail.write_string(row, 1, line.name, appearance)
        detail.write_number(row, 2, float(line.standard or 0), appearance)
        for column, points in enumerate(line.points, start=3):
            detail.write_number(row, column, float(points or 0), appearance)
    for row, unit in enumerate(tally.units, start=8):
        main.write_number(row, 0, row, appearance)
        main.write_string(row, 1, unit.name, appearance)
        for column, number in enumerate(tally.columns, start=2):
            main.write_number(row, column, float(tally.lines[number].points[row - 8] or 0), appearance)
        last = 2 + len(tally.columns)
        main.write_number(row, last, float(unit.total), appearance)
        main.write_number(row, last + 1, unit.rank or 0, appearance)
        main.write_string(row, last + 2, unit.proposal, appearance)
        main.write_string(row, last + 3, unit.note, appearance)
    book.close()
    return buffer.getvalue()


def compare_tally(scheme: Scheme, result: BlocResult) -> bool:
    """Prints the ratio; whether it holds."""
    tally = make_tally(scheme, result)
    score_tally_workbook(tally), bare_tally(tally)
    own: list[float] = []
    plain: list[float] = []
    for _ in range(TALLY_ROUNDS):
        own.append(timed(lambda: score_tally_workbook(tally)))
        plain.append(timed(lambda: bare_tally(tally)))
    ours, theirs = statistics.median(own), statistics.median(plain)
    passed = ours / theirs <= TALLY_LIMIT
    print(f"tally with live formulas              {ours * 1000:8.2f} ms")
    print(f"XlsxWriter, bare values               {theirs * 1000:8.2f} ms")
    print(f"ratio {ours / theirs:.2f} (at most {TALLY_LIMIT:g}): {'PASS' if passed else 'FAIL'}")
    return passed


def main() -> int:
    scheme = make_scheme()
    inputs = make_inputs(scheme)
    result, steps = engine(scheme, inputs)
    order = bare(scheme, inputs)
    same = [(one.rank, one.unit, round(one.total, 12)) for one in result.ranking] == [
        (rank, unit, round(total, 12)) for rank, unit, total in order
    ]
    own: list[float] = []
    plain: list[float] = []
    for _ in range(ROUNDS):
        own.append(timed(lambda: engine(scheme, inputs)))
        plain.append(timed(lambda: bare(scheme, inputs)))
    ours, theirs = statistics.median(own), statistics.median(plain)
    ratio = ours / theirs
    passed = same and ratio <= LIMIT
    print(f"{UNITS} units x {CRITERIA} criteria x {len(scheme.scorers)} scorers, {steps} steps explained")
    print(f"engine with ranking and explanations  {ours * 1000:8.2f} ms")
    print(f"bare Decimal loops                    {theirs * 1000:8.2f} ms")
    print(f"same totals and ranks                 {same!s:>8}")
    print(f"ratio {ratio:.2f} (at most {LIMIT:g}): {'PASS' if passed else 'FAIL'}")
    return 0 if compare_tally(scheme, result) and passed else 1


if __name__ == "__main__":
    sys.exit(main())
