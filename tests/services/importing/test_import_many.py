"""Many senders' files at once, whose they are, and what was learned for one sender only."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.services.small_office import SAMPLES, YEAR, listed, workbook
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.queries.importing.batches import batches, files_together
from thidua_desktop.queries.office.journal import last_undoable
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.importing import many_files, staging
from thidua_desktop.services.importing.returned import returned_workbook
from thidua_desktop.services.importing.returned.restaging import core_name
from thidua_desktop.services.importing.senders import not_sent, sender_name
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import save_person
from thidua_desktop.services.organisation.units import save_unit

QUANG, SON = "Trường Tiểu học Minh Quang", "Trạm Y tế xã Cẩm Sơn"
AN = ("Nguyễn Văn An", "12/03/1980", "Giáo viên", QUANG, "LĐTT")
HOA = ("Lê Thị Hòa", "01/05/1976", "Y tá", SON, "LĐTT")


def odd_file(folder: Path, *, unit: str, heading: str, name: str) -> Path:
    """A list with a heading nobody knows, under its unit's name."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        [f"Đơn vị: {unit}"],
        ["STT", "Họ và tên", "Ngày sinh", heading],
        [1, "Lò Thị Én", "02/03/1981", "LĐTT"],
        [2, "Đỗ Văn Ước", "04/05/1982", "LĐTT"],
    ):
        sheet.append(row)
    book.save(folder / name)
    return folder / name


def unit_of(app: AppContext, name: str) -> int:
    save_unit(app, name=name, kind="school")
    return next(unit.id for unit in app.read(units) if unit.name == name)


def elsewhere(file: StagedFile) -> list[str]:
    return [finding.ref for finding in file.findings if finding.code == "DUP_OTHER_FILE"]


def test_a_folder_is_read_with_one_summary_and_a_bad_file_hinders_no_other(
    app: AppContext, tmp_path: Path
) -> None:
    folder = tmp_path / "Nhận về"
    (folder / "Xã").mkdir(parents=True)
    workbook(folder, [AN], name="a.xlsx")
    workbook(folder / "Xã", [HOA], name="b.xlsx")
    (folder / "c.xlsx").write_bytes((SAMPLES / "o19_hong.xlsx").read_bytes())
    (folder / "d.xlsx").write_bytes((SAMPLES / "o18_co_mat_khau.xlsx").read_bytes())
    (folder / "~$a.xlsx").write_bytes(b"lock")
    (folder / "anh.png").write_bytes(b"\x89PNG")
    many = many_files.stage_many(app, [folder], year=YEAR)
    assert [(file.path.name, file.batch_id is not None, file.wants_password) for file in many.files] == [
        ("a.xlsx", True, False),
        ("c.xlsx", False, False),
        ("d.xlsx", False, True),
        ("b.xlsx", True, False),
    ]
    assert many.totals == {"new": 2}
    assert "hỏng" in many.files[1].sentence
    assert many_files.summary_sentence(many).startswith("Đã đọc 2 tệp, 2 tệp không đọc. Cộng 2 dòng: 2 mới")
    assert listed(app) == ()
    many_files.commit_many(app, many.batch_ids)
    assert len(listed(app)) == 2


def test_a_row_in_two_files_is_reported_before_either_is_imported(app: AppContext) -> None:
    names = ("o11_trung_trong_file_A.xlsx", "o12_trung_voi_file_A.xlsx")
    many = many_files.stage_many(app, [SAMPLES / name for name in names], year=YEAR)
    assert [file.repeated for file in many.files] == [0, 2]
    again = staging.read(app, SAMPLES / names[1], year=YEAR)
    assert elsewhere(again) == ["DS!B2", "DS!B4"]


def test_the_same_file_twice_in_a_folder_is_read_once(app: AppContext, tmp_path: Path) -> None:
    first = workbook(tmp_path, [AN], name="a.xlsx")
    (tmp_path / "bản sao.xlsx").write_bytes(first.read_bytes())
    many = many_files.stage_many(app, [tmp_path], year=YEAR)
    assert [file.batch_id is not None for file in many.files] == [True, False]
    assert "a.xlsx" in many.files[1].sentence
    assert len(app.read(batches, year=YEAR)) == 1


