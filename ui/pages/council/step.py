"""Step 3: a meeting of the council, the count of each candidate, the result, the minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QLabel,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain.changes import COUNCIL, LAW, NOMINATIONS, PEOPLE, Changes
from thidua_desktop.queries.council.sessions import SessionRow
from thidua_desktop.services.council import session_changes
from thidua_desktop.services.council import sessions as council
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history_of_place
from ui.pages.base import Chip
from ui.pages.caps import CapsLine
from ui.pages.council.attendance import AttendanceDialog, seats_of
from ui.pages.council.closing import FindRow, LeftOpen
from ui.pages.council.meetings import Meetings, facts_of, meetings
from ui.pages.council.opening import MeetingOpening
from ui.pages.council.rules import ask_rules, ask_words
from ui.pages.council.vote_grid import Candidate, VoteGrid, VoteModel
from ui.pages.papers import appraisal_of, ballots_of, minutes_of, vote_table_of
from ui.pages.step import Notice, Step, Toolbar, menu_of
from ui.printing.paper_dialog import Paper, show_paper
from ui.style.tokens import SPACING
from ui.widgets.allowing import allow
from ui.widgets.combo import Combo
from ui.widgets.wrap_row import WrapRow

_SAVED_MS: Final = 500


class CouncilStep(Step):
    """Figures are stored as they are typed; a meeting closes only when every count adds up."""

    topics: ClassVar = frozenset({COUNCIL, LAW, NOMINATIONS, PEOPLE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._session: int | None = None
        self._meeting: SessionRow | None = None
        self._found: Meetings | None = None
        self._unsaved: dict[int, Candidate] = {}
        self._opening = MeetingOpening(context, self)
        self._opening.opened.connect(self._opened)
        self._opening.acted.connect(self.acted)
        self.model = VoteModel()
        self.model.typed.connect(self._typed)
        self.grid = VoteGrid(self.model)
        offer_history_of_place(context, self.grid, "council_vote", self.grid.vote_id)
        self.grid.selectionModel().currentChanged.connect(lambda *_: self._say_wrong())
        self._timer = QTimer(self, singleShot=True, interval=_SAVED_MS)
        self._timer.timeout.connect(self.save_typed)
        self._make_bar()
        self._pages = QStackedWidget()
        self._pages.addWidget(self._make_empty())
        self._pages.addWidget(self._make_meeting())
        self.column.addWidget(self._pages, 1)

    def _make_bar(self) -> None:
        bar = Toolbar()
        label = QLabel(text("commendation.council.session"))
        self.sessions = Combo()
        self.sessions.setAccessibleName(text("commendation.council.sessions"))
        self.sessions.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.sessions.setMinimumContentsLength(12)
        self.sessions.activated.connect(lambda place: self.open_session(self.sessions.itemData(place)))
        label.setBuddy(self.sessions)
        self._state = Chip()
        bar.addWidget(label)
        bar.addWidget(self.sessions, 3)
        bar.addWidget(self._state)
        self.new_button = bar.add_button(text("commendation.council.new"), "add", self.ask_session)
        self.more_button = bar.add_button(text("council_desk.menu.more"), "more_horizontal", lambda: None)
        self._actions = menu_of(
            self.more_button,
            (
                ("attendance", "checkmark_circle", self.ask_attendance),
                ("rules", "settings", self.ask_rules),
                ("words", "edit", self.ask_words),
                ("members", "people", lambda: self.context.go("registers", "council")),
                ("ballots", "vote", self.show_ballots),
                ("table", "document_table", self.show_table),
                ("appraisal", "document_text", self.show_appraisal),
            ),
        )
        self.minutes_button = bar.add_button(
            text("commendation.council.minutes"), "document_text", self.show_minutes
        )
        self.close_button = bar.add_button(
            text("commendation.council.close"), "gavel", self.close_session, kind="primary"
        )
        self.column.addLayout(bar)

    def _make_empty(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.addStretch(1)
        self._empty = QLabel(alignment=Qt.AlignmentFlag.AlignCenter)
        self._empty.setProperty("role", "muted")
        self._empty.setWordWrap(True)
        column.addWidget(self._empty)
        column.addSpacing(SPACING["m"])
        self.first_button = make_button("", kind="primary")
        self.first_button.clicked.connect(lambda _: self._first())
        column.addWidget(self.first_button, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        return face

    def _make_meeting(self) -> QWidget:
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        facts = WrapRow()
        self._facts, self._result = QLabel(), QLabel()
        self._facts.setProperty("role", "muted")
        self._facts.setWordWrap(True)
        self._result.setProperty("role", "heading")
        facts.addWidget(self._facts, 1)
        facts.addWidget(self._result)
        column.addLayout(facts)
        self.finding = FindRow(self.grid, self.fill_agreed)
        column.addLayout(self.finding)
        self.over_caps = CapsLine(self.context)
        column.addWidget(self.over_caps)
        column.addWidget(self.grid, 1)
        self.wrong = Notice()
        column.addWidget(self.wrong)
        column.addWidget(self._make_tie())
        self.close_line = QLabel()
        self.close_line.setProperty("role", "muted")
        self.close_line.setWordWrap(True)
        column.addWidget(self.close_line)
        hint = QLabel(text("commendation.council.hint"))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        return face

    def _make_tie(self) -> QWidget:
        self.tie = QWidget()
        row = WrapRow(self.tie)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(QLabel(text("council_desk.tie_question")))
        for key, agrees in (("tie_yes", True), ("tie_no", False)):
            button = make_button(text(f"council_desk.{key}"))
            button.clicked.connect(lambda _, agrees=agrees: self.settle_tie(agrees=agrees))
            row.addWidget(button)
        row.addStretch(1)
        self.tie.hide()
        return self.tie

    def settle_tie(self, *, agrees: bool) -> None:
        """The chairman's side for the candidate the officer stands on."""
        self.model.settle_tie(self.grid.currentIndex().row(), chair_agrees=agrees)
        self.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def load(self) -> None:
        year, requested = self.context.year, self._session
        self.fetch(lambda _: meetings(self.context.app, year=year, requested=requested), self._show)
        self.over_caps.reload()

    def show_target(self, target: object) -> None:
        """Ids of nominations to open a meeting for."""
        if isinstance(target, tuple):
            self._opening.ask(year=self.context.year, only=target)

    def open_session(self, session_id: int) -> None:
        """Shows another meeting."""
        self.save_typed()
        self._session = session_id
        self.load()

    def _show(self, found: Meetings) -> None:
        if self._unsaved:  # the officer went on typing while this was read: the next reading has it all
            return
        self._meeting, self._found = found.shown, found
        self._session = found.shown.id if found.shown else None
        self._fill_sessions(found.sessions)
        is_open = found.shown is not None and found.shown.state == "open"
        self.close_button.setVisible(is_open)
        self.minutes_button.setVisible(found.shown is not None and not is_open)
        self.more_button.setVisible(found.shown is not None)
        for key in ("attendance", "rules"):
            allow(self._actions[key], is_open, "meeting_open")
        allow(self._actions["table"], found.shown is not None and not is_open, "meeting_closed")
        self.new_button.setVisible(found.shown is not None)
        allow(self.new_button, found.waiting > 0, "nobody_waits")
        self._state.setVisible(found.shown is not None)
        self._pages.setCurrentIndex(int(found.shown is not None))
        if found.shown is None or found.rules is None:
            self._word_empty(found.waiting)
            return
        self._state.set(text(f"council.states.{found.shown.state}"), "info" if is_open else "ok")
        self._facts.setText(facts_of(found.shown))
        opened = not self.model.candidates or self.grid.currentIndex().row() < 0
        self.model.show_votes(found.rules, found.pairs)
        self._word_result()
        if opened and is_open:
            self.grid.begin()

    def _fill_sessions(self, found: tuple[SessionRow, ...]) -> None:
        self.sessions.clear()
        for one in found:
            day = f"{one.held_on:%d/%m/%Y}" if one.held_on else ""
            self.sessions.addItem(text("commendation.council.session_line", title=one.title, day=day), one.id)
        self.sessions.setCurrentIndex(self.sessions.findData(self._session))
        allow(self.sessions, bool(found), "no_meetings")

    def _word_empty(self, waiting: int) -> None:
        key = "empty" if waiting else "nobody"
        self._empty.setText(text(f"commendation.council.{key}", count=waiting))
        self.first_button.setText(text(f"commendation.council.{key}_button"))
        self.first_button.setProperty("waiting", waiting)

    def _first(self) -> None:
        if self.first_button.property("waiting"):
            self.ask_session()
        else:
            self.step_requested.emit("nominees", None)

    def ask_session(self) -> None:
        """Opens a meeting for all nominations taken in, or for those the officer chose."""
        self._opening.ask(year=self.context.year)

    def _opened(self, opened: council.Opened) -> None:
        self._session = opened.session_id
        self.context.announce(opened.changes)
        self.acted.emit(opened.changes, text("commendation.council.opened"))

    def _typed(self, one: Candidate) -> None:
        self._unsaved[one.row.id] = one
        self._word_result()
        self._note_typed()
        self._timer.start()

    def _note_typed(self) -> None:
        self.context.drafts.note(self, text("commendation.council.unsaved"), typed=bool(self._unsaved))

    def hand_over(self) -> None:
        """Another step, page or year comes to the front, or the window closes."""
        self.save_typed()

    def save_typed(self) -> None:
        """Keeps what was typed; called by itself shortly after the last figure."""
        self._timer.stop()
        if not self._unsaved or self._session is None:
            return
        counts, session_id = [one.count for one in self._unsaved.values()], self._session
        typed, self._unsaved = self._unsaved, {}
        self._note_typed()
        self.context.act(
            lambda _: council.record(self.context.app, session_id, counts),
            label=text("commendation.council.recording"),
            failed=lambda error: self._failed(error, typed),
            owner=self,
        )

    def _failed(self, error: Exception, typed: dict[int, Candidate]) -> None:
        """Counts that could not be stored stay in the grid and are tried again with the next ones."""
        self._unsaved = {**typed, **self._unsaved}
        self._note_typed()
        self.context.dialogs.error(error)

    def _word_result(self) -> None:
        candidates = self.model.candidates
        wrong = [one for one in candidates if one.wrong]
        passed = sum(one.passed is True for one in candidates)
        waiting = sum(not one.vote.counted for one in candidates)
        failed = len(candidates) - passed - len(wrong) - waiting
        message = [text("commendation.council.result", passed=passed, failed=failed)]
        message += [text("council_desk.result_open", waiting=waiting)] if waiting else []
        self._result.setText(" · ".join(message))
        self.finding.offer(waiting, closed=self.model.closed)
        allow(self.close_button, waiting < len(candidates) and not wrong, "votes_wrong")
        self._say_wrong()

    def _say_close(self) -> None:
        """Who is close to the candidate the officer stands on, and whether the chairman's side is asked."""
        candidates, place = self.model.candidates, self.grid.currentIndex().row()
        here = candidates[place] if 0 <= place < len(candidates) else None
        members = ", ".join(here.vote.close_members.splitlines()) if here else ""
        out = self._meeting is not None and self._meeting.exclude_conflicts
        key = "council_desk.close_line_out" if out else "council_desk.close_line"
        self.close_line.setText(text(key, name=here.row.name, members=members) if here and members else "")
        self.close_line.setVisible(bool(members))
        self.tie.setVisible(here is not None and here.tied and not self.model.closed)

    def _say_wrong(self) -> None:
        """The sentence of the row the officer stands on, else of the first wrong one."""
        self._say_close()
        candidates, place = self.model.candidates, self.grid.currentIndex().row()
        wrong = [one for one in candidates if one.wrong]
        here = candidates[place] if 0 <= place < len(candidates) else None
        one = here if here is not None and here.wrong else (wrong[0] if wrong else None)
        self.wrong.notify(
            text("commendation.council.wrong_line", name=one.row.name, sentence=one.wrong, count=len(wrong))
            if one
            else ""
        )

    def close_session(self) -> None:
        """Fixes the result. Counts that do not add up are refused."""
        session_id, meeting = self._session, self._meeting
        if session_id is None or meeting is None:
            return
        left = LeftOpen.of(self.model.candidates)
        sure = self.context.dialogs.confirm(
            text("commendation.council.close_title"),
            left.question(meeting, self._result.text()),
            yes=text("commendation.council.close_yes"),
        )
        if sure:
            self.save_typed()
            self.context.act(
                lambda _: council.close(self.context.app, session_id),
                done=lambda changes: self.acted.emit(changes, left.closed()),
                label=text("commendation.council.closing"),
                owner=self,
            )

    def fill_agreed(self) -> None:
        """Everybody agreed on what was not typed: said by the officer, never by default."""
        session_id, count = self._session, LeftOpen.of(self.model.candidates).waiting
        if session_id is None:
            return
        self.save_typed()
        self.context.act(
            lambda _: council.fill_agreed(self.context.app, session_id),
            done=lambda changes: self.acted.emit(changes, text("council_desk.filled", count=count)),
            label=text("council_desk.filling"),
            owner=self,
        )

    def show_minutes(self) -> None:
        self._show_paper(minutes_of)

    def show_ballots(self) -> None:
        self._show_paper(ballots_of)

    def show_table(self) -> None:
        self._show_paper(vote_table_of)

    def _show_paper(self, made: Callable[[AppContext, int], Paper]) -> None:
        """A paper of the meeting in a window: looked at, saved, printed."""
        if self._session is not None:
            show_paper(self.context, made(self.context.app, self._session), owner=self)

    def show_appraisal(self) -> None:
        """What the appraisal found of the candidates of this meeting."""
        paper = appraisal_of(self.context.app, year=self.context.year, session_id=self._session)
        show_paper(self.context, paper, owner=self)

    def ask_attendance(self) -> None:
        """Who came: totals and ballots follow."""
        found = self._found
        if found is None or found.shown is None:
            return
        self.save_typed()
        session_id = found.shown.id
        dialog = AttendanceDialog(
            self.context, seats_of(found.people, found.came), title=found.shown.title, parent=self.window()
        )
        if self.context.dialogs.run(dialog) and dialog.seats:
            noted = dialog.answers()
            self.context.act(
                lambda _: session_changes.set_attendance(self.context.app, session_id, noted),
                done=lambda changes: self.acted.emit(changes, text("council_desk.attendance.saved")),
                label=text("council_desk.attendance.saving"),
                owner=self,
            )

    def ask_rules(self) -> None:
        """By which rule is voted, and the hours of the meeting."""
        if self._meeting is not None:
            self.save_typed()
            ask_rules(self.context, self._meeting, done=self._message("rules"), owner=self)

    def ask_words(self) -> None:
        """Guests and what was said, for the minutes; the counts are not touched."""
        if self._meeting is not None:
            self.save_typed()
            ask_words(self.context, self._meeting, done=self._message("words"), owner=self)

    def _message(self, form: str) -> Callable[[Changes], None]:
        return lambda changes: self.acted.emit(changes, text(f"council_desk.{form}.saved"))
