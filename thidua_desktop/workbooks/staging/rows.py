"""One row of a table into one record with its findings. Nothing is guessed: what cannot be read is reported."""

from __future__ import annotations

import re
from decimal import Decimal

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.cell_values import Score, is_runnable, read_national_id, read_score
from thidua_desktop.domain.importing.values import Finding, Severity, Sex, StagedRecord
from thidua_desktop.domain.organisation.positions import people_of
from thidua_desktop.domain.organisation.units_text import is_inner, starts_like_unit
from thidua_desktop.domain.text import search_key
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.grid import RowTexts
from thidua_desktop.workbooks.staging.awards import AwardCells
from thidua_desktop.workbooks.staging.cells import SheetFacts
from thidua_desktop.workbooks.staging.context import GroupStack
from thidua_desktop.workbooks.staging.who import BIRTHS_END, WhoCells
from thidua_desktop.workbooks.table_finding.body import BodyRow
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary, load_vocabulary

__all__ = ["RecordReader", "SheetFacts"]


class RecordReader(WhoCells, AwardCells):
    """Reads the rows of one table in order."""

    def read(self, row: BodyRow, groups: GroupStack) -> tuple[StagedRecord, list[Finding]]:
        self._row = row
        self._findings = []
        self._texts = {}
        typed, name_column, split = self._raw_name()
        self._behind_name = None
        raw = self._without_birth(typed, name_column) if typed[-1:] in BIRTHS_END else typed
        awards, award_column = self._awards(groups)
        subject = self._subject(raw, name_column, groups, awards)
        name, name_sex, behind = self._name(raw, subject, name_column, split=split)
        self._proposed = awards
        dob, sex = self._birth_and_sex(name_sex, name_column) if subject == "person" else (None, None)
        unit, position = self._unit_and_position(name, subject, groups)
        if behind and unit is None and not position:
            position, behind_unit = _split_position(behind, self._facts.vocabulary, None, None)
            unit = self._facts.units.read(behind_unit).name if behind_unit else None
        if self._suffix and unit is None and subject == "person":
            unit = self._unit_behind_name(name_column)
        position = position or behind or None
        self._check_awards(awards, award_column, subject)
        scores = self._scores() if self._score_columns else {}
        national_id = self._national_id()
        hidden = row.row in self._table.grid.hidden_rows
        self._watch_row(name_column, hidden=hidden)
        findings = self._findings
        errors = bool(findings) and any(finding.severity == "error" for finding in findings)
        cell_of = self._text
        name_raw = self._facts.as_typed.get((row.row, name_column), typed) if self._facts.as_typed else typed
        record = StagedRecord(
            sheet=self._table.grid.name,
            row=row.row + 1,
            subject_type=subject,
            name=name,
            name_raw=name_raw,
            dob=dob,
            sex=sex,
            position=position,
            unit=unit,
            awards=awards,
            previous_awards=self._previous() if self._table.previous else None,
            score=scores.get("score"),
            score_self=scores.get("score_self"),
            score_appraised=scores.get("score_appraised"),
            achievement=cell_of("achievement"),
            note=self._raw_text("note"),
            national_id=national_id,
            initiative=cell_of("initiative") if self._initiatives else None,
            initiative_ref=cell_of("initiative_ref") if self._initiatives else None,
            hidden_row=hidden,
            importable=not errors,
            cells=self._row_texts(row),
            column=self._name_letter,
            ethnicity=people_of(cell_of("ethnicity") or "") if subject == "person" else None,
        )
        return record, findings

    def _birth_and_sex(self, name_sex: Sex | None, name_column: int) -> tuple[PartialDate | None, Sex | None]:
        dob, sex = self._dob(), self._sex()
        if sex and name_sex and sex != name_sex:
            self._report("SEX_CONFLICT", "warning", name_column)
        return dob, sex or name_sex

    def _watch_row(self, name_column: int, *, hidden: bool) -> None:
        if hidden:
            self._report("ROW_HIDDEN", "warning", 0)
        if self._watched or self._table.grid.marks:
            self._watch_cells(name_column)

    def _row_texts(self, row: BodyRow) -> RowTexts:
        values = self._table.grid.rows[row.row]
        return RowTexts(values, self._letters, span=self._table.span, filled=row.filled)

    def _unit_and_position(
        self, name: str, subject: SubjectType, groups: GroupStack
    ) -> tuple[str | None, str | None]:
        position = self._text("position")
        if position and position.isupper():
            position = _sentence_case(position)
        column = self._columns.get("unit")
        if column is None and subject == "household":
            column = self._columns.get("address")
        cell = self._row.values.get(column) if column is not None else None
        if cell in self._sure_units and "position_unit" not in self._columns:
            self._before["unit"] = cell  # type: ignore[assignment]
            return self._sure_units[cell], position
        typed = self._text("unit") if column != self._table.name_column else None
        if subject == "household" and column is not None and column == self._columns.get("address"):
            typed = self._text("address")
        if column is None and subject == "person":
            column = self._columns.get("collective_name", self._table.name_column)
            typed = self._text("collective_name") if column != self._table.name_column else None
        both = self._text("position_unit")
        if both:
            position, typed = _split_position(both, self._facts.vocabulary, position, typed)
            column = self._columns["position_unit"]
        if typed and typed.lstrip("'’ ")[:1] == "=":
            typed = None  # the text of a formula names no unit
        if typed:
            read = self._facts.units.read(typed)
            if read.code:
                self._report(read.code, "warning", column, unit=read.name)
            elif not both and cell is not None and not self._says_same(cell):
                self._sure_units[cell] = read.name
            return read.name, position
        return self._inherited_unit(name, subject, groups), position

    def _unit_behind_name(self, name_column: int) -> str | None:
        """``Lê Thị Mai (Trạm Y tế xã Bản Lầu)``: the only unit the row names."""
        if not starts_like_unit(self._suffix, self._facts.vocabulary.units):
            return None
        self._findings = [one for one in self._findings if one.code != "NAME_SUFFIX"]
        self._report("NAME_WITH_UNIT", "info", name_column)
        return self._facts.units.read(self._suffix).name

    def _inherited_unit(self, name: str, subject: SubjectType, groups: GroupStack) -> str | None:
        facts = self._facts
        own, above = facts.sheet_unit, facts.titles.weak_unit
        if own and above and not groups.unit and search_key(above).endswith(f" {search_key(own)}"):
            return facts.units.read(above).name  # the sheet's name is the letterhead's, cut short
        strong = groups.unit or facts.titles.unit or facts.sheet_unit or facts.file_titles.unit
        if strong:
            return facts.units.read(strong).name
        weak = facts.titles.weak_unit or facts.file_titles.weak_unit
        if subject == "collective" and not (weak and is_inner(name, facts.vocabulary.units)):
            return facts.units.read(name).name
        return facts.units.read(weak).name if weak else None

    def _scores(self) -> dict[str, Decimal | None]:
        scores: dict[str, Decimal | None] = {}
        for name, column in self._score_columns:
            value = self._row.values.get(column)
            read = read_score(value) if value is not None else Score(None, "SCORE_MISSING", "warning")
            if read.code and read.severity and (value is not None or self._table.is_scoring):
                self._report(read.code, read.severity, column)
            scores[name] = read.value
        return scores

    def _national_id(self) -> str | None:
        column = self._columns.get("national_id")
        if column is None or column not in self._row.values:
            return None
        value = self._row.values[column]
        if isinstance(value, str) and len(value) == 12 and value.isascii() and value.isdigit():
            return value
        read = read_national_id(value)
        if read.code and read.severity:
            why = "letters" if not read.digits else "length"
            params = (
                {"why": text(f"importing.id_{why}", digits=read.digits)} if read.code == "ID_INVALID" else {}
            )
            self._report(read.code, read.severity, column, **params)
        return read.value

    def _watch_cells(self, name_column: int) -> None:
        """Texts that would run as formulas, formulas without a value, endless texts."""
        if self._watched and not self._watched.isdisjoint(self._row.values.values()):
            for column, value in self._row.values.items():
                if value not in self._watched or column == name_column:
                    continue
                code = "FORMULA_INJECTION" if is_runnable(str(value)) else "VALUE_TOO_LONG"
                self._report(code, "warning", column)
        if self._table.grid.marks:
            self._watch_formulas()

    def _watch_formulas(self) -> None:
        used = {*self._columns.values(), *(c for c, _ in self._table.matrix), *self._table.previous}
        used.update(self._table.more_awards)
        needed = {self._table.name_column, self._columns.get("award"), *(c for c, _ in self._table.matrix)}
        for column in sorted(used):
            code = self._table.grid.marks.get((self._row.row, column))
            if code:
                severity: Severity = (
                    "error" if column in needed and code != "FILE_EXTERNAL_LINK" else "warning"
                )
                self._report(code, severity, column)


