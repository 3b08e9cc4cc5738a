"""Judges of conditions over years: chains of titles, runs of ratings, what was won meanwhile. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from thidua_desktop.domain.eligibility.chains import chain_ending, mixes_year_kinds
from thidua_desktop.domain.eligibility.chains import consecutive_years as run_length
from thidua_desktop.domain.eligibility.facts import AwardYear, PastAward, Rating
from thidua_desktop.domain.eligibility.findings import Finding, Question, Wording, judged, notify, unknown
from thidua_desktop.domain.eligibility.rules import Condition

_NOT_MERIT: Final = frozenset({"dot_xuat", "chuyen_de"})
"""Occasions whose awards are no ground for a higher award of merit."""


def merit_grants(past: Iterable[PastAward]) -> tuple[PastAward, ...]:
    """Of grants of one award those that may be a ground for a higher award of merit.

    Awards for a sudden deed or a campaign never are: Decree 152/2025, Article 4 clause 3 (C2).
    """
    return tuple(item for item in past if item.occasion not in _NOT_MERIT)


def consecutive_awards(condition: Condition, question: Question) -> Finding:
    required = notify("consecutive_awards", award=condition.award, count=condition.count)
    given = question.facts.history.get(condition.award)
    if given is None:
        return unknown(condition, required)
    past = merit_grants(given)
    years = [item.year for item in past if item.year is not None]
    ok = _chain_ok(condition, question, [year.year for year in years])
    if ok and (mixes_year_kinds(years)):
        ok = None
    if ok is False and len(years) < len(past):
        ok = None
    shown = tuple(sorted(years))
    present = notify("award_years", years=shown) if shown else notify("no_award")
    return judged(condition, ok, required, present, proofs=past)


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
        for item in merit_grants(question.facts.history.get(condition.fresh_after, ()))
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
            years = (
                None
                if past is None
                else tuple(item.year for item in merit_grants(past) if item.year is not None)
            )
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
    given = question.facts.history.get(condition.after)
    if given is None:
        return None
    past = merit_grants(given)
    if any(item.year is None for item in past):
        return None
    if not past:
        return ()
    first = min(item.year.year for item in past if item.year is not None)
    return tuple(year for year in run if year > first)


def consecutive_years(condition: Condition, question: Question) -> Finding:
    code = "consecutive_years_after" if condition.after else "consecutive_years"
    required = notify(code, sources=condition.sources, count=condition.count, award=condition.after)
    years = _run_years(condition, question)
    if years is None:
        return unknown(condition, required)
    run = _run(condition, question, years)
    present = (
        notify("years", years=tuple(years[year] for year in sorted(years))) if years else notify("no_year")
    )
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
        and run_length(years, run[-1]) >= condition.count == len(run) + 1
        and question.until >= run[-1]
    )


def _in_run(condition: Condition, question: Question, required: Wording, have: list[AwardYear]) -> Finding:
    years = _run_years(condition, question)
    if years is None:
        return unknown(condition, required)
    run = _run(condition, question, years)
    if run is None:
        return unknown(condition, required)
    inside = tuple(sorted(year for year in have if year.year in run))
    present = notify("years", years=inside) if inside else notify("no_year")
    return judged(condition, len(inside) >= condition.count, required, present)


def awards_in_run(condition: Condition, question: Question) -> Finding:
    required = notify("awards_in_run", award=condition.award, count=condition.count)
    given = question.facts.history.get(condition.award)
    if given is None:
        return unknown(condition, required)
    past = merit_grants(given)
    years = [item.year for item in past if item.year is not None]
    return replace(_in_run(condition, question, required, years), proofs=past)


def ratings_in_run(condition: Condition, question: Question) -> Finding:
    required = notify("ratings_in_run", rating=condition.rating, count=condition.count)
    rating = condition.rating
    years = None if rating is None else question.facts.years_at_least.get(rating)
    if years is None:
        return unknown(condition, required)
    return _in_run(condition, question, required, list(years))


def works_in_run(condition: Condition, question: Question) -> Finding:
    """Recognised works of the years of the run; a work without a year is taken as of those years."""
    required = notify("works_in_run", count=condition.count)
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
    return judged(condition, ok, required, notify("works", count=len(works)))


def has_award(condition: Condition, question: Question) -> Finding:
    required = notify("has_award", award=condition.award)
    past = question.facts.history.get(condition.award)
    if past is None:
        return unknown(condition, required)
    if not past:
        return judged(condition, False, required, notify("no_award"))
    merit = merit_grants(past)
    years = tuple(sorted(item.year for item in merit or past if item.year is not None))
    if not merit:
        return judged(condition, False, required, notify("award_not_merit", years=years))
    present = notify("award_years", years=years) if years else notify("met_before")
    return judged(condition, True, required, present, proofs=merit)
