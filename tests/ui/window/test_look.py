"""What the window looks like: readable in both schemes, nothing cut, icons and letters all there."""

from __future__ import annotations

import itertools
import os
import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QRawFont
from PySide6.QtWidgets import QApplication, QLabel, QPushButton

from tests.ui.window_samples import shown
from thidua_desktop.config import resource
from ui.pages.registry import PAGES
from ui.style.icons import icon
from ui.style.theme import style_sheet, theme
from ui.style.tokens import PALETTES, Scheme
from ui.window.main_window import MainWindow

SCHEMES: tuple[Scheme, ...] = tuple(PALETTES)
TEXT_ON_BACKGROUND = (
    *itertools.product(
        ("text", "text_muted", "accent_text", "danger_text"),
        ("bg", "surface", "surface_alt", "rail", "header"),
    ),
    ("accent_text", "rail_selected"),
    ("text", "hover"),
    ("text_muted", "hover"),
    ("text", "pressed"),
    ("placeholder", "surface"),
    ("on_selection", "selection"),
    ("on_tooltip", "tooltip"),
    *(
        ("on_accent", background)
        for background in ("accent", "accent_hover", "accent_pressed", "danger", "danger_hover")
    ),
    *((f"{tone}_text", f"{tone}_soft") for tone in ("ok", "warn", "danger", "info", "neutral")),
)
VIETNAMESE = "aăâbcdđeêghiklmnoôơpqrstuưvxyàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ₫–“”…"


def luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("scheme", SCHEMES)
def test_every_text_is_readable_on_its_ground(scheme: Scheme) -> None:
    tokens, least = PALETTES[scheme], 7 if scheme.startswith("contrast") else 4.5
    pale = {
        pair: round(ratio, 2)
        for pair in TEXT_ON_BACKGROUND
        if (ratio := contrast(tokens[pair[0]], tokens[pair[1]])) < least
    }
    assert not pale


@pytest.mark.parametrize("scheme", SCHEMES)
def test_borders_of_fields_and_the_focus_ring_are_seen(scheme: Scheme) -> None:
    tokens = PALETTES[scheme]
    for line, background in itertools.product(
        ("border_field", "accent_text", "danger_text"), ("bg", "surface")
    ):
        assert contrast(tokens[line], tokens[background]) >= 3, (line, background)


def test_all_schemes_name_the_same_colours() -> None:
    assert len({tuple(tokens) for tokens in PALETTES.values()}) == 1


def test_a_system_of_strong_contrast_is_followed(
    window: MainWindow, qapp: QApplication, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ui.style.theme.high_contrast", lambda _: True)
    theme().accessibility.contrastPreferenceChanged.emit(Qt.ContrastPreference.HighContrast)
    try:
        assert theme().scheme == "contrast_light"
        assert theme().colour("text_muted").name() == "#000000"
        theme().apply("dark")
        assert theme().scheme == "contrast_dark"
        qapp.processEvents()
        assert window.grab().toImage().pixelColor(400, 300).name() == "#000000"
    finally:
        monkeypatch.undo()
        theme().apply("light")


@pytest.mark.parametrize("scheme", SCHEMES)
def test_no_place_of_the_style_sheet_is_left_unfilled(qapp: QApplication, scheme: Scheme) -> None:
    assert "$" not in style_sheet(scheme, 10)


def test_every_shipped_icon_can_be_drawn(qapp: QApplication) -> None:
    for path in resource("icons").glob("*.svg"):
        image = icon(path.stem).pixmap(32, 32).toImage()
        assert any(image.pixelColor(x, y).alpha() for x in range(32) for y in range(32)), path.stem


def test_every_tab_has_its_icon_filled_and_unfilled() -> None:
    for entry in PAGES:
        assert resource("icons", f"{entry.icon}.svg").is_file()
        assert resource("icons", f"{entry.icon}_filled.svg").is_file()


@pytest.mark.parametrize("name", ["Inter_400Regular.ttf", "Inter_600SemiBold.ttf"])
def test_the_shipped_typeface_has_every_vietnamese_letter(qapp: QApplication, name: str) -> None:
    face = QRawFont(str(resource("style", name)), 12)
    assert [
        letter for letter in VIETNAMESE + VIETNAMESE.upper() if not face.supportsCharacter(ord(letter))
    ] == []


@pytest.mark.parametrize("points", [9, 10, 14])
@pytest.mark.parametrize("width", [1280, 910])
def test_no_word_of_the_window_is_cut(
    window: MainWindow, qapp: QApplication, points: int, width: int
) -> None:
    theme().apply("light", points=points)
    try:
        window.resize(width, 700)
        qapp.processEvents()
        cut = [
            widget.text()
            for widget in shown(window)
            if isinstance(widget, QLabel | QPushButton)
            and not getattr(widget, "wordWrap", bool)()
            and widget.width() < widget.minimumSizeHint().width()
        ]
        assert cut == []
    finally:
        theme().apply("light")


def test_the_dark_scheme_recolours_the_open_window(window: MainWindow, qapp: QApplication) -> None:
    before = window.grab().toImage().pixelColor(400, 300).lightness()
    theme().apply("dark")
    try:
        qapp.processEvents()
        assert window.grab().toImage().pixelColor(400, 300).lightness() < before / 2
    finally:
        theme().apply("light")


def test_letters_stay_between_nine_and_fourteen_points(qapp: QApplication) -> None:
    theme().apply("light", points=40)
    assert qapp.font().pointSize() == 14
    theme().apply("light", points=2)
    assert qapp.font().pointSize() == 9
    theme().apply("light")


def test_no_word_is_cut_on_a_screen_at_150_percent() -> None:
    picked = f"{Path(__file__)}::{test_no_word_of_the_window_is_cut.__name__}[910-10]"
    command = [sys.executable, "-m", "pytest", "-n", "0", "-p", "no:cacheprovider", picked]
    scaled = os.environ | {"QT_SCALE_FACTOR": "1.5"}
    root = Path(__file__).resolve().parents[3]
    answer = subprocess.run(command, cwd=root, env=scaled, capture_output=True, text=True, check=False)
    assert answer.returncode == 0, answer.stdout


def test_the_words_of_the_rail_stay_whole_when_the_letters_grow_while_it_is_open(window: MainWindow) -> None:
    try:
        for points in (14, 9, 13):
            theme().apply("light", points=points)
            QApplication.processEvents()
            for key in (entry.key for entry in PAGES):
                button = window.rail.button(key)
                assert button.compact or button.width() >= button.sizeHint().width(), (points, button.text())
    finally:
        theme().apply("light")