def _sentence_case(text: str | None) -> str | None:
    """A position typed all in capitals: ``GIÁO VIÊN`` -> ``Giáo viên``; abbreviations stay (``CT UBND``)."""
    if text is None or len(text) <= 4 or not text.isupper():
        return text
    stored = load_vocabulary().units.acronyms
    words = [
        word if word in stored or (word.isascii() and len(word) < 4) else word.lower()
        for word in text.split()
    ]
    joined = " ".join(words)
    return joined[:1].upper() + joined[1:]


def _split_position(
    both: str, vocabulary: Vocabulary, position: str | None, unit: str | None
) -> tuple[str | None, str | None]:
    """``Giáo viên, Trường Mầm non Hoa Sen`` -> position and unit, cut before the first piece that opens like
    a unit.
    """
    pieces = re.split(r"\s*[,;\n]\s*|\s+[-–]\s+", both)
    for place, piece in enumerate(pieces):
        if place and starts_like_unit(piece, vocabulary.units):
            start = both.find(piece)
            wider = [
                other
                for other in pieces[place + 1 :]
                if starts_like_unit(other, vocabulary.units) and not is_inner(other, vocabulary.units)
            ]
            if wider and is_inner(piece, vocabulary.units):
                return both[:start].strip(" ,;-–\n") or position, both[both.rfind(wider[-1]) :]
            return both[:start].strip(" ,;-–\n") or position, both[start:]
    if len(pieces) == 1 and starts_like_unit(both, vocabulary.units):
        return position, both
    for found in re.finditer(r"(?<=\s)(?=[^\W\d_])", both):
        rest = both[found.start() :]
        if rest[0].isupper() and len(rest.split()) > 2 and starts_like_unit(rest, vocabulary.units):
            return both[: found.start()].strip(), rest
    return both, unit
