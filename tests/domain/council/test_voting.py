"""Council votes: counts that add up, the chosen base, the threshold at its edge."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.council.voting import Ballot, LeftOut, Tally, check_ballot, tally
from thidua_desktop.domain.eligibility.rules import VoteRule
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence


def _rule(threshold: str = "2/3", *, strict: bool = False) -> VoteRule:
    return VoteRule(Fraction(threshold), strict, "total", False, Fraction(2, 3), "", "U")


def test_the_share_counts_all_members_unless_reported_otherwise() -> None:
    ballot = Ballot(issued=10, collected=10, valid=9, agree=9, disagree=0)
    results = {
        base: tally(ballot, members=12, present=10, rule=_rule("4/5"), base=base)
        for base in ("total", "present", "valid")
    }
    assert {base: (result.base_count, result.passed) for base, result in results.items()} == {
        "total": (12, False),
        "present": (10, True),
        "valid": (9, True),
    }


@pytest.mark.parametrize(
    ("agree", "strict", "passed"), [(6, False, True), (6, True, False), (5, False, False)]
)
def test_exactly_two_thirds_passes_unless_more_is_asked(agree: int, strict: bool, passed: bool) -> None:
    ballot = Ballot(issued=9, collected=9, valid=9, agree=agree, disagree=9 - agree)
    assert tally(ballot, members=9, present=9, rule=_rule(strict=strict)).passed is passed


def test_a_share_shown_is_cut_not_rounded() -> None:
    result = Tally(agree=8999, base_count=10000, share=Fraction(89999, 100000), passed=False)
    assert result.hundredths == 8999


@pytest.mark.parametrize(
    ("ballot", "code"),
    [
        (Ballot(11, 10, 10, 10, 0), "issued_above_members"),
        (Ballot(9, 10, 9, 9, 0), "collected_above_issued"),
        (Ballot(9, 8, 9, 9, 0), "valid_above_collected"),
        (Ballot(9, 9, 8, 8, 1), "votes_do_not_add_up"),
        (Ballot(9, 9, 8, 9, -1), "negative"),
    ],
)
def test_counts_that_do_not_add_up_are_refused_in_words(ballot: Ballot, code: str) -> None:
    with pytest.raises(OfficeError) as refusal:
        tally(ballot, members=10, present=10, rule=_rule())
    assert refusal.value.code == f"voting.{code}"
    assert "…" not in error_sentence(refusal.value)


@pytest.mark.parametrize(("present", "refused"), [(5, True), (6, False)])
def test_a_meeting_without_quorum_may_not_vote(present: int, refused: bool) -> None:
    ballot = Ballot(issued=present, collected=present, valid=present, agree=present, disagree=0)
    if refused:
        with pytest.raises(OfficeError, match=r"voting\.no_quorum"):
            tally(ballot, members=9, present=present, rule=_rule())
    else:
        assert tally(ballot, members=9, present=present, rule=_rule()).passed


@given(
    counts=st.lists(st.integers(0, 30), min_size=3, max_size=3),
    lost=st.integers(0, 3),
    invalid=st.integers(0, 3),
)
def test_any_counts_that_add_up_give_a_share_between_none_and_all(
    counts: list[int], lost: int, invalid: int
) -> None:
    agree, disagree, abstain = counts
    valid = sum(counts)
    members = max(1, valid + invalid + lost)
    ballot = Ballot(valid + invalid + lost, valid + invalid, valid, agree, disagree, abstain)
    check_ballot(ballot, members=members)
    result = tally(ballot, members=members, present=members, rule=_rule())
    assert 0 <= result.share <= 1
    assert result.passed is (3 * agree >= 2 * members)


@st.composite
def meetings(draw: st.DrawFn) -> tuple[int, int, LeftOut, Ballot]:
    """Members, present, those left out, and a ballot that adds up."""
    members = draw(st.integers(3, 30))
    present = draw(st.integers((2 * members + 2) // 3, members))
    out_present = draw(st.integers(0, present - 1))
    out = LeftOut(
        draw(st.integers(out_present, min(members - 1, out_present + members - present))), out_present
    )
    valid = draw(st.integers(0, present - out_present))
    agree = draw(st.integers(0, valid))
    disagree = draw(st.integers(0, valid - agree))
    issued = present - out_present
    return members, present, out, Ballot(issued, issued, valid, agree, disagree, valid - agree - disagree)


@given(
    meetings(), st.sampled_from(["1/2", "2/3", "4/5", "9/10"]), st.sampled_from(["total", "present", "valid"])
)
def test_one_vote_more_for_a_candidate_never_makes_the_result_worse(
    meeting: tuple[int, int, LeftOut, Ballot], threshold: str, base: str
) -> None:
    members, present, out, ballot = meeting
    if ballot.disagree == 0:
        return
    better = Ballot(
        ballot.issued, ballot.collected, ballot.valid, ballot.agree + 1, ballot.disagree - 1, ballot.abstain
    )
    before, after = (
        tally(one, members=members, present=present, rule=_rule(threshold), base=base, left_out=out)  # type: ignore[arg-type]
        for one in (ballot, better)
    )
    assert after.share >= before.share
    assert after.passed or not before.passed


@given(meetings(), st.sampled_from(["1/2", "2/3", "9/10"]))
def test_leaving_out_who_would_not_have_agreed_never_lowers_the_share(
    meeting: tuple[int, int, LeftOut, Ballot], threshold: str
) -> None:
    members, present, out, ballot = meeting
    whole = tally(ballot, members=members, present=present, rule=_rule(threshold))
    without = tally(ballot, members=members, present=present, rule=_rule(threshold), left_out=out)
    assert without.base_count == members - out.members
    assert without.share >= whole.share
    assert 0 <= without.share <= 1


@given(st.integers(1, 15), st.booleans())
def test_equal_votes_follow_the_chairman_only_where_half_is_asked(votes: int, agrees: bool) -> None:
    ballot = Ballot(2 * votes, 2 * votes, 2 * votes, votes, votes)
    half, more = _rule("1/2", strict=True), _rule("2/3")
    counted = [
        tally(
            ballot, members=2 * votes, present=2 * votes, rule=rule, tie="chair", chair_agrees=agrees
        ).passed
        for rule in (half, more)
    ]
    assert counted == [agrees, False]


def test_equal_votes_without_the_chairmans_side_are_reported_not_guessed() -> None:
    ballot = Ballot(4, 4, 4, 2, 2)
    with pytest.raises(OfficeError) as refused:
        tally(ballot, members=4, present=4, rule=_rule("1/2", strict=True), tie="chair")
    assert refused.value.code == "voting.tie_needs_chair"
    assert "chủ trì" in error_sentence(refused.value)
