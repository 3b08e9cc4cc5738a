"""Before a meeting opens: nominations no decision could follow, with the reason, settled many at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from thidua_desktop.domain.text import sort_key
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.council.readiness import NotReady
from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Dialog
from ui.pages.award_words import award_word
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow

Way = Literal["award", "unit", "give_back", "without"]
COLUMNS: Final = (
    Column[NotReady](
        "name",
        text("commendation.columns.name"),
        lambda one: one.row.name,
        220,
        sort=lambda one: sort_key(one.row.name),
        least=0.8,
    ),
    Column[NotReady]("unit", text("commendation.columns.unit"), lambda one: one.row.unit_name, 180),
    Column[NotReady](
        "award", text("commendation.columns.award"), lambda one: one.row.award_code, 120, text=award_word
    ),
    Column[NotReady](
        "reason",
        text("council_desk.not_ready.reason"),
        lambda one: one.reason,
        220,
        badge=lambda one: Badge(text(f"council_desk.not_ready.reasons.{one.reason}"), "warn"),
    ),
)


class NotReadyDialog(Dialog):
    """``way`` is what the officer chose for ``rows``; None: closed without opening the meeting."""

    def __init__(
        self,
        found: Sequence[NotReady],
        *,
        others: int,
        settings: MachineSettings,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(
            text("council_desk.not_ready.title"),
            parent,
            lead=text("council_desk.not_ready.lead", count=len(found)),
        )
        self.way: Way | None = None
        self.rows: tuple[NominationRow, ...] = ()
        self.table: TablePanel[NotReady] = TablePanel(
            COLUMNS,
            key="council_not_ready",
            name=text("council_desk.not_ready.title"),
            settings=settings,
            identity=lambda one: one.row.id,
            empty=Empty(text("council_desk.not_ready.none")),
        )
        self.body.addWidget(self.table, 1)
        self.body.addWidget(QLabel(text("council_desk.not_ready.hint")))
        self.buttons: dict[Way, QPushButton] = {}
        menus: tuple[Way, ...] = ("award", "unit", "give_back")
        for way in menus:
            self._add(way, text(f"council_desk.not_ready.{way}"), at_left=True)
        self._add("without", text("council_desk.not_ready.without", count=others))
        allow(self.buttons["without"], others > 0, "nobody_ready")
        self.add_button(text("council_desk.not_ready.later"), kind="calm").clicked.connect(self.reject)
        self.table.selection_changed.connect(self._selected)
        self.table.set_rows(tuple(found))
        self.table.view.selectAll()
        self._selected()
        self.resize(860, 520)
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, way: Way, words: str, *, at_left: bool = False) -> None:
        button = self.add_button(words, at_left=at_left)
        button.clicked.connect(lambda _: self._choose(way))
        self.buttons[way] = button

    def _selected(self) -> None:
        chosen = self.table.selected()
        persons = bool(chosen) and all(one.row.subject_type == "person" for one in chosen)
        allow(self.buttons["award"], bool(chosen), "row")
        allow(self.buttons["unit"], persons, "persons_only")
        allow(self.buttons["give_back"], bool(chosen), "row")

    def _choose(self, way: Way) -> None:
        self.way = way
        self.rows = tuple(one.row for one in self.table.selected())
        self.accept()
