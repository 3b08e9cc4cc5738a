"""Every row of a list with a trap is found, nobody is invented, and nothing of it is guessed."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from tests.workbooks.sender import codes, stage, write
from tests.workbooks.sent_lists import LISTS, Rows, SentList

ANY = "*"


def _write(sent: SentList, path: Path) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    if sent.date1904:
        book.epoch = CALENDAR_MAC_1904
    for title, rows in (sent.sheets if isinstance(sent.sheets, dict) else {"DS": sent.sheets}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for merge in sent.merges:
            sheet.merge_cells(merge)
    book.save(path)
    return path


@pytest.mark.parametrize("kind", LISTS)
def test_a_list_with_a_trap_is_read_as_it_is_meant(tmp_path: Path, kind: str) -> None:
    sent = LISTS[kind]
    staged = stage(_write(sent, tmp_path / "ds.xlsx"))
    found = [(r.row, r.name, r.unit, r.awards, r.dob and r.dob.value, r.sex) for r in staged.records]
    assert [row[:2] for row in found] == [row[:2] for row in sent.reported]
    for reported, read in zip(sent.reported, found, strict=True):
        assert [one for one, other in zip(reported, read, strict=True) if one not in (ANY, other)] == [], read


def test_a_name_that_is_a_formula_never_calculated_is_said_to_be_one(tmp_path: Path) -> None:
    rows: Rows = [
        ["TT", "Họ và tên", "Đơn vị", "Danh hiệu"],
        [1, "=A1&B1", "Phòng Nội vụ", "LĐTT"],
        [2, "Lò Văn Bảy", "Phòng Nội vụ", '="LĐTT"'],
    ]
    assert {("DS!B2", "FORMULA_NO_CACHE"), ("DS!D3", "FORMULA_NO_CACHE")} <= codes(
        stage(write(tmp_path, rows))
    )


def test_a_list_on_a_hidden_sheet_is_reported_of_and_not_taken(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    rows: Rows = [["STT", "Họ và tên", "Danh hiệu"], [1, "Lê Thị Một", "LĐTT"]]
    path = write(tmp_path, {"DS": rows, "Nháp": [*rows, [2, "Lê Văn Hai", "LĐTT"]]})
    book = load_workbook(path)
    book["Nháp"].sheet_state = "hidden"
    book.save(path)
    staged = stage(path)
    assert [record.sheet for record in staged.records] == ["DS"]
    assert [(one.ref, dict(one.params)) for one in staged.findings if one.code == "SHEET_HIDDEN"] == [
        ("Nháp!B1", {"value": "Nháp", "found": "2"})
    ]
