"""Tables of a Word document (.docx) as one sheet: the tables one below the other, the lines between them too.

The lines say what the tables are about (title, unit, kind of subject); of a long text only those near a table
are stored. Nothing outside the document's own text is looked at.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from thidua_desktop.workbooks.reading.grid import Cell, Grid, Value
from thidua_desktop.workbooks.reading.zip_parts import MAX_CELLS, UnsafeFile

DOCUMENT: Final = "word/document.xml"
SHEET: Final = "(Word)"
_MAX_DOCUMENT: Final = 150_000_000
_MAX_SPAN: Final = 60
_LINES_ABOVE: Final = 25
_SKIPPED: Final = {"del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback"}
_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": " ", "noBreakHyphen": "-"}


def read_docx(archive: zipfile.ZipFile) -> list[Grid]:
    """The document as one sheet; none when it has no table. ValueError when its XML is broken."""
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    if archive.getinfo(DOCUMENT).file_size > _MAX_DOCUMENT:
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    try:
        with archive.open(DOCUMENT) as stream:
            root = parse(stream).getroot()
    except DefusedXmlException as verdict:
        raise UnsafeFile("FILE_UNSAFE_XXE") from verdict
    except ParseError as error:
        raise ValueError(str(error)) from error
    if root is None:
        return []
    layout = _Layout()
    for block in _blocks(root):
        layout.take(block)
    layout.close()
    return [layout.grid()] if layout.tables else []


class _Layout:
    """Blocks from top to bottom into rows of one sheet."""

    def __init__(self) -> None:
        self.tables = 0
        self._rows: list[list[Value]] = []
        self._merges: list[tuple[Cell, Cell]] = []
        self._lines: list[str] = []
        self._cells = 0

    def take(self, block: Element) -> None:
        if _tag(block) == "p":
            self._lines.append(_text(block))
            return
        self._write_lines()
        self.tables += 1
        self._table(block)

    def close(self) -> None:
        """What stands below the last table: totals and signatures."""
        self._write_lines()

    def grid(self) -> Grid:
        return Grid(SHEET, self._rows, merges=tuple(self._merges))

    def _write_lines(self) -> None:
        self._rows.extend([line] for line in self._lines[-_LINES_ABOVE:] if line.strip())
        self._lines.clear()

    def _table(self, table: Element) -> None:
        open_merges: dict[int, tuple[int, int]] = {}
        inside: list[Element] = []
        for line in _children(table, "tr"):
            row: list[Value] = [""] * _number(line, "trPr", "gridBefore")
            number = len(self._rows)
            for cell in _children(line, "tc"):
                left, width = len(row), max(_number(cell, "tcPr", "gridSpan"), 1)
                merge = _find(cell, "tcPr", "vMerge")
                continued = merge is not None and _value(merge) != "restart"
                row.append("" if continued else _cell_text(cell))
                inside.extend(node for node in _blocks(cell) if _tag(node) == "tbl")
                row.extend([""] * (width - 1))
                if continued and left in open_merges:
                    continue
                self._end_merge(open_merges.pop(left, None), left, number - 1)
                if merge is not None and not continued:
                    open_merges[left] = (number, width)
                elif width > 1:
                    self._merges.append(((number, left), (number, left + width - 1)))
            for left in [place for place in open_merges if place >= len(row)]:
                self._end_merge(open_merges.pop(left), left, number - 1)
            self._rows.append(row)
            self._cells += len(row)
            if self._cells > MAX_CELLS:
                raise UnsafeFile("FILE_UNSAFE_BOMB")
        for left, opened in open_merges.items():
            self._end_merge(opened, left, len(self._rows) - 1)
        for table_inside in inside:
            self._table(table_inside)

    def _end_merge(self, opened: tuple[int, int] | None, left: int, last: int) -> None:
        if opened and (last > opened[0] or opened[1] > 1):
            self._merges.append(((opened[0], left), (last, left + opened[1] - 1)))


def _blocks(root: Element) -> Iterator[Element]:
    """Paragraphs and tables in order, through content controls and the like; not those inside tables."""
    waiting = list(reversed(root))
    while waiting:
        node = waiting.pop()
        tag = _tag(node)
        if tag in {"p", "tbl"}:
            yield node
        elif tag not in _SKIPPED:
            waiting.extend(reversed(node))


def _cell_text(cell: Element) -> str:
    return "\n".join(line for block in _paragraphs(cell) if (line := _text(block).strip()))


def _paragraphs(cell: Element) -> Iterator[Element]:
    """Those of the cell itself: a table inside it stands below, as a table of its own."""
    return (node for node in _blocks(cell) if _tag(node) == "p")


def _text(paragraph: Element) -> str:
    parts: list[str] = []
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        tag = _tag(node)
        if tag == "t":
            parts.append(node.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag not in _SKIPPED and not (tag == "p" and node is not paragraph):
            waiting.extend(reversed(node))
    return "".join(parts)


def _children(parent: Element, requested: str) -> Iterator[Element]:
    """Rows or cells, also those inside content controls or tracked insertions."""
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        tag = _tag(node)
        if tag == requested:
            yield node
        elif tag in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            waiting.extend(reversed(node))


def _find(parent: Element, properties: str, name: str) -> Element | None:
    for child in parent:
        if _tag(child) == properties:
            return next((node for node in child if _tag(node) == name), None)
    return None


def _number(parent: Element, properties: str, name: str) -> int:
    node = _find(parent, properties, name)
    value = _value(node) if node is not None else ""
    return min(int(value), _MAX_SPAN) if value.isdigit() else 0


def _value(node: Element) -> str:
    return next((value for key, value in node.attrib.items() if key.endswith("}val")), "")


def _tag(node: Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
