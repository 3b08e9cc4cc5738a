"""An office with its signer, workbooks as communes send them, and a keyboard that types Vietnamese."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

from thidua_desktop.queries.office.settings import OfficeRow
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext
from ui.core.task_runner import TaskRunner
from ui.dialogs.service import WindowDialogs

YEAR = 2024
TODAY = dt.date(2024, 12, 20)
OFFICE = OfficeRow(
    name="Ủy ban nhân dân huyện Lâm Thượng",
    level="district",
    superior_name="Ủy ban nhân dân tỉnh Sơn Hà",
    place="Lâm Thượng",
    head_title="Chủ tịch Ủy ban nhân dân huyện Lâm Thượng",
    standing_body="Phòng Nội vụ",
    symbol="UBND",
    council_name="Hội đồng Thi đua - Khen thưởng huyện Lâm Thượng",
    current_year=YEAR,
)
NAMES = (
    "Nguyễn Thị Ước",
    "Lò Văn Đạt",
    "Giàng A Phủ",
    "Đỗ Hữu Ỷ",
    "Vàng Thị Mỷ",
    "Hà Minh Ánh",
)
AWARD = "Giấy khen của Chủ tịch UBND huyện"


def set_up(app: AppContext) -> None:
    """The office and the one who signs."""
    settings.save_office(app, OFFICE)
    settings.save_signer(app, full_name="Lường Văn Quyết", lines=("CHỦ TỊCH",))


def messy_workbook(folder: Path, *, name: str = "Danh sách xã gửi.xlsx", award: str = AWARD) -> Path:
    """Title block, a header of two rows, group rows, and the signature below."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "DS đề nghị"
    sheet["A1"] = "UBND XÃ NẬM PỤC"
    sheet["A3"] = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024"
    for cell, words in zip(
        ("A5", "B5", "C5", "E5", "F5"),
        ("STT", "Họ và tên", "Năm sinh", "Chức vụ", "Danh hiệu đề nghị"),
        strict=True,
    ):
        sheet[cell] = words
    sheet["C6"], sheet["D6"] = "Nam", "Nữ"
    for merged in ("A5:A6", "B5:B6", "C5:D5", "E5:E6", "F5:F6"):
        sheet.merge_cells(merged)
    row = 7
    for group, members in (("I", NAMES[:3]), ("II", NAMES[3:])):
        sheet.cell(row, 1, group)
        sheet.cell(row, 2, "Trường Tiểu học Nậm Pục" if group == "I" else "Trạm Y tế Nậm Pục")
        row += 1
        for number, person in enumerate(members, start=1):
            woman = " Thị " in person or person.endswith("Ánh")
            sheet.cell(row, 1, number)
            sheet.cell(row, 2, person)
            sheet.cell(row, 4 if woman else 3, 1975 + number)
            sheet.cell(row, 5, "Giáo viên" if group == "I" else "Viên chức")
            sheet.cell(row, 6, award)
            row += 1
    sheet.cell(row + 1, 5, "CHỦ TỊCH")
    path = folder / name
    book.save(path)
    return path


def settle(runner: TaskRunner) -> None:
    """Until no button is going down, the task runner has nothing left and its answers are shown."""
    for _ in range(3):
        QApplication.processEvents()
        for _ in range(40):  # a mnemonic shows its button pressed for a moment before it clicks
            if not any(
                isinstance(one, QAbstractButton) and one.isDown() for one in QApplication.allWidgets()
            ):
                break
            QTest.qWait(10)
        runner.wait()


def press(key: Qt.Key, *, alt: bool = False, ctrl: bool = False) -> None:
    """One key to whatever has the keyboard, as the window system would send it."""
    modifier = Qt.KeyboardModifier.NoModifier
    if alt:
        modifier = Qt.KeyboardModifier.AltModifier
    if ctrl:
        modifier = Qt.KeyboardModifier.ControlModifier
    QTest.keyClick(focused(), key, modifier)
    QApplication.processEvents()


def typed(words: str) -> None:
    """Every letter as one key event: what UniKey sends."""
    for letter in words:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(focused(), event)


def tab_to(field: str) -> None:
    """Goes on with Tab to the field of this name."""
    for _ in range(40):
        if focused().objectName() == field:
            return
        press(Qt.Key.Key_Tab)
    raise AssertionError(f"Tab never comes to {field}")


def focused() -> QWidget:
    """The widget with the keyboard: of the open dialog, else of the window."""
    top = QApplication.activeModalWidget() or QApplication.activeWindow()
    assert top is not None
    return top.focusWidget() or top


@dataclass
class Answers:
    """What the officer does when a dialog opens, in turn; files to choose and to save."""

    dialogs: list[Callable[[QDialog], None]] = field(default_factory=list)
    open_files: tuple[Path, ...] = ()
    save_file: Path | None = None
    errors: list[BaseException] = field(default_factory=list)


class TypedDialogs(WindowDialogs):
    """The real dialogs, answered by keyboard; file choosers and errors are answered at once."""

    answers: Answers

    def choose_open_files(self, title: str, *, patterns: str, purpose: str) -> tuple[Path, ...]:
        return self.answers.open_files

    def choose_save_file(self, title: str, *, name: str, patterns: str, purpose: str) -> Path | None:
        return self.answers.save_file

    def error(self, error: BaseException) -> None:
        self.answers.errors.append(error)

    def run(self, dialog: QDialog) -> bool:
        answer = self.answers.dialogs.pop(0)

        def act() -> None:
            dialog.activateWindow()
            try:
                answer(dialog)
            finally:
                if dialog.isVisible():  # an answer that does not close it must not stop the test for ever
                    dialog.reject()

        QTimer.singleShot(0, act)
        accepted = super().run(dialog)
        self._parent.activateWindow()
        return accepted
