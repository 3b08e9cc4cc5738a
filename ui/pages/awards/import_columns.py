"""Which field each column of a sheet is: a row of choices above the sheet, the unknown columns first."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.importing import StagedSheet
from thidua_desktop.services.import_columns import FIELDS, Heading, headings_of
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.fields import Choice, ChoiceBox, Problem
from ui.icons import put_icon
from ui.pages.awards.sheet_view import place_of
from ui.pages.base import Elided
from ui.tokens import SPACING

_CARD: Final = 190
_LOW: Final = 620  # a window this low needs its room for the sheet


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


class ColumnStrip(QWidget):
    """``column_chosen``: row and column of the heading she stands on; ``told``: sheet and {Heading: field}.

    It shows itself when a column is unknown, and stays as she left it otherwise.
    """

    column_chosen = Signal(int, int)
    told = Signal(str, object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("intake.columns.strip"))
        self.sheet = ""
        self.boxes: dict[Heading, ChoiceBox] = {}
        self._wanted = False
        self._lead = QLabel(text("intake.columns.lead"))
        self._lead.setProperty("role", "small")
        self._lead.setWordWrap(True)
        self.remember_button = make_button(text("intake.columns.remember"))
        self.remember_button.setAutoDefault(False)
        put_icon(self.remember_button, "checkmark")
        self.remember_button.clicked.connect(lambda _: self._tell())
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
        row = QHBoxLayout()
        row.setSpacing(SPACING["s"])
        row.addWidget(self._area, 1)
        row.addWidget(self.remember_button, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        self.hide()

    @property
    def unknown(self) -> int:
        """How many columns nobody knows."""
        return sum(heading.unknown for heading in self.boxes)

    def show_sheet(self, sheet: StagedSheet, *, missing: Iterable[str]) -> None:
        """The columns of the sheet in sight."""
        self.sheet = sheet.name
        found = headings_of(sheet, missing=missing)
        self._fill(sorted(found, key=lambda one: not one.unknown))
        self._lead.setVisible(bool(self.unknown) and self.window().height() > _LOW)
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
        """Shows or hides the row, as she asks."""
        self._wanted = not self.isVisible()
        self.setVisible(self._wanted and bool(self.boxes))
        if self.isVisible():
            next(iter(self.boxes.values())).setFocus(Qt.FocusReason.OtherFocusReason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.FocusIn and isinstance(watched, QWidget):
            heading = next((one for one, box in self.boxes.items() if box.isAncestorOf(watched)), None)
            heading = heading or next((one for one, box in self.boxes.items() if box is watched), None)
            if heading is not None:
                self._area.ensureWidgetVisible(self.boxes[heading])
                self._stand_on(heading)
        return super().eventFilter(watched, event)

    def _fill(self, headings: list[Heading]) -> None:
        self.boxes = {}
        face = QWidget()
        face.setObjectName("pageGround")
        row = QHBoxLayout(face)
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
        words = Elided(text(key, letter=heading.letter, heading=heading.heading))
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
        self.setVisible(bool(self.boxes) and (self._wanted or bool(self.unknown)))

    def _stand_on(self, heading: Heading) -> None:
        _, cell = place_of(f"x!{heading.place}")
        if cell is not None:
            self.column_chosen.emit(*cell)

    def _tell(self) -> None:
        told: dict[Heading, str] = {}
        for heading, box in self.boxes.items():
            try:
                field = box.chosen()
            except Problem:
                box.setFocus(Qt.FocusReason.OtherFocusReason)
                return
            if isinstance(field, str) and (field != heading.field or heading.guessed):
                told[heading] = field
        if told:
            self._wanted = False
            self.told.emit(self.sheet, told)
