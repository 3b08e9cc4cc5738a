"""Phong trào, đợt thi đua, phân công, báo cáo, nơi nhận: a plan's lists, one table each."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QListWidget, QStackedWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.pages.planning.list_specs import LISTS, ListSpec, answered, fields_of, values_of
from ui.pages.planning.tab import PlanTab, message
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.plan_text import PlanParts
    from thidua_desktop.services.office.context import AppContext


class ListsTab(PlanTab):
    """The kinds at the left with how many of each; Insert adds a row, Enter edits it, Delete removes it."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.choice = QListWidget()
        self.choice.setAccessibleName(text("planning.lists.choice"))
        self.choice.setFixedWidth(240)
        self.choice.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.stack = QStackedWidget()
        self.panels: dict[str, TablePanel[Any]] = {}
        for spec in LISTS:
            self.choice.addItem(text(f"planning.lists.{spec.part}"))
            self.stack.addWidget(self._make_panel(spec))
        self.choice.currentRowChanged.connect(self.stack.setCurrentIndex)
        self.choice.setCurrentRow(0)
        row = WrapRow()
        row.setSpacing(SPACING["m"])
        row.addWidget(self.choice)
        row.addWidget(self.stack, 1)
        self.column.addLayout(row, 1)

    def _make_panel(self, spec: ListSpec) -> TablePanel[Any]:
        panel: TablePanel[Any] = TablePanel(
            tuple(_column(spec, name, width) for name, width in spec.columns),
            key=f"plan_{spec.part}",
            name=text(f"planning.lists.{spec.part}"),
            settings=self.context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text(f"planning.empty.{spec.part}"),
                message("planning.lists.add"),
                lambda: self.ask(spec, None),
            ),
        )
        made = {}
        for name, icon in (("add", "add"), ("edit", "edit"), ("remove", "delete")):
            button = made[name] = make_button(text(f"planning.lists.{name}"))
            put_icon(button, icon)
            panel.tools.addWidget(button)
            button.clicked.connect(lambda _=False, name=name: self._press(spec, name))
        panel.opened.connect(lambda row: self.ask(spec, row))
        panel.act_on_rows(new=made["add"], delete=made["remove"])

        def enable() -> None:
            for name in ("edit", "remove"):
                allow(made[name], bool(panel.selected()), "row")

        panel.selection_changed.connect(enable)
        enable()
        offer_history(self.context, panel, f"plan_{spec.part}")
        self.panels[spec.part] = panel
        return panel

    def open_list(self, part: str, row_id: int | None = None) -> None:
        """Brings a list to the front and stands on a row."""
        place = next(number for number, spec in enumerate(LISTS) if spec.part == part)
        self.choice.setCurrentRow(place)
        panel = self.panels[part]
        if row_id is not None:
            panel.select([row_id])
        panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def reload(self) -> None:
        plan_id = self.plan_id
        if plan_id is None:
            return

        def read(app: AppContext) -> PlanParts:
            from thidua_desktop.queries.planning.plan_text import parts

            return app.read(parts, plan_id)

        self.context.read(read, done=self._show, owner=self)

    def _show(self, parts: PlanParts) -> None:
        with QSignalBlocker(self.choice):
            for number, spec in enumerate(LISTS):
                rows = getattr(parts, spec.rows)
                self.panels[spec.part].set_rows(rows)
                name = text(f"planning.lists.{spec.part}")
                item = self.choice.item(number)
                item.setText(text("planning.lists.counted", name=name, count=len(rows)) if rows else name)

    def ask(self, spec: ListSpec, row: Any | None) -> None:
        """Adds a row, or changes one."""
        plan_id, app = self.plan_id, self.context.app
        if plan_id is None:
            return

        def save(answers: Mapping[str, Any]) -> Changes:
            from thidua_desktop.services.planning.plan_text import save_part

            values = answered(spec, answers)
            return save_part(app, spec.part, plan_id=plan_id, values=values, row_id=row.id if row else None)

        first = dict(spec.choices).get(spec.fields[0][0])
        values = values_of(spec, row) if row is not None else {}
        if row is None and first:
            values = {spec.fields[0][0]: first[0]}
        elif row is None and spec.part == "movement":
            values = {"kind": "movement"}
        title = text("planning.lists.new" if row is None else "planning.lists.change", name=_one(spec))
        self.context.ask_and_act(
            title,
            fields_of(spec),
            save,
            values=values,
            again=self.panels[spec.part].expect_new if row is None else None,
            owner=self,
        )

    def _press(self, spec: ListSpec, name: str) -> None:
        panel = self.panels[spec.part]
        if name == "add":
            self.ask(spec, None)
        elif name == "edit" and panel.chosen() is not None:
            self.ask(spec, panel.chosen())
        elif name == "remove":
            self._remove(spec, [row.id for row in panel.selected()])

    def _remove(self, spec: ListSpec, ids: list[int]) -> None:
        question = text("planning.lists.remove_question", count=len(ids))
        title = message("planning.lists.remove")
        if ids and self.context.dialogs.confirm(title, question, yes=text("plan.remove_yes"), dangerous=True):
            from thidua_desktop.services.planning.plan_text import remove_parts

            app = self.context.app
            self.context.act(lambda _: remove_parts(app, spec.part, ids), label=title, owner=self)


def _one(spec: ListSpec) -> str:
    return text(f"planning.one.{spec.part}")


def _column(spec: ListSpec, name: str, width: int) -> Column[Any]:
    shown = (spec.shown or {}).get(name)
    return Column(
        name,
        text(f"planning.columns.{spec.part}.{name}"),
        shown or (lambda row: getattr(row, name)),
        width,
        aside=spec.aside.index(name) + 1 if name in spec.aside else 0,
    )
