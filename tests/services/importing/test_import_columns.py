"""What a column means is reported once for a sender."""

from __future__ import annotations

from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.services.small_office import YEAR
from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.values import Known, StagedFile
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.column_answers import answer_columns, heading_words
from thidua_desktop.services.importing.columns import (
    FIELDS,
    ColumnTable,
    Heading,
    field_reader,
    tables_of_file,
)
from thidua_desktop.services.importing.preview import of_staged
from thidua_desktop.services.importing.returned import returned_workbook
from thidua_desktop.services.importing.senders import sender_of_batch
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units

SCHOOL = "Trường Tiểu học Minh Quang"
OTHER = "Trường Mầm non Hoa Sen"


def book(folder: Path, *, school: str = SCHOOL, last: str = "Công tích nổi bật") -> Path:
    made = Workbook()
    sheet = made.worksheets[0]
    sheet.append(("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", last))
    sheet.append((1, "Nguyễn Văn An", "12/3/1980", school, "LĐTT", "Dạy giỏi nhiều năm"))
    sheet.append((2, "Lò Thị Én", "28/02/1979", school, "LĐTT", "Có sáng kiến"))
    path = folder / f"{school}.xlsx"
    made.save(path)
    return path


def table(file: StagedFile) -> ColumnTable:
    return tables_of_file(file, lambda _: None)[file.sheets[0].name][0]


def columns(file: StagedFile) -> dict[str, Heading]:
    return {one.letter: one for one in table(file).headings}


def test_an_unknown_column_is_reported_once_and_known_the_next_time(app: AppContext, tmp_path: Path) -> None:
    units.save_unit(app, name=SCHOOL, kind="school")
    staged = staging.stage(app, book(tmp_path), year=YEAR)
    unknown = columns(staged.file)["F"]
    assert (unknown.heading, unknown.unknown) == ("Công tích nổi bật", True)
    again = answer_columns(app, staged.batch_id, table(staged.file), {unknown: "achievement"})
    assert again.file.records[0].achievement == "Dạy giỏi nhiều năm"
    assert not any(one.unknown for one in columns(again.file).values())
    assert app.read(sender_of_batch, again.batch_id) is not None


def test_what_one_sender_means_is_not_put_upon_another(app: AppContext, tmp_path: Path) -> None:
    for name in (SCHOOL, OTHER):
        units.save_unit(app, name=name, kind="school")
    staged = staging.stage(app, book(tmp_path), year=YEAR)
    answer_columns(app, staged.batch_id, table(staged.file), {columns(staged.file)["F"]: "note"})
    other = staging.stage(app, book(tmp_path, school=OTHER), year=YEAR)
    assert columns(other.file)["F"].unknown


def test_a_column_without_a_heading_gets_one_in_the_copy_that_is_read(
    app: AppContext, tmp_path: Path
) -> None:
    staged = staging.stage(app, book(tmp_path, last=""), year=YEAR)
    found = columns(staged.file).get("F") or Heading("F", "", "F1", None, guessed=True)
    again = answer_columns(app, staged.batch_id, table(staged.file), {found: "achievement"})
    assert again.file.records[1].achievement == "Có sáng kiến"


def test_the_row_of_column_numbers_is_no_heading(app: AppContext, tmp_path: Path) -> None:
    made = Workbook()
    sheet = made.worksheets[0]
    for line in (
        ("STT", "Họ và tên", "Sinh", "", "Danh hiệu"),
        ("", "", "Ngày sinh", "Quê", ""),
        ("1", "2", "3", "4", "5"),
        (1, "Nguyễn Văn An", "12/3/1980", "Khau Vạt", "LĐTT"),
        (2, "Lò Thị Én", "12/3/1981", "Khau Vạt", "LĐTT"),
    ):
        sheet.append(line)
    path = tmp_path / "hai tầng.xlsx"
    made.save(path)
    file = staging.stage(app, path, year=YEAR).file
    assert columns(file)["D"].heading == "Quê"
    assert columns(file)["B"].heading == "Họ và tên"


def saved(folder: Path, sheets: dict[str, list[tuple[object, ...]]]) -> Path:
    made = Workbook()
    made.remove(made.worksheets[0])
    for name, lines in sheets.items():
        sheet = made.create_sheet(name)
        for line in lines:
            sheet.append(line)
    made.save(folder / "ds.xlsx")
    return folder / "ds.xlsx"


