"""The sender's own workbook back: nothing lost, every fault at its cell, and read again as the same list."""

from __future__ import annotations

import tomllib
import zipfile
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import example, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.workbooks.sender import stage, write
from tests.workbooks.word_files import table, write_docx
from thidua_desktop.catalogue import load_awards
from thidua_desktop.config import resource
from thidua_desktop.domain.importing.values import Known, StagedFile
from thidua_desktop.workbooks.returned.workbook import COLOURS, marked_copy, marked_ending
from thidua_desktop.workbooks.staging.staging import read_file

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "import"
READ = sorted(
    path
    for path in SAMPLES.glob("o*")
    if path.suffix != ".json" and path.name[:3] not in {"o19", "o20", "o24"}
)
ROWS = [
    ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
    [1, "Nguyễn Thị Hường", "31/02/1980", "Phòng Nội vụ", "LĐTT"],
    [2, "Đỗ Văn Ước", "1985", "Phòng Nội vụ", "=1+1"],
]


def read(path: Path) -> StagedFile:
    return read_file(path, known=Known(awards=load_awards()), password="lamthuong2024")


def marked(path: Path, folder: Path) -> Path:
    target = folder / f"{path.stem} - cần sửa{marked_ending(path, password='lamthuong2024')}"
    target.write_bytes(marked_copy(path, read(path), password="lamthuong2024"))
    return target


def message(staged: StagedFile) -> list[tuple[object, ...]]:
    return [
        (r.row, r.name, r.awards, r.dob, r.unit, r.sex, r.importable, r.hidden_row) for r in staged.records
    ]


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name.split("_")[0])
def test_every_sample_sent_back_is_read_again_as_the_same_list(path: Path, tmp_path: Path) -> None:
    assert message(read(marked(path, tmp_path))) == message(read(path))


@pytest.mark.parametrize("path", READ, ids=lambda path: path.name.split("_")[0])
def test_every_fault_of_a_sample_stands_in_its_cell_and_in_the_list(path: Path, tmp_path: Path) -> None:
    staged = read(path)
    book = load_workbook(marked(path, tmp_path))
    faults = [one for one in staged.findings if one.severity != "info"]
    listed = [row for row in book["Việc cần sửa"].iter_rows(min_row=6, values_only=True) if row[3]]
    assert len(listed) == len(faults)
    assert all(row[4] and row[5] for row in listed)
    comments = sum(c.comment is not None for sheet in book.worksheets for r in sheet.iter_rows() for c in r)
    assert comments >= len({one.ref for one in faults if one.severity == "error" and "!" in one.ref})


def test_the_list_leads_to_the_cell_and_stands_first(tmp_path: Path) -> None:
    book = load_workbook(marked(write(tmp_path, {"DS giáo viên 'A'": ROWS}), tmp_path))
    sheet = book.active
    assert sheet is not None and sheet.title == "Việc cần sửa"
    assert sheet["B6"].hyperlink.location == "'DS giáo viên ''A'''!C2"
    assert sheet["C6"].value == "31/02/1980"
    assert [bool(one.sheet_view.tabSelected) for one in book.worksheets] == [True, False]
    assert book.worksheets[1]["C2"].fill.fgColor.rgb == COLOURS["error"]


def test_the_senders_formatting_comments_formulas_and_widths_stay(tmp_path: Path) -> None:
    path = write(tmp_path, [*ROWS, [3, "Lò Thị Én", "1990", "Phòng Nội vụ", "LĐTT"]], name="goc.xlsx")
    book = load_workbook(path)
    sheet = book.worksheets[0]
    sheet["B2"].font = Font(name="Arial", bold=True)
    sheet["B3"].fill = PatternFill("solid", start_color="FF00FF00")
    sheet["C2"].comment = Comment("hỏi lại", "Chị Lan")
    sheet["F2"] = "=LEN(B2)"
    sheet.column_dimensions["B"].width = 33
    sheet.row_dimensions[4].hidden = True
    book.save(path)
    stored = load_workbook(marked(path, tmp_path)).worksheets[1]
    assert (stored["B2"].font.name, stored["B2"].font.bold) == ("Arial", True)
    assert stored["B3"].fill.fgColor.rgb == "FF00FF00"
    assert stored["C2"].comment.text.startswith("hỏi lại\nPhải sửa: ")
    assert stored["F2"].value == "=LEN(B2)"
    assert stored.column_dimensions["B"].width == 33
    assert stored.row_dimensions[4].hidden


def test_a_cell_that_looks_like_a_formula_is_shown_and_never_computed(tmp_path: Path) -> None:
    path = tmp_path / "ds.csv"
    path.write_text("Họ và tên;Danh hiệu\n=HYPERLINK(1);LĐTT\nLò Thị Én;=1+1\n", encoding="utf-8")
    book = load_workbook(marked(path, tmp_path))
    kinds = {c.data_type for sheet in book.worksheets for row in sheet.iter_rows() for c in row if c.value}
    assert "f" not in kinds


def test_marking_a_corrected_file_again_takes_the_former_marks_away(tmp_path: Path) -> None:
    first = marked(write(tmp_path, ROWS), tmp_path)
    book = load_workbook(first)
    book.worksheets[1]["C2"] = "28/02/1980"
    book.save(first)
    again = load_workbook(marked(first, tmp_path))
    assert again.sheetnames.count("Việc cần sửa") == 1
    cell = again.worksheets[1]["C2"]
    assert cell.comment is None
    assert cell.fill.fill_type is None


