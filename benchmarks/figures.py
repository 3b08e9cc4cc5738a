"""The figures of a year and of ten beside one hand-written grouped statement over the same file.

Ours makes the whole table of the screen, with names, order and empty cells; the statement only counts. Where
DuckDB is installed it reads the same file too.
"""

from __future__ import annotations

import importlib.util
import sqlite3
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any, Final

from benchmarks.measuring import Line, run_alone, side_by_side
from benchmarks.offices import MILLION, TEN_YEARS, YEAR, Size, folder_of, reading
from thidua_desktop.services.reports.statistics import summary_sheet, tally_sheet
from thidua_desktop.services.reports.statistics_screen import statistics_table

GROUPED: Final = """
SELECT g.{rows}, g.{columns}, count(*)
FROM award_grant g JOIN decision d ON d.id = g.decision_id
WHERE d.state = 'signed' AND d.deleted_at IS NULL AND g.ended_on IS NULL AND g.award_year BETWEEN ? AND ?
GROUP BY 1, 2
"""
FORM: Final = """
SELECT g.unit_id, g.award_code, g.subject_type, g.occasion, p.sex, count(*), sum(g.prize)
FROM award_grant g JOIN decision d ON d.id = g.decision_id LEFT JOIN person p ON p.id = g.person_id
WHERE d.state = 'signed' AND d.deleted_at IS NULL AND g.ended_on IS NULL AND g.award_year BETWEEN ? AND ?
GROUP BY 1, 2, 3, 4, 5
"""
TABLES: Final = {
    "award": ("award_code", "subject_type", 1),
    "unit": ("unit_id", "award_code", 1),
    "series10": ("award_code", "award_year", 10),
}
LAST: Final = YEAR - 1


def plain(path: Path, statement: str, years: int) -> Callable[[], object]:
    connection = sqlite3.connect(path / "thidua.db")
    return lambda: connection.execute(statement, (LAST - years + 1, LAST)).fetchall()


def duck(path: Path, statement: str, years: int) -> Callable[[], object] | None:
    """The statement by DuckDB over the SQLite file; None where it, or its extension, is not installed."""
    if importlib.util.find_spec("duckdb") is None:
        return None
    duckdb: Any = importlib.import_module("duckdb")
    connection = duckdb.connect()
    try:
        connection.execute(f"ATTACH '{path / 'thidua.db'}' AS office (TYPE sqlite, READ_ONLY); USE office")
    except duckdb.Error:
        return None
    return lambda: connection.execute(statement, (LAST - years + 1, LAST)).fetchall()


def of_office(size: Size, runs: int) -> Iterator[Line]:
    app, path = reading(size), folder_of(size)
    for name, (rows, columns, years) in TABLES.items():
        table = partial(statistics_table, app, name, year=LAST)
        statement = GROUPED.format(rows=rows, columns=columns)
        what = f"figures by {name}, {years} year(s), {size.name}"
        yield side_by_side(
            f"{what} / one statement", table, plain(path, statement, years), bound=1.5, runs=runs
        )
        other = duck(path, statement, years)
        if other is not None:
            yield side_by_side(f"{what} / DuckDB", table, other, bound=4, runs=runs)
    for name, form in (("tally", tally_sheet), ("year summary", summary_sheet)):
        yield side_by_side(
            f"{name} of a year, {size.name} / one statement",
            partial(form, app, year=LAST),
            plain(path, FORM, 1),
            bound=1.5,
            runs=runs,
        )
    app.close()


def measure(quick: bool) -> Iterator[Line]:
    for size in (TEN_YEARS,) if quick else (TEN_YEARS, MILLION):
        yield from of_office(size, 3 if quick else 7)


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
