"""The dialog around a table to paste into: red cells, yellow rows, saving, a file instead of the clipboard.

Cells that cannot be read turn red with the reason; rows with a doubt turn yellow and are asked before saving.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush
from PySide6.QtWidgets import QLabel, QTableWidgetItem, QWidget

from thidua_desktop.domain.entering import RowDoubt
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.file_kinds import WORKBOOKS, pattern
from thidua_desktop.texts import error_sentence, text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.style.theme import theme
from ui.widgets.paste_grid import GridColumn, GridRow, Pasted, PasteGrid

if TYPE_CHECKING:
    from thidua_desktop.domain.changes import Changes
    from thidua_desktop.services.office.context import AppContext

_SHOWN: Final = 3
"""Doubts spelled out below the table; the others are counted."""


class PasteGridDialog(Dialog):
    """``save`` gets the rows that hold anything, as (place in the grid, values) and does it in the task runner.

    ``doubts`` is asked before: what stops is never saved, the rest once the officer presses again.
    A refusal is shown below the grid, which stays open with all that was typed.
    """

    def __init__(
        self,
        context: Context,
        *,
        title: str,
        lead: str,
        columns: Sequence[GridColumn],
        save: Callable[[AppContext, list[tuple[int, dict[str, Any]]]], Changes],
        rows: Sequence[GridRow] = (),
        doubts: Callable[[AppContext, list[dict[str, Any]]], Sequence[RowDoubt]] | None = None,
        above: QWidget | None = None,
        done: Callable[[Changes], None] = lambda _: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, parent, lead=lead)
        self._context, self._columns, self._save_rows, self._doubts = context, columns, save, doubts
        self._done, self._title = done, title
        self._unread: dict[tuple[int, int], str] = {}
        self._touched: set[tuple[int, int]] = set()
        self._asked: tuple[tuple[int, str], ...] = ()
        self._busy, self._given = False, bool(rows)
        self.table = PasteGrid(columns, rows, growing=not rows, name=title)
        self.table.itemChanged.connect(self._read)
        self.table.pasted.connect(self._after_paste)
        if above is not None:
            self.body.addWidget(above)
        self.body.addWidget(self.table, 1)
        self.problem = QLabel()
        self.problem.setProperty("role", "problem")
        self.problem.setWordWrap(True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        self._make_buttons()
        self.resize(1000, 560)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _make_buttons(self) -> None:
        if not self._given:
            self.file_button = self.add_button(text("first_lists.from_file"), at_left=True)
            self.file_button.clicked.connect(lambda _: self._from_file())
            self.template_button = self.add_button(text("first_lists.template"), at_left=False)
            self.template_button.clicked.connect(lambda _: self._template())
        fill = self.add_button(text("first_lists.fill_down"))
        fill.clicked.connect(lambda _: self.table.fill_down())
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.save = self.add_button(text("first_lists.save"), kind="primary")
        self.save.clicked.connect(self.accept)

    def _read(self, item: QTableWidgetItem) -> None:
        column, where = self._columns[item.column()], (item.row(), item.column())
        if column.read is None:
            return
        sentence = ""
        self._touched.add(where)
        if item.text():
            try:
                column.read(item.text())
            except OfficeError as error:
                sentence = error_sentence(error)
        if sentence:
            self._unread[where] = sentence
        else:
            self._unread.pop(where, None)
        self._asked = ()
        self.save.setText(text("first_lists.save"))
        self._paint(item, "danger_soft" if sentence else "", sentence)
        self._report_unread()

    def _paint(self, item: QTableWidgetItem, colour: str, words: str) -> None:
        self.table.blockSignals(True)
        item.setBackground(theme().colour(colour) if colour else QBrush())
        item.setToolTip(words)
        self.table.blockSignals(False)
        self.table.viewport().update()

    def _report_unread(self, more: str = "") -> None:
        count, first = len(self._unread), next(iter(self._unread.values()), "")
        words = text("person_facts.not_all_read", count=count, first=first) if count else ""
        self.notify(" ".join(part for part in (words, more) if part))

    def notify(self, words: str) -> None:
        """A sentence below the grid; none hides it."""
        self.problem.setText(words)
        self.problem.setVisible(bool(words))

    def _after_paste(self, pasted: Pasted) -> None:
        said = []
        if pasted.too_many:
            said.append(text("person_facts.pasted_over", count=pasted.too_many))
        if pasted.unknown:
            said.append(text("first_lists.unknown_columns", names=", ".join(pasted.unknown)))
        if pasted.unmatched:
            names, count = ", ".join(pasted.unmatched[:_SHOWN]), len(pasted.unmatched)
            said.append(text("first_lists.unmatched", names=names, count=count))
        if pasted.by_order:
            said.append(text("first_lists.by_order"))
        self._report_unread(" ".join(said))
        if not self._unread and not said:
            self._ask_doubts(then_save=False)

    def rows(self) -> list[tuple[int, dict[str, Any]]]:
        """Rows that were typed into, with their place and the values read; empty cells are None."""
        found = []
        touched = {row for row, _ in self._touched}
        for place in sorted(touched):
            values: dict[str, Any] = {}
            for column, one in enumerate(self._columns):
                item = self.table.item(place, column)
                if one.read is not None and item is not None and (place, column) in self._touched:
                    values[one.key] = one.read(item.text()) if item.text() else None
            if any(value is not None for value in values.values()):
                found.append((place, values))
        return found

    def _missing(self) -> tuple[int, int] | None:
        for place, values in self.rows():
            for column, one in enumerate(self._columns):
                if one.needed and values.get(one.key) is None:
                    return place, column
        return None

    def accept(self) -> None:
        if self._busy:
            return
        wrong = next(iter(self._unread), None)
        if wrong is None and (missing := self._missing()) is not None:
            wrong = missing
            sentence = text("first_lists.missing", column=self._columns[wrong[1]].label)
            self.notify(text("first_lists.row", row=wrong[0] + 1, sentence=sentence))
        if wrong is not None:
            self.table.setCurrentCell(*wrong)
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._ask_doubts(then_save=True)

    def _ask_doubts(self, *, then_save: bool) -> None:
        rows, ask = self.rows(), self._doubts
        if ask is None or self._missing() is not None:
            if then_save:
                self._store(rows)
            return
        values = [one for _, one in rows]
        self._busy = True

        def show(found: Sequence[RowDoubt]) -> None:
            self._busy = False
            asked = tuple((rows[one.row][0], one.sentence) for one in found)
            if then_save and (not asked or asked == self._asked) and not any(one.stops for one in found):
                self._store(rows)
            else:
                self._show_doubts(asked, stops=any(one.stops for one in found))

        self._context.read(lambda app: ask(app, values), done=show, owner=self)

    def _show_doubts(self, asked: tuple[tuple[int, str], ...], *, stops: bool) -> None:
        self._asked = asked
        for place, sentence in asked:
            for column in range(len(self._columns)):
                if (item := self.table.item(place, column)) is not None:
                    self._paint(item, "warn_soft", sentence)
        lines = [text("first_lists.row", row=place + 1, sentence=words) for place, words in asked[:_SHOWN]]
        if len(asked) > _SHOWN:
            lines.append(text("first_lists.more", count=len(asked) - _SHOWN))
        words = " ".join(lines)
        if asked and not stops:
            words = text("first_lists.doubt", words=words)
            self.save.setText(text("first_lists.save_anyway"))
        self.notify(words)
        if asked:
            self.table.setCurrentCell(asked[0][0], max(self.table.currentColumn(), 0))

    def _store(self, rows: list[tuple[int, dict[str, Any]]]) -> None:
        self._busy = True

        def finished(changes: Changes) -> None:
            self._busy = False
            super(PasteGridDialog, self).accept()
            self._done(changes)

        def refused(error: Exception) -> None:
            self._busy = False
            if not isinstance(error, OfficeError):
                self._context.dialogs.error(error)
                return
            self.notify(error_sentence(error))

        app, save = self._context.app, self._save_rows
        self._context.act(
            lambda _: save(app, rows), label=self._title, done=finished, failed=refused, owner=self
        )

    def _from_file(self) -> None:
        files = self._context.dialogs.choose_open_files(
            self._title, patterns=pattern(text("first_lists.patterns"), WORKBOOKS), purpose="first_lists"
        )
        if not files:
            return

        def read(_: AppContext) -> tuple[tuple[str, ...], ...]:
            from thidua_desktop.services.importing.plain_table import read_plain_table

            return read_plain_table(files[0])

        self._context.read(read, done=self.table.put_block, owner=self)

    def _template(self) -> None:
        path = self._context.dialogs.choose_save_file(
            self._title,
            name=f"{self._title}.xlsx",
            patterns=text("first_lists.workbook"),
            purpose="first_lists",
        )
        if path is None:
            return

        def write(_: AppContext) -> str:
            from thidua_desktop.services.importing.plain_table import save_plain_template

            headings = [column.label for column in self._columns]
            return save_plain_template(path, title=self._title, headings=headings).name

        self._context.read(
            write, done=lambda name: self.notify(text("first_lists.saved", file=name)), owner=self
        )

    def reject(self) -> None:
        count = len([where for where in self._touched if self._words(where)])
        if count and not self._context.dialogs.confirm(
            text("person_facts.discard"),
            text("person_facts.discard_question", count=count),
            yes=text("person_facts.discard_yes"),
            dangerous=True,
        ):
            return
        super().reject()

    def _words(self, where: tuple[int, int]) -> str:
        item = self.table.item(*where)
        return item.text() if item is not None else ""
