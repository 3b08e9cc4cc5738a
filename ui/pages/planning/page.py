"""Kế hoạch năm: the plans of a year, each with its targets, text, lists, proof-reader and paper."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QStackedWidget,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from thidua_desktop.domain import changes as topic
from thidua_desktop.texts import lookup, text
from ui.core.context import Context
from ui.dialogs.base import make_button
from ui.pages.base import Card, Page
from ui.pages.planning.forms import ask_head, ask_issue
from ui.pages.planning.lists import ListsTab
from ui.pages.planning.outline import OutlineTab
from ui.pages.planning.paper import PaperTab
from ui.pages.planning.plan_forms import ask_plan
from ui.pages.planning.proof import ProofTab
from ui.pages.planning.starting import start_from_text, start_from_year
from ui.pages.planning.tab import PlanTab
from ui.style.icons import put_icon
from ui.style.tokens import SPACING
from ui.targets.panel import TargetsPanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date
from ui.widgets.elided import Elided
from ui.widgets.fields import Choice, ChoiceBox
from ui.widgets.focus import take_focus
from ui.widgets.wrap_row import WrapRow

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.plan_text import PlanHead
    from thidua_desktop.queries.planning.plans import PlanRow
    from thidua_desktop.services.office.context import AppContext
    from thidua_desktop.services.planning.proofreading import ProofLine


class PlanPage(Page):
    """The plan chosen above, its targets below; Enter edits, Delete removes."""

    topics: ClassVar[frozenset[str]] = frozenset(
        {
            topic.PLAN,
            topic.REGISTRATIONS,
            topic.NOMINATIONS,
            topic.COUNCIL,
            topic.GRANTS,
            topic.PRINTING,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("plan.title"), subtitle=text("plan.subtitle"))
        self._plans: tuple[PlanRow, ...] = ()
        self._requested_plan: int | None = None
        self._expected: set[int] | None = None
        """Plans there were when a new one was asked for."""
        self.from_text = self.add_action(text("planning.actions.from_text"), "document_text")
        self.from_text.clicked.connect(lambda: start_from_text(context, done=self.open_plan, owner=self))
        self.from_year = self.add_action(text("planning.actions.from_year"), "copy")
        self.from_year.clicked.connect(lambda: start_from_year(context, done=self.open_plan, owner=self))
        self.add_plan = self.add_action(text("plan.new"), "add")
        self.add_plan.clicked.connect(lambda: self._new_plan())
        self._stack = QStackedWidget()
        self._empty_heading = QLabel()
        self._stack.addWidget(self._make_empty())
        self._stack.addWidget(self._make_full())
        self.body.addWidget(self._stack, 1)

    def _new_plan(self) -> None:
        self._expected = {plan.id for plan in self._plans}
        ask_plan(self.context, None, owner=self)

    def _make_empty(self) -> QWidget:
        card = Card()
        self._empty_heading.setProperty("role", "heading")
        lead = QLabel(text("plan.empty.lead"))
        lead.setWordWrap(True)
        card.body.addWidget(self._empty_heading)
        card.body.addWidget(lead)
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        for button, key, icon in (
            (self.from_text, "planning.actions.from_text", "document_text"),
            (self.from_year, "planning.actions.from_year", "copy"),
            (self.add_plan, "plan.new", "add"),
        ):
            start = make_button(text(key).replace("&", ""), kind="primary" if icon == "add" else "normal")
            put_icon(start, icon, "on_accent" if icon == "add" else "text")
            start.clicked.connect(button.click)
            row.addWidget(start)
        row.addStretch(1)
        card.body.addLayout(row)
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(card)
        column.addStretch(1)
        return background

    def _make_full(self) -> QWidget:
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(SPACING["s"])
        column.addWidget(self._make_card())
        self.outline = OutlineTab(self.context)
        self.lists = ListsTab(self.context)
        self.proof = ProofTab(self.context)
        self.paper = PaperTab(self.context)
        self.proof.requested.connect(self._open_finding)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.tabBar().setDrawBase(False)
        for face in (self.tabs, self.tabs.tabBar()):
            face.setAccessibleName(text("planning.tabs.label"))
        for number, (key, widget) in enumerate(self._tabs(), start=1):
            self.tabs.addTab(widget, text(f"planning.tabs.{key}"))
            self.tabs.setTabToolTip(number - 1, text("planning.tabs.tip", number=number))
            shortcut = QShortcut(QKeySequence(f"Alt+{number}"), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(lambda place=number - 1: self.tabs.setCurrentIndex(place))
        self.tabs.currentChanged.connect(lambda _: self._open_tab())
        column.addWidget(self.tabs, 1)
        return background

    def _tabs(self) -> tuple[tuple[str, QWidget], ...]:
        return (
            ("targets", self._make_targets()),
            ("outline", self.outline),
            ("lists", self.lists),
            ("proof", self.proof),
            ("paper", self.paper),
        )

    def _make_targets(self) -> QWidget:
        background = QWidget()
        column = QVBoxLayout(background)
        column.setContentsMargins(0, SPACING["s"], 0, 0)
        self.targets = TargetsPanel(self.context)
        self.panel = self.targets.panel
        self.add_target = self.targets.new_target
        column.addWidget(self.targets, 1)
        return background

    def _make_card(self) -> QWidget:
        """Which plan it is and what is done about it as a whole, in one line where there is the room."""
        face = QWidget()
        self.choice = ChoiceBox()
        self.choice.setAccessibleName(text("plan.choice"))
        self.choice.activated.connect(lambda _: self._show_plan())
        self._title, self._paper, self._theme = Elided(""), Elided(""), QLabel()
        self._title.setProperty("role", "heading")
        self._paper.setProperty("role", "muted")
        self._theme.setWordWrap(True)
        self._theme.setProperty("role", "small")
        row = WrapRow(face)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACING["s"])
        words = QVBoxLayout()
        words.setSpacing(0)
        line = QHBoxLayout()
        line.setSpacing(SPACING["m"])
        line.addWidget(self.choice)
        line.addWidget(self._title)
        line.addWidget(self._paper, 1)
        words.addLayout(line)
        words.addWidget(self._theme)
        row.addLayout(words, 1)
        self.issue_plan = make_button(text("planning.actions.issue"), kind="quiet")
        self.edit_head = make_button(text("planning.actions.head"), kind="quiet")
        self.edit_plan = make_button(text("plan.edit"), kind="quiet")
        self.remove_plan = make_button(text("plan.remove"), kind="quiet")
        self.issue_plan.clicked.connect(lambda: self._with_head("ask_issue"))
        self.edit_head.clicked.connect(lambda: self._with_head("ask_head"))
        self.edit_plan.clicked.connect(lambda: ask_plan(self.context, self.plan(), owner=self))
        self.remove_plan.clicked.connect(self._remove_plan)
        for button in (self.issue_plan, self.edit_head, self.edit_plan, self.remove_plan):
            row.addWidget(button)
        return face

    def plan(self) -> PlanRow | None:
        """The plan on show."""
        chosen = self.choice.currentData()
        return next((plan for plan in self._plans if plan.id == chosen), None)

    def reload(self) -> None:
        year = self.context.year

        def read(app: AppContext) -> tuple[PlanRow, ...]:
            from thidua_desktop.queries.planning.plans import plans

            return app.read(plans, year=year)

        self.context.read(read, done=self._show, owner=self)

    def take_focus(self) -> None:
        """To the open tab: the card above only says which plan it is."""
        current = self.tabs.currentWidget()
        if self._stack.currentIndex() == 1 and current is not None:
            take_focus(current)
        else:
            super().take_focus()
            self.panel.await_rows()  # nothing is read yet

    def show_target(self, target: object) -> None:
        """Selects a target by its number; ``("plan", 3)`` opens that plan."""
        if isinstance(target, tuple) and len(target) == 2 and target[0] == "plan":
            self.open_plan(int(target[1]))
            return
        self.tabs.setCurrentIndex(0)
        self.targets.show_target(target)

    def _show(self, plans: tuple[PlanRow, ...]) -> None:
        self._plans = plans
        fresh = {plan.id for plan in plans} - self._expected if self._expected is not None else set()
        if fresh:  # the plan just made is the one on show
            self._requested_plan, self._expected = max(fresh), None
        stored = self._requested_plan or self.choice.currentData()
        self._requested_plan = None
        with QSignalBlocker(self.choice):
            self.choice.set_choices([Choice(plan.id, plan.title) for plan in plans])
            self.choice.choose(stored)
            if self.choice.currentIndex() < 0 and plans:
                self.choice.choose(plans[0].id)
        self.choice.setVisible(len(plans) > 1)
        self._empty_heading.setText(text("plan.empty.heading", year=self.context.year))
        self._stack.setCurrentIndex(1 if plans else 0)
        allow(self.add_target, bool(plans), "no_plan")
        self._show_plan()

    def open_plan(self, plan_id: int) -> None:
        """Shows this plan next, on its text: it was just made."""
        self._requested_plan = plan_id
        self.tabs.setCurrentWidget(self.outline)
        self.reload()

    def _show_plan(self) -> None:
        """The chosen plan on every tab that is open."""
        self._read_targets()
        self._open_tab()

    def _open_tab(self) -> None:
        plan = self.plan()
        for tab in (self.outline, self.lists, self.proof, self.paper):
            if tab is not self.tabs.currentWidget():
                tab.leave()
        current = self.tabs.currentWidget()
        if isinstance(current, PlanTab):
            current.show_plan(plan.id if plan else None)

    def _open_finding(self, line: ProofLine) -> None:
        """Goes where a finding of the proof-reader is corrected."""
        origin = line.origin
        if origin.room == "place" and origin.id is not None:
            self.tabs.setCurrentWidget(self.outline)
            self.outline.go_to(origin.id, line.words)
        elif origin.room == "recipient":
            self.tabs.setCurrentWidget(self.lists)
            self.lists.open_list("recipient", origin.id)
        elif origin.room == "task":
            self.context.go("tasks", origin.id)
        elif origin.room == "target":
            self.show_target(origin.id)
        else:
            self._with_head("ask_head")

    def _with_head(self, form: str) -> None:
        """Reads the plan's own values and asks one of the forms about them."""
        plan = self.plan()
        if plan is None:
            return
        plan_id = plan.id

        def read(app: AppContext) -> PlanHead:
            from thidua_desktop.queries.planning.plan_text import head

            return app.read(head, plan_id)

        ask = {"ask_head": ask_head, "ask_issue": ask_issue}[form]
        self.context.read(read, done=lambda head: ask(self.context, head, owner=self), owner=self)

    def _read_targets(self) -> None:
        plan = self.plan()
        if plan is None:
            self.targets.set_plan(None)
            return
        kind = lookup(f"plan.kinds.{plan.kind}") or plan.kind
        self._title.setText(plan.title)
        self._title.setVisible(not self.choice.isVisible())
        self._paper.setText(
            text("plan.heading", kind=kind, number=plan.number, day=show_date(plan.issued_on))
            if plan.number and plan.issued_on
            else text("plan.heading_draft", kind=kind)
        )
        self._theme.setText(text("plan.theme", theme=plan.theme))
        self._theme.setVisible(bool(plan.theme))
        self.targets.set_plan(plan.id)

    def _remove_plan(self) -> None:
        plan = self.plan()
        label = text("plan.remove").replace("&", "")
        if plan is not None and self.context.dialogs.confirm(
            label,
            text("plan.remove_question", title=plan.title),
            yes=text("plan.remove_yes"),
            dangerous=True,
        ):
            from thidua_desktop.services.planning.plans import remove_plan

            self.context.act(lambda _: remove_plan(self.context.app, plan.id), label=label, owner=self)
