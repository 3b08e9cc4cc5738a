"""The register of initiatives and research, with their authors and where each was put forward."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Attachment, Decision
from thidua_desktop.db.tables.dossiers import InitiativeAuthor, InitiativeUse
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Initiative, Membership, Person
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.rows import fetch, one_of


@dataclass(frozen=True, slots=True)
class UseRow:
    """One nomination an initiative was put forward for."""

    id: int
    initiative_id: int
    nomination_id: int
    year: int
    award_code: str
    name: str
    state: str
    decision_number: str | None
    signed_on: dt.date | None


@dataclass(frozen=True, slots=True)
class InitiativeRow:
    """One work. ``authors``: the co-authors as (id, name)."""

    id: int
    person_id: int
    author: str
    sort_key: str
    unit_name: str
    year: int
    title: str
    kind: str
    scope: str
    paper_number: str
    paper_date: dt.date | None
    recognised_by: str
    note: str
    attachment_sha: str | None
    attachment_name: str | None
    authors: tuple[tuple[int, str], ...] = ()
    uses: tuple[UseRow, ...] = ()

    @property
    def finder(self) -> str:
        """What a search looks into."""
        names = " ".join(name for _, name in self.authors)
        return search_key(f"{self.title} {self.author} {names} {self.paper_number}")


def initiatives(
    connection: Connection, *, year: int | None = None, person_id: int | None = None
) -> tuple[InitiativeRow, ...]:
    """Works by year, the latest first, each author in Vietnamese order. ``person_id``: also as co-author."""
    query = (
        select(
            Initiative.id,
            Initiative.person_id,
            Person.full_name,
            Person.sort_key,
            func.coalesce(func.min(Unit.name), ""),
            Initiative.year,
            Initiative.title,
            Initiative.kind,
            Initiative.scope,
            Initiative.paper_number,
            Initiative.paper_date,
            Initiative.recognised_by,
            Initiative.note,
            Attachment.sha256,
            Attachment.name,
        )
        .join(Person, Person.id == Initiative.person_id)
        .outerjoin(Membership, (Membership.person_id == Person.id) & Membership.valid_to.is_(None))
        .outerjoin(Unit, Unit.id == Membership.unit_id)
        .outerjoin(Attachment, Attachment.id == Initiative.attachment_id)
        .where(Initiative.deleted_at.is_(None))
        .group_by(Initiative.id)
        .order_by(Initiative.year.desc(), Person.sort_key, Initiative.id)
    )
    if year is not None:
        query = query.where(Initiative.year == year)
    if person_id is not None:
        shared = select(InitiativeAuthor.initiative_id).where(InitiativeAuthor.person_id == person_id)
        query = query.where((Initiative.person_id == person_id) | Initiative.id.in_(shared))
    rows = fetch(connection, query, InitiativeRow)
    ids = [row.id for row in rows]
    authors, used = _authors(connection, ids), _uses(connection, ids)
    return tuple(
        replace(row, authors=tuple(authors.get(row.id, ())), uses=tuple(used.get(row.id, ()))) for row in rows
    )


def named_for(connection: Connection, nomination_id: int) -> tuple[int, ...]:
    """The initiatives put forward for a nomination."""
    query = select(InitiativeUse.initiative_id).where(InitiativeUse.nomination_id == nomination_id)
    return tuple(connection.execute(query).scalars())


def _authors(connection: Connection, ids: Sequence[int]) -> dict[int, list[tuple[int, str]]]:
    query = (
        select(InitiativeAuthor.initiative_id, Person.id, Person.full_name)
        .join(Person, Person.id == InitiativeAuthor.person_id)
        .where(one_of(InitiativeAuthor.initiative_id, ids))
        .order_by(Person.sort_key)
    )
    found: dict[int, list[tuple[int, str]]] = {}
    for initiative, person, name in connection.execute(query):
        found.setdefault(initiative, []).append((person, name))
    return found


def _uses(connection: Connection, ids: Sequence[int]) -> dict[int, list[UseRow]]:
    query = (
        select(
            InitiativeUse.id,
            InitiativeUse.initiative_id,
            Nomination.id,
            Nomination.year,
            Nomination.award_code,
            func.coalesce(Person.full_name, ""),
            Nomination.state,
            Decision.number,
            Decision.signed_on,
        )
        .join(Nomination, Nomination.id == InitiativeUse.nomination_id)
        .outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(Decision, Decision.id == Nomination.decision_id)
        .where(one_of(InitiativeUse.initiative_id, ids), Nomination.deleted_at.is_(None))
        .order_by(Nomination.year, Nomination.id)
    )
    found: dict[int, list[UseRow]] = {}
    for use in fetch(connection, query, UseRow):
        found.setdefault(use.initiative_id, []).append(use)
    return found
