"""Signs and dashes that report lines apart where colours cannot."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QPainter, QPolygonF

DASHES: Final = (
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
    Qt.PenStyle.DashDotLine,
    Qt.PenStyle.DotLine,
    Qt.PenStyle.SolidLine,
    Qt.PenStyle.DashLine,
)


def draw_sign(painter: QPainter, at: QPointF, radius: float, place: int, colour: QColor) -> None:
    """Disc, square, triangle, lozenge, in turn."""
    painter.save()
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    match place % 4:
        case 0:
            painter.drawEllipse(at, radius, radius)
        case 1:
            painter.drawRect(int(at.x() - radius), int(at.y() - radius), int(2 * radius), int(2 * radius))
        case 2:
            painter.drawPolygon(_shape(at, radius, ((0, -1), (1, 1), (-1, 1))))
        case _:
            painter.drawPolygon(_shape(at, radius * 1.2, ((0, -1), (1, 0), (0, 1), (-1, 0))))
    painter.restore()


def _shape(at: QPointF, radius: float, corners: tuple[tuple[int, int], ...]) -> QPolygonF:
    return QPolygonF([at + QPointF(x * radius, y * radius) for x, y in corners])
