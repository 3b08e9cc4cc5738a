"""The tables of tally and summary, from awards counted by one grouped statement."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.domain.number_tables import Cell, FigureColumn, FigureTable, Row, RowGroup
from thidua_desktop.domain.text import text_sort_key
from thidua_desktop.queries.decisions.grants import counts
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.organisation.units import bloc_names, units
from thidua_desktop.queries.reports.cross_tables import year_counts
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

Source = Literal["grants", "nominations"]
KINDS = ("collective", "person", "household")
SERIES_YEARS = 5


@dataclass(frozen=True, slots=True)
class Counted:
    """``count`` awards that are alike, of one unit, and their prize money."""

    unit_id: int | None
    unit: str
    award_code: str
    subject_type: str
    occasion: str
    prize: Decimal
    count: int = 1


def count_awards(
    app: AppContext, *, year: int, source: Source, as_of: dt.date | None = None
) -> list[Counted]:
    """Every award of the year, given or proposed, as something to count; ``as_of``: given and standing that day."""
    names = {unit.id: unit.name for unit in app.read(units)}
    if source == "grants":
        return [
            Counted(
                one.unit_id,
                names.get(one.unit_id or 0, one.unit_printed),
                one.award_code,
                one.subject_type,
                one.occasion,
                one.prize or Decimal(0),
                one.count,
            )
            for one in app.read(year_counts, year=year, as_of=as_of)
        ]
    return [
        Counted(row.unit_id, row.unit_name, row.award_code, row.subject_type, row.occasion, Decimal(0))
        for row in app.read(nominations, year=year)
    ]


def codes(counted: Iterable[Counted]) -> list[str]:
    """Award codes present, in the order of the catalogue."""
    present = {one.award_code for one in counted}
    return [award.code for award in load_awards() if award.code in present]


def tally_columns(award_codes: Sequence[str], *, money: bool) -> tuple[FigureColumn, ...]:
    """Unit, one column an award under its kind, their sum, and prize money where it is known."""
    kinds: list[str] = [award_by_code(code).kind for code in award_codes]
    names = {"title": text("statistics.titles"), "form": text("statistics.forms")}
    # A heading over a single narrow column would be cut.
    groups = {kind: name if kinds.count(kind) > 1 else "" for kind, name in names.items()}
    return (
        FigureColumn(key="serial", heading=text("statistics.columns.serial"), kind="serial"),
        FigureColumn(key="unit", heading=text("statistics.columns.unit"), width=38),
        *(
            FigureColumn(
                key=code,
                heading=award_by_code(code).short_name,
                kind="count",
                over=groups[award_by_code(code).kind],
                summed=True,
            )
            for code in award_codes
        ),
        FigureColumn(
            key="all",
            heading=text("statistics.columns.all"),
            kind="count",
            plus=tuple(award_codes),
            summed=True,
        ),
        *(
            [FigureColumn(key="prize", heading=text("statistics.columns.prize"), kind="money", summed=True)]
            if money
            else []
        ),
    )


def by_bloc(app: AppContext, counted: Sequence[Counted], *, year: int) -> tuple[RowGroup, ...]:
    """Units of each bloc in Vietnamese order, units of no bloc last."""
    blocs = app.read(bloc_names, year=year)
    order = {unit.id: place for place, unit in enumerate(app.read(units))}
    groups: dict[str, list[Counted]] = {}
    for one in sorted(
        counted, key=lambda one: (order.get(one.unit_id or 0, len(order)), text_sort_key(one.unit))
    ):
        groups.setdefault(blocs.get(one.unit_id or 0, text("statistics.no_bloc")), []).append(one)
    named = sorted(groups.items(), key=lambda item: (item[0] == text("statistics.no_bloc"), item[0]))
    return tuple(
        RowGroup(tuple(_unit_rows(members)), heading=name, subtotal=text("statistics.subtotal"))
        for name, members in named
    )


def _unit_rows(counted: Iterable[Counted]) -> Iterable[dict[str, Cell]]:
    rows: dict[str, dict[str, Cell]] = {}
    for one in counted:
        row = rows.setdefault(one.unit, {"unit": one.unit, "prize": Decimal(0)})
        row[one.award_code] = _add(row.get(one.award_code), one.count)
        row["prize"] = _add(row["prize"], one.prize)
    return rows.values()


def by_award(counted: Sequence[Counted]) -> FigureTable:
    """Awards by kind of receiver with prize money."""
    number = Counter[tuple[str, str]]()
    money = Counter[str]()
    for one in counted:
        number[one.award_code, one.subject_type] += one.count
        money[one.award_code] += int(one.prize)
    rows: tuple[Row, ...] = tuple(
        {
            "award": award_by_code(code).name,
            **{kind: number[code, kind] or None for kind in KINDS},
            "prize": Decimal(money[code]),
        }
        for code in codes(counted)
    )
    return _kinds_table("award", rows, money=True)


def by_unit(counted: Sequence[Counted]) -> FigureTable:
    """Units by award."""
    present = codes(counted)
    return FigureTable(
        title=text("statistics.summary.by.unit"),
        columns=tally_columns(present, money=False),
        groups=(RowGroup(tuple(_unit_rows(sorted(counted, key=lambda one: text_sort_key(one.unit))))),),
        total=text("statistics.total"),
    )


def by_occasion(counted: Sequence[Counted]) -> FigureTable:
    """Kinds of commendation by kind of receiver."""
    number = Counter[tuple[str, str]]()
    for one in counted:
        number[one.occasion, one.subject_type] += one.count
    rows: tuple[Row, ...] = tuple(
        {
            "award": text(f"statistics.occasions.{occasion}"),
            **{kind: number[occasion, kind] or None for kind in KINDS},
        }
        for occasion in sorted({one.occasion for one in counted})
    )
    return _kinds_table("occasion", rows, money=False)


def _kinds_table(name: str, rows: tuple[Row, ...], *, money: bool) -> FigureTable:
    return FigureTable(
        title=text(f"statistics.summary.by.{name}"),
        columns=(
            FigureColumn(key="serial", heading=text("statistics.columns.serial"), kind="serial"),
            FigureColumn(key="award", heading=text(f"statistics.columns.{name}"), width=40),
            *(
                FigureColumn(key=kind, heading=text(f"statistics.kinds.{kind}"), kind="count", summed=True)
                for kind in KINDS
            ),
            FigureColumn(
                key="all", heading=text("statistics.columns.all"), kind="count", plus=KINDS, summed=True
            ),
            *(
                [
                    FigureColumn(
                        key="prize", heading=text("statistics.columns.prize"), kind="money", summed=True
                    )
                ]
                if money
                else []
            ),
        ),
        groups=(RowGroup(rows),),
        total=text("statistics.total"),
    )


def series(app: AppContext, *, year: int) -> FigureTable:
    """Awards of the last years side by side."""
    years = range(year - SERIES_YEARS + 1, year + 1)
    number: Counter[tuple[int, str]] = Counter()
    for award_year, code, _, count in app.read(counts, years=years):
        number[award_year, code] += count
    present = [one for one in years if any(key[0] == one for key in number)]
    seen = [award.code for award in load_awards() if any(key[1] == award.code for key in number)]
    rows = tuple(
        {
            "award": award_by_code(code).name,
            **{str(one): number[one, code] or None for one in present},
        }
        for code in seen
    )
    return FigureTable(
        title=text("statistics.summary.by.series", first=present[0], last=present[-1]),
        columns=(
            FigureColumn(key="serial", heading=text("statistics.columns.serial"), kind="serial"),
            FigureColumn(key="award", heading=text("statistics.columns.award"), width=40),
            *(FigureColumn(key=str(one), heading=str(one), kind="count", summed=True) for one in present),
        ),
        groups=(RowGroup(rows),),
        total=text("statistics.total"),
    )


def _add(old: Cell, more: int | Decimal) -> int | Decimal:
    return more if not isinstance(old, int | Decimal) else old + more
