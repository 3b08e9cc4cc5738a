"""What stands behind a chosen target: the way of an award stage by stage, or the figures reported."""

from __future__ import annotations

from decimal import Decimal
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QLabel, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import make_button
from ui.pages.base import Card
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.targets.forms import ask_actual
from ui.targets.stages import StageList
from ui.targets.standing import Legend, StandingBar
from ui.targets.words import STAGES, amount_words, asked_words, period_words, standing_of, standing_words
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.target_lists import Stage, StageLine
    from thidua_desktop.queries.reports.targets import ActualRow, TargetRow
    from thidua_desktop.services.office.context import AppContext


class TargetDetail(QStackedWidget):
    """Three faces: nothing chosen, an award's stages, figures by period."""

    def __init__(self, context: Context, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context = context
        self._target: TargetRow | None = None
        self._month = 12
        self.stages: dict[str, QPushButton] = {}
        self.addWidget(QWidget())
        self.addWidget(self._make_stages())
        self.addWidget(self._make_figures())

    def set_month(self, month: int) -> None:
        """Today's month: which period is offered first."""
        self._month = month

    def show_target(self, target: TargetRow | None) -> None:
        """The face that fits the target."""
        self._target = target
        if target is None:
            self.setCurrentIndex(0)
        elif target.award_code is not None:
            self._show_stages(target)
            self.setCurrentIndex(1)
        else:
            self.figures.set_rows(target.actuals)
            self.setCurrentIndex(2)

    def _make_stages(self) -> QWidget:
        card = Card()
        self._stage_heading = card.heading
        self._stage_heading.setVisible(True)
        self._stage_heading.setWordWrap(True)
        self._stage_words = QLabel()
        self._stage_words.setProperty("role", "muted")
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        for stage in STAGES:
            button = make_button("")
            button.clicked.connect(partial(self._open_stage, stage))
            self.stages[stage] = button
            row.addWidget(button)
        row.addStretch(1)
        self._bar_place = QVBoxLayout()
        card.body.addWidget(self._stage_words)
        card.body.addLayout(row)
        card.body.addLayout(self._bar_place)
        card.body.addWidget(Legend())
        card.body.addStretch(1)
        return card

    def _show_stages(self, target: TargetRow) -> None:
        self._stage_heading.setText(
            text("targets.stages.heading", wording=target.wording, asked=asked_words(target))
        )
        self._stage_words.setText(standing_words(target))
        for stage, button in self.stages.items():
            message = text(f"targets.stages.{stage}")
            count = getattr(target, stage)
            button.setText(text("targets.stages.button", stage=message, count=count))
            button.setAccessibleName(text("targets.stages.tip", stage=message.lower(), count=count))
        while (item := self._bar_place.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        self._bar_place.addWidget(StandingBar(standing_of(target), words=standing_words(target)))

    def _open_stage(self, stage: Stage, _checked: bool = False) -> None:
        target = self._target
        if target is None or target.award_code is None:
            return
        year, code, subject = self._context.year, target.award_code, target.subject_type

        def read(app: AppContext) -> tuple[StageLine, ...]:
            from thidua_desktop.queries.reports.target_lists import stage_lines

            return app.read(stage_lines, year=year, stage=stage, award_code=code, subject_type=subject)

        def show(lines: tuple[StageLine, ...]) -> None:
            dialog = StageList(self._context, lines, stage=stage, wording=target.wording)
            if self._context.dialogs.run(dialog) and dialog.place is not None:
                self._context.go(*dialog.place)

        self._context.read(read, done=show, label=text("targets.reading"), owner=self)

    def _make_figures(self) -> QWidget:
        self.figures: TablePanel[ActualRow] = TablePanel(
            (
                Column("period", text("targets.actuals.columns.period"), _period, 150, sort=_period_sort),
                Column("value", text("targets.actuals.columns.value"), _value, 140, align="right"),
                Column("as_of", text("targets.actuals.columns.as_of"), _as_of, 110),
                Column("source", text("targets.actuals.columns.source"), lambda row: row.source, 300),
                Column("file", text("targets.actuals.columns.file"), lambda row: row.file_name or "", 200),
            ),
            key="target_actuals",
            name=text("targets.actuals.table"),
            settings=self._context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("targets.actuals.empty"), text("targets.actuals.new").replace("&", ""), self.add_actual
            ),
            filterable=False,
        )
        self.figures.tools.addStretch(1)
        self.new_actual = self._tool("new", self.add_actual)
        self.attach = self._tool("attach", self._attach)
        self.open_button = self._tool("open", self._analyse)
        self.remove_actual = self._tool("remove", self._remove)
        self.figures.opened.connect(self._edit)
        self.figures.act_on_rows(delete=self.remove_actual)
        self.figures.selection_changed.connect(self._enable)
        self._enable()
        return self.figures

    def _tool(self, key: str, action: object) -> QPushButton:
        button = make_button(text(f"targets.actuals.{key}"))
        button.clicked.connect(action)
        self.figures.tools.addWidget(button)
        return button

    def _enable(self) -> None:
        row = self.figures.chosen()
        allow(self.attach, row is not None, "row")
        allow(self.remove_actual, row is not None, "row")
        allow(self.open_button, row is not None and row.sha256 is not None, "no_file")

    def add_actual(self) -> None:
        """Asks for a figure of the chosen target."""
        if self._target is not None:
            ask_actual(self._context, self._target, None, month=self._month, owner=self)

    def _edit(self, row: ActualRow) -> None:
        if self._target is not None:
            ask_actual(self._context, self._target, row, month=self._month, owner=self)

    def _attach(self) -> None:
        row = self.figures.chosen()
        title = text("targets.actuals.attach_title")
        paths = self._context.dialogs.choose_open_files(
            title, patterns=text("targets.actuals.patterns"), purpose="evidence"
        )
        if row is None or not paths:
            return
        from thidua_desktop.services.planning.targets import attach_to_actual

        self._context.act(
            lambda _: attach_to_actual(self._context.app, row.id, paths[0]), label=title, owner=self
        )

    def _analyse(self) -> None:
        row = self.figures.chosen()
        if row is None or row.sha256 is None:
            return
        digest, name = row.sha256, row.file_name or ""

        def copy(app: AppContext) -> Path:
            from thidua_desktop.services.office.attachments import shown_copy

            return shown_copy(app, digest, name=name)

        self._context.read(copy, done=lambda path: show_file(self._context, path), owner=self)

    def _remove(self) -> None:
        ids = [row.id for row in self.figures.selected()]
        label = text("targets.actuals.remove").replace("&", "")
        question = text("targets.actuals.remove_question", count=len(ids))
        if ids and self._context.dialogs.confirm(
            label, question, yes=text("targets.remove_yes"), dangerous=True
        ):
            from thidua_desktop.services.planning.targets import remove_actuals

            self._context.act(lambda _: remove_actuals(self._context.app, ids), label=label, owner=self)


def _period(row: ActualRow) -> str:
    return period_words(row.period)


def _period_sort(row: ActualRow) -> tuple[int, int]:
    from thidua_desktop.domain.planning.attainment import period_order

    return period_order(row.period)


def _value(row: ActualRow) -> str:
    return amount_words(Decimal(row.value))


def _as_of(row: ActualRow) -> str:
    return show_date(row.as_of) if row.as_of else ""
