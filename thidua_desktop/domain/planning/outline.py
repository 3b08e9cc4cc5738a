"""A plan's outline: numbered places moved, set in and out; their numbers follow by themselves.

A place keeps the number it was read with until its own row of neighbours changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.domain.plan_text.parts import Mark, Section

LETTERS: Final = "abcdđeghiklmnopqrstuvxy"
"""Decree 30/2020: points are lettered by the Vietnamese alphabet (confidence: text read)."""
_DEEPER: Final[Mapping[Mark, Mark]] = {
    "part": "roman",
    "roman": "number",
    "number": "letter",
    "dotted": "letter",
    "letter": "dash",
    "bracket": "dash",
    "dash": "plus",
    "plus": "plus",
}
_ONES: Final = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")
_PARTS: Final = ("A", "B", "C", "D", "E", "G", "H")


@dataclass(frozen=True, slots=True)
class Place:
    """One numbered place as it is stored; ``parent_id`` None stands at the outermost level."""

    id: int
    parent_id: int | None
    position: int
    mark: Mark
    no: str
    heading: str = ""
    joint: str = ""
    text: str = ""


def label(mark: Mark, no: str) -> str:
    """The number as it prints: ``I.``, ``1.``, ``1.1.``, ``a)``, ``(1)``, ``-``."""
    if mark == "letter":
        return f"{no})"
    if mark == "bracket":
        return f"({no})"
    if mark in {"dash", "plus"}:
        return "-" if mark == "dash" else "+"
    return f"{no}." if no else ""


def children_of(places: Iterable[Place]) -> dict[int | None, list[Place]]:
    """Places by the place above them, in their order."""
    found: dict[int | None, list[Place]] = {}
    for place in sorted(places, key=lambda one: (one.position, one.id)):
        found.setdefault(place.parent_id, []).append(place)
    return found


def in_order(places: Sequence[Place]) -> Iterator[tuple[int, Place]]:
    """Every place with its depth from 0, as it is read."""
    below = children_of(places)

    def walk(parent: int | None, depth: int) -> Iterator[tuple[int, Place]]:
        for place in below.get(parent, ()):
            yield depth, place
            yield from walk(place.id, depth + 1)

    return walk(None, 0)


def tree(places: Sequence[Place]) -> tuple[Section, ...]:
    """The places as sections of a text."""
    below = children_of(places)

    def grown(place: Place) -> Section:
        children = tuple(grown(child) for child in below.get(place.id, ()))
        return Section(place.no, place.heading, place.text, 0, children, place.mark, place.joint)

    return tuple(grown(place) for place in below.get(None, ()))


def moved(places: Sequence[Place], place_id: int, step: int) -> tuple[Place, ...]:
    """One place up (-1) or down (1) among its neighbours; what changed. Empty at the end of the row."""
    own = _by_id(places)[place_id]
    row = children_of(places)[own.parent_id]
    at = next(number for number, one in enumerate(row) if one.id == place_id)
    if not 0 <= at + step < len(row):
        return ()
    row[at], row[at + step] = row[at + step], row[at]
    return _changed(places, {own.parent_id: row})


def set_in(places: Sequence[Place], place_id: int) -> tuple[Place, ...]:
    """Below the neighbour above it, as its last; what changed. Empty for the first of a row."""
    own = _by_id(places)[place_id]
    below = children_of(places)
    row = below[own.parent_id]
    at = next(number for number, one in enumerate(row) if one.id == place_id)
    if at == 0:
        return ()
    row.remove(own)
    parent = row[at - 1]
    inner = below.get(parent.id, [])
    mark = inner[-1].mark if inner else _DEEPER.get(parent.mark, "dash")
    inner = [*inner, replace(own, parent_id=parent.id, mark=mark)]
    return _changed(places, {own.parent_id: row, parent.id: inner})


def set_out(places: Sequence[Place], place_id: int) -> tuple[Place, ...]:
    """Out to the level of the place above it, right behind it; what changed. Empty at the outermost level."""
    by_id = _by_id(places)
    own = by_id[place_id]
    if own.parent_id is None:
        return ()
    parent = by_id[own.parent_id]
    below = children_of(places)
    inner = [one for one in below[parent.id] if one.id != place_id]
    row = below[parent.parent_id]
    at = next(number for number, one in enumerate(row) if one.id == parent.id)
    row.insert(at + 1, replace(own, parent_id=parent.parent_id, mark=parent.mark))
    return _changed(places, {parent.parent_id: row, parent.id: inner})


def added(places: Sequence[Place], place_id: int, *, after: int | None, inside: bool) -> tuple[Place, ...]:
    """A new empty place behind ``after`` or as the last inside it; the new one and what changed by it.

    ``after`` None: the last of the outermost level, numbered I, II, III when nothing stands yet.
    """
    below = children_of(places)
    by_id = _by_id(places)
    if after is None:
        row = below.get(None, [])
        new = Place(place_id, None, len(row) + 1, row[-1].mark if row else "roman", "")
        return _changed([*places, new], {None: [*row, new]})
    behind = by_id[after]
    parent_id = behind.id if inside else behind.parent_id
    row = below.get(parent_id, [])
    mark = row[-1].mark if inside and row else _DEEPER.get(behind.mark, "dash") if inside else behind.mark
    new = Place(place_id, parent_id, 0, mark, "")
    at = len(row) if inside else next(n for n, one in enumerate(row) if one.id == after) + 1
    row.insert(at, new)
    return _changed([*places, new], {parent_id: row})


def without(places: Sequence[Place], place_id: int) -> tuple[tuple[int, ...], tuple[Place, ...]]:
    """Ids of a place with all below it, and what changes when they are gone."""
    own = _by_id(places)[place_id]
    gone = {place_id}
    for _, place in in_order(places):
        if place.parent_id in gone:
            gone.add(place.id)
    rest = [place for place in places if place.id not in gone]
    row = [one for one in children_of(places)[own.parent_id] if one.id != place_id]
    return tuple(sorted(gone)), _changed(rest, {own.parent_id: row})


def marked(places: Sequence[Place], place_id: int, mark: Mark) -> tuple[Place, ...]:
    """All neighbours of a place take this kind of number; what changed."""
    own = _by_id(places)[place_id]
    row = [replace(one, mark=mark) for one in children_of(places)[own.parent_id]]
    return _changed(places, {own.parent_id: row})


def _by_id(places: Iterable[Place]) -> dict[int, Place]:
    return {place.id: place for place in places}


def _changed(places: Sequence[Place], rows: Mapping[int | None, Sequence[Place]]) -> tuple[Place, ...]:
    """The given rows numbered again, with dotted numbers below them; only places that differ from before."""
    before = _by_id(places)
    now = dict(before)
    for row in rows.values():
        for position, place in enumerate(row, start=1):
            now[place.id] = replace(place, position=position)
    below = children_of(now.values())
    for parent_id in rows:
        _number(now, below, parent_id)
    return tuple(place for key, place in now.items() if place != before[key])


def _number(
    now: dict[int, Place], below: Mapping[int | None, Sequence[Place]], parent_id: int | None
) -> None:
    """Numbers one row, and the dotted rows below those whose own number changed."""
    counts: dict[Mark, int] = {}
    for one in below.get(parent_id, ()):
        counts[one.mark] = counts.get(one.mark, 0) + 1
        parent = now[parent_id] if parent_id is not None else None
        no = _spelled(one.mark, counts[one.mark], parent)
        if no == now[one.id].no:
            continue
        now[one.id] = replace(now[one.id], no=no)
        if any(child.mark == "dotted" for child in below.get(one.id, ())):
            _number(now, below, one.id)


def _spelled(mark: Mark, number: int, parent: Place | None) -> str:
    if mark == "roman":
        return "X" * (number // 10) + _ONES[number % 10]
    if mark == "letter":
        return LETTERS[(number - 1) % len(LETTERS)]
    if mark == "dotted" and parent is not None and parent.mark in {"number", "dotted"}:
        return f"{parent.no}.{number}"
    if mark in {"dash", "plus"}:
        return "-" if mark == "dash" else "+"
    if mark == "part":
        return _PARTS[(number - 1) % len(_PARTS)]
    return str(number)
