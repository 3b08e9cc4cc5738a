"""With 12,000 persons every list, choice and form is complete or says that there is more."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests import large_office
from tests.large_office import ACTIONS, PERSONS, name_of
from tests.ui.page_app import Officer, officer, open_page, opened, press, settle
from tests.ui.window.test_forms import type_keys
from thidua_desktop.queries.council.members import members
from thidua_desktop.queries.nominations.initiatives import initiatives
from thidua_desktop.services.council.members import save_member
from thidua_desktop.services.office.context import AppContext
from ui.core.machine_settings import MachineSettings
from ui.dialogs.base import FormDialog
from ui.widgets.forms import Field
from ui.widgets.found_box import FoundBox
from ui.window.main_window import MainWindow

__all__ = ["officer"]


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    large_office.make(folder)
    return folder


@pytest.fixture
def app(large: Path, tmp_path: Path) -> Iterator[AppContext]:
    opened = large_office.copied(large, tmp_path / "data")
    yield opened
    opened.close()


@pytest.fixture
def window(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[MainWindow]:
    yield from opened(qtbot, app, settings, officer)


class Typist(Officer):
    """Answers forms in the real dialog: ``typing`` acts on it before it is accepted."""

    def __init__(self, window: list[MainWindow]) -> None:
        super().__init__()
        self.typing: list[Any] = []
        self._window = window

    def ask(self, title: str, fields: Any, **more: Any) -> Any:
        more.pop("accept_label", None)
        dialog = FormDialog(title, fields, self._window[0], **more)
        dialog.show()
        self.typing.pop(0)(dialog)
        assert dialog.form.validate(), dialog.form.problems()
        values = dialog.form.values()
        dialog.close()
        return values


@pytest.fixture
def typist() -> Typist:
    return Typist([])


@pytest.fixture
def forms(qtbot: QtBot, app: AppContext, settings: MachineSettings, typist: Typist) -> Iterator[MainWindow]:
    for window in opened(qtbot, app, settings, typist):
        typist._window.append(window)
        yield window


def yens() -> set[int]:
    return {number + 1 for number in range(PERSONS) if "Yến" in name_of(number)}


def test_a_search_shows_everybody_with_all_awards(window: MainWindow) -> None:
    page = open_page(window, "lookup", "Yến")
    settle(window)
    people = [page.found.model.row_at(place) for place in range(page.found.model.total)]
    people = [row for row in people if row.subject_type == "person"]
    assert {row.id for row in people} == yens()
    assert {row.count for row in people} == {10}
    assert not page.cut_line.isVisible()
    assert page.grants.model.total == 10


def test_a_search_that_is_cut_says_so(window: MainWindow) -> None:
    page = open_page(window, "lookup", "nguyen")
    settle(window)
    assert page.cut_line.isVisible()
    assert "còn nữa" in page.cut_line.text()
    assert "cá nhân" in page.cut_line.text()


def test_the_register_and_its_filter_reach_the_last_person(window: MainWindow) -> None:
    section = open_page(window, "system", "people").tab("people")
    settle(window)
    panel = section.panel
    assert panel.model.total == PERSONS
    panel.filter_box.setText(name_of(PERSONS - 1))
    panel.apply_filter()
    assert PERSONS in {row.id for row in panel.model.shown_rows()}


def test_the_journal_says_that_there_is_more_and_shows_it(window: MainWindow, qtbot: QtBot) -> None:
    section = open_page(window, "system", "journal").tab("journal")
    settle(window)
    assert section.all.isVisible()
    assert section.panel.model.total < ACTIONS
    press(window, qtbot, section.all, Qt.Key.Key_Space)
    assert section.panel.model.total > ACTIONS
    assert not section.all.isVisible()


def test_an_initiative_saved_unchanged_keeps_authors_and_co_authors(
    forms: MainWindow, typist: Typist, app: AppContext
) -> None:
    (before,) = app.read(initiatives)
    tab = open_page(forms, "registration", "initiatives").tab("initiatives")
    settle(forms)
    tab.table.view.select_places([0])
    typist.typing = [lambda dialog: None]
    tab.edit()
    settle(forms)
    (after,) = app.read(initiatives)
    assert (after.person_id, after.authors) == (before.person_id, before.authors)
    assert len(after.authors) == 2


def test_a_co_author_is_found_as_the_name_is_typed(
    forms: MainWindow, typist: Typist, app: AppContext, qtbot: QtBot
) -> None:
    requested = 7_000
    tab = open_page(forms, "registration", "initiatives").tab("initiatives")
    settle(forms)
    tab.table.view.select_places([0])

    def hand(dialog: FormDialog) -> None:
        box = dialog.form.editor("authors").box  # type: ignore[attr-defined]
        assert isinstance(box, FoundBox)
        pick(forms, qtbot, box, name_of(requested - 1), requested)
        qtbot.keyClick(box, Qt.Key.Key_Return)

    typist.typing = [hand]
    tab.edit()
    settle(forms)
    (after,) = app.read(initiatives)
    assert requested in {number for number, _ in after.authors}
    assert len(after.authors) == 3


def pick(window: MainWindow, qtbot: QtBot, box: FoundBox, words: str, requested: int) -> None:
    """Types, waits for what is offered and goes down to the wanted one by keys."""
    box.window().activateWindow()
    qtbot.waitUntil(box.isActiveWindow, timeout=60_000)
    box.setFocus()
    type_keys(box, words)
    box.look_now()
    settle(window)
    qtbot.waitUntil(box.popup.isVisible, timeout=60_000)
    model = box.popup.model()
    values = [model.index(row, 0).data(int(Qt.ItemDataRole.UserRole)) for row in range(model.rowCount())]
    for _ in range(values.index(requested) + 1):
        qtbot.keyClick(box.popup, Qt.Key.Key_Down)
    qtbot.keyClick(box.popup, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert box.chosen() == requested


def test_a_choice_that_is_cut_says_so_and_one_without_answer_too(window: MainWindow, qtbot: QtBot) -> None:
    from ui.core.finding import person_finder

    box = FoundBox(person_finder(window.context))
    qtbot.addWidget(box)
    box.show()
    for words, message in (("nguyen", "còn nữa"), ("zzz", "Không tìm thấy")):
        box.setText(words)
        box.look_now()
        settle(window)
        model = box.popup.model()
        assert message in model.index(model.rowCount() - 1, 0).data()


def test_a_council_member_saved_unchanged_keeps_person_and_unit(
    forms: MainWindow, typist: Typist, app: AppContext
) -> None:
    save_member(
        app, full_name="Lường Yến", role="member", votes=True, unit_id=120, person_id=PERSONS, position=""
    )
    section = open_page(forms, "system", "council").tab("council")
    settle(forms)
    settle(forms)
    (before,) = app.read(members)
    typist.typing = [lambda dialog: None]
    section.ask(section.panel.model.row_at(0))
    settle(forms)
    (after,) = app.read(members)
    assert after == before
    assert after.person_id == PERSONS


def test_a_value_that_is_no_entry_of_its_choice_is_stored(qtbot: QtBot) -> None:
    for kind, value in (("choice", 9), ("several", (9, 8))):
        dialog = FormDialog("Thử", [Field("one", "Đơn &vị", kind)], values={"one": value})  # type: ignore[arg-type]
        qtbot.addWidget(dialog)
        assert dialog.form.values() == {"one": value}


def test_duplicates_are_looked_for_in_the_whole_register(
    forms: MainWindow, typist: Typist, app: AppContext, qtbot: QtBot
) -> None:
    section = open_page(forms, "system", "people").tab("people")
    settle(forms)
    settle(forms)
    row = next(one for one in section.panel.model.shown_rows() if one.id == PERSONS)
    seen: list[Any] = []

    def hand(dialog: FormDialog) -> None:
        box = dialog.form.editor("other")
        assert isinstance(box, FoundBox)
        seen.append(box.chosen())

    from ui.pages.organisation.merging import ask_merge

    typist.typing = [hand]
    ask_merge(forms.context, row, (), owner=section)
    settle(forms)
    assert seen, "the form was shown"
    assert seen[0] != PERSONS
    assert name_of(seen[0] - 1) == name_of(PERSONS - 1)
