"""One judge a kind of condition: (condition, question) -> finding. Pure."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.chains import chain_ending, consecutive_years, mixes_year_kinds
from thidua_desktop.domain.facts import AwardYear, Facts, Rating, Work
from thidua_desktop.domain.findings import (
    Finding,
    Saying,
    all_hold,
    judged,
    one_holds,
    say,
    unknown,
)
from thidua_desktop.domain.rules import Condition, Kind, RuleSet


@dataclass(frozen=True, slots=True)
class Question:
    """Who is judged, under which law, and the last year that counts."""

    facts: Facts
    rules: RuleSet
    until: int


Judge = Callable[[Condition, Question], Finding]
_NOT_MERIT: Final = frozenset({"dot_xuat", "chuyen_de"})
"""Occasions whose awards are no ground for a higher award of merit (NĐ 152/2025 Đ4, C2)."""


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
        required=say(condition.kind),
        present=say(condition.kind) if spoken else say("unknown"),
        source=condition.source,
        confidence=condition.confidence,
        severity=condition.severity,
        missing=not spoken,
        parts=parts,
    )


def _rating(condition: Condition, question: Question) -> Finding:
    required = say("rating_at_least", rating=condition.rating)
    rating = question.facts.rating
    if rating is None or condition.rating is None:
        return unknown(condition, required)
    return judged(condition, rating >= condition.rating, required, say("rating", rating=rating))


def _confirmed(condition: Condition, question: Question) -> Finding:
    required = say("confirmed", tick=condition.tick)
    tick = question.facts.ticks.get(condition.tick)
    if tick is None:
        return unknown(condition, required)
    detail = question.facts.details.get(condition.tick, "")
    if tick and detail:
        return judged(condition, True, required, say("confirmed_as", detail=detail))
    return judged(condition, tick, required, say("confirmed" if tick else "not_confirmed"))


def _not_reported(condition: Condition, question: Question) -> Finding:
    required = say("not_reported", tick=condition.tick)
    tick = question.facts.ticks.get(condition.tick)
    if tick is None:
        return unknown(condition, required)
    detail = question.facts.details.get(condition.tick, "")
    present = say("reported", detail=detail) if tick else say("nothing_reported")
    return judged(condition, not tick, required, present)


def _months(condition: Condition, question: Question) -> Finding:
    facts = question.facts
    required = say("months_at_least", count=condition.count)
    if facts.months_worked is None:
        return unknown(condition, required)
    counted = facts.months_counted or 0
    months = facts.months_worked + counted
    present = say("months", months=facts.months_worked, counted=counted)
    return judged(condition, months >= condition.count, required, present)


def _discipline(condition: Condition, question: Question) -> Finding:
    required = say("discipline_below", discipline=condition.discipline)
    discipline = question.facts.discipline
    if discipline is None or condition.discipline is None:
        return unknown(condition, required)
    present = say("discipline", discipline=discipline)
    return judged(condition, discipline < condition.discipline, required, present)


def _members_discipline(condition: Condition, question: Question) -> Finding:
    required = say("members_discipline_below", discipline=condition.discipline)
    disciplined = question.facts.disciplined_members
    if disciplined is None or condition.discipline is None:
        return unknown(condition, required)
    count = sum(number for level, number in disciplined.items() if level >= condition.discipline)
    present = say("members_disciplined", count=count) if count else say("nothing_reported")
    return judged(condition, count == 0, required, present)


def _share(condition: Condition, question: Question) -> Finding:
    """By whole numbers: 69.9 % never becomes 70 %."""
    share = condition.share
    code = "share_above" if condition.strict else "share_at_least"
    required = say(code, award=condition.award, percent=share)
    members, holders = question.facts.members, question.facts.titles.get(condition.award)
    if not members or holders is None:
        return unknown(condition, required)
    have, need = holders * share.denominator, share.numerator * members
    present = say("share", holders=holders, members=members)
    return judged(condition, have > need if condition.strict else have >= need, required, present)


def _all_completed(condition: Condition, question: Question) -> Finding:
    required = say("all_members_completed")
    members, completed = question.facts.members, question.facts.completed
    if not members or completed is None:
        return unknown(condition, required)
    present = say("completed", completed=completed, members=members)
    return judged(condition, completed >= members, required, present)


def _members_with_title(condition: Condition, question: Question) -> Finding:
    required = say("members_with_title", award=condition.award, count=condition.count)
    holders = question.facts.titles.get(condition.award)
    if holders is None:
        return unknown(condition, required)
    return judged(condition, holders >= condition.count, required, say("holders", holders=holders))


def _work(condition: Condition, question: Question) -> Finding:
    required = say(f"{condition.kind}_at_least", scope=condition.scope)
    facts = question.facts
    works = facts.initiatives if condition.kind == "initiative" else facts.research
    if works is None or condition.scope is None:
        return unknown(condition, required)
    if not works:
        return judged(condition, False, required, say("no_work"))
    best = max(works, key=lambda work: (_enough(work, condition) is True, _enough(work, condition) is None))
    if best.recognised is False:
        present = say("work_unrecognised")
    elif best.scope is None:
        present = say("work_unread")
    else:
        present = say("work", scope=best.scope)
    return judged(condition, _enough(best, condition), required, present)


def _enough(work: Work, condition: Condition) -> bool | None:
    if work.recognised is False:
        return False
    if work.scope is not None and condition.scope is not None and work.scope < condition.scope:
        return False
    return None if work.recognised is None or work.scope is None else True


def _meets(condition: Condition, question: Question) -> Finding:
    """The title of the same year: the officer's fact, or its conditions judged on the same facts."""
    required = say("meets", award=condition.award)
    tick = question.facts.ticks.get(f"title:{condition.award}")
    if tick is not None:
        return judged(condition, tick, required, say("met" if tick else "not_met", award=condition.award))
    rule = question.rules.awards.get(condition.award)
    if rule is None:
        return unknown(condition, required)
    parts = tuple(judge(part, question) for part in applicable(rule.conditions, question))
    return _group(condition, all_hold(parts), parts)


