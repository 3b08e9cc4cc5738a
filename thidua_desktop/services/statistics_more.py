"""More tables of the year: who the receivers are, what was asked of the level above, registered and reached.

Source: the district templates (4), (5) and (8) of provincial year-end forms (confidence: secondary text).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Mapping

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.domain.number_tables import Cell, FigureColumn, FigureTable, RowGroup
from thidua_desktop.queries.grants import counts
from thidua_desktop.queries.nominations import nominations
from thidua_desktop.queries.receivers import receivers
from thidua_desktop.queries.registrations import registered_counts
from thidua_desktop.queries.submissions import lines
from thidua_desktop.services.desk import Desk
from thidua_desktop.texts import text


def by_receiver(desk: Desk, *, year: int, as_of: dt.date | None = None) -> FigureTable:
    """Persons of each award: women, ethnic minorities, leaders, direct workers, and the share of workers."""
    number: Counter[tuple[str, str]] = Counter()
    for one in desk.read(receivers, year=year, as_of=as_of):
        number[one.award_code, "persons"] += 1
        number[one.award_code, "leaders" if one.leader else "workers"] += 1
        number[one.award_code, "women"] += one.woman is True
        number[one.award_code, "minorities"] += one.minority is True
    keys = ("persons", "women", "minorities", "leaders", "workers")
    return _table(
        "receivers",
        keys,
        {code: {key: number[code, key] for key in keys} for code in _codes(code for code, _ in number)},
        share=("workers", "persons"),
    )


def asked_above(desk: Desk, *, year: int) -> FigureTable:
    """What was asked of the level above: sent, granted, refused, still waiting; collectives and persons."""
    number: Counter[tuple[str, str]] = Counter()
    for line in desk.read(lines, year=year):
        number[line.award_code, "sent"] += 1
        number[line.award_code, line.answer] += 1
    keys = ("sent", "granted", "refused", "waiting")
    return _table(
        "above",
        keys,
        {code: {key: number[code, key] for key in keys} for code in _codes(code for code, _ in number)},
    )


def reached(desk: Desk, *, year: int, as_of: dt.date | None = None) -> FigureTable:
    """Registered at the start of the year, nominated, and given, of each award."""
    number: Counter[tuple[str, str]] = Counter()
    for (code, _), count in desk.read(registered_counts, year=year).items():
        number[code, "registered"] += count
    for row in desk.read(nominations, year=year):
        number[row.award_code, "nominated"] += 1
    for _, code, _, count in desk.read(counts, years=[year], as_of=as_of):
        number[code, "given"] += count
    keys = ("registered", "nominated", "given")
    return _table(
        "reached",
        keys,
        {code: {key: number[code, key] for key in keys} for code in _codes(code for code, _ in number)},
        share=("given", "registered"),
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
    share: tuple[str, str] | None = None,
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
                FigureColumn(key=key, heading=text(f"{word}.columns.{key}"), kind="count", summed=True)
                for key in keys
            ),
            *shares,
        ),
        groups=(RowGroup(tuple(rows)),),
        total=text("statistics.total"),
    )
