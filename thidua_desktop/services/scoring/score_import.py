"""Self-scores from the units' workbooks: looked at first, doubts named by cell and asked, then one action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Literal

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.matching import Match, Row, match_rows
from thidua_desktop.domain.schemes.scheme import ZERO, Criterion, Scheme
from thidua_desktop.domain.scoring.entries import read_number
from thidua_desktop.domain.scoring.score_sheet import needs_quantity, plan_of, typed
from thidua_desktop.domain.text import fold
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.score_sheets import LoadedSheet, NewEntry, load, record
from thidua_desktop.services.scoring.sheet_words import hint_sentence, section_sentence
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import error_sentence, text
from thidua_desktop.workbooks.scoring.score_import import ReadRow, SelfScores, read_self_scores
from thidua_desktop.workbooks.scoring.score_template import (
    Kind,
    SelfScoreTemplate,
    TemplateLine,
    self_score_template,
)

State = Literal["new", "changed", "same", "blank", "wrong", "ask", "other", "total"]
"""What an import makes of a line. ``other``: no row of the table; ``total``: a sum the unit states itself."""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One row of the file. ``words`` as written, ``raw`` their meaning, ``note`` what is wrong."""

    cell: str
    number: str
    wording: str
    words: str
    code: str | None
    candidates: tuple[str, ...]
    state: State
    raw: str = ""
    before: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class SelfScoreAnalysis:
    """A file looked at; nothing is written. ``unit_id`` None: it does not say whose it is."""

    file: str
    sheet: str
    unit_id: int | None
    scorer: str
    lines: tuple[ImportLine, ...]
    rows: tuple[ReadRow, ...]

    def count(self, *states: State) -> int:
        return sum(line.state in states for line in self.lines)


def analyse(
    app: AppContext,
    sheet_id: int,
    path: Path,
    *,
    unit_id: int | None = None,
    answers: Mapping[str, str] | None = None,
) -> SelfScoreAnalysis:
    """Reads and matches a file; ``answers`` cell -> criterion code (empty: no row of the table) as the officer chose.

    OfficeError ``scoring.import_…`` when the file cannot be read or the scheme has no self-score.
    """
    loaded = load(app, sheet_id)
    scorer = next((one.code for one in loaded.scheme.scorers if one.role == "self"), "")
    if not scorer:
        raise OfficeError("scoring.import_no_self", scheme=loaded.scheme.name)
    read = read_self_scores(path)
    unit = unit_id if unit_id is not None else _unit_of(loaded, read, path)
    matches = _answered(match_rows(loaded.scheme, [_row(row) for row in read.rows]), read.rows, answers or {})
    lines = [
        _line(loaded, row, match, unit_id=unit, scorer=scorer)
        for row, match in zip(read.rows, matches, strict=True)
    ]
    return SelfScoreAnalysis(
        path.name, read.sheet, unit, scorer, tuple(_totals(loaded.scheme, lines)), read.rows
    )


def take_in(app: AppContext, sheet_id: int, analysis: SelfScoreAnalysis) -> Changes:
    """Writes the new and changed self-scores of a looked-at file as one step to undo.

    OfficeError ``scoring.import_whose`` (no unit), ``scoring.import_nothing``.
    """
    if analysis.unit_id is None:
        raise OfficeError("scoring.import_whose", file=analysis.file)
    given = [
        NewEntry(
            analysis.unit_id,
            line.code,
            analysis.scorer,
            line.raw,
            text("score_import.reason", file=analysis.file) if line.before else "",
            analysis.file,
        )
        for line in analysis.lines
        if line.state in ("new", "changed") and line.code
    ]
    if not given:
        raise OfficeError("scoring.import_nothing", file=analysis.file)
    return record(app, sheet_id, given)


