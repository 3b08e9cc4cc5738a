"""Rows that are not proposed though they stand in a list: struck through, withdrawn, not passed, coloured."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.refusals import asks_yes_or_no, left_open, not_proposed, says_no
from thidua_desktop.domain.importing.values import Finding, Severity
from thidua_desktop.domain.text import clean, fold
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.grid import cell_text, column_letter
from thidua_desktop.workbooks.table_finding.body import BodyRow
from thidua_desktop.workbooks.table_finding.tables import Table
from thidua_desktop.workbooks.table_finding.vocabulary import load_vocabulary

_QUIET: Final = frozenset(
    {
        "number", "name", "family_name", "middle_name", "given_name", "collective_name",
        "household_name", "dob",
        "dob_male", "dob_female", "sex", "sex_male", "sex_female", "national_id", "unit", "position",
        "position_unit", "achievement", "initiative", "initiative_ref", "score",
        "score_self", "score_appraised",
        "subject_type", "salutation", "previous_award",
    }
)  # fmt: skip
_REMARK: Final = 200
_HUES: Final = {
    "vang": "yellow",
    "do": "red",
    "xanh": "green",
    "cam": "orange",
    "xam": "grey",
    "hong": "pink",
    "tim": "purple",
}
_COLOUR: Final = re.compile(r"\b(?:mau|to|boi|nen)(?: nen| chu| mau)? (vang|do|xanh|cam|xam|hong|tim)\b")


class RefusedRows:
    """Looks at each row before it becomes a nomination. ``legend``: texts that explain the list."""

    def __init__(self, table: Table, awards: AwardIndex, legend: tuple[str, ...]) -> None:
        self._table = table
        self._grid = table.grid
        self._awards = awards
        self._known: dict[str, bool] = {}
        self._says_yes = load_vocabulary().says_yes
        self._refusals = [
            column
            for column in table.headings
            if not_proposed(heading_of(table, column)) and "phiếu" not in heading_of(table, column).lower()
        ]
        quiet = {column for name, column in table.columns.items() if name in _QUIET}
        quiet.update(column for column, _ in table.matrix)
        quiet.update(table.previous)
        self._quiet = quiet
        self._unread = quiet | {
            table.columns.get("award", -1),
            *table.more_awards,
            *table.rivals,
            *table.ignored,
        }
        self._asked = {column for column, words in table.headings.items() if asks_yes_or_no(words)} - quiet
        self._asked -= {table.columns.get("award", -1), *table.more_awards, *table.rivals}
        self._hues = {
            _HUES[found[1]] for line in legend if not_proposed(line) for found in _COLOUR.finditer(fold(line))
        }
        self._coloured = any(_COLOUR.search(fold(line)) for line in legend)
        self._used = [c for name, c in table.columns.items() if name not in {"number", "note", "ignored"}]

    def appearance(self, body: BodyRow) -> Finding | None:
        """Why the row is no nomination, at the cell that says so."""
        name = self._table.name_column
        if self._grid.struck and (body.row, name) in self._grid.struck:
            return self._finding(body, name, "ROW_STRUCK", "warning")
        for column, value in body.values.items():
            if value.__class__ is not str or column in self._quiet:
                continue
            typed = str(value)
            if not_proposed(typed) or (column in self._asked and says_no(typed)):
                return self._finding(body, column, "ROW_NOT_PROPOSED", "warning")
        for column in self._refusals:
            mark = body.values.get(column)
            if isinstance(mark, str) and self._says_yes(clean(mark)) and not mark.strip().isdigit():
                return self._finding(
                    body, column, "ROW_NOT_PROPOSED", "warning", value=heading_of(self._table, column)
                )
        if self._hues and (hue := self._hue(body)) in self._hues:
            return self._finding(body, name, "ROW_COLOURED", "warning", colour=hue or "")
        comment = self._comment(body)
        if comment is not None and not_proposed(comment[1]):
            return self._finding(body, comment[0], "ROW_NOT_PROPOSED", "warning", message=comment[1][:200])
        return None

    def remarks(self, body: BodyRow) -> Iterator[Finding]:
        """What the row says besides, and must be looked at before it is imported."""
        for column, value in body.values.items():
            if value.__class__ is str and column not in self._unread and self._asks(str(value)):
                yield self._finding(body, column, "NOTE_ASKS", "warning")
        if self._grid.struck:
            for column in self._used:
                if (body.row, column) in self._grid.struck and column in body.values:
                    yield self._finding(body, column, "CELL_STRUCK", "warning")
        if self._grid.comments and (comment := self._comment(body)) is not None:
            yield self._finding(body, comment[0], "CELL_COMMENT", "warning", message=comment[1][:200])
        if self._coloured and not self._hues and self._hue(body) is not None:
            yield self._finding(body, self._table.name_column, "ROW_COLOURED", "warning", colour="")

    def _asks(self, message: str) -> bool:
        """Words that may stand against the proposal, or name another award; looked at once for each text."""
        known = self._known.get(message)
        if known is None:
            award = len(message) < _REMARK and bool(self._awards.within(message))
            known = self._known[message] = award or left_open(message)
        return known

    def _comment(self, body: BodyRow) -> tuple[int, str] | None:
        """The first comment on the row and its column, without what this program wrote into it."""
        comments = self._grid.comments
        if not comments:
            return None
        for column in sorted(body.values):
            message = _senders_words(comments.get((body.row, column), ""))
            if message:
                return column, message
        return None

    def _hue(self, body: BodyRow) -> str | None:
        fill = self._grid.fills.get((body.row, self._table.name_column))
        return hue_of(fill) if fill else None

    def _finding(self, body: BodyRow, column: int, code: str, severity: Severity, **params: str) -> Finding:
        ref = f"{self._grid.name}!{column_letter(column)}{body.row + 1}"
        name = clean(cell_text(body.values.get(self._table.name_column, "")))
        value = clean(cell_text(body.values.get(column, "")))[:200]
        return Finding(ref, code, severity, {"value": value, "name": name, **params})


def heading_of(table: Table, column: int) -> str:
    """The last part of a column's heading."""
    return table.headings.get(column, "").rpartition(" / ")[2]


def hue_of(fill: str) -> str:
    """The colour people would call ``RRGGBB``; ``white`` for what is hardly coloured."""
    red, green, blue = (int(fill[at : at + 2], 16) for at in (0, 2, 4))
    top, low = max(red, green, blue), min(red, green, blue)
    if top - low < 25:
        return "white" if low > 230 else "grey"
    if red == top and blue <= low + 20 and green > 0.8 * red:
        return "yellow"
    if red == top and green > blue + 40:
        return "orange"
    if red == top:
        return "pink" if low > 120 else "red"
    return "green" if green == top else "purple" if red > green else "green"


def _senders_words(comment: str) -> str:
    """A comment up to the first line that stands in it because the list was sent back before."""
    ours = [f"{text(f'feedback.levels.{level}')}:" for level in ("error", "warning", "mended")]
    ends = [place for mark in ours if (place := comment.find(mark)) >= 0]
    return clean(comment[: min(ends)] if ends else comment)
