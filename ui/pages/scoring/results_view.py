"""The order with last year beside it, why, what would change it, and who is proposed."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.sensitivity import swings
from thidua_desktop.services.scoring.results import ResultRow, result_rows
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.services.scoring.sheet_words import brief, swing_sentence, unit_sentence
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.scoring.proposing import propose_units
from ui.pages.scoring.tie_dialog import TieDialog
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.drawer import drawer_button
from ui.widgets.richtext import settle
from ui.widgets.wrap_row import WrapRow

_ASIDE: Final = {"extra": 1, "deducted": 2, "last": 3}
"""Columns that leave a narrow window first; what they say stands in the reasons below."""


def result_columns() -> tuple[Column[ResultRow], ...]:
    """The table of the order."""
    points: tuple[tuple[str, int, Callable[[ResultRow], Decimal | None]], ...] = (
        ("total", 88, lambda row: row.total),
        ("own", 88, lambda row: row.own),
        ("extra", 114, lambda row: row.extra),
        ("deducted", 76, lambda row: row.deducted),
        ("last", 88, lambda row: row.last_total),
    )
    return (
        Column("rank", _head("rank"), lambda row: row.rank, 58, align="right"),
        Column("unit", _head("unit"), lambda row: brief(row.unit), 220, least=1.0),
        *(
            Column(key, _head(key), read, wide, align="right", text=_points, aside=_ASIDE.get(key, 0))
            for key, wide, read in points
        ),
        Column("change", _head("change"), lambda row: row.change, 92, align="right", text=_change, aside=4),
        Column("moved", _head("moved"), lambda row: row.moved, 78, align="right", text=_moved, aside=5),
        Column("proposal", _head("proposal"), lambda row: row.proposal, 120, badge=_badge),
        Column("note", _head("note"), lambda row: row.note, 240, least=0.5, tooltip=lambda row: row.note),
    )


def _head(key: str) -> str:
    return text(f"score_results.columns.{key}")


class ResultsView(QWidget):
    """What the meeting looks at."""

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.context = context
        self._loaded: LoadedSheet | None = None
        self._bloc: LiveBloc | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        self.panel: TablePanel[ResultRow] = TablePanel(
            result_columns(),
            key="score_results",
            name=text("score_results.table"),
            settings=context.settings,
            identity=lambda row: row.unit_id,
            empty=Empty(text("score_results.empty")),
            filterable=False,
        )
        self.ties = make_button(text("score_results.ties"))
        put_icon(self.ties, "vote")
        self.ties.clicked.connect(lambda _: self.settle_ties())
        self.propose = make_button(text("score_results.propose"), kind="primary")
        put_icon(self.propose, "trophy", "on_accent")
        self.propose.clicked.connect(lambda _: self.propose_units())
        self.panel.act_on_rows(self.propose)
        self.panel.selection_changed.connect(self._report_unit)
        words = self._make_words()
        split.addWidget(self.panel)
        split.addWidget(words)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        column.setSpacing(SPACING["xs"])
        column.addWidget(split, 1)
        below = WrapRow()
        below.setSpacing(SPACING["s"])
        self.explain = drawer_button(
            text("score_results.explain"), words, key="score_results", settings=context.settings
        )
        below.addWidget(self.explain)
        below.addWidget(self.panel.count_line)
        below.addStretch(1)
        below.addWidget(self.ties)
        below.addWidget(self.propose)
        column.addLayout(below)

    def _make_words(self) -> QWidget:
        below = QWidget()
        row = WrapRow(below)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["m"])
        self.why, self.swings = QTextBrowser(), QTextBrowser()
        for browser, key in ((self.why, "why"), (self.swings, "swings")):
            column = QVBoxLayout()
            heading = QLabel(text(f"score_results.{key}"))
            heading.setProperty("role", "heading")
            browser.setAccessibleName(text(f"score_results.{key}"))
            browser.setMinimumHeight(90)
            column.addWidget(heading)
            column.addWidget(browser, 1)
            row.addLayout(column, 1)
        return below

    def show_result(self, loaded: LoadedSheet, bloc: LiveBloc) -> None:
        """The result of what is entered now."""
        self._loaded, self._bloc = loaded, bloc
        rows = result_rows(loaded, bloc)
        self.panel.set_rows(rows)
        if rows and self.panel.chosen() is None:
            self.panel.select([rows[0].unit_id])
        self.ties.setVisible(bool(bloc.result.ties) and loaded.row.open)
        somebody = any(one.units for one in bloc.result.proposals)
        why = "propose_open" if loaded.row.open else "propose_nobody"
        allow(self.propose, somebody and not loaded.row.open, words=text(f"score_results.{why}"))
        message = [swing_sentence(bloc, one) for one in swings(bloc)]
        self.swings.setPlainText("\n\n".join(message) or text("score_results.no_swings"))
        settle(self.swings.document())
        self._report_unit()

    def settle_ties(self) -> None:
        """The meeting's order of units that share a rank."""
        loaded, bloc = self._loaded, self._bloc
        if loaded is None or bloc is None:
            return
        decided = any(rule.by == "meeting" for rule in loaded.scheme.ranking.tie_breaks)
        dialog = TieDialog(bloc.result.ties, self.window(), decided=decided)
        if self.context.dialogs.run(dialog):
            from thidua_desktop.services.scoring.score_sheets import set_places

            how = dialog.how.currentText()
            places = {loaded.id_of(name): place for name, place in dialog.places().items()}
            self.context.act(
                lambda _: set_places(self.context.app, loaded.id, places, how=how),
                label=text("score_results.ties").replace("&", ""),
                owner=self,
            )

    def propose_units(self) -> None:
        """The proposed units become nominations."""
        if self._loaded is not None and self._bloc is not None:
            propose_units(self.context, self._loaded, self._bloc, owner=self)

    def _report_unit(self) -> None:
        row = self.panel.chosen()
        if row is None or self._loaded is None or self._bloc is None:
            self.why.clear()
            return
        self.why.setPlainText(
            "\n".join([row.unit, *unit_sentence(self._loaded.scheme, self._bloc.unit(row.unit))])
        )
        settle(self.why.document())


def _points(value: object) -> str:
    return number_words(value) if isinstance(value, Decimal) else ""


def _change(value: object) -> str:
    if not isinstance(value, Decimal):
        return ""
    return "0" if not value else f"{'▲' if value > 0 else '▼'} {number_words(abs(value))}"


def _moved(value: object) -> str:
    if not isinstance(value, int):
        return ""
    return "=" if not value else f"{'▲' if value > 0 else '▼'} {abs(value)}"


def _badge(row: ResultRow) -> Badge | None:
    return Badge(row.proposal, "ok") if row.proposal else None