def test_every_table_of_a_sheet_has_its_own_columns(app: AppContext, tmp_path: Path) -> None:
    path = saved(
        tmp_path,
        {
            "DS": [
                ("STT", "Họ và tên", "Ngày sinh", "Đơn vị", "Danh hiệu", "Mức riêng"),
                (1, "Nguyễn Văn An", "12/3/1980", SCHOOL, "LĐTT", "a"),
                (2, "Lò Thị Én", "28/02/1979", SCHOOL, "LĐTT", "b"),
                (),
                ("STT", "Tên tập thể", "Đơn vị", "Danh hiệu", "Công tích nổi bật"),
                (1, "Tổ Toán", SCHOOL, "Tập thể lao động tiên tiến", "c"),
                (2, "Tổ Văn", SCHOOL, "Tập thể lao động tiên tiến", "d"),
            ]
        },
    )
    staged = staging.stage(app, path, year=YEAR)
    first, second = of_staged(app, staged).tables["DS"]
    assert (first.top, second.top) == (1, 5)
    assert {one.letter: one.field for one in first.headings}["C"] == "dob"
    assert {one.letter: one.field for one in second.headings}["C"] == "unit"
    assert [[one.letter for one in t.headings if one.unknown] for t in (first, second)] == [["F"], ["E"]]
    asked = next(one for one in second.headings if one.unknown)
    again = answer_columns(app, staged.batch_id, second, {asked: "achievement"})
    assert [one.achievement for one in again.file.records] == [None, None, "c", "d"]
    first, second = of_staged(app, again).tables["DS"]
    assert (first.unknown, second.unknown) == (1, 0)


def test_a_list_without_header_is_reported_column_by_column(app: AppContext, tmp_path: Path) -> None:
    lines = [
        (1, "Nguyễn Văn An", "12/3/1980", "LĐTT", "Dạy giỏi"),
        (2, "Lò Thị Én", "28/02/1979", "LĐTT", "Có sáng kiến"),
        (3, "Vàng A Sử", "05/06/1985", "CSTĐCS", "Đỡ đầu học sinh"),
    ]
    staged = staging.stage(app, saved(tmp_path, {"DS": lines}), year=YEAR)
    (found,) = of_staged(app, staged).tables["DS"]
    assert (found.headless, found.put_in, found.top) == (True, True, 1)
    reported = {one.letter: one for one in found.headings}
    assert reported["E"].sample == "Dạy giỏi"
    fields = {"A": "number", "B": "name", "C": "dob", "D": "award", "E": "achievement"}
    again = answer_columns(
        app, staged.batch_id, found, {reported[letter]: field for letter, field in fields.items()}
    )
    assert [(one.name, one.row, one.achievement) for one in again.file.records] == [
        (line[1], place, line[4]) for place, line in enumerate(lines, start=2)
    ]
    assert [batch.id for batch in app.read(batches, year=YEAR)] == [again.batch_id]


def test_a_list_nobody_understood_is_stored_until_the_officer_asks(app: AppContext, tmp_path: Path) -> None:
    lines = [("Cột một", "Cột hai", "Cột ba"), ("An", "1980", "tốt"), ("Bình", "1981", "khá")]
    path = saved(tmp_path, {"DS": lines})
    with pytest.raises(OfficeError, match=r"importing\.unreadable"):
        staging.stage(app, path, year=YEAR)
    staged = staging.stage(app, path, year=YEAR, allow_empty=True)
    assert staged.counts == {}
    (found,) = of_staged(app, staged).tables["DS"]
    reported = dict(zip(found.headings, ("name", "dob", "note"), strict=True))
    again = answer_columns(app, staged.batch_id, found, reported)
    assert [one.note for one in again.file.records][-2:] == ["tốt", "khá"]
    assert [batch.id for batch in app.read(batches, year=YEAR)] == [again.batch_id]


def test_a_list_without_header_goes_back_as_it_was_sent(app: AppContext, tmp_path: Path) -> None:
    lines = [(1, "Nguyễn Văn An", "31/02/1980", "LĐTT"), (2, "Lò Thị Én", "28/02/1979", "LĐTT")]
    staged = staging.stage(app, saved(tmp_path, {"DS": lines}), year=YEAR)
    (found,) = of_staged(app, staged).tables["DS"]
    fields = {"A": "number", "B": "name", "C": "dob", "D": "award"}
    reported = {one: fields[one.letter] for one in found.headings}
    again = answer_columns(app, staged.batch_id, found, reported)
    assert [one.ref for one in again.file.findings if one.code == "DOB_INVALID"] == ["DS!C2"]
    path = returned_workbook.save_marked(app, again.batch_id, tmp_path / "trả.xlsx")
    book = load_workbook(path)
    assert [cell.value for cell in book["DS"][1]] == list(lines[0])
    assert book["DS"]["C1"].comment.text.startswith("Phải sửa")
    assert book["DS"]["C2"].comment is None


@pytest.mark.parametrize("field", FIELDS)
def test_every_field_has_a_heading_that_is_read_as_that_field(field: str) -> None:
    read = field_reader(Known(awards=load_awards(), header_aliases={"khong dung": "ignored"}))
    assert read([heading_words(field)]) == field


def test_an_award_can_head_a_column_of_marks() -> None:
    read = field_reader(Known(awards=load_awards()))
    assert read([heading_words("award:LDTT")]) == "award:LDTT"
