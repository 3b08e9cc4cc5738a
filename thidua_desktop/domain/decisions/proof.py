"""Reading a decision once more before it is issued: what a careful eye would stop at.

Nothing here refuses; each finding names the line it stands on, so its place can be opened.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.decisions.title_prizes import Clash, TitlePrize

Severity = Literal["error", "warning"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofLine:
    """One receiver as it would be printed, and what the office knows of it.

    ``unit_id`` is the unit worked in, ``parent_id`` the body a collective belongs to;
    ``name_on_record`` and ``unit_on_record`` are the register's; ``unit_from`` and ``unit_to`` the unit's
    lifetime; ``own_level``: our level decides this award; ``earlier`` the number of a decision that gave the
    same subject the same award for the same year; ``expected_prize`` what the law of the day gives;
    ``clashes`` titles of the same period in other decisions that touch the prize;
    ``missing_letters`` letters the certificate's typeface lacks; ``too_long`` the certificate has no room.
    """

    place: int
    subject_type: SubjectType
    subject_id: int
    name: str
    unit: str
    award_code: str
    title: str
    unit_id: int | None = None
    parent_id: int | None = None
    name_on_record: str = ""
    unit_on_record: str = ""
    position: str = ""
    salutation: str = ""
    sex: str | None = None
    achievement: str = ""
    unit_from: dt.date | None = None
    unit_to: dt.date | None = None
    own_level: bool = True
    open_form: bool = False
    verdict: str | None = "eligible"
    overridden: bool = False
    passed: bool = True
    earlier: str = ""
    prize: Decimal | None = None
    expected_prize: Decimal | None = None
    clashes: tuple[tuple[Clash, TitlePrize], ...] = ()
    missing_letters: tuple[str, ...] = ()
    too_long: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSheet:
    """A decision about to be issued. ``sentences`` are (where, words) of everything printed but the list.

    ``law_day`` is the day whose law the lines were read under: the day typed, else the one expected.
    ``ended_acts`` are cited acts with the day they probably end, where that day is past or not sure.
    """

    year: int
    lines: Sequence[ProofLine]
    sentences: Sequence[tuple[str, str]] = ()
    signed_on: dt.date | None = None
    today: dt.date
    law_day: dt.date | None = None
    ended_acts: Sequence[tuple[str, dt.date]] = ()
    council_on: dt.date | None = None
    signer: str = ""
    signer_from: dt.date | None = None
    signer_to: dt.date | None = None
    number: int | None = None
    expected_number: int | None = None


@dataclass(frozen=True, slots=True)
class ProofWords:
    """Words this reading looks for, in lower case with marks."""

    male_middles: frozenset[str] = frozenset()
    female_middles: frozenset[str] = frozenset()
    titles: tuple[str, ...] = ()
    salutations: Mapping[str, str] = field(default_factory=dict)
    """``M`` and ``F`` -> Ông, Bà as printed."""
    counted: Mapping[str, SubjectType] = field(default_factory=dict)
    """``tập thể`` -> collective, and so on."""
    school_year: str = ""
    starts_like_unit: Callable[[str], bool] = lambda _: False
    looks_like_person: Callable[[str], bool] = lambda _: False


@dataclass(frozen=True, slots=True)
class ProofFinding:
    """``place``: the line's number in the list, None for the decision itself; ``part`` says where on it."""

    code: str
    severity: Severity
    place: int | None
    part: str
    params: tuple[tuple[str, object], ...] = ()


Check = Callable[[ProofSheet, ProofWords], Iterable[ProofFinding]]


def wrong(code: str, place: int | None, part: str, /, **params: object) -> ProofFinding:
    """Surely wrong: it must not go out like this."""
    return ProofFinding(code, "error", place, part, tuple(params.items()))


def odd(code: str, place: int | None, part: str, /, **params: object) -> ProofFinding:
    """To be looked at; it may be right."""
    return ProofFinding(code, "warning", place, part, tuple(params.items()))


def per_line(check: Callable[[ProofLine, ProofSheet, ProofWords], Iterable[ProofFinding]]) -> Check:
    """A check of single lines as a check of the whole."""

    def whole(sheet: ProofSheet, words: ProofWords) -> Iterator[ProofFinding]:
        for line in sheet.lines:
            yield from check(line, sheet, words)

    return whole
