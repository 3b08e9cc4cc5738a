"""Gợi ý xét khen: everybody of the register judged for every award, against what was proposed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.catalogue.wording import required_words, rule_words
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.facts import AwardYear, Facts, PastAward
from thidua_desktop.domain.eligibility.suggestions import Group, Hint, hint_of
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.eligibility.facts import facts_of
from thidua_desktop.queries.eligibility.suggestions import Candidate, candidates, taken
from thidua_desktop.services.eligibility.judging import implied, judge_facts, remembered
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.importing.import_plan import SUBJECT_COLUMN
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

ASKED: Final = (
    "LDTT",
    "CSTDCS",
    "CSTDT",
    "CSTDTQ",
    "TTLDTT",
    "TTLDXS",
    "BK_TINH",
    "BK_TTG",
    "HCLD3",
    "HCLD2",
    "HCLD1",
)
"""Awards the register can say something about; flags and giấy khen rest on what only the officer can confirm."""
_REPORT_EVERY: Final = 50


@dataclass(frozen=True, slots=True)
class RadarRow:
    """One subject and award. ``short``: the one thing open, in words; empty when none is."""

    candidate: Candidate
    award_code: str
    group: Group
    short: str
    rule_set: str

    @property
    def key(self) -> tuple[str, int, str]:
        return (self.candidate.subject_type, self.candidate.subject_id, self.award_code)


def find_eligible(app: AppContext, *, year: int, progress: Progress = silent) -> tuple[RadarRow, ...]:
    """Everybody alive at the day of decision, with ten years of history; writes nothing."""
    day = expected_day(app, year)
    law = remembered(law_of(app).on)
    people = app.read(candidates, year=year, on=day)
    proposed, given = app.read(taken, year=year)
    facts = app.read(facts_of, people, implied=implied(law(day)), day=day)
    higher = implied(law(day))
    found: list[RadarRow] = []
    for done, one in enumerate(people, start=1):
        subject: tuple[SubjectType, int] = (one.subject_type, one.subject_id)
        had = proposed.get(subject, set()) | given.get(subject, set())
        known = _with_this_year(facts[one.id], proposed.get(subject, set()), year)
        for code in ASKED:
            award = award_by_code(code)
            if one.subject_type not in award.subjects or code in had or higher.get(code, frozenset()) & had:
                continue
            verdict = judge_facts(code, known, law=law, day=day)
            hint = hint_of(verdict, year=year)
            if hint is not None:
                found.append(RadarRow(one, code, hint.group, _short(hint), verdict.rule_set))
        if done % _REPORT_EVERY == 0 or done == len(people):
            progress(done, len(people), text("radar.progress"))
    order = ("ready", "completes", "almost")
    return tuple(sorted(found, key=lambda row: order.index(row.group)))


def nominate(app: AppContext, rows: Sequence[RadarRow], *, year: int) -> Changes:
    """Makes a nomination of each, in the state of one typed by hand."""
    with app.database.writing("nominate_found", count=len(rows)) as uow:
        uow.insert(
            Nomination,
            [
                {
                    **dict.fromkeys(SUBJECT_COLUMN.values()),
                    SUBJECT_COLUMN[row.candidate.subject_type]: row.candidate.subject_id,
                    "year": year,
                    "subject_type": row.candidate.subject_type,
                    "unit_id": row.candidate.unit_id,
                    "position": row.candidate.position or "",
                    "award_code": row.award_code,
                    "created_at": uow.at,
                }
                for row in rows
            ],
        )
    return uow.changes


def award_order() -> Mapping[str, int]:
    """Awards in the order of the catalogue."""
    return {award.code: place for place, award in enumerate(load_awards())}


def _with_this_year(facts: Facts, proposed: set[str], year: int) -> Facts:
    """What is proposed this year counts as the year's link of a chain: it is being decided."""
    titles = {code for code in proposed if award_by_code(code).kind == "title"}
    if not titles:
        return facts
    now = PastAward(AwardYear(year))
    return replace(
        facts,
        history={**facts.history, **{code: (*facts.history.get(code, ()), now) for code in titles}},
    )


def _short(hint: Hint) -> str:
    if hint.short is None:
        return ""
    return text("radar.short", heading=rule_words(hint.short.rule), required=required_words(hint.short))
