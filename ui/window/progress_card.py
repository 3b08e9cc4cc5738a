"""The card that reports what the task runner is doing; it appears when work lasts over a third of a second."""

from __future__ import annotations

from typing import Final

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QLabel, QProgressBar, QPushButton, QVBoxLayout, QWidget

from thidua_desktop.texts import text
from ui.core.task_runner import Job, TaskRunner
from ui.widgets.wrap_row import WrapRow

PATIENCE_MS: Final = 333
_WIDTH: Final = 380
_MARGIN: Final = 24


class ProgressCard(QFrame):
    """Floats at the lower right of its parent: what is done, a bar, and Hủy where the work can stop."""

    def __init__(self, runner: TaskRunner, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("card", "floating")
        self.setFixedWidth(_WIDTH)
        self._runner = runner
        self._background = parent
        self._job: Job | None = None
        self._label = QLabel()
        self._label.setWordWrap(True)
        self._detail = QLabel()
        self._detail.setProperty("role", "small")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName(text("ui.progress.bar"))
        self._cancel = QPushButton(text("ui.progress.cancel"))
        self._cancel.clicked.connect(self._ask_stop)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._appear)
        self._lay_out()
        runner.started.connect(self._begin, Qt.ConnectionType.QueuedConnection)
        runner.progressed.connect(self._advance, Qt.ConnectionType.QueuedConnection)
        runner.finished.connect(self._end)
        parent.installEventFilter(self)
        self.hide()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 14, 16, 14)
        column.setSpacing(8)
        column.addWidget(self._label)
        column.addWidget(self._bar)
        row = WrapRow()
        row.addWidget(self._detail, 1)
        row.addWidget(self._cancel)
        column.addLayout(row)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _begin(self, job: Job) -> None:
        self._job = job
        self._label.setText(job.label)
        self._detail.clear()
        self._bar.setRange(0, 0)
        self._cancel.setVisible(job.cancellable)
        self._cancel.setEnabled(True)
        if not self.isVisible():
            self._patience.start()

    def _advance(self, job: Job, done: int, total: int, detail: str) -> None:
        if job != self._job:
            return
        self._bar.setRange(0, max(total, 0))
        self._bar.setValue(done)
        self._detail.setText(detail)

    def _end(self, job: Job) -> None:
        if job == self._job:
            self._job = None
            self._patience.stop()
            self.hide()

    def _appear(self) -> None:
        if self._job is None:
            return
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        self.adjustSize()
        background = self._background
        self.move(
            background.width() - self.width() - _MARGIN, background.height() - self.height() - _MARGIN - 28
        )

    def _ask_stop(self) -> None:
        if self._job is not None:
            self._runner.cancel(self._job)
            self._cancel.setEnabled(False)
            self._detail.setText(text("ui.progress.stopping"))
