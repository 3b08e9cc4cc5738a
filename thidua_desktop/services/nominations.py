"""Nominations: judged by the law of the day, returned with a reason, overruled with a reason."""

from __future__ import annotations

from collections.abc import Sequence

from thidua_desktop.catalogue import award_by_code, rule_set_for
from thidua_desktop.db.nominations import Nomination
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility import Verdict, evaluate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.rules import RuleSet
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.eligibility import facts_of
from thidua_desktop.queries.nominations import NominationRow, nominations
from thidua_desktop.services.decision_paper import expected_day
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.eligibility_card import finding_card
from thidua_desktop.services.import_plan import SUBJECT_COLUMN
from thidua_desktop.texts import text

OPEN_STATES = ("draft", "submitted", "returned")
"""States in which a nomination may still be judged, changed or removed."""


def judge(desk: Desk, rows: Sequence[NominationRow]) -> dict[int, Verdict]:
    """The verdict of each nomination as the law and the register stand today. Writes nothing."""
    if not rows:
        return {}
    day = expected_day(desk, rows[0].year)
    rule_set = rule_set_for(day)
    facts = desk.read(facts_of, rows, implied=_implied(rule_set))
    return {
        row.id: evaluate(row.award_code, facts[row.id], rule_set, decision_date=day, authority=None)
        for row in rows
    }


def submit(
    desk: Desk, *, year: int, ids: Sequence[int] | None = None, progress: Progress = silent
) -> Changes:
    """Takes nominations in for appraisal and keeps each verdict with its findings.

    Without ``ids`` all that are still open. A verdict is judged again until the council has voted.
    """
    rows = [row for row in desk.read(nominations, year=year, ids=ids) if row.state in OPEN_STATES]
    progress(0, len(rows), text("nominations.progress.judging"))
    verdicts = judge(desk, rows)
    with desk.store.writing("submit_nominations", count=len(rows)) as writer:
        for done, row in enumerate(rows, start=1):
            verdict = verdicts[row.id]
            writer.update(
                Nomination,
                row.id,
                state="submitted",
                verdict=verdict.verdict,
                verdict_findings=[finding_card(finding) for finding in verdict.findings],
                rule_set=verdict.rule_set,
                # What it was given back for is no conclusion about what came again.
                override_reason=None if row.state == "returned" else row.override_reason,
            )
            progress(done, len(rows), text("nominations.progress.judging"))
    return writer.changes


def override(desk: Desk, nomination_id: int, *, year: int, reason: str) -> Changes:
    """Overrules a verdict; the reason prints. OfficeError ``nominations.reason_needed``."""
    row = _open(desk, nomination_id, year=year)
    if not clean(reason):
        raise OfficeError("nominations.reason_needed", name=row.name)
    with desk.store.writing("override_verdict", name=row.name) as writer:
        writer.update(Nomination, nomination_id, override_reason=clean(reason))
    return writer.changes


def give_back(desk: Desk, ids: Sequence[int], *, year: int, reason: str) -> Changes:
    """Returns nominations to their sender with a reason. OfficeError ``nominations.reason_needed``."""
    rows = [_open(desk, number, year=year) for number in ids]
    if not clean(reason):
        raise OfficeError("nominations.reason_needed", name=rows[0].name if rows else "")
    with desk.store.writing("return_nominations", count=len(rows)) as writer:
        for row in rows:
            writer.update(Nomination, row.id, state="returned", override_reason=clean(reason))
    return writer.changes


def remove(desk: Desk, ids: Sequence[int], *, year: int) -> Changes:
    """To the bin, while nothing was voted on them."""
    rows = [_open(desk, number, year=year) for number in ids]
    with desk.store.writing("remove_nominations", count=len(rows)) as writer:
        writer.remove(Nomination, [row.id for row in rows])
    return writer.changes


def add(
    desk: Desk,
    *,
    year: int,
    subject_type: str,
    subject_id: int,
    award_code: str,
    unit_id: int | None,
    position: str = "",
    achievement: str = "",
) -> Changes:
    """Nominates someone of the register by hand.

    OfficeError ``nominations.wrong_subject``, ``nominations.already_nominated``.
    """
    award = award_by_code(award_code)
    if subject_type not in award.subjects:
        raise OfficeError("nominations.wrong_subject", award=award.name)
    for row in desk.read(nominations, year=year):
        if (row.subject_type, row.subject_id, row.award_code) == (subject_type, subject_id, award_code):
            raise OfficeError("nominations.already_nominated", name=row.name, award=award.name)
    with desk.store.writing("add_nomination", name=award.short_name) as writer:
        writer.add(
            Nomination,
            year=year,
            subject_type=subject_type,
            unit_id=unit_id,
            award_code=award_code,
            position=clean(position),
            achievement=clean(achievement),
            created_at=writer.at,
            **{SUBJECT_COLUMN[subject_type]: subject_id},
        )
    return writer.changes


def set_award(desk: Desk, nomination_id: int, *, year: int, award_code: str) -> Changes:
    """Another award for an open nomination: how "Giấy khen (cấp chưa rõ)" is settled."""
    row = _open(desk, nomination_id, year=year)
    if row.subject_type not in award_by_code(award_code).subjects:
        raise OfficeError("nominations.wrong_subject", award=award_by_code(award_code).name)
    with desk.store.writing("edit_nomination", name=row.name) as writer:
        writer.update(Nomination, nomination_id, award_code=award_code)
    return writer.changes


def _implied(rule_set: RuleSet) -> dict[str, frozenset[str]]:
    """For a title, the titles that ask for it: their holders meet it."""
    found: dict[str, set[str]] = {}
    for code, rule in rule_set.awards.items():
        for condition in rule.conditions:
            if condition.kind == "meets":
                found.setdefault(condition.award, set()).add(code)
    return {code: frozenset(higher) for code, higher in found.items()}


def _open(desk: Desk, nomination_id: int, *, year: int) -> NominationRow:
    rows = desk.read(nominations, year=year, ids=[nomination_id])
    if not rows:
        raise OfficeError("nominations.no_such_nomination")
    if rows[0].state not in OPEN_STATES:
        raise OfficeError("nominations.voted_already", name=rows[0].name)
    return rows[0]
