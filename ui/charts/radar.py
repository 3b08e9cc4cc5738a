"""Radar: the sections round a circle, a line a unit, with its own dash and sign besides its colour."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import cos, floor, pi, sin
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPolygonF

from thidua_desktop.texts import text
from ui.charts.appearance import Appearance, appearance_for, heading, write
from ui.charts.signs import DASHES, draw_sign
from ui.style.tokens import Scheme

_RINGS: Final = 4
_LEGEND: Final = 0.34
Shares = Sequence[Decimal | None]


@dataclass(frozen=True, slots=True)
class _Web:
    """Where things stand; the centre is the share ``low``, the rim is 1."""

    centre: QPointF
    radius: float
    spokes: tuple[QPointF, ...]
    low: float

    def point(self, spoke: int, share: float) -> QPointF:
        along = (min(max(share, self.low), 1.0) - self.low) / (1 - self.low)
        return self.centre + self.spokes[spoke] * self.radius * along


def paint_radar(
    painter: QPainter,
    box: QRectF,
    scheme: Scheme,
    *,
    title: str,
    heads: Sequence[str],
    rows: Mapping[str, Shares],
) -> None:
    """``rows``: a few units -> shares of 1. What is not scored yet leaves a gap in the line.

    Good units lie close together: the centre is a round share below the lowest, and the rings say which.
    """
    style = appearance_for(box, scheme)
    rest = heading(painter, box, style, title)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    legend = rest.width() * _LEGEND
    field = rest.adjusted(0, style.size, -legend, -style.size)
    count = max(len(heads), 1)
    given = [float(share) for shares in rows.values() for share in shares if share is not None]
    web = _Web(
        centre=field.center(),
        radius=min(field.width() / 2 - style.size * 8, field.height() / 2 - style.size * 3),
        spokes=tuple(QPointF(sin(2 * pi * n / count), -cos(2 * pi * n / count)) for n in range(count)),
        low=max(0.0, min(0.8, floor((min(given, default=0.0) - 0.05) * 10) / 10)),
    )
    _draw_web(painter, style, web, heads)
    for place, (name, shares) in enumerate(rows.items()):
        _line(painter, style, web, shares, place=place)
        top = rest.top() + style.size * (1 + place * 1.9)
        _legend(
            painter,
            style,
            QRectF(rest.right() - legend, top, legend, style.size * 1.6),
            name,
            place=place,
        )


def _draw_web(painter: QPainter, style: Appearance, web: _Web, heads: Sequence[str]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for ring in range(1, _RINGS + 1):
        share = web.low + (1 - web.low) * ring / _RINGS
        painter.setPen(QPen(style.colour("border"), 1))
        painter.drawPolygon(QPolygonF([web.point(n, share) for n in range(len(web.spokes))]))
    for number, head in enumerate(heads):
        painter.setPen(QPen(style.colour("border"), 1))
        painter.drawLine(web.centre, web.point(number, 1.0))
        _label(painter, style, web, number, head)
    for ring in range(_RINGS + 1):
        share = web.low + (1 - web.low) * ring / _RINGS
        at = web.centre - QPointF(0, web.radius * ring / _RINGS)
        words = text("charts.percent", share=round(share * 100))
        place = QRectF(
            at.x() + style.size * 0.3,
            at.y() - style.size * 0.7,
            style.size * 4,
            style.size * 1.4,
        )
        font = style.font(share=0.75)
        write(
            painter,
            place,
            words,
            Qt.AlignmentFlag.AlignLeft,
            colour=style.colour("text_muted"),
            font=font,
        )


def _label(painter: QPainter, style: Appearance, web: _Web, number: int, head: str) -> None:
    spoke = web.spokes[number]
    tip = web.centre + spoke * (web.radius + style.size * 0.8)
    wide, high = style.size * 9, style.size * 2.6
    label = QRectF(tip.x() - wide / 2, tip.y() - high / 2, wide, high)
    side = Qt.AlignmentFlag.AlignHCenter
    if spoke.x() > 0.2:
        label.moveLeft(tip.x())
        side = Qt.AlignmentFlag.AlignLeft
    elif spoke.x() < -0.2:
        label.moveRight(tip.x())
        side = Qt.AlignmentFlag.AlignRight
    else:
        label.moveCenter(QPointF(tip.x(), tip.y() + style.size * 0.9 * (1 if spoke.y() > 0 else -1)))
        label.adjust(-wide / 2, 0, wide / 2, 0)
    painter.setFont(style.font(share=0.85))
    painter.setPen(style.colour("text_muted"))
    message = painter.fontMetrics().elidedText(head, Qt.TextElideMode.ElideRight, int(wide * 1.7))
    painter.drawText(label, int(side | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), message)


def _line(painter: QPainter, style: Appearance, web: _Web, shares: Shares, *, place: int) -> None:
    colour = style.series(place)
    points = [None if share is None else web.point(n, float(share)) for n, share in enumerate(shares)]
    painter.setPen(QPen(colour, max(2.0, style.size / 6), DASHES[place % len(DASHES)]))
    for one, two in zip(points, [*points[1:], *points[:1]], strict=True):
        if one is not None and two is not None:
            painter.drawLine(one, two)
    for point in points:
        if point is not None:
            draw_sign(painter, point, style.size * 0.35, place, colour)


def _legend(painter: QPainter, style: Appearance, line: QRectF, name: str, *, place: int) -> None:
    colour, y = style.series(place), line.center().y()
    painter.setPen(QPen(colour, max(2.0, style.size / 6), DASHES[place % len(DASHES)]))
    painter.drawLine(QPointF(line.left(), y), QPointF(line.left() + style.size * 2, y))
    draw_sign(painter, QPointF(line.left() + style.size, y), style.size * 0.35, place, colour)
    words, font = line.adjusted(style.size * 2.5, 0, 0, 0), style.font(share=0.95)
    write(painter, words, name, Qt.AlignmentFlag.AlignLeft, colour=style.colour("text"), font=font)
