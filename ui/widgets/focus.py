"""Where the keyboard goes when a page or a step comes to the front."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def holds_focus(area: QWidget) -> bool:
    """Whether the keyboard is somewhere inside."""
    focused = QApplication.focusWidget()
    return focused is not None and (focused is area or area.isAncestorOf(focused))


def return_focus(area: QWidget, stored: QWidget | None, *, begin: Callable[[], None]) -> None:
    """The keyboard to where it was in this area, ``stored``; when it never was there, ``begin``.

    Ask ``focusWidget()`` for ``stored`` before the area comes to the front: a stack of pages gives the
    keyboard to whatever is first in it.
    """
    if stored is None or not area.isAncestorOf(stored) or not stored.isVisible():
        begin()
    elif not holds_focus(area):
        stored.setFocus(Qt.FocusReason.OtherFocusReason)


def take_focus(area: QWidget) -> None:
    """Gives the keyboard to the first table inside that is in sight, else to the first that takes it."""
    from ui.tables.panel import TablePanel

    panels = area.findChildren(TablePanel)
    for panel in panels:
        if panel.isVisible():
            panel.take_focus()
            return
    _first_widget(area)
    for panel in panels[:1]:  # it may come into sight with what is being read now
        panel.await_rows()


def _first_widget(area: QWidget) -> None:
    widget = area.nextInFocusChain()
    while widget is not None and widget is not area:
        takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        if takes and area.isAncestorOf(widget) and widget.isVisible() and widget.isEnabled():
            widget.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        widget = widget.nextInFocusChain()


class FocusPlace:
    """Where the keyboard stands in an area that is about to be built again: by name, else by its place."""

    def __init__(self, area: QWidget) -> None:
        focused = QApplication.focusWidget()
        self._held = focused is not None and area.isAncestorOf(focused)
        stops = _stops(area) if self._held else []
        self._name = focused.accessibleName() if self._held and focused is not None else ""
        self._place = stops.index(focused) if focused in stops else 0

    def restore(self, area: QWidget) -> None:
        """The keyboard to the widget of the same name, else to the one now in its place."""
        stops = _stops(area) if self._held else []
        if not stops:
            return
        same = [widget for widget in stops if self._name and widget.accessibleName() == self._name]
        requested = same[0] if same else stops[min(self._place, len(stops) - 1)]
        requested.setFocus(Qt.FocusReason.OtherFocusReason)


def _stops(area: QWidget) -> list[QWidget]:
    """What Tab stops at inside, in the order it was made; a widget on its way out does not count."""
    return [
        widget
        for widget in area.findChildren(QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isEnabled() and not widget.isHidden()
    ]
