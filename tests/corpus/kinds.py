"""Kinds of lists by rule: each draws its own wording, order and people, and says what is true of it.

Beside ``layouts.toml``: there columns are laid out, here a habit of senders is.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from importlib import import_module
from random import Random
from typing import Any, Final

from tests.corpus.people import POSITIONS, SPELLINGS, UNITS, Nominee, Town

Cell = Any
Rows = list[list[Cell]]


@dataclass(frozen=True, slots=True)
class Truth:
    """One record that must be found. ``born`` is ISO text of its precision."""

    sheet: str
    row: int
    subject: str
    name: str
    unit: str | None
    awards: tuple[str, ...]
    born: str | None = None
    importable: bool = True


@dataclass(slots=True)
class Case:
    """A file and its truth. ``reported``: cells, rows (``DS!7``) or sheets a word must stand at."""

    sheets: dict[str, Rows] = field(default_factory=dict)
    records: list[Truth] = field(default_factory=list)
    reported: list[str] = field(default_factory=list)
    struck: list[str] = field(default_factory=list)
    comments: dict[str, str] = field(default_factory=dict)
    fills: dict[str, str] = field(default_factory=dict)
    fonts: dict[str, str] = field(default_factory=dict)
    asked: bool = False
    """Whatever cannot be read for certain may be refused here: only a wrong word is a fault."""
    year: int | None = None


KINDS: dict[str, Callable[[Draw], Case]] = {}
NUMBER: Final = ("STT", "TT", "Số TT", "Số thứ tự", "No.", "TT (1)")
NAME: Final = ("Họ và tên", "HỌ VÀ TÊN", "Họ tên", "Họ và tên (2)", "Họ, tên", "Họ và tên CBCCVC")
ODD_NAME: Final = ("Người được suy tôn", "Đồng chí", "Danh tính", "Thành viên")
BORN: Final = ("Ngày sinh", "Ngày, tháng, năm sinh", "Sinh ngày", "NTNS", "Ngày tháng năm sinh (3)")
ODD_BORN: Final = ("Ra đời", "Tuổi (ngày sinh)", "D.O.B", "Chào đời")
UNIT: Final = ("Đơn vị", "Đơn vị công tác", "Nơi công tác", "Cơ quan, đơn vị", "Đơn vị (5)")
ODD_UNIT: Final = ("Sinh hoạt tại", "Trực thuộc", "Thuộc biên chế", "Nơi đóng quân")
AWARD: Final = (
    "Danh hiệu",
    "Danh hiệu đề nghị",
    "Hình thức đề nghị",
    "Đề nghị khen thưởng",
    "Danh hiệu thi đua",
)
ODD_AWARD: Final = ("Xin tặng", "Mức", "Bình xét", "Nguyện vọng", "Biểu dương")
POSITION: Final = ("Chức vụ", "Chức danh", "Chức vụ, chức danh")
PERSON_AWARDS: Final = ("LDTT", "CSTDCS", "GK_HUYEN", "BK_TINH")


class Draw:
    """Chance, and what lists are made of."""

    def __init__(self, chance: Random) -> None:
        self.chance = chance
        self.town = Town(chance)
        self.units = chance.sample(
            [unit for unit in UNITS if unit.startswith(("Trường", "Trạm", "UBND", "Phòng"))], 3
        )

    def of(self, words: tuple[str, ...]) -> str:
        return self.chance.choice(words)

    def person(self, unit: str | None = None, award: str | None = None) -> Nominee:
        code = award or self.chance.choice(PERSON_AWARDS)
        return self.town.person(unit if unit is not None else self.chance.choice(self.units), (code,))

    def people(self, count: int = 0, **known: Any) -> list[Nominee]:
        return [self.person(**known) for _ in range(count or self.chance.randint(4, 9))]

    def spelled(self, code: str) -> str:
        return self.chance.choice(SPELLINGS[code])

    def above(self, title: str = "") -> Rows:
        """Lines above a table that say nothing more than a title."""
        lines: Rows = [
            [title or self.chance.choice(("DANH SÁCH ĐỀ NGHỊ KHEN THƯỞNG", "DANH SÁCH BÌNH XÉT THI ĐUA"))]
        ]
        return (
            [*lines, *([[]] if self.chance.random() < 0.5 else [])]
            if self.chance.random() < 0.7 or title
            else []
        )


def kind(function: Callable[[Draw], Case]) -> Callable[[Draw], Case]:
    KINDS[function.__name__] = function
    return function


def day_of(who: Nominee) -> dt.date:
    assert who.born
    return dt.date.fromisoformat(who.born.value)


def born_text(who: Nominee) -> str:
    return day_of(who).strftime("%d/%m/%Y")


def truth(who: Nominee, row: int, sheet: str = "DS", **other: Any) -> Truth:
    values: dict[str, Any] = {
        "subject": who.subject,
        "name": who.name,
        "unit": who.unit,
        "awards": who.awards,
        "born": who.born.value if who.born else None,
    }
    return Truth(sheet, row, **(values | other))


def plain(
    draw: Draw,
    people: list[Nominee],
    *,
    above: Rows | None = None,
    heads: dict[str, str] | None = None,
    without: tuple[str, ...] = (),
    more: dict[str, list[Cell]] | None = None,
    name_of: Callable[[Nominee], str] = lambda who: who.name,
    born_of: Callable[[Nominee], Cell] = born_text,
) -> tuple[Rows, int]:
    """A plain list: its rows, and the row (from 1) its first nominee stands in. ``more``: further columns."""
    words = {
        "number": draw.of(NUMBER),
        "name": draw.of(NAME),
        "born": draw.of(BORN),
        "position": draw.of(POSITION),
        "unit": draw.of(UNIT),
        "award": draw.of(AWARD),
        **(heads or {}),
    }
    order = [name for name in words if name not in without]
    middle = [name for name in order if name not in {"number", "name"}]
    draw.chance.shuffle(middle)
    order = [*(name for name in ("number", "name") if name in order), *middle]
    columns = more or {}
    rows = [*(draw.above() if above is None else above)]
    rows.append([words[name] for name in order] + list(columns))
    first = len(rows) + 1
    for number, who in enumerate(people, start=1):
        cells: dict[str, Cell] = {
            "number": number,
            "name": name_of(who),
            "born": born_of(who) if who.born else "",
            "position": draw.chance.choice(POSITIONS),
            "unit": who.unit,
            "award": draw.spelled(who.awards[0]),
        }
        rows.append([cells[name] for name in order] + [values[number - 1] for values in columns.values()])
    return rows, first


def listed(people: list[Nominee], first: int, sheet: str = "DS", **other: Any) -> list[Truth]:
    return [truth(who, first + place, sheet, **other) for place, who in enumerate(people)]


def replaced(one: Truth, spoiled: bool, **values: Any) -> Truth:
    """The record with fields that cannot be known any more, when its row is spoiled: never importable."""
    return replace(one, importable=False, **values) if spoiled else one


def load_kinds() -> dict[str, Callable[[Draw], Case]]:
    """Every kind by its name."""
    for part in ("tables", "refused", "people", "parts", "typed", "habits", "letters"):
        import_module(f"tests.corpus.kinds_{part}")
    return KINDS


def draw_case(name: str, seed: int) -> Case:
    """One list of a kind."""
    load_kinds()
    return KINDS[name](Draw(Random(f"{name}-{seed}")))
