"""The navigation rail: one button a tab, an accent bar on the chosen one; narrow when the window is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QEnterEvent, QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLabel, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.pages.registry import PageEntry
from ui.style.icons import paint_icon
from ui.style.theme import theme
from ui.style.tokens import RAIL_COMPACT_WIDTH, RAIL_WIDTH, SPACING

_ICON: Final = 20
_INDENT: Final = 14


class RailButton(QAbstractButton):
    """One tab: icon and words, painted from the theme."""

    def __init__(self, words: str, icon: str, *, tip: str) -> None:
        super().__init__()
        self.setText(words)
        self.setToolTip(tip)
        self.setAccessibleName(words)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self._icon = icon
        self.compact = False

    def sizeHint(self) -> QSize:
        height = max(42, self.fontMetrics().height() + 22)
        if self.compact:
            return QSize(RAIL_COMPACT_WIDTH - 16, height)
        bold = QFont(self.font())
        bold.setWeight(QFont.Weight.DemiBold)
        words = self.fontMetrics().horizontalAdvance(self.text()) * 11 // 10
        return QSize(_INDENT * 3 + _ICON + words, height)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.update()
        super().enterEvent(event)

    def leaveEvent(self, event: QEvent) -> None:
        self.update()
        super().leaveEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        applied, chosen = theme(), self.isChecked()
        box = QRectF(self.rect()).adjusted(1.5, 1.5, -1.5, -1.5)
        painter.setPen(Qt.PenStyle.NoPen)
        if chosen or self.underMouse():
            painter.setBrush(applied.colour("rail_selected" if chosen else "hover"))
            painter.drawRoundedRect(box, 7, 7)
        if chosen:
            painter.setBrush(applied.colour("accent"))
            painter.drawRoundedRect(QRectF(box.left(), box.top() + 10, 4, box.height() - 20), 2, 2)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(applied.colour("accent_text"), 2))
            painter.drawRoundedRect(box, 7, 7)
        self._paint_face(painter, box, colour="accent_text" if chosen else "text")

    def _paint_face(self, painter: QPainter, box: QRectF, *, colour: str) -> None:
        applied = theme()
        colour = colour if self.isEnabled() else "disabled"
        left = box.center().x() - _ICON / 2 if self.compact else box.left() + _INDENT
        place = QRectF(left, box.center().y() - _ICON / 2, _ICON, _ICON)
        name = f"{self._icon}_filled" if self.isChecked() else self._icon
        quiet = self.isEnabled() and not self.isChecked()
        paint_icon(painter, name, box=place, colour=applied.colour("text_muted" if quiet else colour))
        if self.compact:
            return
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold if self.isChecked() else QFont.Weight.Normal)
        painter.setFont(font)
        painter.setPen(applied.colour(colour))
        words = box.adjusted(_INDENT + _ICON + 12, 0, -6, 0)
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), self.text())


class Rail(QWidget):
    """Up and Down move between tabs, Ctrl+number opens one (in the main window)."""

    chosen = Signal(str)

    def __init__(self, entries: Sequence[PageEntry]) -> None:
        super().__init__()
        self.setObjectName("rail")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(text("ui.nav.label"))
        column = QVBoxLayout(self)
        column.setContentsMargins(8, SPACING["l"], 8, SPACING["l"])
        column.setSpacing(3)
        self._brand = QLabel(text("common.app_name"))
        self._brand.setProperty("role", "heading")
        self._office = QLabel()
        self._office.setProperty("role", "small")
        self._office.setWordWrap(True)
        for label in (self._brand, self._office):
            label.setContentsMargins(_INDENT, 0, 4, 0)
            column.addWidget(label)
        column.addSpacing(SPACING["l"])
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, RailButton] = {}
        for number, entry in enumerate(entries, start=1):
            title = text(entry.title)
            button = RailButton(title, entry.icon, tip=text("ui.nav.tip", title=title, number=number))
            button.clicked.connect(lambda _=False, key=entry.key: self.chosen.emit(key))
            self._group.addButton(button)
            self._buttons[entry.key] = button
            column.addWidget(button)
        column.addStretch(1)
        self.set_compact(False)

    def button(self, key: str) -> RailButton:
        return self._buttons[key]

    def choose(self, key: str) -> None:
        """Marks a tab without opening it."""
        self._buttons[key].setChecked(True)
        for button in self._buttons.values():
            button.update()

    def set_office(self, name: str) -> None:
        self._office.setText(name)

    def set_compact(self, compact: bool) -> None:
        """Icons only, with the words as tool tips."""
        for button in self._buttons.values():
            button.ensurePolished()
            button.compact = compact
            button.updateGeometry()
        self._brand.setVisible(not compact)
        self._office.setVisible(not compact)
        wide = max([RAIL_WIDTH, *(button.sizeHint().width() + 16 for button in self._buttons.values())])
        self.setFixedWidth(RAIL_COMPACT_WIDTH if compact else wide)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        buttons = list(self._buttons.values())
        focused = self.focusWidget()
        if step is None or not isinstance(focused, RailButton):
            super().keyPressEvent(event)
            return
        buttons[(buttons.index(focused) + step) % len(buttons)].setFocus(Qt.FocusReason.TabFocusReason)
