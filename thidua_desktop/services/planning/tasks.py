"""Tasks of the plan: written, marked, moved in time, proved by files."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import func, select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.following import TaskEvidence
from thidua_desktop.db.tables.plan import PlanTask
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.planning.task_times import Span
from thidua_desktop.domain.planning.time_phrases import months_of
from thidua_desktop.domain.text import clean
from thidua_desktop.given_files import require_readable
from thidua_desktop.services.office.attachments import keep
from thidua_desktop.services.office.context import AppContext

STATUSES: Final = ("todo", "doing", "done")
LARGEST_FILE: Final = 100_000_000
"""Bytes; a longer evidence file stays where it is and is named in the note."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskDraft:
    """A task as typed or read, several lines of content as it may be; ``months`` None: those the time phrase
    means."""

    wording: str
    lead: str = ""
    partners: str = ""
    when_text: str = ""
    months: tuple[int, ...] | None = None
    note: str = ""
    progress: int | None = None
    starts_on: dt.date | None = None
    ends_on: dt.date | None = None
    source: str = ""


def save_task(
    app: AppContext,
    draft: TaskDraft,
    *,
    plan_id: int,
    task_id: int | None = None,
    parent_id: int | None = None,
) -> Changes:
    """Adds a task at the end of a plan (a piece at the end of its task), or changes one.

    OfficeError ``tasks.no_wording``, ``tasks.wrong_progress``, ``tasks.days_reversed``.
    """
    values = _values(draft)
    with app.database.writing("save_task") as uow:
        if task_id is not None:
            uow.update(PlanTask, task_id, **values)
        else:
            place = _next_place(uow, plan_id)
            uow.add(PlanTask, plan_id=plan_id, position=place, parent_id=parent_id, **values)
    return uow.changes


def change_tasks(app: AppContext, ids: Sequence[int], given: Mapping[str, str]) -> Changes:
    """Writes ``lead``, ``partners``, ``when_text`` or ``note`` to several tasks in one action; a new time phrase
    brings its months and takes days of their own away. OfficeError ``tasks.nothing_given``."""
    values: dict[str, Any] = {key: _lines(words) for key, words in given.items() if clean(words)}
    if not values or not ids:
        raise OfficeError("tasks.nothing_given")
    if "when_text" in values:
        values |= {"months": list(months_of(values["when_text"])), "starts_on": None, "ends_on": None}
    with app.database.writing("change_tasks", count=len(ids)) as uow:
        for task_id in ids:
            uow.update(PlanTask, task_id, **values)
    return uow.changes


def add_tasks(app: AppContext, drafts: Sequence[TaskDraft], *, plan_id: int) -> Changes:
    """Adds several at the end of a plan, all in one action. OfficeError ``tasks.nothing_to_add``."""
    if not drafts:
        raise OfficeError("tasks.nothing_to_add")
    rows = [_values(draft) for draft in drafts]
    with app.database.writing("add_tasks", count=len(rows)) as uow:
        place = _next_place(uow, plan_id)
        for offset, values in enumerate(rows):
            uow.add(PlanTask, plan_id=plan_id, position=place + offset, **values)
    return uow.changes


def split_task(app: AppContext, task_id: int) -> Changes:
    """Makes a piece of each line of a task, with the same time and lead; each then has a state of its own.

    OfficeError ``tasks.nothing_to_split`` for a task of one line.
    """
    with app.database.reading() as connection:
        task = connection.execute(select(PlanTask.__table__).where(PlanTask.id == task_id)).mappings().one()
    lines = [line for part in task["wording"].split("\n") if (line := clean(part.lstrip("-–+• ")))]
    if len(lines) < 2:
        raise OfficeError("tasks.nothing_to_split")
    same = {name: task[name] for name in ("plan_id", "lead", "partners", "when_text", "months", "source")}
    with app.database.writing("split_task", count=len(lines)) as uow:
        place = _next_place(uow, task["plan_id"])
        for offset, line in enumerate(lines):
            uow.add(PlanTask, parent_id=task_id, position=place + offset, wording=line, **same)
    return uow.changes


def set_task_status(app: AppContext, *task_ids: int, status: str) -> Changes:
    """Marks tasks, all in one action; done takes today as its day. A row takes its pieces with it, and stands
    as its pieces do. OfficeError ``tasks.unknown_status``."""
    if status not in STATUSES:
        raise OfficeError("tasks.unknown_status", status=status)
    values: dict[str, Any] = {"status": status, "done_on": app.today() if status == "done" else None}
    if status != "doing":
        values["progress"] = 100 if status == "done" else 0
    with app.database.writing("mark_tasks", count=len(task_ids)) as uow:
        _mark(app, uow, task_ids, values)
    return uow.changes


def set_progress(app: AppContext, *task_ids: int, progress: int) -> Changes:
    """How far they are, 0 to 100; the status follows. OfficeError ``tasks.wrong_progress``."""
    _checked_progress(progress)
    status = "done" if progress == 100 else "doing" if progress else "todo"
    done_on = app.today() if status == "done" else None
    with app.database.writing("progress_tasks", count=len(task_ids), progress=progress) as uow:
        _mark(app, uow, task_ids, {"progress": progress, "status": status, "done_on": done_on})
    return uow.changes


