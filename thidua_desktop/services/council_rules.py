"""By which rule a candidate's count is judged: the meeting's own, or the law where it asks for more."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from typing import cast

from thidua_desktop.catalogue import rule_set_for
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.rules import VoteRule
from thidua_desktop.domain.voting import Ballot, Base, LeftOut, Tally, TieRule, tally
from thidua_desktop.queries.council import SessionRow, VoteRow
from thidua_desktop.queries.nominations import NominationRow
from thidua_desktop.texts import error_sentence, text


def rule_of(meeting: SessionRow, award_code: str) -> VoteRule:
    """Share, base and quorum asked for one award.

    Where the law itself is known to ask more than the meeting's own threshold, its share and base count; a
    rule nobody has confirmed never does.
    """
    law = law_of(meeting, award_code)
    own = Fraction(meeting.threshold)
    sure = law is not None and law.confidence != "U"
    if law is not None and sure and law.threshold > own:
        return law
    return VoteRule(
        threshold=own,
        strict=meeting.strict,
        base=cast(Base, meeting.base),
        secret=meeting.secret,
        quorum=law.quorum if law else Fraction(1, 2),
        source=law.source if law else "",
        confidence=law.confidence if law else "U",
    )


def law_of(meeting: SessionRow, award_code: str) -> VoteRule | None:
    """What the rule-set of the meeting's day says of this award's vote."""
    rules = rule_set_for(meeting.held_on or dt.date(meeting.year, 12, 31)).awards
    return rules[award_code].vote if award_code in rules else None


def refuse_open_ballot(meeting: SessionRow, rows: Iterable[NominationRow]) -> None:
    """OfficeError ``council.secret_needed``: hands were raised for an award voted on in secret."""
    if meeting.secret:
        return
    for row in rows:
        law = law_of(meeting, row.award_code)
        if law is not None and law.secret and law.confidence != "U":
            raise OfficeError("council.secret_needed", name=row.name, source=law.source)


def result_of(meeting: SessionRow, vote: VoteRow, row: NominationRow) -> Tally:
    """The count of one candidate under the rules of the meeting. OfficeError when it does not add up."""
    rule = rule_of(meeting, row.award_code)
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
