"""Printing as the office answers for it: each batch logged, each sheet settled, blanks counted.

A batch is begun before the first sheet leaves, sheets are noted as they are sent, and the officer says afterwards
what became of them. After a power cut the batch is still there with what was sent.
"""

from __future__ import annotations

import datetime as dt
import getpass
from collections.abc import Collection, Sequence
from dataclasses import dataclass

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.printing import BlankForm, BlankFormMove, PrintCalibration, PrintItem, PrintRun
from thidua_desktop.domain.certificates.printing import Calibration, checked
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.services.office.context import AppContext


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


def save_calibration(
    app: AppContext, numbers: Calibration, *, printer: str, paper: str, tray: str
) -> Changes:
    """Keeps the four numbers of a printer with a paper from a tray. OfficeError ``printing.measured_far``."""
    checked(numbers)
    values = {name: str(getattr(numbers, name)) for name in ("dx", "dy", "scale_x", "scale_y")}
    with app.database.writing("save_calibration", printer=printer) as uow:
        table = PrintCalibration
        known = uow.connection.execute(
            select(table.id).where(table.printer == printer, table.paper == paper, table.tray == tray)
        ).scalar_one_or_none()
        values_now = {**values, "measured_on": app.today()}
        if known is None:
            uow.add(table, printer=printer, paper=paper, tray=tray, **values_now)
        else:
            uow.update(table, known, **values_now)
    return uow.changes


def test_sheet(*, width: float, height: float, paper: str, printer: str, tray: str) -> bytes:
    """The sheet to measure, of ``width`` x ``height`` mm, as PDF; ``paper`` in words."""
    from thidua_desktop.documents.certificates.calibration import render_test_sheet

    return render_test_sheet(width=width, height=height, printer=printer, paper=paper, tray=tray)


def save_blank_form(
    app: AppContext, *, name: str, layout: str, note: str = "", stock_id: int | None = None
) -> Changes:
    """Adds or changes a kind of blanks. OfficeError ``printing.stock_unnamed``."""
    values = {"name": clean(name), "layout": layout, "note": clean(note)}
    if not values["name"]:
        raise OfficeError("printing.stock_unnamed")
    with app.database.writing("save_stock", name=values["name"]) as uow:
        if stock_id is None:
            uow.add(BlankForm, **values)
        else:
            uow.update(BlankForm, stock_id, **values)
    return uow.changes


def remove_blank_form(app: AppContext, stock_id: int) -> Changes:
    """To the bin; its moves stay."""
    with app.database.writing("remove_stock") as uow:
        uow.remove(BlankForm, [stock_id])
    return uow.changes


def receive(app: AppContext, stock_id: int, sheets: int, *, on: dt.date, note: str = "") -> Changes:
    """Blanks that came in. OfficeError ``printing.sheets_wrong``."""
    if sheets < 1:
        raise OfficeError("printing.sheets_wrong")
    with app.database.writing("receive_stock", count=sheets) as uow:
        uow.add(
            BlankFormMove,
            stock_id=stock_id,
            kind="in",
            sheets=sheets,
            moved_on=on,
            run_id=None,
            note=clean(note),
        )
    return uow.changes


def recount(app: AppContext, stock_id: int, left: int, *, note: str = "") -> Changes:
    """What the officer counted on the shelf; the difference is stored as a move.

    OfficeError ``printing.sheets_wrong``, ``printing.no_such_stock``.
    """
    if left < 0:
        raise OfficeError("printing.sheets_wrong")
    with app.database.writing("recount_stock") as uow:
        inside = app.within(uow)
        known = next((one for one in inside.read(query.blank_forms) if one.id == stock_id), None)
        if known is None:
            raise OfficeError("printing.no_such_stock")
        uow.describe(name=known.name)
        if left != known.left:
            uow.add(
                BlankFormMove,
                stock_id=stock_id,
                kind="count",
                sheets=left - known.left,
                moved_on=app.today(),
                run_id=None,
                note=clean(note),
            )
    return uow.changes


