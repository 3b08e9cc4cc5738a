"""The timeline beside the table of tasks: bars in the table's own rows, moved by mouse or with Alt."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Final, Literal

from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QHideEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QToolTip, QWidget

from thidua_desktop.domain.planning.task_times import Span, shifted
from thidua_desktop.texts import text
from ui.charts.timeline_paint import HEAD_ROWS, Bar, GanttPainter
from ui.charts.timeline_scale import Scale, Zoom, make_scale
from ui.style.theme import theme
from ui.tables.view import TableView
from ui.widgets.dates import show_date

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.tasks import TaskRow

Edge = Literal["both", "start", "end"]
_GRIP: Final = 7
_KEY_PAUSE_MS: Final = 450
_LEAST_ROOM: Final = 260


class _Drag:
    """A bar in the hand: where it was taken and where it would stand now."""

    def __init__(self, task: TaskRow, span: Span, *, edge: Edge, at: dt.date) -> None:
        self.task_id = task.id
        self.before = span
        self.now = span
        self.edge = edge
        self.at = at
        self.moved = False


class Gantt(QAbstractScrollArea):
    """Rows are those of ``table`` as it shows them; it scrolls with it and has no keyboard of its own."""

    rescheduled = Signal(object)  # dict of task id to (first day, last day)
    opened = Signal(object)  # the task whose bar was double-clicked

    def __init__(self, table: TableView[TaskRow], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = table
        self._year, self._today = 0, dt.date.min
        self._zoom: Zoom = "year"
        self._drag: _Drag | None = None
        self._pending: dict[int, Span] = {}
        self._pause = QTimer(self, singleShot=True, interval=_KEY_PAUSE_MS)
        self._pause.timeout.connect(self.commit_pending)
        self.scale = make_scale((), year=2000, zoom="year", room=_LEAST_ROOM)
        self.setAccessibleName(text("tasks.gantt.name"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMinimumWidth(_LEAST_ROOM)
        self.viewport().setMouseTracking(True)
        self._follow_table()
        theme().changed.connect(self.viewport().update)

    def _follow_table(self) -> None:
        repaint = self.viewport().update
        self._table.verticalScrollBar().valueChanged.connect(lambda _: repaint())
        self._table.rows.modelReset.connect(repaint)
        self._table.rows.layoutChanged.connect(repaint)
        self._table.picked.connect(repaint)
        self.horizontalScrollBar().valueChanged.connect(lambda _: repaint())

    @property
    def zoom(self) -> Zoom:
        return self._zoom

    def set_day(self, *, year: int, today: dt.date) -> None:
        """The year of the axis and the day of today's line; called with every new reading."""
        self._year, self._today = year, today
        self._pending.clear()
        self._pause.stop()
        self.fit()

    def set_zoom(self, zoom: Zoom) -> None:
        """A year, a quarter or a month in sight; the place in the middle stays, at first today's."""
        middle = self._middle()
        self._zoom = zoom
        self.fit()
        self.show_day(middle)

    def _middle(self) -> dt.date:
        if self._zoom == "year":
            inside = self.scale.first <= self._today <= self.scale.last
            return self._today if inside else self.scale.first
        return self.scale.day_at(self.horizontalScrollBar().value() + self.viewport().width() / 2)

    def fit(self) -> None:
        """Lays the axis out again for the tasks shown and the width there is."""
        spans = [span for task in self._table.rows.shown_rows() for span in task.spans]
        room = self.viewport().width()
        self.scale = make_scale(spans, year=self._year or 2000, zoom=self._zoom, room=room)
        bar = self.horizontalScrollBar()
        bar.setRange(0, max(0, round(self.scale.width) - room))
        bar.setPageStep(max(room, 1))
        bar.setSingleStep(max(1, round(self.scale.per_day * 7)))
        self.viewport().update()

    def show_day(self, day: dt.date) -> None:
        """Brings a day to the middle."""
        place = self.scale.left_of(day) - self.viewport().width() / 2
        self.horizontalScrollBar().setValue(round(place))

    def move_by_keys(self, tasks: Sequence[TaskRow], steps: int, *, edge: Edge = "both") -> bool:
        """Moves bars by ``steps`` of the zoom; stored when no key follows. False: none of them can be moved."""
        movable = [task for task in tasks if len(task.spans) == 1]
        for task in movable:
            span = self._pending.get(task.id, task.spans[0])
            self._pending[task.id] = shifted(span, days=steps * self.scale.step, edge=edge)
        if movable:
            self._pause.start()
            self.viewport().update()
        return bool(movable)

    def commit_pending(self) -> None:
        """Keeps what the keys moved."""
        self._pause.stop()
        if self._pending:
            moved, self._pending = self._pending, {}
            self.rescheduled.emit(moved)

    def bars(self) -> list[Bar]:
        """Bars of the rows in sight, in the coordinates of the viewport."""
        top = self.head_height
        selected = {task.id for task in self._table.selected()}
        found = []
        rows = self._table.rows
        first = max(self._table.rowAt(0), 0)
        for place in range(first, rows.rowCount()):
            task = rows.row_at(place)
            y = self._table.rowViewportPosition(place) + top
            height = self._table.rowHeight(place)
            if y > self.viewport().height():
                break
            spans = self._spans_now(task)
            boxes = tuple(self._box(span, y, height) for span in spans)
            row = QRectF(0, y, self.viewport().width(), height)
            found.append(Bar(task, spans, boxes, row, task.id in selected))
        return found

    @property
    def head_height(self) -> int:
        """Down to where the table's rows begin, so that rows stand beside rows."""
        rows = self._table.viewport().mapToGlobal(QPoint(0, 0)).y()
        return rows - self.viewport().mapToGlobal(QPoint(0, 0)).y()

    def sizeHint(self) -> QSize:
        return QSize(420, 300)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setFont(self.font())
        self.paint_on(painter, width=self.viewport().width(), height=self.viewport().height())

    def paint_on(self, painter: QPainter, *, width: int, height: int) -> None:
        """The timeline as now in sight, on the window or into a picture."""
        drawing = GanttPainter(
            painter, self.scale, today=self._today, offset=self.horizontalScrollBar().value()
        )
        drawing.background(width, height, head=self.head_height)
        painter.save()
        painter.setClipRect(QRectF(0, self.head_height, width, height - self.head_height))
        for bar in self.bars():
            drawing.row(bar)
        drawing.today_line(self.head_height, height)
        painter.restore()
        drawing.head(width, head=self.head_height, rows=HEAD_ROWS)

    def _spans_now(self, task: TaskRow) -> tuple[Span, ...]:
        if self._drag is not None and self._drag.task_id == task.id:
            return (self._drag.now,)
        return (self._pending[task.id],) if task.id in self._pending else task.spans

    def _box(self, span: Span, y: float, height: float) -> QRectF:
        left = self.scale.left_of(span[0]) - self.horizontalScrollBar().value()
        right = self.scale.right_of(span[1]) - self.horizontalScrollBar().value()
        tall = min(height - 10, 20.0)
        return QRectF(left, y + (height - tall) / 2 - 1, max(right - left, 4.0), tall)

    def _bar_at(self, place: QPointF) -> Bar | None:
        return next((bar for bar in self.bars() if bar.row.contains(place)), None)

    def _edge_at(self, bar: Bar, place: QPointF) -> Edge | None:
        """Which part of the bar is under the mouse; only a bar of one piece can be taken."""
        if len(bar.boxes) != 1:
            return None
        box = bar.boxes[0].adjusted(-_GRIP / 2, -3, _GRIP / 2, 3)
        if not box.contains(place):
            return None
        grip = min(_GRIP, box.width() / 3)
        if place.x() <= box.left() + grip:
            return "start"
        return "end" if place.x() >= box.right() - grip else "both"

    def _day(self, place: QPointF) -> dt.date:
        return self.scale.day_at(place.x() + self.horizontalScrollBar().value())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        bar = self._bar_at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or bar is None:
            return
        self.commit_pending()
        places = [task.id for task in self._table.rows.shown_rows()]
        self._table.select_places([places.index(bar.task.id)])
        self._table.setFocus(Qt.FocusReason.MouseFocusReason)
        day, edge = self._day(event.position()), self._edge_at(bar, event.position())
        if edge is not None:
            self._drag = _Drag(bar.task, bar.spans[0], edge=edge, at=day)
        elif not bar.spans:  # a task without days: its bar is drawn from here
            self._drag = _Drag(bar.task, (day, day), edge="end", at=day)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._drag is None:
            self._hint_edge(event.position())
            return
        days = (self._day(event.position()) - self._drag.at).days
        self._drag.now = shifted(self._drag.before, days=days, edge=self._drag.edge)
        self._drag.moved = self._drag.moved or days != 0
        if self._drag.moved:
            first, last = (show_date(day) for day in self._drag.now)
            words = text("tasks.gantt.dragging", first=first, last=last)
            QToolTip.showText(event.globalPosition().toPoint(), words, self.viewport())
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        drag, self._drag = self._drag, None
        self.viewport().update()
        if drag is not None and drag.moved:
            self._pending[drag.task_id] = drag.now  # shown there until it is read again
            moved = {drag.task_id: drag.now}
            self.rescheduled.emit(moved)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._drag = None
        bar = self._bar_at(event.position())
        if bar is not None:
            self.opened.emit(bar.task)

    def _hint_edge(self, place: QPointF) -> None:
        bar = self._bar_at(place)
        edge = self._edge_at(bar, place) if bar is not None else None
        shapes = {"both": Qt.CursorShape.SizeAllCursor, None: Qt.CursorShape.ArrowCursor}
        self.viewport().setCursor(shapes.get(edge, Qt.CursorShape.SizeHorCursor))

    def viewportEvent(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent):
            bar = self._bar_at(QPointF(event.pos()))
            if bar is not None and self._drag is None:
                QToolTip.showText(event.globalPos(), tip_words(bar.task, self._today), self.viewport())
                return True
        return super().viewportEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Rows scroll with the table; with Shift or sideways the days scroll."""
        sideways = event.modifiers() & Qt.KeyboardModifier.ShiftModifier or event.angleDelta().x()
        bar = self.horizontalScrollBar() if sideways else self._table.verticalScrollBar()
        turn = event.angleDelta().x() or event.angleDelta().y()
        bar.setValue(bar.value() - turn)
        event.accept()

    def hand_over(self) -> None:
        """What the keys moved is not lost with the window."""
        self.commit_pending()

    def hideEvent(self, event: QHideEvent) -> None:
        self.commit_pending()
        super().hideEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()


def tip_words(task: TaskRow, today: dt.date) -> str:
    """A task in words: what, when, how far."""
    when = "; ".join(
        text("tasks.gantt.dragging", first=show_date(first), last=show_date(last))
        for first, last in task.spans
    )
    own = task.starts_on is not None or task.ends_on is not None
    return text(
        "tasks.gantt.tip_own" if own else "tasks.gantt.tip",
        wording=task.wording,
        phrase=task.when_text or text("tasks.gantt.no_phrase"),
        when=when or text("tasks.gantt.no_days"),
        state=text(f"tasks.status.{task.state(today)}"),
        progress=task.progress,
    )


__all__ = ["Gantt", "Scale", "tip_words"]
