"""What is typed and not stored yet: who stores it when its place is left, and what is still open."""

from __future__ import annotations

from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QWidget


@runtime_checkable
class HandsOver(Protocol):
    """An editor outside a dialog: ``hand_over`` gives what was typed to the service, without waiting."""

    def hand_over(self) -> None: ...


class Drafts(QObject):
    """Typed words that no database holds yet, named for the status bar and the question at closing."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._held: dict[int, str] = {}

    def hold(self, owner: QObject, words: str) -> None:
        """``owner`` shows something that is not stored. It lets go by ``release`` or by being deleted."""
        key = id(owner)
        if key not in self._held:
            owner.destroyed.connect(lambda _=None: self._forget(key))
        if self._held.get(key) != words:
            self._held[key] = words
            self.changed.emit()

    def release(self, owner: QObject) -> None:
        """What ``owner`` shows is stored again, or was given up."""
        self._forget(id(owner))

    def note(self, owner: QObject, words: str, *, typed: bool) -> None:
        """``hold`` when something typed stands there, else ``release``."""
        if typed:
            self.hold(owner, words)
        else:
            self.release(owner)

    @property
    def words(self) -> tuple[str, ...]:
        """Names of what is not stored, in the order it was begun."""
        return tuple(dict.fromkeys(self._held.values()))

    def _forget(self, key: int) -> None:
        if self._held.pop(key, None) is not None:
            self.changed.emit()


def hand_over(area: QWidget) -> None:
    """Everything typed inside ``area`` goes to whoever stores it: cells being edited, then every editor."""
    for view in area.findChildren(QAbstractItemView):
        _close_cell(view)
    for widget in (area, *area.findChildren(QWidget)):
        if isinstance(widget, HandsOver):
            widget.hand_over()


def hand_over_everything() -> None:
    """Every window hands over; called when an unforeseen error was caught."""
    for window in QApplication.topLevelWidgets():
        if isinstance(window, HandsOver):
            window.hand_over()


def _close_cell(view: QAbstractItemView) -> None:
    """A cell that is being edited takes what was typed, as when another cell is clicked."""
    if view.state() != QAbstractItemView.State.EditingState:
        return
    focused = view.viewport().focusWidget() or QApplication.focusWidget()
    if focused is not None and view.isAncestorOf(focused):
        focused.clearFocus()
