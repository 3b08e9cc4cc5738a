"""The fields a column may be, to be carried onto a column with the mouse, or put there with Enter."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, Signal
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QListWidget, QListWidgetItem, QTableView

from thidua_desktop.catalogue import load_awards
from thidua_desktop.services.importing.columns import FIELDS
from thidua_desktop.texts import text
from ui.widgets.fields import Choice

MIME: Final = "application/x-thidua-field"
_FIELD_ROLE: Final = int(Qt.ItemDataRole.UserRole)


@cache
def field_choices() -> tuple[Choice, ...]:
    """Fields, then every award for a column that only holds x marks."""
    fields = [Choice(field, text(f"importing.fields.{field}")) for field in FIELDS]
    awards = [
        Choice(f"award:{award.code}", text("intake.columns.award", award=award.name))
        for award in load_awards()
        if not award.placeholder
    ]
    return (*fields, *awards)


class FieldPalette(QListWidget):
    """One row of fields. ``put`` reports the field the officer wants at the column the officer stands on (Enter)."""

    put = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("intake.columns.palette"))
        self.setToolTip(text("intake.columns.palette_tip"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSpacing(2)
        for field in FIELDS:
            item = QListWidgetItem(text(f"importing.fields.{field}"))
            item.setData(_FIELD_ROLE, field)
            self.addItem(item)
        self.setCurrentRow(0)
        self.setFixedHeight(self.fontMetrics().height() + 18)
        self.itemActivated.connect(lambda item: self.put.emit(str(item.data(_FIELD_ROLE))))

    def mimeTypes(self) -> list[str]:
        return [MIME]

    def mimeData(self, items: Sequence[QListWidgetItem]) -> QMimeData:
        data = QMimeData()
        for item in items:
            data.setData(MIME, str(item.data(_FIELD_ROLE)).encode())
        return data


class ColumnTarget(QObject):
    """Lets a field fall on a column of a table, on its cells or its letter. ``dropped``: row, column, field.

    ``over``: the column the field hangs over, -1 for none.
    """

    dropped = Signal(int, int, str)
    over = Signal(int)

    def __init__(self, view: QTableView) -> None:
        super().__init__(view)
        self._view = view
        self._heads = view.horizontalHeader()
        for face in (view.viewport(), self._heads.viewport()):
            face.setAcceptDrops(True)
            face.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.DragEnter, QEvent.Type.DragMove, QEvent.Type.Drop):
            assert isinstance(event, QDropEvent), "these three are of one kind"
            if not event.mimeData().hasFormat(MIME):
                return False
            x, y = round(event.position().x()), round(event.position().y())
            on_letter = watched is self._heads.viewport()
            column = self._heads.logicalIndexAt(x) if on_letter else self._view.columnAt(x)
            if event.type() == QEvent.Type.Drop:
                self.over.emit(-1)
                row = self._view.rowAt(0 if on_letter else y)
                if column >= 0:
                    self.dropped.emit(row, column, event.mimeData().data(MIME).toStdString())
            else:
                self.over.emit(column)
            event.acceptProposedAction()
            return True
        if event.type() == QEvent.Type.DragLeave:
            self.over.emit(-1)
        return False
