"""A plan with its text and everything it says, as frozen rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.plan import Plan, PlanTarget, PlanTask
from thidua_desktop.db.tables.plan_text import (
    PlanAnniversary,
    PlanAssignment,
    PlanBasis,
    PlanCampaign,
    PlanMovement,
    PlanRecipient,
    PlanReport,
    PlanSection,
)
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.planning.outline import Place
from thidua_desktop.queries.rows import fetch

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class PlanHead:
    """A plan's own values: head, opening, closing, signature."""

    id: int
    year: int
    kind: str
    title: str
    theme: str
    number: str | None
    issued_on: dt.date | None
    doc_type: str
    symbol: str
    parent_issuer: str
    issuer: str
    place: str
    intro: str
    closing: str
    signer_prefix: str
    signer_position: str
    signer_name: str
    annex_text: str
    with_annex: bool
    with_targets: bool
    source_name: str
    source_text: str
    copied_from_id: int | None
    planned_for: PartialDate | None

    @property
    def dated(self) -> dt.date | PartialDate | None:
        """The day it was issued, or as much of it as the draft says."""
        return self.issued_on or self.planned_for


@dataclass(frozen=True, slots=True)
class BasisRow:
    """A document the plan rests on."""

    id: int
    wording: str
    doc_type: str
    number: str
    dated: dt.date | None
    issuer: str
    subject: str
    in_text: bool
    source: str


@dataclass(frozen=True, slots=True)
class MovementRow:
    """A movement or drive."""

    id: int
    name: str
    kind: str
    launched_by: str
    scope: str
    regularity: str
    starts: PartialDate | None
    ends: PartialDate | None
    criteria: str
    source: str


@dataclass(frozen=True, slots=True)
class CampaignRow:
    """A campaign with its period."""

    id: int
    name: str
    starts: PartialDate | None
    ends: PartialDate | None
    slogan: str
    wording: str
    review: str
    review_month: int | None
    source: str


@dataclass(frozen=True, slots=True)
class AnniversaryRow:
    """An event commemorated in the year."""

    id: int
    campaign_id: int | None
    event: str
    base_on: dt.date | None
    held_on: dt.date | None
    count: int | None
    source: str


@dataclass(frozen=True, slots=True)
class AssignmentRow:
    """Who is reported to do what."""

    id: int
    unit: str
    wording: str
    source: str


@dataclass(frozen=True, slots=True)
class ReportRow:
    """A report asked for."""

    id: int
    kind: str
    due_text: str
    months: tuple[int, ...]
    last_day: int | None
    receiver: str
    source: str


@dataclass(frozen=True, slots=True)
class RecipientRow:
    """One line of Nơi nhận."""

    id: int
    name: str
    purpose: str
    source: str


@dataclass(frozen=True, slots=True)
class PlanParts:
    """Everything a plan holds beside its targets and tasks."""

    head: PlanHead
    places: tuple[Place, ...]
    bases: tuple[BasisRow, ...]
    movements: tuple[MovementRow, ...]
    campaigns: tuple[CampaignRow, ...]
    anniversaries: tuple[AnniversaryRow, ...]
    assignments: tuple[AssignmentRow, ...]
    reports: tuple[ReportRow, ...]
    recipients: tuple[RecipientRow, ...]


def head(connection: Connection, plan_id: int) -> PlanHead:
    """OfficeError ``planning.no_such_plan`` for one that is not there or lies in the bin."""
    query = select(*_columns(Plan, PlanHead)).where(Plan.id == plan_id, Plan.deleted_at.is_(None))
    found = fetch(connection, query, PlanHead)
    if not found:
        raise OfficeError("planning.no_such_plan")
    return found[0]


def year_of(connection: Connection, plan_id: int) -> int:
    """The year of a plan, also of one in the bin. KeyError without such a plan."""
    found = connection.execute(select(Plan.year).where(Plan.id == plan_id)).scalar_one_or_none()
    if found is None:
        raise KeyError(plan_id)
    return int(found)


