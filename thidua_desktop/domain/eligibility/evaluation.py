"""May this nominee receive this award by the law of that day? Pure: facts and a rule-set in, a verdict out.

A condition nobody knows about is left to a person ("chưa kết luận"); a missing paper is never "không đủ".
A failed condition bars unless its source is unsure (confidence U): then too a person decides.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

from thidua_desktop.domain.eligibility.chains import consecutive_years
from thidua_desktop.domain.eligibility.conditions import applicable, judge
from thidua_desktop.domain.eligibility.facts import AwardYear, Facts, PastAward, Rating, Scope, Work
from thidua_desktop.domain.eligibility.findings import Finding, Question, Verdict, Wording, all_hold, notify
from thidua_desktop.domain.eligibility.rules import AwardRule, Confidence, Quota, RuleSet

__all__ = [
    "AwardYear",
    "Facts",
    "Finding",
    "PastAward",
    "Rating",
    "Scope",
    "Verdict",
    "Wording",
    "Work",
    "consecutive_years",
    "evaluate",
    "evaluate_quota",
    "more_favourable",
    "most_allowed",
]
_RANK = {"not_eligible": 0, "needs_review": 1, "eligible": 2}
UNREAD_LEVEL = "unread"
"""Given as ``authority`` when a paper names a deciding authority nobody could place."""


def evaluate(
    award: str,
    facts: Facts,
    rules: RuleSet,
    *,
    decision_date: dt.date,
    authority: str | None = None,
) -> Verdict:
    """The verdict on one nominee. ``authority``: code of the level that would decide (None: not asked)."""
    rule = rules.awards.get(award)
    if rule is None:
        return _verdict([_no_rule(award, rules), *_warnings(facts, rules)], rules)
    question = Question(facts=facts, rules=rules, until=_last_year(facts, decision_date))
    findings = [_subject(rule, facts), *_authority(rule, rules, authority)]
    findings += [judge(condition, question) for condition in applicable(rule.conditions, question)]
    findings += [judge(condition, question) for condition in applicable(rules.general, question)]
    if not rule.conditions:
        findings.append(_finding(rule, "standard_not_recorded", None, notify("standard"), notify("unknown")))
    return _verdict([*_once(findings), *_warnings(facts, rules)], rules)


def evaluate_quota(
    award: str,
    facts: Facts,
    rules: RuleSet,
    *,
    authority: str | None = None,
) -> Verdict:
    """Is the number of titles a unit proposes within its cap? By whole numbers, never rounded up."""
    rule = rules.awards.get(award)
    if rule is None:
        return _verdict([_no_rule(award, rules), *_warnings(facts, rules)], rules)
    findings = _authority(rule, rules, authority)
    finding, most = _quota(rule.quota, rule, facts)
    return _verdict([*findings, finding, *_warnings(facts, rules)], rules, max_allowed=most)


def more_favourable(former: Verdict, new: Verdict, source: str) -> Verdict:
    """Of the verdicts by the former and by the new law the better one, saying which.

    Luật 06/2026/QH16, Điều 4 (C2): a file received before its day follows the former law, unless the new one
    is more favourable. An unconfirmed law never certifies, so it can only reopen a refusal.
    """
    better = _RANK[new.verdict] > _RANK[former.verdict]
    chosen = new if better else former
    finding = Finding(
        rule="transition",
        ok=True,
        required=notify("transition"),
        present=notify("transition_new" if better else "transition_former"),
        source=source,
        confidence="C2",
        severity="info",
    )
    return replace(chosen, findings=(finding, *chosen.findings))


def _quota(quota: Quota | None, rule: AwardRule, facts: Facts) -> tuple[Finding, int | None]:
    if quota is None or quota.share is None:
        source, sure = (quota.source, quota.confidence) if quota else (rule.source, rule.confidence)
        required, present = notify("quota_of_province"), notify("proposed", count=facts.proposed)
        return _plain("quota", None, required, present, source=source, confidence=sure), None
    of_members = quota.base == "MEMBERS"
    required = notify("quota_of_members" if of_members else "quota", percent=quota.share, award=_named(quota))
    base = facts.members if of_members else facts.titles.get(quota.base)
    if base is None or facts.proposed is None:
        finding = _plain(
            "quota", None, required, notify("unknown"), source=quota.source, confidence=quota.confidence
        )
        return finding, None
    most = most_allowed(quota, base) or 0
    present = notify("quota", count=facts.proposed, base=base, most=most)
    ok = facts.proposed <= most
    return _plain("quota", ok, required, present, source=quota.source, confidence=quota.confidence), most


def _named(quota: Quota) -> str:
    return "" if quota.base == "MEMBERS" else quota.base


def most_allowed(quota: Quota, base: int) -> int | None:
    """Most titles for so many of its base, by whole numbers; None: no cap. Rounded where a rule says so."""
    if quota.share is None:
        return None
    over, under = base * quota.share.numerator, quota.share.denominator
    return (2 * over + under) // (2 * under) if quota.rounding == "nearest" else over // under


def _last_year(facts: Facts, decision_date: dt.date) -> int:
    """The year judged: as stated, else the decision's, or the year before for January-April."""
    if facts.review is not None:
        return facts.review.year
    return decision_date.year if decision_date.month > 4 else decision_date.year - 1


