"""Who came to a meeting: every member with present, in writing or absent; the totals follow."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.queries.council.members import AttendanceRow, MemberRow
from thidua_desktop.services.council.sessions import Attended
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog, make_button
from ui.style.tokens import SPACING, Tone
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.wrap_row import WrapRow

STATES: Final = ("present", "written", "absent")
_TONES: Final[dict[str, Tone]] = {"present": "ok", "written": "info", "absent": "neutral"}


@dataclass(frozen=True, slots=True)
class Seat:
    """A member and what the officer noted of today."""

    member_id: int
    name: str
    position: str
    role: str
    votes: bool
    attended: str


def seats_of(members: Sequence[MemberRow], came: Sequence[AttendanceRow]) -> tuple[Seat, ...]:
    """Members of the day with what is noted already; who is new in the list is taken as present."""
    noted = {one.member_id: one.attended for one in came}
    return tuple(
        Seat(one.id, one.full_name, one.position, one.role, one.votes, noted.get(one.id, "present"))
        for one in members
    )


COLUMNS: Final = (
    Column[Seat]("name", text("council_desk.seats.name"), lambda seat: seat.name, 190),
    Column[Seat]("position", text("council_desk.seats.position"), lambda seat: seat.position, 220),
    Column[Seat](
        "role",
        text("council_desk.seats.role"),
        lambda seat: text(f"council_members.roles.{seat.role}"),
        150,
    ),
    Column[Seat](
        "votes",
        text("council_desk.seats.votes"),
        lambda seat: text(f"council_desk.seats.{'yes' if seat.votes else 'no'}"),
        84,
    ),
    Column[Seat](
        "attended",
        text("council_desk.seats.attended"),
        lambda seat: seat.attended,
        210,
        badge=lambda seat: Badge(text(f"council_members.attended.{seat.attended}"), _TONES[seat.attended]),
    ),
)


class AttendanceDialog(Dialog):
    """Space or Enter goes from present to in writing to absent; three buttons do it for those selected."""

    def __init__(
        self, context: Context, seats: Sequence[Seat], *, title: str, parent: QWidget | None
    ) -> None:
        super().__init__(text("council_desk.attendance.title"), parent, lead=title)
        self.seats = list(seats)
        self.panel: TablePanel[Seat] = TablePanel(
            COLUMNS,
            key="council_attendance",
            name=text("council_desk.attendance.title"),
            settings=context.settings,
            identity=lambda seat: seat.member_id,
            empty=Empty(text("council_desk.attendance.nobody")),
            filterable=False,
        )
        self.panel.opened.connect(lambda _: self.turn())
        space = QShortcut(QKeySequence(Qt.Key.Key_Space), self.panel.view)
        space.setContext(Qt.ShortcutContext.WidgetShortcut)
        space.activated.connect(self.turn)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        for state in STATES:
            button = make_button(text(f"council_desk.attendance.{state}"))
            button.setAutoDefault(False)
            button.clicked.connect(lambda _, state=state: self.note(state))
            row.addWidget(button)
            self.panel.act_on_rows(button)
        row.addStretch(1)
        self._sums = QLabel()
        self._sums.setProperty("role", "heading")
        row.addWidget(self._sums)
        self.body.addLayout(row)
        self.body.addWidget(self.panel, 1)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        self.add_button(text("council_desk.attendance.accept"), kind="primary").clicked.connect(self.accept)
        self.resize(920, 560)
        self._show()
        if self.seats:
            self.panel.select([self.seats[0].member_id])
        self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def answers(self) -> tuple[Attended, ...]:
        """What the officer noted of everybody."""
        return tuple(Attended(seat.member_id, seat.attended) for seat in self.seats)

    def turn(self) -> None:
        """The next state for the row the officer stands on."""
        seat = self.panel.chosen()
        if seat is not None:
            self.note(STATES[(STATES.index(seat.attended) + 1) % len(STATES)])

    def note(self, state: str) -> None:
        """This state for all rows selected."""
        chosen = {seat.member_id for seat in self.panel.selected()}
        self.seats = [
            replace(seat, attended=state) if seat.member_id in chosen else seat for seat in self.seats
        ]
        self._show()
        self.panel.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self) -> None:
        self.panel.set_rows(self.seats)
        voting = [seat.attended for seat in self.seats if seat.votes]
        self._sums.setText(
            text(
                "council_desk.attendance.sums",
                members=len(voting),
                **{state: voting.count(state) for state in STATES},
            )
        )
