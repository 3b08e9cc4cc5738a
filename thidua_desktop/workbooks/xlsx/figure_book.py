"""A workbook being written in memory: options, properties, formats, names of its sheets."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

from thidua_desktop.domain.text import nfc
from thidua_desktop.texts import text

if TYPE_CHECKING:
    from xlsxwriter.format import Format

FONT: Final = "Times New Roman"
SIZE: Final = 12
_LONGEST_TAB: Final = 31
_NOT_IN_TAB: Final = re.compile(r"[\[\]:*?/\\]")


class FigureBook:
    """A workbook being written in memory."""

    def __init__(self, *, title: str, author: str, created: dt.datetime | None) -> None:
        self._buffer = io.BytesIO()
        from xlsxwriter import Workbook

        # Text that looks like a formula, a link or a number stays text.
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        self.book = Workbook(self._buffer, options)
        properties: dict[str, object] = {
            "title": title,
            "author": author,
            "comments": text("workbooks_out.made_by"),
        }
        if created is not None:
            properties["created"] = created
        self.book.set_properties(properties)
        self._formats: dict[tuple[tuple[str, object], ...], Format] = {}

    def format(self, **appearance: object) -> Format:
        """One format an appearance; the sheet's font unless said otherwise."""
        full: dict[str, object] = {"font_name": FONT, "font_size": SIZE, "valign": "vcenter", **appearance}
        key = tuple(sorted(full.items()))
        if key not in self._formats:
            self._formats[key] = self.book.add_format(full)
        return self._formats[key]

    def finish(self) -> bytes:
        self.book.close()
        return self._buffer.getvalue()


def sheet_tabs(names: Iterable[str]) -> list[str]:
    """``names`` as Excel takes them: at most 31 letters, none of ``[]:*?/\\``, no two alike."""
    tabs: list[str] = []
    for number, name in enumerate(names, start=1):
        tab = _NOT_IN_TAB.sub("-", nfc(name)).strip("' ")[:_LONGEST_TAB].rstrip("' ") or str(number)
        own, again = tab, number
        while tab.lower() in {other.lower() for other in tabs}:
            ending = f" ({again})"
            tab, again = own[: _LONGEST_TAB - len(ending)] + ending, again + 1
        tabs.append(tab)
    return tabs
