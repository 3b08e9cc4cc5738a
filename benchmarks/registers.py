"""The award register of a year and the life record of a person beside one indexed query of the same rows."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Final

from benchmarks.measuring import Line, run_alone, side_by_side
from benchmarks.offices import MILLION, TEN_YEARS, YEAR, Size, folder_of, reading
from thidua_desktop.services.certificates.register import book_of
from thidua_desktop.services.reports.life_record import sheet_of

REGISTER: Final = """
SELECT g.id, d.id, g.register_number, g.name_printed, g.position_printed, g.unit_printed, g.title_printed,
       d.number, d.signed_on, p.id, g.ended_on
FROM decision d JOIN award_grant g ON g.decision_id = d.id LEFT JOIN print_item p ON p.grant_id = g.id
WHERE d.year = ? AND d.state = 'signed' AND d.deleted_at IS NULL AND g.register_number IS NOT NULL
ORDER BY g.register_number, g.id
"""
LIFE: Final = """
SELECT g.*, d.number, d.signed_on, d.issuer, d.level FROM award_grant g JOIN decision d ON d.id = g.decision_id
WHERE g.person_id = ? AND d.state = 'signed' AND d.deleted_at IS NULL AND g.ended_on IS NULL
ORDER BY g.award_year DESC, g.id
"""
PERSONS: Final = range(1, 200, 2)


def of_office(size: Size, runs: int) -> Iterator[Line]:
    app, connection = reading(size), sqlite3.connect(folder_of(size) / "thidua.db")
    yield side_by_side(
        f"award register of a year, {size.name} / one query",
        lambda: book_of(app, year=YEAR - 1),
        lambda: connection.execute(REGISTER, (YEAR - 1,)).fetchall(),
        bound=3.0,
        runs=runs,
    )
    given = [
        number
        for number in PERSONS
        if connection.execute("SELECT 1 FROM award_grant WHERE person_id = ?", (number,)).fetchone()
    ]
    yield side_by_side(
        f"life records of {len(given)} persons, {size.name} / one query each",
        lambda: [sheet_of(app, subject_type="person", subject_id=number) for number in given],
        lambda: [connection.execute(LIFE, (number,)).fetchall() for number in given],
        bound=3.0,
        runs=runs,
    )
    connection.close()
    app.close()


def measure(quick: bool) -> Iterator[Line]:
    for size in (TEN_YEARS,) if quick else (TEN_YEARS, MILLION):
        yield from of_office(size, 3 if quick else 7)


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
