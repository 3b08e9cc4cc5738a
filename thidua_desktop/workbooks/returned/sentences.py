"""Findings as sentences the officer reads: the value found and what was expected."""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from string import Formatter

from thidua_desktop.domain.importing.values import Finding
from thidua_desktop.domain.text import clean
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


def is_own_sheet(name: str) -> bool:
    """Is it the sheet this program puts before a returned list, under its own name or the next free one?

    A sheet of the sender's whose name differs only in case is the sender's.
    """
    own = text("feedback.list.sheet")
    return clean(name) == own or clean(name).startswith(f"{own} (")


def free_own_sheet(names: Iterable[str]) -> str:
    """The name for that sheet which no other has, whatever the case: a spreadsheet refuses such copies."""
    own = text("feedback.list.sheet")
    taken = {clean(name).casefold() for name in names}
    numbered = (f"{own} ({number})" for number in itertools.count(2))
    return next(name for name in itertools.chain([own], numbered) if name.casefold() not in taken)


def place_of(finding: Finding) -> str:
    """Where it stands, in words: ``trang DS, ô B5``; the file's name for a finding about the file."""
    sheet, mark, cell = finding.ref.rpartition("!")
    return text("importing.place", sheet=sheet, cell=cell) if mark else finding.ref
