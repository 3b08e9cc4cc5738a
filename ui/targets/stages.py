"""The names behind one figure of an award target."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.target_lists import StageLine

_NOMINATED: Final = ("nominated", "passed")


class StageList(Dialog):
    """Enter or the button goes where the chosen one is worked on; ``place`` is given to ``context.go``."""

    def __init__(
        self,
        context: Context,
        lines: Sequence[StageLine],
        *,
        stage: str,
        wording: str,
        parent: QWidget | None = None,
    ) -> None:
        message = text(f"targets.stages.{stage}")
        lead = text("targets.stages.list_lead", count=len(lines), year=context.year)
        super().__init__(text("targets.stages.list_title", stage=message, wording=wording), parent, lead=lead)
        self._stage = stage
        self.place: tuple[str, object] | None = None
        columns = {
            name: text(f"targets.stages.columns.{name}") for name in ("name", "position", "unit", "decision")
        }
        self.panel: TablePanel[StageLine] = TablePanel(
            (
                Column("name", columns["name"], lambda line: line.name, 220),
                Column("position", columns["position"], lambda line: line.position, 140),
                Column("unit", columns["unit"], lambda line: line.unit, 240),
                Column("decision", columns["decision"], lambda line: line.decision, 130),
            ),
            key=f"stage_{stage}",
            name=message,
            settings=context.settings,
            empty=Empty(text("targets.stages.list_empty")),
        )
        self.panel.set_rows(lines)
        self.panel.opened.connect(lambda _: self._go())
        self.panel.selection_changed.connect(self._enable)
        self.body.addWidget(self.panel, 1)
        self.add_button(text("targets.stages.close")).clicked.connect(self.reject)
        self.go = self.add_button(text("targets.stages.go"), kind="primary")
        self.go.clicked.connect(self._go)
        self.resize(820, 520)
        if lines:
            self.panel.view.select_places([0])
        self._enable()

    def _enable(self) -> None:
        allow(self.go, bool(self.panel.selected()), "row")

    def _go(self) -> None:
        line = self.panel.chosen()
        if line is None:
            return
        if self._stage in _NOMINATED and line.nomination_id is not None:
            self.place = ("commendation", ("nominees", (line.nomination_id,)))
        elif self._stage == "registered":
            self.place = ("registration", None)
        else:
            self.place = ("lookup", line.name)
        self.accept()
