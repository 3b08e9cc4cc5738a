"""Settings of the office: who we are, who signs, which number comes next."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class Office(Identified, Base):
    """The office itself; one row with id 1."""

    __tablename__ = "office"
    topic = "settings"

    name: Mapped[str]
    level: Mapped[str]
    """``province``, ``district`` or ``commune``: which authority the catalogue checks."""
    superior_name: Mapped[str]
    place: Mapped[str]
    head_title: Mapped[str]
    standing_body: Mapped[str]
    symbol: Mapped[str]
    """Letters after the kind of document in its number, ``UBND`` in ``05/QĐ-UBND``."""
    council_name: Mapped[str]
    current_year: Mapped[int]
    letterhead_superior: Mapped[str] = mapped_column(default="")
    """Name printed above ours on papers; empty for a People's Committee, which has no such line."""


class Signer(Identified, Discardable, Base):
    """A person who may sign, with the lines above the name and the days of validity."""

    __tablename__ = "signer"
    topic = "settings"

    full_name: Mapped[str]
    lines: Mapped[str]
    """Lines above the signature, one a row: ``KT. CHỦ TỊCH`` / ``PHÓ CHỦ TỊCH``."""
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]


class Bin(Identified, Base):
    """How long deletions can be restored; one row with id 1, made when first needed."""

    __tablename__ = "bin"
    topic = "settings"

    days: Mapped[int] = mapped_column(default=30)
    emptied_to: Mapped[int] = mapped_column(default=0)
    """The latest journal entry that can no longer be restored; earlier deletions neither."""


class NumberSeries(Identified, Base):
    """A running number of one kind of paper in one year."""

    __tablename__ = "number_series"
    __table_args__ = (UniqueConstraint("kind", "year"),)
    topic = "settings"

    kind: Mapped[str]
    year: Mapped[int]
    pattern: Mapped[str]
    next_number: Mapped[int] = mapped_column(default=1)
