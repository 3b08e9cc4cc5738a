"""Awards of former years from a list: read like any sender's file, stored as decisions and grants, undoable.

Nothing is written before ``commit``; what is recorded already is recognised and left alone.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from sqlalchemy import func, select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import award_by_code, rule_set_for
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Grant
from thidua_desktop.db.tables.people import Person
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.decisions.decision_text import (
    AwardYearWords,
    DecisionWords,
    read_award_year,
    read_day,
    read_decision,
    read_number,
)
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.values import StagedFile, StagedRecord
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.standing_grants import recorded_grants
from thidua_desktop.services.decisions.external.past_award_columns import columns_of, level_in
from thidua_desktop.services.decisions.external.signed_elsewhere import add_signed, known_decision
from thidua_desktop.services.decisions.list_lines import ListLine, grant_values, salutation
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.commit import made_id, write_subjects
from thidua_desktop.services.importing.import_plan import ImportPlan, NewNomination, RowToImport, plan_import
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

Outcome = Literal["new", "identical", "error"]
_NO_YEAR = 0
"""Nobody is nominated in this year, so a plan of it names every award of the list."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryRow:
    """One award of the list. ``remark`` says in words why it is an error or what was concluded for it."""

    sheet: str
    row: int
    record: StagedRecord
    award: str
    year: AwardYearWords
    decision: DecisionWords
    level: str
    outcome: Outcome = "new"
    remark: str = ""


@dataclass(frozen=True, slots=True)
class PastAwardsAnalysis:
    """A list as read: every award with what would become of it. ``counts`` add up to ``rows``."""

    file_name: str
    rows: tuple[HistoryRow, ...]

    @property
    def counts(self) -> Counter[str]:
        return Counter(row.outcome for row in self.rows)


@dataclass(frozen=True, slots=True)
class HistoryImported:
    """What an import did: awards recorded, decisions they stand in."""

    grants: int
    decisions: int
    changes: Changes


def analyse(
    app: AppContext, path: Path, *, password: str | None = None, progress: Progress = silent
) -> PastAwardsAnalysis:
    """Reads a list and says what would become of each award; writes nothing.

    OfficeError ``importing.unreadable``, ``history.no_columns`` when no column reports a year or a decision.
    """
    file = staging.read(app, path, year=app.today().year, password=password, progress=progress, past=True)
    if file.open_status not in staging.READABLE or not file.records:
        raise OfficeError("importing.unreadable", reason=staging.reason_of(file))
    rows = _rows(app, file)
    return PastAwardsAnalysis(path.name, tuple(_known_marked(app, rows)))


def commit(app: AppContext, found: PastAwardsAnalysis, *, progress: Progress = silent) -> HistoryImported:
    """Records all new awards in one transaction; undone like any action.

    OfficeError ``history.nothing_new``.
    """
    fresh = [row for row in found.rows if row.outcome == "new"]
    if not fresh:
        raise OfficeError("history.nothing_new", file=found.file_name)
    years: dict[AwardYearWords, list[HistoryRow]] = {}
    for row in fresh:
        years.setdefault(row.year, []).append(row)
    with app.database.writing("import_history", file=found.file_name) as uow:
        inside = app.within(uow)
        us = inside.read(office)
        names = {unit.id: unit.name for unit in inside.read(units, teams=True)}
        made: dict[tuple[str, str, dt.date | None, int], int] = {}
        count = 0
        for done, (year, rows) in enumerate(years.items()):
            progress(done, len(years), text("history.progress", year=year.year))
            for one, values in _grants(uow, rows):
                key = (one.decision.issuer or us.name, one.decision.number, one.decision.day, year.year)
                if key not in made:
                    made[key] = _decision(uow, one, key, own_level=us.level)
                _add_grant(uow, made[key], one, values, names)
                count += 1
        progress(len(years), len(years), text("history.progress_done"))
    return HistoryImported(count, len(made), uow.changes)


