"""When an action may not be undone although its rows are as it left them, and what is lawful instead.

An award that was handed out on paper is corrected or revoked by another decision, never taken out of the
records: Law 06/2022 Đ93 (confidence: text read). What the council decided follows from its closed count.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from sqlalchemy import func, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.engine.undo import Use, added_rows, latest_entry
from thidua_desktop.db.tables.council import CouncilSession, CouncilVote
from thidua_desktop.db.tables.decisions import Decision, Grant, Paper
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.printing import PrintItem, PrintRun
from thidua_desktop.db.tables.registrations import Registration, RegistrationLine
from thidua_desktop.db.tables.scoring import ScoreEntry, ScoreSheet
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.office.journal import FACTS, JournalRow, entry
from thidua_desktop.queries.office.touched import rows_touched
from thidua_desktop.services.journal.words import action_words, table_words
from thidua_desktop.texts import text

_CHUNK = 500


@dataclass(frozen=True, slots=True)
class Way:
    """What may be done instead: undo the entry ``id`` first, or amend or revoke the decision ``id``."""

    kind: Literal["entry", "decision"]
    id: int
    words: str


class UndoRefusedError(OfficeError):
    """An undo or redo that would break what stands on it; ``way`` is the lawful way, where there is one."""

    def __init__(self, code: str, /, *, way: Way | None = None, **params: object) -> None:
        super().__init__(code, **params)
        self.way = way


MayUndo = Callable[[Connection, JournalRow], UndoRefusedError | None]


def refuse_used(connection: Connection, row: JournalRow, uses: Iterable[Use]) -> UndoRefusedError | None:
    """Refuses an entry whose rows later entries use, naming the latest of them."""
    numbers = [use.entry_id for use in uses if use.entry_id is not None]
    words = action_words(row.action, row.params)
    if not numbers:
        used = next(iter(uses), None)
        if used is None:
            return None
        return UndoRefusedError("journal.still_used", action=words, what=table_words(used.table_name))
    return _refuse_before(connection, words, max(numbers))


def _refuse_before(connection: Connection, words: str, later_id: int) -> UndoRefusedError:
    later = entry(connection, later_id)
    if later is None:
        return UndoRefusedError("journal.still_used", action=words, what=text("journal.other_action"))
    origin = entry(connection, later.origin) or later
    later_words = action_words(origin.action, origin.params)
    if later.action in FACTS:
        return UndoRefusedError("journal.stands_on_fact", action=words, later=later_words)
    way = Way("entry", later.id, later_words)
    return UndoRefusedError("journal.stands_in_the_way", action=words, later=later_words, way=way)


def taken_place(connection: Connection, row: JournalRow, rows: Sequence[tuple[str, int]]) -> UndoRefusedError:
    """Refuses to bring rows back whose place other rows have taken since."""
    words = action_words(row.action, row.params)
    numbers = [number for one in rows if (number := latest_entry(connection, *one)) is not None]
    if numbers:
        return _refuse_before(connection, words, max(numbers))
    what = table_words(rows[0][0]) if rows else text("journal.other_action")
    return UndoRefusedError("journal.still_used", action=words, what=what)


def after_printing(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """Awards that left on paper: the decision is amended or revoked, not taken back."""
    decisions = _decisions_of(connection, row)
    if not decisions:
        return None
    sheets = connection.execute(
        select(func.count(func.distinct(PrintItem.grant_id)))
        .join(Grant, Grant.id == PrintItem.grant_id)
        .where(Grant.decision_id.in_(decisions), PrintItem.sheets > 0)
    ).scalar_one()
    runs = connection.execute(
        select(func.count()).select_from(PrintRun).where(PrintRun.decision_id.in_(decisions))
    ).scalar_one()
    if not sheets and not runs:
        return None
    found = connection.execute(
        select(Decision.id, Decision.number, Decision.origin).where(Decision.id.in_(decisions))
    ).first()
    number = (found.number if found else "") or ""
    way = None
    if found is not None and found.origin == "own":
        way = Way("decision", found.id, text("journal.way_decision", number=number))
    return UndoRefusedError("journal.printed", number=number, count=sheets, way=way)


def after_decision(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """A meeting whose result was decided on: the decision comes first, by its own lawful way."""
    sessions = _ids(connection, row, "council_session")
    found = connection.execute(
        select(Decision.id, Decision.number, CouncilSession.title)
        .join(Nomination, Nomination.decision_id == Decision.id)
        .join(CouncilVote, CouncilVote.nomination_id == Nomination.id)
        .join(CouncilSession, CouncilSession.id == CouncilVote.session_id)
        .where(
            CouncilVote.session_id.in_(sessions),
            Decision.state == "signed",
            Decision.deleted_at.is_(None),
        )
        .order_by(Decision.id.desc())
        .limit(1)
    ).one_or_none()
    if found is None:
        return None
    way = Way("decision", found.id, text("journal.way_decision", number=found.number))
    return UndoRefusedError("journal.session_decided", title=found.title, number=found.number, way=way)


def in_a_meeting(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """Appraisal of nominations a meeting votes on: the meeting is undone first."""
    for ids in _parts(_ids(connection, row, "nomination")):
        found = connection.execute(
            select(CouncilVote.session_id, CouncilVote.id)
            .join(CouncilSession, CouncilSession.id == CouncilVote.session_id)
            .where(CouncilVote.nomination_id.in_(ids), CouncilSession.deleted_at.is_(None))
            .limit(1)
        ).one_or_none()
        if found is not None:
            words = action_words(row.action, row.params)
            later = latest_entry(connection, "council_vote", found.id)
            if later is None:
                return UndoRefusedError(
                    "journal.still_used", action=words, what=table_words("council_session")
                )
            return _refuse_before(connection, words, later)
    return None


def after_appraisal(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """An import whose nominations were appraised, voted on or decided: that is undone first."""
    ids = added_rows(connection, row.id, "nomination")
    for part in _parts(ids):
        used = connection.execute(
            select(Nomination.id)
            .where(Nomination.id.in_(part), Nomination.state.not_in(("draft", "returned")))
            .order_by(Nomination.id)
            .limit(1)
        ).scalar()
        if used is not None:
            later = latest_entry(connection, "nomination", used)
            words = action_words(row.action, row.params)
            if later is not None and later != row.id:
                return _refuse_before(connection, words, later)
    return None


def nominated_again(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """A removed nomination whose subject was nominated again for the same award."""
    other = aliased(Nomination)
    for ids in _parts(_ids(connection, row, "nomination")):
        same = [
            getattr(other, name) == getattr(Nomination, name)
            for name in ("year", "award_code", "subject_type", "occasion", "year_type")
        ]
        subject = or_(
            other.person_id == Nomination.person_id,
            other.collective_id == Nomination.collective_id,
            other.household_id == Nomination.household_id,
        )
        found = connection.execute(
            select(other.id)
            .join(Nomination, Nomination.id != other.id)
            .where(Nomination.id.in_(ids), *same, subject, other.deleted_at.is_(None), other.id.not_in(ids))
            .limit(1)
        ).scalar()
        if found is not None:
            return taken_place(connection, row, [("nomination", found)])
    return None


def remark(connection: Connection, row: JournalRow) -> str:
    """What the user should know before agreeing: papers saved outside the program stay where they are."""
    decisions = _decisions_of(connection, row)
    if not decisions:
        return ""
    count = connection.execute(
        select(func.count()).select_from(Paper).where(Paper.decision_id.in_(decisions))
    ).scalar_one()
    return text("journal.papers_stay", count=count) if count else ""


def _decisions_of(connection: Connection, row: JournalRow) -> tuple[int, ...]:
    """The decisions an entry gave awards by."""
    found: set[int] = set()
    for part in _parts(added_rows(connection, row.id, "award_grant")):
        found.update(
            connection.execute(select(Grant.decision_id).where(Grant.id.in_(part)).distinct()).scalars()
        )
    if row.action == "sign_decision":
        found.update(_ids(connection, row, "decision"))
    return tuple(sorted(found))


def _ids(connection: Connection, row: JournalRow, table_name: str) -> tuple[int, ...]:
    touched = rows_touched(connection, row.id)
    return tuple(dict.fromkeys(number for ops in touched.values() for number in ops.get(table_name, ())))


def _parts(ids: Sequence[int]) -> Iterable[Sequence[int]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def scored_further(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """Scores of a sheet that was closed since, or that have a later version: those are undone first."""
    words = action_words(row.action, row.params)
    newer = aliased(ScoreEntry)
    for ids in _parts(added_rows(connection, row.id, "score_entry")):
        closed = connection.execute(
            select(ScoreSheet.id)
            .join(ScoreEntry, ScoreEntry.sheet_id == ScoreSheet.id)
            .where(ScoreEntry.id.in_(ids), ScoreSheet.state != "open")
            .limit(1)
        ).scalar()
        if closed is not None:
            later = latest_entry(connection, "score_sheet", closed)
            return None if later is None else _refuse_before(connection, words, later)
        same = [
            getattr(newer, name) == getattr(ScoreEntry, name)
            for name in ("sheet_id", "unit_id", "criterion", "scorer")
        ]
        judge = newer.judge_id.is_not_distinct_from(ScoreEntry.judge_id)
        over = connection.execute(
            select(newer.id)
            .join(ScoreEntry, newer.version > ScoreEntry.version)
            .where(ScoreEntry.id.in_(ids), *same, judge, newer.id.not_in(ids))
            .order_by(newer.id.desc())
            .limit(1)
        ).scalar()
        if over is not None:
            later = latest_entry(connection, "score_entry", over)
            return None if later is None else _refuse_before(connection, words, later)
    return None


def registration_approved(connection: Connection, row: JournalRow) -> UndoRefusedError | None:
    """Lines of a registration that was approved since: the approval is undone first."""
    for ids in _parts(_ids(connection, row, "registration_line")):
        approved = connection.execute(
            select(Registration.id)
            .join(RegistrationLine, RegistrationLine.registration_id == Registration.id)
            .where(RegistrationLine.id.in_(ids), Registration.state == "approved")
            .limit(1)
        ).scalar()
        if approved is not None:
            later = latest_entry(connection, "registration", approved)
            if later is not None and later != row.id:
                return _refuse_before(connection, action_words(row.action, row.params), later)
    return None
