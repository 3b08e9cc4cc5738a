"""Recording what was decided before or elsewhere ("đã có quyết định, chỉ ghi nhận"); results of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.decisions import Grant
from thidua_desktop.db.tables.people import YearRecord
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.facts import Rating
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.eligibility.facts import DISCIPLINES
from thidua_desktop.services.decisions.external.signed_elsewhere import add_signed, refuse_known
from thidua_desktop.services.decisions.list_lines import ListLine, grant_values, salutation
from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True, kw_only=True)
class PastGrant:
    """One line of a past decision, with the words as they were printed."""

    subject_type: SubjectType
    subject_id: int
    award_code: str
    name: str
    unit: str = ""
    unit_id: int | None = None
    position: str = ""
    sex: str | None = None
    prize: Decimal | None = None


def record_decision(
    app: AppContext,
    *,
    issuer: str,
    level: str,
    number: str,
    signed_on: dt.date,
    subject: str,
    award_year: int,
    grants: Sequence[PastGrant],
    origin: str = "external",
) -> Changes:
    """Records a signed decision with everyone it names.

    OfficeError ``history.number_empty``, ``history.no_receivers``, ``history.recorded_already``.
    """
    if not clean(number):
        raise OfficeError("history.number_empty")
    if not grants:
        raise OfficeError("history.no_receivers", number=number)
    with app.database.writing("record_decision", number=clean(number)) as uow:
        refuse_known(uow, number=clean(number), signed_on=signed_on, issuer=clean(issuer))
        decision_id = add_signed(
            uow,
            year=award_year,
            origin=origin,
            issuer=clean(issuer),
            level=level,
            number=clean(number),
            signed_on=signed_on,
            subject=clean(subject),
        )
        uow.insert(
            Grant,
            [
                grant_values(
                    decision_id, place, _line(past, on=signed_on), award_year=award_year, register_number=None
                )
                for place, past in enumerate(grants, start=1)
            ],
        )
    return uow.changes


def record_year(app: AppContext, *, year: int, records: Sequence[Mapping[str, Any]]) -> Changes:
    """Keeps what is known of persons and units in a year: fields of ``YearRecord`` with one subject each.

    A later record of the same subject and year adds to the former one. OfficeError
    ``history.unknown_rating``, ``history.unknown_discipline``: the word is none the conditions know.
    """
    _refuse_unknown_words(records)
    with app.database.writing("record_year", year=year) as uow:
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
    return uow.changes


def _refuse_unknown_words(records: Sequence[Mapping[str, Any]]) -> None:
    """An unknown word would be read as "not known", and what she knew of a person would be lost."""
    for record in records:
        rating, discipline = record.get("rating"), record.get("discipline")
        if rating is not None and rating not in Rating.__members__:
            raise OfficeError("history.unknown_rating", word=rating)
        if discipline is not None and discipline not in DISCIPLINES:
            raise OfficeError("history.unknown_discipline", word=discipline)


def _line(past: PastGrant, *, on: dt.date) -> ListLine:
    return ListLine(
        subject_type=past.subject_type,
        subject_id=past.subject_id,
        nomination_id=None,
        unit_id=past.unit_id,
        award_code=past.award_code,
        title=award_by_code(past.award_code).name_on(on),
        name=clean(past.name),
        unit=clean(past.unit),
        position=clean(past.position),
        salutation=salutation(past.subject_type, past.sex),
        achievement="",
        prize=past.prize,
    )
