"""The headless entry point: what is asked is answered, refused in a sentence, or not understood."""

from __future__ import annotations

import json
import lzma
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.hot_journal import unfinished_write
from thidua_desktop.cli import main

ROOT = Path(__file__).parents[2]
SAMPLES = ROOT / "tests" / "samples"


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def run(*arguments: object) -> tuple[int, str, str]:
        code = main([str(one) for one in arguments])
        message = capsys.readouterr()
        return code, message.out, message.err

    return run


def test_a_dry_run_reports_every_file_in_the_form_of_the_samples_and_writes_nothing(
    call: Any, tmp_path: Path
) -> None:
    files = [SAMPLES / "import" / "o01_mau_chuan.xlsx", SAMPLES / "import" / "o19_hong.xlsx"]
    code, out, _ = call("--data", tmp_path / "data", "import", *files, "--dry-run", "--json")
    reported = json.loads(out)
    assert code == 0
    assert [one["open_status"] for one in reported] == ["ok", "corrupt"]
    assert reported[0]["schema"] == "tdkt-import-truth/1"
    assert set(reported[0]["records"][4]) >= {
        "sheet",
        "row",
        "subject_type",
        "name",
        "dob",
        "sex",
        "unit",
        "awards",
    }
    assert reported[1]["issues"][0] == reported[1]["issues"][0] | {
        "code": "FILE_CORRUPT",
        "severity": "error",
    }
    assert not (tmp_path / "data").exists()


def test_an_import_counts_what_it_did_and_the_second_time_adds_nothing(call: Any, tmp_path: Path) -> None:
    file = SAMPLES / "import" / "o01_mau_chuan.xlsx"
    first = json.loads(call("import", file, "--json", "--data", tmp_path, "--year", 2024)[1])
    again = json.loads(call("import", file, "--json", "--data", tmp_path, "--year", 2024)[1])
    assert (first[0]["nominations"], first[0]["new"]) == (15, 15)
    assert (again[0]["nominations"], again[0]["identical"]) == (0, 15)


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_the_others_go_in(
    call: Any, tmp_path: Path
) -> None:
    good, bad = SAMPLES / "import" / "o02_quoc_hieu_tieu_de.xlsx", SAMPLES / "import" / "o19_hong.xlsx"
    code, out, _ = call("import", bad, good, "--data", tmp_path, "--year", 2024)
    assert code == 1
    assert "Chưa có gì được nhập." in out.splitlines()[0]
    assert "9 mới" in out.splitlines()[1]


def test_a_missing_file_is_refused_in_a_sentence(call: Any, tmp_path: Path) -> None:
    code, out, err = call("import", tmp_path / "không có.xlsx", "--dry-run", "--data", tmp_path / "d")
    assert code == 1
    assert "Traceback" not in out + err


def test_cases_are_judged_in_the_form_of_the_samples(call: Any) -> None:
    code, out, _ = call("check", SAMPLES / "eligibility_cases.json", "--json")
    reported = {one["id"]: one for one in json.loads(out)}
    expected = json.loads((SAMPLES / "eligibility_cases.json").read_text(encoding="utf-8"))["cases"]
    assert code == 0
    assert {one["id"]: one["expected"] for one in expected} == {k: v["verdict"] for k, v in reported.items()}
    assert reported["E05"]["max_allowed"] == 3
    assert set(reported["E01"]["findings"][0]) == {
        "rule",
        "ok",
        "required",
        "present",
        "source",
        "confidence",
    }


def test_cases_are_reported_in_words_without_json(call: Any) -> None:
    code, out, _ = call("check", SAMPLES / "eligibility_cases.json")
    assert code == 0
    assert "E01: đủ điều kiện" in out


def test_a_broken_case_file_is_refused_in_a_sentence(call: Any, tmp_path: Path) -> None:
    (tmp_path / "a.json").write_text("{", encoding="utf-8")
    code, _, err = call("check", tmp_path / "a.json", "--json")
    assert code == 1
    assert err.strip().endswith(".")


def test_whole_data_is_said_to_be_whole_and_an_orphan_is_no_fault(call: Any, tmp_path: Path) -> None:
    call("import", SAMPLES / "import" / "o01_mau_chuan.xlsx", "--data", tmp_path, "--year", 2024)
    code, out, _ = call("verify", "--data", tmp_path)
    assert code == 0
    assert out.strip().endswith("Dữ liệu nguyên vẹn.")
    (tmp_path / "attachments" / "ab").mkdir(parents=True, exist_ok=True)
    (tmp_path / "attachments" / "ab" / "abcd").write_bytes(b"x")
    code, out, _ = call("verify", "--data", tmp_path)
    assert code == 0
    assert "Có 1 tệp đính kèm không thuộc hồ sơ nào" in out


def everything(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {
        path.relative_to(folder).as_posix(): (path.read_bytes(), path.stat().st_mtime_ns)
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def test_verify_and_a_dry_run_change_no_byte_of_an_older_or_half_written_folder(
    call: Any, tmp_path: Path
) -> None:
    file = SAMPLES / "import" / "o01_mau_chuan.xlsx"
    data = tmp_path / "data"
    call("import", file, "--data", data, "--year", 2024)
    unfinished_write(data / "thidua.db")
    older = tmp_path / "older"
    older.mkdir()
    packed = ROOT / "tests" / "db" / "released" / "0001.db.xz"
    (older / "thidua.db").write_bytes(lzma.decompress(packed.read_bytes()))
    for folder, code in ((data, 0), (older, 1)):
        before = everything(folder)
        assert call("verify", "--data", folder)[0] == code
        assert call("import", file, "--dry-run", "--data", folder, "--year", 2024)[0] == 0
        assert call("import", file, "--dry-run", "--history", "--data", folder, "--year", 2024)[0] in (0, 1)
        assert everything(folder) == before


def test_verifying_an_empty_folder_makes_no_database(call: Any, tmp_path: Path) -> None:
    code, out, _ = call("verify", "--data", tmp_path)
    assert code == 1
    assert "Chưa có tệp dữ liệu" in out
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("arguments", [["bogus"], ["demo"], ["import"], ["check"], ["verify", "--no"]])
def test_a_call_not_understood_shows_the_calls_that_are(call: Any, arguments: list[str]) -> None:
    code, _, err = call(*arguments)
    assert code == 2
    assert "main.py demo --out" in err
    assert " ".join(arguments) in err


def test_the_selftest_proves_the_whole_walk(call: Any, tmp_path: Path) -> None:
    code, _, _ = call("--selftest", tmp_path)
    log = json.loads((tmp_path / "selftest.json").read_text(encoding="utf-8"))
    assert code == 0, log.get("error")
    assert [step["name"] for step in log["steps"]] == [
        "database",
        "import",
        "trial",
        "decision",
        "certificates",
        "tally",
        "verify",
    ]


def test_headless_commands_never_load_qt(tmp_path: Path) -> None:
    program = (
        "import sys; from thidua_desktop.cli import main; code = main(sys.argv[1:]);"
        "assert not [m for m in sys.modules if m.startswith(('PySide6', 'ui.'))]; sys.exit(code)"
    )
    file = SAMPLES / "import" / "o01_mau_chuan.xlsx"
    done = subprocess.run(
        [sys.executable, "-c", program, "import", str(file), "--dry-run", "--data", str(tmp_path / "d")],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr.decode()
