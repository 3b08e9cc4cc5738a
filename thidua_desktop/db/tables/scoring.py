"""Score sheets of blocs: who gave what, every version stored, and what happened to the sheet."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class ScoreSheet(Identified, Discardable, Base):
    """The scoring of one bloc in its year. The scheme is stored whole: later edits change nothing."""

    __tablename__ = "score_sheet"
    __table_args__ = (CheckConstraint("state IN ('open', 'closed', 'published')", name="state"),)
    topic = "scoring"

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"), index=True)
    scheme_key: Mapped[str]
    scheme_text: Mapped[str]
    """The scheme as its file says it (docs/schemes.md)."""
    state: Mapped[str] = mapped_column(default="open")
    places: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Unit id (as text) -> place the meeting gave among equal units, 1 first."""
    minutes: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """What was typed for the minutes of the bloc's meeting."""
    snapshot: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    """Totals, ranks, points and proposals as they stood when the sheet was closed."""
    created_at: Mapped[str]


class ScoreEntry(Identified, Base):
    """One version of one scorer's entry; the newest (largest id) stands, none is ever changed."""

    __tablename__ = "score_entry"
    __table_args__ = (Index(None, "sheet_id", "unit_id"),)
    topic = "scoring"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id"))
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    criterion: Mapped[str]
    scorer: Mapped[str]
    judge_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """Which unit of the bloc gave it, where every other one judges; None: the scorer itself."""
    version: Mapped[int]
    raw: Mapped[str]
    """The entry in its plain writing; empty: taken out again; ``KC``: does not apply."""
    reason: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    """Name of the workbook it was imported from; empty: typed."""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    """Evidence handed in with it."""
    made_at: Mapped[str]


class ScoreEvent(Identified, Base):
    """``kind``: opened, scheme, placed, closed, published, reopened; ``reason`` as written by hand."""

    __tablename__ = "score_event"
    topic = "scoring"

    sheet_id: Mapped[int] = mapped_column(ForeignKey("score_sheet.id"), index=True)
    kind: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    made_at: Mapped[str]
