"""The look of the window: Fusion, a palette of our own, one style sheet filled from tokens, one typeface."""

from __future__ import annotations

import sys
from functools import cache
from string import Template
from typing import Final, Literal, cast

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QAccessibilityHints, QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication

from thidua_desktop.config import resource
from ui.style.plain_text import PlainStyle
from ui.style.tokens import PALETTES, RADIUS, Scheme

SchemeChoice = Literal["system", "light", "dark"]
SMALLEST_FONT: Final = 9
LARGEST_FONT: Final = 14
DEFAULT_FONT: Final = 10

_PALETTE_ROLES: Final[dict[QPalette.ColorRole, str]] = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "surface_alt",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "on_accent",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "on_accent",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.ToolTipBase: "tooltip",
    QPalette.ColorRole.ToolTipText: "on_tooltip",
    QPalette.ColorRole.Link: "accent_text",
    QPalette.ColorRole.LinkVisited: "accent_text",
    QPalette.ColorRole.Mid: "border",
    QPalette.ColorRole.Light: "surface",
    QPalette.ColorRole.Dark: "border_field",
}
_FONT_CLASSES: Final = (
    "QAbstractItemView",
    "QComboBoxPrivateContainer",
    "QDockWidgetTitle",
    "QHeaderView",
    "QListView",
    "QMdiSubWindowTitleBar",
    "QMenu",
    "QMenuBar",
    "QMessageBox",
    "QStatusBar",
    "QTableView",
    "QTipLabel",
    "QToolButton",
    "QTreeView",
)
_FADED: Final = (QPalette.ColorRole.Text, QPalette.ColorRole.WindowText, QPalette.ColorRole.ButtonText)


class Theme(QObject):
    """Dresses the application; ``changed`` is reported after colours or letter size became others."""

    changed = Signal()

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self.setObjectName("theme")
        self._app = app
        self._choice: SchemeChoice = "system"
        self._points = DEFAULT_FONT
        self.scheme: Scheme = "light"
        app.setStyle(PlainStyle("Fusion"))
        self._hints = app.styleHints()
        # Both are held: PySide forgets the second together with the wrapper of the first.
        self.accessibility = self._hints.accessibility()
        self._hints.colorSchemeChanged.connect(self._follow_system)
        self.accessibility.contrastPreferenceChanged.connect(self._follow_system)

    def apply(self, choice: SchemeChoice = "system", *, points: int = DEFAULT_FONT) -> None:
        """Puts on a scheme and a letter size of 9 to 14 points."""
        self._choice = choice
        self._points = min(max(points, SMALLEST_FONT), LARGEST_FONT)
        self.scheme = self._requested()
        font = ui_font(self._points)
        self._app.setFont(font)
        for name in _FONT_CLASSES:  # Windows has fonts of its own for these, which the line above leaves
            self._app.setFont(font, name)  # type: ignore[arg-type]  # the stub says bytes; text is taken
        self._app.setPalette(_palette(self.scheme))
        self._app.setStyleSheet(style_sheet(self.scheme, self._points))
        self.changed.emit()

    def colour(self, token: str) -> QColor:
        """The colour of a token in the scheme now worn. KeyError for an unknown token."""
        return QColor(PALETTES[self.scheme][token])

    def _requested(self) -> Scheme:
        dark = self._choice == "dark"
        if self._choice == "system":
            dark = self._hints.colorScheme() == Qt.ColorScheme.Dark
        if high_contrast(self.accessibility):
            return "contrast_dark" if dark else "contrast_light"
        return "dark" if dark else "light"

    def _follow_system(self) -> None:
        if self._requested() != self.scheme:
            self.apply(self._choice, points=self._points)


def high_contrast(hints: QAccessibilityHints) -> bool:
    """Whether the system is set to strong contrast; then it goes before the colours chosen here."""
    return hints.contrastPreference() == Qt.ContrastPreference.HighContrast


def theme() -> Theme:
    """The theme of the running application; made on first use."""
    app = cast(QApplication, QApplication.instance())
    applied = app.findChild(Theme, "theme")
    return applied if isinstance(applied, Theme) else Theme(app)


def ui_font(points: int) -> QFont:
    """Segoe UI where Windows has it, the shipped Inter elsewhere and in pictures of the window."""
    family = (
        "Segoe UI" if sys.platform == "win32" and "Segoe UI" in QFontDatabase.families() else shipped_family()
    )
    font = QFont(family, points)
    font.setStyleHint(QFont.StyleHint.SansSerif)
    return font


@cache
def shipped_family() -> str:
    """Registers the shipped typeface once; its family name. FileNotFoundError when it is missing."""
    family = ""
    for name in ("Inter_400Regular.ttf", "Inter_600SemiBold.ttf"):
        path = resource("style", name)
        # Its bytes: some platforms open a font by a name of the machine's own letters.
        number = QFontDatabase.addApplicationFontFromData(path.read_bytes())
        if number < 0:
            raise FileNotFoundError(path)
        family = family or QFontDatabase.applicationFontFamilies(number)[0]
    return family


def style_sheet(scheme: Scheme, points: int) -> str:
    """The style sheet with every token, radius and letter size filled in."""
    places = dict(PALETTES[scheme])
    places |= {f"radius_{name}": str(length) for name, length in RADIUS.items()}
    sizes = {"small": points - 1, "heading": points + 2, "title": points + 7, "figure": points + 12}
    places |= {f"pt_{name}": str(size) for name, size in sizes.items()}
    # A layout takes a least height of the sheet for the truth: it must hold a line of these letters.
    places["line"] = str(max(20, QFontMetrics(ui_font(points)).height()))
    # Stands between quotation marks in the sheet: a folder of any name is one word there.
    places["art"] = resource("style").as_posix().replace("\\", "\\\\").replace('"', '\\"')
    return Template(resource("style", "app.qss").read_text(encoding="utf-8")).substitute(places)


def _palette(scheme: Scheme) -> QPalette:
    tokens = PALETTES[scheme]
    palette = QPalette()
    for role, token in _PALETTE_ROLES.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in _FADED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(tokens["disabled"]))
    return palette
