"""Comments of a sheet: the sender's stay, ours are added to them, those of an earlier marking go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from html import unescape
from typing import Final

from thidua_desktop.workbooks.reading.grid import Cell, column_index, column_letter
from thidua_desktop.workbooks.returned.package import CONTENT, MAIN, VML, Package
from thidua_desktop.workbooks.returned.xml import (
    Edit,
    Element,
    appended,
    elements,
    prefix_of,
    spliced,
    with_attribute,
    words,
)

_CELL: Final = re.compile(r"([A-Z]{1,3})(\d{1,7})")
_SHAPE: Final = re.compile(rb"<(\w+:)?shape\b.*?</\1?shape>", re.DOTALL)
_ROW: Final = re.compile(rb"<(?:\w+:)?Row>\s*(\d+)\s*</")
_COLUMN: Final = re.compile(rb"<(?:\w+:)?Column>\s*(\d+)\s*</")
_ANCHOR: Final = re.compile(rb"(<(?:\w+:)?Anchor>)([^<]*)(</)")
_BLOCK: Final = re.compile(rb"\bdata=\"([\d, ]*)\"")
_LETTERS_A_LINE: Final = 44
_IDS_A_BLOCK: Final = 1_000
_EMPTY: Final = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    f'<comments xmlns="{MAIN}"><authors/><commentList/></comments>'
)
_SPOKEN: Final = {
    "xmlns:v": "urn:schemas-microsoft-com:vml",
    "xmlns:o": "urn:schemas-microsoft-com:office:office",
    "xmlns:x": "urn:schemas-microsoft-com:office:excel",
}
_DRAWING: Final = b"<xml></xml>"
_THREAD: Final = "tc="
"""How the author of a comment begins that belongs to a conversation: its words are stored elsewhere."""
_NOTE_TYPE: Final = (
    b'<v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    b'<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
_NOTE: Final = (
    '<v:shape id="_x0000_s{number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
    'margin-top:2pt;width:240pt;height:{height}pt;z-index:{order};visibility:hidden" fillcolor="#ffffe1" '
    'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow on="t" color="black" obscured="t"/>'
    '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto">'
    '<div style="text-align:left"></div></v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/>'
    "<x:SizeWithCells/><x:Anchor>{left}, 12, {top}, 2, {right}, 40, {bottom}, 6</x:Anchor>"
    "<x:AutoFill>False</x:AutoFill><x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


class SheetNotes:
    """Comments of one sheet, by cell. ``ours`` knows a line of an earlier marking by its beginning."""

    def __init__(self, package: Package, sheet: str, *, author: str, ours: tuple[str, ...]) -> None:
        self._package = package
        self._sheet = sheet
        self._author = author
        self._ours = ours
        arrows = package.relations(sheet)
        self._part = next((one.target for one in arrows if one.kind == "comments"), "")
        self._drawing = next((one.target for one in arrows if one.kind == "vmlDrawing"), "")
        if not package.has(self._part):
            self._part = ""
        if not package.has(self._drawing):
            self._drawing = ""
        self._xml = package.read(self._part) if self._part else _EMPTY.encode()

    def ours_at(self) -> frozenset[Cell]:
        """Cells with a line of an earlier marking."""
        return frozenset(place for place, one in self._comments() if any(map(self._is_ours, _lines(one[1]))))

    def write(self, message: Mapping[Cell, list[str]]) -> str:
        """Puts the lines at their cells; the id of the arrow to a drawing made now, else nothing."""
        gone = self._clear()
        new = self._notify(message)
        if not self._part:
            if not new:
                return ""
            self._part = self._package.free("xl/commentsTd{}.xml")
            self._package.name_type(self._part, CONTENT["comments"])
            self._package.relate(self._sheet, "comments", self._part)
        self._package.put(self._part, self._xml)
        return self._draw(new - gone, gone - new, {place: height_of(message[place]) for place in message})

    def _comments(self) -> list[tuple[Cell, tuple[Element, str]]]:
        found: list[tuple[Cell, tuple[Element, str]]] = []
        for one in elements(self._xml):
            place = _CELL.fullmatch(one.attributes.get("ref", "")) if one.tag == "comment" else None
            if place is not None:
                cell = (int(place[2]) - 1, column_index(place[1]))
                found.append((cell, (one, _text(self._xml[one.start : one.end]))))
        return found

    def _is_ours(self, line: str) -> bool:
        return line.startswith(self._ours)

    def _clear(self) -> set[Cell]:
        """Takes the lines of an earlier marking away; cells whose comment held nothing else."""
        gone: set[Cell] = set()
        edits: list[Edit] = []
        for place, (one, message) in self._comments():
            lines = _lines(message)
            theirs = [line for line in lines if not self._is_ours(line)]
            if len(theirs) == len(lines):
                continue
            if not any(line.strip() for line in theirs):
                gone.add(place)
                edits.append((one.start, one.end, b""))
                continue
            edits += self._without(one, "\n".join(theirs))
        self._xml = spliced(self._xml, edits)
        return gone

    def _without(self, comment: Element, theirs: str) -> list[Edit]:
        """The comment without our lines: runs that are ours alone go, else its words are written again."""
        inner = self._xml[comment.open_end : comment.inner_end]
        runs = [one for one in elements(b"<root>" + inner + b"</root>") if one.tag == "r"]
        shift = comment.open_end - len(b"<root>")
        spoken = [(one, _text(self._xml[one.start + shift : one.end + shift])) for one in runs]
        ours = [
            one for one, message in spoken if all(self._is_ours(line) for line in message.split("\n") if line)
        ]
        left = "".join(message for one, message in spoken if one not in ours)
        if ours and left.strip("\n") == theirs.strip("\n"):
            return [(one.start + shift, one.end + shift, b"") for one in ours]
        p = prefix_of(self._xml).decode()
        whole = f'<{p}text><{p}r><{p}t xml:space="preserve">{words(theirs)}</{p}t></{p}r></{p}text>'
        return [(comment.open_end, comment.inner_end, whole.encode())]

    def _notify(self, message: Mapping[Cell, list[str]]) -> set[Cell]:
        """Adds the lines; cells that had no comment."""
        p = prefix_of(self._xml).decode()
        there = {place: one for place, (one, _) in self._comments()}
        edits: list[Edit] = []
        new: list[str] = []
        author = self._author_number() if any(place not in there for place in message) else 0
        there = {place: one for place, (one, _) in self._comments()}
        authors = self._authors()
        for place, lines in sorted(message.items()):
            text = words("\n".join(lines))
            if place in there:
                if not authors[int(there[place].attributes.get("authorId", "0"))].startswith(_THREAD):
                    edits += self._joined(there[place], text)
                continue
            name = f"{column_letter(place[1])}{place[0] + 1}"
            new.append(
                f'<{p}comment ref="{name}" authorId="{author}" shapeId="0"><{p}text><{p}r>{_font(p)}'
                f'<{p}t xml:space="preserve">{text}</{p}t></{p}r></{p}text></{p}comment>'
            )
        listed = next(one for one in elements(self._xml) if one.tag == "commentList")
        if new:
            edits.append(appended(self._xml, listed, "".join(new).encode()))
        self._xml = spliced(self._xml, edits)
        return {place for place in message if place not in there}

    def _joined(self, comment: Element, text: str) -> list[Edit]:
        """The sender's comment with our lines under it."""
        p = prefix_of(self._xml).decode()
        inner = b"<root>" + self._xml[comment.open_end : comment.inner_end] + b"</root>"
        shift = comment.open_end - len(b"<root>")
        run = f'<{p}r>{_font(p)}<{p}t xml:space="preserve">\n{text}</{p}t></{p}r>'.encode()
        found = elements(inner)
        runs = [one for one in found if one.tag == "r"]
        if runs:
            return [(runs[-1].end + shift, runs[-1].end + shift, run)]
        bare = next((one for one in found if one.tag == "t"), None)
        if bare is None:
            return []
        before = inner[bare.start : bare.end]
        wrapped = f"<{p}r>".encode() + before + f"</{p}r>".encode() + run
        return [(bare.start + shift, bare.end + shift, wrapped)]

    def _authors(self) -> list[str]:
        found = elements(self._xml)
        return [_text(self._xml[one.start : one.end], "author") for one in found if one.tag == "author"]

    def _author_number(self) -> int:
        authors = next(one for one in elements(self._xml) if one.tag == "authors")
        names = self._authors()
        if self._author in names:
            return names.index(self._author)
        p = prefix_of(self._xml).decode()
        tag = f"<{p}author>{words(self._author)}</{p}author>"
        self._xml = spliced(self._xml, [appended(self._xml, authors, tag.encode())])
        return len(names)

    def _draw(self, new: set[Cell], gone: set[Cell], lines: Mapping[Cell, int]) -> str:
        """Shapes for new comments, none for those taken away; the arrow to a drawing made now."""
        made = ""
        if not self._drawing:
            if not new:
                return ""
            self._drawing = self._package.free("xl/drawings/vmlDrawingTd{}.vml")
            self._package.put(self._drawing, _DRAWING)
            self._package.name_ending("vml", VML)
            made = self._package.relate(self._sheet, "vmlDrawing", self._drawing)
        vml = self._package.read(self._drawing)
        joined = set(lines) - new
        vml = _SHAPE.sub(lambda shape: _resized(shape[0], gone, joined, lines), vml)
        if new:
            vml = _with_shapes(vml, sorted(new), lines, self._taken_blocks())
        self._package.put(self._drawing, vml)
        return made

    def _taken_blocks(self) -> set[int]:
        """Blocks of shape numbers that any drawing of the workbook has taken."""
        taken: set[int] = set()
        for part in self._package.parts(".vml"):
            for found in _BLOCK.findall(self._package.read(part)):
                taken.update(int(one) for one in found.replace(b" ", b"").split(b",") if one)
        return taken


