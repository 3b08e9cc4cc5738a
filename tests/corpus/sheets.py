"""Sheets being laid out cell by cell, and the files they become: .xlsx, .ods, .csv."""

from __future__ import annotations

import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from xlsxwriter import Workbook


@dataclass(frozen=True, slots=True)
class Formula:
    """A formula with the value stored beside it; None: never calculated by the program that wrote it."""

    text: str
    value: str | float | None


Cell = str | int | float | dt.date | Formula
_NS: Final = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"'
)


@dataclass(slots=True)
class Sheet:
    """Cells by row and column from 0."""

    name: str
    cells: dict[tuple[int, int], Cell] = field(default_factory=dict)
    merges: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[int] = field(default_factory=set)
    hidden: bool = False

    def put(self, row: int, column: int, value: Cell | None) -> None:
        if value is not None and value != "":
            self.cells[row, column] = value

    def merge(self, top: int, left: int, bottom: int, right: int) -> None:
        if (top, left) != (bottom, right):
            self.merges.append((top, left, bottom, right))

    @property
    def size(self) -> tuple[int, int]:
        if not self.cells:
            return 0, 0
        return max(row for row, _ in self.cells) + 1, max(column for _, column in self.cells) + 1

    def rows(self) -> list[list[Cell | None]]:
        height, width = self.size
        return [[self.cells.get((row, column)) for column in range(width)] for row in range(height)]


def write_book(sheets: list[Sheet], path: Path, *, date1904: bool = False) -> Path:
    """The file its name asks for."""
    if path.suffix == ".ods":
        _write_ods(sheets, path)
    elif path.suffix in {".csv", ".txt"}:
        path.write_bytes(_delimited(sheets[0], path.stem))
    else:
        _write_xlsx(sheets, path, date1904=date1904)
    return path


def _write_xlsx(sheets: list[Sheet], path: Path, *, date1904: bool) -> None:
    options = {"date_1904": date1904, "strings_to_formulas": False, "strings_to_urls": False}
    with Workbook(str(path), options) as book:
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name)
            for top, left, bottom, right in sheet.merges:
                page.merge_range(top, left, bottom, right, "")
            for (row, column), value in sheet.cells.items():
                if isinstance(value, Formula):
                    page.write_formula(
                        row, column, value.text, None, "" if value.value is None else value.value
                    )
                elif isinstance(value, dt.date):
                    page.write_datetime(row, column, value, day)
                elif isinstance(value, str):
                    page.write_string(row, column, value)
                else:
                    page.write_number(row, column, value)
            for row in sheet.hidden_rows:
                page.set_row(row, None, None, {"hidden": True})
            for column in sheet.hidden_columns:
                page.set_column(column, column, None, None, {"hidden": True})
            if sheet.hidden:
                page.hide()


def _delimited(sheet: Sheet, stem: str) -> bytes:
    """The separator and encoding are named by the end of the file's stem: ``…-tab-utf16``."""
    *_, separator, encoding = stem.split("-")
    out = io.StringIO()
    uow = csv.writer(out, delimiter={"tab": "\t", "comma": ",", "semi": ";", "pipe": "|"}[separator])
    uow.writerows([_shown(cell) for cell in row] for row in sheet.rows())
    return out.getvalue().encode({"utf8": "utf-8", "bom": "utf-8-sig", "utf16": "utf-16"}[encoding])


def _shown(cell: Cell | None) -> str:
    if isinstance(cell, Formula):
        return str(cell.value or "")
    if isinstance(cell, dt.date):
        return cell.strftime("%d/%m/%Y")
    return "" if cell is None else str(cell)


def _write_ods(sheets: list[Sheet], path: Path) -> None:
    body = "".join(_ods_table(sheet) for sheet in sheets)
    content = (
        f'<?xml version="1.0" encoding="UTF-8"?><office:document-content {_NS} office:version="1.2">'
        f"<office:body><office:spreadsheet>{body}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    manifest = (
        '<?xml version="1.0"?>'
        '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        f'<manifest:file-entry manifest:full-path="/" manifest:media-type="{kind}"/>'
        '<manifest:file-entry manifest:full-path="content.xml" manifest:media-type="text/xml"/>'
        "</manifest:manifest>"
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", kind, zipfile.ZIP_STORED)
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", manifest)


def _ods_table(sheet: Sheet) -> str:
    spans = {(top, left): (bottom - top + 1, right - left + 1) for top, left, bottom, right in sheet.merges}
    rows = []
    for number, row in enumerate(sheet.rows()):
        hidden = ' table:visibility="collapse"' if number in sheet.hidden_rows else ""
        cells = "".join(_ods_cell(value, spans.get((number, place))) for place, value in enumerate(row))
        rows.append(f"<table:table-row{hidden}>{cells}</table:table-row>")
    return f"<table:table table:name={quoteattr(sheet.name)}>{''.join(rows)}</table:table>"


def _ods_cell(value: Cell | None, span: tuple[int, int] | None) -> str:
    wide = f' table:number-rows-spanned="{span[0]}" table:number-columns-spanned="{span[1]}"' if span else ""
    shown = value.value if isinstance(value, Formula) else value
    if shown is None:
        return f"<table:table-cell{wide}/>"
    if isinstance(shown, dt.date):
        kind = f'office:value-type="date" office:date-value="{shown.isoformat()}"'
    elif isinstance(shown, str):
        kind = 'office:value-type="string"'
    else:
        kind = f'office:value-type="float" office:value="{shown}"'
    lines = "".join(f"<text:p>{escape(line)}</text:p>" for line in _shown(shown).split("\n"))
    return f"<table:table-cell{wide} {kind}>{lines}</table:table-cell>"
