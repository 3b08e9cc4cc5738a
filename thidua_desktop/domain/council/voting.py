"""Votes of a council: ballots that add up, a share on the chosen base, quorum. Whole numbers only."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final, Literal

from thidua_desktop.domain.eligibility.rules import VoteRule
from thidua_desktop.domain.errors import OfficeError

Base = Literal["total", "present", "valid"]
TieRule = Literal["none", "chair"]
"""What settles equal votes: the threshold alone, or the chairman's side (a ministry's rules: BNG18 Đ25.2)."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Members with a vote who do not vote on one candidate, and how many of them sit in the meeting."""

    members: int = 0
    present: int = 0


_NOBODY: Final = LeftOut()
_HALF: Final = Fraction(1, 2)


@dataclass(frozen=True, slots=True)
class Ballot:
    """Counts for one candidate: ballots issued, collected, valid; of the valid: for, against, no opinion."""

    issued: int
    collected: int
    valid: int
    agree: int
    disagree: int
    abstain: int = 0

    @property
    def invalid(self) -> int:
        return self.collected - self.valid


@dataclass(frozen=True, slots=True)
class Tally:
    """The result: ``agree`` of ``base_count`` is ``share``; ``passed`` against the threshold of the rule."""

    agree: int
    base_count: int
    share: Fraction
    passed: bool

    @property
    def hundredths(self) -> int:
        """The share in hundredths of a percent, cut, not rounded: 89,999 % never shows as 90 %."""
        return int(self.share * 10_000)


def check_ballot(ballot: Ballot, *, members: int) -> None:
    """OfficeError("voting.…") naming the counts that do not add up. ``members``: those who may vote."""
    counts = (ballot.issued, ballot.collected, ballot.valid, ballot.agree, ballot.disagree, ballot.abstain)
    if min(counts) < 0:
        raise OfficeError("voting.negative")
    if ballot.issued > members:
        raise OfficeError("voting.issued_above_members", issued=ballot.issued, members=members)
    if ballot.collected > ballot.issued:
        raise OfficeError("voting.collected_above_issued", collected=ballot.collected, issued=ballot.issued)
    if ballot.valid > ballot.collected:
        raise OfficeError("voting.valid_above_collected", valid=ballot.valid, collected=ballot.collected)
    votes = ballot.agree + ballot.disagree + ballot.abstain
    if votes != ballot.valid:
        raise OfficeError("voting.votes_do_not_add_up", votes=votes, valid=ballot.valid)


def has_quorum(*, members: int, present: int, quorum: Fraction) -> bool:
    """Enough members sit in the meeting itself; opinions sent in writing do not make a quorum."""
    return members > 0 and present * quorum.denominator >= quorum.numerator * members


def is_tie(ballot: Ballot, rule: VoteRule) -> bool:
    """Equal votes that a majority would decide: above one half equal votes are simply not enough."""
    return ballot.agree == ballot.disagree and ballot.agree > 0 and rule.threshold <= _HALF


def tally(
    ballot: Ballot,
    *,
    members: int,
    present: int,
    rule: VoteRule,
    base: Base | None = None,
    left_out: LeftOut = _NOBODY,
    tie: TieRule = "none",
    chair_agrees: bool | None = None,
) -> Tally:
    """Counts one candidate's ballots on ``base`` (default: the rule's), without those ``left_out``.

    ``members`` is the whole council, ``present`` those in the meeting; both are asked of the quorum as they
    are. OfficeError when the meeting may not vote, the counts do not add up, or equal votes wait for the
    chairman's side.
    """
    if not 0 <= present <= members:
        raise OfficeError("voting.present_above_members", present=present, members=members)
    if not (0 <= left_out.present <= min(left_out.members, present) and left_out.members <= members):
        raise OfficeError("voting.left_out_above_members", left_out=left_out.members, members=members)
    if not has_quorum(members=members, present=present, quorum=rule.quorum):
        raise OfficeError("voting.no_quorum", present=present, members=members)
    voters, in_the_room = members - left_out.members, present - left_out.present
    check_ballot(ballot, members=voters)
    chosen = base or rule.base
    if chosen == "present" and ballot.issued > in_the_room:
        raise OfficeError("voting.issued_above_present", issued=ballot.issued, present=in_the_room)
    count = {"total": voters, "present": in_the_room, "valid": ballot.valid}[chosen]
    share = Fraction(ballot.agree, count) if count else Fraction(0)
    passed = count > 0 and (share > rule.threshold if rule.strict else share >= rule.threshold)
    if tie == "chair" and is_tie(ballot, rule):
        if chair_agrees is None:
            raise OfficeError("voting.tie_needs_chair", votes=ballot.agree)
        passed = chair_agrees
    return Tally(agree=ballot.agree, base_count=count, share=share, passed=passed)
