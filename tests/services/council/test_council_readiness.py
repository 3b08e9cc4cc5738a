"""Nothing is stuck after the council: asked before it opens; and nobody passes whom nobody voted on."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.small_office import YEAR, listed, meeting, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.sessions import snapshot, votes
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.council import ballots, minutes, readiness, sessions
from thidua_desktop.services.council.readiness import not_ready
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext

ROWS = (
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Hà Thị Thắm", "1985", "Kế toán", "Phòng Nội vụ", "Giấy khen"),
    ("Vũ Văn Tư", "1979", "Lái xe", "", "LĐTT"),
)


@pytest.fixture
def ready(app: AppContext, tmp_path: Path) -> AppContext:
    take_in(app, workbook(tmp_path, ROWS))
    nominating.submit(app, year=YEAR)
    return app


def ids(app: AppContext) -> dict[str, int]:
    return {row.name: row.id for row in listed(app)}


def test_an_unclear_form_and_a_missing_unit_refuse_the_opening_by_name(ready: AppContext) -> None:
    found = {one.row.name: one.reason for one in not_ready(ready, listed(ready))}
    assert found == {"Hà Thị Thắm": "award_unclear", "Vũ Văn Tư": "unit_missing"}
    with pytest.raises(OfficeError, match=r"council\.not_ready") as refused:
        meeting(ready, listed(ready))
    assert "Hà Thị Thắm" in str(refused.value.params["names"]) and refused.value.params["count"] == 2
    nominating.set_award(ready, [ids(ready)["Hà Thị Thắm"]], year=YEAR, award_code="GK_HUYEN")
    unit = next(one.id for one in ready.read(units) if one.name == "Phòng Nội vụ")
    nominating.set_unit(ready, [ids(ready)["Vũ Văn Tư"]], year=YEAR, unit_id=unit)
    assert not_ready(ready, listed(ready)) == ()
    assert meeting(ready, listed(ready)) == 1


def test_an_award_nobody_may_give_any_more_is_asked_before_the_council(ready: AppContext) -> None:
    nominating.set_award(ready, [ids(ready)["Hà Thị Thắm"]], year=YEAR, award_code="GK_HUYEN")
    (row,) = [row for row in listed(ready) if row.name == "Hà Thị Thắm"]
    assert readiness.not_ready(ready, [row], on=dt.date(2025, 6, 30)) == ()
    (found,) = readiness.not_ready(ready, [row], on=dt.date(2025, 7, 1))
    assert found.reason == "nobody_decides"


def opened(app: AppContext) -> int:
    nominating.set_award(app, [ids(app)["Hà Thị Thắm"]], year=YEAR, award_code="GK_HUYEN")
    unit = next(one.id for one in app.read(units) if one.name == "Phòng Nội vụ")
    nominating.set_unit(app, [ids(app)["Vũ Văn Tư"]], year=YEAR, unit_id=unit)
    return meeting(app, listed(app))


def test_who_was_not_voted_on_has_no_result_and_may_go_to_another_meeting(ready: AppContext) -> None:
    number = opened(ready)
    with pytest.raises(OfficeError, match=r"council\.nobody_counted"):
        sessions.close(ready, number)
    one = ids(ready)["Lò Văn Đạt"]
    sessions.record(ready, number, [sessions.Count(one, 8, 1, 9, 9, 9)])
    sessions.close(ready, number)
    states = {row.name: row.state for row in listed(ready)}
    assert states == {"Lò Văn Đạt": "passed", "Hà Thị Thắm": "submitted", "Vũ Văn Tư": "submitted"}
    assert {vote.nomination_id: vote.passed for vote in ready.read(votes, number)}[one] is True
    assert [row.candidate for row in minutes.sheet_of(ready, number).votes] == ["Lò Văn Đạt"]
    assert [row.name for row in ballots.table_of(ready, number).rows] == ["Lò Văn Đạt"]
    stored = ready.read(snapshot, number) or {}
    assert [one["name"] for one in stored["candidates"]] == ["Lò Văn Đạt"]
    waiting = [row for row in listed(ready) if row.state == "submitted"]
    again = meeting(ready, waiting)
    sessions.fill_agreed(ready, again)
    sessions.close(ready, again)
    assert {row.state for row in listed(ready)} == {"passed"}
    assert len(decisions.queue(ready, year=YEAR).own) == 3


def test_four_fifths_of_all_members_are_needed_for_the_title_of_the_base(ready: AppContext) -> None:
    number = opened(ready)
    sessions.fill_agreed(ready, number)
    one = ids(ready)["Lò Văn Đạt"]
    sessions.record(ready, number, [sessions.Count(one, 7, 2, 9, 9, 9)])
    sessions.close(ready, number)
    assert {row.name: row.state for row in listed(ready)}["Lò Văn Đạt"] == "failed", "7 of 9 is 77,8 %"


def test_the_officer_chooses_the_verdict_against_the_appraisal(ready: AppContext) -> None:
    one = ids(ready)["Lò Văn Đạt"]
    nominating.override(ready, one, year=YEAR, reason="Đã có phiếu đánh giá", verdict="eligible")
    (row,) = [row for row in listed(ready) if row.id == one]
    assert (row.verdict, row.overruled, row.concluded) == ("needs_review", True, "eligible")
    nominating.override(ready, one, year=YEAR, reason="Bị kỷ luật", verdict="not_eligible")
    (row,) = [row for row in listed(ready) if row.id == one]
    assert row.concluded == "not_eligible"


def test_a_form_of_unclear_level_passed_by_an_old_program_can_still_be_settled(ready: AppContext) -> None:
    from thidua_desktop.db.tables.nominations import Nomination

    one = ids(ready)["Hà Thị Thắm"]
    with ready.database.writing("submit_nominations", count=1) as uow:
        uow.update(Nomination, one, state="passed")
    assert [row.id for row in decisions.queue(ready, year=YEAR).unclear] == [one]
    nominating.set_award(ready, [one], year=YEAR, award_code="GK_HUYEN")
    assert [row.id for row in decisions.queue(ready, year=YEAR).own] == [one]
    with pytest.raises(OfficeError, match=r"nominations\.voted_already"):
        nominating.set_award(ready, [one], year=YEAR, award_code="LDTT")
