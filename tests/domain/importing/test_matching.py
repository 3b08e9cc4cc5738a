"""Two people with one name stay two; one person is never made twice."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.importing.matching import Candidate, births_agree, same_person, suspects

DAY = PartialDate("1976-05-01", "day")
MONTH = PartialDate("1976-05", "month")
YEAR = PartialDate("1976", "year")
OTHER = PartialDate("1980-02-03", "day")

dates = st.dates().map(lambda day: day.isoformat())
partial = st.one_of(
    dates.map(lambda day: PartialDate(day, "day")),
    dates.map(lambda day: PartialDate(day[:7], "month")),
    dates.map(lambda day: PartialDate(day[:4], "year")),
)


def known(
    number: int, born: PartialDate | None = None, unit: int | None = 1, name: str = "Lê Thị Hòa"
) -> Candidate:
    return Candidate(number, name, born, unit)


def test_the_same_full_birth_date_is_the_same_person_even_in_another_unit() -> None:
    assert same_person(full_name="Lê Thị Hòa", born=DAY, unit_id=2, among=[known(1, DAY)]) == 1


def test_hoa_with_the_tone_in_either_place_is_one_person() -> None:
    assert same_person(full_name="Lê Thị Hoà", born=DAY, unit_id=1, among=[known(1, DAY)]) == 1


def test_names_that_differ_by_a_mark_are_two_people() -> None:
    assert same_person(full_name="Lê Thị Hoa", born=DAY, unit_id=1, among=[known(1, DAY)]) is None


def test_a_year_of_birth_agrees_with_a_day_in_that_year_inside_one_unit_only() -> None:
    assert same_person(full_name="Lê Thị Hòa", born=YEAR, unit_id=1, among=[known(1, DAY)]) == 1
    assert same_person(full_name="Lê Thị Hòa", born=YEAR, unit_id=2, among=[known(1, DAY)]) is None


def test_another_birth_date_in_the_same_unit_is_another_person() -> None:
    assert same_person(full_name="Lê Thị Hòa", born=OTHER, unit_id=1, among=[known(1, DAY)]) is None


def test_no_birth_date_in_the_same_unit_is_taken_for_the_only_one_of_that_name() -> None:
    assert same_person(full_name="Lê Thị Hòa", born=None, unit_id=1, among=[known(1, DAY)]) == 1


def test_two_who_fit_equally_well_are_no_certainty() -> None:
    among = [known(1, DAY), known(2, OTHER)]
    assert same_person(full_name="Lê Thị Hòa", born=None, unit_id=1, among=among) is None
    assert same_person(full_name="Lê Thị Hòa", born=MONTH, unit_id=1, among=among) == 1


def asked(born: PartialDate | None, unit: int | None, *among: Candidate) -> list[int]:
    return [one.id for one in suspects(full_name="Lê Thị Hòa", born=born, unit_id=unit, among=among)]


def test_another_birth_date_in_another_unit_is_not_asked_about() -> None:
    assert asked(OTHER, 2, known(1, DAY)) == []
    assert asked(PartialDate("1980", "year"), 2, known(1, DAY), known(2, MONTH)) == []


def test_a_birth_date_that_agrees_elsewhere_or_differs_in_the_same_unit_is_asked_about() -> None:
    assert asked(YEAR, 2, known(1, DAY)) == [1]
    assert asked(OTHER, 1, known(1, DAY)) == [1]
    assert asked(YEAR, 2, known(1, DAY, unit=3), known(2, OTHER, unit=2)) == [2, 1]


def test_only_a_name_in_common_is_asked_about_while_nobody_is_likelier_and_they_are_few() -> None:
    elsewhere = [known(number, None, unit=number) for number in range(2, 20)]
    assert asked(DAY, 1, *elsewhere[:2]) == [2, 3]
    assert asked(DAY, 1, *elsewhere) == []
    assert asked(YEAR, 1, *elsewhere[:2], known(50, DAY, unit=9)) == [50]


@given(partial, partial)
def test_birth_dates_agree_whichever_way_they_are_asked(one: PartialDate, other: PartialDate) -> None:
    assert births_agree(one, other) == births_agree(other, one)
    assert births_agree(one, one) is True
    assert births_agree(one, None) is None


@given(partial)
def test_a_partial_date_keeps_its_precision_when_stored_and_read(date: PartialDate) -> None:
    assert PartialDate.parse_iso(date.value) == date
    assert len(date.vietnamese()) == len(date.value)
