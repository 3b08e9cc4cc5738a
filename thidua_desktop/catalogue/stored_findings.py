"""Findings as they are stored: codes and values. Their sentences are made when they are read.

A sentence that is corrected is then right on every card, former ones too. Cards of an earlier version hold their
sentences themselves and are shown as they are.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any, Final, get_args

from thidua_desktop.catalogue.wording import certainty, present_words, required_words, rule_words
from thidua_desktop.domain.eligibility.facts import AwardYear, Discipline, PastAward, Rating, Scope, Work
from thidua_desktop.domain.eligibility.findings import Finding, Wording
from thidua_desktop.domain.eligibility.rules import Confidence
from thidua_desktop.texts import text

Card = Mapping[str, Any]
_SCALES: Final = {kind.__name__.lower(): kind for kind in (Rating, Scope, Discipline)}


def stored(finding: Finding) -> dict[str, Any]:
    """A finding as JSON. TypeError for a value no stored form is known of."""
    card: dict[str, Any] = {
        "rule": finding.rule,
        "ok": finding.ok,
        "required": _coded(finding.required),
        "present": _coded(finding.present),
        "source": finding.source,
        "confidence": finding.confidence,
        "severity": finding.severity,
        "missing": finding.missing,
    }
    if finding.parts:
        card["parts"] = [stored(part) for part in finding.parts]
    if proofs := list(_proofs(finding)):
        card["proofs"] = proofs
    return card


def worded(card: Card) -> Card:
    """A stored finding in words.

    Keys ``rule``, ``heading``, ``ok`` (None: not known), ``required``, ``present``, ``source``, ``confidence``
    (certain, likely or uncertain), ``severity``, ``missing`` (no paper speaks of it) and, where something on
    record shows it, ``proofs`` of ``kind``, ``id`` and ``words``.
    """
    if "heading" in card:
        return card
    finding = _finding(card)
    shown: dict[str, Any] = {
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
    if "proofs" in card:
        shown["proofs"] = [
            {"kind": proof["kind"], "id": proof["id"], "words": _proof_words(proof)}
            for proof in card["proofs"]
        ]
    return shown


def _finding(card: Card) -> Finding:
    return Finding(
        rule=card["rule"],
        ok=card["ok"],
        required=_wording(card["required"]),
        present=_wording(card["present"]),
        source=card["source"],
        # A letter this version does not know is no certainty.
        confidence=card["confidence"] if card["confidence"] in get_args(Confidence) else "U",
        severity=card["severity"],
        missing=card["missing"],
        parts=tuple(_finding(part) for part in card.get("parts", ())),
    )


def _coded(wording: Wording) -> list[Any]:
    return [wording.code, {name: _as_json(value) for name, value in wording.params}]


def _wording(coded: list[Any]) -> Wording:
    code, params = coded
    return Wording(code, tuple((name, _from_json(value)) for name, value in params.items()))


def _as_json(value: object) -> Any:
    match value:
        case Rating() | Scope() | Discipline():
            return {type(value).__name__.lower(): value.name}
        case None | bool() | int() | str():
            return value
        case tuple():
            return [_as_json(one) for one in value]
        case Fraction():
            return {"share": str(value)}
        case AwardYear():
            return {"year": value.year, "school": value.school}
        case _:
            raise TypeError(f"a finding cannot store {type(value).__name__}")


def _from_json(value: Any) -> object:
    match value:
        case list():
            return tuple(_from_json(one) for one in value)
        case {"share": share}:
            return Fraction(share)
        case {"year": year, "school": school}:
            return AwardYear(year, school=school)
        case dict():
            ((kind, name),) = value.items()
            return _SCALES[kind][name]
        case _:
            return value


def _proofs(finding: Finding) -> Iterator[dict[str, Any]]:
    for proof in finding.proofs:
        if isinstance(proof, PastAward) and proof.decision_id is not None:
            yield {
                "kind": "decision",
                "id": proof.decision_id,
                "number": proof.number or "",
                "day": proof.signed_on.isoformat() if proof.signed_on else "",
                "year": str(proof.year) if proof.year else "",
            }
        elif isinstance(proof, Work) and proof.id is not None:
            yield {"kind": "initiative", "id": proof.id, "title": proof.title, "paper": proof.paper or ""}
    for part in finding.parts:
        yield from _proofs(part)


def _proof_words(proof: Mapping[str, Any]) -> str:
    if proof["kind"] == "decision":
        day = f"{dt.date.fromisoformat(proof['day']):%d/%m/%Y}" if proof["day"] else ""
        return text("eligibility.proof.decision", number=proof["number"], day=day, year=proof["year"])
    if proof["paper"]:
        return text("eligibility.proof.paper", title=proof["title"], number=proof["paper"])
    return text("eligibility.proof.no_paper", title=proof["title"])
