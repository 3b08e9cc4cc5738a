"""Scoring schemes of the office: every version is stored, a version once used is never changed."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint, false
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class ScoringScheme(Identified, Discardable, Base):
    """One version of a scheme; ``content`` is its TOML text, the form of ``docs/schemes.md``."""

    __tablename__ = "scoring_scheme"
    __table_args__ = (UniqueConstraint("code", "version"),)
    topic = "scoring"

    code: Mapped[str]
    version: Mapped[int]
    name: Mapped[str]
    source: Mapped[str]
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    content: Mapped[str]
    origin: Mapped[str]
    """``shipped``: stored as it travels with the program; ``office``: written or changed here."""
    used: Mapped[bool] = mapped_column(server_default=false(), default=False)
    """Units are scored by this version: an edit makes the next version."""
