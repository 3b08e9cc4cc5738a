"""Scoring a bloc: its sheet opened, entries recorded with every version stored, closed, published, reopened."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.organisation import Bloc
from thidua_desktop.db.tables.scoring import ScoreEntry, ScoreEvent, ScoreSheet
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.results import BlocResult
from thidua_desktop.domain.scoring.score_sheet import plain_number, with_judge
from thidua_desktop.domain.text import clean
from thidua_desktop.given_files import require_readable
from thidua_desktop.queries.scoring.score_sheets import (
    EntryRow,
    Nominated,
    PastResult,
    SheetRow,
    newest_entries,
    nominated_from,
    past_results,
    scored_units,
    sheet,
    sheets,
)
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.schemes import scheme_of, use_scheme

Key = tuple[int, str, str]
"""Unit id, criterion, scorer."""
JudgedKey = tuple[int, str, str, int | None]
"""The same with the id of the judge; None: the scorer itself."""


@dataclass(frozen=True, slots=True)
class NewEntry:
    """One entry to record in its plain writing; ``reason`` is needed when it changes one that stands."""

    unit_id: int
    criterion: str
    scorer: str
    raw: str
    reason: str = ""
    source: str = ""
    judge_id: int | None = None
    """Which unit gave it, where every other unit of the bloc judges."""

    @property
    def key(self) -> JudgedKey:
        return self.unit_id, self.criterion, self.scorer, self.judge_id


@dataclass(frozen=True, slots=True)
class LoadedSheet:
    """A sheet with all it takes to show and score it. ``units``: id -> the name it is scored under."""

    row: SheetRow
    scheme: Scheme
    units: Mapping[int, str]
    entries: Mapping[Key, EntryRow]
    judged: Mapping[JudgedKey, EntryRow]
    """What each judge gave."""
    past: tuple[PastResult, ...]
    nominated: tuple[Nominated, ...] = ()
    """Nominations made from its order that still stand."""

    @property
    def id(self) -> int:
        return self.row.id or 0

    def live(self) -> LiveBloc:
        """The engine on the entries that stand."""
        raws: dict[str, dict[str, dict[str, str]]] = {name: {} for name in self.units.values()}
        for (unit_id, criterion, scorer), entry in self.entries.items():
            if unit_id in self.units and entry.raw:
                raws[self.units[unit_id]].setdefault(criterion, {})[scorer] = entry.raw
        for (unit_id, criterion, scorer, judge), entry in self.judged.items():
            others = [one for one in self.units if one != unit_id]
            if unit_id in self.units and judge in others and entry.raw:
                cell = raws[self.units[unit_id]].setdefault(criterion, {})
                place = others.index(judge)
                cell[scorer] = with_judge(cell.get(scorer, ""), place, entry.raw, count=len(others))
        return LiveBloc(self.scheme, tuple(self.units.values()), raws, self.places())

    def places(self) -> dict[str, int]:
        """The meeting's order of equal units, by name."""
        stored = self.row.places or {}
        return {self.units[int(unit)]: place for unit, place in stored.items() if int(unit) in self.units}

    def id_of(self, name: str) -> int:
        return next(number for number, known in self.units.items() if known == name)


def load(app: AppContext, sheet_id: int) -> LoadedSheet:
    """OfficeError ``scoring.sheet_gone``."""
    row = app.read(sheet, sheet_id)
    if row is None:
        raise OfficeError("scoring.sheet_gone")
    # A locked sheet reports its units of then, whoever joined, left or was renamed since.
    stored = () if row.open else row.stored_units
    units = _names(stored or app.read(scored_units, row.bloc_id, year=row.year))
    found = app.read(newest_entries, sheet_id)
    entries = {(one.unit_id, one.criterion, one.scorer): one for one in found if one.judge_id is None}
    judged = {_key(one): one for one in found if one.judge_id is not None}
    past = app.read(past_results, units, before=row.year)
    nominated = app.read(nominated_from, row)
    scheme = scheme_in(row.scheme_text, row.scheme_key)
    return LoadedSheet(row, scheme, units, entries, judged, past, nominated)


def _key(entry: EntryRow) -> JudgedKey:
    return entry.unit_id, entry.criterion, entry.scorer, entry.judge_id


@lru_cache(maxsize=16)
def scheme_in(written: str, key: str) -> Scheme:
    """The scheme a sheet keeps."""
    return parse_scheme(written, key=key, file=key)


