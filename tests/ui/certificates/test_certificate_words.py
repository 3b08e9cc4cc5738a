"""One decision of several awards: each certificate says its own; the stock is seen, never printed."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from pytestqt.qtbot import QtBot

from tests.documents.paper_samples import page_texts
from tests.services.small_office import listed, pass_all, take_in, workbook
from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.queries.certificates import printing as query
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.services.certificates import certificates, wording
from thidua_desktop.services.certificates.wording import Words
from thidua_desktop.services.decisions import decisions
from thidua_desktop.services.eligibility import office_rules
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence
from ui.pages.certificates.register_dialog import RegisterDialog
from ui.printing.paper_dialog import PaperDialog
from ui.printing.paper_printing import PaperPrinting
from ui.printing.print_dialog import PrintDialog
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

MIXED = (
    ("Lò Thị Mận", "1981", "Kế toán", "Phòng Nội vụ", "LĐTT"),
    ("Nguyễn Văn Bình", "1979", "Chuyên viên", "Phòng Nội vụ", "CSTĐCS"),
    ("Trần Thị Cúc", "1985", "Giáo viên", "Trường Mầm non Hoa Ban", "Giấy khen của Chủ tịch UBND huyện"),
)


@pytest.fixture
def decision_id(app: AppContext, tmp_path: Path) -> int:
    take_in(app, workbook(tmp_path, MIXED))
    pass_all(app)
    passed = [row.id for row in listed(app) if row.state == "passed"]
    made = decisions.draft(app, year=YEAR, nomination_ids=passed).decision_id
    decisions.sign(app, made, number=41, signed_on=dt.date(2024, 12, 20))
    return made


@pytest.fixture
def step(decision_id: int, real_window: MainWindow) -> Any:
    return open_page(real_window, "commendation", "certificates").steps["certificates"]


def every(app: AppContext, decision_id: int) -> list[int]:
    return [grant.id for grant in app.read(of_decision, decision_id)]


def ruled(app: AppContext, parameter: str, value: str) -> None:
    """The office rules so for every award from the year on."""
    values = {"parameter": parameter, "value": value, "basis": "Quyết định số 05/QĐ-UBND"}
    office_rules.save_ruling(app, office_rules.drafted({**values, "valid_from": dt.date(YEAR, 1, 1)}))


def test_a_title_of_money_alone_gets_a_certificate_only_where_the_office_rules_so(
    app: AppContext, decision_id: int
) -> None:
    assert [grant.name for grant in certificates.grants_of(app, decision_id, "LDTT")] == ["Lò Thị Mận"]
    due = {grant.award_code for grant in certificates.grants_of(app, decision_id, "")}
    assert due == {"CSTDCS", "GK_HUYEN"}
    ruled(app, "certificate", "printed")
    assert len(certificates.grants_of(app, decision_id, "")) == 3


def test_the_number_of_the_book_may_be_the_one_within_the_decision(app: AppContext, decision_id: int) -> None:
    assert "Vào sổ khen thưởng số" in page_texts(certificates.render(app, decision_id).pdf)[0]
    ruled(app, "register_number", "in_decision")
    pages = page_texts(certificates.render(app, decision_id).pdf)
    assert [page.partition("Số sổ vàng: ")[2].split()[0] for page in pages] == ["2", "3"]


def test_each_award_of_one_decision_has_its_own_words(app: AppContext, decision_id: int) -> None:
    pages = page_texts(certificates.render(app, decision_id, grant_ids=every(app, decision_id)).pdf)
    by_name = {name: page for name in ("Mận", "Bình", "Cúc") for page in pages if name in page}
    assert "GIẤY CHỨNG NHẬN" in by_name["Mận"]
    assert f"Đạt danh hiệu “Lao động tiên tiến” năm {YEAR}" in by_name["Mận"]
    assert "TẶNG DANH HIỆU" in by_name["Bình"] and "CHIẾN SĨ THI ĐUA CƠ SỞ" in by_name["Bình"]
    assert "Đạt danh hiệu “Chiến sĩ thi đua cơ sở”" in by_name["Bình"]
    assert "GIẤY KHEN" in by_name["Cúc"] and "Đã có thành tích" in by_name["Cúc"]
    assert not any("{" in page or "[" in page for page in pages)


def test_the_offices_own_words_of_one_award_print_and_blank_brings_the_shipped_ones_back(
    app: AppContext, decision_id: int
) -> None:
    own = Words("chứng nhận", "Bằng danh hiệu", "Đạt danh hiệu {danh hiệu}, {năm}")
    wording.save_words(app, "LDTT", own)
    run = certificates.render(app, decision_id, grant_ids=every(app, decision_id))
    text = next(page for page in page_texts(run.pdf) if "Mận" in page)
    assert "CHỨNG NHẬN" in text and "BẰNG DANH HIỆU" in text
    assert f"Đạt danh hiệu Lao động tiên tiến, năm {YEAR}" in text
    wording.save_words(app, "LDTT", Words("", "", ""))
    assert app.read(query.certificate_words) == ()


def test_an_unknown_place_in_the_officers_words_is_named_and_nothing_is_stored(
    step: Any, app: AppContext, officer: Officer, real_window: MainWindow
) -> None:
    step._fill_words_menu()
    words = {action.text(): action for action in step._words_menu.actions()}
    assert "Lao động tiên tiến" in words
    officer.forms.append({"give_word": "Tặng", "award_title": "{tên huyện}", "achievement": "x"})
    words["Lao động tiên tiến"].trigger()
    settle(real_window)
    assert [error.code for error in officer.errors if hasattr(error, "code")] == ["documents.unknown_place"]
    assert "tên huyện" in error_sentence(officer.errors[0])  # type: ignore[arg-type]
    assert app.read(query.certificate_words) == ()


def test_a_layout_is_remembered_for_its_award(step: Any, real_window: MainWindow) -> None:
    def choose(**values: object) -> None:
        for key, value in values.items():
            step.form.set_values({key: value})
            step.form.edited.emit(key)
        settle(real_window)

    choose(award="GK_HUYEN", layout="a3_landscape")
    choose(award="LDTT")
    assert step.form.values()["layout"] == "a4_landscape"
    assert step.view._pages.count == 1, "only that award"
    choose(award="GK_HUYEN")
    assert step.form.values()["layout"] == "a3_landscape"


def test_the_stock_is_seen_beneath_the_text_but_never_printed_or_saved(
    step: Any, real_window: MainWindow
) -> None:
    assert step.background_line.isHidden()
    step.form.set_values({"full": "stock"})
    step.form.edited.emit("full")
    settle(real_window)
    assert not step.background_line.isHidden()
    assert step.view.canvas._background is not None
    text = page_texts(step.view._pages.data)[0]
    assert "CỘNG HÒA" not in text and "GIẤY" not in text


def test_a_paper_is_printed_by_the_keyboard_and_noted_in_the_log(
    step: Any, app: AppContext, officer: Officer, real_window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    def opener(name: str, tray: str) -> QPrinter:
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(tmp_path / "job.pdf"))
        return printer

    view = step.view
    view._printing = None
    view._printer = PaperPrinting(real_window.context, printers=lambda: ("HP LaserJet",), opener=opener)

    def choose(dialog: PrintDialog) -> None:
        qtbot.keyClicks(dialog.form.editor("pages"), "1-2")
        dialog.accept()

    officer.hands.append(choose)
    view.print_button.setFocus()
    qtbot.keyClick(view.print_button, Qt.Key.Key_Space)
    settle(real_window)
    settle(real_window)
    (logged,) = app.read(query.runs)
    assert (logged.kind, logged.printer, logged.sheets, logged.state) == ("paper", "HP LaserJet", 2, "closed")
    assert (tmp_path / "job.pdf").read_bytes().startswith(b"%PDF")


def test_the_register_opens_as_paper_by_the_keyboard(
    step: Any, officer: Officer, real_window: MainWindow, qtbot: QtBot
) -> None:
    dialog = RegisterDialog(real_window.context)
    qtbot.addWidget(dialog)
    dialog.show()
    settle(real_window)
    assert "liên tục" in dialog.check_line.text()
    qtbot.keyClick(dialog.paper_button, Qt.Key.Key_Space)
    settle(real_window)
    (paper,) = [one for one in officer.ran if isinstance(one, PaperDialog)]
    message = " ".join(page_texts(paper._data))
    assert "SỔ KHEN THƯỞNG" in message and "Lò Thị Mận" in message
