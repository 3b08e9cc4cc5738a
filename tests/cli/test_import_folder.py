"""The headless entry point for many files: folders, passwords, marked files to send back."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from thidua_desktop.bootstrap import open_app
from thidua_desktop.cli import main
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.senders import not_sent

SAMPLES = Path(__file__).parents[1] / "samples" / "import"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        message = capsys.readouterr()
        return code, message.out, message.err

    return run


def folder_of(place: Path, *names: str) -> Path:
    place.mkdir()
    for name in names:
        (place / name).write_bytes((SAMPLES / name).read_bytes())
    return place


def test_a_folder_is_read_file_by_file(call: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "về", "o01_mau_chuan.xlsx", "o16_utf8bom_cham_phay.csv")
    (folder / "đọc trước.md").write_text("không phải danh sách", encoding="utf-8")
    code, out, _ = call("import", folder, "--dry-run", "--json", "--data", tmp_path / "d")
    assert code == 0
    assert [(one["file"], len(one["records"])) for one in json.loads(out)] == [
        ("o01_mau_chuan.xlsx", 15),
        ("o16_utf8bom_cham_phay.csv", 8),
    ]


def test_rows_of_two_files_read_together_are_reported(call: Any, tmp_path: Path) -> None:
    files = [SAMPLES / "o11_trung_trong_file_A.xlsx", SAMPLES / "o12_trung_voi_file_A.xlsx"]
    reported = json.loads(call("import", *files, "--dry-run", "--json", "--data", tmp_path / "d")[1])
    repeated = [(one["ref"], one["of"]) for one in reported[1]["issues"] if one["code"] == "DUP_OTHER_FILE"]
    truth = json.loads((SAMPLES / "o12_trung_voi_file_A.xlsx.truth.json").read_text(encoding="utf-8"))
    assert [ref for ref, _ in repeated] == [
        one["ref"] for one in truth["issues"] if one["code"] == "DUP_OTHER_FILE"
    ]


def test_a_password_opens_the_protected_workbook(call: Any, tmp_path: Path) -> None:
    file = SAMPLES / "o18_co_mat_khau.xlsx"
    rest = ("--dry-run", "--json", "--data", tmp_path / "d")
    (opened,) = json.loads(call("import", file, "--password", "lamthuong2024", *rest)[1])
    assert (opened["open_status"], len(opened["records"])) == ("ok", 3)
    (refused,) = json.loads(call("import", file, "--password", "sai", *rest)[1])
    assert (refused["open_status"], refused["records"]) == ("password", [])
    assert [one["code"] for one in refused["issues"]] == ["FILE_PASSWORD_WRONG"]


@pytest.mark.parametrize("dry", [["--dry-run"], []])
def test_marked_files_are_written_for_those_with_faults_only(
    call: Any, tmp_path: Path, dry: list[str]
) -> None:
    folder = folder_of(tmp_path / "về", "o01_mau_chuan.xlsx", "o07_ngay_sinh_du_kieu.xlsx", "o19_hong.xlsx")
    out = tmp_path / "trả lại"
    _, message, _ = call("import", folder, *dry, "--mark", out, "--data", tmp_path / "d", "--year", 2024)
    assert [path.name for path in out.iterdir()] == ["o07_ngay_sinh_du_kieu - cần sửa.xlsx"]
    assert "Bản đánh dấu để gửi trả" in message
    assert load_workbook(next(out.iterdir())).sheetnames[0] == "Việc cần sửa"


def test_an_empty_folder_is_refused_in_a_sentence(call: Any, tmp_path: Path) -> None:
    (tmp_path / "trống").mkdir()
    code, _, err = call("import", tmp_path / "trống", "--data", tmp_path / "d")
    assert code == 1
    assert err.startswith("Không có tệp nào để nhập.")


def test_after_an_import_of_many_files_those_who_sent_nothing_are_named(call: Any, tmp_path: Path) -> None:
    call("import", SAMPLES / "o01_mau_chuan.xlsx", "--data", tmp_path / "d", "--year", 2024)
    files = [SAMPLES / "o16_utf8bom_cham_phay.csv", SAMPLES / "o02_quoc_hieu_tieu_de.xlsx"]
    _, out, _ = call("import", *files, "--data", tmp_path / "d", "--year", 2025)
    assert out.splitlines()[-1].startswith("Chưa gửi (")


def test_many_files_are_imported_in_one_go_and_taken_back_in_one(call: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "về", "o01_mau_chuan.xlsx", "o16_utf8bom_cham_phay.csv", "o19_hong.xlsx")
    (folder / "ds chép lại.xlsx").write_bytes((folder / "o01_mau_chuan.xlsx").read_bytes())
    code, out, _ = call("import", folder, "--data", tmp_path / "d", "--year", 2024)
    assert code == 1, "one file could not be read"
    assert "giống hệt" in out and out.count(": đã đọc ") == 2
    app = open_app(DataFolder(tmp_path / "d"))
    assert len(app.read(nominations, year=2024)) > 15
    committed = [one.id for one in app.read(batches, year=2024) if one.state == "committed"]
    assert len(committed) == 2
    staging.undo_many(app, committed[0])
    assert not app.read(nominations, year=2024)
    app.close()


def test_two_versions_of_one_list_in_a_folder_are_imported_once(call: Any, tmp_path: Path) -> None:
    folder = folder_of(tmp_path / "về", "o01_mau_chuan.xlsx")
    book = load_workbook(folder / "o01_mau_chuan.xlsx")
    book.worksheets[0].cell(2, 2).value = "Cầm Thị Ước"
    book.save(folder / "o01_mau_chuan (2).xlsx")
    (folder / "o01_mau_chuan.xlsx").rename(folder / "o01_mau_chuan (1).xlsx")
    code, out, _ = call("import", folder, "--data", tmp_path / "d", "--year", 2024)
    assert code == 0, out
    assert "o01_mau_chuan (1).xlsx: Đã có bản mới hơn" in out
    app = open_app(DataFolder(tmp_path / "d"))
    assert len({one.name for one in app.read(nominations, year=2024)}) == 15
    app.close()


def test_a_dry_run_of_a_folder_ends_with_one_summary_and_who_is_missing(call: Any, tmp_path: Path) -> None:
    call("import", SAMPLES / "o02_quoc_hieu_tieu_de.xlsx", "--data", tmp_path / "d", "--year", 2023)
    call("import", SAMPLES / "o01_mau_chuan.xlsx", "--data", tmp_path / "d", "--year", 2023)
    names = (
        "o11_trung_trong_file_A.xlsx",
        "o12_trung_voi_file_A.xlsx",
        "o01_mau_chuan.xlsx",
        "o19_hong.xlsx",
    )
    folder = folder_of(tmp_path / "về", *names)
    app = open_app(DataFolder(tmp_path / "d"))
    before = {one.name for one in app.read(not_sent, year=2024, today=app.today())}
    app.close()
    _, out, _ = call("import", folder, "--dry-run", "--data", tmp_path / "d", "--year", 2024)
    *_, summary, missing = out.splitlines()
    assert summary.startswith("Đọc thử 3 tệp, 1 tệp không đọc được, 0 tệp giống hệt tệp khác. Cộng 30 dòng")
    assert "2 dòng trùng với tệp khác" in summary
    reported = set(missing.partition(": ")[2].split("; "))
    assert missing.startswith("Chưa gửi (") and reported < before
    app = open_app(DataFolder(tmp_path / "d"))
    assert not app.read(nominations, year=2024)
    app.close()
