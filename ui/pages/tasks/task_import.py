"""What was read of a table of tasks, before it is stored: rows to leave out, times to say."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QLabel, QTableWidget, QTableWidgetItem, QWidget

from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.pages.tasks.forms import read_months
from ui.style.theme import theme
from ui.style.tokens import ROW_HEIGHT
from ui.widgets.allowing import allow

if TYPE_CHECKING:
    from thidua_desktop.services.planning.task_reading import FoundTask
    from thidua_desktop.services.planning.tasks import TaskDraft

_COLUMNS: Final = ("number", "wording", "when_text", "months", "lead", "partners", "doubts")
_WIDTHS: Final = (64, 330, 160, 96, 150, 170, 190)
_MONTHS: Final = 3
_ASKED: Final = ("time", "no_time")


class TaskImport(Dialog):
    """Space marks a row in or out; F2 or typing changes its months. ``drafts`` is what the officer takes."""

    def __init__(self, found: Sequence[FoundTask], *, file: str, parent: QWidget | None = None) -> None:
        lead = text("task_reading.lead", count=len(found), file=file)
        super().__init__(text("task_reading.title"), parent, lead=lead)
        self._found = tuple(found)
        self.table = _Table(len(found), len(_COLUMNS))
        self.table.setAccessibleName(text("task_reading.table"))
        self.table.setHorizontalHeaderLabels([text(f"task_reading.columns.{name}") for name in _COLUMNS])
        self._count = QLabel()
        self._count.setProperty("role", "muted")
        for place, one in enumerate(self._found):
            self._fill(place, one)
        for place, width in enumerate(_WIDTHS):
            self.table.setColumnWidth(place, width)
        self.table.itemChanged.connect(lambda _: self._report())
        self.body.addWidget(self.table, 1)
        self.body.addWidget(self._count)
        self.add_button(text("task_reading.cancel")).clicked.connect(self.reject)
        self.take = self.add_button(text("task_reading.take"), kind="primary")
        self.take.clicked.connect(self.accept)
        self.resize(1180, 620)
        asked = [place for place, one in enumerate(self._found) if set(one.doubts) & set(_ASKED)]
        self.table.setCurrentCell(asked[0] if asked else 0, _MONTHS if asked else 0)
        self._report()

    def drafts(self) -> tuple[TaskDraft, ...]:
        """The tasks marked, with the months the officer gave."""
        return tuple(
            replace(one.draft, months=self._months(place) or ())
            for place, one in enumerate(self._found)
            if self._taken(place)
        )

    def _fill(self, place: int, one: FoundTask) -> None:
        draft = one.draft
        words = (
            one.number,
            " • ".join(draft.wording.split("\n")),
            draft.when_text,
            ", ".join(map(str, draft.months or ())),
            draft.lead,
            "; ".join(draft.partners.split("\n")),
            "; ".join(text(f"task_reading.doubts.{doubt}") for doubt in one.doubts),
        )
        for column, message in enumerate(words):
            item = QTableWidgetItem(message)
            item.setToolTip(draft.wording if column == 1 else message)
            flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
            if column == 0:
                flags |= Qt.ItemFlag.ItemIsUserCheckable
                known = "known" in one.doubts
                item.setCheckState(Qt.CheckState.Unchecked if known else Qt.CheckState.Checked)
            if column == _MONTHS:
                flags |= Qt.ItemFlag.ItemIsEditable
            item.setFlags(flags)
            if one.doubts and column in (_MONTHS, len(_COLUMNS) - 1):
                item.setBackground(theme().colour("warn_soft"))
                item.setForeground(theme().colour("warn_text"))
            self.table.setItem(place, column, item)

    def _taken(self, place: int) -> bool:
        item = self.table.item(place, 0)
        return item is not None and item.checkState() == Qt.CheckState.Checked

    def _months(self, place: int) -> tuple[int, ...] | None:
        """Months of a row; empty when it says none, None when what the officer typed is no list of months."""
        item = self.table.item(place, _MONTHS)
        words = item.text().strip() if item is not None else ""
        if not words:
            return ()
        try:
            return read_months(words)
        except ValueError:
            return None

    def _report(self) -> None:
        taken = [place for place in range(len(self._found)) if self._taken(place)]
        wrong = [place for place in taken if self._months(place) is None]
        asked = sum(not self._months(place) for place in taken)
        key = "task_reading.count_asked" if asked else "task_reading.count"
        words = text(key, taken=len(taken), total=len(self._found), **({"asked": asked} if asked else {}))
        self._count.setText(text("tasks.wrong_months") if wrong else words)
        allow(self.take, bool(taken) and not wrong, "taken_rows")


class _Table(QTableWidget):
    """Space anywhere in a row marks it; Enter presses the primary button of the dialog, as in a form."""

    def __init__(self, rows: int, columns: int) -> None:
        super().__init__(rows, columns)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(
            QAbstractItemView.EditTrigger.DoubleClicked
            | QAbstractItemView.EditTrigger.EditKeyPressed
            | QAbstractItemView.EditTrigger.AnyKeyPressed
        )
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(True)
        heads = self.verticalHeader()
        heads.hide()
        heads.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        heads.setDefaultSectionSize(max(ROW_HEIGHT, self.fontMetrics().height() + 16))
        self.horizontalHeader().setStretchLastSection(True)
        self.setWordWrap(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        item = self.item(self.currentRow(), 0)
        if event.key() == Qt.Key.Key_Space and item is not None:
            checked = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if checked else Qt.CheckState.Checked)
        else:
            super().keyPressEvent(event)
