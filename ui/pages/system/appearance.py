"""Giao diện: colours and letter size, at once and stored on this machine."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.base import Card
from ui.pages.tabs import Tab
from ui.style.theme import LARGEST_FONT, SMALLEST_FONT, theme
from ui.style.tokens import SPACING
from ui.widgets.fields import Choice, ChoiceBox
from ui.widgets.forms import plain_label

_SCHEMES: Final = ("system", "light", "dark")


class LookSection(Tab):
    """Two choices; both take effect while the officer looks."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        card = Card(text("system.look.heading"))
        lead = QLabel(text("system.look.lead"))
        lead.setProperty("role", "muted")
        lead.setWordWrap(True)
        self.schemes = ChoiceBox(
            [Choice(scheme, text(f"system.look.schemes.{scheme}")) for scheme in _SCHEMES]
        )
        self.points = ChoiceBox(
            [
                Choice(points, text("system.look.points_item", points=points))
                for points in range(SMALLEST_FONT, LARGEST_FONT + 1)
            ]
        )
        self.schemes.choose(context.settings.scheme)
        self.points.choose(context.settings.font_points)
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACING["l"])
        grid.setVerticalSpacing(SPACING["s"])
        for place, (key, box) in enumerate((("scheme", self.schemes), ("points", self.points))):
            label = QLabel(text(f"system.look.{key}"))
            label.setBuddy(box)
            box.setAccessibleName(plain_label(label.text()))
            box.setMinimumWidth(200)
            box.currentIndexChanged.connect(lambda _: self._apply())
            grid.addWidget(label, place, 0)
            grid.addWidget(box, place, 1, Qt.AlignmentFlag.AlignLeft)
        grid.setColumnStretch(1, 1)
        card.body.addWidget(lead)
        card.body.addLayout(grid)
        self.column.addWidget(card)
        self.column.addStretch(1)

    def _apply(self) -> None:
        settings = self.context.settings
        settings.scheme = self.schemes.currentData()
        settings.font_points = self.points.currentData()
        theme().apply(settings.scheme, points=settings.font_points)
