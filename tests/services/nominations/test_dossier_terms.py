"""Whose dossier runs out of time: by the office's own terms, counted in working days."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.services.small_office import YEAR, listed, take_in, workbook
from thidua_desktop.domain.working_days import is_working, working_days_after, working_days_until
from thidua_desktop.queries.nominations.dossiers import DueDossier, due
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility import office_rules as law
from thidua_desktop.services.nominations import dossiers, nominations
from thidua_desktop.services.office.context import AppContext

NAMES = ("Lò Thị Hà", "Lò Văn Minh")
RECEIVED = dt.date(2024, 12, 2)


@pytest.fixture
def nominees(app: AppContext, tmp_path: Path) -> tuple[NominationRow, ...]:
    """Two people whose files came on Monday, 2 December."""
    take_in(
        app, workbook(tmp_path, [(name, None, "Công chức", "UBND xã Khau Vạt", "CSTĐCS") for name in NAMES])
    )
    nominations.submit(app, year=YEAR)
    ids = [row.id for row in listed(app)]
    nominations.file_under(app, ids, year=YEAR, received_on=RECEIVED)
    return listed(app)


def keep(app: AppContext, parameter: str, value: str) -> None:
    typed = {"parameter": parameter, "value": value, "valid_from": dt.date(2024, 1, 1), "basis": "QĐ 12/2024"}
    law.save_ruling(app, law.drafted(typed))


def reported(app: AppContext, today: dt.date) -> list[tuple[str, dt.date, int, str]]:
    return [(one.name, one.due, one.left, one.why) for one in app.read(due, today=today)]


def test_without_a_term_of_the_office_nothing_runs_out(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    assert reported(app, dt.date(2030, 1, 1)) == reported(app, RECEIVED) == []


def test_a_dossier_is_reported_five_working_days_before_its_term_and_after_it(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    keep(app, "processing_days", "15")
    last = dt.date(2024, 12, 23)
    assert reported(app, dt.date(2024, 12, 13)) == []
    assert {one[1:] for one in reported(app, dt.date(2024, 12, 16))} == {(last, 5, "processing")}
    assert {one[1:] for one in reported(app, last)} == {(last, 0, "processing")}
    assert {one[1:] for one in reported(app, dt.date(2024, 12, 25))} == {(last, -2, "processing")}


def test_what_the_council_turned_down_runs_out_no_more(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    keep(app, "processing_days", "15")
    nominations.give_back(app, [nominees[0].id], year=YEAR, reason="Thiếu báo cáo")
    assert [one[0] for one in reported(app, dt.date(2024, 12, 23))] == [nominees[1].name]


def test_the_last_day_for_dossiers_is_reported_while_papers_are_missing(
    app: AppContext, nominees: tuple[NominationRow, ...]
) -> None:
    keep(app, "dossier_calendar", "31/12")
    found = app.read(due, today=dt.date(2024, 12, 27))
    assert [(one.due, one.missing, one.why) for one in found] == [(dt.date(2024, 12, 31), 5, "papers")] * 2
    dossiers.receive_all(app, nominees[0])
    (one,) = app.read(due, today=dt.date(2024, 12, 27), year=YEAR)
    assert isinstance(one, DueDossier) and one.nomination_id == nominees[1].id


@pytest.mark.parametrize(
    ("start", "count", "last"),
    [
        (dt.date(2024, 12, 20), 1, dt.date(2024, 12, 23)),  # over a weekend
        (dt.date(2024, 12, 31), 1, dt.date(2025, 1, 2)),  # over New Year
        (dt.date(2024, 4, 29), 2, dt.date(2024, 5, 3)),  # 30/4 and 01/5
        (dt.date(2024, 12, 20), 0, dt.date(2024, 12, 20)),
    ],
)
def test_weekends_and_holidays_are_no_working_days(start: dt.date, count: int, last: dt.date) -> None:
    assert working_days_after(start, count) == last


@given(st.dates(dt.date(2020, 1, 1), dt.date(2030, 1, 1)), st.integers(1, 60))
def test_a_term_ends_on_a_working_day_as_far_off_as_it_says(start: dt.date, count: int) -> None:
    last = working_days_after(start, count)
    assert is_working(last)
    assert working_days_until(start, last) == count
