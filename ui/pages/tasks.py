"""Nhiệm vụ – Tiến độ: the tasks of the year's plans; Space moves a task on, Enter edits it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.context import Context
from ui.dates import show_date
from ui.dialogs.base import make_button
from ui.fields import Choice, ChoiceBox
from ui.icons import put_icon
from ui.pages.base import Page
from ui.pages.tasks_forms import ask_task
from ui.pages.tasks_strip import STRIP_WIDTH, StripDelegate, month_seen
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel

if TYPE_CHECKING:
    from thidua_desktop.queries.plan import PlanRow, TaskRow
    from thidua_desktop.services.desk import Desk

STATUSES: Final = ("todo", "doing", "done")
_FILTER_LETTERS: Final = 9
_NEXT: Final = {"todo": "doing", "doing": "done", "done": "todo"}


class TasksPage(Page):
    """One table; a strip in each row shows its months, today's line and how it stands."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.PLAN, topic.TASKS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("tasks.title"), subtitle=text("tasks.subtitle"))
        self._plans: tuple[PlanRow, ...] = ()
        self._month = 0
        self._wanted: object = None
        self.new = self.add_action(text("tasks.new"), "add", kind="primary")
        self.new.clicked.connect(self._new)
        self.panel: TablePanel[TaskRow] = TablePanel(
            self._columns(),
            key="tasks",
            name=text("tasks.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("tasks.empty"), text("tasks.new").replace("&", ""), self._new),
        )
        self._strip = StripDelegate(self.panel.view)
        self._strip_column = next(
            i for i, column in enumerate(self.panel.model.columns) if column.key == "months"
        )
        self.panel.view.setItemDelegateForColumn(self._strip_column, self._strip)
        self.panel.view.menu_actions = self._fill_menu
        self.months, self.states = self._make_filters()
        self._make_buttons()
        self.panel.opened.connect(self._edit)
        self.panel.selection_changed.connect(self._enable)
        self._key(Qt.Key.Key_Space, self._advance)
        self._key(Qt.Key.Key_Delete, self._remove)
        self.body.addWidget(self.panel, 1)

    def _columns(self) -> tuple[Column[TaskRow], ...]:
        return (
            Column("number", text("tasks.columns.number"), lambda row: row.number, 46, align="right"),
            Column("wording", text("tasks.columns.wording"), lambda row: row.wording, 300, least=0.85),
            Column("status", text("tasks.columns.status"), lambda row: row.status, 172, badge=self._badge),
            Column(
                "months",
                text("tasks.columns.months"),
                lambda row: row.months,
                STRIP_WIDTH,
                text=lambda months: ", ".join(map(str, months)),
                sort=lambda row: (max(row.months), min(row.months)) if row.months else None,
                tooltip=_strip_words,
                fixed=True,
            ),
            Column("when_text", text("tasks.columns.when_text"), lambda row: row.when_text, 150),
            Column("lead", text("tasks.columns.lead"), lambda row: row.lead, 180),
            Column("partners", text("tasks.columns.partners"), lambda row: row.partners, 200),
            Column("note", text("tasks.columns.note"), lambda row: row.note, 160, hidden=True),
        )

    def _badge(self, row: TaskRow) -> Badge:
        if row.status == "done":
            day = row.done_on
            words = text("tasks.status.done_on", day=show_date(day)) if day else text("tasks.status.done")
            return Badge(words, "ok")
        if row.overdue_in(self._month):
            return Badge(text("tasks.status.overdue"), "danger")
        return Badge(text(f"tasks.status.{row.status}"), "info" if row.status == "doing" else "neutral")

    def _make_filters(self) -> tuple[ChoiceBox, ChoiceBox]:
        months = ChoiceBox()
        months.setMaxVisibleItems(13)
        months.setAccessibleName(text("tasks.month_choice"))
        months.addItem(text("tasks.every_month"), 0)
        for month in range(1, 13):
            months.addItem(text("tasks.month", month=month), month)
        states = ChoiceBox(
            [
                Choice("", text("tasks.every_state")),
                *(Choice(state, text(f"tasks.status.{state}")) for state in (*STATUSES, "overdue")),
            ]
        )
        states.setAccessibleName(text("tasks.state_choice"))
        states.setCurrentIndex(0)
        for box in (months, states):
            box.setMinimumContentsLength(_FILTER_LETTERS)
            box.currentIndexChanged.connect(lambda _: self._filter())
            self.panel.tools.addWidget(box)
        return months, states

    def _make_buttons(self) -> None:
        self.status_button = QPushButton(text("tasks.state"))
        menu = QMenu(self.status_button)
        for status in STATUSES:
            menu.addAction(text(f"tasks.status.{status}")).triggered.connect(partial(self._mark, status))
        self.status_button.setMenu(menu)
        self.edit = make_button(text("tasks.edit"))
        put_icon(self.edit, "edit")
        self.edit.clicked.connect(lambda: self._edit(self.panel.chosen()))
        self.remove = make_button(text("tasks.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self._remove)
        for button in (self.status_button, self.edit, self.remove):
            self.panel.tools.addWidget(button)

    def _key(self, key: Qt.Key, action: Callable[[], None]) -> None:
        shortcut = QShortcut(QKeySequence(key), self.panel.view)
        shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
        shortcut.activated.connect(action)

    def reload(self) -> None:
        year = self.context.year

        def read(desk: Desk) -> tuple[tuple[PlanRow, ...], tuple[TaskRow, ...], dt.date]:
            from thidua_desktop.queries.plan import plans, tasks

            return desk.read(plans, year=year), desk.read(tasks, year=year), desk.today()

        self.context.read(read, done=lambda found: self._show(year, *found), owner=self)

    def show_target(self, target: object) -> None:
        """A task by its number, or ``overdue`` for those late."""
        if target == "overdue":
            self.months.setCurrentIndex(0)
            self.states.choose("overdue")
        else:
            self._wanted = target
            self._select_wanted()

    def _show(
        self, year: int, plans: tuple[PlanRow, ...], tasks: tuple[TaskRow, ...], today: dt.date
    ) -> None:
        self._plans = plans
        self._month = month_seen(year, today)
        self._strip.year, self._strip.today = year, today
        self.panel.set_rows(tasks)
        self._filter()
        self._select_wanted()
        self._enable()

    def _select_wanted(self) -> None:
        if self._wanted is not None and self.panel.model.total:
            for box in (self.months, self.states):
                box.setCurrentIndex(0)
            self.panel.filter_box.clear()
            self.panel.apply_filter()
            self.panel.select([self._wanted])
            self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._wanted = None

    def _filter(self) -> None:
        month, state = self.months.currentData(), self.states.currentData()

        def accept(row: TaskRow) -> bool:
            if month and month not in row.months:
                return False
            if state == "overdue":
                return row.overdue_in(self._month)
            return not state or row.status == state

        self.panel.set_accept(accept if month or state else None)

    def _enable(self) -> None:
        some = bool(self.panel.selected())
        for button in (self.status_button, self.edit, self.remove):
            button.setEnabled(some)

    def _fill_menu(self, menu: QMenu) -> None:
        for status in STATUSES:
            menu.addAction(text(f"tasks.status.{status}")).triggered.connect(partial(self._mark, status))

    def _advance(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            self._mark(_NEXT[row.status])

    def _mark(self, status: str, _checked: bool = False) -> None:
        rows = [row.id for row in self.panel.selected() if row.status != status]
        if not rows:
            return

        def work(_progress: Progress) -> Changes:
            from thidua_desktop.services.plan import set_task_status

            return set_task_status(self.context.desk, *rows, status=status)

        self.context.act(work, label=text("tasks.status_label"), owner=self)

    def _new(self) -> None:
        if self._plans:
            ask_task(self.context, None, plans=self._plans, owner=self)
            return
        question = text("tasks.need_plan", year=self.context.year)
        if self.context.dialogs.confirm(
            text("tasks.need_plan_title"), question, yes=text("tasks.need_plan_yes")
        ):
            self.context.go("plan")

    def _edit(self, row: TaskRow | None) -> None:
        if row is not None:
            ask_task(self.context, row, plans=self._plans, owner=self)

    def _remove(self) -> None:
        ids = [row.id for row in self.panel.selected()]
        label = text("tasks.remove").replace("&", "")
        question = text("tasks.remove_question", count=len(ids))
        if ids and self.context.dialogs.confirm(label, question, yes=text("tasks.remove"), dangerous=True):
            from thidua_desktop.services.plan import remove_tasks

            self.context.act(lambda _: remove_tasks(self.context.desk, ids), label=label, owner=self)


def _strip_words(row: TaskRow) -> str:
    if not row.months:
        return text("tasks.strip.unread", phrase=row.when_text)
    return text("tasks.strip.tip", phrase=row.when_text, months=", ".join(map(str, row.months)))
