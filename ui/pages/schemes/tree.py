"""The tree of a scheme: codes, words, points and how each line scores; edited with the keyboard."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTreeWidget, QTreeWidgetItem

from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.texts import text
from ui.pages.schemes.nodes import TABLE, nodes

_KEY: Final = Qt.ItemDataRole.UserRole
_HEIGHT: Final = 29
_NARROW: Final = 470
_CONTROL: Final = Qt.KeyboardModifier.ControlModifier
_ALT: Final = Qt.KeyboardModifier.AltModifier
_ACTIONS: Final = {
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Insert): "add",
    (_CONTROL, Qt.Key.Key_Insert): "add_section",
    (_CONTROL, Qt.Key.Key_N): "add",
    (_CONTROL | Qt.KeyboardModifier.ShiftModifier, Qt.Key.Key_N): "add_section",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Delete): "remove",
    (_ALT, Qt.Key.Key_Up): "up",
    (_ALT, Qt.Key.Key_Down): "down",
    (_ALT, Qt.Key.Key_Right): "indent",
    (_ALT, Qt.Key.Key_Left): "outdent",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Return): "open",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_Enter): "open",
    (Qt.KeyboardModifier.NoModifier, Qt.Key.Key_F2): "open",
}


class SchemeTree(QTreeWidget):
    """``requested`` names what a key asked for: add, add_section, remove, up, down, indent, outdent, open."""

    requested = Signal(str)
    stood_on = Signal(str)  # key of the node

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("schemes.tree"))
        self.setColumnCount(4)
        self.setHeaderLabels([text(f"schemes.columns.{one}") for one in ("name", "code", "points", "way")])
        self.setUniformRowHeights(True)
        self.setAlternatingRowColors(False)
        self.setAllColumnsShowFocus(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.setIndentation(18)
        header = self.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        for column, width in ((1, 70), (2, 56), (3, 148)):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Interactive)
            self.setColumnWidth(column, width)
        self._items: dict[str, QTreeWidgetItem] = {}
        self.currentItemChanged.connect(self._report)
        self.itemDoubleClicked.connect(lambda *_: self.requested.emit("open"))

    def show_scheme(self, scheme: Scheme, *, select_row: str, wrong: frozenset[str]) -> None:
        """Fills the tree; ``wrong``: keys of nodes with a fault. What was folded stays folded."""
        folded = {key for key, item in self._items.items() if item.childCount() and not item.isExpanded()}
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        with QSignalBlocker(self):
            self.clear()
            self._items = {}
            for node in nodes(scheme):
                mark = text("schemes.wrong_mark") if node.key in wrong else ""
                item = QTreeWidgetItem([mark + node.name, node.code, node.points, node.way])
                item.setData(0, _KEY, node.key)
                item.setToolTip(0, node.name)
                item.setSizeHint(0, QSize(0, _HEIGHT))
                item.setTextAlignment(2, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                if node.heading:
                    item.setFont(0, bold)
                    item.setFont(2, bold)
                above = self._items.get(node.parent)
                if above is None:
                    self.addTopLevelItem(item)
                else:
                    above.addChild(item)
                self._items[node.key] = item
            for key, item in self._items.items():
                item.setExpanded(key not in folded)
            here = self._items.get(select_row) or self._items[TABLE]
            self.setCurrentItem(here)
        self.scrollToItem(here)

    def select_row(self, key: str) -> None:
        """The keyboard's place."""
        if key in self._items:
            self.setCurrentItem(self._items[key])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow page the words of the lines come first."""
        super().resizeEvent(event)
        self.setColumnHidden(3, self.width() < _NARROW)

    def key(self) -> str:
        """The node stood on."""
        item = self.currentItem()
        return "" if item is None else str(item.data(0, _KEY))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        action = _ACTIONS.get((modifiers, Qt.Key(event.key())))
        if action is None:
            super().keyPressEvent(event)
        else:
            self.requested.emit(action)

    def _report(self, item: QTreeWidgetItem | None, _before: object) -> None:
        if item is not None:
            self.stood_on.emit(str(item.data(0, _KEY)))
