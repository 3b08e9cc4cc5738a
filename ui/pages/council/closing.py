"""What stands above the vote grid to find a candidate and fill the rest, and what is asked before closing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSignalBlocker
from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from thidua_desktop.queries.council.sessions import SessionRow
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.pages.award_words import award_word
from ui.pages.council.vote_grid import Candidate, VoteGrid
from ui.widgets.fields import Choice, ChoiceBox


@dataclass(frozen=True, slots=True)
class LeftOpen:
    """How many nobody voted on, and how many counted ones have no conclusion on their conditions."""

    waiting: int
    unsettled: int

    @classmethod
    def of(cls, candidates: Sequence[Candidate]) -> LeftOpen:
        unsettled = sum(
            one.vote.counted and one.row.concluded in (None, "needs_review") for one in candidates
        )
        return cls(sum(not one.vote.counted for one in candidates), unsettled)

    def question(self, meeting: SessionRow, result: str) -> str:
        """What is asked before the meeting closes, with both counts."""
        message = [text("commendation.council.close_question", title=meeting.title, result=result)]
        message += [text("council_desk.close_waiting", count=self.waiting)] if self.waiting else []
        message += [text("council_desk.close_unsettled", count=self.unsettled)] if self.unsettled else []
        return "\n".join(message)

    def closed(self) -> str:
        """What is said when it is closed."""
        if not self.waiting and not self.unsettled:
            return text("commendation.council.closed")
        return text("council_desk.closed_waiting", count=self.waiting, unsettled=self.unsettled)


class FindRow(QHBoxLayout):
    """The titles with how many of each wait, a box that filters as it is typed in, and the act that fills what
    nobody typed."""

    def __init__(self, grid: VoteGrid, fill: Callable[[], None]) -> None:
        super().__init__()
        self._grid = grid
        self.titles = ChoiceBox()
        self.titles.setAccessibleName(text("council_desk.titles"))
        self.titles.activated.connect(lambda _: self._filter())
        self.find_box = QLineEdit()
        self.find_box.setClearButtonEnabled(True)
        self.find_box.setPlaceholderText(text("council_desk.find"))
        self.find_box.setAccessibleName(text("council_desk.find"))
        self.find_box.textChanged.connect(lambda _: self._filter())
        self.fill_button = make_button("")
        self.fill_button.setToolTip(text("council_desk.fill_agreed_tip"))
        self.fill_button.clicked.connect(lambda _: fill())
        self.addWidget(self.titles)
        self.addWidget(self.find_box, 1)
        self.addWidget(self.fill_button)

    def offer(self, waiting: int, *, closed: bool) -> None:
        """Says how many the act would fill, a closed meeting has none; and how many of each title wait."""
        self.fill_button.setText(text("council_desk.fill_agreed", count=waiting))
        self.fill_button.setVisible(waiting > 0 and not closed)
        candidates = self._grid.votes.candidates
        every, left = Counter[str](), Counter[str]()
        for one in candidates:
            every[one.row.award_code] += 1
            left[one.row.award_code] += not one.vote.counted
        choices = [Choice("", _title_words(text("council_desk.every_title"), len(candidates), waiting))]
        choices += [Choice(code, _title_words(award_word(code), every[code], left[code])) for code in every]
        chosen = self.titles.currentData() or ""
        with QSignalBlocker(self.titles):
            self.titles.set_choices(choices)
            self.titles.choose(chosen if chosen in every else "")
        self._filter()

    def _filter(self) -> None:
        self._grid.show_matching(self.find_box.text(), str(self.titles.currentData() or ""))


def _title_words(title: str, count: int, left: int) -> str:
    key = "title_left" if left else "title_done"
    return text(f"council_desk.{key}", title=title, count=count, left=left)
