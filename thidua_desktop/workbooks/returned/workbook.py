"""The sender's own workbook back: wrong cells coloured, each with a comment, and a sheet that lists them.

An .xlsx or .xlsm stays the sender's: only the marked cells, their comments and the new sheet are written into
its package, everything else goes back byte for byte. Any other file comes back as a workbook with the same
cells.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping
from contextlib import closing
from functools import partial
from pathlib import Path
from typing import Final

from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.domain.text import clean
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.grid import Cell, column_index, column_letter
from thidua_desktop.workbooks.reading.password import plain_bytes
from thidua_desktop.workbooks.reading.reader import open_file
from thidua_desktop.workbooks.returned.book import put_first, sheets_of, take_out
from thidua_desktop.workbooks.returned.cells import SheetChange, change_sheet, merges_of
from thidua_desktop.workbooks.returned.fresh import fresh_copy, sheet_titles
from thidua_desktop.workbooks.returned.list_sheet import Corrected, Mark, marks_of, raised
from thidua_desktop.workbooks.returned.notes import SheetNotes
from thidua_desktop.workbooks.returned.package import Package
from thidua_desktop.workbooks.returned.sentences import free_own_sheet, is_own_sheet
from thidua_desktop.workbooks.returned.sheet import TITLES, filter_range, former_fills, list_sheet
from thidua_desktop.workbooks.returned.styles import SOLID, Styles

COLOURS: Final = {"error": "FFFFC7CE", "warning": "FFFFEB9C", "mended": "FFDDEBF7"}
_MAX_COMMENTS: Final = 4_000
"""Beyond so many a workbook opens slowly; the list names every cell all the same."""
_NOTHING: Final[Corrected] = {}
_UNWRITABLE: Final = (
    ValueError, KeyError, IndexError, StopIteration, RuntimeError, EOFError, zipfile.BadZipFile, zlib.error
)  # fmt: skip
"""What a package says that is not as workbooks are: its cells are written into a new one then."""


def marked_copy(
    path: Path,
    staged: StagedFile,
    *,
    password: str | None = None,
    corrected: Corrected = _NOTHING,
    heads: Mapping[str, int] | None = None,
    note: str = "",
) -> bytes:
    """A workbook with everything found in ``staged`` at its place; the file itself is not touched.

    ``corrected``: what the office read there instead, reported at each cell; the cell keeps the sender's words.
    ``heads``: the row put in as a header before it was read, by sheet, from 1: the sender's has none there.
    ``note``: a line about the file as a whole. A protected file comes back without its password. OSError from
    the disk.
    """
    marks = tuple(raised(mark, heads or {}) for mark in marks_of(staged, corrected))
    data = plain_bytes(path, password)
    try:
        return _marked(data, staged, marks, note)
    except _UNWRITABLE:
        opened = open_file(path, password=password)
        fresh = saved(fresh_copy(opened))
        return _marked(fresh, staged, marks, note, titles=sheet_titles(opened))


def _marked(
    data: bytes,
    staged: StagedFile,
    marks: tuple[Mark, ...],
    note: str,
    *,
    titles: Mapping[str, str] | None = None,
) -> bytes:
    with closing(Package(data)) as package:
        return _Marking(package, data, staged, marks, note, titles=titles).run()


def marked_ending(path: Path, *, password: str | None = None) -> str:
    """``.xlsm`` when the macros of the file are stored, else ``.xlsx``."""
    try:
        with zipfile.ZipFile(io.BytesIO(plain_bytes(path, password))) as archive:
            return ".xlsm" if "xl/vbaProject.bin" in archive.namelist() else ".xlsx"
    except zipfile.BadZipFile:
        return ".xlsx"


def saved(book: object) -> bytes:
    """The bytes of a workbook made again."""
    from openpyxl import Workbook

    assert isinstance(book, Workbook)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


class _Marking:
    """The marking of one package. ``titles``: what its sheets are called where the file says otherwise."""

    def __init__(
        self,
        package: Package,
        data: bytes,
        staged: StagedFile,
        marks: tuple[Mark, ...],
        note: str,
        *,
        titles: Mapping[str, str] | None = None,
    ) -> None:
        self._package = package
        self._staged = staged
        self._marks = marks
        self._note = note
        ours = [sheet.name for sheet in sheets_of(package) if is_own_sheet(sheet.name)]
        self._former = former_fills(data, ours[0]) if ours else {}
        for name in ours:
            take_out(package, name)
        self._own = free_own_sheet(sheet.name for sheet in sheets_of(package))
        self._sheets = {sheet.name: sheet.part for sheet in sheets_of(package)}
        self._names = {name: name for name in self._sheets} | dict(titles or {})
        self._styles_part = next(
            one.target for one in package.relations(package.book) if one.kind == "styles"
        )
        self._styles = Styles(package.read(self._styles_part))
        self._fills = {level: self._styles.add("fills", _solid(colour)) for level, colour in COLOURS.items()}
        self._before: dict[tuple[str, str], str] = {}
        self._left = _MAX_COMMENTS

    def run(self) -> bytes:
        found = _by_cell(self._marks, self._names)
        for name, part in self._sheets.items():
            if "/worksheets/" in part and self._package.has(part):
                self._mark_sheet(name, part, found.get(name, {}))
        sheet = list_sheet(
            self._staged,
            self._marks,
            names=self._names,
            styles=self._styles,
            former=self._before,
            note=self._note,
        )
        filtered = filter_range(len(self._marks))
        put_first(self._package, self._own, sheet, titles=TITLES, filtered=filtered)
        self._package.put(self._styles_part, self._styles.written())
        return self._package.written()

    def _mark_sheet(self, name: str, part: str, found: Mapping[Cell, list[Mark]]) -> None:
        with self._package.open(part) as stream:
            chosen = b"tabSelected" in stream.read(1 << 14)
        notes = self._notes(part)
        marked_before = (
            frozenset(_cell(place) for sheet, place in self._former if sheet == name) | notes.ours_at()
        )
        if not found and not marked_before and not chosen:
            return
        marks: dict[Cell, list[Mark]] = {}
        if found:
            with self._package.open(part) as stream:
                anchors = _Anchors(merges_of(stream))
            for place, here in found.items():
                marks.setdefault(anchors.of(place), []).extend(here)
        message: dict[Cell, list[str]] = {}
        for place, here in sorted(marks.items(), key=lambda one: (min(m.severity for m in one[1]), one[0])):
            if self._left > 0:
                self._left -= 1
                message[place] = [_line(mark.severity, mark.sentence) for mark in here]
        arrow = notes.write(message) if message or marked_before else ""
        change = SheetChange(
            appearance=partial(self._analyse, name, marks, marked_before),
            appearances=frozenset(marks) | marked_before,
            notes=arrow,
        )
        self._package.change(part, partial(change_sheet, change=change))

    def _notes(self, part: str) -> SheetNotes:
        ours = tuple(_line(level, "") for level in COLOURS)
        return SheetNotes(self._package, part, author=text("feedback.author"), ours=ours)

    def _analyse(
        self,
        sheet: str,
        marks: Mapping[Cell, list[Mark]],
        marked_before: frozenset[Cell],
        place: Cell,
        appearance: int,
    ) -> int:
        """The look a cell gets: coloured when it is marked, as it once was when it no longer is."""
        name = f"{column_letter(place[1])}{place[0] + 1}"
        ours = place in marked_before and self._styles.fill_number(appearance) in self._our_fills()
        before = self._former.get((sheet, name), "") if ours else self._styles.fill_of(appearance)
        if place in marks:
            self._before[sheet, name] = before
            level = min((mark.severity for mark in marks[place]), key=list(COLOURS).index)
            return self._styles.coloured(appearance, self._fills[level])
        return self._styles.coloured(appearance, self._styles.fill_from(before)) if ours else appearance

    def _our_fills(self) -> frozenset[int]:
        """Fills of our colours, in whatever words another program has written them again."""
        return self._styles.fills_of_colours(COLOURS.values())


class _Anchors:
    """The cell that shows what is written in merged ones: the upper left."""

    def __init__(self, merges: Iterable[tuple[Cell, Cell]]) -> None:
        self._first: dict[Cell, Cell] = {}
        self._tall: list[tuple[Cell, Cell]] = []
        for first, last in merges:
            if (last[0] - first[0] + 1) * (last[1] - first[1] + 1) > 200:
                self._tall.append((first, last))
                continue
            for row in range(first[0], last[0] + 1):
                for column in range(first[1], last[1] + 1):
                    self._first[row, column] = first

    def of(self, place: Cell) -> Cell:
        for first, last in self._tall:
            if first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]:
                return first
        return self._first.get(place, place)


def _solid(colour: str) -> str:
    return SOLID.format(colour=colour)


def _line(severity: str, sentence: str) -> str:
    """One line of a comment, known again by its beginning."""
    level = text(f"feedback.levels.{severity}")
    return text("feedback.comment_line", level=level, sentence=clean(sentence))


def _by_cell(marks: Iterable[Mark], names: Mapping[str, str]) -> dict[str, dict[Cell, list[Mark]]]:
    found: dict[str, dict[Cell, list[Mark]]] = {}
    for mark in marks:
        if mark.cell:
            sheet = found.setdefault(names.get(mark.sheet, mark.sheet), {})
            sheet.setdefault(_cell(mark.cell), []).append(mark)
    return found


def _cell(place: str) -> Cell:
    letters = place.rstrip("0123456789")
    return int(place[len(letters) :]) - 1, column_index(letters)
