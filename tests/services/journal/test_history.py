"""The history of a record: every change in words, before and after, also of what belongs to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest
from openpyxl import load_workbook

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.schema import metadata
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.queries.office.history import HIDDEN
from thidua_desktop.queries.office.journal import recent
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.journal import history, journal
from thidua_desktop.services.journal.history import HistoryLine
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.texts import lookup


def clock() -> dt.datetime:
    return dt.datetime(2026, 3, 2, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppContext]:
    opened = open_app(DataFolder(tmp_path / "data"), clock=clock)
    settings.save_office(opened, OFFICE)
    organisation.save_unit(opened, name="Xã Nà Khoang", kind="commune", member_count=3)
    yield opened
    opened.close()


def short(lines: tuple[HistoryLine, ...]) -> list[tuple[str, str, str, str]]:
    return [(line.record, line.field, line.before, line.after) for line in lines]


def test_a_unit_is_followed_from_its_first_day(app: AppContext) -> None:
    unit = app.read(units)[0]
    organisation.save_unit(
        app,
        unit_id=unit.id,
        name="Phường Nà Khoang",
        kind="team",
        member_count=5,
        valid_to=dt.date(2026, 6, 30),
    )
    organisation.remove_units(app, [unit.id])
    name, lines = history.of_record(app, "unit", unit.id)
    assert name == "Đơn vị: Phường Nà Khoang"
    found = short(lines)
    record = "Đơn vị: Phường Nà Khoang"
    assert found[0] == (record, "Xóa", "", "")
    assert (record, "Tên", "Xã Nà Khoang", "Phường Nà Khoang") in found
    assert (record, "Số người", "3", "5") in found
    assert (record, "Đến ngày", "", "30/06/2026") in found
    assert (record, "Loại", "Xã, phường, thị trấn", "Tổ, bộ phận") in found
    added = [line for line in found if line[1] == "Thêm mới"]
    assert len(added) == 1
    assert "Tên: Xã Nà Khoang" in added[0][3]
    assert {line.action for line in lines} >= {"Xóa 1 đơn vị", "Lưu đơn vị “Phường Nà Khoang”"}


def test_what_belongs_to_a_person_is_shown_with_it_and_undo_has_its_own_lines(app: AppContext) -> None:
    unit = app.read(units)[0]
    people.save_person(
        app, full_name="Lò Văn Pọng", born=PartialDate("1985", "year"), unit_id=unit.id, position="Văn thư"
    )
    person = app.read(persons)[0]
    people.save_person(
        app,
        person_id=person.id,
        full_name="Lò Văn Pọng",
        born=PartialDate("1986-05", "month"),
        unit_id=unit.id,
        position="Kế toán",
    )
    journal.undo(app, app.read(recent, limit=1)[0].id)
    found = short(history.of_record(app, "person", person.id)[1])
    assert ("Cá nhân: Lò Văn Pọng", "Ngày sinh", "1985", "05/1986") in found
    assert ("Cá nhân: Lò Văn Pọng", "Ngày sinh", "05/1986", "1985") in found
    assert any(field == "Chức vụ" and after == "Kế toán" for _, field, _, after in found)
    assert any(
        kind.startswith("Nơi công tác: Lò Văn Pọng") and field == "Thêm mới" for kind, field, _, _ in found
    )


def test_an_action_shows_all_it_changed_and_both_are_exported(app: AppContext, tmp_path: Path) -> None:
    settings.save_signer(app, full_name="=1+1", lines=("CHỦ TỊCH",))
    title, lines = history.of_entry(app, app.read(recent, limit=1)[0].id)
    assert title == "Lưu người ký “=1+1”"
    assert [(line.record, line.field) for line in lines] == [("Người ký: =1+1", "Thêm mới")]
    path = tmp_path / "ls.xlsx"
    history.save(path, title, lines)
    sheet = load_workbook(path).worksheets[0]
    assert [cell.value for cell in sheet[2]][:4] == [
        "02/03/2026 08:00",
        "Lưu người ký “=1+1”",
        "Người ký: =1+1",
        "Thêm mới",
    ]
    history.save_journal(app, path)
    sheet = load_workbook(path).worksheets[0]
    assert sheet.max_row == 1 + len(app.read(recent))
    assert all(cell.data_type == "s" for row in sheet.iter_rows(max_col=2) for cell in row)


def test_the_journal_is_searched_and_exported_beyond_its_first_lines(app: AppContext, tmp_path: Path) -> None:
    for number in range(620):
        settings.set_current_year(app, 2020 + number % 2)
    path = tmp_path / "nk.xlsx"
    history.save_journal(app, path)
    assert load_workbook(path).worksheets[0].max_row > 600


def test_every_column_has_a_word() -> None:
    missing = [
        f"{table.name}.{column.name}"
        for table in metadata.sorted_tables
        if table.name not in {"journal_entry", "journal_change", "id_counter", "name_term"}
        for column in table.c
        if column.name not in HIDDEN and history.field_words(table.name, column.name) == column.name
    ]
    assert missing == []


def test_every_code_word_is_known() -> None:
    assert all(
        isinstance(lookup(f"{prefix}.{code}"), str)
        for (table, column), prefix in history._CODES.items()
        for code in _checked(table, column)
    )


def _checked(table: str, column: str) -> list[str]:
    """The codes a table's check allows for a column."""
    found = []
    for constraint in metadata.tables[table].constraints:
        words = str(getattr(constraint, "sqltext", ""))
        if words.startswith(f"{column} IN ("):
            found += [code.strip(" '") for code in words.split("(", 1)[1].rstrip(")").split(",")]
    return found
