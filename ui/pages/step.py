"""One step of the way from a list to a certificate, and the row of steps above it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QButtonGroup,
    QLabel,
    QMenu,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Kind, make_button
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import plain_words
from ui.widgets.focus import take_focus
from ui.widgets.wrap_row import WrapRow

T = TypeVar("T")


class Step(QWidget):
    """Fill ``column``; override ``load``. It reads again when shown after one of its ``topics`` changed."""

    topics: ClassVar[frozenset[str]] = frozenset()
    acted = Signal(object, str)  # Changes the officer may take back, and what was done
    step_requested = Signal(str, object)  # key of another step and what it should show

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._stale = True
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(SPACING["m"])

    def load(self) -> None:
        """Reads in the task runner and shows."""

    def show_target(self, target: object) -> None:
        """Goes to what another step or page asked for."""

    def touch(self, topics: frozenset[str] | None = None) -> None:
        """Something changed; None: everything."""
        if topics is None or self.topics & topics:
            self._stale = True

    def activate(self) -> None:
        """The step is in sight."""
        if self._stale:
            self._stale = False
            self.load()

    def take_focus(self) -> None:
        """The keyboard to where the work of the step begins."""
        take_focus(self)

    def fetch(self, work: Callable[[Progress], T], done: Callable[[T], None]) -> None:
        """Reads in the task runner; the answer comes to ``done`` while this step lives."""
        self.context.runner.run(work, done=done, label=text("commendation.reading"), owner=self)


class StepBar(QWidget):
    """The steps as one row of buttons, each with what waits in it."""

    chosen = Signal(str)

    def __init__(self, steps: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self.setObjectName("stepBar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = WrapRow(self)
        row.setContentsMargins(4, 4, 4, 4)
        row.setSpacing(2)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self._labels = dict(steps)
        for number, (key, label) in enumerate(steps, start=1):
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "step")
            button.setToolTip(text("commendation.steps.tip", title=label, number=number))
            button.clicked.connect(lambda _, key=key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[key] = button
            row.addWidget(button, 1)
            self.set_count(key, 0)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def choose(self, key: str) -> None:
        self._buttons[key].setChecked(True)

    def set_count(self, key: str, count: int) -> None:
        """What waits in a step; nothing is said of nought."""
        number = list(self._buttons).index(key) + 1
        waiting = text("commendation.steps.waiting", count=plain_words(count)) if count else ""
        self._buttons[key].setText(f"{number}. {self._labels[key]}{waiting}")
        self._buttons[key].setAccessibleName(f"{self._labels[key]}{waiting}")


class Toolbar(WrapRow):
    """A row of what can be done: what stands at the left, then buttons at the right."""

    def __init__(self) -> None:
        super().__init__()
        self.setSpacing(SPACING["s"])
        self._stretched = False

    def add_button(
        self, label: str, icon: str, pressed: Callable[[], None], *, kind: Kind = "normal"
    ) -> QPushButton:
        """A button after the stretch."""
        if not self._stretched:
            self.addStretch(1)
            self._stretched = True
        button = make_button(label, kind=kind)
        button.setAutoDefault(False)
        put_icon(button, icon, "on_accent" if kind in ("primary", "danger") else "text")
        button.clicked.connect(lambda _: pressed())
        self.addWidget(button)
        return button


class FilterChips(QWidget):
    """Counts that filter when pressed; the first one shows everything."""

    chosen = Signal(str)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self._row = WrapRow(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(SPACING["xs"])
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QPushButton] = {}
        self.current = ""

    def set_counts(self, counts: Sequence[tuple[str, str, int]]) -> None:
        """(key, words, count) in order; the chosen key stays chosen while it exists."""
        if [key for key, _, _ in counts] != list(self._buttons):
            self._make([key for key, _, _ in counts])
        for key, words, count in counts:
            self._buttons[key].setText(text("commendation.chip", words=words, count=plain_words(count)))
        if self.current not in self._buttons and counts:
            self.current = counts[0][0]
        if counts:
            self._buttons[self.current].setChecked(True)

    def button(self, key: str) -> QPushButton:
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """As if the officer had pressed it."""
        self._buttons[key].setChecked(True)
        self.current = key
        self.chosen.emit(key)

    def choose_if_there(self, key: str) -> None:
        """Another page asks for it; what it counted may be gone meanwhile."""
        if key in self._buttons:
            self.choose(key)

    def _make(self, keys: Sequence[str]) -> None:
        for button in self._buttons.values():
            self._group.removeButton(button)
            button.hide()  # it takes room until the event loop destroys it
            button.deleteLater()
        self._buttons = {}
        for key in keys:
            button = QPushButton()
            button.setCheckable(True)
            button.setAutoDefault(False)
            button.setProperty("kind", "chip")
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(lambda _, key=key: self.choose(key))
            self._group.addButton(button)
            self._buttons[key] = button
            self._row.addWidget(button)


class Notice(QLabel):
    """A calm sentence on a coloured ground; hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setWordWrap(True)
        self.setProperty("notice", "danger")
        self.hide()

    def notify(self, words: str) -> None:
        self.setText(words)
        self.setVisible(bool(words))


def menu_of(
    button: QPushButton, entries: Sequence[tuple[str, str, Callable[[], None]]]
) -> dict[str, QAction]:
    """What a button of the bar opens: key, icon and what is done; the actions by their keys."""
    menu = QMenu(button)
    actions: dict[str, QAction] = {}
    for key, icon, done in entries:
        action = menu.addAction(text(f"council_desk.menu.{key}"))
        put_icon(action, icon)
        action.triggered.connect(lambda _=False, done=done: done())
        actions[key] = action
    button.setMenu(menu)
    return actions
