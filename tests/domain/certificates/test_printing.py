"""Four lengths measured on a test sheet bring the print to its place."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.certificates.printing import Calibration, Measured, calibrated
from thidua_desktop.domain.decisions.numbering import checked_numbers
from thidua_desktop.domain.errors import OfficeError

shifts = st.decimals("-4", "4", places=2)
stretches = st.decimals("0.985", "1.015", places=4)
papers = st.tuples(st.decimals("148", "420", places=1), st.decimals("148", "420", places=1))
places = st.decimals("0", "400", places=1)


@given(shifts, shifts, stretches, stretches, papers, places)
def test_whatever_a_printer_is_off_one_test_sheet_brings_every_point_to_its_place(
    shift_x: Decimal,
    shift_y: Decimal,
    stretch_x: Decimal,
    stretch_y: Decimal,
    paper: tuple[Decimal, Decimal],
    place: Decimal,
) -> None:
    first = calibrated(
        _measured(paper, shift_x, shift_y, stretch_x, stretch_y, Calibration()),
        paper_width=paper[0],
        paper_height=paper[1],
    )
    assert abs(shift_x + stretch_x * (first.scale_x * place + first.dx) - place) < Decimal("0.02")
    assert abs(shift_y + stretch_y * (first.scale_y * place + first.dy) - place) < Decimal("0.02")
    again = calibrated(
        _measured(paper, shift_x, shift_y, stretch_x, stretch_y, first),
        paper_width=paper[0],
        paper_height=paper[1],
        used=first,
    )
    assert abs(again.dx - first.dx) <= Decimal("0.02")
    assert abs(again.scale_y - first.scale_y) <= Decimal("0.0001")


def _measured(
    paper: tuple[Decimal, Decimal],
    shift_x: Decimal,
    shift_y: Decimal,
    stretch_x: Decimal,
    stretch_y: Decimal,
    used: Calibration,
) -> Measured:
    """What a ruler finds on a sheet of a printer that puts ``p`` at ``shift + stretch * p``."""
    return Measured(
        left=shift_x + stretch_x * (used.scale_x * 10 + used.dx),
        top=shift_y + stretch_y * (used.scale_y * 10 + used.dy),
        width=stretch_x * used.scale_x * (paper[0] - 20),
        height=stretch_y * used.scale_y * (paper[1] - 20),
    )


@pytest.mark.parametrize("slip", [{"left": "100"}, {"width": "27.7"}, {"height": "0"}, {"top": "-40"}])
def test_a_slip_of_typing_is_refused_instead_of_moving_the_page_out_of_sight(slip: dict[str, str]) -> None:
    lengths = {"left": "10", "top": "10", "width": "277", "height": "190", **slip}
    measured = Measured(**{key: Decimal(value) for key, value in lengths.items()})
    with pytest.raises(OfficeError, match=r"printing\.measured_far"):
        calibrated(measured, paper_width=Decimal(297), paper_height=Decimal(210))


def test_an_exact_printer_needs_no_numbers() -> None:
    measured = Measured(left=Decimal(10), top=Decimal(10), width=Decimal(277), height=Decimal(190))
    assert calibrated(measured, paper_width=Decimal(297), paper_height=Decimal(210)).plain


def test_the_register_names_numbers_left_out_and_numbers_used_twice() -> None:
    found = checked_numbers([1, 2, 4, 4, 8])
    assert found.missing == ((3, 3), (5, 7))
    assert found.repeated == (4,)
    assert not found.whole
    assert checked_numbers([3, 1, 2]).whole
    assert checked_numbers([]).whole


@given(st.sets(st.integers(1, 300)))
def test_missing_and_used_numbers_make_the_whole_run(numbers: set[int]) -> None:
    found = checked_numbers(numbers)
    missing = {one for first, last in found.missing for one in range(first, last + 1)}
    assert missing.isdisjoint(numbers)
    assert missing | numbers == set(range(1, max(numbers, default=0) + 1))
