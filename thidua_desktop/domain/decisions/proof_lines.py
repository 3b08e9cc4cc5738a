"""What is looked at on each line of a decision's list: name, salutation, unit, words, prize."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from typing import Final

from thidua_desktop.domain.decisions.proof import (
    Check,
    ProofFinding,
    ProofLine,
    ProofSheet,
    ProofWords,
    odd,
    per_line,
    wrong,
)
from thidua_desktop.domain.text import clean, marked_key, nfc

_LEFTOVER: Final = re.compile(r"\[[^\]]*\]|\{[^}]*\}|\.{4,}|…{2,}|_{3,}|\?{2,}|(?i:\bx{3,}\b)")
_YEAR: Final = re.compile(r"(?<![\d/.,-])(?:19|20)\d\d(?![\d/.,]\d)")
_SCHOOL_YEAR: Final = re.compile(r"((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)")
_STRANGE: Final = re.compile(r"[^\w\s'’.\-–,()/&]|\d|_")
_OLD_FONT: Final = re.compile(r"[µ¸¶·¹¨©®«¬¦§±²³¢¤¥ÞßÐð×÷ø]")
_SHORTEST_NAME: Final = 2


def leftover(words: str) -> str:
    """The first placeholder that was never filled; empty when there is none."""
    found = _LEFTOVER.search(words)
    return found.group() if found else ""


def years_in(words: str) -> tuple[tuple[int, ...], tuple[tuple[int, int], ...]]:
    """Single years, and pairs such as 2023-2024."""
    pairs = tuple((int(one), int(two)) for one, two in _SCHOOL_YEAR.findall(words))
    single = tuple(int(year) for year in _YEAR.findall(_SCHOOL_YEAR.sub(" ", words)))
    return single, pairs


def _name(line: ProofLine, _sheet: ProofSheet, words: ProofWords) -> Iterator[ProofFinding]:
    name = line.name
    if not clean(name):
        yield wrong("name_empty", line.place, "name")
        return
    if name != nfc(name) or name != clean(name):
        yield odd("name_blanks", line.place, "name", name=name)
    if line.name_on_record and marked_key(line.name_on_record) != marked_key(name):
        yield wrong("name_unlike_record", line.place, "name", name=name, record=line.name_on_record)
    if _OLD_FONT.search(name):
        yield wrong("name_old_font", line.place, "name", name=name)
    elif line.subject_type == "person":
        yield from _person(line, words)
    elif (
        line.subject_type == "collective"
        and words.looks_like_person(name)
        and not (words.starts_like_unit(name))
    ):
        yield odd("collective_like_person", line.place, "name", name=name)


def _person(line: ProofLine, words: ProofWords) -> Iterator[ProofFinding]:
    name = line.name
    parts = name.split()
    if len(parts) < _SHORTEST_NAME:
        yield odd("name_short", line.place, "name", name=name)
    if words.starts_like_unit(name) and not words.looks_like_person(name):
        yield wrong("person_like_unit", line.place, "name", name=name)
    elif name.isupper() and len(parts) > 1:
        yield odd("name_capitals", line.place, "name", name=name)
    elif any(part[:1].islower() for part in parts):
        yield odd("name_small_letter", line.place, "name", name=name)
    if (strange := _STRANGE.search(name)) is not None:
        yield odd("name_sign", line.place, "name", name=name, sign=strange.group())
    opening = next((title for title in words.titles if f"{name.lower()} ".startswith(f"{title} ")), "")
    if opening and len(parts) > _SHORTEST_NAME:
        yield odd("name_title", line.place, "name", name=name, title=opening)


def _salutation(line: ProofLine, _sheet: ProofSheet, words: ProofWords) -> Iterator[ProofFinding]:
    if line.subject_type != "person":
        return
    message = {shown: sex for sex, shown in words.salutations.items()}.get(line.salutation)
    if message is None:
        yield odd("salutation_unknown", line.place, "salutation", name=line.name)
        return
    if line.sex is not None and line.sex != message:
        yield wrong(
            "salutation_wrong",
            line.place,
            "salutation",
            name=line.name,
            message=line.salutation,
            right=words.salutations[line.sex],
        )
        return
    middles = {part.lower() for part in line.name.split()[1:-1]}
    unlikely = words.female_middles if message == "M" else words.male_middles
    if middles & unlikely and not middles & (words.male_middles if message == "M" else words.female_middles):
        yield odd("salutation_doubtful", line.place, "salutation", name=line.name, message=line.salutation)


def _unit(line: ProofLine, sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    on = sheet.signed_on or sheet.law_day or sheet.today
    if not clean(line.unit):
        if line.subject_type == "person":
            yield wrong("unit_empty", line.place, "unit", name=line.name)
        return
    if line.unit_to is not None and line.unit_to < on:
        yield wrong(
            "unit_dissolved",
            line.place,
            "unit",
            name=line.name,
            unit=line.unit,
            day=f"{line.unit_to:%d/%m/%Y}",
        )
    if line.unit_from is not None and line.unit_from > on:
        yield wrong(
            "unit_not_yet",
            line.place,
            "unit",
            name=line.name,
            unit=line.unit,
            day=f"{line.unit_from:%d/%m/%Y}",
        )
    if line.unit_on_record and marked_key(line.unit_on_record) != marked_key(line.unit):
        yield odd("unit_unlike_record", line.place, "unit", unit=line.unit, record=line.unit_on_record)
    if line.subject_type == "person" and not clean(line.position):
        yield odd("position_empty", line.place, "position", name=line.name)
    if line.position and marked_key(line.unit) in marked_key(line.position):
        yield odd("unit_twice", line.place, "position", name=line.name, position=line.position)


def _award(line: ProofLine, _sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    if line.open_form:
        yield wrong("form_open", line.place, "award", name=line.name, award=line.title)
    elif not line.own_level:
        yield wrong("above_authority", line.place, "award", name=line.name, award=line.title)
    if not line.passed:
        yield wrong("not_passed", line.place, "award", name=line.name)
    if line.earlier:
        yield wrong(
            "given_already", line.place, "award", name=line.name, award=line.title, number=line.earlier
        )
    if line.verdict == "not_eligible" and not line.overridden:
        yield wrong("not_eligible", line.place, "award", name=line.name)
    elif line.verdict not in ("eligible", "not_eligible") and not line.overridden:
        yield odd("not_settled", line.place, "award", name=line.name)


def _achievement(line: ProofLine, sheet: ProofSheet, words: ProofWords) -> Iterator[ProofFinding]:
    message = line.achievement
    if not clean(message):
        yield odd("achievement_empty", line.place, "achievement", name=line.name)
        return
    single, pairs = years_in(message)
    for year in single:
        if year not in (sheet.year, sheet.year - 1 if words.school_year in message.lower() else sheet.year):
            yield wrong(
                "year_wrong", line.place, "achievement", name=line.name, year=year, expected=sheet.year
            )
    for first, second in pairs:
        if second != first + 1 and words.school_year in message.lower():
            yield wrong(
                "school_year_wrong", line.place, "achievement", name=line.name, years=f"{first}-{second}"
            )
        elif sheet.year not in (first, second):
            yield wrong(
                "year_wrong",
                line.place,
                "achievement",
                name=line.name,
                year=f"{first}-{second}",
                expected=sheet.year,
            )


def _leftovers(line: ProofLine, _sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    for part in ("name", "unit", "position", "title", "achievement"):
        found = leftover(getattr(line, part))
        if found:
            yield wrong("leftover", line.place, part, name=line.name, words=found)


def _prize(line: ProofLine, _sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    if line.prize is not None and line.expected_prize is not None and line.prize != line.expected_prize:
        yield odd(
            "prize_unlike_law",
            line.place,
            "prize",
            name=line.name,
            prize=_dong(line.prize),
            expected=_dong(line.expected_prize),
        )


def _titles(line: ProofLine, _sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    """Another title of the same period elsewhere: one prize of the two is due, or the officer must judge."""
    for kind, other in line.clashes:
        reported = {
            "name": line.name,
            "award": line.title,
            "other": other.title,
            "prize": _dong(other.prize),
            "number": other.decision,
            "day": _day(other.signed_on) if other.signed_on else "",
        }
        if kind == "higher_elsewhere":
            code = "prize_in_decision" if other.signed_on else "prize_in_draft"
            yield odd(code, line.place, "prize", **reported)
        elif kind == "lower_paid":
            yield wrong("prize_paid_twice", line.place, "prize", **reported)
        else:
            yield odd("prize_two_days", line.place, "prize", **reported)


def _certificate(line: ProofLine, _sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    if line.missing_letters:
        yield wrong(
            "letters_missing", line.place, "name", name=line.name, letters=" ".join(line.missing_letters)
        )
    if line.too_long:
        yield odd("certificate_full", line.place, "name", name=line.name)


def _day(day: dt.date) -> str:
    return f"{day:%d/%m/%Y}"


def _dong(amount: object) -> str:
    return f"{int(str(amount)):,}".replace(",", ".")


CHECKS: Final[tuple[Check, ...]] = tuple(
    per_line(check)
    for check in (_name, _salutation, _unit, _award, _achievement, _leftovers, _prize, _titles, _certificate)
)
