"""A typed birth date keeps its precision; what cannot be read is asked, never guessed."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.dates import excel_serial, from_excel_serial, typed_birth_date

TODAY = dt.date(2025, 11, 20)
BIRTHS = st.dates(dt.date(1930, 1, 1), dt.date(2010, 12, 31))


@pytest.mark.parametrize(
    ("typed", "value", "code"),
    [
        ("05/03/1980", "1980-03-05", None),
        ("5.3.1980", "1980-03-05", None),
        ("Ngày 5 tháng 3 năm 1980", "1980-03-05", None),
        ("1980-03-05 00:00:00", "1980-03-05", None),
        ("05031980", "1980-03-05", None),
        ("'05/03/1980", "1980-03-05", None),
        ("5/3/80", "1980-03-05", "DOB_TWO_DIGIT_YEAR"),
        ("5/3/20", None, "DOB_AMBIGUOUS"),
        (1985.0, "1985", "DOB_YEAR_ONLY"),
        ("sinh năm 1985", "1985", "DOB_YEAR_ONLY"),
        ("../../1985", "1985", "DOB_YEAR_ONLY"),
        ("00/3/1980", "1980-03", "DOB_MONTH_ONLY"),
        ("3/1980", "1980-03", "DOB_MONTH_ONLY"),
        (dt.date(1905, 6, 7), "1985", "DOB_YEAR_AS_SERIAL"),
        (29285, "1980-03-05", "DOB_SERIAL_AS_NUMBER"),
        ("29285", "1980-03-05", "DOB_SERIAL_AS_TEXT"),
        ("12/25/1979", None, "DOB_INVALID"),
        ("31/02/1979", None, "DOB_INVALID"),
        ("O5/03/1980", None, "DOB_INVALID"),
        ("khoảng 1980", None, "DOB_INVALID"),
        ("05/03/2042", None, "DOB_FUTURE"),
        ("05/03/2020", None, "DOB_IMPLAUSIBLE"),
        ("", None, "DOB_MISSING"),
        (None, None, "DOB_MISSING"),
    ],
)
def test_a_birth_date_is_read_as_offices_type_it(typed: object, value: str | None, code: str | None) -> None:
    read = typed_birth_date(typed, today=TODAY)
    assert (read.value.value if read.value else None, read.code) == (value, code)


@given(BIRTHS, st.sampled_from("/-."), st.booleans())
def test_day_and_month_are_never_swapped(birth: dt.date, mark: str, padded: bool) -> None:
    day, month = (f"{birth.day:02d}", f"{birth.month:02d}") if padded else (str(birth.day), str(birth.month))
    read = typed_birth_date(f"{day}{mark}{month}{mark}{birth.year}", today=TODAY)
    assert read.value is not None
    assert read.value.value == birth.isoformat()


@given(BIRTHS, st.booleans())
def test_a_workbooks_day_number_is_the_same_day_in_both_systems(birth: dt.date, date1904: bool) -> None:
    serial = excel_serial(birth, date1904=date1904)
    assert from_excel_serial(serial, date1904=date1904) == birth
    read = typed_birth_date(serial, today=TODAY, date1904=date1904)
    if serial < 10_000:  # four digits are taken for a year, never for a day
        assert read.value is None
        return
    assert read.value is not None
    assert read.value.value == birth.isoformat()


@given(st.text(max_size=30) | st.floats(allow_nan=False) | st.integers())
def test_anything_at_all_is_read_or_asked(anything: object) -> None:
    read = typed_birth_date(anything, today=TODAY)
    assert read.value is None or 1900 < read.value.year <= TODAY.year
    assert read.value is not None or read.code is not None
