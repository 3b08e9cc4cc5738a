"""What happened to everybody in the years before and what is known of this year, by rules as data."""

from __future__ import annotations

import random
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from thidua_desktop.demo.district import DemoPerson, District
from thidua_desktop.demo.reading import demo_file

Key = tuple[str, int]
_PLACES_OF_BASE_TITLES = frozenset({"commune", "department", "school", "party"})


@dataclass(frozen=True, slots=True)
class YearOfPerson:
    """One person's year: ``rating`` None is unknown; ``title`` and ``merit`` are what was given that year."""

    rating: str | None
    title: str | None = None
    merit: str | None = None
    discipline: str | None = "none"
    pending: bool | None = False


@dataclass(frozen=True, slots=True)
class PersonsInitiative:
    """A recognised initiative."""

    key: Key
    year: int
    title: str


@dataclass(frozen=True, slots=True)
class History:
    """Years by person and year; ``requested`` is the title each person is proposed for this year."""

    years: Mapping[tuple[Key, int], YearOfPerson]
    initiatives: tuple[PersonsInitiative, ...]
    requested: Mapping[Key, str]


@cache
def make_history(district: District) -> History:
    """Past years and this year of a district; deterministic."""
    rules = demo_file("history")
    chance = random.Random(rules["seed"] + 1)
    years: dict[tuple[Key, int], YearOfPerson] = {}
    initiatives: list[PersonsInitiative] = []
    kinds = {unit.key: unit.kind for unit in district.units}
    for person in district.persons:
        titled = kinds[person.unit] in _PLACES_OF_BASE_TITLES
        for year in (*rules["years"], district.year):
            made = _year(person, year, chance=chance, titled=titled)
            years[person.key, year] = made
            initiatives += _initiatives(person, year, made, kind=kinds[person.unit], chance=chance)
    requested = {
        person.key: made.title
        for person in district.persons
        if (made := years[person.key, district.year]).title is not None
    }
    _apply_cases(years, requested, year=district.year)
    return History(years, tuple(initiatives), requested)


def _year(person: DemoPerson, year: int, *, chance: random.Random, titled: bool) -> YearOfPerson:
    rules = demo_file("history")
    drawn, luck, merit = chance.randrange(100), chance.randrange(100), chance.randrange(100)
    if any((one["unit"], one["place"]) == person.key and year >= one["from"] for one in rules["chain"]):
        drawn, luck = 0, 0
    rating = (
        "HTXS"
        if drawn < rules["ratings"]["HTXS"]
        else "HTT"
        if drawn < rules["ratings"]["HTXS"] + rules["ratings"]["HTT"]
        else "HT"
    )
    title = None
    if titled and rating != "HT":
        title = "CSTDCS" if rating == "HTXS" and luck < rules["titles"]["CSTDCS"] else "LDTT"
    given = "GK_HUYEN" if merit < rules["merits"]["share"] else None
    return YearOfPerson(rating, title, given)


def _initiatives(
    person: DemoPerson, year: int, made: YearOfPerson, *, kind: str, chance: random.Random
) -> list[PersonsInitiative]:
    rules = demo_file("history")["initiatives"]
    drawn, title = chance.randrange(100), chance.choice(rules[kind])
    deserved = made.rating == "HTXS" and (made.title == "CSTDCS" or drawn < rules["share"])
    return [PersonsInitiative(person.key, year, title)] if deserved else []


def _apply_cases(years: dict[tuple[Key, int], YearOfPerson], requested: dict[Key, str], *, year: int) -> None:
    """The persons whose year the council must look at closely."""
    cases: list[Mapping[str, Any]] = demo_file("history")["case"]
    for case in cases:
        key = (case["unit"], case["place"])
        unknown = case.get("unknown", False)
        years[key, year] = YearOfPerson(
            rating=case.get("rating"),
            discipline=None if unknown else case.get("discipline", "none"),
            pending=None if unknown else case.get("pending", False),
        )
        requested[key] = case["award"]
