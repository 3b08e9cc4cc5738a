"""The tally spares XlsxWriter a search through newer functions: this fails when the library changes that."""

from __future__ import annotations

import inspect
from decimal import Decimal
from io import BytesIO

import pytest
from openpyxl import load_workbook
from xlsxwriter.worksheet import Worksheet

from thidua_desktop.domain.number_tables import SheetHead
from thidua_desktop.workbooks.scoring import score_tally
from thidua_desktop.workbooks.scoring.score_tally import (
    ScoreTally,
    TallyLine,
    TallyUnit,
    score_tally_workbook,
)


def small_tally() -> ScoreTally:
    return ScoreTally(
        head=SheetHead(issuer="CƠ QUAN", titles=("BẢNG TỔNG HỢP",)),
        units=tuple(TallyUnit(name, Decimal(30), 1, 0, "", "") for name in ("Xã A", "Xã B")),
        lines=(
            TallyLine("I", "Mục", 0, None, (Decimal(30), Decimal(30)), (1, 2)),
            TallyLine("I.1", "Một", 1, Decimal(20), (Decimal(20), Decimal(20))),
            TallyLine("I.2", "Hai", 1, Decimal(10), (Decimal(10), Decimal(10))),
        ),
        columns=(0,),
    )


def formulas(data: bytes) -> list[str]:
    book = load_workbook(BytesIO(data))
    rows = (row for sheet in book.worksheets for row in sheet.iter_rows())
    return [cell.value for row in rows for cell in row if cell.data_type == "f"]


def test_the_method_the_tally_stands_in_for_is_still_the_one_of_the_library() -> None:
    own = inspect.signature(Worksheet._prepare_formula)
    assert list(own.parameters) == ["self", "formula", "expand_future_functions"]
    assert "self._prepare_formula(formula" in inspect.getsource(Worksheet._write_formula)


def test_formulas_are_the_same_as_the_library_itself_would_write(monkeypatch: pytest.MonkeyPatch) -> None:
    short = formulas(score_tally_workbook(small_tally()))
    library = Worksheet._prepare_formula

    def whole(formula: str, expand_future_functions: bool = False) -> str:
        return str(library(Worksheet(), formula, expand_future_functions))

    monkeypatch.setattr(score_tally, "_as_written", whole)
    assert formulas(score_tally_workbook(small_tally())) == short
    assert any("SUMPRODUCT" in one for one in short)
    assert all("_xlfn" not in one for one in short)
