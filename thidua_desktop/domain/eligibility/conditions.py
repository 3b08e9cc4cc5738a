"""One judge a kind of condition: (condition, question) -> finding. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from thidua_desktop.domain.eligibility.facts import Work
from thidua_desktop.domain.eligibility.findings import (
    Finding,
    Question,
    all_hold,
    judged,
    notify,
    one_holds,
    unknown,
)
from thidua_desktop.domain.eligibility.rules import Condition, Kind
from thidua_desktop.domain.eligibility.year_conditions import (
    awards_in_run,
    consecutive_awards,
    consecutive_years,
    has_award,
    ratings_in_run,
    works_in_run,
)

Judge = Callable[[Condition, Question], Finding]


def judge(condition: Condition, question: Question) -> Finding:
    """The finding of any condition."""
    return _JUDGES[condition.kind](condition, question)


def applicable(conditions: tuple[Condition, ...], question: Question) -> tuple[Condition, ...]:
    """Those that concern this kind of nominee."""
    subject = question.facts.subject
    return tuple(
        condition
        for condition in conditions
        if condition.subjects is None or subject is None or subject in condition.subjects
    )


def _all_of(condition: Condition, question: Question) -> Finding:
    parts = tuple(judge(part, question) for part in condition.parts)
    return _group(condition, all_hold(parts), parts)


def _any_of(condition: Condition, question: Question) -> Finding:
    parts = tuple(judge(part, question) for part in condition.parts)
    return _group(condition, one_holds(parts, [part.claim for part in condition.parts]), parts)


def _group(condition: Condition, ok: bool | None, parts: tuple[Finding, ...]) -> Finding:
    spoken = [part for part in parts if not part.missing]
    return Finding(
        rule=condition.rule,
        ok=ok,
        required=notify(condition.kind),
        present=notify(condition.kind) if spoken else notify("unknown"),
        source=condition.source,
        confidence=condition.confidence,
        severity=condition.severity,
        missing=not spoken,
        parts=parts,
    )


def _rating(condition: Condition, question: Question) -> Finding:
    required = notify("rating_at_least", rating=condition.rating)
    rating = question.facts.rating
    if rating is None or condition.rating is None:
        return unknown(condition, required)
    return judged(condition, rating >= condition.rating, required, notify("rating", rating=rating))


def _confirmed(condition: Condition, question: Question) -> Finding:
    required = notify("confirmed", tick=condition.tick)
    tick = question.facts.ticks.get(condition.tick)
    if tick is None:
        return unknown(condition, required)
    detail = question.facts.details.get(condition.tick, "")
    if tick and detail:
        return judged(condition, True, required, notify("confirmed_as", detail=detail))
    return judged(condition, tick, required, notify("confirmed" if tick else "not_confirmed"))


def _not_reported(condition: Condition, question: Question) -> Finding:
    required = notify("not_reported", tick=condition.tick)
    tick = question.facts.ticks.get(condition.tick)
    if tick is None:
        return unknown(condition, required)
    detail = question.facts.details.get(condition.tick, "")
    present = notify("reported", detail=detail) if tick else notify("nothing_reported")
    return judged(condition, not tick, required, present)


def _months(condition: Condition, question: Question) -> Finding:
    facts = question.facts
    required = notify("months_at_least", count=condition.count)
    if facts.months_worked is None:
        return unknown(condition, required)
    counted = facts.months_counted or 0
    months = facts.months_worked + counted
    present = notify("months", months=facts.months_worked, counted=counted)
    return judged(condition, months >= condition.count, required, present)


def _leave(condition: Condition, question: Question) -> Finding:
    """Days away that do not count as work; the limit is a local rule."""
    required = notify("leave_below", count=condition.count)
    days = question.facts.leave_days
    if days is None:
        return unknown(condition, required)
    return judged(condition, days < condition.count, required, notify("leave", days=days))


def _discipline(condition: Condition, question: Question) -> Finding:
    required = notify("discipline_below", discipline=condition.discipline)
    discipline = question.facts.discipline
    if discipline is None or condition.discipline is None:
        return unknown(condition, required)
    present = notify("discipline", discipline=discipline)
    return judged(condition, discipline < condition.discipline, required, present)


def _members_discipline(condition: Condition, question: Question) -> Finding:
    required = notify("members_discipline_below", discipline=condition.discipline)
    disciplined = question.facts.disciplined_members
    if disciplined is None or condition.discipline is None:
        return unknown(condition, required)
    count = sum(number for level, number in disciplined.items() if level >= condition.discipline)
    present = notify("members_disciplined", count=count) if count else notify("nothing_reported")
    return judged(condition, count == 0, required, present)


def _share(condition: Condition, question: Question) -> Finding:
    """By whole numbers: 69.9 % never becomes 70 %."""
    share = condition.share
    code = "share_above" if condition.strict else "share_at_least"
    required = notify(code, award=condition.award, percent=share)
    members, holders = question.facts.members, question.facts.titles.get(condition.award)
    if not members or holders is None:
        return unknown(condition, required)
    have, need = holders * share.denominator, share.numerator * members
    present = notify("share", holders=holders, members=members)
    return judged(condition, have > need if condition.strict else have >= need, required, present)


def _all_completed(condition: Condition, question: Question) -> Finding:
    required = notify("all_members_completed")
    members, completed = question.facts.members, question.facts.completed
    if not members or completed is None:
        return unknown(condition, required)
    present = notify("completed", completed=completed, members=members)
    return judged(condition, completed >= members, required, present)


def _members_with_title(condition: Condition, question: Question) -> Finding:
    required = notify("members_with_title", award=condition.award, count=condition.count)
    holders = question.facts.titles.get(condition.award)
    if holders is None:
        return unknown(condition, required)
    return judged(condition, holders >= condition.count, required, notify("holders", holders=holders))


def _work(condition: Condition, question: Question) -> Finding:
    required = notify(f"{condition.kind}_at_least", scope=condition.scope)
    facts = question.facts
    works = facts.initiatives if condition.kind == "initiative" else facts.research
    if works is None or condition.scope is None:
        return unknown(condition, required)
    if not works:
        return judged(condition, False, required, notify("no_work"))
    best = max(works, key=lambda work: (_enough(work, condition) is True, _enough(work, condition) is None))
    if best.recognised is False:
        present = notify("work_unrecognised")
    elif best.scope is None:
        present = notify("work_unread")
    else:
        present = notify("work", scope=best.scope)
    return judged(condition, _enough(best, condition), required, present, proofs=(best,))


def _enough(work: Work, condition: Condition) -> bool | None:
    if work.recognised is False:
        return False
    if work.scope is not None and condition.scope is not None and work.scope < condition.scope:
        return False
    return None if work.recognised is None or work.scope is None else True


def _meets(condition: Condition, question: Question) -> Finding:
    """The title of the same year: the officer's fact, or its conditions judged on the same facts."""
    required = notify("meets", award=condition.award)
    tick = question.facts.ticks.get(f"title:{condition.award}")
    if tick is not None:
        return judged(condition, tick, required, notify("met" if tick else "not_met", award=condition.award))
    rule = question.rules.awards.get(condition.award)
    if rule is None:
        return unknown(condition, required)
    parts = tuple(judge(part, question) for part in applicable(rule.conditions, question))
    return replace(_group(condition, all_hold(parts), parts), required=required)


