"""Files read together: what each holds or why not, what they would do, and who has sent nothing."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QStackedWidget, QVBoxLayout, QWidget

from thidua_desktop.queries.organisation.units import UnitRow
from thidua_desktop.services.importing.many_files import FileResult, ManyStaged, summary_sentence
from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Dialog
from ui.pages.step import FilterChips
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.wrap_row import WrapRow


def _count(key: str, width: int) -> Column[FileResult]:
    return Column[FileResult](
        key,
        text(f"intake.many.columns.{key}"),
        lambda row: row.counts.get(key, 0) if row.batch_id is not None else None,
        width,
        "right",
    )


COLUMNS: Final = (
    Column[FileResult]("file", text("intake.many.columns.file"), lambda row: row.path.name, 240),
    Column[FileResult]("sender", text("intake.many.columns.sender"), lambda row: row.sender or "", 190),
    Column[FileResult](
        "state",
        text("intake.many.columns.state"),
        lambda row: row.batch_id is not None,
        150,
        badge=lambda row: (
            Badge(text("intake.many.read"), "ok")
            if row.batch_id is not None
            else Badge(text("intake.many.not_read"), "danger")
        ),
    ),
    Column[FileResult](
        "rows",
        text("intake.many.columns.rows"),
        lambda row: sum(row.counts.values()) if row.batch_id is not None else None,
        90,
        "right",
    ),
    _count("new", 64),
    _count("update", 96),
    _count("identical", 80),
    _count("error", 60),
    Column[FileResult](
        "repeated", text("intake.many.columns.repeated"), lambda row: row.repeated or None, 80, "right"
    ),
)
UNIT_COLUMNS: Final = (
    Column[UnitRow]("unit", text("intake.many.columns.unit"), lambda unit: unit.name, 480),
)


def to_import(many: ManyStaged) -> tuple[int, ...]:
    """Files whose import would write something."""
    return tuple(
        file.batch_id
        for file in many.files
        if file.batch_id is not None and file.counts.get("new", 0) + file.counts.get("update", 0)
    )


class ManyDialog(Dialog):
    """Accepted: import every file that brings something. Enter on a file opens it (``requested``)."""

    def __init__(self, many: ManyStaged, settings: MachineSettings, parent: QWidget | None = None) -> None:
        super().__init__(text("intake.many.title"), parent, lead=summary_sentence(many))
        self.requested: int | None = None
        self.sides = FilterChips(text("intake.many.sides"))
        self.reported = QLabel()
        self.reported.setWordWrap(True)
        self.reported.setMinimumHeight(2 * self.reported.fontMetrics().lineSpacing())
        self.reported.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.files: TablePanel[FileResult] = TablePanel(
            COLUMNS,
            key="import_many_files",
            name=text("intake.many.files_table"),
            settings=settings,
            identity=lambda row: row.path,
            filterable=False,
        )
        self.silent: TablePanel[UnitRow] = TablePanel(
            UNIT_COLUMNS,
            key="import_many_silent",
            name=text("intake.many.silent_table"),
            settings=settings,
            identity=lambda row: row.id,
            empty=Empty(text("intake.many.silent_empty")),
            filterable=False,
        )
        self._lay_out(many)
        self.files.set_rows(many.files)
        self.silent.set_rows(many.silent)
        self.files.opened.connect(self._open)
        self.files.selection_changed.connect(self._report)
        first_bad = next((file for file in many.files if file.batch_id is None), many.files[0])
        self.files.select([first_bad.path])
        self.resize(870, 440)
        self.files.view.setFocus()

    def _lay_out(self, many: ManyStaged) -> None:
        row = WrapRow()
        row.addWidget(self.sides)
        row.addStretch(1)
        self.body.addLayout(row)
        self._stack = QStackedWidget()
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.files, 1)
        column.addWidget(self.reported)
        self._stack.addWidget(face)
        self._stack.addWidget(self.silent)
        self.body.addWidget(self._stack, 1)
        self.sides.set_counts(
            [
                ("files", text("intake.many.files"), len(many.files)),
                ("silent", text("intake.many.silent"), len(many.silent)),
            ]
        )
        self.sides.chosen.connect(lambda key: self._stack.setCurrentIndex(int(key == "silent")))
        self.add_button(text("intake.many.close")).clicked.connect(self.reject)
        requested = to_import(many)
        count = many.totals["new"] + many.totals["update"]
        label = text("intake.many.yes", files=len(requested), count=count)
        self.import_button = self.add_button(
            label if requested else text("intake.many.nothing"), kind="primary"
        )
        allow(self.import_button, bool(requested), "nothing_new")
        self.import_button.clicked.connect(self.accept)

    def _report(self) -> None:
        row = self.files.chosen()
        self.reported.setText(row.sentence if row else "")

    def _open(self, row: FileResult) -> None:
        if row.batch_id is not None:
            self.requested = row.batch_id
            self.reject()
