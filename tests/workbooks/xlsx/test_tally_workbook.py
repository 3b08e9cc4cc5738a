from __future__ import annotations

import datetime as dt
import unicodedata
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.workbooks.figure_samples import COMMUNES, TALLY_COLUMNS, summary, tally
from thidua_desktop.domain.number_tables import FigureTable, RowGroup
from thidua_desktop.workbooks.reports.tally import tally_workbook
from thidua_desktop.workbooks.reports.year_summary import summary_workbook
from thidua_desktop.workbooks.xlsx.figure_book import sheet_tabs
from thidua_desktop.workbooks.xlsx.figure_formulas import LONGEST_SUM, column_sum
from thidua_desktop.workbooks.xlsx.figure_sheets import lines_needed


def opened(data: bytes, *, values: bool = False, tab: int = 0) -> Worksheet:
    sheet = load_workbook(BytesIO(data), data_only=values).worksheets[tab]
    assert isinstance(sheet, Worksheet)
    return sheet


def row_of(sheet: Worksheet, content: str) -> int:
    return next(cell.row for row in sheet.iter_rows() for cell in row if cell.value == content)


def test_totals_are_live_formulas_that_already_show_their_value() -> None:
    data = tally_workbook(tally())
    live, shown = opened(data), opened(data, values=True)
    first = row_of(live, "Xã Mường Lạn")
    total = row_of(live, "Tổng cộng")
    group = row_of(live, "Cộng các xã")
    assert live.cell(group, 4).value == f"=SUM(D{first}:D{first + 2})"
    assert live.cell(total, 4).value == f"=SUM(D{first}:D{first + 2},D{first + 5}:D{first + 5})"
    assert shown.cell(group, 4).value == 650.25
    assert shown.cell(total, 4).value == 1250.25
    assert shown.cell(total, 7).value == pytest.approx(650.25 + 180.5 - 0.25 + 790)
    assert (
        live.cell(first, 7).value
        == f'=IF(COUNT(D{first},E{first},F{first})=0,"",SUM(D{first},E{first})-SUM(F{first}))'
    )
    assert shown.cell(first, 7).value == 830.5


def test_nought_is_a_number_and_blank_is_blank() -> None:
    data = tally_workbook(tally())
    shown = opened(data, values=True)
    row = row_of(shown, "Xã Tân Phượng")
    assert shown.cell(row, 4).value == 0
    assert shown.cell(row, 5).value is None
    assert shown.cell(row, 7).value == 0
    assert not shown.cell(row + 1, 7).value


def test_text_that_looks_like_a_formula_a_number_or_a_link_stays_text() -> None:
    sheet = opened(tally_workbook(tally()))
    row = row_of(sheet, "Xã Mường Lạn")
    assert [sheet.cell(row + n, 9).value for n in range(3)] == ["=1+1", "-0,25", "@ghi chú"]
    assert all(sheet.cell(row + n, 9).data_type == "s" for n in range(3))
    assert sheet.cell(row, 3).value == "0012"
    assert sheet.cell(row, 3).number_format == "@"


def test_numbers_are_numbers_and_days_are_days() -> None:
    sheet = opened(tally_workbook(tally()))
    row = row_of(sheet, "Xã Mường Lạn")
    assert sheet.cell(row, 4).value == 650.25
    assert sheet.cell(row, 4).number_format == "#,##0.00"
    assert sheet.cell(row, 8).value == dt.datetime(2024, 12, 5)  # noqa: DTZ001 - a calendar day
    assert sheet.cell(row, 8).number_format == "dd/mm/yyyy"
    assert [sheet.cell(row + n, 1).value for n in range(3)] == [1, 2, 3]


def test_the_sheet_prints_on_a4_on_its_side_with_its_header_on_every_page() -> None:
    sheet = opened(tally_workbook(tally()))
    header = row_of(sheet, "STT")
    assert sheet.page_setup.orientation == "landscape"
    assert str(sheet.page_setup.paperSize) == "9"
    assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr is not None
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == f"${header}:${header + 1}"
    assert sheet.freeze_panes == f"C{header + 2}"


