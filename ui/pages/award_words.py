"""Short words of verdicts, states and subjects with the colours that repeat them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.texts import text
from ui.style.tokens import Tone
from ui.tables.columns import Badge

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


def verdict_badge(row: NominationRow) -> Badge:
    """``Đủ``, ``Chưa đủ``, ``Chưa kết luận``, that the officer overruled it, or that nobody judged yet."""
    if row.overruled:
        return Badge(text(f"commendation.verdicts.overruled_{row.concluded}"), "info")
    tone = VERDICT_TONES.get(row.verdict or "", "neutral")
    return Badge(text(f"commendation.verdicts.{row.verdict or 'none'}"), tone)


def state_badge(row: NominationRow) -> Badge:
    """How far it has come; refused by the level above is distinguished from not passed by the council."""
    if row.state == "failed" and row.refused_above:
        return Badge(text("nominations.refused_above"), "danger")
    return Badge(text(f"nominations.states.{row.state}"), STATE_TONES.get(row.state, "neutral"))


def subject_badge(kind: str) -> Badge:
    return Badge(text(f"nominations.subjects.{kind}"), "info" if kind == "collective" else "neutral")


def award_word(code: str) -> str:
    """The short name of an award."""
    return award_by_code(code).short_name
