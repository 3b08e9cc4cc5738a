"""What the officer sees when a file comes in, comes in again, and is taken back."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.services.small_office import SAMPLES, YEAR, listed, take_in, workbook
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.importing.batches import batches, findings, rows
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.services.importing import many_files, staging
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.texts import error_sentence

AN = ("Nguyễn Văn An", "12/3/1980", "Giáo viên", "Trường Tiểu học Minh Quang", "LĐTT")


def tables(app: AppContext) -> dict[str, list[tuple[object, ...]]]:
    """Every row of the data tables, for saying that a state is exactly another."""
    names = ("unit", "person", "membership", "household", "nomination", "import_batch", "import_row")
    with app.database.reading() as connection:
        return {
            name: [tuple(row) for row in connection.exec_driver_sql(f"SELECT * FROM {name} ORDER BY id")]
            for name in names
        }


def test_nothing_is_written_among_nominations_before_the_import_is_confirmed(app: AppContext) -> None:
    staged = staging.stage(app, SAMPLES / "o01_mau_chuan.xlsx", year=YEAR)
    assert listed(app) == ()
    assert sum(staged.counts.values()) == len(staged.file.records) == 15


def test_the_counts_of_the_preview_add_up_and_are_what_the_import_does(app: AppContext) -> None:
    staged = staging.stage(app, SAMPLES / "o11_trung_trong_file_A.xlsx", year=YEAR)
    done = staging.commit(app, staged.batch_id)
    assert done.counts == staged.counts == {"new": 9, "error": 2}
    assert done.nominations == len(listed(app)) == 9


def test_the_same_file_twice_adds_no_row(app: AppContext) -> None:
    first = take_in(app, SAMPLES / "o01_mau_chuan.xlsx")
    again = take_in(app, SAMPLES / "o01_mau_chuan.xlsx")
    assert first.nominations == 15
    assert again.nominations == 0
    assert again.counts == {"identical": 15}


@pytest.mark.parametrize("name", ["o01_mau_chuan.xlsx", "o04_nhom_tap_the_ca_nhan_stt_dut_quang.xlsx"])
def test_undo_restores_the_former_state_exactly(app: AppContext, name: str) -> None:
    staged = staging.stage(app, SAMPLES / name, year=YEAR)
    before = tables(app)
    staging.commit(app, staged.batch_id)
    undone = staging.undo(app, staged.batch_id)
    assert undone.conflicts == ()
    assert tables(app) == before


def test_undo_keeps_a_person_the_officer_corrected_since_and_lists_it(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, workbook(tmp_path, [AN]), year=YEAR)
    staging.commit(app, staged.batch_id)
    person = app.read(persons)[0]
    people.save_person(
        app, person_id=person.id, full_name="Nguyễn Văn Ân", unit_id=person.unit_id, position="Hiệu phó"
    )
    undone = staging.undo(app, staged.batch_id)
    assert {conflict.table_name for conflict in undone.conflicts} >= {"person", "membership"}
    assert [row.full_name for row in app.read(persons)] == ["Nguyễn Văn Ân"]
    assert listed(app) == ()


def test_two_people_with_one_name_stay_two_and_one_person_is_made_once(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, SAMPLES / "o11_trung_trong_file_A.xlsx")
    found = [(row.full_name, row.born and row.born.value) for row in app.read(persons)]
    assert sorted(one for one in found if one[0] == "Phan Thế Quân") == [
        ("Phan Thế Quân", "1971-01-02"),
        ("Phan Thế Quân", "1990-12-09"),
    ]
    assert [one[0] for one in found].count("Lương Quang Lượng") == 1, "two awards, one person"


def test_a_row_another_file_has_sent_is_named_with_that_file(app: AppContext) -> None:
    take_in(app, SAMPLES / "o11_trung_trong_file_A.xlsx")
    read = staging.read(app, SAMPLES / "o12_trung_voi_file_A.xlsx", year=YEAR)
    reported = [(one.ref, one.code) for one in read.findings if one.code == "DUP_OTHER_FILE"]
    assert reported == [("DS!B2", "DUP_OTHER_FILE"), ("DS!B4", "DUP_OTHER_FILE")]
    assert "o11_trung_trong_file_A.xlsx" in staging.finding_words(
        next(one for one in read.findings if one.code == "DUP_OTHER_FILE")
    )


def test_a_file_fills_gaps_but_never_overwrites_what_is_known(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, [("Lê Thị Hòa", "1976", "Y tá", "Trạm Y tế xã Cẩm Sơn", "LĐTT")]))
    take_in(
        app,
        workbook(
            tmp_path, [("Lê Thị Hoà", "01/05/1976", "Y tá", "Trạm Y tế xã Cẩm Sơn", "LĐTT")], name="b.xlsx"
        ),
    )
    (person,) = app.read(persons)
    assert person.born == PartialDate("1976-05-01", "day")
    assert person.full_name == "Lê Thị Hòa"


def test_an_unknown_award_is_asked_once_and_remembered(app: AppContext, tmp_path: Path) -> None:
    path = workbook(tmp_path, [("Lê Thị Hòa", "1976", "Y tá", "Trạm Y tế xã Cẩm Sơn", "Bông hoa chăm chỉ")])
    first = staging.read(app, path, year=YEAR)
    assert [one.code for one in first.findings if one.severity == "error"] == ["AWARD_UNKNOWN"]
    assert first.records[0].awards == ()
    staging.learn_award(app, spelling="Bông hoa chăm chỉ", award_code="LDTT")
    again = staging.read(app, path, year=YEAR)
    assert again.records[0].awards == ("LDTT",)


def test_learning_an_award_that_does_not_exist_is_refused(app: AppContext) -> None:
    with pytest.raises(OfficeError, match=r"importing\.unknown_award"):
        staging.learn_award(app, spelling="x", award_code="KHONG_CO")


@pytest.mark.parametrize("name", ["o18_co_mat_khau.xlsx", "o19_hong.xlsx", "o20_trong.xlsx"])
def test_a_file_that_cannot_be_read_leaves_nothing_behind_but_a_sentence(app: AppContext, name: str) -> None:
    with pytest.raises(OfficeError) as refused:
        staging.stage(app, SAMPLES / name, year=YEAR)
    assert error_sentence(refused.value).endswith("Chưa có gì được nhập.")
    assert app.read(batches, year=YEAR) == ()


def test_the_list_of_files_counts_rows_and_rows_with_errors(app: AppContext) -> None:
    take_in(app, SAMPLES / "o11_trung_trong_file_A.xlsx")
    (batch,) = app.read(batches, year=YEAR)
    assert (batch.state, batch.rows, batch.errors) == ("committed", 11, 2)
    assert type(batch.errors) is int


def test_a_batch_is_imported_once(app: AppContext) -> None:
    staged = staging.stage(app, SAMPLES / "o01_mau_chuan.xlsx", year=YEAR)
    staging.commit(app, staged.batch_id)
    with pytest.raises(OfficeError, match=r"importing\.not_staged"):
        staging.commit(app, staged.batch_id)


def test_every_row_and_finding_leads_back_to_its_cell(app: AppContext) -> None:
    staged = staging.stage(app, SAMPLES / "o05_ho_dem_ten_hai_cot.xlsx", year=YEAR)
    by_id = {row.id: row for row in app.read(rows, batch_id=staged.batch_id)}
    error = next(one for one in app.read(findings, batch_id=staged.batch_id) if one.severity == "error")
    row = by_id[error.row_id or 0]
    assert (row.sheet, row.row_number, row.outcome) == ("LDTT", 15, "error")
    assert row.cells["B"] == "Đinh Thị Mỹ"
    staging.commit(app, staged.batch_id)
    assert {(one.file_name, one.sheet) for one in listed(app)} == {("o05_ho_dem_ten_hai_cot.xlsx", "LDTT")}


KILLED = """
import json, os, signal, sys
from pathlib import Path
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.services.importing import many_files as import_many, staging as importing
folder, after = DataFolder(Path(sys.argv[1])), int(sys.argv[2])
batches = [int(one) for one in sys.argv[3:]]
calls = 0
def counted(name):
    original = getattr(UnitOfWork, name)
    def method(self, *args, **kwargs):
        global calls
        calls += 1
        if calls > after:
            os.kill(os.getpid(), signal.SIGKILL)
        return original(self, *args, **kwargs)
    setattr(UnitOfWork, name, method)
