"""A file as it was sent: the batch, each row with its cells, each finding, and what was learned once."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Identified


class ImportBatch(Identified, Base):
    """One file staged for a year. ``state``: staged, committed, replaced (staged again).

    ``answers``: whom the officer said the rows mean, as ``services.same_people`` keeps it.
    """

    __tablename__ = "import_batch"
    __table_args__ = (CheckConstraint("state IN ('staged', 'committed', 'replaced')", name="state"),)
    topic = "importing"

    year: Mapped[int] = mapped_column(index=True)
    file_name: Mapped[str]
    file_sha256: Mapped[str] = mapped_column(index=True)
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    sender_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    open_status: Mapped[str]
    state: Mapped[str] = mapped_column(default="staged")
    created_at: Mapped[str]
    answers: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)


class ImportRow(Identified, Base):
    """One nominee row of a sheet. ``outcome``: new, update, identical, error."""

    __tablename__ = "import_row"
    __table_args__ = (Index(None, "batch_id", "sheet", "row_number"),)
    topic = "importing"

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"))
    sheet: Mapped[str]
    row_number: Mapped[int]
    cells: Mapped[dict[str, Any]] = mapped_column(JSON)
    record: Mapped[dict[str, Any]] = mapped_column(JSON)
    outcome: Mapped[str]


class ImportFinding(Identified, Base):
    """What was found at a cell of the file."""

    __tablename__ = "import_finding"
    topic = "importing"

    batch_id: Mapped[int] = mapped_column(ForeignKey("import_batch.id"), index=True)
    row_id: Mapped[int | None] = mapped_column(ForeignKey("import_row.id"), index=True)
    ref: Mapped[str]
    code: Mapped[str]
    severity: Mapped[str]
    params: Mapped[dict[str, Any]] = mapped_column(JSON)
    of_ref: Mapped[str | None]


class AwardAlias(Identified, Base):
    """A spelling of a title or form, answered once and remembered."""

    __tablename__ = "award_alias"
    topic = "importing"

    alias_key: Mapped[str] = mapped_column(unique=True)
    award_code: Mapped[str]


class HeaderAlias(Identified, Base):
    """A column heading, mapped once: for one sender, or for everybody (``sender_unit_id`` NULL)."""

    __tablename__ = "header_alias"
    __table_args__ = (UniqueConstraint("alias_key", "sender_unit_id"),)
    topic = "importing"

    alias_key: Mapped[str]
    sender_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    field: Mapped[str]
