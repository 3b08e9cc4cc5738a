"""Step 2: who is proposed, what speaks for and against each, and what the officer decides about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QPushButton, QSplitter

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.changes import (
    GRANTS,
    IMPORTING,
    LAW,
    NOMINATIONS,
    ORGANISATION,
    PEOPLE,
    REGISTRATIONS,
    SCORING,
)
from thidua_desktop.domain.nominations.nominating import OPEN_STATES, doubles
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.decisions.decisions import DecisionRow, decision
from thidua_desktop.queries.decisions.grants import GrantRow, of_subjects
from thidua_desktop.queries.nominations.dossiers import DueDossier, due
from thidua_desktop.queries.nominations.nominations import NominationRow, findings, nominations
from thidua_desktop.services.eligibility.caps import caps_of_year, over_summary
from thidua_desktop.services.nominations import nominations as service
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.first_lists import fill_year_facts
from ui.dialogs.history import offer_history
from ui.pages.base import Card, scrolling
from ui.pages.nominations.columns import CHIPS, COLUMNS, WAITING_CHIPS, due_words
from ui.pages.nominations.documents import NomineePapers
from ui.pages.nominations.eligibility_card import CardFacts, EligibilityCard
from ui.pages.nominations.ranks import RanksLine
from ui.pages.nominee_actions import NomineeActions
from ui.pages.step import FilterChips, Notice, Step, Toolbar
from ui.pages.tally import save_tally
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.some_of import some_of
from ui.widgets.wrap_row import WrapRow

_REPORTED_TERMS: Final = 12
"""Lines a tooltip holds without covering the table."""


class NomineesStep(Step):
    """The table at the left, the card of the chosen nominee at the right with what can be done about it."""

    topics: ClassVar = frozenset(
        {NOMINATIONS, PEOPLE, ORGANISATION, IMPORTING, GRANTS, LAW, REGISTRATIONS, SCORING}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: tuple[NominationRow, ...] = ()
        self.commands = NomineeActions(context, self)
        self.commands.acted.connect(self.acted)
        self.papers = NomineePapers(context, self)
        self.papers.acted.connect(self.acted)
        self._doubles: frozenset[int] = frozenset()
        self._due: dict[int, DueDossier] = {}
        self.chips = FilterChips(text("commendation.nominees.filter"))
        self.chips.chosen.connect(self._filter)
        bar = Toolbar()
        self.export_button = bar.add_button(text("commendation.nominees.export"), "arrow_export", self.export)
        self.caps_button = bar.add_button(text("nominees.caps_button"), "data_pie", self.papers.caps)
        self.submit_button = bar.add_button("", "checkmark_circle", self.submit, kind="primary")
        self.column.addLayout(bar)
        self.over = Notice()
        self.column.addWidget(self.over)
        self.ranks = RanksLine(context)
        self.column.addWidget(self.ranks)
        self.table: TablePanel[NominationRow] = TablePanel(
            COLUMNS,
            key="nominations",
            name=text("commendation.nominees.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("commendation.nominees.empty"),
                text("commendation.nominees.go_import"),
                lambda: self.step_requested.emit("intake", None),
            ),
        )
        offer_history(context, self.table, "nomination")
        bar.insertWidget(0, self.table.filter_box, 4)
        bar.insertWidget(1, self.table.menu_button)
        filters = WrapRow()  # over the whole width: six counts find no room beside the card
        filters.addWidget(self.chips)
        filters.addStretch(1)
        self.column.addLayout(filters)
        self.table.selection_changed.connect(self._selected)
        self.table.model.modelReset.connect(self._count_to_judge)
        self.table.model.layoutChanged.connect(self._count_to_judge)
        self.card = EligibilityCard()
        self.card.proof_requested.connect(self._open_proof)
        self.table.opened.connect(lambda _: self.card.setFocus(Qt.FocusReason.OtherFocusReason))
        self._buttons: dict[str, QPushButton] = {}
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(scrolling(self._make_side()))
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([640, 340])
        self.column.addWidget(split, 1)

    def _make_side(self) -> Card:
        side = Card()
        side.body.setContentsMargins(SPACING["s"], SPACING["s"], SPACING["s"], SPACING["s"])
        side.body.addWidget(self.card, 1)
        grid = QGridLayout()
        grid.setSpacing(SPACING["s"])
        actions: tuple[tuple[str, str, Callable[[Sequence[NominationRow]], None]], ...] = (
            ("overrule", "gavel", self.commands.overrule),
            ("award", "ribbon", self.commands.set_award),
            ("give_back", "arrow_undo", self.commands.give_back),
            ("remove", "delete", self.commands.remove),
        )
        for place, (key, icon, pressed) in enumerate(actions):
            button = make_button(text(f"commendation.nominees.{key}"))
            button.setAutoDefault(False)
            put_icon(button, icon)
            button.clicked.connect(lambda _, key=key, pressed=pressed: pressed(self._rows_of(key)))
            self._buttons[key] = button
            grid.addWidget(button, place // 2, place % 2)
        self.more_button = make_button(text("nominees.more"))
        self.more_button.setAutoDefault(False)
        put_icon(self.more_button, "folder_open")
        menu = self.papers.menu(self._open_rows)
        self.facts_action = menu.addAction(text("nominees.facts_button"))
        put_icon(self.facts_action, "edit")
        self.facts_action.triggered.connect(lambda _: self._fill_facts())
        self.more_button.setMenu(menu)
        self.unit_button = make_button(text("nominees.unit_button"))
        self.unit_button.setAutoDefault(False)
        put_icon(self.unit_button, "building")
        self.unit_button.clicked.connect(lambda _: self.commands.set_unit(self._undecided()))
        grid.addWidget(self.unit_button, len(actions) // 2, 0)
        grid.addWidget(self.more_button, len(actions) // 2, 1)
        side.body.addLayout(grid)
        self.table.act_on_rows(
            *self._buttons.values(), self.unit_button, self.more_button, delete=self._buttons["remove"]
        )
        return side

    def load(self) -> None:
        self.ranks.reload()
        year = self.context.year
        app = self.context.app
        self.fetch(
            lambda _: (
                app.read(nominations, year=year),
                over_summary(caps_of_year(app, year=year)),
                app.read(due, today=app.today(), year=year),
            ),
            lambda found: self._show(*found),
        )

    def _show(self, rows: tuple[NominationRow, ...], over: str, terms: Sequence[DueDossier]) -> None:
        self._rows = rows
        self._due = {one.nomination_id: one for one in terms}
        self._doubles = doubles(rows)
        self.over.notify(text("nominees.caps_notice", words=over) if over else "")
        counts = [
            (key, text(f"commendation.nominees.chips.{key}"), sum(map(accept, rows)))
            for key, accept in CHIPS.items()
        ]
        for key, accept in WAITING_CHIPS.items():
            count = sum(map(accept, rows))
            if count:
                counts.append((key, text(f"commendation.nominees.chips.{key}"), count))
        if self._doubles:
            counts.append(("doubles", text("nominees.doubles"), len(self._doubles)))
        if self._due:
            counts.append(("due", text("nominees.due"), len(self._due)))
        self.chips.set_counts(counts)
        if self._due:
            self.chips.button("due").setToolTip(
                some_of([due_words(term) for term in terms], most=_REPORTED_TERMS, between="\n")
            )
        self._filter(self.chips.current)
        self.table.set_rows(rows)
        if not self.table.selected() and rows:
            self.table.view.select_places([0])
        self._selected()

    def show_target(self, target: object) -> None:
        """A chip's key, or the ids of nominations to stand on."""
        if isinstance(target, str):
            self.fetch(lambda _: None, lambda _: self.chips.choose_if_there(target))
        elif isinstance(target, tuple):
            self.fetch(lambda _: None, lambda _: self.table.select(target))

    def _filter(self, key: str) -> None:
        if key == "due":
            self.table.set_accept(lambda row: row.id in self._due)
        elif key == "doubles":
            self.table.set_accept(lambda row: row.id in self._doubles)
        else:
            self.table.set_accept(None if key == "all" else {**CHIPS, **WAITING_CHIPS}[key])

    def _open_rows(self) -> tuple[NominationRow, ...]:
        return tuple(row for row in self.table.selected() if row.state in OPEN_STATES)

    def _undecided(self) -> tuple[NominationRow, ...]:
        """The selected that stand in no signed decision: their unit may still be put right."""
        return tuple(row for row in self.table.selected() if row.state != "decided")

    def _rows_of(self, key: str) -> tuple[NominationRow, ...]:
        """What an action takes: open rows, and for the award also passed forms of unclear level."""
        if key != "award":
            return self._open_rows()
        return tuple(
            row
            for row in self.table.selected()
            if row.state in OPEN_STATES
            or (row.state == "passed" and award_by_code(row.award_code).placeholder)
        )

    def _to_judge(self) -> tuple[NominationRow, ...]:
        """What is selected when several are, else all the filter shows that are still open."""
        chosen = self.table.selected()
        among = chosen if len(chosen) > 1 else self.table.model.shown_rows()
        return tuple(row for row in among if row.state in OPEN_STATES)

    def _selected(self) -> None:
        chosen, open_rows = self.table.selected(), self._open_rows()
        self._count_to_judge()
        allow(self.export_button, bool(self._rows), "nothing")
        allow(self.more_button, bool(self._to_judge()), "open_rows")
        for key, button in self._buttons.items():
            allow(button, bool(self._rows_of(key)), "open_rows")
        allow(self.unit_button, bool(self._undecided()), "undecided")
        if len(chosen) == 1:
            self._read_card(chosen[0])
        elif chosen:
            self.card.notify(text("commendation.card.several", count=len(chosen), open=len(open_rows)))
        else:
            self.card.notify(text("commendation.card.none"))

    def _count_to_judge(self) -> None:
        """The button says how many it will judge, also after a filter changed."""
        count = len(self._to_judge())
        key = "submit" if count else "submit_none"
        self.submit_button.setText(text(f"commendation.nominees.{key}", count=count))
        allow(self.submit_button, count > 0, "to_judge")

    def _fill_facts(self) -> None:
        fill_year_facts(self.context, self._to_judge(), owner=self, done=self.acted.emit)

    def _read_card(self, row: NominationRow) -> None:
        def work(_: Progress) -> CardFacts:
            app = self.context.app
            past = app.read(of_subjects, subject_type=row.subject_type, ids=[row.subject_id])
            return CardFacts(row, app.read(findings, row.id), past.get(row.subject_id, ()), term)

        term = self._due.get(row.id)
        self.fetch(work, self._show_card)

    def _show_card(self, facts: CardFacts) -> None:
        if [row.id for row in self.table.selected()] == [facts.row.id]:
            self.card.show_card(facts)

    def _open_proof(self, place: str) -> None:
        """The decision that shows it, or the work in its register."""
        kind, _, number = place.partition(":")
        row = self.table.chosen()
        if kind == "initiative":
            self.context.go("registration", ("initiatives", int(number)))
        elif row is not None:
            self._read_proof(row, int(number))

    def _read_proof(self, row: NominationRow, decision_id: int) -> None:
        def work(_: Progress) -> tuple[DecisionRow, Sequence[GrantRow]]:
            app = self.context.app
            past = app.read(of_subjects, subject_type=row.subject_type, ids=[row.subject_id])
            return app.read(decision, decision_id), past.get(row.subject_id, ())

        self.fetch(work, lambda found: self._show_proof(row, *found))

    def _show_proof(self, row: NominationRow, shown: DecisionRow, past: Sequence[GrantRow]) -> None:
        """A decision of our own of this year stands in its step; any other among what was given, by award."""
        if shown.origin == "own" and shown.year == self.context.year:
            self.step_requested.emit("decisions", shown.id)
            return
        grants = [grant for grant in past if grant.decision_id == shown.id]
        if not grants:
            self.context.go("lookup", row.name)
            return
        name = row.name if row.subject_type == "person" else grants[0].name
        self.context.go("lookup", (name, grants[0].id))

    def submit(self) -> None:
        """Judges by the law and the register and takes them in for appraisal."""
        ids, year = [row.id for row in self._to_judge()], self.context.year
        self.context.act(
            lambda progress: service.submit(self.context.app, year=year, ids=ids, progress=progress),
            done=lambda changes: self.acted.emit(
                changes, text("commendation.nominees.submitted", count=len(ids))
            ),
            label=text("commendation.nominees.submitting"),
            owner=self,
        )

    def remove(self) -> None:
        """What is selected and still open goes to the bin."""
        self.commands.remove(self._open_rows())

    def export(self) -> None:
        """The tally of what is proposed, as a workbook."""
        year = self.context.year
        save_tally(self.context, year=year, source="nominations")
