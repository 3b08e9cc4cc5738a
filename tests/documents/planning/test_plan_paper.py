"""A plan on paper: page-true by the decree, as it was stored in pictures, annexes turned and numbered apart."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import pytest
from PIL import Image
from pypdf import PdfReader

from tests.documents.plan_paper_samples import (
    GOLDEN,
    STORED,
    differ,
    inked,
    pdf,
    pictures,
    sheet_of,
    targets,
)
from thidua_desktop.documents.docx.document import render_docx
from thidua_desktop.documents.planning.plan import PlanAnnex, plan_paper, render_plan
from thidua_desktop.documents.planning.plan_rows import TaskLine
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.plan_text.parts import Section

TOLERANCE = 1.5
FINE = 150


@pytest.mark.parametrize("name", STORED)
def test_every_page_looks_as_it_was_approved(name: str) -> None:
    drawn = pictures(pdf(name))
    stored = sorted(GOLDEN.glob(f"{name}-*.png"))
    assert len(drawn) == len(stored)
    for picture, path in zip(drawn, stored, strict=True):
        with Image.open(path) as golden:
            assert differ(picture, golden.convert("L")) < TOLERANCE, path.name


def test_the_pictures_would_notice_a_paragraph_that_moved() -> None:
    sheet = sheet_of("chi_thi_2025")
    moved = render_plan(replace(sheet, intro=("Một câu thêm vào đầu văn bản.", *sheet.intro)))
    with Image.open(GOLDEN / "chi_thi_2025-1.png") as golden:
        assert differ(pictures(moved)[0], golden.convert("L")) > 2 * TOLERANCE


@pytest.mark.parametrize("name", ("phat_dong_2023", "cong_tac_2023"))
def test_margins_are_those_of_the_decree_on_every_page(name: str) -> None:
    for number, picture in enumerate(pictures(pdf(name), dpi=FINE)):
        width, height = (length / FINE * 25.4 for length in picture.size)
        body = picture.crop((0, round(17 / 25.4 * FINE), picture.width, picture.height))
        left, top, right, bottom = inked(body, dpi=FINE)
        assert 29.5 <= left <= 35, number
        assert right <= width - 15 + 0.5, number
        assert top + 17 >= 20 - 0.5, number
        assert bottom + 17 <= height - 20 + 0.5, number


def test_pages_are_numbered_from_the_second_and_the_annex_by_itself() -> None:
    pages = [
        page.extract_text().strip().split("\n")[0] for page in PdfReader(BytesIO(pdf("cong_tac_2023"))).pages
    ]
    sizes = [
        page.mediabox.width > page.mediabox.height for page in PdfReader(BytesIO(pdf("cong_tac_2023"))).pages
    ]
    first = sizes.index(True)
    assert not any(sizes[:first])
    assert all(sizes[first:])
    upright, turned = pages[:first], pages[first:]
    for part in (upright, turned):
        assert part[0] not in {"1", "2"}
        assert part[1:] == [str(number) for number in range(2, len(part) + 1)]


def test_the_table_of_tasks_repeats_its_heading_on_every_page() -> None:
    turned = [
        page.extract_text()
        for page in PdfReader(BytesIO(pdf("cong_tac_2023"))).pages
        if page.mediabox.width > page.mediabox.height
    ]
    assert len(turned) > 1
    assert all("Nội dung, nhiệm vụ chủ yếu" in page for page in turned)


def test_the_annex_of_a_word_file_is_a_landscape_section_with_a_repeated_heading() -> None:
    data = render_docx(plan_paper(sheet_of("cong_tac_2023")))
    with ZipFile(BytesIO(data)) as package:
        xml = package.read("word/document.xml").decode("utf-8")
    assert xml.count("<w:sectPr>") == 2
    assert xml.count('w:orient="landscape"') == 1
    assert xml.index("w:tblHeader") > xml.index("</w:sectPr>")


def test_a_short_table_stays_upright_and_two_annexes_are_numbered() -> None:
    tasks = (TaskLine("1", "Ký giao ước", "Phòng Nội vụ", "", "Quý I"),)
    sheet = sheet_of(
        "phat_dong_2024", annexes=(PlanAnnex((), tasks=tasks), PlanAnnex((), targets=targets(30)))
    )
    pages = list(PdfReader(BytesIO(render_plan(sheet))).pages)
    assert all(page.mediabox.width < page.mediabox.height for page in pages)
    words = "\n".join(page.extract_text() for page in pages)
    assert words.index("Phụ lục I\n") < words.index("Phụ lục II\n")
    assert "CÁC CHỈ TIÊU CỦA KẾ HOẠCH" in words
    assert "29,5" in words


def test_a_row_longer_than_a_page_goes_on_and_loses_nothing() -> None:
    pieces = [f"Nhiệm vụ cụ thể thứ {number} của dòng này phải làm xong đúng hạn." for number in range(160)]
    tasks = (TaskLine("1", " ".join(pieces), "Phòng Nội vụ", "- Các xã;\n- Các trường.", "Cả năm"),)
    words = "".join(
        page.extract_text()
        for page in PdfReader(
            BytesIO(render_plan(sheet_of("phat_dong_2024", annexes=(PlanAnnex((), tasks=tasks),))))
        ).pages
    )
    packed = "".join(words.split())
    places = [packed.index("".join(piece.split())) for piece in pieces]
    assert places == sorted(places)


def test_an_issued_plan_carries_its_number_day_and_reference() -> None:
    sheet = sheet_of("phat_dong_2023", number="05/KH-UBND", date=dt.date(2023, 2, 6))
    words = "".join(PdfReader(BytesIO(render_plan(sheet))).pages[0].extract_text().split())
    assert "Số:05/KH-UBND" in words
    assert "ngày06tháng02năm2023" in words


def test_every_kind_of_number_prints_as_the_decree_writes_it() -> None:
    inner = Section("+", "", "Ý thứ hai", 0, mark="plus")
    places = (
        Section(
            "I",
            "PHẦN ĐẦU",
            "",
            0,
            (
                Section("1", "Mục lớn", "Đoạn sau tiêu đề", 0, mark="number", joint=": "),
                Section("1.1", "Mục nhỏ", "Đoạn riêng", 0, mark="dotted"),
                Section("đ", "", "Điểm đ", 0, mark="letter"),
                Section("3", "", "Ý trong ngoặc", 0, mark="bracket"),
                Section("-", "", "Ý thứ nhất", 0, (inner,), mark="dash"),
            ),
            mark="roman",
        ),
    )
    words = PdfReader(BytesIO(render_plan(sheet_of("phat_dong_2024", places=places)))).pages[0].extract_text()
    for line in (
        "I. PHẦN ĐẦU", "1. Mục lớn: Đoạn sau tiêu đề", "1.1. Mục nhỏ", "đ) Điểm đ", "(3) Ý trong ngoặc",
        "- Ý thứ nhất", "+ Ý thứ hai./.",
    ):  # fmt: skip
        assert "".join(line.split()) in "".join(words.split()), line


def test_a_plan_without_title_or_signer_is_refused_by_the_name_of_what_is_missing() -> None:
    with pytest.raises(OfficeError, match=r"documents\.empty_part"):
        render_plan(sheet_of("phat_dong_2024", title=" "))
    with pytest.raises(OfficeError, match=r"documents\.empty_part"):
        render_plan(sheet_of("phat_dong_2024", signer_titles=()))
