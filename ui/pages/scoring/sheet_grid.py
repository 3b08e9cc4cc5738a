"""The keyboard grid: type, Enter, type; arrows; a block pasted from a spreadsheet; nothing needs a mouse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QEvent, QItemSelectionModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QLabel,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from thidua_desktop.domain.scoring.score_sheet import needs_quantity
from thidua_desktop.texts import text
from ui.pages.scoring.sheet_headers import CriterionHeader, UnitHeader
from ui.pages.scoring.sheet_model import DISPLAY, EDIT, Change, Index, SheetModel
from ui.style.screen import is_low
from ui.style.theme import theme

CELL_WIDTH: Final = 78
QUANTITY_WIDTH: Final = 108
_ROW_HEIGHT: Final = 29
_PAD: Final = 7
_SIGNS: Final = {"up": "▲", "down": "▼", "other": "≠"}
_VERTICAL: Final = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
_SIDEWAYS: Final = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class SheetGrid(QTableView):
    """``across``: Enter goes on to the next criterion of the unit instead of the next unit."""

    moved = Signal()
    undoing = Signal()
    closed = Signal()  # a cell is no longer edited
    pasted = Signal(object)  # sentences of what was refused

    def __init__(self, model: SheetModel) -> None:
        super().__init__()
        self.sheet = model
        self.across = False
        self._corner = QLabel(text("score_sheet.corner"), self)
        self._corner.setProperty("role", "small")
        self._corner.setAlignment(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft)
        self._corner.setContentsMargins(8, 0, 8, 7)
        self.setHorizontalHeader(CriterionHeader(model, self))
        self.setVerticalHeader(UnitHeader(model, self))
        self.setModel(model)
        self.setAccessibleName(text("score_sheet.grid"))
        self.setItemDelegate(ScoreDelegate(self))
        trigger = QAbstractItemView.EditTrigger
        self.setEditTriggers(trigger.AnyKeyPressed | trigger.DoubleClicked | trigger.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        heads = self.horizontalHeader()
        self._fit_rows()
        scale = max(1.0, self.fontMetrics().height() / 16)
        heads.setDefaultSectionSize(round(CELL_WIDTH * scale))
        self.selectionModel().currentChanged.connect(lambda *_: self._went())

    def _fit_rows(self) -> None:
        """Rows stand closer where the window is low: eight units are to be seen."""
        high = self.fontMetrics().height()
        high = high + 6 if is_low(self) else max(_ROW_HEIGHT, high + 10)
        if high != self.verticalHeader().defaultSectionSize():
            self.verticalHeader().setDefaultSectionSize(high)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit_rows()
        super().resizeEvent(event)

    def updateGeometries(self) -> None:
        super().updateGeometries()
        width, height = self.verticalHeader().width(), self.horizontalHeader().height()
        self._corner.setGeometry(1, 1, width, height)

    def fit_columns(self) -> None:
        """Two figures of a quantity need more room than one."""
        scale = max(1.0, self.fontMetrics().height() / 16)
        for place, column in enumerate(self.sheet.columns):
            wide = column.scorer is not None and needs_quantity(column.criterion)
            self.setColumnWidth(place, round((QUANTITY_WIDTH if wide else CELL_WIDTH) * scale))

    def edit(self, *arguments: Any) -> bool:  # type: ignore[override]
        """Where nothing can be typed the reason is said and no key is taken."""
        index = arguments[0]
        if len(arguments) == 1 or not index.isValid() or not self.sheet.closed(index):
            return bool(super().edit(*arguments))
        event = arguments[2]
        requested = self.EditTrigger.EditKeyPressed, self.EditTrigger.DoubleClicked
        typed = isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.text().strip()
        if not self.sheet.locked and (arguments[1] in requested or typed):
            self.sheet.refused.emit(self.sheet.closed(index))
        return False

    def begin(self) -> None:
        """Stands on the first cell to type."""
        if not self.currentIndex().isValid():
            self._go(self._typeable(0, 0, step=1))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def stand_at(self, row: int, column: int) -> None:
        """Goes to a cell, also of a column that was hidden."""
        self.setColumnHidden(column, False)
        self._go(self.sheet.index(row, column))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def select_row(self, unit: str, criterion: str, scorer: str) -> None:
        """Goes to one cell, also of a column that was hidden."""
        for place, column in enumerate(self.sheet.columns):
            if column.scorer and (column.criterion.code, column.scorer.code) == (criterion, scorer):
                self.stand_at(self.sheet.units.index(unit), place)
                return

    def event(self, event: QEvent) -> bool:
        """Before the window undoes the last action, what was just typed becomes one."""
        pressed = event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent)
        if pressed and isinstance(event, QKeyEvent) and event.matches(QKeySequence.StandardKey.Undo):
            self.undoing.emit()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # An open editor passes the key on before it closes; closing it goes on by itself.
            if self.state() != QAbstractItemView.State.EditingState:
                self.advance(back=bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier))
        elif event.matches(QKeySequence.StandardKey.Paste):
            self.paste()
        elif event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        elif event.key() == Qt.Key.Key_Delete:
            self.clear_chosen()
        else:
            super().keyPressEvent(event)

    def advance(self, *, back: bool = False) -> None:
        """To the next cell of the same scorer: down the units, then the next criterion, or across."""
        now = self.currentIndex()
        if not now.isValid():
            return
        step = -1 if back else 1
        row, column = now.row(), now.column()
        if self.across:
            following = self._next_column(column, step)
            if following is None:
                row, following = (
                    row + step,
                    self._next_column(-1 if step > 0 else len(self.sheet.columns), step),
                )
        else:
            row, following = row + step, column
            if not 0 <= row < len(self.sheet.units):
                row = 0 if step > 0 else len(self.sheet.units) - 1
                following = self._next_column(column, step)
        if following is not None and 0 <= row < len(self.sheet.units):
            self._go(self.sheet.index(row, following))

    def step(self, rows: int, columns: int) -> None:
        """One cell up, down or aside, as an arrow key does."""
        now = self.currentIndex()
        target = now.siblingAtRow(now.row() + rows) if rows else now
        place = now.column() + columns
        while columns and 0 <= place < len(self.sheet.columns) and self.isColumnHidden(place):
            place += columns
        target = target.siblingAtColumn(place) if columns else target
        if target.isValid():
            self._go(target)

    def copy(self) -> None:
        """The chosen cells as a spreadsheet takes them."""
        chosen = [one for one in self.selectedIndexes() if not self.isColumnHidden(one.column())]
        rows: dict[int, list[QModelIndex]] = {}
        for one in sorted(chosen, key=lambda index: (index.row(), index.column())):
            rows.setdefault(one.row(), []).append(one)
        lines = ["\t".join(str(one.data(DISPLAY) or "") for one in row) for row in rows.values()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def paste(self) -> None:
        """A block from a spreadsheet: rows are units, columns criteria, all of this column's scorer."""
        now = self.currentIndex()
        if not now.isValid() or self.sheet.locked or self.sheet.columns[now.column()].scorer is None:
            return
        changes: list[Change] = []
        refused: list[str] = []
        lines = QGuiApplication.clipboard().text().rstrip("\n").split("\n")
        for down, line in enumerate(lines[: len(self.sheet.units) - now.row()]):
            place: int | None = now.column()
            for words in line.rstrip("\r").split("\t"):
                if place is None:
                    break
                index = self.sheet.index(now.row() + down, place)
                change, sentence = self.sheet.read(index, words)
                if sentence:
                    refused.append(sentence)
                    if not self.sheet.closed(index):
                        self.sheet.hold(index, words.strip(), sentence)
                elif change is not None and change.raw:
                    changes.append(change)
                place = self._next_column(place, 1)
        self.sheet.take(changes)
        self.pasted.emit(tuple(refused))

    def clear_chosen(self) -> None:
        """Takes the chosen entries out; that they stood there stays in the history."""
        changes = []
        for one in self.selectedIndexes():
            if self.sheet.release(one):
                self.sheet.corrected.emit()
                continue
            change, _ = self.sheet.read(one, "")
            if change is not None and not self.isColumnHidden(one.column()):
                changes.append(change)
        if changes and not self.sheet.locked:
            self.sheet.take(changes)

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:
        super().closeEditor(editor, hint)
        if hint == QAbstractItemDelegate.EndEditHint.SubmitModelCache:
            self.advance()
        self.closed.emit()

    def _next_column(self, place: int, step: int) -> int | None:
        """The next shown column to type in; of the same scorer where a criterion has it."""
        columns = self.sheet.columns
        here = columns[place] if 0 <= place < len(columns) else None
        scorer = here.scorer.code if here and here.scorer else None
        place += step
        while 0 <= place < len(columns):
            one = columns[place].scorer
            if one is not None and not self.isColumnHidden(place) and scorer in (None, one.code):
                return place
            place += step
        return None

    def _typeable(self, row: int, column: int, *, step: int) -> QModelIndex:
        columns = self.sheet.columns
        while 0 <= column < len(columns):
            if columns[column].scorer is not None and not self.isColumnHidden(column):
                return self.sheet.index(row, column)
            column += step
        return QModelIndex()

    def _go(self, index: QModelIndex) -> None:
        if index.isValid():
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def _went(self) -> None:
        self.horizontalHeader().viewport().update()
        self.verticalHeader().viewport().update()
        self.moved.emit()


