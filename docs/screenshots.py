"""Pictures of every tab, light and dark, from the invented district: ``python docs/screenshots.py``.

The same every time: own data, own clock, own typeface, no screen needed.
"""

from __future__ import annotations

import ast
import datetime as dt
import hashlib
import json
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Final

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder

if TYPE_CHECKING:
    from ui.window.main_window import MainWindow

OUT: Final = Path(__file__).resolve().parent / "screenshots"
HELP: Final = OUT.parent.parent / "resources" / "help" / "pictures"
HELP_WIDTH: Final = 620
SIZE: Final = (1366, 768)
_FADING_MS: Final = 300
SCHEMES: Final = ("light", "dark")
# Name of the picture, page, and what to show on it.
SHOTS: Final = (
    ("overview", "overview", None),
    ("plan", "plan", None),
    ("tasks", "tasks", None),
    ("registration", "registration", "registering"),
    ("blocs", "blocs", None),
    ("awards", "commendation", "nominees"),
    ("certificates", "commendation", "certificates"),
    ("reports", "lookup", "Nguyễn"),
    ("registers", "registers", "units"),
    ("system", "system", "data"),
)

SOURCES: Final = OUT / "sources.json"
"""What each picture shows, as it was when the picture was taken."""
_UI: Final = Path(__file__).resolve().parent.parent / "ui"
SHOWN: Final = {
    "overview": ("pages/overview",),
    "plan": ("pages/planning",),
    "tasks": ("pages/tasks",),
    "registration": ("pages/registration",),
    "blocs": ("pages/scoring",),
    "awards": ("pages/commendation", "pages/nominations"),
    "certificates": ("pages/commendation", "pages/certificates"),
    "reports": ("pages/lookup",),
    "registers": ("pages/organisation", "pages/system"),
    "system": ("pages/system",),
    "designer": ("layout_designer",),
    "printing": ("pages/certificates",),
}
"""Picture -> the folders of ``ui`` that draw it; the frame of the window belongs to every page."""


def sources() -> dict[str, str]:
    """A hash of what draws each picture: the code without docstrings and lines of comment."""
    return {name: _digest(*folders, "window/rail.py", "style") for name, folders in SHOWN.items()}


def _digest(*places: str) -> str:
    digest = hashlib.sha256()
    for place in places:
        for path in sorted([_UI / place, *(_UI / place).rglob("*.py")]):
            if path.is_file():
                digest.update(path.relative_to(_UI).as_posix().encode() + _code(path).encode())
    return digest.hexdigest()[:16]


def _code(path: Path) -> str:
    """The lines that do something, the same for every Python."""
    written = path.read_text(encoding="utf-8")
    words = {
        number
        for node in ast.walk(ast.parse(written))
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        for number in range(node.lineno, (node.end_lineno or node.lineno) + 1)
    }
    lines = enumerate(written.splitlines(), start=1)
    return "\n".join(
        line for number, line in lines if number not in words and not line.lstrip().startswith("#")
    )


def clock() -> dt.datetime:
    """The morning of the demo's decision."""
    return dt.datetime(2024, 12, 20, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def make_data(folder: Path) -> DataFolder:
    """The invented district after its whole walk."""
    from thidua_desktop.demo import run
    from thidua_desktop.domain.progress import silent

    run(folder, notify=lambda _: None, progress=silent)
    return DataFolder(folder)


def take(data: DataFolder, out: Path) -> None:
    """One picture a tab and scheme into ``out``, and a small one of each tab for the guide."""
    from PySide6.QtCore import Qt

    from ui.app import apply_style, make_application
    from ui.core.machine_settings import MachineSettings
    from ui.style.theme import theme
    from ui.window.shell import build_window

    application = make_application(["screenshots"])
    application.setCursorFlashTime(0)  # a blinking cursor would make every picture another
    with tempfile.TemporaryDirectory() as place:
        settings = MachineSettings(DataFolder(Path(place)))
        settings.scheme = "light"
        apply_style(application, settings)
        app = open_app(data, clock=clock)
        window = build_window(app, settings, year=2024)
        window.resize(*SIZE)
        window.show()
        for scheme in SCHEMES:
            theme().apply(scheme)
            for name, page, target in SHOTS:
                window.open_page(page, target)
                settle(window)
                if name == "registration":
                    choose_unit(window)
                    settle(window)
                if name == "awards":
                    choose_nominee(window)
                    settle(window)
                picture = window.grab()
                picture.save(str(out / f"{name}-{scheme}.png"))
                if scheme == "light":
                    smooth = Qt.TransformationMode.SmoothTransformation
                    picture.scaledToWidth(HELP_WIDTH, smooth).save(str(HELP / f"{name}.png"))
                if name == "certificates":
                    show_printing(window, out, scheme)
        window.close()
        app.close()


def choose_unit(window: MainWindow) -> None:
    """One whose registration waits to be approved, with what it promised."""
    from ui.pages.registration.registering import RegisteringTab

    (tab,) = window.page("registration").findChildren(RegisteringTab)
    waiting = next(row for row in tab.units.model.shown_rows() if row.state == "pending")
    tab.units.select([waiting.unit_id])


def choose_nominee(window: MainWindow) -> None:
    """The card of one whom the conditions leave in doubt: required, present, by which law."""
    from ui.pages.nominations.step import NomineesStep

    (step,) = window.page("commendation").findChildren(NomineesStep)
    step.chips.choose("all")
    doubted = next(row for row in step.table.model.shown_rows() if row.verdict == "needs_review")
    step.table.select([doubted.id])


def show_printing(window: MainWindow, out: Path, scheme: str) -> None:
    """The designer of layouts over our own background, and the dialog before printing."""
    from thidua_desktop.domain.certificates.layouts import DEFAULT_LAYOUT
    from thidua_desktop.services.certificates import layouts
    from ui.layout_designer.designer import DesignerDialog
    from ui.pages.certificates.print_dialog import CertificatePrintDialog, PrintingFacts

    made = layouts.layout(window.context.app, DEFAULT_LAYOUT)
    designer = DesignerDialog(window.context, made, scan=None)
    designer.canvas.choose("recipient")
    designer.resize(1180, 720)
    facts = PrintingFacts(
        printers=("HP LaserJet Pro M404",),
        trays={},
        blank_forms=((1, "Phôi giấy khen A4", 240),),
        count=187,
        open_places=tuple(range(187)),
        calibrations={},
        paper=made.name,
        on_blank_form=True,
    )
    for name, dialog in (
        ("designer", designer),
        ("printing", CertificatePrintDialog(facts, calibrate=lambda _printer, _tray, _known: None)),
    ):
        dialog.show()
        settle(window)
        dialog.grab().save(str(out / f"{name}-{scheme}.png"))
        dialog.hide()


def settle(window: MainWindow) -> None:
    """Until everything is read and painted, nothing fades in any more and no ring marks the keyboard."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication

    for _ in range(4):
        window.context.runner.wait()
        QApplication.processEvents()
    focused = QApplication.focusWidget()
    if focused is not None:
        focused.clearFocus()
    fading = QEventLoop()
    QTimer.singleShot(_FADING_MS, fading.quit)
    fading.exec()


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    HELP.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place:
        take(make_data(Path(place) / "demo"), OUT)
    SOURCES.write_text(json.dumps(sources(), indent=2) + "\n", encoding="utf-8")
    print(f"{len(list(OUT.glob('*.png')))} pictures in {OUT}")


if __name__ == "__main__":
    main()