def test_every_cell_is_in_times_new_roman_and_the_signers_stand_below() -> None:
    sheet = opened(tally_workbook(tally()))
    fonts = {cell.font.name for row in sheet.iter_rows() for cell in row if cell.value is not None}
    assert fonts == {"Times New Roman"}
    assert row_of(sheet, "Lò Thị Mỹ") == row_of(sheet, "Hà Văn Sử") > row_of(sheet, "Tổng cộng")


def test_the_file_carries_title_and_author_and_is_reproducible() -> None:
    data = tally_workbook(tally())
    assert data == tally_workbook(tally())
    book = load_workbook(BytesIO(data))
    assert book.properties.title == "BẢNG TỔNG HỢP CHẤM ĐIỂM Khối thi đua các xã năm 2024"
    assert book.properties.creator == "UBND HUYỆN LÂM THƯỢNG"
    assert book.sheetnames == ["Khối xã- -2024-"]


def test_a_table_without_rows_totals_to_nought() -> None:
    table = FigureTable(title="", columns=TALLY_COLUMNS, groups=(RowGroup(()),), total="Tổng cộng")
    shown = opened(tally_workbook(tally(table=table)), values=True)
    assert shown.cell(row_of(shown, "Tổng cộng"), 4).value == 0


def test_the_year_summary_has_a_sheet_for_every_table_and_right_shares() -> None:
    data = summary_workbook(summary())
    assert load_workbook(BytesIO(data)).sheetnames == ["Theo danh hiệu", "Theo danh hiệu (2)"]
    live, shown = opened(data), opened(data, values=True)
    row = row_of(live, "Giấy khen")
    assert live.cell(row, 6).value == f'=IF(N(E{row})=0,"",D{row}/E{row})'
    assert shown.cell(row, 6).value == pytest.approx(210 / 245)
    total = row_of(shown, "Tổng cộng")
    assert [shown.cell(total, column).value for column in (3, 4, 5, 7)] == [35, 1420, 1455, 1056000000]
    assert shown.cell(total, 6).value == pytest.approx(1420 / 1455)
    assert not shown.cell(row + 1, 6).value, "no share of nothing"
    years = opened(data, values=True, tab=1)
    assert years.cell(row_of(years, "Tổng cộng"), 6).value == 24


def test_more_groups_than_one_sum_takes_still_add_up() -> None:
    spans = [(row, row) for row in range(LONGEST_SUM + 1)]
    assert column_sum("B", spans).count("SUM(") == 2
    assert column_sum("B", []) == "=0"


def test_a_heading_gets_the_lines_it_needs() -> None:
    assert lines_needed("STT", 5) == 1
    assert lines_needed("Danh hiệu, hình thức khen thưởng", 12) >= 3


def test_sheets_with_one_name_are_reported_apart() -> None:
    assert sheet_tabs(["a (3)", "a", "A"]) == ["a (3)", "a", "A (4)"]


@given(st.lists(st.text(max_size=60), min_size=1, max_size=6))
def test_any_names_become_names_of_sheets(names: list[str]) -> None:
    tabs = sheet_tabs(names)
    assert all(0 < len(tab) <= 31 and not set(tab) & set("[]:*?/\\") for tab in tabs)
    assert len({tab.lower() for tab in tabs}) == len(tabs)


@given(st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=80))
def test_any_text_in_a_cell_comes_back_as_it_was(content: str) -> None:
    row = {**COMMUNES[0], "note": content}
    table = FigureTable(title="", columns=TALLY_COLUMNS, groups=(RowGroup((row,)),))
    sheet = opened(tally_workbook(tally(table=table)))
    cell = sheet.cell(row_of(sheet, "Xã Mường Lạn"), 9)
    assert (cell.value or "") == unicodedata.normalize("NFC", content)


def test_writing_leaves_nothing_on_the_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    tally_workbook(tally())
    assert list(tmp_path.iterdir()) == []
