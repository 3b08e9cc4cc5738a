"""Forms: dates as one types them, sentences beside what is wrong, names for screen readers, UniKey."""

from __future__ import annotations

import datetime as dt
import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QCompleter,
    QDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from thidua_desktop.domain.dates import PartialDate
from ui.dialogs.base import ConfirmDialog, Dialog, FormDialog
from ui.widgets.dates import parse_date, parse_partial_date, show_date
from ui.widgets.fields import ChoiceBox
from ui.widgets.forms import Choice, Field, Form, lettered, mnemonic, plain_label

FIELDS = (
    Field("name", "Họ và &tên", required=True, help="Như trong giấy khai sinh"),
    Field("born", "&Ngày sinh", "partial_date"),
    Field("signed", "Ngày &ký", "date"),
    Field("form", "&Hình thức", "choice", choices=(Choice(1, "Giấy khen"), Choice(2, "Bằng khen"))),
    Field("count", "&Số lượng", "int"),
    Field("money", "Tiền thưởng (&M)", "money"),
    Field("printed", "Đã &in", "bool"),
    Field("note", "&Ghi chú", "multiline"),
)


@pytest.fixture
def form(qtbot: QtBot) -> Form:
    made = Form(FIELDS)
    qtbot.addWidget(made)
    made.show()
    return made


def type_keys(widget: QWidget, words: str) -> None:
    """Letters as a Vietnamese keyboard program sends them: each a key press carrying its text."""
    for letter in words:
        key = Qt.Key.Key_Backspace if letter == "\b" else Qt.Key.Key_unknown
        words_sent = "" if letter == "\b" else letter
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, int(key), Qt.KeyboardModifier.NoModifier, words_sent)
            QApplication.sendEvent(widget, event)


def line(form: Form, key: str) -> QLineEdit:
    found = form.editor(key)
    assert isinstance(found, QLineEdit)
    return found


@pytest.mark.parametrize(
    "typed", ["5/2/2024", "05/02/2024", "5-2-2024", "5.2.2024", "05022024", " 5 / 2 / 2024 "]
)
def test_a_date_is_understood_as_the_officer_types_it(typed: str) -> None:
    assert parse_date(typed) == dt.date(2024, 2, 5)


@pytest.mark.parametrize(
    "typed", ["25/12/24", "2/2024", "31/2/2024", "2024-02-05", "5/13/2024", "abc", "", "050224"]
)
def test_a_doubtful_date_is_refused_never_guessed(typed: str) -> None:
    with pytest.raises(ValueError):
        parse_date(typed)


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)))
def test_a_date_shown_is_read_back_the_same(date: dt.date) -> None:
    assert parse_date(show_date(date)) == date
    assert parse_partial_date(show_date(date)) == PartialDate(date.isoformat(), "day")


@pytest.mark.parametrize("typed", ["1976", "05/1976", "01/05/1976"])
def test_a_birth_date_keeps_its_precision(typed: str) -> None:
    assert parse_partial_date(typed).vietnamese() == typed


def test_values_go_in_and_come_back(form: Form) -> None:
    values: dict[str, object] = {
        "name": "Lê Đức Đạt",
        "born": PartialDate("1976", "year"),
        "signed": dt.date(2024, 12, 25),
        "form": 2,
        "count": 3,
        "money": Decimal(1_170_000),
        "printed": True,
        "note": "Dòng một\nDòng hai",
    }
    form.set_values(values)
    assert form.validate()
    assert form.values() == values
    assert line(form, "signed").text() == "25/12/2024"
    assert line(form, "money").text() == "1.170.000"


def test_blank_is_blank_and_not_zero(form: Form) -> None:
    values = form.values()
    assert {key for key, value in values.items() if value is None} == {field.key for field in FIELDS} - {
        "printed"
    }


def test_each_wrong_field_gets_its_sentence_and_the_first_the_cursor(form: Form, qtbot: QtBot) -> None:
    form.activateWindow()
    qtbot.waitUntil(form.isActiveWindow, timeout=60_000)
    line(form, "signed").setText("25/12/24")
    line(form, "money").setText("1.17")
    assert not form.validate()
    assert set(form.problems()) == {"name", "signed", "money"}
    assert form.editor("name").hasFocus()
    type_keys(form.editor("name"), "A")
    assert set(form.problems()) == {"signed", "money"}


def test_text_is_composed_and_tidied_when_read(form: Form) -> None:
    line(form, "name").setText(unicodedata.normalize("NFD", "  Nguyễn   Ước "))
    assert form.values()["name"] == "Nguyễn Ước"


@pytest.mark.parametrize("key", ["name", "born"])
def test_a_vietnamese_keyboard_program_types_correctly(form: Form, key: str) -> None:
    type_keys(form.editor(key), "nguye\bê\bễn D\bĐạt")
    assert line(form, key).text() == "nguyễn Đạt"


