"""Dữ liệu: where everything is, whether it is whole, and a copy now."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.context import Context
from ui.dialogs.base import make_button
from ui.icons import put_icon
from ui.pages.base import Card, scrolling
from ui.pages.tabs import Tab
from ui.tokens import SPACING
from ui.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.maintenance import Check


class DataSection(Tab):
    """Checking changes nothing; a copy is dated and stays."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        ground = QWidget()
        self._cards = QVBoxLayout(ground)
        self._cards.setContentsMargins(0, 0, SPACING["xs"], 0)
        self._cards.setSpacing(SPACING["m"])
        folder = self._card("folder")
        path = QLabel(str(context.desk.folder.root))
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        path.setWordWrap(True)
        folder.body.addWidget(path)
        self.open_folder = self._button(folder, "open_folder", "folder_open")
        self.open_folder.clicked.connect(lambda: _show_folder(context.desk.folder.root))
        verify = self._card("verify")
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.hide()
        verify.body.addWidget(self.found)
        self.verify = self._button(verify, "verify", "checkmark_circle")
        self.verify.clicked.connect(self._verify)
        backup = self._card("backup")
        self.copied = QLabel()
        self.copied.setWordWrap(True)
        self.copied.hide()
        backup.body.addWidget(self.copied)
        self.backup = self._button(backup, "backup", "archive")
        self.backup.clicked.connect(self._backup)
        self.open_backups = self._button(backup, "open_backups", "folder_open")
        self.open_backups.clicked.connect(lambda: _show_folder(context.desk.folder.backups))
        self._cards.addStretch(1)
        self.column.addWidget(scrolling(ground), 1)

    def _card(self, key: str) -> Card:
        card = Card(text(f"system.data.{key}_heading"))
        lead = QLabel(text(f"system.data.{key}_lead"))
        lead.setWordWrap(True)
        lead.setProperty("role", "muted")
        card.body.addWidget(lead)
        self._cards.addWidget(card)
        return card

    def _button(self, card: Card, key: str, icon: str) -> QPushButton:
        row = card.findChild(QHBoxLayout, "buttons")
        if row is None:
            row = WrapRow()
            row.setObjectName("buttons")
            row.setSpacing(SPACING["s"])
            row.addStretch(1)
            card.body.addLayout(row)
        button = make_button(text(f"system.data.{key}"))
        put_icon(button, icon)
        row.insertWidget(row.count() - 1, button)
        return button

    def _verify(self) -> None:
        def work(progress: Progress) -> tuple[Check, ...]:
            from thidua_desktop.services.maintenance import verify

            return verify(self.context.desk, progress=progress)

        self.context.lane.run(
            work, done=self._tell_checks, label=text("system.data.verifying"), cancellable=True, owner=self
        )

    def _tell_checks(self, checks: Sequence[Check]) -> None:
        key = {True: "system.data.good", False: "system.data.bad"}
        self.found.setText("\n".join(text(key[check.ok], sentence=check.sentence) for check in checks))
        self.found.show()

    def _backup(self) -> None:
        def work(_progress: Progress) -> Check:
            from thidua_desktop.services.maintenance import backup

            return backup(self.context.desk, reason="manual")

        self.context.lane.run(work, done=self._tell_backup, label=text("system.data.backing_up"), owner=self)

    def _tell_backup(self, check: Check) -> None:
        self.copied.setText(check.sentence)
        self.copied.show()


def _show_folder(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