for name in ("insert", "update", "finish"):
    counted(name)
if len(batches) == 1:
    importing.commit(open_app(folder), batches[0])
else:
    import_many.commit_many(open_app(folder), batches)
"""


def cut_off(app: AppContext, *batch_ids: int, after: int) -> int:
    """Imports in a process of its own, killed after so many writes; its exit code."""
    root = Path(__file__).parents[3]
    words = [str(app.folder.root), str(after), *map(str, batch_ids)]
    return subprocess.run(
        [sys.executable, "-c", KILLED, *words],
        cwd=root,
        env={**os.environ, "PYTHONPATH": str(root)},
        check=False,
    ).returncode


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not to be had there")
@pytest.mark.parametrize("after", [0, 2, 4, 6])
def test_a_power_cut_in_the_middle_of_an_import_leaves_nothing_of_it(app: AppContext, after: int) -> None:
    staged = staging.stage(app, SAMPLES / "o01_mau_chuan.xlsx", year=YEAR)
    before = tables(app)
    app.close()
    assert cut_off(app, staged.batch_id, after=after) == -signal.SIGKILL
    assert json.dumps(tables(app), default=str) == json.dumps(before, default=str)
    assert staging.commit(app, staged.batch_id).nominations == 15


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL is not to be had there")
@pytest.mark.parametrize("after", [0, 3, 7, 8, 12, 14])
def test_a_power_cut_among_many_files_leaves_none_of_them(app: AppContext, after: int) -> None:
    names = ("o01_mau_chuan.xlsx", "o05_ho_dem_ten_hai_cot.xlsx")
    ids = [staging.stage(app, SAMPLES / name, year=YEAR).batch_id for name in names]
    before = tables(app)
    app.close()
    assert cut_off(app, *ids, after=after) == -signal.SIGKILL
    assert json.dumps(tables(app), default=str) == json.dumps(before, default=str)
    assert len(many_files.commit_many(app, ids)) == 2
