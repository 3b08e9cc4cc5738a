"""Numbers of a plan as offices write them."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning.amounts import parse_amount
from ui.tables.columns import plain_words


@pytest.mark.parametrize(
    ("typed", "value"),
    [("25", "25"), ("37.960", "37960"), ("6,13", "6.13"), ("1.234.567,5", "1234567.5"), ("1 000", "1000")],
)
def test_dots_group_and_a_comma_begins_the_fraction(typed: str, value: str) -> None:
    assert parse_amount(typed) == Decimal(value)


@pytest.mark.parametrize("typed", ["", "486.5", "1.2345", "6,13,1", "12 con", "-3", "٣"])
def test_what_could_mean_two_things_is_refused(typed: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        parse_amount(typed)


@given(st.decimals(min_value=0, max_value=10**12, places=2))
def test_what_the_window_shows_is_read_back(value: Decimal) -> None:
    assert parse_amount(plain_words(value)) == value
