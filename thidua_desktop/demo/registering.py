"""What was promised at the start of the year, and the works recognised above the unit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any

from thidua_desktop.db.tables.dossiers import InitiativeAuthor
from thidua_desktop.db.tables.people import Initiative
from thidua_desktop.db.tables.registrations import Registration, RegistrationLine
from thidua_desktop.demo.district import DemoUnit, District
from thidua_desktop.demo.history import History, Key
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.services.office.context import AppContext


def register(
    app: AppContext,
    district: District,
    history: History,
    *,
    units: Mapping[str, int],
    persons: Mapping[Key, int],
) -> None:
    """Every unit's registration of the year, but for those that are left open, and its works."""
    table = demo_file("registration")
    open_units = {one["unit"]: one for one in table["open"]}
    sent_on: dt.date = table["sent_on"]
    with app.database.writing("demo") as uow:
        for place, unit in enumerate(district.units):
            left = open_units.get(unit.key, {"state": "approved"})
            if left["state"] == "not_sent":
                continue
            decided = left["state"] != "pending"
            number = uow.add(
                Registration,
                year=district.year,
                unit_id=units[unit.key],
                state=left["state"],
                sent_on=sent_on + dt.timedelta(days=place),
                decided_on=table["decided_on"] if decided else None,
                return_reason=left.get("reason", ""),
            )
            lines = _lines(unit, district, history, units=units, persons=persons)
            uow.insert(RegistrationLine, [{"registration_id": number, **line} for line in lines])
        for one in table["work"]:
            first, *others = ((key, place) for key, place in one["authors"])
            work = uow.add(
                Initiative,
                person_id=persons[first],
                year=district.year,
                **{name: value for name, value in one.items() if name != "authors"},
            )
            for other in others:
                uow.add(InitiativeAuthor, initiative_id=work, person_id=persons[other])


def _lines(
    unit: DemoUnit,
    district: District,
    history: History,
    *,
    units: Mapping[str, int],
    persons: Mapping[Key, int],
) -> Iterator[dict[str, Any]]:
    """The collective, and each person: the title proposed at last, and often one that was not reached."""
    hoped = demo_file("registration")["hoped"]
    nobody = {"person_id": None, "collective_id": None, "household_id": None}
    yield {
        **nobody,
        "subject_type": "collective",
        "collective_id": units[unit.key],
        "award_code": "TTLDTT",
        "position": "",
    }
    for number, person in enumerate(district.of_unit(unit.key)):
        title = history.requested.get(person.key)
        if number % hoped["every"] == 0:
            title = hoped["award"]
        if title is not None:
            yield {
                **nobody,
                "subject_type": "person",
                "person_id": persons[person.key],
                "award_code": title,
                "position": person.position,
            }
