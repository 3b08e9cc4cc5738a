"""A table to enter or paste what is not known of persons: sex, ethnic group, position, leading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.style.theme import theme

if TYPE_CHECKING:
    from thidua_desktop.queries.organisation.person_facts import PersonFacts
    from thidua_desktop.services.office.context import AppContext

_COLUMNS: Final = ("name", "unit", "sex", "ethnicity", "position", "is_leader")
_WIDTHS: Final = (210, 260, 96, 110, 220, 150)
_FIRST: Final = 2
"""The first column to type in; those before it say who is meant."""


class FactsTable(QTableWidget):
    """Typed like a spreadsheet: Enter goes down, a block is pasted from the current cell on."""

    def __init__(self, rows: Sequence[PersonFacts]) -> None:
        from thidua_desktop.services.organisation.person_facts import shown

        super().__init__(len(rows), len(_COLUMNS))
        self.pasted: Callable[[int], None] = lambda _: None
        self.setHorizontalHeaderLabels([text(f"person_facts.columns.{key}") for key in _COLUMNS])
        self.setAccessibleName(text("person_facts.table"))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        for place, row in enumerate(rows):
            for column, key in enumerate(_COLUMNS):
                words = {"name": row.name, "unit": row.unit_name}.get(key)
                item = QTableWidgetItem(shown(key, row) if words is None else words)
                if column < _FIRST or (row.membership_id is None and key in ("position", "is_leader")):
                    item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
                    item.setForeground(theme().colour("text_muted"))
                    item.setToolTip(text("person_facts.no_place") if column >= _FIRST else "")
                self.setItem(place, column, item)
        for column, width in enumerate(_WIDTHS):
            self.setColumnWidth(column, width)
        self.horizontalHeader().setStretchLastSection(True)
        if rows:
            self.setCurrentCell(0, _FIRST)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        editing = self.state() == QAbstractItemView.State.EditingState
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not editing:
            self.setCurrentCell(min(self.currentRow() + 1, self.rowCount() - 1), self.currentColumn())
        else:
            super().keyPressEvent(event)

    def paste(self) -> None:
        """A block of the clipboard from the current cell on; ``pasted`` gets the number of rows too many."""
        lines = QGuiApplication.clipboard().text().rstrip("\r\n").split("\n")
        top, left = self.currentRow(), self.currentColumn()
        for down, line in enumerate(lines[: self.rowCount() - top]):
            for aside, words in enumerate(line.rstrip("\r").split("\t")[: len(_COLUMNS) - left]):
                item = self.item(top + down, left + aside)
                if item is not None and item.flags() & Qt.ItemFlag.ItemIsEditable and words.strip():
                    item.setText(words.strip())
        self.pasted(max(0, len(lines) - (self.rowCount() - top)))

    def copy(self) -> None:
        """The selected cells as a spreadsheet takes them."""
        lines: dict[int, list[str]] = {}
        for index in sorted(self.selectedIndexes(), key=lambda one: (one.row(), one.column())):
            lines.setdefault(index.row(), []).append(str(index.data() or ""))
        QGuiApplication.clipboard().setText("\n".join("\t".join(line) for line in lines.values()))


class PersonFactsDialog(Dialog):
    """``answers`` are the facts typed, by person and key, once the dialog was accepted."""

    def __init__(self, context: Context, rows: Sequence[PersonFacts], *, parent: QWidget | None) -> None:
        super().__init__(text("person_facts.title"), parent, lead=text("person_facts.lead"))
        self._context, self._rows = context, rows
        self._typed: dict[tuple[int, str], Any] = {}
        self._unread: dict[tuple[int, int], str] = {}
        self.answers: dict[int, dict[str, Any]] = {}
        self.table = FactsTable(rows)
        self.table.itemChanged.connect(self._read)
        self.table.pasted = self._too_many
        self.body.addWidget(self.table, 1)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.save = self.add_button(text("person_facts.save"), kind="primary")
        self.save.clicked.connect(self.accept)
        self.resize(1120, 600)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self, item: QTableWidgetItem) -> None:
        from thidua_desktop.services.organisation.person_facts import read_fact

        key, where = _COLUMNS[item.column()], (item.row(), item.column())
        person = self._rows[item.row()].person_id
        sentence = ""
        try:
            self._typed[person, key] = read_fact(key, item.text())
            self._unread.pop(where, None)
        except OfficeError as error:
            sentence = self._unread[where] = error_sentence(error)
            self._typed.pop((person, key), None)
        self.table.blockSignals(True)
        item.setBackground(theme().colour("danger_soft") if sentence else QBrush())
        item.setToolTip(sentence)
        self.table.blockSignals(False)
        self._notify()

    def _too_many(self, count: int) -> None:
        if count:
            self._notify(text("person_facts.pasted_over", count=count))

    def _notify(self, more: str = "") -> None:
        count = len(self._unread)
        first = next(iter(self._unread.values()), "")
        words = text("person_facts.not_all_read", count=count, first=first) if count else ""
        self.problem.setText(" ".join(part for part in (words, more) if part))
        self.problem.setVisible(bool(words or more))

    def accept(self) -> None:
        if self._unread:
            row, column = next(iter(self._unread))
            self.table.setCurrentCell(row, column)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        for (person, key), value in self._typed.items():
            self.answers.setdefault(person, {})[key] = value
        super().accept()

    def reject(self) -> None:
        count = len(self._typed) + len(self._unread)
        if count and not self._context.dialogs.confirm(
            text("person_facts.discard"),
            text("person_facts.discard_question", count=count),
            yes=text("person_facts.discard_yes"),
            dangerous=True,
        ):
            return
        super().reject()


def fill_facts(
    context: Context,
    ids: Iterable[int] | None,
    *,
    owner: QWidget,
    done: Callable[[], None] = lambda: None,
) -> None:
    """Asks for the facts of these persons, or of everybody of whom something is not known, and saves them."""
    requested = None if ids is None else tuple(ids)

    def read(app: AppContext) -> tuple[PersonFacts, ...]:
        from thidua_desktop.queries.organisation.person_facts import person_facts

        return app.read(person_facts, requested)

    def ask(rows: tuple[PersonFacts, ...]) -> None:
        from thidua_desktop.services.organisation.person_facts import save_facts

        if not rows:
            context.notify(text("person_facts.nothing"))
            return
        dialog = PersonFactsDialog(context, rows, parent=owner.window())
        context.dialogs.run(dialog)
        if dialog.answers:
            context.act(
                lambda _: save_facts(context.app, dialog.answers),
                label=text("person_facts.title"),
                done=lambda _: done(),
                owner=owner,
            )

    context.read(read, done=ask, owner=owner)
