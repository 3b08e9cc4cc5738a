from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from tests.documents.paper_samples import page_texts_pypdf
from tests.workbooks.figure_samples import summary, tally
from thidua_desktop.documents.reports.figures import shown
from thidua_desktop.documents.reports.summary import render_summary, render_tally
from thidua_desktop.domain.number_tables import Cell, FigureColumn


def test_the_summary_prints_the_same_figures_the_vietnamese_way() -> None:
    text = " ".join(page_texts_pypdf(render_summary(summary())))
    for part in (
        "TỔNG HỢP SỐ LIỆU Công tác thi đua, khen thưởng năm 2024",
        "Lao động tiên tiến 1.210 1.210 100,00% 847.000.000",
        "Tổng cộng 35 1.420 1.455 97,59% 1.056.000.000",
        "3 Cờ thi đua",
        "Tổng cộng 20 21 22 23 24",
        "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH",
        "- Lưu: VT, NV.",
    ):
        assert part in text, part


def test_the_tally_on_paper_shows_the_workbooks_figures() -> None:
    text = " ".join(page_texts_pypdf(render_tally(tally())))
    assert "Xã Mường Lạn 0012 650,25 180,50 0,25 830,50 05/12/2024 =1+1" in text
    assert "Cộng các xã 650,25 180,50 0,25 830,50" in text
    assert "Tổng cộng 1.250,25 370,50 0,25 1.620,50" in text
    assert "Lò Thị Mỹ" in text


@pytest.mark.parametrize(
    ("cell", "column", "written"),
    [
        (None, FigureColumn(key="a", heading="", kind="points"), ""),
        (0, FigureColumn(key="a", heading="", kind="count"), "0"),
        (Decimal("2.345"), FigureColumn(key="a", heading="", kind="points", decimals=2), "2,35"),
        (Decimal("-1234.5"), FigureColumn(key="a", heading="", kind="points", decimals=1), "-1.234,5"),
        (Decimal("0.35071"), FigureColumn(key="a", heading="", kind="percent", decimals=2), "35,07%"),
        (dt.date(2024, 2, 5), FigureColumn(key="a", heading="", kind="date"), "05/02/2024"),
        ("0012", FigureColumn(key="a", heading="", kind="id"), "0012"),
    ],
)
def test_a_figure_is_written_as_the_office_writes_it(cell: Cell, column: FigureColumn, written: str) -> None:
    assert shown(cell, column) == written