def save_templates(
    app: AppContext, sheet_id: int, folder: Path, *, unit_ids: Iterable[int] = ()
) -> tuple[Path, ...]:
    """A workbook to fill in for each unit (all without ``unit_ids``); the files written."""
    loaded = load(app, sheet_id)
    requested = set(unit_ids) or set(loaded.units)
    lines = _template_lines(loaded.scheme)
    written = []
    for unit_id, name in loaded.units.items():
        if unit_id in requested:
            template = SelfScoreTemplate(
                unit=name,
                unit_id=unit_id,
                sheet_id=loaded.id,
                bloc=loaded.row.bloc_name,
                year=loaded.row.year,
                scheme=loaded.scheme.name,
                lines=lines,
                created=app.database.clock(),
            )
            words = text("score_template.file", unit=name, year=loaded.row.year)
            path = folder / safe_file_name(f"{words}.xlsx")
            write_atomically(path, self_score_template(template))
            written.append(path)
    return tuple(written)


def _row(row: ReadRow) -> Row:
    return Row(row.number, row.wording, row.code)


def _answered(matches: Sequence[Match], rows: Sequence[ReadRow], answers: Mapping[str, str]) -> list[Match]:
    return [
        Match(answers[row.cell] or None) if row.cell in answers else match
        for row, match in zip(rows, matches, strict=True)
    ]


def _unit_of(loaded: LoadedSheet, read: SelfScores, path: Path) -> int | None:
    """By the template's mark, else by the longest name of a member over the table or in the file's name."""
    if read.unit_id in loaded.units:
        return read.unit_id
    message = [fold(line) for line in (*read.above, path.stem.replace("_", " "))]
    found = {
        unit_id: len(name)
        for unit_id, name in loaded.units.items()
        for key in _spellings(name)
        if any(key in line for line in message)
    }
    if not found:
        return None
    longest = max(found.values())
    best = [unit_id for unit_id, length in found.items() if length == longest]
    return best[0] if len(best) == 1 else None


def _spellings(name: str) -> tuple[str, ...]:
    long, short = text("score_sheet.body_long"), text("score_sheet.body_short")
    return tuple({fold(name), fold(name.replace(long, short)), fold(name.replace(long, "")).strip()})


def _line(loaded: LoadedSheet, row: ReadRow, match: Match, *, unit_id: int | None, scorer: str) -> ImportLine:
    criterion = loaded.scheme.criterion(match.code) if match.code else None
    line = ImportLine(row.cell, row.number, row.wording, row.words, match.code, match.candidates, "other")
    if criterion is None:
        if match.code:
            return replace(line, state="total")
        return replace(line, state="ask" if match.candidates and row.words else "other")
    if scorer not in {one.code for one in criterion.scorers}:
        return replace(line, state="other", note=text("score_import.not_theirs"))
    return _judged(loaded, line, row, criterion, unit_id=unit_id, scorer=scorer)


def _judged(
    loaded: LoadedSheet,
    line: ImportLine,
    row: ReadRow,
    criterion: Criterion,
    *,
    unit_id: int | None,
    scorer: str,
) -> ImportLine:
    entry = loaded.entries.get((unit_id or 0, criterion.code, scorer))
    before = entry.raw if entry else ""
    words = row.words
    if needs_quantity(criterion) and "/" not in words and row.own.upper() != "KC":
        words = row.actual
    line = replace(line, words=words or row.own, before=before)
    if not words:
        note = text("score_import.figures", cell=row.cell) if row.own and needs_quantity(criterion) else ""
        return replace(line, state="wrong" if note else "blank", note=note)
    try:
        others = {one.code: _raw(loaded, unit_id, criterion, one.code) for one in criterion.scorers}
        raw = typed(criterion, words, plan=plan_of(criterion, others))
    except OfficeError as error:
        return replace(line, state="wrong", note=f"{row.cell}: {error_sentence(error)}")
    state: State = "same" if raw == before else "changed" if before else "new"
    return replace(line, raw=raw, state="blank" if not raw else state)


def _raw(loaded: LoadedSheet, unit_id: int | None, criterion: Criterion, scorer: str) -> str:
    entry = loaded.entries.get((unit_id or 0, criterion.code, scorer))
    return entry.raw if entry else ""


