"""The history of a record in words: when, what, before and after; on screen and as a workbook."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

from sqlalchemy.engine import Connection

from thidua_desktop.catalogue.awards import load_awards
from thidua_desktop.db.engine.schema import table_named
from thidua_desktop.db.engine.undo import INVERSES
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.office import history as query
from thidua_desktop.queries.office.history import Change
from thidua_desktop.queries.office.record_names import record_name
from thidua_desktop.services.journal.journal import entry_words, lines
from thidua_desktop.services.journal.words import action_words, table_words
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import lookup, text

_CODES: Final[Mapping[tuple[str, str], str]] = {
    ("bloc", "kind"): "blocs.kinds",
    ("council_attendance", "attended"): "council_members.attended",
    ("council_attendance", "role"): "council_members.roles",
    ("council_member", "role"): "council_members.roles",
    ("council_session", "base"): "council.bases",
    ("council_session", "state"): "council.states",
    ("decision", "state"): "decisions.states",
    ("dossier_paper", "state"): "dossiers.states",
    ("import_batch", "state"): "commendation.intake.states",
    ("initiative", "scope"): "initiatives.scopes",
    ("nomination", "occasion"): "nominations.occasions",
    ("nomination", "override_verdict"): "commendation.verdicts",
    ("nomination", "state"): "nominations.states",
    ("nomination", "verdict"): "commendation.verdicts",
    ("office", "level"): "setup.levels",
    ("person", "sex"): "system.people.sexes",
    ("plan_task", "status"): "tasks.status",
    ("registration", "state"): "registrations.states",
    ("score_sheet", "state"): "score_panel.states",
    ("unit", "kind"): "organisation.kinds",
    ("unit_change", "kind"): "unit_changes.kinds",
    ("year_record", "discipline"): "nominees.disciplines",
    ("year_record", "rating"): "nominees.ratings",
}
_EVERYWHERE: Final[Mapping[str, str]] = {
    "subject_type": "nominations.subjects",
    "year_type": "nominations.year_types",
}
_MOMENTS: Final = frozenset({"created_at", "made_at", "started_at", "parted_at", "deleted_at"})
_LONGEST: Final = 400


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One changed value in words. ``number`` is its place, the newest first."""

    number: int
    entry_id: int
    at: str
    action: str
    record: str
    field: str
    before: str
    after: str
    undone: bool


def of_record(app: AppContext, table_name: str, row_id: int) -> tuple[str, tuple[HistoryLine, ...]]:
    """The name of a record and its whole history, newest first."""
    with app.database.reading() as connection:
        name = record_name(connection, table_name, row_id)
        changes = query.of_record(connection, table_name, row_id)
        return f"{table_words(table_name)}: {name}" if name else table_words(table_name), _worded(
            connection, changes
        )


def of_entry(app: AppContext, entry_id: int) -> tuple[str, tuple[HistoryLine, ...]]:
    """The sentence of an action and every value it changed."""
    with app.database.reading() as connection:
        return entry_words(connection, entry_id), _worded(connection, query.of_entry(connection, entry_id))


def field_words(table_name: str, column: str) -> str:
    """What a column is called; the table's own word before the usual one."""
    own = lookup(f"record_fields.{table_name}.{column}")
    return own or lookup(f"record_fields.any.{column}") or column


def save(path: Path, title: str, found: Sequence[HistoryLine]) -> None:
    """The lines as a workbook, written whole or not at all. OfficeError of ``write_atomically``."""
    from thidua_desktop.workbooks.reports.plain_list import list_workbook

    keys = ("at", "action", "record", "field", "before", "after", "state")
    rows = [
        (
            moment_words(line.at),
            line.action,
            line.record,
            line.field,
            line.before,
            line.after,
            text("history_of.undone") if line.undone else "",
        )
        for line in found
    ]
    headings = [text(f"history_of.columns.{key}") for key in keys]
    write_atomically(path, list_workbook(title, headings, rows, widths=(18, 40, 34, 26, 34, 34, 16)))


