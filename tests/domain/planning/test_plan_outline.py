"""The outline of a plan: places moved, set in and out, added and removed; the numbers follow."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from thidua_desktop.domain.planning import outline
from thidua_desktop.domain.planning.outline import Place, in_order

PLAN = (
    Place(1, None, 1, "roman", "I", "MỤC ĐÍCH"),
    Place(2, 1, 1, "number", "1", "Mục đích"),
    Place(3, 1, 2, "number", "2", "Yêu cầu"),
    Place(4, None, 2, "roman", "II", "NỘI DUNG"),
    Place(5, 4, 1, "number", "1", "Chỉ tiêu"),
    Place(6, 5, 1, "dotted", "1.1", "Kinh tế"),
    Place(7, 6, 1, "letter", "a", "Thu ngân sách"),
    Place(8, 7, 1, "dash", "-", text="Đạt 54 tỷ đồng"),
    Place(9, 5, 2, "dotted", "1.2", "Xã hội"),
    Place(10, None, 3, "roman", "III", "TỔ CHỨC THỰC HIỆN"),
)


def after(places: tuple[Place, ...], changed: tuple[Place, ...]) -> tuple[Place, ...]:
    now = {place.id: place for place in places} | {place.id: place for place in changed}
    return tuple(now.values())


def shown(places: tuple[Place, ...]) -> list[str]:
    """The outline as it is read: depth, number, id."""
    return [
        f"{'.' * depth}{outline.label(place.mark, place.no)}{place.id}" for depth, place in in_order(places)
    ]


def test_a_part_moved_up_takes_its_places_along_and_is_numbered_again() -> None:
    now = after(PLAN, outline.moved(PLAN, 4, -1))
    assert shown(now) == [
        "I.4", ".1.5", "..1.1.6", "...a)7", "....-8", "..1.2.9", "II.1", ".1.2", ".2.3", "III.10",
    ]  # fmt: skip


def test_the_first_cannot_go_up_and_the_last_not_down() -> None:
    assert outline.moved(PLAN, 1, -1) == ()
    assert outline.moved(PLAN, 10, 1) == ()


def test_a_place_set_in_becomes_the_last_of_the_one_above_with_its_kind_of_number() -> None:
    now = after(PLAN, outline.set_in(PLAN, 10))
    assert shown(now)[-2:] == ["..1.2.9", ".2.10"]


def test_a_place_set_out_stands_behind_the_one_above_it() -> None:
    now = after(PLAN, outline.set_out(PLAN, 9))
    assert shown(now)[-3:] == ["....-8", ".2.9", "III.10"]


def test_a_number_that_changes_takes_the_dotted_ones_below_along() -> None:
    now = after(PLAN, outline.added(PLAN, 11, after=None, inside=False))
    now = after(now, outline.added(now, 12, after=4, inside=True))
    now = after(now, outline.moved(now, 12, -1))
    assert [line for line in shown(now) if line.startswith(("..2", ".2"))] == [
        ".2.3", ".2.5", "..2.1.6", "..2.2.9",
    ]  # fmt: skip


def test_a_removed_place_takes_what_is_below_it_and_the_numbers_close_up() -> None:
    gone, changed = outline.without(PLAN, 6)
    assert gone == (6, 7, 8)
    left = tuple(place for place in PLAN if place.id not in gone)
    assert shown(after(left, changed))[-3:] == [".1.5", "..1.1.9", "III.10"]


def test_points_are_lettered_by_the_vietnamese_alphabet() -> None:
    places: tuple[Place, ...] = (Place(1, None, 1, "letter", "a"),)
    for number in range(2, 8):
        places = after(places, outline.added(places, number, after=number - 1, inside=False))
    assert [place.no for _, place in in_order(places)] == ["a", "b", "c", "d", "đ", "e", "g"]


ACTS = st.lists(
    st.tuples(st.sampled_from(("up", "down", "in", "out", "add", "inside", "remove")), st.integers(0, 30)),
    max_size=25,
)


@given(ACTS)
def test_whatever_is_done_the_outline_stays_one_tree_numbered_without_gaps(
    acts: list[tuple[str, int]],
) -> None:
    places: tuple[Place, ...] = PLAN
    new_id = 100
    for act, pick in acts:
        chosen = [place.id for _, place in in_order(places)]
        if not chosen:
            break
        one = chosen[pick % len(chosen)]
        if act == "remove":
            gone, changed = outline.without(places, one)
            places = after(tuple(place for place in places if place.id not in gone), changed)
            continue
        new_id += 1
        changed = {
            "up": lambda: outline.moved(places, one, -1),  # noqa: B023
            "down": lambda: outline.moved(places, one, 1),  # noqa: B023
            "in": lambda: outline.set_in(places, one),  # noqa: B023
            "out": lambda: outline.set_out(places, one),  # noqa: B023
            "add": lambda: outline.added(places, new_id, after=one, inside=False),  # noqa: B023
            "inside": lambda: outline.added(places, new_id, after=one, inside=True),  # noqa: B023
        }[act]()
        places = after(places, changed)
    reached = [place.id for _, place in in_order(places)]
    assert sorted(reached) == sorted(place.id for place in places)
    for row in outline.children_of(places).values():
        assert len({place.position for place in row}) == len(row)
        romans = [place.no for place in row if place.mark == "roman"]
        assert len(set(romans)) == len(romans)
