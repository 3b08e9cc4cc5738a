"""The eligibility card of a nominee: each condition in words, as it is stored with the nomination."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.catalogue.wording import certainty, present_words, required_words, rule_words
from thidua_desktop.domain.eligibility.facts import PastAward, Work
from thidua_desktop.domain.eligibility.findings import Finding
from thidua_desktop.texts import text


def finding_card(finding: Finding) -> dict[str, Any]:
    """``ok`` None: not known. ``confidence``: certain, likely or uncertain.

    ``proofs``: what on record shows it, ``{"kind", "id", "words"}``; ``missing``: no paper speaks of it.
    """
    card: dict[str, Any] = {
        "rule": finding.rule,
        "heading": rule_words(finding.rule),
        "ok": finding.ok,
        "required": required_words(finding),
        "present": present_words(finding),
        "source": finding.source,
        "confidence": certainty(finding.confidence),
        "severity": finding.severity,
        "missing": finding.missing,
    }
    proofs = list(_proofs(finding))
    if proofs:
        card["proofs"] = proofs
    return card


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


def _proofs(finding: Finding) -> Iterable[dict[str, Any]]:
    for proof in finding.proofs:
        if isinstance(proof, PastAward) and proof.decision_id is not None:
            yield {
                "kind": "decision",
                "id": proof.decision_id,
                "words": text(
                    "eligibility.proof.decision",
                    number=proof.number or "",
                    day=f"{proof.signed_on:%d/%m/%Y}" if proof.signed_on else "",
                    year=str(proof.year) if proof.year else "",
                ),
            }
        elif isinstance(proof, Work) and proof.id is not None:
            yield {
                "kind": "initiative",
                "id": proof.id,
                "words": text("eligibility.proof.paper", title=proof.title, number=proof.paper)
                if proof.paper
                else text("eligibility.proof.no_paper", title=proof.title),
            }
    for part in finding.parts:
        yield from _proofs(part)
