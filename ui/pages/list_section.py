"""A register as a tab of the system page: one table with buttons to add, change and remove."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Generic

from PySide6.QtWidgets import QPushButton

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.tables.columns import Column, Row
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow


class RegisterSection(Tab, Generic[Row]):
    """A register: one table with buttons to add, change and remove. ``words``: its table in the texts;
    ``table``: that of the records, for their history."""

    def __init__(
        self, context: Context, *, words: str, key: str, columns: Sequence[Column[Row]], table: str
    ) -> None:
        super().__init__(context)
        self.words = words
        self.panel: TablePanel[Row] = TablePanel(
            columns,
            key=key,
            name=text(f"system.{words}.table"),
            settings=context.settings,
            identity=self.identity,
            empty=Empty(
                text(f"system.{words}.empty"),
                text(f"system.{words}.new").replace("&", ""),
                lambda: self._new(),
            ),
        )
        offer_history(context, self.panel, table)
        self._needing_row: list[QPushButton] = []
        self.edit_button = self.add_tool("edit", "edit", lambda: self._edit(self.panel.chosen()))
        self.remove_button = self.add_tool("remove", "delete", self._remove)
        self.new_button = make_button(text(f"system.{words}.new"), kind="primary")
        put_icon(self.new_button, "add", "on_accent")
        self.new_button.clicked.connect(lambda: self._new())
        self.panel.tools.addWidget(self.new_button)
        self.panel.opened.connect(self._edit)
        self.panel.selection_changed.connect(self._enable)
        self.panel.act_on_rows(new=self.new_button, delete=self.remove_button)
        self.column.addWidget(self.panel, 1)
        self._enable()

    def identity(self, row: Row) -> object:
        """What reports a row from the others over a reload."""
        return getattr(row, "id", row)

    def ask(self, row: Row | None) -> None:
        """Adds (None) or changes a row by a form."""

    def remove(self, rows: Sequence[Row]) -> Changes:
        """Removes rows; runs in the task runner."""
        return Changes()

    def add_tool(self, key: str, icon: str, action: Callable[[], None]) -> QPushButton:
        """A button beside the filter that needs a chosen row."""
        button = make_button(text(f"system.{self.words}.{key}"))
        put_icon(button, icon)
        button.clicked.connect(lambda: action())
        place = self.panel.tools.count() - (1 if hasattr(self, "new_button") else 0)
        self.panel.tools.insertWidget(place, button)
        self._needing_row.append(button)
        return button

    def add_many(self, button: QPushButton) -> QPushButton:
        """A button before the one that adds a row; it needs no chosen row."""
        self.panel.tools.insertWidget(self.panel.tools.count() - 1, button)
        return button

    def show_rows(self, rows: Sequence[Row]) -> None:
        self.panel.set_rows(rows)
        self._enable()

    def _new(self) -> None:
        self.panel.expect_new()
        self.ask(None)

    def _edit(self, row: Row | None) -> None:
        if row is not None:
            self.ask(row)

    def _remove(self) -> None:
        rows = self.panel.selected()
        label = text(f"system.{self.words}.remove").replace("&", "")
        question = text(f"system.{self.words}.remove_question", count=len(rows))
        if rows and self.context.dialogs.confirm(
            label, question, yes=text("system.remove_yes"), dangerous=True
        ):
            self.context.act(lambda _: self.remove(rows), label=label, owner=self)

    def _enable(self) -> None:
        some = bool(self.panel.selected())
        for button in self._needing_row:
            allow(button, some, "row")
