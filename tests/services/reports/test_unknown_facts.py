"""What is not known is counted as unknown, never as a fact; who did not register reaches nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook
from sqlalchemy import select

from tests.services.small_office import YEAR, listed, pass_all, take_in
from thidua_desktop.db.tables.people import Person
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.nominations import registrations as registering
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics import summary_sheet
from thidua_desktop.services.reports.statistics_more import by_receiver, reached
from thidua_desktop.services.reports.year_figures import figures_of

SIGNED = dt.date(2024, 12, 20)
HEADS = ("STT", "Họ và tên", "Giới tính", "Dân tộc", "Chức vụ", "Đơn vị", "Danh hiệu")
PEOPLE = (
    ("Nguyễn Thị Ước", "Nữ", "Tày", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "Nam", "KINH", "Trưởng phòng", "Phòng Nội vụ", "LĐTT"),
    ("Giàng A Phủ", None, None, None, "Phòng Nội vụ", "LĐTT"),
    ("Vàng A Mỷ", None, "Mông", "Tổ trưởng", "Phòng Nội vụ", "LĐTT"),
)


@pytest.fixture
def issued(app: AppContext, tmp_path: Path) -> AppContext:
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(HEADS)
    for number, row in enumerate(PEOPLE, start=1):
        sheet.append((number, *row))
    book.save(tmp_path / "ds.xlsx")
    take_in(app, tmp_path / "ds.xlsx")
    pass_all(app)
    own = [row.id for row in decisions.queue(app, year=YEAR).own]
    made = decisions.draft(app, year=YEAR, nomination_ids=own).decision_id
    decisions.sign(app, made, number=125, signed_on=SIGNED)
    return app


def test_the_column_of_ethnic_groups_is_read_at_import(issued: AppContext) -> None:
    with issued.database.reading() as connection:
        query = select(Person.full_name, Person.ethnicity)
        found = {row.full_name: row.ethnicity for row in connection.execute(query)}
    assert found == {
        "Nguyễn Thị Ước": "Tày",
        "Lò Văn Đạt": "Kinh",
        "Giàng A Phủ": None,
        "Vàng A Mỷ": "Mông",
    }


def test_each_fact_has_its_unknown_and_the_share_is_of_the_known(issued: AppContext) -> None:
    table = by_receiver(issued, year=YEAR)
    (row,) = table.rows()
    facts = ("persons", "women", "sex_unknown", "minorities", "people_unknown", "leaders", "workers")
    assert [row[key] for key in facts] == [4, 1, 2, 2, 1, 1, 1]
    assert row["position_unknown"] == 2
    share = next(column for column in table.columns if column.key == "share")
    assert table.value(row, share) == Decimal("0.5")
    assert "giới tính của 2 lượt" in summary_sheet(issued, year=YEAR).notes[0]


def test_the_figures_on_screen_lead_to_those_of_whom_something_is_not_known(issued: AppContext) -> None:
    figures = figures_of(issued, year=YEAR)
    names = {one.key: {row.name for row in one.grants} for one in figures.totals}
    assert names["position_unknown"] == {"Giàng A Phủ", "Vàng A Mỷ"}
    assert names["people_unknown"] == {"Giàng A Phủ"}
    assert names["workers"] == {"Nguyễn Thị Ước"}
    ids = {row.full_name: row.id for row in issued.read(persons)}
    assert figures.unknown == tuple(sorted((ids["Giàng A Phủ"], ids["Vàng A Mỷ"])))


def test_nobody_reaches_what_others_registered(issued: AppContext) -> None:
    rows = {row.name: row for row in listed(issued)}
    who = rows["Nguyễn Thị Ước"]
    assert who.unit_id is not None
    for name, award in (("Nguyễn Thị Ước", "LDTT"), ("Giàng A Phủ", "CSTDCS")):
        registering.add_line(
            issued,
            unit_id=who.unit_id,
            year=YEAR,
            year_type="calendar",
            subject_type="person",
            subject_id=rows[name].subject_id,
            award_code=award,
        )
    registering.move(issued, [who.unit_id], year=YEAR, year_type="calendar", state="pending", on=SIGNED)
    table = reached(issued, year=YEAR)
    share = next(column for column in table.columns if column.key == "share")
    found = {
        str(row["award"]): (row["registered"], row["met"], row["given"], table.value(row, share))
        for row in table.rows()
    }
    assert found == {
        "Lao động tiên tiến": (1, 1, 4, Decimal(1)),
        "Chiến sĩ thi đua cơ sở": (1, None, None, Decimal(0)),
    }
