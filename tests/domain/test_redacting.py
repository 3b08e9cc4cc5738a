"""What leaves the office with an error report names nobody."""

from __future__ import annotations

import pytest

from thidua_desktop.domain.redacting import redacted, redacted_trace

NAMES = ("Nguyễn Văn Ước", "Nguyen Van An", "NGUYEN VAN AN")
NUMBERS = ("001085012345", "0912 345 678", "lan@xa.gov.vn")


@pytest.mark.parametrize("words", NAMES + NUMBERS)
def test_no_name_number_or_address_stays(words: str) -> None:
    message = f"UNIQUE constraint failed: person.full_name [parameters: ('{words}', {words})]"
    message = redacted(message)
    assert "constraint failed: person.full_name" in message
    assert not [part for part in words.split() if part in message and not part.islower()]


def test_a_trace_reports_where_and_what_kind_without_the_folders_of_the_machine() -> None:
    try:
        try:
            raise KeyError("Hoàng Thị Hoà")
        except KeyError as cause:
            raise ValueError("cannot read C:\\Users\\lan\\Documents\\khen.xlsx of Hoàng Thị Hoà") from cause
    except ValueError as error:
        message = redacted_trace(error)
    assert "tests/domain/test_redacting.py:" in message
    assert "ValueError: cannot read" in message and "KeyError" in message
    assert not [word for word in ("Hoàng", "lan", "khen", "Users") if word in message]
