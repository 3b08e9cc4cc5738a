"""Step 3: a meeting of the council, the count of each candidate, the result, the minutes."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Any, ClassVar, Final

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStackedWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import COUNCIL, NOMINATIONS, PEOPLE
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries import council as query
from thidua_desktop.queries.council import SessionRow, VoteRow
from thidua_desktop.queries.nominations import NominationRow, nominations
from thidua_desktop.services import council, minutes
from thidua_desktop.texts import text
from ui.context import Context
from ui.dialogs.base import make_button
from ui.pages.awards.paper_dialog import PaperDialog
from ui.pages.awards.session_form import (
    Before,
    before_meeting,
    session_fields,
    session_problem,
    session_values,
    share_words,
)
from ui.pages.awards.step import Notice, Step, Toolbar
from ui.pages.awards.vote_grid import Candidate, VoteGrid, VoteModel
from ui.pages.base import Chip
from ui.tokens import SPACING

_SAVED_MS: Final = 500


@dataclass(frozen=True, slots=True)
class Meetings:
    """The meetings of a year, the one shown with its votes, and how many wait for a meeting."""

    sessions: tuple[SessionRow, ...]
    shown: SessionRow | None
    pairs: tuple[tuple[NominationRow, VoteRow], ...]
    waiting: int


class CouncilStep(Step):
    """Figures are kept as they are typed; a meeting closes only when every count adds up."""

    topics: ClassVar = frozenset({COUNCIL, NOMINATIONS, PEOPLE})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._session: int | None = None
        self._meeting: SessionRow | None = None
        self._unsaved: dict[int, Candidate] = {}
        self._chosen: tuple[int, ...] | None = None
        self.model = VoteModel()
        self.model.typed.connect(self._typed)
        self.grid = VoteGrid(self.model)
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
        self.sessions = QComboBox()
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
        facts = QHBoxLayout()
        self._facts, self._result = QLabel(), QLabel()
        self._facts.setProperty("role", "muted")
        self._facts.setWordWrap(True)
        self._result.setProperty("role", "heading")
        facts.addWidget(self._facts, 1)
        facts.addWidget(self._result)
        column.addLayout(facts)
        column.addWidget(self.grid, 1)
        self.wrong = Notice()
        column.addWidget(self.wrong)
        hint = QLabel(text("commendation.council.hint"))
        hint.setProperty("role", "small")
        hint.setWordWrap(True)
        column.addWidget(hint)
        return face

    def load(self) -> None:
        year, wanted = self.context.year, self._session

        def work(_: Progress) -> Meetings:
            desk = self.context.desk
            found = desk.read(query.sessions, year=year)
            shown = next((one for one in found if one.id == wanted), found[0] if found else None)
            votes = desk.read(query.votes, shown.id) if shown else ()
            ids = [vote.nomination_id for vote in votes]
            rows = {row.id: row for row in desk.read(nominations, year=year, ids=ids)} if ids else {}
            pairs = tuple((rows[vote.nomination_id], vote) for vote in votes if vote.nomination_id in rows)
            taken = {vote.nomination_id for one in found for vote in desk.read(query.votes, one.id)}
            waiting = desk.read(nominations, year=year, states=["submitted"])
            return Meetings(found, shown, pairs, sum(row.id not in taken for row in waiting))

        self.fetch(work, self._show)

    def show_target(self, target: object) -> None:
        """Ids of nominations to open a meeting for."""
        if isinstance(target, tuple):
            self._chosen = target
            self.ask_session()

    def open_session(self, session_id: int) -> None:
        """Shows another meeting."""
        self.save_typed()
        self._session = session_id
        self.load()

    def _show(self, found: Meetings) -> None:
        if self._unsaved:  # she went on typing while this was read: the next reading has it all
            return
        self._meeting = found.shown
        self._session = found.shown.id if found.shown else None
        self._fill_sessions(found.sessions)
        is_open = found.shown is not None and found.shown.state == "open"
        self.close_button.setVisible(is_open)
        self.minutes_button.setVisible(found.shown is not None and not is_open)
        self.new_button.setVisible(found.shown is not None)
        self.new_button.setEnabled(found.waiting > 0)
        self._state.setVisible(found.shown is not None)
        self._pages.setCurrentIndex(int(found.shown is not None))
        if found.shown is None:
            self._word_empty(found.waiting)
            return
        self._state.set(text(f"council.states.{found.shown.state}"), "info" if is_open else "ok")
        self._facts.setText(_facts(found.shown))
        opened = not self.model.candidates or self.grid.currentIndex().row() < 0
        self.model.show_votes(found.shown, found.pairs)
        self._word_result()
        if opened and is_open:
            self.grid.begin()

    def _fill_sessions(self, found: tuple[SessionRow, ...]) -> None:
        self.sessions.clear()
        for one in found:
            day = f"{one.held_on:%d/%m/%Y}" if one.held_on else ""
            self.sessions.addItem(text("commendation.council.session_line", title=one.title, day=day), one.id)
        self.sessions.setCurrentIndex(self.sessions.findData(self._session))
        self.sessions.setEnabled(bool(found))

    def _word_empty(self, waiting: int) -> None:
        key = "empty" if waiting else "nobody"
        self._empty.setText(text(f"commendation.council.{key}", count=waiting))
        self.first_button.setText(text(f"commendation.council.{key}_button"))
        self.first_button.setProperty("waiting", waiting)

    def _first(self) -> None:
        if self.first_button.property("waiting"):
            self.ask_session()
        else:
            self.step_wanted.emit("nominees", None)

    def ask_session(self) -> None:
        """Opens a meeting for all nominations taken in, or for those she chose."""
        year = self.context.year
        self.fetch(lambda _: before_meeting(self.context.desk, year=year), self._ask)

    def _ask(self, before: Before, kept: dict[str, Any] | None = None) -> None:
        chosen = set(self._chosen or ())
        ids = [row.id for row in before.candidates if not chosen or row.id in chosen]
        year = self.context.year
        answers = self.context.dialogs.ask(
            text("commendation.council.new_title"),
            session_fields(before),
            values=kept or session_values(before, year=year),
            accept_label=text("commendation.council.new_accept"),
            lead=text("commendation.council.new_lead", count=len(ids)),
            submit=session_problem,
        )
        if answers is None:
            self._chosen = None
            return
        values = dict(answers)

        def refused(error: Exception) -> None:
            self.context.dialogs.error(error)
            if isinstance(error, OfficeError):
                self._ask(before, values)

        self.context.lane.run(
            lambda _: self._open(values, ids, year=year),
            done=self._opened,
            failed=refused,
            label=text("commendation.council.opening"),
            owner=self,
        )

    def _open(self, values: dict[str, Any], ids: list[int], *, year: int) -> council.Opened:
        return council.open_session(
            self.context.desk,
            year=year,
            title=values["title"],
            held_on=values["held_on"],
            place=values["place"] or "",
            chair=values["chair"],
            secretary=values["secretary"],
            total_members=values["total_members"],
            present=values["present"],
            absent_written=values["absent_written"] or 0,
            nomination_ids=ids,
            threshold=Fraction(values["threshold"]),
            base=values["base"],
        )

    def _opened(self, opened: council.Opened) -> None:
        self._chosen, self._session = None, opened.session_id
        self.context.announce(opened.changes)
        self.acted.emit(opened.changes, text("commendation.council.opened"))

    def _typed(self, one: Candidate) -> None:
        self._unsaved[one.row.id] = one
        self._word_result()
        self._timer.start()

    def save_typed(self) -> None:
        """Keeps what was typed; called by itself shortly after the last figure."""
        self._timer.stop()
        if not self._unsaved or self._session is None:
            return
        counts, session_id = [one.count for one in self._unsaved.values()], self._session
        self._unsaved = {}
        self.context.act(
            lambda _: council.record(self.context.desk, session_id, counts),
            label=text("commendation.council.recording"),
            owner=self,
        )

    def _word_result(self) -> None:
        candidates = self.model.candidates
        wrong = [one for one in candidates if one.wrong]
        passed = sum(one.passed is True for one in candidates)
        self._result.setText(
            text("commendation.council.result", passed=passed, failed=len(candidates) - passed - len(wrong))
        )
        self.close_button.setEnabled(bool(candidates) and not wrong)
        self._say_wrong()

    def _say_wrong(self) -> None:
        """The sentence of the row she stands on, else of the first wrong one."""
        candidates, place = self.model.candidates, self.grid.currentIndex().row()
        wrong = [one for one in candidates if one.wrong]
        here = candidates[place] if 0 <= place < len(candidates) else None
        one = here if here is not None and here.wrong else (wrong[0] if wrong else None)
        self.wrong.say(
            text("commendation.council.wrong_line", name=one.row.name, sentence=one.wrong, count=len(wrong))
            if one
            else ""
        )

    def close_session(self) -> None:
        """Fixes the result. Counts that do not add up are refused."""
        session_id, meeting = self._session, self._meeting
        if session_id is None or meeting is None:
            return
        sure = self.context.dialogs.confirm(
            text("commendation.council.close_title"),
            text("commendation.council.close_question", title=meeting.title, result=self._result.text()),
            yes=text("commendation.council.close_yes"),
        )
        if sure:
            self.save_typed()
            self.context.act(
                lambda _: council.close(self.context.desk, session_id),
                done=lambda changes: self.acted.emit(changes, text("commendation.council.closed")),
                label=text("commendation.council.closing"),
                owner=self,
            )

    def show_minutes(self) -> None:
        """The minutes in a window: look, save, print."""
        session_id, desk = self._session, self.context.desk
        if session_id is None:
            return
        self.context.lane.run(
            lambda progress: (
                minutes.render(desk, session_id, progress=progress),
                minutes.file_name(desk, session_id),
            ),
            done=lambda paper: self._show_paper(*paper),
            label=text("commendation.council.drawing"),
            cancellable=True,
            owner=self,
        )

    def _show_paper(self, data: bytes, name: str) -> None:
        title = text("commendation.council.minutes_title")
        self.context.dialogs.run(
            PaperDialog(self.context, title=title, data=data, name=name, parent=self.window())
        )


def _facts(meeting: SessionRow) -> str:
    return text(
        "commendation.council.facts",
        members=meeting.total_members,
        present=meeting.present,
        written=meeting.absent_written,
        share=share_words(Fraction(meeting.threshold)),
        base=text(f"council.bases.{meeting.base}"),
        chair=meeting.chair,
    )
