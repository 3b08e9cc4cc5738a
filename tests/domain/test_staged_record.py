"""A row's record made in one go is the record its fields say."""

from __future__ import annotations

from dataclasses import fields

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing import StagedRecord, staged_record


def test_a_record_made_of_its_fields_in_order_is_the_one_made_by_name() -> None:
    born = PartialDate("1980", "year")
    made = StagedRecord("DS", 2, "person", "Lò Thị Én", "Lò Thị Én", dob=born, unit="Tổ 1", column="B")
    assert staged_record([getattr(made, one.name) for one in fields(StagedRecord)]) == made
