"""Step 4: what the council passed becomes a decision with number and day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSplitter, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import DECISIONS, NOMINATIONS, SETTINGS
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.decisions.changes import change_counts
from thidua_desktop.queries.decisions.decisions import DecisionRow
from thidua_desktop.queries.decisions.decisions import decisions as list_decisions
from thidua_desktop.queries.nominations.nominations import NominationRow, counts_by_decision
from thidua_desktop.queries.office.settings import SignerRow, find_office, signers
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.decisions.decisions import Queue
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import set_kind
from ui.dialogs.history import offer_history
from ui.pages.award_words import award_word
from ui.pages.decisions.answers import answer, answer_fields, answer_problem, send, send_fields
from ui.pages.decisions.draft_panel import DraftPanel
from ui.pages.papers import request_of
from ui.pages.step import FilterChips, Step, Toolbar
from ui.printing.paper_dialog import show_paper
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow

QUEUES: Final = ("own", "higher", "unclear")
"""Queues always shown; what waits for an answer joins them when there is any."""


@dataclass(frozen=True, slots=True)
class DecisionLine:
    """One decision of the list and how many it names."""

    row: DecisionRow
    people: int


@dataclass(frozen=True, slots=True)
class Desktop:
    """All this step shows."""

    queue: Queue
    lines: tuple[DecisionLine, ...]
    signers: tuple[SignerRow, ...]
    superior: str


DECISION_COLUMNS: Final = (
    Column[DecisionLine](
        "number",
        text("commendation.decisions.columns.number"),
        lambda line: line.row.number or text("commendation.decisions.unnumbered"),
        120,
    ),
    Column[DecisionLine](
        "signed_on",
        text("commendation.decisions.columns.signed_on"),
        lambda line: line.row.signed_on,
        96,
        text=lambda day: f"{day:%d/%m/%Y}" if day else "",
    ),
    Column[DecisionLine](
        "state",
        text("commendation.decisions.columns.state"),
        lambda line: line.row.state,
        116,
        aside=1,
        badge=lambda line: _state_badge(line.row),
    ),
    Column[DecisionLine](
        "people",
        text("commendation.decisions.columns.people"),
        lambda line: line.people,
        62,
        "right",
        aside=2,
    ),
    Column[DecisionLine](
        "subject",
        text("commendation.decisions.columns.subject"),
        lambda line: line.row.subject,
        260,
        hidden=True,
    ),
)
WAITING_COLUMNS: Final = (
    Column[NominationRow]("name", text("commendation.columns.name"), lambda row: row.name, 150),
    Column[NominationRow](
        "award", text("commendation.columns.award"), lambda row: row.award_code, 120, text=award_word
    ),
    Column[NominationRow]("unit", text("commendation.columns.unit"), lambda row: row.unit_name, 160, aside=1),
)


def _state_badge(row: DecisionRow) -> Badge:
    if row.ended_on is not None:
        return Badge(text("deciding.ended"), "warn")
    return Badge(text(f"decisions.states.{row.state}"), "ok" if row.state == "signed" else "info")


class DecidingStep(Step):
    """At the left what waits and the year's decisions; at the right the paper."""

    topics: ClassVar = frozenset({DECISIONS, NOMINATIONS, SETTINGS})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._shown: int | None = None
        self._begin = False
        self._desktop: Desktop | None = None
        self.draft_panel = DraftPanel(context)
        self.draft_panel.acted.connect(self.acted)
        self.draft_panel.signed.connect(self._signed)
        self.draft_panel.drafted.connect(self._change_drafted)
        self.draft_panel.nominee_requested.connect(lambda keys: self.step_requested.emit("nominees", keys))
        self._make_bar()
        split = QSplitter(Qt.Orientation.Horizontal)
        split.addWidget(self._make_lists())
        split.addWidget(self.draft_panel)
        split.setStretchFactor(0, 2)
        split.setStretchFactor(1, 3)
        split.setChildrenCollapsible(False)
        split.setSizes([370, 690])
        self.column.addWidget(split, 1)

    def _make_bar(self) -> None:
        bar = Toolbar()
        self.queues = FilterChips(text("commendation.decisions.queue"))
        self.queues.chosen.connect(self._show_queue)
        bar.addWidget(self.queues)
        self.request_button = bar.add_button("", "document_text", self.show_request, kind="primary")
        self.send_button = bar.add_button("", "arrow_export", self.send)
        self.answer_button = bar.add_button("", "checkmark_circle", self.answer, kind="primary")
        self.draft_button = bar.add_button("", "edit", self.draft, kind="primary")
        self.column.addLayout(bar)

    def _make_lists(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, SPACING["s"], 0)
        column.setSpacing(SPACING["s"])
        settings = self.context.settings
        self.waiting: TablePanel[NominationRow] = TablePanel(
            WAITING_COLUMNS,
            key="decision_queue",
            name=text("commendation.decisions.queue"),
            settings=settings,
            identity=lambda row: row.id,
            empty=Empty(text("commendation.decisions.queue_empty")),
            filterable=False,
        )
        offer_history(self.context, self.waiting, "nomination")
        self.waiting.selection_changed.connect(self._word_draft)
        self.list: TablePanel[DecisionLine] = TablePanel(
            DECISION_COLUMNS,
            key="decisions",
            name=text("commendation.decisions.list"),
            settings=settings,
            identity=lambda line: line.row.id,
            empty=Empty(text("commendation.decisions.empty")),
            filterable=False,
        )
        offer_history(self.context, self.list, "decision")
        self.list.selection_changed.connect(self._choose)
        heading = QLabel(text("commendation.decisions.list"))
        heading.setProperty("role", "muted")
        column.addWidget(self.waiting, 1)
        column.addWidget(heading)
        column.addWidget(self.list, 1)
        return face

    def load(self) -> None:
        year = self.context.year

        def work(_: Progress) -> Desktop:
            app = self.context.app
            found = app.read(list_decisions, year=year, origin="own")
            drafted = app.read(counts_by_decision, year=year)
            changed = app.read(change_counts, year=year)
            lines = tuple(
                DecisionLine(row, row.grants or drafted.get(row.id, 0) or changed.get(row.id, 0))
                for row in found
            )
            us = app.read(find_office)
            return Desktop(
                decisions.queue(app, year=year),
                lines,
                app.read(signers),
                us.superior_name if us else "",
            )

        self.fetch(work, self._show)

    def show_target(self, target: object) -> None:
        if isinstance(target, int):
            self._shown = target
            self.load()

    def _show(self, found: Desktop) -> None:
        self._desktop = found
        chips = [
            (key, text(f"commendation.decisions.queues.{key}"), len(getattr(found.queue, key)))
            for key in QUEUES
        ]
        if found.queue.asked:
            chips.append(("asked", text("deciding.asked"), len(found.queue.asked)))
        if found.queue.nobodys:
            chips.append(("nobodys", text("commendation.decisions.queues.nobodys"), len(found.queue.nobodys)))
        self.queues.set_counts(chips)
        self._show_queue(self.queues.current)
        requested = self._shown
        self.list.set_rows(found.lines)
        self._shown = requested  # rows that stay selected have reported themselves meanwhile
        ids = [line.row.id for line in found.lines]
        if self._shown not in ids:
            self._shown = ids[0] if ids else None
        self.list.select([self._shown] if self._shown else [])
        self._show_decision()

    def _show_queue(self, key: str) -> None:
        if self._desktop is not None:
            rows = getattr(self._desktop.queue, key or "own")
            self.waiting.set_rows(rows)
            self.waiting.setVisible(bool(rows))
        self._word_draft()

    def _word_draft(self) -> None:
        count = len(self._to_draft())
        key = "draft" if count else "draft_none"
        self.draft_button.setText(text(f"commendation.decisions.{key}", count=count))
        allow(self.draft_button, count > 0, "nobody_passed")
        higher = self._to_request()
        self.request_button.setText(text("commendation.decisions.request", count=len(higher)))
        self.request_button.setVisible(bool(higher))
        self.send_button.setText(text("deciding.send", count=len(higher)))
        self.send_button.setVisible(bool(higher))
        asked = self._asked()
        self.answer_button.setText(text("deciding.answer", count=len(asked)))
        self.answer_button.setVisible(bool(asked))
        self.draft_button.setVisible(not higher and not asked)
        row = self.draft_panel.decision
        self._rank(filled=row is None or row.state != "draft")

    def _rank(self, *, filled: bool) -> None:
        """While a draft waits for its number, issuing it is the one filled button."""
        buttons = (
            (self.draft_button, "edit"),
            (self.request_button, "document_text"),
            (self.answer_button, "checkmark_circle"),
        )
        for button, icon in buttons:
            set_kind(button, "primary" if filled else "normal")
            put_icon(button, icon, "on_accent" if filled else "text")

    def _to_request(self) -> tuple[NominationRow, ...]:
        """What is asked of the level above: the rows selected when several are, else all that wait."""
        if self._desktop is None or self.queues.current != "higher":
            return ()
        chosen = self.waiting.selected()
        return chosen if len(chosen) > 1 else self._desktop.queue.higher

    def _asked(self) -> tuple[NominationRow, ...]:
        """Whose answer is recorded: the rows selected, else all that wait for one."""
        if self._desktop is None or self.queues.current != "asked":
            return ()
        return self.waiting.selected() or self._desktop.queue.asked

    def send(self) -> None:
        """Notes the request as sent: its paper is stored, and those in it wait for the answer."""
        rows, app, year = self._to_request(), self.context.app, self.context.year
        if rows:
            self.context.ask_and_act(
                text("deciding.sending.title"),
                send_fields(),
                lambda answers: send(app, rows, answers, year=year),
                lead=text("deciding.sending.lead", count=len(rows)),
                accept_label=text("deciding.sending.accept"),
                done=lambda changes: self.acted.emit(changes, text("deciding.sending.done", count=len(rows))),
                owner=self,
            )

    def answer(self) -> None:
        """What the level above said to those selected, or to all that wait."""
        rows, app, year = self._asked(), self.context.app, self.context.year
        found = self._desktop
        if not rows or found is None:
            return
        answers = self.context.dialogs.ask(
            text("deciding.answers.title"),
            answer_fields(),
            values={"result": "granted", "issuer": found.superior},
            accept_label=text("deciding.answers.accept"),
            lead=text("deciding.answers.lead", count=len(rows)),
            submit=answer_problem,
        )
        if answers is not None:
            given = dict(answers)
            self.context.act(
                lambda _: answer(app, rows, given, year=year),
                done=lambda changes: self.acted.emit(changes, text("deciding.answers.done", count=len(rows))),
                label=text("deciding.answers.title"),
                owner=self,
            )

    def show_request(self) -> None:
        """The request to the level above, in a window of its own."""
        ids = frozenset(row.id for row in self._to_request())
        if ids:
            show_paper(
                self.context, request_of(self.context.app, year=self.context.year, ids=ids), owner=self
            )

    def _to_draft(self) -> tuple[NominationRow, ...]:
        """What is selected of our own queue when several are, else all of it."""
        if self._desktop is None or self.queues.current not in ("", "own"):
            return ()
        chosen = self.waiting.selected()
        return chosen if len(chosen) > 1 else self._desktop.queue.own

    def _choose(self) -> None:
        line = self.list.chosen()
        if line is not None and line.row.id != self._shown:
            self._shown = line.row.id
            self._show_decision()

    def _show_decision(self) -> None:
        found = self._desktop
        if found is None:
            return
        row = next((line.row for line in found.lines if line.row.id == self._shown), None)
        self.draft_panel.show_decision(row, found.signers)
        self._word_draft()
        if self._begin and row is not None and row.state == "draft":
            self._begin = False
            self.draft_panel.begin()

    def draft(self) -> None:
        """Puts the queue, or what is selected of it, into a draft, ready for its number."""
        ids, year = [row.id for row in self._to_draft()], self.context.year

        def done(drafted: decisions.Drafted) -> None:
            self._shown, self._begin = drafted.decision_id, True
            self.context.announce(drafted.changes)
            self.acted.emit(drafted.changes, text("commendation.decisions.drafted", count=len(ids)))

        self.context.runner.run(
            lambda _: decisions.draft(self.context.app, year=year, nomination_ids=ids),
            done=done,
            label=text("commendation.decisions.drafting"),
            owner=self,
        )

    def _change_drafted(self, drafted: decisions.Drafted) -> None:
        self._shown, self._begin = drafted.decision_id, True
        self.context.announce(drafted.changes)
        self.acted.emit(drafted.changes, text("deciding.changes.drafted"))

    def _signed(self, decision_id: int) -> None:
        self._shown = decision_id
        self.draft_panel.view.save_button.setFocus(Qt.FocusReason.OtherFocusReason)
