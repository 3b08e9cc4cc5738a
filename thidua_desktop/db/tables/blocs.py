"""Meetings of a bloc, targets of our own membership, and the trace of units merged, renamed or split."""

from __future__ import annotations

import datetime as dt

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified


class BlocMeeting(Identified, Discardable, Base):
    """A meeting of a bloc; the closing meeting elects the officers of the next year."""

    __tablename__ = "bloc_meeting"
    topic = "scoring"

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"), index=True)
    kind: Mapped[str]
    """``signing``, ``review`` or ``closing``."""
    held_on: Mapped[dt.date | None]
    place: Mapped[str] = mapped_column(server_default="")
    chair: Mapped[str] = mapped_column(server_default="")
    secretary: Mapped[str] = mapped_column(server_default="")
    notes: Mapped[str] = mapped_column(server_default="")
    next_head_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    next_deputy_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)
    next_second_deputy_unit_id: Mapped[int | None] = mapped_column(ForeignKey("unit.id"), index=True)


class BlocTarget(Identified, Discardable, Base):
    """What our office registered in a bloc of a higher level, in the words of the registration."""

    __tablename__ = "bloc_target"
    topic = "scoring"

    bloc_id: Mapped[int] = mapped_column(ForeignKey("bloc.id"), index=True)
    position: Mapped[int]
    wording: Mapped[str]
    registered: Mapped[str] = mapped_column(server_default="")
    result: Mapped[str] = mapped_column(server_default="")
    plan_target_id: Mapped[int | None] = mapped_column(ForeignKey("plan_target.id"), index=True)
    """The target of our own plan it goes back to, where the officer chose one."""


class UnitChange(Identified, Base):
    """Units merged, split, renamed or dissolved on a day, by a document."""

    __tablename__ = "unit_change"
    topic = "organisation"

    kind: Mapped[str]
    """``merge``, ``split``, ``rename`` or ``dissolve``."""
    on_day: Mapped[dt.date]
    """The first day of the new state."""
    basis: Mapped[str] = mapped_column(server_default="")
    note: Mapped[str] = mapped_column(server_default="")


class UnitChangePart(Identified, Base):
    """A unit that took part in a change, with its name of that moment."""

    __tablename__ = "unit_change_part"
    topic = "organisation"

    change_id: Mapped[int] = mapped_column(ForeignKey("unit_change.id"), index=True)
    unit_id: Mapped[int] = mapped_column(ForeignKey("unit.id"), index=True)
    side: Mapped[str]
    """``from`` or ``to``."""
    name: Mapped[str]


class BlocDay(Identified, Base):
    """A yearly day of the blocs as this office keeps it; without a row the day of ``domain.blocs`` stands."""

    __tablename__ = "bloc_day"
    topic = "scoring"

    code: Mapped[str] = mapped_column(unique=True)
    month: Mapped[int]
    day: Mapped[int]
