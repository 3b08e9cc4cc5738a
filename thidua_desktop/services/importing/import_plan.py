"""What an import would do, worked out before anything is written: whom each row means, and what is new.

Things the import is about to add carry negative numbers until they are written.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.matching import Candidate, same_person
from thidua_desktop.domain.text import marked_key, search_key, text_sort_key
from thidua_desktop.queries.organisation.people import KnownPerson, known_persons
from thidua_desktop.queries.organisation.units import unit_index
from thidua_desktop.services.organisation.units import unit_values

Outcome = Literal["new", "update", "identical", "error"]
SUBJECT_COLUMN = {"person": "person_id", "collective": "collective_id", "household": "household_id"}
_KIND_WORDS = (
    ("school", ("truong ", "mam non", "tieu hoc", "thcs", "thpt")),
    ("commune", ("ubnd xa", "ubnd phuong", "ubnd thi tran", "uy ban nhan dan", "xa ", "phuong ", "thi tran")),
    ("party", ("dang uy", "doan ", "hoi ", "mat tran", "ban to chuc", "ban tuyen giao")),
    ("department", ("phong ", "ban ", "van phong", "thanh tra", "trung tam")),
    ("vertical", ("cong an", "chi cuc", "kho bac", "toa an", "vien kiem sat", "ban chi huy")),
    ("enterprise", ("cong ty", "hop tac xa", "doanh nghiep")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class RowToImport:
    """What matching needs of one row of a file; stored as JSON with the batch until it is imported.

    What the officer said of people of one name: ``person`` is who is meant, ``like`` the place of the row that speaks
    of the same one; ``apart`` and ``apart_rows`` are persons and places of rows that are somebody else.
    """

    subject_type: str
    name: str
    unit: str | None = None
    awards: tuple[str, ...] = ()
    dob: PartialDate | None = None
    sex: str | None = None
    position: str | None = None
    achievement: str | None = None
    national_id: str | None = None
    ethnicity: str | None = None
    importable: bool = True
    person: int | None = None
    like: int | None = None
    apart: tuple[int, ...] = ()
    apart_rows: tuple[int, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """Plain values; the birth date as its text. What the officer said is stored with the batch."""
        values: dict[str, Any] = {name: getattr(self, name) for name in _STORED}
        return {**values, "awards": list(self.awards), "dob": self.dob.value if self.dob else None}

    @classmethod
    def from_json(cls, values: Mapping[str, Any]) -> RowToImport:
        """The row as it was stored."""
        dob = values["dob"]
        known = dict(values)
        known["awards"] = tuple(known["awards"])
        known["dob"] = PartialDate.parse_iso(dob) if dob else None
        return cls(**known)


_STORED = tuple(
    name for name in RowToImport.__dataclass_fields__ if name not in {"person", "like", "apart", "apart_rows"}
)
_PLANNED: tuple[None, str, str] = (None, "", "")
"""In the place of a nomination's number, position and achievement: this import is about to add it."""


class NewNomination(NamedTuple):
    """One nomination to add; ``place`` is the row it comes from."""

    row: RowToImport
    award_code: str
    subject_id: int
    unit_id: int | None
    place: int


@dataclass(slots=True)
class ImportPlan:
    """Rows to add per table, in order; the n-th new row of a table is known as ``-(n + 1)`` until written."""

    units: list[dict[str, Any]] = field(default_factory=list)
    persons: list[RowToImport] = field(default_factory=list)
    """The rows that bring a new person, with the unit each is to work in beside them."""
    workplaces: list[int | None] = field(default_factory=list)
    households: list[dict[str, Any]] = field(default_factory=list)
    nominations: list[NewNomination] = field(default_factory=list)
    nomination_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    person_updates: dict[int, dict[str, Any]] = field(default_factory=dict)
    outcomes: list[Outcome] = field(default_factory=list)
    moved: dict[int, KnownPerson] = field(default_factory=dict)
    """Place of a row to a person of that name and birth date in another unit: asked about, not taken."""
    met: dict[int, int] = field(default_factory=dict)
    """Place of a row to the nomination that says already what the row says."""


def plan_import(connection: Connection, records: Sequence[RowToImport], *, year: int) -> ImportPlan:
    """Works out the whole import against the database as it stands now. Reads only."""
    planner = _Planner(connection, records, year=year)
    for place, record in enumerate(records):
        planner.take(place, record)
    return planner.plan


