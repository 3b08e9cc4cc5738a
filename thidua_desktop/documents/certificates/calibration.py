"""The test sheet: a frame 10 mm from every edge to lay a ruler on, and which way the paper went in."""

from __future__ import annotations

from typing import Final

from thidua_desktop.documents.layout.decree30 import MM
from thidua_desktop.documents.layout.fonts import BOLD, REGULAR
from thidua_desktop.documents.layout.surface import Surface
from thidua_desktop.documents.layout.wrapping import lines_of
from thidua_desktop.domain.certificates.printing import FRAME_EDGE
from thidua_desktop.texts import text

_EDGE: Final = float(FRAME_EDGE)
_TICK: Final = 3.0
_SQUARE: Final = 50.0
_THIN: Final = 0.4
_TITLE: Final = 14.0
_SIZE: Final = 11.0


def render_test_sheet(*, width: float, height: float, printer: str, paper: str, tray: str) -> bytes:
    """One page of ``width`` x ``height`` mm as PDF, saying what to measure and where to type it."""
    surface = Surface(title=text("printing.test.title"), author=text("common.app_name"))
    surface.canvas.setViewerPreference("PrintScaling", "None")
    surface.begin_page(width=width, height=height)
    right, foot = width - _EDGE, height - _EDGE
    for y in (_EDGE, foot):
        surface.horizontal(_EDGE * MM, right * MM, y * MM, thickness=_THIN)
    for x in (_EDGE, right):
        surface.vertical(x * MM, _EDGE * MM, foot * MM, thickness=_THIN)
    _ticks(surface, right=right, foot=foot)
    _square(surface, width=width, height=height)
    _words(surface, width=width, printer=printer, paper=paper, tray=tray)
    surface.end_page()
    return surface.finish()


def _ticks(surface: Surface, *, right: float, foot: float) -> None:
    """A mark every 10 mm inside the left and the upper line."""
    place = 2 * _EDGE
    while place < right - 0.01:
        surface.vertical(place * MM, _EDGE * MM, (_EDGE + _TICK) * MM, thickness=_THIN)
        place += 10
    place = 2 * _EDGE
    while place < foot - 0.01:
        surface.horizontal(_EDGE * MM, (_EDGE + _TICK) * MM, place * MM, thickness=_THIN)
        place += 10


def _square(surface: Surface, *, width: float, height: float) -> None:
    """50 mm by 50 mm in the middle of the lower half: its sides report stretching at a glance."""
    left, top = (width - _SQUARE) / 2, height * 0.62
    top = min(top, height - _EDGE - _SQUARE - 12)
    for y in (top, top + _SQUARE):
        surface.horizontal(left * MM, (left + _SQUARE) * MM, y * MM, thickness=_THIN)
    for x in (left, left + _SQUARE):
        surface.vertical(x * MM, top * MM, (top + _SQUARE) * MM, thickness=_THIN)
    label = lines_of(
        ((REGULAR, text("printing.test.square")),), size=_SIZE, width=_SQUARE * MM, align="center"
    )
    surface.block(label, x=left * MM, top=(top + _SQUARE / 2 - 5) * MM, size=_SIZE, leading=_SIZE * 1.3)


def _words(surface: Surface, *, width: float, printer: str, paper: str, tray: str) -> None:
    room = (width - 4 * _EDGE) * MM
    left = 2 * _EDGE * MM
    top = 18 * MM
    title = lines_of(((BOLD, text("printing.test.title")),), size=_TITLE, width=room, align="center")
    top = surface.block(title, x=left, top=top, size=_TITLE, leading=_TITLE * 1.4)
    about = text("printing.test.about", printer=printer, paper=paper, tray=tray or text("printing.no_tray"))
    for words in (text("printing.test.feed"), about, *text("printing.test.steps").splitlines()):
        lines = lines_of(((REGULAR, words),), size=_SIZE, width=room)
        top = surface.block(lines, x=left, top=top + 4, size=_SIZE, leading=_SIZE * 1.35)
