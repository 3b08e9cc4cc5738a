"""One file: at the left as the officer knows it, at the right what would happen to each row and what was found."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.importing.values import Finding
from thidua_desktop.services.importing.preview import Preview
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.base import Chip
from ui.pages.importing.columns import ColumnStrip
from ui.pages.importing.preview_facts import Line, PreviewFacts
from ui.pages.importing.worksheet_view import SheetView, letter_of
from ui.pages.step import FilterChips
from ui.style.tokens import SPACING, Tone
from ui.tables.columns import Badge, Column
from ui.tables.panel import TablePanel
from ui.widgets.cell_refs import place_of
from ui.widgets.finding_list import FindingList
from ui.widgets.wrap_row import WrapRow

OUTCOMES: Final[dict[str, Tone]] = {"new": "ok", "update": "info", "identical": "neutral", "error": "danger"}
MENDABLE: Final = frozenset({"staged", "committed"})
UNKNOWN_AWARDS: Final = frozenset({"AWARD_UNKNOWN", "AWARD_LEVEL_AMBIGUOUS"})


COLUMNS: Final = (
    Column[Line]("row", text("commendation.intake.columns.row"), lambda line: line.record.row, 56, "right"),
    Column[Line]("name", text("commendation.intake.columns.name"), lambda line: line.record.name, 150),
    Column[Line](
        "kind",
        text("commendation.intake.columns.kind"),
        lambda line: text(f"importing.subjects.{line.record.subject_type}"),
        76,
    ),
    Column[Line]("award", text("commendation.intake.columns.award"), lambda line: _awards(line), 110),
    Column[Line]("unit", text("commendation.intake.columns.unit"), lambda line: line.record.unit or "", 150),
    Column[Line](
        "outcome",
        text("commendation.intake.columns.outcome"),
        lambda line: line.outcome,
        92,
        badge=lambda line: Badge(
            text(f"commendation.intake.outcomes.{line.outcome}"), OUTCOMES[line.outcome]
        ),
    ),
    Column[Line]("sheet", text("commendation.intake.columns.sheet"), lambda line: line.record.sheet, 80),
)


def _awards(line: Line) -> str:
    return ", ".join(award_by_code(code).short_name for code in line.record.awards)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the officer was before the file was read again."""

    sheet: str
    cell: tuple[int, int] | None
    side: str
    finding: int
    in_findings: bool


