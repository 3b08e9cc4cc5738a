"""Colours and letters of a picture; letters grow with it, so that a meeting room can read them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QApplication

from thidua_desktop.services.scoring.step_words import number_words
from ui.style.tokens import PALETTES, Scheme

SERIES: Final[Mapping[Scheme, tuple[str, ...]]] = {
    "light": ("#1560b7", "#c2570c", "#0f766e", "#9d2a6b", "#6b4fbb", "#4d7c0f"),
    "dark": ("#6ea8f5", "#f0a35e", "#4fc3b4", "#e58bbf", "#b39af0", "#a7d15c"),
}
_SMALLEST: Final = 11.0


@dataclass(frozen=True, slots=True)
class Appearance:
    """``size``: pixels of a letter; ``scheme`` says which colours."""

    scheme: Scheme
    size: float

    def colour(self, token: str) -> QColor:
        return QColor(PALETTES[self.scheme][token])

    def series(self, place: int) -> QColor:
        """Colours distinguished also by people who see red and green alike; signs report them apart too."""
        colours = SERIES[self.scheme]
        return QColor(colours[place % len(colours)])

    def font(self, *, share: float = 1.0, bold: bool = False) -> QFont:
        font = QFont(QApplication.font())
        font.setPixelSize(max(8, round(self.size * share)))
        font.setWeight(QFont.Weight.DemiBold if bold else QFont.Weight.Normal)
        return font


def appearance_for(box: QRectF, scheme: Scheme, *, rows: int = 0) -> Appearance:
    """Letters for a picture of this size; ``rows`` lines must find room below each other."""
    size = min(box.width() / 62, box.height() / 26)
    if rows:
        size = min(size, (box.height() * 0.84) / rows / 1.45)
    return Appearance(scheme, max(_SMALLEST, size))


def heading(painter: QPainter, box: QRectF, appearance: Appearance, words: str) -> QRectF:
    """Writes the title; what is left of the box."""
    font = appearance.font(share=1.35, bold=True)
    painter.setFont(font)
    painter.setPen(appearance.colour("text"))
    height = QFontMetricsF(font).height()
    line = QRectF(box.left(), box.top(), box.width(), height)
    message = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(line, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), message)
    return box.adjusted(0, height * 1.5, 0, 0)


def write(
    painter: QPainter, box: QRectF, words: str, flags: Qt.AlignmentFlag, *, colour: QColor, font: QFont
) -> None:
    """One line in a box, cut with an ellipsis where it does not fit."""
    painter.setFont(font)
    painter.setPen(colour)
    message = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, box.width())
    painter.drawText(box, int(flags | Qt.AlignmentFlag.AlignVCenter), message)


def message(number: Decimal) -> str:
    """As scores are written: decimal comma, at most two decimals."""
    return number_words(number)
