"""Eligibility of the cases of a JSON file, in the form of ``tdkt-eligibility/1``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from thidua_desktop.catalogue import award_by_code, rule_set_for
from thidua_desktop.catalogue.wording import certainty, present_words, required_words
from thidua_desktop.catalogue.words import read_authority
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.evaluation import UNREAD_LEVEL, Verdict, evaluate_quota
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.given_files import require_readable
from thidua_desktop.services.eligibility.case_facts import read_facts
from thidua_desktop.services.eligibility.judging import judge_facts

_SUBJECTS: Final[Mapping[str, SubjectType]] = {
    "person": "person",
    "individual": "person",
    "collective": "collective",
    "unit": "collective",
    "household": "household",
    "family": "household",
}


def check_cases(path: Path) -> list[dict[str, object]]:
    """For each case ``{id, verdict, max_allowed?, findings}``.

    A finding is ``{rule, ok, required, present, source, confidence}``.

    OfficeError("eligibility.…") when the file or one of its cases cannot be read.
    """
    return [_as_json(str(case.get("id", "")), judge_case(case)) for case in _read_cases(path)]


def judge_case(case: Mapping[str, Any]) -> Verdict:
    """The verdict on one case: the rule-set is that of its decision date and of the day it was received."""
    name = str(case.get("id", ""))
    request = case.get("request")
    raw = case.get("facts", {})
    if not isinstance(request, Mapping):
        raise OfficeError("eligibility.case_wrong", case=name, field="request")
    if not isinstance(raw, Mapping):
        raise OfficeError("eligibility.case_wrong", case=name, field="facts")
    day = _decision_date(case, name)
    award = str(request.get("award", ""))
    try:
        award_by_code(award)
    except KeyError:
        raise OfficeError("eligibility.award_unknown", case=name, award=award) from None
    words = request.get("deciding_authority")
    authority = (read_authority(str(words)) or UNREAD_LEVEL) if words else None
    kind = str(case.get("subject_type", ""))
    facts = read_facts(raw, subject=_SUBJECTS.get(kind), review=case.get("review_year"), decision_date=day)
    if kind == "unit_quota":
        rules = rule_set_for(day, received_on=facts.received_on)
        return evaluate_quota(award, facts, rules, authority=authority)
    return judge_facts(
        award, facts, law=rule_set_for, day=day, received_on=facts.received_on, authority=authority
    )


def _read_cases(path: Path) -> list[Mapping[str, Any]]:
    require_readable(path)
    try:
        data = json.loads(path.read_text(encoding="utf-8-sig"))
    except json.JSONDecodeError as error:
        raise OfficeError("eligibility.file_unreadable", file=path.name, line=error.lineno) from error
    except (UnicodeDecodeError, OSError, RecursionError) as error:
        raise OfficeError("eligibility.file_unreadable", file=path.name, line=1) from error
    cases = data.get("cases") if isinstance(data, Mapping) else data
    if not isinstance(cases, list) or not all(isinstance(case, Mapping) for case in cases):
        raise OfficeError("eligibility.not_cases", file=path.name)
    return cases


def _decision_date(case: Mapping[str, Any], name: str) -> dt.date:
    try:
        return dt.date.fromisoformat(str(case.get("decision_date", "")))
    except ValueError:
        raise OfficeError("eligibility.case_wrong", case=name, field="decision_date") from None


def _as_json(name: str, verdict: Verdict) -> dict[str, object]:
    out: dict[str, object] = {"id": name, "verdict": verdict.verdict}
    if verdict.max_allowed is not None:
        out["max_allowed"] = verdict.max_allowed
    out["findings"] = [
        {
            "rule": finding.rule,
            "ok": finding.ok,
            "required": required_words(finding),
            "present": present_words(finding),
            "source": finding.source,
            "confidence": certainty(finding.confidence),
        }
        for finding in verdict.findings
    ]
    return out
