"""The invented district: the same people every time, enough of everything, and nothing by chance."""

from __future__ import annotations

from collections import Counter

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.demo.district import make_district
from thidua_desktop.demo.history import make_history
from thidua_desktop.demo.reading import demo_file
from thidua_desktop.domain.text import clean, search_key


def test_two_runs_make_the_same_district() -> None:
    first, history = make_district(), make_history(make_district())
    make_district.cache_clear()
    make_history.cache_clear()
    assert make_district() == first
    assert make_history(make_district()) == history


def test_there_are_twenty_four_units_in_five_blocs() -> None:
    district = make_district()
    blocs = {one["key"] for one in demo_file("district")["bloc"]}
    assert len(district.units) == 24
    assert len({unit.key for unit in district.units}) == 24
    assert {unit.bloc for unit in district.units} == blocs
    assert len(blocs) == 5


def test_there_are_about_260_people_of_five_peoples_with_names_as_the_officer_writes_them() -> None:
    persons = make_district().persons
    assert 250 <= len(persons) <= 270
    assert {person.ethnicity for person in persons} == {"Kinh", "Tày", "Thái", "Mông", "Dao"}
    assert all(clean(person.name) == person.name for person in persons)
    assert {person.sex for person in persons} == {"M", "F"}


def test_namesakes_are_there_on_purpose_only() -> None:
    persons = make_district().persons
    shared = [name for name, number in Counter(search_key(p.name) for p in persons).items() if number > 1]
    assert shared == [search_key(demo_file("names")["namesake"][0]["name"])]
    copies = [person for person in persons if search_key(person.name) == shared[0]]
    assert len({person.born for person in copies}) == len({person.unit for person in copies}) == 2


def test_chains_run_through_to_this_year() -> None:
    district = make_district()
    history = make_history(district)
    for chain in demo_file("history")["chain"]:
        key = (chain["unit"], chain["place"])
        for year in range(chain["from"], district.year + 1):
            assert history.years[key, year].title == "CSTDCS"


def test_the_plan_has_targets_and_tasks_with_their_months() -> None:
    plan = demo_file("plan")
    assert len(plan["target"]) == 11
    assert len(plan["task"]) == 12
    for target in plan["target"]:
        assert float(target["minimum"]) <= float(target["maximum"])
        if "award_code" in target:
            award_by_code(target["award_code"])
    assert all(1 <= month <= 12 for task in plan["task"] for month in task["months"])