def places(connection: Connection, plan_id: int) -> tuple[Place, ...]:
    """The numbered places of a plan, each with the one above it."""
    return _rows(connection, PlanSection, Place, plan_id)


def parts(connection: Connection, plan_id: int) -> PlanParts:
    """A plan whole, in one view. OfficeError ``planning.no_such_plan``."""
    return PlanParts(
        head=head(connection, plan_id),
        places=places(connection, plan_id),
        bases=_rows(connection, PlanBasis, BasisRow, plan_id),
        movements=_rows(connection, PlanMovement, MovementRow, plan_id),
        campaigns=_rows(connection, PlanCampaign, CampaignRow, plan_id),
        anniversaries=_rows(connection, PlanAnniversary, AnniversaryRow, plan_id),
        assignments=_rows(connection, PlanAssignment, AssignmentRow, plan_id),
        reports=tuple(
            replace(row, months=tuple(row.months))
            for row in _rows(connection, PlanReport, ReportRow, plan_id)
        ),
        recipients=_rows(connection, PlanRecipient, RecipientRow, plan_id),
    )


def movements_of_year(connection: Connection, *, year: int) -> tuple[MovementRow, ...]:
    """Movements and drives of the plans of a year, in their order."""
    return tuple(
        row
        for plan in _of_year(connection, year)
        for row in _rows(connection, PlanMovement, MovementRow, plan)
    )


def campaigns_of_year(connection: Connection, *, year: int) -> tuple[CampaignRow, ...]:
    """Campaigns of the plans of a year, in their order."""
    return tuple(
        row
        for plan in _of_year(connection, year)
        for row in _rows(connection, PlanCampaign, CampaignRow, plan)
    )


def _of_year(connection: Connection, year: int) -> list[int]:
    query = select(Plan.id).where(Plan.year == year, Plan.deleted_at.is_(None)).order_by(Plan.id)
    return list(connection.execute(query).scalars())


def _rows(connection: Connection, model: Any, made: type[T], plan_id: int) -> tuple[T, ...]:
    query = (
        select(*_columns(model, made))
        .where(model.plan_id == plan_id, model.deleted_at.is_(None))
        .order_by(model.position, model.id)
    )
    return fetch(connection, query, made)


def _columns(model: Any, made: type[Any]) -> list[Any]:
    """The columns of a table a row is made of: they have one name in both."""
    return [getattr(model, one.name) for one in fields(made)]


@dataclass(frozen=True, slots=True)
class PaperTarget:
    """A target as its table prints it."""

    id: int
    section: str
    wording: str
    comparator: str
    minimum: str | None
    maximum: str | None
    measure: str
    owner: str


@dataclass(frozen=True, slots=True)
class TextTarget:
    """A target with the sentence it was read from."""

    id: int
    wording: str
    subject_type: str | None
    comparator: str
    minimum: str | None
    maximum: str | None
    measure: str
    source: str


@dataclass(frozen=True, slots=True)
class PaperTask:
    """A task as its table prints it; pieces of a row name it as their parent."""

    id: int
    parent_id: int | None
    wording: str
    lead: str
    partners: str
    when_text: str


def paper_targets(connection: Connection, plan_id: int) -> tuple[PaperTarget, ...]:
    """Targets in the order of the plan."""
    return _rows(connection, PlanTarget, PaperTarget, plan_id)


def paper_tasks(connection: Connection, plan_id: int) -> tuple[PaperTask, ...]:
    """Tasks and their pieces in the order of the plan."""
    return _rows(connection, PlanTask, PaperTask, plan_id)


def text_targets(connection: Connection, plan_id: int) -> tuple[TextTarget, ...]:
    """Targets with their sentences, in the order of the plan."""
    return _rows(connection, PlanTarget, TextTarget, plan_id)
