"""A workbook being typed: cells, merged titles, frames, and the notes of what went where."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from thidua_desktop.demo.nominees import Line
from thidua_desktop.domain.dates import Precision

Cell = str | int | dt.date | None
_FONT = "Times New Roman"


@dataclass(frozen=True, slots=True)
class Written:
    """A line and where it stands; ``born_shown``: how exactly the birth date was typed, None: not at all."""

    sheet: str
    row: int
    line: Line
    awards: tuple[str, ...]
    born_shown: Precision | None = None


@dataclass(slots=True)
class Page:
    """Types into the current sheet, row after row."""

    book: Mapping[str, Any]
    award_names: Mapping[str, str]
    row: int = 0
    written: list[Written] = field(default_factory=list)
    _workbook: Any = field(init=False)
    _sheet: Any = field(init=False)

    def __post_init__(self) -> None:
        from openpyxl import Workbook

        self._workbook = Workbook()
        self._sheet = self._workbook.active
        self._sheet.title = self.book["sheet"]

    @property
    def words(self) -> Mapping[str, str]:
        """The headings and sentences of this sender."""
        words: Mapping[str, str] = self.book.get("words", {})
        return words

    def new_sheet(self, name: str) -> None:
        self._sheet = self._workbook.create_sheet(name)
        self.row = 0

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def title(self, words: str, *, width: int, bold: bool = True, first: int = 1) -> None:
        """One line of text merged over columns ``first`` … ``width``."""
        self.row += 1
        self.block(words, first=first, width=width, bold=bold)

    def block(self, words: str, *, first: int, width: int, bold: bool = False, rows: int = 1) -> None:
        """Text merged over columns and rows, from the current row on."""
        from openpyxl.styles import Alignment, Font

        if width > first or rows > 1:
            self._sheet.merge_cells(
                start_row=self.row, start_column=first, end_row=self.row + rows - 1, end_column=width
            )
        cell = self._sheet.cell(self.row, first, words)
        cell.font = Font(name=_FONT, size=13 if bold else 12, bold=bold)
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)

    def header(self, words: Sequence[str]) -> None:
        """A framed heading row."""
        self.cells(words, bold=True, centred=True)

    def cells(self, values: Sequence[Cell], *, bold: bool = False, centred: bool = False) -> int:
        """A framed row; returns its number."""
        from openpyxl.styles import Alignment, Border, Font, Side

        self.row += 1
        thin = Side(style="thin")
        for column, value in enumerate(values, 1):
            cell = self._sheet.cell(self.row, column, value if value != "" else None)
            cell.font = Font(name=_FONT, size=12, bold=bold)
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)
            cell.alignment = Alignment(
                horizontal="center" if centred else None, vertical="center", wrap_text=True
            )
            if isinstance(value, dt.date):
                cell.number_format = "dd/mm/yyyy"
        return self.row

    def line(
        self,
        values: Sequence[Cell],
        line: Line,
        *,
        awards: tuple[str, ...] | None = None,
        born: Precision | None = None,
    ) -> None:
        """A framed row that names a nominee."""
        row = self.cells(values)
        shown = line.nominee.awards if awards is None else awards
        self.written.append(Written(self._sheet.title, row, line, shown, born))

    def widths(self, widths: Sequence[float]) -> None:
        from openpyxl.utils import get_column_letter

        for column, width in enumerate(widths, 1):
            self._sheet.column_dimensions[get_column_letter(column)].width = width

    def save(self, path: Path) -> None:
        """The finished file, each sheet fitting the width of a page on its side."""
        for sheet in self._workbook.worksheets:
            sheet.page_setup.orientation = "landscape"
            sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
            sheet.page_setup.fitToHeight = 0
            sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self._workbook.save(path)
