"""Nominations of a year as the list shows them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.catalogue.stored_findings import worded
from thidua_desktop.db.engine.content import contents
from thidua_desktop.db.tables.decisions import SubmissionLine
from thidua_desktop.db.tables.importing import ImportBatch, ImportRow
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class NominationRow:
    """One nomination with its subject's present name, and the row of the file it came from."""

    id: int
    subject_type: SubjectType
    subject_id: int
    name: str
    sort_key: str
    sex: str | None
    born: PartialDate | None
    position: str
    unit_id: int | None
    unit_name: str
    award_code: str
    year: int
    year_type: str
    occasion: str
    achievement: str
    state: str
    verdict: str | None
    rule_set: str | None
    override_reason: str | None
    file_name: str | None
    sheet: str | None
    row_number: int | None
    decision_id: int | None
    batch: str = ""
    received_on: dt.date | None = None
    return_reason: str = ""
    refused_above: bool = False
    """It was asked of the level above, which did not grant it."""
    override_verdict: str | None = None

    @property
    def overruled(self) -> bool:
        """The officer concluded otherwise than the appraisal, with a written reason."""
        given = bool(self.override_reason) and self.state != "returned"
        return given and self.verdict is not None and self.override_verdict != self.verdict

    @property
    def concluded(self) -> str | None:
        """The verdict that counts: the officer's own where there is one, else the appraisal's."""
        return self.override_verdict if self.overruled else self.verdict


def nominations(
    connection: Connection,
    *,
    year: int,
    states: Sequence[str] | None = None,
    ids: Sequence[int] | None = None,
    decision_id: int | None = None,
) -> tuple[NominationRow, ...]:
    """Nominations of a year: collectives, households, persons; inside each in Vietnamese order."""
    query = _listing().where(Nomination.year == year)
    if states is not None:
        query = query.where(Nomination.state.in_(states))
    if ids is not None:
        query = query.where(Nomination.id.in_(ids))
    if decision_id is not None:
        query = query.where(Nomination.decision_id == decision_id)
    return fetch(connection, query, NominationRow)


def findings(connection: Connection, nomination_id: int) -> tuple[Mapping[str, Any], ...]:
    """The eligibility card of one nomination as it was last judged, in words (``worded``)."""
    stored = finding_ids(connection, nomination_id)
    found = contents(connection, stored)
    return tuple(worded(found[number]) for number in stored)


def finding_ids(connection: Connection, nomination_id: int) -> tuple[int, ...]:
    """The stored findings of one nomination's card, in order."""
    stored = connection.execute(
        select(Nomination.verdict_findings).where(Nomination.id == nomination_id)
    ).scalar_one_or_none()
    return tuple(stored or ())


def counts_by_decision(connection: Connection, *, year: int) -> dict[int, int]:
    """How many nominations of a year stand in each draft or decision, by its id."""
    query = (
        select(Nomination.decision_id, func.count())
        .where(Nomination.year == year, Nomination.deleted_at.is_(None), Nomination.decision_id.is_not(None))
        .group_by(Nomination.decision_id)
    )
    return dict(fetch(connection, query, lambda *row: row))


def _listing() -> Any:
    kind_is_household = Nomination.subject_type == "household"
    collective = aliased(Unit)
    order = case(
        (Nomination.subject_type == "collective", 0), (Nomination.subject_type == "person", 1), else_=2
    )
    sort = func.coalesce(Person.sort_key, collective.sort_key, Household.sort_key)
    return (
        select(
            Nomination.id,
            Nomination.subject_type,
            func.coalesce(Nomination.person_id, Nomination.collective_id, Nomination.household_id),
            func.coalesce(Person.full_name, collective.name, Household.name),
            sort,
            Person.sex,
            Person.born,
            Nomination.position,
            Nomination.unit_id,
            case((kind_is_household, Household.address), else_=func.coalesce(Unit.name, "")),
            Nomination.award_code,
            Nomination.year,
            Nomination.year_type,
            Nomination.occasion,
            Nomination.achievement,
            Nomination.state,
            Nomination.verdict,
            Nomination.rule_set,
            Nomination.override_reason,
            ImportBatch.file_name,
            ImportRow.sheet,
            ImportRow.row_number,
            Nomination.decision_id,
            Nomination.batch,
            Nomination.received_on,
            Nomination.return_reason,
            select(SubmissionLine.id)
            .where(SubmissionLine.nomination_id == Nomination.id, SubmissionLine.answer == "refused")
            .exists(),
            Nomination.override_verdict,
        )
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(collective, collective.id == Nomination.collective_id)
        .outerjoin(Household, Household.id == Nomination.household_id)
        .outerjoin(Unit, Unit.id == Nomination.unit_id)
        .outerjoin(ImportRow, ImportRow.id == Nomination.import_row_id)
        .outerjoin(ImportBatch, ImportBatch.id == ImportRow.batch_id)
        .where(Nomination.deleted_at.is_(None))
        .order_by(order, sort, Nomination.id)
    )
