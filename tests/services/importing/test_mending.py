"""Mending in place: a cell corrected in the preview, the rest of the file as it came."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.small_office import SAMPLES, YEAR, listed, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.returned.corrections import correct_cells
from thidua_desktop.services.office.context import AppContext

SCHOOL = "Trường Tiểu học Minh Quang"
ROWS = (
    ("Nguyễn Văn An", "12/3/1980", "Giáo viên", SCHOOL, "LĐTT"),
    ("Lò Thị Én", "31/02/1979", "Giáo viên", SCHOOL, "LĐTT"),
)


def test_a_cell_corrected_before_the_import_is_read_as_it_was_corrected(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, workbook(tmp_path, ROWS), year=YEAR)
    corrected = correct_cells(app, staged.batch_id, {("Sheet", "C3"): "28/02/1979"})
    assert (staged.counts, corrected.counts) == ({"new": 1, "error": 1}, {"new": 2})
    assert not [one for one in corrected.file.findings if one.severity == "error"]
    assert [batch.id for batch in app.read(batches, year=YEAR)] == [corrected.batch_id]
    assert staging.commit(app, corrected.batch_id).nominations == 2


def test_a_cell_corrected_after_the_import_adds_only_its_row(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, workbook(tmp_path, ROWS), year=YEAR)
    staging.commit(app, staged.batch_id)
    corrected = correct_cells(app, staged.batch_id, {("Sheet", "C3"): "28/02/1979"})
    assert corrected.counts == {"identical": 1, "new": 1}
    staging.commit(app, corrected.batch_id)
    assert len(listed(app)) == 2


def test_a_single_row_whose_award_is_corrected_replaces_its_former_reading(
    app: AppContext, tmp_path: Path
) -> None:
    path = workbook(tmp_path, [(*ROWS[0][:4], "Bông hoa chăm chỉ")])
    staged = staging.stage(app, path, year=YEAR)
    corrected = correct_cells(app, staged.batch_id, {("Sheet", "F2"): "LĐTT"})
    assert corrected.counts == {"new": 1}
    assert [batch.id for batch in app.read(batches, year=YEAR)] == [corrected.batch_id]


@pytest.mark.parametrize(
    "name", ["o16_utf8bom_cham_phay.csv", "o23_nhom_theo_don_vi.ods", "o09_tcvn3_vntime.xls"]
)
def test_any_kind_of_file_can_be_corrected(app: AppContext, name: str) -> None:
    staged = staging.stage(app, SAMPLES / name, year=YEAR)
    record = staged.file.records[0]
    corrected = correct_cells(
        app, staged.batch_id, {(record.sheet, f"{record.column}{record.row}"): "Lò Thị Én"}
    )
    assert corrected.file.records[0].name == "Lò Thị Én"
    assert [one.name for one in corrected.file.records[1:]] == [one.name for one in staged.file.records[1:]]


def test_two_lists_of_one_unit_for_two_awards_are_two_files(app: AppContext, tmp_path: Path) -> None:
    first = workbook(tmp_path, ROWS[:1], name="danh sách 1.xlsx")
    second = workbook(tmp_path, [(*ROWS[0][:4], "CSTĐCS")], name="danh sách 2.xlsx")
    for path in (first, second):
        staging.stage(app, path, year=YEAR)
    assert [batch.file_name for batch in app.read(batches, year=YEAR)] == [second.name, first.name]


def test_a_cell_of_a_sheet_that_is_not_there_is_refused(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, workbook(tmp_path, ROWS), year=YEAR)
    with pytest.raises(OfficeError, match=r"feedback\.no_such_cell"):
        correct_cells(app, staged.batch_id, {("Khác", "C3"): "x"})
