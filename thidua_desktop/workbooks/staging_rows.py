"""One row of a table into one record with its findings. Nothing is guessed: what cannot be read is told."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.awards import SubjectType
from thidua_desktop.domain.cell_values import Score, is_runnable, read_national_id, read_score, read_sex
from thidua_desktop.domain.dates import PartialDate, typed_birth_date
from thidua_desktop.domain.importing import Finding, Severity, Sex, StagedRecord
from thidua_desktop.domain.names import (
    complete_in_one_cell,
    is_household,
    looks_like_person,
    read_other,
    read_person,
)
from thidua_desktop.domain.text import clean, fold, search_key
from thidua_desktop.domain.units_text import UnitBook, is_inner, starts_like_unit
from thidua_desktop.workbooks.grid import Value, cell_text, column_letter
from thidua_desktop.workbooks.staging_context import GroupStack, Titles
from thidua_desktop.workbooks.tables import Table
from thidua_desktop.workbooks.tables_rows import BodyRow
from thidua_desktop.workbooks.vocabulary import Vocabulary, load_vocabulary

_LONG_NOTE: Final = 4000
_DOB_SEVERITY: Final[Mapping[str, Severity]] = {
    "DOB_INVALID": "error", "DOB_FUTURE": "error", "DOB_IMPLAUSIBLE": "error", "DOB_AMBIGUOUS": "error",
    "DOB_MISSING": "warning", "DOB_TWO_DIGIT_YEAR": "warning", "DOB_YEAR_AS_SERIAL": "warning",
    "DOB_SERIAL_AS_NUMBER": "warning", "DOB_SERIAL_AS_TEXT": "warning",
    "DOB_YEAR_ONLY": "info", "DOB_MONTH_ONLY": "info",
}  # fmt: skip
_REPEATED: Final = frozenset({"unit", "award", "position", "subject_type"})


@dataclass(slots=True)
class SheetFacts:
    """What holds for all rows of one table."""

    table: Table
    titles: Titles
    file_titles: Titles
    sheet_award: str | None
    units: UnitBook
    awards: AwardIndex
    vocabulary: Vocabulary
    today: dt.date
    date1904: bool = False
    legacy: Mapping[int, str] = field(default_factory=dict)
    as_typed: Mapping[tuple[int, int], str] = field(default_factory=dict)
    given_seen: frozenset[str] = frozenset()
    unit_once: bool = False


class RecordReader:
    """Reads the rows of one table in order (``nt`` and units typed once look at the row before)."""

    def __init__(self, facts: SheetFacts) -> None:
        self._facts = facts
        self._table = facts.table
        self._columns = facts.table.columns
        self._before: dict[str, Value] = {}
        self._findings: list[Finding] = []
        self._row = BodyRow(0, "record", {})
        self._letters = [
            column_letter(c) for c in range(max((len(r) for r in facts.table.grid.rows[:50]), default=1) + 1)
        ]

    def read(self, row: BodyRow, groups: GroupStack) -> tuple[StagedRecord, list[Finding]]:
        self._row = row
        self._findings = []
        sheet = self._table.grid.name
        raw, name_column, split = self._raw_name()
        awards, award_column = self._awards(groups)
        subject = self._subject(raw, groups, awards)
        name, name_sex = self._name(raw, subject, name_column, split=split)
        dob = self._dob() if subject == "person" else None
        sex = (self._sex() or name_sex) if subject == "person" else None
        unit, position = self._unit_and_position(name, subject, groups)
        self._check_awards(awards, award_column, subject)
        scores = self._scores()
        national_id = self._national_id()
        hidden = row.row in self._table.grid.hidden_rows
        if hidden:
            self._tell("ROW_HIDDEN", "warning", 0)
        self._watch_cells(name_column)
        errors = any(finding.severity == "error" for finding in self._findings)
        record = StagedRecord(
            sheet=sheet,
            row=row.row + 1,
            subject_type=subject,
            name=name,
            name_raw=self._facts.as_typed.get((row.row, name_column), raw),
            dob=dob,
            sex=sex,
            position=position,
            unit=unit,
            awards=awards,
            previous_awards=self._previous(),
            score=scores.get("score"),
            score_self=scores.get("score_self"),
            score_appraised=scores.get("score_appraised"),
            achievement=self._text("achievement"),
            note=self._raw_text("note"),
            national_id=national_id,
            initiative=self._text("initiative"),
            initiative_ref=self._text("initiative_ref"),
            hidden_row=hidden,
            importable=not errors,
            cells={self._letter(column): cell_text(value) for column, value in row.values.items()},
        )
        return record, self._findings

    def _letter(self, column: int) -> str:
        return self._letters[column] if column < len(self._letters) else column_letter(column)

    def _tell(self, code: str, severity: Severity, column: int | None, **params: str) -> None:
        place = column if column is not None else self._table.name_column
        value = cell_text(self._row.values.get(place, ""))[:200]
        ref = f"{self._table.grid.name}!{self._letter(place)}{self._row.row + 1}"
        self._findings.append(Finding(ref, code, severity, {"value": value, **params}))

    def _value(self, name: str) -> Value | None:
        column = self._columns.get(name)
        if column is None:
            return None
        value = self._row.values.get(column)
        if name in _REPEATED:
            if (
                isinstance(value, str)
                and clean(value).lower() in self._facts.vocabulary.phrases["same_marks"]
            ):
                value = self._before.get(name)
            elif value is None and name == "unit" and self._facts.unit_once:
                value = self._before.get(name)
            if value is not None:
                self._before[name] = value
        return value

    def _text(self, name: str) -> str | None:
        value = self._value(name)
        return clean(cell_text(value)) or None if value is not None else None

    def _raw_text(self, name: str) -> str | None:
        value = self._value(name)
        return cell_text(value) or None if value is not None else None

    def _raw_name(self) -> tuple[str, int, bool]:
        values = self._row.values
        for name in ("name", "collective_name", "household_name"):
            column = self._columns.get(name)
            if column is not None and column in values:
                return cell_text(values[column]), column, False
        family, given = self._columns.get("family_name"), self._columns.get("given_name")
        if family is not None and given is not None:
            first = cell_text(values.get(family, ""))
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
                self._tell("NAME_IN_ONE_CELL", "info", given)
            return last, given, True
        if starts_like_unit(first, words.units) or is_household(first):
            return first, family, True
        if complete_in_one_cell(first, words=words.names, given_seen=self._facts.given_seen):
            self._tell("NAME_IN_ONE_CELL", "info", family)
        else:
            self._tell("NAME_INCOMPLETE", "error", given)
        return first, family, True

    def _name(self, raw: str, subject: SubjectType, column: int, *, split: bool) -> tuple[str, Sex | None]:
        if column in self._facts.legacy:
            self._tell("NAME_LEGACY_ENCODING", "warning", column, encoding=self._facts.legacy[column])
        if subject != "person":
            read = read_other(raw)
        else:
            read = read_person(raw, words=self._facts.vocabulary.names, split=split)
        told = {finding.code for finding in self._findings}
        for code, severity in read.findings:
            silent = column in self._facts.legacy and code in {"NAME_CASE_FIXED", "NAME_WHITESPACE_FIXED"}
            if code not in told and not silent:
                self._tell(code, severity, column)
        return read.name, read.sex

    def _subject(self, raw: str, groups: GroupStack, awards: tuple[str, ...]) -> SubjectType:
        """The type column decides, then the group, then the name and birth date, then the award, then the title."""
        typed = self._typed_subject()
        if typed:
            return typed
        if groups.subject_type:
            return groups.subject_type
        words = self._facts.vocabulary
        if "household_name" in self._columns or is_household(raw):
            return "household"
        if "collective_name" in self._columns and "name" not in self._columns:
            return "collective"
        if starts_like_unit(raw, words.units) and not self._has_birth():
            if not (looks_like_person(raw, words.names) and self._text("position")):
                return "collective"
        if self._table.name_column == self._columns.get("unit"):
            return "collective"
        if looks_like_person(raw, words.names) or self._has_birth() or self._text("position"):
            return "person"
        allowed = {kind for code in awards for kind in self._facts.awards.by_code[code].subjects}
        if len(allowed) == 1:
            return next(iter(allowed))
        return self._facts.titles.subject_type or "person"

    def _has_birth(self) -> bool:
        return any(self._columns.get(name) in self._row.values for name in ("dob", "dob_male", "dob_female"))

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
        column = self._columns.get("dob")
        for name in ("dob_male", "dob_female"):
            if column is None or column not in self._row.values:
                column = self._columns.get(name, column)
        if column is None:
            return None
        value = self._row.values.get(column)
        if isinstance(value, str) and value[:1] in "'’" and len(value) > 1:
            self._tell("TEXT_APOSTROPHE", "info", column)
        read = typed_birth_date(value, today=self._facts.today, date1904=self._facts.date1904)
        if read.code:
            self._tell(read.code, _DOB_SEVERITY[read.code], column)
        return read.value

    def _sex(self) -> Sex | None:
        text = self._text("sex")
        if text:
            return self._marked_sex(text)
        told = self._text("salutation")
        if told and (sex := read_sex(told.split(" ")[0].rstrip("."))):
            return sex
        male, female = self._columns.get("sex_male"), self._columns.get("sex_female")
        if male is None or female is None:
            births = [
                name for name in ("dob_male", "dob_female") if self._columns.get(name) in self._row.values
            ]
            if len(births) == 1:
                return "M" if births[0] == "dob_male" else "F"
            return None
        is_male, is_female = self._is_marked(male), self._is_marked(female)
        if is_male == is_female:
            self._tell("SEX_CONFLICT" if is_male else "SEX_MISSING", "warning", min(male, female))
            return None
        return "M" if is_male else "F"

    def _marked_sex(self, text: str) -> Sex | None:
        sex = read_sex(text)
        if (
            sex is None
            and search_key(text) == "x"
            and "nu" in search_key(self._table.headings[self._columns["sex"]])
        ):
            return "F"
        if sex is None:
            self._tell("SEX_MISSING", "warning", self._columns["sex"])
        return sex

    def _is_marked(self, column: int) -> bool:
        value = self._row.values.get(column)
        if value is None:
            return False
        if isinstance(value, int | float):
            return value == 1
        text = clean(cell_text(value))
        return fold(text) in self._facts.vocabulary.phrases["yes_marks"]

    def _awards(self, groups: GroupStack) -> tuple[tuple[str, ...], int | None]:
        """Codes proposed, and the column to point at. Group, title and sheet name speak only where no column does."""
        column = self._columns.get("award")
        codes: set[str] = set()
        if column is not None:
            typed = self._value("award")
            text = clean(cell_text(typed)) if typed is not None else ""
            mark = fold(text)
            if (
                text
                and mark in self._facts.vocabulary.phrases["yes_marks"]
                and not self._facts.awards.exact(text)
            ):
                text = ""
            elif text and mark in self._facts.vocabulary.phrases["no_marks"]:
                return (), column
            if text:
                codes.update(self._read_award_cell(cell_text(typed), column))
                return tuple(sorted(codes)), column
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
                    self._tell("AWARD_UNKNOWN", "error", place, award=text)
        if codes or self._table.matrix:
            return tuple(sorted(codes)), self._table.matrix[0][0] if self._table.matrix else column
        if groups.award:
            return (groups.award,), column
        if column is None:
            inherited = self._facts.titles.award or self._facts.sheet_award or self._facts.file_titles.award
            return ((inherited,) if inherited else ()), None
        return (), column

    def _is_unmarked(self, value: Value) -> bool:
        return value == 0 or fold(clean(cell_text(value))) in self._facts.vocabulary.phrases["no_marks"]

    def _read_award_cell(self, text: str, column: int) -> tuple[str, ...]:
        read = self._facts.awards.read(text)
        for piece in read.unknown:
            self._tell("AWARD_UNKNOWN", "error", column, award=piece)
        for name in read.ambiguous:
            self._tell("AWARD_LEVEL_AMBIGUOUS", "warning", column, award=name)
        return read.codes

    def _check_awards(self, codes: tuple[str, ...], column: int | None, subject: SubjectType) -> None:
        unreadable = any(finding.code == "AWARD_UNKNOWN" for finding in self._findings)
        if not codes and not unreadable and not self._table.is_scoring:
            self._tell("AWARD_MISSING", "error", column)
        for code in codes:
            award = self._facts.awards.by_code[code]
            if subject not in award.subjects:
                place = next((c for c, matrix_code in self._table.matrix if matrix_code == code), column)
                self._tell("AWARD_WRONG_SUBJECT", "error", place, award=award.name, subject=subject)

    def _previous(self) -> tuple[str, ...] | None:
        if not self._table.previous:
            return None
        codes: set[str] = set()
        for column in self._table.previous:
            value = self._row.values.get(column)
            if isinstance(value, str):
                codes.update(self._facts.awards.read(value).codes or self._facts.awards.within(value))
        return tuple(sorted(codes))

    def _unit_and_position(
        self, name: str, subject: SubjectType, groups: GroupStack
    ) -> tuple[str | None, str | None]:
        position = _sentence_case(self._text("position"))
        column = self._columns.get("unit")
        typed = self._text("unit") if column != self._table.name_column else None
        both = self._text("position_unit")
        if both:
            position, typed = _split_position(both, self._facts.vocabulary, position, typed)
            column = self._columns["position_unit"]
        if typed:
            read = self._facts.units.read(typed)
            if read.code:
                self._tell(read.code, "warning", column, unit=read.name)
            return read.name, position
        return self._inherited_unit(name, subject, groups), position

    def _inherited_unit(self, name: str, subject: SubjectType, groups: GroupStack) -> str | None:
        facts = self._facts
        strong = groups.unit or facts.titles.unit or facts.file_titles.unit
        if strong:
            return facts.units.read(strong).name
        weak = facts.titles.weak_unit or facts.file_titles.weak_unit
        if subject == "collective" and not (weak and is_inner(name, facts.vocabulary.units)):
            return facts.units.read(name).name
        return facts.units.read(weak).name if weak else None

    def _scores(self) -> dict[str, Decimal | None]:
        scores: dict[str, Decimal | None] = {}
        for name in ("score", "score_self", "score_appraised"):
            column = self._columns.get(name)
            if column is None:
                continue
            value = self._row.values.get(column)
            read = read_score(value) if value is not None else Score(None, "SCORE_MISSING", "warning")
            if read.code and read.severity and (value is not None or self._table.is_scoring):
                self._tell(read.code, read.severity, column)
            scores[name] = read.value
        return scores

    def _national_id(self) -> str | None:
        column = self._columns.get("national_id")
        if column is None or column not in self._row.values:
            return None
        read = read_national_id(self._row.values[column])
        if read.code and read.severity:
            self._tell(read.code, read.severity, column)
        return read.value

    def _watch_cells(self, name_column: int) -> None:
        """Texts that would run as formulas, formulas without a value, endless texts."""
        for column, value in self._row.values.items():
            if not isinstance(value, str):
                continue
            if value[:1] in "=@+-\t\r\n\"' " and column != name_column and is_runnable(value):
                self._tell("FORMULA_INJECTION", "warning", column)
            elif len(value) > _LONG_NOTE and column != name_column:
                self._tell("VALUE_TOO_LONG", "warning", column)
        if self._table.grid.marks:
            self._watch_formulas()

    def _watch_formulas(self) -> None:
        used = {*self._columns.values(), *(c for c, _ in self._table.matrix), *self._table.previous}
        needed = {self._table.name_column, self._columns.get("award"), *(c for c, _ in self._table.matrix)}
        for column in sorted(used):
            code = self._table.grid.marks.get((self._row.row, column))
            if code:
                severity: Severity = (
                    "error" if column in needed and code != "FILE_EXTERNAL_LINK" else "warning"
                )
                self._tell(code, severity, column)


def _sentence_case(text: str | None) -> str | None:
    """A position typed all in capitals: ``GIÁO VIÊN`` -> ``Giáo viên``; abbreviations stay (``CT UBND``)."""
    if text is None or len(text) <= 4 or not text.isupper():
        return text
    kept = load_vocabulary().units.acronyms
    words = [
        word if word in kept or (word.isascii() and len(word) < 4) else word.lower() for word in text.split()
    ]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _split_position(
    both: str, vocabulary: Vocabulary, position: str | None, unit: str | None
) -> tuple[str | None, str | None]:
    """``Giáo viên, Trường Mầm non Hoa Sen`` -> position and unit, cut before the first piece that opens like a unit."""
    pieces = re.split(r"\s*[,;\n]\s*|\s+[-–]\s+", both)
    for place, piece in enumerate(pieces):
        if place and starts_like_unit(piece, vocabulary.units):
            start = both.find(piece)
            return both[:start].strip(" ,;-–\n") or position, both[start:]
    if len(pieces) == 1 and starts_like_unit(both, vocabulary.units):
        return position, both
    return both, unit
