"""The offices every benchmark runs on, made once by one generator and stored under ``build/benchmarks``.

``small`` is an office of three years, ``ten_years`` one of 2,500 nominees a year, ``million`` has 1,000,000
awards. The same code always makes the same rows; a change of this file or of the schema makes new ones.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from sqlalchemy import update

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.condition import known_revisions
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Initiative, Membership, Person, YearRecord
from thidua_desktop.db.tables.printing import PrintItem, PrintRun
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.eligibility.card import finding_card
from thidua_desktop.services.nominations.nominations import judge
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import person_values
from thidua_desktop.services.organisation.units import unit_values

ROOT: Final = Path(__file__).resolve().parents[1]
STORED: Final = ROOT / "build" / "benchmarks"
YEAR: Final = 2025
"""The year being worked on: its nominations are drafts, the years before it are decided."""
FAMILIES: Final = ("Nguyễn", "Trần", "Lê", "Lò", "Hoàng", "Cà", "Vi", "Đặng", "Quàng", "Hà", "Lường", "Phạm")
MIDDLES: Final = ("Văn", "Thị", "Thị Mỹ", "Xuân", "Thanh", "Hữu", "Ngọc", "Minh", "Đức", "Thu", "Kim", "Quốc")
GIVEN: Final = (
    *("An", "Bình", "Cường", "Dung", "Đào", "Giang", "Hà", "Hải", "Hoà", "Hóa", "Khánh", "Lan", "Mai"),
    *("Nga", "Oanh", "Phú", "Quý", "Sơn", "Thảo", "Uyên", "Yến", "Việt", "Tuấn", "Trang", "Thuỷ"),
)
KINDS: Final = ("school", "department", "commune", "health")
AWARDS: Final = ("LDTT", "LDTT", "LDTT", "GK_HUYEN", "CSTDCS")
_DECISIONS: Final = 10
"""Signed in a year."""
_NOBODY: Final = {"person_id": None, "collective_id": None}


@dataclass(frozen=True, slots=True)
class Size:
    """How much an office holds; awards and nominees are of each year."""

    name: str
    persons: int
    units: int
    years: int
    nominees: int
    awards: int


SIZES: Final = (
    Size("small", persons=260, units=24, years=3, nominees=200, awards=300),
    Size("ten_years", persons=8_260, units=120, years=10, nominees=2_500, awards=2_600),
    Size("million", persons=60_000, units=120, years=10, nominees=2_500, awards=100_000),
)
SMALL, TEN_YEARS, MILLION = SIZES


def clock() -> dt.datetime:
    """The day all offices are looked at."""
    return dt.datetime(YEAR, 12, 20, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def folder_of(size: Size) -> Path:
    """The data folder of an office, made when there is none yet; not to be written to."""
    stored = STORED / f"{size.name}-{_version()}"
    if not stored.exists():
        part = stored.with_name(f".{stored.name}")
        shutil.rmtree(part, ignore_errors=True)
        part.mkdir(parents=True)
        _make(part, size)
        part.rename(stored)
    return stored


def copy_of(size: Size, folder: Path) -> AppContext:
    """An own copy of an office in ``folder``, open."""
    shutil.copytree(folder_of(size), folder)
    return open_app(DataFolder(folder), clock=clock)


def reading(size: Size) -> AppContext:
    """The stored office itself, open; only for programs that write nothing."""
    return open_app(DataFolder(folder_of(size)), clock=clock)


def name_of(number: int) -> str:
    """The name of person ``number``, from 0."""
    family = FAMILIES[number % len(FAMILIES)]
    middle = MIDDLES[number // len(FAMILIES) % len(MIDDLES)]
    return f"{family} {middle} {GIVEN[number * 7 // 3 % len(GIVEN)]}"


def _version() -> str:
    source = Path(__file__).read_bytes() + " ".join(sorted(known_revisions())).encode()
    return hashlib.sha256(source).hexdigest()[:12]


def _make(folder: Path, size: Size) -> None:
    chance = random.Random(20)
    app = open_app(DataFolder(folder), clock=clock)
    settings.save_office(app, OFFICE)
    settings.save_signer(app, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))
    with app.database.writing("demo") as uow:
        units = list(uow.insert(Unit, [_unit(number) for number in range(size.units)]))
        people = list(
            uow.insert(
                Person,
                [
                    person_values(name_of(number), born=None, sex="MF"[number % 2])
                    for number in range(size.persons)
                ],
            )
        )
        uow.insert(
            Membership,
            [
                {"person_id": person, "unit_id": units[place % size.units], "position": "Chuyên viên"}
                for place, person in enumerate(people)
            ],
        )
    for year in range(YEAR - size.years, YEAR + 1):
        with app.database.writing("demo") as uow:
            _year(uow, size, year, units, people, chance)
    _give_cards(app)
    app.close()


def _unit(number: int) -> dict[str, Any]:
    names = ("Trường Tiểu học Sơn Hà", "Phòng Nội vụ", "UBND xã Khau Vạt", "Trạm Y tế Mường Khoa")
    kind = KINDS[number % len(KINDS)]
    values = unit_values(f"{names[number % len(names)]} {number + 1}", kind=kind)
    return values | {"member_count": 44}


def _year(
    uow: UnitOfWork, size: Size, year: int, units: list[int], people: list[int], chance: random.Random
) -> None:
    first = (year * 977) % size.persons
    nominees = [people[(first + place) % size.persons] for place in range(min(size.nominees, size.persons))]
    uow.insert(YearRecord, [_record(year, person, chance) for person in nominees])
    uow.insert(
        Initiative,
        [
            {"person_id": one, "year": year, "title": f"Sáng kiến {one}-{year}", "scope": "base"}
            for one in nominees
            if chance.random() < 0.15
        ],
    )
    decisions = _decisions(uow, year) if year < YEAR else []
    share = -(-size.awards // _DECISIONS)
    nominated = uow.insert(
        Nomination,
        [
            {
                **_NOBODY,
                "year": year,
                "subject_type": "person",
                "person_id": person,
                "unit_id": units[(person - 1) % size.units],
                "award_code": AWARDS[place % len(AWARDS)],
                "state": "decided" if decisions else "draft",
                "verdict": "eligible" if decisions else None,
                "decision_id": decisions[place // share] if decisions else None,
                "created_at": f"{year}-11-01T08:00:00+07:00",
            }
            for place, person in enumerate(nominees)
        ],
    )
    if decisions:
        lines = list(_lines(size, units, people, list(zip(nominees, nominated, strict=True)), chance))
        for number, decision in enumerate(decisions):
            start = number * share
            _grants(uow, decision, year, lines[start : start + share], start)


def _record(year: int, person: int, chance: random.Random) -> dict[str, Any]:
    return {
        "year": year,
        "person_id": person,
        "unit_id": None,
        "rating": chance.choice(("HTXS", "HTT", "HTT", "HTT", "HT")),
        "registered": True,
        "discipline": "none",
        "pending_case": False,
    }


def _decisions(uow: UnitOfWork, year: int) -> list[int]:
    return [
        uow.add(
            Decision,
            year=year,
            issuer=OFFICE.name,
            level="district",
            number=f"{year % 100}{number:02d}/QĐ-UBND",
            signed_on=dt.date(year, number + 2, 20),
            subject=f"Khen thưởng đợt {number + 1} năm {year}",
            state="signed",
        )
        for number in range(_DECISIONS)
    ]


def _grants(uow: UnitOfWork, decision: int, year: int, lines: list[dict[str, Any]], before: int) -> None:
    """The awards of one decision and their printed certificates; ``before``: register numbers given earlier."""
    grants = uow.insert(
        Grant,
        [
            {
                **line,
                "decision_id": decision,
                "award_year": year,
                "position_in_list": place,
                "register_number": before + place,
            }
            for place, line in enumerate(lines, start=1)
        ],
    )
    run = uow.add(
        PrintRun,
        started_at=f"{year}-12-21T08:00:00+07:00",
        kind="certificates",
        title="",
        printer="",
        decision_id=decision,
        sheets=len(lines),
        state="closed",
    )
    uow.insert(
        PrintItem,
        [
            {"run_id": run, "grant_id": grant, "place": place, "state": "good", "sheets": 1}
            for place, grant in enumerate(grants, start=1)
        ],
    )


def _lines(
    size: Size,
    units: list[int],
    people: list[int],
    nominated: list[tuple[int, int]],
    chance: random.Random,
) -> Iterator[dict[str, Any]]:
    """Awards of a year: of the persons nominated in their order, then of teams and of persons by chance."""
    for place in range(size.awards):
        unit = units[place % size.units]
        if place >= len(nominated) and place % 4 == 3:
            yield _line("collective", "TTLDTT", collective_id=unit, unit_id=unit, name="Tập thể")
            continue
        person, nomination = (
            nominated[place] if place < len(nominated) else (people[chance.randrange(size.persons)], None)
        )
        yield _line(
            "person",
            AWARDS[place % len(AWARDS)],
            person_id=person,
            unit_id=units[(person - 1) % size.units],
            name=name_of(person - 1),
            nomination_id=nomination,
        )


def _line(kind: str, code: str, *, name: str, nomination_id: int | None = None, **ids: int) -> dict[str, Any]:
    return {
        **_NOBODY,
        "subject_type": kind,
        "award_code": code,
        "name_printed": name,
        "unit_printed": "Trường Tiểu học Sơn Hà",
        "position_printed": "Chuyên viên" if kind == "person" else "",
        "title_printed": code,
        "nomination_id": nomination_id,
        **ids,
    }


def _give_cards(app: AppContext) -> None:
    """Every decided nomination gets the findings of one that the program judged: the weight of real files."""
    rows = app.read(nominations, year=YEAR)[:1]
    verdict = judge(app, rows)[rows[0].id]
    card = [finding_card(finding) for finding in verdict.findings]
    with app.database.writing("demo") as uow:
        decided = update(Nomination).where(Nomination.year < YEAR)
        uow.connection.execute(decided.values(verdict_findings=card))
        uow.update(Nomination, rows[0].id, achievement="Hoàn thành xuất sắc nhiệm vụ")