def _mark(app: AppContext, uow: UnitOfWork, task_ids: Sequence[int], values: Mapping[str, Any]) -> None:
    """These tasks and the pieces of rows among them; rows of which only pieces are marked follow those."""
    task = PlanTask.__table__.c
    alive = task.deleted_at.is_(None)
    pieces = select(task.id).where(task.parent_id.in_(task_ids), alive)
    marked = dict.fromkeys((*task_ids, *uow.connection.execute(pieces).scalars()))
    for task_id in marked:
        uow.update(PlanTask, task_id, **values)
    above = select(task.parent_id).where(task.id.in_(task_ids), task.parent_id.is_not(None)).distinct()
    for row_id in set(uow.connection.execute(above).scalars()) - set(marked):
        own = select(task.status, task.progress).where(task.parent_id == row_id, alive)
        found = uow.connection.execute(own).all()
        done = all(status == "done" for status, _ in found)
        begun = any(status != "todo" for status, _ in found)
        progress = 100 if done else min(sum(share for _, share in found) // len(found), 99)
        status = "done" if done else "doing" if begun else "todo"
        done_on = app.today() if done else None
        uow.update(PlanTask, row_id, status=status, progress=progress, done_on=done_on)


def reschedule(app: AppContext, spans: Mapping[int, Span]) -> Changes:
    """Gives tasks days of their own; the phrase stays as written."""
    with app.database.writing("reschedule_tasks", count=len(spans)) as uow:
        for task_id, (first, last) in spans.items():
            uow.update(PlanTask, task_id, starts_on=min(first, last), ends_on=max(first, last))
    return uow.changes


def follow_phrase(app: AppContext, task_ids: Iterable[int]) -> Changes:
    """Takes the days the officer set away: the time phrase counts again."""
    ids = tuple(task_ids)
    with app.database.writing("unschedule_tasks", count=len(ids)) as uow:
        for task_id in ids:
            uow.update(PlanTask, task_id, starts_on=None, ends_on=None)
    return uow.changes


def remove_tasks(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin, with their pieces."""
    with app.database.writing("remove_tasks", count=len(ids)) as uow:
        pieces = uow.connection.execute(
            select(PlanTask.id).where(PlanTask.parent_id.in_(ids), PlanTask.deleted_at.is_(None))
        ).scalars()
        uow.remove(PlanTask, sorted({*ids, *pieces}))
    return uow.changes


def add_evidence(app: AppContext, task_id: int, paths: Sequence[Path], *, note: str = "") -> Changes:
    """Keeps copies of files as evidence of a task.

    OfficeError ``tasks.evidence_unreadable``, ``tasks.evidence_too_large``.
    """
    files = [(path.name, read_evidence(path)) for path in paths]
    with app.database.writing("add_evidence", count=len(files)) as uow:
        for name, data in files:
            attachment = keep(app, uow, name=name, data=data)
            uow.add(TaskEvidence, task_id=task_id, attachment_id=attachment, note=clean(note))
    return uow.changes


def remove_evidence(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin; the stored file stays."""
    with app.database.writing("remove_evidence", count=len(ids)) as uow:
        uow.remove(TaskEvidence, ids)
    return uow.changes


def read_evidence(path: Path) -> bytes:
    """The bytes of a file the officer chose. OfficeError as ``add_evidence``."""
    require_readable(path)
    try:
        if path.stat().st_size > LARGEST_FILE:
            raise OfficeError("tasks.evidence_too_large", file=path.name)
        return path.read_bytes()
    except OSError as error:
        raise OfficeError("tasks.evidence_unreadable", file=path.name) from error


def _values(draft: TaskDraft) -> dict[str, Any]:
    wording = _lines(draft.wording)
    if not wording:
        raise OfficeError("tasks.no_wording")
    if draft.starts_on and draft.ends_on and draft.ends_on < draft.starts_on:
        raise OfficeError("tasks.days_reversed", first=draft.starts_on, last=draft.ends_on)
    when = clean(draft.when_text)
    months = months_of(when) if draft.months is None else tuple(sorted(set(draft.months)))
    values: dict[str, Any] = {
        "wording": wording,
        "lead": clean(draft.lead),
        "partners": _lines(draft.partners),
        "when_text": when,
        "months": list(months),
        "note": clean(draft.note),
        "starts_on": draft.starts_on,
        "ends_on": draft.ends_on,
        "source": draft.source,
    }
    if draft.progress is not None:
        values["progress"] = _checked_progress(draft.progress)
    return values


def _lines(words: str) -> str:
    """Cleaned line by line: a cell of a task table may hold several."""
    return "\n".join(line for part in words.split("\n") if (line := clean(part)))


def _checked_progress(progress: int) -> int:
    if not 0 <= progress <= 100:
        raise OfficeError("tasks.wrong_progress", progress=progress)
    return progress


def _next_place(uow: UnitOfWork, plan_id: int) -> int:
    last = uow.connection.execute(
        select(func.coalesce(func.max(PlanTask.position), 0)).where(PlanTask.plan_id == plan_id)
    ).scalar_one()
    return int(last) + 1
