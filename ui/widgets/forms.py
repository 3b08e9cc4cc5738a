"""Forms declared as data: fields in, one widget out, values back, sentences beside what is wrong."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QGridLayout, QLabel, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.style.tokens import SPACING
from ui.widgets.fields import Choice, ChoiceEditor, Editor, Finder, Kind, Problem, make_editor

__all__ = ["Choice", "Field", "Form", "lettered", "mnemonic", "plain_label"]

_COUNT: Final = (0, 999_999_999)
"""What a whole number may be where a field says nothing closer: none of them counts below nothing."""
_SPARES: Final = "qzxjwfkvbyupsdgtrnmlioecah0123456789"
_MNEMONIC: Final = re.compile(r"&([A-Za-z0-9])")


@dataclass(frozen=True, slots=True)
class Field:
    """One field. ``label`` carries one ``&`` before an ASCII letter; no two fields of a form share it.

    ``check`` gets the value read (never None) and answers a sentence when it is not acceptable.
    """

    key: str
    label: str
    kind: Kind = "text"
    required: bool = False
    help: str = ""
    choices: tuple[Choice, ...] = ()
    placeholder: str = ""
    check: Callable[[object], str | None] | None = None
    find: Finder | None = None
    """Of a choice among too many to list: looks for entries as words are typed; ``choices`` are those of
    the values the form begins with."""
    between: tuple[int, int] | None = None
    """The least and the most a whole number may be."""
    refusals: tuple[str, ...] = ()
    """Codes of refusals of the service that are about this field."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A field on screen."""

    field: Field
    editor: Editor
    problem: QLabel
    start: list[object]
    """What the program wrote into the editor last."""


