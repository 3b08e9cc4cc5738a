"""Nhiệm vụ – Tiến độ: the tasks of the year's plans beside their timeline, all of it by keys too."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QPushButton

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.charts.timeline import Gantt
from ui.charts.timeline_scale import ZOOMS
from ui.core.context import Context
from ui.dialogs.history import offer_history
from ui.pages.base import Page
from ui.pages.tasks.columns import task_columns
from ui.pages.tasks.entry import EntryLine
from ui.pages.tasks.filters import TaskFilters
from ui.pages.tasks.forms import ask_task
from ui.pages.tasks.many import ask_many
from ui.pages.tasks.papers import TaskPapers
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.fields import Choice, ChoiceBox

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.plans import PlanRow
    from thidua_desktop.queries.planning.tasks import TaskRow
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.planning.tasks import TaskDraft

STATUSES: Final = ("todo", "doing", "done")
_NEXT: Final = {"todo": "doing", "doing": "done", "done": "todo"}
_STEP: Final = 10
_SHARES: Final = (690, 390)


class TasksPage(Page):
    """One table; beside each row its bar, with today's line and how it stands."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.PLAN, topic.TASKS})

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("tasks.title"), subtitle=text("tasks.subtitle"))
        self._plans: tuple[PlanRow, ...] = ()
        self._today = dt.date.min
        self._requested: object = None
        self.panel: TablePanel[TaskRow] = TablePanel(
            task_columns(lambda: self._today),
            key="tasks",
            name=text("tasks.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("tasks.empty"), text("tasks.new").replace("&", ""), self._new),
        )
        self.gantt = Gantt(self.panel.view)
        self._splitter = self.panel.set_beside(self.gantt)
        self._splitter.setSizes(_SHARES)
        self.entry = EntryLine()
        self.papers = TaskPapers(
            context,
            self,
            shown=lambda: [row.id for row in self.panel.model.shown_rows()],
            picture=self._save_picture,
        )
        self.filters = TaskFilters(self.panel, today=lambda: self._today)
        self._make_head()
        self._make_tools()
        self._connect()
        self.body.addWidget(self.panel, 1)
        self.body.addWidget(self.entry)

    def _make_head(self) -> None:
        self.take_in = self.add_action(text("tasks.import"), "arrow_import")
        self.take_in.clicked.connect(self._take_in)
        self.export = self.papers.make_button()
        self.head.add_word(self.export)
        self.new = self.add_action(text("tasks.new"), "add", kind="primary")
        self.new.clicked.connect(self._new)

    def _make_tools(self) -> None:
        self.more = QPushButton(text("tasks.more"))
        self.more.setMenu(QMenu(self.more))
        self.more.menu().aboutToShow.connect(self._fill_more)
        self.zoom = ChoiceBox([Choice(zoom, text(f"tasks.zoom.{zoom}")) for zoom in ZOOMS])
        self.zoom.setAccessibleName(text("tasks.zoom_choice"))
        self.zoom.setToolTip(text("tasks.zoom_choice"))
        stored = self.context.settings.words("tasks/zoom", ZOOMS[0])
        self.zoom.choose(stored if stored in ZOOMS else ZOOMS[0])
        self.zoom.currentIndexChanged.connect(lambda _: self._set_zoom())
        for widget in (self.more, self.zoom):
            self.panel.tools.addWidget(widget)

    def _connect(self) -> None:
        self.panel.menu_fillers.append(self._add_more)
        offer_history(self.context, self.panel, "plan_task")
        self.panel.opened.connect(self._edit)
        self.panel.selection_changed.connect(self._enable)
        self.gantt.rescheduled.connect(self._reschedule)
        self.gantt.opened.connect(self._edit)
        self.entry.entered.connect(self._enter)
        self.entry.edited.connect(
            lambda: self.context.drafts.note(self.entry, text("tasks.entry.unsaved"), typed=self.entry.typed)
        )
        keys: tuple[tuple[str, Callable[[], None]], ...] = (
            ("Space", self._advance),
            ("Del", self._remove),
            ("Ins", self.entry.start),
            ("+", partial(self._step, _STEP)),
            ("-", partial(self._step, -_STEP)),
            ("Alt+Right", partial(self._move, 1, "both")),
            ("Alt+Left", partial(self._move, -1, "both")),
            ("Alt+Shift+Right", partial(self._move, 1, "end")),
            ("Alt+Shift+Left", partial(self._move, -1, "end")),
            ("Ctrl+Alt+Right", partial(self._move, 1, "start")),
            ("Ctrl+Alt+Left", partial(self._move, -1, "start")),
        )
        for key, action in keys:
            shortcut = QShortcut(QKeySequence(key), self.panel.view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(action)

    def reload(self) -> None:
        year = self.context.year

        def read(app: AppContext) -> tuple[tuple[PlanRow, ...], tuple[TaskRow, ...], dt.date]:
            from thidua_desktop.queries.planning.plans import plans
            from thidua_desktop.queries.planning.tasks import tasks

            return app.read(plans, year=year), app.read(tasks, year=year), app.today()

        self.context.read(read, done=lambda found: self._show(year, *found), owner=self)

    def show_target(self, target: object) -> None:
        """A task by its number; ``overdue``, ``due``, ``unfinished`` for those; ``("month", 5)``."""
        if isinstance(target, tuple) and len(target) == 2 and target[0] == "month":
            self.filters.only_month(int(target[1]))
        elif target in ("overdue", "due", "unfinished"):
            self.filters.only_state(str(target))
        else:
            self._requested = target
            self._select_requested()

    def _show(
        self, year: int, plans: tuple[PlanRow, ...], tasks: tuple[TaskRow, ...], today: dt.date
    ) -> None:
        self._plans, self._today = plans, today
        self.panel.set_rows(tasks)
        self.filters.set_tasks(tasks)
        self.gantt.set_day(year=year, today=today)
        if self.gantt.zoom != self.zoom.currentData():
            self._set_zoom()
        self.entry.setVisible(bool(plans))
        self._select_requested()
        self._enable()

    def _select_requested(self) -> None:
        if self._requested is not None and self.panel.model.total:
            self.filters.clear()
            self.panel.filter_box.clear()
            self.panel.apply_filter()
            self.panel.select([self._requested])
            self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)
            self._requested = None

    def _set_zoom(self) -> None:
        self.gantt.set_zoom(self.zoom.currentData())
        self.context.settings.put("tasks/zoom", self.zoom.currentData())

    def _enable(self) -> None:
        allow(self.more, bool(self.panel.selected()), "row")

    def _fill_more(self) -> None:
        self.more.menu().clear()
        self._add_more(self.more.menu())

    def _add_more(self, menu: QMenu) -> None:
        row = self.panel.chosen()
        if row is None:
            return
        for status in STATUSES:
            menu.addAction(text(f"tasks.status.{status}")).triggered.connect(partial(self._mark, status))
        menu.addSeparator()
        count = len(self.panel.selected())
        edit = text("tasks.many.menu", count=count) if count > 1 else text("tasks.edit")
        menu.addAction(edit).triggered.connect(lambda: self._edit(row))
        menu.addAction(text("tasks.menu.doing_more")).triggered.connect(lambda: self._step(_STEP))
        menu.addAction(text("tasks.menu.doing_less")).triggered.connect(lambda: self._step(-_STEP))
        self._one(menu, "evidence", lambda: self._show_files(row))
        if "." not in row.label:
            self._one(
                menu,
                "add_piece",
                lambda: ask_task(
                    self.context,
                    None,
                    plans=self._plans,
                    owner=self,
                    parent=row,
                    again=self.panel.expect_new,
                ),
            )
        if "\n" in row.wording:
            self._one(menu, "split", lambda: self._split(row))
        if row.starts_on or row.ends_on:
            menu.addAction(text("tasks.menu.follow_phrase")).triggered.connect(self._follow_phrase)
        if row.lead:
            menu.addAction(text("tasks.menu.unit")).triggered.connect(
                lambda: self.filters.only_unit(row.lead)
            )
        menu.addSeparator()
        menu.addAction(text("tasks.remove")).triggered.connect(self._remove)

    def _one(self, menu: QMenu, key: str, act: Callable[[], object]) -> None:
        """An entry about one task: several chosen grey it with the reason."""
        action = menu.addAction(text(f"tasks.menu.{key}"))
        action.triggered.connect(lambda _=False: act())
        allow(action, len(self.panel.selected()) == 1, "one_row")

    def _act(self, work: Callable[[], Changes], label: str) -> None:
        def do(_progress: Progress) -> Changes:
            return work()

        self.context.act(do, label=label, owner=self)

    def _advance(self) -> None:
        row = self.panel.chosen()
        if row is not None:
            self._mark(_NEXT[row.status])

    def _mark(self, status: str, _checked: bool = False) -> None:
        from thidua_desktop.services.planning.tasks import set_task_status

        rows = [row.id for row in self.panel.selected() if row.status != status]
        if rows:
            self._act(
                lambda: set_task_status(self.context.app, *rows, status=status), text("tasks.status_label")
            )

    def _step(self, by: int) -> None:
        from thidua_desktop.services.planning.tasks import set_progress

        row = self.panel.chosen()
        ids = [one.id for one in self.panel.selected()]
        if row is None:
            return
        share = min(max(row.progress + by, 0), 100)
        self._act(lambda: set_progress(self.context.app, *ids, progress=share), text("tasks.progress_label"))

    def _move(self, steps: int, edge: Literal["both", "start", "end"]) -> None:
        if not self.gantt.move_by_keys(self.panel.selected(), steps, edge=edge) and self.panel.selected():
            self.context.notify(text("tasks.not_movable"))

    def _reschedule(self, spans: dict[int, tuple[dt.date, dt.date]]) -> None:
        from thidua_desktop.services.planning.tasks import reschedule

        self._act(lambda: reschedule(self.context.app, spans), text("tasks.move_label"))

    def _follow_phrase(self) -> None:
        from thidua_desktop.services.planning.tasks import follow_phrase

        ids = [row.id for row in self.panel.selected()]
        self._act(lambda: follow_phrase(self.context.app, ids), text("tasks.move_label"))

    def _split(self, row: TaskRow) -> None:
        from thidua_desktop.services.planning.tasks import split_task

        self._act(lambda: split_task(self.context.app, row.id), text("tasks.menu.split"))

    def _show_files(self, row: TaskRow) -> None:
        from ui.pages.tasks.files import TaskFiles

        self.context.dialogs.run(TaskFiles(self.context, row, self.window()))

    def _has_plan(self) -> bool:
        if self._plans:
            return True
        question = text("tasks.need_plan", year=self.context.year)
        if self.context.dialogs.confirm(
            text("tasks.need_plan_title"), question, yes=text("tasks.need_plan_yes")
        ):
            self.context.go("plan")
        return False

    def _new(self) -> None:
        if self._has_plan():
            self.panel.expect_new()
            ask_task(self.context, None, plans=self._plans, owner=self, again=self.panel.expect_new)

    def _take_in(self) -> None:
        if self._has_plan():
            self.papers.take_in(self._plans)

    def _enter(self, draft: TaskDraft) -> None:
        from thidua_desktop.services.planning.tasks import save_task

        row = self.panel.chosen()
        plan_id = row.plan_id if row is not None else self._plans[0].id
        words = text("tasks.entry.added", wording=draft.wording)
        self.context.act(
            lambda _: save_task(self.context.app, draft, plan_id=plan_id),
            label=text("tasks.new").replace("&", ""),
            done=lambda _: self._entered(words),
            owner=self,
        )

    def _entered(self, words: str) -> None:
        self.entry.clear()
        self.context.notify(words)

    def _edit(self, row: TaskRow | None) -> None:
        chosen = self.panel.selected()
        if len(chosen) > 1:
            ask_many(self.context, chosen, owner=self)
        elif row is not None:
            ask_task(self.context, row, plans=self._plans, owner=self)

    def _remove(self) -> None:
        ids = [row.id for row in self.panel.selected()]
        label = text("tasks.remove").replace("&", "")
        question = text("tasks.remove_question", count=len(ids))
        if ids and self.context.dialogs.confirm(label, question, yes=text("tasks.remove"), dangerous=True):
            from thidua_desktop.services.planning.tasks import remove_tasks

            self._act(lambda: remove_tasks(self.context.app, ids), label)

    def _save_picture(self, path: Path) -> bool:
        """Table and timeline as they stand, at twice the size; False when the place cannot be written."""
        picture = self._splitter.grab()
        return bool(picture.save(str(path)))
