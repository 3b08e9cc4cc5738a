"""A damaged number that asks for more memory than any machine holds ends a trial, never the program."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.corpus.sheets import Sheet, write_book
from tests.workbooks.sender import stage, summary, write
from thidua_desktop.workbooks.reading.trial import TRIAL, Trial
from thidua_desktop.workbooks.returned.sentences import finding_sentence

ROOT = Path(__file__).parents[3]
ROWS: list[list[str | int]] = [
    ["STT", "Họ và tên", "Đơn vị", "Danh hiệu"],
    [1, "Lò Thị Én", "Phòng Nội vụ", "LĐTT"],
    [2, "Đỗ Văn Ước", "Phòng Nội vụ", "CSTĐCS"],
]
EXPECTED = [(2, "Lò Thị Én", ("LDTT",), "Phòng Nội vụ"), (3, "Đỗ Văn Ước", ("CSTDCS",), "Phòng Nội vụ")]
FATAL = {
    "letters run on": (b'r="B3"', b'r="BVieVieVieVieVie3"'),
    "a row beyond all": (b'r="B3"', b'r="B4000000000"'),
    "a second place glued to the first": (b'r="B3"', b'r="B3"r="BVieVieVieVieVie3"'),
    "a second place behind a tab": (b'r="B3"', b'r="B3"\tr="BVieVieVieVieVie3"'),
    "a second place in single quotes": (b'r="B3"', b"r=\"B3\" r='BVieVieVieVieVie3'"),
    "a second place with blanks": (b'r="B3"', b'r="B3" r = "BVieVieVieVieVie3"'),
    "a second place at the far end": (b'r="B3"', b'r="B3"r="XFD1048576"'),
    "a place in another form": (b'<c r="B3"', b"<c r='ZZZZZ3000000000'"),
    "no place and a far row": (b'<row r="2">', b'<row r="4000000000"><c t="n"><v>1</v></c></row><row r="2">'),
}


def _changed(source: Path, old: bytes, new: bytes) -> Path:
    target = source.with_name("hong.xlsx")
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as after:
        for part in before.namelist():
            data = before.read(part)
            if part.endswith("sheet1.xml"):
                assert old in data
                data = data.replace(old, new, 1)
            after.writestr(part, data)
    return target


@pytest.mark.parametrize("kind", FATAL)
def test_a_place_no_sheet_has_is_a_damaged_file_and_not_the_end_of_the_program(
    tmp_path: Path, kind: str
) -> None:
    staged = stage(_changed(write(tmp_path, ROWS), *FATAL[kind]))
    assert staged.open_status in {"corrupt", "refuse"}
    assert staged.records == ()
    assert "hong.xlsx" in finding_sentence(staged.findings[0])


def test_cells_that_do_not_say_their_place_are_read_all_the_same(tmp_path: Path) -> None:
    source = write(tmp_path, ROWS)
    target = tmp_path / "tron.xlsx"
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            if part.endswith("sheet1.xml"):
                for place in (b"A", b"B", b"C", b"D"):
                    for row in (b"1", b"2", b"3"):
                        data = data.replace(b'<c r="' + place + row + b'"', b"<c")
            after.writestr(part, data)
    assert summary(stage(target)) == EXPECTED


def test_the_program_tries_a_file_in_a_process_of_its_own(tmp_path: Path) -> None:
    sound = write(tmp_path, ROWS)
    fatal = _changed(sound, *FATAL["letters run on"])
    for path, survived in ((sound, True), (fatal, False)):
        with Trial(path) as trial:
            assert trial.survived() is survived
        with path.open("rb") as stream:
            command = [sys.executable, str(ROOT / "main.py"), TRIAL]
            done = subprocess.run(command, stdin=stream, capture_output=True, check=False)
        assert (done.returncode == 0) is survived


def test_where_no_process_can_be_started_a_workbook_is_read_without_a_trial(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = Sheet("DS")
    for row, cells in enumerate(ROWS):
        for column, value in enumerate(cells):
            sheet.put(row, column, value)
    path = write_book([sheet], tmp_path / "ds.ods")
    monkeypatch.setattr(sys, "executable", str(tmp_path / "khong_co"))
    assert summary(stage(path)) == EXPECTED


def test_a_row_said_to_come_a_million_times_is_refused(tmp_path: Path) -> None:
    sheet = Sheet("DS")
    for row, cells in enumerate(ROWS):
        for column, value in enumerate(cells):
            sheet.put(row, column, value)
    source = write_book([sheet], tmp_path / "ds.ods")
    target = tmp_path / "lap.ods"
    with zipfile.ZipFile(source) as before, zipfile.ZipFile(target, "w") as after:
        for part in before.namelist():
            data = before.read(part)
            again = b'<table:table-row table:number-rows-repeated="1048000">'
            after.writestr(part, data.replace(b"<table:table-row>", again) if "content" in part else data)
    staged = stage(target)
    assert (staged.open_status, staged.records) == ("refuse", ())


@pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for the delivered program is a shell script"
)
def test_the_delivered_program_tries_a_file_by_calling_itself(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "ThiDuaDesktop"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" "{ROOT / "main.py"}" "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    sound = write(tmp_path, ROWS)
    fatal = _changed(sound, *FATAL["letters run on"])
    monkeypatch.setattr(sys, "executable", str(program))
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    for path, survived in ((sound, True), (fatal, False)):
        with Trial(path) as trial:
            assert trial.survived() is survived
