"""The program's own print dialog in Vietnamese: printer, copies, pages."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.dialogs.base import FormDialog
from ui.forms import Choice, Field
from ui.printing import PrintOrder

_MOST_COPIES: Final = 99
_RANGE: Final = re.compile(r"\s*(\d{1,5})\s*(?:[-–]\s*(\d{1,5})\s*)?")


class PrintDialog(FormDialog):
    """``order`` is what to print once it was accepted. ``printers`` holds at least one name."""

    def __init__(self, printers: tuple[str, ...], *, pages: int, parent: QWidget | None = None) -> None:
        self._pages = pages
        super().__init__(
            text("ui.print.title"), self._fields(printers), parent, accept_label=text("ui.print.go")
        )
        self.form.set_values({"printer": printers[0], "copies": 1})

    @property
    def order(self) -> PrintOrder:
        values = self.form.values()
        pages = parse_pages(str(values["pages"] or ""), count=self._pages)
        return PrintOrder(str(values["printer"]), int(str(values["copies"])), pages)

    def _fields(self, printers: tuple[str, ...]) -> tuple[Field, ...]:
        choices = tuple(Choice(name, name) for name in printers)
        return (
            Field("printer", text("ui.print.printer"), "choice", required=True, choices=choices),
            Field(
                "copies",
                text("ui.print.copies"),
                "int",
                required=True,
                help=text("ui.print.copies_help"),
                check=_wrong_copies,
            ),
            Field("pages", text("ui.print.pages"), help=text("ui.print.pages_help"), check=self._wrong_pages),
        )

    def _wrong_pages(self, typed: object) -> str | None:
        try:
            parse_pages(str(typed), count=self._pages)
        except ValueError:
            return text("ui.print.wrong_pages", count=self._pages)
        return None


def parse_pages(typed: str, *, count: int) -> tuple[int, ...]:
    """``1-3, 5`` as pages counted from 0; blank is every page. ValueError outside 1 to ``count``."""
    if not typed.strip():
        return tuple(range(count))
    pages: list[int] = []
    for part in re.split(r"[,;]", typed):
        found = _RANGE.fullmatch(part)
        if found is None:
            raise ValueError(part)
        first, last = int(found[1]), int(found[2] or found[1])
        if not 1 <= first <= last <= count:
            raise ValueError(part)
        pages.extend(range(first - 1, last))
    return tuple(pages)


def _wrong_copies(value: object) -> str | None:
    good = isinstance(value, int) and 1 <= value <= _MOST_COPIES
    return None if good else text("ui.print.wrong_copies")