def begin(app: AppContext, order: BatchOrder) -> tuple[int, Changes]:
    """Opens a batch; nothing is sent yet. Gives its id. OfficeError ``printing.nothing_chosen``."""
    if not order.grant_ids:
        raise OfficeError("printing.nothing_chosen")
    with app.database.writing("begin_printing", title=order.title) as uow:
        run_id = uow.add(
            PrintRun,
            started_at=uow.at,
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
        uow.insert(
            PrintItem,
            [
                {"run_id": run_id, "grant_id": grant_id, "place": place, "state": "waiting", "sheets": 0}
                for place, grant_id in enumerate(order.grant_ids, start=1)
            ],
        )
    return run_id, uow.changes


def note_sent(app: AppContext, run_id: int, places: Collection[int]) -> Changes:
    """Sheets that left for the printer."""
    with app.database.writing("note_sent", count=len(places)) as uow:
        rows = [one for one in query.items(uow.connection, run_id) if one.place in set(places)]
        for one in rows:
            uow.update(PrintItem, one.id, state="sent", sheets=one.sheets + 1)
    return uow.changes


def settle(
    app: AppContext, run_id: int, *, spoiled: Collection[int] = (), left: Collection[int] = ()
) -> Changes:
    """ "Đã in đúng chưa?" answered: ``spoiled`` and ``left`` (never came out) by place, the other sent ones
    are good, those still waiting are left. The batch closes and its blanks are booked; a sheet sent twice
    spoiled one.

    OfficeError ``printing.already_settled``.
    """
    with app.database.writing("settle_printing") as uow:
        run = _run(app.within(uow), run_id)
        if run.state == "closed":
            raise OfficeError("printing.already_settled", title=run.title)
        uow.describe(title=run.title)
        rows = query.items(uow.connection, run_id)
        outcomes = {"good": 0, "spoiled": sum(max(one.sheets - 1, 0) for one in rows), "left": 0}
        for one in rows:
            state = _outcome(one, spoiled, left)
            outcomes[state] += 1
            uow.update(PrintItem, one.id, state=state)
        uow.update(PrintRun, run_id, state="closed")
        _book(uow, run_id, used=outcomes["good"], spoiled=outcomes["spoiled"], on=app.today())
    return uow.changes


def log_paper(
    app: AppContext, *, kind: str, title: str, printer: str, tray: str = "", sheets: int
) -> Changes:
    """A paper or a test sheet that was printed: no certificate, no blank."""
    with app.database.writing("log_printing", title=title) as uow:
        uow.add(
            PrintRun,
            started_at=uow.at,
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
    return uow.changes


def operator() -> str:
    """The account of this machine; empty where it has no name."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""


def still_to_print(app: AppContext, decision_id: int, grant_ids: Sequence[int]) -> tuple[int, ...]:
    """Those of the grants that have no good certificate yet, in the same order."""
    states = app.read(query.certificate_states, decision_id)
    return tuple(one for one in grant_ids if states.get(one) not in ("good", "sent"))


def _outcome(one: query.ItemRow, spoiled: Collection[int], left: Collection[int]) -> str:
    if one.place in spoiled:
        return "spoiled"
    if one.place in left or one.state == "waiting":
        return "left"
    return "good"


def _book(uow: UnitOfWork, run_id: int, *, used: int, spoiled: int, on: dt.date) -> None:
    """Blanks of the batch out of its stock, where it has one."""
    stock_id = uow.connection.execute(select(PrintRun.stock_id).where(PrintRun.id == run_id)).scalar_one()
    if stock_id is None:
        return
    for kind, sheets in (("used", used), ("spoiled", spoiled)):
        if sheets:
            uow.add(
                BlankFormMove,
                stock_id=stock_id,
                kind=kind,
                sheets=sheets,
                moved_on=on,
                run_id=run_id,
                note="",
            )


def _run(app: AppContext, run_id: int) -> query.RunRow:
    for one in app.read(query.runs):
        if one.id == run_id:
            return one
    raise OfficeError("printing.no_such_run")
