"""Self-scores as units send them, templates out and back, the tally and what is proposed."""

from __future__ import annotations

import datetime as dt
import io
from collections.abc import Sequence
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.services.scored_bloc import bloc_of, scored
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring import bloc_minutes, proposals, score_import, tally
from thidua_desktop.services.scoring import score_sheets as scoring

ROWS: list[tuple[object, ...]] = [
    ("I", "Phát triển kinh tế - xã hội", 70, None, None, None, None),
    (1, "Thu ngân sách trên địa bàn", 40, 1000, 950, None, None),
    (2, "Công tác cải cách hành chính", 30, None, None, "a", None),
    ("II", "Công tác thi đua, khen thưởng", 30, None, None, 27.5, None),
    (1, "Tổ chức các phong trào thi đua", 30, None, None, "28,25", "Báo cáo số 12"),
    (2, "Gửi báo cáo chậm", None, None, None, "- 0,25", None),
    (None, "Xây dựng tủ sách pháp luật", None, None, None, 5, None),
    (None, "Trưởng đơn vị", None, None, None, None, None),
]


def unit_file(folder: Path, rows: Sequence[tuple[object, ...]], *, unit: str = "UBND Xã Bình Minh") -> Path:
    """As a unit would send it."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.append([unit])
    sheet.append(["BẢNG TỰ CHẤM ĐIỂM NĂM 2024"])
    sheet.append(
        ["TT", "Nội dung, tiêu chí", "Điểm chuẩn", "Kế hoạch", "Thực hiện", "Điểm tự chấm", "Ghi chú"]
    )
    for row in rows:
        sheet.append(list(row))
    path = folder / "tu cham.xlsx"
    book.save(path)
    return path


def test_a_units_own_layout_is_read_with_commas_grades_and_a_blank_after_the_minus(
    app: AppContext, tmp_path: Path
) -> None:
    sheet_id = scored(app, entries=False)
    analysis = score_import.analyse(app, sheet_id, unit_file(tmp_path, ROWS))
    assert analysis.unit_id == bloc_of(app, sheet_id)["Xã Bình Minh"]
    got = {line.code: (line.raw, line.state) for line in analysis.lines if line.state == "new"}
    assert got == {
        "I.1": ("950/1000", "new"),
        "I.2": ("A", "new"),
        "II.1": ("28.25", "new"),
        "II.2": ("0.25", "new"),
    }
    assert [line.note for line in analysis.lines if line.note] == [
        "Ô F7: đơn vị ghi tổng 27,5, cộng các dòng được 28."
    ]
    assert [line.wording for line in analysis.lines if line.state == "other"][-1] == "Trưởng đơn vị"
    changes = score_import.take_in(app, sheet_id, analysis)
    entries = scoring.load(app, sheet_id).entries
    assert {entry.source for entry in entries.values()} == {"tu cham.xlsx"}
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert scoring.load(app, sheet_id).entries == {}


def test_blank_zero_and_kc_stay_three_things(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app, entries=False)
    rows: list[tuple[object, ...]] = [(1, "Tổ chức các phong trào thi đua", 30, None, None, None, None)]
    assert score_import.analyse(app, sheet_id, unit_file(tmp_path, rows)).lines[0].state == "blank"
    for value, raw in ((0, "0"), ("KC", "KC"), ("kc ", "KC")):
        rows = [(1, "Tổ chức các phong trào thi đua", 30, None, None, value, None)]
        analysis = score_import.analyse(app, sheet_id, unit_file(tmp_path, rows))
        assert [(line.raw, line.state) for line in analysis.lines] == [(raw, "new")]


def test_what_is_wrong_is_named_by_its_cell_and_the_rest_goes_in(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app, entries=False)
    rows: list[tuple[object, ...]] = [
        (1, "Tổ chức các phong trào thi đua", 30, None, None, 35, None),
        (2, "Cải cách hành chính", 30, None, None, "A", None),
        (3, "Thu ngân sách trên địa bàn", 40, None, None, 38, None),
    ]
    analysis = score_import.analyse(app, sheet_id, unit_file(tmp_path, rows))
    notes = {line.code: line.note for line in analysis.lines if line.state == "wrong"}
    assert notes["II.1"].startswith("F4: Tiêu chí II.1: “35” cao hơn mức tối đa 30")
    assert "F6" in notes["I.1"]
    assert analysis.count("new") == 1


def test_a_doubtful_row_is_asked_and_the_officers_answer_holds(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app, entries=False)
    rows: list[tuple[object, ...]] = [(None, "Phong trào thi đua yêu nước", None, None, None, 21, None)]
    path = unit_file(tmp_path, rows)
    analysis = score_import.analyse(app, sheet_id, path)
    assert analysis.lines[0].state == "ask"
    assert "II.1" in analysis.lines[0].candidates
    again = score_import.analyse(app, sheet_id, path, answers={analysis.lines[0].cell: "II.1"})
    assert (again.lines[0].code, again.lines[0].raw, again.lines[0].state) == ("II.1", "21", "new")


def test_an_unknown_unit_is_asked_before_anything_is_written(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app, entries=False)
    path = unit_file(tmp_path, ROWS, unit="Đơn vị báo cáo")
    analysis = score_import.analyse(app, sheet_id, path)
    assert analysis.unit_id is None
    with pytest.raises(OfficeError, match="import_whose"):
        score_import.take_in(app, sheet_id, analysis)


def test_a_filled_template_comes_back_without_a_question(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app, entries=False)
    files = score_import.save_templates(app, sheet_id, tmp_path)
    assert len(files) == 3
    path = next(file for file in files if "Cẩm Sơn" in file.name)
    book = load_workbook(path)
    page = book.worksheets[0]
    assert page.protection.sheet
    places = {page.cell(row, 8).value: row for row in range(7, page.max_row + 1)}
    open_cells = [cell.coordinate for row in page.iter_rows() for cell in row if not cell.protection.locked]
    assert f"F{places['II.1']}" in open_cells
    assert f"B{places['II.1']}" not in open_cells
    page.cell(places["I.1"], 4).value, page.cell(places["I.1"], 5).value = 1000, 870
    page.cell(places["I.2"], 6).value = "B"
    page.cell(places["II.1"], 6).value = 0
    page.cell(places["K"], 6).value = "KC"
    book.save(path)
    analysis = score_import.analyse(app, sheet_id, path)
    assert analysis.unit_id == bloc_of(app, sheet_id)["Xã Cẩm Sơn"]
    assert analysis.count("ask", "wrong") == 0
    assert {line.code: line.raw for line in analysis.lines if line.state == "new"} == {
        "I.1": "870/1000",
        "I.2": "B",
        "II.1": "0",
        "K": "KC",
    }


def test_the_tally_shows_its_numbers_and_can_reckon_them_again(app: AppContext, tmp_path: Path) -> None:
    sheet_id = scored(app)
    path = tmp_path / "tong hop.xlsx"
    tally.save_tally(app, sheet_id, path)
    shown = load_workbook(path, data_only=True)
    main, detail = shown.worksheets
    rows = [[cell.value for cell in row] for row in main.iter_rows()]
    top = next(n for n, row in enumerate(rows) if row[0] == "TT")
    totals = {row[1]: (row[-6], row[-5]) for row in rows[top + 1 : top + 4]}
    assert totals == {"Xã An Phú": (97, 1), "Xã Bình Minh": (88.5, 2), "Xã Cẩm Sơn": (70, 3)}
    live = load_workbook(path)
    formulas = [
        str(c.value) for row in live.worksheets[0].iter_rows() for c in row if str(c.value).startswith("=")
    ]
    assert any("SUM(" in one for one in formulas) and any("SUMPRODUCT" in one for one in formulas)
    assert live.worksheets[0].page_setup.orientation == "landscape"
    assert live.worksheets[0].print_title_rows
    sections = {row[0].value: row[3].value for row in detail.iter_rows(min_row=3) if row[0].value}
    assert sections["I"] == pytest.approx(69.2)


def test_the_tally_is_on_paper_and_for_word_too(app: AppContext, tmp_path: Path) -> None:
    from pypdf import PdfReader

    sheet_id = scored(app)
    path = tmp_path / "tong hop.pdf"
    tally.save_tally(app, sheet_id, path)
    page = PdfReader(io.BytesIO(path.read_bytes())).pages[0]
    words = page.extract_text()
    assert "BẢNG TỔNG HỢP CHẤM ĐIỂM" in words and "97,00" in words
    assert page.mediabox.width > page.mediabox.height
    tally.save_tally(app, sheet_id, tmp_path / "tong hop.docx")
    assert (tmp_path / "tong hop.docx").read_bytes().startswith(b"PK")


def test_the_units_proposed_become_nominations_in_one_step_and_barred_ones_do_not(app: AppContext) -> None:
    sheet_id = scored(app)
    found = {one.code: (one.units, one.guess) for one in proposals.guesses(scoring.load(app, sheet_id))}
    assert found["flag"] == (("Xã An Phú",), "CO_TINH")
    assert found["commendation"][0] == ("Xã Bình Minh",)
    with pytest.raises(OfficeError, match="propose_open"):
        proposals.propose(app, sheet_id, {"flag": "CO_TINH", "commendation": "GK_HUYEN"})
    scoring.close(app, sheet_id)
    changes = proposals.propose(app, sheet_id, {"flag": "CO_TINH", "commendation": "GK_HUYEN"})
    rows = [(row.name, row.award_code, row.achievement) for row in app.read(nominations, year=2024)]
    assert rows == [
        ("Xã An Phú", "CO_TINH", "Xếp hạng 1 với 97 điểm, Cụm thi đua số 1 năm 2024"),
        ("Xã Bình Minh", "GK_HUYEN", "Xếp hạng 2 với 88,5 điểm, Cụm thi đua số 1 năm 2024"),
    ]
    with pytest.raises(OfficeError, match="nobody_to_propose"):
        proposals.propose(app, sheet_id, {"flag": "CO_TINH", "commendation": "GK_HUYEN"})
    assert changes.journal_id is not None
    journal.undo(app, changes.journal_id)
    assert app.read(nominations, year=2024) == ()


def test_the_minutes_carry_the_order_the_proposals_and_the_election(app: AppContext, tmp_path: Path) -> None:
    from pypdf import PdfReader

    sheet_id = scored(app)
    loaded = scoring.load(app, sheet_id)
    facts = bloc_minutes.facts_of(app, loaded)
    ids = bloc_of(app, sheet_id)
    facts |= {"chair": "Lò Văn Sơn", "secretary": "Hà Thị Mai", "place": "Hội trường xã An Phú"}
    facts |= {"head_id": ids["Xã Bình Minh"], "voters": 3, "agree": 3, "held_on": dt.date(2024, 12, 18)}
    bloc_minutes.save_facts(app, sheet_id, facts)
    path = tmp_path / "bien ban.pdf"
    bloc_minutes.save_minutes(app, sheet_id, path)
    words = " ".join(page.extract_text() for page in PdfReader(path).pages).replace("\n", " ")
    assert "bầu Xã Bình Minh làm Trưởng khối, cụm năm 2025 với 3/3 phiếu đồng ý" in words
    assert "Đề nghị Cờ thi đua: Xã An Phú" in words
    assert "Lãnh đạo bị kỷ luật" in words and "88,5" in words and "Lò Văn Sơn" in words
    bloc_minutes.save_minutes(app, sheet_id, tmp_path / "bien ban.docx")
    assert (tmp_path / "bien ban.docx").read_bytes().startswith(b"PK")


def test_the_template_adds_up_what_the_unit_types_and_says_what_it_leaves_out(
    app: AppContext, tmp_path: Path
) -> None:
    sheet_id = scored(app, entries=False)
    path = next(file for file in score_import.save_templates(app, sheet_id, tmp_path) if "Phú" in file.name)
    book = load_workbook(path)
    page = book.worksheets[0]
    rows = {page.cell(row, 8).value: row for row in range(7, page.max_row + 1)}
    assert page.cell(rows["I"], 9).value == f"=SUM(I{rows['I.1']}:I{rows['I.2']})"
    assert page.cell(rows["T"], 9).value == "–"
    total = next(row for row in range(7, page.max_row + 1) if "Tổng điểm" in str(page.cell(row, 1).value))
    assert "dòng có dấu – không cộng ở đây" in str(page.cell(total + 1, 1).value)
    own = {code: page.cell(row, 9).value for code, row in rows.items()}
    at = {code: f"F{row}" for code, row in rows.items()}
    assert own["I.1"] == f"=N({at['I.1']})"
    assert own["I.2"] == f'=IF(TRIM({at["I.2"]})="A",30,IF(TRIM({at["I.2"]})="B",24.0,0))'
    assert own["II.2"] == f"=-ABS(N({at['II.2']}))"
    assert own["K"] == "–"
    assert page.cell(total, 9).value == f"=SUM(I{rows['T']}:I{rows['I']},I{rows['II']}:I{rows['II']})"
