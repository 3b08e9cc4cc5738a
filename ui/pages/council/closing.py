"""What stands above the vote grid to find a candidate and fill the rest, and what is asked before closing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QHBoxLayout, QLineEdit

from thidua_desktop.queries.council.sessions import SessionRow
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.pages.council.vote_grid import Candidate, VoteGrid


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
    """A box that filters the grid as it is typed in, and the act that fills what nobody typed."""

    def __init__(self, grid: VoteGrid, fill: Callable[[], None]) -> None:
        super().__init__()
        self.find_box = QLineEdit()
        self.find_box.setClearButtonEnabled(True)
        self.find_box.setPlaceholderText(text("council_desk.find"))
        self.find_box.setAccessibleName(text("council_desk.find"))
        self.find_box.textChanged.connect(grid.show_matching)
        self.fill_button = make_button("")
        self.fill_button.setToolTip(text("council_desk.fill_agreed_tip"))
        self.fill_button.clicked.connect(lambda _: fill())
        self.addWidget(self.find_box, 1)
        self.addWidget(self.fill_button)

    def offer(self, waiting: int, *, closed: bool) -> None:
        """Says how many the act would fill; a closed meeting has none."""
        self.fill_button.setText(text("council_desk.fill_agreed", count=waiting))
        self.fill_button.setVisible(waiting > 0 and not closed)
