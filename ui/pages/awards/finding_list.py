"""What was found in a file: the gravest first, each with its cell and its sentence."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QListView, QListWidget, QListWidgetItem

from thidua_desktop.domain.importing import Finding
from thidua_desktop.services.importing import finding_words
from thidua_desktop.texts import text
from ui.icons import icon
from ui.pages.awards.sheet_view import TONES, place_of
from ui.theme import theme

_ICONS: Final = {"error": "error_circle", "warning": "warning", "info": "info"}
_ORDER: Final = ("error", "warning", "info")


class FindingList(QListWidget):
    """``finding_chosen`` tells the finding she stands on."""

    finding_chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("commendation.intake.findings"))
        self.setWordWrap(True)
        self.setUniformItemSizes(False)
        self.setIconSize(QSize(18, 18))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._findings: list[Finding] = []
        self.currentRowChanged.connect(self._tell)
        self.itemActivated.connect(lambda item: self._tell(self.row(item)))
        theme().changed.connect(self._paint)

    def show_findings(self, findings: Sequence[Finding]) -> None:
        self._findings = sorted(findings, key=lambda finding: _ORDER.index(finding.severity))
        self.blockSignals(True)
        self.clear()
        for finding in self._findings:
            self.addItem(QListWidgetItem(_words(finding)))
        self.blockSignals(False)
        self._paint()

    def finding_at(self, place: int) -> Finding:
        return self._findings[place]

    def stand_on(self, sheet: str, cell: tuple[int, int]) -> bool:
        """Goes to the first finding of a cell, without telling."""
        for place, finding in enumerate(self._findings):
            if place_of(finding.ref) == (sheet, cell):
                self.blockSignals(True)
                self.setCurrentRow(place)
                self.blockSignals(False)
                return True
        return False

    def _tell(self, place: int) -> None:
        if 0 <= place < len(self._findings):
            self.finding_chosen.emit(self._findings[place])

    def _paint(self) -> None:
        made = {name: icon(name, f"{TONES[key]}_text") for key, name in _ICONS.items()}  # type: ignore[index]
        for place, finding in enumerate(self._findings):
            self.item(place).setIcon(made[_ICONS[finding.severity]])


def _words(finding: Finding) -> str:
    sheet, cell = place_of(finding.ref)
    if cell is None:
        return finding_words(finding)
    place = finding.ref.rpartition("!")[2]
    return text("commendation.intake.finding", cell=place, sheet=sheet, sentence=finding_words(finding))
