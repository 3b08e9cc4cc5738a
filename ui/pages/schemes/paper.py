"""A sheet of points as it was understood: every doubtful line is asked about before it is stored."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
)

from thidua_desktop.domain.schemes.paper import MEANINGS, METHODS, PaperLine, with_method
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.schemes.written import write_number
from thidua_desktop.texts import text
from ui.dialogs.base import Dialog
from ui.widgets.combo import Combo
from ui.widgets.forms import Field, Form
from ui.widgets.some_of import some_of

if TYPE_CHECKING:
    from thidua_desktop.services.scoring.scheme_files import PaperTable

_COLUMNS: Final = ("row", "number", "name", "points", "meaning", "method", "doubt")
_MOST_SUMS: Final = 4
_MEANING, _METHOD = 4, 5


class PaperDialog(Dialog):
    """Space goes to the next meaning, Shift+Space to the next way of scoring; Ctrl+Down to the next doubt."""

    def __init__(self, table: PaperTable) -> None:
        columns = ", ".join(
            text(f"schemes.paper.column_{part}", letter=letter) for part, letter in table.columns.items()
        )
        lead = text("schemes.paper.lead", sheet=table.sheet, row=table.heading, columns=columns)
        super().__init__(text("schemes.paper.title", file=table.file), lead=lead)
        self._table = table
        self.lines: list[PaperLine] = list(table.lines)
        self.form = Form(
            (
                Field("name", text("schemes.fields_new.name"), required=True),
                Field(
                    "source",
                    text("schemes.fields_new.source"),
                    required=True,
                    help=text("schemes.hints.source"),
                ),
            )
        )
        self.form.set_values({"name": table.title.capitalize() or None})
        self.grid = _Lines(self)
        self.sums = QLabel()
        self.sums.setWordWrap(True)
        self.sums.setProperty("role", "problem")
        self.count = QLabel()
        self.count.setProperty("role", "small")
        for widget in (self.form, self.grid, self.count, self.sums):
            self.body.addWidget(widget)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.add_button(text("schemes.paper.accept"), kind="primary").clicked.connect(self.accept)
        self.resize(1120, 680)
        self._fill()
        self.form.focus_first()

    def scheme(self) -> Scheme:
        """The scheme of the lines as the officer left them."""
        from thidua_desktop.services.scoring.scheme_files import scheme_of_table

        message = self.form.values()
        return scheme_of_table(
            self._table, self.lines, name=str(message["name"]), source=str(message["source"])
        )

    def accept(self) -> None:
        if self.form.validate():
            super().accept()

    def mean(self, place: int, meaning: str) -> None:
        """What a line is, as the officer says; the officer's answer settles the doubt."""
        known = next(one for one in MEANINGS if one == meaning)
        self.lines[place] = replace(self.lines[place], meaning=known, doubt="")
        self.grid.show_line(place, self.lines[place])
        self._report()

    def score_by(self, place: int, method: str) -> None:
        """How a line is scored, as the officer says; the officer's answer settles the doubt."""
        known = next(one for one in METHODS if one == method)
        self.lines[place] = with_method(self.lines[place], known)
        self.grid.show_line(place, self.lines[place])
        self._report()

    def next_doubt(self) -> None:
        """To the next line that is not plain."""
        doubts = [place for place, line in enumerate(self.lines) if line.doubt]
        here = self.grid.currentRow()
        after = [place for place in doubts if place > here] or doubts
        if after:
            self.grid.setCurrentCell(after[0], 2)

    def _fill(self) -> None:
        self.grid.setRowCount(len(self.lines))
        for place, line in enumerate(self.lines):
            meaning = _choice(
                text("schemes.paper.meaning_of", row=line.row),
                {one: text(f"schemes.paper.meanings.{one}") for one in MEANINGS},
            )
            meaning.activated.connect(lambda at, place=place: self.mean(place, MEANINGS[at]))
            self.grid.setCellWidget(place, _MEANING, meaning)
            method = _choice(
                text("schemes.paper.method_of", row=line.row),
                {one: text(f"schemes.methods_short.{one}") for one in METHODS},
            )
            method.activated.connect(lambda at, place=place: self.score_by(place, METHODS[at]))
            self.grid.setCellWidget(place, _METHOD, method)
            self.grid.show_line(place, line)
        self.grid.setCurrentCell(0, 2)
        self._report()

    def _report(self) -> None:
        from thidua_desktop.services.scoring.scheme_files import sums_reported

        doubts = sum(bool(line.doubt) for line in self.lines)
        key = "schemes.paper.count_doubts" if doubts else "schemes.paper.count"
        self.count.setText(text(key, count=len(self.lines), doubts=doubts))
        reported = sums_reported(self._table, self.lines)
        self.sums.setText(some_of(reported, most=_MOST_SUMS, between="\n"))
        self.sums.setVisible(bool(reported))


def _choice(name: str, choices: Mapping[str, str]) -> QComboBox:
    box = Combo()
    box.setAccessibleName(name)
    for one, words in choices.items():
        box.addItem(words, one)
    box.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    return box


class _Lines(QTableWidget):
    """The lines in the order of the sheet."""

    def __init__(self, dialog: PaperDialog) -> None:
        super().__init__(0, len(_COLUMNS))
        self._dialog = dialog
        self.setAccessibleName(text("schemes.paper.lines"))
        self.setHorizontalHeaderLabels([text(f"schemes.paper.heads.{one}") for one in _COLUMNS])
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(38)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        header = self.horizontalHeader()
        for column, width in enumerate((56, 64, 0, 70, 124, 150, 210)):
            if width:
                self.setColumnWidth(column, width)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        self.setMinimumHeight(260)

    def show_line(self, place: int, line: PaperLine) -> None:
        reported = text(f"schemes.paper.doubts.{line.doubt}") if line.doubt else ""
        cells = (
            str(line.row),
            line.number,
            "   " * line.depth + line.name,
            write_number(line.points),
            "",
            "",
            reported,
        )
        for column, words in enumerate(cells):
            if column in (_MEANING, _METHOD):
                continue
            item = QTableWidgetItem(words)
            item.setToolTip(line.name if column == 2 else words)
            if column in (0, 3):
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self.setItem(place, column, item)
        scored = line.meaning not in ("section", "skip")
        chosen = ((_MEANING, MEANINGS.index(line.meaning)), (_METHOD, METHODS.index(line.method)))
        for column, at in chosen:
            box = self.cellWidget(place, column)
            if isinstance(box, QComboBox):
                box.setCurrentIndex(at)
                box.setVisible(scored or column == _MEANING)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = self.currentRow()
        if event.key() == Qt.Key.Key_Space and place >= 0:
            line = self._dialog.lines[place]
            if event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
                self._dialog.score_by(place, METHODS[(METHODS.index(line.method) + 1) % len(METHODS)])
                return
            at = MEANINGS.index(line.meaning)
            self._dialog.mean(place, MEANINGS[(at + 1) % len(MEANINGS)])
        elif event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._dialog.next_doubt()
        else:
            super().keyPressEvent(event)
