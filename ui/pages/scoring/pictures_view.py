"""Pictures of a scored bloc for the meeting: order, heat map, radar, years; the big screen; PNG and PDF."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.services.scoring.results import criterion_shares, result_rows, shares, trend
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.services.scoring.sheet_words import brief
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text
from ui.charts.bars import Bar, paint_bars
from ui.charts.heat import paint_heat
from ui.charts.picture import Paint, Picture, save_picture
from ui.charts.radar import paint_radar
from ui.charts.trend import paint_trend
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow

KINDS: Final = ("bars", "heat", "radar", "trend")
_MOST_LINES: Final = 5
"""Lines in one picture that the eye still reports apart."""


class PicturesView(QWidget):
    """One picture at a time."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self.kind = "bars"
        self._loaded: LoadedSheet | None = None
        self._bloc: LiveBloc | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        row = WrapRow()
        row.setSpacing(SPACING["xs"])
        self.chips: dict[str, QPushButton] = {}
        for kind in KINDS:
            chip = make_button(text(f"score_pictures.kinds.{kind}"))
            chip.setProperty("kind", "chip")
            chip.setCheckable(True)
            chip.clicked.connect(lambda _, kind=kind: self.choose(kind))
            self.chips[kind] = chip
            row.addWidget(chip)
        row.addStretch(1)
        self.big = make_button(text("score_pictures.big"))
        put_icon(self.big, "page_fit")
        self.big.clicked.connect(lambda _: self.present())
        self.save = make_button(text("score_pictures.save"))
        put_icon(self.save, "save")
        self.save.clicked.connect(lambda _: self.save_shown())
        row.addWidget(self.big)
        row.addWidget(self.save)
        column.addLayout(row)
        self.picture = Picture(text("score_pictures.title"))
        column.addWidget(self.picture, 1)

    def show_result(self, loaded: LoadedSheet, bloc: LiveBloc) -> None:
        """Draws the chosen picture of this result."""
        self._loaded, self._bloc = loaded, bloc
        self.choose(self.kind)

    def choose(self, kind: str) -> None:
        """``bars``, ``heat``, ``radar`` or ``trend``."""
        self.kind = kind
        for name, chip in self.chips.items():
            chip.setChecked(name == kind)
        if self._loaded is not None and self._bloc is not None:
            paint = _PAINTS[kind](self._loaded, self._bloc)
            self.picture.show_picture(paint, _in_words(self._loaded, self._bloc))

    def present(self) -> None:
        """The picture alone on the whole screen; Esc ends it, the arrows go through the pictures."""
        if self.picture.paint is not None:
            screen = BigScreen(self)
            screen.show_kind(self.kind)
            screen.showFullScreen()

    def save_shown(self) -> None:
        """PNG or PDF by the ending the officer gives."""
        paint, loaded = self.picture.paint, self._loaded
        if paint is None or loaded is None:
            return
        name = text(f"score_pictures.files.{self.kind}", bloc=loaded.row.bloc_name, year=loaded.row.year)
        path = self.context.dialogs.choose_save_file(
            text("score_pictures.save_title"),
            name=f"{name}.png",
            patterns=text("score_pictures.patterns"),
            purpose="pictures",
        )
        if path is None:
            return
        try:
            save_picture(paint, path)
        except OfficeError as error:
            self.context.dialogs.error(error)
            return
        self.context.notify(text("score_pictures.saved", file=path.name))


class BigScreen(QWidget):
    """A window without anything but the picture."""

    def __init__(self, view: PicturesView) -> None:
        super().__init__(view, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(text("score_pictures.title"))
        self._view = view
        self.picture = Picture(text("score_pictures.title"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.picture)

    def show_kind(self, kind: str) -> None:
        self._view.choose(kind)
        paint = self._view.picture.paint
        if paint is not None:
            self.picture.show_picture(paint, self._view.picture.accessibleDescription())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Right: 1, Qt.Key.Key_Space: 1, Qt.Key.Key_Left: -1}.get(Qt.Key(event.key()), 0)
        if event.key() == Qt.Key.Key_Escape:
            self.close()
        elif step:
            self.show_kind(KINDS[(KINDS.index(self._view.kind) + step) % len(KINDS)])
        else:
            super().keyPressEvent(event)


def _bars(loaded: LoadedSheet, bloc: LiveBloc) -> Paint:
    bars = [
        Bar(brief(row.unit), row.total, str(row.rank or ""), row.proposal, row.last_total)
        for row in result_rows(loaded, bloc)
    ]
    title = text("score_pictures.titles.bars", bloc=loaded.row.bloc_name, year=loaded.row.year)
    return lambda painter, box, scheme: paint_bars(painter, box, scheme, title=title, bars=bars)


def _heat(loaded: LoadedSheet, bloc: LiveBloc) -> Paint:
    base = [one for one in loaded.scheme.criteria if one.role == "base" and one.full]
    heads = [f"{one.code}. {one.name}" for one in base]
    found = criterion_shares(loaded, bloc)
    rows = {brief(row.unit): found[row.unit] for row in result_rows(loaded, bloc)}
    title = text("score_pictures.titles.heat", bloc=loaded.row.bloc_name, year=loaded.row.year)
    return lambda painter, box, scheme: paint_heat(painter, box, scheme, title=title, heads=heads, rows=rows)


def _radar(loaded: LoadedSheet, bloc: LiveBloc) -> Paint:
    heads, found = shares(loaded, bloc)
    best = [row.unit for row in result_rows(loaded, bloc)][:_MOST_LINES]
    rows = {brief(unit): found[unit] for unit in best}
    title = text(
        "score_pictures.titles.radar", bloc=loaded.row.bloc_name, year=loaded.row.year, count=len(best)
    )
    return lambda painter, box, scheme: paint_radar(painter, box, scheme, title=title, heads=heads, rows=rows)


def _trend(loaded: LoadedSheet, bloc: LiveBloc) -> Paint:
    found = trend(loaded, bloc)
    series = {brief(row.unit): found[row.unit] for row in result_rows(loaded, bloc)}
    title = text("score_pictures.titles.trend", bloc=loaded.row.bloc_name)
    return lambda painter, box, scheme: paint_trend(painter, box, scheme, title=title, series=series)


def _in_words(loaded: LoadedSheet, bloc: LiveBloc) -> str:
    rows = result_rows(loaded, bloc)
    return "; ".join(f"{row.rank or '–'}. {row.unit} {number_words(row.total)}" for row in rows)


_PAINTS: Final[dict[str, Callable[[LoadedSheet, LiveBloc], Paint]]] = {
    "bars": _bars,
    "heat": _heat,
    "radar": _radar,
    "trend": _trend,
}
