"""Whom a row means when somebody like him is known, what units it brings, and files put aside."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.services.small_office import YEAR, listed, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.services.importing import many_files, same_people, staging
from thidua_desktop.services.office.context import AppContext

COMMUNE = [("Vi Văn Tởn", "07/03/1982", "Công chức văn hóa", "UBND xã Mường Lựm", "LĐTT")]
SCHOOL = [
    ("Vi Văn Tởn", "07/03/1982", "Giáo viên", "Trường Tiểu học Mường Lựm", "LĐTT"),
    ("Hà Thị Mượt", "06/03/1981", "Giáo viên", "Trường Tiểu học Mường Lựm", "LĐTT"),
]


def test_a_person_of_another_unit_is_asked_about_and_nothing_of_him_changes(
    app: AppContext, tmp_path: Path
) -> None:
    take_in(app, workbook(tmp_path, COMMUNE))
    staged = staging.stage(app, workbook(tmp_path, SCHOOL, name="b.xlsx"), year=YEAR)
    assert (staged.counts["new"], staged.counts["error"]) == (1, 1)
    reported = [one.ref for one in staged.file.findings if one.severity == "error"]
    assert reported == [staged.file.records[0].ref(staged.file.records[0].column)]
    (question,) = app.read(same_people.questions, staged.batch_id)
    staging.commit(app, staged.batch_id)
    assert sorted(row.position for row in listed(app)) == ["Công chức văn hóa", "Giáo viên"]
    assert question.row.name == "Vi Văn Tởn"


def test_answered_as_somebody_else_the_row_is_taken(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, COMMUNE))
    staged = staging.stage(app, workbook(tmp_path, SCHOOL, name="b.xlsx"), year=YEAR)
    (question,) = app.read(same_people.questions, staged.batch_id)
    same_people.answer(app, staged.batch_id, [(question, None)])
    staging.commit(app, staged.batch_id)
    assert len(listed(app)) == 3


def test_new_units_are_counted_and_one_like_another_is_shown(app: AppContext, tmp_path: Path) -> None:
    take_in(app, workbook(tmp_path, COMMUNE))
    rows = [("Lò Văn Tám", "01/02/1980", "Công chức", "Xã Mường Lựm", "LĐTT")]
    staged = staging.stage(app, workbook(tmp_path, rows, name="b.xlsx"), year=YEAR)
    reported = {one.code: dict(one.params) for one in staged.file.findings}
    assert reported["UNITS_NEW"] == {"found": "1", "value": "Xã Mường Lựm"}
    assert reported["UNIT_ALIKE"] == {"value": "Xã Mường Lựm", "other": "UBND xã Mường Lựm"}


def test_a_file_nobody_wants_is_put_aside_once(app: AppContext, tmp_path: Path) -> None:
    staged = staging.stage(app, workbook(tmp_path, COMMUNE), year=YEAR)
    many_files.dismiss(app, (staged.batch_id,))
    assert app.read(batches, year=YEAR) == ()
    with pytest.raises(OfficeError, match=r"importing\.not_staged"):
        many_files.dismiss(app, (staged.batch_id,))
