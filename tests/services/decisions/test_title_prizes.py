"""Several titles of one receiver in one year: of one counted period the highest prize alone is due."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.documents.paper_samples import page_texts
from tests.services.small_office import YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.services.decisions import bases, decisions, proofreading
from thidua_desktop.services.decisions import paper as decision_paper
from thidua_desktop.services.office.context import AppContext

DAY = dt.date(2024, 12, 19)
BOTH = (
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "LĐTT"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "Giấy khen của Chủ tịch UBND huyện"),
)


@pytest.fixture
def passed(app: AppContext, tmp_path: Path) -> Mapping[str, int]:
    take_in(app, workbook(tmp_path, BOTH))
    pass_all(app)
    return {row.award_code: row.id for row in listed(app)}


def drafted(app: AppContext, *ids: int) -> int:
    return decisions.draft(app, year=YEAR, nomination_ids=ids).decision_id


def prizes(app: AppContext, number: int) -> dict[str, int]:
    return {one.award_code: int(one.prize or 0) for one in app.read(of_decision, number)}


def sentences(app: AppContext, number: int, day: dt.date | None = DAY) -> str:
    return " ".join(one.sentence for one in proofreading.proofread(app, number, number=1, signed_on=day))


def test_one_list_pays_the_higher_title_and_the_form_beside_it(
    app: AppContext, passed: Mapping[str, int]
) -> None:
    number = drafted(app, *passed.values())
    decisions.sign(app, number, number=1, signed_on=DAY)
    assert prizes(app, number) == {"LDTT": 0, "CSTDCS": 2_340_000, "GK_HUYEN": 710_000}


def test_two_lists_of_one_day_pay_the_higher_title_once(app: AppContext, passed: Mapping[str, int]) -> None:
    first, second = drafted(app, passed["LDTT"]), drafted(app, passed["CSTDCS"])
    assert "ở một dự thảo khác có mức thưởng cao hơn" in sentences(app, first)
    assert "dự thảo khác" not in sentences(app, second)
    decisions.sign(app, second, number=1, signed_on=DAY)
    assert "được tặng cùng ngày theo Quyết định 01/QĐ-UBND" in sentences(app, first)
    decisions.sign(app, first, number=2, signed_on=DAY)
    assert prizes(app, first) | prizes(app, second) == {"LDTT": 0, "CSTDCS": 2_340_000}


def test_the_lower_prize_paid_first_the_same_day_is_an_error_of_the_second(
    app: AppContext, passed: Mapping[str, int]
) -> None:
    first = drafted(app, passed["LDTT"])
    decisions.sign(app, first, number=1, signed_on=DAY)
    second = drafted(app, passed["CSTDCS"])
    found = proofreading.proofread(app, second, number=2, signed_on=DAY)
    (paid,) = [one for one in found if "đã có 710.000 đồng" in one.sentence]
    assert paid.severity == "error"


def test_titles_of_two_days_are_both_paid_and_reported(app: AppContext, passed: Mapping[str, int]) -> None:
    first = drafted(app, passed["LDTT"])
    decisions.sign(app, first, number=1, signed_on=dt.date(2024, 12, 12))
    second = drafted(app, passed["CSTDCS"])
    assert "ngày 12/12/2024; nếu xét cùng một thời điểm" in sentences(app, second)
    decisions.sign(app, second, number=2, signed_on=DAY)
    assert prizes(app, first) | prizes(app, second) == {"LDTT": 710_000, "CSTDCS": 2_340_000}


def test_a_title_counted_over_three_years_is_paid_beside_that_of_the_year(
    app: AppContext, tmp_path: Path
) -> None:
    rows = [(*BOTH[0][:4], code) for code in ("CSTĐ cấp tỉnh", "CSTĐCS", "LĐTT")]
    take_in(app, workbook(tmp_path, rows))
    from thidua_desktop.services.decisions.list_lines import lines_of_nominations

    lines = lines_of_nominations(listed(app), on=DAY)
    assert {line.award_code: int(line.prize or 0) for line in lines} == {
        "CSTDT": 7_020_000,
        "CSTDCS": 2_340_000,
        "LDTT": 0,
    }


def test_the_provinces_regulation_is_added_once_and_offered_again(
    app: AppContext, passed: Mapping[str, int]
) -> None:
    number = drafted(app, passed["CSTDCS"])
    offered = decision_paper.bases_of(app, number, signed_on=DAY)
    codes = [act.code for act in offered.acts]
    assert codes == ["LUAT_CQDP_2015", "LUAT_2022", "ND_98_2023", "TT_01_2024"], "no act on cultural families"
    own = "- Căn cứ Quyết định số 14/2024/QĐ-UBND ngày 02/5/2024 của Ủy ban nhân dân tỉnh;\n\n"
    bases.set_bases(app, number, without=["TT_01_2024"], own=own)
    decisions.sign(app, number, number=1, signed_on=DAY)
    paper = " ".join(page_texts(decision_paper.render(app, number)))
    assert "Căn cứ Quyết định số 14/2024/QĐ-UBND ngày 02/5/2024" in paper
    assert "01/2024/TT-BNV" not in paper
    following = decision_paper.bases_of(app, drafted(app, passed["LDTT"]))
    assert following.chosen.own == ("Quyết định số 14/2024/QĐ-UBND ngày 02/5/2024 của Ủy ban nhân dân tỉnh",)
    assert following.chosen.without == frozenset(), "what is left out is of that decision alone"
