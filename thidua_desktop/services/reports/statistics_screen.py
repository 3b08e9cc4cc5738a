"""The statistics of the screen: each table counted by one grouped statement, each number with its list."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from thidua_desktop.catalogue import award_by_code, load_awards
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import Cell, FigureColumn, FigureTable, RowGroup, SummarySheet
from thidua_desktop.queries.decisions.grants import GrantRow, of_properties
from thidua_desktop.queries.decisions.receivers import ReceiverRow, receivers
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.reports.cross_tables import Axis, Value, cross_counts
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics import sheet_head
from thidua_desktop.services.reports.statistics_tables import KINDS
from thidua_desktop.texts import text


class _Cross(NamedTuple):
    """Properties of the rows and columns, and over how many years up to the chosen one."""

    rows: Axis
    columns: Axis
    years: int = 1


_CROSSES: Final[Mapping[str, _Cross]] = {
    "award": _Cross("award_code", "subject_type"),
    "unit": _Cross("unit_id", "award_code"),
    "occasion": _Cross("occasion", "subject_type"),
    "series5": _Cross("award_code", "award_year", 5),
    "series10": _Cross("award_code", "award_year", 10),
}
TABLES: Final = ("award", "unit", "occasion", "receivers", "series5", "series10")
ALL: Final = "all"
"""Key of the column that adds up the others."""
_FIRST: Final = {"unit_id": "unit", "occasion": "occasion"}
CODE: Final = "code"
"""Key under which a row carries the value it counts; a row without it is the total."""


def statistics_table(app: AppContext, name: str, *, year: int) -> FigureTable:
    """The table ``name`` of ``TABLES``: numbers of awards that stand, without a row when there are none.

    Rows carry the counted value under ``CODE``, which is no column. KeyError for an unknown name.
    """
    if name == "receivers":
        return _receivers(app, year=year)
    cross = _CROSSES[name]
    counted = app.read(cross_counts, years=_years(cross, year), rows=cross.rows, columns=cross.columns)
    rows = _ordered(app, cross.rows, {row for row, _ in counted})
    columns = _ordered(app, cross.columns, {column for _, column in counted}, fixed=_years(cross, year))
    if cross.columns == "award_code":
        columns = [(code, award_by_code(str(code)).short_name) for code, _ in columns]
    cells: tuple[dict[str, Cell], ...] = tuple(
        {
            CODE: row,
            "label": label,
            **{str(column): counted.get((row, column)) for column, _ in columns},
        }
        for row, label in rows
    )
    keys = tuple(str(column) for column, _ in columns)
    return _table(
        name,
        [FigureColumn(key=str(key), heading=head, kind="count", summed=True) for key, head in columns]
        + [
            FigureColumn(
                key=ALL, heading=text("statistics.columns.all"), kind="count", plus=keys, summed=True
            )
        ],
        cells,
        first=text(f"statistics.columns.{_FIRST.get(cross.rows, 'award')}"),
    )


def awards_behind(
    app: AppContext, name: str, *, year: int, row: Cell, column: str, total: bool = False
) -> tuple[GrantRow, ...]:
    """The awards a number counts: ``row`` the row's ``CODE`` (any with ``total``), ``column`` its key.

    A share leads to the awards of its part. Empty for a column that counts nothing.
    """
    if name == "receivers":
        return _receivers_behind(app, year=year, row=row, column=column, total=total)
    cross = _CROSSES[name]
    equal: dict[str, Value] = {}
    if not total:
        equal[cross.rows] = row if isinstance(row, int) else None if row is None else str(row)
    if column not in (ALL, "label"):
        equal[cross.columns] = int(column) if cross.columns == "award_year" else column
    return app.read(of_properties, years=_years(cross, year), **equal)


def save_statistics(app: AppContext, path: Path, *, name: str, year: int) -> None:
    """The table as a workbook with live totals. OfficeError ``statistics.nothing_to_count``."""
    from thidua_desktop.workbooks.reports.year_summary import summary_workbook

    table = statistics_table(app, name, year=year)
    if not any(table.rows()):
        raise OfficeError("statistics.nothing_to_count", year=year)
    sheet = SummarySheet(
        head=sheet_head(
            app, text("statistics.screen.table").upper(), text("statistics.summary.subtitle", year=year)
        ),
        tables=(table,),
        tabs=(text("statistics.screen.tab"),),
        created=app.database.clock(),
    )
    write_atomically(path, summary_workbook(sheet))


def _years(cross: _Cross, year: int) -> range:
    return range(year - cross.years + 1, year + 1)


def _ordered(
    app: AppContext, axis: Axis, present: Iterable[Value], *, fixed: Sequence[int] = ()
) -> list[tuple[Value, str]]:
    """The values of an axis with their words, in the order people expect; all kinds and years, else those
    present."""
    known = set(present)
    if axis == "award_year":
        return [(year, str(year)) for year in fixed]
    if axis == "subject_type":
        return [(kind, text(f"statistics.kinds.{kind}")) for kind in KINDS]
    if axis == "occasion":
        return [(code, text(f"statistics.occasions.{code}")) for code in sorted(map(str, known))]
    if axis == "award_code":
        return [(award.code, award.name) for award in load_awards() if award.code in known]
    found: list[tuple[Value, str]] = [(unit.id, unit.name) for unit in app.read(units) if unit.id in known]
    named = {value for value, _ in found}
    return found + [(value, text("statistics.screen.no_unit")) for value in known - named]


_FACTS: Final[tuple[tuple[str, str, str], ...]] = (
    ("women", "men", "sex_unknown"),
    ("minorities", "majority", "people_unknown"),
    ("leaders", "workers", "position_unknown"),
)
"""Keys of "yes", "no" and "not known" of each fact of a person, in the order of ``receivers.FACTS``."""
_SHARES: Final = {"women": "men", "minorities": "majority", "workers": "leaders"}
"""Keys of a part whose share is shown, and of what makes it whole; who is not known is in neither."""
_SHARE: Final = "share_"


def _keys_of(one: ReceiverRow) -> tuple[str, ...]:
    facts = (one.woman, one.minority, one.leader)
    return (
        "persons",
        *(
            unknown if fact is None else yes if fact else no
            for fact, (yes, no, unknown) in zip(facts, _FACTS, strict=True)
        ),
    )


def _receivers(app: AppContext, *, year: int) -> FigureTable:
    """Persons of each award by what is known of them; a share is of those of whom it is known."""
    number: Counter[tuple[str, str]] = Counter()
    for one in app.read(receivers, year=year):
        number.update((one.award_code, key) for key in _keys_of(one))
    seen = {code for code, _ in number}
    keys = ("persons", *(key for fact in _FACTS for key in fact))
    rows: tuple[dict[str, Cell], ...] = tuple(
        {CODE: award.code, "label": award.name, **{key: number[award.code, key] or None for key in keys}}
        for award in load_awards()
        if award.code in seen
    )
    columns = []
    for key in keys:
        heading = text(f"statistics.screen.columns.{key}")
        columns.append(FigureColumn(key=key, heading=heading, kind="count", summed=True))
    for key, rest in _SHARES.items():
        columns.append(
            FigureColumn(
                key=_SHARE + key,
                heading=text(f"statistics.screen.shares.{key}"),
                kind="percent",
                share_of=(key, key, rest),
                summed=True,
                decimals=1,
            )
        )
    return _table("receivers", columns, rows, first=text("statistics.columns.award"))


def _receivers_behind(
    app: AppContext, *, year: int, row: Cell, column: str, total: bool
) -> tuple[GrantRow, ...]:
    key = column.removeprefix(_SHARE)
    counted = {
        one.grant_id
        for one in app.read(receivers, year=year)
        if (total or one.award_code == row) and (key == "label" or key in _keys_of(one))
    }
    return tuple(one for one in app.read(of_properties, years=[year]) if one.id in counted)


def _table(
    name: str, columns: list[FigureColumn], rows: tuple[dict[str, Cell], ...], *, first: str
) -> FigureTable:
    return FigureTable(
        title=text(f"statistics.screen.tables.{name}"),
        columns=(FigureColumn(key="label", heading=first, width=40), *columns),
        groups=(RowGroup(rows),),
        total=text("statistics.total"),
    )