def test_the_senders_own_note_outlives_every_marking(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    book = load_workbook(path)
    book.worksheets[0]["C2"].comment = Comment("hỏi lại\nchị Lan", "Chị Lan")
    book.save(path)
    first = marked(path, tmp_path)
    book = load_workbook(first)
    assert "Phải sửa: " in book.worksheets[1]["C2"].comment.text
    book.worksheets[1]["C2"] = "28/02/1980"
    book.save(first)
    note = load_workbook(marked(first, tmp_path)).worksheets[1]["C2"].comment
    assert (note.text, note.author) == ("hỏi lại\nchị Lan", "Chị Lan")


def test_a_fault_inside_merged_cells_is_marked_where_it_can_be_seen(tmp_path: Path) -> None:
    rows = [*ROWS, [3, "Lò Thị Én", None, "Phòng Nội vụ", "LĐTT"]]
    path = write(tmp_path, rows, merges=["C3:C4"])
    book = load_workbook(path)
    book.worksheets[0]["C3"] = "30/02/1985"
    book.save(path)
    assert load_workbook(marked(path, tmp_path)).worksheets[1]["C3"].comment is not None


def test_a_word_table_comes_back_as_a_workbook(tmp_path: Path) -> None:
    path = write_docx(tmp_path / "ds.docx", table(ROWS))
    target = marked(path, tmp_path)
    assert target.suffix == ".xlsx"
    assert [record.name for record in stage(target).records] == ["Nguyễn Thị Hường", "Đỗ Văn Ước"]


def test_stored_results_of_formulas_come_back_with_the_file(tmp_path: Path) -> None:
    path = next(path for path in READ if path.name.startswith("o13"))
    values = load_workbook(marked(path, tmp_path), data_only=True)
    sheet = next(one for one in values.worksheets if one.title == "DS")
    assert sheet["G4"].value


def test_a_workbook_without_any_visible_fault_only_says_so(tmp_path: Path) -> None:
    empty = Workbook()
    empty.save(tmp_path / "trong.xlsx")
    book = load_workbook(marked(tmp_path / "trong.xlsx", tmp_path))
    assert book["Việc cần sửa"]["F6"].value


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Co", "Cn"]), min_size=1, max_size=20
).map(str.strip)


@settings(max_examples=25)
@example([("", "0")])
@example([("\u200b", "0"), ("\u00ad", "\u2028"), ("Lò Thị Én", "\ufeff")])
@given(st.lists(st.tuples(WORDS, st.one_of(WORDS, st.integers(0, 99_999))), min_size=1, max_size=6))
def test_whatever_stands_in_the_cells_stands_there_when_it_comes_back(
    tmp_path_factory: pytest.TempPathFactory, rows: list[tuple[str, str | int]]
) -> None:
    folder = tmp_path_factory.mktemp("ds")
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Họ và tên", "Ngày sinh", "Danh hiệu"])
    for number, (name, born) in enumerate(rows, start=2):
        for column, value in enumerate((name, born, "LĐTT"), start=1):
            cell = sheet.cell(number, column)
            cell.value = value
            if isinstance(value, str):
                cell.data_type = "s"
    book.save(folder / "ds.xlsx")
    target = marked(folder / "ds.xlsx", folder)
    assert message(read(target)) == message(read(folder / "ds.xlsx"))
    sent = load_workbook(folder / "ds.xlsx").worksheets[0]
    before = [[c.value for c in row] for row in sent.iter_rows()]
    assert [[c.value for c in row] for row in load_workbook(target).worksheets[1].iter_rows()] == before


def test_every_fault_a_sender_can_make_has_an_advice() -> None:
    texts = tomllib.loads(resource("texts", "feedback.toml").read_text(encoding="utf-8"))
    codes = tomllib.loads(resource("texts", "importing.toml").read_text(encoding="utf-8"))["findings"]
    corrected_by_us = {"NAME_NFD_FIXED", "NAME_WHITESPACE_FIXED", "NAME_FOOTNOTE", "NAME_IN_ONE_CELL"}
    reported = {
        "TEXT_APOSTROPHE",
        "TEXT_FULLWIDTH",
        "DOB_YEAR_ONLY",
        "DOB_MONTH_ONLY",
        "SAME_PERSON_OTHER_AWARD",
    }
    files = {code for code in codes if code.startswith("FILE_")}
    assert codes.keys() - files - corrected_by_us - reported <= texts["advice"].keys()


def test_a_workbook_with_macros_drop_downs_and_notes_keeps_them(tmp_path: Path) -> None:
    path, macros = tmp_path / "ds.xlsm", tmp_path / "vbaProject.bin"
    macros.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    book = xlsxwriter.Workbook(path)
    book.add_vba_project(macros)
    sheet = book.add_worksheet("DS")
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            sheet.write(number, column, value if value != "=1+1" else "LĐTT")
    sheet.write_comment("B2", "đã hỏi lại", {"author": "Chị Lan"})
    sheet.data_validation("E2:E9", {"validate": "list", "source": ["LĐTT", "CSTĐCS"]})
    sheet.conditional_format("A2:A9", {"type": "cell", "criteria": ">", "value": 1, "format": None})
    book.close()
    target = marked(path, tmp_path)
    assert target.suffix == ".xlsm"
    with zipfile.ZipFile(target) as archive:
        assert archive.read("xl/vbaProject.bin") == macros.read_bytes()
        assert b"macroEnabled.main+xml" in archive.read("[Content_Types].xml")
    stored = load_workbook(target).worksheets[1]
    assert stored["B2"].comment.text == "đã hỏi lại"
    assert stored["C2"].comment.text.startswith("Phải sửa")
    assert [str(rule.sqref) for rule in stored.data_validations.dataValidation] == ["E2:E9"]
    assert message(read(target)) == message(read(path))
