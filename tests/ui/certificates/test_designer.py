"""A layout is designed by mouse and keys in tenths of a millimetre; what the officer sees is what prints."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.ui.page_app import Officer, app, bare_app, officer, real_window, settle
from thidua_desktop.services.certificates import layouts
from thidua_desktop.services.certificates.layouts import CertificateLayout, ScanPlace
from thidua_desktop.services.office.context import AppContext
from ui.layout_designer.designer import DesignerDialog
from ui.layout_designer.draft import LayoutDraft
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


@pytest.fixture
def designer(app: AppContext, real_window: MainWindow, qtbot: QtBot) -> Iterator[DesignerDialog]:
    made = layouts.layout(app, "a4_landscape")
    dialog = DesignerDialog(real_window.context, made, scan=None)
    qtbot.addWidget(dialog)
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow, timeout=60_000)
    settle(real_window)
    yield dialog
    dialog.hide()
    settle(real_window)


def test_an_arrow_moves_a_tenth_of_a_millimetre_and_shift_a_whole_one(
    designer: DesignerDialog, qtbot: QtBot
) -> None:
    designer.canvas.choose("recipient")
    before = designer.draft.block("recipient")
    qtbot.keyClick(designer.canvas, Qt.Key.Key_Right)
    qtbot.keyClick(designer.canvas, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    qtbot.keyClick(designer.canvas, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    after = designer.draft.block("recipient")
    assert after.x == pytest.approx(before.x + 0.1, abs=0.001)
    assert after.y == pytest.approx(before.y + 1.0, abs=0.001)
    assert after.width == pytest.approx(before.width - 0.1, abs=0.001)
    shown = {key: box.property("value") for key, box in designer.form.boxes.items()}
    assert (shown["x"], shown["y"]) == (pytest.approx(after.x), pytest.approx(after.y))


def test_ctrl_z_takes_back_what_the_keys_and_the_mouse_did(designer: DesignerDialog, qtbot: QtBot) -> None:
    made = designer.draft.layout
    designer.canvas.choose("recipient")
    qtbot.keyClick(designer.canvas, Qt.Key.Key_Right)
    designer.canvas.choose("detail")
    drag(designer, qtbot, "detail", 31.0, 9.0)
    assert designer.draft.layout != made
    for _ in range(2):
        qtbot.keyClick(designer.canvas, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert designer.draft.layout == made
    qtbot.keyClick(designer.canvas, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert designer.draft.layout != made


def test_a_dragged_block_stands_on_the_guide_it_comes_near(designer: DesignerDialog, qtbot: QtBot) -> None:
    requested = designer.draft.block("register_line").x
    designer.draft.set("recipient", x=requested + 30, width=100.0)
    drag(designer, qtbot, "recipient", -29.4, 0.0)
    assert designer.draft.block("recipient").x == pytest.approx(requested, abs=0.05)


def test_a_number_typed_moves_the_block_and_what_is_shown_is_drawn_again(
    designer: DesignerDialog, qtbot: QtBot, real_window: MainWindow
) -> None:
    designer.canvas.choose("recipient")
    before = designer.canvas.grab().toImage()
    box = designer.form.boxes["y"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(box, "60,5")
    qtbot.keyClick(box, Qt.Key.Key_Tab)
    assert designer.draft.block("recipient").y == 60.5
    settle(real_window)
    qtbot.waitUntil(lambda: designer.canvas.grab().toImage() != before, timeout=60_000)


def test_a_scan_of_the_stock_lies_under_the_print_and_is_stored_with_the_layout(
    designer: DesignerDialog,
    app: AppContext,
    officer: Officer,
    real_window: MainWindow,
    qtbot: QtBot,
    tmp_path: Path,
) -> None:
    picture = QImage(293, 207, QImage.Format.Format_RGB32)
    picture.setDotsPerMeterX(1000)
    picture.setDotsPerMeterY(1000)
    picture.fill(Qt.GlobalColor.yellow)
    assert picture.save(str(tmp_path / "phoi.png"))
    officer.open_files = (tmp_path / "phoi.png",)
    qtbot.keyClick(designer.scan_button, Qt.Key.Key_Space)
    assert layouts.scan_place(designer.draft.layout) == ScanPlace(x=2.0, y=1.5, width=293.0, height=207.0)
    box = designer.scan_form.boxes["x"]
    box.setFocus()
    qtbot.keyClick(box, Qt.Key.Key_Up)
    assert designer.draft.layout.scan.x == 2.1
    qtbot.keyClick(designer.scan_form.cross, Qt.Key.Key_Space)
    designer.canvas.grab()
    designer.name.setText("Phôi có hoa văn")
    qtbot.keyClick(designer.save_button, Qt.Key.Key_Space)
    settle(real_window)
    assert designer.result() == DesignerDialog.DialogCode.Accepted.value
    assert designer.key.startswith("office:")
    assert layouts.scan_of(app, designer.key) == (tmp_path / "phoi.png").read_bytes()
    stored = layouts.layout(app, designer.key)
    assert (stored.name, stored.scan.x, stored.scan.width) == ("Phôi có hoa văn", 2.1, 293.0)


def test_a_file_that_is_no_picture_is_refused_by_name(
    designer: DesignerDialog, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "phoi.png").write_text("không phải ảnh", encoding="utf-8")
    officer.open_files = (tmp_path / "phoi.png",)
    qtbot.keyClick(designer.scan_button, Qt.Key.Key_Space)
    assert [str(error) for error in officer.errors]


def test_a_block_left_out_can_be_put_in_again(designer: DesignerDialog, real_window: MainWindow) -> None:
    keys = [block.key for block in designer.draft.layout.blocks]
    item = designer.list.item(keys.index("register_line"))
    item.setCheckState(Qt.CheckState.Unchecked)
    assert "register_line" not in [block.key for block in designer.draft.layout.blocks]
    item.setCheckState(Qt.CheckState.Checked)
    assert designer.draft.block("register_line").width > 0


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["recipient", "detail", "nation"]), st.floats(-500, 500), st.floats(-500, 500)
        ),
        max_size=12,
    )
)
def test_whatever_is_moved_stays_on_the_paper_and_comes_back(
    moves: list[tuple[str, float, float]],
) -> None:
    made = _shipped()
    draft = LayoutDraft(made)
    for key, dx, dy in moves:
        draft.move(key, dx, dy)
    for block in draft.layout.blocks:
        assert block.x >= 0 and block.x + block.width <= made.width + 0.05
        assert 0 <= block.y < made.height
        assert block.x == round(block.x, 1)
    while draft.can_undo:
        draft.undo()
    assert draft.layout == made


def test_a_smaller_paper_brings_every_block_in(qapp: QApplication) -> None:
    draft = LayoutDraft(_shipped())
    draft.set_paper(width=200.0, height=150.0)
    assert all(block.x + block.width <= 200.05 and block.y < 150 for block in draft.layout.blocks)


def _shipped() -> CertificateLayout:
    from thidua_desktop.documents.certificates.layouts import certificate_layout

    return replace(certificate_layout("a4_landscape"))


def drag(designer: DesignerDialog, qtbot: QtBot, key: str, dx: float, dy: float) -> None:
    """By the mouse, in millimetres."""
    canvas = designer.canvas
    canvas.choose(key)
    start = canvas.box_of(designer.draft.block(key)).center()
    end = start + QPointF(dx, dy) * canvas.per_mm
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start.toPoint())
    qtbot.mouseMove(canvas, end.toPoint())
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end.toPoint())
