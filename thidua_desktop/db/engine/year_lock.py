"""Records of a closed year are not written: every transaction is checked before it is committed.

The check stands in the unit of work, so that no service, undo or import can pass it by.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from sqlalchemy import Table, func, or_, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.tables.closing import YearEvent
from thidua_desktop.domain.errors import OfficeError

OWNERS: Final[Mapping[str, tuple[str, str]]] = {
    "award_grant": ("decision_id", "decision"),
    "bloc_meeting": ("bloc_id", "bloc"),
    "bloc_member": ("bloc_id", "bloc"),
    "bloc_target": ("bloc_id", "bloc"),
    "council_attendance": ("session_id", "council_session"),
    "council_vote": ("session_id", "council_session"),
    "decision_change": ("decision_id", "decision"),
    "dossier_paper": ("nomination_id", "nomination"),
    "import_finding": ("batch_id", "import_batch"),
    "import_row": ("batch_id", "import_batch"),
    "initiative_author": ("initiative_id", "initiative"),
    "initiative_use": ("nomination_id", "nomination"),
    "plan_anniversary": ("plan_id", "plan"),
    "plan_assignment": ("plan_id", "plan"),
    "plan_basis": ("plan_id", "plan"),
    "plan_campaign": ("plan_id", "plan"),
    "plan_movement": ("plan_id", "plan"),
    "plan_recipient": ("plan_id", "plan"),
    "plan_report": ("plan_id", "plan"),
    "plan_section": ("plan_id", "plan"),
    "plan_target": ("plan_id", "plan"),
    "plan_task": ("plan_id", "plan"),
    "prize_payment": ("decision_id", "decision"),
    "registration_line": ("registration_id", "registration"),
    "score_entry": ("sheet_id", "score_sheet"),
    "score_event": ("sheet_id", "score_sheet"),
    "score_sheet": ("bloc_id", "bloc"),
    "submission_line": ("submission_id", "submission"),
    "target_actual": ("target_id", "plan_target"),
    "task_evidence": ("task_id", "plan_task"),
}
"""Which row a row belongs to; a table with a ``year`` of its own says it itself."""
SAME_PERSON: Final = frozenset({"merge_records", "part_records", "split_record"})
"""Actions that say who somebody is; the words as printed stay as they are."""
_WHO: Final = frozenset({"person_id", "collective_id", "household_id", "unit_id"})
_CHUNK: Final = 400


def has_year(name: str) -> bool:
    """Whether the rows of a table belong to a year."""
    return name != YearEvent.__tablename__ and (name in OWNERS or "year" in _tables()[name].c)


def closed_years(connection: Connection) -> frozenset[int]:
    """Years whose newest event closed them."""
    newest = select(func.max(YearEvent.id)).group_by(YearEvent.year)
    query = select(YearEvent.year).where(YearEvent.id.in_(newest), YearEvent.kind == "closed")
    return frozenset(connection.execute(query).scalars())


def refuse_closed(connection: Connection, log: Sequence[Mapping[str, Any]], *, action: str) -> None:
    """OfficeError ``closing.locked`` when a change touches a closed year; nothing of it is stored then."""
    closed = closed_years(connection)
    if not closed:
        return
    steps: dict[str, list[Mapping[str, Any]]] = defaultdict(list)
    for step in log:
        if has_year(step["table_name"]) and not _free(step, action):
            steps[step["table_name"]].append(step)
    touched: set[int] = set()
    for name, of_table in steps.items():
        touched |= _years_of_rows(connection, name, [(one["row_id"], one["last_id"]) for one in of_table])
        touched |= _years_before(connection, name, [one["before"] for one in of_table if one["before"]])
    for year in sorted(touched & closed):
        raise OfficeError("closing.locked", year=year)


def _free(step: Mapping[str, Any], action: str) -> bool:
    """Whether a change leaves the record of its year as it is."""
    if step["op"] != "U":
        return False
    columns = frozenset(step["before"] or ()) | frozenset(step["after"] or ())
    return action in SAME_PERSON and columns <= _WHO


def _years_of_rows(connection: Connection, name: str, spans: Sequence[tuple[int, int]]) -> set[int]:
    table = _tables()[name]
    found: set[int] = set()
    single = [first for first, last in spans if first == last]
    for at in range(0, len(single), _CHUNK):
        found |= _years(connection, name, table.c.id.in_(single[at : at + _CHUNK]))
    ranges = [table.c.id.between(first, last) for first, last in spans if first != last]
    for at in range(0, len(ranges), _CHUNK):
        found |= _years(connection, name, or_(*ranges[at : at + _CHUNK]))
    return found


def _years(connection: Connection, name: str, condition: Any) -> set[int]:
    """Years of the rows of a table that meet a condition, read along the rows they belong to."""
    table = _tables()[name]
    joined: Any = table
    while "year" not in table.c:
        column, owner = OWNERS[table.name]
        above = _tables()[owner]
        joined = joined.join(above, above.c.id == table.c[column])
        table = above
    return set(
        connection.execute(select(table.c.year).select_from(joined).where(condition).distinct()).scalars()
    )


def _years_before(connection: Connection, name: str, stored: Iterable[Mapping[str, Any]]) -> set[int]:
    """Years the rows belonged to before they were changed or removed."""
    if name not in OWNERS:
        return {int(row["year"]) for row in stored if row.get("year") is not None}
    column, owner = OWNERS[name]
    ids = {int(row[column]) for row in stored if row.get(column) is not None}
    return _years_of_rows(connection, owner, [(one, one) for one in sorted(ids)])


def _tables() -> Mapping[str, Table]:
    return Base.metadata.tables
