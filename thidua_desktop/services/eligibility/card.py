"""The eligibility card of a nominee summed up in two sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.texts import text


def summary(name: str, award: str, verdict: str | None, cards: Sequence[Mapping[str, Any]]) -> str:
    """Two sentences a chairman understands: what the verdict is, and what it hangs on."""
    title = award_by_code(award).name
    if verdict is None:
        return text("eligibility.summary.none", name=name)
    first = text(f"eligibility.summary.{verdict}", name=name, award=title)
    return f"{first} {_second(verdict, cards)}"


def _second(verdict: str, cards: Sequence[Mapping[str, Any]]) -> str:
    bars = [card for card in cards if card["severity"] == "bar"]
    if verdict == "eligible":
        shown = [
            card["heading"]
            for card in bars
            if card["ok"] and not card.get("missing") and card["rule"] not in ("subject", "authority")
        ]
        return text("eligibility.summary.rests_on", what=_listed(shown)) if shown else ""
    if verdict == "not_eligible":
        failed = [card for card in bars if card["ok"] is False]
        first = failed[0] if failed else None
        if first is None:
            return ""
        return text(
            "eligibility.summary.failed",
            what=_listed([card["heading"] for card in failed]),
            required=first["required"],
            present=first["present"],
        )
    unread = any(card["rule"] == "rule_set_confirmed" for card in cards)
    missing = [
        card["heading"] for card in bars if card["ok"] is not True and card["rule"] != "rule_set_confirmed"
    ]
    if missing:
        return text("eligibility.summary.open", what=_listed(missing))
    return text("eligibility.summary.law_unconfirmed") if unread else text("eligibility.summary.unsure")


def _listed(headings: Sequence[str]) -> str:
    few = [str(one)[:1].lower() + str(one)[1:] for one in dict.fromkeys(headings)]
    if len(few) > 3:
        return text("eligibility.summary.and_more", what=", ".join(few[:3]), count=len(few) - 3)
    return ", ".join(few)