def _totals(scheme: Scheme, lines: Sequence[ImportLine]) -> list[ImportLine]:
    """Names sums of a section that its rows do not add up to; what cannot be added up is left alone."""
    parents = {one.code: one.parent for one in scheme.sections}
    sums: dict[str, list[Decimal | None]] = {}
    for line in lines:
        criterion = scheme.criterion(line.code) if line.code else None
        if criterion is None or line.state in ("total", "other"):
            continue
        number = None if needs_quantity(criterion) else read_number(line.words, typed=True)
        if number is not None and criterion.role == "deduction":
            number = -abs(number)
        if criterion.role == "note":
            continue
        given = ZERO if not line.words or line.raw == "KC" else number
        code = criterion.section
        while code:
            sums.setdefault(code, []).append(given)
            code = parents.get(code, "")
    checked = []
    for line in lines:
        parts = sums.get(line.code or "", []) if line.state == "total" else []
        stated = read_number(line.words, typed=True)
        known = [part for part in parts if part is not None]
        if stated is not None and parts and len(known) == len(parts) and sum(known, ZERO) != stated:
            note = text(
                "score_import.total",
                cell=line.cell,
                stated=number_words(stated),
                sum=number_words(sum(known, ZERO)),
            )
            line = replace(line, note=note)
        checked.append(line)
    return checked


def _template_lines(scheme: Scheme) -> tuple[TemplateLine, ...]:
    made: list[TemplateLine] = []

    def below(code: str, level: int) -> list[int]:
        """Adds what stands under a heading; the numbers of the lines right below it."""
        parts = []
        for criterion in scheme.within(code):
            parts.append(len(made))
            made.append(_template_line(criterion, level))
        for section in scheme.sections:
            if section.parent == code:
                place = len(made)
                parts.append(place)
                line = TemplateLine(section.code, section.name, "section", section.standard, level)
                made.append(line)
                made[place] = replace(line, parts=tuple(below(section.code, level + 1)))
        return parts

    below("", 0)
    return tuple(made)


def _template_line(criterion: Criterion, level: int) -> TemplateLine:
    kind: Kind = "number"
    choices: tuple[str, ...] = ()
    if criterion.method == "fixed":
        kind = "fixed"
    elif not any(one.role == "self" for one in criterion.scorers):
        kind = "other"
    elif criterion.method == "more" or criterion.method == "less":
        kind = criterion.method
    elif needs_quantity(criterion):
        kind = "quantity"
    elif criterion.method in ("grade", "yes_no"):
        kind = "choice"
        choices = tuple(criterion.grades) or tuple(
            text(f"scoring.{one}").capitalize() for one in ("yes", "no")
        )
    bounded = criterion.method == "points" and criterion.over == "refuse"
    return TemplateLine(
        code=criterion.code,
        name=criterion.name,
        kind=kind,
        standard=criterion.full if criterion.method != "each" else criterion.standard,
        level=level,
        least=criterion.least,
        most=criterion.limit if bounded else None,
        choices=choices,
        hint=hint_sentence(criterion),
        sign={"note": 0, "deduction": -1}.get(criterion.role, 1),
        worth=_worth(criterion, choices),
        each=criterion.method == "each",
        reckoned=criterion.method not in ("bands", "cluster"),
        cap=criterion.limit if criterion.method == "each" or criterion.over == "cut" else None,
    )


def _worth(criterion: Criterion, choices: Sequence[str]) -> tuple[tuple[str, Decimal], ...]:
    """Points of what may be chosen."""
    if criterion.method == "yes_no" and choices:
        return ((choices[0], criterion.standard or ZERO),)
    return tuple(criterion.grades.items())


def choice_sentence(scheme: Scheme, code: str) -> str:
    """A criterion as offered for a doubtful row."""
    criterion = scheme.criterion(code)
    if criterion is None:
        section = scheme.section(code)
        return text("score_import.section", code=code, name=section.name if section else "")
    where = section_sentence(scheme, criterion.section)
    return f"{code}. {criterion.name}" + (f" ({where})" if where else "")
