"""What holds for every sheet: entry by entry is the same as all at once, order of units, sums."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.scored_bloc import ENTRIES, SCHEME
from thidua_desktop.catalogue.schemes import parse_scheme
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.matching import Row, match_rows
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.engine import evaluate
from thidua_desktop.domain.scoring.live import LiveBloc
from thidua_desktop.domain.scoring.score_sheet import KC, entry_of, inputs_of, plain, typed
from thidua_desktop.domain.scoring.sensitivity import swings

CLUSTER = (
    '\n[[criterion]]\ncode = "C"\nname = "Điểm theo cụm"\nmethod = "cluster"\nstandard = 10\nblank = "zero"\n'
    '[[criterion]]\ncode = "B"\nname = "Thưởng có điều kiện"\nrole = "bonus"\nmethod = "points"\nmax = 3\n'
    'only_if = { lost_nothing = true, of = "I" }\n'
)
TABLE: Scheme = parse_scheme(SCHEME + CLUSTER, key="x", file="x")
UNITS = ("A", "B", "C", "D")
WORDS = {
    "more": st.tuples(st.integers(0, 2000), st.integers(1, 1500)).map(lambda p: f"{p[0]}/{p[1]}"),
    "cluster": st.tuples(st.integers(0, 2000), st.integers(1, 1500)).map(lambda p: f"{p[0]}/{p[1]}"),
    "grade": st.sampled_from(["A", "B"]),
    "yes_no": st.sampled_from(["0", "1"]),
    "points": st.integers(0, 12).map(lambda n: str(Decimal(n) / 4)),
}


@st.composite
def entries(draw: Any) -> list[tuple[str, str, str, str]]:
    """Unit, criterion, scorer, plain writing; blanks and KC among them."""
    found = []
    for _ in range(draw(st.integers(0, 40))):
        criterion = draw(st.sampled_from(TABLE.criteria))
        words = draw(st.one_of(WORDS[criterion.method], st.sampled_from(["", KC])))
        scorer = draw(st.sampled_from([one.code for one in criterion.scorers]))
        found.append((draw(st.sampled_from(UNITS)), criterion.code, scorer, words))
    return found


def raws_of(found: list[tuple[str, str, str, str]]) -> dict[str, dict[str, dict[str, str]]]:
    raws: dict[str, dict[str, dict[str, str]]] = {unit: {} for unit in UNITS}
    for unit, criterion, scorer, words in found:
        raws[unit].setdefault(criterion, {})[scorer] = words
    return raws


@settings(max_examples=40)
@given(entries())
def test_scored_entry_by_entry_is_the_same_as_all_at_once(found: list[tuple[str, str, str, str]]) -> None:
    live = LiveBloc(TABLE, UNITS, {})
    for one in found:
        live.put(*one)
        assert live.result.ranking is not None
    assert live.result == evaluate(TABLE, inputs_of(TABLE, UNITS, raws_of(found)))


@settings(max_examples=40)
@given(entries(), st.permutations(UNITS))
def test_the_order_of_the_units_changes_nothing(
    found: list[tuple[str, str, str, str]], order: list[str]
) -> None:
    one = evaluate(TABLE, inputs_of(TABLE, UNITS, raws_of(found)))
    two = evaluate(TABLE, inputs_of(TABLE, order, raws_of(found)))
    assert (one.ranking, one.proposals, one.ties) == (two.ranking, two.proposals, two.ties)


@settings(max_examples=40)
@given(entries())
def test_sections_and_what_stands_outside_them_add_up_to_the_total(
    found: list[tuple[str, str, str, str]],
) -> None:
    for unit in evaluate(TABLE, inputs_of(TABLE, UNITS, raws_of(found))).units.values():
        outside = [cell for cell in unit.cells.values() if not cell.criterion.section]
        loose = sum(
            (cell.points or Decimal(0)) + cell.excess for cell in outside if cell.criterion.role != "note"
        )
        sections = sum(one.sums.score for code, one in unit.sections.items())
        assert round(unit.total, 12) == round(sections + loose, 12)
        for cell in unit.cells.values():
            limit = cell.criterion.limit
            assert cell.points is None or limit is None or cell.points <= limit


@settings(max_examples=40)
@given(entries(), st.integers(0, 11))
def test_a_higher_score_never_lowers_a_total(found: list[tuple[str, str, str, str]], quarter: int) -> None:
    live = LiveBloc(TABLE, UNITS, raws_of(found))
    live.put("A", "II.1", "head", str(Decimal(quarter) / 4))
    before = live.unit("A").total
    live.put("A", "II.1", "head", str(Decimal(quarter + 1) / 4))
    assert live.unit("A").total > before


@pytest.mark.parametrize(
    ("code", "words", "raw"),
    [
        ("II.1", "28,50", "28.5"),
        ("II.1", " 0 ", "0"),
        ("II.1", "", ""),
        ("II.1", "kc", "KC"),
        ("II.1", "k/c", "KC"),
        ("II.2", "- 0,25", "0.25"),
        ("I.1", "1.120/1.000", "1120/1000"),
        ("I.2", "a", "A"),
        ("K", "không", "0"),
        ("K", "c", "1"),
        ("K", "KC", "KC"),
    ],
)
def test_what_is_typed_has_one_plain_writing(code: str, words: str, raw: str) -> None:
    criterion = TABLE.criterion(code)
    assert criterion is not None
    assert typed(criterion, words) == raw
    entry = entry_of(criterion, raw)
    assert entry is None or plain(entry) == raw


def test_the_plan_known_from_the_unit_need_not_be_typed_again() -> None:
    criterion = TABLE.criterion("I.1")
    assert criterion is not None
    assert typed(criterion, "950", plan=Decimal(1000)) == "950/1000"
    with pytest.raises(OfficeError, match="entry_quantity"):
        typed(criterion, "950")


@pytest.mark.parametrize(
    ("code", "words"), [("II.1", "30,5"), ("T", "6"), ("II.1", "-1"), ("II.1", "ba mươi")]
)
def test_what_a_criterion_does_not_accept_is_refused(code: str, words: str) -> None:
    criterion = TABLE.criterion(code)
    assert criterion is not None
    with pytest.raises(OfficeError):
        typed(criterion, words)


def test_kc_of_the_last_scorer_stands_and_a_later_score_overrules_an_earlier_kc() -> None:
    live = LiveBloc(TABLE, UNITS, {})
    live.put("A", "II.1", "self", KC)
    assert live.unit("A").cells["II.1"].problem == "not_scored"
    live.put("A", "II.1", "head", "12")
    assert live.unit("A").cells["II.1"].points == 12
    live.put("A", "II.1", "head", KC)
    assert live.unit("A").cells["II.1"].points == 0
    assert "II.1" not in live.unit("A").open


def test_what_would_swap_two_neighbours_is_tried_by_scoring_again() -> None:
    small = parse_scheme(SCHEME, key="x", file="x")
    raws: dict[str, dict[str, dict[str, str]]] = {
        unit: {code: {"self": own, "head": head} for code, (own, head) in row.items()}
        for unit, row in ENTRIES.items()
    }
    raws["Xã Bình Minh"]["II.1"] = {"self": "30", "head": "24"}
    raws["Xã An Phú"]["II.1"] = {"self": "30", "head": "19"}
    bloc = LiveBloc(small, tuple(raws), raws)
    found = [one for one in swings(bloc) if one.kind == "self"]
    first = bloc.result.ranking[0].unit
    assert found and found[0].ahead == first
    changed = LiveBloc(small, tuple(raws), raws)
    own = raws[found[0].changed][found[0].criterion]["self"]
    changed.put(found[0].changed, found[0].criterion, "head", own)
    assert changed.result.ranking[0].unit != first


def test_rows_are_matched_by_number_and_wording_and_doubtful_ones_are_not_guessed() -> None:
    rows = [
        Row("I", "PHÁT TRIỂN KINH TẾ - XÃ HỘI"),
        Row("1", "Thu ngân sách nhà nước trên địa bàn"),
        Row("", "Công tác khác"),
        Row("", "Phong trào thi đua"),
    ]
    found = match_rows(TABLE, rows)
    assert [one.code for one in found] == ["I", "I.1", None, None]
    assert "II.1" in found[3].candidates
