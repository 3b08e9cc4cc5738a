"""Trend: totals over the years, a line a unit, its name at its end."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.charts.appearance import Appearance, appearance_for, heading, message, write
from ui.charts.signs import DASHES, draw_sign
from ui.style.tokens import Scheme

_ROOM: Final = Decimal("0.08")
_GRID: Final = 4
_REPORTED: Final = 6
"""Lines drawn with their names; the others stay grey behind them."""

_Place = Callable[[int, Decimal], QPointF]
Series = Mapping[str, Sequence[tuple[int, Decimal]]]


def paint_trend(
    painter: QPainter,
    box: QRectF,
    scheme: Scheme,
    *,
    title: str,
    series: Series,
    most: Decimal | None = None,
) -> None:
    """``series``: unit -> (year, total), oldest first; units in order. The scale goes from 0 to ``most``; without
    it the scale is that of the totals and need not begin at 0."""
    style = appearance_for(box, scheme)
    rest = heading(painter, box, style, title)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    years = sorted({year for line in series.values() for year, _ in line})
    totals = [total for line in series.values() for _, total in line]
    if not years:
        return
    low, high = min(totals), max(totals)
    spread = (high - low) * _ROOM or Decimal(1)
    low, high = (low - spread, high + spread) if most is None else (Decimal(0), most)
    field = rest.adjusted(style.size * 4, style.size * 0.5, -rest.width() * 0.34, -style.size * 2.4)

    def place_of(year: int, total: Decimal) -> QPointF:
        across = years.index(year) / max(len(years) - 1, 1) if len(years) > 1 else 0.5
        up = float((total - low) / (high - low))
        return QPointF(field.left() + field.width() * across, field.bottom() - field.height() * up)

    _draw_grid(painter, rest, field, style, place_of, years, (low, high))
    reported = dict(list(series.items())[:_REPORTED])
    for name, line in series.items():
        if name not in reported:
            _draw(
                painter,
                [place_of(*one) for one in line],
                QPen(style.colour("border"), max(1.0, style.size / 9)),
            )
    ends = _ends(reported, place_of, style.size * 1.7, field)
    for number, (name, line) in enumerate(reported.items()):
        colour = style.series(number)
        points = [place_of(*one) for one in line]
        _draw(painter, points, QPen(colour, max(2.0, style.size / 6), DASHES[number % len(DASHES)]))
        for point in points:
            draw_sign(painter, point, style.size * 0.35, number, colour)
        left = field.right() + style.size
        label = QRectF(left, ends[name] - style.size, rest.right() - left, style.size * 2)
        words = f"{name} {message(line[-1][1])}"
        write(painter, label, words, Qt.AlignmentFlag.AlignLeft, colour=colour, font=style.font(share=0.95))


def _draw_grid(
    painter: QPainter,
    rest: QRectF,
    field: QRectF,
    style: Appearance,
    place_of: _Place,
    years: Sequence[int],
    span: tuple[Decimal, Decimal],
) -> None:
    """Lines of equal totals with their numbers, and the years below."""
    low, high = span
    muted = style.colour("text_muted")
    for step in range(_GRID + 1):
        value = low + (high - low) * step / _GRID
        y = place_of(years[0], value).y()
        painter.setPen(QPen(style.colour("divider"), 1))
        painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
        scale = QRectF(rest.left(), y - style.size, style.size * 3.6, style.size * 2)
        write(
            painter,
            scale,
            message(value),
            Qt.AlignmentFlag.AlignRight,
            colour=muted,
            font=style.font(share=0.85),
        )
    for year in years:
        x = place_of(year, low).x()
        below = QRectF(
            x - style.size * 3,
            field.bottom() + style.size * 0.4,
            style.size * 6,
            style.size * 1.8,
        )
        write(
            painter,
            below,
            str(year),
            Qt.AlignmentFlag.AlignHCenter,
            colour=muted,
            font=style.font(bold=True),
        )


def _draw(painter: QPainter, points: Sequence[QPointF], pen: QPen) -> None:
    painter.setPen(pen)
    for one, two in pairwise(points):
        painter.drawLine(one, two)


def _ends(series: Series, place_of: _Place, apart: float, field: QRectF) -> dict[str, float]:
    """Heights of the names at the right, moved apart where lines end near each other."""
    order = sorted(series, key=lambda name: place_of(*series[name][-1]).y())
    found: dict[str, float] = {}
    last = field.top() - apart
    for name in order:
        last = max(place_of(*series[name][-1]).y(), last + apart)
        found[name] = last
    over = max(0.0, last - field.bottom() - apart)
    return {name: y - over for name, y in found.items()}
