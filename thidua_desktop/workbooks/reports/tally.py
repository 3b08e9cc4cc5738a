"""The tally (bảng tổng hợp) as a true .xlsx, ready for A4 on its side."""

from __future__ import annotations

from thidua_desktop.domain.number_tables import TallySheet

__all__ = ["TallySheet", "tally_workbook"]


def tally_workbook(sheet: TallySheet) -> bytes:
    """The workbook's bytes. ``sheet.created`` given, the same sheet gives the same bytes."""
    from thidua_desktop.workbooks.xlsx.figure_book import FigureBook, sheet_tabs
    from thidua_desktop.workbooks.xlsx.figure_sheets import FigureSheet

    title = " ".join(sheet.head.titles)
    book = FigureBook(title=title, author=sheet.head.issuer, created=sheet.created)
    (tab,) = sheet_tabs((sheet.tab,))
    page = FigureSheet(book, tab)
    last = len(sheet.table.columns) - 1
    page.head(sheet.head, last)
    page.table(sheet.table)
    page.closing(sheet.notes, sheet.signers, last)
    page.page(landscape=True)
    return book.finish()
