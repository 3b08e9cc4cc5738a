"""A sender's file into records and findings, without writing anything: what an import would do."""

from __future__ import annotations

import datetime as dt
import hashlib
import tempfile
from collections import Counter
from pathlib import Path
from typing import Final

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.values import Finding, Known, Severity, StagedFile, StagedSheet
from thidua_desktop.domain.organisation.units_text import UnitBook
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.given_files import file_fault
from thidua_desktop.texts import lookup, text
from thidua_desktop.workbooks.reading.clipboard import pasted_file
from thidua_desktop.workbooks.reading.grid import Grid, Opened, SheetTexts, Value, column_letter
from thidua_desktop.workbooks.reading.password import plain_bytes
from thidua_desktop.workbooks.reading.reader import open_file
from thidua_desktop.workbooks.returned.sentences import is_own_sheet
from thidua_desktop.workbooks.staging.context import Titles, read_titles
from thidua_desktop.workbooks.staging.duplicates import mark_duplicates
from thidua_desktop.workbooks.staging.legacy import decode_legacy
from thidua_desktop.workbooks.staging.table import FileWork, TableStaging
from thidua_desktop.workbooks.staging.worksheets import LeftOut, SheetChoice, year_of_sheet
from thidua_desktop.workbooks.table_finding.births import join_birth_parts
from thidua_desktop.workbooks.table_finding.evidence import ColumnReview, Contrast, Guess
from thidua_desktop.workbooks.table_finding.guess import ColumnGuess
from thidua_desktop.workbooks.table_finding.headers import NAME_FIELDS, HeaderIndex
from thidua_desktop.workbooks.table_finding.one_column import spread_one_column
from thidua_desktop.workbooks.table_finding.rows import RowReader
from thidua_desktop.workbooks.table_finding.shapes import Shapes
from thidua_desktop.workbooks.table_finding.tables import Table, find_tables
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary, load_vocabulary

