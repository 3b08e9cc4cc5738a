"""Which tasks are in sight: of a unit, of a month, in a state."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSignalBlocker

from thidua_desktop.domain.text import fold, text_sort_key
from thidua_desktop.texts import text
from ui.widgets.fields import Choice, ChoiceBox

if TYPE_CHECKING:
    from thidua_desktop.queries.planning.tasks import TaskRow
    from ui.tables.panel import TablePanel

STATES: Final = ("overdue", "due", "doing", "todo", "done", "unfinished")


class TaskFilters:
    """Three choices in the tools of the table; together they narrow what the words already found."""

    def __init__(self, panel: TablePanel[TaskRow], *, today: Callable[[], dt.date]) -> None:
        self._panel, self._today = panel, today
        months = [Choice(0, text("tasks.every_month"))]
        months += [Choice(month, text("tasks.month", month=month)) for month in range(1, 13)]
        states = [Choice("", text("tasks.every_state"))]
        states += [Choice(state, state_words(state)) for state in STATES]
        self.units = self._box((Choice("", text("tasks.every_unit")),), "tasks.unit_choice")
        self.months = self._box(months, "tasks.month_choice")
        self.states = self._box(states, "tasks.state_choice")

    def _box(self, choices: Sequence[Choice], name: str) -> ChoiceBox:
        box = ChoiceBox()
        for choice in choices:  # a fixed list is chosen from, not searched
            box.addItem(choice.label, choice.value)
        box.setAccessibleName(text(name))
        box.setMaxVisibleItems(16)
        box.setCurrentIndex(0)
        box.setMinimumContentsLength(len(choices[0].label) - 1)
        box.setSizeAdjustPolicy(ChoiceBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.currentIndexChanged.connect(lambda _: self.apply())
        self._panel.tools.addWidget(box)
        return box

    def set_tasks(self, tasks: Sequence[TaskRow]) -> None:
        """Offers the units these tasks name; the choice made stays when it is still there."""
        stored = self.units.currentData()
        names = {name.strip() for task in tasks for name in units_of(task) if name.strip()}
        with QSignalBlocker(self.units):
            self.units.set_choices(
                [
                    Choice("", text("tasks.every_unit")),
                    *(Choice(name, name) for name in sorted(names, key=text_sort_key)),
                ]
            )
            self.units.choose(stored if stored in names else "")
        line = self.units.lineEdit()
        if line is not None:  # many units are searched by typing
            line.setAccessibleName(text("tasks.unit_choice"))
        self.apply()

    def clear(self) -> None:
        """Everything in sight again."""
        for box in (self.units, self.months, self.states):
            with QSignalBlocker(box):
                box.setCurrentIndex(0)
        self.apply()

    def only_state(self, state: str) -> None:
        self.clear()
        self.states.choose(state)

    def only_month(self, month: int) -> None:
        self.clear()
        self.months.setCurrentIndex(month)

    def only_unit(self, name: str) -> None:
        self.units.choose(name)

    def apply(self) -> None:
        """Reports the table which rows to show."""
        unit, month, state = (box.currentData() for box in (self.units, self.months, self.states))
        today = self._today()

        def accept(row: TaskRow) -> bool:
            if unit and not concerns(row, unit):
                return False
            if month and month not in row.busy_months():
                return False
            if state == "unfinished":
                return row.status != "done"
            if state == "due":
                return row.due_in(today)
            return not state or row.state(today) == state

        self._panel.set_accept(accept if unit or month or state else None)


def state_words(state: str) -> str:
    return text("tasks.unfinished") if state == "unfinished" else text(f"tasks.status.{state}")


def units_of(row: TaskRow) -> tuple[str, ...]:
    """Units a task names: who leads and who takes part."""
    parts = row.partners.replace("\n", ";").split(";")
    return (row.lead, *(part.strip(" -–") for part in parts))


def concerns(row: TaskRow, unit: str) -> bool:
    """Whether a task names the unit, as its lead or in the list of those taking part."""
    return fold(unit) in (fold(name) for name in units_of(row))
