"""Where a printer really puts its dots: four measured lengths make four numbers. Lengths in mm."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from thidua_desktop.domain.errors import OfficeError

FRAME_EDGE: Final = Decimal(10)
"""Distance of the test sheet's frame from each edge of the paper."""
_FURTHEST: Final = Decimal(15)
_STRETCH: Final = Decimal("0.03")
_FINE_SHIFT: Final = Decimal("0.01")
_FINE_SCALE: Final = Decimal("0.00001")
_ONE: Final = Decimal(1)


@dataclass(frozen=True, slots=True)
class Calibration:
    """What is done to a page before it is printed: a point at ``x`` mm goes to ``scale_x * x + dx``."""

    dx: Decimal = Decimal(0)
    dy: Decimal = Decimal(0)
    scale_x: Decimal = _ONE
    scale_y: Decimal = _ONE

    @property
    def plain(self) -> bool:
        """Nothing is moved."""
        return self == Calibration()


@dataclass(frozen=True, slots=True, kw_only=True)
class Measured:
    """What the ruler says of a test sheet: the frame's distance from the left and the upper edge, its width
    and its height."""

    left: Decimal
    top: Decimal
    width: Decimal
    height: Decimal


def calibrated(
    measured: Measured, *, paper_width: Decimal, paper_height: Decimal, used: Calibration | None = None
) -> Calibration:
    """The numbers that bring the frame to its place. ``used`` is what the test sheet was printed with.

    OfficeError ``printing.measured_far`` when a length is further off than any printer is: a slip of typing.
    """
    before = used or Calibration()
    dx, scale_x = _axis(measured.left, measured.width, paper_width, before.dx, before.scale_x)
    dy, scale_y = _axis(measured.top, measured.height, paper_height, before.dy, before.scale_y)
    return checked(Calibration(dx, dy, scale_x, scale_y))


def checked(numbers: Calibration) -> Calibration:
    """The same numbers. OfficeError ``printing.measured_far`` when they would move a page out of sight."""
    for key in ("dx", "dy"):
        if abs(getattr(numbers, key)) > _FURTHEST:
            raise OfficeError("printing.measured_far")
    for key in ("scale_x", "scale_y"):
        if abs(getattr(numbers, key) - _ONE) > _STRETCH:
            raise OfficeError("printing.measured_far")
    return numbers


def _axis(
    edge: Decimal, length: Decimal, paper: Decimal, dx: Decimal, scale: Decimal
) -> tuple[Decimal, Decimal]:
    """Shift and scale of one direction.

    The printer puts a point meant for ``p`` at ``a + b p``. From the frame (meant for ``scale * 10 + dx``)
    follow a and b; the page is then drawn through the inverse.
    """
    if length <= 0:
        raise OfficeError("printing.measured_far")
    stretch = length / (scale * (paper - 2 * FRAME_EDGE))
    shift = edge - stretch * (scale * FRAME_EDGE + dx)
    return (
        (-shift / stretch).quantize(_FINE_SHIFT, rounding=ROUND_HALF_UP),
        (_ONE / stretch).quantize(_FINE_SCALE, rounding=ROUND_HALF_UP),
    )
