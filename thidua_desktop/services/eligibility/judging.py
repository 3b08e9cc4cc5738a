"""Judging nominees by the law of the day as this office applies it, on screen and in trials alike."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence

from thidua_desktop.domain.eligibility.evaluation import Verdict, evaluate, more_favourable
from thidua_desktop.domain.eligibility.facts import Facts
from thidua_desktop.domain.eligibility.rules import RuleSet
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.eligibility.facts import facts_of
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import OfficeLaw, law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

Law = Callable[[dt.date], RuleSet]
_REPORT_EVERY = 100


def judge_facts(
    award: str,
    facts: Facts,
    *,
    law: Law,
    day: dt.date,
    received_on: dt.date | None = None,
    authority: str | None = None,
) -> Verdict:
    """The verdict by the law of the day of decision.

    A file received before a new law began is judged by both laws, and the more favourable verdict stands.
    """
    now = law(day)
    verdict = evaluate(award, facts, now, decision_date=day, authority=authority)
    before = now.received_before
    if before is None or received_on is None or received_on >= before:
        return verdict
    last = before - dt.timedelta(days=1)
    former = evaluate(award, facts, law(last), decision_date=day, authority=authority)
    return more_favourable(former, verdict, text("eligibility.transition_source", source=now.source))


def judge(
    app: AppContext,
    rows: Sequence[NominationRow],
    *,
    law: OfficeLaw | None = None,
    progress: Progress = silent,
) -> dict[int, Verdict]:
    """The verdict of each nomination as the law and the register stand today. Writes nothing.

    ``law``: another law than the present one, to see what it would change.
    """
    if not rows:
        return {}
    day = expected_day(app, rows[0].year)
    in_force = remembered((law or law_of(app)).on)
    facts = app.read(facts_of, rows, implied=implied(in_force(day)), day=day)
    found: dict[int, Verdict] = {}
    for done, row in enumerate(rows, start=1):
        found[row.id] = judge_facts(
            row.award_code, facts[row.id], law=in_force, day=day, received_on=row.received_on
        )
        if done % _REPORT_EVERY == 0:
            progress(done, len(rows), text("nominations.progress.judging"))
    return found


def remembered(law: Law) -> Law:
    """The law of a day worked out once."""
    known: dict[dt.date, RuleSet] = {}

    def on(day: dt.date) -> RuleSet:
        found = known.get(day)
        if found is None:
            found = known[day] = law(day)
        return found

    return on


def implied(rules: RuleSet) -> Mapping[str, frozenset[str]]:
    """For a title, the titles that ask for it: their holders meet it."""
    found: dict[str, set[str]] = {}
    for code, rule in rules.awards.items():
        for condition in rule.conditions:
            if condition.kind == "meets":
                found.setdefault(condition.award, set()).add(code)
    return {code: frozenset(higher) for code, higher in found.items()}
