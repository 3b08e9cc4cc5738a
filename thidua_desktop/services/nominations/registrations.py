"""Đăng ký thi đua: what each unit promises for a year, entered, copied, imported, approved or given back."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.registrations import Registration, RegistrationLine
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.nominations.registering import MOVES, State
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.nominations.registrations import (
    LineRow,
    RegistrationRow,
    registration_lines,
    registrations,
)
from thidua_desktop.services.importing.import_plan import SUBJECT_COLUMN, ImportPlan, plan_import
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_NO_YEAR = 0
"""A year nobody was nominated in: every row of a list is then a new one, as a registration is."""


@dataclass(frozen=True, slots=True)
class ImportedRegistration:
    """What a list brought: lines added by unit; ``refused`` rows said too little."""

    units: Mapping[str, int]
    refused: int
    changes: Changes


def rows_of(app: AppContext, *, year: int, year_type: str) -> tuple[RegistrationRow, ...]:
    """Every unit that may register: those alive now, or at the end of a year gone by."""
    day = min(app.today(), dt.date(year, 12, 31))
    return app.read(registrations, year=year, year_type=year_type, on=day)


def add_line(
    app: AppContext,
    *,
    year: int,
    year_type: str,
    unit_id: int,
    subject_type: str,
    subject_id: int,
    award_code: str,
    position: str = "",
    target: str = "",
) -> Changes:
    """Registers somebody for a title.

    OfficeError ``registrations.wrong_subject``, ``registered_already``, ``approved``, ``no_such_unit``.
    """
    award = award_by_code(award_code)
    if subject_type not in award.subjects:
        raise OfficeError("registrations.wrong_subject", award=award.name)
    with app.database.writing("add_registration_line") as uow:
        inside = app.within(uow)
        row = _unit(inside, unit_id, year=year, year_type=year_type)
        if row.state == "approved":
            raise OfficeError("registrations.approved", unit=row.unit_name)
        for line in inside.read(registration_lines, year=year, year_type=year_type, unit_id=unit_id):
            if (line.subject_type, line.subject_id, line.award_code) == (
                subject_type,
                subject_id,
                award_code,
            ):
                raise OfficeError("registrations.registered_already", name=line.name, award=award.name)
        uow.describe(name=row.unit_name)
        registration_id = _registration_id(uow, row, year=year, year_type=year_type)
        uow.add(
            RegistrationLine,
            registration_id=registration_id,
            subject_type=subject_type,
            award_code=award_code,
            position=clean(position),
            target=clean(target),
            **_subject(subject_type, subject_id),
        )
    return uow.changes


def remove_lines(app: AppContext, lines: Sequence[LineRow], *, year: int, year_type: str) -> Changes:
    """To the bin. OfficeError ``registrations.approved``."""
    with app.database.writing("remove_registration_lines", count=len(lines)) as uow:
        inside = app.within(uow)
        rows = {row.unit_id: row for row in rows_of(inside, year=year, year_type=year_type)}
        for line in lines:
            if line.unit_id in rows and rows[line.unit_id].state == "approved":
                raise OfficeError("registrations.approved", unit=rows[line.unit_id].unit_name)
        uow.remove(RegistrationLine, [line.id for line in lines])
    return uow.changes


def move(
    app: AppContext,
    unit_ids: Sequence[int],
    *,
    year: int,
    year_type: str,
    state: State,
    reason: str = "",
    on: dt.date | None = None,
) -> Changes:
    """Changes the state of units' registrations.

    OfficeError ``registrations.move_refused``, ``registrations.reason_needed``, ``registrations.empty``,
    ``registrations.later``.
    """
    day = on or app.today()
    if day > app.today():
        raise OfficeError("registrations.later")
    with app.database.writing("move_registrations") as uow:
        inside = app.within(uow)
        known = {row.unit_id: row for row in rows_of(inside, year=year, year_type=year_type)}
        rows = [known[unit] for unit in unit_ids if unit in known]
        for row in rows:
            _refuse(row, state, reason)
        uow.describe(count=len(rows))
        for row in rows:
            registration_id = _registration_id(uow, row, year=year, year_type=year_type)
            uow.update(Registration, registration_id, **_moved(state, reason=reason, day=day))
    return uow.changes


def copy_year(app: AppContext, *, year: int, year_type: str, unit_ids: Sequence[int]) -> Changes:
    """Last year's lines for units that have none yet. OfficeError ``registrations.nothing_to_copy``."""
    with app.database.writing("copy_registrations", year=year) as uow:
        inside = app.within(uow)
        former = inside.read(registration_lines, year=year - 1, year_type=year_type)
        rows = {row.unit_id: row for row in rows_of(inside, year=year, year_type=year_type)}
        requested = [unit for unit in unit_ids if unit in rows and not rows[unit].lines]
        lines = [line for line in former if line.unit_id in requested]
        if not lines:
            raise OfficeError("registrations.nothing_to_copy", year=year - 1)
        made = {
            unit: _registration_id(uow, rows[unit], year=year, year_type=year_type)
            for unit in dict.fromkeys(line.unit_id for line in lines)
        }
        uow.insert(RegistrationLine, [_values(line, made[line.unit_id]) for line in lines])
    return uow.changes


