"""Every check of a decision about to be issued, in one call."""

from __future__ import annotations

from typing import Final

from thidua_desktop.domain.decisions import proof_lines, proof_whole
from thidua_desktop.domain.decisions.proof import ProofFinding, ProofSheet, ProofWords

_ORDER: Final = {"error": 0, "warning": 1}


def proofread_decision(sheet: ProofSheet, words: ProofWords) -> tuple[ProofFinding, ...]:
    """Every finding, errors first, then by place in the list; what concerns the whole stands before lines."""
    found = [
        finding for check in (*proof_whole.CHECKS, *proof_lines.CHECKS) for finding in check(sheet, words)
    ]
    return tuple(sorted(dict.fromkeys(found), key=lambda one: (_ORDER[one.severity], one.place or 0)))
