"""A table of tasks from a workbook, a Word file or a plain text; every doubt is reported before it is stored."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.file_kinds import is_workbook
from thidua_desktop.domain.plan_text.lines import TextTable
from thidua_desktop.domain.plan_text.parts import Task
from thidua_desktop.domain.plan_text.tasks import columns_of, read_tasks
from thidua_desktop.domain.text import fold
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.reading import plan_words
from thidua_desktop.services.planning.tasks import TaskDraft

_REASONS: Final = {
    "FILE_EMPTY": "task_reading.empty",
    "FILE_PDF": "task_reading.pdf",
    "FILE_OLD_WORD": "task_reading.old_word",
}


@dataclass(frozen=True, slots=True)
class FoundTask:
    """One row as read. ``doubts``: ``time`` (not understood), ``no_time``, ``no_lead``, ``known`` (a task of
    these words is in the plan already)."""

    number: str
    draft: TaskDraft
    doubts: tuple[str, ...]


def read_task_file(app: AppContext, path: Path, *, year: int, plan_id: int) -> tuple[FoundTask, ...]:
    """Tasks of every table of tasks in the file.

    OfficeError ``task_reading.…`` or ``plan_reading.…`` with the file's name and what is wrong with it.
    """
    found = read_tasks(_tables(path), plan_words())
    if not found:
        raise OfficeError("task_reading.no_table", file=path.name)
    known = {_key(row.wording) for row in app.read(tasks, year=year, plan_id=plan_id)}
    return tuple(_found(task, known, file=path.name) for task in found)


def _tables(path: Path) -> tuple[TextTable, ...]:
    if not is_workbook(path):
        from thidua_desktop.workbooks.planning.documents import read_document

        return tuple(_of_tasks(block for block in read_document(path) if isinstance(block, TextTable)))
    from thidua_desktop.workbooks.planning.task_list import task_tables
    from thidua_desktop.workbooks.reading.reader import open_file

    opened = open_file(path)
    if opened.status != "ok":
        code = _REASONS.get(opened.code or "", "task_reading.unreadable")
        raise OfficeError("task_reading.protected" if opened.status == "password" else code, file=path.name)
    return task_tables(opened.grids, plan_words())


def _of_tasks(tables: Iterable[TextTable]) -> Iterator[TextTable]:
    """Tables with the heading, and those as wide that go on with one; signatures stand in tables too."""
    width = 0
    for table in tables:
        wide = max(len(row) for row in table.rows)
        if columns_of(table, plan_words()) is not None:
            width = wide
            yield table
        elif width and wide == width:
            yield table


def _found(task: Task, known: Collection[str], *, file: str) -> FoundTask:
    several = len(task.subtasks) > 1
    head = task.text if not several else "\n".join(task.subtasks)
    draft = TaskDraft(
        wording=head,
        lead=task.lead,
        partners="\n".join(task.partners),
        when_text=task.when_text,
        months=task.months,
        source=f"{file}: {task.source.text}" if task.source.text else file,
    )
    return FoundTask(task.no, draft, tuple(_doubts(draft, known)))


def _doubts(draft: TaskDraft, known: Collection[str]) -> Iterator[str]:
    if _key(draft.wording) in known:
        yield "known"
    if draft.when_text and not draft.months:
        yield "time"
    if not draft.when_text:
        yield "no_time"
    if not draft.lead:
        yield "no_lead"


def _key(wording: str) -> str:
    return " ".join(fold(wording).replace("-", " ").split())