def open_sheet(app: AppContext, *, bloc_id: int, year: int, scheme_code: str) -> tuple[Changes, int]:
    """Begins to score a bloc by a scheme, which becomes the bloc's. The sheet's id comes too.

    OfficeError ``scoring.already_scored``, ``scoring.no_members``, ``scoring.scheme_…``.
    """
    with app.database.writing("open_score_sheet") as uow:
        inside = app.within(uow)
        rows = {row.bloc_id: row for row in inside.read(sheets, year=year)}
        bloc = rows.get(bloc_id)
        if bloc is None:
            raise OfficeError("scoring.sheet_gone")
        if bloc.id is not None:
            raise OfficeError("scoring.already_scored", bloc=bloc.bloc_name)
        if not inside.read(scored_units, bloc_id, year=year):
            raise OfficeError("scoring.no_members", bloc=bloc.bloc_name)
        scheme = scheme_of(inside, scheme_code)
        uow.describe(name=bloc.bloc_name)
        use_scheme(uow, scheme_code)
        uow.update(Bloc, bloc_id, scheme_code=scheme_code)
        sheet_id = uow.add(
            ScoreSheet,
            bloc_id=bloc_id,
            scheme_key=scheme.key,
            scheme_text=scheme_text(scheme),
            created_at=uow.at,
        )
        _note(uow, sheet_id, "opened")
    return uow.changes, sheet_id


def change_scheme(app: AppContext, sheet_id: int, *, scheme_code: str) -> Changes:
    """The open sheet goes on by another scheme or its newest version; entries stay as they were given."""
    with app.database.writing("change_score_scheme") as uow:
        inside = app.within(uow)
        loaded = _open(inside, sheet_id)
        scheme = scheme_of(inside, scheme_code)
        uow.describe(name=loaded.bloc_name)
        use_scheme(uow, scheme_code)
        uow.update(Bloc, loaded.bloc_id, scheme_code=scheme_code)
        uow.update(ScoreSheet, sheet_id, scheme_key=scheme.key, scheme_text=scheme_text(scheme))
        _note(uow, sheet_id, "scheme", scheme.name)
    return uow.changes


def remove_sheet(app: AppContext, sheet_id: int) -> Changes:
    """To the bin with everything in it, while it is open."""
    with app.database.writing("remove_score_sheet") as uow:
        inside = app.within(uow)
        row = _open(inside, sheet_id)
        uow.describe(name=row.bloc_name)
        uow.remove(ScoreSheet, [sheet_id])
    return uow.changes


def record(app: AppContext, sheet_id: int, given: Sequence[NewEntry]) -> Changes:
    """Keeps entries as new versions; what says the same as before is left out.

    OfficeError ``scoring.sheet_closed``; ``scoring.reason_needed`` when an entry that stands is changed
    without a reason. All or nothing.
    """
    if not given:
        return Changes()
    with app.database.writing("import_scores" if given[0].source else "record_scores") as uow:
        inside = app.within(uow)
        row = _open(inside, sheet_id)
        rows = _new_versions(inside.read(newest_entries, sheet_id), sheet_id, given)
        uow.describe(count=len(rows), name=row.bloc_name)
        uow.insert(ScoreEntry, [values | {"made_at": uow.at} for values in rows])
    return uow.changes


def _new_versions(
    newest: Iterable[EntryRow], sheet_id: int, given: Sequence[NewEntry]
) -> list[dict[str, Any]]:
    """Rows for what differs from the standing entries. OfficeError ``scoring.reason_needed``."""
    standing = {_key(one): one for one in newest}
    rows: dict[JudgedKey, dict[str, Any]] = {}
    for one in given:
        before = standing.get(one.key)
        if one.raw == (before.raw if before else ""):
            rows.pop(one.key, None)
            continue
        if before is not None and before.raw and not clean(one.reason):
            raise OfficeError("scoring.reason_needed", criterion=one.criterion, value=before.raw)
        rows[one.key] = {
            "sheet_id": sheet_id,
            "unit_id": one.unit_id,
            "criterion": one.criterion,
            "scorer": one.scorer,
            "judge_id": one.judge_id,
            "version": before.version + 1 if before else 1,
            "raw": one.raw,
            "reason": clean(one.reason),
            "source": one.source,
            # Evidence handed in for an entry goes with its later versions.
            "attachment_id": before.attachment_id if before else None,
        }
    return list(rows.values())


def attach(app: AppContext, sheet_id: int, key: Key, path: Path) -> Changes:
    """Puts a file beside an entry as its evidence: a new version with the same word.

    OfficeError ``scoring.sheet_closed``, ``scoring.nothing_to_prove`` (nothing was entered there yet),
    ``scoring.evidence_unreadable``.
    """
    with app.database.writing("attach_evidence", file=path.name) as uow:
        inside = app.within(uow)
        row = _open(inside, sheet_id)
        standing = {_key(one): one for one in inside.read(newest_entries, sheet_id)}
        before = standing.get((*key, None))
        if before is None or not before.raw:
            raise OfficeError("scoring.nothing_to_prove", criterion=key[1])
        require_readable(path)
        try:
            data = path.read_bytes()
        except OSError as error:
            raise OfficeError("scoring.evidence_unreadable", file=path.name) from error
        uow.describe(name=row.bloc_name)
        number = attachments.keep(app, uow, name=path.name, data=data)
        uow.add(
            ScoreEntry,
            sheet_id=sheet_id,
            unit_id=key[0],
            criterion=key[1],
            scorer=key[2],
            version=before.version + 1,
            raw=before.raw,
            reason="",
            source=before.source,
            attachment_id=number,
            made_at=uow.at,
        )
    return uow.changes


