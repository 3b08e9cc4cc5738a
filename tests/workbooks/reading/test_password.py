"""A workbook protected to open: asked for its password, read with it, and said when it is wrong."""

from __future__ import annotations

import io
from pathlib import Path

import msoffcrypto
import pytest

from tests.workbooks.sender import stage, write
from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.importing.values import Known, StagedFile
from thidua_desktop.workbooks.reading.password import plain_bytes
from thidua_desktop.workbooks.returned.sentences import finding_sentence
from thidua_desktop.workbooks.staging.staging import read_file

SAMPLES = Path(__file__).parent.parent.parent / "samples" / "import"
ROWS = [["STT", "Họ và tên", "Danh hiệu"], [1, "Lò Thị Én", "LĐTT"]]


def read(path: Path, password: str | None = None) -> StagedFile:
    return read_file(path, known=Known(awards=load_awards()), password=password)


def protect(path: Path, password: str) -> Path:
    target = path.with_name(f"khoa_{path.name}")
    sealed = io.BytesIO()
    with path.open("rb") as plain:
        msoffcrypto.OfficeFile(plain).encrypt(password, sealed)
    target.write_bytes(sealed.getvalue())
    return target


def test_the_password_typed_opens_the_list() -> None:
    staged = read(SAMPLES / "o18_co_mat_khau.xlsx", "lamthuong2024")
    assert staged.open_status == "ok"
    assert len(staged.importable) == 3


@pytest.mark.parametrize("password", ["LAMTHUONG2024", "x", "lamthuong2024 ", "mật khẩu"])
def test_a_wrong_password_is_said_to_be_wrong(password: str) -> None:
    staged = read(SAMPLES / "o18_co_mat_khau.xlsx", password)
    assert (staged.open_status, staged.records) == ("password", ())
    assert [finding.code for finding in staged.findings] == ["FILE_PASSWORD_WRONG"]
    assert "Mật khẩu vừa nhập không mở được" in finding_sentence(staged.findings[0])


def test_an_old_workbook_is_asked_for_its_password_and_opened_with_it() -> None:
    path = SAMPLES.parent / "protected.xls"
    assert [read(path, password).open_status for password in (None, "sai")] == ["password", "password"]
    staged = read(path, "lamthuong2024")
    assert (staged.open_status, len(staged.importable)) == ("ok", 15)


def test_without_a_password_it_is_asked_for() -> None:
    staged = read(SAMPLES / "o18_co_mat_khau.xlsx")
    assert [finding.code for finding in staged.findings] == ["FILE_PASSWORD"]


def test_a_vietnamese_password_opens_too(tmp_path: Path) -> None:
    sealed = protect(write(tmp_path, ROWS), "Mật khẩu số 1")
    assert [record.name for record in read(sealed, "Mật khẩu số 1").records] == ["Lò Thị Én"]


def test_a_workbook_excel_locked_by_itself_opens_without_asking(tmp_path: Path) -> None:
    sealed = protect(write(tmp_path, ROWS), "VelvetSweatshop")
    assert [record.name for record in stage(sealed).records] == ["Lò Thị Én"]


def test_a_password_for_an_open_workbook_does_no_harm(tmp_path: Path) -> None:
    path = write(tmp_path, ROWS)
    assert read(path, "gì cũng được") == read(path)


def test_what_is_stored_of_a_protected_file_is_what_the_password_opened() -> None:
    path = SAMPLES / "o18_co_mat_khau.xlsx"
    assert plain_bytes(path, "lamthuong2024")[:2] == b"PK"
    assert plain_bytes(path, "sai") == path.read_bytes()


@pytest.mark.parametrize(("record", "where", "claim"), [(0x200, 4, 0xC6000010), (0x0FC, 4, 0x7FFFFFFF)])
def test_an_old_workbook_that_claims_to_be_huge_is_refused(
    tmp_path: Path, record: int, where: int, claim: int
) -> None:
    data = bytearray((SAMPLES / "o09_tcvn3_vntime.xls").read_bytes())
    heads = [at for at in range(512, len(data) - 40) if data[at : at + 2] == record.to_bytes(2, "little")]
    for at in heads:
        length = int.from_bytes(data[at + 2 : at + 4], "little")
        if (record == 0x200 and length == 14) or (record == 0x0FC and length > 100):
            data[at + 4 + where : at + 8 + where] = claim.to_bytes(4, "little")
            break
    path = tmp_path / "to.xls"
    path.write_bytes(bytes(data))
    assert read(path).open_status in {"refuse", "corrupt"}


@pytest.mark.parametrize("place", range(600, 13_000, 1_300))
def test_a_damaged_protected_file_is_refused_in_a_sentence(tmp_path: Path, place: int) -> None:
    data = bytearray((SAMPLES / "o18_co_mat_khau.xlsx").read_bytes())
    data[place % len(data) : place % len(data) + 40] = b"\xff" * 40
    path = tmp_path / "hong.xlsx"
    path.write_bytes(bytes(data))
    staged = read(path, "lamthuong2024")
    assert staged.open_status in {"ok", "password", "corrupt", "empty", "refuse"}
    assert all(finding_sentence(finding) for finding in staged.findings)