def save_journal(app: AppContext, path: Path) -> None:
    """Every line of the journal as a workbook, written whole or not at all."""
    from thidua_desktop.workbooks.reports.plain_list import list_workbook

    rows, named = lines(app)
    headings = [text(f"history_of.columns.{key}") for key in ("at", "action", "state")]
    found = [
        (
            moment_words(row.at),
            _entry_sentence(row.action, row.params, named.get(row.origin)),
            text("history_of.undone") if row.undone else "",
        )
        for row in rows
    ]
    write_atomically(path, list_workbook(text("history_of.journal"), headings, found, widths=(18, 90, 16)))


def moment_words(at: str) -> str:
    """``20/12/2024 08:00`` of an ISO moment; as it stands when it is none."""
    try:
        return f"{dt.datetime.fromisoformat(at):%d/%m/%Y %H:%M}"
    except ValueError:
        return at


def _entry_sentence(action: str, params: Mapping[str, Any], of: str | None) -> str:
    if action in INVERSES:
        return text(f"system.journal.{action}_of", action=of or text("journal.other_action"))
    return action_words(action, params)


def _worded(connection: Connection, changes: Sequence[Change]) -> tuple[HistoryLine, ...]:
    return tuple(_line(connection, number, change) for number, change in enumerate(changes))


def _line(connection: Connection, number: int, change: Change) -> HistoryLine:
    of = None
    if change.action in INVERSES:
        of = entry_words(connection, int(change.params.get("entry", 0)))
    kind = table_words(change.table_name)
    record = text("history_of.record", kind=kind, name=change.name) if change.name else kind
    if change.count > 1:
        record = text("history_of.records", kind=kind, count=change.count)
    if change.op == "U":
        binned = change.column == "deleted_at"
        field = (
            text("history_of.removed" if change.after else "history_of.restored")
            if binned
            else field_words(change.table_name, change.column)
        )
        before, after = (
            "" if binned else _value(connection, change.table_name, change.column, value)
            for value in (change.before, change.after)
        )
    else:
        field = text("history_of.added" if change.op == "I" else "history_of.removed")
        before, after = (
            _row_words(connection, change.table_name, values) for values in (change.before, change.after)
        )
    return HistoryLine(
        number,
        change.entry_id,
        change.at,
        _entry_sentence(change.action, change.params, of),
        record,
        field,
        before,
        after,
        change.undone,
    )


def _row_words(connection: Connection, table_name: str, values: Mapping[str, Any] | None) -> str:
    """The filled values of a row that came or went."""
    parts = []
    for column, value in (values or {}).items():
        hidden = column in query.HIDDEN or column in _MOMENTS or isinstance(value, dict | list)
        if hidden or value is None or value == "" or value is False:
            continue
        words = _value(connection, table_name, column, value)
        parts.append(text("history_of.value", field=field_words(table_name, column), value=words))
    return "; ".join(parts)


def _value(connection: Connection, table_name: str, column: str, value: Any) -> str:
    if value is None or value == "" or value == []:
        return ""
    if isinstance(value, bool):
        return text("history_of.yes" if value else "history_of.no")
    if isinstance(value, dt.date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, PartialDate):
        return value.vietnamese()
    if isinstance(value, Decimal):
        return f"{value:,}".replace(",", ".")
    if isinstance(value, list) and all(isinstance(one, int | str) for one in value) and column == "months":
        return ", ".join(str(one) for one in value)
    if isinstance(value, dict | list):
        return text("history_of.composite")
    if isinstance(value, int):
        return _pointed(connection, table_name, column, value)
    return _coded(table_name, column, str(value))


def _pointed(connection: Connection, table_name: str, column: str, value: int) -> str:
    for key in table_named(table_name).c[column].foreign_keys:
        return record_name(connection, key.column.table.name, value) or text("history_of.gone")
    return str(value)


def _coded(table_name: str, column: str, value: str) -> str:
    if column in _MOMENTS:
        return moment_words(value)
    if column == "award_code":
        return next((award.name for award in load_awards() if award.code == value), value)
    prefix = _CODES.get((table_name, column)) or _EVERYWHERE.get(column)
    words = (lookup(f"{prefix}.{value}") if prefix else None) or value
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
