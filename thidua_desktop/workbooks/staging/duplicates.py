"""Lines of one file that are the same person or collective: distinguished, suspected, or repeated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Protocol

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.values import Finding, Severity, StagedRecord
from thidua_desktop.domain.organisation.units_text import unit_core
from thidua_desktop.domain.text import marked_key, search_key

Verdict = tuple[str, Severity]


def mark_duplicates(records: Sequence[StagedRecord]) -> tuple[list[StagedRecord], list[Finding]]:
    """Records with repeated ones not importable, and what was found.

    Two people of one name in one unit are reported while the unit is small enough for that to be strange. In a
    unit of hundreds namesakes are common: there only those are reported whose birth dates could be one mistyped.
    """
    named: dict[tuple[str, str], list[int]] = {}
    for place, record in enumerate(records):
        named.setdefault((record.subject_type, marked_key(record.name)), []).append(place)
    crowd = Counter([record.unit for record in records])
    verdicts: dict[int, tuple[Verdict, int]] = dict(_nearly_named(records))
    for places in named.values():
        if len(places) > 1:
            verdicts.update(_within(records, places, crowd))
    marked = list(records)
    findings: list[Finding] = []
    for place, ((code, severity), other) in sorted(verdicts.items()):
        findings.append(_finding(code, severity, records[place], records[other]))
        if severity == "error":
            marked[place] = replace(records[place], importable=False)
    findings.extend(_numbers_twice(records))
    findings.extend(_units_alike(records))
    return marked, findings


def _nearly_named(records: Sequence[StagedRecord]) -> Iterator[tuple[int, tuple[Verdict, int]]]:
    """Persons whose names differ in marks only, born on one day: ``Lo Van Pan`` | ``Lò Văn Pản``."""
    first: dict[tuple[str, str], int] = {}
    for place, record in enumerate(records):
        if record.subject_type != "person" or record.dob is None or record.dob.precision != "day":
            continue
        key = search_key(record.name), record.dob.value
        other = first.setdefault(key, place)
        if other != place and marked_key(records[other].name) != marked_key(record.name):
            yield place, (("DUP_POSSIBLE", "warning"), other)


def _units_alike(records: Sequence[StagedRecord]) -> Iterator[Finding]:
    """``UBND xã An Phú`` beside ``Xã An Phú`` in one file: one unit or two, at the first row of the later."""
    first: dict[str, str] = {}
    reported: set[str] = set()
    for record in records:
        if not record.unit or record.unit in reported:
            continue
        reported.add(record.unit)
        other = first.setdefault(unit_core(record.unit), record.unit)
        if search_key(other) != search_key(record.unit):
            params = {"value": record.unit, "other": other}
            yield Finding(record.ref(record.column), "UNIT_ALIKE", "warning", params)


def _numbers_twice(records: Sequence[StagedRecord]) -> Iterator[Finding]:
    """One identity number on two different persons: at the later one."""
    first: dict[str, StagedRecord] = {}
    for record in records:
        if not record.national_id:
            continue
        other = first.setdefault(record.national_id, record)
        if other is not record and search_key(other.name) != search_key(record.name):
            params = {"value": record.national_id, "other": other.ref(other.column)}
            yield Finding(record.ref(record.column), "ID_TWICE", "warning", params, other.ref(other.column))


def _within(
    records: Sequence[StagedRecord], places: Sequence[int], crowd: Mapping[str | None, int]
) -> Iterator[tuple[int, tuple[Verdict, int]]]:
    """Of rows with one name: each that has something to report, the verdict and the earlier row it is about."""
    seen: dict[object, list[int]] = {}
    reported: set[object] = set()
    for place in places:
        record = records[place]
        others: set[int] = set()
        # Of rows that say the same the first speaks for all: a row filled down ten thousand times is no
        # ten thousand comparisons for each.
        facts = (record.unit, record.awards, record.dob, record.national_id)
        is_new = facts not in reported
        reported.add(facts)
        for key in _keys(record):
            earlier = seen.setdefault(key, [])
            others.update(earlier)
            if is_new and len(earlier) < _MOST_COMPARED:
                earlier.append(place)
        verdict: tuple[Verdict, int] | None = None
        for other in sorted(others):
            found = compare(records[other], record)
            if found is None or (verdict and _RANK[found[0]] >= _RANK[verdict[0][0]]):
                continue
            crowded = found[0] == "SAME_NAME_OTHER_PERSON" and crowd[record.unit] > _CROWDED
            if not crowded or _may_be_mistyped(records[other].dob, record.dob):
                verdict = found, other
        if verdict:
            yield place, verdict


def _keys(record: StagedRecord) -> Iterator[object]:
    """Rows of one name that share none of these have nothing to report of each other (``compare``: None)."""
    yield "unit", marked_key(record.unit or "")
    if record.national_id:
        yield record.national_id
    if record.dob and record.dob.precision == "day":
        yield record.dob


def _may_be_mistyped(one: PartialDate | None, other: PartialDate | None) -> bool:
    """Day and month exchanged, or one digit different."""
    if one is None or other is None or one.precision != "day" or other.precision != "day":
        return True
    exchanged = "-".join((one.value[:4], one.value[8:], one.value[5:7]))
    unlike = sum(a != b for a, b in zip(one.value, other.value, strict=True))
    return exchanged == other.value or unlike == 1


_MOST_COMPARED = 40
_CROWDED = 200
"""Rows of one unit in one file from which namesakes are no news."""

_RANK = {
    "DUP_IN_FILE": 0,
    "SAME_PERSON_OTHER_AWARD": 1,
    "DUP_POSSIBLE": 2,
    "SAME_NAME_OTHER_PERSON": 3,
}


def _finding(code: str, severity: Severity, record: StagedRecord, other: StagedRecord) -> Finding:
    ref, of = record.ref(record.column), other.ref(other.column)
    return Finding(ref, code, severity, {"value": record.name, "other": of}, of)


class Comparable(Protocol):
    """What telling two rows apart needs."""

    @property
    def subject_type(self) -> str: ...
    @property
    def unit(self) -> str | None: ...
    @property
    def awards(self) -> tuple[str, ...]: ...
    @property
    def dob(self) -> PartialDate | None: ...
    @property
    def national_id(self) -> str | None: ...


def compare(first: Comparable, second: Comparable) -> Verdict | None:
    """What two rows with one name are to each other; None: nothing to report."""
    same_unit = _same_unit(first, second)
    same_award = bool(set(first.awards) & set(second.awards)) or first.awards == second.awards
    if first.national_id and second.national_id:
        if first.national_id != second.national_id:
            return ("SAME_NAME_OTHER_PERSON", "warning") if same_unit else None
        return ("DUP_IN_FILE", "error") if same_award else ("SAME_PERSON_OTHER_AWARD", "info")
    if first.subject_type != "person":
        return ("DUP_IN_FILE", "error") if same_unit and same_award else None
    if first.dob and second.dob:
        if first.dob == second.dob and first.dob.precision == "day":
            return ("DUP_IN_FILE", "error") if same_award else ("SAME_PERSON_OTHER_AWARD", "info")
        if not same_unit:
            return None
        if _may_be_same(first.dob.value, second.dob.value):
            return ("DUP_POSSIBLE", "warning") if same_award else ("SAME_PERSON_OTHER_AWARD", "info")
        return "SAME_NAME_OTHER_PERSON", "warning"
    if not same_unit:
        return None
    return "DUP_POSSIBLE", "warning"


def _may_be_same(one: str, other: str) -> bool:
    return one.startswith(other) or other.startswith(one)


def _same_unit(first: Comparable, second: Comparable) -> bool:
    if first.unit == second.unit:
        return True
    return marked_key(first.unit or "") == marked_key(second.unit or "")
