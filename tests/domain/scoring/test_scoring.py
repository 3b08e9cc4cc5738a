"""What holds for every scheme and bloc, and the rules of criterion, section and bloc at their edges."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.catalogue.schemes import parse_scheme, shipped_keys, shipped_scheme
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.checking import unbalanced
from thidua_desktop.domain.schemes.scheme import Scheme
from thidua_desktop.domain.scoring.engine import evaluate
from thidua_desktop.domain.scoring.entries import Inputs, read_entry
from thidua_desktop.domain.scoring.ranking import STEP
from thidua_desktop.domain.scoring.results import BlocResult, Cell, step_params
from thidua_desktop.domain.scoring.steps import cell_steps, section_steps, total_steps
from thidua_desktop.domain.scoring.views import as_scored_by, differences, margins
from thidua_desktop.services.scoring.step_words import step_sentence

HEAD = """
name = "Bảng thử"
source = "tự đặt"
confidence = "U"
"""
SELF = '[[scorer]]\ncode = "self"\nname = "Tự chấm"\nrole = "self"\n'
HEAD_SCORER = '[[scorer]]\ncode = "head"\nname = "Trưởng khối"\nrole = "head"\n'


def scheme(body: str, *, head: str = "", scorers: str = HEAD_SCORER) -> Scheme:
    return parse_scheme(f"{HEAD}{head}\n{scorers}\n{body}", key="thu", file="thu.toml")


def criterion(body: str, code: str = "C") -> str:
    return f'[[criterion]]\ncode = "{code}"\nname = "Tiêu chí {code}"\n{body}\n'


def inputs(table: Scheme, units: Mapping[str, Mapping[str, Any]], **more: Any) -> Inputs:
    """Entries as typed; a plain one belongs to the last scorer."""
    made: dict[str, dict[str, dict[str, Any]]] = {}
    for unit, row in units.items():
        made[unit] = {}
        for code, raw in row.items():
            one = table.criterion(code)
            assert one is not None
            by_scorer = raw if isinstance(raw, dict) else {one.scorers[-1].code: raw}
            read = {who: read_entry(one, value) for who, value in by_scorer.items()}
            made[unit][code] = {who: entry for who, entry in read.items() if entry is not None}
    return Inputs(made, **more)


def score(table: Scheme, units: Mapping[str, Mapping[str, Any]], **more: Any) -> BlocResult:
    return evaluate(table, inputs(table, units, **more))


def cell(table: Scheme, raw: object) -> Cell:
    return score(table, {"A": {"C": raw}}).units["A"].cells["C"]


def points(table: Scheme, raw: object) -> Decimal | None:
    return cell(table, raw).points


# --- one criterion

SLOPE = 'method = "bands"\nbands = [{ below = 5, points = 1 }, { from = 5, points = 2, slope = 0.5 }]'


@pytest.mark.parametrize(
    ("body", "raw", "earned"),
    [
        ('method = "more"\nstandard = 40', ["500", "450"], "36"),
        ('method = "more"\nstandard = 40', ["500", "600"], "40"),
        ('method = "more"\nstandard = 30', ["3", "2"], "20"),
        ('method = "less"\nstandard = 30', ["2", "2.5"], "24"),
        ('method = "less"\nstandard = 30', ["2", "0"], "30"),
        ('method = "grade"\nstandard = 50\ngrades = { A = 1, B = "0.8" }', "b", "40"),
        ('method = "grade"\ngrade_points = { "tốt" = 7, "khá" = 5 }', "Khá", "5"),
        ('method = "yes_no"\nstandard = 3', True, "3"),
        ('method = "yes_no"\nstandard = 3', "không", "0"),
        ('method = "each"\nstandard = 2\nmax = 5', 2, "4"),
        ('method = "each"\nstandard = 2\nmax = 5', 4, "5"),
        ('method = "points"\nstandard = 10', "9,25", "9.25"),
        ('method = "points"\nstandard = 10', "0", "0"),
        (SLOPE, 4, "1"),
        (SLOPE, 7, "3"),
        (
            'method = "bands"\nbasis = "more"\nbands = [{ from = 1, points = 5 }, { below = 1, points = 2 }]',
            "9/10",
            "2",
        ),
    ],
)
def test_each_way_of_scoring_gives_its_points(body: str, raw: object, earned: str) -> None:
    assert points(scheme(criterion(body)), raw) == Decimal(earned)


@pytest.mark.parametrize(
    ("over", "counted", "excess", "problem"),
    [
        ("refuse", None, "0", "over_max"),
        ("cut", "10", "0", ""),
        ("bonus", "10", "2", ""),
        ("allow", "12", "0", ""),
    ],
)
def test_points_above_the_maximum_are_handled_as_the_criterion_says(
    over: str, counted: str | None, excess: str, problem: str
) -> None:
    got = cell(scheme(criterion(f'method = "points"\nstandard = 10\nover = "{over}"')), "12")
    assert got.points == (None if counted is None else Decimal(counted))
    assert (got.excess, got.problem) == (Decimal(excess), problem)


def test_the_excess_stops_at_its_share_of_the_standard_points() -> None:
    table = scheme(criterion('method = "more"\nstandard = 40\nover = "bonus"\nexcess_share = "0.1"'))
    assert cell(table, ["100", "105"]).excess == 2
    assert cell(table, ["100", "300"]).excess == 4
    lower = scheme(criterion('method = "more"\nstandard = 40\nover = "bonus"\nexcess_rate = "0.5"'))
    assert cell(lower, ["100", "105"]).excess == 1


def test_nothing_left_of_a_target_to_reduce_earns_the_most_it_can() -> None:
    table = scheme(criterion('method = "less"\nstandard = 30\nover = "bonus"\nexcess_share = "0.1"'))
    got = cell(table, ["2", "0"])
    assert (got.points, got.excess) == (30, 3)
    open_end = scheme(criterion('method = "less"\nstandard = 30\nover = "allow"'))
    assert cell(open_end, ["2", "0"]).problem == "actual_zero"
    assert cell(table, ["0", "0"]).points == 30


def test_a_plan_of_nothing_waits_and_says_why() -> None:
    table = scheme(criterion('method = "more"\nstandard = 30'))
    got = score(table, {"A": {"C": ["0", "5"]}, "B": {"C": ["5", "5"]}})
    assert got.units["A"].cells["C"].problem == "plan_zero"
    assert [place.unit for place in got.ranking] == ["B"]
    assert "lớn hơn 0" in step_sentence(cell_steps(got.units["A"].cells["C"])[0])


@pytest.mark.parametrize(("several", "earned"), [("sum", "10"), ("highest", "8"), ("refuse", None)])
def test_several_entries_of_one_criterion_follow_its_rule(several: str, earned: str | None) -> None:
    table = scheme(criterion(f'role = "bonus"\nmethod = "points"\nseveral = "{several}"'))
    assert points(table, ["2", "8"]) == (None if earned is None else Decimal(earned))


@pytest.mark.parametrize(
    ("entry", "earned"),
    [
        (["10", "8"], "4"),  # below target: half of 10 × 8/10
        (["10", "10"], "5"),  # on target
        (["10", "20"], "10"),  # leads the bloc
        (["10", "15"], "7.5"),  # half-way between target and leader
        ([None, "5"], "10"),  # the only one without a target
    ],
)
def test_the_formula_of_police_clusters(entry: list[str | None], earned: str) -> None:
    table = scheme(criterion('method = "cluster"\nstandard = 10'))
    got = score(table, {"A": {"C": entry}, "Dẫn đầu": {"C": ["100", "200"]}})
    assert got.units["A"].cells["C"].points == Decimal(earned)


def test_a_typed_thousand_is_not_a_fraction() -> None:
    one = scheme(criterion('method = "points"')).criteria[0]
    assert read_entry(one, "1.120", typed=True) == 1120
    assert read_entry(one, "1.120") == Decimal("1.12")
    assert read_entry(one, "- 0,25") == Decimal("-0.25")
    with pytest.raises(OfficeError):
        read_entry(one, 0.25)


def test_a_deduction_typed_with_a_minus_is_the_same_deduction() -> None:
    table = scheme(
        criterion('method = "fixed"\nstandard = 10', "F") + criterion('role = "deduction"\nmethod = "points"')
    )
    assert score(table, {"A": {"C": "- 0,25"}}).units["A"].total == Decimal("9.75")


# --- blank, zero, missing


def test_zero_is_not_blank() -> None:
    table = scheme(criterion('method = "points"\nstandard = 10'))
    got = score(table, {"Không điểm": {"C": "0"}, "Để trống": {"C": ""}})
    assert [(place.unit, place.total) for place in got.ranking] == [("Không điểm", 0)]
    assert [(one.unit, one.open) for one in got.not_ranked] == [("Để trống", ("C",))]


@pytest.mark.parametrize(("blank", "earned"), [("zero", "0"), ("full", "10")])
def test_a_blank_may_count_when_the_scheme_says_so(blank: str, earned: str) -> None:
    table = scheme(criterion('method = "points"\nstandard = 10'), head=f'[scoring]\nblank = "{blank}"')
    assert points(table, None) == Decimal(earned)


@pytest.mark.parametrize(
    ("missing", "total", "problem"), [("others", "8", ""), ("zero", "0", ""), ("open", None, "missing:head")]
)
def test_a_missing_appraisal_is_handled_by_rule(missing: str, total: str | None, problem: str) -> None:
    table = scheme(
        criterion('method = "points"\nstandard = 10'), scorers=f'{SELF}{HEAD_SCORER}missing = "{missing}"\n'
    )
    got = cell(table, {"self": "8"})
    assert got.points == (None if total is None else Decimal(total))
    assert got.problem == problem
    assert cell(table, {"self": "8", "head": "6"}).points == 6


@pytest.mark.parametrize(("missing", "earned"), [("others", "6"), ("zero", "4.2"), ("open", None)])
def test_weights_of_a_missing_scorer_fall_to_the_others_or_count_as_nothing(
    missing: str, earned: str | None
) -> None:
    scorers = f'{SELF}weight = "0.3"\nmissing = "{missing}"\n{HEAD_SCORER}weight = "0.7"\n'
    body = criterion('method = "points"\nstandard = 10')
    table = scheme(body, head='[scoring]\ncombine = "weighted"', scorers=scorers)
    assert cell(table, {"self": "10", "head": "6"}).points == Decimal("7.2")
    assert cell(table, {"head": "6"}).points == (None if earned is None else Decimal(earned))


def test_each_scorer_alone_has_a_total_and_differences_are_named() -> None:
    table = scheme(criterion('method = "points"\nstandard = 10'), scorers=SELF + HEAD_SCORER)
    units = inputs(table, {"A": {"C": {"self": "9", "head": "7"}}, "B": {"C": {"self": "5", "head": "5"}}})
    own = as_scored_by(table, units, "self")
    final = evaluate(table, units)
    assert own.units["A"].total == 9
    assert [(one.unit, one.change) for one in differences(table, own, final)] == [("A", -2)]
    assert [(one.unit, one.ahead, one.gap) for one in margins(final)] == [("B", "A", 2)]


# --- sections, caps, conditions

SECTIONS = """
[total]
cap = 25
deduct_cap = 6
[[section]]
code = "I"
name = "Nội dung I"
standard = 20
bonus_cap = 3
deduct_cap = 4
[[section]]
code = "I.1"
name = "Mục I.1"
in = "I"
floor = 0
"""
PARTS = (
    criterion('in = "I.1"\nmethod = "points"\nstandard = 20', "P")
    + criterion('in = "I"\nrole = "bonus"\nmethod = "points"', "B")
    + criterion('in = "I.1"\nrole = "deduction"\nmethod = "points"', "D")
    + criterion('role = "deduction"\nmethod = "points"', "E")
    + criterion('role = "bonus"\nmethod = "points"\nonly_if = { lost_nothing = true, of = "I" }', "L")
    + criterion('role = "bonus"\nmethod = "points"\nonly_if = { of = "I.1", at_least = 15 }', "M")
)


def test_caps_hold_by_section_and_in_all_and_the_steps_say_so() -> None:
    table = scheme(SECTIONS + PARTS)
    unit = score(table, {"A": {"P": 20, "B": 9, "D": 7, "E": 5}}).units["A"]
    own = unit.sections["I"].sums
    assert (own.bonus, own.deduct, own.score) == (3, 4, 19)
    assert (unit.sums.deduct, unit.total) == (6, 17)
    assert [step[0] for step in section_steps(unit.sections["I"])] == ["bonus_capped", "deduct_capped", "sum"]
    assert [step[0] for step in total_steps(table, unit)] == ["deduct_capped", "sum"]
    high = score(table, {"A": {"P": 20, "B": 3, "M": 9}}).units["A"]
    assert (high.total, high.sums.adjust) == (25, -7)


def test_a_floor_stops_a_section_from_going_below_it() -> None:
    unit = score(scheme(SECTIONS + PARTS), {"A": {"P": 2, "D": 5}}).units["A"]
    assert unit.sections["I.1"].sums.score == 0
    assert unit.sections["I"].sums.score == unit.total


@pytest.mark.parametrize(
    ("row", "total", "ignored"),
    [
        ({"P": 20, "L": 2}, 22, 0),
        ({"P": 19, "L": 2}, 19, 2),
        ({"P": 20, "D": 1, "L": 2}, 19, 2),
        ({"P": 20, "E": 1, "L": 2}, 21, 0),
        ({"P": 15, "M": 2}, 17, 0),
        ({"P": 15, "D": 1, "M": 2}, 14, 2),
    ],
)
def test_a_bonus_counts_only_when_its_condition_is_met(row: dict[str, int], total: int, ignored: int) -> None:
    unit = score(scheme(SECTIONS + PARTS), {"A": row}).units["A"]
    assert (unit.total, unit.sums.ignored) == (total, ignored)


# --- order and proposals

PLAIN = criterion('method = "points"\nover = "allow"') + criterion(
    'role = "deduction"\nmethod = "points"', "D"
)
AWARDS = """
[[award]]
code = "flag"
name = "Cờ"
count = 2
[[award]]
code = "bk"
name = "Bằng khen"
count = 1
"""
BAR = (
    criterion('role = "note"\nmethod = "yes_no"\nstandard = 0', "K")
    + '[[bar]]\nname = "Kỷ luật"\ncriterion = "K"\nyes = true\n'
)


def ranks(got: BlocResult) -> list[tuple[int, str]]:
    return [(place.rank, place.unit) for place in got.ranking]


def test_equal_totals_share_a_rank_and_the_next_is_skipped() -> None:
    units = {"D": {"C": 5}, "B": {"C": 8}, "A": {"C": 9}, "C": {"C": 8}}
    assert ranks(score(scheme(PLAIN), units)) == [(1, "A"), (2, "B"), (2, "C"), (4, "D")]
    dense = scheme(PLAIN + '[ranking]\nshared = "dense"\n')
    assert ranks(score(dense, units)) == [(1, "A"), (2, "B"), (2, "C"), (3, "D")]
    assert score(scheme(PLAIN), units).ties == (("B", "C"),)


def test_a_declared_tie_break_parts_equals_and_is_named() -> None:
    table = scheme(PLAIN + '[ranking]\ntie_breaks = ["fewer_deductions", "meeting"]\n')
    units = {"A": {"C": 10, "D": 2}, "B": {"C": 8}, "X": {"C": 5}, "Y": {"C": 5}}
    got = score(table, units, meeting={"Y": 1, "X": 2})
    assert ranks(got) == [(1, "B"), (2, "A"), (3, "Y"), (4, "X")]
    assert [place.split_by for place in got.ranking] == ["deduction", "deduction", "meeting", "meeting"]
    assert score(table, units).ties == (("X", "Y"),)


def test_a_barred_unit_keeps_its_rank_and_the_next_moves_up() -> None:
    units = {"A": {"C": 9}, "B": {"C": 8, "K": True}, "C": {"C": 7}, "D": {"C": 6}}
    got = score(scheme(PLAIN + BAR + AWARDS), units)
    assert ranks(got)[1] == (2, "B")
    assert [one.units for one in got.proposals] == [("A", "C"), ("D",)]
    stays = score(scheme(PLAIN + BAR + AWARDS + "[ranking]\nmoves_up = false\n"), units)
    assert [one.units for one in stays.proposals] == [("A",), ("C",)]


def test_equals_who_do_not_all_fit_are_left_to_the_meeting() -> None:
    units = {"A": {"C": 9}, "B": {"C": 8}, "C": {"C": 8}, "D": {"C": 6}}
    flag, commendation = score(scheme(PLAIN + AWARDS), units).proposals
    assert (flag.units, flag.undecided, flag.places) == (("A",), ("B", "C"), 1)
    assert (commendation.units, commendation.undecided, commendation.places) == ((), ("B", "C"), 1)


def test_a_unit_without_a_rank_is_named_with_the_reason() -> None:
    body = PLAIN + BAR.replace("yes = true", "yes = true\nunranked = true") + AWARDS
    got = score(scheme(body), {"A": {"C": 9, "K": True}, "B": {"C": 8}})
    assert ranks(got) == [(1, "B")]
    assert [(one.unit, one.reasons) for one in got.not_ranked] == [("A", ("Kỷ luật",))]


def test_a_share_of_the_members_is_rounded_down() -> None:
    body = PLAIN + '[[award]]\ncode = "flag"\nname = "Cờ"\nshare = "0.3"\nat_least = 5\n'
    got = score(scheme(body), {f"Đơn vị {n}": {"C": n} for n in range(7)})
    assert [(one.count, one.units) for one in got.proposals] == [(2, ("Đơn vị 6", "Đơn vị 5"))]


# --- what holds always

TWO = f'{SELF}weight = "0.3"\n{HEAD_SCORER}weight = "0.7"\n'
WHOLE = (
    SECTIONS
    + PARTS
    + criterion('in = "I"\nmethod = "more"\nstandard = 10\nover = "bonus"\nexcess_share = "0.1"', "Q")
    + criterion('in = "I"\nmethod = "grade"\nstandard = 10\ngrades = { A = 1, B = "0.7" }', "G")
    + criterion('method = "each"\nstandard = "0.5"\nmax = 3', "N")
    + AWARDS
)
TABLES = [
    scheme(WHOLE, scorers=TWO),
    scheme(WHOLE, head='[scoring]\ncombine = "weighted"\nover = "cut"', scorers=TWO),
]
tables = st.sampled_from([0, 1]).map(lambda n: TABLES[n])
tenths = st.integers(0, 250).map(lambda n: Decimal(n) / 10)
optional = st.one_of(st.none(), tenths)
rows = st.fixed_dictionaries(
    {
        **{
            code: st.fixed_dictionaries({"self": optional, "head": optional})
            for code in ("P", "B", "D", "E", "L", "M", "N")
        },
        "Q": st.fixed_dictionaries({"head": st.one_of(st.none(), st.tuples(tenths, tenths).map(list))}),
        "G": st.fixed_dictionaries({"self": st.sampled_from(["A", "B", None]), "head": st.just("B")}),
    }
)
blocs = st.dictionaries(st.sampled_from([f"Đơn vị {n}" for n in range(8)]), rows, min_size=1, max_size=4)


@given(tables, blocs)
def test_sums_add_up_from_cells_to_sections_to_the_total(table: Scheme, units: dict[str, Any]) -> None:
    for unit in score(table, units).units.values():
        for code, section in unit.sections.items():
            base = sum(
                (
                    one.points
                    for one in unit.cells.values()
                    if one.points is not None and _in(table, one, code)
                ),
                Decimal(0),
            )
            assert section.sums.base.quantize(STEP) == base.quantize(STEP)
        sums = unit.sums
        parts = sums.base + sums.excess + sums.bonus - sums.deduct + sums.adjust
        assert unit.total.quantize(STEP) == parts.quantize(STEP)
        assert unit.total <= 25
        assert sums.deduct <= min(6, sums.deduct_raw)
        assert unit.sections["I"].sums.bonus <= 3


def _in(table: Scheme, one: Cell, code: str) -> bool:
    where = one.criterion.section
    while where:
        if where == code:
            return one.criterion.role == "base"
        section = table.section(where)
        where = section.parent if section else ""
    return False


@given(tables, blocs, st.randoms(use_true_random=False))
def test_the_order_units_are_given_in_never_changes_a_result(
    table: Scheme, units: dict[str, Any], chance: Any
) -> None:
    names = list(units)
    chance.shuffle(names)
    one, two = score(table, units), score(table, {name: units[name] for name in names})
    assert (one.ranking, one.ties, one.proposals) == (two.ranking, two.ties, two.proposals)
    assert one.not_ranked == two.not_ranked
    assert dict(one.units) == dict(two.units)


@given(tables, rows, st.sampled_from(["P", "B", "N", "M"]), tenths)
def test_a_better_score_never_lowers_the_total(
    table: Scheme, row: dict[str, Any], code: str, more: Decimal
) -> None:
    better = {**row, code: {**row[code], "head": (row[code]["head"] or Decimal(0)) + more}}
    filled = {**row, code: {**row[code], "head": row[code]["head"] or Decimal(0)}}
    low, high = (score(table, {"A": one}).units["A"] for one in (filled, better))
    if low.cells[code].problem or high.cells[code].problem:
        return
    assert high.total >= low.total


@given(blocs)
def test_whole_columns_and_single_cells_score_alike(units: dict[str, Any]) -> None:
    """A bloc that is scored completely takes the fast way; one with a gap goes cell by cell."""
    table = TABLES[1]
    full = {name: _filled(row) for name, row in units.items()}
    alone = score(table, full)
    beside = score(table, {**full, "Chưa chấm": {}})
    assert {name: beside.units[name] for name in alone.units} == dict(alone.units)


def _filled(row: dict[str, Any]) -> dict[str, Any]:
    whole = {
        code: {who: entry if entry is not None else Decimal(1) for who, entry in by_scorer.items()}
        for code, by_scorer in row.items()
        if code not in ("Q", "G")
    }
    quantity = row["Q"]["head"] or [Decimal(10), Decimal(7)]
    grade = row["G"]["self"] or "A"
    return {**whole, "Q": {"self": quantity, "head": quantity}, "G": {"self": grade, "head": "B"}}


@given(tables, blocs)
def test_every_step_has_its_sentence_and_every_cell_its_steps(table: Scheme, units: dict[str, Any]) -> None:
    for unit in score(table, units).units.values():
        reported = [step for one in unit.cells.values() for step in cell_steps(one)]
        reported += [step for one in unit.sections.values() for step in section_steps(one)]
        reported += total_steps(table, unit)
        assert all(cell_steps(one) for one in unit.cells.values())
        for step in reported:
            assert step_params(step)
            assert step_sentence(step)


@given(st.lists(st.integers(1, 9), min_size=3, max_size=3))
def test_thirds_do_not_part_equal_units(parts: list[int]) -> None:
    body = "".join(criterion('method = "more"\nstandard = 10\nover = "allow"', f"T{n}") for n in range(3))
    units = {
        "A": {f"T{n}": ["3", str(part)] for n, part in enumerate(parts)},
        "B": {f"T{n}": ["3", str(part)] for n, part in enumerate(reversed(parts))},
        "C": {"T0": ["3", str(sum(parts))], "T1": ["3", "0"], "T2": ["3", "0"]},
    }
    assert [place.rank for place in score(scheme(body), units).ranking] == [1, 1, 1]


# --- shipped tables


@pytest.mark.parametrize("key", shipped_keys())
def test_a_shipped_table_names_its_source_adds_up_and_claims_nothing(key: str) -> None:
    table = shipped_scheme(key)
    assert table.source
    assert "chưa xác nhận" in table.name
    assert unbalanced(table) == ()


def test_the_police_table_has_a_thousand_points() -> None:
    assert sum(one.full or 0 for one in shipped_scheme("cong_an_cum_xa_2025").criteria) == 1000
