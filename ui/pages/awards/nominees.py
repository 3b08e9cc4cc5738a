"""Step 2: who is proposed, what speaks for and against each, and what she decides about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import ClassVar, Final, Literal

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QPushButton, QSplitter

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.changes import GRANTS, IMPORTING, NOMINATIONS, ORGANISATION, PEOPLE, Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.domain.text import sort_key
from thidua_desktop.queries.grants import of_subjects
from thidua_desktop.queries.nominations import NominationRow, findings, nominations
from thidua_desktop.services import nominations as service
from thidua_desktop.services import statistics
from thidua_desktop.services.nominations import OPEN_STATES
from thidua_desktop.texts import text
from ui.context import Context
from ui.dialogs.base import Kind, make_button
from ui.forms import Choice, Field
from ui.icons import put_icon
from ui.pages.awards.eligibility_card import CardFacts, EligibilityCard
from ui.pages.awards.step import FilterChips, Step, Toolbar
from ui.pages.awards.words import award_word, state_badge, subject_badge, verdict_badge
from ui.pages.base import Card
from ui.tables.columns import Column
from ui.tables.panel import Empty, TablePanel
from ui.tokens import SPACING

COLUMNS: Final = (
    Column[NominationRow](
        "name",
        text("commendation.columns.name"),
        lambda row: row.name,
        190,
        sort=lambda row: sort_key(row.name),
    ),
    Column[NominationRow](
        "verdict",
        text("commendation.columns.verdict"),
        lambda row: row.verdict,
        130,
        badge=lambda row: verdict_badge(row.verdict),
    ),
    Column[NominationRow](
        "award", text("commendation.columns.award"), lambda row: row.award_code, 130, text=award_word
    ),
    Column[NominationRow]("unit", text("commendation.columns.unit"), lambda row: row.unit_name, 190),
    Column[NominationRow](
        "state",
        text("commendation.columns.state"),
        lambda row: row.state,
        150,
        badge=lambda row: state_badge(row.state),
    ),
    Column[NominationRow](
        "subject",
        text("commendation.columns.subject"),
        lambda row: row.subject_type,
        120,
        badge=lambda row: subject_badge(row.subject_type),
    ),
    Column[NominationRow]("position", text("commendation.columns.position"), lambda row: row.position, 150),
    Column[NominationRow](
        "reason", text("commendation.columns.reason"), lambda row: row.override_reason, 200
    ),
)
CHIPS: Final[Mapping[str, Callable[[NominationRow], bool]]] = {
    "all": lambda _: True,
    "needs_review": lambda row: row.verdict == "needs_review",
    "not_eligible": lambda row: row.verdict == "not_eligible",
    "unjudged": lambda row: row.verdict is None,
}


class NomineesStep(Step):
    """The table at the left, the card of the chosen nominee at the right with what can be done about it."""

    topics: ClassVar = frozenset({NOMINATIONS, PEOPLE, ORGANISATION, IMPORTING, GRANTS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._rows: tuple[NominationRow, ...] = ()
        self.chips = FilterChips(text("commendation.nominees.filter"))
        self.chips.chosen.connect(self._filter)
        bar = Toolbar()
        self.export_button = bar.add_button(text("commendation.nominees.export"), "arrow_export", self.export)
        self.submit_button = bar.add_button("", "checkmark_circle", self.submit, kind="primary")
        self.column.addLayout(bar)
        self.table: TablePanel[NominationRow] = TablePanel(
            COLUMNS,
            key="nominations",
            name=text("commendation.nominees.table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(
                text("commendation.nominees.empty"),
                text("commendation.nominees.go_import"),
                lambda: self.step_wanted.emit("intake", None),
            ),
        )
        bar.insertWidget(0, self.table.filter_box, 4)
        self.table.tools.addWidget(self.chips)
        self.table.tools.addStretch(1)
        self.table.selection_changed.connect(self._selected)
        self.card = EligibilityCard()
        self.table.opened.connect(lambda _: self.card.setFocus(Qt.FocusReason.OtherFocusReason))
        self._buttons: dict[str, QPushButton] = {}
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self.table)
        split.addWidget(self._make_side())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        split.setChildrenCollapsible(False)
        split.setSizes([640, 340])
        self.column.addWidget(split, 1)
        remove = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.table.view)
        remove.setContext(Qt.ShortcutContext.WidgetShortcut)
        remove.activated.connect(self.remove)

    def _make_side(self) -> Card:
        side = Card()
        side.body.setContentsMargins(SPACING["s"], SPACING["s"], SPACING["s"], SPACING["s"])
        side.body.addWidget(self.card, 1)
        grid = QGridLayout()
        grid.setSpacing(SPACING["s"])
        actions: tuple[tuple[str, str, Callable[[], None], Kind], ...] = (
            ("overrule", "gavel", self.overrule, "normal"),
            ("award", "ribbon", self.set_award, "normal"),
            ("give_back", "arrow_undo", self.give_back, "normal"),
            ("remove", "delete", self.remove, "normal"),
        )
        for place, (key, icon, pressed, kind) in enumerate(actions):
            button = make_button(text(f"commendation.nominees.{key}"), kind=kind)
            button.setAutoDefault(False)
            put_icon(button, icon)
            button.clicked.connect(lambda _, pressed=pressed: pressed())
            self._buttons[key] = button
            grid.addWidget(button, place // 2, place % 2)
        side.body.addLayout(grid)
        return side

    def load(self) -> None:
        year = self.context.year
        self.fetch(lambda _: self.context.desk.read(nominations, year=year), self._show)

    def _show(self, rows: tuple[NominationRow, ...]) -> None:
        self._rows = rows
        counts = [
            (key, text(f"commendation.nominees.chips.{key}"), sum(map(accept, rows)))
            for key, accept in CHIPS.items()
        ]
        self.chips.set_counts(counts)
        self.table.set_rows(rows)
        if self.table.current() is None and rows:
            self.table.view.select_places([0])
        self._selected()

    def show_target(self, target: object) -> None:
        """A chip's key, or the ids of nominations to stand on."""
        if isinstance(target, str) and target in CHIPS:
            self.fetch(lambda _: None, lambda _: self.chips.choose(target))
        elif isinstance(target, tuple):
            self.fetch(lambda _: None, lambda _: self.table.select(target))

    def _filter(self, key: str) -> None:
        self.table.set_accept(None if key == "all" else CHIPS[key])

    def _open_rows(self) -> tuple[NominationRow, ...]:
        return tuple(row for row in self.table.selected() if row.state in OPEN_STATES)

    def _to_judge(self) -> tuple[NominationRow, ...]:
        """What is selected when several are, else all that are still open."""
        chosen = self.table.selected()
        among = chosen if len(chosen) > 1 else self._rows
        return tuple(row for row in among if row.state in OPEN_STATES)

    def _selected(self) -> None:
        chosen, open_rows = self.table.selected(), self._open_rows()
        count = len(self._to_judge())
        key = "submit" if count else "submit_none"
        self.submit_button.setText(text(f"commendation.nominees.{key}", count=count))
        self.submit_button.setEnabled(count > 0)
        self.export_button.setEnabled(bool(self._rows))
        for key, button in self._buttons.items():
            button.setEnabled(bool(open_rows) and (key in ("give_back", "remove") or len(chosen) == 1))
        if len(chosen) == 1:
            self._read_card(chosen[0])
        elif chosen:
            self.card.say(text("commendation.card.several", count=len(chosen), open=len(open_rows)))
        else:
            self.card.say(text("commendation.card.none"))

    def _read_card(self, row: NominationRow) -> None:
        def work(_: Progress) -> CardFacts:
            desk = self.context.desk
            past = desk.read(of_subjects, subject_type=row.subject_type, ids=[row.subject_id])
            return CardFacts(row, desk.read(findings, row.id), past.get(row.subject_id, ()))

        self.fetch(work, self._show_card)

    def _show_card(self, facts: CardFacts) -> None:
        if [row.id for row in self.table.selected()] == [facts.row.id]:
            self.card.show_card(facts)

    def submit(self) -> None:
        """Judges by the law and the register and takes them in for appraisal."""
        ids, year = [row.id for row in self._to_judge()], self.context.year
        self.context.act(
            lambda progress: service.submit(self.context.desk, year=year, ids=ids, progress=progress),
            done=lambda changes: self.acted.emit(
                changes, text("commendation.nominees.submitted", count=len(ids))
            ),
            label=text("commendation.nominees.submitting"),
            owner=self,
        )

    def overrule(self) -> None:
        """Her own conclusion with a written reason."""
        year = self.context.year
        self._with_reason(
            "overrule",
            self._open_rows()[:1],
            lambda ids, reason: service.override(self.context.desk, ids[0], year=year, reason=reason),
        )

    def give_back(self) -> None:
        """Returns what is selected to its sender with a reason."""
        year = self.context.year
        self._with_reason(
            "give_back",
            self._open_rows(),
            lambda ids, reason: service.give_back(self.context.desk, ids, year=year, reason=reason),
        )

    def remove(self) -> None:
        """To the bin; the line below takes it back."""
        ids, year = [row.id for row in self._open_rows()], self.context.year
        if ids:
            self._act(
                lambda: service.remove(self.context.desk, ids, year=year),
                text("commendation.nominees.removed", count=len(ids)),
            )

    def set_award(self) -> None:
        """Another title or form for the chosen nominee."""
        rows, year = self._open_rows(), self.context.year
        if not rows:
            return
        row = rows[0]
        choices = tuple(
            Choice(award.code, award.name)
            for award in load_awards()
            if row.subject_type in award.subjects and not award.placeholder
        )
        answers = self.context.dialogs.ask(
            text("commendation.nominees.award_title"),
            [
                Field(
                    "award",
                    text("commendation.nominees.award_field"),
                    "choice",
                    required=True,
                    choices=choices,
                )
            ],
            values={"award": row.award_code},
            lead=text("commendation.nominees.award_lead", name=row.name),
        )
        if answers:
            code = str(answers["award"])
            self._act(
                lambda: service.set_award(self.context.desk, row.id, year=year, award_code=code),
                text("commendation.nominees.award_set", name=row.name),
            )

    def export(self) -> None:
        """The tally of what is proposed, as a workbook."""
        year = self.context.year
        save_tally(self.context, year=year, source="nominations")

    def _with_reason(
        self, key: str, rows: Sequence[NominationRow], work: Callable[[list[int], str], Changes]
    ) -> None:
        if not rows:
            return
        field = Field("reason", text("commendation.nominees.reason"), "multiline", required=True)
        answers = self.context.dialogs.ask(
            text(f"commendation.nominees.{key}_title"),
            [field],
            lead=text(f"commendation.nominees.{key}_lead", name=rows[0].name, count=len(rows)),
        )
        if answers:
            ids, reason = [row.id for row in rows], str(answers["reason"])
            self._act(
                lambda: work(ids, reason),
                text(f"commendation.nominees.{key}_done", name=rows[0].name, count=len(rows)),
            )

    def _act(self, work: Callable[[], Changes], words: str) -> None:
        self.context.act(
            lambda _: work(), done=lambda changes: self.acted.emit(changes, words), label=words, owner=self
        )


def save_tally(context: Context, *, year: int, source: Literal["grants", "nominations"]) -> None:
    """Asks where and writes the tally workbook in the lane."""
    path = context.dialogs.choose_save_file(
        text("commendation.tally.title"),
        name=text(f"commendation.tally.{source}", year=year),
        patterns=text("commendation.tally.patterns"),
        purpose="tally",
    )
    if path is None:
        return

    def work(_: Progress) -> Path:
        statistics.save_tally(context.desk, path, year=year, source=source)
        return path

    context.lane.run(
        work,
        done=lambda made: context.say(text("commendation.tally.saved", name=made.name)),
        label=text("commendation.tally.making"),
    )
