"""What was found in a file: the gravest first, each with its cell and its whole sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from thidua_desktop.domain.importing import Finding, Severity
from thidua_desktop.services.importing import finding_words
from thidua_desktop.texts import text
from ui.icons import paint_icon
from ui.pages.awards.sheet_view import TONES, place_of
from ui.theme import theme

_ICONS: Final[dict[Severity, str]] = {"error": "error_circle", "warning": "warning", "info": "info"}
_ORDER: Final = ("error", "warning", "info")
_ICON: Final = 18
_AT_ONCE: Final = 200
_LEFT: Final = 38
_PADDING: Final = 8
_SEVERITY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class SentenceList(QListWidget):
    """Sentences read whole, each with the mark of its severity."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setItemDelegate(_SentenceDelegate(self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setLayoutMode(QListView.LayoutMode.Batched)  # every sentence is measured: a long list in turns
        self.setBatchSize(_AT_ONCE)

    def show_sentences(self, lines: Sequence[tuple[Severity, str]]) -> None:
        self.blockSignals(True)
        self.clear()
        for severity, words in lines:
            item = QListWidgetItem(words)
            item.setData(_SEVERITY_ROLE, severity)
            self.addItem(item)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


class _FindingItem(QListWidgetItem):
    """One finding; its sentence is made when it comes in sight: a bad file has tens of thousands."""

    def __init__(self, finding: Finding) -> None:
        super().__init__()
        self._finding = finding

    def data(self, role: int) -> Any:
        if role == int(Qt.ItemDataRole.DisplayRole):
            return _words(self._finding)
        return self._finding.severity if role == _SEVERITY_ROLE else super().data(role)


class FindingList(SentenceList):
    """``finding_chosen`` tells the finding she stands on, ``mend_wanted`` that its cell should open."""

    finding_chosen = Signal(object)
    mend_wanted = Signal()

    def __init__(self) -> None:
        super().__init__(text("commendation.intake.finding_list"))
        self._findings: list[Finding] = []
        self.currentRowChanged.connect(self._tell)
        self.itemClicked.connect(lambda item: self._tell(self.row(item)))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
        self.blockSignals(True)
        self.clear()
        for finding in self._findings:
            self.addItem(_FindingItem(finding))
        self.blockSignals(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._tell(self.currentRow())
            self.mend_wanted.emit()
            return
        super().keyPressEvent(event)

    def finding_at(self, place: int) -> Finding:
        return self._findings[place]

    def stand_on(self, sheet: str, cell: tuple[int, int]) -> None:
        """Goes to the first finding of a cell, without telling."""
        for place, finding in enumerate(self._findings):
            if place_of(finding.ref) == (sheet, cell):
                self.blockSignals(True)
                self.setCurrentRow(place)
                self.blockSignals(False)
                return

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self._findings):
            self.finding_chosen.emit(self._findings[place])


class _SentenceDelegate(QStyledItemDelegate):
    """Qt's own wrapping cuts the last line: the height is measured here."""

    def __init__(self, view: QListWidget) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        room = QRect(0, 0, max(width - _LEFT - _PADDING, 60), 10_000)
        words = self._view.fontMetrics().boundingRect(room, _WRAP, str(index.data()))
        return QSize(width, max(words.height(), _ICON) + 2 * _PADDING)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, theme().colour("selection"))
        severity: Severity = index.data(_SEVERITY_ROLE)
        box = QRectF(option.rect.left() + 10, option.rect.top() + _PADDING, _ICON, _ICON)
        paint_icon(painter, _ICONS[severity], box=box, colour=theme().colour(f"{TONES[severity]}_text"))
        ink = theme().colour("on_selection") if selected else option.palette.color(QPalette.ColorRole.Text)
        painter.setPen(ink)
        words = option.rect.adjusted(_LEFT, _PADDING, -_PADDING, -_PADDING)
        painter.drawText(words, _WRAP, str(index.data()))


def _words(finding: Finding) -> str:
    _, cell = place_of(finding.ref)
    if cell is None:
        return finding_words(finding)
    place = finding.ref.rpartition("!")[2]
    return text("commendation.intake.finding", cell=place, sentence=finding_words(finding))
