"""Entering for many persons at once what the figures count of them: sex, ethnic group, position, leading."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.cell_values import read_sex
from thidua_desktop.domain.organisation.positions import people_of
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.queries.organisation.person_facts import PersonFacts, person_facts
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

KEYS: Final = ("sex", "ethnicity", "position", "is_leader")
_LEADING: Final = {
    "co": True, "x": True, "lanh dao": True, "quan ly": True, "lanh dao quan ly": True,
    "khong": False, "truc tiep": False, "lao dong truc tiep": False,
}  # fmt: skip
_OF_PERSON: Final = ("sex", "ethnicity")


def read_fact(key: str, words: str) -> Any:
    """The value a typed or pasted cell means; None: it is empty. OfficeError ``person_facts.not_read``."""
    typed = clean(words)
    if not typed:
        return None
    value: Any = typed
    if key == "sex":
        value = read_sex(typed)
    elif key == "ethnicity":
        value = people_of(typed)
    elif key == "is_leader":
        value = _LEADING.get(search_key(typed))
    if value is None:
        raise OfficeError("person_facts.not_read", column=text(f"person_facts.columns.{key}"), words=typed)
    return value


def shown(key: str, row: PersonFacts) -> str:
    """A recorded fact as the cell shows it and ``read_fact`` reads it back."""
    value = getattr(row, key)
    if value is None:
        return ""
    if key == "sex":
        return text(f"system.people.sexes.{value}")
    return text(f"person_facts.leading.{'yes' if value else 'no'}") if key == "is_leader" else str(value)


def save_facts(app: AppContext, answers: Mapping[int, Mapping[str, Any]]) -> Changes:
    """Records facts by person; a key that is missing or None leaves what is recorded.

    OfficeError ``person_facts.nothing_new``; ``person_facts.no_unit`` for a position of a person without a
    place of work.
    """
    with app.database.writing("save_person_facts", count=len(answers)) as uow:
        changed = write_facts(uow, answers)
        if not changed:
            raise OfficeError("person_facts.nothing_new")
    return uow.changes


def write_facts(uow: UnitOfWork, answers: Mapping[int, Mapping[str, Any]]) -> bool:
    """The writing of ``save_facts`` inside a transaction of the caller; whether anything changed."""
    rows = person_facts(uow.connection, answers)
    changed = False
    for row in rows:
        reported = {key: value for key, value in answers[row.person_id].items() if value is not None}
        of_person = {key: value for key, value in reported.items() if key in _OF_PERSON}
        of_place = {key: value for key, value in reported.items() if key not in _OF_PERSON}
        if of_place and row.membership_id is None:
            raise OfficeError("person_facts.no_unit", name=row.name)
        changed |= bool(of_person) and uow.update(Person, row.person_id, **of_person)
        if row.membership_id is not None and of_place:
            changed |= uow.update(Membership, row.membership_id, **of_place)
    return changed
