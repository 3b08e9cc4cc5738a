"""Colours, spacing and radii of the window as data. Text has 4.5:1 on its ground, field borders 3:1."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Scheme = Literal["light", "dark", "contrast_light", "contrast_dark"]

LIGHT: Final[Mapping[str, str]] = {
    "bg": "#f3f5f8",
    "surface": "#ffffff",
    "surface_alt": "#f8fafc",
    "rail": "#fbfcfd",
    "rail_selected": "#e3edf9",
    "text": "#18202b",
    "text_muted": "#566173",
    "placeholder": "#667085",
    "disabled": "#98a1af",
    "divider": "#e2e7ee",
    "border": "#d3dae3",
    "border_field": "#7d8796",
    "hover": "#eef2f7",
    "pressed": "#e0e6ee",
    "accent": "#1560b7",
    "accent_hover": "#0f539f",
    "accent_pressed": "#0b4584",
    "on_accent": "#ffffff",
    "accent_text": "#1257a8",
    "selection": "#d8e7f9",
    "on_selection": "#0e2a4a",
    "header": "#f3f6fa",
    "danger": "#b42318",
    "danger_hover": "#98190f",
    "danger_text": "#a61b12",
    "danger_soft": "#fdeae8",
    "warn_text": "#8a4b00",
    "warn_soft": "#fdf1db",
    "ok_text": "#10653a",
    "ok_soft": "#e2f4e9",
    "info_text": "#1257a8",
    "info_soft": "#e4eefb",
    "neutral_text": "#485264",
    "neutral_soft": "#eaeef3",
    "tooltip": "#1f2937",
    "on_tooltip": "#ffffff",
    "paper_ground": "#dfe4ea",
}

DARK: Final[Mapping[str, str]] = {
    "bg": "#15191f",
    "surface": "#1d232b",
    "surface_alt": "#20262f",
    "rail": "#191e25",
    "rail_selected": "#253650",
    "text": "#e8ecf2",
    "text_muted": "#a5b0bf",
    "placeholder": "#98a3b3",
    "disabled": "#677182",
    "divider": "#2b333e",
    "border": "#37414e",
    "border_field": "#6f7c8e",
    "hover": "#262e38",
    "pressed": "#2f3945",
    "accent": "#2a6fce",
    "accent_hover": "#2363ba",
    "accent_pressed": "#1d55a1",
    "on_accent": "#ffffff",
    "accent_text": "#86b7f7",
    "selection": "#25456f",
    "on_selection": "#f2f6fc",
    "header": "#232a33",
    "danger": "#c93b30",
    "danger_hover": "#b32f25",
    "danger_text": "#ff9d94",
    "danger_soft": "#44211f",
    "warn_text": "#f5c26b",
    "warn_soft": "#3e3018",
    "ok_text": "#7fd6a2",
    "ok_soft": "#1b3828",
    "info_text": "#8fbdf9",
    "info_soft": "#1f3350",
    "neutral_text": "#bcc5d1",
    "neutral_soft": "#2e3640",
    "tooltip": "#323c49",
    "on_tooltip": "#f4f6f9",
    "paper_ground": "#0f1216",
}

_ON_WHITE: Final = (
    *("text", "text_muted", "placeholder", "divider", "border", "border_field", "on_selection"),
    *("warn_text", "ok_text", "info_text", "neutral_text", "disabled"),
)
_GROUNDS: Final = (
    *("bg", "surface", "surface_alt", "rail", "header", "paper_ground"),
    *("danger_soft", "warn_soft", "ok_soft", "info_soft", "neutral_soft"),
)

CONTRAST_LIGHT: Final[Mapping[str, str]] = {
    **LIGHT,
    **dict.fromkeys(_ON_WHITE, "#000000"),
    **dict.fromkeys(_GROUNDS, "#ffffff"),
    "disabled": "#595959",
    "accent": "#003e92",
    "accent_hover": "#002f70",
    "accent_pressed": "#00224f",
    "accent_text": "#003e92",
    "danger": "#8f0000",
    "danger_hover": "#6e0000",
    "danger_text": "#8f0000",
    "selection": "#c2dcff",
    "tooltip": "#000000",
}
"""For a system set to high contrast: text 7:1, every line as strong as text, meaning said by words alone."""

CONTRAST_DARK: Final[Mapping[str, str]] = {
    **DARK,
    **dict.fromkeys(_ON_WHITE, "#ffffff"),
    **dict.fromkeys(_GROUNDS, "#000000"),
    "disabled": "#a6a6a6",
    "hover": "#1f1f1f",
    "pressed": "#333333",
    "rail_selected": "#002f70",
    "accent": "#003e92",
    "accent_hover": "#002f70",
    "accent_pressed": "#00224f",
    "accent_text": "#9ecbff",
    "danger": "#8f0000",
    "danger_hover": "#6e0000",
    "danger_text": "#ffb3ad",
    "selection": "#003e92",
    "tooltip": "#000000",
    "on_tooltip": "#ffffff",
}

PALETTES: Final[Mapping[Scheme, Mapping[str, str]]] = {
    "light": LIGHT,
    "dark": DARK,
    "contrast_light": CONTRAST_LIGHT,
    "contrast_dark": CONTRAST_DARK,
}

# Lengths in device-independent pixels.
SPACING: Final[Mapping[str, int]] = {"xs": 4, "s": 8, "m": 12, "l": 16, "xl": 24}
RADIUS: Final[Mapping[str, int]] = {"field": 5, "card": 8, "chip": 9}
ROW_HEIGHT: Final = 34
RAIL_WIDTH: Final = 232
RAIL_COMPACT_WIDTH: Final = 64

Tone = Literal["ok", "warn", "danger", "info", "neutral"]
"""What a badge or chip says by colour; its words must say it too."""
