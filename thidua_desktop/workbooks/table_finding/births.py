"""Birth dates typed over three columns: day, month and year side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.workbooks.reading.grid import Value
from thidua_desktop.workbooks.table_finding.header_rows import shown
from thidua_desktop.workbooks.table_finding.shapes import SAMPLE
from thidua_desktop.workbooks.table_finding.tables import Table

_PARTS: Final = ("ngay", "thang", "nam")
_SIZES: Final = ((1, 31), (1, 12), (1920, 2026))
_MOSTLY: Final = 0.8
_FEWEST: Final = 2
_UNSURE: Final = frozenset({"sex_male", "sex_female", "dob"})
"""What the headings of day, month and year are taken for one by one."""


def join_birth_parts(table: Table) -> None:
    """Notes three columns as one birth date: headed ``Ngày | Tháng | Năm``, or one heading over all three.

    Only where the cells are days, months and years of birth.
    """
    start = _headed(table)
    if start is None or not _filled(table, start):
        return
    places = (start, start + 1, start + 2)
    for name, column in list(table.columns.items()):
        if column in places and name in _UNSURE:
            del table.columns[name]
    table.columns["dob"] = start
    table.birth_parts = places
    table.ignored = (*table.ignored, *places[1:])


def birth_text(values: Sequence[Value | None]) -> str:
    """Day, month and year as one typed date."""
    return "/".join(clean(shown(value)) for value in values if value not in (None, ""))


def _headed(table: Table) -> int | None:
    leaves = {c: search_key(words.rpartition(" / ")[2]) for c, words in table.headings.items()}
    for column in sorted(leaves):
        beside = tuple(leaves.get(column + step, "").split(" ")[0] for step in range(3))
        if beside == _PARTS and column not in _other_fields(table):
            return column
    column = table.columns.get("dob", -1)
    wide = [leaves.get(column + step, "") in {"", leaves.get(column)} for step in (1, 2)]
    taken = _other_fields(table)
    return column if column >= 0 and all(wide) and not {column + 1, column + 2} & taken else None


def _other_fields(table: Table) -> set[int]:
    used = {column for name, column in table.columns.items() if name not in _UNSURE}
    return {*used, *table.previous, *table.more_awards, *(column for column, _ in table.matrix)}


def _filled(table: Table, start: int) -> bool:
    rows = [row for row in table.grid.rows[slice(*table.body)] if len(row) > start + 2 and row[start] != ""]
    rows = rows[:SAMPLE]
    good = sum(all(_within(row[start + step], *size) for step, size in enumerate(_SIZES)) for row in rows)
    return good >= _FEWEST and good >= _MOSTLY * len(rows)


def _within(value: Value, low: int, high: int) -> bool:
    typed = clean(shown(value))
    return typed.isdigit() and low <= int(typed) <= high
