"""Checks under each group heading and at totals: numbers that jump, stated counts that are not met."""

from __future__ import annotations

import re
from collections import Counter
from typing import Final

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.importing.values import Finding
from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import cell_text, column_letter
from thidua_desktop.workbooks.table_finding.body import BodyRow, Group
from thidua_desktop.workbooks.table_finding.tables import Table

_STATED: Final = re.compile(
    r"\b(\d{1,5})\s*(người|cá nhân|tập thể|đồng chí|đ/c|hộ|trường hợp|gia đình)\b", re.IGNORECASE
)
_KINDS: Final[dict[str, SubjectType]] = {
    "người": "person", "cá nhân": "person", "đồng chí": "person", "đ/c": "person",
    "tập thể": "collective", "hộ": "household", "gia đình": "household",
}  # fmt: skip


class GroupCheck:
    """Counts the rows of the heading in force; findings go to the list given.

    ``sheet``: rows by kind of subject of the whole sheet so far, shared by its tables.
    """

    def __init__(self, findings: list[Finding], table: Table, sheet: Counter[str]) -> None:
        self._sheet = sheet
        self._counts: Counter[str] = Counter()
        self._inside: Counter[str] = Counter()
        self._findings = findings
        self._table = table
        self._group: Group | None = None
        self._numbers: list[tuple[int, int]] = []
        self._rows = 0

    def open(self, group: Group) -> None:
        self.close()
        self._group = group

    def total(self, body: BodyRow) -> None:
        """A stated number must be that of the rows of the group, the table or the sheet so far."""
        for column, value in body.values.items():
            for found in _STATED.finditer(clean(cell_text(value))) if isinstance(value, str) else ():
                kind = _KINDS.get(found[2].lower())
                counts = (self._inside, self._counts, self._sheet)
                possible = [count[kind] if kind else count.total() for count in counts]
                if int(found[1]) in possible or not self._counts:
                    continue
                ref = f"{self._table.grid.name}!{column_letter(column)}{body.row + 1}"
                params = {"value": clean(cell_text(value)), "stated": found[1], "found": str(possible[1])}
                self._findings.append(Finding(ref, "TOTAL_MISMATCH", "warning", params))

    def count(self, body: BodyRow, subject: SubjectType) -> None:
        for counts in (self._inside, self._counts, self._sheet):
            counts[subject] += 1
        self._rows += 1
        column = self._table.columns.get("number")
        typed = body.values.get(column, "") if column is not None else ""
        if typed.__class__ is int:
            self._numbers.append((body.row, int(typed)))
            return
        number = clean(cell_text(typed)).rstrip(".")
        if number.isdigit():
            self._numbers.append((body.row, int(number)))

    def close(self) -> None:
        group = self._group
        if group and group.count is not None and self._rows and group.count != self._rows:
            ref = f"{self._table.grid.name}!{column_letter(group.column)}{group.row + 1}"
            params = {"value": group.text, "stated": str(group.count), "found": str(self._rows)}
            self._findings.append(Finding(ref, "GROUP_COUNT_MISMATCH", "warning", params))
        else:
            self._report_gap()
        self._group, self._numbers, self._rows = None, [], 0
        self._inside.clear()

    def _report_gap(self) -> None:
        for (_, before), (row, number) in zip(self._numbers, self._numbers[1:], strict=False):
            if number > before + 1:
                column = self._table.columns["number"]
                ref = f"{self._table.grid.name}!{column_letter(column)}{row + 1}"
                params = {"value": str(number), "before": str(before)}
                self._findings.append(Finding(ref, "STT_GAP", "info", params))
                return
