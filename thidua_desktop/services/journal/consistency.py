"""The sentence of a contradiction between the records."""

from __future__ import annotations

from thidua_desktop.queries.office.consistency import Violation
from thidua_desktop.texts import text


def violation_sentence(found: Violation) -> str:
    """Which records contradict one another, and where they are."""
    nothing = text("maintenance.chain_unnamed")
    return text(f"maintenance.chain.{found.code}", what=found.what or nothing, place=found.place or nothing)