def _subject(rule: AwardRule, facts: Facts) -> Finding:
    required = notify("subject", subjects=tuple(sorted(rule.subjects)))
    if facts.subject is None:
        return _finding(rule, "subject", None, required, notify("unknown"))
    present = notify("subject", subjects=(facts.subject,))
    return _finding(rule, "subject", facts.subject in rule.subjects, required, present)


def _authority(rule: AwardRule, rules: RuleSet, authority: str | None) -> list[Finding]:
    if authority is None:
        return []
    able = [decider for decider in rule.deciders if not decider.unclear]
    required = notify("authority", levels=tuple(decider.level for decider in able))
    present = notify("authority", levels=(authority,))
    if authority == UNREAD_LEVEL:
        return [_finding(rule, "authority", None, required, notify("authority_unread"))]
    if authority not in rules.levels:
        gone = notify("level_gone", level=authority)
        return [
            _plain(
                "authority",
                False,
                required,
                gone,
                source=rules.level_source,
                confidence=rules.level_confidence,
            )
        ]
    named = next((decider for decider in rule.deciders if decider.level == authority), None)
    ok = False if named is None else None if named.unclear else True
    shown = named or (able[0] if able else None)
    if shown is None:
        return [_finding(rule, "authority", ok, required, present)]
    return [_plain("authority", ok, required, present, source=shown.source, confidence=shown.confidence)]


def _no_rule(award: str, rules: RuleSet) -> Finding:
    return _plain(
        "award",
        None,
        notify("award_in_rules", award=award),
        notify("not_in_rules"),
        source=rules.source,
        confidence="U",
    )


def _warnings(facts: Facts, rules: RuleSet) -> list[Finding]:
    found: list[Finding] = []
    if facts.unread:
        required, present = notify("facts_read"), notify("facts_unread", names=facts.unread)
        found.append(_plain("unread_facts", None, required, present, source="", confidence="U"))
    if not rules.confirmed:
        found.append(
            _plain(
                "rule_set_confirmed",
                None,
                notify("rule_set_confirmed"),
                notify("rule_set_unconfirmed"),
                source=rules.source,
                confidence="U",
            )
        )
    return found


def _once(findings: Sequence[Finding]) -> list[Finding]:
    """A general rule gives way to the award's own rule of the same name."""
    seen: dict[str, Finding] = {}
    for number, finding in enumerate(findings):
        key = finding.rule if finding.rule in ("discipline_below", "same_achievement") else f"#{number}"
        seen.setdefault(key, finding)
    return list(seen.values())


def _finding(rule: AwardRule, name: str, ok: bool | None, required: Wording, present: Wording) -> Finding:
    return _plain(name, ok, required, present, source=rule.source, confidence=rule.confidence)


def _plain(
    name: str,
    ok: bool | None,
    required: Wording,
    present: Wording,
    *,
    source: str,
    confidence: Confidence,
) -> Finding:
    return Finding(
        rule=name,
        ok=ok,
        required=required,
        present=present,
        source=source,
        confidence=confidence,
        severity="bar",
    )


def _verdict(findings: list[Finding], rules: RuleSet, *, max_allowed: int | None = None) -> Verdict:
    words: dict[bool | None, Literal["eligible", "not_eligible", "needs_review"]] = {
        True: "eligible",
        False: "not_eligible",
        None: "needs_review",
    }
    return Verdict(words[all_hold(findings)], tuple(findings), rules.code, max_allowed)