class _Planner:
    def __init__(self, connection: Connection, records: Sequence[RowToImport], *, year: int) -> None:
        self.plan = ImportPlan()
        self._year = year
        self._units = unit_index(connection)
        self._teams = _teams(connection)
        keys = [search_key(record.name) for record in records if record.subject_type == "person"]
        self._register = known_persons(connection, keys)
        self._added: dict[str, list[Candidate]] = {}
        self._persons_at: dict[int, int] = {}
        self._households = _households(connection)
        self._nominated = _nominated(connection, year=year)

    def take(self, place: int, record: RowToImport) -> None:
        """Plans one row; ``place`` is stored with each nomination so that it leads back to its row."""
        if not record.importable or not record.awards:
            self.plan.outcomes.append("error")
            return
        known = self._elsewhere(record)
        if known is not None:
            self.plan.moved[place] = known
            for award in record.awards:
                nominated = self._nominated.get((record.subject_type, known.id, award))
                if nominated is not None and nominated[0] is not None:
                    self.plan.met[place] = nominated[0]
            self.plan.outcomes.append("error")
            return
        unit_id = self._home(record)
        subject_id = self._subject(place, record, unit_id)
        outcomes = [self._nominate(place, record, unit_id, subject_id, award) for award in record.awards]
        if len(outcomes) == 1:
            self.plan.outcomes.append(outcomes[0])
            return
        order: tuple[Outcome, ...] = ("new", "update", "identical")
        self.plan.outcomes.append(next((one for one in order if one in outcomes), "identical"))

    def _elsewhere(self, record: RowToImport) -> KnownPerson | None:
        """The one person of this name born on this day, when the register has him in another unit.

        One person who moved, or two: nothing of either is changed before it was said.
        """
        message = record.person is not None or record.like is not None or record.apart or record.apart_rows
        exact = record.dob is not None and record.dob.precision == "day"
        if record.subject_type != "person" or message or not exact or not record.unit:
            return None
        here = self._units.get(search_key(record.unit))
        same = [
            one
            for one in self._register.get(search_key(record.name), ())
            if one.born == record.dob and marked_key(one.full_name) == marked_key(record.name)
        ]
        if len({one.id for one in same}) != 1 or any(one.unit_id in (here, None) for one in same):
            return None
        return same[0]

    def _home(self, record: RowToImport) -> int | None:
        """The unit of a row; what a household gives for it is an address, unless the register knows it."""
        if record.subject_type != "household":
            return self._unit(record.unit)
        return self._units.get(search_key(record.unit or ""))

    def _unit(self, name: str | None) -> int | None:
        if not name:
            return None
        key = search_key(name)
        if key not in self._units:
            self.plan.units.append(unit_values(name, kind=guess_kind(name)))
            self._units[key] = -len(self.plan.units)
        return self._units[key]

    def _subject(self, place: int, record: RowToImport, unit_id: int | None) -> int:
        if record.subject_type == "collective":
            return self._collective(record, unit_id)
        if record.subject_type == "household":
            return self._household(record, unit_id)
        found = self._persons_at[place] = self._person(record, unit_id)
        return found

    def _collective(self, record: RowToImport, unit_id: int | None) -> int:
        known = self._units.get(search_key(record.name))
        if known is not None:
            return known
        if unit_id is None:
            made = self._unit(record.name)
            assert made is not None
            return made
        key = (unit_id, search_key(record.name))
        if key not in self._teams:
            self.plan.units.append(unit_values(record.name, kind="team", parent_id=unit_id))
            self._teams[key] = -len(self.plan.units)
        return self._teams[key]

    def _household(self, record: RowToImport, unit_id: int | None) -> int:
        key = (search_key(record.unit or ""), search_key(record.name))
        if key not in self._households:
            self.plan.households.append(
                {
                    "name": record.name,
                    "unit_id": unit_id,
                    "address": record.unit or "",
                    "search_key": search_key(record.name),
                    "sort_key": text_sort_key(record.name),
                }
            )
            self._households[key] = -len(self.plan.households)
        return self._households[key]

    def _person(self, record: RowToImport, unit_id: int | None) -> int:
        key = search_key(record.name)
        known = self._register.get(key, [])
        if not known and key not in self._added and record.like is None:
            return self._add_person(key, record, unit_id)
        found = self._reported(record, known)
        if found is None:
            among = [Candidate(one.id, one.full_name, one.born, one.unit_id) for one in known]
            among += self._added.get(key, [])
            if record.apart or record.apart_rows:
                others = {*record.apart, *(self._persons_at.get(row) for row in record.apart_rows)}
                among = [one for one in among if one.id not in others]
            found = same_person(full_name=record.name, born=record.dob, unit_id=unit_id, among=among)
        if found is None:
            return self._add_person(key, record, unit_id)
        for person in known:
            if person.id == found:
                self._fill_gaps(person, record)
        return found

    def _reported(self, record: RowToImport, known: Sequence[KnownPerson]) -> int | None:
        """Whom the officer said the row means; a person deleted since is not brought back."""
        if record.person is not None and any(one.id == record.person for one in known):
            return record.person
        return self._persons_at.get(record.like) if record.like is not None else None

    def _add_person(self, key: str, record: RowToImport, unit_id: int | None) -> int:
        self.plan.persons.append(record)
        self.plan.workplaces.append(unit_id)
        made = -len(self.plan.persons)
        self._added.setdefault(key, []).append(Candidate(made, record.name, record.dob, unit_id))
        return made

    def _fill_gaps(self, person: KnownPerson, record: RowToImport) -> None:
        """A file may report what was not known; what is known is never overwritten by a file."""
        values: dict[str, Any] = {}
        more_precise = record.dob is not None and (
            person.born is None
            or (
                len(record.dob.value) > len(person.born.value)
                and record.dob.value.startswith(person.born.value)
            )
        )
        if more_precise:
            values["born"] = record.dob
        if person.sex is None and record.sex is not None:
            values["sex"] = record.sex
        if person.ethnicity is None and record.ethnicity is not None:
            values["ethnicity"] = record.ethnicity
        if values:
            self.plan.person_updates.setdefault(person.id, {}).update(values)

    def _nominate(
        self, place: int, record: RowToImport, unit_id: int | None, subject_id: int, award: str
    ) -> Outcome:
        key = (record.subject_type, subject_id, award)
        known = self._nominated.get(key)
        if known is None:
            self.plan.nominations.append(NewNomination(record, award, subject_id, unit_id, place))
            self._nominated[key] = _PLANNED
            return "new"
        reported = {"position": record.position or "", "achievement": record.achievement or ""}
        number, position, achievement = known
        changed = {
            name: value
            for name, value, old in (
                ("position", reported["position"], position),
                ("achievement", reported["achievement"], achievement),
            )
            if value and value != old
        }
        if number is None:
            return "identical"
        if not changed:
            self.plan.met[place] = number
            return "identical"
        self.plan.nomination_updates.setdefault(number, {}).update(changed)
        return "update"


