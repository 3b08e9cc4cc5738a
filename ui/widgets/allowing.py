"""A grey control says why: the one place that disables what the officer cannot use now."""

from __future__ import annotations

from typing import Final

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QWidget

from thidua_desktop.texts import text

WHY: Final = "why"
_USUAL: Final = "usual_tip"


def allow(control: QWidget | QAction, on: bool, why: str = "", *, words: str = "") -> None:
    """Enables the control, or greys it with the reason as its tool tip and its description for a screen reader.

    ``why``: a key of the texts below ``ui.why``; ``words``: a sentence of the page's own
    instead. The usual tool tip comes back with the control.
    """
    shown = control.property(WHY) or ""
    if not shown or control.toolTip() != shown:
        usual = control.toolTip() if isinstance(control, QWidget) else ""
        control.setProperty(_USUAL, usual)
    reason = "" if on else words or (text(f"ui.why.{why}") if why else "")
    control.setEnabled(on)
    control.setProperty(WHY, reason)
    control.setToolTip(reason or control.property(_USUAL) or "")
    if isinstance(control, QWidget):
        if reason or shown:
            control.setAccessibleDescription(reason)
        return
    for menu in control.associatedObjects():
        if isinstance(menu, QMenu):
            menu.setToolTipsVisible(True)


def reason_of(control: QWidget) -> str:
    """Why a control is grey: its own reason, or that of what it stands in."""
    here: QWidget | None = control
    while here is not None:
        if here.property(WHY):
            return str(here.property(WHY))
        here = None if here.isWindow() else here.parentWidget()
    return ""
