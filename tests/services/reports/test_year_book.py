"""The workbook of the year opened again: its stored values are what its formulas come to."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tests.services.reports.test_forms import issued
from tests.services.small_office import YEAR
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.year_book import save_year_book

__all__ = ["issued"]

SUM = re.compile(r"=SUM\(([A-Z]+\d+):([A-Z]+\d+)\)")
ROW = re.compile(r'=IF\(COUNT\(([^)]+)\)=0,"",SUM\(\1\)\)')
SHARE = re.compile(r'=IF\(N\((?:SUM\()?([A-Z0-9,]+)\)?\)=0,"",([A-Z]+\d+)/(?:SUM\()?\1\)?\)')


def calculated(sheet: Worksheet, formula: str) -> float:
    """What a formula comes to from the cells that hold numbers, formulas below it first."""

    def at(where: str) -> float:
        value = sheet[where].value
        if isinstance(value, str) and value.startswith("="):
            return calculated(sheet, value)
        return float(value) if isinstance(value, int | float) else 0.0

    if found := SUM.fullmatch(formula):
        return sum(at(cell.coordinate) for row in sheet[found[1] : found[2]] for cell in row)
    if found := ROW.fullmatch(formula):
        return sum(map(at, found[1].split(",")))
    share = SHARE.fullmatch(formula)
    assert share, formula
    whole = sum(map(at, share[1].split(",")))
    return at(share[2]) / whole if whole else 0.0


def test_every_stored_value_is_what_its_formula_comes_to(issued: AppContext, tmp_path: Path) -> None:
    save_year_book(issued, tmp_path / "y.xlsx", year=YEAR)
    formulas, stored = (load_workbook(tmp_path / "y.xlsx", data_only=values) for values in (False, True))
    checked = 0
    for sheet in formulas.worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.data_type == "f":
                    value = stored[sheet.title][cell.coordinate].value or 0
                    assert value == pytest.approx(calculated(sheet, str(cell.value))), (sheet.title, cell)
                    checked += 1
    assert checked > 20
