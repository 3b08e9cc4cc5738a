"""Finds the tables of a sheet: where each header stands, what its columns are, where it ends."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Final

from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.workbooks.reading.grid import Grid, Value
from thidua_desktop.workbooks.table_finding.awards import award_roles
from thidua_desktop.workbooks.table_finding.header_rows import heads_a_list, is_numbering, says_more, shown
from thidua_desktop.workbooks.table_finding.headers import AWARD_PREFIX, NAME_FIELDS, HeaderIndex

_YEAR_LEAF: Final = re.compile(r"(?:năm|năm học|kỳ|đợt|quý)?\s*(?:19|20)\d\d.*", re.IGNORECASE | re.DOTALL)
_MAX_HEADER_ROWS: Final = 4
_LOOK_AHEAD: Final = 400
_NO_END: Final = 1 << 20
_TEAMS: Final = frozenset({"to", "to chuyen mon", "bo phan", "bo phan cong tac", "khoa phong", "phong ban"})
_MANY: Final = frozenset({"previous_award", "ignored"})


@dataclass(slots=True)
class Table:
    """A table on a sheet. Rows and columns count from 0; ``body`` is first row and the row after the last."""

    grid: Grid
    header_rows: tuple[int, ...]
    columns: dict[str, int]
    matrix: tuple[tuple[int, str], ...] = ()
    more_awards: tuple[int, ...] = ()
    """Further columns that propose: titles in one, forms of commendation in the other."""
    previous: tuple[int, ...] = ()
    rivals: tuple[int, ...] = ()
    """Columns that propose as well as the ones taken, nobody can say which is meant."""
    ignored: tuple[int, ...] = ()
    """Columns whose heading is understood and of which nothing is used."""
    headings: dict[int, str] = field(default_factory=dict)
    more_units: tuple[int, ...] = ()
    """Further columns headed as units."""
    birth_parts: tuple[int, ...] = ()
    """Columns of day, month and year when a birth date is typed over three."""
    named_by_contrast: bool = False
    """Only the cells say that the column of names is one."""
    body: tuple[int, int] = (0, 0)
    above: tuple[int, int] = (0, 0)
    """Rows between the former table (or the top) and this header: titles."""
    span: tuple[int, int] = (0, _NO_END)
    """First column and the column after the last; narrower than the sheet when tables stand side by side."""
    _name_column: int | None = None

    @property
    def columns_answered(self) -> tuple[dict[str, int], dict[int, str]]:
        """What makes a header repeated on a later page the same header."""
        return self.columns, self.headings

    @property
    def name_column(self) -> int:
        """Where the name stands, or what stands for it."""
        if self._name_column is None:
            self._name_column = self._find_name_column()
        return self._name_column

    def _find_name_column(self) -> int:
        named = ("name", "family_name", "collective_name", "household_name", "given_name", "unit")
        return next(self.columns[name] for name in named if name in self.columns)

    @property
    def top(self) -> int:
        """The first row of the header, or of the list when it has none."""
        return self.header_rows[0] if self.header_rows else self.body[0]

    @property
    def is_scoring(self) -> bool:
        scored = {"score", "score_self", "score_appraised"} & self.columns.keys()
        return bool(scored) and "award" not in self.columns and not self.matrix


Heads = Callable[[Grid, int, list[str]], int | None]
"""The column of names when a row heads a list by what stands below it."""


def find_tables(grid: Grid, headers: HeaderIndex, by_contrast: Heads = lambda *_: None) -> list[Table]:
    """All tables of a sheet, top to bottom, those side by side from left to right.

    A header repeated on a later page continues its table. ``by_contrast`` finds headers of unknown words.
    """
    bands: list[list[Table]] = []
    row = free_from = 0
    misses = 0
    while row < len(grid.rows):
        known = misses < _LOOK_AHEAD or not bands
        band = _headers_at(grid, row, headers, by_contrast) if known else []
        if not band:
            row += 1
            misses += 1
            continue
        misses = 0
        start = band[0].body[0]
        if bands and [table.columns_answered for table in bands[-1]] == [
            table.columns_answered for table in band
        ]:
            for table, again in zip(bands[-1], band, strict=True):
                table.header_rows += again.header_rows
        else:
            for table in bands[-1] if bands else ():
                table.body = (table.body[0], row)
            for table in band:
                table.above = (free_from, row)
            bands.append(band)
        row = free_from = start
    return [table for band in bands for table in band]


def _headers_at(grid: Grid, row: int, headers: HeaderIndex, by_contrast: Heads) -> list[Table]:
    """The tables whose header begins in this row."""
    cells = grid.rows[row]
    if not _may_head(cells):
        return []
    texts = _over_two_rows(grid, row, headers) or [
        clean(cell) if isinstance(cell, str) else "" for cell in cells
    ]
    fields = [headers.field(text) for text in texts]
    named: int | None = None
    if not _is_known_header(grid, row, texts, headers):
        named = by_contrast(grid, row, texts)
        if named is None:
            return []
    last = _last_header_row(grid, row, headers)
    paths = _paths(grid, row, last)
    band: list[Table] = []
    for left, right in _spans(grid, row, texts, fields):
        inside = {c: path for c, path in paths.items() if left <= c < right}
        table = _columns(grid, inside, headers, named if named in inside else None)
        if table is None:
            continue
        table.span = (left, right)
        rows = list(range(row, last + 1))
        start = last + 1
        if start < len(grid.rows) and is_numbering(grid.rows[start][left:right]):
            rows.append(start)
            start += 1
        table.header_rows = tuple(rows)
        table.body = (start, len(grid.rows))
        band.append(table)
    return band


def _is_known_header(grid: Grid, row: int, texts: list[str], headers: HeaderIndex) -> bool:
    """Enough headings are known, one of them for who is proposed."""
    fields = [headers.field(text) for text in texts]
    known = [f for f in fields if f]
    if len(set(known)) < 2 or not _names_someone(texts, fields, headers):
        return False
    filled = sum(bool(text) for text in texts)
    return len(known) * 2 >= filled or heads_a_list(grid, row, texts, headers)


def _over_two_rows(grid: Grid, row: int, headers: HeaderIndex) -> list[str] | None:
    """Headings typed over two rows without a merge (``Họ và`` above ``tên``), joined; None when they are not.

    Only when every cell below ends a heading or is one.
    """
    upper = [clean(cell) if isinstance(cell, str) else "" for cell in grid.rows[row]]
    below = grid.rows[row + 1] if row + 1 < len(grid.rows) else []
    if not all(isinstance(cell, str) for cell in below) or len(below) > len(upper):
        return None
    joined = list(upper)
    count = 0
    for column, cell in enumerate(below):
        text = clean(str(cell))
        if text and not _ends_heading(upper[column], text, headers):
            return None
        if text and upper[column]:
            joined[column] = f"{upper[column]} {text}"
            count += 1
    return joined if count else None


def _ends_heading(above: str, text: str, headers: HeaderIndex) -> bool:
    if not above:
        return headers.field(text) is not None
    return len(above) + len(text) < 60 and headers.is_whole(f"{above} {text}")


def _spans(grid: Grid, row: int, texts: list[str], fields: list[str | None]) -> list[tuple[int, int]]:
    """Columns from and before which each table of this header row reaches: one, or several side by side.

    Tables stand side by side when each begins with its own running number and names someone, or when the
    same headings come again in the same order.
    """
    starts = [column for column, field in enumerate(fields) if field == "number"]
    ends = [*starts[1:], len(fields)]
    parts = [fields[left:right] for left, right in zip(starts, ends, strict=False)]
    if len(starts) < 2 or not all(NAME_FIELDS & set(part) for part in parts):
        starts = _repeats(texts) or _parted(grid, row, texts, fields)
    return list(zip([0, *starts[1:]], [*starts[1:], _NO_END], strict=True)) if starts else [(0, _NO_END)]


def _repeats(texts: list[str]) -> list[int]:
    """Where a run of two or more headings begins again word for word."""
    filled = [column for column, text in enumerate(texts) if text]
    words = [texts[column] for column in filled]
    for size in range(2, len(words) // 2 + 1):
        if len(words) % size == 0 and words == words[:size] * (len(words) // size):
            return [filled[place] for place in range(0, len(words), size)]
    return []


def _parted(grid: Grid, row: int, texts: list[str], fields: list[str | None]) -> list[int]:
    """Where headings begin again behind a blank column, each part with a name and one more field it knows."""
    below = grid.rows[row : row + 8]
    blank = {c for c in range(len(texts)) if all(c >= len(cells) or cells[c] == "" for cells in below)}
    starts = [c for c, text in enumerate(texts) if text and (c == 0 or c - 1 in blank)]
    ends = [*starts[1:], len(fields)]
    parts = [set(fields[left:right]) - {None} for left, right in zip(starts, ends, strict=False)]
    whole = all(len(part) > 1 and (NAME_FIELDS | {"unit"}) & part for part in parts)
    return starts if len(starts) > 1 and whole else []


def _may_head(cells: list[Value]) -> bool:
    texts = 0
    for cell in cells:
        if isinstance(cell, str):
            if cell:
                texts += 1
        elif not (isinstance(cell, float | int) and 1990 <= cell <= 2100):
            return False
    return texts >= 2


def _names_someone(texts: list[str], fields: list[str | None], headers: HeaderIndex) -> bool:
    sure = any(f in NAME_FIELDS and not headers.is_unsure(t) for t, f in zip(texts, fields, strict=True))
    if sure:
        return True
    has_number = "number" in fields
    if has_number and any(f in NAME_FIELDS for f in fields):
        return True
    scored = any(f and f.startswith(("score", "award")) for f in fields)
    return has_number and scored and "unit" in fields


def _last_header_row(grid: Grid, row: int, headers: HeaderIndex) -> int:
    last = row
    for (top, _), (bottom, _) in grid.merges:
        if top == row and bottom > row and bottom - row < _MAX_HEADER_ROWS:
            last = max(last, bottom)
    while last - row + 1 < _MAX_HEADER_ROWS and last + 1 < len(grid.rows):
        if not _continues(grid, row, last + 1, headers):
            break
        last += 1
    # A row that counts the columns ends a header, whatever stands between.
    for ahead in range(last + 2, min(row + _MAX_HEADER_ROWS + 1, len(grid.rows))):
        if is_numbering(grid.rows[ahead]):
            return ahead - 1
    return last


def _continues(grid: Grid, top: int, row: int, headers: HeaderIndex) -> bool:
    """Is this row the lower part of a header? Its cells are headings, standing under headings that branch."""
    upper, cells = grid.rows[top], grid.rows[row]
    texts = {
        column: clean(cell) for column, cell in enumerate(cells) if isinstance(cell, str) and cell.strip()
    }
    if not texts or not _may_be_leaves(cells):
        return False
    if is_numbering(cells):
        return False
    if row == top + 1 and _over_two_rows(grid, top, headers):
        return True
    spanned = _spanned_columns(grid, top)
    branches = False
    for column, text in texts.items():
        above = upper[column] if column < len(upper) else ""
        beside = upper[column + 1] if column + 1 < len(upper) else ""
        branches = branches or column in spanned or above == "" or beside == ""
        heading = headers.field(text) is not None or bool(_YEAR_LEAF.fullmatch(text))
        if not (heading or column in spanned) or len(text) > 60:
            return False
    if not branches:
        return row == top + 1 and says_more(texts, upper, headers)
    return any(headers.field(text) or _YEAR_LEAF.fullmatch(text) for text in texts.values())


def _may_be_leaves(cells: list[Value]) -> bool:
    return all(
        isinstance(cell, str) or 1990 <= cell <= 2100 for cell in cells if isinstance(cell, str | int | float)
    ) and all(isinstance(cell, str | int | float) for cell in cells)


def _spanned_columns(grid: Grid, row: int) -> set[int]:
    columns: set[int] = set()
    for (top, left), (bottom, right) in grid.merges:
        if top <= row <= bottom and right > left and bottom == row:
            columns.update(range(left, right + 1))
    return columns


def _paths(grid: Grid, top: int, bottom: int) -> dict[int, list[str]]:
    """Headings of each column from top to bottom, merged cells spread over their columns."""
    width = max((len(grid.rows[row]) for row in range(top, bottom + 1)), default=0)
    block: dict[tuple[int, int], str] = {}
    for row in range(top, bottom + 1):
        for column, cell in enumerate(grid.rows[row]):
            if cell != "":
                block[row, column] = clean(shown(cell))
    for (first, left), (last, right) in grid.merges:
        if top <= first and last <= bottom and (first, left) in block:
            for row in range(first, last + 1):
                for column in range(left, right + 1):
                    block.setdefault((row, column), block[first, left])
    if bottom > top:
        _spread_right(block, top, bottom, width)
    paths: dict[int, list[str]] = {}
    for column in range(width):
        path = [block[row, column] for row in range(top, bottom + 1) if block.get((row, column))]
        paths[column] = [text for place, text in enumerate(path) if place == 0 or text != path[place - 1]]
    return paths


def _spread_right(block: dict[tuple[int, int], str], top: int, bottom: int, width: int) -> None:
    """Without merges a branching heading stands over its first column only: it reaches as far as
    leaves go.
    """
    for row in range(top, bottom):
        current = ""
        for column in range(width):
            if block.get((row, column)):
                current = block[row, column]
            elif current and any(block.get((below, column)) for below in range(row + 1, bottom + 1)):
                block[row, column] = current


def _columns(
    grid: Grid, paths: dict[int, list[str]], headers: HeaderIndex, named: int | None
) -> Table | None:
    """The columns by their headings; ``named``: where names stand, when no heading says so."""
    columns: dict[str, int] = {}
    matrix: list[tuple[int, str]] = []
    previous: list[int] = []
    awards: list[int] = []
    for column, path in paths.items():
        name = headers.of_path(path)
        if name is None:
            continue
        if name.startswith(AWARD_PREFIX):
            matrix.append((column, name.removeprefix(AWARD_PREFIX)))
        elif name == "previous_award":
            previous.append(column)
        elif name == "award":
            awards.append(column)
        elif name not in _MANY and (name not in columns or _is_wider_unit(name, paths, columns, column)):
            columns[name] = column
        elif name == "name" and paths[columns["name"]] == path and columns["name"] == column - 1:
            columns["family_name"] = columns.pop("name")
            columns["given_name"] = column
    roles = award_roles({column: paths[column] for column in awards}, headers)
    previous.extend(roles.former)
    if roles.proposed:
        columns["award"] = roles.proposed[0]
    if (
        "name" in columns
        and "family_name" not in columns
        and columns.get("given_name") == columns["name"] + 1
    ):
        columns["family_name"] = columns.pop("name")
    if "given_name" in columns and "family_name" not in columns and "name" not in columns:
        columns["name"] = columns.pop("given_name")
    by_contrast = named is not None and not NAME_FIELDS & columns.keys() and named not in columns.values()
    if by_contrast and named is not None:
        columns["name"] = named
    if not (NAME_FIELDS | {"unit"}) & columns.keys():
        return None
    headings = {column: " / ".join(path) for column, path in paths.items() if path}
    used = {*columns.values(), *previous, *awards, *(column for column, _ in matrix)}
    ignored = tuple(c for c, path in paths.items() if c not in used and headers.of_path(path) is not None)
    units = tuple(c for c, path in paths.items() if headers.of_path(path) == "unit" and c not in used)
    return Table(
        grid=grid,
        header_rows=(),
        columns=columns,
        matrix=tuple(matrix),
        more_awards=roles.proposed[1:],
        previous=tuple(sorted(previous)),
        rivals=roles.rivals,
        ignored=ignored,
        headings=headings,
        more_units=units,
        named_by_contrast=by_contrast,
    )


def _is_wider_unit(name: str, paths: dict[int, list[str]], columns: dict[str, int], column: int) -> bool:
    """``Tổ chuyên môn`` | ``Trường``: of two columns of units the team is not the one meant."""
    return (
        name == "unit"
        and search_key(paths[columns[name]][-1]) in _TEAMS
        and search_key(paths[column][-1]) not in _TEAMS
    )