def _consecutive_awards(condition: Condition, question: Question) -> Finding:
    required = say("consecutive_awards", award=condition.award, count=condition.count)
    past = question.facts.history.get(condition.award)
    if past is None:
        return unknown(condition, required)
    years = [item.year for item in past if item.year is not None]
    ok = _chain_ok(condition, question, [year.year for year in years])
    if ok and (mixes_year_kinds(years)):
        ok = None
    if ok is False and len(years) < len(past):
        ok = None
    shown = tuple(sorted(years))
    return judged(condition, ok, required, say("award_years", years=shown) if shown else say("no_award"))


def _chain_ok(condition: Condition, question: Question, years: list[int]) -> bool | None:
    """Long enough and recent enough; None when the texts do not settle its end or it was rewarded."""
    chain = chain_ending(years, question.until, max_step=condition.max_step)
    if len(chain) < condition.count:
        return False
    late = question.until - chain[-1]
    if late > max(condition.late_years, condition.unclear_late_years):
        return False
    used = [
        item.year.year
        for item in question.facts.history.get(condition.fresh_after, ())
        if item.year is not None and item.year.year <= question.until
    ]
    fresh = [year for year in chain if not used or year > max(used)]
    if len(fresh) < condition.count or late > condition.late_years:
        return None
    return True


def _run_years(condition: Condition, question: Question) -> dict[int, AwardYear] | None:
    """Years of all known sources; None when none of them is known."""
    found: dict[int, AwardYear] = {}
    known = False
    for source in condition.sources:
        sort, _, name = source.partition(":")
        years: tuple[AwardYear, ...] | None
        if sort == "rating":
            years = question.facts.years_at_least.get(Rating[name])
        else:
            past = question.facts.history.get(name)
            years = None if past is None else tuple(item.year for item in past if item.year is not None)
        if years is not None:
            known = True
            found.update((year.year, year) for year in years)
    return found if known else None


def _run(condition: Condition, question: Question, years: dict[int, AwardYear]) -> tuple[int, ...] | None:
    """The run up to the year judged, after the award it must follow; None: that award's year is unknown."""
    run = chain_ending(years, question.until)
    if run and run[-1] < question.until - condition.unclear_late_years:
        return ()
    if not condition.after:
        return run
    past = question.facts.history.get(condition.after)
    if past is None or any(item.year is None for item in past):
        return None
    if not past:
        return ()
    first = min(item.year.year for item in past if item.year is not None)
    return tuple(year for year in run if year > first)


def _consecutive_years(condition: Condition, question: Question) -> Finding:
    code = "consecutive_years_after" if condition.after else "consecutive_years"
    required = say(code, sources=condition.sources, count=condition.count, award=condition.after)
    years = _run_years(condition, question)
    if years is None:
        return unknown(condition, required)
    run = _run(condition, question, years)
    present = say("years", years=tuple(years[year] for year in sorted(years))) if years else say("no_year")
    if run is None:
        return judged(condition, None, required, present)
    ok: bool | None = len(run) >= condition.count
    if not ok and condition.after and _reaches_with_award_year(condition, question, years, run):
        ok = None
    if ok:
        ok = _chain_ok(condition, question, list(run))
        if mixes_year_kinds(years[year] for year in run):
            ok = None
    return judged(condition, ok, required, present)


