"""Cells of a sheet given another look or another text, the sheet read and written piece by piece."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import IO, Final

from thidua_desktop.workbooks.reading.grid import Cell, column_index, column_letter
from thidua_desktop.workbooks.returned.package import OFFICE
from thidua_desktop.workbooks.returned.xml import elements, prefix_of, spliced, with_attribute, words

_CHUNK: Final = 1 << 20
_LONGEST_HEAD: Final = 64 << 20
_ATTRIBUTES: Final = rb"((?:[^>\"']|\"[^\"]*\"|'[^']*')*?)(/?)>"
_PLACE: Final = re.compile(rb"\sr\s*=\s*[\"']([A-Z]*)(\d+)[\"']")
_LOOK: Final = re.compile(rb"\ss\s*=\s*[\"'](\d+)[\"']")
_SPANS: Final = re.compile(rb"\sspans\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_KIND: Final = re.compile(rb"\s(?:t|cm|vm)\s*=\s*(?:\"[^\"]*\"|'[^']*')")
_MERGE: Final = re.compile(rb"<(?:[\w.-]+:)?mergeCell\b[^>]*\bref=[\"']([A-Z]+)(\d+):([A-Z]+)(\d+)[\"']")
_AFTER_NOTES: Final = frozenset(
    {"legacyDrawingHF", "drawingHF", "picture", "oleObjects", "controls", "webPublishItems", "tableParts",
     "extLst", "AlternateContent"}
)  # fmt: skip
Appearance = Callable[[Cell, int], int]
"""The look a cell gets, reported its place and the look it has."""


@dataclass(slots=True)
class SheetChange:
    """What changes on one sheet; places count from 0.

    ``appearances`` are cells whose style ``appearance`` gives; ``texts`` get other words; ``notes`` is the
    arrow to the
    drawing of comments when the sheet has none yet; ``selected`` whether its tab may stay chosen.
    """

    appearance: Appearance
    appearances: frozenset[Cell] = frozenset()
    texts: Mapping[Cell, str] = field(default_factory=dict)
    notes: str = ""
    selected: bool = False

    def rows(self) -> dict[int, list[int]]:
        """Columns to touch by row, both in order."""
        found: dict[int, set[int]] = {}
        for row, column in (*self.appearances, *self.texts):
            found.setdefault(row, set()).add(column)
        return {row: sorted(found[row]) for row in sorted(found)}


def merges_of(stream: IO[bytes]) -> tuple[tuple[Cell, Cell], ...]:
    """The merged cells of a sheet, by their first and last cell."""
    found: list[tuple[Cell, Cell]] = []
    rest = b""
    while chunk := stream.read(_CHUNK):
        piece = rest + chunk
        cut = piece.rfind(b"<") if chunk else len(piece)
        for left, top, right, bottom in _MERGE.findall(piece[:cut] if cut > 0 else piece):
            first = (int(top) - 1, column_index(left.decode()))
            found.append((first, (int(bottom) - 1, column_index(right.decode()))))
        rest = piece[cut:] if cut > 0 else b""
    return tuple(found)


def change_sheet(source: IO[bytes], target: IO[bytes], change: SheetChange) -> None:
    """Writes the sheet with its changes. ValueError when it is not written as sheets are."""
    head, rest, prefix = _head(source)
    target.write(head if change.selected else head.replace(b'tabSelected="1"', b'tabSelected="0"'))
    rows = _Rows(change, prefix, _column_looks(head, prefix))
    close = b"</" + prefix + b"sheetData>"
    opening = b"<" + prefix + b"row"
    while (end := rest.find(close)) < 0:
        cut = max(rest.rfind(opening + b" "), rest.rfind(opening + b">"))
        if cut > 0:
            target.write(rows.changed(rest[:cut]))
            rest = rest[cut:]
        chunk = source.read(_CHUNK)
        if not chunk:
            raise ValueError("a sheet without end")
        rest += chunk
    target.write(rows.changed(rest[:end]))
    target.write(rows.remaining())
    tail = rest[end:] + source.read()
    target.write(_with_notes(tail, prefix, change.notes) if change.notes else tail)


def _head(source: IO[bytes]) -> tuple[bytes, bytes, bytes]:
    """Everything up to the first row, what was read beyond, and the prefix of the sheet's elements."""
    data = b""
    while True:
        found = re.search(rb"<((?:[\w.-]+:)?)sheetData\s*(/?)>", data)
        if found:
            break
        chunk = source.read(_CHUNK)
        if not chunk or len(data) > _LONGEST_HEAD or b"\0" in chunk:
            raise ValueError("a sheet without cells")
        data += chunk
    prefix = prefix_of(data)
    if not found[2]:
        return data[: found.end()], data[found.end() :], prefix
    opened = data[: found.start()] + b"<" + prefix + b"sheetData>"
    return opened, b"</" + prefix + b"sheetData>" + data[found.end() :], prefix


def _column_looks(head: bytes, prefix: bytes) -> dict[int, int]:
    """The look of columns that have one: an empty cell made there bears it."""
    found: dict[int, int] = {}
    for tag in re.findall(rb"<" + prefix + rb"col\b[^>]*>", head):
        given = {key: int(value) for key, value in re.findall(rb"\b(min|max|style)=\"(\d+)\"", tag)}
        if given.get(b"style"):
            for column in range(given[b"min"] - 1, min(given[b"max"], given[b"min"] + 1_000)):
                found[column] = given[b"style"]
    return found


