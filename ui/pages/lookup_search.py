"""What a search answers: persons, units and households of that name, each with what they were given."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from thidua_desktop.domain.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.text import marked_key, search_key

if TYPE_CHECKING:
    from thidua_desktop.queries.grants import GrantRow
    from thidua_desktop.services.desk import Desk


@dataclass(frozen=True, slots=True)
class Receiver:
    """A person, collective or household; ``grants`` the latest first."""

    subject_type: SubjectType
    id: int
    name: str
    born: PartialDate | None
    unit: str
    sort_key: str
    grants: tuple[GrantRow, ...]

    @property
    def key(self) -> tuple[SubjectType, int]:
        return self.subject_type, self.id


def search(desk: Desk, words: str) -> tuple[Receiver, ...]:
    """Receivers whose name holds the words: marks typed must agree. Persons by given name come first."""
    from thidua_desktop.queries.grants import of_subjects, search
    from thidua_desktop.queries.organisation import units
    from thidua_desktop.queries.people import households, persons

    people = desk.read(persons, words=words, limit=300)
    given = desk.read(of_subjects, subject_type="person", ids=[person.id for person in people])
    found: dict[tuple[SubjectType, int], Receiver] = {
        ("person", person.id): Receiver(
            "person",
            person.id,
            person.full_name,
            person.born,
            person.unit_name,
            person.sort_key,
            tuple(given.get(person.id, ())),
        )
        for person in people
    }
    others: dict[tuple[SubjectType, int], list[GrantRow]] = {}
    for grant in desk.read(search, words):
        key = (grant.subject_type, grant.subject_id)
        if key not in found and _marks_agree(grant.name, words):
            others.setdefault(key, []).append(grant)
    for key, grants in others.items():
        first = grants[0]
        found[key] = Receiver(*key, first.name, None, first.unit, first.sort_key, tuple(grants))
    for unit in desk.read(units, teams=True):
        if search_key(words) in search_key(unit.name) and _marks_agree(unit.name, words):
            found.setdefault(
                ("collective", unit.id),
                Receiver("collective", unit.id, unit.name, None, unit.parent_name or "", unit.sort_key, ()),
            )
    for home in desk.read(households, words=words):
        found.setdefault(
            ("household", home.id),
            Receiver("household", home.id, home.name, None, home.address, home.sort_key, ()),
        )
    return tuple(found.values())


def _marks_agree(name: str, words: str) -> bool:
    typed = marked_key(words)
    return typed == search_key(words) or typed in marked_key(name)
