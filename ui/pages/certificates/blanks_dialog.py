"""Blanks on the shelf: what came in, was used, was spoiled, is left."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.changes import PRINTING, Changes
from thidua_desktop.queries.certificates.printing import BlankFormRow, blank_forms
from thidua_desktop.services.certificates import layouts, printing
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog, make_button
from ui.dialogs.history import offer_history
from ui.style.icons import put_icon
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.forms import Choice, Field
from ui.widgets.wrap_row import WrapRow

_FEW = 20
"""Blanks left from which the table warns."""


class BlankFormsDialog(Dialog):
    """Every action writes at once; the dialog is only closed."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(text("printing.stock.title"), parent, lead=text("printing.stock.lead"))
        self._context = context
        self._layouts: tuple[layouts.LayoutChoice, ...] = ()
        self.panel: TablePanel[BlankFormRow] = TablePanel(
            _columns(),
            key="stock",
            name=text("printing.stock.title"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("printing.stock.empty"), text("printing.stock.add"), self._add),
            filterable=False,
        )
        offer_history(context, self.panel, "blank_stock")
        self.body.addWidget(self.panel, 1)
        row = WrapRow()
        for label, icon, pressed in (
            ("add", "add", self._add),
            ("receive", "arrow_import", self._receive),
            ("recount", "edit", self._recount),
            ("remove", "delete", self._remove),
        ):
            button = make_button(text(f"printing.stock.{label}"))
            put_icon(button, icon)
            button.clicked.connect(lambda _, pressed=pressed: pressed())
            allow(button, label == "add", "row")
            if label != "add":
                self.panel.selection_changed.connect(
                    lambda button=button: allow(button, self.panel.current() is not None, "row")
                )
            row.addWidget(button)
            self.panel.act_on_rows(button, delete=button if label == "remove" else None)
        row.addStretch(1)
        self.body.addLayout(row)
        self.add_button(text("printing.close"), kind="primary").clicked.connect(self.accept)
        self.resize(860, 460)
        context.changed.connect(self._changed)
        self._load()

    def _changed(self, changes: Changes) -> None:
        if PRINTING in changes.topics:
            self._load()

    def _load(self) -> None:
        def show(found: tuple[tuple[BlankFormRow, ...], tuple[layouts.LayoutChoice, ...]]) -> None:
            rows, self._layouts = found
            self.panel.set_rows(rows)

        self._context.read(lambda app: (app.read(blank_forms), layouts.choices(app)), done=show, owner=self)

    def _add(self) -> None:
        app = self._context.app
        choices = tuple(Choice(one.key, one.name) for one in self._layouts)
        fields = (
            Field("name", text("printing.stock.name"), required=True),
            Field("layout", text("printing.stock.layout"), "choice", required=True, choices=choices),
            Field("note", text("printing.stock.note")),
        )

        def work(values: Mapping[str, Any]) -> Changes:
            return printing.save_blank_form(
                app, name=values["name"], layout=values["layout"], note=values["note"] or ""
            )

        self._context.ask_and_act(text("printing.stock.add_title"), fields, work, owner=self)

    def _receive(self) -> None:
        row = self.panel.current()
        if row is None:
            return
        app = self._context.app
        fields = (
            Field("sheets", text("printing.stock.sheets"), "int", required=True),
            Field("day", text("printing.stock.day"), "date", required=True),
            Field("note", text("printing.stock.note")),
        )
        self._context.ask_and_act(
            text("printing.stock.receive_title", name=row.name),
            fields,
            lambda values: printing.receive(
                app, row.id, values["sheets"], on=values["day"], note=values["note"] or ""
            ),
            values={"day": app.today()},
            owner=self,
        )

    def _recount(self) -> None:
        row = self.panel.current()
        if row is None:
            return
        app = self._context.app
        fields = (
            Field("left", text("printing.stock.counted"), "int", required=True),
            Field("note", text("printing.stock.note")),
        )
        self._context.ask_and_act(
            text("printing.stock.recount_title", name=row.name),
            fields,
            lambda values: printing.recount(app, row.id, values["left"], note=values["note"] or ""),
            values={"left": row.left},
            owner=self,
        )

    def _remove(self) -> None:
        row = self.panel.current()
        if row is not None and self._context.dialogs.confirm(
            text("printing.stock.remove"),
            text("printing.stock.remove_question", name=row.name),
            yes=text("printing.stock.remove_yes"),
            dangerous=True,
        ):
            self._context.act(
                lambda _: printing.remove_blank_form(self._context.app, row.id),
                label=text("printing.stock.remove"),
                owner=self,
            )


def _columns() -> tuple[Column[BlankFormRow], ...]:
    def title(key: str) -> str:
        return text(f"printing.stock.columns.{key}")

    return (
        Column("name", title("name"), lambda row: row.name, 260),
        Column("received", title("received"), lambda row: row.received, 90, "right"),
        Column("used", title("used"), lambda row: row.used, 90, "right", sums=True),
        Column("spoiled", title("spoiled"), lambda row: row.spoiled, 90, "right"),
        Column("left", title("left"), lambda row: row.left, 90, "right", sums=True),
        Column(
            "state",
            title("state"),
            lambda row: row.left,
            120,
            badge=lambda row: Badge(text("printing.stock.few"), "warn") if row.left < _FEW else None,
        ),
    )
