"""Advice sent back to units names no level: the same sentence goes out from every kind of office."""

from __future__ import annotations

from thidua_desktop.texts import text


def test_advice_on_an_unclear_award_names_no_level() -> None:
    advice = text("feedback.advice.AWARD_LEVEL_AMBIGUOUS").lower()
    assert not [level for level in ("huyện", "xã", "phường", "tỉnh", "đặc khu") if level in advice]
