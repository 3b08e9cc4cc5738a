"""Kế hoạch năm by keyboard: from a text, from last year, outline, lists, proof-reader and paper."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    open_page,
    press,
    real_window,
    settle,
    squeezed,
)
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.planning.outline import in_order
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.from_text import read_file, read_pasted, take
from thidua_desktop.services.planning.plan_text import save_place, start_outline
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from ui.dialogs.history import HistoryDialog
from ui.pages.planning.from_text import FromTextDialog
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

SAMPLES = Path(__file__).parents[2] / "samples" / "plans"


def take_in(app: AppContext, name: str, year: int) -> int:
    reading = read_file(SAMPLES / f"{name}.txt")
    agreed: dict[str, dict[str, Any]] = {
        offer.key: {} for offer in reading.offers if offer.key != "head:year"
    }
    return take(app, reading, agreed=agreed, year=year)[0]


def shown_plan(window: MainWindow, plan_id: int) -> Any:
    page = open_page(window, "plan")
    page.open_plan(plan_id)
    settle(window)
    settle(window)
    return page


def outline(app: AppContext, plan_id: int) -> list[str]:
    return [
        f"{'.' * depth}{place.no} {place.heading}"
        for depth, place in in_order(app.read(query.places, plan_id))
    ]


def test_a_pasted_text_becomes_a_plan_with_what_the_officer_left_ticked(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    def hands(dialog: FromTextDialog) -> None:
        dialog.pasted.setPlainText((SAMPLES / "phat_dong_2024.txt").read_text(encoding="utf-8"))
        qtbot.keyClick(dialog.go, Qt.Key.Key_Space)
        settle(real_window)
        items = {str(item.data(0, Qt.ItemDataRole.UserRole)): item for item in dialog._items()}
        dialog.tree.setCurrentItem(items["target:2"])
        marked = dialog.whole.extraSelections()
        assert dialog._offers["target:2"].source is not None
        assert marked[0].cursor.selectedText() == dialog._offers["target:2"].sentence
        qtbot.keyClick(dialog.tree, Qt.Key.Key_Space)
        assert items["target:2"].checkState(0) == Qt.CheckState.Unchecked
        dialog.tree.setCurrentItem(items["target:1"])
        officer.forms.append({"maximum": "3.500,5", "minimum": "3.500,5"})
        qtbot.keyClick(dialog.tree, Qt.Key.Key_F2)
        assert items["target:1"].text(1).startswith("3.500,5")
        qtbot.keyClick(dialog.go, Qt.Key.Key_Space)

    officer.hands.append(hands)
    page = open_page(real_window, "plan")
    press(real_window, qtbot, page.from_text, Qt.Key.Key_Space)
    settle(real_window)
    made = app.read(plans, year=2024)[-1]
    assert made.kind == "KH_PHATDONG"
    targets = app.read(query.paper_targets, made.id)
    assert len(targets) == 23
    assert targets[0].maximum == "3500.5"
    assert page.plan().id == made.id
    assert page.tabs.currentWidget() is page.outline
    assert page.outline.tree.topLevelItemCount() == 4


def test_a_file_that_is_no_plan_is_refused_and_the_dialog_stays(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "ảnh.pdf"
    path.write_bytes(b"%PDF-1.7")

    def hands(dialog: FromTextDialog) -> None:
        dialog.read_file(path)
        settle(real_window)
        assert dialog.stack.currentIndex() == 0
        dialog.reject()

    officer.hands.append(hands)
    page = open_page(real_window, "plan")
    press(real_window, qtbot, page.from_text, Qt.Key.Key_Space)
    assert [getattr(error, "code", "") for error in officer.errors] == ["plan_reading.pdf"]


def test_last_years_plan_is_copied_and_its_old_years_are_marked(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    take_in(app, "cong_tac_2023", 2023)
    page = open_page(real_window, "plan")
    officer.forms.append({})
    press(real_window, qtbot, page.from_year, Qt.Key.Key_Space)
    settle(real_window)
    made = app.read(plans, year=2024)[-1]
    assert "2024" in made.title
    assert made.number is None
    page.tabs.setCurrentWidget(page.proof)
    settle(real_window)
    rows = page.proof.panel.model.shown_rows()
    assert any(row.code == "carried_year" for row in rows)


def test_the_outline_is_moved_and_set_in_and_out_by_keys(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "phat_dong_2024", 2024)
    page = shown_plan(real_window, plan_id)
    tree = page.outline.tree
    before = outline(app, plan_id)

    def key(code: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        tree.setFocus()
        qtbot.keyClick(tree, code, modifier)
        settle(real_window)

    tree.setCurrentItem(tree.topLevelItem(1))
    settle(real_window)
    key(Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert outline(app, plan_id)[0] == "I MỤC TIÊU CỦA PHONG TRÀO"
    key(Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert outline(app, plan_id) == before
    key(Qt.Key.Key_Right, Qt.KeyboardModifier.AltModifier)
    assert any(line.startswith(".3 MỤC TIÊU") for line in outline(app, plan_id))
    key(Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert outline(app, plan_id) == before
    key(Qt.Key.Key_Insert)
    assert page.outline.heading.hasFocus()
    qtbot.keyClicks(page.outline.heading, "PHAM VI")
    page.outline.tree.setFocus()
    settle(real_window)
    assert "III PHAM VI" in outline(app, plan_id)
    key(Qt.Key.Key_Delete)
    assert outline(app, plan_id) == before


def test_words_typed_are_stored_on_leaving_the_field(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "chi_thi_2025", 2025)
    real_window.context.set_year(2025)
    page = shown_plan(real_window, plan_id)
    place_id = page.outline.current()
    page.outline.words.setFocus()
    page.outline.words.setPlainText("Đoạn thứ nhất.\nĐoạn thứ hai.")
    page.outline.tree.setFocus()
    settle(real_window)
    stored = {place.id: place for place in app.read(query.places, plan_id)}
    assert stored[place_id].text == "Đoạn thứ nhất.\nĐoạn thứ hai."


def test_a_finding_opens_the_place_where_it_is_corrected(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "phat_dong_2024", 2024)
    wrong = app.read(query.places, plan_id)[-1]
    save_place(app, place_id=wrong.id, heading="", text="Tổ chức tổ chức phong trào thi đua.")
    page = shown_plan(real_window, plan_id)
    page.tabs.setCurrentWidget(page.proof)
    settle(real_window)
    panel = page.proof.panel
    rows = panel.model.shown_rows()
    place = next(number for number, row in enumerate(rows) if row.origin.room == "place")
    panel.view.select_places([place])
    press(real_window, qtbot, panel.view, Qt.Key.Key_Return)
    assert page.tabs.currentWidget() is page.outline
    assert page.outline.current() == rows[place].origin.id


def test_a_target_that_differs_from_its_sentence_is_settled_by_one_button(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "phat_dong_2024", 2024)
    row = next(one for one in app.read(query.text_targets, plan_id) if one.measure == "tỷ đồng")
    page = shown_plan(real_window, plan_id)
    page.tabs.setCurrentWidget(page.proof)
    settle(real_window)
    assert not page.proof.put_button.isVisible()
    draft = TargetDraft(wording=row.wording, section="KT", minimum="1.250", measure=row.measure)
    real_window.context.act(
        lambda _: save_target(app, draft, plan_id=plan_id, target_id=row.id), label="", owner=page
    )
    settle(real_window)
    panel = page.proof.panel
    place = next(n for n, one in enumerate(panel.model.shown_rows()) if one.target_id == row.id)
    panel.view.select_places([place])
    assert page.proof.put_button.isVisible()
    press(real_window, qtbot, page.proof.put_button, Qt.Key.Key_Space)
    settle(real_window)
    assert not any(one.target_id for one in panel.model.shown_rows())
    text = "\n".join(one.text for one in app.read(query.places, plan_id))
    assert "1.250 tỷ đồng" in text


def test_rows_of_a_list_are_added_edited_and_removed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "phat_dong_2024", 2024)
    page = shown_plan(real_window, plan_id)
    page.tabs.setCurrentWidget(page.lists)
    settle(real_window)
    page.lists.open_list("anniversary")
    panel = page.lists.panels["anniversary"]
    before = panel.model.total
    officer.forms.append({"event": "Ngày thành lập huyện", "base_on": dt.date(1947, 8, 9)})
    add = panel.findChildren(QPushButton)
    press(real_window, qtbot, next(one for one in add if one.text() == "Thê&m dòng"), Qt.Key.Key_Space)
    row = app.read(query.parts, plan_id).anniversaries[-1]
    assert (row.event, row.count, row.held_on) == ("Ngày thành lập huyện", 77, dt.date(2024, 8, 9))
    assert panel.model.total == before + 1
    panel.select([row.id])
    officer.forms.append({"event": "Ngày thành lập huyện Lâm Thượng"})
    press(real_window, qtbot, panel.view, Qt.Key.Key_Return)
    assert app.read(query.parts, plan_id).anniversaries[-1].event == "Ngày thành lập huyện Lâm Thượng"
    press(real_window, qtbot, panel.view, Qt.Key.Key_Delete)
    assert panel.model.total == before


def test_issuing_records_number_and_day_and_the_paper_carries_them(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "cong_tac_2023", 2024)
    page = shown_plan(real_window, plan_id)
    officer.forms.append({"number": "27/KH-UBND", "issued_on": dt.date(2024, 3, 6)})
    press(real_window, qtbot, page.issue_plan, Qt.Key.Key_Space)
    settle(real_window)
    head = app.read(query.head, plan_id)
    assert (head.number, head.issued_on) == ("27/KH-UBND", dt.date(2024, 3, 6))
    page.tabs.setCurrentWidget(page.paper)
    settle(real_window)
    settle(real_window)
    assert page.paper.view.docx_button.isVisible()
    assert page.paper.refusal.isHidden()


def test_every_tab_is_named_and_has_room(real_window: MainWindow, app: AppContext) -> None:
    plan_id = take_in(app, "phat_dong_2024", 2024)
    page = shown_plan(real_window, plan_id)
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        for number in range(1, page.tabs.count()):
            page.tabs.setCurrentIndex(number)
            settle(real_window)
            found = (nameless(page), doubled_letters(page), squeezed(page))
            assert found == ([], [], []), (size, number)


PAPER = """ỦY BAN NHÂN DÂN
XÃ NẬM PÚ
Nậm Pú, ngày 12 tháng 01 năm 2026
KẾ HOẠCH
Phát động phong trào thi đua năm 2026
UBND xã Nậm Pú ban hành Kế hoạch như sau:
I. ĐẶC ĐIỂM TÌNH HÌNH
Toàn xã có 14 bản, 2.310 hộ.
II. CHỈ TIÊU
1. Phấn đấu 95% hộ dùng nước sạch.
III. CÁC ĐỢT THI ĐUA
- Đợt 1: chào mừng Đại hội Đảng.
Nơi nhận:
- Lưu: VT.
CHỦ TỊCH
Lò Văn Sáng
"""


def test_what_was_not_understood_stands_beside_the_text_and_questions_are_answered_there(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    def hands(dialog: FromTextDialog) -> None:
        dialog.pasted.setPlainText(PAPER)
        qtbot.keyClick(dialog.go, Qt.Key.Key_Space)
        settle(real_window)
        lines = [dialog.open_list.item(n) for n in range(dialog.open_list.count())]
        words = [line.text() for line in lines]
        assert any("14" in one and one.startswith("Chưa hiểu, dòng 8") for one in words)
        assert any("2.310" in one for one in words)
        figure = next(line for line in lines if "2.310" in line.text())
        dialog.open_list.setFocus()
        dialog.open_list.setCurrentItem(figure)
        assert dialog.whole.extraSelections()[0].cursor.selectedText() == "2.310"
        question = next(line for line in lines if "Đợt 1" in line.text())
        dialog.open_list.setCurrentItem(question)
        officer.forms.append(
            {"starts": PartialDate.parse_iso("2026-01-01"), "ends": PartialDate.parse_iso("2026-06-30")}
        )
        qtbot.keyClick(dialog.open_list, Qt.Key.Key_Return)
        assert nameless(dialog) == []
        qtbot.keyClick(dialog.go, Qt.Key.Key_Space)

    officer.hands.append(hands)
    page = open_page(real_window, "plan")
    press(real_window, qtbot, page.from_text, Qt.Key.Key_Space)
    settle(real_window)
    made = app.read(plans, year=2026)[-1]
    campaign = app.read(query.parts, made.id).campaigns[0]
    assert campaign.starts and campaign.ends
    assert (campaign.starts.value, campaign.ends.value) == ("2026-01-01", "2026-06-30")


def test_a_year_left_over_is_changed_everywhere_by_one_button(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    reading = read_pasted(PAPER.replace("Phấn đấu 95%", "Phấn đấu năm 2024 có 95%"))
    agreed: dict[str, dict[str, Any]] = {
        offer.key: {} for offer in reading.offers if offer.key != "head:year"
    }
    plan_id = take(app, reading, agreed=agreed, year=2026)[0]
    real_window.context.set_year(2026)
    settle(real_window)
    page = shown_plan(real_window, plan_id)
    page.tabs.setCurrentWidget(page.proof)
    settle(real_window)
    settle(real_window)
    rows = page.proof.panel.model.shown_rows()
    place = next(n for n, row in enumerate(rows) if row.other_year == 2024)
    page.proof.panel.view.select_places([place])
    assert page.proof.year_button.isVisible()
    assert page.proof.year_button.text().replace("&", "") == "Đổi hết 2024 thành 2026"
    press(real_window, qtbot, page.proof.year_button, Qt.Key.Key_Space)
    settle(real_window)
    settle(real_window)
    assert not [row for row in page.proof.panel.model.shown_rows() if row.other_year == 2024]


def test_a_plan_without_places_offers_the_usual_three(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    plan_id = page.plan().id
    page.tabs.setCurrentWidget(page.outline)
    settle(real_window)
    assert outline(app, plan_id) == []
    assert page.outline.start.isVisible()
    press(real_window, qtbot, page.outline.start, Qt.Key.Key_Return)
    assert outline(app, plan_id) == [
        "I MỤC ĐÍCH, YÊU CẦU",
        "II NỘI DUNG",
        "III TỔ CHỨC THỰC HIỆN",
    ]
    assert not page.outline.start.isVisible()
    assert page.outline.heading.text() == "MỤC ĐÍCH, YÊU CẦU"
    with pytest.raises(OfficeError, match=r"planning\.outline_started"):
        start_outline(app, plan_id=plan_id, headings=("A",))
    qtbot.keyClick(page.outline.tree, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(real_window)
    assert outline(app, plan_id) == []


def test_what_was_changed_in_a_section_or_a_part_is_shown_by_ctrl_h(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    plan_id = take_in(app, "phat_dong_2024", 2024)
    page = shown_plan(real_window, plan_id)
    found: list[tuple[str, str, str]] = []

    def look(dialog: HistoryDialog) -> None:
        found.extend((line.field, line.before, line.after) for line in dialog.panel.model.shown_rows())
        dialog.accept()

    def history(view: QWidget) -> None:
        officer.hands.append(look)
        real_window.activateWindow()
        qtbot.waitUntil(real_window.isActiveWindow, timeout=60_000)
        view.setFocus()
        qtbot.keyClick(view, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier)
        settle(real_window)

    page.outline.tree.setCurrentItem(page.outline.tree.topLevelItem(1))
    settle(real_window)
    place_id = page.outline.current()
    save_place(app, place_id=place_id, heading="PHẠM VI", text="Toàn huyện.")
    history(page.outline.tree)
    assert any(after == "PHẠM VI" for _, _, after in found)

    found.clear()
    page.tabs.setCurrentWidget(page.lists)
    settle(real_window)
    part, panel = next((part, panel) for part, panel in page.lists.panels.items() if panel.model.rowCount())
    row = panel.model.row_at(0)
    page.lists.open_list(part, row.id)
    history(panel.view)
    assert found, part
