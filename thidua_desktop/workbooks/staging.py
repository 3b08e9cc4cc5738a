"""A sender's file into records and findings, without writing anything: what an import would do."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.collecting import no_collection
from thidua_desktop.domain.importing import Finding, Known, Severity, StagedFile, StagedRecord, StagedSheet
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean, fold
from thidua_desktop.domain.units_text import UnitBook
from thidua_desktop.given_files import file_fault
from thidua_desktop.texts import lookup, text
from thidua_desktop.workbooks.grid import Grid, Opened, SheetTexts, column_letter
from thidua_desktop.workbooks.headers import HeaderIndex
from thidua_desktop.workbooks.reader import open_file
from thidua_desktop.workbooks.reader_clipboard import pasted_file
from thidua_desktop.workbooks.reader_password import plain_bytes
from thidua_desktop.workbooks.staging_context import GroupStack, Titles, read_titles
from thidua_desktop.workbooks.staging_duplicates import mark_duplicates
from thidua_desktop.workbooks.staging_groups import GroupCheck
from thidua_desktop.workbooks.staging_legacy import decode_legacy
from thidua_desktop.workbooks.staging_rows import RecordReader, SheetFacts
from thidua_desktop.workbooks.tables import Table, find_tables
from thidua_desktop.workbooks.tables_guess import ColumnGuess
from thidua_desktop.workbooks.tables_rows import RowReader
from thidua_desktop.workbooks.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Known", "read_file", "read_pasted"]
_TITLE_ROWS: Final = 15
_STEP: Final = 500
_FILE_SEVERITY: Final[Severity] = "error"


def read_file(
    path: Path, *, known: Known, progress: Progress = silent, password: str | None = None
) -> StagedFile:
    """Everything found in the file. A bad file is not an exception: its ``open_status`` and one finding say
    why.

    ``password`` opens a protected workbook. Cancelled when ``progress`` asks.
    """
    progress(0, 1, path.name)
    fault = file_fault(path)
    if fault is not None:
        return _refused(path, "", Opened("corrupt", code=f"FILE_{fault.upper()}"))
    digest = _digest(path, password)
    with no_collection():
        opened = open_file(path, password=password)
        if opened.status != "ok" and not opened.grids:
            return _refused(path, digest, opened)
        return _Staging(path, digest, opened, known, progress).run()


def _refused(path: Path, digest: str, opened: Opened) -> StagedFile:
    finding = Finding(
        path.name, opened.code or "FILE_CORRUPT", _FILE_SEVERITY, {"file": path.name, **opened.params}
    )
    return StagedFile(path.name, digest, opened.status, findings=(finding,))


def read_pasted(pasted: str, *, known: Known, progress: Progress = silent) -> StagedFile:
    """Everything found in a table pasted as tabbed text or as a piece of a web page."""
    ending, data = pasted_file(pasted)
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / f"{text('importing.pasted')}{ending}"
        path.write_bytes(data)
        return read_file(path, known=known, progress=progress)


def _digest(path: Path, password: str | None) -> str:
    """SHA-256 of what the file holds: of the plain bytes when a password opens it."""
    digest = hashlib.sha256()
    try:
        if password:
            return hashlib.sha256(plain_bytes(path, password)).hexdigest()
        with path.open("rb") as stream:
            while chunk := stream.read(1 << 20):
                digest.update(chunk)
    except OSError:
        return ""
    return digest.hexdigest()


class _Staging:
    """The work of one file; everything it learns is thrown away with it."""

    def __init__(self, path: Path, digest: str, opened: Opened, known: Known, progress: Progress) -> None:
        self._path = path
        self._digest = digest
        self._opened = opened
        self._vocabulary: Vocabulary = load_vocabulary()
        self._awards = AwardIndex(known.awards, known.award_aliases)
        self._headers = HeaderIndex(self._vocabulary, self._awards, known.header_aliases)
        self._units = UnitBook(known.units, known.unit_aliases, self._vocabulary.units)
        self._progress = progress
        self._today = dt.datetime.now(tz=dt.UTC).astimezone().date()
        self._records: list[StagedRecord] = []
        self._findings: list[Finding] = []
        self._legacy: dict[str, dict[int, str]] = {}
        self._as_typed: dict[str, dict[tuple[int, int], str]] = {}

    def run(self) -> StagedFile:
        opened = self._opened
        own = self._vocabulary.phrases["own_sheets"]
        opened.grids = [grid for grid in opened.grids if fold(grid.name) not in own]
        if opened.encoding:
            place = opened.grids[0].name
            self._findings.append(
                Finding(place, "FILE_ENCODING_GUESSED", "warning", {"value": opened.encoding})
            )
        visible = [grid for grid in opened.grids if not grid.hidden]
        previews = [self._preview(grid, ()) for grid in opened.grids if grid.hidden]
        for grid in visible:
            self._legacy[grid.name], self._as_typed[grid.name] = decode_legacy(grid)
        for grid in opened.grids:
            if grid.hidden:
                self._tell_hidden_sheet(grid)
        tables = {grid.name: find_tables(grid, self._headers) for grid in visible}
        self._guess(visible, tables)
        chosen = self._without_guides(visible, tables)
        cover = self._cover_titles(visible, tables)
        self._learn_units(chosen, tables)
        for grid in visible:
            if grid in chosen:
                self._read_sheet(grid, tables[grid.name], cover)
            previews.append(self._preview(grid, tables[grid.name] if grid in chosen else ()))
        records, duplicates = mark_duplicates(self._records)
        findings = [*self._findings, *duplicates]
        status = opened.status
        if status == "html":
            findings.insert(
                0, Finding(self._path.name, "FILE_NOT_EXCEL", "warning", {"file": self._path.name})
            )
        if not records and status == "ok":
            status = "empty"
            findings.append(Finding(self._path.name, "FILE_EMPTY", "error", {"file": self._path.name}))
        order = {name: place for place, name in enumerate(grid.name for grid in opened.grids)}
        previews.sort(key=lambda sheet: order[sheet.name])
        return StagedFile(
            self._path.name,
            self._digest,
            status,
            tuple(records),
            tuple(findings),
            tuple(previews),
            sender=self._sender(visible),
        )

    def _sender(self, visible: list[Grid]) -> str | None:
        """The unit that the first lines of the file name, whether a table was found or not."""
        for grid in visible:
            titles = read_titles(grid.rows[:_TITLE_ROWS], self._vocabulary, self._awards)
            if titles.unit or titles.weak_unit:
                return self._units.read(titles.unit or titles.weak_unit or "").name
        return None

    def _without_guides(self, visible: list[Grid], tables: dict[str, list[Table]]) -> list[Grid]:
        """Sheets to import: a guide with sample rows is left out when another sheet holds the list."""
        guides = self._vocabulary.phrases["guide_sheets"]
        real = [grid for grid in visible if not any(word in fold(grid.name) for word in guides)]
        return real if any(tables[grid.name] for grid in real) else visible

    def _cover_titles(self, visible: list[Grid], tables: dict[str, list[Table]]) -> Titles:
        """What sheets without a table (a cover) say for the whole file."""
        for grid in visible:
            if not tables[grid.name] and 0 < len(grid.rows) <= 60:
                titles = read_titles(grid.rows, self._vocabulary, self._awards)
                if titles.unit:
                    return Titles(unit=titles.unit)
        return Titles()

    def _learn_units(self, chosen: list[Grid], tables: dict[str, list[Table]]) -> None:
        typed: list[str] = []
        for grid in chosen:
            for table in tables[grid.name]:
                column = table.columns.get("unit")
                if column is not None:
                    rows = grid.rows[slice(*table.body)]
                    typed.extend(
                        v for r in rows if column < len(r) and (v := r[column]) and isinstance(v, str)
                    )
        self._units.learn(typed)

    def _guess(self, visible: list[Grid], tables: dict[str, list[Table]]) -> None:
        """Unheaded columns by their content; a list without any header when the file has no other table."""
        guess = ColumnGuess(self._vocabulary, self._awards)
        for table in [table for found in tables.values() for table in found]:
            for column in guess.complete(table):
                self._tell_no_header(table, column)
        if any(tables.values()):
            return
        for grid in visible:
            whole = guess.whole_table(grid)
            if whole:
                tables[grid.name] = [whole]
                for column in whole.columns.values():
                    self._tell_no_header(whole, column)

    def _tell_no_header(self, table: Table, column: int) -> None:
        row = table.top
        field = next(name for name, place in table.columns.items() if place == column)
        params = {"value": "", "field": lookup(f"importing.fields.{field}") or field}
        ref = f"{table.grid.name}!{column_letter(column)}{row + 1}"
        self._findings.append(Finding(ref, "HEADER_MISSING", "warning", params))

    def _read_sheet(self, grid: Grid, tables: list[Table], cover: Titles) -> None:
        """Tables top to bottom; what stands between two belongs to the lower, the unit above all to each."""
        below = 0
        counts: Counter[str] = Counter()
        for table in tables:
            rows = grid.rows[max(below, table.above[0]) : table.above[1]]
            titles = read_titles(rows[-20:], self._vocabulary, self._awards)
            last = self._read_table(table, titles, cover, counts)
            below = last + 1
            cover = Titles(unit=titles.unit or cover.unit, weak_unit=titles.weak_unit or cover.weak_unit)

    def _read_table(self, table: Table, titles: Titles, cover: Titles, counts: Counter[str]) -> int:
        """Reads all rows; the place of the last nominee."""
        grid = table.grid
        sheet_awards = self._awards.within(grid.name)
        facts = SheetFacts(
            table=table,
            titles=titles,
            file_titles=cover,
            sheet_award=self._awards.exact(grid.name)
            or (sheet_awards[0] if len(sheet_awards) == 1 else None),
            units=self._units,
            awards=self._awards,
            vocabulary=self._vocabulary,
            today=self._today,
            date1904=self._opened.date1904,
            legacy=self._legacy[grid.name],
            as_typed=self._as_typed[grid.name],
            given_seen=_given_names(table),
            unit_once=_typed_once(table),
        )
        self._tell_hidden_columns(table)
        reader = RecordReader(facts)
        groups = GroupStack()
        running = GroupCheck(self._findings, table, counts)
        letter = column_letter(table.name_column)
        total = table.body[1]
        last = table.body[0]
        for body in RowReader(table, self._vocabulary, self._awards).rows():
            if body.row % _STEP == 0:
                self._progress(body.row, total, grid.name)
            if body.group:
                groups.enter(body.group)
                running.open(body.group)
            elif body.kind == "total":
                running.total(body)
            elif body.kind == "nameless":
                ref = f"{grid.name}!{letter}{body.row + 1}"
                code = grid.marks.get((body.row, table.name_column), "NAME_INCOMPLETE")
                self._findings.append(Finding(ref, code, "error", {"value": ""}))
            else:
                last = body.row
                record, findings = reader.read(body, groups)
                running.count(body, record.subject_type)
                self._records.append(record)
                self._findings.extend(findings)
        running.close()
        return last

    def _tell_hidden_sheet(self, grid: Grid) -> None:
        """A list on a hidden sheet is not taken, and not passed over in silence either."""
        tables = find_tables(grid, self._headers)
        rows = [row for table in tables for row in RowReader(table, self._vocabulary, self._awards).rows()]
        found = sum(row.kind == "record" for row in rows)
        if found:
            ref = f"{grid.name}!{column_letter(tables[0].name_column)}{tables[0].top + 1}"
            self._findings.append(
                Finding(ref, "SHEET_HIDDEN", "warning", {"value": grid.name, "found": str(found)})
            )

    def _tell_hidden_columns(self, table: Table) -> None:
        hidden = sorted(table.grid.hidden_columns & table.headings.keys())
        used = {*table.columns.values(), *(column for column, _ in table.matrix)}
        for place, column in enumerate(hidden):
            if place and hidden[place - 1] == column - 1:
                continue
            ref = f"{table.grid.name}!{column_letter(column)}{table.top + 1}"
            severity: Severity = "warning" if column in used else "info"
            self._findings.append(Finding(ref, "COL_HIDDEN", severity, {"value": table.headings[column]}))

    def _preview(self, grid: Grid, tables: list[Table] | tuple[()]) -> StagedSheet:
        fields: dict[str, str] = {}
        for table in tables:
            fields.update({column_letter(column): name for name, column in table.columns.items()})
            fields.update({column_letter(column): "award" for column in table.more_awards})
            fields.update({column_letter(column): f"award:{code}" for column, code in table.matrix})
        return StagedSheet(
            name=grid.name,
            rows=SheetTexts(grid.rows),
            header_rows=tuple(row + 1 for table in tables for row in table.header_rows),
            hidden=grid.hidden,
            fields=fields,
        )


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
