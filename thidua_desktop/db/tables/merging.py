"""Two records that were one: which stayed, which went, and every row moved, to be parted again."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Identified


class Merge(Identified, Base):
    """One joining of two records, or one parting (``split``) of rows into a new record.

    The ids are no foreign keys: the trace stays readable whatever becomes of the records.
    """

    __tablename__ = "merge"
    __table_args__ = (
        CheckConstraint("subject_type IN ('person', 'household')", name="subject_type"),
        CheckConstraint("kind IN ('merge', 'split')", name="kind"),
    )
    topic = "people"

    kind: Mapped[str]
    subject_type: Mapped[str]
    kept_id: Mapped[int]
    """The record the rows now belong to."""
    other_id: Mapped[int]
    """The record they came from; after a merge it waits in the bin."""
    kept_name: Mapped[str]
    other_name: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    created_at: Mapped[str]
    parted_at: Mapped[str | None]
    """When it was taken back."""


class MergeMove(Identified, Base):
    """One row that was moved (``filled`` empty), or columns of the stored record's row that were filled in."""

    __tablename__ = "merge_move"
    topic = "people"

    merge_id: Mapped[int] = mapped_column(ForeignKey("merge.id"), index=True)
    table_name: Mapped[str]
    column_name: Mapped[str]
    row_id: Mapped[int]
    filled: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
