"""A plan's own values, its numbered places and its lists: kept, moved, issued and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.unit_of_work import Writer
from thidua_desktop.db.tables.plan import Plan
from thidua_desktop.db.tables.plan_text import (
    PlanAnniversary,
    PlanAssignment,
    PlanBasis,
    PlanCampaign,
    PlanMovement,
    PlanRecipient,
    PlanReport,
    PlanSection,
)
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.plan_text.parts import Mark
from thidua_desktop.domain.planning import outline
from thidua_desktop.domain.planning.anniversaries import day_in, years_since
from thidua_desktop.domain.planning.outline import Place
from thidua_desktop.domain.planning.time_phrases import read_time
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import Desk


@dataclass(frozen=True, slots=True)
class Part:
    """One of a plan's lists: its table, and the column that may not be empty."""

    model: type[Base]
    main: str


PARTS: Final[Mapping[str, Part]] = {
    "basis": Part(PlanBasis, "wording"),
    "movement": Part(PlanMovement, "name"),
    "campaign": Part(PlanCampaign, "name"),
    "anniversary": Part(PlanAnniversary, "event"),
    "assignment": Part(PlanAssignment, "unit"),
    "report": Part(PlanReport, "due_text"),
    "recipient": Part(PlanRecipient, "name"),
}
_LINES: Final = ("intro", "closing", "annex_text")
"""Values with one paragraph a line; all others are one line."""


def save_head(desk: Desk, *, plan_id: int, **values: Any) -> Changes:
    """Changes any values of a plan. OfficeError ``plan.no_title``."""
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    if "title" in tidy and not tidy["title"]:
        raise OfficeError("plan.no_title")
    title = tidy.get("title") or desk.read(query.head, plan_id).title
    with desk.store.writing("save_plan", title=title) as writer:
        writer.update(Plan, plan_id, **tidy)
    return writer.changes


def issue(desk: Desk, *, plan_id: int, number: str, issued_on: dt.date) -> Changes:
    """Records number and day of a plan that went out. OfficeError ``planning.no_number``."""
    if not clean(number):
        raise OfficeError("planning.no_number")
    with desk.store.writing("issue_plan", number=clean(number)) as writer:
        writer.update(Plan, plan_id, number=clean(number), issued_on=issued_on)
    return writer.changes


def save_place(desk: Desk, *, place_id: int, heading: str, text: str) -> Changes:
    """The words of a numbered place; ``text`` has one paragraph a line."""
    with desk.store.writing("save_place") as writer:
        writer.update(PlanSection, place_id, heading=clean(heading), text=_paragraphs(text))
    return writer.changes


def add_place(
    desk: Desk,
    *,
    plan_id: int,
    after: int | None = None,
    inside: bool = False,
    heading: str = "",
    text: str = "",
) -> Changes:
    """A new numbered place behind another, as the last inside it, or at the end of the plan."""
    places = desk.read(query.places, plan_id)
    with desk.store.writing("add_place") as writer:
        new_id = writer.add(PlanSection, plan_id=plan_id, position=0, mark="dash")
        changed = outline.added(places, new_id, after=after, inside=inside)
        _write(writer, changed)
        writer.update(PlanSection, new_id, heading=clean(heading), text=_paragraphs(text))
    return writer.changes


def move_place(desk: Desk, *, plan_id: int, place_id: int, step: int) -> Changes:
    """Up (-1) or down (1) among its neighbours; nothing at the end of the row."""
    return _rearrange(desk, outline.moved(desk.read(query.places, plan_id), place_id, step))


def set_in(desk: Desk, *, plan_id: int, place_id: int) -> Changes:
    """Below the place above it."""
    return _rearrange(desk, outline.set_in(desk.read(query.places, plan_id), place_id))


def set_out(desk: Desk, *, plan_id: int, place_id: int) -> Changes:
    """Out by one level."""
    return _rearrange(desk, outline.set_out(desk.read(query.places, plan_id), place_id))


def set_mark(desk: Desk, *, plan_id: int, place_id: int, mark: Mark) -> Changes:
    """Another kind of number for a place and its neighbours."""
    return _rearrange(desk, outline.marked(desk.read(query.places, plan_id), place_id, mark))


def remove_place(desk: Desk, *, plan_id: int, place_id: int) -> Changes:
    """A place with everything below it, to the bin; the numbers behind it close up."""
    gone, changed = outline.without(desk.read(query.places, plan_id), place_id)
    with desk.store.writing("remove_places", count=len(gone)) as writer:
        writer.remove(PlanSection, gone)
        _write(writer, changed)
    return writer.changes


def save_part(
    desk: Desk, part: str, *, plan_id: int, values: Mapping[str, Any], row_id: int | None = None
) -> Changes:
    """Adds a row to one of ``PARTS`` or changes one. OfficeError ``planning.no_part``, ``part_reversed``.

    Of an anniversary the count and this year's day follow from its base day; of a report the months from
    its words.
    """
    kept = PARTS[part]
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    if not tidy.get(kept.main):
        raise OfficeError("planning.no_part")
    year = desk.read(query.head, plan_id).year
    tidy |= _derived(part, tidy, year)
    with desk.store.writing("save_plan_part", words=str(tidy[kept.main])[:60]) as writer:
        if row_id is None:
            place = _next_place(writer, kept.model, plan_id)
            writer.add(kept.model, plan_id=plan_id, position=place, **tidy)
        else:
            writer.update(kept.model, row_id, **tidy)
    return writer.changes


def remove_parts(desk: Desk, part: str, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with desk.store.writing("remove_plan_parts", count=len(ids)) as writer:
        writer.remove(PARTS[part].model, ids)
    return writer.changes


def anniversary_values(base: dt.date | None, year: int) -> dict[str, Any]:
    """Count and day of an event in a year. OfficeError ``planning.base_after``."""
    if base is None:
        return {}
    if base.year > year:
        raise OfficeError("planning.base_after", year=year)
    return {"count": years_since(base, year), "held_on": day_in(base, year)}


def _derived(part: str, values: Mapping[str, Any], year: int) -> dict[str, Any]:
    if part == "anniversary":
        return anniversary_values(values.get("base_on"), year)
    if part == "report":
        when = read_time(str(values["due_text"]))
        return {"months": list(when.months), "last_day": when.last_day}
    if part in {"movement", "campaign"}:
        starts, ends = values.get("starts"), values.get("ends")
        if starts and ends and starts.value[: len(ends.value)] > ends.value[: len(starts.value)]:
            raise OfficeError("planning.part_reversed", start=starts.vietnamese(), end=ends.vietnamese())
    return {}


def _rearrange(desk: Desk, changed: Sequence[Place]) -> Changes:
    if not changed:
        return Changes()
    with desk.store.writing("move_place") as writer:
        _write(writer, changed)
    return writer.changes


def _write(writer: Writer, changed: Sequence[Place]) -> None:
    for place in changed:
        values = {"parent_id": place.parent_id, "position": place.position, "mark": place.mark}
        writer.update(PlanSection, place.id, **values, no=place.no)


def _next_place(writer: Writer, model: Any, plan_id: int) -> int:
    last = select(func.coalesce(func.max(model.position), 0)).where(model.plan_id == plan_id)
    return int(writer.connection.execute(last).scalar_one()) + 1


def _tidied(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _paragraphs(value) if name in _LINES or "\n" in value else clean(value)


def _paragraphs(words: str) -> str:
    return "\n".join(line for one in words.split("\n") if (line := clean(one)))
