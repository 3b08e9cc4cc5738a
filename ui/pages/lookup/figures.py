"""The year's figures, each leading to the awards it counts."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.dialogs.person_facts import fill_facts
from ui.style.tokens import SPACING
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.dates import show_date
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from thidua_desktop.queries.decisions.fund import Fund
    from thidua_desktop.queries.decisions.grants import GrantRow
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.reports.year_figures import Figure, YearFigures


class FiguresDialog(Dialog):
    """At the left the figures, at the right the awards of the one the officer stands on."""

    def __init__(self, context: Context, found: YearFigures, *, parent: QWidget | None) -> None:
        title = text("year_figures.title", year=found.year)
        super().__init__(title, parent, lead=text("year_figures.lead"))
        self._context, self._year = context, found.year
        self.fund_line = QLabel()
        self.fund_line.setWordWrap(True)
        self.fund_button = self.add_button(text("award_fund.button"))
        self.fund_button.clicked.connect(lambda _: self.ask_fund())
        self._read_fund(self._show_fund)
        self._unknown = found.unknown
        self.fill_button = self.add_button(text("year_figures.fill"))
        self.fill_button.clicked.connect(lambda _: self.fill())
        self.fill_button.setVisible(bool(found.unknown))
        self.figures: TablePanel[Figure] = TablePanel(
            (
                Column("label", text("year_figures.label"), lambda one: one.label, 300, least=0.8),
                Column("value", text("year_figures.value"), lambda one: one.value, 110, "right"),
            ),
            key="year_figures",
            name=text("year_figures.table"),
            settings=context.settings,
            identity=lambda one: (one.key, one.label),
            empty=Empty(text("year_figures.nothing")),
            filterable=False,
        )
        self.grants: TablePanel[GrantRow] = TablePanel(
            grant_list_columns(),
            key="year_figure_grants",
            name=text("year_figures.list_table"),
            settings=context.settings,
            identity=lambda one: one.id,
            empty=Empty(text("year_figures.nothing")),
        )
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        column.addWidget(self.heading)
        column.addWidget(self.grants, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self.figures)
        split.addWidget(side)
        split.setHandleWidth(SPACING["m"])
        split.setSizes([400, 800])
        self.body.addWidget(split, 1)
        self.body.addWidget(self.fund_line)
        self.add_button(text("ui.buttons.close")).clicked.connect(self.reject)
        self.figures.selection_changed.connect(self._choose)
        self.figures.opened.connect(lambda _: self.grants.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.figures.set_rows(found.all)
        self.figures.select([(found.all[0].key, found.all[0].label)])
        self.resize(1240, 640)
        self.figures.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._choose()

    def fill(self) -> None:
        """Asks what is not known: of the persons of the figure chosen, else of all of the year."""
        one = self.figures.chosen()
        chosen = {row.subject_id for row in one.grants if row.subject_type == "person"} if one else set()
        fill_facts(
            self._context, chosen & set(self._unknown) or self._unknown, owner=self, done=self._read_again
        )

    def _read_again(self) -> None:
        year = self._year

        def read(app: AppContext) -> YearFigures:
            from thidua_desktop.services.reports.year_figures import figures_of

            return figures_of(app, year=year)

        self._context.read(read, done=self._show, owner=self)

    def _show(self, found: YearFigures) -> None:
        self._unknown = found.unknown
        self.fill_button.setVisible(bool(found.unknown))
        self.figures.set_rows(found.all)
        self._choose()

    def ask_fund(self) -> None:
        """The amounts only the officer knows, asked by a form."""
        self._read_fund(self._ask_fund)

    def _read_fund(self, done: Callable[[Fund], None]) -> None:
        year = self._year

        def read(app: AppContext) -> Fund:
            from thidua_desktop.queries.decisions.fund import fund

            return app.read(fund, year=year)

        self._context.read(read, done=done, owner=self)

    def _show_fund(self, found: Fund) -> None:
        from thidua_desktop.services.decisions.fund import fund_words

        self.fund_line.setText(fund_words(found))

    def _ask_fund(self, found: Fund) -> None:
        from thidua_desktop.services.decisions.fund import save_fund

        self._context.ask_and_act(
            text("award_fund.title", year=self._year),
            (
                Field("total", text("award_fund.total"), "money"),
                Field("spent_otherwise", text("award_fund.spent_otherwise"), "money"),
                Field("note", text("award_fund.note")),
            ),
            lambda values: save_fund(
                self._context.app, **{**values, "note": values["note"] or ""}, year=self._year
            ),
            values={"total": found.total, "spent_otherwise": found.spent_otherwise, "note": found.note},
            lead=text("award_fund.lead"),
            done=lambda _: self._read_fund(self._show_fund),
            owner=self,
        )

    def _choose(self) -> None:
        one = self.figures.chosen()
        if one is not None:
            self.heading.setText(text("year_figures.open_list", label=one.label, value=one.value))
            self.grants.set_rows(one.grants)


def show_figures(context: Context, owner: QWidget) -> None:
    """Counts the year in the task runner and opens its figures."""
    year = context.year

    def read(app: AppContext) -> YearFigures:
        from thidua_desktop.services.reports.year_figures import figures_of

        return figures_of(app, year=year)

    def show(found: YearFigures) -> None:
        context.dialogs.run(FiguresDialog(context, found, parent=owner.window()))

    context.read(read, done=show, owner=owner)


def grant_list_columns() -> tuple[Column[GrantRow], ...]:
    """Columns of a list of awards of several receivers."""
    word = "lookup.columns"
    return (
        Column("name", text(f"{word}.name"), lambda one: one.name, 190, sort=lambda one: one.sort_key),
        Column("title", text(f"{word}.title"), lambda one: one.title, 200),
        Column("number", text(f"{word}.number"), lambda one: one.decision_number, 116),
        Column(
            "signed_on",
            text(f"{word}.signed_on"),
            lambda one: one.signed_on,
            96,
            text=lambda day: show_date(day) if day else "",
        ),
        Column("unit", text(f"{word}.unit_then"), lambda one: one.unit, 200),
    )
