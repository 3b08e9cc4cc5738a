"""Units of a bloc that judge each other: each ballot stored apart, joined by the rule of the scheme."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.engine import evaluate
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.score_sheet import inputs_of, judge_word, with_judge
from thidua_desktop.domain.scoring.steps import cell_steps

UNITS = ("A", "B", "C", "D")


def scheme(*, judges: str = "mean", missing: str = "others", method: str = "points") -> Scheme:
    return parse_scheme(
        f"""
name = "Chấm chéo"
source = "tự đặt"
confidence = "U"
[grades]
"Tốt" = "1"
"Khá" = "0.8"
[[scorer]]
code = "cross"
name = "Chấm chéo"
role = "cross"
judges = "{judges}"
missing = "{missing}"
[[criterion]]
code = "1"
name = "Phong trào"
method = "{method}"
standard = 30
""",
        key="cheo",
        file="cheo",
    )


def points(how: Scheme, raw: str) -> Decimal | None:
    return evaluate(how, inputs_of(how, UNITS, {"A": {"1": {"cross": raw}}})).units["A"].cells["1"].points


@pytest.mark.parametrize(
    ("rule", "missing", "raw", "expected"),
    [
        ("mean", "others", "28|29|30", Decimal(29)),
        ("mean", "others", "28||29", Decimal("28.5")),
        ("mean", "zero", "28||29", Decimal(19)),
        ("mean", "open", "28||29", None),
        ("mean", "open", "28|KC|29", Decimal("28.5")),
        ("trimmed", "others", "10|29|30", Decimal(29)),
        ("trimmed", "others", "10||30", Decimal(20)),
    ],
)
def test_judges_are_joined_by_the_rule_and_a_missing_one_as_the_scheme_says(
    rule: str, missing: str, raw: str, expected: Decimal | None
) -> None:
    assert points(scheme(judges=rule, missing=missing), raw) == expected


def test_grades_of_judges_are_turned_into_points_before_they_are_joined() -> None:
    assert points(scheme(method="grade"), "Tốt|Khá|Tốt") == Decimal(84) / 3


def test_the_steps_name_who_gave_what_and_who_gave_nothing() -> None:
    how = scheme()
    bloc = LiveBloc(how, UNITS, {"A": {"1": {"cross": "28||29"}}})
    [first, second] = cell_steps(bloc.unit("A").cells["1"])
    assert (first[0], second) == ("judged_mean", ("judges_missing", "Chấm chéo", ("C",)))
    assert bloc.unit("A").cells["1"].earned[0][3].who == ("B", "D")  # type: ignore[union-attr]


def test_where_every_judge_says_not_applicable_the_criterion_does_not_count() -> None:
    cell = LiveBloc(scheme(), UNITS, {"A": {"1": {"cross": "KC|KC|"}}}).unit("A").cells["1"]
    assert (cell.points, cell.problem) == (0, "not_scored")


def test_a_scheme_with_judges_is_written_and_read_again() -> None:
    how = scheme(judges="trimmed")
    assert parse_scheme(scheme_text(how), key="cheo", file="cheo") == how


@given(st.lists(st.integers(0, 30), min_size=3, max_size=3), st.permutations([0, 1, 2]))
def test_the_order_of_the_judges_never_changes_the_points(given_: list[int], order: list[int]) -> None:
    for rule in ("mean", "trimmed"):
        how = scheme(judges=rule)
        one, two = "|".join(map(str, given_)), "|".join(str(given_[place]) for place in order)
        assert points(how, one) == points(how, two)


@given(
    st.integers(1, 6).flatmap(
        lambda n: st.tuples(st.just(n), st.lists(st.tuples(st.integers(0, n - 1), st.sampled_from("567"))))
    )
)
def test_each_judge_finds_again_what_it_gave(case: tuple[int, list[tuple[int, str]]]) -> None:
    count, typed = case
    raw, stored = "", dict.fromkeys(range(count), "")
    for place, word in typed:
        raw = with_judge(raw, place, word, count=count)
        stored[place] = word
    assert {place: judge_word(raw, place) for place in stored} == stored
