"""Papers around a decision: what is paid out, and what is asked of the level above."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from tests.documents.docx_samples import text_of
from tests.services.small_office import YEAR, pass_all, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions import decisions, paper, payment, requests
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence

PEOPLE = (
    ("Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Giàng A Phủ", "1983", "Chuyên viên", "Phòng Nội vụ", "BK tỉnh"),
)


def words_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(BytesIO(pdf)).pages)


@pytest.fixture
def passed(app: AppContext, tmp_path: Path) -> AppContext:
    take_in(app, workbook(tmp_path, PEOPLE))
    pass_all(app)
    return app


def drafted(app: AppContext) -> int:
    own = decisions.queue(app, year=YEAR).own
    return decisions.draft(app, year=YEAR, nomination_ids=[row.id for row in own]).decision_id


def test_prizes_are_paid_as_the_decision_printed_them(passed: AppContext, tmp_path: Path) -> None:
    made = drafted(passed)
    decisions.sign(passed, made, number=125, signed_on=dt.date(2024, 12, 20))
    sheet = payment.sheet_of(passed, made)
    message = words_of(payment.render(passed, made))
    assert "Quyết định số 125/QĐ-UBND ngày 20 tháng 12 năm 2024" in message
    decided = words_of(paper.render(passed, made))
    assert f"tổng số tiền thưởng là {sheet.total:,} đồng".replace(",", ".") in decided
    assert f"Tổng số tiền: {sheet.total:,} đồng".replace(",", ".") in message
    for name in ("Nguyễn Thị Ước", "Lò Văn Đạt"):
        assert name in message
    assert "Giàng A Phủ" not in message
    path = tmp_path / payment.file_name(passed, made, suffix=".docx")
    payment.save_docx(passed, made, path)
    assert path.name == "Danh sách chi tiền thưởng theo Quyết định 125-QĐ-UBND.docx"
    assert "Lò Văn Đạt" in text_of(path.read_bytes())


def test_nothing_is_paid_before_the_decision_is_signed(passed: AppContext) -> None:
    with pytest.raises(OfficeError) as refused:
        payment.render(passed, drafted(passed))
    assert "chưa ban hành" in error_sentence(refused.value)


def test_what_the_level_above_decides_is_asked_of_it_by_name(passed: AppContext, tmp_path: Path) -> None:
    message = words_of(requests.render(passed, year=YEAR))
    us = passed.read(office)
    assert f"Kính gửi: {us.superior_name}" in message
    assert "Số: /TTr-UBND" in message
    assert "1 Giàng A Phủ" in message
    assert "Nguyễn Thị Ước" not in message
    assert "TM. ỦY BAN NHÂN DÂN" in message
    path = tmp_path / requests.file_name(year=YEAR, suffix=".docx")
    requests.save_docx(passed, path, year=YEAR)
    assert "Giàng A Phủ" in text_of(path.read_bytes())


def test_several_awards_are_named_by_what_they_have_in_common(app: AppContext, tmp_path: Path) -> None:
    more = ("Sùng Thị Mỹ", "1984", "Chuyên viên", "Phòng Nội vụ", "CSTĐ cấp tỉnh")
    take_in(app, workbook(tmp_path, (*PEOPLE, more)))
    pass_all(app)
    message = words_of(requests.render(app, year=YEAR))
    assert "đề nghị tặng danh hiệu thi đua, hình thức khen thưởng năm 2024" in message
    assert "cho 02 cá nhân" in message
    assert "Giấy khen" not in message


def test_only_those_the_officer_chose_are_in_the_request(passed: AppContext) -> None:
    with pytest.raises(OfficeError) as refused:
        requests.render(passed, year=YEAR, nomination_ids=[])
    assert str(YEAR) in error_sentence(refused.value)


def test_without_the_name_of_the_level_above_the_request_says_where_to_write_it(passed: AppContext) -> None:
    settings.save_office(passed, replace(passed.read(office), superior_name=""))
    with pytest.raises(OfficeError) as refused:
        requests.render(passed, year=YEAR)
    assert "cơ quan cấp trên" in error_sentence(refused.value)
