"""A choice among too many to list: what is typed is looked for, and the entries found are offered below."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

import shiboken6
from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QCompleter, QLineEdit, QListView, QWidget

from thidua_desktop.domain.text import clean
from thidua_desktop.texts import text
from ui.widgets.fields import Choice, Finder, Offer, Problem

_PAUSE_MS: Final = 150
_VALUE: Final = int(Qt.ItemDataRole.UserRole)


class FoundBox(QLineEdit):
    """Holds one value. ``known`` are entries whose words need no search: those the form begins with.

    Nothing is written into the line while it is typed into: keyboards that compose Vietnamese by fake
    backspaces would garble it.
    """

    edited = Signal()

    def __init__(self, find: Finder, known: Sequence[Choice] = ()) -> None:
        super().__init__()
        self._find = find
        self._known = tuple(known)
        self._labels = {choice.value: choice.label for choice in known}
        self._offered: dict[object, str] = {}
        self._value: object = None
        self._asked = ""
        self._offers = QStandardItemModel(self)
        self.setPlaceholderText(text("ui.forms.find_hint"))
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self.look_now)
        self._completer = QCompleter(self._offers, self)
        self._completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        self.popup = QListView()
        self.popup.setObjectName("suggestions")
        self.popup.setAccessibleName(text("ui.forms.suggestions"))
        self._completer.setPopup(self.popup)
        self._completer.setWidget(self)
        self._completer.activated.connect(lambda _: self._take(self.popup.currentIndex()))
        self.textEdited.connect(self._typed)

    def choose(self, value: object) -> None:
        """Shows ``value``, by words that say so when its own are not known; None for nothing."""
        self._value = value
        self.setText("" if value is None else self.label_of(value))
        self.setCursorPosition(0)

    def chosen(self) -> object:
        """The value whose words stand in the line, None for blank. ``Problem`` for words of no entry."""
        typed = clean(self.text())
        if not typed:
            return None
        if self._value is not None and clean(self.label_of(self._value)) == typed:
            return self._value
        alike = [value for value, label in self._offered.items() if clean(label) == typed]
        if len(alike) != 1:
            raise Problem(text("ui.forms.wrong_choice"))
        return alike[0]

    def label_of(self, value: object) -> str:
        """The words of a value."""
        return self._labels.get(value) or text("ui.forms.kept_choice")

    def look_now(self) -> None:
        """Asks for entries now instead of after the pause in typing."""
        self._pause.stop()
        self._asked = clean(self.text())
        if not self._asked:
            self._offers.clear()
            self.popup.hide()
            return
        asked = self._asked
        self._find(self._asked, lambda offer: self._show(asked, offer), self)

    def _typed(self) -> None:
        self._pause.start()
        self.edited.emit()

    def _show(self, asked: str, offer: Offer) -> None:
        if shiboken6.isValid(self) and asked == clean(self.text()):
            self._list(offer)

    def _list(self, offer: Offer) -> None:
        self._offered = {choice.value: choice.label for choice in offer.choices}
        self._labels.update(self._offered)
        self._offers.clear()
        for choice in offer.choices:
            item = QStandardItem(choice.label)
            item.setData(choice.value, _VALUE)
            self._offers.appendRow(item)
        if offer.more or not offer.choices:
            remark = QStandardItem(text("ui.forms.find_more" if offer.more else "ui.forms.find_none"))
            remark.setFlags(Qt.ItemFlag.NoItemFlags)
            self._offers.appendRow(remark)
        if self.hasFocus():
            self._completer.complete()

    def _take(self, index: QModelIndex) -> None:
        value = index.data(_VALUE)
        if value is not None:
            self.choose(value)
            self.popup.hide()
            self.edited.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down offers the entries the form begins with, until words are looked for."""
        if event.key() == Qt.Key.Key_Down and self._known and not self.popup.isVisible():
            self._list(Offer(self._known))
            return
        super().keyPressEvent(event)

    def isEditable(self) -> bool:
        """As of the other choice boxes: what is typed is looked for."""
        return True

    def clearEditText(self) -> None:
        """Empties the line."""
        self.choose(None)


class FoundEditor:
    """One value out of a search."""

    def __init__(self, find: Finder, known: Sequence[Choice]) -> None:
        self.box = FoundBox(find, known)
        self.widget: QWidget = self.box

    def read(self) -> object:
        return self.box.chosen()

    def write(self, value: object) -> None:
        self.box.choose(value)

    def on_change(self, reported: Callable[[], None]) -> None:
        self.box.edited.connect(reported)
