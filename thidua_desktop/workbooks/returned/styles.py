"""Looks added to a workbook's styles: a cell keeps all of its own look, only the fill is another."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

from thidua_desktop.workbooks.returned.xml import (
    Element,
    appended,
    elements,
    prefix_of,
    spliced,
    with_attribute,
)

SOLID: Final = (
    '<fill><patternFill patternType="solid"><fgColor rgb="{colour}"/>'
    '<bgColor indexed="64"/></patternFill></fill>'
)
_SECTIONS: Final = ("fonts", "fills", "borders", "cellXfs")
_FILL_TAGS: Final = frozenset({"fill", "patternFill", "fgColor", "bgColor", "gradientFill", "stop", "color"})
_NAMESPACE: Final = re.compile(r'\s+xmlns(?::\w+)?="[^"]*"')


class Styles:
    """The styles part; everything added stands behind what is there, so no number of the sender's changes.

    ValueError when a section is missing.
    """

    def __init__(self, xml: bytes) -> None:
        self._xml = xml
        self._prefix = prefix_of(xml).decode()
        self._sections: dict[str, Element] = {}
        self._items: dict[str, list[bytes]] = {name: [] for name in _SECTIONS}
        inside = ""
        for one in elements(xml):
            if one.depth == 1:
                inside = one.tag if one.tag in self._items else ""
                if inside:
                    self._sections[inside] = one
            elif one.depth == 2 and inside:
                self._items[inside].append(xml[one.start : one.end])
        if len(self._sections) < len(_SECTIONS) or not self._items["cellXfs"]:
            raise ValueError("styles without their sections")
        self._sent = {name: len(items) for name, items in self._items.items()}
        self._made: dict[tuple[int, int, int | None], int] = {}
        self._looked_at = 0
        self._ours: frozenset[int] = frozenset()

    def add(self, section: str, xml: str) -> int:
        """The number of a font, fill, border or cell look written as XML, added when it is not there yet."""
        new = self._prefixed(xml).encode()
        items = self._items[section]
        if new not in items:
            items.append(new)
        return items.index(new)

    def coloured(self, appearance: int, fill: int, *, number_format: int | None = None) -> int:
        """The number of look ``appearance`` with another fill, and another number format when one is given."""
        key = (appearance, fill, number_format)
        if key not in self._made:
            items = self._items["cellXfs"]
            own = items[appearance] if 0 <= appearance < len(items) else items[0]
            cut = own.index(b">") + 1
            tag = with_attribute(with_attribute(own[:cut], "fillId", str(fill)), "applyFill", "1")
            if number_format is not None:
                tag = with_attribute(tag, "numFmtId", str(number_format))
                tag = with_attribute(tag, "applyNumberFormat", "1")
            items.append(tag + own[cut:])
            self._made[key] = len(items) - 1
        return self._made[key]

    def fill_number(self, appearance: int) -> int:
        """Which fill a look has."""
        items = self._items["cellXfs"]
        found = re.search(rb'\bfillId="(\d+)"', items[appearance]) if 0 <= appearance < len(items) else None
        return int(found[1]) if found else 0

    def fills_of_colours(self, colours: Iterable[str]) -> frozenset[int]:
        """Numbers of the plain fills of these colours (``FFRRGGBB``)."""
        requested = [
            re.compile(rb'fgColor\b[^>]*\brgb="' + one.encode() + rb'"', re.IGNORECASE) for one in colours
        ]
        fills = self._items["fills"]
        if len(fills) != self._looked_at:
            self._looked_at = len(fills)
            self._ours = frozenset(
                number for number, fill in enumerate(fills) if any(one.search(fill) for one in requested)
            )
        return self._ours

    def fill_of(self, appearance: int) -> str:
        """The fill of a look as XML without prefixes; empty for none."""
        fills = self._items["fills"]
        number = self.fill_number(appearance)
        xml = fills[number].decode() if 0 < number < len(fills) else ""
        xml = _NAMESPACE.sub("", xml)
        if self._prefix:
            xml = xml.replace(f"<{self._prefix}", "<").replace(f"</{self._prefix}", "</")
        return "" if 'patternType="none"' in xml else xml

    def fill_from(self, xml: str) -> int:
        """The number of a fill reported by ``fill_of``; of none when it is empty or not such a fill."""
        if not xml:
            return 0
        try:
            found = elements(xml.encode())
        except ValueError:
            return 0
        if not all(one.tag in _FILL_TAGS for one in found) or "xmlns" in xml or found[0].tag != "fill":
            return 0
        return self.add("fills", xml)

    def written(self) -> bytes:
        """The part with what was added."""
        edits = []
        for name, section in self._sections.items():
            new = self._items[name][self._sent[name] :]
            if not new:
                continue
            tag = self._xml[section.start : section.open_end]
            counted = with_attribute(tag, "count", str(len(self._items[name])))
            if section.empty:
                edits.append(appended(self._xml, section, b"".join(new)))
                continue
            edits.append((section.start, section.open_end, counted))
            edits.append((section.inner_end, section.inner_end, b"".join(new)))
        return spliced(self._xml, edits)

    def _prefixed(self, xml: str) -> str:
        return re.sub(r"<(/?)(?=\w)", rf"<\1{self._prefix}", xml) if self._prefix else xml
