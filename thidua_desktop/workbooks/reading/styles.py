"""What an .xlsx says by its looks: cells struck through, cells filled with a colour, comments on cells.

Looked for only where the package holds any of it; each part is read once and in full, as it was judged safe.
"""

from __future__ import annotations

import posixpath
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from xml.sax.saxutils import unescape

from thidua_desktop.workbooks.reading.grid import Cell, column_index

_MOST: Final = 60_000_000
"""Bytes of a part beyond which its looks are not examined."""
_SMALL: Final = 5_000_000
_COLOUR_WORD: Final = re.compile("(?:[mM]àu|MÀU|[tT]ô |[bB]ôi )".encode())
_FONT: Final = re.compile(rb"<font\b(?:[^>]*/>|.*?</font>)", re.DOTALL)
_FILL: Final = re.compile(rb"<fill\b(?:[^>]*/>|.*?</fill>)", re.DOTALL)
_XFS: Final = re.compile(rb"<cellXfs\b.*?</cellXfs>", re.DOTALL)
_XF: Final = re.compile(rb"<xf\b[^>]*>")
_NUMBER: Final = re.compile(rb'\b(fontId|fillId)="(\d+)"')
_STRIKE: Final = re.compile(rb'<(?:strike|dstrike)(?:\s*/>|\s+val="(?:1|true)"\s*/>|\s*></)')
_COLOUR: Final = re.compile(rb'<fgColor\b[^>]*\brgb="([0-9A-Fa-f]{6,8})"')
_CELL: Final = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})(\d+)")(?=[^>]*\bs="(\d+)")[^>]*>')
_SHARED: Final = re.compile(rb'<c\b(?=[^>]*\br="([A-Z]{1,3})(\d+)")(?=[^>]*\bt="s")[^>]*>\s*<v>(\d+)</v>')
_ITEM: Final = re.compile(rb"<si\b(?:[^>]*/>|.*?</si>)", re.DOTALL)
_RUN: Final = re.compile(rb"<r\b.*?</r>", re.DOTALL)
_TEXT: Final = re.compile(rb"<t\b[^>]*>([^<]*)</t>")
_COMMENT: Final = re.compile(rb'<comment\b[^>]*\bref="([A-Z]{1,3})(\d+)".*?</comment>', re.DOTALL)
_RELATION: Final = re.compile(rb"<Relationship\b[^>]*>")
_ATTRIBUTE: Final = re.compile(rb'\b(Type|Target)="([^"]*)"')


@dataclass(slots=True)
class Looks:
    """The looks of one sheet, places from 0. ``fills``: colour of a cell as ``RRGGBB``."""

    struck: set[Cell] = field(default_factory=set)
    fills: dict[Cell, str] = field(default_factory=dict)
    comments: dict[Cell, str] = field(default_factory=dict)


class BookLooks:
    """Finds the looks of the sheets of one package; cheap where nothing is struck, coloured or commented."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._names = set(archive.namelist())
        styles = self._part("xl/styles.xml")
        strings = self._part("xl/sharedStrings.xml")
        self._struck_styles, self._colours = _styles(styles)
        self._struck_strings = _struck_strings(strings) if b"strike" in strings else frozenset()
        self._speaks = bool(_COLOUR_WORD.search(strings))

    def of(self, part: str) -> Looks:
        """The looks of the sheet in this part."""
        appearances = Looks()
        colours = self._colours if self._speaks or self._speaks_of_colours(part) else {}
        if self._struck_styles or self._struck_strings or colours:
            self._cells(self._part(part), appearances, colours)
        self._comments(part, appearances)
        return appearances

    def _speaks_of_colours(self, part: str) -> bool:
        """Texts may stand in the sheet itself: then a small sheet's colours are stored for whoever asks."""
        return bool(self._colours) and part in self._names and self._archive.getinfo(part).file_size < _SMALL

    def _cells(self, sheet: bytes, appearances: Looks, colours: Mapping[int, str]) -> None:
        for letters, number, style in _CELL.findall(sheet) if self._struck_styles or colours else ():
            place = (int(number) - 1, column_index(letters.decode()))
            if int(style) in self._struck_styles:
                appearances.struck.add(place)
            if int(style) in colours:
                appearances.fills[place] = colours[int(style)]
        for letters, number, text in _SHARED.findall(sheet) if self._struck_strings else ():
            if int(text) in self._struck_strings:
                appearances.struck.add((int(number) - 1, column_index(letters.decode())))

    def _comments(self, part: str, appearances: Looks) -> None:
        folder, name = posixpath.split(part)
        relations = self._part(f"{folder}/_rels/{name}.rels")
        if b"comments" not in relations:
            return
        for relation in _RELATION.findall(relations):
            reported = dict(_ATTRIBUTE.findall(relation))
            if not reported.get(b"Type", b"").endswith(b"/comments"):
                continue
            target = reported.get(b"Target", b"").decode("utf-8", "replace")
            where = target.lstrip("/") if target.startswith("/") else posixpath.normpath(f"{folder}/{target}")
            for found in _COMMENT.finditer(self._part(where)):
                text = unescape(b"".join(_TEXT.findall(found[0])).decode("utf-8", "replace")).strip()
                if text:
                    appearances.comments[int(found[2]) - 1, column_index(found[1].decode())] = text

    def _part(self, name: str) -> bytes:
        if name not in self._names or self._archive.getinfo(name).file_size > _MOST:
            return b""
        return self._archive.read(name)


def _styles(styles: bytes) -> tuple[frozenset[int], dict[int, str]]:
    """Numbers of the cell styles whose font is struck, and the fill colour of those that have one."""
    struck_fonts = {
        number for number, font in enumerate(_section(styles, b"fonts", _FONT)) if _STRIKE.search(font)
    }
    fills = {
        number: found[1][-6:].decode().upper()
        for number, fill in enumerate(_section(styles, b"fills", _FILL))
        if (found := _COLOUR.search(fill))
    }
    struck: set[int] = set()
    colours: dict[int, str] = {}
    table = _XFS.search(styles)
    for number, style in enumerate(_XF.findall(table[0]) if table else ()):
        reported = {name: int(value) for name, value in _NUMBER.findall(style)}
        if reported.get(b"fontId") in struck_fonts:
            struck.add(number)
        if (fill := fills.get(reported.get(b"fillId", -1))) and fill != "FFFFFF":
            colours[number] = fill
    return frozenset(struck), colours


def _section(styles: bytes, name: bytes, pattern: re.Pattern[bytes]) -> list[bytes]:
    found = re.search(rb"<%b\b.*?</%b>" % (name, name), styles, re.DOTALL)
    return pattern.findall(found[0][len(name) + 1 :]) if found else []


def _struck_strings(strings: bytes) -> frozenset[int]:
    """Texts of which every run is struck through."""
    found: set[int] = set()
    for number, item in enumerate(_ITEM.findall(strings)):
        runs = _RUN.findall(item) if b"strike" in item else []
        if runs and all(_STRIKE.search(run) or not b"".join(_TEXT.findall(run)).strip() for run in runs):
            found.add(number)
    return frozenset(found)
