"""An office of ten years, made quickly: 12,000 persons, 24,000 awards, 600 actions in the journal."""

from __future__ import annotations

import datetime as dt
import shutil
from pathlib import Path

from sqlalchemy import insert

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.dossiers import InitiativeAuthor
from thidua_desktop.db.tables.journal import JournalEntry
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Initiative, Membership, Person
from thidua_desktop.db.tables.printing import PrintItem, PrintRun
from thidua_desktop.db.tables.settings import Signer
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.text import search_key, sort_key, text_sort_key
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext

PERSONS = 12_000
YEARS = range(2015, 2025)
ACTIONS = 600
FAMILIES = ("Nguyễn", "Trần", "Lò", "Hoàng", "Cà", "Vi", "Đặng", "Quàng", "Hà", "Lường")
MIDDLES = ("Văn", "Thị", "Thị Mỹ", "Xuân", "Thanh", "Hữu", "Ngọc", "Minh", "Đức", "Thu", "Kim", "Quốc")
GIVEN = (
    "An",
    "Bình",
    "Cường",
    "Dung",
    "Đào",
    "Giang",
    "Hà",
    "Hải",
    "Hoà",
    "Hóa",
    "Khánh",
    "Lan",
    "Mai",
    "Nga",
    "Oanh",
    "Phú",
    "Quý",
    "Sơn",
    "Thảo",
    "Uyên",
)


def clock() -> dt.datetime:
    return dt.datetime(2024, 12, 20, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def name_of(number: int) -> str:
    """The name of person ``number``, from 0. Every hundredth is a Yến: 120 of them, each with ten awards."""
    family = FAMILIES[number % 10]
    middle = MIDDLES[number // 10 % 12]
    given = "Yến" if number % 100 == 99 else GIVEN[number // 120 % 20]
    return f"{family} {middle} {given}"


def make(folder: Path) -> None:
    """Writes the office into an empty folder."""
    app = open_app(DataFolder(folder), clock=clock)
    settings.save_office(app, OFFICE)
    _register(app)
    _awards(app)
    _actions(app)
    app.close()


def copied(source: Path, target: Path) -> AppContext:
    """An own copy to work on."""
    shutil.copytree(source, target)
    return open_app(DataFolder(target), clock=clock)


def _actions(app: AppContext) -> None:
    with app.database.writing("save_signer", name="Người ký") as uow:
        action = {"at": "2024-12-01T08:00:00+07:00", "action": "save_person", "topics": ["people"]}
        uow.connection.execute(
            insert(JournalEntry),
            [{**action, "id": 1000 + n, "params": {"name": name_of(n)}} for n in range(ACTIONS)],
        )
        uow.add(Signer, full_name="Người ký", lines="CHỦ TỊCH")


def _register(app: AppContext) -> None:
    with app.database.writing("import") as uow:
        names = [f"Trường Tiểu học Sơn Hà {number}" for number in range(120)]
        units = uow.insert(
            Unit,
            [
                {
                    "name": name,
                    "kind": "school",
                    "search_key": search_key(name),
                    "sort_key": text_sort_key(name),
                }
                for name in names
            ],
        )
        people = [name_of(number) for number in range(PERSONS)]
        ids = uow.insert(
            Person,
            [
                {"full_name": name, "search_key": search_key(name), "sort_key": sort_key(name)}
                for name in people
            ],
        )
        uow.insert(
            Membership,
            [
                {"person_id": number, "unit_id": units[number % 120], "position": "Giáo viên"}
                for number in ids
            ],
        )
        homes = [f"Hộ ông {name}" for name in people[:400]]
        uow.insert(
            Household, [{"name": name, "search_key": search_key(name), "sort_key": name} for name in homes]
        )
        work = uow.add(Initiative, person_id=ids[-1], year=2024, title="Sổ tay điện tử", scope="base")
        uow.insert(
            InitiativeAuthor,
            [{"initiative_id": work, "person_id": number} for number in (ids[-2], ids[-101])],
        )


def _awards(app: AppContext) -> None:
    with app.database.writing("record_decision") as uow:
        for year in YEARS:
            of_year = {"year": year, "level": "district", "subject": "Khen thưởng", "state": "signed"}
            decision = uow.add(
                Decision,
                origin="own",
                issuer="UBND huyện",
                number=f"{year}/QĐ-UBND",
                signed_on=dt.date(year, 12, 20),
                **of_year,
            )
            persons = [number for number in range(PERSONS) if number % 100 == 99 or number % 5 == year % 5]
            subject = {"subject_type": "person", "award_code": "LDTT"}
            named = uow.insert(
                Nomination,
                [
                    {
                        **subject,
                        "year": year,
                        "person_id": number + 1,
                        "unit_id": number % 120 + 1,
                        "state": "decided",
                        "decision_id": decision,
                        "created_at": f"{year}-11-01",
                    }
                    for number in persons
                ],
            )
            grants = uow.insert(
                Grant,
                [
                    {
                        **subject,
                        "decision_id": decision,
                        "nomination_id": named[place],
                        "position_in_list": place + 1,
                        "person_id": number + 1,
                        "unit_id": number % 120 + 1,
                        "award_year": year,
                        "name_printed": name_of(number),
                        "unit_printed": "",
                        "position_printed": "",
                        "title_printed": "Lao động tiên tiến",
                        "register_number": place + 1,
                    }
                    for place, number in enumerate(persons)
                ],
            )
            run = uow.add(
                PrintRun, started_at=f"{year}-12-21", kind="full", title="", printer="", layout="", sheets=1
            )
            uow.insert(
                PrintItem,
                [
                    {"run_id": run, "grant_id": grant, "place": place, "state": "good", "sheets": 1}
                    for place, grant in enumerate(grants)
                ],
            )
