"""The twelve jobs, each as the keys an officer presses; see ``benchmarks.presses`` for how they are counted.

``python -m benchmarks.twelve_jobs`` does them at full size and writes ``benchmarks/presses.md``.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from openpyxl import Workbook
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from benchmarks.presses import YEAR, Count, Walk, walk
from thidua_desktop.queries.certificates import printing
from thidua_desktop.queries.council.sessions import sessions
from thidua_desktop.queries.decisions.decisions import decisions
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.nominations.year_facts import year_facts
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.queries.scoring.blocs import blocs
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from thidua_desktop.services.scoring.score_sheets import load
from ui.pages.certificates.print_run import CertificatePrinting

Key = Qt.Key
_CTRL, _SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
OUT: Final = Path(__file__).with_name("presses.md")
UNITS: Final = tuple(f"Trường Tiểu học Nậm Pục số {number}" for number in range(1, 9))
AWARD: Final = "Giấy khen của Chủ tịch UBND xã"
_FIGURES: Final = 31
_MIDDLE: Final = ("Văn", "Thị", "Hữu", "Xuân", "Minh", "Ngọc", "Thanh", "Đức")
_FAMILY: Final = ("Lò", "Nguyễn", "Trần", "Hoàng", "Cà", "Vi", "Đặng", "Quàng", "Hà", "Lường")
_GIVEN: Final = ("An", "Bình", "Cường", "Dung", "Đào", "Giang", "Hải", "Khánh", "Lan", "Mai", "Nga", "Oanh")


@dataclass(frozen=True, slots=True)
class Size:
    """How much work the second half has: workbooks, persons in all of them, certificates printed."""

    workbooks: int = 40
    persons: int = 590
    certificates: int = 200


def name_of(number: int) -> str:
    """A name that no other person of these lists has."""
    rest, given = divmod(number, len(_GIVEN))
    rest, middle = divmod(rest, len(_MIDDLE))
    return f"{_FAMILY[rest % len(_FAMILY)]} {_MIDDLE[middle]} {_GIVEN[given]}"


def workbooks(folder: Path, size: Size) -> tuple[Path, ...]:
    """One list a sender, the persons dealt out among them; each is asked for one unit of the register."""
    folder.mkdir()
    made = []
    for number in range(size.workbooks):
        book = Workbook()
        sheet = book.worksheets[0]
        sheet["A1"] = "DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG NĂM 2024"
        headings = ("STT", "Họ và tên", "Ngày sinh", "Chức vụ", "Đơn vị", "Danh hiệu đề nghị")
        for column, words in enumerate(headings, start=1):
            sheet.cell(3, column, words)
        for line, person in enumerate(range(number, size.persons, size.workbooks), start=1):
            born = f"{1 + person % 28:02}/{1 + person % 12:02}/{1970 + person % 30}"
            row = (line, name_of(person), born, "Giáo viên", UNITS[number % len(UNITS)], AWARD)
            for column, value in enumerate(row, start=1):
                sheet.cell(3 + line, column, value)
        made.append(folder / f"Danh sách {number + 1:02}.xlsx")
        book.save(made[-1])
    return tuple(made)


def set_up_office(here: Walk) -> None:
    """The form of the first start."""
    keys = here.keys

    def fill(_: QDialog) -> None:
        keys(Key.Key_Down)
        keys.tab_to("place")
        keys.type("Lâm Thượng")
        keys.tab_to("superior_name")
        keys.type("Ủy ban nhân dân tỉnh Sơn Hà")
        keys.tab_to("signer_name")
        keys.type("Lường Văn Quyết")
        keys(Key.Key_Return, _CTRL)

    with here.job("Khai báo cơ quan lần đầu", most=20):
        here.dialogs.answers.append(fill)
        here.window.show()
        here.window.open_page("overview")
        here.window.activateWindow()
        QTest.qWaitForWindowActive(here.window)
        here.settle()


def paste_units(here: Walk) -> None:
    """Eight units as a block from a spreadsheet."""
    keys = here.keys

    def fill(_: QDialog) -> None:
        keys.paste("\n".join(f"{name}\tTrường học\t\t{20 + n}" for n, name in enumerate(UNITS)))
        here.settle()
        keys(Key.Key_Return, _CTRL)
        here.settle()

    with here.job("8 đơn vị (dán từ Excel)", most=4):
        keys(Key.Key_8, _CTRL)
        here.settle()
        here.dialogs.answers.append(fill)
        keys.alt("Dán danh sách")
        here.settle()
    assert {row.name for row in here.app.read(units)} >= set(UNITS)


def plan_from_text(here: Walk, words: str) -> None:
    """The plan of the year out of its text."""
    keys = here.keys

    def fill(_: QDialog) -> None:
        keys.paste(words)
        keys(Key.Key_Return, _CTRL)
        here.settle()
        keys(Key.Key_Return, _CTRL)
        here.settle()

    with here.job("Kế hoạch năm từ văn bản", most=10):
        keys(Key.Key_2, _CTRL)
        here.settle()
        here.dialogs.answers.append(fill)
        keys.alt("Từ văn bản")
        here.settle()
    assert here.app.read(plans, year=YEAR)


def one_task(here: Walk) -> None:
    """A task by the line above the table."""
    keys, before = here.keys, len(here.app.read(tasks, year=YEAR))
    with here.job("Một nhiệm vụ (dòng ghi nhanh)", most=12):
        keys(Key.Key_3, _CTRL)
        here.settle()
        page: Any = here.window.page("tasks")
        for _ in range(40):
            if QApplication.focusWidget() is page.entry.boxes["wording"]:
                break
            keys(Key.Key_Tab)
        for words in ("Kiểm tra chéo các trường", "Quý II", "Phòng Nội vụ", ""):
            if words:
                keys.type(words)
            keys(Key.Key_Return)
        here.settle()
    assert len(here.app.read(tasks, year=YEAR)) == before + 1


def figures(here: Walk) -> None:
    """Figures of 31 targets, copied from a spreadsheet."""
    plan = here.app.read(plans, year=YEAR)[0].id
    known = [row for row in here.app.read(targets, year=YEAR, plan_id=plan) if row.award_code is None]
    for number in range(_FIGURES - len(known)):
        save_target(
            here.app, TargetDraft(wording=f"Chỉ tiêu {number}", section="TDKT", minimum="10"), plan_id=plan
        )
    page: Any = here.window.page("plan")
    page.reload()
    here.settle()
    keys = here.keys

    def fill(_: QDialog) -> None:
        keys.paste("\n".join(str(number + 1) for number in range(_FIGURES)))
        keys(Key.Key_Return, _CTRL)
        here.settle()

    with here.job("Số liệu của 31 chỉ tiêu (dán từ Excel)", most=6):
        keys(Key.Key_2, _CTRL)
        here.settle()
        keys(Key.Key_1, Qt.KeyboardModifier.AltModifier)
        here.settle()
        here.dialogs.answers.append(fill)
        keys.alt("Ghi số liệu nhiều chỉ tiêu")
        here.settle()
    rows = here.app.read(targets, year=YEAR, plan_id=plan)
    assert sum(bool(row.actuals) for row in rows) >= _FIGURES


def bloc_of_units(here: Walk) -> None:
    """A bloc of the eight units with its head and the table of criteria."""
    keys = here.keys

    def fill(dialog: Any) -> None:
        keys.type("Khối Tiểu học")
        for _ in range(10):
            if QApplication.focusWidget() is dialog.list:
                break
            keys(Key.Key_Tab)
        keys(Key.Key_Down)
        for _ in UNITS:
            keys(Key.Key_Space)
            keys(Key.Key_Down)
        keys.tab_to("head")
        keys(Key.Key_Down)
        keys(Key.Key_Return, _CTRL)
        here.settle()

    with here.job("Một khối thi đua 8 đơn vị", most=40):
        keys(Key.Key_5, _CTRL)
        here.settle()
        here.dialogs.answers.append(fill)
        keys.alt("Thêm khối")
        here.settle()
    (made,) = here.app.read(blocs, year=YEAR)
    assert made.head_id is not None


def scores(here: Walk) -> None:
    """The sheet of the bloc is opened and the first five columns are typed, Enter after each score."""
    keys = here.keys
    with here.job("Chấm 8 đơn vị × 5 cột", most=60):
        page: Any = here.window.page("blocs")
        keys(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        here.settle()
        tab = page.tab("scoring")
        keys.alt("Lập bảng chấm điểm")
        here.settle()
        for _ in range(40):
            keys.type("5")
            keys.fields -= 1
            keys(Key.Key_Return)
        keys.fields += 40
        tab.sheet.save_typed()
        here.settle()
    assert len(load(here.app, tab.loaded.row.id).entries) == 40


def take_in(here: Walk, files: Sequence[Path], size: Size) -> None:
    """The workbooks of all senders at once."""
    keys = here.keys

    def accept(_: QDialog) -> None:
        here.settle()
        keys.alt("Nhập")
        here.settle()

    with here.job(f"{size.workbooks} bảng tính → đề nghị"):
        keys(Key.Key_6, _CTRL)
        here.settle()
        here.dialogs.files = tuple(files)
        here.dialogs.answers.append(accept)
        keys(Key.Key_O, _CTRL)
        here.settle()
    assert len(here.app.read(nominations, year=YEAR)) == size.persons


def facts(here: Walk, size: Size) -> None:
    """Result of the year and discipline of everybody, as a block; then all are judged."""
    keys = here.keys

    def fill(_: QDialog) -> None:
        keys.paste("\n".join(["Hoàn thành tốt nhiệm vụ\tKhông"] * size.persons))
        here.settle()
        keys(Key.Key_Return, _CTRL)
        here.settle()

    with here.job(f"Dữ kiện của {size.persons} người (dán từ Excel) và thẩm định"):
        keys(Key.Key_2, Qt.KeyboardModifier.AltModifier)
        here.settle()
        here.dialogs.answers.append(fill)
        here.menu("Hồ sơ và dữ kiện", "Dữ kiện của tất cả")
        keys.alt("Thẩm định")
        here.settle()
    rows = here.app.read(nominations, year=YEAR)
    known = here.app.read(year_facts, year=YEAR, rows=rows)
    assert {(one.rating, one.discipline) for one in known} == {("HTT", "none")}
    assert {row.state for row in rows} == {"submitted"}


def council(here: Walk, size: Size) -> None:
    """A meeting is opened, everybody agreed is said once, and it is closed."""
    keys = here.keys

    def meeting(_: QDialog) -> None:
        for name, words in (("chair", "Lường Văn Quyết"), ("secretary", "Quàng Thị Xoan")):
            keys.tab_to(name)
            keys.type(words)
        for name in ("total_members", "present"):
            keys.tab_to(name)
            keys.type("9")
        keys(Key.Key_Return, _CTRL)
        here.settle()

    def agree(_: QDialog) -> None:
        keys(Key.Key_Return)

    with here.job(f"Phiên họp Hội đồng, {size.persons} trường hợp"):
        keys(Key.Key_3, Qt.KeyboardModifier.AltModifier)
        here.settle()
        here.dialogs.answers.append(meeting)
        keys(Key.Key_M, Qt.KeyboardModifier.AltModifier)
        here.settle()
        keys(Key.Key_I, Qt.KeyboardModifier.AltModifier)
        here.settle()
        here.dialogs.answers.append(agree)
        keys(Key.Key_K, Qt.KeyboardModifier.AltModifier)
        here.settle()
    assert here.app.read(sessions, year=YEAR)[0].state == "closed"


def decide(here: Walk, folder: Path, size: Size) -> None:
    """Number and date are typed; the decision is issued and saved as a paper."""
    keys = here.keys
    here.dialogs.save = folder / "Quyết định.pdf"

    def anyway(dialog: Any) -> None:
        keys.alt("Vẫn ban hành")
        here.settle()

    with here.job(f"Quyết định {size.persons} trường hợp"):
        keys(Key.Key_4, Qt.KeyboardModifier.AltModifier)
        here.settle()
        keys(Key.Key_S, Qt.KeyboardModifier.AltModifier)
        here.settle()
        keys.type("3186")
        keys(Key.Key_Tab)
        keys.type("20/12/2024")
        here.dialogs.answers.append(anyway)
        keys(Key.Key_B, Qt.KeyboardModifier.AltModifier)
        here.settle()
        here.dialogs.answers.clear()
        keys(Key.Key_L, Qt.KeyboardModifier.AltModifier)
        here.settle()
    issued = here.app.read(decisions, year=YEAR)[0]
    assert (issued.state, issued.grants) == ("signed", size.persons)
    assert here.dialogs.save.is_file()


def certificates(here: Walk, folder: Path, size: Size) -> None:
    """The first certificates go to the printer, which here writes into files."""
    keys = here.keys
    sent: list[Path] = []

    def opener(_name: str, _tray: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        sent.append(folder / f"Tờ {len(sent) + 1}.pdf")
        printer.setOutputFileName(str(sent[-1]))
        return printer

    def choose(_: QDialog) -> None:
        keys.tab_to("range")
        keys(Key.Key_End)
        keys(Key.Key_Tab)
        keys.type(f"1-{size.certificates}")
        keys(Key.Key_Return, _CTRL)

    def settled(dialog: Any) -> None:
        keys(Key.Key_Return, _CTRL)
        here.settle()

    with here.job(f"In {size.certificates} giấy khen"):
        keys(Key.Key_5, Qt.KeyboardModifier.AltModifier)
        here.settle()
        step = here.window.page("commendation").steps["certificates"]  # type: ignore[attr-defined]
        _printer(here, step, opener)
        here.dialogs.answers += [choose, settled]
        keys.alt("In")
        for _ in range(size.certificates * 20):
            here.settle()
            if not here.dialogs.answers:  # the last sheet is out and what became of them is said
                break
    (run,) = here.app.read(printing.runs)
    assert run.state == "closed"
    assert len(here.app.read(printing.items, run.id)) == size.certificates


def _printer(here: Walk, step: Any, opener: Any) -> None:
    """A printer that writes files takes the place of the system's."""
    made = CertificatePrinting(here.window.context, printers=lambda: ("HP LaserJet",), opener=opener)
    step.printing.bar.parentWidget().layout().replaceWidget(step.printing.bar, made.bar)
    step.printing.bar.deleteLater()
    step.printing = made


