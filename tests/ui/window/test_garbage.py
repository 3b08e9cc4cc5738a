"""No widget is ever destroyed outside the window's thread."""

from __future__ import annotations

import gc
import threading
import weakref

import pytest
from PySide6.QtWidgets import QApplication

from ui.core.garbage import WindowGarbage


class _Ring:
    """Points at itself: only the collecting of cycles ends it."""

    def __init__(self) -> None:
        self.me = self


def test_a_cycle_is_left_alone_by_the_lane_and_ended_by_the_window(
    qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    keeper = WindowGarbage(qapp)
    ended_in: list[str] = []
    ring = _Ring()
    weakref.finalize(ring, lambda: ended_in.append(threading.current_thread().name))
    del ring
    busy = threading.Thread(target=lambda: [[number] for number in range(50_000)], name="lane")
    busy.start()
    busy.join()
    assert ended_in == []
    assert not gc.isenabled()
    gc.collect(2)
    assert ended_in == [threading.main_thread().name]
    assert keeper.collect() >= 0
    keeper.deleteLater()
