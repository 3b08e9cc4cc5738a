"""The year's figures as a workbook, one sheet a table; the copy of the paper of the same name."""

from __future__ import annotations

from thidua_desktop.domain.number_tables import SummarySheet

__all__ = ["SummarySheet", "summary_workbook"]


def summary_workbook(sheet: SummarySheet) -> bytes:
    """The workbook's bytes; every table on a sheet of its own with the same head."""
    from thidua_desktop.workbooks.xlsx.figure_book import FigureBook, sheet_tabs
    from thidua_desktop.workbooks.xlsx.figure_sheets import FigureSheet

    title = " ".join(sheet.head.titles)
    book = FigureBook(title=title, author=sheet.head.issuer, created=sheet.created)
    tabs = sheet_tabs(sheet.tabs)
    for table, tab in zip(sheet.tables, tabs, strict=True):
        page = FigureSheet(book, tab)
        last = len(table.columns) - 1
        page.head(sheet.head, last)
        page.subtitle(table.title, last)
        page.table(table)
        page.closing(sheet.notes, sheet.signers, last)
        page.page(landscape=len(table.columns) > 6)
    return book.finish()
