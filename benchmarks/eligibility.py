"""How long judging a full year takes beside the one query that fetches the same facts.

``python benchmarks/eligibility.py``: 2,500 nominations, ten years of awards, ratings and initiatives. Both
run on the same file, in turns; medians are compared, so that only the ratio counts.
"""

from __future__ import annotations

import argparse
import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from sqlalchemy import text as sql  # noqa: E402
from sqlalchemy.engine import Connection  # noqa: E402

from thidua_desktop.bootstrap import open_app  # noqa: E402
from thidua_desktop.config import DataFolder  # noqa: E402
from thidua_desktop.db.tables.decisions import Decision, Grant  # noqa: E402
from thidua_desktop.db.tables.nominations import Nomination  # noqa: E402
from thidua_desktop.db.tables.organisation import Unit  # noqa: E402
from thidua_desktop.db.tables.people import Initiative, Membership, Person, YearRecord  # noqa: E402
from thidua_desktop.queries.nominations.nominations import nominations  # noqa: E402
from thidua_desktop.services.eligibility import suggestions  # noqa: E402
from thidua_desktop.services.eligibility.judging import judge  # noqa: E402
from thidua_desktop.services.office.context import AppContext  # noqa: E402
from thidua_desktop.services.organisation.people import person_values  # noqa: E402
from thidua_desktop.services.organisation.units import unit_values  # noqa: E402

YEAR, YEARS, UNITS, PEOPLE = 2025, 10, 60, 2400
BOUND = 4.0
ONE_QUERY = """
SELECT 'grant', n.id, g.award_code, g.award_year, g.year_type, g.occasion, g.decision_id, d.number,
       d.signed_on
FROM nomination n
JOIN award_grant g ON g.person_id = n.person_id OR g.collective_id = n.collective_id
JOIN decision d ON d.id = g.decision_id AND d.state = 'signed' AND d.deleted_at IS NULL
WHERE n.year = :year AND n.deleted_at IS NULL
UNION ALL
SELECT 'record', n.id, r.rating, r.year, r.registered, r.discipline, r.pending_case, r.member_count,
       r.completed_count
FROM nomination n JOIN year_record r ON r.person_id = n.person_id OR r.unit_id = n.collective_id
WHERE n.year = :year AND n.deleted_at IS NULL
UNION ALL
SELECT 'work', n.id, i.scope, i.year, i.kind, i.title, i.id, i.paper_number, NULL
FROM nomination n JOIN initiative i ON i.person_id = n.person_id AND i.deleted_at IS NULL
WHERE n.year = :year AND n.deleted_at IS NULL
UNION ALL
SELECT 'title', n.id, m.award_code, m.person_id, NULL, NULL, NULL, NULL, u.member_count
FROM nomination n JOIN unit u ON u.id = n.collective_id
JOIN nomination m ON m.unit_id = u.id AND m.year = n.year AND m.person_id IS NOT NULL AND m.deleted_at IS NULL
WHERE n.year = :year AND n.deleted_at IS NULL
"""


def filled(folder: Path) -> AppContext:
    """An application context with a full year and ten years behind it; the same every time."""
    chance = random.Random(20)
    app = open_app(DataFolder(folder), clock=lambda: dt.datetime(YEAR, 12, 20, 8).astimezone())
    with app.database.writing("demo") as uow:
        units = list(
            uow.insert(
                Unit,
                [
                    unit_values(f"Đơn vị số {n}", kind="department") | {"member_count": 44}
                    for n in range(UNITS)
                ],
            )
        )
        people = list(
            uow.insert(
                Person,
                [person_values(f"Nguyễn Văn Thứ {n}", born=None, sex="M") for n in range(PEOPLE)],
            )
        )
        uow.insert(
            Membership,
            [{"person_id": one, "unit_id": units[n % UNITS]} for n, one in enumerate(people)],
        )
        for year in range(YEAR - YEARS, YEAR + 1):
            _year(uow, year, units, people, chance)
        uow.insert(Nomination, list(_nominated(units, people, uow.at)))
    return app