def test_who_has_not_sent_is_listed(app: AppContext, tmp_path: Path) -> None:
    for name in (QUANG, SON, "Phòng Nội vụ"):
        save_unit(app, name=name, kind="other")
    many = many_files.stage_many(app, [workbook(tmp_path, [AN])], year=YEAR)
    assert many.files[0].sender == QUANG
    assert [unit.name for unit in many.silent] == ["Phòng Nội vụ", SON]
    assert len(app.read(not_sent, year=YEAR + 1, today=app.today())) == 3


def test_a_sender_made_by_its_own_first_file_is_known_after_the_import(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, workbook(tmp_path, [AN]), year=YEAR)
    assert app.read(sender_name, staged.batch_id) is None
    staging.commit(app, staged.batch_id)
    assert app.read(sender_name, staged.batch_id) == QUANG
    staging.undo(app, staged.batch_id)
    assert app.read(sender_name, staged.batch_id) is None


def test_stopping_in_the_middle_keeps_the_files_read_so_far(app: AppContext, tmp_path: Path) -> None:
    paths = [workbook(tmp_path, [AN], name="a.xlsx"), workbook(tmp_path, [HOA], name="b.xlsx")]

    def stop(done: int, _total: int, _text: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        many_files.stage_many(app, paths, year=YEAR, progress=stop)
    assert [batch.file_name for batch in app.read(batches, year=YEAR)] == ["a.xlsx"]


def test_a_heading_learned_for_one_sender_is_known_in_its_files_only(app: AppContext, tmp_path: Path) -> None:
    quang, son = unit_of(app, QUANG), unit_of(app, SON)
    heading = "Mức đạt của kỳ"
    first = odd_file(tmp_path, unit=QUANG, heading=heading, name="a.xlsx")
    other = odd_file(tmp_path, unit=SON, heading=heading, name="b.xlsx")
    staging.learn_header(app, heading=heading, field="award", sender_unit_id=quang)
    staging.learn_header(app, heading=heading, field="note", sender_unit_id=son)
    assert [record.awards for record in staging.read(app, first, year=YEAR).records] == [("LDTT",)] * 2
    reported = staging.read(app, other, year=YEAR)
    assert [record.awards for record in reported.records] == [()] * 2
    assert reported.records[0].note == "LĐTT"


def test_a_senders_own_heading_goes_before_what_it_means_to_everybody(
    app: AppContext, tmp_path: Path
) -> None:
    quang = unit_of(app, QUANG)
    path = odd_file(tmp_path, unit=QUANG, heading="Mức đạt của kỳ", name="a.xlsx")
    staging.learn_header(app, heading="Mức đạt của kỳ", field="note")
    assert staging.read(app, path, year=YEAR).records[0].note == "LĐTT"
    staging.learn_header(app, heading="Mức đạt của kỳ", field="award", sender_unit_id=quang)
    staging.learn_header(app, heading="Mức đạt của kỳ", field="award", sender_unit_id=quang)
    assert staging.read(app, path, year=YEAR).records[0].awards == ("LDTT",)


def test_a_pasted_table_is_stored_and_imported_like_a_file(app: AppContext) -> None:
    pasted = "STT\tHọ và tên\tNgày sinh\tĐơn vị\tDanh hiệu\n1\tLò Thị Én\t02/03/1981\tPhòng Nội vụ\tLĐTT\n"
    staged = staging.stage_pasted(app, pasted, year=YEAR)
    assert staged.file.file.startswith("Bảng dán")
    assert staging.commit(app, staged.batch_id).nominations == 1


def test_a_web_page_under_a_workbooks_name_is_reported_and_imported(app: AppContext, tmp_path: Path) -> None:
    path = tmp_path / "ds.xls"
    cells = "<tr><td>Họ và tên</td><td>Danh hiệu</td></tr><tr><td>Lò Thị Én</td><td>LĐTT</td></tr>"
    path.write_text(f"<html><table>{cells}</table></html>", encoding="utf-8")
    assert staging.stage(app, path, year=YEAR).counts == {"new": 1}


@pytest.mark.parametrize(
    "name",
    [
        "DS Minh Quang - cần sửa.xlsx",
        "DS Minh Quang (2).xlsx",
        "DS Minh Quang_da sua lan 2.xls",
        "ds minh quang v3.ods",
    ],
)
def test_a_file_sent_again_under_a_longer_name_is_known_by_its_name(name: str) -> None:
    assert core_name(name) == "ds minh quang"


def test_a_name_that_is_only_an_addition_stays_what_it_is() -> None:
    assert core_name("2.xlsx") == "2"
    assert core_name("bổ sung.xlsx") == "bo sung"


def two_imported(app: AppContext, folder: Path) -> tuple[int, ...]:
    """Two files imported in one action."""
    paths = [workbook(folder, [AN], name="a.xlsx"), workbook(folder, [HOA], name="b.xlsx")]
    many = many_files.stage_many(app, paths, year=YEAR)
    many_files.commit_many(app, many.batch_ids)
    return many.batch_ids


def test_one_undo_takes_back_all_files_imported_together(app: AppContext, tmp_path: Path) -> None:
    before = app.read(persons), app.read(units)
    ids = two_imported(app, tmp_path)
    assert app.read(files_together, ids[0]) == ids
    last = app.read(last_undoable)
    assert last is not None
    undone = journal.undo(app, last.id)
    assert undone.conflicts == ()
    assert listed(app) == ()
    assert (app.read(persons), app.read(units)) == before
    assert {batch.state for batch in app.read(batches, year=YEAR)} == {"staged"}
    assert app.read(files_together, ids[0]) == ()


def test_a_single_file_of_many_is_taken_back_alone_and_the_rest_after_it(
    app: AppContext, tmp_path: Path
) -> None:
    first, second = two_imported(app, tmp_path)
    staging.undo(app, first)
    assert [row.name for row in listed(app)] == ["Lê Thị Hòa"]
    assert app.read(files_together, second) == (second,)
    staging.undo_many(app, second)
    assert listed(app) == ()


def test_before_all_are_taken_back_the_officer_is_reported_what_stays(
    app: AppContext, tmp_path: Path
) -> None:
    ids = two_imported(app, tmp_path)
    person = next(one for one in app.read(persons) if one.full_name == "Lê Thị Hòa")
    save_person(
        app, person_id=person.id, full_name="Lê Thị Hoà", unit_id=person.unit_id, position="Trưởng trạm"
    )
    touched = returned_workbook.touched_by(app, ids[0], together=True)
    assert touched.added["persons"] == ("Nguyễn Văn An", "Lê Thị Hoà")
    assert touched.file_name == "a.xlsx”, “b.xlsx"
    assert "Cá nhân: Lê Thị Hoà" in touched.later
    assert len(listed(app)) == 2, "asking changes nothing"
    undone = staging.undo_many(app, ids[1])
    assert returned_workbook.conflict_words(app, undone.conflicts) == touched.later
    assert [one.full_name for one in app.read(persons)] == ["Lê Thị Hoà"]


def test_a_file_that_was_imported_meanwhile_stops_all_of_them(app: AppContext, tmp_path: Path) -> None:
    paths = [workbook(tmp_path, [AN], name="a.xlsx"), workbook(tmp_path, [HOA], name="b.xlsx")]
    many = many_files.stage_many(app, paths, year=YEAR)
    staging.commit(app, many.batch_ids[1])
    with pytest.raises(OfficeError, match=r"importing\.not_staged"):
        many_files.commit_many(app, many.batch_ids)
    assert [row.name for row in listed(app)] == ["Lê Thị Hòa"]


def test_stopping_the_import_of_many_leaves_none_of_them(app: AppContext, tmp_path: Path) -> None:
    paths = [workbook(tmp_path, [AN], name="a.xlsx"), workbook(tmp_path, [HOA], name="b.xlsx")]
    many = many_files.stage_many(app, paths, year=YEAR)

    def stop(done: int, _total: int, _text: str) -> None:
        if done == 1:
            raise Cancelled

    with pytest.raises(Cancelled):
        many_files.commit_many(app, many.batch_ids, progress=stop)
    assert listed(app) == ()