def test_a_long_list_is_typed_into_with_vietnamese_keys_and_searched_without_marks(qtbot: QtBot) -> None:
    units = [
        Choice(i, f"Trường {name}")
        for i, name in enumerate(["Ánh", "Bê", "Cà", "Đạt", "Dung", "Êm", "Gà", "Hoà", "Ích", "Khế", "Lê"])
    ]
    box = ChoiceBox(units)
    qtbot.addWidget(box)
    box.show()
    edit = box.lineEdit()
    assert edit is not None
    assert edit.completer().completionMode() != QCompleter.CompletionMode.InlineCompletion
    edit.clear()
    edit.setFocus()
    type_keys(edit, "truong d\bđa")
    assert edit.text() == "truong đa"
    model = edit.completer().completionModel()
    assert [model.index(i, 0).data() for i in range(model.rowCount())] == ["Trường Đạt"]
    edit.setText("truong dat")
    assert box.chosen() == 3


def test_screen_readers_hear_each_fields_name_and_alt_letters_are_unique(form: Form) -> None:
    for field in FIELDS:
        assert form.editor(field.key).accessibleName()
    buddies = [label for label in form.findChildren(QLabel) if label.buddy()]
    assert len(buddies) == len(FIELDS) - 1
    with pytest.raises(ValueError):
        Form([Field("a", "&Tên"), Field("b", "&Tuổi")])
    with pytest.raises(ValueError):
        Form([Field("a", "&Địa chỉ")])


def test_a_form_dialog_stays_open_until_all_is_right(qtbot: QtBot) -> None:
    refusals = ["Số này đã có.", None]
    dialog = FormDialog("Thử", FIELDS, submit=lambda values: refusals.pop(0))
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.accept()
    assert dialog.isVisible()
    dialog.form.set_values({"name": "An"})
    dialog.accept()
    assert dialog.isVisible()
    assert any(label.text() == "Số này đã có." for label in dialog.findChildren(QLabel))
    dialog.accept()
    assert not dialog.isVisible()


def test_enter_never_answers_yes_to_a_dangerous_question(qtbot: QtBot) -> None:
    dialog = ConfirmDialog("Xóa", "Xóa 3 dòng?", yes="&Xóa", dangerous=True)
    qtbot.addWidget(dialog)
    dialog.show()
    default = next(button for button in dialog.findChildren(QPushButton) if button.isDefault())
    assert default.text() == "&Hủy"
    qtbot.keyClick(dialog, Qt.Key.Key_Return)
    assert dialog.result() == 0


def test_two_columns_stand_their_labels_above(qtbot: QtBot) -> None:
    made = Form(FIELDS, columns=2)
    qtbot.addWidget(made)
    made.show()
    assert made.editor("name").y() == made.editor("born").y()


def test_a_long_choice_shows_its_beginning(qtbot: QtBot) -> None:
    words = "Không phải danh hiệu, hình thức khen thưởng nào trong danh mục"
    box = ChoiceBox([Choice(place, f"{words} {place}") for place in range(40)])
    qtbot.addWidget(box)
    box.choose(7)
    edit = box.lineEdit()
    assert edit is not None
    assert edit.text().endswith("7")
    assert edit.cursorPosition() == 0


def test_wrapped_words_below_a_field_are_not_cut(qtbot: QtBot) -> None:
    words = "Chỉ cần khi chỉ tiêu là tăng hoặc giảm so với năm trước và số báo cáo là con số. " * 2
    letters = "abcdegik"
    dialog = FormDialog("Thử", [Field(one, f"Số năm trước &{one}", help=words) for one in letters])
    qtbot.addWidget(dialog)
    dialog.show()
    for label in dialog.findChildren(QLabel):
        if label.text() == words:
            assert label.height() >= label.heightForWidth(label.width())


def test_every_label_gets_a_letter_of_its_own_words_where_there_is_one() -> None:
    labels = ["Tối đa", "Tối thiểu", "Thưởng vượt tối đa", "Điểm cộng tối đa", "Điểm trừ tối đa"]
    made = lettered(labels, {"x", "t"})
    assert [plain_label(one) for one in made] == labels
    letters = [mnemonic(one) for one in made]
    assert (len(set(letters)), set(letters) & {"x", "t"}) == (5, set())
    assert not [one for one in made if "(&" in one]


def test_a_label_without_a_free_letter_gets_one_in_brackets() -> None:
    assert lettered(["Đ", "a", "a"], {"q"}) == ["Đ (&Z)", "&a", "a (&X)"]


def test_ctrl_enter_in_a_list_accepts_the_dialog_and_opens_no_row(qtbot: QtBot) -> None:
    dialog = Dialog("Danh sách")
    qtbot.addWidget(dialog)
    rows, opened = QListWidget(), []
    rows.addItems(["một", "hai"])
    rows.setCurrentRow(0)
    rows.itemActivated.connect(lambda item: opened.append(item.text()))
    dialog.body.addWidget(rows)
    dialog.add_button("&Lưu", kind="primary").clicked.connect(dialog.accept)
    dialog.show()
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert opened == ["một"] and dialog.isVisible()
    qtbot.keyClick(rows, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert opened == ["một"]
    assert dialog.result() == QDialog.DialogCode.Accepted
