"""Council votes: counts that add up, the chosen base, the threshold at its edge."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.rules import VoteRule
from thidua_desktop.domain.voting import Ballot, Tally, check_ballot, tally
from thidua_desktop.texts import error_sentence


def _rule(threshold: str = "2/3", *, strict: bool = False) -> VoteRule:
    return VoteRule(Fraction(threshold), strict, "total", False, Fraction(2, 3), "", "U")


def test_the_share_counts_all_members_unless_told_otherwise() -> None:
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
