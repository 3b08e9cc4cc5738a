"""Khép sổ năm: what is left of the year, its lock with the trace, and the next year opened from it."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QLabel, QSplitter

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.style.screen import is_low
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.forms import Field
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.reports.closing import Check, EventRow, OpenItem
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.reports.closing import Opened

_PLACES: Final = {
    "nominations": ("commendation", "nominees"),
    "sessions": ("commendation", "council"),
    "drafts": ("commendation", "decisions"),
    "requests": ("commendation", "decisions"),
    "certificates": ("commendation", "certificates"),
    "prizes": ("commendation", "decisions"),
    "targets": ("plan", None),
    "pledges": ("blocs", None),
    "scores": ("blocs", None),
    "tasks": ("tasks", "unfinished"),
}
"""Page and tab where the work of each check is done."""


@dataclass(frozen=True, slots=True)
class _State:
    """A year as read in one piece."""

    year: int
    checks: tuple[Check, ...]
    events: tuple[EventRow, ...]
    closed: bool

    @property
    def left(self) -> int:
        return sum(len(one.items) for one in self.checks)


class ClosingTab(Tab):
    """Above the checks with their numbers, below the single things behind the check the cursor is on."""

    topics: ClassVar[frozenset[str]] = frozenset(topic.EVERY_TOPIC)

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._state: _State | None = None
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.lead = QLabel(text("closing.lead"))
        self.lead.setProperty("role", "muted")
        self.lead.setWordWrap(True)
        self.trace = QLabel()
        self.trace.setWordWrap(True)
        self.trace.hide()
        self.close_button = make_button(text("closing.close"), kind="primary")
        self.reopen_button = make_button(text("closing.reopen"))
        self.next_button = make_button(text("closing.next_year"))
        self.pay_button = make_button(text("closing.pay"))
        self.go_button = make_button(text("closing.go"))
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(self.heading, 1)
        for button, picture, act in (
            (self.close_button, "", self.close_year),
            (self.reopen_button, "", self.reopen_year),
            (self.next_button, "calendar_ltr", self.open_next_year),
            (self.pay_button, "", self.pay_prizes),
            (self.go_button, "open", self.go_there),
        ):
            if picture:
                put_icon(button, picture)
            button.clicked.connect(lambda _=False, act=act: act())
            row.addWidget(button)
        self.column.addLayout(row)
        self.column.addWidget(self.lead)
        self.column.addWidget(self.trace)
        self._add_lists()
        self._allow()

    def _add_lists(self) -> None:
        settings = self.context.settings
        self.checks: TablePanel[Check] = TablePanel(
            (
                Column(
                    "check", text("closing.columns.check"), lambda one: text(f"closing.checks.{one.key}"), 320
                ),
                Column("count", text("closing.columns.count"), lambda one: len(one.items), 84, "right"),
                Column(
                    "state",
                    text("closing.columns.state"),
                    lambda one: bool(one.items),
                    100,
                    badge=lambda one: (
                        Badge(text("closing.states.open"), "warn")
                        if one.items
                        else Badge(text("closing.states.done"), "ok")
                    ),
                ),
            ),
            key="closing_checks",
            name=text("closing.table"),
            settings=settings,
            identity=lambda one: one.key,
            empty=Empty(text("closing.reading")),
            filterable=False,
        )
        self.items: TablePanel[OpenItem] = TablePanel(
            (
                Column("name", text("closing.columns.name"), lambda one: one.name, 320),
                Column("detail", text("closing.columns.detail"), lambda one: one.detail, 240),
            ),
            key="closing_items",
            name=text("closing.items"),
            settings=settings,
            identity=lambda one: one.id,
            empty=Empty(text("closing.nothing")),
        )
        self.checks.selection_changed.connect(self._choose)
        self.checks.opened.connect(lambda _: self.items.view.setFocus(Qt.FocusReason.OtherFocusReason))
        self.items.selection_changed.connect(self._allow)
        self.split = split = QSplitter(Qt.Orientation.Vertical)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACING["m"])
        split.addWidget(self.checks)
        split.addWidget(self.items)
        split.setSizes([360, 280])
        self.column.addWidget(split, 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where the window is low the lists stand side by side and the sentence in the tool tip."""
        super().resizeEvent(event)
        low = is_low(self)
        self.lead.setVisible(not low)
        self.split.setOrientation(Qt.Orientation.Horizontal if low else Qt.Orientation.Vertical)
        self.heading.setToolTip(self.lead.text() if low else "")

    def reload(self) -> None:
        """Checks the year again."""
        year = self.context.year

        def read(app: AppContext) -> _State:
            from thidua_desktop.queries.reports.closing import checklist, events, is_closed

            return _State(
                year,
                app.read(checklist, year=year),
                app.read(events, year=year),
                app.read(is_closed, year=year),
            )

        self.context.read(
            read, done=self._show, label=text("closing.reading"), owner=self, question="closing"
        )

    def _show(self, state: _State) -> None:
        self._state = state
        if state.closed:
            self.heading.setText(
                text("closing.closed_heading", year=state.year, at=_moment(state.events[0].made_at))
            )
        elif state.left:
            self.heading.setText(text("closing.open_heading", year=state.year, count=state.left))
        else:
            self.heading.setText(text("closing.clean_heading", year=state.year))
        self.trace.setText("\n".join(_event_words(one) for one in state.events))
        self.trace.setVisible(bool(state.events))
        self.checks.set_rows(state.checks)
        if self.checks.chosen() is None:
            first = next((one for one in state.checks if one.items), state.checks[0])
            self.checks.select([first.key])
        self._choose()

    def _choose(self) -> None:
        check = self.checks.chosen()
        self.items.set_rows(check.items if check else ())
        self._allow()

    def _allow(self) -> None:
        """What can be done now; buttons that cannot are grey."""
        state, check = self._state, self.checks.chosen()
        closed = state is not None and state.closed
        self.close_button.setVisible(not closed)
        self.reopen_button.setVisible(closed)
        allow(self.close_button, state is not None, "reading")
        allow(self.next_button, state is not None, "reading")
        allow(self.go_button, check is not None and bool(check.items), "check")
        self.pay_button.setVisible(check is not None and check.key == "prizes" and not closed)
        allow(self.pay_button, check is not None and bool(check.items), "check")

    def close_year(self) -> None:
        """Asks once more, with a reason when work is left, and locks."""
        state = self._state
        if state is None:
            return
        year = state.year

        def work(reason: str) -> Changes:
            from thidua_desktop.services.reports.closing import close_year

            return close_year(self.context.app, year, reason=reason)

        title, done = text("closing.close_title", year=year), text("closing.closed_done", year=year)
        lead = (
            text("closing.close_lead", count=state.left)
            if state.left
            else text("closing.close_clean", year=year)
        )
        self.context.ask_and_act(
            title,
            (Field("reason", text("closing.reason"), required=bool(state.left)),),
            lambda values: work(str(values["reason"] or "")),
            lead=lead,
            done=lambda _: self.context.notify(done),
            owner=self,
        )

    def reopen_year(self) -> None:
        """Asks for the reason and unlocks."""
        year = self.context.year

        def work(reason: str) -> Changes:
            from thidua_desktop.services.reports.closing import reopen_year

            return reopen_year(self.context.app, year, reason=reason)

        self.context.ask_and_act(
            text("closing.reopen_title", year=year),
            (Field("reason", text("closing.reason"), required=True),),
            lambda values: work(str(values["reason"] or "")),
            lead=text("closing.reopen_lead"),
            done=lambda _: self.context.notify(text("closing.reopened_done", year=year)),
            owner=self,
        )

    def open_next_year(self) -> None:
        """Says what will be copied, copies it and goes to the new year."""
        year = self.context.year
        opened: list[Opened] = []

        def work() -> Changes:
            from thidua_desktop.services.reports.closing import open_next_year

            opened.append(open_next_year(self.context.app, year))
            return opened[0].changes

        def report(_: Changes) -> None:
            made = opened[0]
            self.context.set_years(tuple(sorted({*self.context.years, made.year})))
            self.context.set_year(made.year)
            self.context.notify(
                text(
                    "closing.opened_ended" if made.ended else "closing.opened_done",
                    year=made.year,
                    plans=made.plans,
                    blocs=made.blocs,
                    units=made.units,
                    members=made.members,
                    **({"ended": ", ".join(made.ended)} if made.ended else {}),
                )
            )

        title = text("closing.next_title", year=year + 1)
        if self.context.dialogs.confirm(title, text("closing.next_lead", year=year + 1), yes=title):
            self.context.act(lambda _: work(), label=title, done=report, owner=self)

    def pay_prizes(self) -> None:
        """Notes the day on which the prizes of the decisions chosen, or of all, were paid."""
        check = self.checks.chosen()
        if check is None or check.key != "prizes":
            return
        ids = [one.id for one in (self.items.selected() or check.items)]

        def work(day: dt.date) -> Changes:
            from thidua_desktop.services.reports.closing import pay_prizes

            return pay_prizes(self.context.app, ids, paid_on=day)

        self.context.ask_and_act(
            text("closing.pay_title"),
            (Field("paid_on", text("closing.paid_on"), "date", required=True),),
            lambda values: work(values["paid_on"]),
            values={"paid_on": self.context.app.today()},
            done=lambda _: self.context.notify(text("closing.paid_done", count=len(ids))),
            owner=self,
        )

    def go_there(self) -> None:
        """To the page where the work of the check is done."""
        check = self.checks.chosen()
        if check is not None:
            page, tab = _PLACES[check.key]
            self.context.go(page, tab)

    def take_focus(self) -> None:
        self.checks.view.setFocus(Qt.FocusReason.OtherFocusReason)


def _event_words(event: EventRow) -> str:
    at = _moment(event.made_at)
    if event.kind == "reopened":
        return text("closing.reopened_line", at=at, reason=event.reason)
    if event.left:
        count = sum(int(one) for one in event.left.values())
        return text("closing.closed_line_reason", at=at, count=count, reason=event.reason)
    return text("closing.closed_line", at=at)


def _moment(made_at: str) -> str:
    return f"{dt.datetime.fromisoformat(made_at):%d/%m/%Y %H:%M}"
