"""Heat map: units by criteria, the share of the full points by depth of colour and as a number."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen

from thidua_desktop.texts import text
from ui.charts.appearance import Appearance, appearance_for, heading, write
from ui.style.tokens import Scheme

_NAMES: Final = 0.24
_ENDS: Final[Mapping[Scheme, tuple[str, str]]] = {
    "light": ("#fbe3d6", "#0d5aa7"),
    "dark": ("#4a2a1c", "#7db8ff"),
}
_CENTRE: Final = Qt.AlignmentFlag.AlignHCenter


def paint_heat(
    painter: QPainter,
    box: QRectF,
    scheme: Scheme,
    *,
    title: str,
    heads: Sequence[str],
    rows: Mapping[str, Sequence[Decimal | None]],
) -> None:
    """``rows``: unit -> shares of 1; None is not scored yet and stays crossed, never coloured like 0."""
    style = appearance_for(box, scheme, rows=len(rows) + 3)
    rest = heading(painter, box, style, title)
    foot = style.size * 2
    names = rest.width() * _NAMES
    wide = (rest.width() - names) / max(len(heads), 1)
    narrow = wide < style.size * 4
    top = style.size * (3.4 if narrow else 2.2)
    grid = QRectF(rest.left() + names, rest.top() + top, rest.width() - names, rest.height() - top - foot)
    high = grid.height() / max(len(rows), 1)
    digits = QFontMetricsF(style.font(share=0.85)).horizontalAdvance("100") + 4 < wide and style.size < high
    for column, head in enumerate(heads):
        cell = QRectF(grid.left() + column * wide, rest.top(), wide, top)
        _head(painter, cell, head, style, turned=narrow)
    for row, (name, shares) in enumerate(rows.items()):
        y = grid.top() + row * high
        left = QRectF(rest.left(), y, names - style.size / 2, high)
        write(
            painter,
            left,
            name,
            Qt.AlignmentFlag.AlignLeft,
            colour=style.colour("text"),
            font=style.font(),
        )
        for column, share in enumerate(shares):
            _cell(painter, QRectF(grid.left() + column * wide, y, wide, high), style, share, digits=digits)
    _scale(painter, QRectF(rest.left(), rest.bottom() - foot * 0.8, rest.width(), foot * 0.8), style)


def _cell(painter: QPainter, cell: QRectF, style: Appearance, share: Decimal | None, *, digits: bool) -> None:
    inner = cell.adjusted(1, 1, -1, -1)
    if share is None:
        painter.setPen(QPen(style.colour("border_field"), 1))
        painter.drawLine(QPointF(inner.left(), inner.bottom()), QPointF(inner.right(), inner.top()))
        return
    background = _shade(style, share)
    painter.fillRect(inner, background)
    if digits:
        words, font = f"{int(share * 100 + Decimal('0.5'))}", style.font(share=0.85)
        dark = background.lightnessF() < 0.55
        ink = QColor("#ffffff") if dark else QColor("#18202b")
        write(painter, inner, words, _CENTRE, colour=ink, font=font)


def _head(painter: QPainter, cell: QRectF, head: str, style: Appearance, *, turned: bool) -> None:
    """The code alone where the wording has no room, standing on its side where even that has none."""
    font, colour = style.font(share=0.85, bold=True), style.colour("text_muted")
    if not turned:
        message = head.partition(". ")[0] if cell.width() < style.size * 9 else head
        write(painter, cell, message, _CENTRE, colour=colour, font=font)
        return
    painter.save()
    painter.translate(cell.center().x(), cell.bottom())
    painter.rotate(-90)
    box = QRectF(style.size * 0.3, -cell.width(), cell.height(), cell.width() * 2)
    write(painter, box, head.partition(". ")[0], Qt.AlignmentFlag.AlignLeft, colour=colour, font=font)
    painter.restore()


def _shade(style: Appearance, share: Decimal) -> QColor:
    low, high = (QColor(one) for one in _ENDS[style.scheme])
    at = float(min(max(share, Decimal(0)), Decimal(1)))
    # The lower half of the scale is rarely seen: the steps near full points must stay apart.
    at = at * at
    return QColor.fromRgbF(
        low.redF() + (high.redF() - low.redF()) * at,
        low.greenF() + (high.greenF() - low.greenF()) * at,
        low.blueF() + (high.blueF() - low.blueF()) * at,
    )


def _scale(painter: QPainter, line: QRectF, style: Appearance) -> None:
    wide = line.width() * 0.3
    steps = 20
    for step in range(steps):
        part = QRectF(line.left() + wide * step / steps, line.top(), wide / steps + 1, line.height() * 0.6)
        painter.fillRect(part, _shade(style, Decimal(step) / (steps - 1)))
    words = QRectF(line.left() + wide + style.size, line.top(), line.width() - wide, line.height() * 0.6)
    left = Qt.AlignmentFlag.AlignLeft
    write(
        painter,
        words,
        text("charts.scale"),
        left,
        colour=style.colour("text_muted"),
        font=style.font(share=0.85),
    )
