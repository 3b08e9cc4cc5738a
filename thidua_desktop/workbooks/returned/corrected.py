"""The sender's workbook with some cells as the office reads them, everything else as it came."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from contextlib import closing
from functools import partial
from pathlib import Path

from thidua_desktop.workbooks.reading.grid import Cell, column_index
from thidua_desktop.workbooks.reading.reader import open_file
from thidua_desktop.workbooks.returned.book import sheets_of
from thidua_desktop.workbooks.returned.cells import SheetChange, change_sheet, merges_of
from thidua_desktop.workbooks.returned.fresh import fresh_copy, put_row_in, sheet_titles
from thidua_desktop.workbooks.returned.package import Package
from thidua_desktop.workbooks.returned.styles import Styles
from thidua_desktop.workbooks.returned.workbook import saved

_TEXT_FORMAT = 49
"""The number format of cells that hold text, whatever is typed."""


def corrected_copy(
    path: Path, values: Mapping[tuple[str, str], str], *, heads: Mapping[str, int] | None = None
) -> bytes:
    """A workbook with the texts given at (sheet, cell); an empty text empties the cell.

    ``heads``: where a row is put in first, by sheet, from 1. KeyError when the file has no such sheet.
    OSError from the disk.
    """
    try:
        if heads:
            raise ValueError("rows move: the cells are written anew")
        package = Package(path.read_bytes())
        names = {sheet.name: sheet.name for sheet in sheets_of(package)}
    except (ValueError, zipfile.BadZipFile):
        opened = open_file(path)
        for sheet, row in (heads or {}).items():
            put_row_in(next(grid for grid in opened.grids if grid.name == sheet), row - 1)
        names = sheet_titles(opened)
        package = Package(saved(fresh_copy(opened)))
    with closing(package):
        return _corrected(package, {(names[sheet], place): value for (sheet, place), value in values.items()})


def _corrected(package: Package, values: Mapping[tuple[str, str], str]) -> bytes:
    parts = {sheet.name: sheet.part for sheet in sheets_of(package)}
    styles_part = next(one.target for one in package.relations(package.book) if one.kind == "styles")
    styles = Styles(package.read(styles_part))
    by_part: dict[str, dict[Cell, str]] = {}
    for (sheet, place), value in values.items():
        by_part.setdefault(parts[sheet], {})[_cell(place)] = value
    for part, texts in by_part.items():
        _write(package, part, texts, styles)
    package.put(styles_part, styles.written())
    return package.written()


def _write(package: Package, part: str, texts: Mapping[Cell, str], styles: Styles) -> None:
    with package.open(part) as stream:
        merges = merges_of(stream)

    def anchor(place: Cell) -> Cell:
        inside = (
            first
            for first, last in merges
            if first[0] <= place[0] <= last[0] and first[1] <= place[1] <= last[1]
        )
        return next(inside, place)

    def appearance(_place: Cell, known: int) -> int:
        return styles.coloured(known, styles.fill_number(known), number_format=_TEXT_FORMAT)

    shown = {anchor(place): value for place, value in texts.items()}
    package.change(part, partial(change_sheet, change=SheetChange(appearance, texts=shown, selected=True)))


def _cell(place: str) -> Cell:
    letters = place.rstrip("0123456789")
    return int(place[len(letters) :]) - 1, column_index(letters)
