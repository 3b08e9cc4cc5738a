"""The eligibility card of a nominee: each condition in words, as it is kept with the nomination."""

from __future__ import annotations

from typing import Any

from thidua_desktop.catalogue.wording import certainty, present_words, required_words, rule_words
from thidua_desktop.domain.findings import Finding


def finding_card(finding: Finding) -> dict[str, Any]:
    """``ok`` None: not known. ``confidence``: certain, likely or uncertain."""
    return {
        "rule": finding.rule,
        "heading": rule_words(finding.rule),
        "ok": finding.ok,
        "required": required_words(finding),
        "present": present_words(finding),
        "source": finding.source,
        "confidence": certainty(finding.confidence),
        "severity": finding.severity,
    }
