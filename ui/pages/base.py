"""What a page is, and its head: title, subtitle, actions, the year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.handing_over import hand_over
from ui.dialogs.base import Kind, make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING, Tone
from ui.tables.panel import TablePanel
from ui.widgets.combo import Combo
from ui.widgets.elided import Elided
from ui.widgets.focus import take_focus
from ui.widgets.wrap_row import WrapRow

_LOW_LINES: Final = 34
"""Lines of letters below which a page is low."""


class Page(QWidget):
    """Put widgets into ``self.body``; override ``reload``.

    ``topics`` are those of ``domain.changes`` that make the page stale. A visible page reloads at once,
    a hidden one when it is next shown; the year's change reloads like a topic.
    """

    topics: ClassVar[frozenset[str]] = frozenset()

    def __init__(self, context: Context, *, title: str, subtitle: str = "", year: bool = True) -> None:
        super().__init__()
        self.setObjectName("pageGround")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.context = context
        self._stale = True
        self._low = False
        frame = QVBoxLayout(self)
        frame.setContentsMargins(SPACING["xl"], SPACING["l"], SPACING["xl"], SPACING["m"])
        frame.setSpacing(SPACING["m"])
        self.head = PageHead(context, title=title, subtitle=subtitle, year=year)
        frame.addWidget(self.head)
        self.background = QWidget()
        self.body = QVBoxLayout(self.background)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(SPACING["m"])
        frame.addWidget(self.background, 1)
        context.year_changed.connect(self._year_changed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low its edges and the subtitle give their room to the work."""
        super().resizeEvent(event)
        low = event.size().height() < _LOW_LINES * self.fontMetrics().lineSpacing()
        if low != self._low:
            self._low = low
            layout, least = self.layout(), SPACING["s"]
            if layout is not None:
                top, bottom = (least, least) if low else (SPACING["l"], SPACING["m"])
                layout.setContentsMargins(
                    SPACING["m" if low else "xl"], top, SPACING["m" if low else "xl"], bottom
                )
                layout.setSpacing(least if low else SPACING["m"])
            self.head.set_low(low)

    def reload(self) -> None:
        """Reads again and shows. Called when first shown and after changes of its topics."""

    @property
    def place(self) -> str:
        """Key of the tab or step on show; empty where there are none."""
        return ""

    def show_target(self, target: object) -> None:
        """Goes to what another page asked for (``context.go(key, target)``)."""

    def activate(self) -> None:
        """The page came to the front: reloads when something changed since."""
        if self._stale:
            self._stale = False
            self.reload()

    def take_focus(self) -> None:
        """The keyboard to where the work of the page begins."""
        take_focus(self.background)

    def on_changes(self, changes: Changes) -> None:
        """An action was committed somewhere."""
        if self.topics & changes.topics:
            self._stale = True
            if self.isVisible():
                self.activate()

    def hand_over(self) -> None:
        """The page is left: what is typed on it goes to whoever stores it."""
        for child in self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly):
            hand_over(child)

    def save_state(self) -> None:
        """Keeps columns, order and filter of every table; called on closing."""
        for panel in self.findChildren(TablePanel):
            panel.save_state()

    def add_action(self, label: str, icon: str, *, kind: Kind = "normal") -> QPushButton:
        """A button of the head; ``label`` carries its ASCII mnemonic, ``icon`` names a shipped icon."""
        return self.head.add_action(label, icon, kind=kind)

    def _year_changed(self, _year: int) -> None:
        self._stale = True
        if self.isVisible():
            self.activate()


