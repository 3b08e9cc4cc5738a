"""Turns the loosely written facts of a case file into ``Facts``. Unreadable ones are named, not guessed."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from thidua_desktop.catalogue import load_awards
from thidua_desktop.catalogue.words import code_of, codes_in
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.eligibility.facts import AwardYear, Discipline, Facts, PastAward, Rating
from thidua_desktop.services.eligibility.case_keys import BARE, HANDLED_TOGETHER, TICKS
from thidua_desktop.services.eligibility.case_values import (
    read_day,
    read_past,
    read_rating,
    read_works,
    read_year,
)

_FULL_YEAR: Final = 12


@dataclass(slots=True)
class _Draft:
    """Facts being gathered from one case."""

    subject: SubjectType | None
    values: dict[str, Any] = field(default_factory=dict)
    ticks: dict[str, bool] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    titles: dict[str, int] = field(default_factory=dict)
    history: dict[str, tuple[PastAward, ...]] = field(default_factory=dict)
    years: dict[Rating, tuple[AwardYear, ...]] = field(default_factory=dict)
    unread: list[str] = field(default_factory=list)


def read_facts(
    raw: Mapping[str, Any],
    *,
    subject: SubjectType | None,
    review: object = None,
    decision_date: dt.date,
) -> Facts:
    """The facts of a case. A key that is there with null says "none"; a key that is not there is unknown."""
    draft = _Draft(subject)
    draft.values["review"] = read_year(raw.get("school_year", review))
    for key, value in raw.items():
        if key in BARE:
            continue
        if not _read_one(draft, key, value, raw) and value not in (None, False, "", [], {}):
            draft.unread.append(key)
    _months(draft, raw)
    _bloc(draft, raw)
    if isinstance(gone := raw.get("dissolved_on", raw.get("dissolved")), str) and (day := read_day(gone)):
        draft.ticks["dissolved"] = day < decision_date
    review_year = draft.values["review"]
    if draft.values.get("rating") is None and review_year is not None:
        draft.values["rating"] = _rating_of_year(raw.get("rating_by_year"), review_year)
    return Facts(
        subject=subject,
        ticks=draft.ticks,
        details=draft.details,
        titles=draft.titles,
        history=draft.history,
        years_at_least=draft.years,
        unread=tuple(draft.unread),
        **draft.values,
    )


def _read_one(draft: _Draft, key: str, value: Any, raw: Mapping[str, Any]) -> bool:
    """True when the fact is understood."""
    if key in TICKS:
        return _tick(draft, TICKS[key], value)
    reader = _READERS.get(key)
    if reader is not None:
        return reader(draft, value)
    return key in HANDLED_TOGETHER or _of_an_award(draft, key, value, raw)


def _tick(draft: _Draft, tick: str, value: Any) -> bool:
    if value is None:
        draft.ticks[tick] = False
    elif isinstance(value, bool | int):
        draft.ticks[tick] = bool(value)
    elif isinstance(value, str):
        draft.ticks[tick] = code_of("answer", value) not in ("no", "not_yet")
        if draft.ticks[tick] and code_of("answer", value) is None:
            draft.details[tick] = value
    else:
        return False
    return True


def _rating(draft: _Draft, value: Any) -> bool:
    draft.values["rating"] = rating = read_rating(value)
    return rating is not None or value is None


def _ratings_by_year(draft: _Draft, value: Any) -> bool:
    if not isinstance(value, Mapping):
        return False
    rated = [(read_year(year), read_rating(rating)) for year, rating in value.items()]
    for least in (Rating.HT, Rating.HTT, Rating.HTXS):
        draft.years[least] = tuple(
            year for year, rating in rated if year is not None and rating is not None and rating >= least
        )
    return all(year is not None and rating is not None for year, rating in rated)


def _rating_of_year(value: object, review: AwardYear) -> Rating | None:
    if not isinstance(value, Mapping):
        return None
    found = [rating for year, rating in value.items() if (at := read_year(year)) and at.year == review.year]
    return read_rating(found[0]) if found else None


def _years_rated(least: Rating) -> Callable[[_Draft, Any], bool]:
    def read(draft: _Draft, value: Any) -> bool:
        years = [read_year(item) for item in value or ()]
        draft.years[least] = tuple(year for year in years if year is not None)
        return None not in years

    return read


def _discipline(draft: _Draft, value: Any) -> bool:
    """Null is "none". For a collective the words are read as counts: "1 người bị cảnh cáo"."""
    collective = draft.subject == "collective"
    if value is None or value is False or (isinstance(value, str) and code_of("answer", value) == "no"):
        draft.values["disciplined_members" if collective else "discipline"] = (
            {} if collective else Discipline.NONE
        )
        return True
    if not isinstance(value, str):
        return False
    levels = [Discipline[code] for code in codes_in("discipline", value)]
    if not levels:
        return False
    if collective:
        number = re.search(r"\d+", value)
        draft.values["disciplined_members"] = {max(levels): int(number.group()) if number else 1}
    else:
        draft.values["discipline"] = max(levels)
    return True


def _works(name: str) -> Callable[[_Draft, Any], bool]:
    def read(draft: _Draft, value: Any) -> bool:
        works = read_works(value)
        draft.values[name] = works
        return works is not None

    return read


def _whole(name: str) -> Callable[[_Draft, Any], bool]:
    def read(draft: _Draft, value: Any) -> bool:
        good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        draft.values[name] = value if good else None
        return good or value is None

    return read


def _not_completed(draft: _Draft, value: Any) -> bool:
    draft.details["not_completed"] = str(value)
    return isinstance(value, int)


def _kind(draft: _Draft, value: Any) -> bool:
    found = codes_in("subject_kind", value) if isinstance(value, str) else ()
    draft.values["subject_kind"] = found[0] if found else None
    return isinstance(value, str)


def _leave_days(draft: _Draft, value: Any) -> bool:
    good = isinstance(value, int) and not isinstance(value, bool) and value >= 0
    draft.values["leave_days"] = value if good else None
    return good


def _received(draft: _Draft, value: Any) -> bool:
    day = read_day(value) if isinstance(value, str) else None
    draft.values["received_on"] = day
    return day is not None


def _building(draft: _Draft, value: Any) -> bool:
    if not isinstance(value, int):
        return False
    draft.ticks["ten_years_of_building"] = value >= 10
    return True


def _of_an_award(draft: _Draft, key: str, value: Any, raw: Mapping[str, Any]) -> bool:
    """``cstdcs_years``, ``bk_tinh_year``, ``ldtt_count``, ``cstdcs_proposed``, ``ldtt`` …"""
    for code in sorted((award.code for award in load_awards()), key=len, reverse=True):
        if key != code.lower() and not key.startswith(f"{code.lower()}_"):
            continue
        rest = key[len(code) + 1 :]
        if rest in ("year", "years") or (rest == "" and (value is None or isinstance(value, list))):
            return _history(draft, code, value, str(raw.get(f"{code.lower()}_kind") or ""))
        if rest == "kind":
            return isinstance(value, str)
        whole = isinstance(value, int) and not isinstance(value, bool)
        if rest == "proposed" and whole:
            draft.values["proposed"] = value
        elif rest in ("", "count") and whole:
            draft.titles[code] = value
        elif rest == "" and isinstance(value, bool):
            draft.ticks[f"title:{code}"] = value
        else:
            return False
        return True
    return False


def _history(draft: _Draft, code: str, value: Any, occasion: str) -> bool:
    items = value if isinstance(value, list) else [] if value is None else [value]
    awards = [read_past(item, occasion) for item in items]
    draft.history[code] = tuple(award for award in awards if award is not None)
    return all(award is not None and award.year is not None for award in awards)


def _months(draft: _Draft, raw: Mapping[str, Any]) -> None:
    """Maternity, treatment after a rescue and training count as work; long training from result Khá."""
    counted = sum(
        value
        for key in ("maternity_leave_months", "treatment_months", "rescue_treatment_months")
        if isinstance(value := raw.get(key), int)
    )
    training = raw.get("training_months")
    if isinstance(training, int):
        result = str(raw.get("training_result") or "").casefold()
        if training < _FULL_YEAR or any(word in result for word in ("khá", "giỏi", "xuất sắc")):
            counted += training
        elif draft.values.get("months_worked") is None and result:
            draft.values["months_worked"] = max(0, _FULL_YEAR - training)
    draft.values["months_counted"] = counted
    members, missing = draft.values.get("members"), draft.details.pop("not_completed", "")
    if members and missing.isdigit() and draft.values.get("completed") is None:
        draft.values["completed"] = members - int(missing)


def _bloc(draft: _Draft, raw: Mapping[str, Any]) -> None:
    """Only the leader of a bloc organised by the province counts; of a movement, its length counts too."""
    leads = raw.get("bloc_leader", raw.get("leader_of_bloc", raw.get("leads_bloc")))
    if leads is None and isinstance(rank := raw.get("rank_in_bloc", raw.get("bloc_rank")), int):
        leads = rank == 1
    organiser = str(raw.get("bloc_organised_by", raw.get("bloc_level", raw.get("bloc", ""))) or "")
    if isinstance(leads, str):
        organiser, leads = f"{organiser} {leads}", True
    scopes = codes_in("scope", organiser)
    if isinstance(leads, bool) and (scopes or not leads):
        draft.ticks["provincial_bloc_leader"] = leads and bool(scopes) and scopes != ("BASE",)
    years = raw.get("movement_years")
    if isinstance(years, int) and (movement := raw.get("movement_leader", True)):
        launched_by = raw.get("movement_launched_by", movement if isinstance(movement, str) else None)
        # A case that names no launcher speaks of the province's movement: the one an office meets.
        by = codes_in("scope", str(launched_by)) if launched_by else ("PROVINCE",)
        draft.ticks["provincial_movement_leader"] = "PROVINCE" in by and years >= 3
        draft.ticks["national_movement_leader"] = "NATION" in by and years >= 5


_READERS: Final[Mapping[str, Callable[[_Draft, Any], bool]]] = {
    "rating": _rating,
    "rating_by_year": _ratings_by_year,
    "rating_at_least_HTT_years": _years_rated(Rating.HTT),
    "htt_years": _years_rated(Rating.HTT),
    "rating_at_least_HTXS_years": _years_rated(Rating.HTXS),
    "htxs_years": _years_rated(Rating.HTXS),
    "htxsnv_years": _years_rated(Rating.HTXS),
    "discipline": _discipline,
    "initiative": _works("initiatives"),
    "initiatives": _works("initiatives"),
    "research": _works("research"),
    "research_accepted": _works("research"),
    "members": _whole("members"),
    "completed": _whole("completed"),
    "not_completed": _not_completed,
    "months_worked": _whole("months_worked"),
    "working_months": _whole("months_worked"),
    "proposed": _whole("proposed"),
    "kind": _kind,
    "leave_days": _leave_days,
    "unpaid_leave_days": _leave_days,
    "received_on": _received,
    "received_date": _received,
    "received_for_appraisal": _received,
    "dossier_received": _received,
    "years_of_building": _building,
}
