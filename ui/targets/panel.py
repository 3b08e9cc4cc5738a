"""The targets of one plan: how far each is reached, and below what stands behind the chosen one.

A page embeds ``TargetsPanel(context)``, calls ``set_plan(plan_id)`` after each reading of its own, and
``show_target(target_id)`` to stand on one.
"""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.first_lists import fill_actuals, paste_button
from ui.dialogs.history import offer_history
from ui.pages.base import scrolling
from ui.style.icons import put_icon
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.targets.bar import StandingDelegate
from ui.targets.detail import TargetDetail
from ui.targets.forms import ask_target, offered_period, period_choices
from ui.targets.words import amount_words, asked_words, group_words, period_words, standing_words
from ui.widgets.allowing import allow

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.targets import TargetRow
    from thidua_desktop.services.office.context import AppContext

_SHARES = (420, 190)
_LOWEST = 24  # lines of letters that table and detail need together
"""On a low window both halves keep their rows and the panel scrolls."""


class TargetsPanel(QWidget):
    """Enter edits, Delete removes; figures are asked for in the lower half."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._plan_id: int | None = None
        self._requested: object = None
        self._month = 1
        self.panel: TablePanel[TargetRow] = TablePanel(
            target_columns(),
            key="plan_targets",
            name=text("targets.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("targets.empty"), text("targets.new").replace("&", ""), self.add_target),
        )
        offer_history(context, self.panel, "plan_target")
        place = [column.key for column in self.panel.model.columns].index("standing")
        self._bars = StandingDelegate(self.panel.view)
        self.panel.view.setItemDelegateForColumn(place, self._bars)
        self.detail = TargetDetail(context)
        self._make_tools()
        self._splitter = QSplitter(Qt.Orientation.Vertical)
        self._splitter.setChildrenCollapsible(False)
        self._splitter.addWidget(self.panel)
        self._splitter.addWidget(self.detail)
        self._splitter.setSizes(_SHARES)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._splitter.setMinimumHeight(_LOWEST * self.fontMetrics().lineSpacing())
        column.addWidget(scrolling(self._splitter))

    def _make_tools(self) -> None:
        self.new_target = make_button(text("targets.new"))
        put_icon(self.new_target, "add")
        self.new_target.clicked.connect(self.add_target)
        self.edit_target = make_button(text("targets.edit"))
        put_icon(self.edit_target, "edit")
        self.edit_target.clicked.connect(lambda: self._edit(self.panel.chosen()))
        self.remove_target = make_button(text("targets.remove"))
        put_icon(self.remove_target, "delete")
        self.remove_target.clicked.connect(self._remove)
        self.fill_button = paste_button("actuals", self._fill)
        for button in (self.new_target, self.edit_target, self.remove_target, self.fill_button):
            self.panel.tools.addWidget(button)
        self.panel.opened.connect(self._edit)
        self.panel.selection_changed.connect(self._chosen)
        self.panel.act_on_rows(delete=self.remove_target)
        self._chosen()

    def set_plan(self, plan_id: int | None) -> None:
        """Reads and shows the targets of a plan of the working year; None: of no plan."""
        self._plan_id = plan_id
        if plan_id is None:
            self.panel.set_rows(())
            return
        year = self._context.year

        def read(app: AppContext) -> tuple[tuple[TargetRow, ...], int]:
            from thidua_desktop.queries.reports.targets import targets

            return app.read(targets, year=year, plan_id=plan_id), app.today().month

        self._context.read(read, done=partial(self._show, plan_id), label=text("targets.reading"), owner=self)

    def show_target(self, target_id: object) -> None:
        """Stands on this target as soon as it is there."""
        self._requested = target_id
        self._select_requested()

    def add_target(self) -> None:
        """Asks for a new target of the plan."""
        if self._plan_id is not None:
            self.panel.expect_new()
            ask_target(self._context, None, plan_id=self._plan_id, owner=self, again=self.panel.expect_new)

    def _show(self, plan_id: int, found: tuple[tuple[TargetRow, ...], int]) -> None:
        if plan_id != self._plan_id:
            return
        rows, month = found
        self._month = month
        self.detail.set_month(month)
        self.panel.set_rows(rows)
        self._select_requested()
        if rows and not self.panel.selected():
            self.panel.view.select_places([0])
        self._chosen()

    def _select_requested(self) -> None:
        rows = self.panel.model.shown_rows()
        if self._requested is not None and any(row.id == self._requested for row in rows):
            self.panel.select([self._requested])
            self._requested = None

    def _chosen(self) -> None:
        some = bool(self.panel.selected())
        allow(self.edit_target, some, "row")
        allow(self.remove_target, some, "row")
        self.detail.show_target(self.panel.chosen())

    def _edit(self, row: TargetRow | None) -> None:
        if row is not None and self._plan_id is not None:
            ask_target(self._context, row, plan_id=self._plan_id, owner=self)

    def _fill(self) -> None:
        """Of the selected targets when there are several, else of all shown; awards are counted by themselves."""
        chosen = self.panel.selected()
        among = chosen if len(chosen) > 1 else self.panel.model.shown_rows()
        rows = [row for row in among if row.award_code is None]
        if not rows:
            self._context.notify(text("first_lists.actuals.none"))
            return
        fill_actuals(
            self._context,
            rows,
            periods=period_choices(),
            period=offered_period(self._month),
            asked=asked_words,
            owner=self,
        )

    def _remove(self) -> None:
        ids = [row.id for row in self.panel.selected()]
        label = text("targets.remove").replace("&", "")
        question = text("targets.remove_question", count=len(ids))
        if ids and self._context.dialogs.confirm(
            label, question, yes=text("targets.remove_yes"), dangerous=True
        ):
            from thidua_desktop.services.planning.targets import remove_targets

            self._context.act(lambda _: remove_targets(self._context.app, ids), label=label, owner=self)


def target_columns() -> tuple[Column[TargetRow], ...]:
    """What the table says of each target."""
    return (
        Column("group", text("targets.columns.group"), group_words, 128),
        Column("wording", text("targets.columns.wording"), lambda row: row.wording, 330, least=0.8),
        Column("subject", text("targets.columns.subject"), _subject, 92, hidden=True),
        Column(
            "asked", text("targets.columns.asked"), asked_words, 130, align="right", sort=lambda row: row.low
        ),
        Column(
            "standing",
            text("targets.columns.standing"),
            standing_words,
            270,
            sort=lambda row: row.standing.percent if row.standing else None,
        ),
        Column("latest", text("targets.columns.latest"), _latest, 160, aside=1),
        Column("owner", text("targets.columns.owner"), lambda row: row.owner_unit or row.owner, 130, aside=2),
        Column("source", text("targets.columns.source"), lambda row: row.source, 240, hidden=True),
    )


def _subject(row: TargetRow) -> str:
    return text(f"statistics.kinds.{row.subject_type}") if row.subject_type else ""


def _latest(row: TargetRow) -> str:
    if row.award_code is not None:
        return f"{row.decided} / {asked_words(row, measured=False)}"
    latest = row.latest
    if latest is None and row.units is not None:
        return text("targets.units", registered=row.units[0], all=row.units[1])
    return f"{amount_words(Decimal(latest.value))} ({period_words(latest.period)})" if latest else ""
