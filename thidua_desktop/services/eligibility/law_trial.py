"""What a ruling would change before it is stored: verdicts of this year's nominees, and caps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from thidua_desktop.catalogue.wording import present_words, required_words, rule_words
from thidua_desktop.domain.eligibility.evaluation import Verdict
from thidua_desktop.domain.eligibility.findings import Finding
from thidua_desktop.domain.eligibility.law_parameters import OfficeRule
from thidua_desktop.domain.nominations.nominating import OPEN_STATES
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.eligibility.caps import caps_of_year, over_words
from thidua_desktop.services.eligibility.judging import judge
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of, with_ruling
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class Changed:
    """One nominee whose verdict would be another."""

    nomination_id: int
    name: str
    unit: str
    award: str
    before: str
    after: str
    why: str


@dataclass(frozen=True, slots=True)
class Trial:
    """``judged``: how many were tried; ``in_force``: whether the ruling covers the year's day of decision."""

    judged: int
    changed: tuple[Changed, ...]
    over_before: tuple[str, ...]
    over_after: tuple[str, ...]
    in_force: bool


def try_ruling(app: AppContext, rule: OfficeRule, *, year: int, progress: Progress = silent) -> Trial:
    """Judges every nomination that is still open by the law as it is and with the ruling. Writes nothing."""
    rows = [row for row in app.read(nominations, year=year) if row.state in OPEN_STATES]
    law = law_of(app)
    new = with_ruling(law, rule)
    before = judge(app, rows, law=law, progress=progress)
    after = judge(app, rows, law=new, progress=progress)
    changed = tuple(
        Changed(
            row.id,
            row.name,
            row.unit_name,
            row.award_code,
            before[row.id].verdict,
            after[row.id].verdict,
            _why(before[row.id], after[row.id]),
        )
        for row in rows
        if before[row.id].verdict != after[row.id].verdict
    )
    return Trial(
        len(rows),
        changed,
        over_words(caps_of_year(app, year=year, law=law)),
        over_words(caps_of_year(app, year=year, law=new)),
        rule.covers(expected_day(app, year)),
    )


def _standing(finding: Finding) -> tuple[bool | None, str]:
    return finding.ok, finding.severity


def _why(before: Verdict, after: Verdict) -> str:
    """The conditions that are judged otherwise, with what is asked now."""
    former: Mapping[str, Finding] = {one.rule: one for one in before.findings}
    reported = [
        text(
            "law.trial.because",
            heading=rule_words(one.rule),
            required=required_words(one),
            present=present_words(one),
        )
        for one in after.findings
        if one.rule not in former
        or (former[one.rule].ok, former[one.rule].severity) != (one.ok, one.severity)
    ]
    gone = {one.rule for one in after.findings}
    reported += [text("law.trial.dropped", heading=rule_words(name)) for name in former if name not in gone]
    return "; ".join(reported) or text("law.trial.surer")
