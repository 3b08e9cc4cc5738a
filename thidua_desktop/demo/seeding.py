"""Fills an empty data folder: the invented people, three years of history, this year's plan."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from thidua_desktop.db.tables.organisation import Unit, UnitAlias
from thidua_desktop.db.tables.people import Initiative, Membership, Person
from thidua_desktop.demo.district import DemoPerson, District
from thidua_desktop.demo.history import History, Key
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.planning.attainment import last_month
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.queries.reports.targets import targets as stored_targets
from thidua_desktop.services.decisions.external.past_decisions import PastGrant, record_decision
from thidua_desktop.services.decisions.list_lines import prize_of
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.people import person_values
from thidua_desktop.services.organisation.year_records import record_year
from thidua_desktop.services.planning import plans
from thidua_desktop.services.planning.from_text import read_pasted, take
from thidua_desktop.services.planning.targets import save_actual
from thidua_desktop.services.scoring import blocs


class Seeding:
    """Ids of what was written, by the keys of the invented data."""

    def __init__(self, app: AppContext, district: District, history: History) -> None:
        self._app, self._district, self._history = app, district, history
        self.units: dict[str, int] = {}
        self.persons: dict[Key, int] = {}

    def office(self) -> None:
        """The office, its signers, units, persons and blocs."""
        table = demo_file("district")
        settings.save_office(self._app, OfficeRow(**table["office"], current_year=table["year"]))
        for one in table["signer"]:
            settings.save_signer(
                self._app, full_name=one["full_name"], lines=one["lines"], valid_from=one["from"]
            )
        self._register()
        for bloc in table["bloc"]:
            members = [self.units[unit.key] for unit in self._district.units if unit.bloc == bloc["key"]]
            blocs.save_bloc(
                self._app,
                year=self._district.year,
                name=bloc["name"],
                kind=bloc["kind"],
                member_ids=members,
                head_unit_id=members[0],
                deputy_unit_id=members[1],
            )

    def past(self) -> None:
        """Ratings, initiatives and decisions of the years before, and what is known of this year."""
        for year in (*demo_file("history")["years"], self._district.year):
            record_year(self._app, year=year, records=list(self._records(year)))
        self._initiatives()
        for past in demo_file("district")["past"]:
            self._decisions(past)

    def plan(self) -> None:
        """The year's plan as its text says it; of its tasks those of the months gone by are done."""
        table, now = demo_file("plan"), self._app.today()
        blank = {"award_code": None, "subject_type": None}
        reading = read_pasted(table["text"])
        agreed: dict[str, dict[str, Any]] = {one.key: {} for one in reading.offers}
        plan_id, _ = take(self._app, reading, agreed=agreed, year=self._district.year)
        plans.save_plan(
            self._app,
            year=self._district.year,
            plan_id=plan_id,
            **table["plan"],
            targets=[{**blank, **_without(one, "reported")} for one in table["target"]],
            tasks=[{**one, **_progress_of(one, now)} for one in table["task"]],
        )
        self._report(table["target"])

    def _report(self, targets: Sequence[Mapping[str, Any]]) -> None:
        """What was reached of the targets nobody can count but the one who reports, up to today."""
        message = {one["wording"]: one.get("reported", ()) for one in targets}
        now, year = self._app.today(), self._district.year
        for target in self._app.read(stored_targets, year=year):
            for one in message.get(target.wording, ()):
                if (year, last_month(one["period"])) < (now.year, now.month):
                    save_actual(self._app, target_id=target.id, **one)

    def _register(self) -> None:
        units, people = self._district.units, self._district.persons
        with self._app.database.writing("demo") as uow:
            ids = uow.insert(
                Unit,
                [
                    {**organisation.unit_values(one.name, kind=one.kind), "member_count": one.size}
                    for one in units
                ],
            )
            self.units = {unit.key: number for unit, number in zip(units, ids, strict=True)}
            aliases = {
                search_key(spelling): self.units[unit.key] for unit in units for spelling in unit.spellings
            }
            uow.insert(UnitAlias, [{"alias_key": key, "unit_id": number} for key, number in aliases.items()])
            ids = uow.insert(Person, [_person_row(person) for person in people])
            self.persons = {person.key: number for person, number in zip(people, ids, strict=True)}
            uow.insert(
                Membership,
                [
                    {
                        "person_id": self.persons[person.key],
                        "unit_id": self.units[person.unit],
                        "position": person.position,
                        "is_leader": person.is_leader,
                    }
                    for person in people
                ],
            )

    def _records(self, year: int) -> Iterator[Mapping[str, Any]]:
        source = demo_file("history")["source"].format(year=year)
        excellent = demo_file("history")["units_excellent"]["keys"]
        for unit in self._district.units:
            yield {
                "unit_id": self.units[unit.key],
                "rating": "HTXS" if unit.key in excellent else "HTT",
                "registered": True,
                "discipline": "none",
                "pending_case": False,
                "member_count": unit.size,
                "completed_count": unit.size,
                "source": source,
            }
        for person in self._district.persons:
            made = self._history.years[person.key, year]
            if made.rating is not None:
                yield {
                    "person_id": self.persons[person.key],
                    "rating": made.rating,
                    "registered": True,
                    "discipline": made.discipline,
                    "pending_case": made.pending,
                    "source": source,
                }

    def _initiatives(self) -> None:
        rules = demo_file("history")
        with self._app.database.writing("demo") as uow:
            uow.insert(
                Initiative,
                [
                    {
                        "person_id": self.persons[one.key],
                        "year": one.year,
                        "title": one.title,
                        "scope": "base",
                        "paper_number": rules["initiative_paper"].format(number=number),
                        "paper_date": dt.date(one.year, 11, 15),
                        "recognised_by": rules["initiatives"]["recognised_by"],
                    }
                    for number, one in enumerate(self._history.initiatives, 1)
                ],
            )

    def _decisions(self, past: Mapping[str, Any]) -> None:
        office, words, year = demo_file("district")["office"], demo_file("history")["subjects"], past["year"]
        for kind, grants in (
            ("titles", [*self._collective_titles(past), *self._grants(past, "titles")]),
            ("merits", list(self._grants(past, "merits"))),
            ("superior", list(self._superior(past))),
        ):
            above = kind == "superior"
            record_decision(
                self._app,
                issuer=words["superior_issuer"] if above else office["name"],
                level="province" if above else office["level"],
                number=f"{past[kind]['number']}/{demo_file('district')['decision']['symbol']}",
                signed_on=past[kind]["signed_on"],
                subject=words[kind].format(year=year),
                award_year=year,
                grants=grants,
                origin="external" if above else "own",
            )

    def _grants(self, past: Mapping[str, Any], kind: str) -> Iterator[PastGrant]:
        on = past[kind]["signed_on"]
        for person in self._district.persons:
            made = self._history.years[person.key, past["year"]]
            award = made.title if kind == "titles" else made.merit
            if award is not None:
                yield self._to_person(person, award, on=on)

    def _collective_titles(self, past: Mapping[str, Any]) -> Iterator[PastGrant]:
        on, least = past["titles"]["signed_on"], demo_file("history")["collective_titles"]["least_share"]
        for unit in self._district.units:
            people = self._district.of_unit(unit.key)
            titled = sum(self._history.years[person.key, past["year"]].title is not None for person in people)
            if 100 * titled >= least * len(people):
                yield PastGrant(
                    subject_type="collective",
                    subject_id=self.units[unit.key],
                    award_code="TTLDTT",
                    name=unit.name,
                    unit=unit.name,
                    unit_id=self.units[unit.key],
                    prize=prize_of("TTLDTT", "collective", on=on),
                )

    def _superior(self, past: Mapping[str, Any]) -> Iterator[PastGrant]:
        """Two years running the base title: the level above rewards the first few; at least one a year."""
        years, most = self._history.years, demo_file("history")["superior"]["most"]
        first = past["year"] == demo_file("history")["years"][0]
        twice = [
            person
            for person in self._district.persons
            if years[person.key, past["year"]].title == "CSTDCS"
            and (first or years[person.key, past["year"] - 1].title == "CSTDCS")
        ]
        for person in twice[: 1 if first else most]:
            yield self._to_person(person, "BK_TINH", on=past["superior"]["signed_on"])

    def _to_person(self, person: DemoPerson, award: str, *, on: dt.date) -> PastGrant:
        return PastGrant(
            subject_type="person",
            subject_id=self.persons[person.key],
            award_code=award,
            name=person.name,
            unit=self._district.unit(person.unit).name,
            unit_id=self.units[person.unit],
            position=person.position,
            sex=person.sex,
            prize=prize_of(award, "person", on=on),
        )


def _person_row(person: DemoPerson) -> dict[str, Any]:
    born = PartialDate(person.born.isoformat(), "day")
    return {**person_values(person.name, born=born, sex=person.sex), "ethnicity": person.ethnicity}


def _progress_of(task: Mapping[str, Any], now: dt.date) -> dict[str, Any]:
    last: int = max(task["months"])
    if last < now.month:
        return {"status": "done", "done_on": dt.date(now.year, last, 25), "progress": 100}
    return {"status": "doing", "done_on": None, "progress": 40}


def _without(row: Mapping[str, Any], name: str) -> dict[str, Any]:
    return {key: value for key, value in row.items() if key != name}
