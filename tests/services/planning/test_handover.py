"""One file carries everything to another PC; with a password nobody else opens it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup import handover
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.organisation.units import remove_units
from thidua_desktop.services.planning import plans
from thidua_desktop.services.planning.tasks import TaskDraft, save_task


@pytest.fixture
def app(tmp_path: Path) -> Iterator[AppContext]:
    opened = open_app(DataFolder(tmp_path / "cũ"))
    organisation.save_unit(opened, name="UBND xã Khau Vạt", kind="commune", member_count=3)
    with opened.database.writing("attach") as uow:
        attachments.keep(opened, uow, name="a.pdf", data=b"%PDF-" + bytes(range(256)) * 9000)
    plans.save_plan(opened, year=2026, kind="KH_CONGTAC", title="Kế hoạch 2026")
    save_task(opened, TaskDraft(wording="Họp hội đồng", when_text="Tháng 12"), plan_id=1)
    opened.folder.machine_settings.write_text(
        "[access]\npassword=$argon2id$x\n[tables]\nunits={}\n", encoding="utf-8"
    )
    yield opened
    opened.close()


@pytest.mark.parametrize("password", [None, "Mật khẩu 2026"])
def test_a_book_opens_on_a_new_machine_with_everything(
    app: AppContext, tmp_path: Path, password: str | None
) -> None:
    target = handover.make_book(app, tmp_path / "So ban giao.tdkt", year=2026, password=password)
    assert handover.needs_password(target) is (password is not None)
    assert zipfile.is_zipfile(target) is (password is None)
    new = DataFolder(tmp_path / "mới")
    done = handover.restore_file(new, target, password=password)
    assert (done.files_back, done.files_missing) == (1, 0)
    again = open_app(new)
    assert [unit.name for unit in again.read(units)] == ["UBND xã Khau Vạt"]
    again.close()
    settings = new.machine_settings.read_text(encoding="utf-8")
    assert "units={}" in settings and "argon2" not in settings
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_a_book_lists_what_is_still_open(app: AppContext, tmp_path: Path) -> None:
    target = handover.make_book(app, tmp_path / "b.tdkt", year=2026)
    with zipfile.ZipFile(target) as book:
        message = book.read("DOC-TRUOC.txt").decode()
        assert "huong-dan/start.md" in book.namelist()
    assert "Họp hội đồng" in message and "Tháng 12" in message


def test_a_wrong_password_or_a_changed_byte_opens_nothing(app: AppContext, tmp_path: Path) -> None:
    target = handover.make_book(app, tmp_path / "b.tdkt", year=2026, password="dung mat khau")
    new = DataFolder(tmp_path / "mới")
    for password in ("sai", "", None):
        with pytest.raises(OfficeError, match=r"handover\.wrong_password"):
            handover.restore_file(new, target, password=password)
    data = bytearray(target.read_bytes())
    for position in (20, len(data) // 2, len(data) - 1):
        changed = bytearray(data)
        changed[position] ^= 1
        target.write_bytes(bytes(changed))
        with pytest.raises(OfficeError, match=r"handover\.wrong_password"):
            handover.restore_file(new, target, password="dung mat khau")
    target.write_bytes(bytes(data[: 2 * len(data) // 3]))
    with pytest.raises(OfficeError, match=r"handover\.wrong_password"):
        handover.restore_file(new, target, password="dung mat khau")
    assert not new.database.exists()


def test_a_foreign_zip_and_a_path_out_of_the_folder_bring_nothing(tmp_path: Path) -> None:
    foreign = tmp_path / "x.tdkt"
    with zipfile.ZipFile(foreign, "w") as book:
        book.writestr("../../escaped.txt", "x")
        book.writestr("attachments/../../escaped.txt", "x")
    with pytest.raises(OfficeError, match=r"handover\.not_a_book"):
        handover.restore_file(DataFolder(tmp_path / "d"), foreign)
    assert not list(tmp_path.rglob("escaped.txt"))


@pytest.mark.parametrize("password", [None, "Mật khẩu 2026"])
def test_a_view_only_copy_is_looked_at_and_neither_changed_nor_restored_from(
    app: AppContext, tmp_path: Path, password: str | None
) -> None:
    target = handover.make_book(app, tmp_path / "x.tdxem", year=2026, password=password, view_only=True)
    with handover.opened_to_view(target, password=password) as folder:
        seen = open_app(folder)
        assert [unit.name for unit in seen.read(units)] == ["UBND xã Khau Vạt"]
        with pytest.raises(OfficeError, match=r"database\.view_only"):
            remove_units(seen, [seen.read(units)[0].id])
        assert len(list(folder.attachments.glob("*/*"))) == 1
        seen.close()
        passing = folder.root
    assert not passing.exists()
    with pytest.raises(OfficeError, match=r"handover\.view_only"):
        handover.restore_file(DataFolder(tmp_path / "mới"), target, password=password)
    assert not (tmp_path / "mới" / "thidua.db").exists()


def test_a_book_can_be_looked_at_too_and_is_still_restored_from(app: AppContext, tmp_path: Path) -> None:
    target = handover.make_book(app, tmp_path / "b.tdkt", year=2026)
    with handover.opened_to_view(target) as folder:
        assert folder.view_only
    assert handover.restore_file(DataFolder(tmp_path / "mới"), target).files_back == 1


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"SQLite format 3\x00"])
def test_what_is_no_book_is_not_looked_at(content: bytes, tmp_path: Path) -> None:
    path = tmp_path / "x.tdxem"
    path.write_bytes(content)
    with pytest.raises(OfficeError), handover.opened_to_view(path):
        pass