def _reaches_with_award_year(
    condition: Condition, question: Question, years: dict[int, AwardYear], run: tuple[int, ...]
) -> bool:
    """The year of the award itself would complete the count: whether it counts is not settled."""
    return (
        bool(run)
        and run[0] - 1 in years
        and consecutive_years(years, run[-1]) >= condition.count == len(run) + 1
        and question.until >= run[-1]
    )


def _in_run(condition: Condition, question: Question, required: Saying, have: list[AwardYear]) -> Finding:
    years = _run_years(condition, question)
    if years is None:
        return unknown(condition, required)
    run = _run(condition, question, years)
    if run is None:
        return unknown(condition, required)
    inside = tuple(sorted(year for year in have if year.year in run))
    present = say("years", years=inside) if inside else say("no_year")
    return judged(condition, len(inside) >= condition.count, required, present)


def _awards_in_run(condition: Condition, question: Question) -> Finding:
    required = say("awards_in_run", award=condition.award, count=condition.count)
    past = question.facts.history.get(condition.award)
    if past is None:
        return unknown(condition, required)
    return _in_run(condition, question, required, [item.year for item in past if item.year is not None])


def _ratings_in_run(condition: Condition, question: Question) -> Finding:
    required = say("ratings_in_run", rating=condition.rating, count=condition.count)
    rating = condition.rating
    years = None if rating is None else question.facts.years_at_least.get(rating)
    if years is None:
        return unknown(condition, required)
    return _in_run(condition, question, required, list(years))


def _works_in_run(condition: Condition, question: Question) -> Finding:
    """Recognised works of the years of the run; a work without a year is taken as of those years."""
    required = say("works_in_run", count=condition.count)
    facts = question.facts
    if facts.initiatives is None and facts.research is None:
        return unknown(condition, required)
    years = _run_years(condition, question)
    run = None if years is None else _run(condition, question, years)
    works = [
        work
        for work in (*(facts.initiatives or ()), *(facts.research or ()))
        if work.recognised is not False and (work.year is None or run is None or work.year.year in run)
    ]
    ok: bool | None = len(works) >= condition.count
    if ok and sum(work.recognised is True for work in works) < condition.count:
        ok = None
    return judged(condition, ok, required, say("works", count=len(works)))


def _has_award(condition: Condition, question: Question) -> Finding:
    required = say("has_award", award=condition.award)
    past = question.facts.history.get(condition.award)
    if past is None:
        return unknown(condition, required)
    if not past:
        return judged(condition, False, required, say("no_award"))
    merit = [item for item in past if item.occasion not in _NOT_MERIT]
    years = tuple(sorted(item.year for item in merit or past if item.year is not None))
    if not merit:
        return judged(condition, False, required, say("award_not_merit", years=years))
    return judged(condition, True, required, say("award_years", years=years) if years else say("met_before"))


def _subject_kind(condition: Condition, question: Question) -> Finding:
    required = say("subject_kind", kinds=condition.kinds)
    kind = question.facts.subject_kind
    if kind is None:
        return unknown(condition, required)
    return judged(condition, kind in condition.kinds, required, say("subject_kind", kinds=(kind,)))


def _to_be_confirmed(condition: Condition, question: Question) -> Finding:
    return judged(condition, None, say("to_be_confirmed"), say(f"unsettled.{condition.rule}"))


_JUDGES: Final[Mapping[Kind, Judge]] = {
    "all_of": _all_of,
    "any_of": _any_of,
    "rating_at_least": _rating,
    "confirmed": _confirmed,
    "not_reported": _not_reported,
    "months_at_least": _months,
    "discipline_below": _discipline,
    "members_discipline_below": _members_discipline,
    "share_of_members": _share,
    "all_members_completed": _all_completed,
    "members_with_title": _members_with_title,
    "initiative": _work,
    "research": _work,
    "meets": _meets,
    "consecutive_awards": _consecutive_awards,
    "consecutive_years": _consecutive_years,
    "awards_in_run": _awards_in_run,
    "ratings_in_run": _ratings_in_run,
    "works_in_run": _works_in_run,
    "has_award": _has_award,
    "subject_kind": _subject_kind,
    "to_be_confirmed": _to_be_confirmed,
}
