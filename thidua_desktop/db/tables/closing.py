"""Years that were closed and opened again: the newest event of a year says how it stands."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Identified


class YearEvent(Identified, Base):
    """``kind``: closed or reopened. Events are only added: they are the trace of the lock."""

    __tablename__ = "year_event"
    __table_args__ = (CheckConstraint("kind IN ('closed', 'reopened')", name="kind"),)
    topic = "settings"

    year: Mapped[int] = mapped_column(index=True)
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(default="", server_default="")
    """Why it was opened again, or why it was closed with work left."""
    left: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What the checklist counted at closing, by check."""
    made_at: Mapped[str]
