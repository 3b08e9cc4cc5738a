"""Lists that come as a Word document, or pasted from another program, are read like a workbook."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.workbooks.sender import stage
from tests.workbooks.word_files import cell, line, row, table, write_docx
from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.importing.values import Known, StagedFile
from thidua_desktop.workbooks.returned.sentences import finding_sentence
from thidua_desktop.workbooks.staging.staging import read_pasted

ROWS = [
    ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
    [1, "Nguyễn Thị Hường", "05/03/1980", "Phòng Nội vụ", "LĐTT"],
    [2, "Đỗ Văn Ước", "1985", "Phòng Nội vụ", "CSTĐCS"],
]
TABBED = "\r\n".join("\t".join(str(one) for one in cells) for cells in ROWS)


def paste(pasted: str) -> StagedFile:
    return read_pasted(pasted, known=Known(awards=load_awards()))


def people(staged: StagedFile) -> list[tuple[object, ...]]:
    return [(r.name, r.dob and r.dob.value, r.unit, r.awards) for r in staged.records]


EXPECTED = [
    ("Nguyễn Thị Hường", "1980-03-05", "Phòng Nội vụ", ("LDTT",)),
    ("Đỗ Văn Ước", "1985", "Phòng Nội vụ", ("CSTDCS",)),
]


def test_a_table_in_a_word_document_is_read_with_the_lines_above_it(tmp_path: Path) -> None:
    staged = stage(
        write_docx(
            tmp_path / "ds.docx",
            table([["UBND HUYỆN LÂM THƯỢNG", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"]]),
            line("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG"),
            line("Đơn vị: Trường Tiểu học Minh Quang"),
            table([["STT", "Họ và tên", "Danh hiệu"], [1, "Lò Thị Én", "LĐTT"], [2, "Đỗ Văn Ước", "CSTĐCS"]]),
            line("Danh sách này có 02 người."),
            line("HIỆU TRƯỞNG"),
        )
    )
    assert staged.open_status == "ok"
    assert [(r.name, r.awards, r.unit) for r in staged.records] == [
        ("Lò Thị Én", ("LDTT",), "Trường Tiểu học Minh Quang"),
        ("Đỗ Văn Ước", ("CSTDCS",), "Trường Tiểu học Minh Quang"),
    ]
    assert staged.sender == "Trường Tiểu học Minh Quang"


def test_merged_headings_and_a_unit_merged_down_in_word_are_understood(tmp_path: Path) -> None:
    body = [
        row(
            cell("STT", merge="restart"), cell("Họ và tên", merge="restart"), cell("Giới tính", span=2),
            cell("Đơn vị", merge="restart"), cell("Danh hiệu", merge="restart"),
        ),
        row(
            cell("", merge="continue"), cell("", merge="continue"), "Nam", "Nữ",
            cell("", merge="continue"), cell("", merge="continue"),
        ),
        row(1, "Lò Thị Én", "", "x", cell("Phòng Nội vụ", merge="restart"), "LĐTT"),
        row(2, "Đỗ Văn Ước", "x", "", cell("", merge="continue"), "CSTĐCS"),
        row(3, "Vàng A Páo", "x", "", "Phòng Tài chính", "LĐTT"),
    ]  # fmt: skip
    staged = stage(write_docx(tmp_path / "ds.docx", f"<w:tbl>{''.join(body)}</w:tbl>"))
    assert [(r.name, r.sex, r.unit) for r in staged.records] == [
        ("Lò Thị Én", "F", "Phòng Nội vụ"),
        ("Đỗ Văn Ước", "M", "Phòng Nội vụ"),
        ("Vàng A Páo", "M", "Phòng Tài chính"),
    ]


def test_a_list_cut_into_two_tables_by_a_page_is_one_list_and_deleted_words_are_gone(tmp_path: Path) -> None:
    gone = (
        "<w:p><w:del><w:r><w:delText>Nguyễn</w:delText></w:r></w:del><w:r><w:t>Lò Văn Tướng</w:t></w:r></w:p>"
    )
    first = table(ROWS[:2])
    second = f"<w:tbl>{row(*ROWS[0])}<w:tr>{cell(2)}<w:tc>{gone}</w:tc>{cell('1985')}{cell('Phòng Nội vụ')}"
    path = write_docx(tmp_path / "ds.docx", first, line(""), f"{second}{cell('LĐTT')}</w:tr></w:tbl>")
    assert [record.name for record in stage(path).records] == ["Nguyễn Thị Hường", "Lò Văn Tướng"]


def test_a_word_document_without_a_table_is_said_to_hold_nothing(tmp_path: Path) -> None:
    staged = stage(write_docx(tmp_path / "thu.docx", line("Kính gửi Phòng Nội vụ")))
    assert staged.open_status == "empty"
    assert "không có dòng dữ liệu" in finding_sentence(staged.findings[0])


def test_entities_in_a_word_document_are_refused_not_resolved(tmp_path: Path) -> None:
    head = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'
    staged = stage(write_docx(tmp_path / "ds.docx", table(ROWS), head=head))
    assert (staged.open_status, staged.records) == ("refuse", ())


def test_a_broken_word_document_is_said_to_be_broken(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "ds.docx", table(ROWS), "<w:p>")
    assert stage(path).open_status == "corrupt"


@pytest.mark.parametrize(
    ("head", "word"), [(b"%PDF-1.7\n", "PDF"), (b"{\\rtf1\\ansi", "Word kiểu cũ")], ids=["pdf", "rtf"]
)
def test_a_paper_that_is_no_table_is_named_as_what_it_is(tmp_path: Path, head: bytes, word: str) -> None:
    path = tmp_path / "ds.xls"
    path.write_bytes(head + b" " * 600)
    staged = stage(path)
    assert (staged.open_status, staged.records) == ("corrupt", ())
    assert word in finding_sentence(staged.findings[0])


def test_a_table_pasted_as_tabbed_text_is_read() -> None:
    staged = paste(TABBED)
    assert (staged.open_status, people(staged)) == ("ok", EXPECTED)


def test_a_line_feed_inside_a_pasted_cell_stays_in_its_cell() -> None:
    pasted = 'STT\tHọ và tên\tDanh hiệu\n1\t"Nguyễn Thị\nHường"\tLĐTT\n2\tĐỗ Văn Ước\tLĐTT\n'
    assert [record.name for record in paste(pasted).records] == ["Nguyễn Thị Hường", "Đỗ Văn Ước"]


def test_a_table_pasted_as_a_web_page_is_read_without_a_warning() -> None:
    cells = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in r) + "</tr>" for r in ROWS)
    page = f"<html><body><!--StartFragment--><table>{cells}</table><!--EndFragment--></body></html>"
    framed = f"Version:0.9\r\nStartHTML:00000097\r\nEndHTML:0000{len(page)}\r\n{page}"
    for pasted in (page, framed):
        staged = paste(pasted)
        assert (staged.open_status, people(staged)) == ("ok", EXPECTED)
        assert [finding.code for finding in staged.findings if finding.severity == "error"] == []


def test_pasting_nothing_of_use_is_said_plainly() -> None:
    assert paste("").open_status == "empty"
    assert paste("xin chào").records == ()


@given(st.text(max_size=300))
def test_whatever_is_pasted_never_crashes(pasted: str) -> None:
    assert all(finding_sentence(finding) for finding in paste(pasted).findings)
    assert paste(TABBED + "\r\n" + pasted.replace("\t", " ")).records[:2]
