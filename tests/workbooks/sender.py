"""Makes small workbooks as a sender would, and reads them back as an import would."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from openpyxl import Workbook

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.importing.values import Known, StagedFile
from thidua_desktop.workbooks.staging.staging import read_file

Rows = Sequence[Sequence[object]]


def write(
    folder: Path, sheets: dict[str, Rows] | Rows, *, merges: Sequence[str] = (), name: str = "ds.xlsx"
) -> Path:
    book = Workbook()
    book.remove(book.worksheets[0])
    for title, rows in (sheets if isinstance(sheets, dict) else {"DS": sheets}).items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
        for merge in merges:
            sheet.merge_cells(merge)
    path = folder / name
    book.save(path)
    return path


def stage(path: Path, **known: object) -> StagedFile:
    return read_file(path, known=Known(awards=load_awards(), **known))  # type: ignore[arg-type]


def summary(staged: StagedFile) -> list[tuple[object, ...]]:
    """Row, name, awards and unit of each record."""
    return [(r.row, r.name, r.awards, r.unit) for r in staged.records]


def codes(staged: StagedFile) -> set[tuple[str, str]]:
    return {(finding.ref, finding.code) for finding in staged.findings}
