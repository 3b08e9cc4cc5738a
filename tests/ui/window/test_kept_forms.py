"""A form keeps what is typed: giving up asks, a refusal is said at the field, doubts are asked."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import typed
from tests.ui.page_app import Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import people
from thidua_desktop.services.organisation import units as organisation
from ui.dialogs.base import Dialog, FormDialog, make_button
from ui.pages.planning.from_text import FromTextDialog
from ui.style import screen
from ui.widgets.forms import Field
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

FIELDS = (
    Field("name", "&Tên", required=True),
    Field("note", "&Ghi chú", "multiline"),
    Field("month", "Tháng (&M)", "int", between=(1, 12)),
)


def shown_dialog(qtbot: QtBot, dialog: FormDialog) -> FormDialog:
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=60_000)
    return dialog


def fill(dialog: FormDialog, *keys: str) -> None:
    for key in keys:
        dialog.form.editor(key).setFocus()
        typed("abc")


def test_giving_up_asks_when_several_fields_would_be_lost(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(Dialog, "agrees_to_lose", lambda _self, count: asked.append(count))
    dialog = shown_dialog(qtbot, FormDialog("Thêm", FIELDS))
    fill(dialog, "name", "note")
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [2] and dialog.isVisible()
    dialog.form.set_values({"note": None})
    QTest.keyClick(dialog, Qt.Key.Key_Escape)
    assert asked == [2] and not dialog.isVisible(), "one field is not asked about"


def test_a_refusal_is_said_at_its_field_and_the_form_stays(qtbot: QtBot) -> None:
    tried: list[Mapping[str, object]] = []
    answers: list[Exception | None] = [
        OfficeError("organisation.same_name", name="abc"),
        OfficeError("scoring.sheet_gone"),
        None,
    ]

    def attempt(values: Mapping[str, object], settled: object) -> None:
        tried.append(values)
        settled(answers.pop(0))  # type: ignore[operator]

    dialog = shown_dialog(qtbot, FormDialog("Thêm", FIELDS, attempt=attempt))
    fill(dialog, "name", "note")
    note = dialog.form.editor("note")
    QTest.keyClick(note, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert dialog.isVisible() and "Đã có đơn vị “abc”" in dialog.form.problems()["name"]
    assert dialog.form.editor("name").hasFocus() and dialog.form.values()["note"] == "abc"
    dialog.accept()
    assert dialog.isVisible() and "Không còn bảng chấm điểm" in dialog._refusal.text()
    dialog.accept()
    assert dialog.result() == QDialog.DialogCode.Accepted.value
    assert len(tried) == 3


def test_a_number_out_of_its_range_is_refused(qtbot: QtBot) -> None:
    dialog = shown_dialog(qtbot, FormDialog("Thêm", FIELDS))
    fill(dialog, "name")
    line = dialog.form.editor("month")
    assert isinstance(line, QLineEdit)
    for words in ("99", "-5"):
        line.setText(words)
        dialog.accept()
        assert dialog.form.problems() == {"month": "Hãy ghi một số từ 1 đến 12."}


def test_a_long_form_scrolls_and_its_buttons_stay(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(screen, "available", lambda _: QRect(0, 0, 700, 420))
    letters = "abcdefgijk"
    fields = [Field(letter, f"&{letter.upper()}", "multiline", required=True) for letter in letters]
    dialog = shown_dialog(qtbot, FormDialog("Dài", fields))
    dialog.accept()
    QApplication.processEvents()
    assert dialog.height() <= 420 - screen.TITLE_BAR
    assert dialog.rect().contains(dialog._accept.geometry())
    last = dialog.form.editor("k")
    assert isinstance(last, QPlainTextEdit)
    last.setFocus()
    QApplication.processEvents()
    assert not last.visibleRegion().isEmpty(), "the field with the keyboard is scrolled into sight"


def test_enter_presses_the_button_that_has_the_keyboard(qtbot: QtBot) -> None:
    button = make_button("Mở")
    qtbot.addWidget(button)
    button.show()
    with qtbot.waitSignal(button.clicked, timeout=60_000):
        QTest.keyClick(button, Qt.Key.Key_Return)


def test_a_new_unit_is_selected_and_a_look_alike_is_asked_about(
    real_window: MainWindow, app: AppContext, officer: Officer
) -> None:
    tab = open_page(real_window, "registers").open_tab("units")
    settle(real_window)
    tab.panel.filter_box.setText("khau")
    tab.panel.apply_filter()
    officer.forms.append({"name": "Trạm Y tế Bình Minh", "kind": "other"})
    tab.new_button.click()
    settle(real_window)
    assert [row.name for row in tab.panel.selected()] == ["Trạm Y tế Bình Minh"]
    with pytest.raises(OfficeError, match=r"organisation\.alike"):
        organisation.save_unit(app, name="trạm y tế Bình Minh", kind="other", ask_alike=True)
    organisation.save_unit(app, name="trạm y tế Bình Minh", kind="other")
    assert sum("Bình Minh" in one.name for one in app.read(units)) == 2


def test_the_same_person_added_twice_is_asked_about(app: AppContext) -> None:
    known = app.read(persons, words="Hoàng Thị Hoà")[0]
    with pytest.raises(OfficeError, match=r"people\.alike"):
        people.save_person(app, full_name="HOÀNG THỊ HÒA", born=known.born, ask_alike=True)
    people.save_person(app, full_name="HOÀNG THỊ HÒA", born=known.born)


def test_a_plan_text_with_nothing_ticked_stays_open(
    real_window: MainWindow, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[int] = []
    monkeypatch.setattr(Dialog, "agrees_to_lose", lambda _self, count: asked.append(count))
    dialog = FromTextDialog(real_window.context, real_window)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.pasted.setPlainText("KẾ HOẠCH\nPhát động phong trào thi đua năm 2024\nI. MỤC ĐÍCH\n1. Nâng cao.")
    dialog.go.click()
    settle(real_window)
    assert dialog.reading is not None
    for item in dialog._items():
        item.setCheckState(0, Qt.CheckState.Unchecked)
    dialog.go.click()
    assert dialog.isVisible() and "Chưa đánh dấu" in dialog.summary.text()
    dialog.reject()
    assert asked and dialog.isVisible()
    monkeypatch.setattr(Dialog, "agrees_to_lose", lambda _self, _count: True)
    dialog.reject()
    assert not dialog.isVisible()
