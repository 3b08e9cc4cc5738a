"""A second place closed with a password: nothing there is read without it, everything comes back with it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.office.test_restoring import attach, fill, names
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.domain.errors import Cancelled, OfficeError
from thidua_desktop.services.backup import backups, handover, restoring
from thidua_desktop.services.backup.sealing import is_sealing_key, seal_by_key, sealing_key, unseal
from thidua_desktop.services.office.context import AppContext

PASSWORD = "mật khẩu của phòng"


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "Dữ liệu của phòng")


@pytest.fixture
def app(folder: DataFolder) -> Iterator[AppContext]:
    opened = open_app(folder)
    yield opened
    opened.close()


@pytest.fixture
def usb(tmp_path: Path) -> Path:
    (tmp_path / "usb").mkdir()
    return tmp_path / "usb"


@pytest.fixture(scope="module")
def key() -> str:
    return sealing_key(PASSWORD)


def read_open(usb: Path, *words: bytes) -> list[str]:
    """Files of the second place in which any of these words can be read."""
    files = [path for path in usb.rglob("*") if path.is_file()]
    assert files
    return [path.name for path in files if any(word in path.read_bytes() for word in words)]


def test_a_closed_copy_is_read_by_nobody_and_restored_with_the_password(
    app: AppContext, folder: DataFolder, usb: Path, key: str, tmp_path: Path
) -> None:
    fill(app, "UBND xã Khau Vạt")
    attach(app, b"to trinh so 12")
    backups.make_copy(app, reason="manual")
    copy = backups.copy_to_second_place(folder, usb, key=key)
    app.close()
    assert read_open(usb, "Khau Vạt".encode(), b"to trinh so 12") == []
    other = DataFolder(tmp_path / "máy mới")
    with pytest.raises(OfficeError, match=r"handover\.wrong_password"):
        handover.restore_file(other, copy, password="mật khẩu khác")
    assert not other.database.exists()
    done = handover.restore_file(other, copy, password=PASSWORD)
    assert (done.files_back, done.files_missing) == (1, 0)
    assert names(other) == ["UBND xã Khau Vạt"]


def test_what_lay_open_in_the_second_place_is_closed_with_the_first_closed_copy(
    app: AppContext, folder: DataFolder, usb: Path, key: str, tmp_path: Path
) -> None:
    fill(app, "UBND xã Khau Vạt")
    attach(app, b"to trinh so 12")
    backups.make_copy(app, reason="manual")
    former = backups.copy_to_second_place(folder, usb)
    assert read_open(usb, "Khau Vạt".encode()) == [former.name]
    fill(app, "UBND xã Nà Khoang")
    backups.make_copy(app, reason="manual")
    backups.copy_to_second_place(folder, usb, key=key)
    assert read_open(usb, "Khau Vạt".encode(), b"to trinh so 12") == []
    app.close()
    other = DataFolder(tmp_path / "máy mới")
    handover.restore_file(other, former.with_suffix(".dbk"), password=PASSWORD)
    assert names(other) == ["UBND xã Khau Vạt"]


def test_closed_copies_are_thinned_out_like_open_ones(
    app: AppContext, folder: DataFolder, usb: Path, key: str
) -> None:
    fill(app, "UBND xã Khau Vạt")
    for _ in range(backups.NEWEST_KEPT + 3):
        backups.make_copy(app, reason="manual")
        backups.copy_to_second_place(folder, usb, key=key)
    stored = sorted((usb / backups.SECOND_FOLDER).glob("*.dbk"))
    notes = sorted((usb / backups.SECOND_FOLDER).glob("*.sha256"))
    assert len(stored) == len(notes) == backups.NEWEST_KEPT


def test_an_attachment_changed_in_the_second_place_is_never_brought_back(
    app: AppContext, folder: DataFolder, usb: Path, key: str, tmp_path: Path
) -> None:
    attach(app, b"to trinh so 12")
    backups.make_copy(app, reason="manual")
    copy = backups.copy_to_second_place(folder, usb, key=key)
    (closed,) = (usb / backups.SECOND_FOLDER / "attachments.closed").glob("??/*")
    closed.write_bytes(closed.read_bytes()[:-1] + b"\0")
    with pytest.raises(OfficeError, match=r"handover\.wrong_password"):
        handover.restore_file(DataFolder(tmp_path / "máy mới"), copy, password=PASSWORD)


@pytest.fixture(scope="module")
def sealed(tmp_path_factory: pytest.TempPathFactory, key: str) -> Path:
    folder = tmp_path_factory.mktemp("sealed")
    (folder / "plain").write_bytes(bytes(range(256)) * 40)
    seal_by_key(folder / "plain", folder / "closed", key)
    return folder


@settings(max_examples=25, deadline=None)
@given(data=st.data())
def test_a_closed_file_with_any_changed_byte_opens_for_nobody(data: st.DataObject, sealed: Path) -> None:
    content = bytearray((sealed / "closed").read_bytes())
    place = data.draw(st.integers(0, len(content) - 1))
    content[place] ^= data.draw(st.integers(1, 255))
    (sealed / "changed").write_bytes(content)
    with pytest.raises(OfficeError, match=r"handover\.wrong_password"):
        unseal(sealed / "changed", sealed / "opened", PASSWORD)


def test_a_closed_file_comes_back_byte_for_byte(sealed: Path) -> None:
    unseal(sealed / "closed", sealed / "opened", PASSWORD)
    assert (sealed / "opened").read_bytes() == (sealed / "plain").read_bytes()


def test_only_a_whole_key_is_one(key: str) -> None:
    assert is_sealing_key(key)
    assert not any(map(is_sealing_key, ("", "zz", key[:-2], f"{key}00")))


def test_a_spoiled_key_never_leaves_an_open_copy(
    app: AppContext, folder: DataFolder, usb: Path, key: str
) -> None:
    backups.make_copy(app, reason="manual")
    with pytest.raises(OfficeError, match=r"backups\.key_unusable"):
        backups.copy_to_second_place(folder, usb, key=key[:-2])
    assert list(usb.iterdir()) == []


@pytest.mark.parametrize("stop", range(6))
def test_opening_a_closed_copy_shows_progress_and_can_be_given_up_at_any_step(
    app: AppContext, folder: DataFolder, usb: Path, key: str, tmp_path: Path, stop: int
) -> None:
    fill(app, "UBND xã Khau Vạt")
    attach(app, b"to trinh so 12")
    backups.make_copy(app, reason="manual")
    copy = backups.copy_to_second_place(folder, usb, key=key)
    other, seen = DataFolder(tmp_path / "máy mới"), list[str]()

    def give_up(done: int, total: int, words: str) -> None:
        assert 0 <= done <= total
        seen.append(words)
        if len(seen) > stop:
            raise Cancelled

    with pytest.raises(Cancelled):
        handover.restore_file(other, copy, password=PASSWORD, progress=give_up)
    assert not other.database.exists()
    assert len(seen) == stop + 1


@pytest.mark.parametrize("stop", range(7))
def test_a_restore_given_up_at_any_step_leaves_the_data_as_they_were(
    app: AppContext, folder: DataFolder, stop: int
) -> None:
    fill(app, "UBND xã Khau Vạt")
    attach(app, b"to trinh so 12")
    copy = backups.make_copy(app, reason="manual")
    fill(app, "UBND xã Nà Khoang")
    app.close()
    steps = 0

    def give_up(done: int, total: int, words: str) -> None:
        nonlocal steps
        steps += 1
        if steps > stop:
            raise Cancelled

    try:
        restoring.restore(folder, copy, progress=give_up)
    except Cancelled:
        assert names(folder) == ["UBND xã Khau Vạt", "UBND xã Nà Khoang"]
    else:
        assert stop >= 5
        assert names(folder) == ["UBND xã Khau Vạt"]
