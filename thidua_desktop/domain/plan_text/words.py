"""The vocabulary by which plans are read: lists from data files, stored as values."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.plan_text.lines import flat


@dataclass(frozen=True, slots=True)
class Coded:
    """Phrases in the order they are tried, each with the code it stands for. Phrases are ``flat``."""

    pairs: tuple[tuple[str, str], ...]

    @classmethod
    def of(cls, lists: Mapping[str, tuple[str, ...]]) -> Coded:
        """Longer phrases first, so that the closer one wins."""
        pairs = [(flat(phrase), code) for code, phrases in lists.items() for phrase in phrases]
        return cls(tuple(sorted(pairs, key=lambda pair: -len(pair[0]))))

    def find(self, words: str) -> str:
        """The code of the longest phrase standing in ``words``, or nothing."""
        plain = flat(words)
        return next((code for phrase, code in self.pairs if phrase in plain), "")

    def first(self, words: str) -> str:
        """The code of the phrase that stands first."""
        plain = flat(words)
        found = [(plain.find(phrase), code) for phrase, code in self.pairs if phrase in plain]
        return min(found)[1] if found else ""


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """A day everyone commemorates: phrases that name it and the day it happened (None: only its year)."""

    phrases: tuple[str, ...]
    base: dt.date
    month_only: bool = False


@dataclass(frozen=True, slots=True)
class PlanWords:
    """Everything read from ``resources/plans``. Lists of phrases are ``flat`` unless said otherwise."""

    doc_types: tuple[str, ...]
    papers: Coded
    symbols: Mapping[str, str]
    kinds: Coded
    issuers: tuple[str, ...]
    issuer_verbs: tuple[str, ...]
    letterhead: tuple[str, ...]
    letter_bodies: tuple[str, ...]
    ranks: tuple[str, ...]
    receivers: tuple[str, ...]
    """Words a body's name begins with, in small letters with their marks, longest first."""
    unit_words: tuple[str, ...]
    """Words a unit that is reported to do something begins with, likewise."""
    units: tuple[str, ...]
    marked_units: tuple[str, ...]
    """The same with their marks, in small letters."""
    subjects: Mapping[str, SubjectType]
    comparators: Coded
    place_words: tuple[str, ...]
    """Words before a place's own name, in small letters with their marks, longest first."""
    name_syllables: tuple[str, ...]
    """Syllables written small inside the names of bodies."""
    marked_leads: frozenset[str]
    """Words that lead in or compare, in small letters with their marks."""
    better_low: tuple[str, ...]
    groups: Coded
    no_targets: tuple[str, ...]
    lead_ins: tuple[str, ...]
    givers: tuple[str, ...]
    movement_marks: tuple[str, ...]
    drive_marks: tuple[str, ...]
    known_movements: tuple[str, ...]
    theme_marks: tuple[str, ...]
    columns: Coded
    prefixes: tuple[str, ...]
    positions: tuple[str, ...]
    assigning: tuple[str, ...]
    actions: tuple[str, ...]
    organising: tuple[str, ...]
    event_starts: tuple[str, ...]
    events: tuple[KnownEvent, ...]
    past: tuple[str, ...]
    future: tuple[str, ...]
    doc_names: tuple[str, ...] = field(default=())
    doubled: frozenset[str] = frozenset()
    """Words rightly said twice (``luôn luôn``)."""
    foreign: frozenset[str] = frozenset()
    """Words that are no Vietnamese syllable and no slip (``email``)."""
    gone_words: tuple[str, ...] = ()
    """Patterns of bodies of a level of government that ended on ``gone_from``."""
    gone_from: dt.date | None = None
    replaced_acts: Mapping[str, dt.date] = field(default_factory=dict)
    """Numbers (flat) of acts no longer in force, with their last day."""

    def known_event(self, words: str) -> KnownEvent | None:
        """The commemorated day ``words`` name: the phrase that stands first, the longer one at one place."""
        plain = flat(words)
        found = [
            (plain.find(phrase), -len(phrase), number)
            for number, event in enumerate(self.events)
            for phrase in event.phrases
            if phrase in plain
        ]
        return self.events[min(found)[2]] if found else None


def one_of(phrases: tuple[str, ...]) -> str:
    """A regular expression of these phrases, longest first."""
    return "(?:" + "|".join(re.escape(phrase) for phrase in sorted(phrases, key=len, reverse=True)) + ")"
