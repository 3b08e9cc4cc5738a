"""A cell that shows how far a target is reached: a bar and the same in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.style.theme import theme
from ui.targets.words import standing_tone

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.targets import TargetRow

_MARGIN = 10
_BAR = 5


class StandingDelegate(QStyledItemDelegate):
    """Words above, the bar below them; a bar that is full has also reached."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        self.initStyleOption(option, index)
        words, option.text = option.text, ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        row: TargetRow = index.model().row_at(index.row())  # type: ignore[attr-defined]
        cell = QRectF(option.rect).adjusted(_MARGIN, 2, -_MARGIN, -4)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        tone = standing_tone(row)
        painter.setPen(theme().colour("on_selection" if selected else f"{tone}_text"))
        above = cell.adjusted(0, 0, 0, -_BAR - 1)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, int(above.width()))
        painter.drawText(above, int(Qt.AlignmentFlag.AlignVCenter), shown)
        self._bar(painter, QRectF(cell.left(), cell.bottom() - _BAR, cell.width(), _BAR), row, tone)
        painter.restore()

    def _bar(self, painter: QPainter, box: QRectF, row: TargetRow, tone: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour("neutral_soft"))
        painter.drawRoundedRect(box, _BAR / 2, _BAR / 2)
        standing = row.standing
        if standing is None or standing.percent is None:
            return
        share = min(float(standing.percent) / 100, 1.0)
        if share > 0:
            painter.setBrush(theme().colour(f"{tone}_text"))
            full = QRectF(box.left(), box.top(), max(box.width() * share, _BAR), box.height())
            painter.drawRoundedRect(full, _BAR / 2, _BAR / 2)