def import_list(
    app: AppContext, path: Path, *, year: int, year_type: str, progress: Progress = silent
) -> ImportedRegistration:
    """Takes in the list a unit sends: the same table as a nomination list, read by the same reader.

    New persons and units are put into the register; who is registered already stays once. The sender's
    registration waits for approval. OfficeError ``registrations.unreadable``, ``registrations.no_unit``.
    """
    from thidua_desktop.services.importing.analysis import analyse
    from thidua_desktop.services.importing.staging import READABLE, finding_words

    analysis = analyse(app, path, year=year, progress=progress)
    if analysis.file.open_status not in READABLE or not analysis.rows:
        reason = finding_words(analysis.file.findings[0]) if analysis.file.findings else ""
        raise OfficeError("registrations.unreadable", file=path.name, reason=reason)
    if not any(row.importable for row in analysis.rows):
        raise OfficeError("registrations.unreadable", file=path.name, reason=text("registrations.no_rows"))
    with app.database.writing("import_registration", file=path.name) as uow:
        inside = app.within(uow)
        known = {row.unit_id: row for row in rows_of(inside, year=year, year_type=year_type)}
        lines = inside.read(registration_lines, year=year, year_type=year_type)
        plan = plan_import(uow.connection, analysis.rows, year=_NO_YEAR)
        counts = _write(uow, plan, known, lines, sender=analysis.sender_unit_id, cycle=(year, year_type))
        if not counts and not plan.nominations:
            raise OfficeError("registrations.no_unit", file=path.name)
    refused = sum(not row.importable for row in analysis.rows)
    return ImportedRegistration(counts, refused, uow.changes)


def _write(
    uow: UnitOfWork,
    plan: ImportPlan,
    known: Mapping[int, RegistrationRow],
    lines: Sequence[LineRow],
    *,
    sender: int | None,
    cycle: tuple[int, str],
) -> dict[str, int]:
    from thidua_desktop.services.importing.commit import made_id, write_subjects

    made = write_subjects(uow, plan)
    year, year_type = cycle
    there: set[tuple[int, str, int, str]] = {
        (line.unit_id, line.subject_type, line.subject_id, line.award_code) for line in lines
    }
    registrations_made: dict[int, int] = {}
    counts: dict[str, int] = {}
    for new in plan.nominations:
        home = made_id(new.unit_id, made["collective"])
        unit = sender if sender is not None else home
        subject = made_id(new.subject_id, made[new.row.subject_type])
        if unit is None and new.row.subject_type == "collective":
            unit = subject
        if unit is None or subject is None:
            continue
        row = known.get(unit) or _fresh(unit, new.row.unit or new.row.name)
        if unit not in registrations_made:
            registrations_made[unit] = _registration_id(uow, row, year=year, year_type=year_type)
            if row.state in ("not_sent", "returned"):
                uow.update(
                    Registration,
                    registrations_made[unit],
                    **_moved("pending", reason="", day=dt.date.fromisoformat(uow.at[:10])),
                )
        counts.setdefault(row.unit_name, 0)
        key = (unit, new.row.subject_type, subject, new.award_code)
        if key in there:
            continue
        there.add(key)
        counts[row.unit_name] += 1
        uow.add(
            RegistrationLine,
            registration_id=registrations_made[unit],
            subject_type=new.row.subject_type,
            award_code=new.award_code,
            position=new.row.position or "",
            target=new.row.achievement or "",
            **_subject(new.row.subject_type, subject),
        )
    return counts


def _fresh(unit_id: int, name: str) -> RegistrationRow:
    return RegistrationRow(
        unit_id=unit_id,
        unit_name=name,
        sort_key="",
        kind="",
        id=None,
        state="not_sent",
        sent_on=None,
        decided_on=None,
        return_reason="",
        note="",
        lines=0,
    )


def _unit(app: AppContext, unit_id: int, *, year: int, year_type: str) -> RegistrationRow:
    for row in rows_of(app, year=year, year_type=year_type):
        if row.unit_id == unit_id:
            return row
    raise OfficeError("registrations.no_such_unit")


def _refuse(row: RegistrationRow, state: State, reason: str) -> None:
    now: State = row.state  # type: ignore[assignment]
    if state not in MOVES[now]:
        raise OfficeError(
            "registrations.move_refused",
            unit=row.unit_name,
            now=text(f"registrations.states.{row.state}"),
            requested=text(f"registrations.states.{state}"),
        )
    if state == "returned" and not clean(reason):
        raise OfficeError("registrations.reason_needed", unit=row.unit_name)
    if state in ("pending", "approved") and not row.lines:
        raise OfficeError("registrations.empty", unit=row.unit_name)


def _moved(state: State, *, reason: str, day: dt.date) -> dict[str, Any]:
    if state == "pending":
        return {"state": state, "sent_on": day, "decided_on": None, "return_reason": ""}
    if state == "not_sent":
        return {"state": state, "sent_on": None, "decided_on": None, "return_reason": ""}
    return {"state": state, "decided_on": day, "return_reason": clean(reason)}


def _registration_id(uow: UnitOfWork, row: RegistrationRow, *, year: int, year_type: str) -> int:
    if row.id is not None:
        return row.id
    return uow.add(Registration, year=year, year_type=year_type, unit_id=row.unit_id)


def _subject(subject_type: str, subject_id: int) -> dict[str, int | None]:
    return {
        **dict.fromkeys(SUBJECT_COLUMN.values()),
        SUBJECT_COLUMN[subject_type]: subject_id,
    }


def _values(line: LineRow, registration_id: int) -> dict[str, Any]:
    return {
        "registration_id": registration_id,
        "subject_type": line.subject_type,
        "award_code": line.award_code,
        "position": line.position,
        "target": line.target,
        **_subject(line.subject_type, line.subject_id),
    }
