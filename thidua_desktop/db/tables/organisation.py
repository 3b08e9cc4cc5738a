"""Units with their lifetime and successors, the spellings they are known by, and the year's blocs."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class Unit(Identified, Discardable, Base):
    """A body that can be a member, a sender or a rewarded collective."""

    __tablename__ = "unit"
    __table_args__ = (Index(None, "sort_key"), Index(None, "search_key"))
    topic = "organisation"

    name: Mapped[str]
    short_name: Mapped[str] = mapped_column(default="")
    kind: Mapped[str]
    """One of ``services.organisation.KINDS``."""
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    """Set for a team inside a unit (tổ, khoa, phòng của đơn vị)."""
    member_count: Mapped[int | None]
    valid_from: Mapped[dt.date | None]
    valid_to: Mapped[dt.date | None]
    successor_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    search_key: Mapped[str]
    sort_key: Mapped[str]


class UnitAlias(Identified, Base):
    """A spelling that means this unit, learned once."""

    __tablename__ = "unit_alias"
    topic = "organisation"

    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    alias_key: Mapped[str] = mapped_column(unique=True)


class Bloc(Identified, Discardable, Base):
    """A khối or cụm of one year."""

    __tablename__ = "bloc"
    topic = "scoring"

    year: Mapped[int] = mapped_column(index=True)
    name: Mapped[str]
    kind: Mapped[str]
    head_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    deputy_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    second_deputy_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    level: Mapped[str] = mapped_column(server_default="own")
    """``own``: organised by this office; ``higher``: this office is a scored member of it."""
    scheme_code: Mapped[str] = mapped_column(server_default="")
    """Code of the scoring scheme its members are scored by; empty before one is chosen."""
    council_member: Mapped[str] = mapped_column(server_default="")
    """Who of the council is in charge of it."""
    pledged_on: Mapped[dt.date | None]
    """Day on which the giao ước was signed."""
    note: Mapped[str] = mapped_column(server_default="")
    head_name: Mapped[str] = mapped_column(server_default="")
    """Head of a bloc of a higher level, which is no unit of ours."""
    size: Mapped[int | None]
    """Number of members of a bloc of a higher level."""
    awarded_points: Mapped[str] = mapped_column(server_default="")
    """What a bloc of a higher level gave this office in the end, as it was reported; with the rank below."""
    awarded_rank: Mapped[int | None]


class BlocMember(Identified, Base):
    """A unit's membership of a bloc."""

    __tablename__ = "bloc_member"
    __table_args__ = (UniqueConstraint("bloc_id", "unit_id"),)
    topic = "scoring"

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    valid_from: Mapped[dt.date | None]
    """None: from the beginning of the year."""
    valid_to: Mapped[dt.date | None]
    """Last day of membership; None: to the end of the year."""
    position: Mapped[int] = mapped_column(server_default="0")
    """Order in which the members take the lead in turn."""
