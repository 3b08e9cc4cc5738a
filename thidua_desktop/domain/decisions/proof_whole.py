"""What is looked at across a decision: repetitions, spellings, counts, years, days, signer, number."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from typing import Final

from thidua_desktop.domain.decisions.proof import (
    Check,
    ProofFinding,
    ProofLine,
    ProofSheet,
    ProofWords,
    odd,
    wrong,
)
from thidua_desktop.domain.decisions.proof_lines import leftover, years_in
from thidua_desktop.domain.text import fold, marked_key, search_key

_LATEST_AFTER: Final = 1
"""Years after the award year in which a decision is still usual."""
_SATURDAY: Final = 5
_DAY: Final = r"\d{1,2}\s*/\s*\d{1,2}\s*/\s*"


def _repeated(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    seen: dict[tuple[str, int, str], ProofLine] = {}
    titles: dict[tuple[str, int], ProofLine] = {}
    for line in sheet.lines:
        key = (line.subject_type, line.subject_id, line.award_code)
        who = (line.subject_type, line.subject_id)
        if key in seen:
            yield wrong("repeated", line.place, "name", name=line.name, other=seen[key].place)
        elif who in titles:
            yield odd("two_awards", line.place, "award", name=line.name, other=titles[who].place)
        seen.setdefault(key, line)
        titles.setdefault(who, line)


def _spellings(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    """One name written two ways, or two receivers who may be one."""
    by_key: dict[tuple[str, str], list[ProofLine]] = defaultdict(list)
    by_subject: dict[tuple[str, int], list[ProofLine]] = defaultdict(list)
    for line in sheet.lines:
        by_subject[line.subject_type, line.subject_id].append(line)
        by_key[line.subject_type, search_key(line.name)].append(line)
    for lines in by_subject.values():
        for line in lines[1:]:
            if line.name != lines[0].name:
                yield wrong("spelled_two_ways", line.place, "name", name=line.name, other=lines[0].name)
            if line.unit != lines[0].unit:
                yield odd(
                    "two_units", line.place, "unit", name=line.name, unit=line.unit, other=lines[0].unit
                )
    for (kind, key), lines in by_key.items():
        for line in lines[1:]:
            first = lines[0]
            if line.subject_id == first.subject_id or not key:
                continue
            if not _same_place(line, first, kind):
                continue
            if marked_key(line.name) != marked_key(first.name):
                yield odd("nearly_alike", line.place, "name", name=line.name, other=first.name)
            elif kind != "collective":
                yield odd("maybe_one", line.place, "name", name=line.name, other=first.place)


def _same_place(line: ProofLine, other: ProofLine, kind: str) -> bool:
    """The same unit by its key, where both have one; written alike, where neither has."""
    if kind == "collective":  # a department's name says nothing without the body above it
        return line.parent_id == other.parent_id
    if line.unit_id is not None and other.unit_id is not None:
        return line.unit_id == other.unit_id
    return bool(line.unit) and search_key(line.unit) == search_key(other.unit)


def _units(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    """One unit written two ways in one list."""
    first: dict[str, ProofLine] = {}
    for line in sheet.lines:
        key = fold(line.unit).replace("uy ban nhan dan", "ubnd")
        known = first.setdefault(key, line)
        if key and known.unit != line.unit:
            yield odd("unit_two_ways", line.place, "unit", unit=line.unit, other=known.unit)


def _counts(sheet: ProofSheet, words: ProofWords) -> Iterator[ProofFinding]:
    """The sentence says how many; the list has how many."""
    if not words.counted:
        return
    kinds = [line.subject_type for line in sheet.lines]
    pattern = re.compile(rf"(?i)(\d+)\s+({'|'.join(map(re.escape, words.counted))})\b")
    for where, sentence in sheet.sentences:
        for number, what in pattern.findall(sentence):
            found = kinds.count(words.counted[what.lower()])
            if int(number) != found:
                yield wrong("count_unlike_list", None, where, message=f"{number} {what}", found=found)


def _years(sheet: ProofSheet, words: ProofWords) -> Iterator[ProofFinding]:
    for where, sentence in sheet.sentences:
        if found := leftover(sentence):
            yield wrong("leftover", None, where, name=sentence[:60], words=found)
        if where == "basis":  # an act is cited with the year it is of
            continue
        without_days = re.sub(rf"{_DAY}\d{{4}}|tháng\s+\d+\s+năm\s+\d{{4}}", " ", sentence)
        single, pairs = years_in(without_days)
        for year in single:
            if year != sheet.year:
                yield wrong("year_wrong", None, where, name=sentence[:60], year=year, expected=sheet.year)
        for first, second in pairs:
            if sheet.year not in (first, second) or (
                second != first + 1 and words.school_year in sentence.lower()
            ):
                yield wrong(
                    "year_wrong",
                    None,
                    where,
                    name=sentence[:60],
                    year=f"{first}-{second}",
                    expected=sheet.year,
                )


def _days(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    on = sheet.signed_on
    if on is None:
        return
    shown = f"{on:%d/%m/%Y}"
    if sheet.council_on is not None and on < sheet.council_on:
        yield wrong("before_council", None, "day", day=shown, council=f"{sheet.council_on:%d/%m/%Y}")
    if on > sheet.today:
        yield wrong("day_to_come", None, "day", day=shown)
    if on.year < sheet.year or on.year > sheet.year + _LATEST_AFTER:
        yield odd("day_far", None, "day", day=shown, year=sheet.year)
    if on.weekday() >= _SATURDAY:
        yield odd("day_of_rest", None, "day", day=shown)


def _signer(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    on = sheet.signed_on or sheet.law_day or sheet.today
    if not sheet.signer:
        yield wrong("signer_empty", None, "signer")
    elif (sheet.signer_from and on < sheet.signer_from) or (sheet.signer_to and on > sheet.signer_to):
        yield wrong("signer_out_of_time", None, "signer", name=sheet.signer, day=f"{on:%d/%m/%Y}")


def _number(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    if sheet.number is None or sheet.expected_number is None:
        return
    if sheet.number != sheet.expected_number:
        year = (sheet.signed_on or sheet.law_day or sheet.today).year
        reported = {"number": sheet.number, "expected": sheet.expected_number, "year": year}
        yield odd("number_leaps", None, "number", **reported)


def _acts(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    """Acts whose last day is near or only probable: what follows them has to be looked up."""
    for act, last in sheet.ended_acts:
        yield odd("act_ends", None, "basis", act=act, day=f"{last:%d/%m/%Y}")


def _empty(sheet: ProofSheet, _words: ProofWords) -> Iterator[ProofFinding]:
    if not sheet.lines:
        yield wrong("list_empty", None, "list")
    for where, sentence in sheet.sentences:
        if not sentence.strip(" .;:"):
            yield wrong("sentence_empty", None, where)


CHECKS: Final[tuple[Check, ...]] = (
    _empty,
    _repeated,
    _spellings,
    _units,
    _counts,
    _years,
    _days,
    _signer,
    _number,
    _acts,
)
