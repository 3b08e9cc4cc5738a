"""Who a row is about: name, kind of subject, birth date, sex."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Final

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate, reads_both_ways, typed_birth_date
from thidua_desktop.domain.importing.cell_values import read_sex
from thidua_desktop.domain.importing.matching import births_agree
from thidua_desktop.domain.importing.name_kinds import NameKind, kind_of_name
from thidua_desktop.domain.importing.names import (
    birth_behind_name,
    complete_in_one_cell,
    is_household,
    looks_like_person,
    plain_person,
    read_other,
    read_person,
)
from thidua_desktop.domain.importing.values import Severity, Sex
from thidua_desktop.domain.organisation.units_text import starts_like_unit
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.workbooks.reading.grid import Value, cell_text
from thidua_desktop.workbooks.staging.cells import RowCells
from thidua_desktop.workbooks.staging.context import GroupStack
from thidua_desktop.workbooks.table_finding.births import birth_text

_NOT_PERSONS: Final = frozenset({"tap", "the", "don", "vi", "gia", "dinh", "toc"})
"""Words of headings under which not only persons stand."""
_MOSTLY: Final = 0.6
_WORKING_AGE: Final = 16
_PUPILS: Final = 4
BIRTHS_END: Final = frozenset("0123456789)")
"""What a birth date behind a name can end with."""
_HOUSEHOLDS_BEGIN: Final = frozenset(" hHgG")
_DOB_SEVERITY: Final[Mapping[str, Severity]] = {
    "DOB_INVALID": "error", "DOB_FUTURE": "error", "DOB_IMPLAUSIBLE": "error", "DOB_AMBIGUOUS": "error",
    "DOB_MISSING": "warning", "DOB_TWO_DIGIT_YEAR": "warning", "DOB_YEAR_AS_SERIAL": "warning",
    "DOB_WITH_TIME": "warning", "DOB_SERIAL_AS_NUMBER": "warning", "DOB_SERIAL_AS_TEXT": "warning",
    "DOB_YEAR_ONLY": "info", "DOB_MONTH_ONLY": "info",
}  # fmt: skip


class WhoCells(RowCells):
    """Reads the person, collective or household of a row."""

    _proposed: tuple[str, ...] = ()
    """Codes the row proposes."""
    _suffix = ""
    """What stands in brackets behind the name."""
    _behind_name: tuple[PartialDate, int] | None = None
    """The birth date reported in the cell of the name, and its column."""

    def _without_birth(self, raw: str, column: int) -> str:
        """``Lê Văn Hai - 1981``: the name, and the year stored for the birth date; anything unclear stays."""
        reported = birth_behind_name(raw, self._facts.vocabulary.names)
        if reported is None:
            return raw
        born = typed_birth_date(reported[1], today=self._facts.today).value
        if born is None:
            return raw
        self._behind_name = born, column
        return reported[0]

    def _raw_name(self) -> tuple[str, int, bool]:
        values = self._row.values
        for name in ("name", "collective_name", "household_name"):
            column = self._columns.get(name)
            if column is not None and column in values:
                return cell_text(values[column]), column, False
        family, given = self._columns.get("family_name"), self._columns.get("given_name")
        if family is not None and given is not None:
            first = cell_text(values.get(family, ""))
            middle = self._text("middle_name")
            if middle:
                first = f"{clean(first)} {middle}"
            last = cell_text(values.get(given, ""))
            if clean(last) and clean(first):
                return f"{clean(first)} {clean(last)}", family, True
            return self._one_cell_name(first, last, family, given)
        column = self._table.name_column
        return cell_text(values.get(column, "")), column, False

    def _one_cell_name(self, first: str, last: str, family: int, given: int) -> tuple[str, int, bool]:
        """Only one of họ đệm | tên is filled: whole name, name of a collective, or a name cut short."""
        words = self._facts.vocabulary
        if not clean(first):
            if looks_like_person(last, words.names) or starts_like_unit(last, words.units):
                self._report("NAME_IN_ONE_CELL", "info", given)
            return last, given, True
        if starts_like_unit(first, words.units) or is_household(first):
            return first, family, True
        if complete_in_one_cell(first, words=words.names, given_seen=self._facts.given_seen):
            self._report("NAME_IN_ONE_CELL", "info", family)
        else:
            self._report("NAME_INCOMPLETE", "error", given)
        return first, family, True

    def _name(
        self, raw: str, subject: SubjectType, column: int, *, split: bool
    ) -> tuple[str, Sex | None, str]:
        """The name as it will be printed, the sex its salutation reports, the position behind it."""
        if column in self._facts.legacy:
            self._report("NAME_LEGACY_ENCODING", "warning", column, encoding=self._facts.legacy[column])
        if subject != "person":
            read = read_other(raw)
        else:
            read = read_person(raw, words=self._facts.vocabulary.names, split=split)
        self._suffix = read.suffix
        reported = {finding.code for finding in self._findings} if read.findings else ()
        for code, severity in read.findings:
            silent = column in self._facts.legacy and code in {"NAME_CASE_FIXED", "NAME_WHITESPACE_FIXED"}
            if code not in reported and not silent:
                self._report(code, severity, column)
        return read.name, read.sex, read.position

    def _subject(self, raw: str, column: int, groups: GroupStack, awards: tuple[str, ...]) -> SubjectType:
        """The type column decides, then the group, then the words of the name, then the birth date, the
        award, the column and the title. Where nothing speaks it is asked, and nobody is a person by default.
        """
        alone = self._only_persons and not groups and raw[:1] not in _HOUSEHOLDS_BEGIN
        if alone and self._has_birth() and plain_person(raw, self._facts.vocabulary.names):
            return "person"
        typed = self._typed_subject()
        if typed:
            return typed
        if groups.subject_type:
            return groups.subject_type
        words = self._facts.vocabulary
        kind = kind_of_name(raw, words.names, words.units)
        if column == self._columns.get("household_name") or kind == "household":
            return "household"
        if column == self._columns.get("collective_name") and kind != "person":
            return "collective"
        if kind == "collective":
            if self._has_birth() and not starts_like_unit(raw, words.units):
                return "person"
            return "collective"
        if kind == "person" or (self._has_birth() and self._table.name_column != self._columns.get("unit")):
            return "person"
        if self._table.name_column == self._columns.get("unit"):
            return "collective"
        return self._by_circumstances(kind, column, awards)

    def _by_circumstances(self, kind: NameKind | None, column: int, awards: tuple[str, ...]) -> SubjectType:
        """For a name that does not say it by itself."""
        if self._text("position"):
            return "person"
        allowed = {subject for code in awards for subject in self._facts.awards.by_code[code].subjects}
        if len(allowed) == 1:
            return next(iter(allowed))
        heading = search_key(self._table.headings.get(column, ""))
        of_persons = self._columns.get("family_name") == column or (
            "ho" in heading.split(" ") and not _NOT_PERSONS & set(heading.split(" "))
        )
        if of_persons or (kind == "maybe_person" and self._facts.names.share("person") >= _MOSTLY):
            return "person"
        if self._facts.titles.subject_type:
            return self._facts.titles.subject_type
        self._report("SUBJECT_UNCLEAR", "error", column)
        return "person" if kind == "maybe_person" else "collective"

    def _has_birth(self) -> bool:
        return self._behind_name is not None or not self._births.isdisjoint(self._row.values)

    def _typed_subject(self) -> SubjectType | None:
        text = self._text("subject_type")
        if not text:
            return None
        key = search_key(text)
        phrases = self._facts.vocabulary.phrases
        kinds: tuple[SubjectType, ...] = ("household", "person", "collective")
        for kind in kinds:
            if key in phrases[f"type_{kind}"] or f" {phrases[f'type_{kind}'][0]} " in f" {key} ":
                return kind
        return None

    def _dob(self) -> PartialDate | None:
        """The birth date of its column, or the one behind the name; two that differ are asked about."""
        if self._behind_name is None:
            return self._typed_dob()
        reported, place = self._behind_name
        own = self._typed_dob() if self._births & self._row.values.keys() else None
        if births_agree(own, reported) is False:
            self._report("DOB_CONFLICT", "error", place, other=str(own.value if own else ""))
            return own
        self._report("NAME_WITH_BIRTH", "info", place)
        return own if own and len(own.value) >= len(reported.value) else reported

    def _typed_dob(self) -> PartialDate | None:
        column = self._birth_column()
        if column is None:
            return None
        value = self._row.values.get(column)
        if self._table.birth_parts and column == self._table.birth_parts[0]:
            value = birth_text([self._row.values.get(place) for place in self._table.birth_parts])
        if isinstance(value, str) and value[:1] in "'’" and len(value) > 1:
            self._report("TEXT_APOSTROPHE", "info", column)
        if self._reads_two_ways(value, column):
            self._report("DOB_AMBIGUOUS", "error", column)
            return None
        read = typed_birth_date(
            value,
            today=self._facts.today,
            date1904=self._facts.date1904,
            youngest=self._youngest(),
            month_first=column in self._facts.month_first,
        )
        if read.code:
            self._report(read.code, _DOB_SEVERITY[read.code], column)
        return read.value

    def _birth_column(self) -> int | None:
        """The column this row's birth date stands in; two under Nam and Nữ that differ are asked about."""
        values = self._row.values
        column = self._columns.get("dob")
        if column is not None and column in values:
            return column
        filled = [c for name in ("dob_male", "dob_female") if (c := self._columns.get(name)) in values]
        if len(filled) == 2 and filled[0] is not None and values[filled[0]] != values[filled[1] or 0]:
            self._report("DOB_CONFLICT", "error", filled[0], other=cell_text(values[filled[1] or 0]))
            return None
        if filled:
            return filled[0]
        return (
            column if column is not None else self._columns.get("dob_male", self._columns.get("dob_female"))
        )

    def _reads_two_ways(self, value: Value | None, column: int) -> bool:
        """By what the whole column shows of its order."""
        if column in self._facts.mangled:
            return isinstance(value, dt.date)
        return column in self._facts.unclear and isinstance(value, str) and reads_both_ways(value)

    def _youngest(self) -> int:
        """The least age for what is proposed: titles are for those who work, forms for pupils too."""
        by_code = self._facts.awards.by_code
        return _WORKING_AGE if any(by_code[code].kind == "title" for code in self._proposed) else _PUPILS

    def _sex(self) -> Sex | None:
        text = self._text("sex")
        if text:
            sure = self._sure_sexes.get(text)
            return sure if sure else self._marked_sex(text)
        reported = self._text("salutation")
        if reported and (sex := read_sex(reported.split(" ")[0].rstrip("."))):
            return sex
        male, female = self._columns.get("sex_male"), self._columns.get("sex_female")
        if male is None or female is None:
            births = [
                name for name in ("dob_male", "dob_female") if self._columns.get(name) in self._row.values
            ]
            if len(births) == 1:
                return "M" if births[0] == "dob_male" else "F"
            return self._lone_sex(male, female)
        is_male, is_female = self._is_marked(male), self._is_marked(female)
        if is_male == is_female:
            self._report("SEX_CONFLICT" if is_male else "SEX_MISSING", "warning", min(male, female))
            return None
        return "M" if is_male else "F"

    def _lone_sex(self, male: int | None, female: int | None) -> Sex | None:
        """A single column ``Nữ`` with an x for women: the rows left blank are men, once any row is marked."""
        column = male if male is not None else female
        if column is None:
            return None
        if column not in self._lone_sex_used:
            rows = self._table.grid.rows[slice(*self._table.body)]
            cells = (row[column] for row in rows if column < len(row))
            self._lone_sex_used[column] = any(self._says_yes(cell) for cell in cells)
        if not self._lone_sex_used[column]:
            return None
        return "M" if self._is_marked(column) == (column == male) else "F"

    def _marked_sex(self, text: str) -> Sex | None:
        sex = read_sex(text)
        if sex is not None:
            self._sure_sexes[text] = sex
        if (
            sex is None
            and search_key(text) == "x"
            and "nu" in search_key(self._table.headings[self._columns["sex"]])
        ):
            return "F"
        if sex is None:
            self._report("SEX_MISSING", "warning", self._columns["sex"])
        return sex
