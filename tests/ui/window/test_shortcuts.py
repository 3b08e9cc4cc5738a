"""No key means two things in one place: shortcuts of the window, of the page in sight and of its parts."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QShortcut
from PySide6.QtWidgets import QWidget

from tests.services.scored_bloc import scored
from tests.ui.award_samples import messy_workbook
from tests.ui.page_app import app, bare_app, officer, open_page, real_window, settle
from tests.ui.window.test_small_screens import places_of
from thidua_desktop.services.importing import staging
from thidua_desktop.services.office.context import AppContext
from ui.pages.registry import PAGES
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

_WINDOW = Qt.ShortcutContext.WindowShortcut


def clashes(window: MainWindow) -> list[str]:
    """Keys that two shortcuts answer at once: both of the window, or both of parts of which one holds the other."""
    active = [
        (key.toString(), one, one.parent())
        for one in window.findChildren(QShortcut)
        if one.isEnabled() and isinstance(one.parent(), QWidget) and one.parent().isVisible()
        for key in QShortcut.keys(one)
    ]
    found = [
        key
        for key, count in Counter(key for key, one, _ in active if one.context() == _WINDOW).items()
        if count > 1
    ]
    for key, one, owner in active:
        for other_key, other, inside in active:
            if one is not other and key == other_key and _meet(one, owner, other, inside):
                found.append(f"{key}: {type(owner).__name__}, {type(inside).__name__}")
    return found


def _meet(one: QShortcut, owner: Any, other: QShortcut, inside: Any) -> bool:
    return (one.context() == _WINDOW) != (other.context() == _WINDOW) or (
        one.context() != _WINDOW and owner.isAncestorOf(inside)
    )


def test_no_key_means_two_things_in_one_place(
    real_window: MainWindow, app: AppContext, tmp_path: Path
) -> None:
    scored(app)
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=2024).batch_id)
    found = []
    for entry in PAGES:
        page = open_page(real_window, entry.key)
        for name, go in places_of(page, entry.key):
            go()
            settle(real_window)
            found += [f"[{name}] {one}" for one in clashes(real_window)]
    assert not found, "\n".join(dict.fromkeys(found))
