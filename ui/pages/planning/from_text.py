"""Từ văn bản: a text opened or pasted, what was found in it beside its sentence, each to be agreed to."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import (
    QHeaderView,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSplitter,
    QStackedWidget,
    QTextEdit,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.file_kinds import PLANS, pattern
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog, make_button
from ui.pages.planning import offer_words
from ui.pages.planning.outline import ROW
from ui.style.icons import put_icon
from ui.style.theme import theme
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.planning.from_text import Reading
    from thidua_desktop.services.planning.offers import Offer

_KEY: Final = Qt.ItemDataRole.UserRole
_WIDE: Final = 1180
_TALL: Final = 680
_VALUES: Final = 190
"""Pixels of the dialog where the window leaves that much, and of its column of values."""


class FromTextDialog(Dialog):
    """First the text, then what was found. ``agreed`` and ``reading`` hold the answer once accepted."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(text("planning.from_text.title"), parent)
        self._context = context
        self.reading: Reading | None = None
        self._values: dict[str, dict[str, Any]] = {}
        self._offers: dict[str, Offer] = {}
        self.stack = QStackedWidget()
        self.stack.addWidget(self._make_source())
        self.stack.addWidget(self._make_review())
        self.body.addWidget(self.stack, 1)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.back = self.add_button(text("planning.from_text.back"))
        self.back.clicked.connect(self._go_back)
        self.go = self.add_button(text("planning.from_text.read"), kind="primary")
        self.go.clicked.connect(self._go_on)
        room = parent.window().size() if parent is not None else QSize(_WIDE, _TALL)
        self.resize(min(_WIDE, room.width() - 40), min(_TALL, room.height() - 40))
        self._face(0)

    def _make_source(self) -> QWidget:
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        row = WrapRow()
        lead = QLabel(text("planning.from_text.lead"))
        lead.setWordWrap(True)
        row.addWidget(lead, 1)
        self.open_button = make_button(text("planning.from_text.open"))
        put_icon(self.open_button, "folder_open")
        self.open_button.clicked.connect(self._open)
        row.addWidget(self.open_button)
        column.addLayout(row)
        self.pasted = QPlainTextEdit()
        self.pasted.setAccessibleName(text("planning.from_text.pasted"))
        self.pasted.setPlaceholderText(text("planning.from_text.paste_here"))
        self.pasted.setTabChangesFocus(True)
        column.addWidget(self.pasted, 1)
        return background

    def _make_review(self) -> QWidget:
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.summary = QLabel()
        self.summary.setWordWrap(True)
        column.addWidget(self.summary)
        self.whole = QTextEdit(readOnly=True)
        self.whole.setAccessibleName(text("planning.from_text.whole"))
        self.tree = QTreeWidget()
        self.tree.setAccessibleName(text("planning.from_text.found"))
        self.tree.setHeaderLabels([text("planning.from_text.what"), text("planning.from_text.value")])
        header = self.tree.header()
        header.setStretchLastSection(False)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Interactive)
        header.resizeSection(1, _VALUES)
        self.tree.setUniformRowHeights(True)
        self.tree.currentItemChanged.connect(lambda item, _: self._point_out(item))
        self.tree.itemActivated.connect(lambda item, _: self._correct(item))
        edit = QShortcut(QKeySequence(Qt.Key.Key_F2), self.tree)
        edit.setContext(Qt.ShortcutContext.WidgetShortcut)
        edit.activated.connect(lambda: self._correct(self.tree.currentItem()))
        self.open_words = QLabel()
        self.open_words.setProperty("role", "small")
        self.open_words.setWordWrap(True)
        self.open_list = QListWidget()
        self.open_list.setAccessibleName(text("planning.from_text.open_list"))
        self.open_list.setWordWrap(True)
        self.open_words.setBuddy(self.open_list)
        self.open_list.currentItemChanged.connect(lambda item, _: self._point_out_open(item))
        self.open_list.itemActivated.connect(self._answer)
        below = QWidget()
        lower = QVBoxLayout(below)
        lower.setContentsMargins(0, 0, 0, 0)
        lower.setSpacing(SPACING["xs"])
        lower.addWidget(self.open_words)
        lower.addWidget(self.open_list, 1)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.tree)
        left.addWidget(below)
        left.setSizes([380, 170])
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.whole)
        split.setSizes([600, 560])
        column.addWidget(split, 1)
        hint = QLabel(text("planning.from_text.hint"))
        hint.setProperty("role", "small")
        column.addWidget(hint)
        return background

    def typed_fields(self) -> int:
        """A text that was pasted or read is never thrown away unasked; nor what was said of its finds."""
        if self.reading is None:
            return 2 if self.pasted.toPlainText().strip() else 0
        return max(2, len(self._values))

    def agreed(self) -> dict[str, dict[str, Any]]:
        """Keys of the offers ticked, each with what the officer corrected."""
        found: dict[str, dict[str, Any]] = {}
        for item in self._items():
            key = str(item.data(0, _KEY))
            if item.checkState(0) == Qt.CheckState.Checked:
                found[key] = self._values.get(key, {})
        return found

    def _open(self) -> None:
        chosen = self._context.dialogs.choose_open_files(
            text("planning.from_text.open_title"),
            patterns=pattern(text("planning.from_text.patterns"), PLANS),
            purpose="plan",
        )
        if chosen:
            self.read_file(chosen[0])

    def read_file(self, path: Path) -> None:
        """Reads a file in the task runner and shows what it holds."""

        def read() -> Reading:
            from thidua_desktop.services.planning.from_text import matched, read_file

            return matched(self._context.app, read_file(path))

        self._read(read)

    def _go_on(self) -> None:
        if self.stack.currentIndex() == 1:
            if self.agreed():
                self.accept()
            else:
                self.summary.setText(text("planning.from_text.nothing"))
                self.summary.setProperty("role", "problem")
                self.summary.style().polish(self.summary)
                self.tree.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        words = self.pasted.toPlainText()

        def read() -> Reading:
            from thidua_desktop.services.planning.from_text import matched, read_pasted

            return matched(self._context.app, read_pasted(words))

        self._read(read)

    def _read(self, read: Callable[[], Reading]) -> None:
        allow(self.go, False, "reading")
        self._context.runner.run(
            lambda _: read(),
            done=self._show,
            failed=self._context.dialogs.error,
            always=lambda: allow(self.go, True, "reading"),
            label=text("planning.from_text.reading"),
            owner=self,
        )

    def _show(self, reading: Reading) -> None:
        self.reading = reading
        self._values = {}
        self._offers = {offer.key: offer for offer in reading.offers}
        self.whole.setPlainText("\n".join(line for _, line in reading.read.lines))
        self.tree.clear()
        groups: dict[str, QTreeWidgetItem] = {}
        for offer in reading.offers:
            if offer.group not in groups:
                groups[offer.group] = self._group(offer.group, reading)
            groups[offer.group].addChild(self._item(offer))
        self.tree.expandAll()
        found = text("planning.from_text.summary", count=len(reading.offers))
        self.summary.setText(f"{reading.notice}\n{found}" if reading.notice else found)
        self._show_open(reading)
        self._face(1)
        if items := self._items():
            self.tree.setCurrentItem(items[0])
        self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _group(self, group: str, reading: Reading) -> QTreeWidgetItem:
        count = sum(offer.group == group for offer in reading.offers)
        name = text(f"planning.offers.groups.{group}")
        item = QTreeWidgetItem([text("planning.lists.counted", name=name, count=count)])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsAutoTristate | Qt.ItemFlag.ItemIsUserCheckable)
        item.setSizeHint(0, QSize(0, ROW))
        font = item.font(0)
        font.setBold(True)
        item.setFont(0, font)
        self.tree.addTopLevelItem(item)
        return item

    def _item(self, offer: Offer) -> QTreeWidgetItem:
        item = QTreeWidgetItem([offer_words.what(offer), offer_words.message(offer, offer.values)])
        item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
        item.setCheckState(0, Qt.CheckState.Checked)
        item.setData(0, _KEY, offer.key)
        item.setSizeHint(0, QSize(0, ROW))
        for column in (0, 1):
            item.setToolTip(column, item.text(column))
        return item

    def _items(self) -> list[QTreeWidgetItem]:
        groups = [self.tree.topLevelItem(n) for n in range(self.tree.topLevelItemCount())]
        found = [group.child(n) for group in groups if group is not None for n in range(group.childCount())]
        return [item for item in found if item is not None]

    def _show_open(self, reading: Reading) -> None:
        """What is to be asked and what was not understood, each with its line."""
        self.open_list.clear()
        for line in reading.open_lines:
            item = QListWidgetItem(line.sentence)
            item.setData(_KEY, line)
            item.setToolTip(line.sentence)
            self.open_list.addItem(item)
        count = len(reading.open_lines)
        name = "open_count" if count else "all_understood"
        self.open_words.setText(text(f"planning.from_text.{name}", **({"count": count} if count else {})))
        self.open_list.setVisible(bool(count))

    def _point_out_open(self, item: QListWidgetItem | None) -> None:
        line = item.data(_KEY) if item is not None else None
        if line is not None:
            self._mark(line.line, line.words)

    def _answer(self, item: QListWidgetItem) -> None:
        """Opens the correction of what a question is about, where something was found of it."""
        line = item.data(_KEY)
        found = next((one for one in self._items() if str(one.data(0, _KEY)) == line.key), None)
        if found is None:
            return
        self.tree.setCurrentItem(found)
        self._correct(found)

    def _point_out(self, item: QTreeWidgetItem | None) -> None:
        """Marks the sentence an offer was read from, in the text."""
        self.whole.setExtraSelections([])
        offer = self._offers.get(str(item.data(0, _KEY))) if item is not None else None
        if offer is not None and offer.source is not None:
            self._mark(offer.source.line, offer.source.text)

    def _mark(self, number: int, words: str) -> None:
        """Marks words in a line of the text; the whole line when they do not stand in it as they are."""
        self.whole.setExtraSelections([])
        if self.reading is None:
            return
        own = [place for place, (line, _) in enumerate(self.reading.read.lines) if line == number]
        if not own:
            return
        here = next((place for place in own if words in self.reading.read.lines[place][1]), own[0])
        block = self.whole.document().findBlockByNumber(here)
        at = block.text().find(words)
        cursor = QTextCursor(block)
        if at >= 0:
            cursor.setPosition(block.position() + at)
            end = block.position() + at + len(words)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
        else:
            cursor.select(QTextCursor.SelectionType.BlockUnderCursor)
        marked = QTextEdit.ExtraSelection()
        marked_format = QTextCharFormat()
        marked_format.setBackground(theme().colour("selection"))
        marked_format.setForeground(theme().colour("on_selection"))
        marked.cursor, marked.format = cursor, marked_format
        self.whole.setExtraSelections([marked])
        place = QTextCursor(cursor)
        place.setPosition(cursor.selectionStart())
        self.whole.setTextCursor(place)
        self.whole.ensureCursorVisible()

    def _correct(self, item: QTreeWidgetItem | None) -> None:
        """Asks for other values of one offer."""
        offer = self._offers.get(str(item.data(0, _KEY))) if item is not None else None
        if item is None or offer is None:
            return
        fields = offer_words.fields_for(offer)
        if not fields:
            return
        now = {**offer.values, **self._values.get(offer.key, {})}
        answers = self._context.dialogs.ask(
            text("planning.from_text.correct"),
            fields,
            values=offer_words.shown(offer, now),
            lead=text("planning.from_text.sentence", sentence=offer.sentence),
        )
        if answers is None:
            return
        self._values[offer.key] = offer_words.corrected(answers)
        item.setText(1, offer_words.message(offer, {**now, **self._values[offer.key]}))
        item.setText(0, offer_words.what(offer) if offer.group == "head" else self._what(offer))
        item.setCheckState(0, Qt.CheckState.Checked)

    def _what(self, offer: Offer) -> str:
        from dataclasses import replace

        return offer_words.what(replace(offer, values={**offer.values, **self._values[offer.key]}))

    def _go_back(self) -> None:
        self._face(0)

    def _face(self, place: int) -> None:
        self.stack.setCurrentIndex(place)
        self.back.setVisible(place == 1)
        self.go.setText(text("planning.from_text.take" if place else "planning.from_text.read"))
        if not place:
            self.pasted.setFocus(Qt.FocusReason.OtherFocusReason)
