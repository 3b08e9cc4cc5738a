"""Dữ liệu: where everything is, whether it is whole, its copies and what belongs to nothing."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.data_place import data_place
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import make_button
from ui.dialogs.sample_office import sample_buttons
from ui.pages.base import Card, scrolling
from ui.pages.system.access import AccessCard
from ui.pages.system.copies import CopiesCard, HandoverCard, SecondPlaceCard
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.backup.maintenance import Check
    from thidua_desktop.services.backup.stray_files import Orphan
    from thidua_desktop.services.office.context import AppContext

_ORPHANS_SHOWN = 20


class DataSection(Tab):
    """Checking changes nothing; copies are dated, and each of them is a way back."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        background = QWidget()
        self._cards = QVBoxLayout(background)
        self._cards.setContentsMargins(0, 0, SPACING["xs"], 0)
        self._cards.setSpacing(SPACING["m"])
        folder = self._card("folder")
        path = QLabel(str(context.app.folder.root))
        path.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        path.setWordWrap(True)
        folder.body.addWidget(path)
        if place := data_place(context.app.folder.root):
            risk = QLabel(text(f"safekeeping.place_{place}", folder=context.app.folder.root))
            risk.setProperty("notice", "warn")
            risk.setWordWrap(True)
            folder.body.addWidget(risk)
        self.open_folder = self._button(folder, "open_folder", "folder_open")
        self.open_folder.clicked.connect(lambda: _show_folder(context, context.app.folder.root))
        verify = self._card("verify")
        self.found = QLabel()
        self.found.setWordWrap(True)
        self.found.hide()
        verify.body.addWidget(self.found)
        self.verify = self._button(verify, "verify", "checkmark_circle")
        self.verify.clicked.connect(self._verify)
        self.copies = CopiesCard(context)
        self._cards.addWidget(self.copies)
        self.copies.open_backups.clicked.connect(lambda: _show_folder(context, context.app.folder.backups))
        self.second = SecondPlaceCard(context)
        self._cards.addWidget(self.second)
        self.handover = HandoverCard(context)
        self._cards.addWidget(self.handover)
        self.access = AccessCard(context)
        self._cards.addWidget(self.access)
        self._sample_row = WrapRow()
        self._sample_row.setSpacing(SPACING["s"])
        if not context.app.folder.is_sample:
            sample = Card(text("overview.sample.heading"))
            lead = QLabel(text("overview.sample.lead"))
            lead.setWordWrap(True)
            lead.setProperty("role", "muted")
            sample.body.addWidget(lead)
            sample.body.addLayout(self._sample_row)
            self._cards.addWidget(sample)
        self.orphans = QLabel()
        self.orphans.setWordWrap(True)
        self._orphan_card = self._card("orphans")
        self._orphan_card.body.addWidget(self.orphans)
        self._orphan_card.hide()
        self._cards.addStretch(1)
        self.column.addWidget(scrolling(background), 1)

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
            from thidua_desktop.services.backup.maintenance import verify

            return verify(self.context.app, progress=progress)

        self.context.runner.run(
            work, done=self._report_checks, label=text("system.data.verifying"), cancellable=True, owner=self
        )

    def _report_checks(self, checks: Sequence[Check]) -> None:
        key = {True: "system.data.good", False: "system.data.bad"}
        self.found.setText("\n".join(text(key[check.ok], sentence=check.sentence) for check in checks))
        self.found.show()

    def reload(self) -> None:
        """Reads the copies and the orphans again."""

        def read(app: AppContext) -> tuple[Orphan, ...]:
            from thidua_desktop.services.backup.stray_files import orphans

            return orphans(app.folder)

        self.copies.reload()
        self._show_sample()
        self.context.read(read, done=self._show_orphans, label=text("system.copies.loading"), owner=self)

    def _show_sample(self) -> None:
        while (item := self._sample_row.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.deleteLater()
        for button in sample_buttons(self.context):
            self._sample_row.addWidget(button)
        self._sample_row.addStretch(1)

    def _show_orphans(self, found: Sequence[Orphan]) -> None:
        lines = [
            text(
                "system.copies.orphan_line",
                file=orphan.path.name[:16],
                size=max(1, orphan.size // 1024),
                days=orphan.days,
            )
            for orphan in found[:_ORPHANS_SHOWN]
        ]
        if len(found) > len(lines):
            lines.append(text("system.copies.orphans_more", count=len(found) - len(lines)))
        self.orphans.setText("\n".join(lines))
        self._orphan_card.setVisible(bool(found))


def _show_folder(context: Context, folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    show_file(context, folder)
