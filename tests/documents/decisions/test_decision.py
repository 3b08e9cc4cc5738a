from __future__ import annotations

import datetime as dt
from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from tests.documents.paper_samples import (
    decision,
    drawn_lines,
    found_at,
    letters,
    page_texts,
    page_texts_pypdf,
    person,
)
from thidua_desktop.documents.decisions.decision import Annex, DecisionSheet, render_decision
from thidua_desktop.documents.layout.blocks import Column, Group
from thidua_desktop.documents.phrases import counts, listing, long_date, number_line
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.texts import error_sentence


@pytest.fixture(scope="module")
def short() -> bytes:
    return render_decision(decision())


def test_the_first_page_says_everything_in_order(short: bytes) -> None:
    expected = [
        "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "Độc lập - Tự do - Hạnh phúc",
        "Số: 05/QĐ-UBND",
        "Lâm Thượng, ngày 05 tháng 02 năm 2024",
        "QUYẾT ĐỊNH Về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc năm 2023",
        "CHỦ TỊCH ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG",
        "Căn cứ Luật Tổ chức chính quyền địa phương;",
        "một số điều của Luật Thi đua, khen thưởng;",
        "Theo đề nghị của Trưởng phòng Nội vụ.",
        "QUYẾT ĐỊNH:",
        "Điều 1. Tặng Giấy khen",
        "Điều 2. Trưởng phòng Nội vụ chịu trách nhiệm thi hành Quyết định này./.",
        "Nơi nhận: - Như Điều 2; - Lưu: VT, NV.",
        "KT. CHỦ TỊCH PHÓ CHỦ TỊCH",
        "Hoàng Thị Ước",
    ]
    page = page_texts_pypdf(short)[0]
    place = 0
    for part in expected:
        place = page.index(part, place) + len(part)


def test_both_readers_copy_the_same_letters_out_of_the_page(short: bytes) -> None:
    for one, other in zip(page_texts(short), page_texts_pypdf(short), strict=True):
        assert sorted(one.replace(" ", "")) == sorted(other.replace(" ", ""))


def test_all_text_stands_inside_the_margins_of_the_decree(short: bytes) -> None:
    drawn = letters(short)
    assert min(letter.left for letter in drawn) >= 30 - 0.3
    assert max(letter.right for letter in drawn) <= 210 - 15 + 0.3
    assert min(letter.top for letter in drawn) >= 20 - 0.1
    assert max(letter.foot for letter in drawn) <= 297 - 20


def test_paragraphs_begin_half_an_inch_in_and_end_flush_right(short: bytes) -> None:
    drawn = letters(short)
    first = found_at(drawn, "Điều 1. Tặng")
    assert first[0].left == pytest.approx(30 + 12.7, abs=0.3)
    full_line = [letter for letter in drawn if abs(letter.foot - first[-1].foot) < 3]
    assert max(letter.right for letter in full_line) == pytest.approx(195, abs=0.5)


def test_a_dash_neither_begins_a_line_nor_pushes_it_over_the_margin() -> None:
    article = "Trưởng phòng Tài chính - Kế hoạch và các phòng Văn hóa - Xã hội chịu trách nhiệm. " * 12
    drawn = letters(render_decision(decision(articles=(article,))))
    assert max(letter.right for letter in drawn) <= 195.2
    body = found_at(drawn, "".join(f"{article}".split())[:-1])
    assert not [letter for letter in body if letter.char == "-" and letter.left < 32]


def test_the_line_below_the_motto_is_as_long_as_the_motto(short: bytes) -> None:
    motto = found_at(letters(short), "Độc lập - Tự do - Hạnh phúc")
    start, end = motto[0].left, motto[-1].right
    line = next(x for x in drawn_lines(short) if x[0] > 90 and x[1] < 40)
    assert line[0] == pytest.approx(start, abs=0.5)
    assert line[2] == pytest.approx(end, abs=0.5)
    assert line[1] > max(letter.foot for letter in motto)


def test_the_line_below_the_agency_is_a_third_to_a_half_and_in_its_middle(short: bytes) -> None:
    name = found_at(letters(short), "HUYỆN LÂM THƯỢNG")
    start, end = name[0].left, name[-1].right
    line = next(x for x in drawn_lines(short) if x[2] < 90 and x[1] < 40)
    assert 1 / 3 <= (line[2] - line[0]) / (end - start) <= 1 / 2
    assert (line[0] + line[2]) / 2 == pytest.approx((start + end) / 2, abs=0.3)


