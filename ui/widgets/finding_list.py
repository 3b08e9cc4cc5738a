"""What was found in a file: the gravest first, each with its cell and its whole sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Final

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from thidua_desktop.domain.importing.values import Finding, Severity
from thidua_desktop.services.importing.staging import finding_words
from thidua_desktop.texts import text
from ui.style.icons import paint_icon
from ui.style.theme import theme
from ui.widgets.cell_refs import TONES, place_of

Index = QModelIndex | QPersistentModelIndex
_ICONS: Final[dict[Severity, str]] = {"error": "error_circle", "warning": "warning", "info": "info"}
_MANY: Final = 1_000
_LINES: Final = 4
_MEASURED: Final = 60
_ICON: Final = 18
_AT_ONCE: Final = 200
_LEFT: Final = 38
_PADDING: Final = 8
_SEVERITY_ROLE: Final = int(Qt.ItemDataRole.UserRole)
_WRAP: Final = int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def set_sentences(view: QListView, name: str) -> None:
    """Makes a list show whole sentences, each with the mark of its severity."""
    view.setAccessibleName(name)
    view.setItemDelegate(_SentenceDelegate(view))
    view.setResizeMode(QListView.ResizeMode.Adjust)
    view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
    view.setLayoutMode(QListView.LayoutMode.Batched)  # every sentence is measured: a long list in turns
    view.setBatchSize(_AT_ONCE)


class SentenceList(QListWidget):
    """Sentences read whole, each with the mark of its severity."""

    def __init__(self, name: str) -> None:
        super().__init__()
        set_sentences(self, name)

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


class _Findings(QAbstractListModel):
    """Sentences made when they come in sight: a bad file has tens of thousands."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: Sequence[Finding] = ()

    def show(self, rows: Sequence[Finding]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if not index.isValid():
            return None
        finding = self.rows[index.row()]
        if role == int(Qt.ItemDataRole.DisplayRole):
            return _words(finding)
        if role == int(Qt.ItemDataRole.ToolTipRole) and len(self.rows) > _MANY:
            return _words(finding)
        return finding.severity if role == _SEVERITY_ROLE else None


class FindingList(QListView):
    """``finding_chosen`` reports the finding the officer stands on, ``correction_requested`` that its cell
    should open.

    Of very many every row is as high as the first ones need: to measure each would keep the officer's waiting.
    """

    finding_chosen = Signal(object)
    correction_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._findings = _Findings()
        set_sentences(self, text("commendation.intake.finding_list"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setModel(self._findings)
        self.selectionModel().currentChanged.connect(lambda now, _: self._report(now.row()))
        self.clicked.connect(lambda index: self._report(index.row()))

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Findings in order, the gravest first."""
        self.setUniformItemSizes(len(findings) > _MANY)
        self._findings.show(findings)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_F2, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentRow() >= 0:
            self._report(self.currentRow())
            self.correction_requested.emit()
            return
        super().keyPressEvent(event)

    def count(self) -> int:
        return self._findings.rowCount()

    def currentRow(self) -> int:
        return self.currentIndex().row()

    def setCurrentRow(self, place: int) -> None:
        self.setCurrentIndex(self._findings.index(place, 0))

    def finding_at(self, place: int) -> Finding:
        return self._findings.rows[place]

    def select_row(self, place: int) -> None:
        """Goes to a finding without telling."""
        self.blockSignals(True)
        self.setCurrentRow(place)
        self.blockSignals(False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()

    def _report(self, place: int) -> None:
        if 0 <= place < self.count():
            self.finding_chosen.emit(self._findings.rows[place])


class _SentenceDelegate(QStyledItemDelegate):
    """Qt's own wrapping cuts the last line: the height is measured here."""

    def __init__(self, view: QListView) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        width = self._view.viewport().width()
        if not self._view.uniformItemSizes():
            return QSize(width, self._height(width, str(index.data())))
        model = index.model()
        first = (str(model.index(row, 0).data()) for row in range(min(model.rowCount(), _MEASURED)))
        most = _LINES * self._view.fontMetrics().lineSpacing() + 2 * _PADDING
        return QSize(width, min(max(self._height(width, words) for words in first), most))

    def _height(self, width: int, words: str) -> int:
        room = QRect(0, 0, max(width - _LEFT - _PADDING, 60), 10_000)
        needed = self._view.fontMetrics().boundingRect(room, _WRAP, words)
        return max(needed.height(), _ICON) + 2 * _PADDING

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
    sheet, _, place = finding.ref.rpartition("!")
    sentence = text("commendation.intake.finding", sheet=sheet, cell=place, sentence=finding_words(finding))
    if "more" not in finding.params:
        return sentence
    more = text("commendation.intake.more", count=finding.params["more"], places=finding.params["places"])
    return f"{sentence} {more}"
