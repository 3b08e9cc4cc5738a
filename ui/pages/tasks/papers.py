"""The table of tasks in and out: which file, which plan, what was read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QMenu, QPushButton

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.file_kinds import TASK_LISTS, pattern
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.style.icons import put_icon
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.planning.plans import PlanRow
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.planning.task_reading import FoundTask

KINDS: Final = ("xlsx", "docx", "pdf", "ics")


class TaskPapers:
    """The import and export of the tasks page. ``shown`` gives the ids of the rows in sight."""

    def __init__(
        self,
        context: Context,
        owner: QObject,
        *,
        shown: Callable[[], list[int]],
        picture: Callable[[Path], bool],
    ) -> None:
        self._context, self._owner = context, owner
        self._shown, self._picture = shown, picture

    def make_button(self) -> QPushButton:
        """The button with the menu of kinds."""
        button = make_button(text("tasks.export_button"))
        put_icon(button, "arrow_export")
        menu = QMenu(button)
        for kind in KINDS:
            menu.addAction(text(f"tasks.export.{kind}")).triggered.connect(partial(self.export, kind))
        menu.addSeparator()
        menu.addAction(text("tasks.export.png")).triggered.connect(self.save_picture)
        button.setMenu(menu)
        return button

    def export(self, kind: str, _checked: bool = False) -> None:
        """Asks for a place and writes the rows in sight."""
        from thidua_desktop.services.planning.task_papers import file_name, save_task_list

        year, ids = self._context.year, self._shown()
        path = self._ask_place(kind, file_name(year=year, suffix=f".{kind}"))
        if path is None:
            return
        self._context.act(
            lambda _: save_task_list(self._context.app, path, year=year, task_ids=ids),
            label=text("tasks.export.title"),
            done=lambda _: self._context.notify(text("tasks.export.saved", file=path.name)),
            owner=self._owner,
        )

    def save_picture(self) -> None:
        """The timeline as a picture."""
        from thidua_desktop.services.planning.task_papers import file_name

        path = self._ask_place("png", file_name(year=self._context.year, suffix=".png"))
        if path is None:
            return
        if self._picture(path):
            self._context.notify(text("tasks.export.saved", file=path.name))
        else:
            self._context.dialogs.error(OfficeError("tasks.picture_failed", file=path.name))

    def _ask_place(self, kind: str, name: str) -> Path | None:
        return self._context.dialogs.choose_save_file(
            text("tasks.export.title"),
            name=name,
            patterns=text(f"tasks.export.pattern_{kind}"),
            purpose="tasks",
        )

    def take_in(self, plans: Sequence[PlanRow]) -> None:
        """Asks for a file, and for the plan when there are several."""
        plan_id = plans[0].id
        if len(plans) > 1:
            choices = tuple(Choice(plan.id, plan.title) for plan in plans)
            field = Field("plan", text("task_reading.choose_plan"), "choice", required=True, choices=choices)
            answer = self._context.dialogs.ask(text("task_reading.title"), (field,), values={"plan": plan_id})
            if answer is None:
                return
            plan_id = int(str(answer["plan"]))
        paths = self._context.dialogs.choose_open_files(
            text("task_reading.choose"),
            patterns=pattern(text("task_reading.patterns"), TASK_LISTS),
            purpose="tasks",
        )
        if paths:
            self._read(paths[0], plan_id)

    def _read(self, path: Path, plan_id: int) -> None:
        year = self._context.year

        def read(app: AppContext) -> tuple[FoundTask, ...]:
            from thidua_desktop.services.planning.task_reading import read_task_file

            return read_task_file(app, path, year=year, plan_id=plan_id)

        self._context.read(
            read,
            done=lambda found: self._confirm(found, path, plan_id),
            label=text("task_reading.reading"),
            owner=self._owner,
        )

    def _confirm(self, found: tuple[FoundTask, ...], path: Path, plan_id: int) -> None:
        from thidua_desktop.services.planning.tasks import add_tasks
        from ui.pages.tasks.task_import import TaskImport

        dialog = TaskImport(found, file=path.name)
        if not self._context.dialogs.run(dialog):
            return
        drafts = dialog.drafts()
        self._context.act(
            lambda _: add_tasks(self._context.app, drafts, plan_id=plan_id),
            label=text("task_reading.title"),
            done=lambda _: self._context.notify(text("task_reading.taken", count=len(drafts))),
            owner=self._owner,
        )
