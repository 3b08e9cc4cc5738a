"""What is counted is the same everywhere: reading, preview, the file sent back, and the import itself."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.corpus.kind_judging import write_case
from tests.corpus.kinds import draw_case, load_kinds
from tests.services.small_office import YEAR
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.importing import preview, staging
from thidua_desktop.services.importing.returned import returned_workbook
from thidua_desktop.services.office.context import AppContext

NAMES = sorted(load_kinds())
PARTS = 6
OUTCOMES = {"new", "update", "identical", "error"}


def to_mend(app: AppContext, batch_id: int, folder: Path) -> set[tuple[str, str]]:
    """Sheet and cell of every line of the returned file that says something must be corrected."""
    try:
        path = returned_workbook.save_marked(app, batch_id, folder / f"{batch_id}.xlsx")
    except OfficeError as error:
        assert error.code == "feedback.nothing_to_mark"
        return set()
    rows = load_workbook(path)["Việc cần sửa"].iter_rows(min_row=6, values_only=True)
    return {(str(row[0]), str(row[1])) for row in rows if row[3] == "Phải sửa"}


@pytest.mark.parametrize("part", range(PARTS))
def test_reading_preview_returned_file_and_import_count_alike(
    part: int, app: AppContext, tmp_path: Path
) -> None:
    for name in NAMES[part::PARTS]:
        path = write_case(draw_case(name, 7), tmp_path / f"{name}.xlsx")
        dry = staging.read(app, path, year=YEAR)
        staged = staging.stage(app, path, year=YEAR, allow_empty=True)
        shown = preview.of_batch(app, staged.batch_id)
        assert dry.records == staged.file.records == shown.file.records, name
        assert dry.skipped == staged.file.skipped == shown.file.skipped, name
        counted = Counter(shown.outcomes)
        assert set(counted) <= OUTCOMES, name
        assert counted == Counter(staged.counts), name
        assert sum(counted.values()) == len(dry.records), name
        errors = {(one.ref.rpartition("!")[0], one.ref.rpartition("!")[2]) for one in shown.file.findings
                  if one.severity == "error" and "!" in one.ref}  # fmt: skip
        assert to_mend(app, staged.batch_id, tmp_path) >= errors, name
        if counted["new"] + counted["update"]:
            done = staging.commit(app, staged.batch_id)
            assert {key: count for key, count in done.counts.items() if count} == dict(counted), name
