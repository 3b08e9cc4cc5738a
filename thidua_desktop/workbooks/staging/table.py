"""One table into records: every row of it a record, a skip with its reason, or a finding."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.dates import half_mangled, reading_order
from thidua_desktop.domain.importing.values import Finding, Severity, SkippedRows, StagedRecord
from thidua_desktop.domain.organisation.units_text import UnitBook, starts_like_unit
from thidua_desktop.domain.progress import Progress
from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import Value, column_letter
from thidua_desktop.workbooks.staging.context import GroupStack, Titles
from thidua_desktop.workbooks.staging.groups import GroupCheck
from thidua_desktop.workbooks.staging.refused import RefusedRows
from thidua_desktop.workbooks.staging.rows import RecordReader, SheetFacts
from thidua_desktop.workbooks.staging.worksheets import LeftOut, SheetChoice
from thidua_desktop.workbooks.table_finding.body import BodyRow, Group
from thidua_desktop.workbooks.table_finding.rows import RowReader
from thidua_desktop.workbooks.table_finding.shapes import SAMPLE, Shapes
from thidua_desktop.workbooks.table_finding.tables import Table
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

_STEP: Final = 500


class Ledger:
    """What became of every row that is no record: reason by sheet and row, counted from 0."""

    def __init__(self) -> None:
        self._rows: dict[tuple[str, str], set[int]] = {}

    def skip(self, sheet: str, reason: str, rows: Iterable[int]) -> None:
        self._rows.setdefault((sheet, reason), set()).update(rows)

    def skipped(self) -> tuple[SkippedRows, ...]:
        """All skips, rows counted from 1."""
        return tuple(
            SkippedRows(sheet, reason, tuple(row + 1 for row in sorted(rows)))
            for (sheet, reason), rows in self._rows.items()
            if rows
        )


@dataclass(slots=True)
class FileWork:
    """What holds for one file while it is read, and what was found in it so far."""

    awards: AwardIndex
    units: UnitBook
    vocabulary: Vocabulary
    shapes: Shapes
    choice: SheetChoice
    today: dt.date
    progress: Progress
    date1904: bool = False
    legacy: dict[str, dict[int, str]] = field(default_factory=dict)
    as_typed: dict[str, dict[tuple[int, int], str]] = field(default_factory=dict)
    records: list[StagedRecord] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    ledger: Ledger = field(default_factory=Ledger)


class TableStaging:
    """Reads one table; ``titles`` stand above it from row ``first_title`` on, ``cover`` above the file."""

    def __init__(
        self,
        work: FileWork,
        table: Table,
        titles: Titles,
        cover: Titles,
        *,
        first_title: int,
        newest: int | None = None,
    ) -> None:
        """``newest``: the latest year named above any table of the sheet."""
        self._work = work
        self._table = table
        self._grid = table.grid
        self._titles = titles
        self._cover = cover
        self._first_title = first_title
        self._newest = newest
        names = (
            row[table.name_column]
            for row in table.grid.rows[slice(*table.body)]
            if len(row) > table.name_column
        )
        self._whole_names = any(work.shapes.of(name) == "person" for name in names)
        self._bodies = RowReader(table, work.vocabulary, work.awards)
        sheet_awards = work.awards.within(table.grid.name)
        self._sheet_award = work.awards.exact(table.grid.name) or (
            sheet_awards[0] if len(sheet_awards) == 1 else None
        )

    def read(self, counts: Counter[str]) -> int:
        """Reads all rows; the place of the last nominee. ``counts``: rows of the sheet by kind so far."""
        self._demote_former()
        if self._left_out():
            return self._table.body[1] - 1
        facts = self._facts()
        self._report_hidden_columns()
        if self._table.is_scoring and not self._has_award():
            params = {"value": self._grid.name, "found": "0", "kind": "scores"}
            self._work.findings.append(Finding(self._grid.name, "NOT_A_NOMINATION_LIST", "warning", params))
        reader = RecordReader(facts)
        refused = RefusedRows(self._table, self._work.awards, self._bodies.legend)
        groups = GroupStack()
        running = GroupCheck(self._work.findings, self._table, counts)
        under: Counter[Group] = Counter()
        without_unit = named = 0
        last = self._table.body[0]
        for body in self._bodies.rows():
            if body.row % _STEP == 0:
                self._work.progress(body.row, self._table.body[1], self._grid.name)
            if body.kind != "record":
                self._other(body, groups, running)
                continue
            last = body.joined[-1] if body.joined else body.row
            if groups.refused is not None:
                under[groups.refused] += 1
                self._skip("not_proposed", body)
                continue
            if (why := refused.appearance(body)) is not None:
                self._work.findings.append(why)
                self._skip("not_proposed", body)
                continue
            record, findings = reader.read(body, groups)
            self._joined(body)
            if self._is_half_a_name(record, findings):
                self._work.findings.extend(findings)
                self._skip("nameless", body)
                continue
            running.count(body, record.subject_type)
            self._work.records.append(record)
            self._work.findings.extend(findings)
            self._work.findings.extend(refused.remarks(body))
            named += 1
            without_unit += record.unit is None and record.subject_type != "household"
        running.close()
        self._tell_refused(under)
        self._tell_once(facts, reader, named=named, without_unit=without_unit)
        return last

    def _demote_former(self) -> None:
        """An award column of an earlier year than the title's reports the past."""
        table, year = self._table, self._titles.year
        column = table.columns.get("award")
        if column is None or year is None or self._work.choice.past:
            return
        heading = table.headings.get(column, "")
        years = [int(found) for found in re.findall(r"\b20\d\d\b", heading)]
        if years and max(years) < year and "đề nghị" not in heading.lower():
            del table.columns["award"]
            table.previous = tuple(sorted((*table.previous, column)))
            self._report(table.top, column, "COLUMN_OTHER_YEAR", "warning", value=heading)

    def _is_half_a_name(self, record: StagedRecord, findings: Iterable[Finding]) -> bool:
        """One word among whole names names nobody: an error at its cell, and no record."""
        alone = " " not in record.name and "family_name" not in self._table.columns and self._whole_names
        return alone and any(finding.code == "NAME_INCOMPLETE" for finding in findings)

    def _left_out(self) -> bool:
        """Another sort of list is left out whole, and said to be one."""
        why = self._work.choice.table(self._table, self._titles, has_award=self._has_award())
        past = self._work.choice.past
        if not past and self._newest and self._titles.year and self._titles.year < self._newest:
            why = LeftOut("SHEET_OTHER_YEAR", value=str(self._titles.year))
        if why is None:
            return False
        rows = [row for row in range(*self._table.body) if any(cell != "" for cell in self._grid.rows[row])]
        self._work.ledger.skip(self._grid.name, f"{why.code}{why.kind and ':'}{why.kind}", rows)
        params = {"value": self._grid.name, "found": str(len(rows)), "kind": why.kind, "year": why.value}
        self._work.findings.append(Finding(self._grid.name, why.code, "warning", params))
        return True

    def _has_award(self) -> bool:
        table = self._table
        if "award" in table.columns or table.matrix or table.more_awards:
            return True
        if self._titles.award or self._sheet_award or self._cover.award:
            return True
        return any(body.group is not None and body.group.award for body in self._bodies.rows())

    def _facts(self) -> SheetFacts:
        work, table = self._work, self._table
        rows = table.grid.rows[slice(*table.body)]
        dates = [table.columns[name] for name in ("dob", "dob_male", "dob_female") if name in table.columns]
        orders = {column: _order(rows, column) for column in dates}
        return SheetFacts(
            table=table,
            titles=self._titles,
            file_titles=self._cover,
            sheet_award=self._sheet_award,
            units=work.units,
            awards=work.awards,
            vocabulary=work.vocabulary,
            today=work.today,
            date1904=work.date1904,
            legacy=work.legacy[self._grid.name],
            as_typed=work.as_typed[self._grid.name],
            given_seen=_given_names(table),
            unit_once=_typed_once(table),
            sheet_unit=self._unit_of_sheet(),
            names=work.shapes.column(rows[:SAMPLE], table.name_column),
            month_first=frozenset(column for column, order in orders.items() if order == "month_first"),
            unclear=frozenset(column for column, order in orders.items() if order == "unclear"),
            mangled=frozenset(column for column, order in orders.items() if order == "mangled"),
        )

    def _unit_of_sheet(self) -> str | None:
        """A sheet named after a unit: not after an award, a kind of nominee or a form."""
        name = clean(self._grid.name)
        if self._work.awards.within(name) or not starts_like_unit(name, self._work.vocabulary.units):
            return None
        kinds = (
            "tập thể",
            "cá nhân",
            "danh sách",
            "khối",
            "cụm",
            "hội đồng",
            "đơn vị",
            "bản ",
            "báo",
            "viện trợ",
        )
        return None if name.lower().startswith(kinds) or len(name.split(" ")) < 2 else name

    def _other(self, body: BodyRow, groups: GroupStack, running: GroupCheck) -> None:
        """A row that is no nominee."""
        if body.group is not None:
            group = self._of_its_year(body.group)
            groups.enter(group)
            running.open(group)
            award = group.award
            if award is not None and self._work.awards.is_placeholder(award):
                name = self._work.awards.by_code[award].name
                self._report(body.row, group.column, "AWARD_LEVEL_AMBIGUOUS", "warning", award=name)
        elif body.kind == "total":
            running.total(body)
        elif body.kind in {"nameless", "unread"}:
            column = self._table.name_column if body.kind == "nameless" else min(body.values)
            code = "NAME_INCOMPLETE" if body.kind == "nameless" else "ROW_UNREAD"
            code = self._grid.marks.get((body.row, column), code)
            severity: Severity = "error" if body.kind == "nameless" else "warning"
            value = "" if body.kind == "nameless" else clean(str(body.values[column]))[:200]
            self._report(body.row, column, code, severity, value=value)
        self._skip(body.kind, body)

    def _of_its_year(self, group: Group) -> Group:
        """A heading of an earlier year than the list's heads what is not proposed."""
        if self._work.choice.past:
            return replace(group, refused=False)
        years = [int(found) for found in re.findall(r"năm (20\d\d)", group.text.lower())]
        own = self._titles.year
        return replace(group, refused=True) if years and own and max(years) < own else group

    def _joined(self, body: BodyRow) -> None:
        """A name or unit broken over rows: both cells are shown with what they were put together to."""
        if body.late:
            self._report(body.row, self._table.name_column, "ROW_AFTER_SIGNATURE", "warning")
        if not body.joined:
            return
        whole = clean(str(body.values.get(self._table.name_column, "")))
        for row in (body.row, *body.joined):
            self._report(row, self._table.name_column, "ROW_CONTINUES", "warning", value=whole)
        self._work.ledger.skip(self._grid.name, "joined", body.joined)

    def _skip(self, reason: str, body: BodyRow) -> None:
        self._work.ledger.skip(self._grid.name, reason, (body.row, *body.joined))

    def _tell_refused(self, under: Mapping[Group, int]) -> None:
        for group, count in under.items():
            self._report(
                group.row, group.column, "GROUP_NOT_PROPOSED", "warning", value=group.text, found=str(count)
            )

    def _tell_once(self, facts: SheetFacts, reader: RecordReader, *, named: int, without_unit: int) -> None:
        """What concerns the whole table is said once: units missing, an award's level, an order of dates."""
        top = self._table.top
        if without_unit:
            params = {"found": str(without_unit), "all": str(named)}
            self._report(top, self._table.name_column, "UNIT_MISSING", "warning", **params)
        for column in sorted(facts.month_first):
            self._report(
                top, column, "DOB_MONTH_FIRST", "warning", value=self._table.headings.get(column, "")
            )
        if reader.award_from_title and self._work.awards.is_placeholder(self._titles.award or ""):
            row, column = self._titles.award_cell
            award = self._work.awards.by_code[self._titles.award or ""].name
            self._report(self._first_title + row, column, "AWARD_LEVEL_AMBIGUOUS", "warning", award=award)

    def _report_hidden_columns(self) -> None:
        table = self._table
        hidden = sorted(table.grid.hidden_columns & table.headings.keys())
        used = {*table.columns.values(), *(column for column, _ in table.matrix)}
        for place, column in enumerate(hidden):
            if place and hidden[place - 1] == column - 1:
                continue
            severity: Severity = "warning" if column in used else "info"
            self._report(table.top, column, "COL_HIDDEN", severity, value=table.headings[column])

    def _report(self, row: int, column: int, code: str, severity: Severity, **params: str) -> None:
        ref = f"{self._grid.name}!{column_letter(column)}{row + 1}"
        self._work.findings.append(Finding(ref, code, severity, {"value": "", **params}))


def _order(rows: list[list[Value]], column: int) -> str:
    """How a column writes its dates; ``mangled`` when a program swapped what could be swapped."""
    cells = [row[column] for row in rows if column < len(row) and row[column] != ""]
    texts = [cell for cell in cells if isinstance(cell, str)]
    dates = [cell for cell in cells if isinstance(cell, dt.date)]
    if half_mangled(texts, dates):
        return "mangled"
    return reading_order(texts) if texts else "day_first"


def _given_names(table: Table) -> frozenset[str]:
    column = table.columns.get("given_name")
    if column is None:
        return frozenset()
    rows = table.grid.rows[slice(*table.body)]
    return frozenset(clean(v).lower() for r in rows if column < len(r) and isinstance(v := r[column], str))


def _typed_once(table: Table) -> bool:
    """Is the unit typed only where it changes? First row filled, most others blank, none merged."""
    column = table.columns.get("unit")
    if column is None or column == table.name_column:
        return False
    name = table.name_column
    rows = [r for r in table.grid.rows[slice(*table.body)] if name < len(r) and r[name] != ""]
    filled = [column < len(r) and r[column] != "" for r in rows]
    return len(filled) > 2 and filled[0] and sum(filled) * 2 <= len(filled)
