"""Thống kê: the tables of the year's awards, each number with the list it counts."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any, ClassVar

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.number_tables import FigureColumn, FigureTable, Row
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import scrolling
from ui.pages.lookup.charts import ChartsDialog
from ui.pages.lookup.figures import grant_list_columns
from ui.pages.lookup.reports import Report, SavedNotice, save_report
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Column, plain_words
from ui.tables.panel import DEBOUNCE_MS, Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from pathlib import Path

    from thidua_desktop.queries.decisions.grants import GrantRow
    from thidua_desktop.services.office.context import AppContext

_CODE = "code"
_LOWEST = 20  # lines of letters that both tables need together
_LETTER, _EDGES = 8, 26
"""Pixels at 100 % a letter of a heading takes, and the edges beside it."""


class StatisticsTab(Tab):
    """Above the numbers, below the awards of the number the cursor is on."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {topic.GRANTS, topic.DECISIONS, topic.PEOPLE, topic.ORGANISATION}
    )

    def __init__(self, context: Context) -> None:
        from thidua_desktop.services.reports.statistics_screen import TABLES

        super().__init__(context)
        self._table: FigureTable | None = None
        self.choice = Combo()
        for name in TABLES:
            self.choice.addItem(text(f"statistics.screen.tables.{name}"), name)
        self.choice.currentIndexChanged.connect(lambda _: self.reload())
        label = QLabel(text("statistics.screen.choose"))
        label.setBuddy(self.choice)
        self.save_button = make_button(text("statistics.screen.save"))
        put_icon(self.save_button, "document_table")
        self.save_button.clicked.connect(lambda _: self.save())
        self.chart_button = make_button(text("statistics.charts.button"))
        put_icon(self.chart_button, "data_pie")
        self.chart_button.clicked.connect(lambda _: self.show_charts())
        row = WrapRow()
        row.addWidget(label)
        row.addWidget(self.choice, 1)
        row.addWidget(self.chart_button)
        row.addWidget(self.save_button)
        self.lead = Elided("")
        self.lead.setProperty("role", "muted")
        self.notice = SavedNotice(context)
        self.column.addLayout(row)
        self.column.addWidget(self.notice)
        self.column.addWidget(self.lead)
        self.split = QSplitter(Qt.Orientation.Vertical)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(SPACING["m"])
        self.numbers: TablePanel[Row] | None = None
        self.split.addWidget(self._make_list())
        self.split.setMinimumHeight(_LOWEST * self.fontMetrics().lineSpacing())
        self.column.addWidget(scrolling(self.split), 1)
        self._pause = QTimer(self, singleShot=True, interval=DEBOUNCE_MS)
        self._pause.timeout.connect(self.show_list)

    @property
    def name(self) -> str:
        """Which table is shown."""
        return str(self.choice.currentData())

    def _make_list(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.grants: TablePanel[GrantRow] = TablePanel(
            grant_list_columns(),
            key="statistics_grants",
            name=text("statistics.screen.list_table"),
            settings=self.context.settings,
            identity=lambda one: one.id,
            empty=Empty(text("statistics.screen.nothing")),
        )
        column.addWidget(self.heading)
        column.addWidget(self.grants, 1)
        return side

    def reload(self) -> None:
        """Counts the chosen table again."""
        name, year = self.name, self.context.year

        def read(app: AppContext) -> FigureTable:
            from thidua_desktop.services.reports.statistics_screen import statistics_table

            return statistics_table(app, name, year=year)

        self.lead.setText(text("statistics.screen.lead"))
        self.context.read(
            read, done=self._show, label=text("statistics.screen.reading"), owner=self, question="statistics"
        )

    def _show(self, table: FigureTable) -> None:
        self._table = table
        former = self.numbers
        had_focus = former is not None and former.view.hasFocus()
        place = former.view.currentIndex() if former is not None else QModelIndex()
        numbers: TablePanel[Row] = TablePanel(
            [_column(table, one) for one in table.columns],
            key=f"statistics_{self.name}",
            name=text("statistics.screen.table"),
            settings=self.context.settings,
            identity=lambda row: row.get(_CODE, row["label"]),
            empty=Empty(text("statistics.screen.empty")),
            filterable=False,
        )
        numbers.count_line.hide()
        numbers.view.setSortingEnabled(False)  # the total stays last
        rows = list(table.rows())
        if rows:
            rows.append({"label": table.total, **table.totals(rows)})
        self.numbers = numbers
        if former is None:
            self.split.insertWidget(0, numbers)
            self.split.setSizes([400, 300])
        else:
            former.save_state()
            self.split.replaceWidget(0, numbers)
            former.deleteLater()
        numbers.show()
        numbers.set_rows(rows)
        numbers.view.selectionModel().currentChanged.connect(lambda *_: self._pause.start())
        numbers.opened.connect(lambda _: self.enter_list())
        allow(self.save_button, bool(rows), "nothing")
        if rows:
            filled = next((n for n, one in enumerate(table.columns) if n and rows[0].get(one.key)), 1)
            at = (max(place.row(), 0), max(place.column(), 1)) if place.isValid() else (0, filled)
            numbers.view.setCurrentIndex(
                numbers.model.index(min(at[0], len(rows) - 1), min(at[1], len(table.columns) - 1))
            )
        if had_focus:
            numbers.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.show_list()

    def show_list(self, *, enter: bool = False) -> None:
        """Reads the awards of the number the cursor is on; with ``enter`` the keyboard goes to them."""
        self._pause.stop()
        at = self._cursor()
        if at is None or self._table is None:
            self.heading.setText("")
            self.grants.set_rows(())
            return
        row, column = at
        name, year, key = self.name, self.context.year, column.key

        def read(app: AppContext) -> tuple[GrantRow, ...]:
            from thidua_desktop.services.reports.statistics_screen import awards_behind

            return awards_behind(app, name, year=year, row=row.get(_CODE), column=key, total=_CODE not in row)

        def show(found: tuple[GrantRow, ...]) -> None:
            heading = text("statistics.columns.all") if key == "label" else column.heading
            self.heading.setText(
                text("statistics.screen.list", row=row["label"], column=heading, count=len(found))
            )
            self.grants.set_rows(found)
            if enter and found:
                self.grants.view.setFocus(Qt.FocusReason.OtherFocusReason)

        self.context.read(
            read, done=show, label=text("statistics.screen.reading"), owner=self, question="statistics_list"
        )

    def enter_list(self) -> None:
        """Enter on a number: the keyboard goes to its list."""
        self.show_list(enter=True)

    def _cursor(self) -> tuple[Row, FigureColumn] | None:
        if self.numbers is None or self._table is None:
            return None
        index = self.numbers.view.currentIndex()
        if not index.isValid():
            return None
        return self.numbers.model.row_at(index.row()), self._table.columns[index.column()]

    def save(self) -> None:
        """The table shown, as a workbook."""
        name = self.name

        def write(app: AppContext, path: Path, year: int) -> None:
            from thidua_desktop.services.reports.statistics_screen import save_statistics

            save_statistics(app, path, name=name, year=year)

        save_report(
            self.context,
            Report("statistics", "document_table", "lookup.reports.workbook", write),
            self.notice,
        )

    def show_charts(self) -> None:
        """The charts of the year."""
        self.context.dialogs.run(ChartsDialog(self.context, self.window()))

    def take_focus(self) -> None:
        self.choice.setFocus(Qt.FocusReason.OtherFocusReason)


def _column(table: FigureTable, one: FigureColumn) -> Column[Row]:
    """A figure column on screen: what the table itself says of its cells."""
    value = _reader(table, one)
    if one.key == "label":
        return Column(one.key, one.heading, value, 320, least=0.5)
    width = max(84, _LETTER * len(one.heading) + _EDGES)  # the heading is read whole
    words = _percent if one.kind == "percent" else None
    return Column(one.key, one.heading, value, width, "right", text=words)


def _reader(table: FigureTable, one: FigureColumn) -> Any:
    return lambda row: table.value(row, one)


def _percent(share: Decimal | None) -> str:
    if share is None:
        return ""
    return text("statistics.screen.percent", value=plain_words((share * 100).quantize(Decimal("0.1"))))
