"""Whatever layout a sender uses, the file that goes back is read again as the same list."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.corpus.build import build
from tests.corpus.layout import Layout, load_layouts
from tests.corpus.sheets import write_book
from tests.workbooks.sender import stage
from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.workbooks.returned.list_sheet import marks_of
from thidua_desktop.workbooks.returned.workbook import marked_copy, marked_ending


def message(staged: StagedFile) -> list[tuple[object, ...]]:
    return [(r.sheet, r.row, r.name, r.awards, r.dob, r.unit, r.sex, r.importable) for r in staged.records]


@pytest.mark.parametrize("layout", load_layouts(), ids=lambda layout: layout.key)
def test_a_marked_file_of_any_layout_says_what_the_sent_one_said(layout: Layout, tmp_path: Path) -> None:
    book = build(layout, 7)
    path = write_book(book.sheets, tmp_path / f"ds{layout.file}", date1904=layout.date1904)
    staged = stage(path)
    target = tmp_path / f"trả{marked_ending(path)}"
    target.write_bytes(marked_copy(path, staged))
    again = stage(target)
    if path.suffix in (".xlsx", ".xlsm"):
        assert message(again) == message(staged)
        assert len(marks_of(again)) == len(marks_of(staged))
    assert [row[2:4] for row in message(again)] == [row[2:4] for row in message(staged)]