class ScoreDelegate(QStyledItemDelegate):
    """Paints a number, a sign where the scorers differ, and a mark where an entry is still awaited."""

    def __init__(self, grid: SheetGrid) -> None:
        super().__init__(grid)
        self._grid = grid

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        sheet, rect = self._grid.sheet, option.rect
        column, cell = sheet.columns[index.column()], sheet.cell(index)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        current = index == self._grid.currentIndex()
        words = str(index.data(DISPLAY) or "")
        sign = _SIGNS.get(sheet.difference(index)[0], "")
        waits = cell is not None and cell.points is None
        background = "selection" if chosen else "surface_alt" if column.scorer is None else "surface"
        ink = "on_selection" if chosen else "text"
        if sign and not chosen:
            background, ink = "warn_soft", "warn_text"
        refused = sheet.refusal(index) is not None
        if refused:
            background, ink, sign = "danger_soft", "danger_text", ""
        painter.save()
        painter.fillRect(rect, theme().colour(background))
        if column.scorer is None:
            font = QFont(option.font)
            font.setWeight(QFont.Weight.DemiBold)
            painter.setFont(font)
            if waits:
                words, ink = "…", "text_muted"
        elif waits and not words:
            self._mark_awaited(painter, rect)
        room = rect.adjusted(_PAD, 0, -_PAD, 0)
        painter.setPen(theme().colour(ink))
        if sign:
            painter.drawText(room, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), sign)
        shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideLeft, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), shown)
        self._frame(painter, rect, index, current=current)
        if refused:
            painter.setPen(QPen(theme().colour("danger_text"), 2))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))
        painter.restore()

    def _mark_awaited(self, painter: QPainter, rect: QRect) -> None:
        painter.setPen(theme().colour("warn_text"))
        middle = rect.center().y()
        painter.drawLine(rect.right() - _PAD - 9, middle, rect.right() - _PAD, middle)

    def _frame(self, painter: QPainter, rect: QRect, index: Index, *, current: bool) -> None:
        columns = self._grid.sheet.columns
        place = index.column()
        ends = place + 1 == len(columns) or columns[place + 1].criterion is not columns[place].criterion
        painter.setPen(theme().colour("border" if ends else "divider"))
        painter.drawLine(rect.topRight(), rect.bottomRight())
        painter.setPen(theme().colour("divider"))
        painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if current:
            painter.setPen(theme().colour("accent_text"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
            painter.drawRect(rect.adjusted(1, 1, -2, -2))

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(CELL_WIDTH, _ROW_HEIGHT)

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        line = QLineEdit(parent)
        line.setAlignment(Qt.AlignmentFlag.AlignRight)
        line.setAccessibleName(str(self._grid.sheet.headerData(index.column(), Qt.Orientation.Horizontal)))
        line.setProperty("cell", "true")
        return line

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            editor.setText(str(index.data(EDIT) or ""))

    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        """Up and down keep what was typed and go on; so do sideways arrows at the end of the text."""
        if (
            isinstance(editor, QLineEdit)
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            key = Qt.Key(event.key())
            rows, columns = _VERTICAL.get(key, 0), _SIDEWAYS.get(key, 0)
            if rows:
                self._commit(editor, lambda: self._grid.step(rows, 0))
                return True
            at_end = editor.cursorPosition() == (len(editor.text()) if columns > 0 else 0)
            if columns and at_end and not editor.hasSelectedText():
                self._commit(editor, lambda: self._grid.step(0, columns))
                return True
        return super().eventFilter(editor, event)

    def _commit(self, editor: QLineEdit, then: Callable[[], None]) -> None:
        self.commitData.emit(editor)
        self.closeEditor.emit(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        then()
