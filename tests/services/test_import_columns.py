"""What a column means is told once for a sender."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook

from tests.services.office import YEAR
from thidua_desktop.domain.importing import StagedFile
from thidua_desktop.services import importing, organisation
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.import_columns import Heading, headings_of, sender_of_batch, tell_columns

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


def columns(file: StagedFile) -> dict[str, Heading]:
    missing = [one.ref for one in file.findings if one.code == "HEADER_MISSING"]
    return {one.letter: one for one in headings_of(file.sheets[0], missing=missing)}


def test_an_unknown_column_is_told_once_and_known_the_next_time(desk: Desk, tmp_path: Path) -> None:
    organisation.save_unit(desk, name=SCHOOL, kind="school")
    staged = importing.stage(desk, book(tmp_path), year=YEAR)
    unknown = columns(staged.file)["F"]
    assert (unknown.heading, unknown.unknown) == ("Công tích nổi bật", True)
    again = tell_columns(desk, staged.batch_id, staged.file.sheets[0].name, {unknown: "achievement"})
    assert again.file.records[0].achievement == "Dạy giỏi nhiều năm"
    assert not any(one.unknown for one in columns(again.file).values())
    assert desk.read(sender_of_batch, again.batch_id) is not None


def test_what_one_sender_means_is_not_put_upon_another(desk: Desk, tmp_path: Path) -> None:
    for name in (SCHOOL, OTHER):
        organisation.save_unit(desk, name=name, kind="school")
    staged = importing.stage(desk, book(tmp_path), year=YEAR)
    tell_columns(desk, staged.batch_id, "Sheet", {columns(staged.file)["F"]: "note"})
    other = importing.stage(desk, book(tmp_path, school=OTHER), year=YEAR)
    assert columns(other.file)["F"].unknown


def test_a_column_without_a_heading_gets_one_in_the_copy_that_is_read(desk: Desk, tmp_path: Path) -> None:
    staged = importing.stage(desk, book(tmp_path, last=""), year=YEAR)
    found = columns(staged.file).get("F") or Heading("F", "", "F1", None, guessed=True)
    again = tell_columns(desk, staged.batch_id, "Sheet", {found: "achievement"})
    assert again.file.records[1].achievement == "Có sáng kiến"


def test_the_row_of_column_numbers_is_no_heading(desk: Desk, tmp_path: Path) -> None:
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
    file = importing.stage(desk, path, year=YEAR).file
    assert columns(file)["D"].heading == "Quê"
    assert columns(file)["B"].heading == "Họ và tên"
