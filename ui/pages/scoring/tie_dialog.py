"""The meeting's order of units that share a rank: one up, one down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QListWidget, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.dialogs.base import Dialog, make_button
from ui.style.icons import put_icon
from ui.widgets.combo import Combo
from ui.widgets.lists import give_room
from ui.widgets.wrap_row import WrapRow


class TieDialog(Dialog):
    """``places`` name -> place among its equals, 1 first. Alt+↑ ↓ moves the unit the officer stands on.

    ``decided``: the scheme lets the meeting part equals; otherwise they share the rank whatever is set here.
    """

    def __init__(
        self, ties: Sequence[Sequence[str]], parent: QWidget | None = None, *, decided: bool = True
    ) -> None:
        key = "tie_lead" if decided else "tie_shared"
        super().__init__(text("score_results.tie_title"), parent, lead=text(f"score_results.{key}"))
        self.lists: list[QListWidget] = []
        for units in ties:
            row = WrapRow()
            names = QListWidget()
            names.setAccessibleName(text("score_results.tie_list"))
            names.addItems(list(units))
            names.setCurrentRow(0)
            give_room(names)
            for arrow, step in ((Qt.Key.Key_Up, -1), (Qt.Key.Key_Down, 1)):
                moving = QShortcut(QKeySequence(Qt.Modifier.ALT | arrow), names)
                moving.setContext(Qt.ShortcutContext.WidgetShortcut)
                moving.activated.connect(lambda names=names, step=step: _move(names, step))
            buttons = QVBoxLayout()
            for key, step, icon in (("up", -1, "chevron_up"), ("down", 1, "chevron_down")):
                button = make_button(text(f"score_results.tie_{key}"))
                put_icon(button, icon)
                button.clicked.connect(lambda _, names=names, step=step: _move(names, step))
                buttons.addWidget(button)
            buttons.addStretch(1)
            row.addWidget(names, 1)
            row.addLayout(buttons)
            self.body.addLayout(row)
            self.lists.append(names)
        label = QLabel(text("score_results.tie_how"))
        self.how = Combo()
        for one in ("vote", "chair", "lot"):
            self.how.addItem(text(f"score_results.tie_by.{one}"), one)
        label.setBuddy(self.how)
        self.body.addWidget(label)
        self.body.addWidget(self.how)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.add_button(text("score_results.tie_save"), kind="primary").clicked.connect(self.accept)
        self.setMinimumWidth(560)

    def places(self) -> dict[str, int]:
        """Every unit of every group with its place."""
        return {names.item(n).text(): n + 1 for names in self.lists for n in range(names.count())}


def _move(names: QListWidget, step: int) -> None:
    now = names.currentRow()
    if 0 <= now + step < names.count():
        names.insertItem(now + step, names.takeItem(now))
        names.setCurrentRow(now + step)
