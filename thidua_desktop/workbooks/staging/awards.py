"""Which awards a row proposes, and which it says were received before."""

from __future__ import annotations

from typing import Final

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.text import clean
from thidua_desktop.workbooks.reading.grid import Value, cell_text
from thidua_desktop.workbooks.staging.cells import RowCells
from thidua_desktop.workbooks.staging.context import GroupStack

_UNREADABLE: Final = frozenset({"AWARD_UNKNOWN", "AWARD_LEVEL_AMBIGUOUS"})


class AwardCells(RowCells):
    """Reads the award column or columns; group, title and sheet name speak only where no column does."""

    award_from_title = False
    """Did any row take its award from the lines above the table?"""

    def _awards(self, groups: GroupStack) -> tuple[tuple[str, ...], int | None]:
        """Codes proposed, and the column to point at; another column that differs is asked about."""
        codes, column = self._read_awards(groups)
        for place in self._table.rivals:
            text = clean(cell_text(self._row.values.get(place, "")))
            other = self._facts.awards.read(text).codes if text else ()
            if other and other != codes:
                self._report("AWARD_RIVAL", "error", place, award=text)
        return codes, column

    def _read_awards(self, groups: GroupStack) -> tuple[tuple[str, ...], int | None]:
        """Group, title and sheet name speak only where no column does."""
        column = self._columns.get("award")
        codes: set[str] = set()
        marked = False
        if column is not None:
            cell = self._row.values.get(column)
            sure = self._sure_awards.get(cell) if cell.__class__ is str else None
            if sure is not None:
                self._before["award"] = cell  # type: ignore[assignment]
                return sure, column
            typed = self._value("award")
            text = clean(cell_text(typed)) if typed is not None else ""
            if self._facts.vocabulary.says_yes(text) and not self._facts.awards.exact(text):
                text = ""
                marked = True
            elif text and self._facts.vocabulary.says_no(text):
                return self._more_awards(), column
            if text:
                reported = len(self._findings)
                own = self._read_award_cell(cell_text(typed), column)
                if typed is cell and not self._table.more_awards and reported == len(self._findings):
                    self._sure_awards[cell] = own
                return tuple(sorted({*own, *self._more_awards()})), column
        if further := self._more_awards():
            return further, self._table.more_awards[0]
        for place, code in self._table.matrix:
            value = self._row.values.get(place)
            if value is None:
                continue
            if self._is_marked(place):
                codes.add(code)
            elif not self._is_unmarked(value):
                text = clean(cell_text(value))
                named = self._facts.awards.exact(text)
                if named:
                    codes.add(named)
                else:
                    self._report("AWARD_UNKNOWN", "error", place, award=text)
        if codes or self._table.matrix:
            return tuple(sorted(codes)), self._table.matrix[0][0] if self._table.matrix else column
        if groups.award:
            return (groups.award,), column
        if column is None or marked:
            inherited = self._facts.titles.award or self._facts.sheet_award or self._facts.file_titles.award
            self.award_from_title = self.award_from_title or bool(self._facts.titles.award)
            return ((inherited,) if inherited else ()), column
        return (), column

    def _more_awards(self) -> tuple[str, ...]:
        """What the other columns that propose say."""
        codes: set[str] = set()
        for place in self._table.more_awards:
            text = clean(cell_text(self._row.values.get(place, "")))
            words = self._facts.vocabulary
            if text and not (words.says_no(text) or words.says_yes(text)) and not self._says_same(text):
                codes.update(self._read_award_cell(text, place))
        return tuple(sorted(codes))

    def _is_unmarked(self, value: Value) -> bool:
        return value == 0 or self._facts.vocabulary.says_no(clean(cell_text(value)))

    def _read_award_cell(self, text: str, column: int) -> tuple[str, ...]:
        read = self._facts.awards.read(text)
        if (read.open_level or read.ambiguous) and (level := self._text("award_level")):
            whole = self._facts.awards.read(f"{text} {level}")
            if whole.codes and not (whole.unknown or whole.open_level or whole.ambiguous):
                read = whole
        for piece in read.unknown:
            self._report("AWARD_UNKNOWN", "error", column, award=piece)
        for piece in read.open_level:
            self._report("AWARD_LEVEL_AMBIGUOUS", "error", column, award=piece)
        for name in read.ambiguous:
            self._report("AWARD_LEVEL_AMBIGUOUS", "warning", column, award=name)
        return read.codes

    def _check_awards(self, codes: tuple[str, ...], column: int | None, subject: SubjectType) -> None:
        if not codes and not self._table.is_scoring:
            if not any(finding.code in _UNREADABLE for finding in self._findings):
                self._report("AWARD_MISSING", "error", column)
            return
        for code in codes:
            award = self._facts.awards.by_code[code]
            if subject not in award.subjects:
                place = next((c for c, matrix_code in self._table.matrix if matrix_code == code), column)
                self._report("AWARD_WRONG_SUBJECT", "error", place, award=award.name, subject=subject)

    def _previous(self) -> tuple[str, ...]:
        reported: list[tuple[str, ...]] = []
        for column in self._table.previous:
            value = self._row.values.get(column)
            if isinstance(value, str):
                reported.append(
                    self._facts.awards.read(value).codes or tuple(sorted(self._facts.awards.within(value)))
                )
        return (
            reported[0]
            if len(reported) == 1
            else tuple(sorted({code for codes in reported for code in codes}))
        )
