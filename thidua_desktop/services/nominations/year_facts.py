"""Recording for many nominees at once what the conditions and the figures ask of their year."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.services.eligibility.case_values import read_rating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.person_facts import KEYS as PERSON_KEYS
from thidua_desktop.services.organisation.person_facts import read_fact, write_facts
from thidua_desktop.services.organisation.year_records import refuse_unknown_words, write_year
from thidua_desktop.texts import text

YEAR_KEYS: Final = ("rating", "discipline")
_DISCIPLINES: Final = ("none", "khien_trach", "canh_cao", "heavier")
_NO_DISCIPLINE: Final = frozenset({"khong", "khong co", "khong bi", "0"})


def read_year_fact(key: str, words: str) -> Any:
    """The value a cell means; None: it is empty. OfficeError ``first_lists.not_rating``,
    ``first_lists.not_discipline`` or as ``read_fact``."""
    typed = clean(words)
    if not typed:
        return None
    if key == "rating":
        rating = read_rating(typed)
        if rating is None:
            raise OfficeError("first_lists.not_rating", words=typed)
        return rating.name
    if key == "discipline":
        said = search_key(typed)
        if said in _NO_DISCIPLINE:
            return "none"
        for code in _DISCIPLINES:
            if said in (code, search_key(text(f"nominees.disciplines.{code}"))):
                return code
        raise OfficeError("first_lists.not_discipline", words=typed)
    return read_fact(key, words)


def save_year_facts(
    app: AppContext, *, year: int, answers: Mapping[tuple[str, int], Mapping[str, Any]]
) -> Changes:
    """Records facts by kind and id of the subject; a key that is missing or None leaves what is recorded.

    One action, whatever the number. OfficeError ``first_lists.nothing``, ``person_facts.no_unit``.
    """
    records: list[dict[str, Any]] = []
    persons: dict[int, dict[str, Any]] = {}
    for (subject_type, subject_id), given in answers.items():
        said = {key: value for key, value in given.items() if value is not None}
        of_year: dict[str, Any] = {key: said[key] for key in YEAR_KEYS if key in said}
        if of_year:
            column = "person_id" if subject_type == "person" else "unit_id"
            records.append({column: subject_id, **of_year})
        of_person: dict[str, Any] = {key: said[key] for key in PERSON_KEYS if key in said}
        if of_person and subject_type == "person":
            persons[subject_id] = of_person
    refuse_unknown_words(records)
    with app.database.writing("save_year_facts", count=len(answers)) as uow:
        if not records and not persons:
            raise OfficeError("first_lists.nothing")
        write_year(uow, year=year, records=records)
        if persons:
            write_facts(uow, persons)
    return uow.changes
