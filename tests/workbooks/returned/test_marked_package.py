"""The sender's book stays the sender's: drawings, rules, print set-up and every part nobody marked."""

from __future__ import annotations

import io
import re
import struct
import warnings
import zipfile
import zlib
from pathlib import Path
from random import Random

import pytest
import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from tests.corpus.damage import damaged
from tests.workbooks.sender import stage, write
from thidua_desktop.workbooks.returned.cells import SheetChange, change_sheet
from thidua_desktop.workbooks.returned.corrected import corrected_copy
from thidua_desktop.workbooks.returned.list_sheet import marks_of
from thidua_desktop.workbooks.returned.workbook import COLOURS, marked_copy
from thidua_desktop.workbooks.returned.xml import elements, plain, with_attribute

ROWS = [
    ["STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu"],
    [1, "Nguyễn Thị Hường", "31/02/1980", "Phòng Nội vụ", "LĐTT"],
    [2, "Đỗ Văn Ước", "1985", "Phòng Nội vụ", "Bông hoa chăm chỉ"],
    [3, "Lò Thị Én", None, "Phòng Nội vụ", "LĐTT"],
]


def picture(folder: Path) -> Path:
    """A red point as .png."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        whole = kind + data
        return struct.pack(">I", len(data)) + whole + struct.pack(">I", zlib.crc32(whole))

    head = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    body = zlib.compress(b"\0\xff\0\0")
    path = folder / "quoc_huy.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b""))
    return path


def rich(folder: Path) -> Path:
    """A workbook with everything a sender may draw into it."""
    path = folder / "phong phú.xlsx"
    book = xlsxwriter.Workbook(path)
    sheet, other = book.add_worksheet("DS"), book.add_worksheet("Biểu đồ & số")
    green = book.add_format({"bg_color": "#C6EFCE", "bold": True, "font_name": "Arial"})
    for number, row in enumerate(ROWS):
        for column, value in enumerate(row):
            if value is not None:
                sheet.write(number, column, value, green if (number, column) == (1, 2) else None)
    sheet.write_comment("B3", "đã hỏi lại", {"author": "Chị Lan"})
    sheet.write_comment("C2", "ngày này lấy từ hồ sơ", {"author": "Chị Lan"})
    sheet.insert_image("G2", str(picture(folder)))
    sheet.insert_textbox("G8", "Hộp chữ của đơn vị")
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=DS!$A$2:$A$4"})
    sheet.insert_chart("G12", chart)
    sheet.data_validation("E2:E9", {"validate": "list", "source": ["LĐTT", "CSTĐCS"]})
    sheet.conditional_format("A2:A9", {"type": "data_bar", "data_bar_2010": True})
    sheet.add_sparkline("F2", {"range": "DS!A2:A4"})
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.print_area("A1:E4")
    sheet.repeat_rows(0)
    sheet.set_header("&CDanh sách", {"margin": 0.4})
    sheet.autofilter("A1:E4")
    sheet.freeze_panes(1, 2)
    other.write_formula("A1", "=SUM(DS!A2:A4)", None, 6)
    other.print_area("A1:B3")
    other.set_header("&L&G", {"image_left": str(picture(folder))})
    other.activate()
    book.define_name("cả_lớp", "=DS!$A$2:$A$4")
    book.close()
    return path


def sent_back(path: Path, **more: object) -> Path:
    target = path.with_name(f"{path.stem} - cần sửa.xlsx")
    target.write_bytes(marked_copy(path, stage(path), **more))  # type: ignore[arg-type]
    return target


def loaded(path: Path) -> Workbook:
    """What the library reads of it: extensions of the sheets it says it leaves aside."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(path)


