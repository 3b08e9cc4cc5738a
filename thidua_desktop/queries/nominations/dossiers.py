"""Papers of dossiers as they came, and whose time runs out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue.dossiers import dossier_of
from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.db.tables.dossiers import DossierPaper, InitiativeUse
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule
from thidua_desktop.domain.eligibility.office_law import office_value
from thidua_desktop.domain.nominations.nominating import OPEN_STATES
from thidua_desktop.domain.working_days import working_days_after, working_days_until
from thidua_desktop.queries.eligibility.office_rules import office_rules
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.rows import fetch

DUE_WITHIN: Final = 5
"""Working days before a term ends from which it is reported."""
BY_WORK: Final = frozenset({"CSTDT", "CSTDTQ"})
"""Titles that always rest on a work (Luật TĐKT 2022, Đ21, Đ22 – text read)."""


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper on record for a nomination; the file may be missing."""

    id: int
    code: str
    state: str
    received_on: dt.date | None
    note: str
    sha256: str | None
    file_name: str | None


def papers_of(connection: Connection, nomination_id: int) -> tuple[PaperRow, ...]:
    """What was recorded; papers nobody spoke of are not here."""
    query = (
        select(
            DossierPaper.id,
            DossierPaper.paper_code,
            DossierPaper.state,
            DossierPaper.received_on,
            DossierPaper.note,
            Attachment.sha256,
            Attachment.name,
        )
        .outerjoin(Attachment, Attachment.id == DossierPaper.attachment_id)
        .where(DossierPaper.nomination_id == nomination_id)
        .order_by(DossierPaper.id)
    )
    return fetch(connection, query, PaperRow)


@dataclass(frozen=True, slots=True)
class DueDossier:
    """A nomination still open whose time runs out on ``due``; ``left`` working days, negative when late.

    ``why``: ``processing`` (the term to settle what was received) or ``papers`` (the office's own last day
    for dossiers, with ``missing`` papers still to come).
    """

    nomination_id: int
    name: str
    unit_name: str
    award_code: str
    due: dt.date
    left: int
    missing: int
    why: Literal["processing", "papers"]


def due(
    connection: Connection, *, today: dt.date, year: int | None = None, within: int = DUE_WITHIN
) -> tuple[DueDossier, ...]:
    """Open nominations whose term ends in ``within`` working days or ended already, the earliest first.

    Terms are the office's own rulings of today; where it ruled none there is none. ``year``: of that year
    alone, else of this one, the last, and the next (a school year is named by its end).
    """
    rulings = office_rules(connection)
    if not any(rule.parameter in _TERMS for rule in rulings):
        return ()
    years = range(today.year - 1, today.year + 2) if year is None else (year,)
    rows = [
        row for one in years for row in nominations(connection, year=one, states=(*OPEN_STATES, "passed"))
    ]
    missing = _missing(connection, rows) if rows else {}
    found: list[DueDossier] = []
    for row in rows:
        terms = _terms(row, rulings, today, missing[row.id])
        if terms:
            last, why = min(terms)
            left = working_days_until(today, last)
            if left <= within:
                named = row.id, row.name, row.unit_name, row.award_code
                found.append(DueDossier(*named, last, left, missing[row.id], why))
    return tuple(sorted(found, key=lambda one: one.due))


def _terms(
    row: NominationRow, rulings: Sequence[OfficeRule], today: dt.date, missing: int
) -> list[tuple[dt.date, Literal["processing", "papers"]]]:
    terms: list[tuple[dt.date, Literal["processing", "papers"]]] = []
    days = office_value(rulings, "processing_days", day=today, award=row.award_code)
    if days is not None and days.value and row.received_on is not None and row.state != "returned":
        terms.append((working_days_after(row.received_on, int(days.value)), "processing"))
    last = office_value(rulings, f"dossier_{row.year_type}", day=today)
    if last is not None and last.value and missing and row.state != "passed":
        day, month = map(int, last.value.split("/"))
        terms.append((dt.date(row.year, month, day), "papers"))
    return terms


_TERMS: Final = frozenset({"processing_days", "dossier_calendar", "dossier_school"})


def _missing(connection: Connection, rows: Sequence[NominationRow]) -> dict[int, int]:
    """Papers asked for and not received, by nomination."""
    received = dict(
        fetch(
            connection,
            select(DossierPaper.nomination_id, func.count())
            .where(DossierPaper.state == "received")
            .group_by(DossierPaper.nomination_id),
            lambda *row: row,
        )
    )
    resting = set(connection.execute(select(InitiativeUse.nomination_id).distinct()).scalars())
    asked: dict[tuple[str, str, bool], int] = {}
    found: dict[int, int] = {}
    for row in rows:
        key = (row.award_code, row.occasion, row.id in resting or row.award_code in BY_WORK)
        if key not in asked:
            asked[key] = len(dossier_of(row.award_code, occasion=row.occasion, by_work=key[2]))
        found[row.id] = max(0, asked[key] - received.get(row.id, 0))
    return found
