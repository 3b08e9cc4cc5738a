"""One row's cells with what holds for its table: what the readers of names, awards and units stand on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.values import Finding, Severity, Sex
from thidua_desktop.domain.organisation.units_text import UnitBook
from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import Value, cell_text, column_letter
from thidua_desktop.workbooks.staging.context import Titles
from thidua_desktop.workbooks.table_finding.body import BodyRow
from thidua_desktop.workbooks.table_finding.shapes import ColumnShape
from thidua_desktop.workbooks.table_finding.tables import Table
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

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
    sheet_unit: str | None = None
    names: ColumnShape = field(default_factory=ColumnShape)
    """How the column of names looks."""
    month_first: frozenset[int] = frozenset()
    """Columns of dates proved to be typed month before day."""
    unclear: frozenset[int] = frozenset()
    """Columns of dates whose cells show both orders, or neither for certain."""
    mangled: frozenset[int] = frozenset()
    """Columns of dates in which a program swapped what could be swapped."""


class RowCells:
    """The row being read and its findings so far; rows come in order (``nt`` looks at the row before)."""

    def __init__(self, facts: SheetFacts) -> None:
        self._facts = facts
        self._table = facts.table
        self._columns = facts.table.columns
        self._before: dict[str, Value] = {}
        self._findings: list[Finding] = []
        self._texts: dict[str, str | None] = {}
        self._sure_awards: dict[Value | None, tuple[str, ...]] = {}
        """Award cells read before without a word to report."""
        self._cleaned: dict[Value, str] = {}
        self._sure_units: dict[Value | None, str] = {}
        self._sure_sexes: dict[str, Sex] = {}
        kinds = {"subject_type", "household_name", "collective_name"}
        self._only_persons = (
            kinds.isdisjoint(facts.table.columns)
            and facts.table.columns.get("unit") != facts.table.name_column
        )
        """Whoever has a birth date is one."""
        scores = ("score", "score_self", "score_appraised")
        self._score_columns = [
            (name, facts.table.columns[name]) for name in scores if name in facts.table.columns
        ]
        self._initiatives = not {"initiative", "initiative_ref"}.isdisjoint(facts.table.columns)
        births = (facts.table.columns.get(name) for name in ("dob", "dob_male", "dob_female"))
        self._births = frozenset(column for column in births if column is not None)
        self._lone_sex_used: dict[int, bool] = {}
        self._row = BodyRow(0, "record", {})
        self._watched = facts.table.grid.watched
        self._letters = [
            column_letter(c) for c in range(max((len(r) for r in facts.table.grid.rows[:50]), default=1) + 1)
        ]

        self._name_letter = self._letter(facts.table.name_column)

    def _letter(self, column: int) -> str:
        return self._letters[column] if column < len(self._letters) else column_letter(column)

    def _report(self, code: str, severity: Severity, column: int | None, **params: str) -> None:
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
        column = self._columns.get(name)
        if column is None:
            return None
        if name in _REPEATED:
            # Looked up once a row: what says the same as above must not be taken for what stands above.
            if name not in self._texts:
                value = self._value(name)
                self._texts[name] = clean(cell_text(value)) or None if value is not None else None
            return self._texts[name]
        value = self._row.values.get(column)
        if value is None:
            return None
        if value.__class__ is not str:
            return clean(cell_text(value)) or None
        known = self._cleaned.get(value)
        if known is None:
            known = self._cleaned[value] = clean(cell_text(value))
        return known or None

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
        return self._facts.vocabulary.says_yes(text)
