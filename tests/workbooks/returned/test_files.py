"""Whatever file comes: read, or refused with one sentence; never a crash, nothing followed or fetched."""

from __future__ import annotations

import os
import random
import socket
import subprocess
import zipfile
from pathlib import Path

import pytest

from tests.workbooks.sender import stage, summary, write
from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.workbooks.returned.sentences import finding_sentence, place_of

ROWS = [
    ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
    [1, "Nguyễn Thị Hường", "05/03/1980", "Phòng Nội vụ", "LĐTT"],
    [2, "Đỗ Văn Ước", "1985", "Phòng Nội vụ", "CSTĐCS"],
]
EXPECTED = [
    (2, "Nguyễn Thị Hường", ("LDTT",), "Phòng Nội vụ"),
    (3, "Đỗ Văn Ước", ("CSTDCS",), "Phòng Nội vụ"),
]
TABLE = "\n".join("\t".join(str(cell) for cell in row) for row in ROWS)


def _refused(staged: StagedFile, status: str, code: str) -> None:
    assert staged.open_status == status
    assert not staged.records
    assert [finding.code for finding in staged.findings] == [code]
    assert staged.file in finding_sentence(staged.findings[0])
    assert place_of(staged.findings[0]) == staged.file


def _repacked(source: Path, changes: dict[str, bytes]) -> Path:
    """The workbook with some of its parts replaced."""
    target = source.with_name("hostile.xlsx")
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.namelist():
            new.writestr(part, changes.pop(part, None) or old.read(part))
        for part, data in changes.items():
            new.writestr(part, data)
    return target


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_text_tables_are_read_in_every_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "ds.txt"
    path.write_text(TABLE, encoding=encoding)
    assert summary(stage(path)) == EXPECTED


def test_a_comma_table_with_decimal_commas_in_quotes_is_cut_right(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text('Họ và tên,Điểm,Danh hiệu\nLò Thị Én,"90,5",LĐTT\n', encoding="utf-8")
    staged = stage(path)
    assert str(staged.records[0].score) == "90.5"


def test_a_workbook_named_xls_and_a_web_page_named_xls_are_known_by_content(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    renamed = path.rename(tmp_path / "ds.xls")
    assert summary(stage(renamed)) == EXPECTED
    cells = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in ROWS)
    page = tmp_path / "web.xls"
    page.write_text(f"<html><body><table>{cells}</table></body></html>", encoding="utf-8")
    staged = stage(page)
    assert staged.open_status == "html"
    assert summary(staged) == EXPECTED


def test_vni_text_arrives_as_unicode(tmp_path: Path) -> None:
    rows = [
        ["STT", "Hoï vaø teân", "Ñôn vò", "Danh hieäu"],
        [1, "Nguyeãn Thò Höôøng", "Phoøng Noäi vuï", "Lao ñoäng tieân tieán"],
        [2, "Traàn Vaên Ñöùc", "Phoøng Noäi vuï", "Lao ñoäng tieân tieán"],
        [3, "Leâ Thò Hoàng", "Phoøng Noäi vuï", "Lao ñoäng tieân tieán"],
    ]
    assert summary(stage(write(tmp_path, rows))) == [
        (2, "Nguyễn Thị Hường", ("LDTT",), "Phòng Nội vụ"),
        (3, "Trần Văn Đức", ("LDTT",), "Phòng Nội vụ"),
        (4, "Lê Thị Hồng", ("LDTT",), "Phòng Nội vụ"),
    ]


def test_a_bomb_is_refused_before_it_is_inflated(tmp_path: Path) -> None:
    bomb = _repacked(write(tmp_path, ROWS), {"xl/media/a.xml": b"\0" * 40_000_000})
    _refused(stage(bomb), "refuse", "FILE_UNSAFE_BOMB")


def test_a_sheet_claiming_a_million_rows_is_refused(tmp_path: Path) -> None:
    source = write(tmp_path, ROWS)
    with zipfile.ZipFile(source) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    rows = (
        f'<row r="{number}"><c r="XFD{number}" t="n"><v>1</v></c></row>'.encode()
        for number in range(20_000, 1_048_576, 20_000)
    )
    far = b"".join(rows) + b"</sheetData>"
    hostile = _repacked(source, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)})
    _refused(stage(hostile), "refuse", "FILE_UNSAFE_BOMB")


