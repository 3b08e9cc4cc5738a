"""Khối, cụm của năm: the blocs at the left, at the right the members and meetings of the chosen one."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSplitter, QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.domain import changes as topic
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring.blocs import BlocDay, Step, steps_of
from thidua_desktop.texts import lookup, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.dialogs.history import offer_history
from ui.pages.blocs.days import ask_days
from ui.pages.blocs.dialog import BlocDialog
from ui.pages.blocs.higher import scheme_choices
from ui.pages.blocs.meetings import MeetingsPanel
from ui.pages.blocs.members import MembersPanel
from ui.pages.blocs.rotation import RotationDialog
from ui.pages.tabs import Tab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.scoring.blocs import BlocRow, MeetingRow, MemberRow, Rotation
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.scoring.schemes import SchemeOffer

_MOST_NAMES: Final = 4


@dataclass(frozen=True, slots=True)
class Seen:
    """What the tab shows of a year."""

    blocs: tuple[BlocRow, ...] = ()
    members: tuple[MemberRow, ...] = ()
    meetings: tuple[MeetingRow, ...] = ()
    days: tuple[BlocDay, ...] = ()
    offers: tuple[SchemeOffer, ...] = ()
    twice: frozenset[int] = frozenset()
    today: dt.date = dt.date.min

    def of(self, bloc: BlocRow) -> list[MemberRow]:
        return [row for row in self.members if row.bloc_id == bloc.id]

    def steps(self, bloc: BlocRow) -> tuple[Step, ...]:
        """What the bloc has to do in its year, done or not."""
        held = {row.kind for row in self.meetings if row.bloc_id == bloc.id and row.held_on is not None}
        return steps_of(self.days, year=bloc.year, pledged=bloc.pledged_on is not None, held=held)


class YearTab(Tab):
    """Units in no bloc or in two are named on top; one press shows them, one more puts them right."""

    topics: ClassVar[frozenset[str]] = frozenset({topic.SCORING, topic.ORGANISATION})

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.seen = Seen()
        self._strays = False
        self.column.addLayout(self._make_notice())
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.addWidget(self._make_blocs())
        split.addWidget(self._make_side())
        split.setStretchFactor(0, 6)
        split.setStretchFactor(1, 5)
        split.setHandleWidth(SPACING["m"])
        self.column.addWidget(split, 1)

    def reload(self) -> None:
        year = self.context.year

        def read(app: AppContext) -> Seen:
            from thidua_desktop.queries.scoring.blocs import blocs, days, in_two, meetings, members
            from thidua_desktop.services.scoring.schemes import offers

            found = app.read(members, year=year)
            return Seen(
                blocs=app.read(blocs, year=year, level="own"),
                members=found,
                meetings=app.read(meetings, year=year),
                days=app.read(days),
                offers=offers(app),
                twice=in_two(found),
                today=app.today(),
            )

        self.context.read(read, done=self._show, owner=self)

    def take_focus(self) -> None:
        self.panel.take_focus()

    def show_target(self, target: object) -> None:
        """A bloc by its number."""
        self.panel.select([target])

    def _make_notice(self) -> QHBoxLayout:
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        self.notice = QLabel()
        self.notice.setWordWrap(True)
        row.addWidget(self.notice, 1)
        self.outside = make_button(text("blocs.show_outside"), kind="quiet")
        self.outside.clicked.connect(self._show_strays)
        self.reminders = make_button(text("blocs.calendar.button"), kind="quiet")
        put_icon(self.reminders, "calendar_clock")
        self.reminders.clicked.connect(lambda: ask_days(self.context, self.seen.days, owner=self))
        self.copy = make_button(text("blocs.copy"))
        put_icon(self.copy, "copy")
        self.copy.clicked.connect(self._copy)
        self.new = make_button(text("blocs.new"), kind="primary")
        put_icon(self.new, "add", "on_accent")
        self.new.clicked.connect(lambda: self._new())
        for button in (self.outside, self.reminders, self.copy, self.new):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _make_blocs(self) -> QWidget:
        self.panel: TablePanel[BlocRow] = TablePanel(
            self._columns(),
            key="blocs",
            name=text("blocs.table"),
            settings=self.context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("blocs.empty"), text("blocs.new").replace("&", ""), lambda: self._new()),
        )
        offer_history(self.context, self.panel, "bloc")
        self.edit = make_button(text("blocs.edit"))
        put_icon(self.edit, "edit")
        self.edit.clicked.connect(lambda: self._ask(self.panel.chosen()))
        self.remove = make_button(text("blocs.remove"))
        put_icon(self.remove, "delete")
        self.remove.clicked.connect(self._remove)
        for button in (self.edit, self.remove):
            self.panel.tools.addWidget(button)
        self.panel.act_on_rows(delete=self.remove)
        self.panel.opened.connect(self._ask)
        self.panel.selection_changed.connect(self._choose)
        self.panel.setMinimumWidth(330)
        return self.panel

    def _new(self) -> None:
        self.panel.expect_new()
        self._ask(None)

    def _columns(self) -> tuple[Column[BlocRow], ...]:
        words = {
            key: text(f"blocs.columns.{key}")
            for key in (
                "name",
                "members",
                "head",
                "deputy",
                "second_deputy",
                "step",
                "kind",
                "council_member",
            )
        }
        return (
            Column("name", words["name"], lambda row: row.name, 210, least=0.75),
            Column(
                "members", words["members"], lambda row: row.members, 86, align="right", aside=2, sums=True
            ),
            Column("head", words["head"], lambda row: row.head_name, 150, aside=3),
            Column("step", words["step"], self._step_day, 160, badge=self._step_badge, aside=1),
            Column("deputy", words["deputy"], lambda row: row.deputy_name, 150, hidden=True),
            Column(
                "second_deputy", words["second_deputy"], lambda row: row.second_deputy_name, 150, hidden=True
            ),
            Column(
                "council_member", words["council_member"], lambda row: row.council_member, 150, hidden=True
            ),
            Column(
                "kind",
                words["kind"],
                lambda row: lookup(f"blocs.kinds.{row.kind}") or row.kind,
                120,
                hidden=True,
            ),
        )

    def _make_side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["xs"])
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.details = QLabel()
        self.details.setProperty("role", "muted")
        self.details.setWordWrap(True)
        self.steps = QLabel()
        self.steps.setWordWrap(True)
        self.members = MembersPanel(self.context)
        self.meetings = MeetingsPanel(self.context)
        self.sides = QTabWidget()
        self.sides.setDocumentMode(True)
        self.sides.tabBar().setDrawBase(False)
        for face in (self.sides, self.sides.tabBar()):
            face.setAccessibleName(text("blocs.sides.label"))
        self.sides.addTab(self.members, text("blocs.sides.members"))
        self.sides.addTab(self.meetings, text("blocs.sides.meetings"))
        column.addWidget(self.heading)
        column.addWidget(self.details)
        column.addWidget(self.steps)
        column.addWidget(self.sides, 1)
        side.setMinimumWidth(330)
        return side

    def _show(self, seen: Seen) -> None:
        self.seen = seen
        self.panel.set_rows(seen.blocs)
        if seen.blocs and self.panel.chosen() is None and not self._strays:
            self.panel.select([seen.blocs[0].id])
        allow(self.copy, not seen.blocs, "has_blocs")
        self._report_notice()
        if self._strays:
            self._fill_strays()
        else:
            self._choose()

    def _stray_rows(self) -> list[MemberRow]:
        """Units of no bloc, then memberships of those in two."""
        return [row for row in self.seen.members if row.bloc_id is None] + [
            row for row in self.seen.members if row.unit_id in self.seen.twice
        ]

    def _report_notice(self) -> None:
        outside = [row.unit_name for row in self.seen.members if row.bloc_id is None]
        twice = dict.fromkeys(row.unit_name for row in self.seen.members if row.unit_id in self.seen.twice)
        lines = []
        if outside and self.seen.blocs:
            lines.append(text("blocs.outside", count=len(outside), names=_some(outside)))
        if twice:
            lines.append(text("blocs.twice", count=len(twice), names=_some(list(twice))))
        if not lines and self.seen.blocs:
            lines.append(text("blocs.whole"))
        self.notice.setText("\n".join(lines))
        self.notice.setVisible(bool(lines))
        self.outside.setVisible(bool((outside or twice) and self.seen.blocs))

    def _choose(self) -> None:
        bloc = self.panel.chosen()
        some = bool(self.panel.selected())
        allow(self.edit, some, "row")
        allow(self.remove, some, "row")
        if bloc is None and self._strays:
            return
        self._strays = False
        self.sides.setTabEnabled(1, bloc is not None)
        if bloc is None:
            self.heading.setText("")
            self.details.setText("")
            self._show_steps(())
            self.members.show_rows((), self.seen.blocs, self.seen.twice)
            self.meetings.show_rows((), None, ())
            return
        rows = self.seen.of(bloc)
        self.heading.setText(text("blocs.heading", name=bloc.name, count=bloc.members))
        self.details.setText(self._reported(bloc))
        self._show_steps(self.seen.steps(bloc))
        self.members.show_rows(rows, self.seen.blocs, self.seen.twice)
        held = [row for row in self.seen.meetings if row.bloc_id == bloc.id]
        self.meetings.show_rows(held, bloc, rows)

    def _reported(self, bloc: BlocRow) -> str:
        """Head, deputies, who of the council is in charge, by which scheme: what is known."""
        scheme = next((one.name for one in self.seen.offers if one.code == bloc.scheme_code), "")
        deputies = ", ".join(filter(None, (bloc.deputy_name, bloc.second_deputy_name)))
        parts = (
            ("head", bloc.head_name),
            ("deputies", deputies),
            ("council_member", bloc.council_member),
            ("scheme", scheme),
            ("note", bloc.note),
        )
        return " · ".join(text(f"blocs.told.{key}", value=value) for key, value in parts if value)

    def _show_steps(self, steps: Sequence[Step]) -> None:
        words = [self._step_words(step) for step in steps if step.done is not None]
        self.steps.setText(" · ".join(words))
        self.steps.setVisible(bool(words))

    def _step_words(self, step: Step) -> str:
        name, day = text(f"blocs.steps.{step.code}"), f"{step.day:%d/%m}"
        if step.done:
            return text("blocs.steps.done", step=name)
        key = "blocs.steps.late" if step.late(self.seen.today) else "blocs.steps.due"
        return text(key, step=name, day=day)

    def _next_step(self, bloc: BlocRow) -> Step | None:
        return next((step for step in self.seen.steps(bloc) if step.done is False), None)

    def _step_day(self, bloc: BlocRow) -> dt.date | None:
        step = self._next_step(bloc)
        return step.day if step else None

    def _step_badge(self, bloc: BlocRow) -> Badge | None:
        step = self._next_step(bloc)
        if step is None:
            return None
        words = text("blocs.steps.short", step=text(f"blocs.steps.{step.code}"), day=f"{step.day:%d/%m}")
        return Badge(words, "danger" if step.late(self.seen.today) else "neutral")

    def _show_strays(self) -> None:
        self._strays = True
        self.panel.view.clearSelection()
        self._fill_strays()
        self.sides.setCurrentIndex(0)
        self.members.panel.take_focus()

    def _fill_strays(self) -> None:
        self.heading.setText(text("blocs.outside_heading"))
        self.details.setText(text("blocs.outside_lead"))
        self._show_steps(())
        self.sides.setTabEnabled(1, False)
        self.members.show_rows(self._stray_rows(), self.seen.blocs, self.seen.twice)

    def _ask(self, bloc: BlocRow | None, given: Mapping[str, Any] | None = None) -> None:
        dialog = BlocDialog(bloc, self.seen.members, scheme_choices(self.seen.offers))
        if given is not None:
            dialog.take(given)
        if not self.context.dialogs.run(dialog):
            return
        values, year = dialog.values, self.context.year

        def refused(error: Exception) -> None:
            self.context.dialogs.error(error)
            if isinstance(error, OfficeError):
                self._ask(bloc, values)

        self.context.act(
            lambda _: self._save(bloc, values, year=year),
            label=dialog.windowTitle(),
            failed=refused,
            owner=self,
        )

    def _save(self, bloc: BlocRow | None, values: Mapping[str, Any], *, year: int) -> Changes:
        from thidua_desktop.services.scoring.blocs import save_bloc

        return save_bloc(self.context.app, year=year, bloc_id=bloc.id if bloc else None, **values)

    def _copy(self) -> None:
        year = self.context.year

        def read(app: AppContext) -> tuple[Rotation, ...]:
            from thidua_desktop.queries.scoring.blocs import rotations

            return app.read(rotations, from_year=year - 1, to_year=year)

        self.context.read(read, done=lambda found: self._ask_officers(found, year=year), owner=self)

    def _ask_officers(self, found: tuple[Rotation, ...], *, year: int) -> None:
        """Who leads each bloc is asked before the new year's blocs are made."""
        if not found:
            self.context.dialogs.error(OfficeError("organisation.no_blocs_to_copy", year=year - 1))
            return
        dialog = RotationDialog(found, from_year=year - 1, to_year=year)
        if not self.context.dialogs.run(dialog):
            return
        officers = dialog.officers()

        def work() -> Changes:
            from thidua_desktop.services.scoring.blocs import copy_blocs

            return copy_blocs(self.context.app, from_year=year - 1, to_year=year, officers=officers)

        self.context.act(lambda _: work(), label=text("blocs.copy").replace("&", ""), owner=self)

    def _remove(self) -> None:
        from thidua_desktop.services.scoring.blocs import remove_bloc

        bloc = self.panel.chosen()
        label = text("blocs.remove").replace("&", "")
        if bloc is not None and self.context.dialogs.confirm(
            label, text("blocs.remove_question", name=bloc.name), yes=text("blocs.remove"), dangerous=True
        ):
            self.context.act(lambda _: remove_bloc(self.context.app, bloc.id), label=label, owner=self)


def _some(names: Sequence[str]) -> str:
    shown = ", ".join(names[:_MOST_NAMES])
    rest = len(names) - _MOST_NAMES
    return text("blocs.more", names=shown, count=rest) if rest > 0 else shown
