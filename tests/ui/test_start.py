"""Starting: which calls open the window, and how fast its first parts come."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from main import data_folder_of

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], None),
        (["--data", "/a b"], Path("/a b")),
        (["--data=/x"], Path("/x")),
        (["demo", "--out", "x"], False),
        (["--data", "x", "verify"], False),
        (["--selftest", "x"], False),
        (["--help"], False),
        (["--data"], False),
    ],
)
def test_only_a_call_without_a_sub_command_opens_the_window(
    arguments: list[str], expected: Path | bool | None
) -> None:
    assert data_folder_of(arguments) == expected


def test_the_window_starts_without_the_heavy_libraries() -> None:
    asked = (
        "import sys, ui.shell, ui.app; "
        "heavy = {'reportlab', 'openpyxl', 'xlsxwriter', 'alembic', 'sqlalchemy', 'pypdfium2', "
        "'PySide6.QtPrintSupport', 'PySide6.QtNetwork'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"
