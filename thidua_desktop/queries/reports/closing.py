"""What a year still has open, item by item, and how its books stand."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.engine.year_lock import closed_years
from thidua_desktop.db.tables.closing import YearEvent
from thidua_desktop.db.tables.council import CouncilSession
from thidua_desktop.db.tables.decisions import Decision, PrizePayment
from thidua_desktop.db.tables.organisation import Bloc
from thidua_desktop.db.tables.printing import PrintItem
from thidua_desktop.db.tables.scoring import ScoreSheet
from thidua_desktop.domain.eligibility.office_law import certificate_due
from thidua_desktop.queries.decisions.grants import in_present_words, of_own_decisions
from thidua_desktop.queries.decisions.requests import waiting_for_answer
from thidua_desktop.queries.eligibility.office_rules import office_rules
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.overview import each_once
from thidua_desktop.queries.reports.targets import PRINTED_STATES, targets
from thidua_desktop.queries.rows import fetch

CHECKS: Final = (
    "nominations",
    "sessions",
    "drafts",
    "requests",
    "certificates",
    "prizes",
    "targets",
    "pledges",
    "scores",
    "tasks",
)
OPEN_STATES: Final = ("draft", "returned", "submitted", "passed")


@dataclass(frozen=True, slots=True)
class OpenItem:
    """One thing not finished. ``id``: of the nomination, decision, target, bloc or task it names."""

    id: int
    name: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist; ``key`` is one of ``CHECKS``."""

    key: str
    items: tuple[OpenItem, ...]


@dataclass(frozen=True, slots=True)
class EventRow:
    """The books of a year were closed or opened again."""

    id: int
    kind: str
    reason: str
    left: Mapping[str, Any] | None
    made_at: str


def is_closed(connection: Connection, *, year: int) -> bool:
    """Whether the records of a year are refused to every write."""
    return year in closed_years(connection)


def events(connection: Connection, *, year: int) -> tuple[EventRow, ...]:
    """The trace of the lock, the latest first."""
    query = (
        select(YearEvent.id, YearEvent.kind, YearEvent.reason, YearEvent.left, YearEvent.made_at)
        .where(YearEvent.year == year)
        .order_by(YearEvent.id.desc())
    )
    return fetch(connection, query, EventRow)


def checklist(connection: Connection, *, year: int) -> tuple[Check, ...]:
    """Every check in the order of ``CHECKS``, also those with nothing open."""
    asked = waiting_for_answer(connection, year=year)
    rows = nominations(connection, year=year)
    found: dict[str, tuple[OpenItem, ...]] = {
        "nominations": tuple(
            OpenItem(row.id, row.name, award_by_code(row.award_code).name)
            for row in rows
            if row.state in OPEN_STATES and row.id not in asked
        ),
        "requests": tuple(
            OpenItem(row.id, row.name, award_by_code(row.award_code).name) for row in rows if row.id in asked
        ),
        "sessions": _items(
            connection,
            select(CouncilSession.id, CouncilSession.title).where(
                CouncilSession.year == year,
                CouncilSession.state == "open",
                CouncilSession.deleted_at.is_(None),
            ),
        ),
        "drafts": _items(
            connection,
            select(Decision.id, Decision.subject).where(
                Decision.year == year, Decision.state == "draft", Decision.deleted_at.is_(None)
            ),
        ),
        "certificates": _unprinted(connection, year=year),
        "prizes": unpaid(connection, year=year),
        "targets": tuple(
            OpenItem(row.id, row.wording, row.owner)
            for row in targets(connection, year=year)
            if row.award_code is None and row.actual is None
        ),
        "pledges": _items(connection, _own_blocs(year).where(Bloc.pledged_on.is_(None)).order_by(Bloc.id)),
        "scores": _items(
            connection,
            _own_blocs(year)
            .join(ScoreSheet, ScoreSheet.bloc_id == Bloc.id)
            .where(ScoreSheet.state == "open", ScoreSheet.deleted_at.is_(None)),
        ),
        "tasks": tuple(
            OpenItem(row.id, row.wording, row.lead)
            for row in each_once(tasks(connection, year=year))
            if row.status != "done"
        ),
    }
    return tuple(Check(key, found[key]) for key in CHECKS)


def unpaid(connection: Connection, *, year: int) -> tuple[OpenItem, ...]:
    """Decisions of this office whose prizes were not noted as paid; ``detail``: đồng.

    Counted in present words: a corrected name is paid by the decision that gave the award, one taken back is not.
    """
    query = (
        select(Decision.id, Decision.number)
        .outerjoin(PrizePayment, PrizePayment.decision_id == Decision.id)
        .where(
            Decision.year == year,
            Decision.origin == "own",
            Decision.state == "signed",
            Decision.kind.in_(("award", "replace")),
            Decision.deleted_at.is_(None),
            PrizePayment.id.is_(None),
        )
        .order_by(Decision.id)
    )
    found = []
    for number, name in connection.execute(query).all():
        owed = sum((row.prize for row in in_present_words(connection, number) if row.prize), Decimal(0))
        if owed:
            found.append(OpenItem(number, name or "", f"{int(owed):,}".replace(",", ".")))
    return tuple(found)


def _unprinted(connection: Connection, *, year: int) -> tuple[OpenItem, ...]:
    """Awards of our decisions that bring a certificate and have none yet."""
    printed = frozenset(
        connection.execute(select(PrintItem.grant_id).where(PrintItem.state.in_(PRINTED_STATES))).scalars()
    )
    rulings = office_rules(connection)
    return tuple(
        OpenItem(row.id, row.name, row.title)
        for row in of_own_decisions(connection, year=year)
        if row.id not in printed
        and certificate_due(
            rulings,
            row.award_code,
            day=row.signed_on or dt.date(year, 12, 31),
            usual=award_by_code(row.award_code).certificate,
        )
    )


def _own_blocs(year: int) -> Any:
    return select(Bloc.id, Bloc.name).where(Bloc.year == year, Bloc.level == "own", Bloc.deleted_at.is_(None))


def _items(connection: Connection, query: Any) -> tuple[OpenItem, ...]:
    return fetch(connection, query, lambda number, name: OpenItem(number, name or ""))
