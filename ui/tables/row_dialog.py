"""A row of a table that opens nothing of its own: every column in full, also those hidden or cut."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFormLayout, QLabel, QWidget

from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.style.tokens import SPACING
from ui.tables.columns import Column


class RowDialog(Dialog):
    """What each column says of the row; words can be selected and copied. Enter and Esc close it."""

    def __init__(
        self, title: str, columns: tuple[Column[Any], ...], row: Any, parent: QWidget | None
    ) -> None:
        super().__init__(title, parent)
        form = QFormLayout()
        form.setHorizontalSpacing(SPACING["l"])
        form.setVerticalSpacing(SPACING["s"])
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        for column in columns:
            said = column.words(row).strip()
            if not said:
                continue
            heading, words = QLabel(column.title), QLabel(said)
            heading.setProperty("role", "muted")
            words.setWordWrap(True)
            words.setMinimumWidth(280)
            words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            form.addRow(heading, words)
        self.body.addLayout(form)
        self.body.addStretch(1)
        self.add_button(text("ui.buttons.close"), kind="primary").clicked.connect(self.accept)
