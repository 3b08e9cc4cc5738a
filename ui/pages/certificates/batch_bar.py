"""How far a batch is, and Tạm dừng, In tiếp, Dừng hẳn; also the batch nobody has settled yet."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QSpinBox, QVBoxLayout, QWidget

from thidua_desktop.queries.certificates.printing import RunRow
from thidua_desktop.texts import text
from ui.dialogs.base import make_button
from ui.pages.certificates.batch import BatchRunner
from ui.style.tokens import SPACING
from ui.widgets.wrap_row import WrapRow


class BatchBar(QFrame):
    """Hidden while nothing is printed and nothing waits to be settled."""

    settle_requested = Signal(int)  # the batch's id

    def __init__(self, runner: BatchRunner) -> None:
        super().__init__()
        self.setProperty("card", "true")
        self._runner = runner
        self._open_run: int | None = None
        self.words = QLabel()
        self.words.setWordWrap(True)
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(text("printing.batch.bar"))
        self.from_box = QSpinBox()
        self.from_box.setAccessibleName(text("printing.batch.from"))
        self.from_box.setPrefix(text("printing.batch.from") + " ")
        self.pause_button = make_button(text("printing.batch.pause"))
        self.go_button = make_button(text("printing.batch.go_on"), kind="primary")
        self.stop_button = make_button(text("printing.batch.stop"))
        self.settle_button = make_button(text("printing.batch.settle"), kind="primary")
        self._lay_out()
        self.pause_button.clicked.connect(lambda _: self._pause())
        self.go_button.clicked.connect(lambda _: self._go_on())
        self.stop_button.clicked.connect(lambda _: runner.stop())
        self.settle_button.clicked.connect(lambda _: self._settle())
        runner.reported.connect(self._report)
        runner.rested.connect(self._rest)
        runner.ended.connect(lambda _: self._idle())
        self.hide()

    def show_open(self, runs: tuple[RunRow, ...]) -> None:
        """The batches without an answer; the newest is offered."""
        self._open_run = runs[0].id if runs else None
        if not self._runner.busy:
            self._idle()
            if runs:
                self.words.setText(text("printing.batch.open", title=runs[0].title, count=runs[0].unsettled))
                self.settle_button.show()
                self.show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(SPACING["m"], SPACING["s"], SPACING["m"], SPACING["s"])
        column.setSpacing(SPACING["xs"])
        row = WrapRow()
        row.setSpacing(SPACING["s"])
        row.addWidget(self.words, 1)
        tools: tuple[QWidget, ...] = (
            self.from_box,
            self.pause_button,
            self.go_button,
            self.stop_button,
            self.settle_button,
        )
        for tool in tools:
            row.addWidget(tool)
        column.addLayout(row)
        column.addWidget(self.bar)

    def _report(self, sent: int, total: int, name: str) -> None:
        self.bar.setRange(0, total)
        self.bar.setValue(sent)
        self.words.setText(text("printing.batch.going", place=sent + 1, total=total, name=name))
        self._offer(resting=False)
        self.from_box.setRange(1, total)
        self.from_box.setValue(sent + 1)
        self.show()

    def _rest(self, why: str) -> None:
        self.words.setText(why)
        self._offer(resting=True)
        self.go_button.setFocus()

    def _offer(self, *, resting: bool) -> None:
        self.bar.show()
        self.pause_button.setVisible(not resting)
        self.go_button.setVisible(resting)
        self.from_box.setVisible(resting)
        self.stop_button.show()
        self.settle_button.hide()

    def _pause(self) -> None:
        self._runner.pause()
        self.pause_button.hide()
        self.words.setText(text("printing.batch.pausing"))

    def _go_on(self) -> None:
        self._offer(resting=False)
        self._runner.go_on(self.from_box.value())

    def _idle(self) -> None:
        for part in (self.bar, self.from_box, self.pause_button, self.go_button, self.stop_button):
            part.hide()
        self.settle_button.hide()
        self.hide()

    def _settle(self) -> None:
        if self._open_run is not None:
            self.settle_requested.emit(self._open_run)
