"""Every page, tab, dialog, menu and list on small screens and with large letters."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QDesktopServices, QFont
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QDialog,
    QLabel,
    QListWidget,
    QMenu,
    QPushButton,
    QStatusBar,
    QTableView,
    QTableWidget,
    QTabWidget,
    QToolButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tests.services.scored_bloc import scored
from tests.ui.award_samples import messy_workbook
from tests.ui.page_app import Officer, app, bare_app, opened, settle
from tests.ui.screen_faults import faults, short_popup
from tests.ui.window_samples import shown
from thidua_desktop.services.importing import staging
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import Attempt, ConfirmDialog, FormDialog
from ui.dialogs.service import Submit
from ui.pages.commendation.page import STEPS
from ui.pages.registry import PAGES
from ui.style import screen
from ui.style.theme import theme
from ui.tables.panel import TablePanel
from ui.widgets.forms import Field, plain_label
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app"]

SCREENS = {
    "1366x728 100%": (1366, 728),
    "1366x728 125%": (1092, 582),
    "1366x728 150%": (910, 485),
    "1920x1040 150%": (1280, 693),
}
"""Device-independent pixels that the screen leaves to a window."""
SETTINGS = [(name, points) for name in SCREENS for points in (9, 12, 14)]
QUICK = [("1366x728 100%", 12), ("1366x728 150%", 10)]
ALL = os.environ.get("TD_EVERY_SCREEN") == "1"
_LEFT_ALONE = ("Khôi phục", "Đóng chương trình")


@dataclass
class Looker(Officer):
    """Opens every dialog that is asked for, looks at it and gives it up."""

    found: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    yes: bool = False

    def appearance(self, dialog: QDialog) -> None:
        if dialog.windowTitle() in self.seen:
            return
        self.seen.add(dialog.windowTitle())
        dialog.show()
        for _ in range(3):
            QApplication.processEvents()
        self.found += [f"[{dialog.windowTitle()}] {one}" for one in faults(dialog)]
        if isinstance(dialog, FormDialog):
            dialog.form.validate()
            QApplication.processEvents()
            self.found += [f"[{dialog.windowTitle()} validated] {one}" for one in faults(dialog)]
        for box in shown(dialog):
            if isinstance(box, QComboBox) and box.isEnabled() and (short := short_popup(box)):
                self.found.append(f"[{dialog.windowTitle()}] {short}")
        dialog.hide()
        dialog.deleteLater()

    def ask(
        self,
        title: str,
        fields: Sequence[Field],
        *,
        values: Mapping[str, object] | None = None,
        accept_label: str | None = None,
        lead: str = "",
        submit: Submit | None = None,
        attempt: Attempt | None = None,
        again: bool = False,
    ) -> Mapping[str, object] | None:
        self.appearance(
            FormDialog(title, fields, values=values, accept_label=accept_label, lead=lead, again=again)
        )
        return None

    def confirm(
        self, title: str, question: str, *, yes: str, no: str | None = None, dangerous: bool = False
    ) -> bool:
        self.appearance(ConfirmDialog(title, question, yes=yes, no=no, dangerous=dangerous))
        return title == text("ui.window.close_unsaved_title")

    def run(self, dialog: QDialog) -> bool:
        self.appearance(dialog)
        return False


def walk(window: MainWindow, looker: Looker) -> None:
    """Every page and tab; on each, every button and the entries of its menu."""
    for entry in PAGES:
        window.open_page(entry.key)
        settle(window)
        page: Any = window.page(entry.key)
        for name, go in places_of(page, entry.key):
            go()
            settle(window)
            analyse(window, looker, name)
            if name.startswith("blocs/Chấm"):
                for view in ("results", "pictures", "sheet"):
                    page.tab("scoring").show_view(view)
                    settle(window)
                    analyse(window, looker, f"{name}/{view}")
            press_all(window, page, go)
    missing = {step for step, _ in STEPS} - set(window.page("commendation").steps)
    assert not missing, "a step that was never opened was never looked at"


def places_of(page: Any, key: str) -> list[tuple[str, Callable[[], object]]]:
    """The steps or tabs of a page, and how each is opened."""
    if hasattr(page, "steps"):
        return [(f"{key}/{step}", lambda step=step: page.open_step(step)) for step, _ in STEPS]
    tabs = getattr(page, "tabs", None)
    if not isinstance(tabs, QTabWidget):
        return [(key, lambda: None)]
    return [(f"{key}/{tabs.tabText(n)}", lambda n=n: tabs.setCurrentIndex(n)) for n in range(tabs.count())]


def analyse(window: MainWindow, looker: Looker, name: str) -> None:
    looker.found += [f"[{name}] {one}" for one in faults(window)]
    for box in shown(window):
        if isinstance(box, QComboBox) and box.isEnabled() and (short := short_popup(box)):
            looker.found.append(f"[{name}] {short}")


def press_all(window: MainWindow, page: QWidget, go: Callable[[], object]) -> None:
    for panel in page.findChildren(TablePanel):
        if panel.view.isVisible() and panel.model.rowCount() and not panel.selected():
            panel.view.select_places([0])
    settle(window)
    buttons = [one for one in shown(page) if isinstance(one, QPushButton | QToolButton)]
    for button in buttons:
        try:
            if not button.isVisible() or not button.isEnabled() or button.isCheckable():
                continue
        except RuntimeError:  # the page was built again by the one before
            continue
        if plain_label(button.text()) in _LEFT_ALONE:
            continue
        menu = button.menu()
        if menu is not None:
            for action in menu.actions():
                if action.isEnabled() and action.menu() is None and not action.isCheckable():
                    action.trigger()
                    settle(window)
            continue
        before = window.current_key
        button.click()
        settle(window)
        if window.current_key != before:
            window.open_page(before)
        go()
        settle(window)


def test_every_class_of_widgets_takes_the_letters_of_the_program(qtbot: QtBot) -> None:
    """Windows gives some classes fonts of their own: here one is given by hand, as Windows does."""
    try:
        QApplication.setFont(QFont("Inter", 7), "QAbstractItemView")
        theme().apply("light", points=13)
        for kind in (QTableView, QMenu, QLabel, QPushButton, QStatusBar, QListWidget, QHeaderViewHolder):
            widget = kind()
            qtbot.addWidget(widget)
            widget.ensurePolished()
            assert widget.font().pointSize() == 13, kind.__name__
    finally:
        theme().apply("light")


class QHeaderViewHolder(QTableWidget):
    """A table whose header is asked."""

    def font(self) -> QFont:
        return self.horizontalHeader().font()


@pytest.fixture
def full(app: AppContext, tmp_path: Path) -> AppContext:
    """Something on every page."""
    scored(app)
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path), year=2024).batch_id)
    return app


@pytest.mark.parametrize(("name", "points"), SETTINGS if ALL else QUICK)
def test_nothing_is_cut_or_out_of_reach(
    name: str,
    points: int,
    qtbot: QtBot,
    full: AppContext,
    settings: MachineSettings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    wide, high = SCREENS[name]
    monkeypatch.setattr(screen, "available", lambda _: QRect(0, 0, wide, high))
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _: True)
    looker = Looker()
    theme().apply("light", points=points)
    try:
        for window in opened(qtbot, full, settings, looker):
            window.resize(screen.room_inside(window))
            settle(window)
            walk(window, looker)
    finally:
        theme().apply("light")
    counts = Counter(one.split("] ", 1)[1].split(":")[0] for one in looker.found)
    report = "\n".join(sorted(set(looker.found)))
    if os.environ.get("TD_SCREEN_REPORT"):
        Path(os.environ["TD_SCREEN_REPORT"], f"{name}-{points}.txt").write_text(
            f"{counts} seen {len(looker.seen)}\n{report}", encoding="utf-8"
        )
    assert not looker.found, f"{dict(counts)}\n{report}"
