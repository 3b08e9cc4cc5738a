"""A plan's own values, its numbered places and its lists: stored, moved, issued and removed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import func, select

from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
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
from thidua_desktop.services.office.context import AppContext


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


def save_head(app: AppContext, *, plan_id: int, **values: Any) -> Changes:
    """Changes any values of a plan. OfficeError ``plan.no_title``."""
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    if "title" in tidy and not tidy["title"]:
        raise OfficeError("plan.no_title")
    with app.database.writing("save_plan") as uow:
        inside = app.within(uow)
        title = tidy.get("title") or inside.read(query.head, plan_id).title
        uow.describe(title=title)
        uow.update(Plan, plan_id, **tidy)
    return uow.changes


def issue(app: AppContext, *, plan_id: int, number: str, issued_on: dt.date) -> Changes:
    """Records number and day of a plan that went out. OfficeError ``planning.no_number``."""
    if not clean(number):
        raise OfficeError("planning.no_number")
    with app.database.writing("issue_plan", number=clean(number)) as uow:
        uow.update(Plan, plan_id, number=clean(number), issued_on=issued_on)
    return uow.changes


def save_place(app: AppContext, *, place_id: int, heading: str, text: str) -> Changes:
    """The words of a numbered place; ``text`` has one paragraph a line."""
    with app.database.writing("save_place") as uow:
        uow.update(PlanSection, place_id, heading=clean(heading), text=_paragraphs(text))
    return uow.changes


def add_place(
    app: AppContext,
    *,
    plan_id: int,
    after: int | None = None,
    inside: bool = False,
    heading: str = "",
    text: str = "",
) -> Changes:
    """A new numbered place behind another, as the last inside it, or at the end of the plan."""
    with app.database.writing("add_place") as uow:
        places = app.within(uow).read(query.places, plan_id)
        new_id = uow.add(PlanSection, plan_id=plan_id, position=0, mark="dash")
        changed = outline.added(places, new_id, after=after, inside=inside)
        _write(uow, changed)
        uow.update(PlanSection, new_id, heading=clean(heading), text=_paragraphs(text))
    return uow.changes


def start_outline(app: AppContext, *, plan_id: int, headings: Sequence[str]) -> Changes:
    """The first places of a plan, numbered I, II, III.

    OfficeError ``planning.outline_started`` when something stands there already.
    """
    with app.database.writing("start_outline") as uow:
        if app.within(uow).read(query.places, plan_id):
            raise OfficeError("planning.outline_started")
        for heading in headings:
            places = app.within(uow).read(query.places, plan_id)
            new_id = uow.add(PlanSection, plan_id=plan_id, position=0, mark="roman")
            _write(uow, outline.added(places, new_id, after=None, inside=False))
            uow.update(PlanSection, new_id, heading=clean(heading))
    return uow.changes


def move_place(app: AppContext, *, plan_id: int, place_id: int, step: int) -> Changes:
    """Up (-1) or down (1) among its neighbours; nothing at the end of the row."""
    return _rearrange(app, plan_id, lambda places: outline.moved(places, place_id, step))


def set_in(app: AppContext, *, plan_id: int, place_id: int) -> Changes:
    """Below the place above it."""
    return _rearrange(app, plan_id, lambda places: outline.set_in(places, place_id))


def set_out(app: AppContext, *, plan_id: int, place_id: int) -> Changes:
    """Out by one level."""
    return _rearrange(app, plan_id, lambda places: outline.set_out(places, place_id))


def set_mark(app: AppContext, *, plan_id: int, place_id: int, mark: Mark) -> Changes:
    """Another kind of number for a place and its neighbours."""
    return _rearrange(app, plan_id, lambda places: outline.marked(places, place_id, mark))


def remove_place(app: AppContext, *, plan_id: int, place_id: int) -> Changes:
    """A place with everything below it, to the bin; the numbers behind it close up."""
    with app.database.writing("remove_places") as uow:
        inside = app.within(uow)
        gone, changed = outline.without(inside.read(query.places, plan_id), place_id)
        uow.describe(count=len(gone))
        uow.remove(PlanSection, gone)
        _write(uow, changed)
    return uow.changes


def save_part(
    app: AppContext, part: str, *, plan_id: int, values: Mapping[str, Any], row_id: int | None = None
) -> Changes:
    """Adds a row to one of ``PARTS`` or changes one. OfficeError ``planning.no_part``, ``part_reversed``.

    Of an anniversary the count and this year's day follow from its base day; of a report the months from
    its words.
    """
    stored = PARTS[part]
    tidy = {name: _tidied(name, value) for name, value in values.items()}
    if not tidy.get(stored.main):
        raise OfficeError("planning.no_part")
    with app.database.writing("save_plan_part") as uow:
        inside = app.within(uow)
        year = inside.read(query.head, plan_id).year
        tidy |= _derived(part, tidy, year)
        uow.describe(words=str(tidy[stored.main])[:60])
        if row_id is None:
            place = _next_place(uow, stored.model, plan_id)
            uow.add(stored.model, plan_id=plan_id, position=place, **tidy)
        else:
            uow.update(stored.model, row_id, **tidy)
    return uow.changes


def remove_parts(app: AppContext, part: str, ids: Sequence[int]) -> Changes:
    """To the bin."""
    with app.database.writing("remove_plan_parts", count=len(ids)) as uow:
        uow.remove(PARTS[part].model, ids)
    return uow.changes


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


def _rearrange(
    app: AppContext, plan_id: int, change: Callable[[Sequence[Place]], Sequence[Place]]
) -> Changes:
    with app.database.writing("move_place") as uow:
        _write(uow, change(app.within(uow).read(query.places, plan_id)))
    return uow.changes


def _write(uow: UnitOfWork, changed: Sequence[Place]) -> None:
    for place in changed:
        values = {"parent_id": place.parent_id, "position": place.position, "mark": place.mark}
        uow.update(PlanSection, place.id, **values, no=place.no)


def _next_place(uow: UnitOfWork, model: Any, plan_id: int) -> int:
    last = select(func.coalesce(func.max(model.position), 0)).where(model.plan_id == plan_id)
    return int(uow.connection.execute(last).scalar_one()) + 1


def _tidied(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return _paragraphs(value) if name in _LINES or "\n" in value else clean(value)


def _paragraphs(words: str) -> str:
    return "\n".join(line for one in words.split("\n") if (line := clean(one)))
