"""The way back to the sender, the corrected file that returns, and what taking an import back would touch."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.services.small_office import SAMPLES, YEAR, listed, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.importing import preview, staging
from thidua_desktop.services.importing.returned import returned_workbook
from thidua_desktop.services.importing.returned.corrections import correct_cells
from thidua_desktop.services.importing.returned.sent_file import sent_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.texts import error_sentence

SCHOOL = "Trường Tiểu học Minh Quang"
ROWS = (
    ("Nguyễn Văn An", "12/3/1980", "Giáo viên", SCHOOL, "LĐTT"),
    ("Lò Thị Én", "31/02/1979", "Giáo viên", SCHOOL, "LĐTT"),
    ("Đỗ Văn Ước", "05/03/1985", "Giáo viên", SCHOOL, "Bông hoa chăm chỉ"),
    ("Vàng A Páo", "1990", "Kế toán", SCHOOL, "CSTĐCS"),
    ("Hà Thị Hồng", "12/25/1979", "Giáo viên", SCHOOL, "LĐTT"),
)


def bad_file(folder: Path) -> Path:
    return workbook(folder, ROWS, name="Danh sách Minh Quang.xlsx")


def sent_back(app: AppContext, folder: Path, batch_id: int) -> Path:
    return returned_workbook.save_marked(app, batch_id, folder / returned_workbook.marked_name(app, batch_id))


def test_the_file_back_is_named_after_the_senders_and_lists_what_to_mend(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    path = sent_back(app, tmp_path, staged.batch_id)
    assert path.name == "Danh sách Minh Quang - cần sửa.xlsx"
    book = load_workbook(path)
    assert book.sheetnames[0] == "Việc cần sửa"
    cells = [row[1].value for row in book["Việc cần sửa"].iter_rows(min_row=6) if row[3].value == "Phải sửa"]
    assert cells == ["C3", "F4", "C6"]
    assert "31/02/1979" in book.worksheets[1]["C3"].comment.text


def test_of_a_corrected_file_only_the_corrected_rows_are_taken(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    assert staged.counts == {"new": 2, "error": 3}
    staging.commit(app, staged.batch_id)
    path = sent_back(app, tmp_path, staged.batch_id)
    book = load_workbook(path)
    book.worksheets[1]["C3"] = "28/02/1979"
    book.worksheets[1]["F4"] = "Lao động tiên tiến"
    book.save(path)
    again = staging.stage(app, path, year=YEAR)
    assert again.counts == {"new": 2, "identical": 2, "error": 1}
    assert [one.code for one in again.file.findings if one.severity == "error"] == ["DOB_INVALID"]
    assert staging.commit(app, again.batch_id).nominations == 2
    assert len(listed(app)) == 4


def test_a_corrected_file_takes_the_place_of_one_that_was_only_read(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    path = sent_back(app, tmp_path, staged.batch_id)
    again = staging.stage(app, path, year=YEAR)
    assert [batch.id for batch in app.read(batches, year=YEAR)] == [again.batch_id]
    assert not [one for one in again.file.findings if one.code == "DUP_OTHER_FILE"]


def test_a_file_without_faults_is_not_sent_back(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, workbook(tmp_path, ROWS[:1]), year=YEAR)
    with pytest.raises(OfficeError) as refused:
        returned_workbook.save_marked(app, staged.batch_id, tmp_path / "x.xlsx")
    assert "không có chỗ nào phải sửa" in error_sentence(refused.value)
    assert not (tmp_path / "x.xlsx").exists()


def test_a_protected_file_is_stored_opened_and_comes_back_without_its_password(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, SAMPLES / "o18_co_mat_khau.xlsx", year=YEAR, password="lamthuong2024")
    assert staged.counts == {"new": 3}
    assert returned_workbook.marked_name(app, staged.batch_id) == "o18_co_mat_khau - cần sửa.xlsx"
    assert returned_workbook.was_protected(app, staged.batch_id)
    corrected = correct_cells(app, staged.batch_id, {(staged.file.records[0].sheet, "C2"): "31/02/1980"})
    assert returned_workbook.was_protected(app, corrected.batch_id), (
        "a mended copy is still the sender's locked file"
    )
    book = load_workbook(sent_back(app, tmp_path, corrected.batch_id))
    assert "đã bỏ mật khẩu" in book["Việc cần sửa"]["A2"].value


def test_what_the_officer_corrected_goes_back_as_the_sender_wrote_it_with_a_note(
    app: AppContext, tmp_path: Path
) -> None:
    source = bad_file(tmp_path)
    staged = staging.stage(app, source, year=YEAR)
    assert not returned_workbook.was_protected(app, staged.batch_id)
    once = correct_cells(app, staged.batch_id, {("Sheet", "C3"): "28/02/1979"})
    twice = correct_cells(app, once.batch_id, {("Sheet", "F4"): "LĐTT"})
    path = sent_back(app, tmp_path, twice.batch_id)
    book = load_workbook(path)
    sheet = book["Sheet"]
    assert (sheet["C3"].value, sheet["F4"].value) == ("31/02/1979", "Bông hoa chăm chỉ")
    listed_rows = [row for row in book["Việc cần sửa"].iter_rows(min_row=6, values_only=True) if row[3]]
    assert [row[1:4] for row in listed_rows if row[3] != "Nên xem lại"] == [
        ("C6", "12/25/1979", "Phải sửa"),
        ("C3", "28/02/1979", "Đã sửa giúp"),
        ("F4", "LĐTT", "Đã sửa giúp"),
    ]
    with zipfile.ZipFile(source) as sent, zipfile.ZipFile(path) as back:
        assert sent.read("docProps/core.xml") == back.read("docProps/core.xml")


def test_a_corrected_file_read_again_is_still_the_one_that_was_sent(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    corrected = correct_cells(app, staged.batch_id, {("Sheet", "C3"): "28/02/1979"})
    staging.learn_award(app, spelling="Bông hoa chăm chỉ", award_code="LDTT")
    again = preview.restage(app, corrected.batch_id)
    book = load_workbook(sent_back(app, tmp_path, again.batch_id))
    assert book["Sheet"]["C3"].value == "31/02/1979"


def test_the_senders_own_next_version_forgets_what_was_corrected_in_the_former(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    corrected = correct_cells(app, staged.batch_id, {("Sheet", "C3"): "28/02/1979"})
    path = sent_back(app, tmp_path, corrected.batch_id)
    book = load_workbook(path)
    book["Sheet"]["C3"] = "27/02/1979"
    book.save(path)
    again = staging.stage(app, path, year=YEAR)
    assert app.read(sent_of, again.batch_id).cells == {}


def test_before_undo_the_officer_is_reported_by_name_what_the_import_did(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    staging.commit(app, staged.batch_id)
    touched = returned_workbook.touched_by(app, staged.batch_id)
    assert touched.added["persons"] == ("Nguyễn Văn An", "Vàng A Páo")
    assert touched.added["units"] == (SCHOOL,)
    assert touched.added["nominations"][0] == "Nguyễn Văn An – Lao động tiên tiến"
    assert touched.sentences == ("Thêm mới: 2 cá nhân, 1 đơn vị, tập thể, 2 đề nghị khen thưởng.",)
    assert touched.later == ()


def test_what_the_officer_changed_since_is_named_before_undo_and_stored_by_it(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    staging.commit(app, staged.batch_id)
    person = next(one for one in app.read(persons) if one.full_name == "Nguyễn Văn An")
    people.save_person(
        app, person_id=person.id, full_name="Nguyễn Văn Ân", unit_id=person.unit_id, position="Hiệu phó"
    )
    before = returned_workbook.touched_by(app, staged.batch_id).later
    assert "Cá nhân: Nguyễn Văn Ân" in before
    assert f"Đơn vị: {SCHOOL}" in before
    undone = staging.undo(app, staged.batch_id)
    assert returned_workbook.conflict_words(app, undone.conflicts) == before


def test_asking_what_undo_would_touch_changes_nothing(app: AppContext, tmp_path: Path) -> None:
    done = staging.stage(app, bad_file(tmp_path), year=YEAR)
    staging.commit(app, done.batch_id)
    before = listed(app)
    returned_workbook.touched_by(app, done.batch_id)
    assert listed(app) == before
    assert staging.undo(app, done.batch_id).conflicts == ()


def test_a_file_never_imported_has_nothing_to_take_back(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, bad_file(tmp_path), year=YEAR)
    with pytest.raises(OfficeError, match=r"importing\.not_committed"):
        returned_workbook.touched_by(app, staged.batch_id)


def test_undo_keeps_only_what_a_later_file_stands_on(app: AppContext, tmp_path: Path) -> None:
    letters = [
        "An",
        "Bình",
        "Cường",
        "Dũng",
        "Em",
        "Giang",
        "Hà",
        "Khôi",
        "Lâm",
        "Minh",
        "Nam",
        "Phong",
        "Quân",
        "Sơn",
        "Tú",
        "Uyên",
        "Vinh",
    ]
    rows = [(f"Nguyễn Văn {one}", "12/03/1980", "Giáo viên", SCHOOL, "LĐTT") for one in letters]
    first = staging.stage(app, workbook(tmp_path, rows), year=YEAR)
    staging.commit(app, first.batch_id)
    again = [(*rows[8][:4], "CSTĐCS")]
    later = staging.stage(app, workbook(tmp_path, again, name="b.xlsx"), year=YEAR)
    staging.commit(app, later.batch_id)
    foreseen = returned_workbook.touched_by(app, first.batch_id).later
    assert foreseen == (
        f"Nơi công tác của {rows[8][0]}",
        f"Cá nhân: {rows[8][0]}",
        f"Đơn vị: {SCHOOL}",
    )
    undone = staging.undo(app, first.batch_id)
    assert returned_workbook.conflict_words(app, undone.conflicts) == foreseen
    assert [one.full_name for one in app.read(persons)] == [rows[8][0]]
    assert [(one.name, one.award_code) for one in listed(app)] == [(rows[8][0], "CSTDCS")]
