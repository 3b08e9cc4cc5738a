"""Khen thưởng: five steps from a sender's list to signed certificates, each with what waits in it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import ClassVar, Final

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QStackedWidget

from thidua_desktop.domain.changes import (
    COUNCIL,
    DECISIONS,
    GRANTS,
    IMPORTING,
    LAW,
    NOMINATIONS,
    ORGANISATION,
    PEOPLE,
    REGISTRATIONS,
    SCORING,
    SETTINGS,
    Changes,
)
from thidua_desktop.queries.reports.waiting import Waiting, waiting
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.core.handing_over import hand_over
from ui.pages.base import Page
from ui.pages.step import Step, StepBar
from ui.widgets.focus import return_focus
from ui.widgets.undo_bar import UndoBar

STEPS: Final[tuple[tuple[str, str], ...]] = (
    ("intake", "ui.pages.importing.step:ImportingStep"),
    ("nominees", "ui.pages.nominations.step:NomineesStep"),
    ("council", "ui.pages.council.step:CouncilStep"),
    ("decisions", "ui.pages.decisions.step:DecidingStep"),
    ("certificates", "ui.pages.certificates.step:PrintingStep"),
)
"""Each with its ``module:Class``: a step is imported and made when it is first opened."""

COUNTS: Final = ("files", "open", "to_vote", "to_decide", "issued")
"""What ``Waiting`` counts for each step, in the order of the steps."""


class _Steps(dict[str, Step]):
    """The steps made so far; asking for another one makes it. KeyError for a key that is none."""

    def __init__(self, make: Callable[[str], Step]) -> None:
        super().__init__()
        self._make = make

    def __missing__(self, key: str) -> Step:
        self[key] = made = self._make(key)
        return made


class CommendationPage(Page):
    """Alt+1 to Alt+5 or Ctrl+Tab go from step to step."""

    topics: ClassVar = frozenset(
        {
            IMPORTING,
            NOMINATIONS,
            COUNCIL,
            DECISIONS,
            GRANTS,
            SETTINGS,
            PEOPLE,
            ORGANISATION,
            LAW,
            REGISTRATIONS,
            SCORING,
        }
    )

    def __init__(self, context: Context) -> None:
        super().__init__(context, title=text("ui.nav.commendation"))
        self.bar = StepBar([(key, text(f"commendation.steps.{key}")) for key, _ in STEPS])
        self.bar.chosen.connect(lambda key: self.open_step(key, from_bar=True))
        self.body.addWidget(self.bar)
        self._stack = QStackedWidget()
        self.undo_bar = UndoBar(context)
        self.steps = _Steps(self._make)
        self.body.addWidget(self._stack, 1)
        self.head.add_word(self.undo_bar)
        self.current = "intake"
        self.bar.choose(self.current)
        self._add_shortcuts()

    def _make(self, key: str) -> Step:
        module, _, name = dict(STEPS)[key].partition(":")
        step: Step = getattr(import_module(module), name)(self.context)
        step.acted.connect(self.undo_bar.offer)
        step.step_requested.connect(self.open_step)
        self._stack.addWidget(step)
        return step

    def _add_shortcuts(self) -> None:
        for number, (key, _) in enumerate(STEPS, start=1):
            self._shortcut(f"Alt+{number}").activated.connect(lambda key=key: self.open_step(key))
        self._shortcut("Ctrl+Tab").activated.connect(lambda: self._walk(1))
        self._shortcut("Ctrl+Shift+Tab").activated.connect(lambda: self._walk(-1))

    def _shortcut(self, keys: str) -> QShortcut:
        made = QShortcut(QKeySequence(keys), self)
        made.setContext(Qt.ShortcutContext.WindowShortcut)
        return made

    def open_step(self, key: str, target: object = None, *, from_bar: bool = False) -> None:
        """Brings a step to the front; ``target`` is given to it.

        The keyboard goes into the step, but stays on the bar for one who walks there.
        """
        if key != self.current and self.current in self.steps:
            hand_over(self.steps[self.current])
        stored = self.steps[key].focusWidget()
        self.current = key
        self.bar.choose(key)
        self._stack.setCurrentWidget(self.steps[key])
        self.steps[key].activate()
        if not from_bar:
            return_focus(self.steps[key], stored, begin=self.steps[key].take_focus)
        if target is not None:
            self.steps[key].show_target(target)

    @property
    def place(self) -> str:
        return self.current

    def take_focus(self) -> None:
        self.steps[self.current].take_focus()

    def show_target(self, target: object) -> None:
        """A step's key, or (key, what it should show)."""
        if isinstance(target, str) and target in dict(STEPS):
            self.open_step(target)
        elif isinstance(target, tuple) and len(target) == 2 and target[0] in dict(STEPS):
            self.open_step(target[0], target[1])

    def on_changes(self, changes: Changes) -> None:
        for step in self.steps.values():
            step.touch(changes.topics)
        super().on_changes(changes)

    def reload(self) -> None:
        year = self.context.year
        self.context.runner.run(
            lambda _: self.context.app.read(waiting, year=year),
            done=self._show_waiting,
            label=text("commendation.reading"),
            owner=self,
        )
        self.steps[self.current].activate()

    def _year_changed(self, year: int) -> None:
        for step in self.steps.values():
            step.touch()
        self.undo_bar.hide()
        super()._year_changed(year)

    def _show_waiting(self, found: Waiting) -> None:
        for (key, _), name in zip(STEPS, COUNTS, strict=True):
            self.bar.set_count(key, getattr(found, name))

    def _walk(self, by: int) -> None:
        keys = [key for key, _ in STEPS]
        self.open_step(keys[(keys.index(self.current) + by) % len(keys)])
