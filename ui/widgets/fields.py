"""Editors of form fields: one small class a kind, reading a typed value or telling what is wrong."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, Protocol

from PySide6.QtCore import (
    QAbstractItemModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QSortFilterProxyModel,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QLineEdit, QListView, QPlainTextEdit, QWidget

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.text import clean, fold, nfc
from thidua_desktop.texts import text
from ui.widgets.combo import Combo
from ui.widgets.dates import parse_date, parse_partial_date, show_date

Kind = Literal[
    "text", "multiline", "date", "partial_date", "int", "choice", "several", "bool", "money", "password"
]
_MANY_CHOICES: Final = 10
_LONGEST_MONEY: Final = 15


class Problem(Exception):  # noqa: N818 - a message to the officer, not a fault
    """What was typed cannot be read; the sentence says what is expected."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One entry of a choice field: the value stored and the words shown."""

    value: object
    label: str


def with_present(choices: Sequence[Choice], value: object, label: str) -> tuple[Choice, ...]:
    """The choices, and the present value of a record by its own words when it is none of them."""
    if value is None or any(choice.value == value for choice in choices):
        return tuple(choices)
    return (*choices, Choice(value, label))


@dataclass(frozen=True, slots=True)
class Offer:
    """Entries found for what was typed; ``more``: others fit too and were left out."""

    choices: tuple[Choice, ...]
    more: bool = False


Finder = Callable[[str, Callable[[Offer], None], QObject], None]
"""Looks for entries by words and answers later, unless the owner is gone by then."""


class Editor(Protocol):
    """``read`` gives the value, None for blank, or raises ``Problem``."""

    widget: QWidget

    def read(self) -> object: ...

    def write(self, value: object) -> None: ...

    def on_change(self, reported: Callable[[], None]) -> None: ...


class LineEditor:
    """One line of text, tidied and composed when read."""

    def __init__(self) -> None:
        self.line = QLineEdit()
        self.widget: QWidget = self.line

    def read(self) -> object:
        return clean(self.line.text()) or None

    def write(self, value: object) -> None:
        self.line.setText("" if value is None else nfc(str(value)))

    def on_change(self, reported: Callable[[], None]) -> None:
        self.line.textEdited.connect(lambda _: reported())


class PasswordEditor(LineEditor):
    """Letters hidden, and read exactly as typed: blanks and composition may belong to the password."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)

    def read(self) -> object:
        return self.line.text() or None

    def write(self, value: object) -> None:
        self.line.setText("" if value is None else str(value))


class MultilineEditor:
    """Several lines; each is stored, ends trimmed."""

    def __init__(self) -> None:
        self._box = QPlainTextEdit()
        self._box.setTabChangesFocus(True)
        self._box.setFixedHeight(self._box.fontMetrics().lineSpacing() * 4 + 18)
        self.widget: QWidget = self._box

    def read(self) -> object:
        return "\n".join(line.rstrip() for line in nfc(self._box.toPlainText()).splitlines()).strip() or None

    def write(self, value: object) -> None:
        self._box.setPlainText("" if value is None else nfc(str(value)))

    def on_change(self, reported: Callable[[], None]) -> None:
        self._box.textChanged.connect(reported)


class DateEditor(LineEditor):
    """A whole date, shown as dd/MM/yyyy once it is left."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText(text("ui.forms.date_hint"))
        self.line.editingFinished.connect(self._tidy)

    def read(self) -> object:
        typed = clean(self.line.text())
        if not typed:
            return None
        try:
            return parse_date(typed)
        except ValueError:
            raise Problem(text("ui.forms.wrong_date")) from None

    def write(self, value: object) -> None:
        self.line.setText(show_date(value) if isinstance(value, dt.date) else "")

    def _tidy(self) -> None:
        try:
            value = self.read()
        except Problem:
            return
        self.write(value)


class PartialDateEditor(LineEditor):
    """A date, a month or only a year, as precise as the officer knows it."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setPlaceholderText(text("ui.forms.partial_date_hint"))

    def read(self) -> object:
        typed = clean(self.line.text())
        if not typed:
            return None
        try:
            return parse_partial_date(typed)
        except ValueError:
            raise Problem(text("ui.forms.wrong_partial_date")) from None

    def write(self, value: object) -> None:
        self.line.setText(value.vietnamese() if isinstance(value, PartialDate) else "")


class IntEditor(LineEditor):
    """A whole number without sign tricks; blank is blank, not zero."""

    def read(self) -> object:
        typed = clean(self.line.text())
        if not typed:
            return None
        if not re.fullmatch(r"-?[0-9]{1,9}", typed):
            raise Problem(text("ui.forms.wrong_int"))
        return int(typed)


class MoneyEditor(LineEditor):
    """Whole đồng as ``Decimal``; groups by dots appear when the field is left."""

    def __init__(self) -> None:
        super().__init__()
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.line.editingFinished.connect(self._tidy)

    def read(self) -> object:
        typed = clean(self.line.text()).removesuffix("đ").removesuffix("₫").strip()
        if not typed:
            return None
        grouped = re.fullmatch(r"[0-9]{1,3}(?:([. ])[0-9]{3}(?:\1[0-9]{3})*)?", typed)
        if not grouped and not re.fullmatch(r"[0-9]+", typed):
            raise Problem(text("ui.forms.wrong_money"))
        digits = re.sub(r"[. ]", "", typed)
        if len(digits) > _LONGEST_MONEY:
            raise Problem(text("ui.forms.wrong_money"))
        return Decimal(digits)

    def write(self, value: object) -> None:
        self.line.setText(f"{int(value):,}".replace(",", ".") if isinstance(value, Decimal | int) else "")

    def _tidy(self) -> None:
        try:
            self.write(self.read())
        except Problem:
            return


class BoolEditor:
    """A tick; its words are the field's label."""

    def __init__(self, label: str) -> None:
        self._box = QCheckBox(label)
        self.widget: QWidget = self._box

    def read(self) -> object:
        return self._box.isChecked()

    def write(self, value: object) -> None:
        self._box.setChecked(bool(value))

    def on_change(self, reported: Callable[[], None]) -> None:
        self._box.toggled.connect(lambda _: reported())


