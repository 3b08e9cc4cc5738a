"""More tables of the year: who the receivers are, what was asked of the level above, registered and reached.

Source: the district templates (4), (5) and (8) of provincial year-end forms (confidence: secondary text).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.domain.number_tables import Cell, FigureColumn, FigureTable, RowGroup
from thidua_desktop.queries.decisions.fund import fund
from thidua_desktop.queries.decisions.grants import counts
from thidua_desktop.queries.decisions.receivers import ReceiverRow, receivers
from thidua_desktop.queries.decisions.requests import lines
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.nominations.registrations import reached_counts
from thidua_desktop.queries.planning.plan_text import movements_of_year
from thidua_desktop.services.eligibility.judging import implied
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def by_receiver(app: AppContext, *, year: int, as_of: dt.date | None = None) -> FigureTable:
    """Persons of each award: women, ethnic minorities, leaders, direct workers, and of each how many are
    not known. The share of direct workers is of the persons whose position is known."""
    number: Counter[tuple[str, str]] = Counter()
    for one in app.read(receivers, year=year, as_of=as_of):
        number[one.award_code, "persons"] += 1
        for key in message_of(one):
            number[one.award_code, key] += 1
    return _table(
        "receivers",
        ("persons", *RECEIVER_KEYS),
        {
            code: {key: number[code, key] for key in ("persons", *RECEIVER_KEYS)}
            for code in _codes(code for code, _ in number)
        },
        share=("workers", "leaders", "workers"),
        over={key: fact for fact, keys in _RECEIVER_FACTS.items() for key in keys},
    )


_RECEIVER_FACTS: Mapping[str, tuple[str, ...]] = {
    "sex": ("women", "sex_unknown"),
    "people": ("minorities", "people_unknown"),
    "position": ("leaders", "workers", "position_unknown"),
}
RECEIVER_KEYS = tuple(key for keys in _RECEIVER_FACTS.values() for key in keys)
"""What is counted of the receivers, in the order of the columns."""


def message_of(one: ReceiverRow) -> Iterator[str]:
    """The keys of ``RECEIVER_KEYS`` one award counts under; a fact that is not known only as unknown."""
    for fact, yes, no, unknown in (
        (one.woman, "women", "", "sex_unknown"),
        (one.minority, "minorities", "", "people_unknown"),
        (one.leader, "leaders", "workers", "position_unknown"),
    ):
        key = unknown if fact is None else yes if fact else no
        if key:
            yield key


def asked_above(app: AppContext, *, year: int) -> FigureTable:
    """What was asked of the level above: sent, granted, refused, still waiting; collectives and persons."""
    number: Counter[tuple[str, str]] = Counter()
    for line in app.read(lines, year=year):
        number[line.award_code, "sent"] += 1
        number[line.award_code, line.answer] += 1
    keys = ("sent", "granted", "refused", "waiting")
    return _table(
        "above",
        keys,
        {code: {key: number[code, key] for key in keys} for code in _codes(code for code, _ in number)},
    )


def reached(app: AppContext, *, year: int, as_of: dt.date | None = None) -> FigureTable:
    """Registered at the start of the year, of these given, nominated and given at all, of each award.

    Who holds a higher title that includes the registered one has reached it.
    """
    number: Counter[tuple[str, str]] = Counter()
    higher = implied(law_of(app).on(expected_day(app, year)))
    for (code, _), (count, met) in app.read(reached_counts, year=year, implied=higher, as_of=as_of).items():
        number[code, "registered"] += count
        number[code, "met"] += met
    for row in app.read(nominations, year=year):
        number[row.award_code, "nominated"] += 1
    for _, code, _, count in app.read(counts, years=[year], as_of=as_of):
        number[code, "given"] += count
    keys = ("registered", "met", "nominated", "given")
    return _table(
        "reached",
        keys,
        {code: {key: number[code, key] for key in keys} for code in _codes(code for code, _ in number)},
        share=("met", "registered"),
    )


def movements(app: AppContext, *, year: int) -> FigureTable:
    """Movements and drives of the year's plan: who launched them, how, where, from when to when."""
    keys = ("launched_by", "regularity", "scope", "starts", "ends")
    rows: list[dict[str, Cell]] = [
        {
            "movement": one.name,
            "launched_by": one.launched_by,
            "regularity": text(f"statistics.more.{one.regularity}") if one.regularity else "",
            "scope": one.scope,
            "starts": one.starts.vietnamese() if one.starts else "",
            "ends": one.ends.vietnamese() if one.ends else "",
        }
        for one in app.read(movements_of_year, year=year)
    ]
    return FigureTable(
        title=text("statistics.more.movements"),
        columns=(
            FigureColumn(key="serial", heading=text("statistics.columns.serial"), kind="serial"),
            FigureColumn(key="movement", heading=text("statistics.more.columns.movement"), width=44),
            *(
                FigureColumn(key=key, heading=text(f"statistics.more.columns.{key}"), width=18)
                for key in keys
            ),
        ),
        groups=(RowGroup(tuple(rows)),),
    )


def fund_table(app: AppContext, *, year: int) -> FigureTable:
    """The fund of the year; empty while its total is not known."""
    found = app.read(fund, year=year)
    amounts = (
        ("total", found.total),
        ("prizes", found.prizes),
        ("spent_otherwise", found.spent_otherwise),
        ("left", found.left),
    )
    rows: list[dict[str, Cell]] = [
        {"item": text(f"statistics.more.fund_items.{key}"), "amount": amount}
        for key, amount in amounts
        if found.total is not None
    ]
    return FigureTable(
        title=text("statistics.more.fund"),
        columns=(
            FigureColumn(key="serial", heading=text("statistics.columns.serial"), kind="serial"),
            FigureColumn(key="item", heading=text("statistics.more.columns.fund_item"), width=44),
            FigureColumn(
                key="amount", heading=text("statistics.more.columns.amount"), kind="money", width=36
            ),
        ),
        groups=(RowGroup(tuple(rows)),),
    )


def _codes(present: Iterable[str]) -> list[str]:
    """Codes in the order of the catalogue."""
    known = set(present)
    return [award.code for award in load_awards() if award.code in known]


def _table(
    name: str,
    keys: tuple[str, ...],
    figures: Mapping[str, Mapping[str, int]],
    *,
    share: tuple[str, ...] = (),
    over: Mapping[str, str] = MappingProxyType({}),
) -> FigureTable:
    rows: list[dict[str, Cell]] = [
        {"award": award_by_code(code).name, **{key: value or None for key, value in found.items()}}
        for code, found in figures.items()
    ]
    word = "statistics.more"
    shares = (
        (
            FigureColumn(
                key="share",
                heading=text(f"{word}.{name}_share"),
                kind="percent",
                share_of=share,
                summed=True,
                decimals=1,
            ),
        )
        if share
        else ()
    )
    return FigureTable(
        title=text(f"{word}.{name}"),
        columns=(
            FigureColumn(key="serial", heading=text("statistics.columns.serial"), kind="serial"),
            FigureColumn(key="award", heading=text("statistics.columns.award"), width=36),
            *(
                FigureColumn(
                    key=key,
                    heading=text(f"{word}.columns.{key}"),
                    kind="count",
                    over=text(f"{word}.over.{over[key]}") if key in over else "",
                    summed=True,
                )
                for key in keys
            ),
            *shares,
        ),
        groups=(RowGroup(tuple(rows)),),
        total=text("statistics.total"),
    )
