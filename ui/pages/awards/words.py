"""Short words of verdicts, states and subjects with the colours that repeat them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.texts import text
from ui.tables.columns import Badge
from ui.tokens import Tone

VERDICT_TONES: Final[Mapping[str, Tone]] = {
    "eligible": "ok",
    "not_eligible": "danger",
    "needs_review": "warn",
}
STATE_TONES: Final[Mapping[str, Tone]] = {
    "draft": "neutral",
    "submitted": "info",
    "returned": "warn",
    "passed": "ok",
    "failed": "danger",
    "decided": "ok",
}


def verdict_word(verdict: str | None) -> str:
    """``Đủ``, ``Chưa đủ``, ``Chưa kết luận``, or that nobody judged yet."""
    return text(f"commendation.verdicts.{verdict or 'none'}")


def verdict_badge(verdict: str | None) -> Badge:
    return Badge(verdict_word(verdict), VERDICT_TONES.get(verdict or "", "neutral"))


def state_badge(state: str) -> Badge:
    return Badge(text(f"nominations.states.{state}"), STATE_TONES.get(state, "neutral"))


def subject_badge(kind: str) -> Badge:
    return Badge(text(f"nominations.subjects.{kind}"), "info" if kind == "collective" else "neutral")


def award_word(code: str) -> str:
    """The short name of an award."""
    return award_by_code(code).short_name
