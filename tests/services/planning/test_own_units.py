"""Units of a text are the office's own; one it does not know is asked about once and remembered."""

from __future__ import annotations

import pytest

from thidua_desktop.queries.organisation.units import unit_index
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import save_unit
from thidua_desktop.services.planning.from_text import Reading, matched, read_pasted, take

PLAN = """ỦY BAN NHÂN DÂN
XÃ PHIÊNG LA
Số: 40/KH-UBND
Phiêng La, ngày 20 tháng 01 năm 2026
KẾ HOẠCH
Công tác thi đua, khen thưởng năm 2026
I. MỤC ĐÍCH
Tạo khí thế thi đua trong toàn xã.
II. TỔ CHỨC THỰC HIỆN
1. Phòng VHXH: tham mưu, theo dõi phong trào.
2. Phòng kinh tế: tổng hợp kết quả.
3. Các thôn, bản: tuyên truyền đến từng hộ.
Nơi nhận:
- Các thôn;
- Lưu: VT.
CHỦ TỊCH
Vàng Văn Pao
"""
OWN = ("Phòng Văn hóa - Xã hội", "Phòng Kinh tế")


@pytest.fixture
def office(app: AppContext) -> AppContext:
    for name in OWN:
        save_unit(app, name=name, kind="department")
    return app


def units_of(reading: Reading) -> list[str]:
    return [str(one.values["unit"]) for one in reading.offers if one.group == "assignment"]


def test_a_unit_is_named_as_the_register_names_it_and_an_unknown_one_is_asked(office: AppContext) -> None:
    found = matched(office, read_pasted(PLAN))
    assert units_of(found) == ["Phòng VHXH", "Phòng Kinh tế", "Các thôn, bản"]
    asked = [line for line in found.open_lines if "danh mục đơn vị" in line.sentence]
    assert [(line.words, line.line) for line in asked] == [("Phòng VHXH", 10)]


def test_what_is_answered_once_is_known_the_next_time(office: AppContext) -> None:
    found = matched(office, read_pasted(PLAN))
    key = next(iter(found.unknown))
    agreed = {offer.key: {} for offer in found.offers} | {key: {"unit": OWN[0]}}
    plan_id, _ = take(office, found, agreed=agreed, year=2026)
    assert [one.unit for one in office.read(query.parts, plan_id).assignments][:2] == list(OWN)
    again = matched(office, read_pasted(PLAN))
    assert units_of(again)[:2] == list(OWN)
    assert again.unknown == {}


def test_a_unit_left_as_it_is_written_is_learned_as_nothing(office: AppContext) -> None:
    before = office.read(unit_index)
    found = matched(office, read_pasted(PLAN))
    take(office, found, agreed={offer.key: {} for offer in found.offers}, year=2026)
    assert office.read(unit_index) == before


def test_an_office_without_units_is_asked_about_none(app: AppContext) -> None:
    assert matched(app, read_pasted(PLAN)).unknown == {}


@pytest.mark.parametrize(("word", "said"), [("BÁO CÁO", "báo cáo"), ("KẾ HOẠCH", "")])
def test_of_a_paper_that_is_no_plan_it_is_said_what_is_taken(word: str, said: str) -> None:
    notice = read_pasted(PLAN.replace("KẾ HOẠCH", word).replace("/KH-", f"/{'BC' if said else 'KH'}-")).notice
    assert notice.startswith(f"Đây là {said}:") if said else notice == ""
