"""The one task runner of background work: one worker thread, first in first out, answers in the window's thread."""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from queue import SimpleQueue
from typing import Any, Final, TypeVar

import shiboken6
from PySide6.QtCore import QCoreApplication, QEventLoop, QObject, Qt, QThread, Signal

from thidua_desktop.domain.errors import Cancelled
from thidua_desktop.domain.progress import Progress

T = TypeVar("T")
_REPORT_EVERY: Final = 0.03  # seconds between two reports: more would only flood the window
_numbers = itertools.count(1)


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work as the progress card sees it."""

    number: int
    label: str
    cancellable: bool
    stop: threading.Event = field(default_factory=threading.Event, compare=False)


@dataclass(frozen=True, slots=True)
class _Order:
    job: Job
    work: Callable[[Progress], Any]
    done: Callable[[Any], None]
    failed: Callable[[Exception], None] | None
    always: Callable[[], None] | None
    owner: QObject | None
    question: str = ""
    interrupt: Callable[[], None] | None = None


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: Exception | None = None


class TaskBroken(Exception):  # noqa: N818 - an answer like any other error of a task
    """Something that is no ordinary error ended a task; its name. The worker goes on."""


class TaskRunner(QObject):
    """Runs work off the window's thread. ``on_error`` shows an error nobody else asked for."""

    started = Signal(object)  # Job, when its work begins
    progressed = Signal(object, int, int, str)  # Job, done, total, text
    finished = Signal(object)  # Job, whatever the outcome
    cancelled = Signal(object)  # Job stopped because the officer asked
    idle = Signal()
    _ended = Signal(int)

    def __init__(self, *, on_error: Callable[[Exception], None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._on_error = on_error
        self._waiting: SimpleQueue[int | None] = SimpleQueue()
        self._orders: dict[int, _Order] = {}
        self._outcomes: dict[int, _Outcome] = {}
        self._questions: dict[str, int] = {}
        self._outdated: set[int] = set()
        self._working: int | None = None
        self._turn = threading.Lock()  # held to begin or end a job, and to interrupt the one that runs
        self._open = 0
        self._closed = False
        self._thread = _Worker(self._serve, self)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)
        self._thread.start()

    @property
    def busy(self) -> bool:
        return self._open > 0

    def run(
        self,
        work: Callable[[Progress], T],
        *,
        done: Callable[[T], None],
        label: str,
        failed: Callable[[Exception], None] | None = None,
        always: Callable[[], None] | None = None,
        cancellable: bool = False,
        owner: QObject | None = None,
        question: str = "",
        interrupt: Callable[[], None] | None = None,
    ) -> Job:
        """Queues ``work``; then ``done(value)`` or ``failed(error)``, then ``always()``.

        Nothing is reported when ``owner`` has been deleted meanwhile. RuntimeError after ``close``. ``question``
        names what is asked again with every key: a former one of that name is not answered any more; if it
        runs, ``interrupt`` (called in the window's thread) ends its statement.
        """
        if self._closed:
            raise RuntimeError("the lane is closed")
        job = Job(next(_numbers), label, cancellable)
        self._open += 1
        if question:
            self._drop(self._questions.get(question))
            self._questions[question] = job.number
        self._orders[job.number] = _Order(job, work, done, failed, always, owner, question, interrupt)
        self._waiting.put(job.number)
        return job

    def cancel(self, job: Job) -> None:
        """Asks the job to stop: its next progress call raises ``Cancelled``."""
        if job.cancellable:
            job.stop.set()

    def _drop(self, number: int | None) -> None:
        """Leaves a question unanswered, running or still waiting."""
        order = self._orders.get(number or 0)
        if order is None:
            return
        with self._turn:
            self._outdated.add(order.job.number)
            order.job.stop.set()
            if self._working == order.job.number and order.interrupt is not None:
                order.interrupt()

    def wait(self) -> None:
        """Until every queued job is finished and answered; the window keeps painting."""
        while self._open:
            QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents, 50)
            QThread.msleep(1)

    def close(self) -> None:
        """Finishes what is queued and ends the thread. May be called twice."""
        if self._closed:
            return
        self.wait()  # an answer may order the last work, such as drawing what was just stored
        self._closed = True
        self._waiting.put(None)
        self._thread.wait()

    def _serve(self) -> None:
        """The worker's whole life."""
        while (number := self._waiting.get()) is not None:
            self._do(number)
            self._ended.emit(number)

    def _do(self, number: int) -> None:
        """Works and leaves nothing behind in this thread: the last holder of an order destroys its widgets,
        and that must be the window's thread."""
        order = self._orders[number]
        with self._turn:
            if number in self._outdated:
                self._outcomes[number] = _Outcome(error=Cancelled())
                return
            self._working = number
        self.started.emit(order.job)
        try:
            outcome = _Outcome(value=order.work(self._progress_of(order.job)))
        except Exception as error:
            outcome = _Outcome(error=error)
        except BaseException as error:  # a fault below Python, or an exit: the worker must live on
            outcome = _Outcome(error=TaskBroken(type(error).__name__).with_traceback(error.__traceback__))
        with self._turn:
            self._working = None
        self._outcomes[number] = outcome

    def _progress_of(self, job: Job) -> Progress:
        last = 0.0

        def report(done: int, total: int, text: str) -> None:
            nonlocal last
            if job.stop.is_set():
                raise Cancelled
            now = time.monotonic()
            if now - last >= _REPORT_EVERY or done >= total:
                last = now
                self.progressed.emit(job, done, total, text)

        return report

    def _deliver(self, number: int) -> None:
        order, outcome = self._orders.pop(number), self._outcomes.pop(number)
        self._open -= 1
        outdated = number in self._outdated
        self._outdated.discard(number)
        if self._questions.get(order.question) == number:
            del self._questions[order.question]
        self.finished.emit(order.job)
        gone = order.owner is not None and not shiboken6.isValid(order.owner)
        try:
            if outdated or gone:
                if outcome.error is not None and not isinstance(outcome.error, Cancelled):
                    self._on_error(outcome.error)
            elif outcome.error is None:
                order.done(outcome.value)
            elif isinstance(outcome.error, Cancelled):
                self.cancelled.emit(order.job)
            else:
                (order.failed or self._on_error)(outcome.error)
        finally:
            if order.always is not None and not gone:
                order.always()
            if not self._open:
                self.idle.emit()


class _Worker(QThread):
    def __init__(self, serve: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._serve = serve

    def run(self) -> None:
        self._serve()
