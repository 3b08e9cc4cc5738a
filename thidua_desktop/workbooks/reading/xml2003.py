"""Workbooks written as one XML file (XML Spreadsheet 2003), and web archives (.mht) that Excel saves."""

from __future__ import annotations

import email
import email.policy
from typing import Final
from xml.parsers import expat

from thidua_desktop.workbooks.reading.grid import Cell, Grid, Value
from thidua_desktop.workbooks.reading.zip_parts import MAX_CELLS, UnsafeFile

_SPREADSHEET: Final = "urn:schemas-microsoft-com:office:spreadsheet"
_MARK: Final = _SPREADSHEET.encode()


def is_xml_workbook(head: bytes) -> bool:
    """Does an XML file begin as such a workbook?"""
    return head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<?xml") and _MARK in head


def read_xml_workbook(data: bytes) -> list[Grid]:
    """Its sheets. UnsafeFile when it declares entities or is too large; ValueError when it is damaged."""
    reading = _Reading()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reading.start
    parser.EndElementHandler = reading.end
    parser.CharacterDataHandler = reading.text
    parser.EntityDeclHandler = _refuse
    parser.StartDoctypeDeclHandler = _refuse
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise ValueError(str(error)) from None
    return reading.grids


def _refuse(*_: object) -> None:
    raise UnsafeFile("FILE_UNSAFE_XXE")


class _Reading:
    """Cells as their elements open and close."""

    def __init__(self) -> None:
        self.grids: list[Grid] = []
        self._row = self._column = -1
        self._cells = 0
        self._kind = ""
        self._text: list[str] | None = None
        self._merges: list[tuple[Cell, Cell]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = _local(tag)
        reported = {_local(key): value for key, value in attributes.items()}
        if name == "Worksheet":
            self.grids.append(Grid(reported.get("Name", f"Sheet{len(self.grids) + 1}"), []))
            self._row, self._merges = -1, []
        elif name == "Row" and self.grids:
            self._row = _place(reported, self._row)
            self._column = -1
        elif name == "Cell" and self.grids:
            self._column = _place(reported, self._column)
            self._merge(reported)
        elif name == "Data" and self.grids:
            self._kind, self._text = reported.get("Type", "String"), []

    def _merge(self, reported: dict[str, str]) -> None:
        across, down = _number(reported.get("MergeAcross")), _number(reported.get("MergeDown"))
        if across or down:
            self._merges.append(((self._row, self._column), (self._row + down, self._column + across)))

    def text(self, data: str) -> None:
        if self._text is not None:
            self._text.append(data)

    def end(self, tag: str) -> None:
        name = _local(tag)
        if name == "Data" and self._text is not None:
            self._put("".join(self._text))
            self._text = None
        elif name == "Worksheet" and self.grids:
            self.grids[-1].merges = tuple(self._merges)

    def _put(self, text: str) -> None:
        rows = self.grids[-1].rows
        self._cells += 1
        if self._cells > MAX_CELLS or self._row > 1_048_575 or self._column > 16_383:
            raise UnsafeFile("FILE_UNSAFE_BOMB")
        while len(rows) <= self._row:
            rows.append([])
        row = rows[self._row]
        row.extend([""] * (self._column + 1 - len(row)))
        row[self._column] = self._value(text)

    def _value(self, text: str) -> Value:
        if self._kind == "Number":
            try:
                return float(text)
            except ValueError:
                return text
        if self._kind == "Boolean":
            return text.strip() == "1"
        return text


def _local(tag: str) -> str:
    return tag.rpartition(" ")[2]


def _place(reported: dict[str, str], before: int) -> int:
    """The index an element gives itself (from 1), else the one behind the last."""
    given = _number(reported.get("Index"))
    return given - 1 if given else before + 1


def _number(text: str | None) -> int:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 8 else 0


def is_web_archive(head: bytes) -> bool:
    """Does it begin like a message whose parts are a saved page?"""
    return b"mime-version" in head[:2000].lower() and b"multipart/related" in head[:4000].lower()


def pages_of_archive(data: bytes) -> list[bytes]:
    """The pages (text/html) in a web archive."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    pages = [
        part.get_payload(decode=True) for part in message.walk() if part.get_content_type() == "text/html"
    ]
    return [page for page in pages if isinstance(page, bytes)]
