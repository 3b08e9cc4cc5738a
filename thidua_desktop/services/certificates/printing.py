"""Printing as the office answers for it: each batch logged, each sheet settled, blanks counted.

A batch is begun before the first sheet leaves, sheets are noted as they are sent, and she says afterwards
what became of them. After a power cut the batch is still there with what was sent.
"""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import Writer
from thidua_desktop.db.tables.printing import BlankStock, PrintCalibration, PrintItem, PrintRun, StockMove
from thidua_desktop.domain.certificates.printing import Calibration, checked
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.services.office.context import Desk


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchOrder:
    """What is to be printed where. ``grant_ids`` in printing order; ``stock_id`` None on plain paper."""

    title: str
    printer: str
    grant_ids: Sequence[int]
    tray: str = ""
    layout: str = ""
    decision_id: int | None = None
    stock_id: int | None = None


def save_calibration(desk: Desk, numbers: Calibration, *, printer: str, paper: str, tray: str) -> Changes:
    """Keeps the four numbers of a printer with a paper from a tray. OfficeError ``printing.measured_far``."""
    checked(numbers)
    values = {name: str(getattr(numbers, name)) for name in ("dx", "dy", "scale_x", "scale_y")}
    with desk.store.writing("save_calibration", printer=printer) as writer:
        table = PrintCalibration
        known = writer.connection.execute(
            select(table.id).where(table.printer == printer, table.paper == paper, table.tray == tray)
        ).scalar_one_or_none()
        values_now = {**values, "measured_on": desk.today()}
        if known is None:
            writer.add(table, printer=printer, paper=paper, tray=tray, **values_now)
        else:
            writer.update(table, known, **values_now)
    return writer.changes


def test_sheet(*, width: float, height: float, paper: str, printer: str, tray: str) -> bytes:
    """The sheet to measure, of ``width`` x ``height`` mm, as PDF; ``paper`` in words."""
    from thidua_desktop.documents.certificates.calibration import render_test_sheet

    return render_test_sheet(width=width, height=height, printer=printer, paper=paper, tray=tray)


def save_stock(desk: Desk, *, name: str, layout: str, note: str = "", stock_id: int | None = None) -> Changes:
    """Adds or changes a kind of blanks. OfficeError ``printing.stock_unnamed``."""
    values = {"name": clean(name), "layout": layout, "note": clean(note)}
    if not values["name"]:
        raise OfficeError("printing.stock_unnamed")
    with desk.store.writing("save_stock", name=values["name"]) as writer:
        if stock_id is None:
            writer.add(BlankStock, **values)
        else:
            writer.update(BlankStock, stock_id, **values)
    return writer.changes


def remove_stock(desk: Desk, stock_id: int) -> Changes:
    """To the bin; its moves stay."""
    with desk.store.writing("remove_stock") as writer:
        writer.remove(BlankStock, [stock_id])
    return writer.changes


def receive(desk: Desk, stock_id: int, sheets: int, *, on: dt.date, note: str = "") -> Changes:
    """Blanks that came in. OfficeError ``printing.sheets_wrong``."""
    if sheets < 1:
        raise OfficeError("printing.sheets_wrong")
    with desk.store.writing("receive_stock", count=sheets) as writer:
        writer.add(
            StockMove, stock_id=stock_id, kind="in", sheets=sheets, moved_on=on, run_id=None, note=clean(note)
        )
    return writer.changes


def recount(desk: Desk, stock_id: int, left: int, *, note: str = "") -> Changes:
    """What she counted on the shelf; the difference is kept as a move.

    OfficeError ``printing.sheets_wrong``, ``printing.no_such_stock``.
    """
    if left < 0:
        raise OfficeError("printing.sheets_wrong")
    known = next((one for one in desk.read(query.stocks) if one.id == stock_id), None)
    if known is None:
        raise OfficeError("printing.no_such_stock")
    with desk.store.writing("recount_stock", name=known.name) as writer:
        if left != known.left:
            writer.add(
                StockMove,
                stock_id=stock_id,
                kind="count",
                sheets=left - known.left,
                moved_on=desk.today(),
                run_id=None,
                note=clean(note),
            )
    return writer.changes


