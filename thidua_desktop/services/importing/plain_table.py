"""A plain table with one heading row, from a workbook and as a template to fill in."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.workbooks.xlsx.figure_book import FigureBook


def read_plain_table(path: Path) -> tuple[tuple[str, ...], ...]:
    """Rows of the first sheet that hold anything, as texts. OfficeError ``first_lists.unreadable``."""
    from thidua_desktop.workbooks.reading.grid import SheetTexts
    from thidua_desktop.workbooks.reading.reader import open_file

    opened = open_file(path)
    for grid in opened.grids if opened.status == "ok" else ():
        rows = tuple(row for row in SheetTexts(grid.rows) if any(cell.strip() for cell in row))
        if rows and not grid.hidden:
            return rows
    raise OfficeError("first_lists.unreadable", file=path.name)


def save_plain_template(path: Path, *, title: str, headings: Sequence[str]) -> Path:
    """Writes a workbook with the headings and empty text cells below. OfficeError ``documents.…``."""
    book = FigureBook(title=title, author="", created=None)
    page = book.book.add_worksheet()
    text_cell = book.format(num_format="@")
    for column, heading in enumerate(headings):
        page.set_column(column, column, max(16, len(heading) + 4), text_cell)
        page.write_string(0, column, heading, book.format(bold=True, border=1))
    page.freeze_panes(1, 0)
    write_atomically(path, book.finish())
    return path
