"""Radar: the sections round a circle, a line a unit, with its own dash and sign besides its colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from math import cos, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from ui.charts.look import Look, heading, look_for, write
from ui.charts.signs import DASHES, draw_sign
from ui.tokens import Scheme

_RINGS: Final = 4


def paint_radar(
    painter: QPainter,
    box: QRectF,
    scheme: Scheme,
    *,
    title: str,
    heads: Sequence[str],
    rows: Mapping[str, Sequence[Decimal | None]],
) -> None:
    """``rows``: a few units -> shares of 1. What is not scored yet leaves a gap in the line."""
    look = look_for(box, scheme)
    rest = heading(painter, box, look, title)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    legend = rest.width() * 0.28
    field = rest.adjusted(0, look.size, -legend, -look.size)
    centre = field.center()
    radius = min(field.width() / 2 - look.size * 8, field.height() / 2 - look.size * 2)
    count = max(len(heads), 1)
    spokes = [QPointF(sin(2 * pi * n / count), -cos(2 * pi * n / count)) for n in range(count)]
    _web(painter, look, centre, radius, spokes=spokes, heads=heads)
    for place, (name, shares) in enumerate(rows.items()):
        colour = look.series(place)
        _line(painter, look, [None if s is None else centre + spokes[n] * radius * float(min(s, Decimal(1)))
                              for n, s in enumerate(shares)], place=place, colour=colour)  # fmt: skip
        line = QRectF(
            rest.right() - legend + look.size,
            rest.top() + look.size * (1 + place * 1.9),
            legend,
            look.size * 1.6,
        )
        painter.setPen(QPen(colour, max(2.0, look.size / 6), DASHES[place % len(DASHES)]))
        y = line.center().y()
        painter.drawLine(QPointF(line.left(), y), QPointF(line.left() + look.size * 2, y))
        draw_sign(painter, QPointF(line.left() + look.size, y), look.size * 0.35, place, colour)
        words = line.adjusted(look.size * 2.5, 0, -look.size, 0)
        write(painter, words, name, Qt.AlignmentFlag.AlignLeft, colour=look.colour("text"), font=look.font())


def _web(
    painter: QPainter,
    look: Look,
    centre: QPointF,
    radius: float,
    *,
    spokes: Sequence[QPointF],
    heads: Sequence[str],
) -> None:
    painter.setPen(QPen(look.colour("border"), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(1, _RINGS + 1):
        painter.drawPolygon(QPolygonF([centre + spoke * radius * ring / _RINGS for spoke in spokes]))
    for spoke, head in zip(spokes, heads, strict=True):
        painter.setPen(QPen(look.colour("border"), 1))
        painter.drawLine(centre, centre + spoke * radius)
        tip = centre + spoke * (radius + look.size * 0.8)
        wide, high = look.size * 9, look.size * 2.6
        label = QRectF(tip.x() - wide / 2, tip.y() - high / 2, wide, high)
        if spoke.x() > 0.2:
            label.moveLeft(tip.x())
        elif spoke.x() < -0.2:
            label.moveRight(tip.x())
        painter.setFont(look.font(share=0.85))
        painter.setPen(look.colour("text_muted"))
        side = (
            Qt.AlignmentFlag.AlignLeft
            if spoke.x() > 0.2
            else Qt.AlignmentFlag.AlignRight
            if spoke.x() < -0.2
            else Qt.AlignmentFlag.AlignHCenter
        )
        said = painter.fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, int(wide * 1.7))
        painter.drawText(label, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), said)


def _line(
    painter: QPainter, look: Look, points: Sequence[QPointF | None], *, place: int, colour: QColor
) -> None:
    painter.setPen(QPen(colour, max(2.0, look.size / 6), DASHES[place % len(DASHES)]))
    for one, two in zip(points, [*points[1:], *points[:1]], strict=True):
        if one is not None and two is not None:
            painter.drawLine(one, two)
    for point in points:
        if point is not None:
            draw_sign(painter, point, look.size * 0.35, place, colour)
