"""Decisions as the list shows them, and the papers stored with them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Attachment, Decision, Grant, Paper
from thidua_desktop.db.tables.settings import NumberSeries
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.rows import fetch, number_of

_DIGITS: Final = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class DecisionRow:
    """One decision; number and day are None until it is issued."""

    id: int
    year: int
    origin: str
    issuer: str
    level: str
    number: str | None
    signed_on: dt.date | None
    subject: str
    state: str
    session_id: int | None
    signer_name: str
    signer_lines: tuple[str, ...]
    rule_set: str | None
    sheet: Mapping[str, Any] | None
    grants: int
    kind: str = "award"
    ended_on: dt.date | None = None
    bases: Mapping[str, Any] | None = None


@dataclass(frozen=True, slots=True)
class PaperRow:
    """A paper stored with its hash."""

    id: int
    kind: str
    sha256: str
    name: str
    created_at: str


def decisions(
    connection: Connection, *, year: int | None = None, origin: str | None = None
) -> tuple[DecisionRow, ...]:
    """Decisions, the latest first."""
    query = _listing().order_by(Decision.id.desc())
    if year is not None:
        query = query.where(Decision.year == year)
    if origin is not None:
        query = query.where(Decision.origin == origin)
    return tuple(_row(row) for row in connection.execute(query))


def decision(connection: Connection, decision_id: int) -> DecisionRow:
    """One decision. OfficeError ``decisions.no_such_decision``."""
    row = connection.execute(_listing().where(Decision.id == decision_id)).one_or_none()
    if row is None:
        raise OfficeError("decisions.no_such_decision")
    return _row(row)


def highest_number(connection: Connection, *, year: int) -> int:
    """The highest number our decisions of a calendar year bear, 0 for none."""
    numbers = connection.execute(
        select(Decision.number).where(
            Decision.origin == "own",
            Decision.deleted_at.is_(None),
            Decision.signed_on >= dt.date(year, 1, 1),
            Decision.signed_on <= dt.date(year, 12, 31),
        )
    ).scalars()
    return max((int(found[0]) for number in numbers if (found := _DIGITS.match(number or ""))), default=0)


def next_number(connection: Connection, *, year: int) -> int:
    """The number after the highest given in a calendar year, or the one the series was set to."""
    stored = connection.execute(
        select(NumberSeries.next_number).where(NumberSeries.kind == "decision", NumberSeries.year == year)
    ).scalar_one_or_none()
    return max(highest_number(connection, year=year) + 1, stored or 1)


def latest_bases(connection: Connection) -> Mapping[str, Any] | None:
    """What the latest decision of this office adds to its legal bases or leaves out."""
    return connection.execute(
        select(Decision.bases)
        .where(Decision.origin == "own", Decision.deleted_at.is_(None))
        .order_by(Decision.id.desc())
        .limit(1)
    ).scalar_one_or_none()


def papers(connection: Connection, *, decision_id: int) -> tuple[PaperRow, ...]:
    """Papers stored with a decision, the latest first."""
    query = (
        select(Paper.id, Paper.kind, Attachment.sha256, Attachment.name, Paper.created_at)
        .join(Attachment, Attachment.id == Paper.attachment_id)
        .where(Paper.decision_id == decision_id)
        .order_by(Paper.id.desc())
    )
    return fetch(connection, query, PaperRow)


def _listing() -> Any:
    return select(
        Decision.id,
        Decision.year,
        Decision.origin,
        Decision.issuer,
        Decision.level,
        Decision.number,
        Decision.signed_on,
        Decision.subject,
        Decision.state,
        Decision.session_id,
        Decision.signer_name,
        Decision.signer_lines,
        Decision.rule_set,
        Decision.sheet,
        number_of(Grant.decision_id == Decision.id),
        Decision.kind,
        Decision.ended_on,
        Decision.bases,
    ).where(Decision.deleted_at.is_(None))


def _row(row: Any) -> DecisionRow:
    values = list(row)
    values[11] = tuple(str(values[11]).splitlines())
    return DecisionRow(*values)
