"""The sender's own workbook back: wrong cells coloured, each with a comment, and a sheet that lists them.

An .xlsx or .xlsm keeps its formatting, formulas and macros; any other file comes back as a workbook with the
same cells.
"""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.etree.ElementTree import ParseError

from thidua_desktop.domain.importing import StagedFile
from thidua_desktop.domain.text import clean
from thidua_desktop.texts import text
from thidua_desktop.workbooks.grid import Opened
from thidua_desktop.workbooks.marked_fresh import fresh_copy, sheet_titles
from thidua_desktop.workbooks.marked_list import Mark, list_sheet, marks_of
from thidua_desktop.workbooks.marked_results import with_results
from thidua_desktop.workbooks.reader import open_file
from thidua_desktop.workbooks.reader_password import plain_bytes

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.worksheet.worksheet import Worksheet

COLOURS: Final = {"error": "FFFFC7CE", "warning": "FFFFEB9C"}
_MAX_COMMENTS: Final = 4_000
"""Beyond so many a workbook opens slowly; the list names every cell all the same."""
_WIDTH: Final = 320
_LETTERS_A_LINE: Final = 44
_UNREADABLE: Final = (
    ValueError, KeyError, TypeError, IndexError, AttributeError, zipfile.BadZipFile, ParseError, OSError,
)  # fmt: skip


def marked_copy(path: Path, staged: StagedFile, *, password: str | None = None) -> bytes:
    """A workbook with everything found in ``staged`` at its place; the file itself is not touched.

    A protected file comes back without its password. OSError from the disk.
    """
    marks = marks_of(staged)
    opened = open_file(path, password=password)
    book, names = editable(path, opened, password=password)
    _clear_former(book)
    _mark_cells(book, names, marks)
    list_sheet(book, staged, marks, names=names)
    return saved(book, opened)


def marked_ending(path: Path, *, password: str | None = None) -> str:
    """``.xlsm`` when the macros of the file are kept, else ``.xlsx``."""
    return ".xlsm" if _has_macros(plain_bytes(path, password)) else ".xlsx"


def editable(path: Path, opened: Opened, *, password: str | None = None) -> tuple[Workbook, dict[str, str]]:
    """The file as a workbook to write into, and the name there of each sheet of the file."""
    kept = _kept_workbook(plain_bytes(path, password))
    if kept is not None:
        return kept, {name: name for name in kept.sheetnames}
    return fresh_copy(opened), sheet_titles(opened)


def saved(book: Workbook, opened: Opened) -> bytes:
    """The workbook's bytes; formulas bear the results they had and are computed again when it is opened."""
    book.calculation.fullCalcOnLoad = True
    buffer = io.BytesIO()
    book.save(buffer)
    return with_results(buffer.getvalue(), {grid.name: grid for grid in opened.grids})


def _kept_workbook(data: bytes) -> Workbook | None:
    """The sender's workbook, or None when it is of another kind or too odd to be written again."""
    from openpyxl import load_workbook

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if "xl/workbook.xml" not in archive.namelist():
                return None
        with warnings.catch_warnings():
            # What the library cannot keep (slicers, extended drop-downs) it says by warnings.
            warnings.simplefilter("ignore")
            return load_workbook(io.BytesIO(data), keep_vba=_has_macros(data), rich_text=True)
    except _UNREADABLE:
        return None


def _has_macros(data: bytes) -> bool:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "xl/vbaProject.bin" in archive.namelist()
    except zipfile.BadZipFile:
        return False


def _clear_former(book: Workbook) -> None:
    """Takes away what an earlier marking left: its list, its lines in comments, its colours."""
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    ours = tuple(_line(level, "") for level in COLOURS)
    if text("feedback.list.sheet") in book.sheetnames:
        del book[text("feedback.list.sheet")]
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                before = cell.comment
                if before is None:
                    continue
                lines = before.text.split("\n")
                theirs = [line for line in lines if not line.startswith(ours)]
                if len(theirs) == len(lines):
                    continue
                cell.comment = Comment("\n".join(theirs), before.author) if any(theirs) else None
                if cell.fill.fgColor.rgb in COLOURS.values():
                    cell.fill = PatternFill()


def _mark_cells(book: Workbook, names: dict[str, str], marks: Iterable[Mark]) -> None:
    from openpyxl.comments import Comment
    from openpyxl.styles import PatternFill

    fills = {level: PatternFill("solid", start_color=colour) for level, colour in COLOURS.items()}
    commented = 0
    for (sheet_name, place), found in _by_cell(marks).items():
        sheet = _sheet(book, names.get(sheet_name, ""))
        if sheet is None:
            continue
        cell = anchor(sheet, place)
        cell.fill = fills["error" if any(mark.severity == "error" for mark in found) else "warning"]
        if commented >= _MAX_COMMENTS:
            continue
        commented += 1
        said = [_line(mark.severity, mark.sentence) for mark in found]
        author = text("feedback.author")
        if cell.comment is not None:
            said.insert(0, cell.comment.text)
            author = cell.comment.author
        comment = Comment("\n".join(said), author, width=_WIDTH)
        lines = sum(len(line) // _LETTERS_A_LINE + 1 for line in comment.text.split("\n"))
        comment.height = 24 + 19 * lines
        cell.comment = comment


def _line(severity: str, sentence: str) -> str:
    """One line of a comment, known again by its beginning."""
    level = text(f"feedback.levels.{severity}")
    return text("feedback.comment_line", level=level, sentence=clean(sentence))


def _by_cell(marks: Iterable[Mark]) -> dict[tuple[str, str], list[Mark]]:
    found: dict[tuple[str, str], list[Mark]] = {}
    for mark in marks:
        if mark.cell:
            found.setdefault((mark.sheet, mark.cell), []).append(mark)
    return found


def _sheet(book: Workbook, name: str) -> Worksheet | None:
    return next((sheet for sheet in book.worksheets if sheet.title == name), None)


def anchor(sheet: Worksheet, place: str) -> Cell | MergedCell:
    """The cell, or the upper left one of the merged cells it is part of: only that one shows anything."""
    from openpyxl.cell.cell import MergedCell

    cell: Cell | MergedCell = sheet[place]
    if isinstance(cell, MergedCell):
        for merged in sheet.merged_cells.ranges:
            if place in merged:
                return sheet.cell(merged.min_row, merged.min_col)
    return cell
