"""Recording what was decided before or elsewhere ("đã có quyết định, chỉ ghi nhận"); results of a year."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.decisions import Grant
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
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