class Form(QWidget):
    """Fields below each other, labels at the left (``columns=1``) or above in two or more columns.

    ``shares`` divides the width among several columns; equally when empty.
    """

    edited = Signal(str)  # key of the field the officer changed

    def __init__(
        self,
        fields: Sequence[Field],
        parent: QWidget | None = None,
        *,
        columns: int = 1,
        shares: Sequence[int] = (),
    ) -> None:
        super().__init__(parent)
        _refuse_bad_mnemonics(fields)
        self._rows: dict[str, _Row] = {}
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACING["l"])
        grid.setVerticalSpacing(SPACING["s"])
        for place, field in enumerate(fields):
            self._rows[field.key] = self._add(grid, field, place=place, columns=columns)
        for column in range(columns):
            grid.setColumnStretch(1 if columns == 1 else column, shares[column] if shares else 1)

    def values(self) -> dict[str, object]:
        """Every field's value by key: None for blank or unreadable. Call ``validate`` first."""
        return {key: _value_of(row) for key, row in self._rows.items()}

    def set_values(self, values: Mapping[str, object], *, stored: bool = False) -> None:
        """Writes the given keys; the others stay. KeyError for an unknown key.

        ``stored``: values of a record; one that is no entry of its choice is stored all the same.
        """
        for key, value in values.items():
            row = self._rows[key]
            if stored and isinstance(row.editor, ChoiceEditor):
                row.editor.keep(value)
            row.editor.write(value)
            row.start[:] = [_state_of(row)]
            self._report(row, "")

    def changed(self) -> tuple[str, ...]:
        """Keys of the fields that say something else than the program wrote into them."""
        return tuple(key for key, row in self._rows.items() if [_state_of(row)] != row.start)

    def settle(self) -> None:
        """What stands in the fields is stored: none of them counts as changed."""
        for row in self._rows.values():
            row.start[:] = [_state_of(row)]

    def validate(self) -> bool:
        """Shows a sentence beside every wrong field and goes to the first of them."""
        wrong = [row for row in self._rows.values() if self._report(row, _problem_of(row))]
        if wrong:
            wrong[0].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)
        return not wrong

    def refuse(self, key: str, sentence: str) -> None:
        """Puts a sentence of the service beside a field."""
        self._report(self._rows[key], sentence)
        self._rows[key].editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def problems(self) -> dict[str, str]:
        """The sentences now shown, by field."""
        return {key: row.problem.text() for key, row in self._rows.items() if row.problem.text()}

    def editor(self, key: str) -> QWidget:
        """The widget of a field, for focus, enabling or tests."""
        return self._rows[key].editor.widget

    def set_choices(self, key: str, choices: Sequence[Choice]) -> None:
        """Replaces the entries of a choice field."""
        from ui.widgets.fields import ChoiceBox

        box = self.editor(key)
        if not isinstance(box, ChoiceBox):
            raise TypeError(key)
        box.set_choices(choices)

    def focus_first(self) -> None:
        if self._rows:
            next(iter(self._rows.values())).editor.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, grid: QGridLayout, field: Field, *, place: int, columns: int) -> _Row:
        editor = make_editor(field.kind, label=field.label, choices=field.choices, find=field.find)
        widget = editor.widget
        widget.setObjectName(field.key)
        widget.setAccessibleName(plain_label(field.label))
        if field.help:
            widget.setAccessibleDescription(field.help)
        if field.placeholder and hasattr(widget, "setPlaceholderText"):
            widget.setPlaceholderText(field.placeholder)
        if field.required and isinstance(widget, QComboBox) and field.choices and len(field.choices) == 1:
            editor.write(field.choices[0].value)
        problem = _small_label("problem")
        cell = QVBoxLayout()
        cell.setSpacing(3)
        label = _label_of(field, widget)
        if columns == 1:
            grid.addWidget(label, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addLayout(cell, place, 1)
        else:
            cell.addWidget(label)
            grid.addLayout(cell, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        cell.addWidget(widget)
        if field.help:
            cell.addWidget(_small_label("small", field.help))
        cell.addWidget(problem)
        row = _Row(field, editor, problem, [])
        row.start.append(_state_of(row))
        editor.on_change(lambda: self._changed(row))
        return row

    def _changed(self, row: _Row) -> None:
        if row.problem.text():
            self._report(row, _problem_of(row))
        self.edited.emit(row.field.key)

    def _report(self, row: _Row, sentence: str) -> bool:
        widget = row.editor.widget
        row.problem.setText(sentence)
        row.problem.setVisible(bool(sentence))
        if bool(widget.property("wrong")) != bool(sentence):
            widget.setProperty("wrong", bool(sentence))
            widget.style().unpolish(widget)
            widget.style().polish(widget)
        return bool(sentence)


def mnemonic(label: str) -> str:
    """The letter pressed with Alt, in lower case; empty when there is none."""
    found = _MNEMONIC.search(label)
    return found[1].lower() if found else ""


def lettered(labels: Sequence[str], taken: Iterable[str] = ()) -> list[str]:
    """The labels with ``&`` before a plain letter of their own each, none of them among ``taken``.

    As many as possible have one of their own letters; what is left over gets another one in brackets.
    """
    used, owner = set(taken), dict[str, int]()

    def give(number: int, tried: set[str]) -> bool:
        for sign in labels[number].lower():
            if not (sign.isascii() and sign.isalpha()) or sign in used or sign in tried:
                continue
            tried.add(sign)
            if sign not in owner or give(owner[sign], tried):
                owner[sign] = number
                return True
        return False

    for number in range(len(labels)):
        give(number, set())
    letter_of = {number: sign for sign, number in owner.items()}
    spares = (sign for sign in _SPARES if sign not in used and sign not in owner)
    made = []
    for number, label in enumerate(labels):
        if number in letter_of:
            place = label.lower().index(letter_of[number])
            made.append(f"{label[:place]}&{label[place:]}")
        else:
            made.append(f"{label} (&{next(spares).upper()})")
    return made


def plain_label(label: str) -> str:
    """The label's words without its mnemonic and colon."""
    return re.sub(r"\s*\(&[A-Za-z0-9]\)", "", label).replace("&", "").rstrip(": ")


def _refuse_bad_mnemonics(fields: Sequence[Field]) -> None:
    letters = [mnemonic(field.label) for field in fields]
    if "" in letters or len(set(letters)) < len(letters):
        raise ValueError(f"each field needs an ASCII mnemonic of its own: {[f.label for f in fields]}")


def _label_of(field: Field, widget: QWidget) -> QLabel:
    if field.kind == "bool":
        return QLabel()
    label = QLabel(field.label.rstrip(":") + (" *" if field.required else ""))
    label.setBuddy(widget)
    label.setMinimumHeight(32 if field.kind != "multiline" else 0)
    return label


def _small_label(role: str, words: str = "") -> QLabel:
    label = QLabel(words)
    label.setProperty("role", role)
    label.setWordWrap(True)
    if not words:  # showing it before it has a parent would open a window
        label.hide()
    return label


def _value_of(row: _Row) -> object:
    try:
        return row.editor.read()
    except Problem:
        return None


def _state_of(row: _Row) -> object:
    """What stands in an editor; words that cannot be read equal nothing the program writes."""
    try:
        return row.editor.read()
    except Problem as problem:
        return problem


def plain(number: int) -> str:
    """A number as it is read: 12.000."""
    return f"{number:,}".replace(",", ".")


def _problem_of(row: _Row) -> str:
    try:
        value = row.editor.read()
    except Problem as problem:
        return str(problem)
    if value is None:
        return text("ui.forms.required") if row.field.required else ""
    if row.field.kind == "int" and isinstance(value, int):
        least, most = row.field.between or _COUNT
        if not least <= value <= most:
            return text("ui.forms.out_of_range", least=plain(least), most=plain(most))
    return (row.field.check(value) or "") if row.field.check else ""
