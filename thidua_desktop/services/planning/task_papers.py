"""The table of tasks leaves the program: workbook, paper, calendar."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import place_and_date
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import SheetHead, SheetSigner
from thidua_desktop.domain.planning.task_list import CalendarEvent, TaskLine, TaskSheet
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.queries.planning.tasks import TaskRow, tasks
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

ALARM_DAYS = 3
"""Days before the last day of a task at which a calendar reminds."""


def save_task_list(
    app: AppContext, path: Path, *, year: int, task_ids: Collection[int] | None = None
) -> Changes:
    """Writes the table by the ending of the name: ``.xlsx``, ``.docx``, ``.pdf`` or ``.ics``.

    ``task_ids``: only these, in the order of the plan. OfficeError ``task_papers.no_tasks``,
    ``task_papers.no_days`` (nothing a calendar could show), and those of a file.
    """
    write_atomically(path, task_list_bytes(app, path.suffix.lower(), year=year, task_ids=task_ids))
    return Changes()


def task_list_bytes(
    app: AppContext, kind: str, *, year: int, task_ids: Collection[int] | None = None
) -> bytes:
    """The file of a kind (``.pdf`` and so on), for saving or looking at; refusals as ``save_task_list``."""
    rows = tuple(row for row in app.read(tasks, year=year) if task_ids is None or row.id in task_ids)
    if not rows:
        raise OfficeError("task_papers.no_tasks", year=year)
    if kind == ".ics":
        return _calendar(app, rows, year=year)
    sheet = task_sheet(app, rows, year=year)
    if kind == ".xlsx":
        from thidua_desktop.workbooks.planning.task_list import task_workbook

        return task_workbook(sheet)
    if kind == ".docx":
        from thidua_desktop.documents.docx.document import render_docx
        from thidua_desktop.documents.planning.task_list import task_paper

        return render_docx(task_paper(sheet))
    from thidua_desktop.documents.planning.task_list import render_task_list

    return render_task_list(sheet)


def file_name(*, year: int, suffix: str) -> str:
    """A name every Windows accepts."""
    return safe_file_name(text("task_papers.file", year=year) + suffix)


def task_sheet(app: AppContext, rows: tuple[TaskRow, ...], *, year: int) -> TaskSheet:
    """The table as values."""
    us = app.read(office)
    titles = (text("task_papers.title"), text("task_papers.subtitle", year=year))
    first = next(iter(app.read(signers)), None)
    makers = (SheetSigner(titles=(text("statistics.maker"),)),)
    closing = makers if first is None else (*makers, SheetSigner(titles=first.lines, name=first.full_name))
    return TaskSheet(
        head=SheetHead(
            issuer=us.standing_body.upper(),
            superior=us.name.upper(),
            titles=titles,
            place_date=place_and_date(us.place, None),
        ),
        lines=tuple(_line(app, row) for row in rows),
        signers=closing,
        created=app.database.clock(),
    )


def _line(app: AppContext, row: TaskRow) -> TaskLine:
    state = text(f"tasks.status.{row.state(app.today())}")
    return TaskLine(
        label=row.label,
        wording=row.wording,
        lead=row.lead,
        partners=row.partners,
        when_text=row.when_text,
        state=state,
        progress=row.progress,
        note=row.note,
        spans=row.spans,
        piece="." in row.label,
    )


def _calendar(app: AppContext, rows: tuple[TaskRow, ...], *, year: int) -> bytes:
    from thidua_desktop.documents.planning.calendar_file import calendar_file

    events = tuple(event for row in rows for event in _events(row))
    if not events:
        raise OfficeError("task_papers.no_days")
    return calendar_file(events, name=text("task_papers.calendar", year=year), stamp=app.database.clock())


def _events(row: TaskRow) -> Iterator[CalendarEvent]:
    """One event a stretch; what runs all year would fill every day and stands on its last day only."""
    message = " ".join(row.wording.split())
    about = (
        (text("task_papers.event.when", phrase=row.when_text), row.when_text),
        (text("task_papers.event.lead", lead=row.lead), row.lead),
        (text("task_papers.event.partners", partners=" ".join(row.partners.split())), row.partners),
        (text("task_papers.event.plan", plan=row.plan_title), row.plan_title),
    )
    whole_year = len(row.months) == 12 and row.starts_on is None and row.ends_on is None
    for place, (first, last) in enumerate(row.spans):
        yield CalendarEvent(
            uid=f"task-{row.id}-{place}-{row.year}@thidua-desktop",
            summary=message,
            first=last if whole_year else first,
            last=last,
            description="\n".join(line for line, there in about if there),
            categories=(text("task_papers.event.category"),),
            alarm_days=None if row.status == "done" else ALARM_DAYS,
            alarm_words=text("task_papers.event.alarm", wording=message, days=ALARM_DAYS),
        )
