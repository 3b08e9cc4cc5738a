"""The year in one picture: tasks by the month they end in, done, late and to come; campaigns below."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from thidua_desktop.texts import text
from ui.style.theme import theme
from ui.style.tokens import SPACING

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.overview import CampaignSpan, MonthOfTasks

_CHART: Final = 120
_PARTS: Final = (("done", "ok_text"), ("overdue", "danger_text"), ("open", "info_text"))
_BAND: Final = 20
_GAP: Final = 4


class YearChart(QWidget):
    """Twelve columns; a month is opened by a click, or chosen by arrows and opened by Enter."""

    opened = Signal(int)  # month

    def __init__(
        self,
        months: Sequence[MonthOfTasks],
        campaigns: Sequence[CampaignSpan],
        *,
        this_month: int,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._months, self._campaigns = tuple(months), tuple(campaigns)
        self._lanes = _lanes(self._campaigns)
        self._now = this_month
        self.chosen = this_month or 1
        self.setObjectName("yearChart")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text("overview.year.name"))
        self._speak()
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        line = self.fontMetrics().height()
        lanes = max((runner for runner in self._lanes), default=-1) + 1
        return QSize(480, 2 * line + _CHART + 12 + lanes * (max(_BAND, line + 2) + _GAP))

    def minimumSizeHint(self) -> QSize:
        return QSize(260, self.sizeHint().height())

    def month_words(self, month: int) -> str:
        """A month in words: what its column shows."""
        found = self._months[month - 1]
        return text(
            "overview.year.month",
            month=month,
            total=found.total,
            done=found.done,
            overdue=found.overdue,
            open=found.open,
        )

    def choose(self, month: int) -> None:
        """Stands on a month."""
        self.chosen = min(max(month, 1), 12)
        self._speak()
        self.update()

    def _speak(self) -> None:
        self.setAccessibleDescription(self.month_words(self.chosen))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Home: -12, Qt.Key.Key_End: 12}
        if event.key() in steps:
            self.choose(self.chosen + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(self.chosen)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.choose(self._month_at(event.position()))
            self.opened.emit(self.chosen)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            words = self.month_words(self._month_at(QPointF(event.pos())))
            QToolTip.showText(event.globalPos(), words, self)
            return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _month_at(self, place: QPointF) -> int:
        return min(max(int(place.x() / (self.width() / 12)) + 1, 1), 12)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        line = painter.fontMetrics().height()
        most = max((month.total for month in self._months), default=0) or 1
        step = self.width() / 12
        base = line + _CHART
        for month in self._months:
            cell = QRectF((month.month - 1) * step, 0, step, base + line + 8)
            self._background(painter, cell, month.month)
            self._column(painter, month, cell, base=base, most=most)
            self._label(painter, month, QRectF(cell.left(), base + 4, step, line))
        painter.setPen(QPen(theme().colour("border"), 1))
        painter.drawLine(QPointF(0, base + 0.5), QPointF(self.width(), base + 0.5))
        for runner, campaign in zip(self._lanes, self._campaigns, strict=True):
            tall = max(_BAND, line + 2)
            top = base + line + 12 + runner * (tall + _GAP)
            left, right = (campaign.first - 1) * step, campaign.last * step
            self._band(painter, QRectF(left + 2, top, right - left - 4, tall), campaign.name)

    def _background(self, painter: QPainter, cell: QRectF, month: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        if month == self._now:
            painter.setBrush(theme().colour("hover"))
            painter.drawRoundedRect(cell.adjusted(1, 0, -1, 0), 4, 4)
        if month == self.chosen and self.hasFocus():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(cell.adjusted(2, 1, -2, -1), 4, 4)

    def _column(
        self, painter: QPainter, month: MonthOfTasks, cell: QRectF, *, base: float, most: int
    ) -> None:
        wide = min(cell.width() * 0.56, 34.0)
        left, top = cell.center().x() - wide / 2, base
        for name, token in _PARTS:
            count = getattr(month, name)
            if not count:
                continue
            high = count / most * (_CHART - 6)
            top -= high
            box = QRectF(left, top, wide, max(high - 1, 1))
            paint_part(painter, box, name, token)
        if month.total:
            painter.setPen(theme().colour("text"))
            words = QRectF(cell.left(), top - painter.fontMetrics().height(), cell.width(), 18)
            painter.drawText(words, int(Qt.AlignmentFlag.AlignHCenter), str(month.total))

    def _label(self, painter: QPainter, month: MonthOfTasks, box: QRectF) -> None:
        painter.setPen(theme().colour("text" if month.month == self._now else "text_muted"))
        words = text("overview.year.short_month", month=month.month)
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), words)

    def _band(self, painter: QPainter, box: QRectF, name: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("warn_soft"))
        painter.drawRoundedRect(box, 4, 4)
        painter.setPen(theme().colour("warn_text"))
        words = painter.fontMetrics().elidedText(name, Qt.TextElideMode.ElideRight, int(box.width() - 12))
        painter.drawText(box.adjusted(6, 0, -6, 0), int(Qt.AlignmentFlag.AlignVCenter), words)


class YearLegend(QWidget):
    """What the parts of a column mean, in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._words = {name: text(f"overview.year.{name}") for name, _ in _PARTS}
        self.setAccessibleName(", ".join(self._words.values()))
        theme().changed.connect(self.update)

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        wide = sum(metrics.horizontalAdvance(words) + 16 + SPACING["l"] for words in self._words.values())
        return QSize(wide, metrics.height() + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        left = 0.0
        for name, token in _PARTS:
            paint_part(painter, QRectF(left, self.height() / 2 - 6, 12, 12), name, token)
            painter.setPen(theme().colour("text_muted"))
            wide = painter.fontMetrics().horizontalAdvance(self._words[name])
            box = QRectF(left + 17, 0, wide + 2, self.height())
            painter.drawText(box, int(Qt.AlignmentFlag.AlignVCenter), self._words[name])
            left += wide + 16 + SPACING["l"]


def paint_part(painter: QPainter, box: QRectF, name: str, token: str) -> None:
    """Done is full, late is hatched, to come is hollow: distinguished without colour too."""
    colour = theme().colour(token)
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(colour if name == "done" else theme().colour(token.replace("_text", "_soft")))
    painter.drawRoundedRect(box, 2, 2)
    if name == "overdue":
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QBrush(colour, Qt.BrushStyle.BDiagPattern))
        painter.drawRoundedRect(box, 2, 2)


def _lanes(campaigns: Sequence[CampaignSpan]) -> tuple[int, ...]:
    """The lowest free row for each campaign, so that none covers another."""
    ends: list[int] = []
    lanes = []
    for campaign in campaigns:
        runner = next((place for place, end in enumerate(ends) if end < campaign.first), len(ends))
        if runner == len(ends):
            ends.append(campaign.last)
        else:
            ends[runner] = campaign.last
        lanes.append(runner)
    return tuple(lanes)
