"""A row that goes on in further lines where one has too little room, so that no word of it is cut."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QHBoxLayout, QLayoutItem

_ROOMY: Final = Qt.Orientation.Horizontal
_SENTENCE: Final = 260
"""Pixels a sentence that wraps is not squeezed below."""


class WrapRow(QHBoxLayout):
    """A ``QHBoxLayout`` while everything fits; narrower, what no longer fits stands in the next line."""

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        if self._fits(width):
            own = super().heightForWidth(width) if super().hasHeightForWidth() else -1
            return max(own, super().sizeHint().height())
        return self._place(QRect(0, 0, width, 0), move=False)

    def minimumHeightForWidth(self, width: int) -> int:
        return self.heightForWidth(width)

    def minimumSize(self) -> QSize:
        left, top, right, bottom = self._edges()
        wide = max((one.minimumSize().width() for one in self._shown()), default=0)
        high = super().minimumSize().height() - top - bottom
        return QSize(wide + left + right, high + top + bottom)

    def setGeometry(self, rect: QRect) -> None:
        if self._fits(rect.width()):
            super().setGeometry(rect)
        else:
            super().setGeometry(rect)  # the layout knows its place; the items move below
            self._place(rect, move=True)

    def _fits(self, width: int) -> bool:
        left, _, right, _ = self._edges()
        shown = self._shown()
        gaps = self.spacing() * max(len(shown) - 1, 0)
        return left + right + gaps + sum(_least(one) for one in shown) <= width

    def _edges(self) -> tuple[int, int, int, int]:
        edges = self.contentsMargins()
        return edges.left(), edges.top(), edges.right(), edges.bottom()

    def _shown(self) -> list[QLayoutItem]:
        items = (self.itemAt(place) for place in range(self.count()))
        return [one for one in items if one is not None and not one.isEmpty()]

    def _lines(self, width: int) -> list[list[QLayoutItem]]:
        lines: list[list[QLayoutItem]] = [[]]
        used = 0
        for one in self._shown():
            wide = _least(one)
            if lines[-1] and used + self.spacing() + wide > width:
                lines.append([])
                used = 0
            used += wide + (self.spacing() if lines[-1] else 0)
            lines[-1].append(one)
        return lines

    def _place(self, rect: QRect, *, move: bool) -> int:
        """Lays the lines out; how high they are together."""
        left, top, right, bottom = self._edges()
        room = rect.width() - left - right
        y = rect.y() + top
        for line in self._lines(room):
            widths = self._widths(line, room)
            high = max((_height(one, wide) for one, wide in zip(line, widths, strict=True)), default=0)
            x = rect.x() + left
            for one, wide in zip(line, widths, strict=True):
                if move:
                    one.setGeometry(QRect(x, y, wide, high))
                x += wide + self.spacing()
            y += high + self.spacing()
        return y - self.spacing() + bottom - rect.y()

    def _widths(self, line: list[QLayoutItem], room: int) -> list[int]:
        """Each its least width; what is left goes to those that want more."""
        widths = [min(_least(one), room) for one in line]
        left = room - sum(widths) - self.spacing() * (len(line) - 1)
        eager = [n for n, one in enumerate(line) if one.expandingDirections() & _ROOMY]
        for place in [n for n in range(len(line)) if n not in eager]:
            more = min(max(line[place].sizeHint().width() - widths[place], 0), max(left, 0))
            widths[place] += more
            left -= more
        for place in eager:
            most = line[place].maximumSize().width()
            widths[place] = min(most, widths[place] + max(left, 0) // len(eager))
        return widths


def _least(item: QLayoutItem) -> int:
    """How narrow an item may become; a sentence that wraps keeps room for some words."""
    least = item.minimumSize().width()
    if item.hasHeightForWidth() and item.widget() is not None:
        return max(least, min(item.sizeHint().width(), _SENTENCE))
    return least


def _height(item: QLayoutItem, width: int) -> int:
    if item.hasHeightForWidth():
        return item.heightForWidth(width)
    return max(item.sizeHint().height(), item.minimumSize().height())
