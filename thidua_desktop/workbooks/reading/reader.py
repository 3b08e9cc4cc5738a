"""Opens any file a sender may send and gives its sheets; a bad file becomes a status with its reason.

Nothing is followed, fetched or run: formulas are taken by their stored value only.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Final
from xml.parsers.expat import ExpatError

from thidua_desktop.workbooks.reading.docx import DOCUMENT, read_docx
from thidua_desktop.workbooks.reading.grid import Grid, Opened, Value
from thidua_desktop.workbooks.reading.ods import ods_hints
from thidua_desktop.workbooks.reading.ole import leads_in_circles
from thidua_desktop.workbooks.reading.password import OLE, WrongPassword, decrypted, is_package
from thidua_desktop.workbooks.reading.pdf import read_pdf
from thidua_desktop.workbooks.reading.styles import BookLooks
from thidua_desktop.workbooks.reading.text_files import (
    MAX_TEXT,
    looks_like_html,
    looks_like_text,
    read_delimited,
    read_html,
    sniffed,
)
from thidua_desktop.workbooks.reading.trial import Trial
from thidua_desktop.workbooks.reading.xls import OldBook, prescan
from thidua_desktop.workbooks.reading.xml2003 import (
    is_web_archive,
    is_xml_workbook,
    pages_of_archive,
    read_xml_workbook,
)
from thidua_desktop.workbooks.reading.zip_parts import (
    MAX_CELLS,
    SheetHints,
    UnsafeFile,
    judge,
    sheet_hints,
    sheet_parts,
    trimmed,
)

Source = Path | io.BytesIO
if TYPE_CHECKING:
    from python_calamine import CalamineSheet, CalamineWorkbook

_MOST_STORED: Final = 20_000
_FEW_CELLS: Final = 400_000
"""So few that keeping equal cells once saves less memory than it costs time."""
_NO_CELLS: Final[list[Value]] = []
"""Every blank row: a forgotten cell far below makes a million of them."""
_MAX_FILE: Final = 300_000_000
_OLD_WORD: Final = "WordDocument".encode("utf-16-le")
_BOOKS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_OTHER_KINDS: Final = ((b"{\\rtf", "FILE_OLD_WORD"),)


def open_file(path: Path, *, password: str | None = None) -> Opened:
    """The sheets of a file, whatever its name ends in. Never raises for what the file holds.

    ``password`` opens a protected workbook; without it, or with another one, the status is ``password``.
    """
    try:
        size = path.stat().st_size
        if size == 0:
            return Opened("empty", code="FILE_EMPTY")
        if size > _MAX_FILE:
            return Opened("refuse", code="FILE_UNSAFE_BOMB")
        with path.open("rb") as stream:
            head = stream.read(4096)
        return _open_by_content(path, head, password)
    except PermissionError:
        return Opened("corrupt", code="FILE_LOCKED")
    except FileNotFoundError:
        return Opened("corrupt", code="FILE_MISSING")
    except OSError as error:
        return Opened("corrupt", code="FILE_CORRUPT", params={"why": error.strerror or ""})
    except UnsafeFile as verdict:
        return Opened("refuse", code=str(verdict.args[0]))


def _open_by_content(path: Path, head: bytes, password: str | None) -> Opened:
    if head.startswith(b"PK"):
        return _open_zip(path)
    if head.startswith(OLE):
        return _open_ole(path, password)
    if head.startswith(b"%PDF"):
        return read_pdf(path)
    for mark, code in _OTHER_KINDS:
        if head.startswith(mark):
            return Opened("corrupt", code=code)
    head = sniffed(head)
    if is_xml_workbook(head) and path.stat().st_size < MAX_TEXT:
        try:
            return Opened("ok", read_xml_workbook(path.read_bytes()))
        except ValueError:
            return Opened("corrupt", code="FILE_CORRUPT")
    if is_web_archive(head) and path.stat().st_size < MAX_TEXT:
        grids = [grid for page in pages_of_archive(path.read_bytes()) for grid in read_html(page)]
        for number, grid in enumerate(grids, start=1):
            grid.name = f"Bảng {number}"
        return Opened("html", grids, code="FILE_NOT_EXCEL")
    if looks_like_html(head):
        grids = read_html(path.read_bytes()) if path.stat().st_size < MAX_TEXT else []
        if grids and path.suffix.lower() in {".html", ".htm"}:
            return Opened("ok", grids)
        return Opened("html", grids, code="FILE_NOT_EXCEL")
    if head.lstrip().startswith(b"<?xml"):
        return Opened("refuse" if b"<!" in head else "corrupt", code="FILE_NOT_EXCEL")
    if path.stat().st_size > MAX_TEXT:
        return Opened("refuse", code="FILE_UNSAFE_BOMB")
    if looks_like_text(head) and path.suffix.lower() in {".csv", ".txt", ".tsv", ".xls", ".xlsx"}:
        grid, guessed = read_delimited(path.read_bytes())
        if path.suffix.lower() in {".xls", ".xlsx"} and max((len(row) for row in grid.rows), default=0) < 2:
            return Opened("corrupt", code="FILE_CORRUPT")
        return Opened("ok", [grid], encoding=guessed)
    return Opened("corrupt", code="FILE_CORRUPT")


def _open_zip(path: Source) -> Opened:
    try:
        with zipfile.ZipFile(path) as archive:
            judge(archive)
            names = set(archive.namelist())
            if DOCUMENT in names:
                return Opened("ok", read_docx(archive), code="FILE_EMPTY")
            if "xl/workbook.xml" in names:
                parts, date1904 = sheet_parts(archive)
                hints = {name: sheet_hints(archive, part) for name, part in parts.items()}
                _add_looks(archive, parts, hints)
                stored = {parts[name]: hint.stored for name, hint in hints.items() if hint.stored is not None}
                if stored:
                    path = trimmed(archive, stored)
            elif "content.xml" in names:
                date1904 = False
                hints = {}
            elif "xl/workbook.bin" in names:
                date1904, hints = False, {}
            else:
                return Opened("corrupt", code="FILE_NOT_EXCEL")
        if "content.xml" in names and "xl/workbook.xml" not in names:
            return _open_document(path)
    except (zipfile.BadZipFile, ExpatError, ValueError, EOFError, LookupError, RuntimeError, OSError):
        return Opened("corrupt", code="FILE_CORRUPT")
    except Exception as error:
        if type(error).__name__ != "error":
            raise
        return Opened("corrupt", code="FILE_CORRUPT")
    # A sheet whose every cell says its place in the usual form has been measured.
    sure = "xl/workbook.xml" in names and not any(hint.odd for hint in hints.values())
    opened = _by_calamine(path, hints) if sure else _after_trial(path, hints)
    opened.date1904 = date1904
    return opened


def _add_looks(archive: zipfile.ZipFile, parts: Mapping[str, str], hints: Mapping[str, SheetHints]) -> None:
    """What is struck through, coloured or commented; a part that cannot be read says nothing."""
    appearances = BookLooks(archive)
    for name, part in parts.items():
        found = appearances.of(part)
        hint = hints[name]
        hint.struck, hint.fills, hint.comments = found.struck, found.fills, found.comments


def _open_document(path: Source) -> Opened:
    """An OpenDocument sheet: its text is gone through here while a process of its own tries to read it."""
    with Trial(path) as trial:
        hints = ods_hints(path)
        sound = trial.survived()
    return _by_calamine(path, hints) if sound else Opened("corrupt", code="FILE_CORRUPT")


def _after_trial(path: Source, hints: dict[str, SheetHints]) -> Opened:
    with Trial(path) as trial:
        sound = trial.survived()
    return _by_calamine(path, hints) if sound else Opened("corrupt", code="FILE_CORRUPT")


def _open_ole(path: Path, password: str | None) -> Opened:
    data = path.read_bytes()
    if leads_in_circles(data):
        return Opened("corrupt", code="FILE_CORRUPT")
    if not is_package(data):
        if _OLD_WORD in data and not any(name in data for name in _BOOKS):
            return Opened("corrupt", code="FILE_OLD_WORD")
        try:
            book = prescan(data)
            if not book.protected:
                return _old_workbook(io.BytesIO(data), book)
        except ValueError:
            return Opened("corrupt", code="FILE_CORRUPT")
    try:
        plain = decrypted(data, password)
    except WrongPassword:
        return Opened("password", code="FILE_PASSWORD_WRONG" if password else "FILE_PASSWORD")
    if plain == data:
        return Opened("corrupt", code="FILE_CORRUPT")
    stream = io.BytesIO(plain)
    if not plain.startswith(OLE):
        return _open_zip(stream)
    try:
        # What comes out of a damaged cipher is looked through like any other file.
        book = prescan(plain)
        return Opened("corrupt", code="FILE_CORRUPT") if book.protected else _old_workbook(stream, book)
    except ValueError:
        return Opened("corrupt", code="FILE_CORRUPT")


def _old_workbook(stream: io.BytesIO, book: OldBook) -> Opened:
    opened = _after_trial(stream, book.sheets) if book.odd else _by_calamine(stream, book.sheets)
    opened.date1904 = book.date1904
    return opened


def _by_calamine(path: Source, hints: dict[str, SheetHints]) -> Opened:
    from python_calamine import (
        CalamineError,
        PasswordError,
        SheetTypeEnum,
        SheetVisibleEnum,
    )

    try:
        with _workbook(path) as book:
            grids: list[Grid] = []
            for meta in book.sheets_metadata:
                try:
                    sheet = book.get_sheet_by_name(meta.name)
                except CalamineError:
                    if meta.typ == SheetTypeEnum.WorkSheet:
                        raise  # one list less is no import of the file
                    continue
                if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > MAX_CELLS:
                    return Opened("refuse", code="FILE_UNSAFE_BOMB")
                hint = hints.get(meta.name, SheetHints())
                grids.append(
                    Grid(
                        name=meta.name,
                        rows=_rows(sheet),
                        hidden=meta.visible != SheetVisibleEnum.Visible,
                        hidden_rows=frozenset(hint.hidden_rows),
                        hidden_columns=frozenset(hint.hidden_columns),
                        merges=tuple(sheet.merged_cell_ranges or hint.merges),
                        marks=hint.marks,
                        struck=frozenset(hint.struck),
                        fills=hint.fills,
                        comments=hint.comments,
                        far=hint.stored is not None,
                    )
                )
    except PasswordError:
        return Opened("password", code="FILE_PASSWORD")
    except (CalamineError, OSError, ValueError):
        return Opened("corrupt", code="FILE_CORRUPT")
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        return Opened("corrupt", code="FILE_CORRUPT")
    return Opened("ok", grids)


def _workbook(source: Source) -> CalamineWorkbook:
    """Opened by its path when the name says what it is, for then nothing of it is copied into memory."""
    from python_calamine import CalamineWorkbook

    if not isinstance(source, Path):
        source.seek(0)
        return CalamineWorkbook.from_filelike(source)
    if source.suffix.lower() in {".xlsx", ".xlsm"} and zipfile.is_zipfile(source):
        return CalamineWorkbook.from_path(str(source))
    return CalamineWorkbook.from_filelike(io.BytesIO(source.read_bytes()))


def _rows(sheet: CalamineSheet) -> list[list[Value]]:
    """All rows from the sheet's corner on. What comes again and again (units, awards) is stored once."""
    if sheet.start is None:
        return []
    if sheet.total_height * sheet.total_width < _FEW_CELLS:
        left: list[Value] = [""] * sheet.start[1]
        return [left + row if left else row for row in sheet.iter_rows()]
    known: dict[Value, Value] = {}
    keep = known.setdefault
    blank: list[Value] = [""] * sheet.start[1]
    rows: list[list[Value]] = []
    for row in sheet.iter_rows():
        if row.count("") == len(row):
            rows.append(_NO_CELLS)
            continue
        # True is 1 to a dictionary: rows that may hold either are gone through cell by cell.
        if True in row or False in row:
            stored = [keep(cell, cell) if cell.__class__ is not bool else cell for cell in row]
        else:
            stored = row
            stored[:] = map(keep, row, row)
        rows.append(blank + stored if blank else stored)
        if len(known) > _MOST_STORED:
            known.clear()
    return rows
