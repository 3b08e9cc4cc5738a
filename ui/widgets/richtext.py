"""Rich text in the letters of the window: the shipped typeface has a half-bold, no bold; lines need air."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import (
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextDocument,
    QTextFragment,
)

_LINE_HEIGHT: Final = 128.0  # percent of the letters' own height


def settle(document: QTextDocument) -> None:
    """Puts half-bold for bold and opens the lines a little, after the text was set."""
    spaced = QTextBlockFormat()
    spaced.setLineHeight(_LINE_HEIGHT, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
    block = document.begin()
    while block.isValid():
        pieces = _pieces(block)
        for piece in pieces:
            if piece.charFormat().fontWeight() > QFont.Weight.DemiBold:
                cursor = QTextCursor(document)
                cursor.setPosition(piece.position())
                cursor.setPosition(piece.position() + piece.length(), QTextCursor.MoveMode.KeepAnchor)
                form = piece.charFormat()
                form.setFontWeight(QFont.Weight.DemiBold)
                cursor.setCharFormat(form)
        if not any(piece.charFormat().isImageFormat() for piece in pieces):  # a share of its height is a gap
            QTextCursor(block).mergeBlockFormat(spaced)
        block = block.next()


def _pieces(block: QTextBlock) -> list[QTextFragment]:
    """The runs of one format in a block, taken before any of them is changed."""
    found = []
    place = block.begin()
    while not place.atEnd():
        found.append(place.fragment())
        place += 1
    return found
