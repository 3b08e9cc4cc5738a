"""The tally of a scored bloc: workbook with live formulas, and its copy on paper."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import place_and_date
from thidua_desktop.domain.number_tables import (
    FigureColumn,
    FigureTable,
    RowGroup,
    SheetHead,
    SheetSigner,
    TallySheet,
)
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.schemes.scheme import ROOT, ZERO, Scheme
from thidua_desktop.domain.scoring.results import UnitResult
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.results import ResultRow, result_rows
from thidua_desktop.services.scoring.score_sheets import LoadedSheet, load
from thidua_desktop.texts import text
from thidua_desktop.workbooks.scoring.score_tally import (
    ScoreTally,
    TallyLine,
    TallyUnit,
    score_tally_workbook,
)

_MOST_COLUMNS = 9
"""Criteria that stand in no section are columns of their own up to so many; beyond, only their sum is."""


def tally_of(app: AppContext, sheet_id: int) -> ScoreTally:
    """Sections, totals, ranks, proposals and notes as they stand. OfficeError ``scoring.sheet_gone``."""
    loaded = load(app, sheet_id)
    bloc = loaded.live()
    rows = result_rows(loaded, bloc)
    order = [bloc.unit(row.unit) for row in rows]
    lines = tuple(_Lines(loaded.scheme, order).made)
    columns = tuple(number for number, line in enumerate(lines) if line.level == 0)
    us = app.read(office)
    notes = [text("score_tally.scheme", name=loaded.scheme.name, source=loaded.scheme.source)]
    if loaded.row.open:
        notes.append(text("score_tally.draft"))
    return ScoreTally(
        head=SheetHead(
            issuer=us.standing_body.upper(),
            superior=us.name.upper(),
            titles=(
                text("score_tally.title"),
                text("score_tally.subtitle", bloc=loaded.row.bloc_name, year=loaded.row.year),
            ),
            place_date=place_and_date(us.place, None),
        ),
        units=_units(rows),
        lines=lines,
        columns=columns,
        notes=tuple(notes),
        signers=(
            SheetSigner(titles=(text("score_tally.maker"),)),
            SheetSigner(titles=(text("score_tally.head"),)),
        ),
        created=app.database.clock(),
    )


def save_tally(app: AppContext, sheet_id: int, path: Path, *, progress: Progress = silent) -> None:
    """``.xlsx`` with live formulas, ``.pdf`` or ``.docx`` by the ending of the name."""
    tally = tally_of(app, sheet_id)
    ending = path.suffix.lower()
    if ending == ".pdf":
        from thidua_desktop.documents.reports.summary import render_tally

        write_atomically(path, render_tally(on_paper(tally), progress=progress))
    elif ending == ".docx":
        from thidua_desktop.documents.docx.document import render_docx
        from thidua_desktop.documents.reports.summary import tally_paper

        write_atomically(path, render_docx(tally_paper(on_paper(tally)), progress=progress))
    else:
        write_atomically(path, score_tally_workbook(tally))


def file_name(loaded: LoadedSheet, suffix: str) -> str:
    """A name every Windows accepts."""
    name = text("score_tally.file", bloc=loaded.row.bloc_name, year=loaded.row.year)
    return safe_file_name(name + suffix)


def on_paper(tally: ScoreTally) -> TallySheet:
    """The first sheet of the workbook as a table for paper."""
    shown = [tally.lines[number] for number in tally.columns]
    columns = (
        FigureColumn(key="serial", heading=text("score_tally.serial"), kind="serial"),
        FigureColumn(key="unit", heading=text("score_tally.unit"), width=30),
        *(
            FigureColumn(
                key=f"part{number}",
                heading=f"{line.code}. {line.name}" if line.code else line.name,
                kind="points",
                width=12,
                decimals=2,
            )
            for number, line in enumerate(shown)
        ),
        FigureColumn(key="total", heading=text("score_tally.total"), kind="points", decimals=2, width=11),
        FigureColumn(key="rank", heading=text("score_tally.rank"), kind="count", width=8),
        FigureColumn(key="proposal", heading=text("score_tally.proposal"), width=14),
        FigureColumn(key="note", heading=text("score_tally.note"), width=26),
    )
    rows = tuple(
        {
            "unit": unit.name,
            **{f"part{number}": line.points[place] for number, line in enumerate(shown)},
            "total": unit.total,
            "rank": unit.rank,
            "proposal": unit.proposal,
            "note": unit.note,
        }
        for place, unit in enumerate(tally.units)
    )
    table = FigureTable(title=tally.head.titles[-1], columns=columns, groups=(RowGroup(rows),))
    return TallySheet(
        head=tally.head,
        table=table,
        tab=text("score_tally.tab"),
        notes=tally.notes,
        signers=tally.signers,
        created=tally.created,
    )


def _units(rows: tuple[ResultRow, ...]) -> tuple[TallyUnit, ...]:
    made = []
    for row in rows:
        higher = sum(one.rank is not None and round(one.total, 9) > round(row.total, 9) for one in rows)
        split = 0 if row.rank is None else row.rank - higher - 1
        made.append(TallyUnit(row.unit, row.total, row.rank, split, row.proposal, row.note))
    return tuple(made)


class _Lines:
    """The rows of the detail in the order of the paper; every sum adds up to what the engine says."""

    def __init__(self, scheme: Scheme, units: list[UnitResult]) -> None:
        self._scheme, self._units = scheme, units
        self.made: list[TallyLine] = []
        many = len(scheme.within(ROOT)) + sum(not one.parent for one in scheme.sections) > _MOST_COLUMNS
        for section in scheme.sections:
            if section.parent == ROOT:
                self._section(section.code, 0)
        if many and scheme.within(ROOT):
            self._group_loose()
        else:
            for criterion in scheme.within(ROOT):
                self._criterion(criterion.code, 0)
        tops = [line for line in self.made if line.level == 0]
        totals = [unit.total for unit in units]
        self._rest(text("score_tally.adjust_all"), 0, totals, [line.points for line in tops])

    def _section(self, code: str, level: int) -> int:
        section = self._scheme.section(code)
        place = len(self.made)
        scores = tuple(unit.sections[code].sums.score for unit in self._units)
        name = section.name if section else ""
        standard = section.standard if section else None
        self.made.append(TallyLine(code, name, level, standard, scores))
        parts = [self._criterion(one.code, level + 1) for one in self._scheme.within(code)]
        parts += [self._section(one.code, level + 1) for one in self._scheme.sections if one.parent == code]
        rest = self._rest(
            text("score_tally.adjust"), level + 1, list(scores), [self.made[one].points for one in parts]
        )
        parts += [] if rest is None else [rest]
        self.made[place] = TallyLine(code, name, level, standard, scores, tuple(parts))
        return place

    def _criterion(self, code: str, level: int) -> int:
        criterion = self._scheme.criterion(code)
        points = []
        for unit in self._units:
            cell = unit.cells[code]
            sign = {"deduction": -1, "note": 0}.get(cell.criterion.role, 1)
            points.append(None if cell.points is None else sign * cell.points)
        name, standard = (criterion.name, criterion.full) if criterion else ("", None)
        self.made.append(TallyLine(code, name, level, standard, tuple(points)))
        return len(self.made) - 1

    def _group_loose(self) -> None:
        """Many criteria in no section: one column for all of them."""
        place = len(self.made)
        self.made.append(TallyLine("", text("score_tally.loose"), 0, None, ()))
        parts = [self._criterion(one.code, 1) for one in self._scheme.within(ROOT)]
        sums = tuple(
            sum((self.made[one].points[n] or ZERO for one in parts), ZERO) for n in range(len(self._units))
        )
        self.made[place] = TallyLine("", text("score_tally.loose"), 0, None, sums, tuple(parts))

    def _rest(
        self, name: str, level: int, wholes: list[Decimal], parts: list[tuple[Decimal | None, ...]]
    ) -> int | None:
        """A line for what caps, layers and excess add to the parts; none when there is nothing to add."""
        sums = [sum((part[n] or ZERO for part in parts), ZERO) for n in range(len(wholes))]
        rest = tuple(whole - given for whole, given in zip(wholes, sums, strict=True))
        if not any(rest):
            return None
        self.made.append(TallyLine("", name, level, None, rest))
        return len(self.made) - 1
