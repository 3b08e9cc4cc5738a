"""A plan's text as data: its numbered places, and what they say about movements, campaigns and duties.

``source`` is the sentence a row was read from; empty when it was typed in by hand. Every row goes to the bin
first, so that a plan taken from a text can be corrected without fear.
"""

from __future__ import annotations

import datetime as dt
from typing import Any

from sqlalchemy import JSON, ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base, Discardable, Identified, PartialDateText
from thidua_desktop.domain.dates import PartialDate


class OfPlan(Identified, Discardable):
    """A row in order below its plan."""

    topic = "plan"

    plan_id: Mapped[int] = mapped_column(ForeignKey("plan.id"), index=True)
    position: Mapped[int]
    source: Mapped[str] = mapped_column(default="")


class PlanSection(OfPlan, Base):
    """One numbered place; the tree is ``parent_id``, the order among its neighbours ``position``.

    ``mark`` is the kind of number (``roman``, ``number``, ``dotted``, ``letter``, ``bracket``, ``dash``,
    ``plus``, ``part``), ``no`` the number as it prints without dot or bracket. ``joint`` stands between
    heading and text: nothing, ``:``, or ``: `` when the text goes on in the same line. ``text`` has one
    paragraph a line.
    """

    __tablename__ = "plan_section"

    parent_id: Mapped[int | None] = mapped_column(ForeignKey("plan_section.id"), index=True)
    mark: Mapped[str]
    no: Mapped[str] = mapped_column(default="")
    heading: Mapped[str] = mapped_column(default="")
    joint: Mapped[str] = mapped_column(default="")
    text: Mapped[str] = mapped_column(default="")


class PlanBasis(OfPlan, Base):
    """A document the plan rests on. ``in_text``: its words stand in the opening and are not printed again."""

    __tablename__ = "plan_basis"

    wording: Mapped[str]
    doc_type: Mapped[str] = mapped_column(default="")
    number: Mapped[str] = mapped_column(default="")
    dated: Mapped[dt.date | None]
    issuer: Mapped[str] = mapped_column(default="")
    subject: Mapped[str] = mapped_column(default="")
    in_text: Mapped[bool] = mapped_column(default=False)


class PlanMovement(OfPlan, Base):
    """A movement or drive: who launched it, for whom, how often, from when to when, by which criteria."""

    __tablename__ = "plan_movement"

    name: Mapped[str]
    kind: Mapped[str] = mapped_column(default="movement")
    """``movement`` or ``drive`` (cuộc vận động)."""
    launched_by: Mapped[str] = mapped_column(default="")
    scope: Mapped[str] = mapped_column(default="")
    regularity: Mapped[str] = mapped_column(default="")
    """``regular``, ``thematic`` or empty when it is not said."""
    starts: Mapped[PartialDate | None] = mapped_column(PartialDateText)
    ends: Mapped[PartialDate | None] = mapped_column(PartialDateText)
    criteria: Mapped[str] = mapped_column(default="")


class PlanCampaign(OfPlan, Base):
    """A campaign (đợt thi đua) with its period, slogan and the month it is reviewed in (1 to 12)."""

    __tablename__ = "plan_campaign"

    name: Mapped[str]
    starts: Mapped[PartialDate | None] = mapped_column(PartialDateText)
    ends: Mapped[PartialDate | None] = mapped_column(PartialDateText)
    slogan: Mapped[str] = mapped_column(default="")
    wording: Mapped[str] = mapped_column(default="")
    review: Mapped[str] = mapped_column(default="")
    review_month: Mapped[int | None]


class PlanAnniversary(OfPlan, Base):
    """An event commemorated; the count of years follows from ``base_on`` and is stored as the text says it."""

    __tablename__ = "plan_anniversary"

    campaign_id: Mapped[int | None] = mapped_column(ForeignKey("plan_campaign.id"), index=True)
    event: Mapped[str]
    base_on: Mapped[dt.date | None]
    held_on: Mapped[dt.date | None]
    count: Mapped[int | None]


class PlanAssignment(OfPlan, Base):
    """Who is reported to do what."""

    __tablename__ = "plan_assignment"

    unit: Mapped[str]
    wording: Mapped[str]


class PlanReport(OfPlan, Base):
    """A report asked for: when as written (``due_text``) and as understood (``months``, ``last_day``)."""

    __tablename__ = "plan_report"

    kind: Mapped[str]
    due_text: Mapped[str] = mapped_column(default="")
    months: Mapped[list[Any]] = mapped_column(JSON)
    last_day: Mapped[int | None]
    receiver: Mapped[str] = mapped_column(default="")


class PlanRecipient(OfPlan, Base):
    """One line of Nơi nhận; ``purpose`` is what stands in brackets (``b/c``)."""

    __tablename__ = "plan_recipient"

    name: Mapped[str]
    purpose: Mapped[str] = mapped_column(default="")
