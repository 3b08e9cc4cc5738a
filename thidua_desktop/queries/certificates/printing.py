"""Reading what was printed: stock of blanks, batches, the state of each certificate, the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.decisions import Attachment, Grant
from thidua_desktop.db.tables.printing import (
    BlankForm,
    BlankFormMove,
    BlankLayout,
    CertificateWords,
    PrintCalibration,
    PrintItem,
    PrintRun,
)
from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.queries.rows import fetch, number_of
from thidua_desktop.queries.standing_grants import recorded_grants


@dataclass(frozen=True, slots=True)
class BlankFormRow:
    """One kind of blanks; ``counted`` is what recounts added or took away."""

    id: int
    name: str
    layout: str
    note: str
    received: int
    used: int
    spoiled: int
    counted: int

    @property
    def left(self) -> int:
        return self.received - self.used - self.spoiled + self.counted


@dataclass(frozen=True, slots=True)
class MoveRow:
    id: int
    kind: str
    sheets: int
    moved_on: dt.date
    note: str
    run_id: int | None


@dataclass(frozen=True, slots=True)
class RunRow:
    """One batch; the counts are of its certificates."""

    id: int
    started_at: str
    kind: str
    title: str
    printer: str
    tray: str
    operator: str
    layout: str
    decision_id: int | None
    blank_form: str | None
    sheets: int
    state: str
    good: int
    spoiled: int
    unsettled: int
    """Waiting or sent: nobody has said yet what became of them."""


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One certificate of a batch."""

    id: int
    grant_id: int
    place: int
    state: str
    sheets: int
    name: str
    register_number: int | None


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register (sổ khen thưởng)."""

    grant_id: int
    decision_id: int
    number: int
    name: str
    position: str
    unit: str
    title: str
    decision_number: str | None
    signed_on: dt.date | None
    printed: int
    """Good certificates printed so far."""
    ended_on: dt.date | None = None
    """The day the award was taken back; the number stays used."""


@dataclass(frozen=True, slots=True)
class LayoutRow:
    id: int
    name: str
    made_from: str
    content: Mapping[str, Any]
    scan_sha256: str | None


def blank_forms(connection: Connection) -> tuple[BlankFormRow, ...]:
    """Every kind of blanks that is not in the bin, by name."""
    query = (
        select(
            BlankForm.id,
            BlankForm.name,
            BlankForm.layout,
            BlankForm.note,
            *(_moved(kind) for kind in ("in", "used", "spoiled", "count")),
        )
        .outerjoin(BlankFormMove, BlankFormMove.stock_id == BlankForm.id)
        .where(BlankForm.deleted_at.is_(None))
        .group_by(BlankForm.id)
        .order_by(BlankForm.name, BlankForm.id)
    )
    return fetch(connection, query, BlankFormRow)


def _moved(kind: str) -> Any:
    return func.coalesce(func.sum(case((BlankFormMove.kind == kind, BlankFormMove.sheets), else_=0)), 0)


def moves(connection: Connection, stock_id: int) -> tuple[MoveRow, ...]:
    """What came in and went, the newest first."""
    query = (
        select(
            BlankFormMove.id,
            BlankFormMove.kind,
            BlankFormMove.sheets,
            BlankFormMove.moved_on,
            BlankFormMove.note,
            BlankFormMove.run_id,
        )
        .where(BlankFormMove.stock_id == stock_id)
        .order_by(BlankFormMove.moved_on.desc(), BlankFormMove.id.desc())
    )
    return fetch(connection, query, MoveRow)


def runs(
    connection: Connection, *, decision_id: int | None = None, open_only: bool = False
) -> tuple[RunRow, ...]:
    """Batches, the newest first."""
    query = (
        select(
            PrintRun.id,
            PrintRun.started_at,
            PrintRun.kind,
            PrintRun.title,
            PrintRun.printer,
            PrintRun.tray,
            PrintRun.operator,
            PrintRun.layout,
            PrintRun.decision_id,
            BlankForm.name,
            PrintRun.sheets,
            PrintRun.state,
            *(_items_in(*states) for states in (("good",), ("spoiled",), ("waiting", "sent"))),
        )
        .outerjoin(BlankForm, BlankForm.id == PrintRun.stock_id)
        .order_by(PrintRun.id.desc())
    )
    if decision_id is not None:
        query = query.where(PrintRun.decision_id == decision_id)
    if open_only:
        query = query.where(PrintRun.state == "open")
    return fetch(connection, query, RunRow)


def _items_in(*states: str) -> Any:
    return number_of(PrintItem.run_id == PrintRun.id, PrintItem.state.in_(states))


def items(connection: Connection, run_id: int) -> tuple[ItemRow, ...]:
    """Certificates of a batch in the order they were sent."""
    query = (
        select(
            PrintItem.id,
            PrintItem.grant_id,
            PrintItem.place,
            PrintItem.state,
            PrintItem.sheets,
            Grant.name_printed,
            Grant.register_number,
        )
        .join(Grant, Grant.id == PrintItem.grant_id)
        .where(PrintItem.run_id == run_id)
        .order_by(PrintItem.place)
    )
    return fetch(connection, query, ItemRow)


def certificate_states(connection: Connection, decision_id: int) -> Mapping[int, str]:
    """Grant -> what became of its latest certificate; a grant never printed is not in it.

    One good copy settles it: later spoiled copies do not take it back.
    """
    query = (
        select(PrintItem.grant_id, PrintItem.state)
        .join(Grant, Grant.id == PrintItem.grant_id)
        .where(Grant.decision_id == decision_id)
        .order_by(PrintItem.id)
    )
    states: dict[int, str] = {}
    for grant_id, state in connection.execute(query):
        if states.get(grant_id) != "good":
            states[grant_id] = state
    return states


def register(connection: Connection, *, year: int) -> tuple[RegisterRow, ...]:
    """The year's register by number; of an award whose words were corrected only the present words."""
    grant, later = recorded_grants().c, aliased(Grant)
    followed = select(later.id).where(later.follows_id == grant.id).exists()
    query = (
        select(
            grant.id,
            grant.decision_id,
            grant.register_number,
            grant.name_printed,
            grant.position_printed,
            grant.unit_printed,
            grant.title_printed,
            grant.decision_number,
            grant.signed_on,
            number_of(PrintItem.grant_id == grant.id, PrintItem.state == "good"),
            grant.ended_on,
        )
        .where(
            grant.decision_year == year,
            grant.origin == "own",
            grant.register_number.is_not(None),
            ~followed,
        )
        .order_by(grant.register_number, grant.id)
    )
    return fetch(connection, query, RegisterRow)