def do_all(folder: Path, size: Size, plan_words: str) -> list[Count]:
    """Every job once, one after the other on one data folder, and the way from lists to certificates as a sum."""
    files = workbooks(folder / "Các đơn vị gửi", size)
    with walk(folder) as here:
        set_up_office(here)
        paste_units(here)
        plan_from_text(here, plan_words)
        one_task(here)
        figures(here)
        bloc_of_units(here)
        scores(here)
        first = len(here.counts)
        take_in(here, files, size)
        facts(here, size)
        council(here, size)
        decide(here, folder, size)
        certificates(here, folder, size)
        way = here.counts[first:]
        whole = f"Cả chặng: {size.workbooks} bảng tính → {size.certificates} giấy khen, kể cả dữ kiện"
        presses, fields = (sum(getattr(one, name) for one in way) for name in ("presses", "fields"))
        here.counts.append(Count(whole, presses, fields, 60))
        return here.counts


def table(counts: Sequence[Count]) -> str:
    """The counts as a table in Markdown."""
    lines = [
        "# Số lần bấm phím của mười hai việc",
        "",
        "Do `python -m benchmarks.twelve_jobs` ghi: mỗi việc làm trong cửa sổ thật, chỉ bằng bàn phím, 1366 × 768.",
        "Một lần bấm là một phím (hoặc phím kèm Ctrl, Alt, Shift); dán một khối là một lần; chữ gõ vào một ô là một ô.",
        "",
        "| việc | lần bấm | ô gõ | không quá |",
        "|---|---:|---:|---:|",
    ]
    lines += [f"| {one.job} | {one.presses} | {one.fields} | {one.most or ''} |" for one in counts]
    return "\n".join(lines) + "\n"


def main() -> int:
    from thidua_desktop.config import DataFolder
    from ui.app import apply_style, make_application
    from ui.core.machine_settings import MachineSettings

    words = Path(sys.argv[1]).read_text(encoding="utf-8") if len(sys.argv) > 1 else sample_plan()
    application = make_application(["presses"])
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        apply_style(application, MachineSettings(DataFolder(folder)))
        counts = do_all(folder, Size(), words)
        QGuiApplication.clipboard().clear()
        QApplication.processEvents()
    OUT.write_text(table(counts), encoding="utf-8")
    print(table(counts))
    return int(any(one.most is not None and one.presses > one.most for one in counts))


def sample_plan() -> str:
    """The plan the tests read too."""
    samples = Path(__file__).resolve().parents[1] / "tests" / "samples" / "plans"
    return (samples / "phat_dong_2024.txt").read_text(encoding="utf-8")


if __name__ == "__main__":
    raise SystemExit(main())
