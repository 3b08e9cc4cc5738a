"""One file open for a look, with everything that can be done with it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.services.importing.group_answers import group_questions
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Kind, make_button
from ui.pages.base import Chip
from ui.pages.importing.file_preview import MENDABLE, FilePreview, state_chip
from ui.pages.importing.preview_facts import PreviewFacts
from ui.pages.importing.saved_files import SavedBar
from ui.pages.step import Notice
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow


@dataclass(frozen=True, slots=True)
class Commands:
    """What the buttons over an open file do."""

    back: Callable[[], None]
    award: Callable[[], None]
    same: Callable[[], None]
    units: Callable[[], None]
    groups: Callable[[], None]
    give: Callable[[], None]
    undo: Callable[[], None]
    commit: Callable[[], None]


class OpenFile(QWidget):
    """The sender's file at the left, what will happen at the right; Esc goes back to the list."""

    def __init__(self, context: Context, commands: Commands) -> None:
        super().__init__()
        self._context = context
        self._name, self._state = Elided(""), Chip()
        self._name.setProperty("role", "heading")
        self.preview = FilePreview(context)
        self.stored = Notice()
        self.saved = SavedBar(context)
        self._make_buttons(commands)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        column.addLayout(self._head())
        column.addLayout(self._tools())
        column.addWidget(self.stored)
        column.addWidget(self.saved)
        column.addWidget(self.preview, 1)
        leave = QShortcut(QKeySequence(Qt.Key.Key_Escape), self)
        leave.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        leave.activated.connect(commands.back)

    def _make_buttons(self, commands: Commands) -> None:
        self.back_button = _button(text("commendation.intake.back"), "chevron_left", commands.back)
        self.undo_button = _button(text("commendation.intake.undo"), "arrow_undo", commands.undo)
        self.import_button = _button("", "arrow_import", commands.commit, kind="primary")
        self.award_button = _button(text("commendation.intake.tell"), "ribbon", commands.award)
        self.same_button = _button("", "people", commands.same)
        self.same_button.setToolTip(text("intake.same.tip"))
        self.same_button.hide()
        self.units_button = _button("", "building", commands.units)
        self.units_button.setToolTip(text("intake.units.tip"))
        self.groups_button = _button("", "people_filled", commands.groups)
        self.groups_button.setToolTip(text("intake.groups.tip"))
        self.correct_button = _button(text("intake.mend.button"), "edit", self.preview.correct_here)
        self.correct_button.setToolTip(text("intake.mend.tip"))
        self.columns_button = _button(
            text("intake.columns.button"), "column_triple", self.preview.columns.turn
        )
        self.columns_button.setToolTip(text("intake.columns.tip"))
        self.give_button = _button(text("intake.give.button"), "arrow_export", commands.give)
        self.give_button.setToolTip(text("intake.give.tip"))

    def _head(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(self.back_button)
        row.addWidget(self._name, 1)
        row.addWidget(self._state)
        for button in (self.undo_button, self.import_button):
            row.addWidget(button)
        return row

    def _tools(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        for button in (
            self.groups_button,
            self.award_button,
            self.same_button,
            self.units_button,
            self.columns_button,
            self.correct_button,
        ):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.give_button)
        return row

    def show_preview(self, facts: PreviewFacts, *, same_place: bool) -> None:
        """Shows a file and the buttons that fit its state."""
        self.stored.notify("")
        self.saved.hide()
        preview = facts.preview
        self.preview.show_preview(facts, same_place=same_place)
        waiting = preview.batch.state == "staged"
        self._name.setText(preview.batch.file_name)
        state_chip(self._state, preview.batch.state)
        count = self.preview.to_import()
        self.import_button.setText(text("commendation.intake.commit", count=count))
        self.import_button.setVisible(waiting)
        allow(self.import_button, count > 0, "nothing_new")
        self.undo_button.setVisible(preview.batch.state == "committed")
        self.award_button.setVisible(waiting and bool(self.preview.unknown_awards()))
        self.units_button.setText(text("intake.units.button", count=len(preview.units)))
        self.units_button.setVisible(waiting and bool(preview.units))
        groups = len(group_questions(preview))
        self.groups_button.setText(text("intake.groups.button", count=groups))
        self.groups_button.setVisible(groups > 0)
        mendable = preview.batch.state in MENDABLE
        self.correct_button.setVisible(mendable)
        self.columns_button.setVisible(mendable and any(preview.tables.values()))
        self.give_button.setVisible(bool(facts.lists["findings"]) or preview.corrected > 0)

    def show_same(self, count: int) -> None:
        """How many rows may speak of a person of the same name."""
        self.same_button.setText(text("intake.same.button", count=count))
        self.same_button.setVisible(count > 0)

    def take_focus(self) -> None:
        """The keyboard starts on what the officer most likely does next."""
        ready = self.import_button.isVisible() and self.import_button.isEnabled()
        (self.import_button if ready else self.back_button).setFocus(Qt.FocusReason.OtherFocusReason)


def _button(label: str, icon: str, pressed: Callable[[], None], *, kind: Kind = "normal") -> QPushButton:
    button = make_button(label, kind=kind)
    button.setAutoDefault(False)
    put_icon(button, icon, "on_accent" if kind == "primary" else "text")
    button.clicked.connect(lambda _: pressed())
    return button
