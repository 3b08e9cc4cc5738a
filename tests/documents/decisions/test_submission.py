from __future__ import annotations

import datetime as dt
from typing import Any

import pytest

from tests.documents.award_paper_samples import submission
from tests.documents.docx_samples import text_of
from tests.documents.paper_samples import page_texts, page_texts_pypdf, person
from thidua_desktop.documents.decisions.request import render_submission, submission_paper
from thidua_desktop.documents.docx.document import render_docx
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence


def test_the_request_says_everything_in_the_order_of_the_model() -> None:
    pages = page_texts_pypdf(render_submission(submission(number=7, date=dt.date(2024, 3, 1))))
    expected = [
        "Số: 07/TTr-UBND",
        "ngày 01 tháng 3 năm 2024",
        "TỜ TRÌNH Về việc đề nghị tặng Bằng khen",
        "Kính gửi: Chủ tịch Ủy ban nhân dân tỉnh",
        "Căn cứ Luật Thi đua, khen thưởng ngày 15 tháng 6 năm 2022.",
        "Ủy ban nhân dân huyện Lâm Thượng kính trình Chủ tịch Ủy ban nhân dân tỉnh xem xét, tặng",
        "cho 03 cá nhân có thành tích trong phong trào thi đua năm 2023",
        "đã được Hội đồng Thi đua - Khen thưởng huyện họp",
        "xem xét, quyết định./.",
        "Nơi nhận: - Như trên; - Lưu: VT, NV.",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
    ]
    place = 0
    for message in expected:
        place = pages[0].index(message, place) + len(message)
    assert "(Kèm theo Tờ trình số 07/TTr-UBND ngày 01 tháng 3 năm 2024 của Ủy ban" in pages[1]
    assert f"3 {person(2)}" in pages[1]


def test_several_addressees_stand_on_a_line_each() -> None:
    sheet = submission(addressees=("Chủ tịch Ủy ban nhân dân tỉnh", "Sở Nội vụ"))
    page = page_texts_pypdf(render_submission(sheet))[0]
    assert "Kính gửi: - Chủ tịch Ủy ban nhân dân tỉnh; - Sở Nội vụ. Căn cứ" in page
    assert "kính trình Chủ tịch Ủy ban nhân dân tỉnh và Sở Nội vụ xem xét" in page


def test_a_request_without_a_council_does_not_speak_of_one() -> None:
    page = page_texts_pypdf(render_submission(submission(council="")))[0]
    assert "biểu quyết" not in page


def test_number_and_day_stay_open_until_the_clerk_gives_them() -> None:
    pages = page_texts_pypdf(render_submission(submission()))
    assert "Số: /TTr-UBND" in pages[0]
    assert "ngày tháng năm" in pages[1]


def test_the_file_for_editing_says_the_same_in_the_same_order() -> None:
    paper = submission_paper(submission(12))
    printed = "".join(" ".join(page_texts(render_submission(submission(12)))).split())
    assert "".join(text_of(render_docx(paper)).split()) == printed


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"addressees": ()}, "nơi kính gửi"),
        ({"groups": ()}, "chưa có tập thể, cá nhân nào"),
        ({"award": "[...]"}, "[...]"),
        ({"signer_name": ""}, "người ký"),
    ],
)
def test_an_unfinished_request_is_refused_in_words(changes: dict[str, Any], message: str) -> None:
    with pytest.raises(OfficeError) as refused:
        render_submission(submission(**changes))
    assert message in error_sentence(refused.value)
