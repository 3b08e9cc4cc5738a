"""Persons and households, where they worked when, and what is known of their year."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified, PartialDateText
from thidua_desktop.domain.dates import PartialDate


class Person(Identified, Discardable, Base):
    """One human being. Two people with one name are two rows."""

    __tablename__ = "person"
    __table_args__ = (
        Index(None, "search_key"),
        Index(None, "sort_key"),
        CheckConstraint("sex IN ('M', 'F')", name="sex"),
    )
    topic = "people"

    full_name: Mapped[str]
    born: Mapped[PartialDate | None] = mapped_column(PartialDateText)
    sex: Mapped[str | None]
    ethnicity: Mapped[str | None]
    national_id: Mapped[str | None]
    """Text: leading zeros are part of it."""
    search_key: Mapped[str]
    sort_key: Mapped[str]


class Membership(Identified, Base):
    """Where a person works from a day to a day, and as what."""

    __tablename__ = "membership"
    topic = "people"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    position: Mapped[str] = mapped_column(default="")
    is_leader: Mapped[bool | None]
    """The recorded answer; None: not answered, the words of the position may report."""
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]


class Household(Identified, Discardable, Base):
    """A family rewarded as one."""

    __tablename__ = "household"
    __table_args__ = (Index(None, "search_key"),)
    topic = "people"

    name: Mapped[str]
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    address: Mapped[str] = mapped_column(default="")
    search_key: Mapped[str]
    sort_key: Mapped[str]


class YearRecord(Identified, Base):
    """What is known of a person or unit in one award year; NULL means not known, never "no"."""

    __tablename__ = "year_record"
    __table_args__ = (
        UniqueConstraint("year", "person_id"),
        UniqueConstraint("year", "unit_id"),
        CheckConstraint("(person_id IS NULL) <> (unit_id IS NULL)", name="one_subject"),
    )
    topic = "people"

    year: Mapped[int]
    person_id: Mapped[int | None] = mapped_column(ForeignKey("person.id"), index=True)
    unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    rating: Mapped[str | None]
    """``HTXS``, ``HTT``, ``HT`` or ``KHT``."""
    registered: Mapped[bool | None]
    discipline: Mapped[str | None]
    """``none``, ``khien_trach``, ``canh_cao`` or heavier, as the catalogue orders them."""
    pending_case: Mapped[bool | None]
    member_count: Mapped[int | None]
    completed_count: Mapped[int | None]
    source: Mapped[str] = mapped_column(default="")
    months_worked: Mapped[int | None]
    """Months of work in the year, with leave that counts as work."""
    leave_days: Mapped[int | None]
    """Working days away in the year, without maternity leave."""


class Initiative(Identified, Discardable, Base):
    """A recognised initiative or research work and the paper that proves it."""

    __tablename__ = "initiative"
    topic = "people"

    person_id: Mapped[int] = mapped_column(ForeignKey("person.id"), index=True)
    year: Mapped[int] = mapped_column(index=True)
    title: Mapped[str]
    scope: Mapped[str]
    """``base``, ``province`` or ``nation``."""
    paper_number: Mapped[str] = mapped_column(default="")
    paper_date: Mapped[dt.date | None]
    recognised_by: Mapped[str] = mapped_column(default="")
    kind: Mapped[str] = mapped_column(default="initiative", server_default="initiative")
    """``initiative`` (sáng kiến) or ``research`` (đề tài, đề án, công trình khoa học)."""
    attachment_id: Mapped[int | None] = mapped_column(ForeignKey("attachment.id"), index=True)
    note: Mapped[str] = mapped_column(default="", server_default="")
