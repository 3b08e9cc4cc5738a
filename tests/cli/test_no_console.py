"""Commands of the windowed program of Windows, which has no console: ``sys.stdout`` and ``sys.stderr`` are None."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from thidua_desktop.cli import output
from thidua_desktop.cli.no_console import LOG, has_console
from thidua_desktop.config import default_data_folder

ROOT = Path(__file__).resolve().parents[2]
LIST = ROOT / "tests" / "samples" / "import" / "o01_mau_chuan.xlsx"

WITHOUT = """
import json, os, sys
out = sys.stdout
sys.stdout = sys.stderr = None
import main
import ui.core.answer_box as box
shown = []
box.show_answer = lambda words, log: shown.append([words, str(log)])
main.os = type("Windows", (), {"name": "nt"})
code = main.main(sys.argv[1:])
print(json.dumps([code, shown]), file=out)
"""


def windowed(*arguments: object) -> tuple[int, str, Path]:
    """Exit code, words of the message and the log of a command of a program without streams."""
    ended = subprocess.run(
        [sys.executable, "-c", WITHOUT, *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ended.stderr == ""
    code, ((words, log),) = json.loads(ended.stdout)
    return code, words, Path(log)


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("--help",), 0, "cách gọi không cần cửa sổ"),
        (("--frobnicate",), 2, "Không hiểu lời gọi “--frobnicate”"),
        (("/không có.xlsx",), 2, "Không hiểu lời gọi “/không có.xlsx”"),
        (("import", "/không có.xlsx", "--dry-run"), 1, "không có.xlsx"),
        (("import", LIST, "--dry-run"), 0, "o01_mau_chuan.xlsx: đọc được"),
    ],
)
def test_the_answer_goes_to_a_log_and_a_message(
    tmp_path: Path, arguments: tuple[object, ...], code: int, words: str
) -> None:
    ended, shown, log = windowed(*arguments)
    assert (ended, words in shown) == (code, True), shown
    assert log == default_data_folder().logs / LOG
    assert log.read_text(encoding="utf-8").strip() == shown


def test_progress_needs_no_stream(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stderr", None)
    output.show_progress(1, 2, "đọc")
    assert not has_console()
