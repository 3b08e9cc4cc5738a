"""Setting up the office and keeping its signers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import Any

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.settings import NumberSeries, Office, Signer
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import follow_office

LEVELS = ("province", "department", "district", "commune")


def save_office(app: AppContext, office: OfficeRow) -> Changes:
    """Keeps the office's particulars. OfficeError ``settings.unknown_level``, ``settings.field_empty``."""
    values = _office_values(office)
    with app.database.writing("save_office") as uow:
        _write_office(uow, values)
    follow_office(app)
    return uow.changes


def set_up(app: AppContext, office: OfficeRow, *, signer_name: str, signer_lines: Sequence[str]) -> Changes:
    """The office and its first signer in one action, taken back in one. OfficeError as of the two parts."""
    values, signer = _office_values(office), _signer_values(signer_name, signer_lines)
    with app.database.writing("set_up", name=values["name"]) as uow:
        _write_office(uow, values)
        uow.add(Signer, **signer)
    follow_office(app)
    return uow.changes


def _office_values(office: OfficeRow) -> dict[str, Any]:
    if office.level not in LEVELS:
        raise OfficeError("settings.unknown_level", level=office.level)
    values = {name: getattr(office, name) for name in OfficeRow.__dataclass_fields__}
    values = {name: clean(value) if isinstance(value, str) else value for name, value in values.items()}
    for name in ("name", "place", "head_title", "symbol"):
        if not values[name]:
            raise OfficeError("settings.field_empty", field=name)
    return values


def _write_office(uow: UnitOfWork, values: dict[str, Any]) -> None:
    if uow.connection.execute(select(Office.id).where(Office.id == 1)).first():
        uow.update(Office, 1, **values)
    else:
        uow.add(Office, **values)


def set_current_year(app: AppContext, year: int) -> Changes:
    """The year every page works on."""
    with app.database.writing("set_year", year=year) as uow:
        uow.update(Office, 1, current_year=year)
    follow_office(app)
    return uow.changes


def save_signer(
    app: AppContext,
    *,
    full_name: str,
    lines: Sequence[str],
    valid_from: dt.date | None = None,
    valid_to: dt.date | None = None,
    signer_id: int | None = None,
) -> Changes:
    """Adds or changes a signer. OfficeError ``settings.signer_incomplete``, ``settings.dates_reversed``."""
    values = _signer_values(full_name, lines)
    if valid_from and valid_to and valid_to < valid_from:
        raise OfficeError("settings.dates_reversed")
    values |= {"valid_from": valid_from, "valid_to": valid_to}
    with app.database.writing("save_signer", name=values["full_name"]) as uow:
        if signer_id is None:
            uow.add(Signer, **values)
        else:
            uow.update(Signer, signer_id, **values)
    return uow.changes


def _signer_values(full_name: str, lines: Sequence[str]) -> dict[str, Any]:
    name, heading = clean(full_name), "\n".join(clean(line) for line in lines if clean(line))
    if not name or not heading:
        raise OfficeError("settings.signer_incomplete")
    return {"full_name": name, "lines": heading, "valid_from": None, "valid_to": None}


def remove_signers(app: AppContext, ids: Sequence[int]) -> Changes:
    """To the bin, all or none; papers signed before keep the name as printed."""
    with app.database.writing("remove_signers", count=len(ids)) as uow:
        uow.remove(Signer, ids)
    return uow.changes


def take_number(uow: UnitOfWork, *, kind: str, year: int, count: int = 1) -> int:
    """The first of ``count`` running numbers of a series, taken inside the caller's transaction."""
    row = uow.connection.execute(
        select(NumberSeries.id, NumberSeries.next_number).where(
            NumberSeries.kind == kind, NumberSeries.year == year
        )
    ).one_or_none()
    if row is None:
        uow.add(NumberSeries, kind=kind, year=year, pattern="{number}", next_number=1 + count)
        return 1
    uow.update(NumberSeries, row.id, next_number=row.next_number + count)
    return int(row.next_number)