def _year(uow: Any, year: int, units: list[int], people: list[int], chance: random.Random) -> None:
    ratings = {one: chance.choice(("HTXS", "HTT", "HTT", "HTT", "HT")) for one in people}
    records = [_record(year, person=one, rating=rating) for one, rating in ratings.items()]
    records += [_record(year, unit=one, rating=chance.choice(("HTXS", "HTT"))) for one in units]
    uow.insert(YearRecord, records)
    lucky = [one for one in people if chance.random() < 0.15]
    uow.insert(
        Initiative,
        [
            {
                "person_id": one,
                "year": year,
                "title": f"Sáng kiến {one}-{year}",
                "scope": chance.choice(("base", "base", "province")),
                "paper_number": f"{one}/QĐ",
            }
            for one in lucky
        ],
    )
    if year == YEAR:
        return
    decision = uow.add(
        Decision,
        year=year,
        issuer="Ủy ban nhân dân huyện Lâm Thượng",
        level="district",
        number=f"{year}/QĐ-UBND",
        signed_on=dt.date(year, 12, 20),
        subject="",
        state="signed",
    )
    given = [(one, "LDTT") for one, rating in ratings.items() if rating != "HT"]
    given += [(one, "CSTDCS") for one in lucky if ratings[one] == "HTXS"]
    uow.insert(
        Grant,
        [_grant(decision, place, one, code, year) for place, (one, code) in enumerate(given, start=1)],
    )


def _record(year: int, *, rating: str, person: int | None = None, unit: int | None = None) -> dict[str, Any]:
    return {
        "year": year,
        "person_id": person,
        "unit_id": unit,
        "rating": rating,
        "registered": True,
        "discipline": "none",
        "pending_case": False,
        "member_count": 44 if unit else None,
        "completed_count": 44 if unit else None,
    }


def _grant(decision: int, place: int, person: int, code: str, year: int) -> dict[str, Any]:
    return {
        "decision_id": decision,
        "position_in_list": place,
        "subject_type": "person",
        "person_id": person,
        "award_code": code,
        "award_year": year,
        "name_printed": "Nguyễn Văn Thứ",
        "unit_printed": "Đơn vị",
        "position_printed": "",
        "title_printed": code,
    }


def _nominated(units: list[int], people: list[int], at: str) -> Any:
    codes = ("LDTT", "LDTT", "LDTT", "LDTT", "CSTDCS", "CSTDCS", "BK_TINH", "CSTDT")
    blank = {"person_id": None, "collective_id": None, "created_at": at, "year": YEAR}
    for place, one in enumerate(people):
        yield blank | {
            "subject_type": "person",
            "person_id": one,
            "unit_id": units[place % UNITS],
            "award_code": codes[place % len(codes)],
        }
    for place in range(100):
        unit = units[place % UNITS]
        yield blank | {
            "subject_type": "collective",
            "collective_id": unit,
            "unit_id": unit,
            "award_code": "TTLDTT" if place < UNITS else "TTLDXS",
        }


def one_query(connection: Connection) -> int:
    """The same facts in one statement."""
    return len(connection.execute(sql(ONE_QUERY), {"year": YEAR}).fetchall())


def seconds(action: Callable[[], object]) -> float:
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def main() -> int:
    """Returns 1 when the bound does not hold."""
    parser = argparse.ArgumentParser(description="Judging a year beside the query that fetches its facts.")
    parser.add_argument("--runs", type=int, default=7)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        app = filled(Path(folder))
        rows = app.read(nominations, year=YEAR)
        ours: list[float] = []
        theirs: list[float] = []
        judge(app, rows)
        for _ in range(arguments.runs):
            theirs.append(seconds(lambda: app.read(one_query)))
            ours.append(seconds(lambda: judge(app, rows)))
        fetched = app.read(one_query)
        swept = seconds(lambda: suggestions.find_eligible(app, year=YEAR))
        app.close()
    mine, query = statistics.median(ours), statistics.median(theirs)
    verdict = "PASS" if mine <= BOUND * query else "FAIL"
    print(f"{len(rows)} nominations, {fetched} facts, {YEARS} years behind, {arguments.runs} runs")
    print(f"one query    {query * 1000:8.0f} ms")
    print(f"all verdicts {mine * 1000:8.0f} ms   {mine / query:5.2f} times, at most {BOUND:.0f}   {verdict}")
    print(f"radar, everybody for every award {swept * 1000:8.0f} ms")
    return 0 if verdict == "PASS" else 1


if __name__ == "__main__":
    sys.exit(main())
