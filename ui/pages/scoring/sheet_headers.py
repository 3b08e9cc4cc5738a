"""Headings of the score sheet: criteria over their scorers; units with total and rank, always in sight."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QHeaderView, QWidget

from thidua_desktop.services.scoring.sheet_words import brief
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text
from ui.pages.scoring.sheet_model import SheetModel
from ui.style.screen import is_low
from ui.style.theme import theme

_PAD: Final = 5
UNIT_WIDTH: Final = 250
_TOTAL_WIDTH: Final = 62
_RANK_WIDTH: Final = 34
_LINES_OVER: Final = 2


class CriterionHeader(QHeaderView):
    """Two layers: the criterion over its columns, below who scores; the full wording is in the tool tip."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._sheet = model
        self.setSectionsClickable(True)
        self.setHighlightSections(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setAccessibleName(text("score_sheet.criteria"))

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        return QSize(super().sizeHint().width(), line * (self._lines_over + 1) + 4 * _PAD)

    @property
    def _lines_over(self) -> int:
        """Lines for the name of a criterion."""
        return 1 if is_low(self) else _LINES_OVER

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        columns = self._sheet.columns
        if not 0 <= place < len(columns):
            return
        column = columns[place]
        line = self.fontMetrics().height()
        lower = QRect(rect)
        lower.setTop(rect.bottom() - line - _PAD)
        own = place == self._current()
        painter.save()
        painter.setClipRect(rect)
        painter.fillRect(rect, theme().colour("header"))
        if own:
            painter.fillRect(lower, theme().colour("selection"))
        self._paint_criterion(painter, rect, place, line)
        painter.setPen(theme().colour("on_selection" if own else "text_muted"))
        painter.setFont(_bold(self.font()) if column.scorer is None else self.font())
        who = text(f"score_sheet.roles.{column.scorer.role}" if column.scorer else "score_sheet.points_of")
        room = lower.adjusted(_PAD, 0, -_PAD, 0)
        message = self.fontMetrics().elidedText(who, Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), message)
        painter.setPen(theme().colour("border"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if place + 1 == len(columns) or columns[place + 1].criterion is not column.criterion:
            painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()

    def _paint_criterion(self, painter: QPainter, rect: QRect, place: int, line: int) -> None:
        """The whole box of the criterion, of which only this section's part is seen."""
        first, last = self._span(place)
        left = self.sectionViewportPosition(first)
        right = self.sectionViewportPosition(last) + self.sectionSize(last)
        # Scrolled half away, the words stay at the left edge of what is in sight.
        left = max(left, 0) if right > 0 else left
        box = QRect(left + _PAD, rect.top() + _PAD, right - left - 2 * _PAD, line * self._lines_over + 2)
        criterion = self._sheet.columns[place].criterion
        painter.setPen(theme().colour("text"))
        painter.setFont(_bold(self.font()))
        flags = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
        metrics = self.fontMetrics()
        code = metrics.horizontalAdvance(f"{criterion.code}  ") + _PAD // 2
        painter.drawText(box, flags, criterion.code)
        painter.setFont(self.font())
        painter.setPen(theme().colour("text_muted"))
        words = QRect(box.left() + code, box.top(), max(box.width() - code, 10), box.height())
        message = metrics.elidedText(
            criterion.name, Qt.TextElideMode.ElideRight, int(words.width() * self._lines_over * 0.86)
        )
        painter.drawText(words, flags | int(Qt.TextFlag.TextWordWrap), message)

    def _span(self, place: int) -> tuple[int, int]:
        """First and last shown column of the criterion."""
        columns = self._sheet.columns
        criterion = columns[place].criterion
        shown = [
            n
            for n in range(max(0, place - 6), min(len(columns), place + 7))
            if columns[n].criterion is criterion and not self.isSectionHidden(n)
        ]
        return (shown[0], shown[-1]) if shown else (place, place)

    def _current(self) -> int:
        selection = self.selectionModel()
        return selection.currentIndex().column() if selection is not None else -1


class UnitHeader(QHeaderView):
    """The frozen column: rank, unit, total."""

    def __init__(self, model: SheetModel, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._sheet = model
        self.setSectionsClickable(True)
        self.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.setAccessibleName(text("score_sheet.units"))

    def sizeHint(self) -> QSize:
        scale = max(1.0, self.fontMetrics().height() / 16)
        return QSize(round(UNIT_WIDTH * scale), super().sizeHint().height())

    def paintSection(self, painter: QPainter, rect: QRect, place: int) -> None:
        if not 0 <= place < len(self._sheet.units):
            return
        scale = max(1.0, self.fontMetrics().height() / 16)
        selection = self.selectionModel()
        own = selection is not None and selection.currentIndex().row() == place
        painter.save()
        painter.fillRect(rect, theme().colour("selection" if own else "header"))
        ink = theme().colour("on_selection" if own else "text")
        rank, total = self._sheet.rank(place), self._sheet.total(place)
        left = QRect(rect.left(), rect.top(), round(_RANK_WIDTH * scale), rect.height())
        right = QRect(rect.right() - round(_TOTAL_WIDTH * scale) - _PAD, rect.top(), 0, rect.height())
        right.setRight(rect.right() - _PAD)
        middle = QRect(left.right(), rect.top(), right.left() - left.right() - _PAD, rect.height())
        centre = int(Qt.AlignmentFlag.AlignCenter)
        _write(painter, left, centre, str(rank) if rank else "–", ink=theme().colour("text_muted"))
        name = self.fontMetrics().elidedText(
            brief(self._sheet.units[place]), Qt.TextElideMode.ElideRight, middle.width()
        )
        _write(
            painter, middle, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), name, ink=ink
        )
        painter.setFont(_bold(self.font()))
        waiting = self._sheet.waits(place)
        message = number_words(total) + ("*" if waiting else "")
        _write(
            painter,
            right,
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            message,
            ink=theme().colour("text_muted") if waiting else ink,
        )
        painter.setPen(theme().colour("divider"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        painter.setPen(theme().colour("border"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.restore()


def _write(painter: QPainter, box: QRect, flags: int, words: str, *, ink: QColor) -> None:
    painter.setPen(ink)
    painter.drawText(box, flags, words)


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.DemiBold)
    return made
