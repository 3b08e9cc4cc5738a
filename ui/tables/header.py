"""The headings of a table: a click sorts, a funnel filters, Shift and a click sorts by one more column."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from ui.style.icons import paint_icon
from ui.style.theme import theme

_FUNNEL: Final = 14
_ARROW: Final = 18
_ROOM: Final = 72
"""Pixels of a column below which its funnel only shows while it filters."""


class Heads(QHeaderView):
    """``marks`` are columns with a filter; ``ranks`` the places of the columns the table is sorted by."""

    filter_requested = Signal(int)
    sort_added = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self.marks: frozenset[int] = frozenset()
        self.ranks: dict[int, tuple[int, bool]] = {}
        self._over = -1
        self._swallow = False
        self.setSectionsClickable(True)
        self.setMouseTracking(True)

    def show_marks(self, marks: frozenset[int], ranks: dict[int, tuple[int, bool]]) -> None:
        if (marks, ranks) != (self.marks, self.ranks):
            self.marks, self.ranks = marks, ranks
            self.viewport().update()

    def funnel_of(self, section: int) -> QRect:
        """Where the funnel of a column stands, beside the arrow of the sorting."""
        right = self.sectionViewportPosition(section) + self.sectionSize(section) - 6
        if section == self.sortIndicatorSection():
            right -= _ARROW
        return QRect(right - _FUNNEL, (self.height() - _FUNNEL) // 2, _FUNNEL, _FUNNEL)

    def paintSection(self, painter: QPainter, rect: QRect, section: int) -> None:
        painter.save()
        super().paintSection(painter, rect, section)
        painter.restore()
        rank, descending = self.ranks.get(section, (0, False))
        if rank > 1:
            self._paint_rank(painter, rect, f"{rank}{'▼' if descending else '▲'}")
        filtered = section in self.marks
        if filtered or (section == self._over and rect.width() >= _ROOM):
            box = self.funnel_of(section)
            painter.fillRect(box.adjusted(-3, -3, 3, 3), theme().colour("header"))
            colour = theme().colour("accent_text" if filtered else "text_muted")
            paint_icon(painter, "filter", box=QRectF(box), colour=colour)

    def _paint_rank(self, painter: QPainter, rect: QRect, words: str) -> None:
        painter.save()
        painter.setPen(theme().colour("accent_text"))
        wide = painter.fontMetrics().horizontalAdvance(words)
        box = QRect(rect.right() - wide - 5, rect.top(), wide + 4, rect.height())
        painter.fillRect(box.adjusted(-2, 4, 0, -4), theme().colour("header"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        section = self._section_at(event.position().toPoint())
        self._swallow = False
        if section >= 0 and event.button() == Qt.MouseButton.LeftButton:
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._swallow = True
                self.sort_added.emit(section)
            elif self._on_funnel(section, event.position().toPoint()):
                self._swallow = True
                self.filter_requested.emit(section)
        if not self._swallow:
            super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if not self._swallow:
            super().mouseReleaseEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._section_at(event.position().toPoint()))
        super().mouseMoveEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)
        super().leaveEvent(event)

    def _hover(self, section: int) -> None:
        if section != self._over:
            self._over = section
            self.viewport().update()

    def _section_at(self, point: QPoint) -> int:
        return self.logicalIndexAt(point)

    def _on_funnel(self, section: int, point: QPoint) -> bool:
        shown = section in self.marks or self.sectionSize(section) >= _ROOM
        return shown and self.funnel_of(section).adjusted(-4, -6, 2, 6).contains(point)