__all__ = ["Known", "read_file", "read_pasted"]
_TITLE_ROWS: Final = 15
_TITLE_LOOK: Final = 20
_COVER_ROWS: Final = 60
_FORM_ROWS: Final = 40
_FORM_FIELDS: Final = 3
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
        self._known = known
        self._vocabulary: Vocabulary = load_vocabulary()
        self._awards = AwardIndex(known.awards, known.award_aliases)
        self._headers = HeaderIndex(self._vocabulary, self._awards, known.header_aliases)
        self._units = UnitBook(known.units, known.unit_aliases, self._vocabulary.units)
        self._shapes = Shapes(self._vocabulary, self._awards)
        self._work = FileWork(
            awards=self._awards,
            units=self._units,
            vocabulary=self._vocabulary,
            shapes=self._shapes,
            choice=SheetChoice(self._vocabulary, self._shapes, past=known.past),
            today=dt.datetime.now(tz=dt.UTC).astimezone().date(),
            progress=progress,
            date1904=opened.date1904,
        )
        self._findings = self._work.findings
        self._ledger = self._work.ledger

    def run(self) -> StagedFile:
        opened = self._opened
        opened.grids = [grid for grid in opened.grids if not is_own_sheet(grid.name)]
        if opened.encoding:
            place = opened.grids[0].name
            self._findings.append(
                Finding(place, "FILE_ENCODING_GUESSED", "warning", {"value": opened.encoding})
            )
        visible = [grid for grid in opened.grids if not grid.hidden]
        previews = [self._preview(grid, ()) for grid in opened.grids if grid.hidden]
        for grid in visible:
            spread_one_column(grid)
            legacy = decode_legacy(grid)
            self._work.legacy[grid.name], self._work.as_typed[grid.name] = legacy
        for grid in opened.grids:
            if grid.far:
                self._findings.append(Finding(grid.name, "CELLS_FAR", "warning", {"value": grid.name}))
            if grid.hidden:
                self._report_hidden_sheet(grid)
        tables = self._find_tables(visible)
        titles = {grid.name: self._first_titles(grid, tables[grid.name]) for grid in visible}
        years = {grid.name: year_of_sheet(grid, titles[grid.name]) for grid in visible}
        left = self._work.choice.sheets(visible, tables, years, self._known.review_year)
        chosen = [grid for grid in visible if grid.name not in left]
        cover = self._cover_titles(visible, tables)
        self._learn_units(chosen, tables)
        for grid in visible:
            if grid in chosen:
                self._read_sheet(grid, tables[grid.name], cover)
                self._tell_year(grid, years[grid.name])
            else:
                self._leave_out(grid, left[grid.name])
            previews.append(self._preview(grid, tables[grid.name] if grid in chosen else ()))
        return self._file(visible, tables, previews)

    def _file(
        self, visible: list[Grid], tables: dict[str, list[Table]], previews: list[StagedSheet]
    ) -> StagedFile:
        records, duplicates = mark_duplicates(self._work.records)
        findings = [*self._findings, *duplicates]
        status = self._opened.status
        if status == "html":
            findings.insert(
                0, Finding(self._path.name, "FILE_NOT_EXCEL", "warning", {"file": self._path.name})
            )
        if not records and status == "ok":
            status = "empty"
            findings.append(Finding(self._path.name, "FILE_EMPTY", "error", {"file": self._path.name}))
        order = {name: place for place, name in enumerate(grid.name for grid in self._opened.grids)}
        previews.sort(key=lambda sheet: order[sheet.name])
        return StagedFile(
            self._path.name,
            self._digest,
            status,
            tuple(records),
            tuple(findings),
            tuple(previews),
            sender=self._sender(visible, tables),
            skipped=self._ledger.skipped(),
        )

    def _find_tables(self, visible: list[Grid]) -> dict[str, list[Table]]:
        """The tables of every sheet in sight; lists without any header by their cells; columns reviewed."""
        contrast = Contrast(self._shapes)
        review = ColumnReview(self._shapes)
        guess = ColumnGuess(self._shapes)
        tables: dict[str, list[Table]] = {}
        for grid in visible:
            found = find_tables(grid, self._headers, contrast.heads)
            tables[grid.name] = found
            for table in found:
                if contrast.repeats_header(table):
                    table.header_rows = (*table.header_rows, table.body[0])
                    table.body = (table.body[0] + 1, table.body[1])
                join_birth_parts(table)
                self._tell_guesses(table, review.review(table))
            if not found and (whole := guess.whole_table(grid)):
                tables[grid.name] = [whole]
                guesses = [
                    Guess(c, "HEADER_MISSING", name) for name, c in whole.columns.items() if name != "number"
                ]
                self._tell_guesses(whole, [*guesses, *review.unknown(whole)])
        return tables

    def _first_titles(self, grid: Grid, tables: list[Table]) -> Titles:
        """What stands above the first table of a sheet."""
        end = tables[0].top if tables else min(len(grid.rows), _TITLE_ROWS)
        return read_titles(grid.rows[max(0, end - _TITLE_LOOK) : end], self._vocabulary, self._awards)

    def _sender(self, visible: list[Grid], tables: dict[str, list[Table]]) -> str | None:
        """The unit that the lines above the first table of a sheet name; never a row of the table."""
        for grid in visible:
            if not tables[grid.name] and len(grid.rows) > _COVER_ROWS:
                continue
            titles = self._first_titles(grid, tables[grid.name])
            named = titles.unit or (titles.weak_unit if tables[grid.name] else None)
            if named:
                return self._units.read(named).name
        return None

    def _leave_out(self, grid: Grid, why: LeftOut) -> None:
        """A sheet left out whole is named with the number of its rows."""
        rows = [number for number, row in enumerate(grid.rows) if any(cell != "" for cell in row)]
        self._ledger.skip(grid.name, why.code, rows)
        params = {"value": grid.name, "found": str(len(rows)), "year": why.value}
        self._findings.append(Finding(grid.name, why.code, "warning", params))

    def _tell_year(self, grid: Grid, year: int | None) -> None:
        """A list of another year than the one being worked on is read, and said to be one."""
        requested = self._known.review_year
        if requested is not None and year is not None and year != requested:
            params = {"value": grid.name, "found": "", "year": str(year)}
            self._findings.append(Finding(grid.name, "SHEET_YEAR_DIFFERS", "warning", params))

    def _cover_titles(self, visible: list[Grid], tables: dict[str, list[Table]]) -> Titles:
        """What sheets without a table (a cover) say for the whole file."""
        for grid in visible:
            if not tables[grid.name] and 0 < len(grid.rows) <= _COVER_ROWS:
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

    def _tell_guesses(self, table: Table, guesses: list[Guess]) -> None:
        """Columns understood by their cells alone, or filled and not understood."""
        for guess in guesses:
            name = guess.field or ""
            field = lookup(f"importing.fields.{name}") or name
            params = {"value": table.headings.get(guess.column, ""), "field": field}
            ref = f"{table.grid.name}!{column_letter(guess.column)}{table.top + 1}"
            code = "COLUMN_GUESSED" if guess.code == "HEADER_MISSING" and params["value"] else guess.code
            self._findings.append(Finding(ref, code, "warning" if guess.weighty else "info", params))

    def _read_sheet(self, grid: Grid, tables: list[Table], cover: Titles) -> None:
        """Tables top to bottom; what stands between two belongs to the lower, the unit above all to each."""
        below = 0
        counts: Counter[str] = Counter()
        if not tables:
            self._tell_no_table(grid)
            return
        whole = [
            read_titles(_within(grid, table, table.above[0]), self._vocabulary, self._awards)
            for table in tables
        ]
        newest = max((one.year for one in whole if one.year), default=None)
        for table in tables:
            first = max(below, table.above[0], table.above[1] - 20)
            titles = read_titles(_within(grid, table, first), self._vocabulary, self._awards)
            self._ledger.skip(grid.name, "title", range(max(below, table.above[0]), table.above[1]))
            self._ledger.skip(grid.name, "header", table.header_rows)
            reading = TableStaging(self._work, table, titles, cover, first_title=first, newest=newest)
            last = reading.read(counts)
            below = last + 1
            cover = Titles(
                unit=titles.unit or cover.unit,
                weak_unit=titles.weak_unit or cover.weak_unit,
            )

    def _tell_no_table(self, grid: Grid) -> None:
        """A sheet without a table: a cover is short and all text; anything else is said to be unread."""
        filled = [number for number, row in enumerate(grid.rows) if any(cell != "" for cell in row)]
        if not filled:
            return
        self._ledger.skip(grid.name, "no_table", filled)
        cells = [sum(cell != "" for cell in grid.rows[number]) for number in filled]
        is_form = self._is_form(grid)
        is_cover = len(filled) <= _COVER_ROWS and max(cells) <= 2 and not is_form
        severity: Severity = "info" if is_cover else "warning"
        params = {"value": grid.name, "found": str(len(filled))}
        code = "SHEET_FORM" if is_form else "SHEET_NO_TABLE"
        self._findings.append(Finding(grid.name, code, severity, params))

    def _is_form(self, grid: Grid) -> bool:
        """Labels at the left, values beside them: ``Họ và tên:`` ``Ngày sinh:`` ``Đơn vị:`` of one person."""
        labels = [next((cell for cell in row if cell != ""), "") for row in grid.rows[:_FORM_ROWS]]
        fields = {
            self._headers.of_path([label.rstrip(" :.…")]) for label in labels if isinstance(label, str)
        } - {None}
        return bool(fields & NAME_FIELDS) and len(fields) >= _FORM_FIELDS

    def _report_hidden_sheet(self, grid: Grid) -> None:
        """A list on a hidden sheet is not taken, and not passed over in silence either."""
        tables = find_tables(grid, self._headers, Contrast(self._shapes).heads)
        rows = [row for table in tables for row in RowReader(table, self._vocabulary, self._awards).rows()]
        found = sum(row.kind == "record" for row in rows)
        if found:
            ref = f"{grid.name}!{column_letter(tables[0].name_column)}{tables[0].top + 1}"
            self._findings.append(
                Finding(ref, "SHEET_HIDDEN", "warning", {"value": grid.name, "found": str(found)})
            )

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


def _within(grid: Grid, table: Table, first: int) -> list[list[Value]]:
    """The rows above a table from one on: of tables side by side only what stands over their own columns.

    Where nothing does, what stands above all of them.
    """
    rows = grid.rows[max(first, table.above[1] - _TITLE_LOOK) : table.above[1]]
    left, right = table.span
    over: list[list[Value]] = [
        ["" if c < left else cell for c, cell in enumerate(row[:right])] for row in rows
    ]
    return over if any(cell != "" for row in over for cell in row) else rows
