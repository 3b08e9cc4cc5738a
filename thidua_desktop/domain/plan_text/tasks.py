"""The table of tasks: who does what with whom and when, over page breaks, with several pieces a row."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.plan_text.lines import TextTable, flat, tidy
from thidua_desktop.domain.plan_text.parts import Source, Task
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.planning.time_phrases import months_of

_HEADER_ROWS: Final = 3
_PIECE: Final = re.compile(r"(?:(?<=[.;:])|(?<=\.\.\.))\s+[-–+]\s+(?=[A-ZÀ-ỸĐ“\"])|\n")
_PARTNER: Final = re.compile(r";|\n|(?<=[.;])\s+[-–]\s+")
_DASH: Final = re.compile(r"^[-–+•]\s*")
_UNFINISHED: Final = re.compile(r"[^.;:!?…”)]$")


@dataclass(slots=True)
class _Row:
    line: int
    no: str
    text: str
    lead: str
    partners: str
    when: str


def columns_of(table: TextTable, words: PlanWords) -> tuple[int, dict[str, int]] | None:
    """Row of the heading and the column of each field; None when it is no table of tasks."""
    for number, row in enumerate(table.rows[:_HEADER_ROWS]):
        found: dict[str, int] = {}
        for column, cell in enumerate(row):
            code = _column(tidy(cell), words)
            if code:
                found.setdefault(code, column)
        if "text" in found and ("lead" in found or "when_text" in found):
            return number, found
    return None


def read_tasks(tables: Sequence[TextTable], words: PlanWords) -> tuple[Task, ...]:
    """Rows of every table of tasks; a row without number, lead and time goes on with the row before it."""
    rows: list[_Row] = []
    columns: dict[str, int] | None = None
    for table in tables:
        head = columns_of(table, words)
        if head:
            columns = head[1]
        if columns is None:
            continue
        for offset, cells in enumerate(table.rows[head[0] + 1 if head else 0 :]):
            _take(rows, cells, columns, line=table.number + (head[0] + 1 if head else 0) + offset)
    return tuple(_task(row) for row in rows)


def _column(heading: str, words: PlanWords) -> str:
    plain = flat(heading).strip(" .")
    for phrase, code in words.columns.pairs:
        if plain == phrase or (code != "no" and re.search(rf"\b{re.escape(phrase)}\b", plain)):
            return code
    return ""


def _take(rows: list[_Row], cells: tuple[str, ...], columns: dict[str, int], *, line: int) -> None:
    def cell(name: str) -> str:
        place = columns.get(name)
        return cells[place].strip() if place is not None and place < len(cells) else ""

    no, text, lead, when = tidy(cell("no")), cell("text"), cell("lead"), tidy(cell("when_text"))
    if not any((no, text, lead, when)) or (text and text == lead == when):
        return
    if "no" in columns and not no and rows and not lead and not when:
        _go_on(rows[-1], text, cell("partners"))
        return
    if not lead and not when and not cell("partners") and re.fullmatch(r"[IVX]+|[A-H]", no):
        return
    rows.append(_Row(line, no.rstrip(".") or str(len(rows) + 1), text, lead, cell("partners"), when))


def _go_on(row: _Row, text: str, partners: str) -> None:
    """The rest of a row on the next page: a cut sentence is joined, a new one starts a new paragraph."""
    joint = " " if _UNFINISHED.search(row.text) and text[:1].islower() else "\n"
    row.text = f"{row.text}{joint}{text}" if text else row.text
    row.partners = f"{row.partners}\n{partners}" if partners else row.partners


def _task(row: _Row) -> Task:
    subtasks = tuple(piece for part in _PIECE.split(row.text) if (piece := _DASH.sub("", tidy(part)).strip()))
    partners = tuple(
        name for part in _PARTNER.split(row.partners) if (name := _DASH.sub("", tidy(part)).strip(" .;"))
    )
    text = subtasks[0] if len(subtasks) == 1 else "\n".join(f"- {piece}" for piece in subtasks)
    lead = " ".join(_DASH.sub("", tidy(part)).strip(" ;") for part in row.lead.split("\n")).strip()
    source = Source(row.line, "; ".join(subtasks))
    return Task(row.no, text, subtasks, lead, partners, row.when, months_of(row.when), source)
