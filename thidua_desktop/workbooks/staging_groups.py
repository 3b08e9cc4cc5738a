"""Checks under each group heading: numbers that jump, and a stated count that is not met."""

from __future__ import annotations

from thidua_desktop.domain.importing import Finding
from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.grid import cell_text, column_letter
from thidua_desktop.workbooks.tables import Table
from thidua_desktop.workbooks.tables_rows import BodyRow, Group


class GroupCheck:
    """Counts the rows of the heading in force; findings go to the list given."""

    def __init__(self, findings: list[Finding], table: Table) -> None:
        self._findings = findings
        self._table = table
        self._group: Group | None = None
        self._numbers: list[tuple[int, int]] = []
        self._rows = 0

    def open(self, group: Group) -> None:
        self.close()
        self._group = group

    def count(self, body: BodyRow) -> None:
        self._rows += 1
        column = self._table.columns.get("number")
        number = clean(cell_text(body.values.get(column, ""))).rstrip(".") if column is not None else ""
        if number.isdigit():
            self._numbers.append((body.row, int(number)))

    def close(self) -> None:
        group = self._group
        if group and group.count is not None and self._rows and group.count != self._rows:
            ref = f"{self._table.grid.name}!{column_letter(group.column)}{group.row + 1}"
            params = {"value": group.text, "stated": str(group.count), "found": str(self._rows)}
            self._findings.append(Finding(ref, "GROUP_COUNT_MISMATCH", "warning", params))
        else:
            self._tell_gap()
        self._group, self._numbers, self._rows = None, [], 0

    def _tell_gap(self) -> None:
        for (_, before), (row, number) in zip(self._numbers, self._numbers[1:], strict=False):
            if number > before + 1:
                column = self._table.columns["number"]
                ref = f"{self._table.grid.name}!{column_letter(column)}{row + 1}"
                params = {"value": str(number), "before": str(before)}
                self._findings.append(Finding(ref, "STT_GAP", "info", params))
                return
