"""What the records of an office must agree on, whatever was done in which order: the chain of law.

nomination -> count of a closed meeting -> decision -> award, each of which exists because of the one before.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from sqlalchemy import ColumnElement, Select, String, and_, cast, exists, func, literal, or_, select
from sqlalchemy.engine import Connection
from sqlalchemy.orm import aliased

from thidua_desktop.db.tables.council import CouncilSession, CouncilVote
from thidua_desktop.db.tables.decisions import Decision, DecisionChange, Grant, Submission, SubmissionLine
from thidua_desktop.db.tables.importing import ImportBatch, ImportRow
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.db.tables.printing import PrintItem
from thidua_desktop.db.tables.settings import NumberSeries
from thidua_desktop.queries.office.concerned import NARROWED, Concerned, among
from thidua_desktop.queries.office.register_gaps import register_gaps


@dataclass(frozen=True, slots=True)
class Violation:
    """Records that contradict one another. ``code``: which rule; ``what``: the record; ``place``: where."""

    code: str
    row_id: int
    what: str = ""
    place: str = ""


_Rows = Select[*tuple[Any, ...]]


def violations(connection: Connection, within: Concerned | None = None) -> tuple[Violation, ...]:
    """Every contradiction between the records, or between those of ``within``; empty for an office in order."""
    values = {} if within is None else within.values()
    found = [
        Violation(code, row[0], str(row[1] or ""), str(row[2] or ""))
        for code, query in _queries(narrow=within is not None)
        for row in connection.execute(query, values)
    ]
    for gap in register_gaps(connection, years=None if within is None else within.years):
        if not gap.explained:
            found.append(Violation("register_gap", gap.first, gap.numbers, str(gap.year)))
    return tuple(found)


@cache
def _queries(*, narrow: bool) -> tuple[tuple[str, _Rows], ...]:
    """Put together once: they are asked after every undo. ``narrow``: with the parameters of ``Concerned``."""
    made = {code: make() for code, make in RULES.items()}
    if narrow:
        made |= {code: made[code].where(among(*where)) for code, where in NARROWED.items()}
    return tuple(made.items())


def _live(model: Any) -> ColumnElement[bool]:
    found: ColumnElement[bool] = model.deleted_at.is_(None)
    return found


def _subject(query: _Rows) -> _Rows:
    """Adds who a nomination is for, so that the sentence can name it."""
    return (
        query.outerjoin(Person, Person.id == Nomination.person_id)
        .outerjoin(_Collective, _Collective.id == Nomination.collective_id)
        .outerjoin(Household, Household.id == Nomination.household_id)
    )


_Collective = aliased(Unit)
_NAME: Final = func.coalesce(Person.full_name, _Collective.name, Household.name)
_YEAR: Final = cast(Nomination.year, String)


def _nominations(*where: ColumnElement[bool]) -> _Rows:
    query = select(Nomination.id, _NAME, _YEAR).select_from(Nomination)
    return _subject(query).where(_live(Nomination), *where).order_by(Nomination.id)


def _granted(*more: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(
        Grant.nomination_id == Nomination.id,
        Grant.decision_id == Nomination.decision_id,
        Grant.follows_id.is_(None),
        *more,
    )


def _decision_is(*where: ColumnElement[bool]) -> ColumnElement[bool]:
    return exists().where(Decision.id == Nomination.decision_id, *where)


def _decided_without_decision() -> _Rows:
    signed = _decision_is(Decision.state == "signed", _live(Decision))
    return _nominations(Nomination.state == "decided", or_(Nomination.decision_id.is_(None), ~signed))


def _decided_without_grant() -> _Rows:
    return _nominations(Nomination.state == "decided", Nomination.decision_id.is_not(None), ~_granted())


def _granted_but_not_decided() -> _Rows:
    query = select(Grant.id, Grant.name_printed, Decision.number).join(
        Decision, Decision.id == Grant.decision_id
    )
    return (
        query.join(Nomination, Nomination.id == Grant.nomination_id)
        .where(
            Grant.follows_id.is_(None),
            or_(
                Nomination.state != "decided",
                Nomination.decision_id.is_distinct_from(Grant.decision_id),
                Nomination.deleted_at.is_not(None),
            ),
        )
        .order_by(Grant.id)
    )


def _granted_twice() -> _Rows:
    return (
        select(func.min(Grant.id), func.min(Grant.name_printed), func.min(cast(Grant.award_year, String)))
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.nomination_id.is_not(None), Grant.follows_id.is_(None), _live(Decision))
        .group_by(Grant.nomination_id)
        .having(func.count() > 1)
    )


def _granted_by_a_draft() -> _Rows:
    return (
        select(Grant.id, Grant.name_printed, Decision.subject)
        .join(Decision, Decision.id == Grant.decision_id)
        .where(or_(Decision.state != "signed", Decision.deleted_at.is_not(None)))
        .order_by(Grant.id)
    )


def _in_a_draft_unpassed() -> _Rows:
    return _nominations(Nomination.state != "passed", Nomination.state != "decided", _decision_is())


def _passed_without_vote() -> _Rows:
    counted = exists().where(
        CouncilVote.nomination_id == Nomination.id,
        CouncilVote.passed.is_(True),
        CouncilSession.id == CouncilVote.session_id,
        CouncilSession.state == "closed",
        _live(CouncilSession),
    )
    return _nominations(Nomination.state == "passed", ~counted)


def _votes(*where: ColumnElement[bool]) -> _Rows:
    query = (
        select(CouncilVote.id, _NAME, CouncilSession.title)
        .join(CouncilSession, CouncilSession.id == CouncilVote.session_id)
        .join(Nomination, Nomination.id == CouncilVote.nomination_id)
    )
    return _subject(query).where(_live(CouncilSession), *where).order_by(CouncilVote.id)


def _uncounted_in_closed() -> _Rows:
    """A counted candidate of a closed meeting has a result, one nobody counted has none."""
    return _votes(CouncilSession.state == "closed", CouncilVote.passed.is_(None) == CouncilVote.counted)


def _counted_in_open() -> _Rows:
    return _votes(CouncilSession.state == "open", CouncilVote.passed.is_not(None))


def _not_up_for_vote() -> _Rows:
    return _votes(
        CouncilSession.state == "open",
        or_(Nomination.state != "submitted", Nomination.deleted_at.is_not(None)),
    )


def _in_two_meetings() -> _Rows:
    return (
        _subject(
            select(func.min(CouncilVote.id), func.min(_NAME), func.min(CouncilSession.title))
            .join(CouncilSession, CouncilSession.id == CouncilVote.session_id)
            .join(Nomination, Nomination.id == CouncilVote.nomination_id)
        )
        .where(CouncilSession.state == "open", _live(CouncilSession))
        .group_by(CouncilVote.nomination_id)
        .having(func.count() > 1)
    )


def _vote_against_state() -> _Rows:
    """What a meeting concluded and the nomination does not say: not passed, yet decided by this office."""
    own = exists().where(Decision.id == Nomination.decision_id, Decision.origin == "own")
    newer = aliased(CouncilVote)
    newest = select(func.max(newer.id)).where(newer.nomination_id == Nomination.id, newer.counted)
    return _votes(
        CouncilSession.state == "closed",
        CouncilVote.id == newest.scalar_subquery(),
        or_(
            Nomination.state.in_(("draft", "submitted", "returned")),
            Nomination.deleted_at.is_not(None),
            and_(CouncilVote.passed.is_(False), Nomination.state.in_(("passed", "decided")), own),
            and_(CouncilVote.passed.is_(False), Nomination.state == "passed"),
        ),
    )


def _closed_without_snapshot() -> _Rows:
    return (
        select(CouncilSession.id, CouncilSession.title, cast(CouncilSession.year, String))
        .where(_live(CouncilSession), CouncilSession.state == "closed", CouncilSession.snapshot.is_(None))
        .order_by(CouncilSession.id)
    )


def _nominated_from_staged() -> _Rows:
    return (
        select(ImportBatch.id, ImportBatch.file_name, cast(func.count(), String))
        .join(ImportRow, ImportRow.batch_id == ImportBatch.id)
        .join(Nomination, Nomination.import_row_id == ImportRow.id)
        .where(ImportBatch.state != "committed", _live(Nomination))
        .group_by(ImportBatch.id)
    )


def _register_twice() -> _Rows:
    return (
        select(
            func.min(Grant.id), cast(Grant.register_number, String), cast(func.min(Grant.award_year), String)
        )
        .join(Decision, Decision.id == Grant.decision_id)
        .where(
            Grant.register_number.is_not(None),
            Grant.follows_id.is_(None),
            Decision.origin == "own",
            _live(Decision),
        )
        .group_by(Grant.award_year, Grant.register_number)
        .having(func.count() > 1)
    )


def _register_behind() -> _Rows:
    highest = (
        select(func.max(Grant.register_number))
        .join(Decision, Decision.id == Grant.decision_id)
        .where(Grant.award_year == NumberSeries.year, Decision.origin == "own", _live(Decision))
        .scalar_subquery()
    )
    return select(NumberSeries.id, cast(highest, String), cast(NumberSeries.year, String)).where(
        NumberSeries.kind == "register", NumberSeries.next_number <= highest
    )


def _number_twice() -> _Rows:
    year = func.strftime("%Y", Decision.signed_on)
    return (
        select(func.min(Decision.id), Decision.number, year)
        .where(
            Decision.origin == "own",
            Decision.state == "signed",
            Decision.number.is_not(None),
            _live(Decision),
        )
        .group_by(Decision.number, year)
        .having(func.count() > 1)
    )


def _signed_without_number() -> _Rows:
    return (
        select(Decision.id, Decision.subject, cast(Decision.year, String))
        .where(
            Decision.state == "signed",
            _live(Decision),
            or_(Decision.number.is_(None), Decision.signed_on.is_(None)),
        )
        .order_by(Decision.id)
    )


def _draft_with_number() -> _Rows:
    return (
        select(Decision.id, Decision.number, cast(Decision.year, String))
        .where(Decision.state == "draft", _live(Decision), Decision.number.is_not(None))
        .order_by(Decision.id)
    )


def _ended_by_nothing() -> _Rows:
    later = aliased(Decision)
    return (
        select(Grant.id, Grant.name_printed, cast(Grant.award_year, String))
        .outerjoin(later, later.id == Grant.ended_by_id)
        .where(
            Grant.ended_on.is_not(None),
            or_(later.id.is_(None), later.state != "signed", later.deleted_at.is_not(None)),
        )
        .order_by(Grant.id)
    )


def _change_without_effect() -> _Rows:
    changing = aliased(Decision)
    return (
        select(DecisionChange.id, Grant.name_printed, changing.number)
        .join(changing, changing.id == DecisionChange.decision_id)
        .join(Grant, Grant.id == DecisionChange.grant_id)
        .where(
            changing.state == "signed",
            changing.deleted_at.is_(None),
            Grant.ended_by_id.is_distinct_from(changing.id),
        )
        .order_by(DecisionChange.id)
    )


def _answered_wrongly() -> _Rows:
    query = (
        select(SubmissionLine.id, _NAME, Submission.subject)
        .join(Submission, Submission.id == SubmissionLine.submission_id)
        .join(Nomination, Nomination.id == SubmissionLine.nomination_id)
    )
    granted = and_(
        SubmissionLine.answer == "granted",
        or_(
            Nomination.state != "decided", SubmissionLine.decision_id.is_distinct_from(Nomination.decision_id)
        ),
    )
    refused = and_(SubmissionLine.answer == "refused", Nomination.state != "failed")
    waiting = and_(SubmissionLine.answer == "waiting", Nomination.state != "passed")
    return (
        _subject(query).where(_live(Submission), or_(granted, refused, waiting)).order_by(SubmissionLine.id)
    )


def _printed_unsigned() -> _Rows:
    return (
        select(PrintItem.id, Grant.name_printed, literal(""))
        .join(Grant, Grant.id == PrintItem.grant_id)
        .join(Decision, Decision.id == Grant.decision_id)
        .where(PrintItem.sheets > 0, Decision.state != "signed")
        .order_by(PrintItem.id)
    )


RULES: Final[dict[str, Callable[[], _Rows]]] = {
    "decided_without_decision": _decided_without_decision,
    "decided_without_grant": _decided_without_grant,
    "granted_but_not_decided": _granted_but_not_decided,
    "granted_twice": _granted_twice,
    "granted_by_a_draft": _granted_by_a_draft,
    "in_a_draft_unpassed": _in_a_draft_unpassed,
    "passed_without_vote": _passed_without_vote,
    "uncounted_in_closed": _uncounted_in_closed,
    "counted_in_open": _counted_in_open,
    "not_up_for_vote": _not_up_for_vote,
    "in_two_meetings": _in_two_meetings,
    "vote_against_state": _vote_against_state,
    "closed_without_snapshot": _closed_without_snapshot,
    "nominated_from_staged": _nominated_from_staged,
    "register_twice": _register_twice,
    "register_behind": _register_behind,
    "number_twice": _number_twice,
    "signed_without_number": _signed_without_number,
    "draft_with_number": _draft_with_number,
    "ended_by_nothing": _ended_by_nothing,
    "change_without_effect": _change_without_effect,
    "answered_wrongly": _answered_wrongly,
    "printed_unsigned": _printed_unsigned,
}
"""Code of a rule -> the rows that break it, each as id, what and place. Sentences: ``maintenance.chain``."""
