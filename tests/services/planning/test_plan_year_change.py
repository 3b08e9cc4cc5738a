"""A year left over is changed everywhere in one action; the plan of another office is named."""

from __future__ import annotations

import pytest

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.from_text import read_pasted, take
from thidua_desktop.services.planning.lines import written
from thidua_desktop.services.planning.plan_text import save_head
from thidua_desktop.services.planning.proofreading import proof
from thidua_desktop.services.planning.year_change import change_year

PAPER = """ỦY BAN NHÂN DÂN
XÃ NẬM PÚ
Số: 05/KH-UBND
Nậm Pú, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Phát động phong trào thi đua năm 2023
Căn cứ Kế hoạch số 07/KH-UBND ngày 03/01/2023 của UBND tỉnh về phong trào thi đua;
UBND xã Nậm Pú ban hành Kế hoạch như sau:
I. NỘI DUNG
1. Phấn đấu năm 2023 có 95% hộ dùng nước sạch.
2. Tiếp tục phong trào “Xây dựng nông thôn mới” giai đoạn 2021 - 2025.
Nơi nhận:
- UBND tỉnh;
- Lưu: VT.
CHỦ TỊCH
Lò Văn Sáng
"""


def stored(app: AppContext) -> int:
    reading = read_pasted(PAPER)
    agreed: dict[str, dict[str, object]] = {one.key: {} for one in reading.offers if one.key != "head:year"}
    return take(app, reading, agreed=agreed, year=2026)[0]


def test_the_plans_own_year_counts_and_not_the_one_in_its_title(app: AppContext) -> None:
    found = [line for line in proof(app, stored(app)) if line.other_year == 2023]
    assert {line.code for line in found} == {"title_year", "other_year"}
    assert {line.plan_year for line in found} == {2026}


def test_one_action_changes_every_occurrence_and_one_undo_takes_it_back(app: AppContext) -> None:
    plan_id = stored(app)
    before = written(app, plan_id).lines
    changes = change_year(app, plan_id=plan_id, old=2023, new=2026)
    after = "\n".join(written(app, plan_id).lines)
    assert "thi đua năm 2026" in after
    assert "Phấn đấu năm 2026 có 95%" in after
    assert "ngày 03/01/2023" in after, "the day of a document stays"
    assert "2021 - 2025" in after
    assert not [line for line in proof(app, plan_id) if line.other_year == 2023]
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert written(app, plan_id).lines == before


def test_a_year_the_plan_does_not_name_is_refused(app: AppContext) -> None:
    plan_id = stored(app)
    with pytest.raises(OfficeError, match=r"planning\.year_not_named"):
        change_year(app, plan_id=plan_id, old=2019, new=2026)
    with pytest.raises(OfficeError, match=r"planning\.no_such_plan"):
        change_year(app, plan_id=plan_id + 99, old=2023, new=2026)


def test_a_plan_that_carries_another_offices_name_is_named(app: AppContext) -> None:
    plan_id = stored(app)
    assert "other_office" in {line.code for line in proof(app, plan_id)}
    save_head(app, plan_id=plan_id, issuer="")
    assert "other_office" not in {line.code for line in proof(app, plan_id)}
    assert app.read(query.head, plan_id).issuer == ""
