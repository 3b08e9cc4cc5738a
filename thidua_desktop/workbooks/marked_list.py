"""What has to be mended in a file, as a list the sender can walk through by clicking."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from thidua_desktop.domain.importing import Finding, Severity, StagedFile
from thidua_desktop.domain.text import clean
from thidua_desktop.texts import lookup, text
from thidua_desktop.workbooks.grid import column_index
from thidua_desktop.workbooks.sentences import finding_sentence

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_COLUMNS: Final = (("sheet", 18), ("cell", 8), ("value", 30), ("level", 14), ("fault", 52), ("advice", 52))
_HEAD_ROW: Final = 5
_FONT: Final = "Times New Roman"
_LONGEST: Final = 300


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing to mend. ``cell`` is empty when it concerns a sheet or the file; ``sheet`` when the file."""

    sheet: str
    cell: str
    value: str
    severity: Severity
    level: str
    sentence: str
    advice: str


def marks_of(staged: StagedFile) -> tuple[Mark, ...]:
    """Errors and warnings of a file: errors first, then by sheet, row and column."""
    order = {sheet.name: place for place, sheet in enumerate(staged.sheets)}
    texts = {sheet.name: sheet.rows for sheet in staged.sheets}
    found: list[tuple[tuple[int, ...], Mark]] = []
    for finding in staged.findings:
        if finding.severity == "info":
            continue
        sheet, cell = _place(finding, order)
        column, row = _numbers(cell)
        shown = texts.get(sheet, ())
        value = shown[row][column] if 0 <= row < len(shown) and column < len(shown[row]) else ""
        key = (finding.severity != "error", order.get(sheet, -1), row, column)
        found.append((key, _mark(finding, sheet, cell, value)))
    return tuple(mark for _, mark in sorted(found, key=lambda one: one[0]))


def list_sheet(book: Workbook, staged: StagedFile, marks: tuple[Mark, ...], *, names: dict[str, str]) -> None:
    """Puts the list before all other sheets and opens the workbook on it."""
    sheet = book.create_sheet(text("feedback.list.sheet"), 0)
    _head(sheet, staged, marks)
    for row, mark in enumerate(marks, start=_HEAD_ROW + 1):
        _line(sheet, row, mark, names)
    _print_setup(sheet, last=_HEAD_ROW + len(marks))
    book.active = 0
    for other in book.worksheets:
        # Two selected sheets would be edited together.
        other.sheet_view.tabSelected = other is sheet


def written(cell: Cell | MergedCell, value: str) -> None:
    """Text stays text, also when it looks like a formula."""
    cell.value = _CONTROLS.sub("", value)
    cell.data_type = "s"


def _mark(finding: Finding, sheet: str, cell: str, value: str) -> Mark:
    advice = lookup(f"feedback.advice.{finding.code}") or text("feedback.advice.other")
    return Mark(
        sheet=sheet,
        cell=cell,
        value=clean(value)[:_LONGEST],
        severity=finding.severity,
        level=text(f"feedback.levels.{finding.severity}"),
        sentence=finding_sentence(finding),
        advice=advice,
    )


def _place(finding: Finding, sheets: dict[str, int]) -> tuple[str, str]:
    sheet, mark, cell = finding.ref.rpartition("!")
    if mark and sheet in sheets:
        return sheet, cell if _CELL.fullmatch(cell) else ""
    return (finding.ref, "") if finding.ref in sheets else ("", "")


def _numbers(cell: str) -> tuple[int, int]:
    """Column and row from 0; (-1, -1) without a cell."""
    found = _CELL.fullmatch(cell)
    return (column_index(found[1]), int(found[2]) - 1) if found else (-1, -1)


def _head(sheet: Worksheet, staged: StagedFile, marks: tuple[Mark, ...]) -> None:
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

    errors = sum(mark.severity == "error" for mark in marks)
    lines = (
        (text("feedback.list.title", file=staged.file), Font(_FONT, 14, bold=True)),
        (text("feedback.list.counts", errors=errors, warnings=len(marks) - errors), Font(_FONT, 12)),
        (text("feedback.list.how"), Font(_FONT, 12, italic=True)),
    )
    for row, (line, font) in enumerate(lines, start=1):
        cell = sheet.cell(row, 1)
        written(cell, line)
        cell.font = font
        cell.alignment = Alignment(wrap_text=True, vertical="center")
        sheet.merge_cells(start_row=row, end_row=row, start_column=1, end_column=len(_COLUMNS))
        sheet.row_dimensions[row].height = 22 if row == 1 else 34
    thin = Side("thin", color="FF8A94A3")
    for column, (name, width) in enumerate(_COLUMNS, start=1):
        cell = sheet.cell(_HEAD_ROW, column, text(f"feedback.columns.{name}"))
        cell.font = Font(_FONT, 12, bold=True, color="FFFFFFFF")
        cell.fill = PatternFill("solid", start_color="FF2F5C8F")
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
        cell.border = Border(top=thin, bottom=thin, left=thin, right=thin)
        sheet.column_dimensions[cell.column_letter].width = width


def _line(sheet: Worksheet, row: int, mark: Mark, names: dict[str, str]) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side
    from openpyxl.worksheet.hyperlink import Hyperlink

    thin = Side("thin", color="FFC9D1DB")
    values = (mark.sheet, mark.cell, mark.value, mark.level, mark.sentence, mark.advice)
    for column, value in enumerate(values, start=1):
        cell = sheet.cell(row, column)
        written(cell, value)
        cell.font = Font(_FONT, 12, bold=column == 4 and mark.severity == "error")
        cell.alignment = Alignment(
            wrap_text=True, vertical="top", horizontal="center" if column in (2, 4) else "left"
        )
        cell.border = Border(top=thin, bottom=thin, left=thin, right=thin)
    if mark.cell and mark.sheet in names:
        title = names[mark.sheet].replace("'", "''")
        cell = sheet.cell(row, 2)
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=f"'{title}'!{mark.cell}", display=mark.cell)
        cell.font = Font(_FONT, 12, underline="single", color="FF0B57B7")
    longest = max(len(mark.sentence), len(mark.advice)) // 56 + 1
    sheet.row_dimensions[row].height = 17 * max(longest, len(mark.value) // 26 + 1)


def _print_setup(sheet: Worksheet, *, last: int) -> None:
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.freeze_panes = f"A{_HEAD_ROW + 1}"
    sheet.auto_filter.ref = f"A{_HEAD_ROW}:F{max(last, _HEAD_ROW)}"
    sheet.print_title_rows = f"{_HEAD_ROW}:{_HEAD_ROW}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9
    sheet.page_setup.fitToWidth = 1
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.sheet_properties.tabColor = "FFD9534F"
    sheet.sheet_view.showGridLines = False
