"""The evidence files of one task: added, opened, taken away."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.opening import show_file
from ui.dialogs.base import Dialog
from ui.tables.columns import Column, plain_words
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.tasks import EvidenceRow, TaskRow
    from thidua_desktop.services.office.context import AppContext


class TaskFiles(Dialog):
    """Every change is stored at once and can be undone; closing asks nothing."""

    def __init__(self, context: Context, task: TaskRow, parent: QWidget | None = None) -> None:
        lead = text("tasks.files.lead", wording=" ".join(task.wording.split()))
        super().__init__(text("tasks.files.title"), parent, lead=lead)
        self._context, self._task = context, task
        self.panel: TablePanel[EvidenceRow] = TablePanel(
            (
                Column("name", text("tasks.files.name"), lambda row: row.name, 300),
                Column("size", text("tasks.files.size"), _kilobytes, 100, align="right"),
                Column("note", text("tasks.files.note"), lambda row: row.note, 160, hidden=True),
            ),
            key="task_files",
            name=text("tasks.files.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("tasks.files.empty"), text("tasks.files.add").replace("&", ""), self._add),
            filterable=False,
        )
        self.body.addWidget(self.panel)
        self.panel.opened.connect(self._open)
        self.panel.selection_changed.connect(self._enable)
        self.add = self.add_button(text("tasks.files.add"))
        self.add.clicked.connect(self._add)
        self.open_button = self.add_button(text("tasks.files.open"))
        self.open_button.clicked.connect(lambda: self._open(self.panel.chosen()))
        self.remove = self.add_button(text("tasks.files.remove"))
        self.remove.clicked.connect(self._remove)
        self.panel.act_on_rows(self.open_button, delete=self.remove)
        self.add_button(text("tasks.files.close"), kind="primary").clicked.connect(self.accept)
        self.setMinimumSize(560, 380)
        self._reload()

    def _reload(self, _changes: object = None) -> None:
        def read(app: AppContext) -> tuple[EvidenceRow, ...]:
            from thidua_desktop.queries.planning.tasks import evidence

            return app.read(evidence, task_id=self._task.id)

        self._context.read(read, done=self._show, owner=self)

    def _show(self, rows: tuple[EvidenceRow, ...]) -> None:
        self.panel.set_rows(rows)
        self._enable()

    def _enable(self) -> None:
        some = bool(self.panel.selected())
        allow(self.open_button, some, "row")
        allow(self.remove, some, "row")

    def _add(self) -> None:
        paths = self._context.dialogs.choose_open_files(
            text("tasks.files.choose"), patterns=text("tasks.files.patterns"), purpose="evidence"
        )
        if not paths:
            return
        from thidua_desktop.services.planning.tasks import add_evidence

        self._context.act(
            lambda _: add_evidence(self._context.app, self._task.id, paths),
            label=text("tasks.files.title"),
            done=self._reload,
            owner=self,
        )

    def _open(self, row: EvidenceRow | None) -> None:
        if row is None:
            return
        digest, name = row.sha256, row.name

        def copy(app: AppContext) -> Path:
            from thidua_desktop.services.office.attachments import shown_copy

            return shown_copy(app, digest, name=name)

        self._context.read(copy, done=lambda path: show_file(self._context, path), owner=self)

    def _remove(self) -> None:
        ids = [row.id for row in self.panel.selected()]
        if ids:
            from thidua_desktop.services.planning.tasks import remove_evidence

            self._context.act(
                lambda _: remove_evidence(self._context.app, ids),
                label=text("tasks.files.title"),
                done=self._reload,
                owner=self,
            )


def _kilobytes(row: EvidenceRow) -> str:
    return text("tasks.files.kilobytes", size=plain_words(Decimal(max(1, round(row.size / 1024)))))
