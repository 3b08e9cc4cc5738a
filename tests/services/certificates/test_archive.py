"""One folder keeps everything of a decision; a plain sheet serves those who merge in Word."""

from __future__ import annotations

import datetime as dt
import hashlib
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook
from pypdf import PdfReader

from tests.services.small_office import YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.certificates import archive, ceremony
from thidua_desktop.services.decisions import decisions, paper
from thidua_desktop.services.office.context import AppContext

ROWS = (
    ("Bà Nguyễn Thị Ước", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Ông Lò Văn Đạt", "1982", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
)


@pytest.fixture
def decision_id(app: AppContext, tmp_path: Path) -> int:
    take_in(app, workbook(tmp_path, ROWS))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    return decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id


def signed(app: AppContext, decision_id: int) -> int:
    decisions.sign(app, decision_id, number=41, signed_on=dt.date(2024, 12, 20))
    return decision_id


def test_the_folder_holds_the_copy_stored_at_issue_and_the_hash_of_every_file(
    app: AppContext, decision_id: int, tmp_path: Path
) -> None:
    signed(app, decision_id)
    paper.save(app, decision_id, tmp_path / "da-ban-hanh.pdf")
    (tmp_path / "lưu").mkdir()
    target, files = archive.save_folder(app, decision_id, tmp_path / "lưu")
    names = {path.name for path in target.iterdir()}
    assert target.name.startswith("2024-12-20 Quyết định 41")
    assert {one.name for one in files} | {"Mục lục hồ sơ.txt"} == names
    assert len(files) == 6
    index = (target / "Mục lục hồ sơ.txt").read_text(encoding="utf-8-sig")
    for one in files:
        data = (target / one.name).read_bytes()
        assert one.sha256 == hashlib.sha256(data).hexdigest()
        assert one.sha256 in index
    decision = next(one for one in files if one.name.startswith("Quyết định"))
    assert (target / decision.name).read_bytes() == (tmp_path / "da-ban-hanh.pdf").read_bytes()
    with pytest.raises(OfficeError, match=r"archive\.folder_exists"):
        archive.save_folder(app, decision_id, tmp_path / "lưu")


def test_a_draft_has_no_folder_and_a_failing_disk_leaves_none(
    app: AppContext, decision_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(OfficeError, match=r"decisions\.not_signed"):
        archive.save_folder(app, decision_id, tmp_path)
    signed(app, decision_id)
    (tmp_path / "lưu").mkdir()

    def full(_path: Path, _data: bytes) -> None:
        raise OSError(28, "full")

    monkeypatch.setattr(archive, "write_atomically", full)
    with pytest.raises(OfficeError, match=r"archive\.not_written"):
        archive.save_folder(app, decision_id, tmp_path / "lưu")
    assert list((tmp_path / "lưu").iterdir()) == []


def test_the_sheet_for_merging_has_one_heading_row_and_everything_as_text(
    app: AppContext, decision_id: int
) -> None:
    signed(app, decision_id)
    book = load_workbook(BytesIO(archive.merge_sheet(app, decision_id)))
    rows = [tuple(cell.value for cell in row) for row in book.worksheets[0].iter_rows()]
    assert rows[0][:3] == ("STT", "Danh xưng", "Họ tên")
    assert {row[2] for row in rows[1:]} == {"Nguyễn Thị Ước", "Lò Văn Đạt"}
    assert all(isinstance(value, str | None) for row in rows for value in row)


def test_the_list_for_the_ceremony_calls_everybody_with_the_number_of_the_book(
    app: AppContext, decision_id: int
) -> None:
    signed(app, decision_id)
    pages = PdfReader(BytesIO(ceremony.render(app, decision_id))).pages
    words = " ".join(" ".join(page.extract_text().split()) for page in pages)
    for message in ("DANH SÁCH TRAO TẶNG", "Bà Nguyễn Thị Ước", "Ông Lò Văn Đạt", "Ký nhận", "41/QĐ-UBND"):
        assert message in words