class ChoiceBox(Combo):
    """A list of choices; a long one is searched by typing, without marks too, in a popup below.

    Completion never writes into the line being typed: keyboards that compose Vietnamese by fake backspaces
    would garble it.
    """

    edited = Signal()

    def __init__(self, choices: Sequence[Choice] = ()) -> None:
        super().__init__()
        self.setMaxVisibleItems(14)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(12)
        self.activated.connect(lambda _: self.edited.emit())
        self.set_choices(choices)

    def set_choices(self, choices: Sequence[Choice]) -> None:
        """Replaces the entries; the chosen value stays when it is still there."""
        stored = self.currentData()
        self.clear()
        for choice in choices:
            self.addItem(choice.label, choice.value)
        many = len(choices) > _MANY_CHOICES
        if many and not self.isEditable():
            self._make_searchable()
        elif not many and self.isEditable():
            self.setEditable(False)
        self.choose(stored)

    def choose(self, value: object) -> None:
        """Shows ``value``; nothing chosen when no entry has it."""
        place = next((i for i in range(self.count()) if self.itemData(i) == value), -1)
        self.setCurrentIndex(place if value is not None else -1)
        line = self.lineEdit()
        if line is not None:  # of words longer than the box the beginning is what reports them apart
            line.setCursorPosition(0)

    def chosen(self) -> object:
        """The value whose words stand in the line, None for blank. ``Problem`` for words of no entry."""
        if not self.isEditable():
            return self.currentData()
        typed = clean(self.currentText())
        if not typed:
            return None
        exact = [i for i in range(self.count()) if clean(self.itemText(i)) == typed]
        alike = exact or [i for i in range(self.count()) if fold(self.itemText(i)) == fold(typed)]
        if self.currentIndex() in alike:
            return self.currentData()
        if len(alike) != 1:
            raise Problem(text("ui.forms.wrong_choice"))
        return self.itemData(alike[0])

    def _make_searchable(self) -> None:
        self.setEditable(True)
        self.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        found = _FoundChoices(self)
        found.setSourceModel(self.model())
        completer = QCompleter(found, self)
        completer.setCompletionMode(QCompleter.CompletionMode.UnfilteredPopupCompletion)
        popup = QListView()
        popup.setObjectName("suggestions")
        popup.setAccessibleName(text("ui.forms.suggestions"))
        completer.setPopup(popup)
        self.setCompleter(completer)
        self.editTextChanged.connect(found.search_for)
        self.editTextChanged.connect(lambda _: self.edited.emit())


class _FoundChoices(QSortFilterProxyModel):
    """The entries whose words contain what is typed, marks aside."""

    _requested = ""

    def search_for(self, typed: str) -> None:
        self.beginFilterChange()
        self._requested = fold(typed)
        self.endFilterChange()

    def filterAcceptsRow(self, row: int, parent: QModelIndex | QPersistentModelIndex) -> bool:
        model: QAbstractItemModel = self.sourceModel()
        return self._requested in fold(str(model.data(model.index(row, 0, parent), 0)))


class ChoiceEditor:
    """One of the given values."""

    def __init__(self, choices: Sequence[Choice]) -> None:
        self.box = ChoiceBox(choices)
        self.box.setCurrentIndex(-1)
        self.widget: QWidget = self.box

    def read(self) -> object:
        return self.box.chosen()

    def write(self, value: object) -> None:
        self.box.choose(value)

    def keep(self, value: object) -> None:
        """Makes an entry of a stored value that is none, so that saving the form unchanged keeps it."""
        if value is not None and all(self.box.itemData(i) != value for i in range(self.box.count())):
            self.box.addItem(text("ui.forms.kept_choice"), value)

    def on_change(self, reported: Callable[[], None]) -> None:
        self.box.edited.connect(reported)


def make_editor(
    kind: Kind, *, label: str = "", choices: Sequence[Choice] = (), find: Finder | None = None
) -> Editor:
    """The editor of a kind; with ``find`` entries are looked for and ``choices`` are those known already."""
    match kind:
        case "choice" if find is not None:
            from ui.widgets.found_box import FoundEditor

            return FoundEditor(find, choices)
        case "bool":
            return BoolEditor(label)
        case "choice":
            return ChoiceEditor(choices)
        case "several":
            from ui.widgets.several import SeveralEditor

            return SeveralEditor(choices, label=label.replace("&", ""), find=find)
        case _:
            return _PLAIN[kind]()


_PLAIN: Final[dict[Kind, Callable[[], Editor]]] = {
    "text": LineEditor,
    "multiline": MultilineEditor,
    "date": DateEditor,
    "partial_date": PartialDateEditor,
    "int": IntEditor,
    "money": MoneyEditor,
    "password": PasswordEditor,
}
