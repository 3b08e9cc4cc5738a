"""Sessions of the council, and the count of every candidate."""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.base import Base, Discardable, Identified


class CouncilSession(Identified, Discardable, Base):
    """One meeting. Closing keeps ``snapshot``: what the council saw, whatever the rules become later."""

    __tablename__ = "council_session"
    __table_args__ = (CheckConstraint("state IN ('open', 'closed')", name="state"),)
    topic = "council"

    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    held_on: Mapped[dt.date | None]
    place: Mapped[str] = mapped_column(default="")
    chair: Mapped[str] = mapped_column(default="")
    secretary: Mapped[str] = mapped_column(default="")
    total_members: Mapped[int]
    present: Mapped[int]
    absent_written: Mapped[int] = mapped_column(default=0)
    base: Mapped[str]
    """What percentages are counted of: ``total``, ``present`` or ``valid``."""
    threshold: Mapped[str]
    """Share needed, Decimal as text: ``0.8``."""
    state: Mapped[str] = mapped_column(default="open")
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class CouncilVote(Identified, Base):
    """The count for one nomination in one session."""

    __tablename__ = "council_vote"
    __table_args__ = (UniqueConstraint("session_id", "nomination_id"),)
    topic = "council"

    session_id: Mapped[int] = mapped_column(ForeignKey("council_session.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    issued: Mapped[int]
    collected: Mapped[int]
    valid: Mapped[int]
    agree: Mapped[int]
    disagree: Mapped[int]
    passed: Mapped[bool | None]