class PageHead(QWidget):
    """Title and subtitle at the left, actions and the working year at the right."""

    def __init__(self, context: Context, *, title: str, subtitle: str, year: bool) -> None:
        super().__init__()
        row = WrapRow(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["s"])
        self._low = False
        words = QHBoxLayout()
        words.setSpacing(SPACING["m"])
        self._title = QLabel(title)
        self._title.setProperty("role", "title")
        self._subtitle = Elided(subtitle)
        self._subtitle.setProperty("role", "muted")
        if not subtitle:  # showing it before it has a parent would open a window
            self._subtitle.hide()
        words.addWidget(self._title)
        words.addWidget(self._subtitle, 1, Qt.AlignmentFlag.AlignBottom)
        row.addLayout(words, 1)
        self._actions = WrapRow()
        self._actions.setSpacing(SPACING["s"])
        row.addLayout(self._actions)
        self.year_box = YearBox(context) if year else None
        if self.year_box is not None:
            row.addSpacing(SPACING["s"])
            row.addWidget(self.year_box)

    @property
    def title(self) -> str:
        return self._title.text()

    @property
    def subtitle(self) -> str:
        return self._subtitle.text()

    def set_title(self, title: str) -> None:
        self._title.setText(title)

    def set_subtitle(self, subtitle: str) -> None:
        self._subtitle.setText(subtitle)
        self._show_subtitle()

    def set_low(self, low: bool) -> None:
        """Only the title where the window is low; the subtitle stands in its tool tip."""
        self._low = low
        self._show_subtitle()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_subtitle()

    def _show_subtitle(self) -> None:
        """Whole or not at all: where there is no room it stands in the tool tip of the title."""
        others = (self._title, self.year_box)
        taken = sum(one.sizeHint().width() for one in others if one is not None)
        taken += self._actions.sizeHint().width() + SPACING["m"] + SPACING["s"] * 3
        words = self._subtitle.text()
        need = self._subtitle.fontMetrics().horizontalAdvance(words) + SPACING["m"]
        fits = bool(words) and not self._low and need <= self.width() - taken
        self._title.setToolTip("" if fits else words)
        self._subtitle.setVisible(fits)

    def add_word(self, word: QWidget) -> None:
        """Something said beside the title, before the actions."""
        self._actions.insertWidget(0, word)

    def add_action(self, label: str, icon: str, *, kind: Kind = "normal") -> QPushButton:
        button = make_button(label, kind=kind)
        put_icon(button, icon, "on_accent" if kind in ("primary", "danger") else "text")
        self._actions.addWidget(button)
        return button


class YearBox(Combo):
    """The working year; the same on every page."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self._context = context
        self.setAccessibleName(text("ui.window.year_choice"))
        self.setToolTip(text("ui.window.year_choice"))
        self._fill()
        self.activated.connect(lambda place: context.set_year(self.itemData(place)))
        context.year_changed.connect(self._fill)
        context.years_changed.connect(self._fill)

    def _fill(self, _reported: object = None) -> None:
        with QSignalBlocker(self):
            self.clear()
            for year in self._context.years:
                self.addItem(text("ui.window.year", year=year), year)
            self.setCurrentIndex(self.findData(self._context.year))


class Card(QFrame):
    """A white sheet with a heading; fill ``body``."""

    def __init__(self, heading: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("card", "true")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(*(SPACING["l"],) * 4)
        self.body.setSpacing(SPACING["s"])
        self.heading = QLabel(heading)
        self.heading.setProperty("role", "heading")
        if not heading:
            self.heading.hide()
        self.body.addWidget(self.heading)


class Chip(QLabel):
    """A short coloured word: a verdict or a state. Its words say what its colour says."""

    def __init__(self, words: str = "", tone: Tone = "neutral") -> None:
        super().__init__(words)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)
        self.set(words, tone)

    def set(self, words: str, tone: Tone) -> None:
        self.setText(words)
        self.setProperty("chip", tone)
        self.style().unpolish(self)
        self.style().polish(self)


class _Scrolling(QScrollArea):
    """Scrolls down only: it is never narrower than what it holds."""

    def minimumSizeHint(self) -> QSize:
        least = super().minimumSizeHint()
        inside = self.widget()
        if inside is None:
            return least
        bar = self.verticalScrollBar().sizeHint().width()
        return QSize(max(least.width(), inside.minimumSizeHint().width() + bar), least.height())


def scrolling(inside: QWidget) -> QScrollArea:
    """What is taller than the page, with a bar to reach it; the ground of the page shows through."""
    area = _Scrolling()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.viewport().setAutoFillBackground(False)
    inside.setObjectName("pageGround")
    inside.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
    area.setWidget(inside)
    return area


def figure_cards(cards: Sequence[tuple[str, str, str]]) -> QLayout:
    """A row of figures: (figure, what it counts, a small remark); equally wide."""
    grid = QGridLayout()
    grid.setSpacing(SPACING["m"])
    for place, (figure, counted, remark) in enumerate(cards):
        card = Card(counted)
        card.heading.setProperty("role", "muted")
        number = QLabel(figure)
        number.setProperty("role", "figure")
        card.body.addWidget(number)
        small = QLabel(remark)
        small.setProperty("role", "small")
        small.setWordWrap(True)
        card.body.addWidget(small)
        card.body.addStretch(1)
        grid.addWidget(card, 0, place)
        grid.setColumnStretch(place, 1)
    return grid
