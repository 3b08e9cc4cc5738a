"""Thang điểm: a scheme taken over, edited with the keyboard, checked as it grows, tried out, written."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook
from PySide6.QtCore import Qt
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
)
from thidua_desktop.catalogue.schemes import load_scheme, shipped_keys, shipped_scheme
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.queries.office.journal import last_undoable
from thidua_desktop.queries.scoring.schemes import scheme_versions, schemes
from thidua_desktop.services.journal import journal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.schemes import draft_of, save_scheme, scheme_of, use_scheme
from ui.pages.schemes.fields import fields_of
from ui.pages.schemes.nodes import nodes
from ui.pages.schemes.panel import SchemesTab
from ui.pages.schemes.paper import PaperDialog
from ui.pages.schemes.trial import TrialDialog
from ui.pages.schemes.values import values_of, with_values
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]

SAMPLES = Path(__file__).parents[2] / "samples" / "scoring"
ALT, CONTROL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier
NAMED = {"name": "Thang điểm cụm xã 2024", "source": "Biên bản họp cụm ngày 15/01/2024"}


def open_tab(window: MainWindow) -> SchemesTab:
    tab = open_page(window, "blocs").open_tab("schemes")
    settle(window)
    return tab


def blank(window: MainWindow, officer: Officer) -> SchemesTab:
    """An empty scheme of the office, stood on its table."""
    tab = open_tab(window)
    officer.forms.append(NAMED)
    tab.files.blank()
    settle(window)
    tab.tree.select_row("table")
    return tab


def key(
    window: MainWindow, qtbot: QtBot, tab: SchemesTab, pressed: Qt.Key, *held: Qt.KeyboardModifier
) -> None:
    """One key in the tree."""
    tab.tree.setFocus()
    modifiers = Qt.KeyboardModifier.NoModifier
    for one in held:
        modifiers |= one
    qtbot.keyClick(tab.tree, pressed, modifiers)
    settle(window)


def stored(app: AppContext, tab: SchemesTab) -> list[str]:
    scheme = draft_of(app, tab.code)
    return [one.code for one in (*scheme.sections, *scheme.criteria)]


def test_a_shipped_scheme_is_seen_with_its_source_and_cannot_be_changed(
    real_window: MainWindow, qtbot: QtBot, app: AppContext
) -> None:
    tab = open_tab(real_window)
    assert tab.state.text() == "Mẫu có sẵn – chưa phải quy định chính thức"
    assert tab.unsure.text() == "Chưa xác nhận – đọc qua nguồn khác"
    assert tab.source.text().startswith("Nguồn: Dữ liệu công khai")
    tab.tree.select_row("line:I")
    key(real_window, qtbot, tab, Qt.Key.Key_Delete)
    assert app.read(schemes) == ()
    assert tab.scheme == shipped_scheme("cong_an_cum_xa_2025")


def test_a_shipped_scheme_is_taken_over_under_a_name_of_the_office(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = open_tab(real_window)
    officer.forms.append(NAMED)
    press(real_window, qtbot, tab.take_over, Qt.Key.Key_Space)
    (row,) = app.read(schemes)
    assert (row.name, row.origin, row.version) == (NAMED["name"], "office", 1)
    assert tab.state.text() == "Của cơ quan · bản 1"
    assert not tab.take_over.isVisible()
    assert scheme_of(app, row.code).criteria == shipped_scheme("cong_an_cum_xa_2025").criteria


def test_a_table_is_written_down_with_the_keyboard_alone(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    assert tab.verdict.text() == "Còn 1 chỗ phải sửa trước khi chấm"
    key(real_window, qtbot, tab, Qt.Key.Key_Insert, CONTROL)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    assert stored(app, tab) == ["I", "I.1", "I.2"]
    assert tab.verdict.text() == "Thang điểm dùng được"
    key(real_window, qtbot, tab, Qt.Key.Key_Up, ALT)
    assert stored(app, tab) == ["I", "I.2", "I.1"]
    key(real_window, qtbot, tab, Qt.Key.Key_Left, ALT)
    assert draft_of(app, tab.code).criteria[-1].section == ""
    key(real_window, qtbot, tab, Qt.Key.Key_Right, ALT)
    assert [one.section for one in draft_of(app, tab.code).criteria] == ["I", "I"]
    key(real_window, qtbot, tab, Qt.Key.Key_Delete)
    assert stored(app, tab) == ["I", "I.1"]


def test_a_criterion_shows_only_the_fields_of_its_way_of_scoring(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    form = tab.form.form
    assert form is not None
    assert "bands" not in form.values()
    form.set_values({"method": "bands"})
    form.edited.emit("method")
    settle(real_window)
    form = tab.form.form
    assert form is not None
    assert {"bands", "basis"} <= set(form.values())
    assert "grades" not in form.values()
    assert tab.verdict.text() == "Còn 1 chỗ phải sửa trước khi chấm"
    assert tab.list.item(0).text() == "⚠ Tiêu chí I chấm theo khoảng nhưng chưa có khoảng nào."
    form.set_values({"bands": "dưới 5 = 0\ntừ 5 = 2 + 0,5", "name": "Số vụ việc"})
    form.edited.emit("bands")
    key(real_window, qtbot, tab, Qt.Key.Key_Up)
    (criterion,) = scheme_of(app, tab.code).criteria
    assert [(one.start, one.slope) for one in criterion.bands] == [(None, 0), (Decimal(5), Decimal("0.5"))]
    assert criterion.name == "Số vụ việc"
    assert (nameless(tab), doubled_letters(tab)) == ([], [])


def test_what_cannot_be_read_stays_beside_its_field_and_is_not_stored(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    form = tab.form.form
    assert form is not None
    form.set_values({"standard": "mười"})
    form.edited.emit("standard")
    tab.form.flush()
    assert tab.form.refusal.text() == "“mười” không phải là số."
    assert scheme_of(app, tab.code).criteria[0].standard == Decimal(10)


def test_each_node_of_the_scheme_has_its_form(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    for group in ("scorers", "bars", "awards"):
        tab.tree.select_row(group)
        key(real_window, qtbot, tab, Qt.Key.Key_Insert)
        assert tab.tree.key().split(":")[0] == group.rstrip("s")
    form = tab.form.form
    assert form is not None
    form.set_values({"name": "Cờ thi đua", "count": "2"})
    form.edited.emit("count")
    tab.tree.select_row("ranking")
    settle(real_window)
    form = tab.form.form
    assert form is not None
    form.set_values({"tie_breaks": "ít điểm trừ hơn; hội nghị", "moves_up": False})
    form.edited.emit("tie_breaks")
    tab.tree.select_row("head")
    settle(real_window)
    stored = draft_of(app, tab.code)
    assert [(one.name, one.count) for one in stored.awards] == [("Cờ thi đua", 2)]
    assert (len(stored.ranking.tie_breaks), stored.ranking.moves_up) == (2, False)
    assert (len(stored.scorers), len(stored.bars)) == (4, 1)
    tab.tree.select_row("award:0")
    key(real_window, qtbot, tab, Qt.Key.Key_Delete)
    assert draft_of(app, tab.code).awards == ()


def test_a_version_units_are_scored_by_is_never_changed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    with app.database.writing("save_bloc", name="") as uow:
        assert use_scheme(uow, tab.code) == 1
    before = scheme_of(app, tab.code)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    assert [(row.version, row.used) for row in app.read(scheme_versions, tab.code)] == [
        (2, False),
        (1, True),
    ]
    assert scheme_of(app, tab.code, version=1) == before
    assert tab.state.text() == "Của cơ quan · bản 2"


def test_an_edit_is_taken_back_from_the_journal_and_the_tree_follows(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    assert stored(app, tab) == ["I", "II"]
    row = app.read(last_undoable)
    assert row is not None
    real_window.context.announce(journal.undo(app, row.id).changes)
    settle(real_window)
    assert stored(app, tab) == ["I"]
    assert tab.scheme is not None
    assert [one.code for one in tab.scheme.criteria] == ["I"]


def test_figures_typed_for_a_try_out_are_scored_and_explained(
    real_window: MainWindow, officer: Officer, qtbot: QtBot
) -> None:
    tab = open_tab(real_window)

    def hand(dialog: TrialDialog) -> None:
        assert nameless(dialog) == []
        place = next(n for n, one in enumerate(dialog.lines) if one.line.code == "I.1")
        dialog.grid.item(place, 3).setText("180,5")
        assert dialog.grid.item(place, 4).text() == "180,5"
        assert dialog.grid.currentRow() > place
        dialog.grid.item(place, 5).setText("250")
        assert dialog.grid.item(place, 6).text() == "chờ"
        dialog.grid.setCurrentCell(place, 5)
        assert "cao hơn mức tối đa 200" in dialog.steps.text()
        dialog.grid.item(place, 5).setText("mười")
        assert dialog.grid.item(place, 6).text() == "sai"
        dialog.accept()

    officer.hands.append(hand)
    press(real_window, qtbot, tab.trial, Qt.Key.Key_Space)
    assert officer.hands == []


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    """A table of points as a bloc typed it."""
    book = Workbook()
    sheet = book.worksheets[0]
    for row in (
        ("HỘI ĐỒNG THI ĐUA", None, None),
        ("BẢNG ĐIỂM THI ĐUA CỤM XÃ", None, None),
        (None, None, None),
        ("TT", "Nội dung, tiêu chí", "Điểm chuẩn"),
        ("I", "Phát triển kinh tế", 60),
        (1, "Thu ngân sách", 40),
        (2, "Chỉ tiêu xã hội", 25),
        ("a", "Giảm nghèo", 15),
        ("b", "Y tế", "10 điểm"),
        ("-", "Chú ý", None),
        ("II", "Điểm thưởng", 10),
        (1, "Có mô hình mới", "5 điểm/mô hình"),
        ("III", "Điểm trừ", None),
        (1, "Báo cáo chậm", "- 0,5"),
        (None, "Tổng cộng", 100),
        (None, "Người lập biểu", None),
    ):
        sheet.append(row)
    path = tmp_path / "bang diem.xlsx"
    book.save(path)
    return path


def test_a_table_of_points_is_read_from_a_sheet_and_doubts_are_asked(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext, paper: Path
) -> None:
    tab = open_tab(real_window)
    officer.open_files = (paper,)

    def hand(dialog: PaperDialog) -> None:
        assert (nameless(dialog), doubled_letters(dialog)) == ([], [])
        assert dialog.form.values()["name"] == "Bảng điểm thi đua cụm xã"
        assert [(line.number, line.meaning, line.depth) for line in dialog.lines] == [
            ("I", "section", 0),
            ("1", "base", 1),
            ("2", "section", 1),
            ("a", "base", 2),
            ("b", "section", 2),
            ("-", "base", 3),
            ("II", "section", 0),
            ("1", "bonus", 1),
            ("III", "section", 0),
            ("1", "deduction", 1),
        ]
        assert "Mục I: điểm chuẩn 60" in dialog.sums.text()
        assert "Dòng 15 “Tổng cộng” ghi 100" in dialog.sums.text()
        assert dialog.count.text() == "10 dòng, 1 dòng còn ngờ"
        dialog.grid.setFocus()
        qtbot.keyClick(dialog.grid, Qt.Key.Key_Down, CONTROL)
        assert dialog.grid.currentRow() == 5
        for _ in range(3):
            qtbot.keyClick(dialog.grid, Qt.Key.Key_Space)
        assert dialog.lines[5].meaning == "skip"
        dialog.mean(4, "base")
        assert dialog.count.text() == "10 dòng, không còn dòng nào ngờ"
        dialog.form.set_values({"source": "Biên bản họp cụm"})
        dialog.accept()

    officer.hands.append(hand)
    tab.files.read_book()
    settle(real_window)
    scheme = scheme_of(app, tab.code)
    assert [one.code for one in scheme.sections] == ["I", "I.2", "II", "III"]
    assert [(one.code, one.role, one.method, one.standard) for one in scheme.criteria] == [
        ("I.1", "base", "points", Decimal(40)),
        ("I.2.a", "base", "points", Decimal(15)),
        ("I.2.b", "base", "points", Decimal(10)),
        ("II.1", "bonus", "each", Decimal(5)),
        ("III.1", "deduction", "points", Decimal("0.5")),
    ]
    assert scheme.confidence == "U"


def test_a_sheet_without_such_a_table_is_refused_in_words(
    real_window: MainWindow, officer: Officer, tmp_path: Path
) -> None:
    book = Workbook()
    book.worksheets[0].append(("Họ và tên", "Đơn vị"))
    path = tmp_path / "khac.xlsx"
    book.save(path)
    officer.open_files = (path,)
    open_tab(real_window).files.read_book()
    settle(real_window)
    assert [error.code for error in officer.errors] == ["schemes.no_table"]


def test_a_scheme_goes_out_as_toml_and_xlsx_and_comes_back(
    real_window: MainWindow, officer: Officer, app: AppContext, tmp_path: Path
) -> None:
    tab = open_tab(real_window)
    officer.save_file = tmp_path / "cum.toml"
    tab.files.export_text()
    settle(real_window)
    officer.open_files = (officer.save_file,)
    tab.files.read_text()
    settle(real_window)
    (row,) = app.read(schemes)
    assert scheme_of(app, row.code).criteria == shipped_scheme("cong_an_cum_xa_2025").criteria
    officer.save_file = tmp_path / "cum.xlsx"
    tab.files.export_book()
    settle(real_window)
    formulas = load_workbook(officer.save_file).worksheets[0]
    shown = load_workbook(officer.save_file, data_only=True).worksheets[0]
    headings = [
        (cell.value, shown[cell.coordinate].value)
        for (cell,) in formulas["C6":"C60"]
        if str(cell.value).startswith("=SUM")
    ]
    assert [value for _, value in headings] == [700, 200, 120, 100, 200, 50, 100]

    def hand(dialog: PaperDialog) -> None:
        assert [line.points for line in dialog.lines if line.depth == 0] == [700, 200, 100]
        assert not dialog.sums.isVisible()
        dialog.form.set_values({"name": "Đọc lại", "source": "Chính thang này"})
        dialog.accept()

    officer.open_files = (officer.save_file,)
    officer.hands.append(hand)
    tab.files.read_book()
    settle(real_window)
    again = scheme_of(app, tab.code)
    shipped = shipped_scheme("cong_an_cum_xa_2025")
    assert {one.code: one.standard for one in again.criteria} == {
        one.code: one.standard for one in shipped.criteria
    }


def test_a_scheme_in_use_is_not_removed(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, app: AppContext
) -> None:
    tab = blank(real_window, officer)
    key(real_window, qtbot, tab, Qt.Key.Key_Insert)
    code = tab.code
    with app.database.writing("save_bloc", name="") as uow:
        use_scheme(uow, code)
    press(real_window, qtbot, tab.remove, Qt.Key.Key_Space)
    assert [error.code for error in officer.errors] == ["schemes.in_use"]
    save_scheme(app, code, scheme_of(app, code))
    assert len(app.read(scheme_versions, code)) == 2


@pytest.mark.parametrize(
    "scheme",
    [shipped_scheme(code) for code in shipped_keys()]
    + [load_scheme(path) for path in sorted(SAMPLES.glob("*.toml"))],
    ids=lambda scheme: scheme.key,
)
def test_a_form_left_as_it_was_changes_nothing(scheme: Scheme) -> None:
    for node in nodes(scheme):
        if fields_of(scheme, node.key):
            assert with_values(scheme, node.key, values_of(scheme, node.key)) == (scheme, node.key)
