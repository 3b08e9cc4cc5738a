"""A row's record made in one go is the record its fields say."""

from __future__ import annotations

from dataclasses import FrozenInstanceError, fields

import pytest

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.values import StagedRecord, staged_record
from thidua_desktop.services.importing.analysis import row_to_import
from thidua_desktop.services.importing.import_plan import RowToImport


def test_a_record_made_of_its_fields_in_order_is_the_one_made_by_name() -> None:
    born = PartialDate("1980", "year")
    made = StagedRecord("DS", 2, "person", "Lò Thị Én", "Lò Thị Én", dob=born, unit="Tổ 1", column="B")
    assert staged_record([getattr(made, one.name) for one in fields(StagedRecord)]) == made


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
