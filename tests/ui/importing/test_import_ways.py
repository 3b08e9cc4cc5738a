"""Every way a list comes in and goes back: folders, pasted tables, passwords, marked files, templates."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import YEAR, messy_workbook
from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.queries.importing.batches import batches
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import save_person
from ui.dialogs.import_undo import UndoImportDialog
from ui.pages.commendation.page import CommendationPage
from ui.pages.importing.many_files_dialog import ManyDialog
from ui.pages.importing.step import ImportingStep
from ui.widgets.forms import Field, Form
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]
SAMPLES = Path(__file__).parents[2] / "samples" / "import"
PASTED = "STT\tHọ và tên\tNgày sinh\tĐơn vị\tDanh hiệu\n1\tLò Thị Én\t12/3/1980\tPhòng Nội vụ\tLĐTT\n"


@pytest.fixture
def step(real_window: MainWindow) -> ImportingStep:
    real_window.open_page("commendation")
    settle(real_window)
    page = cast(CommendationPage, real_window.page("commendation"))
    return cast(ImportingStep, page.steps["intake"])


def read(window: MainWindow, step: ImportingStep, *paths: Path) -> None:
    step.read_files(paths)
    settle(window)


def test_the_sender_gets_the_own_file_back_with_its_faults_marked(
    real_window: MainWindow,
    step: ImportingStep,
    officer: Officer,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    read(real_window, step, messy_workbook(tmp_path, award="Giấy khen lạ"))
    officer.save_file = tmp_path / "trả lại.xlsx"
    assert step.open_file.give_button.isVisible()
    step.open_file.give_button.click()
    settle(real_window)
    assert "Việc cần sửa" in load_workbook(officer.save_file).sheetnames
    opened: list[Path] = []

    def hand_over(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return True

    monkeypatch.setattr(QDesktopServices, "openUrl", hand_over)
    assert step.open_file.saved.open_button.hasFocus()
    step.open_file.saved.open_button.click()
    assert opened == [officer.save_file]


def test_a_file_without_faults_is_not_offered_for_return(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path
) -> None:
    book = Workbook()
    sheet = book.worksheets[0]
    for line in PASTED.splitlines():
        sheet.append(line.split("\t"))
    path = tmp_path / "đúng.xlsx"
    book.save(path)
    read(real_window, step, path)
    assert not step.open_file.give_button.isVisible()


def test_a_template_is_saved_for_one_unit_or_for_all(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    unit = app.read(units)[0]
    officer.save_file = tmp_path / "mẫu.xlsx"
    officer.forms.append({"unit": unit.id})
    step._list.templates_button.click()
    settle(real_window)
    assert officer.save_file.exists()
    officer.save_file = tmp_path / "các mẫu"
    officer.save_file.mkdir()
    officer.forms.append({})
    step._list.templates_button.click()
    settle(real_window)
    assert len(list(officer.save_file.iterdir())) == len(app.read(units)) == 3
    assert step._list.saved.isVisible()


def test_a_pasted_table_is_read_like_a_file(
    real_window: MainWindow, step: ImportingStep, app: AppContext
) -> None:
    QApplication.clipboard().setText(PASTED)
    QTest.keyClick(real_window, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert [line.record.name for line in step.preview.lines] == ["Lò Thị Én"]
    assert app.read(nominations, year=YEAR) == ()


def test_a_table_of_a_web_page_is_pasted_too(real_window: MainWindow, step: ImportingStep) -> None:
    cells = ("".join(f"<td>{word}</td>" for word in line.split("\t")) for line in PASTED.splitlines())
    held = QMimeData()
    held.setHtml("<table>" + "".join(f"<tr>{row}</tr>" for row in cells) + "</table>")
    QApplication.clipboard().setMimeData(held)
    step.paste()
    settle(real_window)
    assert [line.record.name for line in step.preview.lines] == ["Lò Thị Én"]


def test_a_clipboard_without_a_table_is_reported(real_window: MainWindow, step: ImportingStep) -> None:
    QApplication.clipboard().setText("chỉ là một câu")
    step.paste()
    assert "Ctrl+C" in step.notice.text()


def test_a_folder_is_read_with_one_summary_and_imported_with_one_button(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    folder = tmp_path / "các xã"
    folder.mkdir()
    messy_workbook(folder, name="xã một.xlsx")
    messy_workbook(folder, name="xã hai.xlsx")
    (folder / "hỏng.xlsx").write_bytes(b"")
    seen: list[list[str]] = []

    def look(dialog: ManyDialog) -> None:
        seen.append([row.path.name for row in dialog.files.model.shown_rows()])
        assert nameless(dialog) == []
        assert doubled_letters(dialog) == []
        assert squeezed(dialog) == []
        assert dialog.import_button.isEnabled()
        dialog.import_button.click()

    officer.hands.append(look)
    read(real_window, step, folder)
    assert sorted(seen[0]) == ["hỏng.xlsx", "xã hai.xlsx", "xã một.xlsx"]
    assert "hỏng.xlsx" in step.notice.text()
    assert {batch.state for batch in app.read(batches, year=YEAR)} >= {"committed"}
    assert len(app.read(nominations, year=YEAR)) == 6


def test_enter_on_a_file_of_the_summary_opens_it(
    real_window: MainWindow, step: ImportingStep, officer: Officer, tmp_path: Path
) -> None:
    other = tmp_path / "b"
    other.mkdir()
    first = messy_workbook(tmp_path, name="xã một.xlsx")
    (other / "hỏng.xlsx").write_bytes(b"")

    def enter(dialog: ManyDialog) -> None:
        dialog.files.select([first])
        dialog.files.view.setFocus()
        QTest.keyClick(dialog.files.view, Qt.Key.Key_Return)

    officer.hands.append(enter)
    read(real_window, step, first, other)
    assert step.preview.isVisible()
    assert len(step.preview.lines) == 6


def test_who_has_sent_nothing_stands_beside_the_files(
    real_window: MainWindow, step: ImportingStep, officer: Officer, tmp_path: Path
) -> None:
    names: list[str] = []

    def look(dialog: ManyDialog) -> None:
        dialog.sides.choose("silent")
        assert dialog.silent.isVisible()
        names.extend(unit.name for unit in dialog.silent.model.shown_rows())
        dialog.reject()

    officer.hands.append(look)
    (tmp_path / "hỏng.xlsx").write_bytes(b"")
    read(real_window, step, tmp_path / "hỏng.xlsx", messy_workbook(tmp_path))
    assert "Phòng Nội vụ" in names


def test_undo_first_lists_what_it_touches(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    read(real_window, step, messy_workbook(tmp_path))
    step.commands.commit()
    settle(real_window)
    person = app.read(persons, words="Lò Văn Đạt")[0]
    save_person(app, person_id=person.id, full_name="Lò Văn Đạt", position="Hiệu trưởng")
    lines: list[str] = []

    def look(dialog: UndoImportDialog) -> None:
        model = dialog.lines.model()
        lines.extend(str(model.index(row, 0).data()) for row in range(model.rowCount()))
        assert nameless(dialog) == []
        assert not dialog.undo_button.isDefault()
        dialog.reject()

    officer.hands.append(look)
    step.commands.undo()
    settle(real_window)
    assert len(app.read(nominations, year=YEAR)) == 6, "she said no"
    assert any("Nguyễn Thị Ước" in line for line in lines)
    assert lines[0].startswith("Giữ nguyên")
    officer.hands.append(lambda dialog: dialog.undo_button.click())
    step.commands.undo()
    settle(real_window)
    assert app.read(nominations, year=YEAR) == ()


def test_a_password_is_hidden_while_it_is_typed_and_read_as_typed(qtbot: QtBot) -> None:
    form = Form([Field("password", "&Mật khẩu", "password", required=True)])
    qtbot.addWidget(form)
    line = cast(QLineEdit, form.editor("password"))
    line.setText(" Mật  khẩu ")
    assert line.echoMode() == QLineEdit.EchoMode.Password
    assert form.values() == {"password": " Mật  khẩu "}


@pytest.mark.parametrize("size", [(1366, 768), (910, 512)])
def test_the_list_and_the_open_file_fit_and_are_named(
    real_window: MainWindow, step: ImportingStep, tmp_path: Path, size: tuple[int, int]
) -> None:
    real_window.resize(*size)
    settle(real_window)
    assert (nameless(step), doubled_letters(step), squeezed(step)) == ([], [], [])
    read(real_window, step, messy_workbook(tmp_path, award="Giấy khen lạ"))
    assert (nameless(step), doubled_letters(step), squeezed(step)) == ([], [], [])


def test_escape_goes_back_to_the_list(
    real_window: MainWindow, step: ImportingStep, qtbot: QtBot, tmp_path: Path
) -> None:
    read(real_window, step, messy_workbook(tmp_path))
    press(real_window, qtbot, step.back_button, Qt.Key.Key_Escape)
    assert step.files.isVisible()


def test_files_imported_with_one_button_are_taken_back_with_one(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer, tmp_path: Path
) -> None:
    folder = tmp_path / "các xã"
    folder.mkdir()
    messy_workbook(folder, name="xã một.xlsx")
    messy_workbook(folder, name="xã hai.xlsx", award="Chiến sĩ thi đua cơ sở")
    officer.hands.append(lambda dialog: dialog.import_button.click())
    read(real_window, step, folder)
    assert len(app.read(nominations, year=YEAR)) > 6
    step.open_batch(app.read(batches, year=YEAR)[0].id)
    settle(real_window)

    def look(dialog: UndoImportDialog) -> None:
        assert dialog.all.isVisible()
        assert dialog.all.text() == "&Tất cả 2 tệp đã nhập cùng lúc"
        assert (nameless(dialog), doubled_letters(dialog), squeezed(dialog)) == ([], [], [])
        both = dialog.lines.model().rowCount()
        QTest.keyClick(dialog.one, Qt.Key.Key_Space)
        assert not dialog.all_requested
        assert dialog.lines.model().rowCount() < both
        QTest.keyClick(dialog.all, Qt.Key.Key_Space)
        assert dialog.all_requested
        dialog.undo_button.click()

    officer.hands.append(look)
    step.commands.undo()
    settle(real_window)
    assert app.read(nominations, year=YEAR) == ()
    assert {batch.state for batch in app.read(batches, year=YEAR)} == {"staged"}


def test_a_file_that_was_locked_says_so_when_it_goes_back(
    real_window: MainWindow, step: ImportingStep, officer: Officer, tmp_path: Path
) -> None:
    officer.forms.append({"password": "lamthuong2024"})
    read(real_window, step, SAMPLES / "o18_co_mat_khau.xlsx")
    record = step.preview.lines[0].record
    step.commands.correct(record.sheet, f"{record.column}{record.row}", "Lò")
    settle(real_window)
    officer.save_file = tmp_path / "trả.xlsx"
    step.open_file.give_button.click()
    settle(real_window)
    assert "không còn mật khẩu" in step.open_file.saved.words.text()
    assert "đã bỏ mật khẩu" in load_workbook(officer.save_file)["Việc cần sửa"]["A2"].value


def test_a_wrong_password_is_said_to_be_wrong_and_typed_again(
    real_window: MainWindow, step: ImportingStep, officer: Officer
) -> None:
    officer.forms += [{"password": "sai"}, {"password": "Sai nữa"}, {"password": "lamthuong2024"}]
    read(real_window, step, SAMPLES / "o18_co_mat_khau.xlsx")
    assert officer.forms == []
    assert len(step.preview.lines) == 3


def test_giving_up_a_password_reads_nothing(
    real_window: MainWindow, step: ImportingStep, app: AppContext, officer: Officer
) -> None:
    officer.forms.append({"password": "sai"})
    read(real_window, step, SAMPLES / "o18_co_mat_khau.xlsx")
    assert app.read(batches, year=YEAR) == ()