def _subject_kind(condition: Condition, question: Question) -> Finding:
    required = notify("subject_kind", kinds=condition.kinds)
    kind = question.facts.subject_kind
    if kind is None:
        return unknown(condition, required)
    return judged(condition, kind in condition.kinds, required, notify("subject_kind", kinds=(kind,)))


def _to_be_confirmed(condition: Condition, question: Question) -> Finding:
    return judged(condition, None, notify("to_be_confirmed"), notify(f"unsettled.{condition.rule}"))


_JUDGES: Final[Mapping[Kind, Judge]] = {
    "all_of": _all_of,
    "any_of": _any_of,
    "rating_at_least": _rating,
    "confirmed": _confirmed,
    "not_reported": _not_reported,
    "months_at_least": _months,
    "leave_below": _leave,
    "discipline_below": _discipline,
    "members_discipline_below": _members_discipline,
    "share_of_members": _share,
    "all_members_completed": _all_completed,
    "members_with_title": _members_with_title,
    "initiative": _work,
    "research": _work,
    "meets": _meets,
    "consecutive_awards": consecutive_awards,
    "consecutive_years": consecutive_years,
    "awards_in_run": awards_in_run,
    "ratings_in_run": ratings_in_run,
    "works_in_run": works_in_run,
    "has_award": has_award,
    "subject_kind": _subject_kind,
    "to_be_confirmed": _to_be_confirmed,
}
