"""Editing the tree of a scheme, and the lines in which scales, bands and tie-breaks are written."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.catalogue.schemes import parse_draft, shipped_keys, shipped_scheme
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes import editing, written
from thidua_desktop.domain.schemes.checking import check_scheme, faults
from thidua_desktop.domain.schemes.scheme import Band, Scheme, Scorer, TieBreak

TABLE = """
name = "Bảng thử"
source = "Biên bản họp khối"
confidence = "C"
[ranking]
tie_breaks = ["section:I", "criterion:I.1"]
[[scorer]]
code = "self"
name = "Đơn vị tự chấm"
role = "self"
[[section]]
code = "I"
name = "Nhiệm vụ"
standard = 30
[[section]]
code = "II"
name = "Phong trào"
[[criterion]]
code = "I.1"
in = "I"
name = "Thu ngân sách"
method = "more"
standard = 20
[[criterion]]
code = "I.2"
in = "I"
name = "Cải cách"
method = "points"
standard = 10
[[criterion]]
code = "T"
name = "Sáng tạo"
role = "bonus"
method = "points"
max = 5
only_if = { lost_nothing = true, of = "I" }
"""


@pytest.fixture
def scheme() -> Scheme:
    return parse_draft(TABLE, key="thu", file="thu")


def shape(scheme: Scheme) -> list[tuple[str, int]]:
    return [(one.line.code, one.depth) for one in editing.tree(scheme)]


def test_the_tree_stands_as_on_paper(scheme: Scheme) -> None:
    assert shape(scheme) == [("I", 0), ("I.1", 1), ("I.2", 1), ("II", 0), ("T", 0)]


def test_new_lines_are_numbered_like_their_brothers(scheme: Scheme) -> None:
    scheme, code = editing.add_criterion(scheme, name="Mới", under="I", after="I.1")
    assert code == "I.3"
    assert [one.code for one in scheme.within("I")] == ["I.1", "I.3", "I.2"]
    scheme, code = editing.add_section(scheme, name="Mới", under="")
    assert code == "III"
    check_scheme(scheme)


def test_a_line_moves_among_its_brothers_and_stops_at_the_end(scheme: Scheme) -> None:
    moved = editing.move(scheme, "I.2", -1)
    assert [one.code for one in moved.within("I")] == ["I.2", "I.1"]
    assert editing.move(moved, "I.2", -1) == moved
    assert [one.code for one in editing.move(scheme, "II", -1).sections] == ["II", "I"]


def test_indenting_and_outdenting_come_back_to_the_same_place(scheme: Scheme) -> None:
    under = editing.indent(scheme, "II")
    assert under.sections[1].parent == "I"
    assert shape(editing.outdent(under, "II"))[:1] == [("I", 0)]
    assert editing.indent(scheme, "I") == scheme
    assert editing.indent(scheme, "T").criterion("T").section == "II"  # type: ignore[union-attr]


def test_removing_a_heading_takes_what_stands_below(scheme: Scheme) -> None:
    left = editing.remove(editing.indent(scheme, "II"), "I")
    assert shape(left) == [("T", 0)]
    assert {fault.error.code for fault in faults(left)} == {"scoring.scheme_unknown"}


def test_a_new_code_is_followed_everywhere(scheme: Scheme) -> None:
    section = scheme.section("I")
    assert section is not None
    renamed = editing.put(scheme, "I", replace(section, code="A"))
    assert [one.code for one in renamed.criteria] == ["A.1", "A.2", "T"]
    assert [one.of for one in renamed.ranking.tie_breaks] == ["A", "A.1"]
    check_scheme(renamed)


def test_every_fault_is_reported_with_its_line(scheme: Scheme) -> None:
    one, two = scheme.criteria[:2]
    broken = replace(
        scheme,
        criteria=(replace(one, standard=None), replace(two, method="grade"), replace(two, section="IX")),
    )
    assert [(fault.line, fault.error.code) for fault in faults(broken)] == [
        ("I.2", "scoring.scheme_twice"),
        ("I.1", "scoring.scheme_no_standard"),
        ("I.2", "scoring.scheme_no_grades"),
        ("I.2", "scoring.scheme_unknown"),
    ]


@pytest.mark.parametrize("key", shipped_keys())
def test_moving_a_line_of_a_shipped_scheme_there_and_back_changes_nothing(key: str) -> None:
    scheme = shipped_scheme(key)
    for line in editing.tree(scheme):
        moved = editing.move(scheme, line.line.code, 1)
        if moved != scheme:
            assert shape(editing.move(moved, line.line.code, -1)) == shape(scheme)
    assert parse_draft(scheme_text(scheme), key=key, file=key) == scheme


numbers = st.decimals(min_value=-999, max_value=999, places=2).map(lambda one: one.normalize() + 0)


@given(st.lists(st.builds(Band, st.none() | numbers, st.none() | numbers, numbers, numbers), max_size=5))
def test_bands_read_back_as_written(bands: list[Band]) -> None:
    assert written.read_bands(written.write_bands(bands)) == tuple(bands)


@given(st.dictionaries(st.sampled_from("ABCD"), numbers))
def test_grades_read_back_as_written(grades: dict[str, Decimal]) -> None:
    assert written.read_grades(written.write_grades(grades), None) == grades


def test_a_share_of_the_standard_points_is_reckoned_exactly() -> None:
    assert written.read_grades("A = 100 %; B = 62,5%", Decimal(20)) == {
        "A": Decimal(20),
        "B": Decimal("12.5"),
    }


def test_scorers_are_named_with_their_weights() -> None:
    everyone = (Scorer("self", "Tự chấm", "self"), Scorer("head", "Trưởng khối", "head"))
    chosen = written.read_scorers("truong khoi = 0,7; self = 0,3", everyone)
    assert [(one.code, one.weight) for one in chosen] == [("self", Decimal("0.3")), ("head", Decimal("0.7"))]
    assert written.read_scorers(written.write_scorers(chosen, everyone), everyone) == chosen
    assert written.write_scorers(everyone, everyone) == ""


def test_tie_breaks_read_back_as_written() -> None:
    rules = (
        TieBreak("deduction", more=False),
        TieBreak("section", "I"),
        TieBreak("criterion", "I.1"),
        TieBreak("base"),
        TieBreak("meeting", more=False),
    )
    assert written.read_tie_breaks(written.write_tie_breaks(rules)) == rules


@pytest.mark.parametrize(
    ("read", "words", "code"),
    [
        (written.read_bands, "từ 5 là 10", "schemes.band"),
        (lambda words: written.read_grades(words, None), "A 10", "schemes.grades"),
        (lambda words: written.read_scorers(words, ()), "Ai đó", "schemes.unknown_scorer"),
        (written.read_tie_breaks, "đơn vị đẹp hơn", "schemes.tie_break"),
        (written.read_points, "mười", "schemes.not_a_number"),
    ],
)
def test_what_cannot_be_read_is_named(read: object, words: str, code: str) -> None:
    with pytest.raises(OfficeError) as refused:
        read(words)  # type: ignore[operator]
    assert refused.value.code == code
