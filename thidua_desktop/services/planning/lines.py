"""A stored plan written out as a text again, each line with the place it comes from."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from thidua_desktop.documents.phrases import place_and_date
from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable
from thidua_desktop.domain.planning.outline import Place, in_order, label
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.paper import doc_type_of, printed_title, standing_of, task_lines
from thidua_desktop.texts import text

Room = Literal["head", "intro", "place", "closing", "recipient", "signer", "annex", "task", "target"]


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a line is edited: the room of the page, and the row there when it has one."""

    room: Room
    id: int | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """The whole text; ``origins`` by number of the line."""

    blocks: tuple[Block, ...]
    origins: dict[int, Origin]

    @property
    def lines(self) -> tuple[str, ...]:
        """Its paragraphs; the cells of a table's row one after the other."""
        found: list[str] = []
        for block in self.blocks:
            if isinstance(block, TextTable):
                found += ["\t".join(cell.replace("\n", " ") for cell in row) for row in block.rows]
            else:
                found.append(block.text)
        return tuple(found)


def written(app: AppContext, plan_id: int) -> Written:
    """OfficeError ``planning.no_such_plan``."""
    parts = app.read(query.parts, plan_id)
    blocks: list[Block] = []
    origins: dict[int, Origin] = {}
    for number, (origin, line) in enumerate(_lines(app, parts), start=1):
        blocks.append(Line(number, line, gap=True))
        origins[number] = origin
    tasks = app.read(query.paper_tasks, plan_id) if parts.head.with_annex else ()
    rows = task_lines(tasks)
    if rows:
        first = len(blocks) + 1
        heading = tuple(text(f"plan_paper.columns.{name}") for name in _COLUMNS)
        blocks.append(TextTable(first, (heading, *(row.cells for row in rows))))
        outer = [task.id for task in tasks if task.parent_id is None]
        origins |= {first + n: Origin("task", one) for n, one in enumerate(outer, start=1)}
    return Written(tuple(blocks), origins)


_COLUMNS = ("no", "text", "lead", "partners", "when")


def _lines(app: AppContext, parts: query.PlanParts) -> Iterator[tuple[Origin, str]]:
    head = parts.head
    standing = standing_of(app, head)
    top = Origin("head")
    if head.parent_issuer:
        yield top, head.parent_issuer.upper()
    yield top, standing.issuer.upper()
    number = head.number or ""
    yield top, text("plan_paper.number", number=number if "/" in number else f"{number}/{standing.symbol}")
    yield top, place_and_date(standing.place, head.dated).replace("\u00a0", "")
    yield top, doc_type_of(head)
    yield top, printed_title(head)
    for basis in parts.bases:
        if not basis.in_text:
            yield Origin("head"), basis.wording
    for line in filter(None, head.intro.split("\n")):
        yield Origin("intro"), line
    for _, place in in_order(parts.places):
        for line in place_lines(place):
            yield Origin("place", place.id), line
    for line in filter(None, head.closing.split("\n")):
        yield Origin("closing"), line
    yield from _end(parts, standing.signer_titles, standing.signer_name)


def place_lines(place: Place) -> list[str]:
    """A numbered place as its paragraphs."""
    number = label(place.mark, place.no)
    lines = place.text.split("\n") if place.text else []
    first = place.heading + place.joint.rstrip() if place.heading else ""
    if (not place.heading or place.joint == ": ") and lines:
        first, lines = f"{first} {lines[0]}".strip(), lines[1:]
    return [f"{number} {first}".strip(), *lines]


def _end(parts: query.PlanParts, titles: tuple[str, ...], name: str) -> Iterator[tuple[Origin, str]]:
    yield Origin("recipient"), text("documents.recipients")
    for row in parts.recipients:
        purpose = f" ({row.purpose})" if row.purpose else ""
        yield Origin("recipient", row.id), f"- {row.name}{purpose};"
    for line in (*titles, name):
        if line:
            yield Origin("signer"), line
    for line in filter(None, parts.head.annex_text.split("\n")):
        yield Origin("annex"), line