def set_places(app: AppContext, sheet_id: int, places: Mapping[int, int], *, how: str = "") -> Changes:
    """The order the meeting gave to equal units: unit id -> place, 1 first; ``how`` stays in the trace."""
    with app.database.writing("place_equal_units") as uow:
        inside = app.within(uow)
        row = _open(inside, sheet_id)
        uow.describe(name=row.bloc_name)
        uow.update(ScoreSheet, sheet_id, places={str(unit): place for unit, place in places.items()})
        _note(uow, sheet_id, "placed", clean(how))
    return uow.changes


def close(app: AppContext, sheet_id: int, *, with_open: bool = False) -> Changes:
    """Locks the sheet and keeps what it says: later changes of scheme or program change nothing here.

    OfficeError ``scoring.sheet_closed``; ``scoring.still_open`` names units that wait for a score, unless
    ``with_open`` says that they stay without a rank.
    """
    with app.database.writing("close_score_sheet") as uow:
        inside = app.within(uow)
        loaded = load(inside, sheet_id)
        if not loaded.row.open:
            raise OfficeError("scoring.sheet_closed", bloc=loaded.row.bloc_name)
        result = loaded.live().result
        waiting = [one.unit for one in result.not_ranked if one.open]
        if waiting and not with_open:
            raise OfficeError("scoring.still_open", count=len(waiting), units="; ".join(waiting))
        uow.describe(name=loaded.row.bloc_name)
        uow.update(ScoreSheet, sheet_id, state="closed", snapshot=snapshot_of(loaded, result))
        _note(uow, sheet_id, "closed")
    return uow.changes


def publish(app: AppContext, sheet_id: int) -> Changes:
    """Reported to the units. OfficeError ``scoring.not_closed``."""
    with app.database.writing("publish_score_sheet") as uow:
        inside = app.within(uow)
        row = _known(inside, sheet_id)
        if row.state != "closed":
            raise OfficeError("scoring.not_closed", bloc=row.bloc_name)
        uow.describe(name=row.bloc_name)
        uow.update(ScoreSheet, sheet_id, state="published")
        _note(uow, sheet_id, "published")
    return uow.changes


def reopen(app: AppContext, sheet_id: int, *, reason: str) -> Changes:
    """Opens a locked sheet again; the reason stays in its trace. OfficeError ``scoring.reopen_reason``."""
    with app.database.writing("reopen_score_sheet") as uow:
        inside = app.within(uow)
        row = _known(inside, sheet_id)
        if row.open:
            raise OfficeError("scoring.not_closed", bloc=row.bloc_name)
        if not clean(reason):
            raise OfficeError("scoring.reopen_reason", bloc=row.bloc_name)
        uow.describe(name=row.bloc_name)
        uow.update(ScoreSheet, sheet_id, state="open")
        _note(uow, sheet_id, "reopened", clean(reason))
    return uow.changes


def snapshot_of(loaded: LoadedSheet, result: BlocResult) -> dict[str, Any]:
    """What a closed sheet keeps of its result, exact, by unit id."""
    ranks = {place.unit: place.rank for place in result.ranking}
    return {
        "scheme": loaded.row.scheme_text,
        "units": {
            str(unit_id): {
                "name": name,
                "total": plain_number(result.units[name].total),
                "rank": ranks.get(name),
                "sections": {
                    code: plain_number(one.sums.score) for code, one in result.units[name].sections.items()
                },
                "points": {
                    code: None if cell.points is None else plain_number(cell.points + cell.excess)
                    for code, cell in result.units[name].cells.items()
                },
                "barred": {code: list(why) for code, why in result.units[name].barred.items()},
            }
            for unit_id, name in loaded.units.items()
        },
        "proposals": {one.award: [loaded.id_of(name) for name in one.units] for one in result.proposals},
        "nominated": [asdict(one) for one in loaded.nominated],
    }


def _known(app: AppContext, sheet_id: int) -> SheetRow:
    row = app.read(sheet, sheet_id)
    if row is None:
        raise OfficeError("scoring.sheet_gone")
    return row


def _open(app: AppContext, sheet_id: int) -> SheetRow:
    row = _known(app, sheet_id)
    if not row.open:
        raise OfficeError("scoring.sheet_closed", bloc=row.bloc_name)
    return row


def _note(uow: UnitOfWork, sheet_id: int, kind: str, reason: str = "") -> None:
    uow.add(ScoreEvent, sheet_id=sheet_id, kind=kind, reason=reason, made_at=uow.at)


def _names(units: Sequence[tuple[int, str]]) -> dict[int, str]:
    """Names to score under: two units of one name are distinguished by their order."""
    names: dict[int, str] = {}
    for number, name in units:
        again, own = 2, name
        while own in names.values():
            own, again = f"{name} ({again})", again + 1
        names[number] = own
    return names
