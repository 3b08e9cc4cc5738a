"""Writes a case as a workbook, reads it, and says what differs: whole or not, and what passed in silence."""

from __future__ import annotations

import re
from pathlib import Path

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from tests.corpus.kinds import Case, Truth
from thidua_desktop.domain.importing.values import StagedFile, StagedRecord


def write_case(case: Case, path: Path) -> Path:
    """The workbook of a case; looks belong to its first sheet."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for name, rows in case.sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(list(row))
    first = book.worksheets[0]
    for cell in case.struck:
        first[cell].font = Font(strike=True)
    for cell, name in case.fonts.items():
        first[cell].font = Font(name=name)
    for cell, colour in case.fills.items():
        first[cell].fill = PatternFill("solid", fgColor=colour)
    for cell, words in case.comments.items():
        first[cell].comment = Comment(words, "Đơn vị")
    book.save(path)
    return path


def judge(case: Case, staged: StagedFile) -> tuple[list[str], list[str]]:
    """What is not as it should be, and of that what no word was said about."""
    faults: list[str] = []
    silent: list[str] = []
    reported = _reported(staged)
    found: dict[tuple[str, int], list[StagedRecord]] = {}
    for record in staged.records:
        found.setdefault((record.sheet, record.row), []).append(record)
    for true in case.records:
        here = found.get((true.sheet, true.row), [])
        read = next((one for one in here if one.name == true.name), here[0] if here else None)
        if read is None:
            if true.importable:
                faults.append(f"missing {true.sheet}!{true.row} {true.name}")
                if not _message(reported, true.sheet, true.row):
                    silent.append(faults[-1])
            continue
        here.remove(read)
        wrong = _differences(true, read)
        if wrong and not (case.asked and not read.importable):
            faults.append(f"{true.sheet}!{true.row} {'; '.join(wrong)}")
            if read.importable and not _message(reported, true.sheet, true.row):
                silent.append(faults[-1])
    for (sheet, row), rest in found.items():
        for record in rest:
            faults.append(f"extra {sheet}!{row} {record.subject_type} {record.name!r} {record.awards}")
            if record.importable and not _message(reported, sheet, row):
                silent.append(faults[-1])
    for place in case.reported:
        sheet, mark, cell = place.rpartition("!")
        digits = re.sub(r"\D", "", cell) if mark else ""
        if not (_message(reported, sheet, int(digits)) if mark else any(one == place for one, _ in reported)):
            faults.append(f"not told: {place}")
    return faults, silent


def _differences(true: Truth, read: StagedRecord) -> list[str]:
    if not true.importable:
        return ["let through"] if read.importable else []
    pairs = {
        "subject": (true.subject, read.subject_type),
        "name": (true.name, read.name),
        "unit": (true.unit, read.unit),
        "awards": (true.awards, read.awards),
        "born": (true.born, read.dob.value if read.dob else None),
        "importable": (True, read.importable),
    }
    return [f"{name} {right!r} read {got!r}" for name, (right, got) in pairs.items() if right != got]


def _reported(staged: StagedFile) -> set[tuple[str, int]]:
    """Sheets and rows at which a warning or an error stands; row 0: at the sheet."""
    places: set[tuple[str, int]] = set()
    for one in staged.findings:
        if one.severity == "info":
            continue
        sheet, mark, cell = one.ref.rpartition("!")
        places.add((sheet, int(re.sub(r"\D", "", cell) or 0)) if mark else (one.ref, 0))
        if mark:
            places.add((sheet, -1))
    return places | {(sheet, 0) for sheet, _ in places}


def _message(reported: set[tuple[str, int]], sheet: str, row: int) -> bool:
    return (sheet, row) in reported


def silent_rows(staged: StagedFile, filled: dict[str, set[int]]) -> set[tuple[str, int]]:
    """Rows of the file that are neither a record, nor skipped by name, nor spoken of."""
    known = {(record.sheet, record.row) for record in staged.records}
    known |= {(one.sheet, row) for one in staged.skipped for row in one.rows}
    known |= {place for place in _reported(staged) if place[1] > 0}
    return {(sheet, row) for sheet, rows in filled.items() for row in rows} - known
