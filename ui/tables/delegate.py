"""Paints badges as soft coloured chips and leaves the rest to the style."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui.style.theme import theme
from ui.tables.columns import Badge
from ui.tables.model import BADGE_ROLE

_PADDING = 9
_MARGIN = 10


class CellDelegate(QStyledItemDelegate):
    """Words by the style, badges by hand."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        badge = index.data(BADGE_ROLE)
        if not isinstance(badge, Badge):
            super().paint(painter, option, index)
            return
        self.initStyleOption(option, index)
        option.text = ""
        style = option.widget.style()
        style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
        self._paint_chip(painter, QRectF(option.rect), badge)

    def _paint_chip(self, painter: QPainter, cell: QRectF, badge: Badge) -> None:
        metrics = painter.fontMetrics()
        room = cell.width() - 2 * _MARGIN - 2 * _PADDING
        words = metrics.elidedText(badge.words, Qt.TextElideMode.ElideRight, int(room))
        height = min(metrics.height() + 6, cell.height() - 4)
        chip = QRectF(0, 0, metrics.horizontalAdvance(words) + 2 * _PADDING, height)
        chip.moveCenter(cell.adjusted(0, 0, 0, -2).center())
        chip.moveLeft(cell.left() + _MARGIN)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(f"{badge.tone}_soft"))
        painter.drawRoundedRect(chip, height / 2, height / 2)
        painter.setPen(theme().colour(f"{badge.tone}_text"))
        painter.drawText(chip, int(Qt.AlignmentFlag.AlignCenter), words)
        painter.restore()
