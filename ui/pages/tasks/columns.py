"""Columns of the table of tasks, declared as data."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from thidua_desktop.texts import text
from ui.style.tokens import Tone
from ui.tables.columns import Badge, Column
from ui.widgets.dates import show_date

if TYPE_CHECKING:
    from thidua_desktop.domain.planning.task_times import State
    from thidua_desktop.queries.planning.tasks import TaskRow

TONES: Final[dict[State, Tone]] = {
    "done": "ok",
    "overdue": "danger",
    "doing": "info",
    "due": "warn",
    "todo": "neutral",
}


def task_columns(today: Callable[[], dt.date]) -> tuple[Column[TaskRow], ...]:
    """``today`` is asked at each painting: it comes with the reading."""

    def badge(row: TaskRow) -> Badge:
        return state_badge(row, today())

    return (
        Column("number", text("tasks.columns.number"), lambda row: row.label, 50, sort=_numbers, fixed=True),
        Column("wording", text("tasks.columns.wording"), _one_line, 250, least=0.9, tooltip=_wording),
        Column("when_text", text("tasks.columns.when_text"), _when, 128, sort=_starts, tooltip=_when_tip),
        Column(
            "status",
            text("tasks.columns.status"),
            lambda row: row.status,
            104,
            badge=badge,
            tooltip=state_tip,
        ),
        Column(
            "progress",
            text("tasks.columns.progress"),
            lambda row: row.progress,
            74,
            align="right",
            text=lambda share: text("tasks.share", share=share),
            hidden=True,
        ),
        Column("lead", text("tasks.columns.lead"), lambda row: row.lead, 130, aside=1),
        Column(
            "partners",
            text("tasks.columns.partners"),
            lambda row: " ".join(row.partners.split()),
            150,
            aside=2,
        ),
        Column(
            "evidence",
            text("tasks.columns.evidence"),
            lambda row: row.evidence or None,
            104,
            align="right",
            hidden=True,
        ),
        Column("note", text("tasks.columns.note"), lambda row: row.note, 160, hidden=True),
    )


def state_badge(row: TaskRow, today: dt.date) -> Badge:
    """How a task stands, in a word and a colour."""
    state = row.state(today)
    return Badge(text(f"tasks.status.{state}"), TONES[state])


def state_tip(row: TaskRow) -> str:
    """The day it was done, else how far it is."""
    if row.status == "done" and row.done_on:
        return text("tasks.status.done_on", day=show_date(row.done_on))
    return text("tasks.share_done", share=row.progress)


def _numbers(row: TaskRow) -> tuple[int, ...]:
    return (row.plan_id, *(int(part) for part in row.label.split(".")))


def _one_line(row: TaskRow) -> str:
    words = " ".join(row.wording.split()).lstrip("-– ")
    return text("tasks.piece", wording=words) if row.parent_id and "." in row.label else words


def _wording(row: TaskRow) -> str:
    return text("tasks.wording_tip", wording=row.wording, plan=row.plan_title)


def _when(row: TaskRow) -> str:
    if row.when_text or not row.spans:
        return row.when_text
    return _days(row)


def _when_tip(row: TaskRow) -> str:
    if not row.spans:
        return text("tasks.time.unread", phrase=row.when_text)
    return text("tasks.time.read", phrase=row.when_text or text("tasks.gantt.no_phrase"), days=_days(row))


def _days(row: TaskRow) -> str:
    return "; ".join(
        text("tasks.gantt.dragging", first=show_date(first), last=show_date(last))
        for first, last in row.spans
    )


def _starts(row: TaskRow) -> tuple[int, int] | None:
    return (row.spans[-1][1].toordinal(), row.spans[0][0].toordinal()) if row.spans else None
