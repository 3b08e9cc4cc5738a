"""Reads finished papers and workbooks as a stranger would: only the files, nothing of how they were made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from thidua_desktop.domain.text import nfc


def squeezed(words: str) -> str:
    """Letters without any blank and without capitals: lines wrapped on paper compare equal."""
    return "".join(nfc(words).split()).casefold()


def pdf_pages(path: Path) -> tuple[str, ...]:
    """The text of each page, squeezed."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path.read_bytes())
    try:
        return tuple(squeezed(page.get_textpage().get_text_bounded()) for page in document)
    finally:
        document.close()


@dataclass(frozen=True, slots=True)
class SheetRead:
    """A sheet's cached values and what stands in the same cells as formulas."""

    name: str
    values: tuple[tuple[object, ...], ...]
    formulas: int

    def row_of(self, label: str) -> tuple[object, ...] | None:
        """The last row one of whose cells says ``label``."""
        return next((row for row in reversed(self.values) if label in row), None)

    def column_of(self, heading: str) -> int | None:
        """Index of the first column under this heading."""
        for row in self.values:
            if heading in row:
                return row.index(heading)
        return None

    def figure(self, label: str, heading: str) -> object:
        """The value where row and column meet, None when either is missing."""
        row, column = self.row_of(label), self.column_of(heading)
        return None if row is None or column is None else row[column]


def workbook_sheets(path: Path) -> Mapping[str, SheetRead]:
    """Sheets by name as a viewer that calculates nothing shows them."""
    from openpyxl import load_workbook

    shown, live = load_workbook(path, data_only=True), load_workbook(path)
    try:
        return {
            name: SheetRead(
                name,
                tuple(tuple(row) for row in shown[name].iter_rows(values_only=True)),
                sum(
                    isinstance(cell, str) and cell.startswith("=")
                    for row in live[name].iter_rows(values_only=True)
                    for cell in row
                ),
            )
            for name in shown.sheetnames
        }
    finally:
        shown.close()
        live.close()
