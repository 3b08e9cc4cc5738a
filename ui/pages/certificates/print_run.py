"""Printing the certificates of a decision: asked, sent sheet by sheet, settled, blanks counted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.queries.decisions.decisions import decision
from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.services.certificates import layouts, printing
from thidua_desktop.services.certificates.certificates import grants_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.certificates.batch import BatchRunner, OpenPrinter
from ui.pages.certificates.batch_bar import BatchBar
from ui.pages.certificates.print_dialog import CertificatePrintDialog, PrintingFacts
from ui.pages.certificates.settle_dialog import SettleDialog
from ui.printing.calibrating import Calibrator, MeasuredPaper
from ui.printing.printing import open_printer, printer_names, tray_names


@dataclass(frozen=True, slots=True)
class Chosen:
    """What stands in the step: a decision, the layout it is printed with, on stock or with our background.

    ``award_code`` empty prints the whole list, else only that award; ``doubts`` are places listed.
    """

    decision_id: int
    layout: str
    on_blank_form: bool
    award_code: str = ""
    doubts: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    rows: tuple[GrantRow, ...]
    facts: PrintingFacts
    size: tuple[float, float]
    title: str


class CertificatePrinting(QObject):
    """``bar`` is to be shown above the paper. ``printers`` and ``opener`` are the machine's."""

    settled = Signal(object)  # Changes of a batch that was settled

    def __init__(
        self,
        context: Context,
        *,
        printers: Callable[[], Sequence[str]] = printer_names,
        opener: OpenPrinter = open_printer,
    ) -> None:
        super().__init__()
        self._context = context
        self._printers = printers
        self._calibrator = Calibrator(context, opener=opener)
        self.runner = BatchRunner(context, opener=opener)
        self.bar = BatchBar(self.runner)
        self.bar.settle_requested.connect(self.settle)
        self.runner.ended.connect(self.settle)

    def print(self, chosen: Chosen) -> None:
        """Asks where, on what and which, and begins."""
        printers = tuple(self._printers())
        if not printers:
            self._context.dialogs.error(OfficeError("ui.no_printer"))
        elif self.runner.busy:
            self._context.notify(text("printing.batch.busy"))
        else:
            self._context.read(
                lambda app: _find(app, chosen, printers),
                done=lambda found: self._ask(chosen, found),
                owner=self,
            )

    def load_open(self) -> None:
        """Batches nobody has settled, also those of a window that was closed meanwhile."""
        self._context.read(
            lambda app: app.read(query.runs, open_only=True), done=self.bar.show_open, owner=self
        )

    def settle(self, run_id: int) -> None:
        """Asks what became of the sheets of a batch."""

        def read(app: AppContext) -> tuple[tuple[query.ItemRow, ...], str]:
            run = next(one for one in app.read(query.runs) if one.id == run_id)
            return app.read(query.items, run_id), run.title

        self._context.read(read, done=lambda found: self._ask_outcome(run_id, *found), owner=self)

    def _ask(self, chosen: Chosen, found: _Found) -> None:
        paper = MeasuredPaper(chosen.layout, found.facts.paper, found.size)
        dialog = CertificatePrintDialog(
            found.facts,
            calibrate=lambda printer, tray, now: self._calibrator.ask(paper, printer, tray, now),
        )
        stored = self._context.settings.words("print/certificate_printer")
        if stored in found.facts.printers:
            dialog.form.set_values({"printer": stored})
        if not self._context.dialogs.run(dialog):
            return
        order = dialog.order
        self._context.settings.put("print/certificate_printer", order.printer)
        self.runner.start(
            order,
            decision_id=chosen.decision_id,
            layout=chosen.layout,
            title=found.title,
            rows=found.rows,
        )

    def _ask_outcome(self, run_id: int, items: tuple[query.ItemRow, ...], title: str) -> None:
        dialog = SettleDialog(items, title=title)
        if not self._context.dialogs.run(dialog):
            self.load_open()
            return
        spoiled, left = dialog.spoiled, dialog.left
        good = len(items) - len(spoiled) - len(left)

        def done(changes: Changes) -> None:
            self._context.notify(
                text("printing.batch.settled", good=good, spoiled=len(spoiled), left=len(left))
            )
            self.settled.emit(changes)
            self.load_open()

        self._context.act(
            lambda _: printing.settle(self._context.app, run_id, spoiled=spoiled, left=left),
            label=text("printing.settle.title"),
            done=done,
            owner=self,
        )


def _find(app: AppContext, chosen: Chosen, printers: tuple[str, ...]) -> _Found:
    """What the dialog needs to offer."""
    rows = grants_of(app, chosen.decision_id, chosen.award_code)
    layout = layouts.layout(app, chosen.layout)
    states = app.read(query.certificate_states, chosen.decision_id)
    blank_forms = [one for one in app.read(query.blank_forms) if one.layout == chosen.layout]
    found = app.read(decision, chosen.decision_id)
    facts = PrintingFacts(
        printers=printers,
        trays={name: tray_names(name) for name in printers},
        blank_forms=[(one.id, one.name, one.left) for one in blank_forms] if chosen.on_blank_form else [],
        count=len(rows),
        open_places=[place for place, row in enumerate(rows) if states.get(row.id) not in ("good", "sent")],
        calibrations=app.read(query.calibrations, paper=chosen.layout),
        paper=layout.name,
        on_blank_form=chosen.on_blank_form,
        doubts=chosen.doubts,
    )
    awards = {row.title for row in rows}
    award = awards.pop() if len(awards) == 1 else text("printing.batch.certificates")
    title = text("printing.batch.title", award=award, number=found.number or "")
    return _Found(rows, facts, (layout.width, layout.height), title)