def _rows(app: AppContext, file: StagedFile) -> list[HistoryRow]:
    columns = {sheet.name: columns_of(sheet) for sheet in file.sheets}
    reported = {meaning for found in columns.values() for meaning in found.values()}
    if not reported & {"year", "date", "decision", "number"}:
        raise OfficeError("history.no_columns", file=file.file)
    rows: list[HistoryRow] = []
    for record in file.records:
        message = {
            meaning: clean(record.cells.get(letter, ""))
            for letter, meaning in columns.get(record.sheet, {}).items()
        }
        rows += _of_record(record, message, today=app.today())
    return rows


def _of_record(record: StagedRecord, message: Mapping[str, str], *, today: dt.date) -> list[HistoryRow]:
    decision = _decision_words(message, today=today)
    year = read_award_year(message.get("year", ""))
    remark, outcome = "", "new"
    if year is None and decision.day is not None:
        # A decision of the first months rewards the year before.
        year = AwardYearWords(decision.day.year - (decision.day.month <= _EARLY))
        remark = text("history.remarks.year_by_day", year=year.year)
    elif not decision.number or decision.day is None:
        remark = text("history.remarks.no_decision")
    if not record.importable or not record.awards:
        outcome, remark = "error", text("history.remarks.unreadable")
    elif year is None:
        outcome, remark = "error", text("history.remarks.no_year")
    return [
        HistoryRow(
            sheet=record.sheet,
            row=record.row,
            record=record,
            award=award,
            year=year or AwardYearWords(0),
            decision=decision,
            level=level_in(message.get("level", ""))
            or level_in(decision.issuer)
            or _usual_level(award, decision, today),
            outcome="error" if outcome == "error" else "new",
            remark=remark,
        )
        for award in record.awards or ("",)
    ]


_EARLY = 4
"""Months of the next year in which a year's awards are still decided."""


def _decision_words(message: Mapping[str, str], *, today: dt.date) -> DecisionWords:
    whole = read_decision(message.get("decision", "") or message.get("number", ""), today=today)
    return DecisionWords(
        number=read_number(message.get("number", "")) or whole.number,
        day=read_day(message.get("date", ""), today=today) or whole.day,
        issuer=message.get("issuer", "") or whole.issuer,
    )


def _usual_level(award: str, decision: DecisionWords, today: dt.date) -> str:
    """The only level that decides this award by the law of the day; empty when there are several."""
    rule = rule_set_for(decision.day or today).awards.get(award)
    levels = {one.level for one in rule.deciders if not one.unclear} if rule else set()
    return levels.pop() if len(levels) == 1 else ""


def _known_marked(app: AppContext, rows: Sequence[HistoryRow]) -> Iterable[HistoryRow]:
    """Awards recorded already, or said twice by the list, are marked ``identical``."""
    seen: set[tuple[object, ...]] = set()
    subjects = app.read(_subjects, rows)
    recorded = app.read(_recorded, years={row.year.year for row in rows})
    for place, row in enumerate(rows):
        subject = subjects.get(place)
        if row.outcome == "error" or subject is None:
            yield row
            continue
        key = (row.record.subject_type, subject, row.award, row.year.year)
        remark = _known(row, recorded.get(key, ()))
        if remark or (*key, row.decision.number) in seen:
            yield replace(row, outcome="identical", remark=remark or text("history.remarks.known"))
        else:
            yield row
        seen.add((*key, row.decision.number))


def _known(row: HistoryRow, recorded: Sequence[tuple[str, bool]]) -> str:
    """How the award is recorded already, in words; empty when it is not.

    ``recorded``: number of the decision and whether the award stands, of the same award, year and receiver. A
    title is given once a year, so any standing one is this one. An ended award is known by its decision and
    is not taken in again; another decision may have given the award again.
    """
    number = row.decision.number
    title = award_by_code(row.award).kind == "title"
    standing = [known for known, stands in recorded if stands]
    if standing and (title or not number or number in standing or "" in standing):
        return text("history.remarks.known")
    ended = [known for known, stands in recorded if not stands]
    if ended and (not number or number in ended or "" in ended):
        return text("history.remarks.ended")
    return ""


