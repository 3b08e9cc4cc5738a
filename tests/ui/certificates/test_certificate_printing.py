"""Certificates go to the printer: which, on what, in which order; a jam, three spoiled, only those again."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.services.small_office import listed, pass_all, take_in, workbook
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.services.certificates import printing
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.office.context import AppContext
from ui.pages.certificates.print_dialog import CertificatePrintDialog
from ui.pages.certificates.print_run import CertificatePrinting
from ui.pages.certificates.settle_dialog import SettleDialog
from ui.printing.calibration_dialog import CalibrationDialog
from ui.printing.pdf_document import PdfPages
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

TWELVE = tuple(
    (f"Lò Thị Mận {letter}", "1981", "Kế toán", "Phòng Nội vụ", "CSTĐCS") for letter in "ABCDEGHIKLMN"
)


@pytest.fixture
def decision_id(app: AppContext, tmp_path: Path) -> int:
    take_in(app, workbook(tmp_path, TWELVE))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    made = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    decisions.sign(app, made, number=41, signed_on=dt.date(2024, 12, 20))
    return made


@pytest.fixture
def step(decision_id: int, real_window: MainWindow, tmp_path: Path) -> Any:
    """The step of certificates with a printer that writes each job into a file."""
    page = open_page(real_window, "commendation", "certificates")
    step = page.steps["certificates"]
    jobs: list[Path] = []

    def opener(name: str, tray: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        jobs.append(tmp_path / f"job{len(jobs) + 1}.pdf")
        printer.setOutputFileName(str(jobs[-1]))
        return printer

    made = CertificatePrinting(real_window.context, printers=lambda: ("HP LaserJet",), opener=opener)
    step.printing.bar.parentWidget().layout().replaceWidget(step.printing.bar, made.bar)
    step.printing.bar.deleteLater()
    step.printing = made
    step.jobs = jobs
    return step


def begin(window: MainWindow, qtbot: QtBot, step: Any) -> None:
    """As the officer would: the print button by its key."""
    step.view.print_button.setFocus()
    qtbot.keyClick(step.view.print_button, Qt.Key.Key_Space)
    settle_all(window, step)


def settle_all(window: MainWindow, step: Any) -> None:
    for _ in range(60):
        settle(window)
        if not step.printing.runner.busy or step.printing.runner.resting:
            break
    settle(window)


def test_eighty_are_printed_with_a_pause_a_jam_and_three_spoiled_which_alone_are_printed_again(
    app: AppContext, decision_id: int, step: Any, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    printing.save_blank_form(app, name="Giấy khen A4", layout="a4_landscape")
    stock_id = app.read(query.blank_forms)[0].id
    printing.receive(app, stock_id, 40, on=dt.date(2024, 12, 1))
    step.form.set_values({"full": "stock"})

    def choose(dialog: CertificatePrintDialog) -> None:
        assert dialog.order.stock_id == stock_id
        dialog.form.set_values({"pause": 5})
        dialog.accept()

    officer.hands.append(choose)
    begin(real_window, qtbot, step)
    assert step.printing.runner.sent == 5
    bar = step.printing.bar
    assert not bar.isHidden() and not bar.go_button.isHidden()

    def mark_spoiled(dialog: SettleDialog) -> None:
        for row in (1, 3, 7):
            dialog.table.setCurrentCell(row, 3)
            qtbot.keyClick(dialog.table, Qt.Key.Key_H)
        assert dialog.spoiled == {2, 4, 8}
        dialog.accept()

    officer.hands.append(mark_spoiled)
    bar.from_box.setValue(5)  # the fifth came out crumpled: again from there
    qtbot.keyClick(bar.go_button, Qt.Key.Key_Space)
    settle_all(real_window, step)
    qtbot.keyClick(bar.go_button, Qt.Key.Key_Space)
    settle_all(real_window, step)
    blank_form = app.read(query.blank_forms)[0]
    assert (blank_form.used, blank_form.spoiled, blank_form.left) == (9, 4, 27)

    def only_those(dialog: CertificatePrintDialog) -> None:
        assert dialog.form.values()["range"] == "left"
        assert dialog.order.places == (1, 3, 7)
        dialog.accept()

    officer.hands += [only_those, lambda dialog: dialog.accept()]
    begin(real_window, qtbot, step)
    grants = [grant.id for grant in app.read(of_decision, decision_id)]
    assert printing.still_to_print(app, decision_id, grants) == ()
    assert [run.state for run in app.read(query.runs)] == ["closed", "closed"]
    assert len(sent(step)) == 16


def test_a_batch_nobody_settled_waits_in_its_step_and_is_settled_there(
    app: AppContext, decision_id: int, step: Any, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    officer.hands += [lambda dialog: dialog.accept(), lambda dialog: dialog.reject()]
    begin(real_window, qtbot, step)
    bar = step.printing.bar
    assert not bar.isHidden() and not bar.settle_button.isHidden()
    officer.hands.append(lambda dialog: dialog.accept())
    qtbot.keyClick(bar.settle_button, Qt.Key.Key_Space)
    settle(real_window)
    assert bar.isHidden()
    assert app.read(query.runs)[0].good == 12


def test_four_typed_lengths_after_one_test_sheet_move_the_print(
    app: AppContext, decision_id: int, step: Any, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    def measure(dialog: CalibrationDialog) -> None:
        qtbot.keyClick(dialog.test_button, Qt.Key.Key_Space)
        settle(real_window)
        for key, typed in (("left", "12"), ("top", "9,5"), ("width", "277"), ("height", "190")):
            dialog.form.editor(key).setFocus()
            qtbot.keyClicks(dialog.form.editor(key), typed)
        dialog.accept()
        assert dialog.numbers.dx == Decimal("-2.00") and dialog.numbers.dy == Decimal("0.50")

    def choose(dialog: CertificatePrintDialog) -> None:
        officer.hands.append(measure)
        qtbot.keyClick(dialog.calibration.button, Qt.Key.Key_Space)
        dialog.form.set_values({"range": "some", "some": "2"})
        dialog.accept()

    officer.hands.append(choose)
    begin(real_window, qtbot, step)
    stored = app.read(query.calibrations, paper="a4_landscape")["HP LaserJet", ""]
    assert stored == Calibration(Decimal("-2.00"), Decimal("0.50"), Decimal("1.00000"), Decimal("1.00000"))
    assert [run.kind for run in app.read(query.runs)] == ["certificates", "calibration"]
    plain, moved = (left_edge(sent(step)[place]) for place in (0, 1))
    assert plain == pytest.approx(10.0, abs=0.3)
    assert moved < 297


def test_a_refused_paper_opens_no_batch_and_says_how_to_add_the_size(
    app: AppContext,
    decision_id: int,
    step: Any,
    officer: Officer,
    real_window: MainWindow,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def opener(name: str, tray: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        monkeypatch.setattr(printer, "setPageLayout", lambda layout: False)
        return printer

    step.printing.runner._open = opener
    officer.hands.append(lambda dialog: dialog.accept())
    begin(real_window, qtbot, step)
    (refused,) = officer.errors
    assert isinstance(refused, OfficeError) and refused.code == "ui.paper_refused"
    assert app.read(query.runs) == ()
    assert step.printing.bar.isHidden()


def sent(step: Any) -> list[Path]:
    """Jobs that left for the printer; it is also opened to ask whether it takes the paper."""
    return [job for job in step.jobs if job.exists()]


def left_edge(path: Path) -> float:
    """Distance of the leftmost dark dot from the left edge of the paper, in mm."""
    pages = PdfPages(path.read_bytes())
    try:
        image = pages.draw(0, dpi=300)
        width, height = image.width(), image.height()
        for x in range(width):
            if any(image.pixelColor(x, y).lightness() < 128 for y in range(0, height, 7)):
                return x / 300 * 25.4
        return width / 300 * 25.4
    finally:
        pages.close()
