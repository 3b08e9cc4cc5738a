"""The part of a record that matching needs."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.values import StagedRecord
from thidua_desktop.services.importing.analysis import row_to_import
from thidua_desktop.services.importing.import_plan import RowToImport


def test_the_row_to_import_holds_what_was_read_and_nothing_said_yet() -> None:
    born = PartialDate("1980-02-03", "day")
    made = StagedRecord(
        "DS", 2, "person", "Lò Thị Én", "LÒ THỊ ÉN", dob=born, sex="F", awards=("LDTT",), unit="A"
    )
    expected = RowToImport(
        subject_type="person", name="Lò Thị Én", dob=born, sex="F", awards=("LDTT",), unit="A"
    )
    assert row_to_import(made) == expected
    with pytest.raises(FrozenInstanceError):
        row_to_import(made).name = "Ai"  # type: ignore[misc]