def test_a_cell_forgotten_at_the_end_of_the_sheet_does_not_refuse_the_file(tmp_path: Path) -> None:
    source = write(tmp_path, ROWS)
    with zipfile.ZipFile(source) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml")
    far = b'<row r="1048576"><c r="XFD1048576" t="n"><v>1</v></c></row></sheetData>'
    stray = _repacked(source, {"xl/worksheets/sheet1.xml": sheet.replace(b"</sheetData>", far)})
    read = stage(stray)
    assert [record.name for record in read.records] == [record.name for record in stage(source).records]
    assert [one.code for one in read.findings if one.ref == "DS"] == ["CELLS_FAR"]


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_are_refused_not_resolved(tmp_path: Path, part: str) -> None:
    source = write(tmp_path, ROWS)
    with zipfile.ZipFile(source) as archive:
        data = archive.read(part)
    evil = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    body = data.split(b"?>", 1)[1] if data.startswith(b"<?xml") else data
    _refused(stage(_repacked(source, {part: evil + body})), "refuse", "FILE_UNSAFE_XXE")


def test_an_empty_a_cut_and_a_foreign_file_are_said_plainly(tmp_path: Path) -> None:
    empty = tmp_path / "trong.xlsx"
    empty.write_bytes(b"")
    _refused(stage(empty), "empty", "FILE_EMPTY")
    picture = tmp_path / "anh.xlsx"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(range(256)))
    _refused(stage(picture), "corrupt", "FILE_CORRUPT")
    _refused(stage(tmp_path / "khong_co.xlsx"), "corrupt", "FILE_MISSING")


def test_hidden_rows_are_asked_about_and_hidden_sheets_left_alone(tmp_path: Path) -> None:
    from openpyxl import load_workbook

    path = write(tmp_path, {"DS": ROWS, "Cũ": ROWS})
    book = load_workbook(path)
    book["DS"].row_dimensions[3].hidden = True
    book["Cũ"].sheet_state = "hidden"
    book.save(path)
    staged = stage(path)
    assert [(record.sheet, record.row, record.hidden_row) for record in staged.records] == [
        ("DS", 2, False),
        ("DS", 3, True),
    ]
    assert [finding.code for finding in staged.findings if finding.ref == "DS!A3"] == ["ROW_HIDDEN"]


@pytest.mark.parametrize("seed", range(40))
def test_random_damage_never_crashes_and_never_makes_another_birth_date(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    data = bytearray(write(tmp_path, ROWS).read_bytes())
    for _ in range(chance.randint(1, 12)):
        place = chance.randrange(len(data))
        if chance.random() < 0.2:
            del data[place : place + chance.randint(1, 200)]
        else:
            data[place] = chance.randrange(256)
    path = tmp_path / "damaged.xlsx"
    path.write_bytes(bytes(data))
    staged = stage(path)
    for record in staged.records:
        assert record.dob is None or record.dob.value in {"1980-03-05", "1985"}


@pytest.mark.parametrize("name", ["o21_cong_thuc_doc_hai.xlsx", "o22_kieu_so_y_te_vlookup.xlsx"])
def test_a_file_with_links_and_formulas_reaches_no_network_and_starts_no_program(
    monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    tried: list[str] = []
    for module, attribute in (
        (socket, "socket"),
        (socket, "getaddrinfo"),
        (subprocess, "Popen"),
        (os, "system"),
    ):
        monkeypatch.setattr(module, attribute, lambda *_, what=attribute, **__: tried.append(what))
    samples = Path(__file__).parents[2] / "samples" / "import"
    assert stage(samples / name).records
    assert tried == []
