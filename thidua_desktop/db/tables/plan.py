"""The year's plan, its targets and tasks."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified, PartialDateText
from thidua_desktop.domain.dates import PartialDate


class Plan(Identified, Discardable, Base):
    """A plan or directive of one year; number and day stay empty until it is issued."""

    __tablename__ = "plan"
    topic = "plan"

    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]
    title: Mapped[str]
    theme: Mapped[str] = mapped_column(default="")
    number: Mapped[str | None]
    issued_on: Mapped[dt.date | None]
    doc_type: Mapped[str] = mapped_column(default="", server_default="")
    """The words in capitals that say what it is (``KẾ HOẠCH``); empty: what its kind says."""
    symbol: Mapped[str] = mapped_column(default="", server_default="")
    """What stands behind the number: ``KH-UBND``."""
    parent_issuer: Mapped[str] = mapped_column(default="", server_default="")
    issuer: Mapped[str] = mapped_column(default="", server_default="")
    place: Mapped[str] = mapped_column(default="", server_default="")
    intro: Mapped[str] = mapped_column(default="", server_default="")
    """The opening before part I, one paragraph a line."""
    closing: Mapped[str] = mapped_column(default="", server_default="")
    signer_prefix: Mapped[str] = mapped_column(default="", server_default="")
    """``TM. ỦY BAN NHÂN DÂN``; a second line when there is one (``KT. CHỦ TỊCH``)."""
    signer_position: Mapped[str] = mapped_column(default="", server_default="")
    signer_name: Mapped[str] = mapped_column(default="", server_default="")
    annex_text: Mapped[str] = mapped_column(default="", server_default="")
    """Lines above the table of tasks, the first its title."""
    with_annex: Mapped[bool] = mapped_column(default=True, server_default="1")
    """Whether the tasks print as an annex."""
    with_targets: Mapped[bool] = mapped_column(default=False, server_default="0")
    """Whether the targets print as a table of their own."""
    source_name: Mapped[str] = mapped_column(default="", server_default="")
    source_text: Mapped[str] = mapped_column(default="", server_default="")
    """The text the plan was read from, as it came."""
    planned_for: Mapped[PartialDate | None] = mapped_column(PartialDateText)
    """Month or year a draft already says it goes out in; the day is left blank for the clerk."""
    copied_from_id: Mapped[int | None] = mapped_column(ForeignKey("plan.id"), index=True)
    """Last year's plan this one began as."""


class PlanTarget(Identified, Discardable, Base):
    """One target: between minimum and maximum of a measure; award targets name their award."""

    __tablename__ = "plan_target"
    topic = "plan"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    section: Mapped[str]
    wording: Mapped[str]
    award_code: Mapped[str | None]
    subject_type: Mapped[str | None]
    minimum: Mapped[str | None]
    """Decimal as text; equal to ``maximum`` for an exact target."""
    maximum: Mapped[str | None]
    measure: Mapped[str] = mapped_column(default="")
    group_code: Mapped[str] = mapped_column(default="", server_default="")
    """Field of life: ``KT``, ``XH``, ``MT``, ``QPAN``, ``TDKT``; empty when the plan does not say."""
    comparator: Mapped[str] = mapped_column(default="", server_default="")
    """``eq``, ``ge``, ``le``, ``between``, ``up`` or ``down``; empty: reported by the two figures alone."""
    owner: Mapped[str] = mapped_column(default="", server_default="")
    """Who answers for it, as the plan says."""
    owner_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    baseline: Mapped[str | None]
    """Decimal as text: last year's figure, from which ``up`` and ``down`` are counted."""
    source: Mapped[str] = mapped_column(default="", server_default="")
    """The sentence it was read from; empty when typed."""


class PlanTask(Identified, Discardable, Base):
    """One task of the work plan; ``when_text`` stays as written, ``months`` is what it means."""

    __tablename__ = "plan_task"
    topic = "tasks"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    wording: Mapped[str]
    lead: Mapped[str] = mapped_column(default="")
    partners: Mapped[str] = mapped_column(default="")
    when_text: Mapped[str] = mapped_column(default="")
    months: Mapped[list[Any]] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(default="todo")
    """``todo``, ``doing`` or ``done``."""
    done_on: Mapped[dt.date | None]
    note: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_task.id"), index=True)
    """The task of whose row this is one piece."""
    starts_on: Mapped[dt.date | None]
    """First and last day as dragged or typed by the officer; they go before what ``when_text`` means."""
    ends_on: Mapped[dt.date | None]
    progress: Mapped[int] = mapped_column(default=0, server_default="0")
    """Per cent done, 0 to 100."""
    source: Mapped[str] = mapped_column(default="", server_default="")
