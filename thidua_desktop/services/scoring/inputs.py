"""Entries of a bloc from a JSON file, in each of the forms reported in ``docs/schemes.md``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Criterion, Scheme, Scorer
from thidua_desktop.domain.scoring.entries import Entry, Inputs, Judged, read_entry, read_number
from thidua_desktop.domain.scoring.methods import Best, CannotScore, reader
from thidua_desktop.domain.scoring.score_sheet import KC
from thidua_desktop.texts import text

CASE: Final = "tdkt-scoring-case/"
_KINDS: Final = {"deduct": "deduction", "deduction": "deduction", "bonus": "bonus", "base": "base"}


@dataclass(frozen=True, slots=True)
class Claim:
    """Points a file states for an event that the scheme counts otherwise."""

    unit: str
    criterion: str
    claimed: Decimal
    earned: Decimal


@dataclass(frozen=True, slots=True)
class CaseInputs:
    """Entries as the engine wants them, and stated points that do not agree with the scheme."""

    inputs: Inputs
    claims: tuple[Claim, ...]


def read_inputs(scheme: Scheme, data: Mapping[str, Any], *, file: str) -> CaseInputs:
    """Entries of a file. OfficeError("scoring.inputs_…" | "scoring.entry_…") for what does not fit."""
    if str(data.get("schema", "")).startswith(CASE):
        inner = data.get("inputs")
        data = inner if isinstance(inner, Mapping) else {}
    meeting: Mapping[str, Any] = {}
    if isinstance(data.get("units"), Mapping):
        meeting = data.get("meeting") or {}
        data = data["units"]
    if not data:
        raise OfficeError("scoring.inputs_form", file=file)
    claims: list[Claim] = []
    scorers = {scorer.code for scorer in scheme.scorers}
    if set(data) <= {*scorers, "max", "unit"} and scorers & set(data):
        units = {str(data.get("unit") or text("scoring.the_unit")): _one_unit(scheme, data)}
    else:
        units = {str(name): _unit(scheme, str(name), raw, claims) for name, raw in data.items()}
    rows, absent = _apart(scheme, units)
    return CaseInputs(Inputs(rows, _places(meeting, units, file), absent), tuple(claims))


_Row = dict[str, dict[str, Entry]]
_NOT_THERE: Final = f"\0{KC}"
"""Stands in a row where a scorer says that the criterion does not apply; no grade can be written so."""


def _apart(scheme: Scheme, units: Mapping[str, _Row]) -> tuple[dict[str, _Row], dict[str, frozenset[str]]]:
    """Entries without KC, and the criteria that do not apply: ruled as on a score sheet.

    Where the last scorer's word stands, so does his KC; in a weighted mean it leaves the others to stand.
    """
    rows: dict[str, _Row] = {}
    absent: dict[str, frozenset[str]] = {}
    for unit, row in units.items():
        gone = set()
        rows[unit] = own = {}
        for code, given in row.items():
            stored: dict[str, Entry] = {}
            criterion = _criterion(scheme, code)
            for scorer in (one.code for one in criterion.scorers if one.code in given):
                if given[scorer] != _NOT_THERE:
                    stored[scorer] = given[scorer]
                elif criterion.combine == "last":
                    stored.clear()
            if stored:
                own[code] = stored
            else:
                gone.add(code)
        if gone:
            absent[unit] = frozenset(gone)
    return rows, absent


def _one_unit(scheme: Scheme, data: Mapping[str, Any]) -> _Row:
    """The form ``{scorer: {criterion: entry}}`` of a single unit, with the maxima its paper names."""
    _check_maxima(scheme, data.get("max"))
    row: _Row = {}
    for scorer, entries in data.items():
        if scorer in ("max", "unit"):
            continue
        for code, raw in _leaves(scheme, entries):
            _put(row, _criterion(scheme, code), scorer, raw)
    return row


def _unit(scheme: Scheme, unit: str, raw: object, claims: list[Claim]) -> _Row:
    if isinstance(raw, list):
        return _events(scheme, unit, raw, claims, {})
    if not isinstance(raw, Mapping):
        raise OfficeError("scoring.inputs_unit", unit=unit)
    row: _Row = {}
    scorers = {scorer.code for scorer in scheme.scorers}
    for code, value in _leaves(scheme, raw):
        criterion = scheme.criterion(code)
        if criterion is None and isinstance(value, list):
            _events(scheme, unit, value, claims, row)
        elif isinstance(value, Mapping) and value and set(value) <= scorers:
            for scorer, entry in value.items():
                _put(row, _criterion(scheme, code), scorer, entry)
        else:
            criterion = _criterion(scheme, code)
            _put(row, criterion, _last_scorer(criterion), value)
    return row


def _leaves(scheme: Scheme, raw: object, above: str = "") -> Iterator[tuple[str, object]]:
    """Codes with their values; a section nests what is below it (``{"TC1": {"a": 1}}`` is TC1.a)."""
    if not isinstance(raw, Mapping):
        raise OfficeError("scoring.inputs_unit", unit=above)
    for key, value in raw.items():
        code = f"{above}.{key}" if above else str(key)
        if scheme.section(code) is not None and isinstance(value, Mapping):
            yield from _leaves(scheme, value, code)
        else:
            yield code, value


def _events(scheme: Scheme, unit: str, raw: Sequence[object], claims: list[Claim], row: _Row) -> _Row:
    """``[code, value, points stated]`` or ``{"section", "kind", "points"}``; a criterion may have several."""
    values: dict[str, list[object]] = {}
    for event in raw:
        criterion, value, claimed = _event(scheme, unit, event)
        values.setdefault(criterion.code, []).append(value)
        earned = _earned(criterion, value) if claimed is not None else None
        if claimed is not None and earned is not None and claimed != earned:
            claims.append(Claim(unit, criterion.code, claimed, earned))
    for code, several in values.items():
        criterion = _criterion(scheme, code)
        _put(row, criterion, _last_scorer(criterion), several)
    return row


def _event(scheme: Scheme, unit: str, event: object) -> tuple[Criterion, object, Decimal | None]:
    if isinstance(event, list) and len(event) in (2, 3):
        claimed = read_number(event[2]) if len(event) == 3 else None
        return _criterion(scheme, str(event[0])), event[1], claimed
    if not isinstance(event, Mapping):
        raise OfficeError("scoring.inputs_unit", unit=unit)
    value = event.get("value", event.get("points"))
    if "criterion" in event:
        return _criterion(scheme, str(event["criterion"])), value, None
    section, role = str(event.get("section", "")), _KINDS.get(str(event.get("kind", "")))
    able = [one for one in scheme.within(section) if one.role == role]
    if len(able) != 1:
        kind = event.get("kind", "")
        raise OfficeError("scoring.inputs_event", unit=unit, section=section, kind=kind)
    return able[0], value, None


def _earned(criterion: Criterion, raw: object) -> Decimal | None:
    entry = read_entry(criterion, raw)
    try:
        return None if entry is None else reader(criterion, Best())(entry)[0]
    except CannotScore:
        return None


def _put(row: _Row, criterion: Criterion, scorer: str, raw: object) -> None:
    if scorer not in {one.code for one in criterion.scorers}:
        raise OfficeError("scoring.inputs_scorer", scorer=scorer, criterion=criterion.code)
    entry: Entry | None
    if _is_kc(raw):
        entry = _NOT_THERE
    elif isinstance(raw, Mapping) and set(raw) == {"judges"}:
        who = next(one for one in criterion.scorers if one.code == scorer)
        entry = _judged(criterion, who, raw["judges"])
    else:
        entry = read_entry(criterion, raw)
    if entry is not None:
        row.setdefault(criterion.code, {})[scorer] = entry


def _judged(criterion: Criterion, scorer: Scorer, raw: object) -> Judged | None:
    """``{judge: entry}``, null for one who has not scored; KC: the judge has nothing to say there."""
    if not isinstance(raw, Mapping):
        raise OfficeError("scoring.inputs_judges", criterion=criterion.code)
    message = {str(who): one for who, one in raw.items() if not _is_kc(one)}
    given = {who: read_entry(criterion, one) for who, one in message.items()}
    gave = {who: one for who, one in given.items() if one is not None}
    if not gave:
        return None
    missing = tuple(who for who, one in given.items() if one is None)
    return Judged(tuple(gave.values()), tuple(gave), missing, scorer.judges or "mean", scorer.missing)


def _is_kc(raw: object) -> bool:
    return isinstance(raw, str) and raw.strip().casefold() == KC.casefold()


def _last_scorer(criterion: Criterion) -> str:
    return criterion.scorers[-1].code if criterion.scorers else ""


def _criterion(scheme: Scheme, code: str) -> Criterion:
    criterion = scheme.criterion(code)
    if criterion is None or criterion.method == "fixed":
        raise OfficeError("scoring.inputs_unknown", code=code, scheme=scheme.name)
    return criterion


def _check_maxima(scheme: Scheme, maxima: object) -> None:
    if maxima is None:
        return
    for code, raw in _leaves(scheme, maxima):
        section, criterion = scheme.section(code), scheme.criterion(code)
        if section is None and criterion is None:
            raise OfficeError("scoring.inputs_unknown", code=code, scheme=scheme.name)
        standard = section.standard if section is not None else criterion.standard if criterion else None
        if read_number(raw) != standard:
            raise OfficeError("scoring.inputs_max", code=code, stated=raw, standard=standard)


def _places(meeting: Mapping[str, Any], units: Mapping[str, object], file: str) -> dict[str, int]:
    places: dict[str, int] = {}
    for unit, place in meeting.items() if isinstance(meeting, Mapping) else ():
        if unit not in units or isinstance(place, bool) or not isinstance(place, int):
            raise OfficeError("scoring.inputs_meeting", file=file, unit=unit)
        places[unit] = place
    return places
