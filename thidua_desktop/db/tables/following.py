"""What was reached of a target in each period, and the papers that prove a task was done."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class TargetActual(Identified, Discardable, Base):
    """One figure reported for a target; the latest period counts."""

    __tablename__ = "target_actual"
    topic = "plan"

    target_id: Mapped[int] = mapped_column(ForeignKey("plan_target.id"), index=True)
    period: Mapped[str]
    """``M01``…``M12``, ``Q1``…``Q4``, ``H1``, ``H2`` or ``Y``: a part of the plan's year."""
    value: Mapped[str]
    """Decimal as text, in the measure of the target."""
    as_of: Mapped[dt.date | None]
    source: Mapped[str] = mapped_column(default="", server_default="")
    """Who reported it and in which paper."""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)


class TaskEvidence(Identified, Discardable, Base):
    """A file that shows how a task stands."""

    __tablename__ = "task_evidence"
    topic = "tasks"

    task_id: Mapped[int] = mapped_column(ForeignKey("plan_task.id"), index=True)
    attachment_id: Mapped[int] = mapped_column(ForeignKey("attachment.id"), index=True)
    note: Mapped[str] = mapped_column(default="", server_default="")
