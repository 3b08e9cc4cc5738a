"""Sends certificates to the printer sheet by sheet: it can pause, go on after a jam, and be given up.

Each sheet is a job of its own in the task runner, so the window keeps reading meanwhile, and each is noted as sent
before the next one leaves.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtPrintSupport import QPrinter

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.services.certificates import certificates, printing
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.certificates.print_dialog import CertificateOrder
from ui.printing.pdf_document import PdfPages
from ui.printing.printing import open_printer, print_pages, set_paper

OpenPrinter = Callable[[str, str], QPrinter]


@dataclass(frozen=True, slots=True)
class Batch:
    """A batch that was begun: its pages, and whose each of them is."""

    run_id: int
    data: bytes
    names: tuple[str, ...]


class BatchRunner(QObject):
    """One batch at a time."""

    reported = Signal(int, int, str)  # sheets sent, sheets in all, whose sheet comes next
    rested = Signal(str)  # it waits for the officer, and why
    ended = Signal(int)  # nothing more will be sent: the batch's id

    def __init__(self, context: Context, *, opener: OpenPrinter = open_printer) -> None:
        super().__init__()
        self._context = context
        self._open = opener
        self._batch: Batch | None = None
        self._order: CertificateOrder | None = None
        self._resting = False
        self._since_rest = 0
        self.sent = 0

    @property
    def busy(self) -> bool:
        return self._batch is not None

    @property
    def resting(self) -> bool:
        return self._resting

    def start(
        self, order: CertificateOrder, *, decision_id: int, layout: str, title: str, rows: Sequence[GrantRow]
    ) -> None:
        """Draws what was chosen, opens the batch and sends its first sheet."""
        chosen = [rows[place] for place in order.places]
        self._order, self.sent, self._resting, self._since_rest = order, 0, False, 0

        def work(progress: Progress) -> Batch:
            return self._begin(order, chosen, decision_id, layout, title, progress)

        self._context.runner.run(
            work,
            done=self._begun,
            label=text("commendation.certificates.drawing"),
            cancellable=True,
            owner=self,
        )

    def pause(self) -> None:
        """No further sheet leaves until ``go_on``."""
        self._resting = True

    def go_on(self, place: int | None = None) -> None:
        """From the next sheet, or from sheet ``place`` (counted from 1) after a jam."""
        if self._batch is None or not self._resting:
            return
        if place is not None:
            self.sent = place - 1
        self._resting, self._since_rest = False, 0
        self._next()

    def stop(self) -> None:
        """Gives up what was not sent."""
        if self._batch is not None:
            self._resting = True
            self._finish()

    def _begin(
        self,
        order: CertificateOrder,
        chosen: Sequence[GrantRow],
        decision_id: int,
        layout: str,
        title: str,
        progress: Progress,
    ) -> Batch:
        app = self._context.app
        ids = [row.id for row in chosen]
        drawn = certificates.render(
            app,
            decision_id,
            layout=layout,
            full_print=not order.on_blank_form,
            grant_ids=ids,
            progress=progress,
        )
        self._refuse_paper(drawn.pdf, order)
        run_id, _ = printing.begin(
            app,
            printing.BatchOrder(
                title=title,
                printer=order.printer,
                tray=order.tray,
                layout=layout,
                decision_id=decision_id,
                stock_id=order.stock_id,
                grant_ids=ids,
            ),
        )
        return Batch(run_id, drawn.pdf, tuple(row.name for row in chosen))

    def _refuse_paper(self, data: bytes, order: CertificateOrder) -> None:
        """Before a batch is opened: OfficeError when the printer is gone or its driver refuses the paper."""
        pages = PdfPages(data)
        try:
            set_paper(self._open(order.printer, order.tray), pages.sizes[0])
        finally:
            pages.close()

    def _begun(self, batch: Batch) -> None:
        self._batch = batch
        self._next()

    def _next(self) -> None:
        batch, order = self._batch, self._order
        if batch is None or order is None:
            return
        if self.sent >= len(batch.names):
            self._finish()
            return
        self.reported.emit(self.sent, len(batch.names), batch.names[self.sent])
        place = self.sent
        self._context.runner.run(
            lambda _: self._send(batch, order, place),
            done=lambda _: self._went(),
            failed=self._jammed,
            label=text("printing.batch.sending", name=batch.names[place]),
            owner=self,
        )

    def _send(self, batch: Batch, order: CertificateOrder, place: int) -> None:
        printer = self._open(order.printer, order.tray)
        printer.setDocName(text("printing.batch.job", place=place + 1, name=batch.names[place]))
        print_pages(batch.data, (place,), printer, copies=1, progress=silent, calibration=order.calibration)
        printing.note_sent(self._context.app, batch.run_id, [place + 1])

    def _went(self) -> None:
        batch, order = self._batch, self._order
        if batch is None or order is None:
            return
        self.sent += 1
        self._since_rest += 1
        more = self.sent < len(batch.names)
        if more and self._since_rest == order.pause_every:
            self._resting = True
        if more and self._resting:
            self.reported.emit(self.sent, len(batch.names), batch.names[self.sent])
            self.rested.emit(text("printing.batch.rests", sent=self.sent, total=len(batch.names)))
            return
        self._next()

    def _jammed(self, error: Exception) -> None:
        """The sheet did not leave: it is tried again when the officer says so."""
        self._resting = True
        self._context.dialogs.error(error)
        if isinstance(error, OfficeError):
            self.rested.emit(text("printing.batch.jammed"))
        else:
            self._finish()

    def _finish(self) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            self.ended.emit(batch.run_id)