class FilePreview(QWidget):
    """``shown`` reports that another file stands here, ``corrected`` sheet, cell and the words typed over it."""

    shown = Signal()
    corrected = Signal(str, str, str)

    def __init__(self, context: Context) -> None:
        super().__init__()
        self.preview: Preview | None = None
        self.lines: tuple[Line, ...] = ()
        self.total = QLabel()
        self.chips = FilterChips(text("commendation.intake.outcome_filter"))
        self.chips.chosen.connect(self._filter)
        self.sides = FilterChips(text("commendation.intake.side"))
        self.sides.chosen.connect(self._turn)
        self.sheets = SheetView()
        self.sheets.cell_chosen.connect(self._follow_cell)
        self.findings = FindingList()
        self.findings.finding_chosen.connect(self._go_to_finding)
        self.findings.correction_requested.connect(self.correct_here)
        self.sheets.corrected.connect(self.corrected)
        self._from_findings = False
        self._facts: PreviewFacts | None = None
        self.rows: TablePanel[Line] = TablePanel(
            COLUMNS,
            key="import_rows",
            name=text("commendation.intake.rows"),
            settings=context.settings,
            identity=lambda line: (line.record.sheet, line.record.row, line.record.column),
            filterable=False,
        )
        self.rows.view.horizontalHeader().setMinimumSectionSize(40)
        self.rows.selection_changed.connect(self._go_to_row)
        self.columns = ColumnStrip()
        self.sheets.sheet_shown.connect(lambda _: self._show_columns())
        self.columns.column_chosen.connect(self._go_to_column)
        self.columns.field_palette.put.connect(self._put_field)
        self.sheets.field_dropped.connect(self.columns.put)
        self._following = False
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        counts = WrapRow()
        counts.setSpacing(SPACING["m"])
        counts.addWidget(self.total)
        counts.addWidget(self.chips)
        counts.addStretch(1)
        column.addLayout(counts)
        column.addWidget(self.columns)
        side = QWidget()
        right = QVBoxLayout(side)
        right.setContentsMargins(SPACING["s"], 0, 0, 0)
        right.setSpacing(SPACING["s"])
        switch = WrapRow()
        switch.addWidget(self.sides)
        switch.addStretch(1)
        right.addLayout(switch)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.rows)
        self._stack.addWidget(self.findings)
        right.addWidget(self._stack, 1)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.sheets)
        split.addWidget(side)
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([640, 360])
        column.addWidget(split, 1)

    def show_preview(self, facts: PreviewFacts, *, same_place: bool = False) -> None:
        """Shows a file, its worst findings first; ``same_place``: read again, the officer goes on where
        the officer was."""
        place = self._place() if same_place else None
        preview = self.preview = facts.preview
        self._facts = facts
        self.sheets.set_mendable(preview.batch.state in MENDABLE)
        self.lines = facts.lines
        self.sheets.show_sheets(preview.file.sheets, facts.marks, widths=facts.widths)
        self.rows.set_rows(self.lines)
        self._show_counts()
        self.sides.choose("findings" if facts.lists["findings"] else "rows")
        if place is not None:
            self._go_back(place)
        self.shown.emit()

    def _show_columns(self) -> None:
        if self.preview is not None:
            self.columns.show_tables(self.preview.tables.get(self.sheets.current_sheet(), ()))

    def _put_field(self, field: str) -> None:
        """The field the officer chose in the row of fields, at the column the officer stands on."""
        cell = self.sheets.cell()
        if cell is not None:
            self.columns.put(*cell, field)

    def _go_to_column(self, row: int, column: int) -> None:
        self._following = True
        self.sheets.go_to(self.sheets.current_sheet(), (row, column))
        self._following = False

    def correct_here(self) -> None:
        """Opens the cell the officer stands on, or the cell of the finding the officer stands on."""
        self._from_findings = self.findings.hasFocus()
        self.sheets.correct_here()

    def _place(self) -> _Place:
        place = _Place(
            self.sheets.current_sheet(),
            self.sheets.cell(),
            self.sides.current,
            max(self.findings.currentRow(), 0),
            self._from_findings,
        )
        self._from_findings = False
        return place

    def _go_back(self, place: _Place) -> None:
        self._following = True
        if place.cell is not None:
            self.sheets.go_to(place.sheet, place.cell)
        self.sides.choose(place.side)
        self._following = False
        if place.in_findings and self.findings.count():
            self.findings.setCurrentRow(min(place.finding, self.findings.count() - 1))
            self.findings.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.sheets.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def counts(self) -> dict[str, int]:
        """Rows by outcome; they add up to the rows read."""
        found = Counter(line.outcome for line in self.lines)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def to_import(self) -> int:
        """Rows an import would write."""
        counts = self.counts()
        return counts["new"] + counts["update"]

    def unknown_awards(self) -> tuple[str, ...]:
        """Spellings to be reported once, as typed."""
        found = self.preview.file.findings if self.preview else ()
        spelled = (one.params.get("award", "") for one in found if one.code in UNKNOWN_AWARDS)
        return tuple(dict.fromkeys(word for word in spelled if word))

    def _show_counts(self) -> None:
        counts = self.counts()
        self.total.setText(text("commendation.intake.read", count=len(self.lines)))
        shown = [("all", text("commendation.intake.outcomes.all"), len(self.lines))]
        shown += [(key, text(f"commendation.intake.outcomes.{key}"), counts[key]) for key in OUTCOMES]
        doubtful = sum(line.doubtful for line in self.lines)
        shown.append(("doubtful", text("commendation.intake.outcomes.doubtful"), doubtful))
        self.chips.set_counts(shown)
        self.chips.choose("all")
        self.sides.set_counts(
            [
                ("rows", text("commendation.intake.rows"), len(self.lines)),
                ("findings", text("commendation.intake.findings"), len(self._list("findings"))),
                ("repaired", text("commendation.intake.repaired"), len(self._list("repaired"))),
            ]
        )

    def _turn(self, side: str) -> None:
        self._stack.setCurrentIndex(int(side != "rows"))
        if side != "rows":
            self.findings.show_findings(self._list(side))

    def _list(self, side: str) -> Sequence[Finding]:
        """What wants the officer's eye, or what was put right without asking."""
        return self._facts.lists[side] if self._facts else ()

    def _filter(self, key: str) -> None:
        if key == "all":
            self.rows.set_accept(None)
        elif key == "doubtful":
            self.rows.set_accept(lambda line: line.doubtful)
        else:
            self.rows.set_accept(lambda line: line.outcome == key)
        if key != "all":
            self.sides.choose("rows")

    def _go_to_finding(self, finding: Finding) -> None:
        sheet, cell = place_of(finding.ref)
        if cell is not None:
            self._following = True
            self.sheets.go_to(sheet, cell)
            self._following = False

    def _go_to_row(self) -> None:
        line = self.rows.current()
        if line is None or self._following or self.preview is None or not self.rows.selected():
            return
        _, cell = place_of(line.record.ref(line.record.column))
        self._following = True
        if cell is not None:
            self.sheets.go_to(line.record.sheet, cell)
        self._following = False

    def _follow_cell(self, sheet: str, row: int, column: int) -> None:
        """Standing on a marked cell shows its finding; on any other, its row."""
        if self._following:
            return
        self._following = True
        listed = self._facts.listed.get(f"{sheet}!{letter_of(column)}{row + 1}") if self._facts else None
        if listed is None:
            here = [
                line.record for line in self.lines if (line.record.sheet, line.record.row) == (sheet, row + 1)
            ]
            self.rows.select([(one.sheet, one.row, one.column) for one in here[:1]])
        else:
            if self.sides.current != listed[0]:
                self.sides.choose(listed[0])
            self.findings.select_row(listed[1])
        self._following = False


def state_chip(chip: Chip, state: str) -> None:
    """Words and colour of a file's state."""
    chip.set(text(f"commendation.intake.states.{state}"), "ok" if state == "committed" else "info")