def guess_kind(name: str) -> str:
    """Kind of a unit by the words it begins with; ``other`` when they say nothing."""
    folded = search_key(name)
    for kind, words in _KIND_WORDS:
        if any(folded.startswith(word) for word in words):
            return kind
    return "other"


def _teams(connection: Connection) -> dict[tuple[int, str], int]:
    rows = connection.execute(
        select(Unit.id, Unit.parent_id, Unit.name).where(
            Unit.parent_id.is_not(None), Unit.deleted_at.is_(None)
        )
    )
    return {(row.parent_id, search_key(row.name)): row.id for row in rows if row.parent_id is not None}


def _households(connection: Connection) -> dict[tuple[str, str], int]:
    rows = connection.execute(
        select(Household.id, Household.address, Household.search_key).where(Household.deleted_at.is_(None))
    )
    return {(search_key(row.address), row.search_key): row.id for row in rows}


def _nominated(
    connection: Connection, *, year: int
) -> dict[tuple[str, int, str], tuple[int | None, str, str]]:
    rows = connection.execute(
        select(
            Nomination.id,
            Nomination.subject_type,
            Nomination.person_id,
            Nomination.collective_id,
            Nomination.household_id,
            Nomination.award_code,
            Nomination.position,
            Nomination.achievement,
        ).where(Nomination.year == year, Nomination.deleted_at.is_(None))
    )
    return {
        (row.subject_type, row.person_id or row.collective_id or row.household_id or 0, row.award_code): (
            row.id,
            row.position,
            row.achievement,
        )
        for row in rows
    }
