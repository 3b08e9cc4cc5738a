"""Papers of a nomination's dossier, and which initiative was used for which nomination."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Identified


class DossierPaper(Identified, Base):
    """One paper asked of a dossier. ``state``: missing, received, ``to_mend`` (come, but not as it must be)."""

    __tablename__ = "dossier_paper"
    __table_args__ = (
        UniqueConstraint("nomination_id", "paper_code"),
        CheckConstraint("state IN ('missing', 'received', 'to_mend')", name="state"),
    )
    topic = "nominations"

    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"))
    paper_code: Mapped[str]
    """A code of the catalogue's ``dossier.toml``."""
    state: Mapped[str] = mapped_column(default="missing")
    received_on: Mapped[dt.date | None]
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    note: Mapped[str] = mapped_column(default="")


class InitiativeUse(Identified, Base):
    """An initiative put forward for one nomination: one achievement, one commendation."""

    __tablename__ = "initiative_use"
    __table_args__ = (UniqueConstraint("initiative_id", "nomination_id"),)
    topic = "nominations"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    nomination_id: Mapped[int] = mapped_column(ForeignKey("nomination.id"), index=True)
    note: Mapped[str] = mapped_column(default="")


class InitiativeAuthor(Identified, Base):
    """A co-author besides the one the initiative is registered under."""

    __tablename__ = "initiative_author"
    __table_args__ = (UniqueConstraint("initiative_id", "person_id"),)
    topic = "people"

    initiative_id: Mapped[int] = mapped_column(ForeignKey("initiative.id"))
    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
