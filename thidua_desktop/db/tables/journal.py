"""The journal's own tables: every action, every row it touched, and the next free number of each table."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base


class JournalEntry(Base):
    """One action the officer took. ``action`` names its sentence; ``undone_by`` the entry that took it back."""

    __tablename__ = "journal_entry"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[str]
    action: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    topics: Mapped[list[Any]] = mapped_column(JSON)
    undone_by: Mapped[int | None] = mapped_column(ForeignKey("journal_entry.id"), index=True)


class JournalChange(Base):
    """Rows ``row_id`` to ``last_id`` of a table: I inserted, U updated, D deleted."""

    __tablename__ = "journal_change"
    __table_args__ = (Index(None, "table_name", "row_id"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    entry_id: Mapped[int] = mapped_column(ForeignKey("journal_entry.id"), index=True)
    table_name: Mapped[str]
    row_id: Mapped[int]
    last_id: Mapped[int]
    op: Mapped[str]
    before: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    after: Mapped[dict[str, Any] | None] = mapped_column(JSON)


class IdCounter(Base):
    """The last number given to a row of a table, so that no number is ever used twice."""

    __tablename__ = "id_counter"

    table_name: Mapped[str] = mapped_column(primary_key=True)
    last_id: Mapped[int]
