"""How far a figure reaches its target: always in the direction the target asks for."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning.attainment import (
    PERIODS,
    Aim,
    Comparator,
    attain,
    comparator_of,
    counts_as_share,
    last_month,
    latest,
    period_order,
)

D = Decimal
figures = st.decimals(min_value=0, max_value=10**7, places=2, allow_nan=False, allow_infinity=False)
requested = st.decimals(min_value=D("0.01"), max_value=10**6, places=2, allow_nan=False, allow_infinity=False)


def aim(comparator: Comparator, low: str | None, high: str | None = None, **more: object) -> Aim:
    return Aim(
        comparator=comparator,
        low=None if low is None else D(low),
        high=None if high is None else D(high),
        **more,  # type: ignore[arg-type]
    )


@pytest.mark.parametrize(
    ("target", "actual", "met", "percent", "missing", "beyond"),
    [
        (aim("eq", "37960", "37960"), "36600", False, "96.4", "1360", "0"),
        (aim("ge", "73"), "73", True, "100.0", "0", "0"),
        (aim("ge", "99.9"), "99.89", False, "99.9", "0.01", "0"),
        (aim("ge", "10000"), "9999", False, "99.9", "1", "0"),
        (aim("le", None, "0.17"), "0.15", True, "100", "0", "0"),
        (aim("le", None, "0.17"), "0.34", False, "50.0", "0", "0.17"),
        (aim("le", None, "0"), "2", False, "0.0", "0", "2"),
        (aim("eq", "5", "5", less=True), "4.8", True, "100", "0", "0"),
        (aim("eq", "5", "5", less=True), "6", False, "83.3", "0", "1"),
        (aim("between", "12", "15"), "13", True, "100", "0", "0"),
        (aim("between", "12", "15"), "6", False, "50.0", "6", "0"),
        (aim("between", "12", "15"), "20", False, "75.0", "0", "5"),
        (aim("up", "15", share=True, baseline=D("200")), "230", True, "100.0", "0.0", "0"),
        (aim("up", "15", share=True, baseline=D("200")), "190", False, "0.0", "20", "0"),
        (aim("down", "6.13", baseline=D("45.20")), "39.07", True, "100.0", "0", "0"),
        (aim("down", "6.13", baseline=D("45.20")), "42.135", False, "50.0", "3.065", "0"),
        (aim("down", "6.13"), "6.5", True, "106.0", "0", "0.37"),
    ],
)
def test_a_figure_is_measured_the_way_its_target_reads(
    target: Aim, actual: str, met: bool, percent: str, missing: str, beyond: str
) -> None:
    found = attain(target, D(actual))
    assert found is not None
    assert (found.met, found.percent) == (met, D(percent))
    assert (found.missing, found.beyond) == (D(missing), D(beyond))


def test_a_target_without_a_number_is_not_measured() -> None:
    assert attain(aim("ge", None), D(3)) is None


@given(requested, figures, figures)
def test_more_is_never_worse_when_more_is_better(target: Decimal, one: Decimal, other: Decimal) -> None:
    for comparator in ("eq", "ge", "up"):
        less, more = (
            attain(Aim(comparator=comparator, low=target, high=None), x)  # type: ignore[arg-type]
            for x in sorted((one, other))
        )
        assert less and more and less.percent is not None and more.percent is not None
        assert less.percent <= more.percent
        assert less.met <= more.met


@given(requested, figures, figures, figures)
def test_less_is_never_worse_when_less_is_better(
    target: Decimal, one: Decimal, other: Decimal, before: Decimal
) -> None:
    for asked in (
        Aim(comparator="le", low=None, high=target),
        Aim(comparator="down", low=target, high=None, baseline=before),
    ):
        less, more = (attain(asked, x) for x in sorted((one, other)))
        assert less and more and less.percent is not None and more.percent is not None
        assert less.percent >= more.percent
        assert less.met >= more.met


@given(requested, requested, figures)
def test_a_range_is_met_exactly_inside_and_missing_is_exact_outside(
    one: Decimal, other: Decimal, actual: Decimal
) -> None:
    low, high = sorted((one, other))
    found = attain(Aim(comparator="between", low=low, high=high), actual)
    assert found is not None and found.percent is not None
    assert found.met == (low <= actual <= high)
    assert (found.percent >= 100) == found.met
    assert actual + found.missing - found.beyond == min(max(actual, low), high)


@given(requested, figures)
def test_a_hundred_per_cent_is_never_shown_before_it_is_reached(target: Decimal, actual: Decimal) -> None:
    found = attain(Aim(comparator="ge", low=target, high=None), actual)
    assert found is not None and found.percent is not None
    assert (found.percent >= 100) == found.met


def test_two_figures_say_their_comparator_themselves() -> None:
    assert comparator_of("", low=D(3), high=D(3)) == "eq"
    assert comparator_of("", low=D(3), high=D(5)) == "between"
    assert comparator_of("", low=None, high=D(5)) == "le"
    assert comparator_of("", low=D(3), high=None) == "ge"
    assert comparator_of("down", low=D(3), high=D(3)) == "down"


def test_a_rate_changes_by_points_and_a_sum_by_its_share() -> None:
    assert not counts_as_share("Tỷ lệ hộ nghèo giảm 6,13%", "%")
    assert counts_as_share("Thu ngân sách tăng 15%", "%")
    assert not counts_as_share("Sản lượng tăng", "tấn")


def test_the_period_that_ends_last_speaks_and_the_longer_of_two() -> None:
    assert [last_month(period) for period in ("M02", "Q1", "H1", "Q3", "Y")] == [2, 3, 6, 9, 12]
    assert latest([("H1", "half"), ("M03", "march"), ("Q2", "quarter")]) == "half"
    assert latest([("Y", "year"), ("M12", "december")]) == "year"
    assert latest([("Q1", "first"), ("Q1", "again")]) == "again"
    assert len({period_order(period) for period in PERIODS}) == len(PERIODS)
    with pytest.raises(ValueError, match="Q5"):
        last_month("Q5")
