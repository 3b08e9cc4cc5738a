"""The register of awards (sổ khen thưởng) of a year: its lines, its gaps, and the book as a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from thidua_desktop.documents.certificates.award_register import RegisterSheet, register_paper
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.documents.layout.blocks import Paper
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.decisions.numbering import NumberCheck, checked_numbers
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import (
    Cell,
    FigureColumn,
    FigureTable,
    RowGroup,
    SheetHead,
    TallySheet,
)
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.certificates.printing import RegisterRow, register
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_COLUMNS = (
    FigureColumn(key="number", heading=text("printing.register.columns.number"), kind="count", width=8),
    FigureColumn(key="name", heading=text("printing.register.columns.name"), width=30),
    FigureColumn(key="place", heading=text("printing.register.columns.place"), width=40),
    FigureColumn(key="title", heading=text("printing.register.columns.title"), width=34),
    FigureColumn(key="decision", heading=text("printing.register.columns.decision"), kind="id", width=18),
    FigureColumn(key="day", heading=text("printing.register.columns.day"), kind="date", width=13),
    FigureColumn(key="signature", heading=text("printing.register.columns.signature"), width=16),
    FigureColumn(key="note", heading=text("printing.register.columns.note"), width=24),
)


@dataclass(frozen=True, slots=True)
class RegisterBook:
    """The year's lines by number, and whether every number stands once."""

    rows: tuple[RegisterRow, ...]
    check: NumberCheck


def book_of(app: AppContext, *, year: int) -> RegisterBook:
    """The register of a year."""
    rows = app.read(register, year=year)
    return RegisterBook(rows, checked_numbers(row.number for row in rows))


def check_words(check: NumberCheck) -> str:
    """What is wrong with the numbers, in one sentence; a calm one when nothing is."""
    parts = []
    if check.missing:
        runs = ", ".join(str(first) if first == last else f"{first}-{last}" for first, last in check.missing)
        parts.append(text("printing.register.missing", numbers=runs))
    if check.repeated:
        parts.append(text("printing.register.repeated", numbers=", ".join(map(str, check.repeated))))
    return " ".join(parts) or text("printing.register.whole")


def ended_words(row: RegisterRow) -> str:
    """That the award was taken back, with the day; empty while it stands."""
    return text("printing.register.ended", day=f"{row.ended_on:%d/%m/%Y}") if row.ended_on else ""


def render(app: AppContext, *, year: int, progress: Progress = silent) -> bytes:
    """The register as PDF, to be signed and stored. OfficeError ``printing.register_empty``."""
    return render_paper(_paper(app, year), progress=progress)


def save_docx(app: AppContext, path: Path, *, year: int, progress: Progress = silent) -> Changes:
    """Writes the register for editing (.docx)."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(_paper(app, year), progress=progress))
    return Changes()


def _paper(app: AppContext, year: int) -> Paper:
    book, us = book_of(app, year=year), app.read(office)
    if not book.rows:
        raise OfficeError("printing.register_empty", year=year)
    sheet = RegisterSheet(
        issuer=us.standing_body.upper(),
        superior=us.name.upper(),
        place=us.place,
        year=year,
        rows=tuple(_printed(row) for row in book.rows),
    )
    return register_paper(sheet)


def _printed(row: RegisterRow) -> tuple[str, ...]:
    cells = {**_line(row), "day": f"{row.signed_on:%d/%m/%Y}" if row.signed_on else ""}
    return tuple(str(cells[column.key] or "") for column in _COLUMNS if column.key != "signature")


def save_book(app: AppContext, path: Path, *, year: int) -> None:
    """Writes the register as .xlsx for signing and keeping. OfficeError ``printing.register_empty``."""
    from thidua_desktop.workbooks.reports.tally import tally_workbook

    book = book_of(app, year=year)
    if not book.rows:
        raise OfficeError("printing.register_empty", year=year)
    us = app.read(office)
    sheet = TallySheet(
        head=SheetHead(
            issuer=us.standing_body.upper(),
            superior=us.name.upper(),
            titles=(text("printing.register.title"), text("printing.register.year", year=year)),
        ),
        table=FigureTable(
            title="", columns=_COLUMNS, groups=(RowGroup(tuple(_line(row) for row in book.rows)),)
        ),
        tab=text("printing.register.tab", year=year),
        notes=(check_words(book.check),),
        created=app.database.clock(),
    )
    write_atomically(path, tally_workbook(sheet))


def _line(row: RegisterRow) -> dict[str, Cell]:
    place = ", ".join(part for part in (row.position, row.unit) if part and part != row.name)
    return {
        "number": row.number,
        "name": row.name,
        "place": place,
        "title": row.title,
        "decision": row.decision_number,
        "day": row.signed_on,
        "signature": "",
        "note": ended_words(row),
    }
