"""The first start: the office is declared, or the officer looks around a closed house."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, bare_app, doubled_letters, nameless, officer, opened, settle
from thidua_desktop.queries.office.settings import find_office, signers
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.dialogs.first_start import SetupDialog
from ui.window.main_window import MainWindow

__all__ = ["bare_app", "officer"]


@pytest.fixture
def bare_window(
    qtbot: QtBot, bare_app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    yield from opened(qtbot, bare_app, settings, officer)


def fill(dialog: SetupDialog, qtbot: QtBot) -> None:
    """What the officer types: level, place, the officer's chairman."""
    dialog.form.set_values({"level": "commune"})
    place: Any = dialog.form.editor("place")
    qtbot.keyClicks(place, "Khau Vat")
    signer: Any = dialog.form.editor("signer_name")
    qtbot.keyClicks(signer, "Ly A Chu")


def test_the_set_up_opens_by_itself_and_once(bare_window: MainWindow, officer: Officer) -> None:
    assert [type(dialog) for dialog in officer.ran] == [SetupDialog]
    bare_window.context.announce(_settings_changed())
    settle(bare_window)
    assert len(officer.ran) == 1


def test_level_and_place_fill_the_names_but_never_the_officers_own_words(
    qtbot: QtBot, officer: Officer
) -> None:
    dialog = SetupDialog(year=2024)
    qtbot.addWidget(dialog)
    name: Any = dialog.form.editor("standing_body")
    qtbot.keyClicks(name, "To van phong")
    fill(dialog, qtbot)
    values = dialog.values
    assert values["name"] == "Ủy ban nhân dân xã Khau Vat"
    assert values["head_title"] == "Chủ tịch Ủy ban nhân dân xã Khau Vat"
    assert values["standing_body"] == "To van phong"
    assert (values["symbol"], values["current_year"], values["signer_lines"]) == ("UBND", 2024, "CHỦ TỊCH")
    assert values["superior_name"] is None
    dialog.show()
    assert nameless(dialog) == []
    assert doubled_letters(dialog) == []


def test_put_off_only_the_first_page_opens_and_offers_the_set_up_again(
    bare_window: MainWindow, officer: Officer, qtbot: QtBot, bare_app: AppContext
) -> None:
    qtbot.keyClick(bare_window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert bare_window.current_key == "overview"
    assert not bare_window.rail.button("plan").isEnabled()
    button = next(
        b for b in bare_window.page("overview").findChildren(QPushButton) if "&Khai báo" in b.text()
    )

    def hand(dialog: SetupDialog) -> None:
        fill(dialog, qtbot)
        dialog.accept()

    officer.hands.append(hand)
    button.setFocus()
    qtbot.keyClick(button, Qt.Key.Key_Space)
    settle(bare_window)
    office = bare_app.read(find_office)
    assert office is not None and office.level == "commune"
    assert bare_app.read(signers)[0].lines == ("CHỦ TỊCH",)
    assert "Ủy ban nhân dân xã Khau Vat" in bare_window.windowTitle()
    bare_window.open_page("plan")
    assert bare_window.current_key == "plan"


def test_an_unfinished_set_up_stays_open_with_a_sentence(qtbot: QtBot) -> None:
    dialog = SetupDialog(year=2024)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    assert {"level", "place", "name", "signer_name"} <= set(dialog.form.problems())


def _settings_changed() -> Any:
    from thidua_desktop.domain.changes import SETTINGS, Changes

    return Changes(frozenset({SETTINGS}))
