"""The same list in every kind of file an office saves: read alike, with what is merged and what is hidden."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
import xlsxwriter

from tests.workbooks.sender import stage, summary
from tests.workbooks.word_files import cell, line, row, table, write_docx
from thidua_desktop.domain.importing.values import StagedFile

ROWS = [
    ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
    ["1", "Nguyễn Thị Hường", "05/03/1980", "Phòng Nội vụ", "LĐTT"],
    ["2", "Đỗ Văn Ước", "1985", "Phòng Nội vụ", "CSTĐCS"],
]
EXPECTED = [
    (2, "Nguyễn Thị Hường", ("LDTT",), "Phòng Nội vụ"),
    (3, "Đỗ Văn Ước", ("CSTDCS",), "Phòng Nội vụ"),
]


def _page(tmp_path: Path, body: str, *, encoding: str = "utf-8", head: str = "") -> StagedFile:
    path = tmp_path / "ds.xls"
    path.write_bytes(f"<html><head>{head}</head><body>{body}</body></html>".encode(encoding))
    return stage(path)


def test_cells_over_several_rows_and_columns_of_a_web_page_are_spread(tmp_path: Path) -> None:
    staged = _page(
        tmp_path,
        "<table><tr><th rowspan=2>STT<th rowspan=2>Họ và tên<th colspan=2>Giới tính<th rowspan=2>Đơn vị"
        "<th colspan=2>Danh hiệu</tr><tr><th>Nam<th>Nữ<th>LĐTT<th>CSTĐCS</tr>"
        "<tr><td>1<td>Lò Thị Én<td><td>x<td rowspan=2>Phòng Nội vụ<td>x<td></tr>"
        "<tr><td>2<td>Đỗ Văn Ước<td>x<td><td><td>x</tr>"
        "<tr><td>3<td>Vàng A Páo<td>x<td><td>Phòng Tư pháp<td>x<td>x</tr></table>",
    )
    assert summary(staged) == [
        (3, "Lò Thị Én", ("LDTT",), "Phòng Nội vụ"),
        (4, "Đỗ Văn Ước", ("CSTDCS",), "Phòng Nội vụ"),
        (5, "Vàng A Páo", ("CSTDCS", "LDTT"), "Phòng Tư pháp"),
    ]
    assert [record.sex for record in staged.records] == ["F", "M", "M"]


def test_a_table_inside_a_table_of_a_web_page_is_a_list_of_its_own(tmp_path: Path) -> None:
    inner = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in cells) + "</tr>" for cells in ROWS)
    staged = _page(
        tmp_path,
        "<table><tr><td>UBND HUYỆN LÂM THƯỢNG</td><td>Biểu số 2</td></tr>"
        f"<tr><td colspan=2><table>{inner}</table></td></tr><tr><td>NGƯỜI LẬP</td></tr></table>",
    )
    assert summary(staged) == EXPECTED


def test_lines_above_the_table_of_a_web_page_name_the_unit_and_the_award(tmp_path: Path) -> None:
    staged = _page(
        tmp_path,
        "<h3>DANH SÁCH LAO ĐỘNG TIÊN TIẾN</h3><p>Đơn vị: Phòng Nội vụ</p><style>td {color: red}</style>"
        "<table><tr><td>STT<td>Họ và tên<td>Chức vụ</tr><tr><td>1<td>Lò Thị<br>Én<td>Văn thư</tr></table>",
    )
    assert summary(staged) == [(4, "Lò Thị Én", ("LDTT",), "Phòng Nội vụ")]


@pytest.mark.parametrize("encoding", ["windows-1258", "utf-16", "utf-8"])
def test_a_web_page_is_read_in_the_encoding_it_declares(tmp_path: Path, encoding: str) -> None:
    cells = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in cells) + "</tr>" for cells in ROWS)
    body = _typed(cells) if encoding == "windows-1258" else cells
    head = f'<meta http-equiv="Content-Type" content="text/html; charset={encoding}">'
    assert summary(_page(tmp_path, f"<table>{body}</table>", encoding=encoding, head=head)) == EXPECTED


def _typed(text: str) -> str:
    """As Windows-1258 holds it: the letter with its own mark, the tone behind it."""
    out = []
    for letter in text:
        whole = unicodedata.normalize("NFD", letter)
        tone = next((mark for mark in whole[1:] if mark in "\u0300\u0301\u0303\u0309\u0323"), "")
        out.append(unicodedata.normalize("NFC", whole.replace(tone, "")) + tone if tone else letter)
    return "".join(out)


@pytest.mark.parametrize("separator", ["\t", ";", ",", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp1258"])
def test_a_text_table_is_read_whatever_parts_and_encodes_it(
    tmp_path: Path, encoding: str, separator: str
) -> None:
    text = "".join(separator.join(cells) + "\r\n" for cells in ROWS)
    data = (_typed(text) if encoding == "cp1258" else text).encode(encoding)
    marked = {"utf-16-le": b"\xff\xfe", "utf-16-be": b"\xfe\xff"}.get(encoding, b"") + data
    for number, content in enumerate((marked, data)):
        path = tmp_path / f"ds{number}.txt"
        path.write_bytes(content)
        staged = stage(path)
        assert summary(staged) == EXPECTED
        assert [record.dob and record.dob.value for record in staged.records] == ["1980-03-05", "1985"]


def test_what_is_hidden_and_merged_in_an_old_workbook_is_seen() -> None:
    staged = stage(Path(__file__).parents[1] / "samples" / "hidden.xls")
    assert [(r.row, r.name, r.unit, r.dob and r.dob.value, r.hidden_row) for r in staged.records] == [
        (2, "Nguyễn Thị Hường", "Phòng Nội vụ", "1980-03-05", False),
        (3, "Đỗ Văn Ước", "Phòng Nội vụ", "1985-07-09", True),
        (4, "Lò Thị Én", "Phòng Tư pháp", "1990-01-02", False),
    ]
    assert {(finding.ref, finding.code) for finding in staged.findings} == {
        ("Danh sách!C1", "COL_HIDDEN"),
        ("Danh sách!A3", "ROW_HIDDEN"),
        ("Cũ!B1", "SHEET_HIDDEN"),
    }


def test_a_workbook_with_macros_is_read_and_none_of_them_run(tmp_path: Path) -> None:
    path, macros = tmp_path / "ds.xlsm", tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with xlsxwriter.Workbook(path) as book:
        book.add_vba_project(macros)
        sheet = book.add_worksheet("DS")
        for number, cells in enumerate(ROWS):
            sheet.write_row(number, 0, cells)
    assert summary(stage(path)) == EXPECTED


def test_a_word_table_inside_a_table_is_a_list_of_its_own(tmp_path: Path) -> None:
    inner = f"<w:tc>{table(ROWS)}{line('')}</w:tc>"
    frame = f"<w:tbl><w:tr><w:tc>{line('UBND HUYỆN LÂM THƯỢNG')}</w:tc>{inner}</w:tr></w:tbl>"
    staged = stage(write_docx(tmp_path / "ds.docx", frame))
    assert [one[1:] for one in summary(staged)] == [one[1:] for one in EXPECTED]


def test_several_word_tables_of_different_columns_keep_their_own_awards(tmp_path: Path) -> None:
    staged = stage(
        write_docx(
            tmp_path / "ds.docx",
            line("I. LAO ĐỘNG TIÊN TIẾN"),
            table([["STT", "Họ và tên", "Chức vụ", "Đơn vị"], [1, "Lò Thị Én", "Văn thư", "Phòng Nội vụ"]]),
            line("II. CHIẾN SĨ THI ĐUA CƠ SỞ"),
            f"<w:tbl>{row('STT', 'Họ và tên', cell('Sáng kiến', span=2), 'Đơn vị')}"
            f"{row(1, 'Đỗ Văn Ước', 'Một cửa', 'Cấp cơ sở', 'Phòng Tư pháp')}</w:tbl>",
        )
    )
    assert [one[1:] for one in summary(staged)] == [
        ("Lò Thị Én", ("LDTT",), "Phòng Nội vụ"),
        ("Đỗ Văn Ước", ("CSTDCS",), "Phòng Tư pháp"),
    ]
