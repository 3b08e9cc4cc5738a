"""The filter of a column, opened below its heading: words to hold, values to tick, a range of numbers."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QListWidget, QListWidgetItem, QWidget

from thidua_desktop.domain.text import fold
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.style.screen import available
from ui.style.tokens import SPACING
from ui.tables.columns import plain_words
from ui.tables.filters import ColumnFilter, number_of
from ui.tables.model import Values

_MOST: Final = 400
"""Values listed at once; more are found by typing."""
_VALUE: Final = Qt.ItemDataRole.UserRole


class FilterPopup(Dialog):
    """``values`` are what the cells say; ``made`` is the filter the officer left."""

    def __init__(
        self,
        title: str,
        values: Values,
        former: ColumnFilter | None,
        *,
        numbers: bool,
        parent: QWidget | None,
    ) -> None:
        super().__init__(text("ui.tables.filter_title", column=title), parent)
        self.made: ColumnFilter | None = former
        former = former or ColumnFilter()
        self._values, self._folded = values.counts, values.folded
        self._ticked = set(self._folded)
        if former.values is not None:
            self._ticked &= former.values
        self.words = QLineEdit(former.words, placeholderText=text("ui.tables.filter_words_hint"))
        self.words.setAccessibleName(text("ui.tables.filter_words"))
        self.words.setClearButtonEnabled(True)
        self.body.addWidget(self.words)
        self.least, self.most = _number_field("least", former.least), _number_field("most", former.most)
        if numbers:
            row = QHBoxLayout()
            for key, field in (("least", self.least), ("most", self.most)):
                label = QLabel(text(f"ui.tables.filter_{key}"))
                label.setBuddy(field)
                row.addWidget(label)
                row.addWidget(field, 1)
            self.body.addLayout(row)
        self.every = QListWidget()
        self.every.setAccessibleName(text("ui.tables.filter_values"))
        self.every.setFrameShape(QFrame.Shape.StyledPanel)
        self.every.setMinimumHeight(self.fontMetrics().lineSpacing() * 8)
        self.body.addWidget(self.every, 1)
        self.more = QLabel()
        self.more.setProperty("role", "small")
        self.more.setWordWrap(True)
        self.body.addWidget(self.more)
        self._make_buttons()
        self._fill()
        self.words.textChanged.connect(lambda _: self._fill())
        self.every.itemChanged.connect(self._tick)
        self.setMinimumWidth(380)
        self.words.setFocus()

    def _make_buttons(self) -> None:
        self.all_button = self.add_button(text("ui.tables.filter_all"), at_left=True)
        self.all_button.clicked.connect(lambda: self._tick_shown(ticked=True))
        self.none_button = self.add_button(text("ui.tables.filter_none"), at_left=True)
        self.none_button.clicked.connect(lambda: self._tick_shown(ticked=False))
        self.drop_button = self.add_button(text("ui.tables.filter_drop"))
        self.drop_button.clicked.connect(self._drop)
        self.set_button = self.add_button(text("ui.tables.filter_set"), kind="primary")
        self.set_button.clicked.connect(self.accept)

    def accept(self) -> None:
        """What is ticked among the values the typed words leave; all of them ticked: no choice of values."""
        shown = self._shown()
        chosen = frozenset(value for value in shown if value in self._ticked)
        made = ColumnFilter(
            words=self.words.text().strip(),
            values=None if len(chosen) == len(shown) else chosen,
            least=_typed(self.least),
            most=_typed(self.most),
        )
        self.made = made if made.is_set else None
        super().accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the words to the values."""
        if event.key() == Qt.Key.Key_Down and self.words.hasFocus():
            self.every.setFocus(Qt.FocusReason.TabFocusReason)
            self.every.setCurrentRow(0)
        else:
            super().keyPressEvent(event)

    def _drop(self) -> None:
        self.made = None
        super().accept()

    def _shown(self) -> list[str]:
        """The values that hold the typed words, in order."""
        words = fold(self.words.text()).split()
        return [value for value, folded in self._folded.items() if all(word in folded for word in words)]

    def _fill(self) -> None:
        self.every.blockSignals(True)
        self.every.clear()
        shown = self._shown()
        for value in shown[:_MOST]:
            name = value or text("ui.tables.filter_blank")
            item = QListWidgetItem(f"{' '.join(name.split())} ({plain_words(self._values[value])})")
            item.setData(_VALUE, value)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(_check(value in self._ticked))
            self.every.addItem(item)
        self.every.blockSignals(False)
        left = len(shown) - _MOST
        self.more.setText(text("ui.tables.filter_more", count=plain_words(left)) if left > 0 else "")
        self.more.setVisible(left > 0)

    def _tick(self, item: QListWidgetItem) -> None:
        change = self._ticked.add if item.checkState() == Qt.CheckState.Checked else self._ticked.discard
        change(item.data(_VALUE))

    def _tick_shown(self, *, ticked: bool) -> None:
        shown = set(self._shown())
        self._ticked = self._ticked | shown if ticked else self._ticked - shown
        self._fill()


def ask_filter(
    title: str,
    values: Values,
    former: ColumnFilter | None,
    *,
    numbers: bool,
    parent: QWidget,
    where: QPoint,
    run: Callable[[FilterPopup], bool],
) -> ColumnFilter | None:
    """Opens the filter at a place of the screen; ``former`` when it was given up."""
    popup = FilterPopup(title, values, former, numbers=numbers, parent=parent.window())
    room = available(parent)
    popup.move(
        min(where.x(), room.right() - popup.sizeHint().width()),
        max(room.top(), min(where.y(), room.bottom() - popup.sizeHint().height())),
    )
    return popup.made if run(popup) else former


def _number_field(key: str, value: Decimal | None) -> QLineEdit:
    field = QLineEdit("" if value is None else plain_words(value))
    field.setAccessibleName(text(f"ui.tables.filter_{key}").replace("&", ""))
    field.setFixedWidth(field.fontMetrics().horizontalAdvance("0") * 14 + SPACING["l"])
    return field


def _typed(field: QLineEdit) -> Decimal | None:
    """A number written the Vietnamese way, 1.170.000 and 95,5; nothing when it is none."""
    return number_of(field.text().strip().replace(" ", "").replace(".", "").replace(",", "."))


def _check(ticked: bool) -> Qt.CheckState:
    return Qt.CheckState.Checked if ticked else Qt.CheckState.Unchecked