def test_number_and_day_left_empty_print_as_the_office_leaves_them() -> None:
    sheet = decision(number=None, date=PartialDate.parse_iso("2026"))
    page = render_decision(sheet)
    assert "Số: /QĐ-UBND" in page_texts_pypdf(page)[0]
    assert "Lâm Thượng, ngày tháng năm 2026" in page_texts_pypdf(page)[0]
    drawn = letters(page)
    number = found_at(drawn, "Số:/QĐ")
    assert number[3].left - number[2].right > 5, "room to write the number in"


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (dt.date(2026, 2, 5), "ngày 05 tháng 02 năm 2026"),
        (dt.date(2026, 3, 15), "ngày 15 tháng 3 năm 2026"),
        (dt.date(2026, 12, 9), "ngày 09 tháng 12 năm 2026"),
        (PartialDate.parse_iso("2026-01"), "ngày {blank} tháng 01 năm 2026"),
        (PartialDate.parse_iso("2026-12-31"), "ngày 31 tháng 12 năm 2026"),
        (None, "ngày {blank} tháng {blank} năm {blank}"),
    ],
)
def test_days_and_the_first_two_months_get_a_leading_zero(date: object, written: str) -> None:
    assert long_date(date) == written.format(blank="\u00a0" * 6)  # type: ignore[arg-type]


def test_numbers_below_ten_get_a_leading_zero() -> None:
    assert number_line(5, "QĐ-UBND") == "Số: 05/QĐ-UBND"
    assert number_line(1234, "QĐ-UBND") == "Số: 1234/QĐ-UBND"
    assert counts(collectives=5, persons=14, households=0) == "05 tập thể và 14 cá nhân"
    assert counts(collectives=1, persons=2, households=3) == "01 tập thể, 02 cá nhân và 03 hộ gia đình"
    assert listing(["một"]) == "một"


@pytest.mark.parametrize(("people", "pages"), [(3, 2), (60, 5), (500, 28)])
def test_every_name_is_in_the_annex_whole_and_every_page_repeats_the_header(people: int, pages: int) -> None:
    pdf = render_decision(decision(people))
    texts = page_texts(pdf)
    assert len(texts) == pages
    for text in texts[1:]:
        assert "STT" in text
        assert "Chức vụ, đơn vị công tác" in text
    assert "(Kèm theo Quyết định số 05/QĐ-UBND ngày 05 tháng 02 năm 2024 của Chủ tịch" in texts[1]
    everything = " ".join(page_texts_pypdf(pdf)[1:])
    assert all(person(number) in everything for number in range(people))
    assert f"{people} {person(people - 1)}" in everything, "numbered to the last"


def test_pages_are_numbered_from_the_second_and_annexes_by_themselves() -> None:
    texts = page_texts_pypdf(render_decision(decision(60)))
    assert not texts[0].startswith("1")
    assert texts[1].startswith("DANH SÁCH")
    assert texts[2].startswith("2 ")
    assert texts[3].startswith("3 ")


def test_the_page_number_stands_in_the_middle_of_the_top_margin() -> None:
    number = letters(render_decision(decision(60)), 2)[0]
    assert number.char == "2"
    assert (number.left + number.right) / 2 == pytest.approx(30 + 165 / 2, abs=0.5)
    assert number.foot < 20


@pytest.mark.parametrize("filler", range(0, 40, 3))
def test_the_signature_never_stands_alone_on_a_page(filler: int) -> None:
    articles = (*(f"Khoản thứ {n} của nội dung." for n in range(filler)), "Câu cuối cùng. " * 20)
    texts = page_texts_pypdf(render_decision(decision(articles=articles)))
    signed = next(text for text in texts if "Hoàng Thị Ước" in text)
    assert "Câu cuối cùng./." in signed
    assert "KT. CHỦ TỊCH PHÓ CHỦ TỊCH" in signed
    assert "Nơi nhận:" in signed


