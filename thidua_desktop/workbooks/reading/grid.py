"""A sheet as read: values cell by cell, and what its file says about rows, columns and cells."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import ItemsView, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from operator import eq
from typing import Final, overload

from thidua_desktop.domain.importing.cell_values import is_runnable
from thidua_desktop.domain.importing.values import OpenStatus
from thidua_desktop.domain.text import clean

Value = str | int | float | bool | dt.date | dt.datetime | dt.time | dt.timedelta
Cell = tuple[int, int]
"""Row and column, both from 0."""
LONG_TEXT: Final = 4000
_ERROR_TEXT: Final = re.compile(r"#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NULL!|NUM!)")


@dataclass(slots=True)
class Grid:
    """One sheet. ``rows`` starts at the sheet's first row; a missing cell is ``""``. All places count from
    0.
    """

    name: str
    rows: list[list[Value]]
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    merges: tuple[tuple[Cell, Cell], ...] = ()
    marks: dict[Cell, str] = field(default_factory=dict)
    """Cells whose formula or value needs a word: code ``FORMULA_NO_CACHE | FORMULA_ERROR |
    FILE_EXTERNAL_LINK``.
    """
    struck: frozenset[Cell] = frozenset()
    """Cells struck through."""
    fills: Mapping[Cell, str] = field(default_factory=dict)
    """Colours of cells as ``RRGGBB``, where a word of the file speaks of a colour."""
    far: bool = False
    """A few cells far away from all others were not read."""
    comments: Mapping[Cell, str] = field(default_factory=dict)
    _silent: frozenset[Value] | None = None
    _watched: frozenset[Value] = frozenset()

    @property
    def silent(self) -> frozenset[Value]:
        """Cells that say nothing: blanks, invisible letters, the text of an error. Each kind is looked at
        once.
        """
        self._analyse()
        assert self._silent is not None
        return self._silent

    @property
    def watched(self) -> frozenset[Value]:
        """Texts a spreadsheet would run as a formula, and endless ones."""
        self._analyse()
        return self._watched

    def _analyse(self) -> None:
        if self._silent is not None:
            return
        texts = [
            cell
            for cell in set().union(*self.rows)
            if cell.__class__ is str and (not cell[:1].isalnum() or len(cell) > LONG_TEXT)
        ]
        self._silent = frozenset(text for text in texts if not text or _says_nothing(text))
        self._watched = frozenset(text for text in texts if len(text) > LONG_TEXT or is_runnable(text))


@dataclass(slots=True)
class Opened:
    """A file as opened. ``code`` and ``params`` say why nothing can be read when ``status`` is not ``ok``."""

    status: OpenStatus
    grids: list[Grid] = field(default_factory=list)
    code: str | None = None
    params: dict[str, str] = field(default_factory=dict)
    date1904: bool = False
    encoding: str | None = None
    """The encoding guessed for a text file that does not name its own."""


def column_letter(column: int) -> str:
    """0 -> ``A``, 26 -> ``AA``."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """``A`` -> 0, ``AA`` -> 26."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


def cell_text(value: Value | None) -> str:
    """The cell as the sender would see it, before any cleaning."""
    if isinstance(value, str):
        return value
    if value is None:
        return ""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value).replace(".", ",")
    if isinstance(value, dt.datetime):
        return value.strftime("%d/%m/%Y")
    if isinstance(value, dt.date):
        return f"{value.day:02d}/{value.month:02d}/{value.year:04d}"
    return str(value)


class RowTexts(Mapping[str, str]):
    """A row as typed, by column letter; made into text only when looked at.

    ``span`` are the columns of its table; ``filled`` what merged cells above say for this row.
    """

    __slots__ = ("_filled", "_letters", "_row", "_span")

    def __init__(
        self,
        row: Sequence[Value],
        letters: Sequence[str],
        *,
        span: tuple[int, int],
        filled: Mapping[int, Value] | None = None,
    ) -> None:
        self._row = row
        self._letters = letters
        self._span = span
        self._filled = filled

    def __getitem__(self, letter: str) -> str:
        try:
            return cell_text(self._values()[column_index(letter)])
        except KeyError:
            raise KeyError(letter) from None

    def __iter__(self) -> Iterator[str]:
        known = len(self._letters)
        return (self._letters[c] if c < known else column_letter(c) for c in self._values())

    def __len__(self) -> int:
        return len(self._values())

    def items(self) -> ItemsView[str, str]:
        values = self._values()
        return dict(zip(self, map(cell_text, values.values()), strict=True)).items()

    def _values(self) -> dict[int, Value]:
        return meant(self._row, span=self._span, filled=self._filled)


def meant(
    row: Sequence[Value],
    *,
    span: tuple[int, int],
    filled: Mapping[int, Value] | None = None,
    silent: frozenset[Value] | None = None,
) -> dict[int, Value]:
    """The cells of a row that say something, by column, completed by merged cells that reach down to it.

    ``silent``: the cells of the sheet known to say nothing; without it each is looked at.
    """
    if not row:
        return {}
    left, right = span
    if silent is None:
        values = {
            column: value
            for column, value in enumerate(row)
            if value != "" and not (value.__class__ is str and _says_nothing(value))
        }
    else:
        values = {column: value for column, value in enumerate(row) if value not in silent}
    if left or right < len(row):
        values = {column: value for column, value in values.items() if left <= column < right}
    if values and filled:
        for column, value in filled.items():
            values.setdefault(column, value)
    return values


def _says_nothing(value: str) -> bool:
    """Blanks, invisible letters, or the text of a spreadsheet error."""
    first = value[0]
    if first == "#":
        return bool(_ERROR_TEXT.fullmatch(value.strip()))
    return not first.isalnum() and len(value) < 12 and not clean(value)


class SheetTexts(Sequence[tuple[str, ...]]):
    """A sheet's rows as texts; made only for the rows looked at."""

    __slots__ = ("_rows",)

    def __init__(self, rows: Sequence[Sequence[Value]]) -> None:
        self._rows = rows

    @overload
    def __getitem__(self, place: int) -> tuple[str, ...]: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[tuple[str, ...]]: ...
    def __getitem__(self, place: int | slice) -> tuple[str, ...] | Sequence[tuple[str, ...]]:
        if isinstance(place, slice):
            return SheetTexts(self._rows[place])
        return tuple(cell_text(cell) for cell in self._rows[place])

    def __len__(self) -> int:
        return len(self._rows)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(eq, self, other))

    __hash__ = None  # type: ignore[assignment]

    @property
    def width(self) -> int:
        """How many columns the widest row has."""
        return max(map(len, self._rows), default=0)
