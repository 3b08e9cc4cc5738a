"""Khối – Cụm thi đua: members by ticks, turns, meetings, days, and the bloc of a higher level."""

from __future__ import annotations

import datetime as dt

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import (
    LONG,
    OFFICE,
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
from thidua_desktop.queries.reports.targets import targets
from thidua_desktop.queries.scoring.blocs import blocs, days, members, rotations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.blocs import save_higher
from thidua_desktop.services.scoring.score_sheets import NewEntry, load, open_sheet, record
from ui.pages.blocs.dialog import BlocDialog
from ui.pages.blocs.rotation import RotationDialog
from ui.pages.blocs.year import YearTab
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def copy(window: MainWindow, qtbot: QtBot, officer: Officer, page: YearTab) -> None:
    """Last year's blocs, their officers as proposed."""
    officer.hands.append(lambda dialog: dialog.accept())
    press(window, qtbot, page.copy, Qt.Key.Key_Space)


def test_last_years_blocs_are_copied_and_the_lead_goes_on_in_turn(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    assert page.panel.model.total == 0

    def hand(dialog: RotationDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        (officers,) = dialog.officers().values()
        dialog.boxes[next(iter(dialog.boxes))[0], "deputy"].choose(officers.head)
        dialog.accept()
        assert dialog.problem.isVisible()
        dialog.boxes[next(iter(dialog.boxes))[0], "deputy"].choose(0)
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, page.copy, Qt.Key.Key_Space)
    copied = app.read(blocs, year=2024)
    assert [(bloc.name, bloc.members, bloc.head_name) for bloc in copied] == [
        ("Khối cơ quan", 2, "Phòng Nội vụ")
    ]
    assert not page.copy.isEnabled()
    assert [row.unit_name for row in page.members.panel.model.shown_rows()] == ["Phòng Nội vụ", LONG]


def test_units_in_no_bloc_are_named_shown_and_put_into_one_with_the_keyboard(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    copy(real_window, qtbot, officer, page)
    assert page.notice.text() == "1 đơn vị chưa thuộc khối, cụm nào: UBND xã Khau Vạt"
    press(real_window, qtbot, page.outside, Qt.Key.Key_Space)
    assert [row.unit_name for row in page.members.panel.model.shown_rows()] == ["UBND xã Khau Vạt"]
    officer.forms.append({"bloc": app.read(blocs, year=2024)[0].id, "from_day": dt.date(2024, 7, 1)})
    press(real_window, qtbot, page.members.panel.view, Qt.Key.Key_Insert)
    assert page.notice.text() == "Mọi đơn vị đều thuộc đúng một khối, cụm."
    (row,) = [one for one in app.read(members, year=2024) if one.unit_name == "UBND xã Khau Vạt"]
    assert (row.bloc_name, row.valid_from) == ("Khối cơ quan", dt.date(2024, 7, 1))


def test_a_bloc_is_made_by_ticks_found_by_typing_and_a_unit_in_two_is_taken_out(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    copy(real_window, qtbot, officer, page)

    def hand(dialog: BlocDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        qtbot.keyClicks(dialog.form.editor("name"), "Cum xa")
        qtbot.keyClicks(dialog.filter, "phong noi")
        items = [dialog.list.item(place) for place in range(dialog.list.count())]
        visible = [item for item in items if not item.isHidden()]
        assert [item.text() for item in visible] == ["Phòng Nội vụ (đang ở Khối cơ quan)"]
        dialog.list.setCurrentItem(visible[0])
        qtbot.keyClick(dialog.list, Qt.Key.Key_Space)
        dialog.officers.set_values({"head": dialog.chosen()[0]})
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    assert [bloc.head_name for bloc in app.read(blocs, year=2024)] == ["Phòng Nội vụ", "Phòng Nội vụ"]
    assert "1 đơn vị thuộc từ hai khối, cụm trở lên: Phòng Nội vụ" in page.notice.text()
    press(real_window, qtbot, page.outside, Qt.Key.Key_Space)
    shown = page.members.panel
    twice = [row for row in shown.model.shown_rows() if row.bloc_name == "Khối cơ quan"]
    shown.select([(twice[0].unit_id, twice[0].bloc_id)])
    officer.forms.append({})
    press(real_window, qtbot, shown.view, Qt.Key.Key_Delete)
    assert "thuộc từ hai" not in page.notice.text()
    assert [bloc.head_name for bloc in app.read(blocs, year=2024)] == ["", "Phòng Nội vụ"]


def test_enter_opens_and_delete_removes_a_bloc(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    copy(real_window, qtbot, officer, page)

    def hand(dialog: BlocDialog) -> None:
        assert len(dialog.chosen()) == 2
        dialog.officers.set_values(
            {
                "deputy": next(one for one in dialog.chosen() if one != dialog.values["head_unit_id"]),
                "council_member": "Bà Lò Thị Dung",
                "pledged_on": dt.date(2024, 2, 1),
            }
        )
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Return)
    (bloc,) = app.read(blocs, year=2024)
    assert (bloc.deputy_name, bloc.council_member, bloc.pledged_on) == (
        LONG,
        "Bà Lò Thị Dung",
        dt.date(2024, 2, 1),
    )
    assert page.steps.text() == "✓ Ký giao ước · Sơ kết quá hạn 15/08 · Tổng kết trước 10/01"
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Delete)
    assert app.read(blocs, year=2024) == ()


def test_a_closing_meeting_elects_the_heads_of_the_next_year(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    copy(real_window, qtbot, officer, page)
    page.sides.setCurrentIndex(1)
    (bloc,) = app.read(blocs, year=2024)
    officer.forms.append(
        {"kind": "closing", "held_on": dt.date(2024, 12, 18), "head": bloc.head_id, "place": "Hội trường"}
    )
    press(real_window, qtbot, page.meetings.new, Qt.Key.Key_Space)
    (shown,) = page.meetings.panel.model.shown_rows()
    assert (shown.kind, shown.elected.head) == ("closing", bloc.head_id)
    (proposed,) = app.read(rotations, from_year=2024, to_year=2025)
    assert (proposed.elected, proposed.officers.head) == (True, bloc.head_id)
    page.meetings.panel.take_focus()
    press(real_window, qtbot, page.meetings.panel.view, Qt.Key.Key_Delete)
    assert page.meetings.panel.model.total == 0


def test_turns_are_changed_and_membership_ends_on_a_day(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    copy(real_window, qtbot, officer, page)
    view = page.members.panel.view
    page.members.panel.take_focus()
    real_window.activateWindow()
    qtbot.waitUntil(view.hasFocus, timeout=60_000)
    qtbot.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    settle(real_window)
    assert [row.unit_name for row in page.members.panel.model.shown_rows()] == [LONG, "Phòng Nội vụ"]
    officer.forms.append({"valid_to": dt.date(2024, 6, 30)})
    press(real_window, qtbot, view, Qt.Key.Key_Return)
    assert [row.valid_to for row in app.read(members, year=2024) if row.unit_name == "Phòng Nội vụ"] == [
        dt.date(2024, 6, 30)
    ]
    assert app.read(blocs, year=2024)[0].members == 1


def test_the_offices_own_days_are_stored(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")

    officer.forms.append({"review": "31/13"})
    officer.forms.append({"review": "31/7"})
    press(real_window, qtbot, page.reminders, Qt.Key.Key_Space)
    assert [str(error.code) for error in officer.errors] == ["blocs.no_such_day"]
    stored = {one.code: one.of(2024) for one in app.read(days)}
    assert stored["review"] == dt.date(2024, 7, 31)
    assert stored["closing"] == dt.date(2025, 1, 10)


def test_the_bloc_of_a_higher_level_has_our_targets(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").open_tab("higher")
    settle(real_window)
    assert not page.score.isVisible()
    officer.forms.append({"name": "Khối các huyện phía Bắc", "size": 7, "head_name": "UBND huyện Mường Tè"})
    press(real_window, qtbot, page.edit, Qt.Key.Key_Space)
    (bloc,) = app.read(blocs, year=2024, level="higher")
    assert (bloc.size, bloc.members, bloc.head_name) == (7, 1, "UBND huyện Mường Tè")
    officer.forms.append({"wording": "Thu ngân sách trên địa bàn", "registered": "105 tỷ đồng"})
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    assert [(row.position, row.wording) for row in page.panel.model.shown_rows()] == [
        (1, "Thu ngân sách trên địa bàn")
    ]
    assert all(row.unit_name != OFFICE.name for row in app.read(members, year=2024))
    page.panel.take_focus()
    press(real_window, qtbot, page.panel.view, Qt.Key.Key_Delete)
    assert page.panel.model.total == 0


def test_our_own_score_in_the_higher_bloc_is_reported(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    save_higher(app, year=2024, name="Khối các huyện", kind="bloc", scheme_code="hung_yen_2021")
    page = open_page(real_window, "blocs")
    tab = page.open_tab("higher")
    settle(real_window)
    assert tab.words.text().endswith("Tự chấm: chưa lập bảng chấm điểm.")
    bloc_id = tab.bloc.id
    _, sheet_id = open_sheet(app, bloc_id=bloc_id, year=2024, scheme_code="hung_yen_2021")
    (unit_id,) = load(app, sheet_id).units
    record(app, sheet_id, [NewEntry(unit_id, "I", "self", "450")])
    tab.reload()
    settle(real_window)
    assert tab.words.text().endswith("Tự chấm (đang chấm): 450 điểm, còn 2 tiêu chí chưa chấm.")
    press(real_window, qtbot, tab.score, Qt.Key.Key_Space)
    assert page.tabs.currentIndex() == 1


def test_nothing_is_nameless_or_squeezed(real_window: MainWindow, officer: Officer, qtbot: QtBot) -> None:
    page = open_page(real_window, "blocs")
    copy(real_window, qtbot, officer, page.tab("blocs"))
    for size in ((1366, 768), (910, 512)):
        real_window.resize(*size)
        for key in ("blocs", "schemes", "higher"):
            page.open_tab(key)
            settle(real_window)
            assert (nameless(page), doubled_letters(page), squeezed(page)) == ([], [], [])


def test_after_a_refused_save_nothing_the_officer_chose_is_lost(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").tab("blocs")
    seen: list[dict[str, object]] = []

    def fill(dialog: BlocDialog) -> None:
        for place in range(2):
            dialog.list.item(place).setCheckState(Qt.CheckState.Checked)
        one, two = dialog.chosen()
        dialog.form.set_values({"name": "Cụm số 9", "kind": "cluster"})
        dialog.officers.set_values(
            {
                "head": one,
                "deputy": two,
                "second_deputy": two,
                "council_member": "Lường Văn Quyết",
                "pledged_on": dt.date(2024, 2, 14),
                "note": "Ghi chú dài",
            }
        )
        seen.append(dict(dialog.values))
        dialog.accept()

    def look(dialog: BlocDialog) -> None:
        seen.append(dict(dialog.values))
        dialog.officers.set_values({"second_deputy": None})
        dialog.accept()

    officer.hands += [fill, look]
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    settle(real_window)
    assert len(officer.errors) == 1
    assert seen[1] == seen[0]
    (stored,) = [bloc for bloc in app.read(blocs, year=2024) if bloc.name == "Cụm số 9"]
    assert (stored.council_member, stored.pledged_on, stored.note) == (
        "Lường Văn Quyết",
        dt.date(2024, 2, 14),
        "Ghi chú dài",
    )


def test_several_higher_blocs_a_year_with_targets_of_the_plan_and_what_they_gave_us(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "blocs").open_tab("higher")
    settle(real_window)
    requested = app.read(targets, year=2024)[0]
    officer.forms.append({"name": "Khối các huyện"})
    press(real_window, qtbot, page.edit, Qt.Key.Key_Space)
    officer.forms.append({"name": "Cụm văn hóa", "awarded_points": "96,5", "awarded_rank": 2})
    press(real_window, qtbot, page.more, Qt.Key.Key_Space)
    assert page.choice.isVisible()
    page.choice.setFocus()
    qtbot.keyClick(page.choice, Qt.Key.Key_End)
    page.choice.activated.emit(page.choice.currentIndex())
    settle(real_window)
    assert page.card.heading.text() == "Cụm văn hóa"
    assert "Kết quả cấp trên chấm: 96,5 điểm, hạng 2." in page.words.text()
    officer.forms.append({"wording": "Chỉ tiêu của ta", "plan_target_id": requested.id})
    press(real_window, qtbot, page.new, Qt.Key.Key_Space)
    (row,) = page.panel.model.shown_rows()
    assert row.plan_wording == requested.wording
    officer.forms += [{"awarded_points": "nhiều"}, {"awarded_points": "97"}]
    press(real_window, qtbot, page.edit, Qt.Key.Key_Space)
    settle(real_window)
    assert [str(error.code) for error in officer.errors] == ["blocs.not_points"]  # type: ignore[attr-defined]
    stored = {bloc.name: bloc.awarded_points for bloc in app.read(blocs, year=2024, level="higher")}
    assert stored == {"Khối các huyện": "", "Cụm văn hóa": "97"}
