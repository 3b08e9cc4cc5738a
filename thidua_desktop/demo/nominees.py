"""Whom each sender proposes, and how the lines were typed: the truth the import must find again."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from thidua_desktop.demo.district import DemoPerson, DemoUnit, District
from thidua_desktop.demo.history import History
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate


@dataclass(frozen=True, slots=True, kw_only=True)
class Nominee:
    """Whom a line means, in clean spelling. ``born`` has the precision of the file."""

    subject_type: SubjectType
    name: str
    unit: str
    unit_key: str
    awards: tuple[str, ...]
    born: dt.date | None = None
    sex: str | None = None
    position: str = ""
    achievement: str = ""
    former: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """A nominee as typed. ``flaw`` names what is odd; ``arrives`` False: the line must be corrected first."""

    nominee: Nominee
    name_typed: str
    unit_typed: str
    flaw: str = ""
    arrives: bool = True


@dataclass(frozen=True, slots=True)
class ExpectedRecord:
    """What a right import finds at a row of a sheet."""

    sheet: str
    row: int
    subject_type: str
    name: str
    awards: tuple[str, ...]
    unit: str
    born: PartialDate | None
    importable: bool
    flaw: str


FLAWS_THAT_STOP = frozenset({"duplicate", "no_given", "no_award", "wrong_subject"})
"""Lines with these may not be imported as they stand."""


def lines_of(book: Mapping[str, Any], district: District, history: History) -> tuple[Line, ...]:
    """The lines of one sender's workbook: collectives, persons, households; duplicates at the end."""
    units = {key: district.unit(key) for key in book["units"]}
    collectives = [
        Nominee(
            subject_type="collective",
            name=units[one["unit"]].name,
            unit=units[one["unit"]].name,
            unit_key=one["unit"],
            awards=(one["award"],),
            achievement=demo_file("history")["merits"]["collectives"][0],
        )
        for one in book.get("collectives", ())
    ]
    persons = [nominee for unit in units.values() for nominee in _persons(book, unit, district, history)]
    households = [
        Nominee(
            subject_type="household",
            name=one.name,
            unit=units[one.unit].name,
            unit_key=one.unit,
            awards=("GK_HUYEN",),
            achievement=one.achievement,
        )
        for one in district.households
        if book.get("households", False) and one.unit in units
    ]
    typed = [_line(nominee) for nominee in (*collectives, *persons, *households)]
    return _with_flaws(typed, book, district, first=len(collectives))


def _persons(
    book: Mapping[str, Any], unit: DemoUnit, district: District, history: History
) -> Iterator[Nominee]:
    """Titles for those who earned one; ``merits`` persons of a sender without a title get a giấy khen."""
    people = district.of_unit(unit.key)
    untitled = [person for person in people if person.key not in history.requested]
    merited = Counter(person.key for person in untitled[: book["merits"]])
    for number, person in enumerate(people):
        title = history.requested.get(person.key)
        if title is None and not merited[person.key]:
            continue
        awards: tuple[str, ...] = (title,) if title is not None else ("GK_HUYEN",)
        if book.get("superior", False) and number == 0:
            awards = (*awards, "BK_TINH")
        yield _person(person, unit, awards, district, history)


def _person(
    person: DemoPerson, unit: DemoUnit, awards: tuple[str, ...], district: District, history: History
) -> Nominee:
    reasons = demo_file("history")["merits"]["persons"]
    return Nominee(
        subject_type="person",
        name=person.name,
        unit=unit.name,
        unit_key=unit.key,
        awards=awards,
        born=person.born,
        sex=person.sex,
        position=person.position,
        achievement=reasons[person.place % len(reasons)] if awards == ("GK_HUYEN",) else "",
        former=history.years[person.key, district.year - 1].title,
    )


def _line(nominee: Nominee) -> Line:
    return Line(nominee, nominee.name, nominee.unit)


def _with_flaws(
    lines: list[Line], book: Mapping[str, Any], district: District, *, first: int
) -> tuple[Line, ...]:
    """Spoils the lines named by ``flaws``; ``first`` is the index of the first person."""
    copies: list[Line] = []
    last_person = max(i for i, line in enumerate(lines) if line.nominee.subject_type == "person")
    for flaw in book["flaws"]:
        place = first + flaw["place"]
        line, kind = lines[place], flaw["kind"]
        if place > last_person:
            raise ValueError(f"{book['file']}: {flaw}")
        if kind == "duplicate":
            copies.append(replace(line, flaw=kind, arrives=False))
            continue
        spoiled = replace(line, flaw=kind, arrives=kind not in FLAWS_THAT_STOP)
        if kind == "double_space":
            spoiled = replace(spoiled, name_typed=line.name_typed.replace(" ", "  ", 1) + " ")
        elif kind == "caps":
            spoiled = replace(spoiled, name_typed=line.name_typed.upper())
        elif kind == "unit_variant":
            spoiled = replace(spoiled, unit_typed=district.unit(line.nominee.unit_key).spellings[0])
        lines[place] = spoiled
    return (*lines[: last_person + 1], *copies, *lines[last_person + 1 :])
