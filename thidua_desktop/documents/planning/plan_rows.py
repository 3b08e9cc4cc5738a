"""The tables behind a plan: tasks with who and when, targets with their figures."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Final

from thidua_desktop.documents.layout.blocks import Align, Column, Group, Table
from thidua_desktop.documents.layout.decree30 import CELL_SIDE, MM
from thidua_desktop.documents.layout.fonts import REGULAR
from thidua_desktop.documents.layout.wrapping import cell_lines
from thidua_desktop.domain.plan_text.lines import sentences
from thidua_desktop.texts import text

_TEXT: Final = "plan_paper.columns"
_SIZE: Final = 12
_LINES: Final = {True: 26, False: 44}
"""Lines of a row that stand on a page below the titles, turned or upright; a longer row goes on in a row
without number."""
_TABLE: Final = {True: 247, False: 165}
"""Millimetres between the margins."""


@dataclass(frozen=True, slots=True)
class TaskLine:
    """One task as it prints; ``text`` and ``partners`` with one piece a line."""

    no: str
    text: str
    lead: str = ""
    partners: str = ""
    when: str = ""

    @property
    def cells(self) -> tuple[str, ...]:
        return (self.no, self.text, self.lead, self.partners, self.when)


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target: its group's name, wording, figure as written, measure and who answers for it."""

    group: str
    text: str
    figure: str
    measure: str = ""
    owner: str = ""


def task_table(tasks: Sequence[TaskLine], *, turned: bool) -> Table:
    """TT, task, lead, partners and time; columns nobody fills are left out. ``turned``: the page lies."""
    used = {name: any(getattr(task, name) for task in tasks) for name in ("lead", "partners", "when")}
    wide: dict[str, tuple[float, Align]] = {
        "no": (12, "center"),
        "text": (124, "left"),
        "lead": (32, "center"),
        "partners": (50, "left"),
        "when": (30, "center"),
    }
    names = [name for name in wide if used.get(name, True)]
    columns = tuple(Column(text(f"{_TEXT}.{name}"), *wide[name]) for name in names)
    room = wide["text"][0] / sum(wide[name][0] for name in names) * _TABLE[turned] - 2 * CELL_SIDE
    rows = tuple(
        tuple(str(getattr(piece, name)) for name in names)
        for task in tasks
        for piece in _pieces(task, room=room * MM, most=_LINES[turned])
    )
    return Table(columns=columns, groups=(Group("", rows),), size=_SIZE)


def _pieces(task: TaskLine, *, room: float, most: int) -> Iterator[TaskLine]:
    """The task whole where a page holds it, else cut between its pieces or their sentences."""

    def lines(words: str) -> int:
        return len(cell_lines(words, name=REGULAR, size=_SIZE, width=room, align="left"))

    if lines(task.text) <= most:
        yield task
        return
    parts: list[str] = []
    for line in task.text.split("\n"):
        whole = [line] if lines(line) <= most else list(sentences(line))
        for number, piece in enumerate(whole):
            joint = "\n" if number == 0 else " "
            if parts and lines(parts[-1] + joint + piece) <= most:
                parts[-1] += joint + piece
            else:
                parts.append(piece)
    first, *rest = parts or [""]
    yield TaskLine(task.no, first, task.lead, task.partners, task.when)
    yield from (TaskLine("", piece) for piece in rest)


def target_table(targets: Sequence[TargetLine]) -> Table:
    """Targets below the name of their field, numbered through."""
    owned = any(target.owner for target in targets)
    columns = (
        Column(text(f"{_TEXT}.no"), 12, "center", serial=True),
        Column(text(f"{_TEXT}.target"), 86),
        Column(text(f"{_TEXT}.measure"), 28, "center"),
        Column(text(f"{_TEXT}.figure"), 28, "center"),
        *([Column(text(f"{_TEXT}.owner"), 34)] if owned else []),
    )
    groups = tuple(
        Group(
            name,
            tuple((one.text, one.measure, one.figure, *([one.owner] if owned else [])) for one in members),
            level=2,
        )
        for name, members in groupby(targets, key=lambda one: one.group)
    )
    return Table(columns=columns, groups=groups, size=_SIZE)