def _with_shapes(vml: bytes, places: list[Cell], lines: Mapping[Cell, int], taken: set[int]) -> bytes:
    free = (block for block in range(1, 10_000) if block not in taken)
    blocks = [next(free) for _ in range(len(places) // _IDS_A_BLOCK + 1)]
    shapes: list[str] = []
    for order, place in enumerate(places):
        number = blocks[order // _IDS_A_BLOCK] * 1024 + order % _IDS_A_BLOCK + 1
        high = 1 + lines[place]
        row, column = place
        shapes.append(
            _NOTE.format(
                number=number,
                order=order + 1,
                height=19 * high,
                row=row,
                column=column,
                left=column + 1,
                right=column + 5,
                top=max(row - 1, 0),
                bottom=max(row - 1, 0) + high,
            )
        )
    named = ",".join(map(str, blocks)).encode()
    layout = b'<o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="' + named + b'"/></o:shapelayout>'
    known = _BLOCK.search(vml)
    if known is not None:
        vml = vml[: known.end(1)] + b"," + named + vml[known.end(1) :]
        layout = b""
    kind = b"" if b'id="_x0000_t202"' in vml else _NOTE_TYPE
    end = vml.rindex(b"</xml>")
    first = vml.index(b"<xml")
    start = vml.index(b">", first) + 1
    root = vml[first:start]
    for name, space in _SPOKEN.items():
        root = root if f'{name}="{space}"'.encode() in root else with_attribute(root, name, space)
    head = vml[:first] + root + layout + vml[start:end]
    return head + kind + "".join(shapes).encode() + vml[end:]


def _resized(shape: bytes, gone: set[Cell], joined: set[Cell], lines: Mapping[Cell, int]) -> bytes:
    """A shape of the sender's: higher when our lines came under its words, nothing when its comment went."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if row is None or column is None or b'ObjectType="Note"' not in shape:
        return shape
    place = (int(row[1]), int(column[1]))
    if place in gone:
        return b""
    if place not in joined:
        return shape
    return _ANCHOR.sub(lambda found: found[1] + _lower(found[2], lines[place]) + found[3], shape, count=1)


def _lower(anchor: bytes, rows: int) -> bytes:
    numbers = [int(one) for one in re.findall(rb"-?\d+", anchor)]
    if len(numbers) != 8:
        return anchor
    numbers[6] += rows
    return ", ".join(map(str, numbers)).encode()


def _text(xml: bytes, tag: str = "t") -> str:
    """Words between the tags of an element, breaks as they stand."""
    pattern = rb"<(?:[\w.-]+:)?" + tag.encode() + rb"\b[^>]*?>([^<]*)</"
    parts = (unescape(found.decode()) for found in re.findall(pattern, xml))
    return "".join(parts).replace("\r\n", "\n").replace("_x000a_", "\n").replace("_x000D_", "")


def _lines(message: str) -> list[str]:
    return message.split("\n")


def _font(prefix: str) -> str:
    return f'<{prefix}rPr><{prefix}sz val="10"/><{prefix}rFont val="Tahoma"/></{prefix}rPr>'


def height_of(sentences: Iterable[str]) -> int:
    """How many lines the sentences take in a comment."""
    return sum(len(sentence) // _LETTERS_A_LINE + 1 for sentence in sentences)
