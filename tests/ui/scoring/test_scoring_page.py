"""Chấm điểm: typed without a mouse, reasons asked quietly, blocks pasted, results and pictures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QDesktopServices, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot

from tests.services.scored_bloc import BLOC, NAMES, enter, judged, scored
from tests.ui.page_app import (
    Officer,
    app,
    bare_app,
    doubled_letters,
    nameless,
    officer,
    open_page,
    opened,
    settle,
    squeezed,
)
from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.scoring.blocs import blocs
from thidua_desktop.queries.scoring.score_sheets import events
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation import units as organisation
from thidua_desktop.services.scoring import blocs as bloc_service
from thidua_desktop.services.scoring import proposals, score_import
from thidua_desktop.services.scoring import score_sheets as scoring
from thidua_desktop.services.scoring.schemes import create_scheme, save_scheme
from ui.core.machine_settings import MachineSettings
from ui.pages.scoring.import_dialog import ImportScoresDialog
from ui.pages.scoring.panel import ScoringPanel
from ui.pages.scoring.tie_dialog import TieDialog
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer"]


@pytest.fixture
def sheet_id(app: AppContext) -> int:
    return scored(app)


@pytest.fixture
def panel(
    qtbot: QtBot, app: AppContext, sheet_id: int, settings: MachineSettings, officer: Officer
) -> Iterator[ScoringPanel]:
    for window in opened(qtbot, app, settings, officer):
        yield show(window)


def show(window: MainWindow) -> ScoringPanel:
    page = open_page(window, "blocs")
    made: ScoringPanel = page.open_tab("scoring")
    settle(window)
    made.sheet.grid.setFocus()
    return made


def stand(panel: ScoringPanel, unit: str, criterion: str, scorer: str) -> None:
    panel.window().activateWindow()
    panel.sheet.grid.select_row(unit, criterion, scorer)
    QApplication.processEvents()


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def type_in(words: str, *, end: Qt.Key = Qt.Key.Key_Return) -> None:
    """Keys alone, on whatever has the keyboard."""
    for letter in words:
        QTest.keyClicks(focused(), letter)
    QTest.keyClick(focused(), end)
    for _ in range(3):  # Enter closes an editor a moment later
        QApplication.processEvents()


def stored(panel: ScoringPanel, app: AppContext, unit: str, criterion: str, scorer: str) -> Any:
    panel.sheet.save_typed()
    settle(panel.window())  # type: ignore[arg-type]
    loaded = scoring.load(app, panel.loaded.id if panel.loaded else 0)
    return loaded.entries.get((loaded.id_of(unit), criterion, scorer))


def test_the_grid_shows_self_score_appraisal_and_points_side_by_side(panel: ScoringPanel) -> None:
    model = panel.sheet.model
    heads = [model.headerData(n, Qt.Orientation.Horizontal) for n in range(3)]
    assert heads == ["I.1 · Đơn vị tự chấm", "I.1 · Cụm trưởng thẩm định", "I.1 · Điểm"]
    shown = [model.index(0, n).data() for n in range(3)]
    assert shown == ["1.000/1.000", "980/1.000", "39,2"]
    assert model.difference(model.index(0, 1)) == ("down", Decimal("-0.8"))
    assert "thấp hơn tự chấm" in model.index(0, 1).data(Qt.ItemDataRole.AccessibleTextRole)
    assert [model.rank(row) for row in range(3)] == [1, 2, 3]


def test_three_hundred_scores_are_typed_without_a_mouse(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> None:
    names = [f"Xã Thử {number:02}" for number in range(20)]
    for name in names:
        organisation.save_unit(app, name=name, kind="commune")
    ids = [unit.id for unit in app.read(units) if unit.name in names]
    bloc_service.save_bloc(
        app, year=2024, name="Cụm thử", kind="cluster", member_ids=ids, head_unit_id=ids[0]
    )
    lines = [
        f'[[criterion]]\ncode="C{n}"\nname="Tiêu chí {n}"\nmethod="points"\nstandard=10\n' for n in range(15)
    ]
    head = '[[scorer]]\ncode="head"\nname="Thẩm định"\nrole="head"\n'
    text = 'name="Bảng thử"\nsource="tự đặt"\nconfidence="U"\n' + head + "".join(lines)
    _, code = create_scheme(app, parse_scheme(text, key="bang_thu", file="x"))
    bloc_id = app.read(blocs, year=2024)[0].id
    _, sheet_id = scoring.open_sheet(app, bloc_id=bloc_id, year=2024, scheme_code=code)
    for window in opened(qtbot, app, settings, officer):
        panel = show(window)
        panel.sheet.grid.begin()
        for number in range(300):
            type_in(f"{number % 10},5")
        panel.sheet.save_typed()
        settle(window)
        entries = scoring.load(app, sheet_id).entries
        assert len(entries) == 300
        assert entries[ids[0], "C0", "head"].raw == "0.5"
        assert entries[ids[19], "C14", "head"].raw == "9.5"
        assert len(panel.sheet.model.live.result.ranking) == 20  # type: ignore[union-attr]


def test_arrows_keep_what_was_typed_and_enter_may_go_across(panel: ScoringPanel, app: AppContext) -> None:
    stand(panel, "Xã An Phú", "T", "head")
    type_in("2", end=Qt.Key.Key_Down)
    assert panel.sheet.grid.currentIndex().row() == 1
    type_in("3,5", end=Qt.Key.Key_Up)
    assert stored(panel, app, "Xã Bình Minh", "T", "head").raw == "3.5"
    panel.sheet.enter.click()
    panel.sheet.grid.setFocus()
    stand(panel, "Xã Cẩm Sơn", "T", "head")
    type_in("1")
    column = panel.sheet.model.columns[panel.sheet.grid.currentIndex().column()]
    assert (panel.sheet.grid.currentIndex().row(), column.criterion.code) == (2, "K")


def test_zero_is_a_score_and_kc_and_blank_are_none(panel: ScoringPanel, app: AppContext) -> None:
    for typed, raw in (("0", "0"), ("kc", "KC")):
        stand(panel, "Xã An Phú", "T", "head")
        type_in(typed)
        if panel.sheet.strip.asking:
            type_in("xem lai")
        assert stored(panel, app, "Xã An Phú", "T", "head").raw == raw


def test_above_the_maximum_is_refused_with_a_sentence_and_nothing_changes(
    panel: ScoringPanel, app: AppContext
) -> None:
    stand(panel, "Xã An Phú", "II.1", "head")
    type_in("31")
    assert "cao hơn mức tối đa 30" in panel.sheet.strip.refusal.text()
    assert panel.sheet.grid.currentIndex().row() == 1, "the keys go on to the next unit"
    assert stored(panel, app, "Xã An Phú", "II.1", "head").raw == "30"
    stand(panel, "Xã Cẩm Sơn", "I.1", "head")
    type_in("1.200")  # above the plan: a bonus is allowed there; the plan is known
    type_in("bo sung so lieu")
    assert stored(panel, app, "Xã Cẩm Sơn", "I.1", "head").raw == "1200/1000"


def test_a_refused_score_stays_red_in_its_cell_and_the_next_ones_land_on_their_own_units(
    panel: ScoringPanel, app: AppContext, officer: Officer
) -> None:
    sheet, strip = panel.sheet, panel.sheet.strip
    stand(panel, "Xã An Phú", "T", "head")
    column = sheet.grid.currentIndex().column()
    for typed in ("2", "9", "0"):  # the most is 5
        type_in(typed)
    names = ("Xã An Phú", "Xã Bình Minh", "Xã Cẩm Sơn")
    found = [stored(panel, app, name, "T", "head") for name in names]
    assert [one and one.raw for one in found] == ["2", None, "0"]
    red = sheet.model.index(1, column)
    assert (red.data(), sheet.model.refusal(red) is not None) == ("9", True)
    assert "1 ô chưa nhận được điểm" in sheet.missing_button.text()
    assert "Xã Bình Minh" in strip.refusal.text(), "said until it is mended, after other keys too"
    QTest.keyClick(panel.lock, Qt.Key.Key_Space)
    assert "trước khi khóa điểm" in strip.refusal.text()
    assert sheet.grid.currentIndex() == red and not officer.reported
    panel.show_view("results")
    panel.show_view("sheet")
    panel.reload()
    settle(panel.window())  # type: ignore[arg-type]
    assert red.data() == "9", "nothing typed is thrown away by a reading"
    panel.sheet.grid.setFocus()
    stand(panel, "Xã Bình Minh", "T", "head")
    type_in("3")
    assert stored(panel, app, "Xã Bình Minh", "T", "head").raw == "3"
    assert not sheet.model.refusals() and not strip.refusal.isVisible()


def test_delete_takes_refused_words_out_and_shows_what_is_stored(
    panel: ScoringPanel, app: AppContext
) -> None:
    stand(panel, "Xã An Phú", "II.1", "head")
    type_in("31")
    stand(panel, "Xã An Phú", "II.1", "head")
    assert panel.sheet.grid.currentIndex().data() == "31"
    QTest.keyClick(panel.sheet.grid, Qt.Key.Key_Delete)
    assert panel.sheet.grid.currentIndex().data() == "30"
    assert not panel.sheet.strip.asking
    assert not panel.context.drafts.words


def test_esc_on_the_reason_line_shows_what_is_stored_not_an_earlier_state(
    panel: ScoringPanel, app: AppContext
) -> None:
    window: Any = panel.window()
    for name in ("Xã An Phú", "Xã Bình Minh"):
        stand(panel, name, "T", "head")
        type_in("2")
        panel.sheet.save_typed()
        stand(panel, "Xã Cẩm Sơn", "T", "head")
        QTest.keyClicks(focused(), "1")  # the cell is open when the answer comes
        settle(window)
        QTest.keyClick(focused(), Qt.Key.Key_Escape)
        settle(window)
    stand(panel, "Xã An Phú", "II.1", "head")
    type_in("28,5")
    QTest.keyClick(panel.sheet.strip.reason, Qt.Key.Key_Escape)
    settle(window)
    loaded = scoring.load(app, panel.loaded.id if panel.loaded else 0)
    shown = panel.sheet.model.loaded
    assert shown is not None and shown.entries == loaded.entries
    stand(panel, "Xã Bình Minh", "T", "head")
    assert panel.sheet.grid.currentIndex().data() == "2"
    stand(panel, "Xã An Phú", "II.1", "head")
    assert panel.sheet.grid.currentIndex().data() == "30"


def test_the_next_score_typed_blind_is_no_reason(panel: ScoringPanel, app: AppContext) -> None:
    stand(panel, "Xã An Phú", "II.1", "head")
    type_in("28,5")
    strip = panel.sheet.strip
    QTest.keyClicks(strip.reason, "58")
    QTest.keyClick(strip.reason, Qt.Key.Key_Return)
    assert strip.asking and "lý do" in strip.refusal.text()
    assert stored(panel, app, "Xã An Phú", "II.1", "head").raw == "30"


def test_scores_that_could_not_be_stored_stay_in_their_cells(
    panel: ScoringPanel, app: AppContext, officer: Officer, sheet_id: int
) -> None:
    stand(panel, "Xã An Phú", "T", "head")
    type_in("2")
    scoring.close(app, sheet_id)  # locked at another place meanwhile
    panel.sheet.save_typed()
    settle(panel.window())  # type: ignore[arg-type]
    [(index, refusal)] = panel.sheet.model.refusals()
    assert (index.row(), index.data()) == (0, "2")
    assert officer.errors and refusal.sentence
    assert panel.context.drafts.words == ("điểm đang chấm",)


def test_changing_a_score_asks_the_reason_in_one_line_and_esc_keeps_what_stood(
    panel: ScoringPanel, app: AppContext, officer: Officer
) -> None:
    stand(panel, "Xã An Phú", "II.1", "head")
    type_in("28,5")
    strip = panel.sheet.strip
    assert strip.asking and strip.reason.hasFocus()
    QTest.keyClick(strip.reason, Qt.Key.Key_Return)
    assert strip.asking, "a reason is needed"
    QTest.keyClick(strip.reason, Qt.Key.Key_Escape)
    assert stored(panel, app, "Xã An Phú", "II.1", "head").raw == "30"
    stand(panel, "Xã An Phú", "II.1", "head")
    type_in("28,5")
    type_in("Thieu minh chung quy III")
    entry = stored(panel, app, "Xã An Phú", "II.1", "head")
    assert (entry.raw, entry.reason, entry.version) == ("28.5", "Thieu minh chung quy III", 2)
    assert panel.sheet.grid.hasFocus() and not officer.ran


def test_a_block_from_a_spreadsheet_is_pasted_for_one_scorer(panel: ScoringPanel, app: AppContext) -> None:
    stand(panel, "Xã An Phú", "T", "head")
    QGuiApplication.clipboard().setText("1,5\tcó\n9\tkhông\n2\t")
    QTest.keyClick(panel.sheet.grid, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert stored(panel, app, "Xã An Phú", "T", "head").raw == "1.5"
    assert stored(panel, app, "Xã An Phú", "K", "head").raw == "1"
    assert stored(panel, app, "Xã Cẩm Sơn", "T", "head").raw == "2"
    assert "Xã Bình Minh: Tiêu chí T" in panel.sheet.strip.refusal.text(), "9 is above 5; the rest went in"


def test_a_cell_explains_itself_in_words(panel: ScoringPanel) -> None:
    stand(panel, "Xã An Phú", "I.1", "head")
    strip = panel.sheet.strip
    assert strip.why_heading.text() == "Vì sao được 39,2?"
    assert "thực hiện 980 / kế hoạch 1000 × điểm chuẩn 40 = 39,2" in strip.why.text()
    assert "Phát triển kinh tế - xã hội" in strip.how.text()


def test_missing_scores_are_counted_and_f8_goes_there(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> None:
    sheet_id = scored(app, entries=False)
    enter(app, sheet_id, {"Xã An Phú": {"I.1": ("1/1", "1/1"), "I.2": ("A", ""), "II.1": ("KC", "")}})
    for window in opened(qtbot, app, settings, officer):
        panel = show(window)
        assert panel.sheet.missing_button.text() == "Thiếu 6 điểm tự chấm, 7 thẩm định"
        panel.sheet.grid.setCurrentIndex(panel.sheet.model.index(0, 0))
        QTest.keyClick(panel.sheet.grid, Qt.Key.Key_F8)
        index = panel.sheet.grid.currentIndex()
        column = panel.sheet.model.columns[index.column()]
        assert (index.row(), column.criterion.code, column.scorer and column.scorer.code) == (
            0,
            "I.2",
            "head",
        )


def test_a_sheet_is_locked_published_and_reopened_with_a_reason(
    panel: ScoringPanel, app: AppContext, officer: Officer, sheet_id: int
) -> None:
    window: Any = panel.window()
    for state, word in (("closed", "Đã khóa"), ("published", "Đã công bố")):
        QTest.keyClick(panel.lock, Qt.Key.Key_Space)
        settle(window)
        assert (scoring.load(app, sheet_id).row.state, panel.state.text()) == (state, word)
    stand(panel, "Xã An Phú", "T", "head")
    QTest.keyClicks(panel.sheet.grid, "5")
    assert stored(panel, app, "Xã An Phú", "T", "head") is None, "locked"
    officer.forms.append({"reason": "Đơn vị khiếu nại"})
    QTest.keyClick(panel.lock, Qt.Key.Key_Space)
    settle(window)
    assert [one.reason for one in app.read(events, sheet_id)][-1] == "Đơn vị khiếu nại"
    assert panel.state.text() == "Đang chấm"


def test_the_trace_of_a_sheet_is_reported_and_a_newer_scheme_is_taken_over(
    panel: ScoringPanel, app: AppContext, officer: Officer, sheet_id: int
) -> None:
    window: Any = panel.window()
    code = scoring.load(app, sheet_id).row.scheme_code
    save_scheme(app, code, replace(scoring.load(app, sheet_id).scheme, name="Bảng điểm sửa lần 2"))
    officer.forms.append({"code": code})
    panel.papers.entries["scheme"].trigger()
    settle(window)
    assert scoring.load(app, sheet_id).scheme.name == "Bảng điểm sửa lần 2"
    panel.papers.entries["trace"].trigger()
    settle(window)
    assert "Lập bảng chấm điểm" in officer.reported[-1]
    assert "Đổi bảng tiêu chí: Bảng điểm sửa lần 2" in officer.reported[-1]


def test_what_was_just_typed_is_what_ctrl_z_takes_back(panel: ScoringPanel, app: AppContext) -> None:
    stand(panel, "Xã An Phú", "T", "head")
    type_in("2")
    QTest.keyClick(panel.sheet.grid, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    settle(panel.window())  # type: ignore[arg-type]
    assert stored(panel, app, "Xã An Phú", "T", "head") is None


def test_what_is_typed_right_before_closing_is_stored(
    panel: ScoringPanel, app: AppContext, sheet_id: int
) -> None:
    stand(panel, "Xã An Phú", "T", "head")
    type_in("2")
    panel.window().close()
    loaded = scoring.load(app, sheet_id)
    assert loaded.entries[loaded.id_of("Xã An Phú"), "T", "head"].raw == "2"


def test_results_show_last_year_swings_and_go_into_nominations(
    panel: ScoringPanel, app: AppContext, officer: Officer
) -> None:
    panel.show_view("results")
    rows = panel.results.panel.model.shown_rows()
    assert [(row.rank, row.unit, row.proposal) for row in rows] == [
        (1, "Xã An Phú", "Cờ thi đua"),
        (2, "Xã Bình Minh", "Bằng khen"),
        (3, "Xã Cẩm Sơn", ""),
    ]
    assert "Lãnh đạo bị kỷ luật" in rows[2].note
    assert "kém Xã An Phú 8,5 điểm" in panel.results.swings.toPlainText()
    assert not panel.results.propose.isEnabled(), "a rank may still change"
    assert "khóa điểm" in panel.results.propose.toolTip()
    panel.lock.click()
    settle(panel.window())  # type: ignore[arg-type]
    panel.show_view("results")
    officer.forms.append({})
    QTest.keyClick(panel.results.propose, Qt.Key.Key_Space)
    settle(panel.window())  # type: ignore[arg-type]
    found = [(row.name, row.award_code) for row in app.read(nominations, year=2024)]
    assert found == [("Xã An Phú", "CO_TINH"), ("Xã Bình Minh", "BK_TINH")]


def test_a_nomination_whose_rank_is_no_longer_true_is_marked_everywhere(
    panel: ScoringPanel, app: AppContext, officer: Officer, sheet_id: int
) -> None:
    window: Any = panel.window()
    scoring.close(app, sheet_id)
    proposals.propose(app, sheet_id, {"flag": "CO_TINH"})
    scoring.reopen(app, sheet_id, reason="Đơn vị khiếu nại")
    assert proposals.changed_ranks(app, year=2024) == ()
    unit = scoring.load(app, sheet_id).id_of("Xã An Phú")
    panel.context.act(
        lambda _: scoring.record(app, sheet_id, [scoring.NewEntry(unit, "II.1", "head", "1", "sửa")]),
        label="sửa",
    )
    settle(window)
    panel.show_view("results")
    words = "Xã An Phú: đã đề nghị với hạng 1, 97 điểm; nay hạng"
    assert any(words in row.note for row in panel.results.panel.model.shown_rows())
    page = open_page(window, "commendation")
    page.open_step("nominees")
    settle(window)
    assert words in page.steps["nominees"].ranks.text()
    page = open_page(window, "overview")
    settle(window)
    message = [label.text() for label in page.findChildren(QLabel)]
    assert any("1 đề nghị theo thứ hạng nay đã thay đổi" in one for one in message)
    scoring.close(app, sheet_id)
    assert len(proposals.changed_ranks(app, year=2024)) == 1, "locking again changes nothing of it"


def test_pictures_are_saved_as_png_and_pdf(panel: ScoringPanel, officer: Officer, tmp_path: Path) -> None:
    panel.show_view("pictures")
    for kind in ("bars", "heat", "radar", "trend"):
        panel.pictures.choose(kind)
        officer.save_file = tmp_path / f"{kind}.png"
        QTest.keyClick(panel.pictures.save, Qt.Key.Key_Space)
        image = QImage(str(officer.save_file))
        assert (image.width(), image.height()) == (1920, 1080)
        colours = {image.pixel(x, y) for x in range(0, 1920, 16) for y in range(0, 1080, 16)}
        assert len(colours) > 3, "something is painted"
    officer.save_file = tmp_path / "trend.pdf"
    QTest.keyClick(panel.pictures.save, Qt.Key.Key_Space)
    assert officer.save_file.read_bytes().startswith(b"%PDF")
    assert "1. Xã An Phú 97" in panel.pictures.picture.accessibleDescription()


def test_self_scores_are_taken_in_after_a_preview(
    panel: ScoringPanel, app: AppContext, officer: Officer, sheet_id: int, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    path = score_import.save_templates(app, sheet_id, tmp_path)[0]
    book = load_workbook(path)
    page = book.worksheets[0]
    place = {page.cell(row, 8).value: row for row in range(7, page.max_row + 1)}["II.1"]
    page.cell(place, 6).value = 29
    book.save(path)
    officer.open_files = (path,)

    def hand(dialog: ImportScoresDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        assert dialog.unit.currentText() == "Xã An Phú"
        assert dialog.analysis.count("changed") == 1
        QTest.keyClick(dialog.take, Qt.Key.Key_Space)

    officer.hands.append(hand)
    panel.papers.entries["take_in"].trigger()
    settle(panel.window())  # type: ignore[arg-type]
    entry = stored(panel, app, "Xã An Phú", "II.1", "self")
    assert (entry.raw, entry.source, entry.version) == ("29", path.name, 2)


def test_a_bloc_not_scored_yet_offers_its_scheme(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> None:
    ids = [unit.id for unit in app.read(units)]
    bloc_service.save_bloc(app, year=2024, name=BLOC, kind="cluster", member_ids=ids)
    for window in opened(qtbot, app, settings, officer):
        panel = show(window)
        assert BLOC in panel.start.words.text()
        assert (nameless(panel), doubled_letters(panel), squeezed(panel)) == ([], [], [])
        QTest.keyClick(panel.start.begin, Qt.Key.Key_Space)
        settle(window)
        assert panel.loaded is not None and panel.loaded.row.open


def test_nothing_is_nameless_or_squeezed(panel: ScoringPanel) -> None:
    window: Any = panel.window()
    for size in ((1366, 768), (1180, 640)):
        window.resize(*size)
        for view in ("sheet", "results", "pictures"):
            panel.show_view(view)
            settle(window)
            assert (nameless(panel), doubled_letters(panel), squeezed(panel)) == ([], [], [])


@pytest.fixture
def ballots(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> Iterator[ScoringPanel]:
    judged(app)
    for window in opened(qtbot, app, settings, officer):
        yield show(window)


def test_ballots_of_the_units_are_typed_one_after_the_other_and_who_is_missing_is_named(
    ballots: ScoringPanel, app: AppContext
) -> None:
    view = ballots.sheet
    assert view.ballot.currentText() == "Mọi phiếu chấm chéo (còn 3/3 đơn vị chưa chấm đủ)"
    stand(ballots, NAMES[0], "II.1", "head")
    type_in("28")
    assert "Hãy chọn phiếu của một đơn vị (F7)" in view.strip.refusal.text()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    for judge, raw in ((1, "28"), (2, "29,5")):
        while view.model.judge != NAMES[judge]:
            QTest.keyClick(view.grid, Qt.Key.Key_F7)
        stand(ballots, NAMES[0], "II.1", "head")
        type_in(raw)
    assert stored(ballots, app, NAMES[0], "II.1", "head") is None
    loaded = scoring.load(app, ballots.loaded.id if ballots.loaded else 0)
    assert {(one.judge, one.raw) for one in loaded.judged.values()} == {(NAMES[1], "28"), (NAMES[2], "29.5")}
    assert view.ballot.currentText() == f"Phiếu của {NAMES[2]} – thiếu 5 điểm"
    own = view.model.index(view.model.units.index(NAMES[2]), view.grid.currentIndex().column())
    assert view.model.read(own, "30")[1] == f"{NAMES[2]} không tự chấm trong phiếu chấm chéo của mình."
    QTest.keyClick(view.grid, Qt.Key.Key_F7)
    stand(ballots, NAMES[0], "II.1", "head")
    assert view.grid.currentIndex().data() == "28,75"
    assert f"{NAMES[1]} 28; {NAMES[2]} 29,5" in view.strip.why.text()
    stand(ballots, NAMES[1], "II.1", "head")
    assert f"Chưa có điểm của 2 đơn vị: {NAMES[0]}; {NAMES[2]}" in view.strip.why.text()


def test_equal_units_share_a_rank_until_the_meeting_places_them_and_the_trace_says_how(
    panel: ScoringPanel, app: AppContext, officer: Officer, sheet_id: int
) -> None:
    unit = {name: number for number, name in scoring.load(app, sheet_id).units.items()}
    rows = {"I.1": "1000/1000", "I.2": "A", "II.1": "30", "II.2": "0"}
    given = [
        scoring.NewEntry(unit[name], code, "head", raw, "thử")
        for name in NAMES[:2]
        for code, raw in rows.items()
    ]
    panel.context.act(lambda _: scoring.record(app, sheet_id, given), label="thử", owner=panel)
    settle(panel.window())  # type: ignore[arg-type]
    panel.show_view("results")
    shown = panel.results.panel.model.shown_rows()
    assert [(row.rank, row.unit) for row in shown[:2]] == [(1, NAMES[0]), (1, NAMES[1])]
    assert f"{NAMES[1]}" in shown[0].note

    def hand(dialog: TieDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        [names] = dialog.lists
        dialog.activateWindow()
        names.setFocus()
        QApplication.processEvents()
        QTest.keyClick(names, Qt.Key.Key_Down)
        QTest.keyClick(names, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
        QTest.keyClick(dialog.how, Qt.Key.Key_Down)
        dialog.accept()

    officer.hands.append(hand)
    QTest.keyClick(panel.results.ties, Qt.Key.Key_Space)
    settle(panel.window())  # type: ignore[arg-type]
    shown = panel.results.panel.model.shown_rows()
    assert [(row.rank, row.unit) for row in shown[:2]] == [(1, NAMES[1]), (2, NAMES[0])]
    assert "hội nghị" in shown[0].note.casefold()
    last = app.read(events, sheet_id)[-1]
    assert (last.kind, last.reason) == ("placed", "Trưởng khối (người chủ trì) quyết định")


def test_evidence_is_put_beside_an_entry_and_opened_again(
    panel: ScoringPanel, app: AppContext, officer: Officer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paper = tmp_path / "Báo cáo số 12.pdf"
    paper.write_bytes(b"%PDF-1.4 minh chung")
    opened_files: list[str] = []
    monkeypatch.setattr(
        QDesktopServices, "openUrl", lambda url: opened_files.append(url.toLocalFile()) or True
    )
    stand(panel, NAMES[0], "II.1", "head")
    officer.open_files = (paper,)
    QTest.keyClick(panel.sheet.strip.evidence, Qt.Key.Key_Space)
    settle(panel.window())  # type: ignore[arg-type]
    stand(panel, NAMES[0], "II.1", "head")
    assert "Báo cáo số 12.pdf" in panel.sheet.strip.evidence.text()
    QTest.keyClick(panel.sheet.strip.evidence, Qt.Key.Key_Space)
    settle(panel.window())  # type: ignore[arg-type]
    assert Path(opened_files[0]).read_bytes() == paper.read_bytes()
