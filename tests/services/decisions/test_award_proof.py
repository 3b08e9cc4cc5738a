"""The proof-reader reads a draft as it would be issued."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from tests.services.small_office import YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.queries.decisions.decisions import decision
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.decisions import changes, decisions, paper, proofreading
from thidua_desktop.services.decisions.decision_day import NextNumber, next_number_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation

DAY = dt.date(2024, 12, 20)
LONG = "Trường Phổ thông dân tộc bán trú Tiểu học và Trung học cơ sở Nguyễn Thị Minh Khai Khau Vạt " * 5


@pytest.fixture
def drafted(app: AppContext, tmp_path: Path) -> int:
    rows = (
        ("Bà Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
        ("Ông Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
        ("Hà Minh Tuấn", "1984", "", LONG, "LĐTT"),
    )
    take_in(app, workbook(tmp_path, rows))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    return decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id


def test_a_draft_says_who_lacks_a_position_whose_sex_is_unknown_and_what_has_no_room(
    app: AppContext, drafted: int
) -> None:
    found = proofreading.proofread(app, drafted, number=1, signed_on=DAY)
    message = " ".join(one.sentence for one in found)
    assert "Hà Minh Tuấn chưa có chức vụ" in message
    assert "chưa rõ Hà Minh Tuấn là nam hay nữ" in message
    assert "dài quá chỗ trên giấy khen" in message
    tuan = next(row.id for row in listed(app) if row.name == "Hà Minh Tuấn")
    assert {one.nomination_id for one in found if "Hà Minh Tuấn" in one.sentence} == {tuan}


def test_a_unit_that_ended_before_the_day_of_signing_is_named(app: AppContext, drafted: int) -> None:
    unit = next(one for one in app.read(units) if one.name == "Phòng Nội vụ")
    organisation.save_unit(
        app, unit_id=unit.id, name=unit.name, kind=unit.kind, valid_to=dt.date(2024, 6, 30)
    )
    found = proofreading.proofread(app, drafted, number=1, signed_on=DAY)
    ended = [one for one in found if "kết thúc hoạt động từ ngày 30/06/2024" in one.sentence]
    assert len(ended) == 2 and {one.severity for one in ended} == {"error"}


def test_a_day_before_the_council_and_a_number_that_leaps_are_found(app: AppContext, drafted: int) -> None:
    found = proofreading.proofread(app, drafted, number=77, signed_on=dt.date(2024, 12, 5))
    message = " ".join(one.sentence for one in found)
    assert "trước ngày họp Hội đồng 10/12/2024" in message
    assert "số 77 không liền" in message


def test_doubts_of_one_kind_on_many_lines_are_reported_together(app: AppContext, tmp_path: Path) -> None:
    rows = [(f"Lò Thị Mận {letter}", "1981", "", "Phòng Nội vụ", "LĐTT") for letter in "ABCDEGHIKLMNOPQ"]
    take_in(app, workbook(tmp_path, rows))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    made = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    found = proofreading.proofread(app, made, number=1, signed_on=DAY)
    without_position = [one for one in found if "chưa có chức vụ" in one.sentence]
    assert len(without_position) == 1
    assert "Còn 14 dòng cùng loại: 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12…" in without_position[0].sentence
    assert without_position[0].nomination_id in passed


def test_a_draft_without_a_day_is_read_by_the_law_of_its_council_not_of_today(
    app: AppContext, drafted: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two years later a district no longer decides anything; the draft of 2024 is still its own."""
    monkeypatch.setattr(AppContext, "today", lambda _: dt.date(2026, 11, 30))
    message = " ".join(one.sentence for one in proofreading.proofread(app, drafted))
    assert "vượt thẩm quyền" not in message
    bases = paper.sheet_of(app, drafted).legal_bases
    assert any("98/2023" in line for line in bases) and not any("152/2025" in line for line in bases)


def test_the_number_that_follows_is_that_of_the_year_of_the_day(app: AppContext, drafted: int) -> None:
    decisions.sign(app, drafted, number=3200, signed_on=DAY)
    made = changes.draft_change(app, drafted, kind="revoke", reason="Khai gian")
    found = app.read(decision, made.decision_id)
    assert next_number_of(app, found, signed_on=None) == NextNumber(3201, 2024)
    assert next_number_of(app, found, signed_on=dt.date(2025, 2, 1)) == NextNumber(1, 2025)


def test_equal_departments_of_two_hospitals_are_not_one_and_nor_are_persons_of_two_units(
    app: AppContext, tmp_path: Path
) -> None:
    rows = (
        ("Khoa Nội tổng hợp", "", "", "Bệnh viện Đa khoa Lệ Thủy", "TTLĐTT"),
        ("Khoa Nội tổng hợp", "", "", "Bệnh viện Đa khoa Đồng Hới", "TTLĐTT"),
        ("Lê Văn Hòa", "1980", "Điều dưỡng", "Bệnh viện Đa khoa Lệ Thủy", "LĐTT"),
        ("Lê Văn Hòa", "1985", "Điều dưỡng", "Bệnh viện Đa khoa Đồng Hới", "LĐTT"),
    )
    take_in(app, workbook(tmp_path, rows))
    pass_all(app)
    number = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in listed(app)]).decision_id
    message = " ".join(one.sentence for one in proofreading.proofread(app, number, number=1, signed_on=DAY))
    assert "trùng tên với dòng" not in message


def test_one_cause_on_many_lines_is_one_finding_and_errors_come_first(
    app: AppContext, tmp_path: Path
) -> None:
    rows = [
        (f"Nguyễn Văn {name}", "1980", "", "Phòng Nội vụ", "LĐTT") for name in ("An", "Ba", "Cả", "Do", "Én")
    ]
    take_in(app, workbook(tmp_path, rows))
    pass_all(app)
    number = decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in listed(app)]).decision_id
    unit = next(one for one in app.read(units) if one.name == "Phòng Nội vụ")
    organisation.save_unit(
        app, unit_id=unit.id, name=unit.name, kind=unit.kind, valid_to=dt.date(2024, 6, 30)
    )
    found = proofreading.proofread(app, number, number=1, signed_on=DAY)
    ended = [one for one in found if "kết thúc hoạt động" in one.sentence]
    assert len(ended) == 1 and "Còn 4 dòng cùng loại" in ended[0].sentence
    severities = [one.severity for one in found]
    assert severities == sorted(severities), "errors first"
