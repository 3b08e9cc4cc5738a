"""Starting: which calls open the window, and how fast its first parts come."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from main import WindowCall, window_call

ROOT = Path(__file__).resolve().parents[3]


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        ([], WindowCall()),
        (["--data", "/a b"], WindowCall(Path("/a b"))),
        (["--data=/x"], WindowCall(Path("/x"))),
        ([__file__], WindowCall(None, (Path(__file__),))),
        (["--data", "/x", __file__], WindowCall(Path("/x"), (Path(__file__),))),
        (["demo", "--out", "x"], None),
        (["--data", "x", "verify"], None),
        (["--selftest", "x"], None),
        (["--help"], None),
        (["--data"], None),
        (["/no such file.xlsx"], None),
    ],
)
def test_only_a_call_without_a_sub_command_opens_the_window(
    arguments: list[str], expected: WindowCall | None
) -> None:
    assert window_call(arguments) == expected


def test_the_window_starts_without_the_heavy_libraries() -> None:
    asked = (
        "import sys, ui.window.shell, ui.app; "
        "heavy = {'reportlab', 'openpyxl', 'xlsxwriter', 'alembic', 'sqlalchemy', 'pypdfium2', "
        "'PySide6.QtPrintSupport', 'PySide6.QtNetwork'}; "
        "print(sorted(heavy & set(sys.modules)))"
    )
    answer = subprocess.run(
        [sys.executable, "-c", asked], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert answer.stdout.strip() == "[]"


def test_a_restore_closes_the_window_and_starts_the_program_again_on_the_copy(tmp_path: Path) -> None:
    walk = f"""
from pathlib import Path
import ui.app, ui.dialogs.first_start, ui.window.shell
from PySide6.QtCore import QTimer
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.backup import backups
from thidua_desktop.services.organisation import units as organisation
folder = DataFolder(Path({str(tmp_path / "d")!r}))
app = open_app(folder)
organisation.save_unit(app, name="A", kind="school", member_count=1)
copy = backups.make_copy(app, reason="manual")
organisation.save_unit(app, name="B", kind="school", member_count=1)
app.close()
ui.dialogs.first_start.ask_setup = lambda context: None
first = ui.window.shell.open_window
def opened(app, settings):
    window = first(app, settings)
    def restore():
        if window.context.runner.busy:
            QTimer.singleShot(50, restore)
        else:
            window.context.restore_wanted.emit(copy, "")
    QTimer.singleShot(300, restore)
    return window
ui.window.shell.open_window = opened
again = []
ui.app.QProcess.startDetached = staticmethod(lambda program, given: again.append(given[-1]))
code = ui.app.run(folder)
app = open_app(folder)
print(code, again == [str(folder.root)], [unit.name for unit in app.read(units)])
print([one.reason for one in backups.copies(folder.backups)])
app.close()
"""
    answer = subprocess.run(
        [sys.executable, "-c", walk], cwd=ROOT, capture_output=True, text=True, timeout=300
    )
    assert answer.stdout.splitlines() == ["0 True ['A']", "['restore', 'close', 'manual']"], answer.stderr