def test_a_group_heading_never_ends_a_page() -> None:
    groups = tuple(
        Group(f"NHÓM {n}", tuple((person(i), "Đơn vị", "Giấy khen", "") for i in range(7))) for n in range(20)
    )
    annex = decision().annexes[0]
    sheet = decision(annexes=(Annex(title=annex.title, columns=annex.columns, groups=groups),))
    for text in page_texts_pypdf(render_decision(sheet)):
        assert not text.rstrip().split(" Giấy khen")[-1].strip().startswith("NHÓM")


def test_two_annexes_are_reported_apart_by_roman_numbers() -> None:
    annex = decision().annexes[0]
    texts = page_texts(render_decision(decision(annexes=(annex, annex))))
    assert texts[1].startswith("Phụ lục I DANH SÁCH")
    assert texts[2].startswith("Phụ lục II DANH SÁCH")


def test_the_same_decision_gives_the_same_bytes() -> None:
    assert render_decision(decision(60)) == render_decision(decision(60))


def test_the_file_names_its_language_title_and_author_and_embeds_its_fonts(short: bytes) -> None:
    reader = PdfReader(BytesIO(short))
    catalog = reader.trailer["/Root"]
    assert catalog["/Lang"] == "vi"
    assert reader.metadata is not None
    assert reader.metadata.title == (
        "Quyết định 05/QĐ-UBND về việc tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc năm 2023"
    )
    assert reader.metadata.author == "ỦY BAN NHÂN DÂN HUYỆN LÂM THƯỢNG"
    fonts = [font.get_object() for font in reader.pages[0]["/Resources"]["/Font"].values()]
    assert fonts
    assert all("/FontFile2" in font["/FontDescriptor"] for font in fonts)


@pytest.mark.parametrize(
    ("changes", "code", "message"),
    [
        ({"subject": " "}, "documents.empty_part", "trích yếu"),
        ({"articles": ()}, "documents.empty_part", "các điều"),
        ({"articles": ("Tặng Giấy khen.", "  ")}, "documents.empty_part", "Điều 2"),
        ({"articles": ("Tặng {award}.",)}, "documents.leftover_place", "{award}"),
        ({"legal_bases": ("Căn cứ Quyết định số [...]",)}, "documents.leftover_place", "[...]"),
        ({"signer_name": "……………"}, "documents.leftover_place", "……"),
        ({"signer_name": ""}, "documents.empty_part", "người ký"),
        ({"signer_name": "Hà ✓"}, "documents.missing_letters", "✓"),
    ],
)
def test_an_unfinished_decision_is_refused_in_words(
    changes: dict[str, object], code: str, message: str
) -> None:
    with pytest.raises(OfficeError) as refused:
        render_decision(decision(**changes))
    assert refused.value.code == code
    assert message in error_sentence(refused.value)


def test_a_row_with_a_missing_cell_is_refused() -> None:
    annex = Annex(title="DANH SÁCH", columns=(Column("A", 1), Column("B", 1)), groups=(Group("", (("x",),)),))
    with pytest.raises(OfficeError) as refused:
        render_decision(decision(annexes=(annex,)))
    assert refused.value.code == "documents.wrong_row"


def test_a_cell_longer_than_a_page_is_refused_and_not_cut() -> None:
    with pytest.raises(OfficeError) as refused:
        render_decision(with_rows((("dài " * 4000, "", "", ""),)))
    assert refused.value.code == "documents.row_too_tall"


def test_progress_reaches_its_end_and_can_stop_the_work() -> None:
    heard: list[tuple[int, int]] = []
    render_decision(decision(60), progress=lambda done, total, text: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1]

    def stop(done: int, total: int, text: str) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        render_decision(decision(60), progress=stop)


WORDS = st.text("abcđêưỡÀỆ 0123456789-", min_size=1, max_size=200)


@given(name=WORDS, unit=WORDS)
def test_whatever_is_written_in_the_list_comes_out_whole_and_inside_the_page(name: str, unit: str) -> None:
    pdf = render_decision(with_rows(((name, unit, "Giấy khen", ""),)))
    drawn = letters(pdf, 1)
    assert max(letter.right for letter in drawn) <= 195.5
    everything = "".join(page_texts_pypdf(pdf)[1].split())
    assert "".join(name.split()) in everything
    assert "".join(unit.split()) in everything


def with_rows(rows: tuple[tuple[str, ...], ...]) -> DecisionSheet:
    annex = decision().annexes[0]
    return decision(annexes=(Annex(title=annex.title, columns=annex.columns, groups=(Group("", rows),)),))
