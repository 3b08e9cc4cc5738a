"""Targets of a plan: how far each is reached, the figures of each period, the names behind each number."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, open_page, press, real_window, settle
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.office.journal import last_undoable
from thidua_desktop.queries.organisation.people import persons
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.plans import plans
from thidua_desktop.queries.reports.targets import TargetRow, targets
from thidua_desktop.services.decisions.external.past_decisions import PastGrant, record_decision
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.targets import TargetDraft, save_target
from ui.style.theme import theme
from ui.targets.stages import StageList
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def add(window: MainWindow, app: AppContext, **fields: Any) -> TargetRow:
    plan_id = app.read(plans, year=2024)[0].id
    made = save_target(app, TargetDraft(**{"section": "KT", **fields}), plan_id=plan_id)
    window.context.announce(made)
    settle(window)
    return app.read(targets, year=2024)[-1]


def message(page: Any, place: int) -> dict[str, str]:
    model = page.panel.model
    return {column.key: column.words(model.row_at(place)) for column in model.columns}


def decided(app: AppContext, *, award: str = "CSTDCS") -> Changes:
    person = app.read(persons, words="Hoàng Thị Hoà")[0]
    unit = next(one for one in app.read(units) if one.name == "Phòng Nội vụ")
    return record_decision(
        app,
        issuer="Ủy ban nhân dân huyện Lâm Thượng",
        level="district",
        number="99/QĐ-UBND",
        signed_on=dt.date(2024, 12, 1),
        subject="Tặng danh hiệu",
        award_year=2024,
        grants=[
            PastGrant(
                subject_type="person",
                subject_id=person.id,
                award_code=award,
                name="Hoàng Thị Hoà",
                unit="Phòng Nội vụ",
                unit_id=unit.id,
            )
        ],
    )


@pytest.mark.parametrize(
    ("fields", "asked", "value", "words"),
    [
        ({"minimum": "37.960", "measure": "tấn"}, "37.960 tấn", "36.600", "đạt 96,4 % – còn thiếu 1.360 tấn"),
        ({"comparator": "ge", "minimum": "73", "measure": "%"}, "≥ 73 %", "74,2", "đạt 101,6 % – vượt 1,2 %"),
        ({"comparator": "le", "maximum": "0,17", "measure": "%"}, "≤ 0,17 %", "0,15", "đạt 100 %"),
        (
            {"comparator": "le", "maximum": "0,17", "measure": "%"},
            "≤ 0,17 %",
            "0,21",
            "vượt mức cho phép 0,04 %",
        ),
        (
            {"comparator": "down", "minimum": "6,13", "measure": "%", "baseline": "45,2"},
            "giảm 6,13 %",
            "42,1",
            "đạt 50,5 % – còn thiếu 3,03 %",
        ),
        ({"minimum": "12", "maximum": "15", "measure": "xã"}, "12–15 xã", "13", "đạt 100 %"),
    ],
)
def test_a_figure_of_a_period_is_measured_in_its_own_direction(
    real_window: MainWindow,
    officer: Officer,
    qtbot: QtBot,
    app: AppContext,
    fields: dict[str, str],
    asked: str,
    value: str,
    words: str,
) -> None:
    page = open_page(real_window, "plan")
    target = add(real_window, app, wording="Tỷ lệ nào đó", **fields)
    page.show_target(target.id)
    assert message(page, 1)["asked"] == asked
    assert message(page, 1)["standing"] == "chưa có số liệu"
    officer.forms.append({"period": "H1", "value": value, "source": "Báo cáo số 45"})
    press(real_window, qtbot, page.targets.detail.new_actual, Qt.Key.Key_Space)
    assert message(page, 1)["standing"] == words
    assert page.panel.chosen().id == target.id, "she stays on the target she reports"


def test_the_latest_period_speaks_and_undo_takes_it_back(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    page.show_target(add(real_window, app, wording="Thu ngân sách", minimum="100", measure="tỷ đồng").id)
    for period, value in (("H1", "60"), ("Q1", "25"), ("Q3", "80")):
        officer.forms.append({"period": period, "value": value})
        press(real_window, qtbot, page.targets.detail.new_actual, Qt.Key.Key_Space)
    assert message(page, 1)["latest"] == "80 (Quý III)"
    last = app.read(last_undoable)
    assert last is not None
    real_window.context.announce(journal.undo(app, last.id).changes)
    settle(real_window)
    assert message(page, 1)["standing"] == "đạt 60 % – còn thiếu 40 tỷ đồng"


def test_a_figure_keeps_its_evidence(
    real_window: MainWindow,
    officer: Officer,
    qtbot: QtBot,
    app: AppContext,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    page = open_page(real_window, "plan")
    page.show_target(add(real_window, app, wording="Trồng rừng", minimum="10", measure="ha").id)
    officer.forms.append({"period": "Y", "value": "11"})
    detail = page.targets.detail
    press(real_window, qtbot, detail.new_actual, Qt.Key.Key_Space)
    paper = tmp_path / "Biên bản nghiệm thu.pdf"
    paper.write_bytes(b"%PDF evidence")
    officer.open_files = (paper,)
    detail.figures.view.select_places([0])
    assert not detail.open_button.isEnabled()
    press(real_window, qtbot, detail.attach, Qt.Key.Key_Space)
    opened: list[bytes] = []
    monkeypatch.setattr("ui.targets.detail.show_file", lambda _, path: opened.append(path.read_bytes()))
    detail.figures.view.select_places([0])
    press(real_window, qtbot, detail.open_button, Qt.Key.Key_Space)
    assert opened == [b"%PDF evidence"]


def test_each_number_of_an_award_opens_the_names_behind_it(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    real_window.context.announce(decided(app))
    settle(real_window)
    page.panel.view.select_places([0])
    stages = page.targets.detail.stages
    assert [stages[key].text() for key in ("nominated", "decided", "printed")] == [
        "Đề nghị: 0",
        "Quyết định: 1",
        "In giấy: 0",
    ]
    assert message(page, 0)["standing"] == "đạt 50 % – còn thiếu 1"

    def hand(dialog: StageList) -> None:
        rows = dialog.panel.model.shown_rows()
        assert [(row.name, row.unit, row.decision) for row in rows] == [
            ("Hoàng Thị Hoà", "Phòng Nội vụ", "99/QĐ-UBND")
        ]
        dialog.go.click()

    officer.hands.append(hand)
    press(real_window, qtbot, stages["decided"], Qt.Key.Key_Space)
    assert real_window.current_key == "lookup"


def test_persons_and_collectives_are_counted_apart(real_window: MainWindow, app: AppContext) -> None:
    fields = {"section": "TDKT", "award_code": "GK_HUYEN", "minimum": "5"}
    for subject in ("person", "collective"):
        add(real_window, app, wording=f"Giấy khen {subject}", subject_type=subject, **fields)
    real_window.context.announce(decided(app, award="GK_HUYEN"))
    found = {row.subject_type: row.decided for row in app.read(targets, year=2024) if row.minimum == "5"}
    assert found == {"person": 1, "collective": 0}


def test_the_bar_is_as_long_as_what_is_reached(
    real_window: MainWindow, officer: Officer, app: AppContext
) -> None:
    page = open_page(real_window, "plan")
    real_window.context.announce(decided(app))
    settle(real_window)
    view = page.panel.view
    view.clearSelection()
    place = [column.key for column in page.panel.model.columns].index("standing")
    box = view.visualRect(page.panel.model.index(0, place))
    picture = view.viewport().grab(box).toImage()
    ratio = picture.devicePixelRatio()
    requested = theme().colour("info_text").name()
    row = round((box.height() - 7) * ratio)
    filled = sum(picture.pixelColor(x, row).name() == requested for x in range(picture.width()))
    assert abs(filled / (picture.width() - 20 * ratio) - 0.5) < 0.05