def calibrations(connection: Connection, *, paper: str) -> Mapping[tuple[str, str], Calibration]:
    """(printer, tray) -> four numbers, of everything ever measured with this paper."""
    table = PrintCalibration
    rows = connection.execute(
        select(table.printer, table.tray, table.dx, table.dy, table.scale_x, table.scale_y).where(
            table.paper == paper
        )
    )
    return {
        (printer, tray): Calibration(*(Decimal(value) for value in numbers))
        for printer, tray, *numbers in rows
    }


def office_layouts(connection: Connection) -> tuple[LayoutRow, ...]:
    """Layouts the office made, by name."""
    query = (
        select(
            BlankLayout.id, BlankLayout.name, BlankLayout.made_from, BlankLayout.content, Attachment.sha256
        )
        .outerjoin(Attachment, Attachment.id == BlankLayout.scan_id)
        .where(BlankLayout.deleted_at.is_(None))
        .order_by(BlankLayout.name, BlankLayout.id)
    )
    return fetch(connection, query, LayoutRow)


def certificate_words(connection: Connection) -> tuple[tuple[str, str, str, str], ...]:
    """(award code, give word, title, achievement) of every award the office words itself."""
    table = CertificateWords
    rows = connection.execute(
        select(table.award_code, table.give_word, table.award_title, table.achievement).order_by(table.id)
    )
    return tuple((code, give, title, message) for code, give, title, message in rows)
