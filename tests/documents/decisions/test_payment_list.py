from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

import pytest

from tests.documents.award_paper_samples import payment
from tests.documents.docx_samples import W, part, text_of, value
from tests.documents.paper_samples import drawn_lines, page_texts_pypdf, person
from thidua_desktop.documents.decisions.payment_list import payment_paper, render_payment_list
from thidua_desktop.documents.docx.document import render_docx
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence


def test_the_list_names_the_decision_every_receiver_and_the_sum_of_the_rows() -> None:
    text = " ".join(page_texts_pypdf(render_payment_list(payment())))
    for message in (
        "DANH SÁCH CHI TIỀN THƯỞNG Tập thể, cá nhân được khen thưởng năm 2023",
        "Theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2024 của Chủ tịch",
        "Ký nhận",
        "II. CÁ NHÂN",
        person(2),
        "2.340.000",
        "Tổng cộng 10.764.000",
        "(bằng chữ: Mười triệu bảy trăm sáu mươi tư nghìn đồng).",
        "NGƯỜI LẬP",
        "TRƯỞNG PHÒNG",
    ):
        assert message in text, message


def test_every_row_has_room_to_sign_in() -> None:
    levels = sorted({round(y, 2) for _, y, _, end in drawn_lines(render_payment_list(payment())) if y == end})
    table = [y for y in levels if y > 70]
    gaps = [below - above for above, below in pairwise(table)]
    assert sum(gap >= 9.99 for gap in gaps) >= 6, "five receivers and the sum"


def test_rows_for_signing_are_as_tall_in_the_file_for_editing() -> None:
    docx = render_docx(payment_paper(payment()))
    heights = [value(one) for one in part(docx).iter(f"{W}trHeight")]
    assert heights == ["567"] * 6
    assert "Mười triệu bảy trăm sáu mươi tư nghìn đồng" in text_of(docx)


def test_long_lists_repeat_the_heading_and_sign_below_the_sum() -> None:
    texts = page_texts_pypdf(render_payment_list(payment(90)))
    assert len(texts) > 3
    assert all("Ký nhận" in text for text in texts[:-1])
    signed = next(text for text in texts if "NGƯỜI LẬP" in text)
    assert "Tổng số tiền" in signed


def test_an_empty_list_is_refused_in_words() -> None:
    with pytest.raises(OfficeError) as refused:
        render_payment_list(payment(rows=()))
    assert "tiền thưởng" in error_sentence(refused.value)


def test_the_sum_is_counted_and_never_typed() -> None:
    sheet = payment(1)
    more = replace(sheet, rows=(*sheet.rows, replace(sheet.rows[0], amount=Decimal(1_000))))
    assert more.total == sheet.total + 1000
