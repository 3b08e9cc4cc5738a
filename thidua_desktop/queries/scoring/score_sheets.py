"""Score sheets of a year, their entries with every version, and the results of the years before."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Bloc, BlocMember, Unit
from thidua_desktop.db.tables.scoring import ScoreEntry, ScoreEvent, ScoreSheet
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class SheetRow:
    """A bloc of the year with its score sheet; ``id`` None: not scored yet."""

    bloc_id: int
    bloc_name: str
    kind: str
    year: int
    scheme_code: str
    head_id: int | None
    id: int | None
    scheme_key: str
    scheme_text: str
    state: str
    places: Mapping[str, int] | None
    minutes: Mapping[str, Any] | None
    snapshot: Mapping[str, Any] | None
    created_at: str | None

    @property
    def open(self) -> bool:
        return self.state == "open"

    @property
    def stored_units(self) -> tuple[tuple[int, str], ...]:
        """Ids and names of the units as they stood when the sheet was closed, in their order of then."""
        units = (self.snapshot or {}).get("units", {})
        return tuple((int(number), stored["name"]) for number, stored in units.items())


@dataclass(frozen=True, slots=True)
class EntryRow:
    """One version of one scorer's entry; ``raw`` in plain writing, empty when it was taken out again."""

    id: int
    unit_id: int
    criterion: str
    scorer: str
    version: int
    raw: str
    reason: str
    source: str
    made_at: str
    evidence: str
    """Name of the file handed in with it; empty: none."""
    evidence_hash: str
    attachment_id: int | None
    judge_id: int | None
    judge: str
    """Name of the unit that gave it as a judge; empty: the scorer itself."""


@dataclass(frozen=True, slots=True)
class EventRow:
    """What happened to a sheet, oldest first."""

    kind: str
    reason: str
    made_at: str


@dataclass(frozen=True, slots=True)
class Nominated:
    """A nomination made from a sheet, with the rank and total it was made for; ``total`` in plain writing."""

    nomination_id: int
    unit_id: int
    award_code: str
    rank: int
    total: str


@dataclass(frozen=True, slots=True)
class PastResult:
    """Total and rank of a unit in a closed sheet of some year."""

    year: int
    bloc_name: str
    unit_id: int
    total: Decimal
    rank: int | None


def sheets(connection: Connection, *, year: int) -> tuple[SheetRow, ...]:
    """Blocs that this office scores in the order they were made, with their sheets; last the bloc of a higher
    level, in which it scores only itself.
    """
    query = _sheets().where(Bloc.year == year, Bloc.deleted_at.is_(None))
    query = query.order_by(None).order_by(Bloc.level != "own", Bloc.id)
    return fetch(connection, query, SheetRow)


def sheet(connection: Connection, sheet_id: int) -> SheetRow | None:
    """One sheet by its id."""
    rows = fetch(connection, _sheets().where(ScoreSheet.id == sheet_id), SheetRow)
    return rows[0] if rows else None


def nominated_from(connection: Connection, row: SheetRow) -> tuple[Nominated, ...]:
    """Nominations made from a sheet that still stand, by the unit's place in the list they were made from."""
    stored = (row.snapshot or {}).get("nominated", [])
    there = select(Nomination.id).where(
        Nomination.id.in_([one["nomination_id"] for one in stored]), Nomination.deleted_at.is_(None)
    )
    alive = set(fetch(connection, there, lambda number: number)) if stored else set()
    return tuple(Nominated(**one) for one in stored if one["nomination_id"] in alive)


def scored_units(connection: Connection, bloc_id: int, *, year: int) -> tuple[tuple[int, str], ...]:
    """Members at the end of the year in Vietnamese order: id and name.

    A sheet that was closed keeps the units it was closed with (``SheetRow.stored_units``).
    """
    end = dt.date(year, 12, 31)
    query = (
        select(Unit.id, Unit.name)
        .join(BlocMember, BlocMember.unit_id == Unit.id)
        .where(BlocMember.bloc_id == bloc_id, (BlocMember.valid_to.is_(None)) | (BlocMember.valid_to >= end))
        .order_by(Unit.sort_key, Unit.id)
    )
    return fetch(connection, query, lambda number, name: (number, name))


