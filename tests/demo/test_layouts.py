"""Eight senders, eight layouts: the importer finds exactly the people who were typed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from thidua_desktop.catalogue import load_awards
from thidua_desktop.demo.district import make_district
from thidua_desktop.demo.history import make_history
from thidua_desktop.demo.layouts import LAYOUTS, write_book
from thidua_desktop.demo.nominees import ExpectedRecord, lines_of
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.domain.importing.values import Known, StagedFile
from thidua_desktop.domain.text import search_key
from thidua_desktop.workbooks.staging.staging import read_file

BOOKS = demo_file("workbooks")["workbook"]
FINDINGS = {
    "double_space": ("NAME_WHITESPACE_FIXED", "info"),
    "caps": ("NAME_CASE_FIXED", "info"),
    "born_year": ("DOB_YEAR_ONLY", "info"),
    "one_cell": ("NAME_IN_ONE_CELL", "info"),
    "number_gap": ("STT_GAP", "info"),
    "sex_missing": ("SEX_MISSING", "warning"),
    "no_given": ("NAME_INCOMPLETE", "error"),
    "no_award": ("AWARD_MISSING", "error"),
    "wrong_subject": ("AWARD_WRONG_SUBJECT", "error"),
}


def _known() -> Known:
    units = make_district().units
    return Known(
        awards=load_awards(),
        units=tuple(unit.name for unit in units),
        unit_aliases={search_key(other): unit.name for unit in units for other in unit.spellings},
        review_year=make_district().year,
    )


def _sent(book: Mapping[str, Any], folder: Path) -> tuple[tuple[ExpectedRecord, ...], StagedFile]:
    district = make_district()
    expected = write_book(
        book,
        lines_of(book, district, make_history(district)),
        folder=folder,
        award_names=demo_file("workbooks")["spellings"][book["spelling"]],
    )
    return expected, read_file(folder / book["file"], known=_known())


def test_no_two_senders_share_a_layout() -> None:
    assert {book["layout"] for book in BOOKS} == set(LAYOUTS)
    assert len(BOOKS) == len(LAYOUTS) == 8


@pytest.mark.parametrize("book", BOOKS, ids=[book["layout"] for book in BOOKS])
def test_every_line_arrives_as_it_was_meant(book: Mapping[str, Any], tmp_path: Path) -> None:
    expected, staged = _sent(book, tmp_path)
    assert 15 <= len(expected) <= 40
    assert staged.open_status == "ok"
    found = {
        (one.sheet, one.row): (
            one.subject_type,
            one.name,
            tuple(sorted(one.awards)),
            one.unit,
            one.dob,
            one.importable,
        )
        for one in staged.records
    }
    assert found == {
        (one.sheet, one.row): (one.subject_type, one.name, one.awards, one.unit, one.born, one.importable)
        for one in expected
    }


@pytest.mark.parametrize("book", BOOKS, ids=[book["layout"] for book in BOOKS])
def test_every_flaw_is_reported_at_its_row(book: Mapping[str, Any], tmp_path: Path) -> None:
    expected, staged = _sent(book, tmp_path)
    reported = {
        (finding.ref.rpartition("!")[0], _row(finding.ref), finding.code, finding.severity)
        for finding in staged.findings
    }
    flawed = [one for one in expected if one.flaw in FINDINGS]
    for one in flawed:
        assert (one.sheet, one.row, *FINDINGS[one.flaw]) in reported
    copies = [one for one in expected if one.flaw == "duplicate"]
    for one in copies:
        code = ("DUP_POSSIBLE", "warning") if one.importable else ("DUP_IN_FILE", "error")
        assert (one.sheet, one.row, *code) in reported
    errors = {(sheet, row) for sheet, row, _, severity in reported if severity == "error"}
    assert errors == {(one.sheet, one.row) for one in expected if not one.importable}


def _row(ref: str) -> int:
    return int("".join(char for char in ref.rpartition("!")[2] if char.isdigit()) or 0)
