"""Long work of a table in slices, so that the window answers in between."""

from __future__ import annotations

import time
from collections.abc import Callable, Generator, Sequence
from typing import Final, TypeVar

from PySide6.QtCore import QObject, QTimer

Key = TypeVar("Key")
Result = TypeVar("Result")
Work = Generator[None, None, Result]
"""Yields after each small piece; returns what it made."""
_END: Final = object()
_SLICE: Final = 0.012
"""Seconds of work before the window answers again."""
_PIECE: Final = 400
_RUN: Final = 8_000
"""Numbers sorted at once: some milliseconds."""


class Steps(QObject):
    """Does one work at a time; another one takes the place of one that is not done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work[None] | None = None
        self._timer = QTimer(self, interval=0)
        self._timer.timeout.connect(self._go_on)

    @property
    def busy(self) -> bool:
        return self._work is not None

    def run(self, work: Work[Result], done: Callable[[Result], object]) -> None:
        """Works in slices from now on and reports the result to ``done``."""

        def whole() -> Work[None]:
            result = yield from work
            self.drop()
            done(result)

        self._work = whole()
        self._timer.start()

    def drop(self) -> None:
        """Gives up what is not done."""
        self._work = None
        self._timer.stop()

    def _go_on(self) -> None:
        work, until = self._work, time.perf_counter() + _SLICE
        while work is not None and work is self._work and time.perf_counter() < until:
            if next(work, _END) is _END:
                return


def at_once(work: Work[Result]) -> Result:
    """Does a small work to its end before it returns."""
    while True:
        try:
            next(work)
        except StopIteration as ended:
            result: Result = ended.value
            return result


def mapped(make: Callable[[Key], Result], items: Sequence[Key]) -> Work[list[Result]]:
    """``make`` of each item."""
    made: list[Result] = []
    for start in range(0, len(items), _PIECE):
        made += [make(item) for item in items[start : start + _PIECE]]
        yield
    return made


def ordered(numbers: Sequence[int], keys: Sequence[Key], *, descending: bool) -> Work[list[int]]:
    """``numbers`` by their keys, alike ones as they were: runs are sorted, then merged two by two."""
    key = keys.__getitem__
    runs: list[list[int]] = []
    for start in range(0, len(numbers), _RUN):
        runs.append(sorted(numbers[start : start + _RUN], key=key, reverse=descending))  # type: ignore[arg-type]
        yield
    while len(runs) > 1:
        merged = []
        for pair in (runs[place : place + 2] for place in range(0, len(runs), 2)):
            merged.append(sorted([one for run in pair for one in run], key=key, reverse=descending))  # type: ignore[arg-type]
            yield
        runs = merged
    return runs[0] if runs else []
