"""What a table on the screen shows, as a workbook and on paper under the office's title lines."""

from __future__ import annotations

from pathlib import Path

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.layout.blocks import Paper
from thidua_desktop.documents.phrases import place_and_date
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import FigureTable, RowGroup, SheetHead, TallySheet
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.shown_table import ShownTable
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def save_workbook(app: AppContext, table: ShownTable, path: Path) -> Changes:
    """Writes the rows as .xlsx: numbers are numbers, days are days.

    OfficeError ``shown_table.empty`` and those of a file.
    """
    from thidua_desktop.workbooks.reports.tally import tally_workbook

    write_atomically(path, tally_workbook(_sheet(app, table)))
    return Changes()


def render(app: AppContext, table: ShownTable, *, progress: Progress = silent) -> bytes:
    """The rows as PDF. OfficeError ``shown_table.empty``, and ``documents.…`` for a letter no face has."""
    from thidua_desktop.documents.layout.pdf import render_paper

    return render_paper(_paper(app, table), progress=progress)


def save_docx(app: AppContext, table: ShownTable, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the rows for editing (.docx)."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(_paper(app, table), progress=progress))
    return Changes()


def file_name(table: ShownTable, suffix: str) -> str:
    """A name every Windows accepts."""
    return safe_file_name(table.title + suffix)


def _paper(app: AppContext, table: ShownTable) -> Paper:
    from thidua_desktop.documents.reports.shown_table import shown_paper

    return shown_paper(_sheet(app, table))


def _sheet(app: AppContext, table: ShownTable) -> TallySheet:
    if not table.rows:
        raise OfficeError("shown_table.empty")
    us = app.read(office)
    rows = tuple(
        {column.key: cell for column, cell in zip(table.columns, row, strict=True)} for row in table.rows
    )
    summed = any(column.summed for column in table.columns)
    return TallySheet(
        head=SheetHead(
            issuer=us.standing_body.upper(),
            superior=us.name.upper(),
            titles=(table.title.upper(), *table.subtitles),
            place_date=place_and_date(us.place, None),
        ),
        table=FigureTable(
            title="",
            columns=table.columns,
            groups=(RowGroup(rows),),
            total=text("shown_table.total") if summed else "",
        ),
        tab=table.title,
        notes=table.notes,
        created=app.database.clock(),
    )
