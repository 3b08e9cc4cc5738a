"""Paints the timeline: headings, month lines, bars whose pattern and sign repeat what their colour says."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPainterPath, QPen

from thidua_desktop.domain.planning.task_times import Span, State
from thidua_desktop.texts import text
from ui.charts.timeline_scale import Scale
from ui.style.icons import paint_icon
from ui.style.theme import theme

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.tasks import TaskRow

HEAD_ROWS: Final = 2
_TONES: Final[dict[State, str]] = {
    "done": "ok",
    "overdue": "danger",
    "doing": "info",
    "due": "warn",
    "todo": "neutral",
}
_SIGN: Final = 14
_RADIUS: Final = 4.0


@dataclass(frozen=True, slots=True)
class Bar:
    """A task's row in sight with the boxes of its stretches."""

    task: TaskRow
    spans: tuple[Span, ...]
    boxes: tuple[QRectF, ...]
    row: QRectF
    selected: bool


class GanttPainter:
    """One painting; ``offset`` are the pixels scrolled to the right."""

    def __init__(self, painter: QPainter, scale: Scale, *, today: dt.date, offset: int) -> None:
        self._painter = painter
        self._scale = scale
        self._today = today
        self._offset = offset
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def background(self, width: int, height: int, *, head: int) -> None:
        """Sheet, weekends where days are seen, and a line at each month."""
        painter = self._painter
        painter.fillRect(QRectF(0, 0, width, height), theme().colour("surface"))
        painter.setPen(QPen(theme().colour("divider"), 1))
        for tick in self._scale.lower():
            x = self._scale.left_of(tick.first) - self._offset
            if self._scale.zoom == "month" and tick.first.weekday() >= 5:
                box = QRectF(x, head, self._scale.per_day, height - head)
                painter.fillRect(box, theme().colour("surface_alt"))
            if -1 <= x <= width:
                painter.drawLine(QPointF(x, head), QPointF(x, height))
        painter.setPen(QPen(theme().colour("border"), 1))
        for tick in self._scale.upper():
            x = self._scale.left_of(tick.first) - self._offset
            if -1 <= x <= width:
                painter.drawLine(QPointF(x, head), QPointF(x, height))

    def head(self, width: int, *, head: int, rows: int) -> None:
        """Two rows of headings over the rows, as tall as the table's own."""
        painter, tall = self._painter, head / rows
        painter.fillRect(QRectF(0, 0, width, head), theme().colour("header"))
        small = painter.font()
        small.setPointSizeF(max(painter.font().pointSizeF() - 1.5, 7.0))
        painter.save()
        painter.setFont(small)
        narrow = self._scale.zoom == "month" and (
            painter.fontMetrics().horizontalAdvance("28") + 2 > self._scale.per_day
        )
        for place, ticks in enumerate((self._scale.upper(), self._scale.lower())):
            for tick in ticks:
                if place and narrow and tick.first.weekday():
                    continue  # Mondays alone, with the room of their neighbours
                left = self._scale.left_of(tick.first) - self._offset
                right = self._scale.right_of(tick.last) - self._offset
                if right < 0 or left > width:
                    continue
                if place and narrow:
                    right = left + 3 * self._scale.per_day
                self._heading(QRectF(left, place * tall, right - left, tall), tick.words, width)
        self._today_mark(head, width)
        painter.setPen(QPen(theme().colour("border"), 1))
        painter.drawLine(QPointF(0, head - 0.5), QPointF(width, head - 0.5))
        painter.restore()

    def _heading(self, box: QRectF, words: str, width: int) -> None:
        painter = self._painter
        painter.setPen(QPen(theme().colour("divider"), 1))
        painter.drawLine(box.topLeft(), box.bottomLeft())
        painter.setPen(theme().colour("text_muted"))
        seen = box.intersected(QRectF(0, box.top(), width, box.height()))
        if painter.fontMetrics().horizontalAdvance(words) <= seen.width():
            painter.drawText(seen, int(Qt.AlignmentFlag.AlignCenter), words)

    def row(self, bar: Bar) -> None:
        """Ground and line of the row, then its bars."""
        painter = self._painter
        if bar.selected:
            painter.fillRect(bar.row, theme().colour("selection"))
        painter.setPen(QPen(theme().colour("divider"), 1))
        bottom = bar.row.bottom() - 0.5
        painter.drawLine(QPointF(bar.row.left(), bottom), QPointF(bar.row.right(), bottom))
        state = bar.task.state(self._today)
        for box in bar.boxes:
            if box.right() >= 0 and box.left() <= bar.row.right():
                self._bar(box, bar.task, state)
        if not bar.boxes:
            painter.setPen(theme().colour("text_muted"))
            words = text("tasks.gantt.no_days")
            painter.drawText(bar.row.adjusted(8, 0, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), words)

    def _bar(self, box: QRectF, task: TaskRow, state: State) -> None:
        painter, tone = self._painter, _TONES[state]
        strong, soft = theme().colour(f"{tone}_text"), theme().colour(f"{tone}_soft")
        painter.save()
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(soft)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        share = 1.0 if state == "done" else task.progress / 100
        if share:
            path = QPainterPath()
            path.addRoundedRect(box, _RADIUS, _RADIUS)
            painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
            painter.fillRect(QRectF(box.left(), box.top(), box.width() * share, box.height()), strong)
        if state == "overdue":
            painter.setBrush(QBrush(_faded(strong), Qt.BrushStyle.BDiagPattern))
            painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        painter.restore()
        own = task.starts_on is not None or task.ends_on is not None
        painter.setPen(QPen(strong, 2.2) if own else QPen(_faded(strong), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, _RADIUS, _RADIUS)
        self._sign(box, state, filled=share > 0.5)

    def _sign(self, box: QRectF, state: State, *, filled: bool) -> None:
        """A check mark or a warning, in the bar or just after it."""
        name = {"done": "checkmark", "overdue": "warning"}.get(state)
        if name is None:
            return
        inside = box.width() >= _SIGN + 8
        left = box.right() - _SIGN - 4 if inside else box.right() + 3
        place = QRectF(left, box.center().y() - _SIGN / 2, _SIGN, _SIGN)
        token = "surface" if inside and filled else f"{_TONES[state]}_text"
        if inside and not filled:  # off the hatching
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(theme().colour(f"{_TONES[state]}_soft"))
            self._painter.drawEllipse(place.adjusted(-1, -1, 1, 1))
        paint_icon(self._painter, name, box=place, colour=theme().colour(token))

    def today_line(self, top: int, height: int) -> None:
        """A line through all rows; none in another year."""
        x = self._today_place()
        if x is not None:
            self._painter.setPen(QPen(theme().colour("danger"), 1.6))
            self._painter.drawLine(QPointF(x, top), QPointF(x, height))

    def _today_mark(self, head: int, width: int) -> None:
        x = self._today_place()
        if x is None or not -40 <= x <= width + 40:
            return
        painter, words = self._painter, f"{self._today:%d/%m}"
        wide = painter.fontMetrics().horizontalAdvance(words) + 10
        chip = QRectF(min(max(x - wide / 2, 0), width - wide), head / 2 + 1, wide, head / 2 - 3)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("danger"))
        painter.drawRoundedRect(chip, 3, 3)
        painter.setPen(theme().colour("on_accent"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)

    def _today_place(self) -> float | None:
        if not self._scale.first <= self._today <= self._scale.last:
            return None
        return self._scale.left_of(self._today) + self._scale.per_day / 2 - self._offset


def _faded(colour: QColor) -> QColor:
    made = QColor(colour)
    made.setAlpha(120)
    return made