def parts(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        assert len(set(archive.namelist())) == len(archive.namelist())
        return {name: archive.read(name) for name in archive.namelist()}


def test_whatever_nobody_marked_comes_back_byte_for_byte(tmp_path: Path) -> None:
    path = rich(tmp_path)
    before, after = parts(path), parts(sent_back(path))
    assert before.keys() <= after.keys()
    changed = {name for name in before if before[name] != after[name]}
    assert changed == {
        "[Content_Types].xml",
        "xl/workbook.xml",
        "xl/_rels/workbook.xml.rels",
        "xl/styles.xml",
        "xl/worksheets/sheet1.xml",
        "xl/worksheets/sheet2.xml",
        "xl/comments1.xml",
        "xl/drawings/vmlDrawing1.vml",
    }
    for name, data in after.items():
        if name.endswith((".xml", ".rels", ".vml")):
            elements(data)
    second = before["xl/worksheets/sheet2.xml"].replace(b'tabSelected="1"', b'tabSelected="0"')
    assert after["xl/worksheets/sheet2.xml"] == second


def test_of_a_marked_sheet_only_the_marked_cells_differ(tmp_path: Path) -> None:
    path = rich(tmp_path)
    before = parts(path)["xl/worksheets/sheet1.xml"]
    after = parts(sent_back(path))["xl/worksheets/sheet1.xml"]
    cells = re.compile(rb'<c r="(?:C2|E3|C4)"[^>]*?(?:/>|>.*?</c>)')
    spans = re.compile(rb' spans="[^"]*"')
    assert spans.sub(b"", cells.sub(b"", after)) == spans.sub(b"", cells.sub(b"", before))
    assert b"x14:dataBar" in after
    assert b"x14:sparkline" in after


def test_names_print_areas_and_the_order_of_sheets_fit_the_new_sheet(tmp_path: Path) -> None:
    book = loaded(sent_back(rich(tmp_path)))
    assert book.sheetnames == ["Việc cần sửa", "DS", "Biểu đồ & số"]
    assert book["DS"].print_area == "'DS'!$A$1:$E$4"
    assert book["Biểu đồ & số"].print_area == "'Biểu đồ & số'!$A$1:$B$3"
    assert book["Việc cần sửa"].print_title_rows == "$5:$5"
    assert book.defined_names["cả_lớp"].attr_text == "DS!$A$2:$A$4"
    assert book.active is book["Việc cần sửa"]


def test_a_note_of_the_senders_keeps_its_words_above_ours(tmp_path: Path) -> None:
    sheet = loaded(sent_back(rich(tmp_path)))["DS"]
    note = sheet["C2"].comment
    assert note is not None
    assert note.text.startswith("ngày này lấy từ hồ sơ")
    assert "\nPhải sửa: " in note.text
    assert note.author == "Chị Lan"
    assert sheet["B3"].comment.text == "đã hỏi lại"


def test_a_corrected_cell_gets_its_own_colour_back_when_it_is_marked_no_more(tmp_path: Path) -> None:
    first = sent_back(rich(tmp_path))
    book = loaded(first)
    assert book["DS"]["C2"].fill.fgColor.rgb == COLOURS["error"]
    assert book["DS"]["C2"].font.name == "Arial"
    book["DS"]["C2"] = "28/02/1980"
    book.save(first)
    cell = loaded(sent_back(first))["DS"]["C2"]
    assert cell.fill.fgColor.rgb == "FFC6EFCE"
    assert cell.comment.text == "ngày này lấy từ hồ sơ"
    assert cell.font.name == "Arial"


def test_a_cell_marked_three_times_still_remembers_its_own_colour(tmp_path: Path) -> None:
    path = sent_back(sent_back(rich(tmp_path)))
    book = loaded(path)
    assert book.sheetnames.count("Việc cần sửa") == 1
    assert book["DS"]["C2"].comment.text.count("Phải sửa") == 1
    book["DS"]["C2"] = "28/02/1980"
    book.save(path)
    assert loaded(sent_back(path))["DS"]["C2"].fill.fgColor.rgb == "FFC6EFCE"


def test_a_fill_of_the_senders_that_happens_to_be_ours_is_left_alone(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    book = loaded(path)
    book.worksheets[0]["B3"].fill = PatternFill("solid", start_color=COLOURS["warning"])
    book.save(path)
    again = loaded(sent_back(sent_back(path))).worksheets[1]
    assert again["B3"].fill.fgColor.rgb == COLOURS["warning"]


def test_a_fault_in_a_cell_that_was_never_typed_is_marked_too(tmp_path: Path) -> None:
    path = rich(tmp_path)
    assert any(mark.cell == "C4" for mark in marks_of(stage(path)))
    cell = loaded(sent_back(path))["DS"]["C4"]
    assert cell.value is None
    assert cell.fill.fgColor.rgb in COLOURS.values()


def test_what_the_office_corrected_is_reported_and_the_senders_words_stay(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    copy = tmp_path / "đọc.xlsx"
    copy.write_bytes(corrected_copy(path, {("DS", "C2"): "28/02/1980"}))
    data = marked_copy(path, stage(copy), corrected={("DS", "C2"): "28/02/1980"}, note="Ghi thêm.")
    path.write_bytes(data)
    book = loaded(path)
    assert book["DS"]["C2"].value == "31/02/1980"
    assert book["DS"]["C2"].fill.fgColor.rgb == COLOURS["mended"]
    listed = [row for row in book["Việc cần sửa"].iter_rows(min_row=6, values_only=True) if row[3]]
    assert [row[1:4] for row in listed if row[3] == "Đã sửa giúp"] == [("C2", "28/02/1980", "Đã sửa giúp")]
    assert "1 chỗ đã sửa giúp" in book["Việc cần sửa"]["A2"].value
    assert "Ghi thêm." in book["Việc cần sửa"]["A2"].value


def test_more_notes_than_one_block_of_numbers_holds(tmp_path: Path) -> None:
    rows = [ROWS[0], *([n, f"Lò Văn {n}", "31/02/1980", "Phòng Nội vụ", "LĐTT"] for n in range(1, 1_300))]
    target = sent_back(write(tmp_path, rows))
    drawing = next(data for name, data in parts(target).items() if name.endswith(".vml"))
    numbers = re.findall(rb'id="_x0000_s(\d+)"', drawing)
    assert len(set(numbers)) == len(numbers) > 1_200
    assert loaded(target)["DS"]["C1300"].comment is not None


def test_comments_that_belong_to_a_conversation_are_left_as_they_are(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    book = loaded(path)
    book.worksheets[0]["C2"].comment = Comment("[Threaded comment] hỏi", "tc={0A}")
    book.save(path)
    note = loaded(sent_back(path))["DS"]["C2"].comment
    assert note.text == "[Threaded comment] hỏi"


@pytest.mark.parametrize("prefix", ["", "x:"])
def test_rows_and_cells_are_found_however_the_sheet_is_written(prefix: str) -> None:
    p = prefix
    xml = (
        f'<{p}worksheet><{p}cols><{p}col min="4" max="4" style="7"/></{p}cols><{p}sheetData>'
        f"<{p}row><{p}c><{p}v>1</{p}v></{p}c><{p}c s='3'/></{p}row>"
        f'<{p}row r="4" spans="1:2"><{p}c r="B4" t="s"><{p}v>0</{p}v></{p}c></{p}row><{p}row r="6"/>'
        f"</{p}sheetData><{p}tableParts/></{p}worksheet>"
    ).encode()
    out = io.BytesIO()
    requested = frozenset({(0, 1), (1, 0), (3, 1), (3, 3), (5, 0), (8, 2)})
    change_sheet(
        io.BytesIO(xml),
        out,
        SheetChange(
            lambda _, appearance: appearance + 10, appearances=requested, texts={(3, 0): "=1"}, notes="r1"
        ),
    )
    message = out.getvalue().decode().replace(p, "") if p else out.getvalue().decode()
    assert '<row><c><v>1</v></c><c s="13"/></row><row r="2"><c r="A2" s="10"/></row>' in message
    assert 't="inlineStr"><is><t xml:space="preserve">=1</t></is></c><c r="B4" t="s" s="10">' in message
    assert '<c r="D4" s="17"/></row><row r="6"><c r="A6" s="10"/></row>' in message
    assert '<row r="9"><c r="C9" s="10"/></row></sheetData><legacyDrawing' in message
    assert message.endswith('id="r1"/><tableParts/></worksheet>')
    elements(out.getvalue())


def test_a_part_in_two_byte_letters_is_read_as_utf8() -> None:
    data = '<?xml version="1.0" encoding="UTF-16"?><a b="ưu"/>'.encode("utf-16")
    assert elements(plain(data))[0].attributes == {"b": "ưu"}


def test_an_attribute_is_set_again_or_added() -> None:
    assert with_attribute(b"<c r='A1' s='2'>", "s", "5") == b"<c r='A1' s=\"5\">"
    assert with_attribute(b"<c r='A1' />", "s", "5") == b"<c r='A1' s=\"5\"/>"


@pytest.mark.parametrize("seed", range(12))
def test_a_damaged_book_that_can_still_be_read_goes_back_all_the_same(seed: int, tmp_path: Path) -> None:
    path = tmp_path / "hỏng.xlsx"
    path.write_bytes(damaged(rich(tmp_path).read_bytes(), Random(seed)))
    staged = stage(path)
    if staged.open_status == "ok":
        assert "Việc cần sửa" in zip_text(marked_copy(path, staged))


def zip_text(data: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        return archive.read("xl/workbook.xml").decode()


def test_a_part_in_an_encoding_nobody_knows_is_reported_as_such() -> None:
    with pytest.raises(ValueError, match="UTF-31"):
        elements(b'<?xml version="1.0" encoding="UTF-31"?><a/>')
