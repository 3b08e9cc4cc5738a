"""One row's cells with what holds for its table: what the readers of names, awards and units stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.importing import Finding, Severity
from thidua_desktop.domain.text import clean, fold
from thidua_desktop.domain.units_text import UnitBook
from thidua_desktop.workbooks.grid import Value, cell_text, column_letter
from thidua_desktop.workbooks.staging_context import Titles
from thidua_desktop.workbooks.tables import Table
from thidua_desktop.workbooks.tables_rows import BodyRow
from thidua_desktop.workbooks.vocabulary import Vocabulary

_LONGEST_DITTO: Final = 20
_REPEATED: Final = frozenset({"unit", "award", "position", "subject_type"})


@dataclass(slots=True)
class SheetFacts:
    """What holds for all rows of one table."""

    table: Table
    titles: Titles
    file_titles: Titles
    sheet_award: str | None
    units: UnitBook
    awards: AwardIndex
    vocabulary: Vocabulary
    today: dt.date
    date1904: bool = False
    legacy: Mapping[int, str] = field(default_factory=dict)
    as_typed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    given_seen: frozenset[str] = frozenset()
    unit_once: bool = False


class RowCells:
    """The row being read and its findings so far; rows come in order (``nt`` looks at the row before)."""

    def __init__(self, facts: SheetFacts) -> None:
        self._facts = facts
        self._table = facts.table
        self._columns = facts.table.columns
        self._before: dict[str, Value] = {}
        self._findings: list[Finding] = []
        self._texts: dict[str, str | None] = {}
        self._lone_sex_used: dict[int, bool] = {}
        self._row = BodyRow(0, "record", {})
        self._letters = [
            column_letter(c) for c in range(max((len(r) for r in facts.table.grid.rows[:50]), default=1) + 1)
        ]

    def _letter(self, column: int) -> str:
        return self._letters[column] if column < len(self._letters) else column_letter(column)

    def _tell(self, code: str, severity: Severity, column: int | None, **params: str) -> None:
        place = column if column is not None else self._table.name_column
        value = cell_text(self._row.values.get(place, ""))[:200]
        ref = f"{self._table.grid.name}!{self._letter(place)}{self._row.row + 1}"
        self._findings.append(Finding(ref, code, severity, {"value": value, **params}))

    def _value(self, name: str) -> Value | None:
        column = self._columns.get(name)
        if column is None:
            return None
        value = self._row.values.get(column)
        if name in _REPEATED:
            if self._says_same(value) or (value is None and name == "unit" and self._facts.unit_once):
                value = self._before.get(name)
            if value is not None:
                self._before[name] = value
        return value

    def _says_same(self, value: Value | None) -> bool:
        """``-nt-``, ditto marks and the like."""
        if not isinstance(value, str) or len(value) > _LONGEST_DITTO:
            return False
        return clean(value).lower() in self._facts.vocabulary.phrases["same_marks"]

    def _text(self, name: str) -> str | None:
        if name not in self._columns:
            return None
        if name not in self._texts:
            value = self._value(name)
            self._texts[name] = clean(cell_text(value)) or None if value is not None else None
        return self._texts[name]

    def _raw_text(self, name: str) -> str | None:
        value = self._value(name)
        return cell_text(value) or None if value is not None else None

    def _is_marked(self, column: int) -> bool:
        value = self._row.values.get(column)
        return value is not None and self._says_yes(value)

    def _says_yes(self, value: Value) -> bool:
        """``x``, ``✓``, 1 …"""
        if isinstance(value, int | float):
            return value == 1
        text = clean(cell_text(value))
        return bool(text) and fold(text) in self._facts.vocabulary.phrases["yes_marks"]