def newest_entries(connection: Connection, sheet_id: int) -> tuple[EntryRow, ...]:
    """What stands: the newest version of each entry."""
    newest = (
        select(func.max(ScoreEntry.id))
        .where(ScoreEntry.sheet_id == sheet_id)
        .group_by(ScoreEntry.unit_id, ScoreEntry.criterion, ScoreEntry.scorer, ScoreEntry.judge_id)
    )
    return fetch(connection, _entries().where(ScoreEntry.id.in_(newest)), EntryRow)


def versions(connection: Connection, sheet_id: int, *, unit_id: int, criterion: str) -> tuple[EntryRow, ...]:
    """Every version of the entries of one cell, oldest first."""
    query = _entries().where(
        ScoreEntry.sheet_id == sheet_id, ScoreEntry.unit_id == unit_id, ScoreEntry.criterion == criterion
    )
    return fetch(connection, query, EntryRow)


def events(connection: Connection, sheet_id: int) -> tuple[EventRow, ...]:
    """The trace of a sheet: opened, closed, published, reopened with its reason."""
    query = (
        select(ScoreEvent.kind, ScoreEvent.reason, ScoreEvent.made_at)
        .where(ScoreEvent.sheet_id == sheet_id)
        .order_by(ScoreEvent.id)
    )
    return fetch(connection, query, EventRow)


def past_results(connection: Connection, unit_ids: Iterable[int], *, before: int) -> tuple[PastResult, ...]:
    """Closed results of these units in the years before, oldest year first."""
    requested = {str(one) for one in unit_ids}
    query = (
        select(Bloc.year, Bloc.name, ScoreSheet.snapshot)
        .join(Bloc, Bloc.id == ScoreSheet.bloc_id)
        .where(
            Bloc.year < before,
            Bloc.deleted_at.is_(None),
            ScoreSheet.deleted_at.is_(None),
            ScoreSheet.state != "open",
        )
        .order_by(Bloc.year, ScoreSheet.id)
    )
    found = []
    for row in connection.execute(query):
        for unit_id, stored in (row.snapshot or {}).get("units", {}).items():
            if unit_id in requested:
                total = Decimal(stored["total"])
                found.append(PastResult(row.year, row.name, int(unit_id), total, stored["rank"]))
    return tuple(found)


def _sheets() -> Any:
    return (
        select(
            Bloc.id,
            Bloc.name,
            Bloc.kind,
            Bloc.year,
            Bloc.scheme_code,
            Bloc.head_unit_id,
            ScoreSheet.id,
            func.coalesce(ScoreSheet.scheme_key, ""),
            func.coalesce(ScoreSheet.scheme_text, ""),
            func.coalesce(ScoreSheet.state, ""),
            ScoreSheet.places,
            ScoreSheet.minutes,
            ScoreSheet.snapshot,
            ScoreSheet.created_at,
        )
        .outerjoin(ScoreSheet, (ScoreSheet.bloc_id == Bloc.id) & ScoreSheet.deleted_at.is_(None))
        .order_by(Bloc.id, ScoreSheet.id)
    )


def _entries() -> Any:
    return (
        select(
            ScoreEntry.id,
            ScoreEntry.unit_id,
            ScoreEntry.criterion,
            ScoreEntry.scorer,
            ScoreEntry.version,
            ScoreEntry.raw,
            ScoreEntry.reason,
            ScoreEntry.source,
            ScoreEntry.made_at,
            func.coalesce(Attachment.name, ""),
            func.coalesce(Attachment.sha256, ""),
            ScoreEntry.attachment_id,
            ScoreEntry.judge_id,
            func.coalesce(Unit.name, ""),
        )
        .outerjoin(Unit, Unit.id == ScoreEntry.judge_id)
        .outerjoin(Attachment, Attachment.id == ScoreEntry.attachment_id)
        .order_by(ScoreEntry.id)
    )