def _subjects(connection: Connection, rows: Sequence[HistoryRow]) -> dict[int, int]:
    """Place of a row -> whom it means; negative for somebody new."""
    good = [place for place, row in enumerate(rows) if row.outcome != "error"]
    plan = plan_import(connection, [_to_plan(rows[place], place) for place in good], year=_NO_YEAR)
    return {good[new.place]: new.subject_id for new in plan.nominations}


def _to_plan(row: HistoryRow, place: int) -> RowToImport:
    """Each award stands for itself, so that no year of a title hides another: its place is its name."""
    return replace(staging.row_to_import(row.record), awards=(f"{row.award}#{place}",), importable=True)


def _recorded(connection: Connection, *, years: set[int]) -> dict[tuple[object, ...], list[tuple[str, bool]]]:
    """(kind, subject, award, year) -> number of each decision that gave it, and whether it stands."""
    grant = recorded_grants().c
    query = select(
        grant.subject_type,
        grant.subject_id,
        grant.award_code,
        grant.award_year,
        func.coalesce(grant.decision_number, ""),
        grant.ended_on.is_(None),
    ).where(grant.award_year.in_(sorted(years)))
    found: dict[tuple[object, ...], list[tuple[str, bool]]] = {}
    for *key, number, stands in connection.execute(query):
        found.setdefault(tuple(key), []).append((number, bool(stands)))
    return found


def _grants(uow: UnitOfWork, rows: Sequence[HistoryRow]) -> Iterable[tuple[HistoryRow, NewNomination]]:
    """Writes persons, units and households the rows bring, then names whom each row means."""
    plan: ImportPlan = plan_import(
        uow.connection, [_to_plan(row, place) for place, row in enumerate(rows)], year=_NO_YEAR
    )
    made = write_subjects(uow, plan)
    for person_id, values in plan.person_updates.items():
        uow.update(Person, person_id, **values)
    for new in plan.nominations:
        resolved = new._replace(
            subject_id=made_id(new.subject_id, made[new.row.subject_type]) or 0,
            unit_id=made_id(new.unit_id, made["collective"]),
        )
        yield rows[new.place], resolved


def _decision(
    uow: UnitOfWork, row: HistoryRow, key: tuple[str, str, dt.date | None, int], *, own_level: str
) -> int:
    """The decision of this number, day and issuer: the one recorded before, or a new one."""
    issuer, number, day, year = key
    known = known_decision(uow, number=number, signed_on=day, issuer=issuer) if number and day else None
    return known or add_signed(
        uow,
        year=year,
        issuer=issuer,
        level=row.level or own_level,
        number=number or None,
        signed_on=day,
        subject=text("history.subject", year=year),
    )


def _add_grant(
    uow: UnitOfWork, decision_id: int, row: HistoryRow, new: NewNomination, names: Mapping[int, str]
) -> None:
    record = row.record
    day = row.decision.day or dt.date(row.year.year, 12, 31)
    line = ListLine(
        subject_type=record.subject_type,
        subject_id=new.subject_id,
        nomination_id=None,
        unit_id=new.unit_id,
        award_code=row.award,
        title=award_by_code(row.award).name_on(day),
        name=record.name,
        unit=record.unit or names.get(new.unit_id or 0, ""),
        position=record.position or "" if record.subject_type == "person" else "",
        salutation=salutation(record.subject_type, record.sex),
        achievement=record.achievement or "",
        prize=None,
    )
    place = row.row
    uow.add(
        Grant,
        **grant_values(
            decision_id,
            place,
            line,
            award_year=row.year.year,
            register_number=None,
            year_type="school" if row.year.school else "calendar",
        ),
    )
