"""Measuring a printer: one test sheet of a paper, four lengths, stored by printer, paper and tray."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject
from PySide6.QtPrintSupport import QPrinter

from thidua_desktop.domain.certificates.printing import Calibration
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress
from thidua_desktop.services.certificates import printing
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.printing.calibration_dialog import CalibrationDialog
from ui.printing.calibration_row import tray_words
from ui.printing.printing import open_printer, print_pages

OpenPrinter = Callable[[str, str], QPrinter]


@dataclass(frozen=True, slots=True)
class MeasuredPaper:
    """A paper to measure a printer with: ``key`` as it is stored, ``words`` for the officer, ``size`` in mm."""

    key: str
    words: str
    size: tuple[float, float]


class Calibrator(QObject):
    """Asks by ``CalibrationDialog`` and keeps the answer at once."""

    def __init__(self, context: Context, *, opener: OpenPrinter = open_printer) -> None:
        super().__init__()
        self._context, self._opener = context, opener

    def ask(
        self, paper: MeasuredPaper, printer: str, tray: str, known: Calibration | None
    ) -> Calibration | None:
        """Four new numbers after those ``known``, stored already; None when the officer gave it up."""
        app = self._context.app
        dialog = CalibrationDialog(
            about=text(
                "printing.calibration.about",
                printer=printer,
                paper=paper.words,
                tray=tray_words(tray) if tray else text("printing.no_tray"),
            ),
            paper=paper.size,
            known=known,
            test=lambda numbers: self._print_test(paper, printer, tray, numbers),
        )
        if not self._context.dialogs.run(dialog):
            return None
        numbers = dialog.numbers
        self._context.act(
            lambda _: printing.save_calibration(app, numbers, printer=printer, paper=paper.key, tray=tray),
            label=text("printing.calibration.title"),
            done=lambda _: self._context.notify(text("printing.calibration.saved", printer=printer)),
            owner=self,
        )
        return numbers

    def _print_test(self, paper: MeasuredPaper, printer: str, tray: str, numbers: Calibration) -> None:
        title = text("printing.calibration.log")

        def work(progress: Progress) -> Changes:
            width, height = paper.size
            sheet = printing.test_sheet(
                width=width, height=height, paper=paper.words, printer=printer, tray=tray
            )
            target = self._opener(printer, tray)
            print_pages(sheet, (0,), target, copies=1, progress=progress, calibration=numbers)
            return printing.log_paper(
                self._context.app, kind="calibration", title=title, printer=printer, tray=tray, sheets=1
            )

        self._context.act(
            work,
            label=title,
            done=lambda _: self._context.notify(text("printing.calibration.printed")),
            owner=self,
        )
