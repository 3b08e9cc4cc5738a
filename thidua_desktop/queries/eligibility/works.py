"""Recognised initiatives and research of persons, and the nominations they were put forward for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.dossiers import InitiativeAuthor, InitiativeUse
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.people import Initiative
from thidua_desktop.domain.eligibility.facts import AwardYear, Scope, Work
from thidua_desktop.queries.rows import one_of
from thidua_desktop.texts import text

SCOPES = {"base": Scope.BASE, "province": Scope.PROVINCE, "nation": Scope.NATION}


@dataclass(frozen=True, slots=True)
class WorksOfPerson:
    """None: nobody recorded any, which is not the same as having none."""

    initiatives: tuple[Work, ...] | None = None
    research: tuple[Work, ...] | None = None


_NONE = WorksOfPerson()


@dataclass(frozen=True, slots=True)
class Works:
    """Works by author; ``clashes`` by nomination: where its initiatives were used before, in words."""

    by_person: Mapping[int, WorksOfPerson]
    clashes: Mapping[int, str]

    def of_person(self, person_id: int) -> WorksOfPerson:
        return self.by_person.get(person_id, _NONE)

    def used_elsewhere(self, nomination_id: int) -> str | None:
        """Words of the former use; empty: none; None: no initiative was named for the nomination."""
        return self.clashes.get(nomination_id)


def works_of(connection: Connection, persons: set[int], nominations: Sequence[int]) -> Works:
    if not persons:
        return Works({}, {})
    works: dict[int, Work] = {}
    kinds: dict[int, str] = {}
    authors: dict[int, list[int]] = {}
    shared = connection.execute(
        select(InitiativeAuthor.person_id, InitiativeAuthor.initiative_id).where(
            one_of(InitiativeAuthor.person_id, persons)
        )
    ).all()
    of_them = one_of(Initiative.person_id, persons) | one_of(Initiative.id, [row[1] for row in shared])
    query = select(
        Initiative.id,
        Initiative.person_id,
        Initiative.kind,
        Initiative.scope,
        Initiative.year,
        Initiative.title,
        Initiative.paper_number,
    ).where(Initiative.deleted_at.is_(None), of_them)
    for number, person, kind, scope, year, title, paper in connection.execute(query):
        # Without the number of the recognising paper nobody has seen it yet.
        works[number] = Work(
            SCOPES[scope], True if paper else None, AwardYear(year), id=number, title=title, paper=paper
        )
        kinds[number] = kind
        if person in persons:
            authors.setdefault(person, []).append(number)
    for person, number in shared:
        if number in works:
            authors.setdefault(person, []).append(number)
    return Works(
        {person: _of_person([works[n] for n in numbers], kinds) for person, numbers in authors.items()},
        _clashes(connection, set(nominations)),
    )


def _of_person(works: Sequence[Work], kinds: Mapping[int, str]) -> WorksOfPerson:
    made = {
        kind: tuple(work for work in works if kinds[work.id or 0] == kind)
        for kind in ("initiative", "research")
    }
    return WorksOfPerson(made["initiative"] or None, made["research"] or None)


def _clashes(connection: Connection, requested: set[int]) -> dict[int, str]:
    """By nomination: the former nominations that named one of its initiatives and were not turned down."""
    named = select(InitiativeUse.initiative_id).where(one_of(InitiativeUse.nomination_id, requested))
    query = (
        select(
            InitiativeUse.initiative_id,
            Nomination.id,
            Nomination.year,
            Nomination.award_code,
            Initiative.title,
        )
        .join(Nomination, Nomination.id == InitiativeUse.nomination_id)
        .join(Initiative, Initiative.id == InitiativeUse.initiative_id)
        .where(
            InitiativeUse.initiative_id.in_(named),
            Nomination.deleted_at.is_(None),
            Nomination.state.not_in(("returned", "failed")),
        )
        .order_by(InitiativeUse.id)
    )
    uses: dict[int, list[tuple[int, str]]] = {}
    for initiative, nomination, year, award, title in connection.execute(query):
        words = text("eligibility.used_for", title=title, award=award_by_code(award).name, year=year)
        uses.setdefault(initiative, []).append((nomination, words))
    found: dict[int, str] = {}
    for users in uses.values():
        for nomination, _ in users:
            if nomination in requested:
                before = [words for other, words in users if other < nomination]
                found[nomination] = "; ".join(filter(None, (found.get(nomination, ""), *before)))
    return found
