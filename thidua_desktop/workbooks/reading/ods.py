"""What an OpenDocument sheet says besides its values: hidden rows and columns, merged cells."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import IO, Final
from xml.parsers import expat

from thidua_desktop.workbooks.reading.zip_parts import SheetHints, UnsafeFile

_PART: Final = "content.xml"
_CHUNK: Final = 1 << 20
_MOST: Final = 1_048_576
_REPEATED: Final = re.compile(
    rb'rows-repeated="0*[1-9]\d{3,}"(?:[^>]*[^/>])?>(.*?)</table:table-row>', re.DOTALL
)
_STORED: Final = 4096
_SAYS_SOMETHING: Final = (b":visibility=", b"-spanned=")


def ods_hints(path: Path | IO[bytes]) -> dict[str, SheetHints]:
    """Hints by sheet name. Entities are never resolved.

    The text is parsed even when it reports no hidden or merged cell: ExpatError for a part cut short, which
    the reader of values would go round in for ever.
    """
    with zipfile.ZipFile(path) as archive:
        scan = _Scan()
        parser = expat.ParserCreate()
        if _says_something(archive):
            parser.StartElementHandler = scan.start
        parser.EntityDeclHandler = _refuse
        parser.StartDoctypeDeclHandler = _refuse
        with archive.open(_PART) as stream:
            while chunk := stream.read(_CHUNK):
                parser.Parse(chunk, False)
        parser.Parse(b"", True)
    return scan.sheets


def _says_something(archive: zipfile.ZipFile) -> bool:
    """Of hidden or merged cells. UnsafeFile when a row that holds something is repeated a thousand times."""
    rest = b""
    says = False
    with archive.open(_PART) as stream:
        while chunk := stream.read(_CHUNK):
            piece = rest + chunk
            if any(b":value-type=" in row for row in _REPEATED.findall(piece)):
                raise UnsafeFile("FILE_UNSAFE_BOMB")
            says = says or any(word in piece for word in _SAYS_SOMETHING)
            rest = piece[-_STORED:]
    return says


def _refuse(*_: object) -> None:
    raise UnsafeFile("FILE_UNSAFE_XXE")


class _Scan:
    """Follows rows, columns and cells of all sheets."""

    def __init__(self) -> None:
        self.sheets: dict[str, SheetHints] = {}
        self._sheet = SheetHints()
        self._next_row = 0
        self._row = self._column = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if not tag.startswith("table:"):
            return
        kind = tag[6:]
        if kind == "table":
            self._sheet = self.sheets.setdefault(attributes.get("table:name", ""), SheetHints())
            self._next_row = self._column = 0
        elif kind == "table-column":
            count = _number(attributes, "columns-repeated")
            self._hide(self._sheet.hidden_columns, self._column, count, attributes)
            self._column += count
        elif kind == "table-row":
            self._row, self._column = self._next_row, 0
            count = _number(attributes, "rows-repeated")
            self._hide(self._sheet.hidden_rows, self._row, count, attributes)
            self._next_row += count
        elif kind in {"table-cell", "covered-table-cell"}:
            down, along = _number(attributes, "rows-spanned"), _number(attributes, "columns-spanned")
            if down > 1 or along > 1:
                end = (self._row + down - 1, self._column + along - 1)
                self._sheet.merges.append(((self._row, self._column), end))
            self._column += _number(attributes, "columns-repeated")

    def _hide(self, places: set[int], first: int, count: int, attributes: dict[str, str]) -> None:
        if attributes.get("table:visibility") in {"collapse", "filter"} and count < 100_000:
            places.update(range(first, first + count))


def _number(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(f"table:number-{name}", "1")
    return min(int(text), _MOST) if text.isdigit() else 1
