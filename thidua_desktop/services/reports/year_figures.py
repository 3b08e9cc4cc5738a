"""The figures of a year-end report, each with the awards behind it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from thidua_desktop.catalogue import load_awards
from thidua_desktop.documents.phrases import grouped
from thidua_desktop.queries.decisions.grants import GrantRow, counts, of_year
from thidua_desktop.queries.decisions.receivers import receivers
from thidua_desktop.queries.decisions.requests import lines
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics_more import RECEIVER_KEYS, message_of
from thidua_desktop.texts import text

UNKNOWN_KEYS = ("sex_unknown", "people_unknown", "position_unknown")
"""Figures of persons of whom a fact is not recorded."""
KINDS = ("collective", "person", "household")


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure of the report: what it counts, how much, and the awards it counts."""

    key: str
    label: str
    value: str
    grants: tuple[GrantRow, ...]


@dataclass(frozen=True, slots=True)
class YearFigures:
    """All figures of a year. ``before``: awards of the year before, ``before_kinds`` of them by kind of receiver;
    the rest are sections of the report."""

    year: int
    before: int
    before_kinds: Mapping[str, int]
    totals: tuple[Figure, ...]
    levels: tuple[Figure, ...]
    occasions: tuple[Figure, ...]
    awards: tuple[Figure, ...]
    asked: int
    granted: int
    refused: int
    money: Decimal

    @property
    def unknown(self) -> tuple[int, ...]:
        """Persons of whom anything counted is not known."""
        rows = (row for one in self.totals if one.key in UNKNOWN_KEYS for row in one.grants)
        return tuple(sorted({row.subject_id for row in rows}))

    @property
    def all(self) -> tuple[Figure, ...]:
        return (*self.totals, *self.levels, *self.occasions, *self.awards)


def figures_of(
    app: AppContext, *, year: int, as_of: dt.date | None = None, same_day: bool = False
) -> YearFigures:
    """Counts the year from its grants; ``as_of``: as it was known that day; with ``same_day`` the year before
    is counted as of the same day of that year."""
    given = app.read(of_year, year=year, as_of=as_of)
    people = _people(app, given, year=year, as_of=as_of)
    asked = app.read(lines, year=year)
    money = sum((one.prize for one in given if one.prize), Decimal(0))
    paid = tuple(one for one in given if one.prize)
    totals = [_figure("all", given), *(_figure(kind, _of(given, kind)) for kind in KINDS)]
    totals += people
    totals.append(Figure("money", text("year_figures.money"), grouped(money), paid))
    own = {one.id for one in app.read(of_year, year=year, own_only=True, as_of=as_of)}
    levels = (
        _figure("own", tuple(one for one in given if one.id in own)),
        _figure("above", tuple(one for one in given if one.id not in own)),
    )
    occasions = tuple(
        Figure(code, text(f"statistics.occasions.{code}"), str(len(found)), found)
        for code, found in _grouped(given, lambda one: one.occasion)
    )
    names = {award.code: award.name for award in load_awards()}
    order = list(names)
    awards = tuple(
        Figure(code, names[code], str(len(found)), found)
        for code, found in sorted(
            _grouped(given, lambda one: one.award_code), key=lambda item: order.index(item[0])
        )
    )
    then = day_before(as_of) if as_of is not None and same_day else as_of
    before = app.read(counts, years=[year - 1], as_of=then)
    return YearFigures(
        year=year,
        before=sum(count for *_, count in before),
        before_kinds={kind: sum(count for *_, of, count in before if of == kind) for kind in KINDS},
        totals=tuple(totals),
        levels=levels,
        occasions=occasions,
        awards=awards,
        asked=len(asked),
        granted=sum(line.answer == "granted" for line in asked),
        refused=sum(line.answer == "refused" for line in asked),
        money=money,
    )


def day_before(day: dt.date) -> dt.date:
    """The same day of the year before; of 29 February the 28th."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=day.year - 1, day=28 if leap else day.day)


def _people(
    app: AppContext, given: tuple[GrantRow, ...], *, year: int, as_of: dt.date | None
) -> list[Figure]:
    """Who the persons are, with those of whom it is not known; what is known of all has no "unknown"."""
    message = {one.grant_id: set(message_of(one)) for one in app.read(receivers, year=year, as_of=as_of)}
    counted = [
        _figure(key, tuple(one for one in given if key in message.get(one.id, ()))) for key in RECEIVER_KEYS
    ]
    return [one for one in counted if one.grants or one.key not in UNKNOWN_KEYS]


def _figure(key: str, grants: tuple[GrantRow, ...]) -> Figure:
    return Figure(key, text(f"year_figures.{key}"), str(len(grants)), grants)


def _of(given: tuple[GrantRow, ...], kind: str) -> tuple[GrantRow, ...]:
    return tuple(one for one in given if one.subject_type == kind)


def _grouped(
    given: tuple[GrantRow, ...], key: Callable[[GrantRow], str]
) -> list[tuple[str, tuple[GrantRow, ...]]]:
    groups: dict[str, list[GrantRow]] = {}
    for one in given:
        groups.setdefault(key(one), []).append(one)
    return [(name, tuple(members)) for name, members in groups.items()]
