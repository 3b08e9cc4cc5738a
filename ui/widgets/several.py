"""A field that holds any number of the given values, in the order they were put in."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QListWidget, QListWidgetItem, QPushButton, QWidget

from thidua_desktop.texts import text
from ui.style.tokens import SPACING
from ui.widgets.fields import Choice, ChoiceBox, Finder, Problem
from ui.widgets.found_box import FoundBox

_SHOWN_ROWS: Final = 4


class SeveralBox(QWidget):
    """A choice with "Thêm" and the list of what was chosen; Enter adds, Delete in the list takes away."""

    edited = Signal()

    def __init__(self, choices: Sequence[Choice], *, label: str, find: Finder | None = None) -> None:
        super().__init__()
        self._labels = {choice.value: choice.label for choice in choices}
        self.box: ChoiceBox | FoundBox = ChoiceBox(choices) if find is None else FoundBox(find, choices)
        self.box.choose(None)
        self.box.setAccessibleName(label)
        self.box.edited.connect(self.edited)
        self.add_button = QPushButton(text("several.add"))
        self.add_button.setAutoDefault(False)
        self.add_button.clicked.connect(lambda _: self.add())
        self.list = QListWidget()
        self.list.setAccessibleName(text("several.list", label=label))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.remove_button = QPushButton(text("several.remove"))
        self.remove_button.setAutoDefault(False)
        self.remove_button.clicked.connect(lambda _: self.remove())
        self.setFocusProxy(self.box)
        self._lay_out()
        for watched in (self.box, self.list):
            watched.installEventFilter(self)
        self._fit()

    def _lay_out(self) -> None:
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACING["s"])
        grid.setVerticalSpacing(SPACING["xs"])
        grid.setColumnStretch(0, 1)
        for row, (widget, button) in enumerate(
            ((self.box, self.add_button), (self.list, self.remove_button))
        ):
            grid.addWidget(widget, row, 0)
            grid.addWidget(button, row, 1, Qt.AlignmentFlag.AlignTop)
        self.add_button.setFixedWidth(self.add_button.sizeHint().width())
        self.remove_button.setFixedWidth(self.add_button.sizeHint().width())

    def values(self) -> list[object]:
        """What is listed, and what stands chosen in the box and was not added yet. ``Problem`` as there."""
        listed = self._listed()
        waiting = self.box.chosen()
        return listed if waiting is None or waiting in listed else [*listed, waiting]

    def set_values(self, values: Iterable[object]) -> None:
        """Shows these; one that is no entry is stored and says so."""
        self.list.clear()
        for value in dict.fromkeys(values):
            self._append(value)
        self._clear_box()
        self._fit()

    def add(self) -> bool:
        """Puts what stands in the box into the list; False when nothing readable does."""
        try:
            value = self.box.chosen()
        except Problem:
            return False
        if value is None:
            return False
        if value not in self._listed():
            self._append(value)
        self._clear_box()
        self._fit()
        self.edited.emit()
        return True

    def remove(self) -> None:
        """Takes the chosen entry out of the list."""
        self.list.takeItem(self.list.currentRow())
        if not self.list.count():
            self.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()
        self.edited.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if watched is self.box and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                return self.add()
            if watched is self.list and event.key() == Qt.Key.Key_Delete:
                self.remove()
                return True
        return super().eventFilter(watched, event)

    def _listed(self) -> list[object]:
        return [self.list.item(row).data(Qt.ItemDataRole.UserRole) for row in range(self.list.count())]

    def _append(self, value: object) -> None:
        found = self.box.label_of(value) if isinstance(self.box, FoundBox) else None
        item = QListWidgetItem(found or self._labels.get(value) or text("ui.forms.kept_choice"))
        item.setData(Qt.ItemDataRole.UserRole, value)
        self.list.addItem(item)
        self.list.setCurrentItem(item)

    def _clear_box(self) -> None:
        self.box.choose(None)
        if self.box.isEditable():
            self.box.clearEditText()

    def _fit(self) -> None:
        """As high as what it holds, up to a few rows; nothing chosen takes no room."""
        self.list.ensurePolished()
        count = self.list.count()
        self.list.setVisible(count > 0)
        self.remove_button.setVisible(count > 0)
        row = self.list.fontMetrics().height() + SPACING["m"]  # as high as the style draws one
        for place in range(count):
            self.list.item(place).setSizeHint(QSize(0, row))
        self.list.setFixedHeight(row * min(count, _SHOWN_ROWS) + 2 * self.list.frameWidth() + SPACING["s"])
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setFixedHeight(self.sizeHint().height())  # a form short of room takes it from elsewhere


class SeveralEditor:
    """Any number of the given values; reads a tuple, empty for none."""

    def __init__(self, choices: Sequence[Choice], *, label: str, find: Finder | None = None) -> None:
        self.box = SeveralBox(choices, label=label, find=find)
        self.widget: QWidget = self.box

    def read(self) -> object:
        return tuple(self.box.values())

    def write(self, value: object) -> None:
        self.box.set_values(value if isinstance(value, tuple | list) else ())

    def on_change(self, reported: Callable[[], None]) -> None:
        self.box.edited.connect(reported)
