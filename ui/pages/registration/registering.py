"""Đăng ký thi đua: every unit of the year, what it registered, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QLabel, QProgressBar, QSplitter, QTabWidget, QVBoxLayout, QWidget

from thidua_desktop.domain.changes import (
    GRANTS,
    LAW,
    NOMINATIONS,
    ORGANISATION,
    PEOPLE,
    REGISTRATIONS,
)
from thidua_desktop.domain.file_kinds import LISTS, pattern
from thidua_desktop.domain.nominations.registering import STATES, State, share_in_percent, year_name
from thidua_desktop.queries.nominations.registrations import (
    ComparedRow,
    LineRow,
    RegistrationRow,
    compared,
    registration_lines,
)
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.nominations import registrations as service
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.history import offer_history
from ui.pages.base import Card
from ui.pages.registration.bars import Bar
from ui.pages.registration.columns import compared_columns, line_columns, unit_columns
from ui.pages.registration.line_form import ask_line
from ui.pages.tabs import Tab
from ui.style.tokens import SPACING
from ui.tables.columns import plain_words
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.fields import Choice, ChoiceBox
from ui.widgets.forms import Field


@dataclass(frozen=True, slots=True)
class Found:
    """All the tab shows of one cycle. ``deadline``: the office's own day, ``31/03``, where it ruled one."""

    units: tuple[RegistrationRow, ...]
    lines: tuple[LineRow, ...]
    compared: tuple[ComparedRow, ...]
    deadline: str | None


