"""The table of tasks as it goes to paper, to a workbook or to a calendar: plain values, no database."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from thidua_desktop.domain.number_tables import SheetHead, SheetSigner
from thidua_desktop.domain.planning.task_times import Span


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskLine:
    """One row. ``progress`` in per cent; ``state`` in words; ``piece``: belongs to the line above it."""

    label: str
    wording: str
    lead: str
    partners: str
    when_text: str
    state: str
    progress: int
    note: str
    spans: tuple[Span, ...] = ()
    piece: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskSheet:
    """The whole table with what stands around it."""

    head: SheetHead
    lines: tuple[TaskLine, ...]
    signers: tuple[SheetSigner, ...] = ()
    created: dt.datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarEvent:
    """Whole days of one stretch of a task. ``uid`` stays the same from export to export; ``alarm_days``
    before the last day it reminds, None: not at all."""

    uid: str
    summary: str
    first: dt.date
    last: dt.date
    description: str = ""
    categories: tuple[str, ...] = ()
    alarm_days: int | None = None
    alarm_words: str = ""
