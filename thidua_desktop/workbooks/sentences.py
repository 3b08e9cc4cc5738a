"""Findings as sentences the officer reads: the value found and what was expected."""

from __future__ import annotations

from string import Formatter

from thidua_desktop.domain.importing import Finding
from thidua_desktop.texts import lookup, text


def finding_sentence(finding: Finding) -> str:
    """``importing.findings.CODE`` with its places filled; a place nothing is known for shows ``…``."""
    sentence = lookup(f"importing.findings.{finding.code}")
    if sentence is None:
        return text("common.errors.unknown_code", code=finding.code)
    known = dict(finding.params)
    if "subject" in known:
        known["subject"] = lookup(f"importing.subjects.{known['subject']}") or known["subject"]
    if "kind" in known:
        known["kind"] = lookup(f"importing.list_kinds.{known['kind']}") or known["kind"]
    places = {place for _, place, _, _ in Formatter().parse(sentence) if place}
    return sentence.format(**{place: known.get(place) or "…" for place in places})


def place_of(finding: Finding) -> str:
    """Where it stands, in words: ``trang DS, ô B5``; the file's name for a finding about the file."""
    sheet, mark, cell = finding.ref.rpartition("!")
    return text("importing.place", sheet=sheet, cell=cell) if mark else finding.ref
