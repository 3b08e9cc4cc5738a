"""What is known of persons and units in a year: ratings, discipline and other facts the conditions ask for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.people import YearRecord
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.facts import Rating
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.eligibility.facts import DISCIPLINES
from thidua_desktop.services.office.context import AppContext


def record_year(app: AppContext, *, year: int, records: Sequence[Mapping[str, Any]]) -> Changes:
    """Keeps what is known of persons and units in a year: fields of ``YearRecord`` with one subject each.

    A later record of the same subject and year adds to the former one. OfficeError
    ``history.unknown_rating``, ``history.unknown_discipline``: the word is none the conditions know.
    """
    refuse_unknown_words(records)
    with app.database.writing("record_year", year=year) as uow:
        write_year(uow, year=year, records=records)
    return uow.changes


def write_year(uow: UnitOfWork, *, year: int, records: Sequence[Mapping[str, Any]]) -> None:
    """The writing of ``record_year`` inside a transaction of the caller."""
    rows = uow.connection.execute(
        select(YearRecord.id, YearRecord.person_id, YearRecord.unit_id).where(YearRecord.year == year)
    )
    known = {(row.person_id, row.unit_id): row.id for row in rows}
    fresh = []
    for record in records:
        key = (record.get("person_id"), record.get("unit_id"))
        if key in known:
            uow.update(YearRecord, known[key], **record)
        else:
            fresh.append({"person_id": None, "unit_id": None, **record, "year": year})
    names = sorted({name for record in fresh for name in record})
    uow.insert(YearRecord, [{name: record.get(name) for name in names} for record in fresh])


def refuse_unknown_words(records: Sequence[Mapping[str, Any]]) -> None:
    """An unknown word would be read as "not known", and what the officer knew of a person would be lost."""
    for record in records:
        rating, discipline = record.get("rating"), record.get("discipline")
        if rating is not None and rating not in Rating.__members__:
            raise OfficeError("history.unknown_rating", word=rating)
        if discipline is not None and discipline not in DISCIPLINES:
            raise OfficeError("history.unknown_discipline", word=discipline)