class _Rows:
    """Goes down the rows once, changing those that are wanted and making those that are missing."""

    def __init__(self, change: SheetChange, prefix: bytes, column_looks: Mapping[int, int]) -> None:
        self._change = change
        self._prefix = prefix
        self._column_looks = column_looks
        self._requested = change.rows()
        self._waiting = iter(self._requested)
        self._next = next(self._waiting, None)
        self._row = -1
        self._row_tag = re.compile(rb"<" + prefix + rb"row\b" + _ATTRIBUTES)
        self._cell_tag = re.compile(rb"<" + prefix + rb"c\b" + _ATTRIBUTES)

    def changed(self, piece: bytes) -> bytes:
        """Whole rows, changed where they are wanted."""
        if self._next is None:
            return piece
        parts: list[bytes] = []
        done = 0
        for found in self._row_tag.finditer(piece):
            place = _PLACE.search(found[1])
            self._row = int(place[2]) - 1 if place else self._row + 1
            while self._next is not None and self._next < self._row:
                parts += [piece[done : found.start()], self._new_row(self._next)]
                done = found.start()
                self._next = next(self._waiting, None)
            if self._next is None:
                break
            if self._next == self._row:
                end = found.end()
                if not found[2]:
                    end = piece.index(b"</" + self._prefix + b"row>", end) + len(self._prefix) + 6
                parts += [piece[done : found.start()], self._changed_row(found, piece[found.end() : end])]
                done = end
                self._next = next(self._waiting, None)
        return b"".join([*parts, piece[done:]])

    def remaining(self) -> bytes:
        """Rows wanted below the last one."""
        made = b""
        while self._next is not None:
            made += self._new_row(self._next)
            self._next = next(self._waiting, None)
        return made

    def _new_row(self, row: int) -> bytes:
        cells = b"".join(self._new_cell((row, column), 0) for column in self._requested[row])
        return b'<%srow r="%d">%s</%srow>' % (self._prefix, row + 1, cells, self._prefix)

    def _changed_row(self, tag: re.Match[bytes], inner: bytes) -> bytes:
        """One row; ``inner`` goes on to the end of its closing tag."""
        close = b"</" + self._prefix + b"row>"
        opening = tag[0] if not tag[2] else tag[0][:-2].rstrip() + b">"
        inner = inner.removesuffix(close)
        own = _LOOK.search(tag[1])
        row_look = int(own[1]) if own and b"customFormat" in tag[1] else 0
        requested = iter(self._requested[self._row])
        column = next(requested, None)
        parts: list[bytes] = []
        done, made = 0, False
        for start, end, here in self._cells(inner):
            while column is not None and column < here:
                parts += [inner[done:start], self._new_cell((self._row, column), row_look)]
                done, made = start, True
                column = next(requested, None)
            if column is None:
                break
            if column == here:
                parts += [inner[done:start], self._changed_cell(inner[start:end], column)]
                done = end
                column = next(requested, None)
        parts.append(inner[done:])
        while column is not None:
            parts.append(self._new_cell((self._row, column), row_look))
            made = True
            column = next(requested, None)
        if made:
            opening = _SPANS.sub(b"", opening, count=1)
        return opening + b"".join(parts) + close

    def _cells(self, inner: bytes) -> Iterator[tuple[int, int, int]]:
        """Start, end and column of each cell of a row."""
        column = -1
        close = b"</" + self._prefix + b"c>"
        for tag in self._cell_tag.finditer(inner):
            place = _PLACE.search(tag[1])
            column = column_index(place[1].decode()) if place else column + 1
            end = tag.end() if tag[2] else inner.index(close, tag.end()) + len(close)
            yield tag.start(), end, column

    def _changed_cell(self, cell: bytes, column: int) -> bytes:
        tag = self._cell_tag.match(cell)
        assert tag is not None, "found by the same words"
        place = (self._row, column)
        known = _LOOK.search(tag[1])
        appearance = int(known[1]) if known else 0
        opening = cell[: tag.end()]
        new = self._change.appearance(place, appearance)
        if new != appearance:
            opening = with_attribute(opening, "s", str(new))
        if place not in self._change.texts:
            return opening + cell[tag.end() :]
        return self._written(_KIND.sub(b"", opening), self._change.texts[place])

    def _new_cell(self, place: Cell, row_look: int) -> bytes:
        appearance = self._change.appearance(place, row_look or self._column_looks.get(place[1], 0))
        name = f"{column_letter(place[1])}{place[0] + 1}".encode()
        opening = b'<%sc r="%s" s="%d"/>' % (self._prefix, name, appearance)
        return self._written(opening, self._change.texts[place]) if place in self._change.texts else opening

    def _written(self, opening: bytes, value: str) -> bytes:
        """The cell with a text that stays one; empty without words."""
        bare = opening.rstrip(b">").rstrip(b"/").rstrip()
        if not value:
            return bare + b"/>"
        p = self._prefix
        inner = b'<%sis><%st xml:space="preserve">%s</%st></%sis>' % (p, p, words(value).encode(), p, p)
        return bare + b' t="inlineStr">' + inner + b"</" + p + b"c>"


def _with_notes(tail: bytes, prefix: bytes, relation: str) -> bytes:
    """What follows the cells, with the arrow to the comments' drawing in its place of the order."""
    tag = b'<%slegacyDrawing xmlns:tdr="%s" tdr:id="%s"/>' % (prefix, OFFICE.encode(), relation.encode())
    start = tail.index(b">") + 1
    end = tail.rindex(b"</")
    opened = b"<root>" + tail[start:end] + b"</root>"
    later = (one.start for one in elements(opened) if one.depth == 1 and one.tag in _AFTER_NOTES)
    place = next(later, None)
    at = end if place is None else start + place - len(b"<root>")
    return spliced(tail, [(at, at, tag)])
