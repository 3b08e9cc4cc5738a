"""Which field each column of a table is: a row of choices above the sheet, the unknown columns first."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from thidua_desktop.services.importing.columns import ColumnTable, Heading
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.pages.importing.column_fields import FieldPalette, field_choices
from ui.pages.importing.worksheet_view import letter_of
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.cell_refs import place_of
from ui.widgets.combo import Combo
from ui.widgets.elided import Elided
from ui.widgets.fields import ChoiceBox, Problem
from ui.widgets.wrap_row import WrapRow

_CARD: Final = 190
_LOW: Final = 620  # a window this low needs its room for the sheet


class ColumnStrip(QWidget):
    """``column_chosen``: row and column of the heading the officer stands on; ``reported``: table and
    {Heading: field}.

    It shows itself when a column is unknown, and stays as the officer left it otherwise.
    """

    column_chosen = Signal(int, int)
    reported = Signal(object, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("intake.columns.strip"))
        self.tables: tuple[ColumnTable, ...] = ()
        self.boxes: dict[Heading, ChoiceBox] = {}
        self._requested = False
        self._lead = QLabel(text("intake.columns.lead"))
        self._lead.setProperty("role", "small")
        self._lead.setWordWrap(True)
        self.table_box = Combo()
        self.table_box.setAccessibleName(text("intake.columns.tables"))
        self.table_box.currentIndexChanged.connect(lambda _: self._show_table())
        self.field_palette = FieldPalette()
        self.palette_words = QLabel(text("intake.columns.carry"))
        self.palette_words.setProperty("role", "small")
        self.remember_button = make_button(text("intake.columns.remember"))
        self.remember_button.setAutoDefault(False)
        put_icon(self.remember_button, "checkmark")
        self.remember_button.clicked.connect(lambda _: self._report())
        self._area = QScrollArea()
        self._area.setAccessibleName(text("intake.columns.scroll"))
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.viewport().setAutoFillBackground(False)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["xs"])
        column.addWidget(self._lead)
        carry = WrapRow()
        carry.setSpacing(SPACING["s"])
        carry.addWidget(self.palette_words)
        carry.addWidget(self.field_palette, 1)
        column.addLayout(carry)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(self._area, 1)
        beside = QVBoxLayout()
        beside.setSpacing(SPACING["xs"])
        beside.addWidget(self.table_box)
        beside.addWidget(self.remember_button)
        beside.addStretch(1)
        row.addLayout(beside)
        column.addLayout(row)
        self.hide()

    @property
    def unknown(self) -> int:
        """How many columns nobody knows."""
        return sum(table.unknown for table in self.tables)

    @property
    def table(self) -> ColumnTable | None:
        """The table whose columns are shown."""
        place = self.table_box.currentIndex()
        return self.tables[place] if 0 <= place < len(self.tables) else None

    def show_tables(self, tables: tuple[ColumnTable, ...]) -> None:
        """The tables of the sheet in sight; the first with an unknown column is shown."""
        self.tables = tables
        self.table_box.blockSignals(True)
        self.table_box.clear()
        for number, table in enumerate(tables, start=1):
            self.table_box.addItem(text("intake.columns.table", number=number, row=table.top))
        asked = next((place for place, table in enumerate(tables) if table.unknown), 0)
        self.table_box.setCurrentIndex(asked)
        self.table_box.blockSignals(False)
        self.table_box.setVisible(len(tables) > 1)
        self._show_table()

    def put(self, row: int, column: int, field: str) -> None:
        """Gives a column of the sheet a field, of the table that the row (from 0) belongs to."""
        above = [place for place, table in enumerate(self.tables) if table.top <= row + 1]
        if not self.tables:
            return
        self.table_box.setCurrentIndex(above[-1] if above else 0)
        letter = letter_of(column)
        heading = next((one for one in self.boxes if one.letter == letter), None)
        if heading is None:
            heading = self._add_column(letter)
        self.boxes[heading].choose(field)
        self._area.ensureWidgetVisible(self.boxes[heading])
        self.boxes[heading].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_column(self, letter: str) -> Heading:
        """A column nobody spoke of: it has no heading and its cells say nothing sure."""
        table = self.table
        assert table is not None, "a column is put into the table shown"
        row = place_of(f"x!{table.headings[0].place}")[1]
        heading = Heading(letter, "", f"{letter}{row[0] + 1 if row else table.top}", None, guessed=True)
        reported = {one: box.currentData() for one, box in self.boxes.items()}
        self._fill([heading, *self.boxes])
        for one, field in reported.items():
            self.boxes[one].choose(field)
        return heading

    def _show_table(self) -> None:
        table = self.table
        self._fill(sorted(table.headings, key=lambda one: not one.unknown) if table else [])
        high = self.window().height() > _LOW
        unknown = bool(table and table.unknown)
        key = "intake.columns.headless" if table and table.headless else "intake.columns.lead"
        self._lead.setText(text(key))
        self._lead.setVisible(unknown and high)
        for widget in (self.field_palette, self.palette_words):
            widget.setVisible(high)
        self._settle()

    def show_sender(self, unit: str | None) -> None:
        """Whose headings are remembered; None: of every file."""
        label = "intake.columns.remember" if unit else "intake.columns.remember_all"
        self.remember_button.setText(text(label))
        tip = (
            text("intake.columns.remember_tip", unit=unit)
            if unit
            else text("intake.columns.remember_all_tip")
        )
        self.remember_button.setToolTip(tip)

    def turn(self) -> None:
        """Shows or hides the row, as the officer asks."""
        self._requested = not self.isVisible()
        self.setVisible(self._requested and bool(self.boxes))
        if self.isVisible():
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            heading = next((one for one, box in self.boxes.items() if box.isAncestorOf(watched)), None)
            heading = heading or next((one for one, box in self.boxes.items() if box is watched), None)
            if heading is not None:
                self._area.ensureWidgetVisible(self.boxes[heading])
                self._select_row(heading)
        return super().eventFilter(watched, event)

    def _fill(self, headings: list[Heading]) -> None:
        self.boxes = {}
        face = QWidget()
        face.setObjectName("pageGround")
        row = WrapRow(face)
        row.setContentsMargins(2, 0, 2, 2)
        row.setSpacing(SPACING["s"])
        for heading in headings:
            row.addLayout(self._card(heading))
        row.addStretch(1)
        self._area.setWidget(face)
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """As high as the choices; the bar takes room only when there is more than fits."""
        face = self._area.widget()
        if face is None:
            return
        room = self.width() - self.remember_button.sizeHint().width() - 2 * SPACING["s"]
        bar = self._area.horizontalScrollBar().sizeHint().height() if face.sizeHint().width() > room else 0
        self._area.setFixedHeight(face.sizeHint().height() + bar + 2)

    def _card(self, heading: Heading) -> QVBoxLayout:
        card = QVBoxLayout()
        card.setSpacing(2)
        key = "intake.columns.heading" if heading.heading else "intake.columns.no_heading"
        key = "intake.columns.sample" if heading.sample and not heading.heading else key
        words = Elided(text(key, letter=heading.letter, heading=heading.heading, sample=heading.sample))
        words.setProperty("role", "small")
        words.setFixedWidth(_CARD)
        box = ChoiceBox(field_choices())
        box.setFixedWidth(_CARD)
        box.setAccessibleName(text("intake.columns.combo", letter=heading.letter))
        box.setAccessibleDescription(heading.heading)
        box.choose(heading.field)
        line = box.lineEdit()
        assert line is not None, "a list this long is searched by typing"
        line.setPlaceholderText(text("intake.columns.unknown"))
        line.setCursorPosition(0)
        line.setAccessibleName(text("intake.columns.combo", letter=heading.letter))
        for watched in (box, line):
            watched.installEventFilter(self)
        card.addWidget(words)
        card.addWidget(box)
        self.boxes[heading] = box
        return card

    def _settle(self) -> None:
        self.setVisible(bool(self.boxes) and (self._requested or bool(self.unknown)))

    def _select_row(self, heading: Heading) -> None:
        _, cell = place_of(f"x!{heading.place}")
        if cell is not None:
            self.column_chosen.emit(*cell)

    def _report(self) -> None:
        reported: dict[Heading, str] = {}
        for heading, box in self.boxes.items():
            try:
                field = box.chosen()
            except Problem:
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            if isinstance(field, str) and (field != heading.field or heading.guessed):
                reported[heading] = field
        if reported and self.table is not None:
            self._requested = False
            self.reported.emit(self.table, reported)
