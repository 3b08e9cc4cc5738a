"""The statistics of the screen agree with a slow recomputation on generated years, ended awards among them."""

from __future__ import annotations

import datetime as dt
import random
from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook
from sqlalchemy import event, insert, select

from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.organisation.positions import is_minority, leads
from thidua_desktop.queries.reports.cross_tables import cross_counts
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics_screen import (
    ALL,
    CODE,
    TABLES,
    awards_behind,
    save_statistics,
    statistics_table,
)

YEAR = 2024


def codes() -> tuple[str, ...]:
    from thidua_desktop.catalogue import load_awards

    return tuple(award.code for award in load_awards())[:5]


def keyed(name: str) -> dict[str, str]:
    return {"search_key": name.lower(), "sort_key": name.lower()}


def fill(app: AppContext, seed: int) -> None:
    """Units, receivers, decisions in every state, and awards of twelve years; some ended, some drafts."""
    pick = random.Random(seed)
    with app.database.writing("save_office") as uow:
        connection = uow.connection
        for number in range(1, 5):
            connection.execute(
                insert(Unit).values(
                    id=900 + number, name=f"Đơn vị {number}", kind="agency", **keyed(f"u{number}")
                )
            )
            connection.execute(
                insert(Household).values(id=900 + number, name=f"Hộ {number}", **keyed(f"h{number}"))
            )
        for number in range(901, 913):
            facts = {"sex": pick.choice(("M", "F", None)), "ethnicity": pick.choice(("Kinh", "Tày", None))}
            connection.execute(
                insert(Person).values(id=number, full_name=f"Người {number}", **facts, **keyed(f"p{number}"))
            )
        for number in range(901, 909):
            connection.execute(
                insert(Decision).values(
                    id=number, year=YEAR, origin=pick.choice(("own", "external")), issuer="UBND", level="XA",
                    number=f"{number}/QĐ", signed_on=dt.date(YEAR, 1, 1), subject="", kind="award",
                    state="draft" if number == 901 else "signed",
                    deleted_at="2024-01-02T00:00:00" if number == 902 else None,
                )
            )  # fmt: skip
        for number in range(120):
            kind = pick.choice(("person", "person", "collective", "household"))
            subject = pick.randint(901, 912 if kind == "person" else 904)
            connection.execute(
                insert(Grant).values(
                    id=900 + number,
                    decision_id=pick.randint(901, 908), position_in_list=number, subject_type=kind,
                    **{f"{kind}_id": subject}, unit_id=pick.choice((901, 902, 903, None)),
                    award_code=pick.choice(codes()), award_year=pick.choice((YEAR, YEAR, YEAR - pick.randint(1, 11))),
                    year_type=pick.choice(("calendar", "school")),
                    occasion=pick.choice(("CONG_TRANG", "DOT_XUAT", "CHUYEN_DE", "CONG_HIEN")),
                    name_printed="A", unit_printed="B", title_printed="T",
                    position_printed=pick.choice(("Trưởng phòng", "Kế toán", "")),
                    ended_on=pick.choice((None, None, None, dt.date(YEAR, 6, 1))),
                )
            )  # fmt: skip


def slow(app: AppContext, name: str) -> Counter[tuple[object, str]]:
    """Every award looked at one by one, by plain conditions of its own."""
    with app.database.reading() as connection:
        grants = connection.execute(select(Grant.__table__)).all()
        decisions = {row.id: row for row in connection.execute(select(Decision.__table__))}
        people = {row.id: row for row in connection.execute(select(Person.__table__))}
    count: Counter[tuple[object, str]] = Counter()
    since = {"series5": YEAR - 4, "series10": YEAR - 9}.get(name, YEAR)
    for grant in grants:
        made = decisions[grant.decision_id]
        if (
            made.state != "signed"
            or made.deleted_at
            or grant.ended_on
            or not since <= grant.award_year <= YEAR
        ):
            continue
        if name == "receivers":
            if grant.person_id is None:
                continue
            who = people[grant.person_id]
            minority, leader = is_minority(who.ethnicity), leads(grant.position_printed)
            for key in (
                "persons",
                {"F": "women", "M": "men", None: "sex_unknown"}[who.sex],
                {True: "minorities", False: "majority", None: "people_unknown"}[minority],
                {True: "leaders", False: "workers", None: "position_unknown"}[leader],
            ):
                count[grant.award_code, key] += 1
            continue
        row, column = {
            "award": (grant.award_code, grant.subject_type),
            "unit": (grant.unit_id, grant.award_code),
            "occasion": (grant.occasion, grant.subject_type),
        }.get(name, (grant.award_code, str(grant.award_year)))
        count[row, column] += 1
        count[row, ALL] += 1
    return count


@pytest.mark.parametrize("seed", range(3))
def test_every_number_agrees_with_the_slow_count_and_with_the_list_behind_it(
    app: AppContext, seed: int
) -> None:
    fill(app, seed)
    for name in TABLES:
        table, expected = statistics_table(app, name, year=YEAR), slow(app, name)
        rows = list(table.rows())
        counts = [column for column in table.columns if column.kind == "count"]
        found = {
            (row[CODE], column.key): table.value(row, column)
            for row in rows
            for column in counts
            if table.value(row, column)
        }
        assert found == dict(expected), name
        for (code, key), number in found.items():
            assert len(awards_behind(app, name, year=YEAR, row=code, column=key)) == number, (name, code, key)
        totals = table.totals(rows)
        for column in counts:
            behind = awards_behind(app, name, year=YEAR, row=None, column=column.key, total=True)
            assert len(behind) == totals[column.key], (name, column.key)
        assert not {one.decision_id for one in behind} & {901, 902}


def test_a_table_is_one_grouped_statement(app: AppContext) -> None:
    fill(app, 7)
    with app.database.reading() as connection:
        said: list[str] = []
        event.listen(connection, "before_cursor_execute", lambda *args: said.append(args[2]))
        cross_counts(connection, years=[YEAR], rows="unit_id", columns="award_code")
    (counting,) = (statement for statement in said if statement != "BEGIN")
    assert "GROUP BY" in counting


def test_a_table_is_saved_as_a_workbook_and_an_empty_year_is_refused(app: AppContext, tmp_path: Path) -> None:
    with pytest.raises(OfficeError, match=r"statistics\.nothing_to_count"):
        save_statistics(app, tmp_path / "a.xlsx", name="award", year=YEAR)
    fill(app, 7)
    for name in TABLES:
        save_statistics(app, tmp_path / f"{name}.xlsx", name=name, year=YEAR)
        cells = {
            cell for row in load_workbook(tmp_path / f"{name}.xlsx").worksheets[0].values for cell in row
        }
        assert "Tổng cộng" in cells, name
