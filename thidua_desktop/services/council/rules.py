"""By which rule a candidate's count is judged: the meeting's own, the law's where it asks for more, or the
office's ruling on that very award. A closed meeting is judged for ever by what it stored."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from thidua_desktop.domain.council.voting import Ballot, Base, LeftOut, Tally, TieRule, tally
from thidua_desktop.domain.eligibility.rules import Confidence, VoteRule
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.sessions import SessionRow, VoteRow, snapshot
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence, text


@dataclass(frozen=True, slots=True)
class VoteRules:
    """What is asked of the votes of one meeting: ``law`` with the rulings of the office laid over it,
    ``ruled`` the awards the office ruled on by name, ``stored`` what a closed meeting was judged by."""

    meeting: SessionRow
    law: Mapping[str, VoteRule]
    ruled: frozenset[str]
    stored: Mapping[str, VoteRule]

    def of(self, award_code: str) -> VoteRule:
        """Share, base and quorum asked for one award.

        A ruling on this award counts as it stands. Else, where the law has a rule of its own for this award
        that asks more than the meeting's threshold, its share and base count, confirmed or not: the office
        may rule otherwise. The rule-set's default for all other awards never does.
        """
        if award_code in self.stored:
            return self.stored[award_code]
        law, own = self.law.get(award_code), Fraction(self.meeting.threshold)
        if law is not None and award_code in self.ruled:
            return law
        if law is not None and not law.general and law.threshold > own:
            return law
        return VoteRule(
            threshold=own,
            strict=self.meeting.strict,
            base=cast(Base, self.meeting.base),
            secret=self.meeting.secret,
            quorum=law.quorum if law else Fraction(1, 2),
            source=law.source if law else "",
            confidence=law.confidence if law else "U",
        )


def vote_rules(app: AppContext, meeting: SessionRow) -> VoteRules:
    """The rules of a meeting's day; of a closed meeting those stored with it."""
    day, law = meeting.held_on or dt.date(meeting.year, 12, 31), law_of(app)
    ruled = {one.award for one in law.rulings if one.parameter == "vote_threshold" and one.covers(day)}
    return VoteRules(
        meeting,
        {code: rule.vote for code, rule in law.on(day).awards.items()},
        frozenset(code for code in ruled if code),
        _stored(app.read(snapshot, meeting.id)) if meeting.state == "closed" else {},
    )


def _stored(seen: Mapping[str, Any] | None) -> dict[str, VoteRule]:
    """The rules in the snapshot of a closed meeting; none in that of a meeting closed by an old program."""
    candidates: list[Mapping[str, Any]] = list((seen or {}).get("candidates", ()))
    return {one["award"]: _vote_rule(one["vote_rule"]) for one in candidates if "vote_rule" in one}


def _vote_rule(stored: Mapping[str, Any]) -> VoteRule:
    return VoteRule(
        threshold=Fraction(stored["threshold"]),
        strict=bool(stored["strict"]),
        base=cast(Base, stored["base"]),
        secret=bool(stored.get("secret", True)),
        quorum=Fraction(stored["quorum"]),
        source=str(stored["source"]),
        confidence=cast(Confidence, stored["confidence"]),
    )


def refuse_open_ballot(rules: VoteRules, rows: Iterable[NominationRow]) -> None:
    """OfficeError ``council.secret_needed``: hands were raised for an award voted on in secret."""
    if rules.meeting.secret:
        return
    for row in rows:
        law = rules.law.get(row.award_code)
        if law is not None and law.secret and not law.general:
            raise OfficeError("council.secret_needed", name=row.name, source=law.source)


def result_of(rules: VoteRules, vote: VoteRow, row: NominationRow) -> Tally:
    """The count of one candidate under the rules of the meeting. OfficeError when it does not add up."""
    meeting, rule = rules.meeting, rules.of(row.award_code)
    out = LeftOut(vote.excluded, vote.excluded_present) if meeting.exclude_conflicts else LeftOut()
    try:
        return tally(
            ballot_of(vote),
            members=meeting.total_members,
            present=meeting.present,
            rule=rule,
            left_out=out,
            tie=cast(TieRule, meeting.tie_rule),
            chair_agrees=vote.chair_agrees,
        )
    except OfficeError as error:
        if error.code.startswith("voting."):
            raise OfficeError("council.count_wrong", name=row.name, reason=error_sentence(error)) from error
        raise


def ballot_of(vote: VoteRow) -> Ballot:
    """The counts of one candidate as the domain knows them."""
    return Ballot(
        issued=vote.issued,
        collected=vote.collected,
        valid=vote.valid,
        agree=vote.agree,
        disagree=vote.disagree,
        abstain=vote.abstain,
    )


def share_words(share: Fraction) -> str:
    """``80 %``; a share that is no whole percentage as the fraction it is: ``2/3``."""
    percent = share * 100
    if percent.denominator == 1:
        return text("council.percent", share=percent.numerator)
    return str(share)


def needed_words(rule: VoteRule) -> str:
    """``≥ 80 %``, ``> 1/2``: the share asked."""
    return text("council.needed_more" if rule.strict else "council.needed", share=share_words(rule.threshold))
