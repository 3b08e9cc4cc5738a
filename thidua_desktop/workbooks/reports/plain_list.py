"""A list as a workbook: one sheet, a heading row that repeats, every cell text."""

from __future__ import annotations

from collections.abc import Sequence


def list_workbook(
    title: str, headings: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
) -> bytes:
    """The workbook's bytes; ``widths`` of the columns in characters. A cell beginning with = is text."""
    from thidua_desktop.workbooks.xlsx.figure_book import FigureBook, sheet_tabs

    book = FigureBook(title=title, author="", created=None)
    sheet = book.book.add_worksheet(sheet_tabs([title])[0])
    head = book.format(bold=True, border=1, text_wrap=True)
    cell = book.format(border=1, text_wrap=True, valign="top")
    for column, (heading, width) in enumerate(zip(headings, widths, strict=True)):
        sheet.set_column(column, column, width)
        sheet.write_string(0, column, heading, head)
    for number, row in enumerate(rows, start=1):
        for column, words in enumerate(row):
            sheet.write_string(number, column, words, cell)
    sheet.freeze_panes(1, 0)
    sheet.autofilter(0, 0, max(len(rows), 1), len(headings) - 1)
    sheet.repeat_rows(0)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    return book.finish()
