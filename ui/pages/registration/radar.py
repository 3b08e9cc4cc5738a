"""Gợi ý xét khen: who meets the conditions and was proposed by nobody; one press proposes them."""

from __future__ import annotations

from typing import ClassVar, Final

from PySide6.QtCore import Qt

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.changes import GRANTS, LAW, NOMINATIONS, PEOPLE
from thidua_desktop.services.eligibility import suggestions as service
from thidua_desktop.services.eligibility.suggestions import RadarRow
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.registration.bars import Bar, Chips
from ui.pages.tabs import Tab
from ui.style.tokens import Tone
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.fields import Choice, ChoiceBox

GROUPS: Final[tuple[tuple[str, Tone], ...]] = (("ready", "ok"), ("completes", "info"), ("almost", "warn"))
_TONES = dict(GROUPS)


def radar_columns() -> tuple[Column[RadarRow], ...]:
    order = service.award_order()
    return (
        Column(
            "name",
            text("registration.radar.name"),
            lambda row: row.candidate.name,
            230,
            sort=lambda row: row.candidate.sort_key,
            least=0.8,
        ),
        Column(
            "award",
            text("registration.radar.award"),
            lambda row: row.award_code,
            124,
            text=lambda code: award_by_code(code).short_name,
            sort=lambda row: order[row.award_code],
        ),
        Column(
            "group",
            text("registration.radar.group"),
            lambda row: row.group,
            164,
            badge=lambda row: Badge(text(f"registration.radar.groups.{row.group}"), _TONES[row.group]),
            sort=lambda row: [name for name, _ in GROUPS].index(row.group),
        ),
        Column("unit", text("registration.radar.unit"), _unit_words, 180, least=0.5),
        Column(
            "short",
            text("registration.radar.short"),
            lambda row: row.short,
            310,
            tooltip=lambda row: row.short,
        ),
    )


def _unit_words(row: RadarRow) -> str:
    """Where a person works; a unit is not said to be of itself."""
    return "" if row.candidate.unit_name == row.candidate.name else row.candidate.unit_name


class RadarTab(Tab):
    """Looks through the whole register in the task runner; nothing is proposed before the officer presses."""

    topics: ClassVar[frozenset[str]] = frozenset({NOMINATIONS, GRANTS, PEOPLE, LAW})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: tuple[RadarRow, ...] = ()
        self._group = ""
        self.table: TablePanel[RadarRow] = TablePanel(
            radar_columns(),
            key="radar",
            name=text("registration.radar.table"),
            settings=context.settings,
            identity=lambda row: row.key,
            empty=Empty(text("registration.radar.empty")),
        )
        self._bar = bar = Bar()
        self.words = bar.add_words()
        bar.add_button(text("registration.radar.again"), "arrow_sync", self.reload)
        self.propose_button = bar.add_button(
            text("registration.radar.propose"), "trophy", self.propose, kind="primary"
        )
        self.column.addLayout(bar)
        self.column.addWidget(self.table, 1)
        self.award = ChoiceBox([Choice("", text("registration.radar.all_awards"))])
        self.award.setAccessibleName(text("registration.radar.award_filter"))
        self.award.currentIndexChanged.connect(lambda _: self._filter())
        self._add_filters()
        self.table.selection_changed.connect(self._enable)
        self.table.opened.connect(lambda _: self.propose())

    def _add_filters(self) -> None:
        self.chips = Chips(("", *(name for name, _ in GROUPS)), self.choose, self)
        self._bar.insertWidget(0, self.award)
        self.table.tools.addLayout(self.chips)
        self._count()

    def choose(self, key: str) -> None:
        """As if the officer had pressed that chip."""
        self._group = key
        self.chips.button(key).setChecked(True)
        self._filter()

    def reload(self) -> None:
        app, year = self.context.app, self.context.year
        self.words.setText(text("registration.radar.looking"))
        self.context.runner.run(
            lambda progress: service.find_eligible(app, year=year, progress=progress),
            done=self._show,
            label=text("registration.radar.looking"),
            cancellable=True,
            owner=self,
        )

    def _show(self, rows: tuple[RadarRow, ...]) -> None:
        self._rows = rows
        unsure = any(row.rule_set == "R2026" for row in rows)
        key = "registration.radar.counted_unsure" if unsure else "registration.radar.counted"
        self.words.setText(text(key, year=self.context.year))
        codes = sorted({row.award_code for row in rows}, key=service.award_order().__getitem__)
        chosen = self.award.currentData()
        self.award.blockSignals(True)
        self.award.set_choices(
            [
                Choice("", text("registration.radar.all_awards")),
                *(Choice(code, award_by_code(code).name) for code in codes),
            ]
        )
        self.award.choose(chosen if chosen in codes else "")
        self.award.blockSignals(False)
        self.table.set_rows(rows)
        self._count()
        self._filter()

    def _count(self) -> None:
        for key in ("", *(name for name, _ in GROUPS)):
            count = sum(not key or row.group == key for row in self._rows)
            self.chips.notify(
                key, text(f"registration.radar.groups.{key}" if key else "registration.all"), count
            )

    def _filter(self) -> None:
        award, group = self.award.currentData(), self._group
        self.table.set_accept(
            lambda row: (not group or row.group == group) and (not award or row.award_code == award)
        )
        self._enable()

    def _enable(self) -> None:
        count = len(self.table.selected())
        words = text("registration.radar.propose_some", count=count) if count else None
        self.propose_button.setText(words or text("registration.radar.propose"))
        allow(self.propose_button, count > 0, "row")

    def propose(self) -> None:
        """Makes nominations of the chosen rows."""
        rows = self.table.selected()
        app, year = self.context.app, self.context.year
        if rows:
            self.context.act(
                lambda _: service.nominate(app, rows, year=year),
                done=lambda changes: self.acted.emit(
                    changes, text("registration.radar.proposed", count=len(rows))
                ),
                label=text("registration.radar.proposing"),
                owner=self,
            )

    def take_focus(self) -> None:
        self.table.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.table.take_focus()
