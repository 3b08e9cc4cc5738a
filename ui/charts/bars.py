"""Ranking bars: a bar a unit from the best down, rank at the left, total at its end, last year as a tick."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPen

from thidua_desktop.texts import text
from ui.charts.appearance import Appearance, appearance_for, heading, message, write
from ui.style.tokens import Scheme

_NAMES: Final = 0.34
_LEFT: Final = Qt.AlignmentFlag.AlignLeft
_RIGHT: Final = Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True, slots=True)
class Bar:
    """``rank`` empty: not ranked; ``mark`` a word at the end such as an award; ``before``: last year."""

    name: str
    value: Decimal
    rank: str = ""
    mark: str = ""
    before: Decimal | None = None


def paint_bars(painter: QPainter, box: QRectF, scheme: Scheme, *, title: str, bars: Sequence[Bar]) -> None:
    """All bars fit the box; zero stands at the left edge, so lengths compare truly."""
    style = appearance_for(box, scheme, rows=len(bars) + 1)
    rest = heading(painter, box, style, title)
    foot = style.size * 1.6 if any(bar.before is not None for bar in bars) else 0.0
    if foot:
        _legend(painter, QRectF(rest.left(), rest.bottom() - foot, rest.width(), foot), style)
    rest = rest.adjusted(0, 0, 0, -foot)
    most = max([bar.value for bar in bars] + [bar.before for bar in bars if bar.before], default=Decimal(1))
    marked = any(bar.mark for bar in bars)
    step = rest.height() / max(len(bars), 1)
    for place, bar in enumerate(bars):
        line = QRectF(rest.left(), rest.top() + place * step, rest.width(), min(step, style.size * 3))
        _bar(painter, line, style, bar, most=max(most, Decimal(1)), marked=marked)


def _bar(
    painter: QPainter, line: QRectF, style: Appearance, bar: Bar, *, most: Decimal, marked: bool
) -> None:
    rank = style.size * 2.2
    names = line.width() * _NAMES
    font = style.font(bold=bar.rank == "1")
    write(
        painter,
        QRectF(line.left(), line.top(), rank, line.height()),
        bar.rank or "–",
        _LEFT,
        colour=style.colour("text_muted"),
        font=style.font(),
    )
    write(
        painter,
        QRectF(line.left() + rank, line.top(), names - rank - style.size, line.height()),
        bar.name,
        _LEFT,
        colour=style.colour("text"),
        font=font,
    )
    numbers = QFontMetricsF(style.font(bold=True)).horizontalAdvance("00000,00")
    marks = line.width() * 0.14 if marked else 0.0
    field = QRectF(line.left() + names, line.top(), line.width() - names - numbers - marks, line.height())
    long = field.width() * float(max(bar.value, Decimal(0)) / most)
    thick = min(field.height() * 0.62, style.size * 1.7)
    middle = field.center().y()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    colour = style.colour("accent") if bar.rank else style.colour("disabled")
    painter.setBrush(colour)
    painter.drawRoundedRect(QRectF(field.left(), middle - thick / 2, long, thick), thick / 6, thick / 6)
    write(
        painter,
        QRectF(field.right(), line.top(), numbers, line.height()),
        message(bar.value),
        _RIGHT,
        colour=style.colour("text"),
        font=style.font(bold=True),
    )
    if bar.mark:
        right = QRectF(line.right() - marks, line.top(), marks, line.height())
        write(
            painter,
            right,
            bar.mark,
            _RIGHT,
            colour=style.colour("ok_text"),
            font=style.font(bold=True),
        )
    if bar.before is not None:
        at = field.left() + field.width() * float(max(bar.before, Decimal(0)) / most)
        painter.setPen(QPen(style.colour("warn_text"), max(2.0, style.size / 5)))
        painter.drawLine(QPointF(at, middle - thick * 0.75), QPointF(at, middle + thick * 0.75))


def _legend(painter: QPainter, line: QRectF, style: Appearance) -> None:
    painter.setPen(QPen(style.colour("warn_text"), max(2.0, style.size / 5)))
    at = line.left() + style.size
    painter.drawLine(
        QPointF(at, line.top() + style.size * 0.4), QPointF(at, line.bottom() - style.size * 0.2)
    )
    words = line.adjusted(style.size * 2, 0, 0, 0)
    write(
        painter,
        words,
        text("charts.last_year"),
        _LEFT,
        colour=style.colour("text_muted"),
        font=style.font(share=0.9),
    )
