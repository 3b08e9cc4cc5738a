"""A table of the screen as workbook and paper: the office's lines, true numbers and days, sums."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path

import pypdfium2
import pytest
from openpyxl import load_workbook

from tests.ui.page_app import app, bare_app
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import FigureColumn
from thidua_desktop.domain.shown_table import ShownTable
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports import shown_table as service

__all__ = ["app", "bare_app"]

TABLE = ShownTable(
    title="Danh sách đơn vị",
    columns=(
        FigureColumn(key="name", heading="Tên đơn vị", width=30),
        FigureColumn(key="count", heading="Số người", kind="count", width=10, summed=True),
        FigureColumn(key="points", heading="Điểm", kind="points", width=10, decimals=1),
        FigureColumn(key="day", heading="Ngày", kind="date", width=12),
    ),
    rows=(
        ("Trường Mầm non Hoa Ban", 1170, Decimal("95.5"), dt.date(2024, 12, 5)),
        ("Trạm Y tế", 12, None, None),
    ),
    subtitles=("2 trong 5 dòng (đã lọc)",),
    notes=("Bộ lọc: có “tr”.",),
)


def words_of(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(document[n].get_textpage().get_text_range() for n in range(len(document)))
    finally:
        document.close()


def test_the_workbook_has_numbers_days_and_the_lines_of_the_office(app: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "bang.xlsx"
    service.save_workbook(app, TABLE, path)
    page = load_workbook(path).worksheets[0]
    cells = [cell.value for row in page.iter_rows() for cell in row if cell.value is not None]
    assert "DANH SÁCH ĐƠN VỊ" in cells and "2 trong 5 dòng (đã lọc)" in cells
    assert 1170 in cells and 95.5 in cells and "2024-12-05 00:00:00" in map(str, cells)
    assert any(str(cell).startswith("=") for cell in cells), "the sum is a live formula"


def test_the_paper_says_the_same(app: AppContext) -> None:
    words = words_of(service.render(app, TABLE))
    for part in ("DANH SÁCH ĐƠN VỊ", "Trường Mầm non Hoa Ban", "1.170", "95,5", "05/12/2024", "1.182"):
        assert part in words
    assert "Tổng cộng" in words


def test_nothing_shown_is_refused(app: AppContext, tmp_path: Path) -> None:
    empty = ShownTable(title="Danh sách", columns=TABLE.columns, rows=())
    with pytest.raises(OfficeError, match=r"shown_table\.empty"):
        service.save_workbook(app, empty, tmp_path / "x.xlsx")


def test_the_name_of_the_file_is_the_title() -> None:
    assert service.file_name(TABLE, ".xlsx") == "Danh sách đơn vị.xlsx"
