"""Soát văn bản: what a proof-reader would mark in the plan; Enter opens the place where it is corrected."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Chip
from ui.pages.planning.tab import PlanTab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.elided import Elided
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.planning.proofreading import ProofLine


class ProofTab(PlanTab):
    """``requested`` reports which finding the officer opened."""

    requested = Signal(object)  # ProofLine

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.verdict = Chip()
        self.lead = Elided("")
        self.lead.setText(text("planning.proof.lead"))
        self.lead.setProperty("role", "muted")
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(self.verdict)
        row.addWidget(self.lead, 1)
        self.column.addLayout(row)
        self.panel: TablePanel[Any] = TablePanel(
            _columns(),
            key="plan_proof",
            name=text("planning.proof.table"),
            settings=context.settings,
            identity=lambda line: (line.code, line.words, line.what),
            empty=Empty(text("planning.proof.clean")),
        )
        self.open_button = make_button(text("planning.proof.open"))
        put_icon(self.open_button, "open")
        self.open_button.clicked.connect(self._open)
        self.panel.tools.addWidget(self.open_button)
        self.take_button = make_button(text("planning.proof.take_figure"))
        self.take_button.setToolTip(text("planning.proof.take_figure_tip"))
        self.take_button.clicked.connect(lambda: self._settle("take_from_text", "take_figure"))
        self.put_button = make_button(text("planning.proof.put_figure"))
        self.put_button.setToolTip(text("planning.proof.put_figure_tip"))
        self.put_button.clicked.connect(lambda: self._settle("put_in_text", "put_figure"))
        self.year_button = make_button("")
        self.year_button.clicked.connect(self._change_year)
        for button in (self.take_button, self.put_button, self.year_button):
            self.panel.tools.addWidget(button)
        self.panel.opened.connect(self.requested)
        self.panel.selection_changed.connect(self._chosen)
        self.column.addWidget(self.panel, 1)

    def _open(self) -> None:
        line = self.panel.chosen()
        if line is not None:
            self.requested.emit(line)

    def reload(self) -> None:
        plan_id = self.plan_id
        if plan_id is None or not self.isVisible():
            return

        def read(app: AppContext) -> tuple[ProofLine, ...]:
            from thidua_desktop.services.planning.proofreading import proof

            return proof(app, plan_id)

        self.context.read(read, done=self._show, label=text("planning.proof.reading"), owner=self)

    def _show(self, lines: tuple[ProofLine, ...]) -> None:
        self.panel.set_rows(lines)
        errors = sum(line.severity == "error" for line in lines)
        if errors:
            self.verdict.set(text("planning.proof.errors", count=errors), "danger")
        elif lines:
            self.verdict.set(text("planning.proof.warnings", count=len(lines)), "warn")
        else:
            self.verdict.set(text("planning.proof.none"), "ok")
        self._chosen()

    def _chosen(self) -> None:
        """The two ways to settle a figure show only while a target differs from the text."""
        line = self.panel.chosen()
        allow(self.open_button, line is not None, "row")
        some = any(one.target_id is not None for one in self.panel.model.shown_rows())
        for button in (self.take_button, self.put_button):
            button.setVisible(some)
            allow(button, line is not None and line.target_id is not None, "figure_row")

        self._offer_year(line)

    def _offer_year(self, line: ProofLine | None) -> None:
        """The change of every occurrence shows while a sentence names another year."""
        old, new = (line.other_year, line.plan_year) if line is not None else (None, None)
        self.year_button.setVisible(old is not None and new is not None and old != new)
        if old is not None and new is not None:
            self.year_button.setText(text("planning.proof.change_year", old=old, new=new))
            self.year_button.setToolTip(text("planning.proof.change_year_tip", old=old, new=new))

    def _change_year(self) -> None:
        line, plan_id = self.panel.chosen(), self.plan_id
        if line is None or plan_id is None or line.other_year is None or line.plan_year is None:
            return
        old, new, app = line.other_year, line.plan_year, self.context.app

        def change(_: object) -> Changes:
            from thidua_desktop.services.planning.year_change import change_year

            return change_year(app, plan_id=plan_id, old=old, new=new)

        words = text("planning.proof.change_year", old=old, new=new).replace("&", "")
        self.context.act(change, label=words, owner=self)

    def _settle(self, name: str, label: str) -> None:
        """Takes the text's figure for the target, or the target's for the text."""
        line, plan_id = self.panel.chosen(), self.plan_id
        if line is None or plan_id is None or line.target_id is None:
            return
        target_id, app = line.target_id, self.context.app

        def settle(_: object) -> Changes:
            from thidua_desktop.services.planning import figures

            return getattr(figures, name)(app, plan_id=plan_id, target_id=target_id)  # type: ignore[no-any-return]

        words = text(f"planning.proof.{label}").replace("&", "")
        self.context.act(settle, label=words, owner=self)


def _columns() -> tuple[Column[Any], ...]:
    return (
        Column(
            "severity",
            text("planning.proof.severity"),
            lambda line: 0 if line.severity == "error" else 1,
            110,
            badge=_badge,
        ),
        Column("what", text("planning.proof.what"), lambda line: line.what, 380),
        Column("words", text("planning.proof.words"), lambda line: line.words, 400),
    )


def _badge(line: ProofLine) -> Badge:
    words = text(f"plan_reading.severity.{line.severity}")
    return Badge(words, "danger" if line.severity == "error" else "warn")