class RegisteringTab(Tab):
    """Units at the left, the chosen one's list at the right; the share of units above."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {REGISTRATIONS, ORGANISATION, PEOPLE, NOMINATIONS, GRANTS, LAW}
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self._found = Found((), (), (), None)
        self.cycle = ChoiceBox(
            [Choice(kind, text(f"registration.cycles.{kind}")) for kind in ("calendar", "school")]
        )
        self.cycle.setAccessibleName(text("registration.cycle"))
        self.cycle.choose("calendar")
        self.cycle.currentIndexChanged.connect(lambda _: self.reload())
        self.cycle.setMinimumContentsLength(9)
        self.share = QProgressBar(maximum=100, textVisible=False)
        self.share.setAccessibleName(text("registration.share_name"))
        self.units: TablePanel[RegistrationRow] = TablePanel(
            unit_columns(),
            key="registrations",
            name=text("registration.units_table"),
            settings=context.settings,
            identity=lambda row: row.unit_id,
            empty=Empty(
                text("registration.no_units"),
                text("registration.to_units"),
                lambda: context.go("registers", "units"),
            ),
        )
        offer_history(context, self.units, "registration")
        self.lines: TablePanel[LineRow] = TablePanel(
            line_columns(),
            key="registration_lines",
            name=text("registration.lines_table"),
            settings=context.settings,
            identity=lambda row: row.id,
            empty=Empty(text("registration.no_lines"), text("registration.add_empty"), self.add),
            filterable=False,
        )
        offer_history(context, self.lines, "registration_line")
        self.compared: TablePanel[ComparedRow] = TablePanel(
            compared_columns(),
            key="registration_compared",
            name=text("registration.compared_table"),
            settings=context.settings,
            identity=lambda row: (row.unit_id, row.award_code, row.subject_type),
            empty=Empty(text("registration.no_compared")),
            filterable=False,
        )
        self.state = ChoiceBox([Choice("", text("registration.all"))])
        self.state.setMinimumContentsLength(9)
        self.state.choose("")
        self.state.setAccessibleName(text("registration.state_filter"))
        self.state.currentIndexChanged.connect(lambda _: self._filter())
        self.units.tools.addWidget(self.state)
        self._lay_out()
        self.units.selection_changed.connect(self._show_unit)
        self.lines.selection_changed.connect(self._enable)

    def _lay_out(self) -> None:
        bar = Bar()
        bar.addWidget(self.cycle)
        reported = QVBoxLayout()
        reported.setSpacing(SPACING["xs"])
        self.words = QLabel()
        self.words.setProperty("role", "muted")
        self.words.setWordWrap(True)
        reported.addWidget(self.words)
        reported.addWidget(self.share)
        bar.addLayout(reported, 1)
        bar.addSpacing(SPACING["m"])
        bar.add_button(text("registration.import"), "arrow_import", self.import_file)
        self.copy_button = bar.add_button(text("registration.copy"), "copy", self.copy)
        self.column.addLayout(bar)
        split = QSplitter(Qt.Orientation.Horizontal)
        split.setChildrenCollapsible(False)
        split.setHandleWidth(SPACING["m"])
        split.addWidget(self._make_units())
        split.addWidget(self._make_side())
        split.setSizes([520, 520])
        split.setStretchFactor(0, 1)
        split.setStretchFactor(1, 1)
        self.column.addWidget(split, 1)

    def _make_units(self) -> QWidget:
        """The units, with what is done about a registration as a whole below them."""
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.units, 1)
        bar = Bar()
        self.receive_button = bar.add_button(
            text("registration.receive"), "arrow_import", lambda: self.advance("pending")
        )
        self.return_button = bar.add_button(text("registration.give_back"), "arrow_undo", self.give_back)
        bar.addStretch(1)
        self.approve_button = bar.add_button(
            text("registration.approve"), "checkmark_circle", lambda: self.advance("approved"), kind="primary"
        )
        column.addLayout(bar)
        self.units.act_on_rows(self.receive_button, self.return_button, self.approve_button)
        self.units.opened.connect(lambda _: self.lines.take_focus())
        return face

    def _make_side(self) -> QWidget:
        side = Card()
        side.body.setContentsMargins(SPACING["m"], SPACING["s"], SPACING["m"], SPACING["m"])
        self.heading = QLabel()
        self.heading.setProperty("role", "heading")
        self.heading.setWordWrap(True)
        self.reason = QLabel()
        self.reason.setProperty("role", "problem")
        self.reason.setWordWrap(True)
        self.reason.hide()
        side.body.addWidget(self.heading)
        side.body.addWidget(self.reason)
        self.inner = QTabWidget()
        self.inner.setDocumentMode(True)
        self.inner.setAccessibleName(text("registration.inner"))
        self.inner.tabBar().setAccessibleName(text("registration.inner"))
        listed = QWidget()
        column = QVBoxLayout(listed)
        column.setContentsMargins(0, SPACING["s"], 0, 0)
        column.addWidget(self.lines, 1)
        bar = Bar()
        self.add_button = bar.add_button(text("registration.add"), "add", self.add)
        self.remove_button = bar.add_button(text("registration.remove"), "delete", self.remove)
        self.lines.act_on_rows(self.add_button, delete=self.remove_button)
        bar.addStretch(1)
        column.addLayout(bar)
        self.inner.addTab(listed, text("registration.list"))
        self.inner.addTab(self.compared, text("registration.compare"))
        side.body.addWidget(self.inner, 1)
        return side

    @property
    def year_type(self) -> str:
        return str(self.cycle.currentData())

    def reload(self) -> None:
        year, kind = self.context.year, self.year_type
        self.context.read(lambda app: _read(app, year, kind), done=self._show, owner=self)

    def choose_state(self, state: str) -> None:
        """Only units whose registration stands so; empty: all."""
        self.state.choose(state)

    def _filter(self) -> None:
        state = self.state.currentData()
        self.units.set_accept((lambda row: row.state == state) if state else None)
        self._show_unit()

    def _count_states(self) -> None:
        def words(state: str) -> str:
            count = sum(not state or row.state == state for row in self._found.units)
            name = text(f"registrations.states.{state}" if state else "registration.all")
            return text("registration.chip", words=name, count=plain_words(count))

        chosen = self.state.currentData()
        with QSignalBlocker(self.state):
            self.state.set_choices([Choice(state, words(state)) for state in ("", *STATES)])
            self.state.choose(chosen)

    def take_focus(self) -> None:
        """The keyboard to the list of units, where the year's work is done."""
        self.units.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self.units.take_focus()

    def _show(self, found: Found) -> None:
        self._found = found
        sent = sum(row.state in ("pending", "approved") for row in found.units)
        total = len(found.units)
        self.share.setValue(100 * sent // total if total else 0)
        key = "registration.share_until" if found.deadline else "registration.share"
        self.words.setText(
            text(
                key,
                sent=sent,
                total=total,
                percent=share_in_percent(sent, total),
                year=year_name(self.context.year, self.year_type),
                day=found.deadline or "",
            )
        )
        self._count_states()
        self.units.set_rows(found.units)
        self.compared.set_rows(found.compared)
        if not self.units.selected() and found.units:
            self.units.view.select_places([0])
        self._show_unit()

    def _show_unit(self) -> None:
        row = self.units.chosen()
        self.heading.setText(row.unit_name if row else text("registration.choose"))
        reason = row.return_reason if row and row.state == "returned" else ""
        self.reason.setText(text("registration.returned_for", reason=reason) if reason else "")
        self.reason.setVisible(bool(reason))
        shown = [line for line in self._found.lines if row and line.unit_id == row.unit_id]
        self.lines.set_rows(shown)
        self._enable()

    def _enable(self) -> None:
        rows = self.units.selected()
        one = len(rows) == 1
        locked = one and rows[0].state == "approved"
        allow(self.add_button, one and not locked, "registering_add")
        allow(self.remove_button, bool(self.lines.selected()) and not locked, "registering_remove")
        allow(
            self.receive_button,
            any(row.state in ("not_sent", "returned", "approved") for row in rows),
            "registering_receive",
        )
        allow(self.approve_button, any(row.state == "pending" for row in rows), "registering_approve")
        allow(
            self.return_button,
            any(row.state in ("pending", "approved") for row in rows),
            "registering_return",
        )
        allow(self.copy_button, bool(self._found.units), "no_units")

    def advance(self, state: State, reason: str = "") -> None:
        """The chosen units whose registration may go there."""
        requested = {
            "approved": ("pending",),
            "pending": ("not_sent", "returned", "approved"),
            "returned": ("pending", "approved"),
        }[state]
        ids = [row.unit_id for row in self.units.selected() if row.state in requested]
        if not ids:
            return
        app, year, kind = self.context.app, self.context.year, self.year_type
        self.context.act(
            lambda _: service.move(app, ids, year=year, year_type=kind, state=state, reason=reason),
            done=lambda changes: self.acted.emit(changes, text(f"registration.done.{state}", count=len(ids))),
            label=text("registration.moving"),
            owner=self,
        )

    def give_back(self) -> None:
        """With a written reason."""
        rows = self.units.selected()
        answers = self.context.dialogs.ask(
            text("registration.give_back_title"),
            [Field("reason", text("registration.reason"), "multiline", required=True)],
            lead=text("registration.give_back_lead", count=len(rows)),
        )
        if answers:
            self.advance("returned", str(answers["reason"]))

    def add(self) -> None:
        """Somebody of the chosen unit, or the unit itself, for a title."""
        row = self.units.chosen()
        if row is not None:
            ask_line(self.context, row, year_type=self.year_type, owner=self, done=self._added)

    def _added(self, changes: object) -> None:
        self.acted.emit(changes, text("registration.done.added"))

    def remove(self) -> None:
        lines = self.lines.selected()
        app, year, kind = self.context.app, self.context.year, self.year_type
        if lines:
            self.context.act(
                lambda _: service.remove_lines(app, lines, year=year, year_type=kind),
                done=lambda changes: self.acted.emit(
                    changes, text("registration.done.removed", count=len(lines))
                ),
                label=text("registration.removing"),
                owner=self,
            )

    def copy(self) -> None:
        """Last year's lists, for every unit that has none yet."""
        app, year, kind = self.context.app, self.context.year, self.year_type
        chosen = self.units.selected()
        rows = chosen if len(chosen) > 1 else self._found.units
        ids = [row.unit_id for row in rows]
        self.context.act(
            lambda _: service.copy_year(app, year=year, year_type=kind, unit_ids=ids),
            done=lambda changes: self.acted.emit(changes, text("registration.done.copied", year=year - 1)),
            label=text("registration.copying"),
            owner=self,
        )

    def import_file(self) -> None:
        """The list a unit sends, read as any list of nominees."""
        paths = self.context.dialogs.choose_open_files(
            text("registration.import_title"),
            patterns=pattern(text("registration.patterns"), LISTS),
            purpose="registration",
        )
        if paths:
            self._import(paths[0])

    def _import(self, path: Path) -> None:
        app, year, kind = self.context.app, self.context.year, self.year_type

        def reported(done: service.ImportedRegistration) -> None:
            self.context.announce(done.changes)
            lines = sum(done.units.values())
            key = "imported_some" if done.refused else "imported"
            words = text(f"registration.done.{key}", lines=lines, units=len(done.units), refused=done.refused)
            self.acted.emit(done.changes, words)

        self.context.runner.run(
            lambda progress: service.import_list(app, path, year=year, year_type=kind, progress=progress),
            done=reported,
            label=text("registration.importing", file=path.name),
            owner=self,
        )


def _read(app: AppContext, year: int, year_type: str) -> Found:
    return Found(
        service.rows_of(app, year=year, year_type=year_type),
        app.read(registration_lines, year=year, year_type=year_type),
        app.read(compared, year=year, year_type=year_type),
        law_of(app).value(f"registration_{year_type}", day=app.today()),
    )