def begin(desk: Desk, order: BatchOrder) -> tuple[int, Changes]:
    """Opens a batch; nothing is sent yet. Gives its id. OfficeError ``printing.nothing_chosen``."""
    if not order.grant_ids:
        raise OfficeError("printing.nothing_chosen")
    with desk.store.writing("begin_printing", title=order.title) as writer:
        run_id = writer.add(
            PrintRun,
            started_at=writer.at,
            kind="certificates",
            title=order.title,
            printer=order.printer,
            tray=order.tray,
            operator=operator(),
            layout=order.layout,
            decision_id=order.decision_id,
            stock_id=order.stock_id,
            sheets=len(order.grant_ids),
            state="open",
        )
        writer.insert(
            PrintItem,
            [
                {"run_id": run_id, "grant_id": grant_id, "place": place, "state": "waiting", "sheets": 0}
                for place, grant_id in enumerate(order.grant_ids, start=1)
            ],
        )
    return run_id, writer.changes


def note_sent(desk: Desk, run_id: int, places: Collection[int]) -> Changes:
    """Sheets that left for the printer."""
    with desk.store.writing("note_sent", count=len(places)) as writer:
        rows = [one for one in query.items(writer.connection, run_id) if one.place in set(places)]
        for one in rows:
            writer.update(PrintItem, one.id, state="sent", sheets=one.sheets + 1)
    return writer.changes


def settle(desk: Desk, run_id: int, *, spoiled: Collection[int] = (), left: Collection[int] = ()) -> Changes:
    """ "Đã in đúng chưa?" answered: ``spoiled`` and ``left`` (never came out) by place, the other sent ones
    are good, those still waiting are left. The batch closes and its blanks are booked; a sheet sent twice
    spoiled one.

    OfficeError ``printing.already_settled``.
    """
    with desk.store.writing("settle_printing") as writer:
        run = _run(desk.within(writer), run_id)
        if run.state == "closed":
            raise OfficeError("printing.already_settled", title=run.title)
        writer.describe(title=run.title)
        rows = query.items(writer.connection, run_id)
        outcomes = {"good": 0, "spoiled": sum(max(one.sheets - 1, 0) for one in rows), "left": 0}
        for one in rows:
            state = _outcome(one, spoiled, left)
            outcomes[state] += 1
            writer.update(PrintItem, one.id, state=state)
        writer.update(PrintRun, run_id, state="closed")
        _book(writer, run_id, used=outcomes["good"], spoiled=outcomes["spoiled"], on=desk.today())
    return writer.changes


def log_paper(desk: Desk, *, kind: str, title: str, printer: str, tray: str = "", sheets: int) -> Changes:
    """A paper or a test sheet that was printed: no certificate, no blank."""
    with desk.store.writing("log_printing", title=title) as writer:
        writer.add(
            PrintRun,
            started_at=writer.at,
            kind=kind,
            title=title,
            printer=printer,
            tray=tray,
            operator=operator(),
            layout="",
            decision_id=None,
            stock_id=None,
            sheets=sheets,
            state="closed",
        )
    return writer.changes


def operator() -> str:
    """The account of this machine; empty where it has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def still_to_print(desk: Desk, decision_id: int, grant_ids: Sequence[int]) -> tuple[int, ...]:
    """Those of the grants that have no good certificate yet, in the same order."""
    states = desk.read(query.certificate_states, decision_id)
    return tuple(one for one in grant_ids if states.get(one) not in ("good", "sent"))


def _outcome(one: query.ItemRow, spoiled: Collection[int], left: Collection[int]) -> str:
    if one.place in spoiled:
        return "spoiled"
    if one.place in left or one.state == "waiting":
        return "left"
    return "good"


def _book(writer: Writer, run_id: int, *, used: int, spoiled: int, on: dt.date) -> None:
    """Blanks of the batch out of its stock, where it has one."""
    stock_id = writer.connection.execute(select(PrintRun.stock_id).where(PrintRun.id == run_id)).scalar_one()
    if stock_id is None:
        return
    for kind, sheets in (("used", used), ("spoiled", spoiled)):
        if sheets:
            writer.add(
                StockMove, stock_id=stock_id, kind=kind, sheets=sheets, moved_on=on, run_id=run_id, note=""
            )


def _run(desk: Desk, run_id: int) -> query.RunRow:
    for one in desk.read(query.runs):
        if one.id == run_id:
            return one
    raise OfficeError("printing.no_such_run")
