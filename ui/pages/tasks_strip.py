"""Twelve months of a task painted in its row: when it is due, where today stands, what is done or late."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.theme import theme

if TYPE_CHECKING:
    from thidua_desktop.queries.plan import TaskRow

STRIP_WIDTH: Final = 230
_MARGIN: Final = 10
_MONTHS: Final = 12


class StripDelegate(QStyledItemDelegate):
    """Paints the cell of the months column; ``year`` is the working year, ``today`` the desk's day."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.year = 0
        self.today = dt.date.min

    @property
    def month_now(self) -> int:
        """The month of today seen from the working year: 0 before it, 13 after it."""
        return month_seen(self.year, self.today)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(STRIP_WIDTH, super().sizeHint(option, index).height())

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        option.text = ""
        option.widget.style().drawControl(
            QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget
        )
        task: TaskRow = index.model().row_at(index.row())  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_strip(painter, QRectF(option.rect).adjusted(_MARGIN, 0, -_MARGIN, -2), task)
        painter.restore()

    def _paint_strip(self, painter: QPainter, cell: QRectF, task: TaskRow) -> None:
        step = cell.width() / _MONTHS
        top, high = cell.center().y() - 6, 12.0
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("neutral_soft"))
        painter.drawRoundedRect(QRectF(cell.left(), top, step * _MONTHS, high), 3, 3)
        painter.setBrush(self._colour(task))
        for first, last in _runs(task.months):
            run = QRectF(cell.left() + (first - 1) * step + 1, top, (last - first + 1) * step - 2, high)
            painter.drawRoundedRect(run, 3, 3)
        painter.setPen(QPen(theme().colour("surface"), 1))
        for month in range(1, _MONTHS):
            place = cell.left() + month * step
            painter.drawLine(int(place), int(top), int(place), int(top + high))
        if self.year == self.today.year:
            share = (self.today.timetuple().tm_yday - 1) / 366
            place = cell.left() + share * step * _MONTHS
            painter.setPen(QPen(theme().colour("text"), 1.5))
            painter.drawLine(int(place), int(top - 4), int(place), int(top + high + 4))

    def _colour(self, task: TaskRow) -> QColor:
        worn = theme()
        if task.status == "done":
            return worn.colour("ok_text")
        if task.overdue_in(self.month_now):
            return worn.colour("danger_text")
        return worn.colour("accent") if task.status == "doing" else worn.colour("border_field")


def month_seen(year: int, today: dt.date) -> int:
    """Month of today within ``year``: 0 when the year is still to come, 13 when it has passed."""
    if today.year == year:
        return today.month
    return 13 if today.year > year else 0


def _runs(months: tuple[int, ...]) -> list[tuple[int, int]]:
    """1 2 3 7 becomes 1 to 3 and 7 to 7."""
    runs: list[tuple[int, int]] = []
    for month in sorted(months):
        if runs and runs[-1][1] == month - 1:
            runs[-1] = (runs[-1][0], month)
        else:
            runs.append((month, month))
    return runs
