"""The nominations, awards and award years that some journal entries concern: what a check after them must read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, bindparam, func, select, union
from sqlalchemy.engine import Connection
from sqlalchemy.orm import InstrumentedAttribute
from sqlalchemy.sql.selectable import CompoundSelect

from thidua_desktop.db.tables.council import CouncilVote
from thidua_desktop.db.tables.decisions import DecisionChange, Grant, SubmissionLine
from thidua_desktop.db.tables.importing import ImportRow
from thidua_desktop.db.tables.journal import JournalChange
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.printing import PrintItem
from thidua_desktop.db.tables.settings import NumberSeries


@dataclass(frozen=True, slots=True)
class Concerned:
    """Ids and years; every contradiction that the entries can have made stands at one of them."""

    nominations: frozenset[int]
    grants: frozenset[int]
    years: frozenset[int]

    def values(self) -> dict[str, str]:
        """Values of the parameters of ``among``."""
        return {name: json.dumps(sorted(getattr(self, name))) for name in ("nominations", "grants", "years")}


def among(column: Any, name: str) -> ColumnElement[bool]:
    """The column is one of the numbers of the parameter ``name``, a JSON list: as many as there are."""
    numbers = func.json_each(bindparam(name, unique=False)).table_valued("value")
    found: ColumnElement[bool] = column.in_(select(numbers.c.value))
    return found


_Ids = Select[tuple[Any]]


def _ids(column: InstrumentedAttribute[Any], of: InstrumentedAttribute[Any], name: str) -> _Ids:
    return select(column).where(among(of, name))


_NOMINATIONS: Final[tuple[Select[Any], ...]] = (
    _ids(Nomination.id, Nomination.id, "nomination"),
    _ids(Nomination.id, Nomination.decision_id, "decision"),
    _ids(Grant.nomination_id, Grant.id, "award_grant"),
    _ids(Grant.nomination_id, Grant.decision_id, "decision"),
    _ids(CouncilVote.nomination_id, CouncilVote.id, "council_vote"),
    _ids(CouncilVote.nomination_id, CouncilVote.session_id, "council_session"),
    _ids(SubmissionLine.nomination_id, SubmissionLine.id, "submission_line"),
    _ids(SubmissionLine.nomination_id, SubmissionLine.submission_id, "submission"),
    _ids(SubmissionLine.nomination_id, SubmissionLine.decision_id, "decision"),
    _ids(Nomination.id, Nomination.import_row_id, "import_row"),
    select(Nomination.id)
    .join(ImportRow, ImportRow.id == Nomination.import_row_id)
    .where(among(ImportRow.batch_id, "import_batch")),
)
_GRANTS: Final[tuple[_Ids, ...]] = (
    _ids(Grant.id, Grant.id, "award_grant"),
    _ids(Grant.id, Grant.nomination_id, "nominations"),
    _ids(Grant.id, Grant.decision_id, "decision"),
    _ids(Grant.id, Grant.ended_by_id, "decision"),
    _ids(DecisionChange.grant_id, DecisionChange.id, "decision_change"),
    _ids(DecisionChange.grant_id, DecisionChange.decision_id, "decision"),
    _ids(PrintItem.grant_id, PrintItem.id, "print_item"),
)
_YEARS: Final[tuple[_Ids, ...]] = (
    _ids(Grant.award_year, Grant.id, "grants"),
    _ids(NumberSeries.year, NumberSeries.id, "number_series"),
)
_OF_NOMINATIONS: Final = union(*_NOMINATIONS)
_OF_GRANTS: Final = union(*_GRANTS)
_OF_YEARS: Final = union(*_YEARS)
_TABLES: Final = (
    *("nomination", "award_grant", "decision", "council_vote", "council_session", "submission_line"),
    *("submission", "import_row", "import_batch", "decision_change", "print_item", "number_series"),
)
_POINTING: Final = (
    *("award_grant", "council_vote", "submission_line", "decision_change", "print_item", "number_series"),
)
"""Tables whose former values concern what they pointed at: a nomination, an award, a year."""


def concerned(connection: Connection, entry_ids: Iterable[int]) -> Concerned:
    """What the entries concern: the rows they touched and, one step along the chain, those that depend on
    these, before and after."""
    change, numbers = JournalChange, sorted(entry_ids)
    touched: dict[str, set[int]] = {name: set() for name in _TABLES}
    years: set[int] = set()
    spans = select(change.table_name, change.row_id, change.last_id).where(
        change.entry_id.in_(numbers), change.table_name.in_(_TABLES)
    )
    for name, first, last in connection.execute(spans):
        touched[name].update(range(first, last + 1))
    former = select(change.before, change.after).where(
        change.entry_id.in_(numbers), change.table_name.in_(_POINTING)
    )
    for row in chain.from_iterable(connection.execute(former)):
        for column, found in (
            ("nomination_id", touched["nomination"]),
            ("grant_id", touched["award_grant"]),
            ("award_year", years),
            ("year", years),
        ):
            if row and row.get(column) is not None:
                found.add(int(row[column]))
    values = {name: json.dumps(sorted(ids)) for name, ids in touched.items()}
    nominations = _numbers(connection, _OF_NOMINATIONS, values)
    grants = _numbers(connection, _OF_GRANTS, {**values, "nominations": json.dumps(sorted(nominations))})
    of_years = _numbers(connection, _OF_YEARS, {**values, "grants": json.dumps(sorted(grants))})
    return Concerned(nominations, grants, of_years | years)


def _numbers(connection: Connection, query: CompoundSelect[Any], values: Mapping[str, str]) -> frozenset[int]:
    return frozenset(number for number in connection.execute(query, values).scalars() if number is not None)


_BY_NOMINATION: Final = (Nomination.id, "nominations")
_BY_GRANT: Final = (Grant.id, "grants")
_BY_VOTE: Final = (CouncilVote.nomination_id, "nominations")
NARROWED: Final[dict[str, tuple[Any, str]]] = {
    "decided_without_decision": _BY_NOMINATION,
    "decided_without_grant": _BY_NOMINATION,
    "granted_but_not_decided": _BY_GRANT,
    "granted_twice": (Grant.nomination_id, "nominations"),
    "granted_by_a_draft": _BY_GRANT,
    "in_a_draft_unpassed": _BY_NOMINATION,
    "passed_without_vote": _BY_NOMINATION,
    "uncounted_in_closed": _BY_VOTE,
    "counted_in_open": _BY_VOTE,
    "not_up_for_vote": _BY_VOTE,
    "in_two_meetings": _BY_VOTE,
    "vote_against_state": _BY_VOTE,
    "nominated_from_staged": _BY_NOMINATION,
    "register_twice": (Grant.award_year, "years"),
    "register_behind": (NumberSeries.year, "years"),
    "ended_by_nothing": _BY_GRANT,
    "change_without_effect": (DecisionChange.grant_id, "grants"),
    "answered_wrongly": (SubmissionLine.nomination_id, "nominations"),
    "printed_unsigned": (PrintItem.grant_id, "grants"),
}
"""Where each rule of ``consistency`` looks when some records are in question; the others read few rows."""
