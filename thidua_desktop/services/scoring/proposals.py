"""From the order of a bloc into nominations: whom the scheme proposes, for which award of the law."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from decimal import Decimal
from typing import Any

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.scoring import ScoreSheet
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.score_sheet import plain_number
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.scoring.score_sheets import Nominated, sheets
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.score_sheets import LoadedSheet, load
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class AwardGuess:
    """An award of the scheme with the units proposed, and the award of the law it most likely means."""

    code: str
    name: str
    units: tuple[str, ...]
    undecided: tuple[str, ...]
    places: int
    guess: str | None


def guesses(loaded: LoadedSheet) -> tuple[AwardGuess, ...]:
    """Every award of the scheme that somebody may get."""
    return tuple(
        AwardGuess(one.award, one.name, one.units, one.undecided, one.places, _guess(one.name))
        for one in loaded.live().result.proposals
        if one.units or one.undecided
    )


def choices() -> tuple[tuple[str, str], ...]:
    """Awards of the law a collective may be proposed for: code and name."""
    return tuple(
        (one.code, one.name) for one in load_awards() if "collective" in one.subjects and not one.placeholder
    )


def propose(app: AppContext, sheet_id: int, awards: Mapping[str, str | None]) -> Changes:
    """One action: the proposed units nominated for the awards chosen, scheme award -> code (None: left out).

    Who is nominated for it already is left as it is. OfficeError ``scoring.propose_open`` (a rank may still
    change until the sheet is locked), ``scoring.nobody_to_propose``.
    """
    with app.database.writing("propose_from_scores") as uow:
        inside = app.within(uow)
        loaded = load(inside, sheet_id)
        if loaded.row.open:
            raise OfficeError("scoring.propose_open", bloc=loaded.row.bloc_name)
        result = loaded.live().result
        year = loaded.row.year
        present = {
            (row.subject_type, row.subject_id, row.award_code) for row in inside.read(nominations, year=year)
        }
        ranks = {place.unit: place for place in result.ranking}
        requested = []
        for one in result.proposals:
            code = awards.get(one.award)
            for name in one.units if code else ():
                unit_id = loaded.id_of(name)
                if code is not None and ("collective", unit_id, code) not in present:
                    requested.append((unit_id, award_by_code(code).code, ranks[name]))
        if not requested:
            raise OfficeError("scoring.nobody_to_propose", bloc=loaded.row.bloc_name)
        uow.describe(count=len(requested), name=loaded.row.bloc_name)
        made: list[dict[str, Any]] = []
        for unit_id, code, place in requested:
            achievement = text(
                "score_proposals.achievement",
                rank=place.rank,
                total=number_words(place.total),
                bloc=loaded.row.bloc_name,
                year=year,
            )
            number = uow.add(
                Nomination,
                year=year,
                subject_type="collective",
                collective_id=unit_id,
                unit_id=unit_id,
                award_code=code,
                achievement=achievement,
                created_at=uow.at,
            )
            total = plain_number(place.total)
            made.append(asdict(Nominated(number, unit_id, code, place.rank, total)))
        stored = [asdict(one) for one in loaded.nominated]
        uow.update(ScoreSheet, sheet_id, snapshot={**(loaded.row.snapshot or {}), "nominated": stored + made})
    return uow.changes


@dataclass(frozen=True, slots=True)
class ChangedRank:
    """A nomination whose unit has another rank or total now than when it was made; ``rank`` None: no rank."""

    nomination_id: int
    unit: str
    bloc: str
    before: Nominated
    rank: int | None
    total: Decimal


def changed_ranks(app: AppContext, *, year: int) -> tuple[ChangedRank, ...]:
    """Nominations of the year that name a rank or a total which is no longer true."""
    found: list[ChangedRank] = []
    for row in app.read(sheets, year=year):
        if row.id is not None and (row.snapshot or {}).get("nominated"):
            found += changed_in(load(app, row.id))
    return tuple(found)


def changed_in(loaded: LoadedSheet, bloc: LiveBloc | None = None) -> tuple[ChangedRank, ...]:
    """The same of one sheet; ``bloc``: its entries as they are typed now."""
    result = (bloc or loaded.live()).result
    ranks = {place.unit: place.rank for place in result.ranking}
    changed = []
    for one in loaded.nominated:
        name = loaded.units.get(one.unit_id, "")
        if name not in result.units:
            continue
        rank, total = ranks.get(name), result.units[name].total
        if (rank, total) != (one.rank, Decimal(one.total)):
            changed.append(ChangedRank(one.nomination_id, name, loaded.row.bloc_name, one, rank, total))
    return tuple(changed)


def say_changed(one: ChangedRank) -> str:
    """What the nomination says and what is true now."""
    key = "changed" if one.rank is not None else "changed_unranked"
    return text(
        f"score_proposals.{key}",
        unit=one.unit,
        before=one.before.rank,
        points=number_words(Decimal(one.before.total)),
        rank=one.rank or "",
        total=number_words(one.total),
    )


def _guess(name: str) -> str | None:
    key = search_key(name)
    for code, law_name in choices():
        if search_key(law_name).startswith(key):
            return code
    return None
