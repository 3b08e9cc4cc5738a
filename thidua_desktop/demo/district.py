"""An invented district: units, teams, persons with names of several peoples. The same every time."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from thidua_desktop.demo.reading import demo_file
from thidua_desktop.domain.text import search_key

_OLDEST, _YOUNGEST = 58, 24
_LEADERS_OLDER_BY = 12


@dataclass(frozen=True, slots=True)
class DemoUnit:
    """A unit of the district; ``spellings`` are other ways senders write it."""

    key: str
    name: str
    spellings: tuple[str, ...]
    kind: str
    bloc: str
    size: int


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """A person at the ``place``-th application context (from 0) of a unit."""

    unit: str
    place: int
    name: str
    sex: str
    ethnicity: str
    born: dt.date
    position: str
    is_leader: bool

    @property
    def key(self) -> tuple[str, int]:
        return self.unit, self.place


@dataclass(frozen=True, slots=True)
class DemoHousehold:
    """A family to be rewarded."""

    unit: str
    name: str
    achievement: str


@dataclass(frozen=True, slots=True)
class District:
    """Everybody and everything there is before the first file arrives."""

    year: int
    units: tuple[DemoUnit, ...]
    persons: tuple[DemoPerson, ...]
    households: tuple[DemoHousehold, ...]

    def unit(self, key: str) -> DemoUnit:
        return next(unit for unit in self.units if unit.key == key)

    def of_unit(self, key: str) -> tuple[DemoPerson, ...]:
        return tuple(person for person in self.persons if person.unit == key)


@cache
def make_district() -> District:
    """The district of ``resources/demo``; two calls, two machines, two days give the same people."""
    table = demo_file("district")
    units = tuple(
        DemoUnit(one["key"], one["name"], tuple(one["spellings"]), one["kind"], one["bloc"], one["size"])
        for one in table["unit"]
    )
    names = demo_file("names")
    chance = random.Random(demo_file("history")["seed"])
    taken: set[str] = {search_key(one["name"]) for one in names["namesake"]}
    persons = [
        _person(unit, place, chance=chance, taken=taken, year=table["year"])
        for unit in units
        for place in range(unit.size)
    ]
    households = tuple(DemoHousehold(**one) for one in names["household"])
    return District(table["year"], units, tuple(persons), households)


def _person(unit: DemoUnit, place: int, *, chance: random.Random, taken: set[str], year: int) -> DemoPerson:
    names = demo_file("names")
    positions, leaders = _positions(unit)
    leads = place < len(leaders)
    position = leaders[place] if leads else positions[(place - len(leaders)) % len(positions)]
    sex = "F" if chance.random() < (0.8 if unit.kind == "school" else 0.45) else "M"
    group = chance.choices(names["group"], weights=[one["weight"] for one in names["group"]])[0]
    name = _name(group, sex, chance=chance, taken=taken)
    born = _born(chance, year=year, leads=leads)
    for one in names["namesake"]:
        if (one["unit"], one["place"]) == (unit.key, place):
            name, sex, born = one["name"], one["sex"], one["born"]
    return DemoPerson(unit.key, place, name, sex, group["ethnicity"], born, position, leads)


def _positions(unit: DemoUnit) -> tuple[Sequence[str], Sequence[str]]:
    names = demo_file("names")
    of_kind = names["positions"][unit.kind]
    return of_kind["staff"], names["leaders"].get(unit.key, of_kind["leaders"])


def _name(group: Mapping[str, Any], sex: str, *, chance: random.Random, taken: set[str]) -> str:
    """A name nobody else has: namesakes are made on purpose only."""
    which = "m" if sex == "M" else "f"
    while True:
        parts = (group["families"], group[f"middles_{which}"], group[f"given_{which}"])
        name = " ".join(chance.choice(part) for part in parts)
        if search_key(name) not in taken:
            taken.add(search_key(name))
            return name


def _born(chance: random.Random, *, year: int, leads: bool) -> dt.date:
    youngest = _YOUNGEST + (_LEADERS_OLDER_BY if leads else 0)
    return dt.date(year - chance.randint(youngest, _OLDEST), chance.randint(1, 12), chance.randint(1, 28))
