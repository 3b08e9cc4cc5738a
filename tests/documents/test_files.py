from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import error_sentence

RESERVED = {
    "CON",
    "PRN",
    "AUX",
    "NUL",
    *(f"{device}{n}" for device in ("COM", "LPT") for n in "123456789¹²³"),
}
"""Device names of Windows, with any suffix; ``PureWindowsPath.is_reserved`` is deprecated since Python 3.13."""


def test_a_file_is_written_whole_and_nothing_is_left_beside_it(tmp_path: Path) -> None:
    path = tmp_path / "Quyết định số 05.pdf"
    write_atomically(path, b"old")
    write_atomically(path, b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PermissionError(errno.EACCES, "in use"), "documents.file_busy"),
        (OSError(errno.ENOSPC, "no space"), "documents.disk_full"),
        (OSError(errno.EIO, "broken"), "documents.cannot_write"),
    ],
)
def test_a_file_that_cannot_be_written_is_explained_and_the_old_one_stored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError, code: str
) -> None:
    path = tmp_path / "bảng.xlsx"
    path.write_bytes(b"old")

    def refuse(*_: object) -> None:
        raise error

    monkeypatch.setattr(Path, "replace", refuse)
    with pytest.raises(OfficeError) as refused:
        write_atomically(path, b"new")
    assert refused.value.code == code
    assert "bảng.xlsx" in error_sentence(refused.value)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_disk_that_fills_up_half_way_leaves_the_old_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OfficeError, match="disk_full"):
        write_atomically(path, b"new")
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_is_gone_is_named(tmp_path: Path) -> None:
    with pytest.raises(OfficeError) as refused:
        write_atomically(tmp_path / "không có" / "a.pdf", b"")
    assert "không có" in error_sentence(refused.value)


@pytest.mark.parametrize(
    ("requested", "given_name"),
    [
        ("QĐ 12/2024.pdf", "QĐ 12-2024.pdf"),
        ('Giấy khen "A".pdf', "Giấy khen -A-.pdf"),
        ("con.txt", "_con.txt"),
        ("LPT9.x.pdf", "_LPT9.x.pdf"),
        ("nul", "_nul"),
        ("x. ", "x"),
        ("a\n b", "a- b"),
        ("", "_"),
        ("...", "_"),
        ("Số 05.QĐ-UBND", "Số 05.QĐ-UBND"),
    ],
)
def test_names_windows_cannot_take_are_corrected(requested: str, given_name: str) -> None:
    assert safe_file_name(requested) == given_name


def test_a_long_name_is_cut_and_keeps_its_suffix() -> None:
    name = safe_file_name("Quyết định " * 40 + ".pdf")
    assert len(name) <= 120
    assert name.endswith(".pdf")


@given(st.text(max_size=300))
def test_any_text_becomes_a_name_windows_takes(text: str) -> None:
    name = safe_file_name(text)
    assert 0 < len(name) <= 120
    assert name.partition(".")[0].rstrip().upper() not in RESERVED
    assert not set(name) & set('<>:"/\\|?*')
    assert not name.endswith((".", " "))
    assert safe_file_name(name) == name
