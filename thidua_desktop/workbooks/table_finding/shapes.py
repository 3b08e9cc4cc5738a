"""What a cell looks like, whatever heads its column: a person, a unit, an award, a day, a mark …"""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final, Literal

from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.cell_values import read_sex
from thidua_desktop.domain.importing.name_kinds import kind_of_name
from thidua_desktop.domain.importing.name_parts import is_position
from thidua_desktop.domain.importing.names import looks_like_person
from thidua_desktop.domain.importing.refusals import not_proposed
from thidua_desktop.domain.organisation.units_text import is_inner, starts_like_unit
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.workbooks.reading.grid import Value
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

Shape = Literal[
    "person", "maybe_person", "collective", "household", "award", "day", "year", "id", "sex", "yes", "no",
    "number", "position", "text", "long", "money",
]  # fmt: skip
SAMPLE: Final = 200
_DAY: Final = re.compile(
    r"(?:sinh\D{0,8})?\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*(?:\d{4}|\d{2})\b.*|\d{1,2}\s*[/\-]\s*(?:19|20)\d\d"
    r"|\d{1,2}[ \-.][a-z]{3,9}\.?[ \-.,]+\d{4}|[a-z]{3,9} \d{1,2},? \d{4}"
    r"|\d{4}-\d{1,2}-\d{1,2}.*|(?:ngày )?\d{1,2} tháng \d{1,2},? năm \d{4}",
    re.IGNORECASE,
)
_YEAR: Final = re.compile(r"(?:năm |sn )?(?:19[2-9]|20[0-2])\d(?:\.0)?", re.IGNORECASE)
_ID: Final = re.compile(r"\d{12}|\d{9}|\d{11}(?:\.0)?")
_NUMBER: Final = re.compile(r"[+-]?\d+(?:[.,]\d+)*\s*%?|\d+\s*/\s*\d+")
_LONG: Final = 60
_ONE_WORD: Final = re.compile(r"[^\W\d_]{2,}")


@dataclass(slots=True)
class ColumnShape:
    """How the cells of a column look: how many of each shape among ``filled`` cells."""

    filled: int = 0
    counts: Counter[Shape] = field(default_factory=Counter)
    distinct: int = 0

    def share(self, *shapes: Shape) -> float:
        """The part of the filled cells that have one of these shapes."""
        return sum(self.counts[shape] for shape in shapes) / self.filled if self.filled else 0.0


class Shapes:
    """Classifies cells; each value is looked at once for a file."""

    def __init__(self, vocabulary: Vocabulary, awards: AwardIndex) -> None:
        self._words = vocabulary
        self._awards = awards
        self._known: dict[str, Shape] = {}

    def of(self, value: Value) -> Shape:
        """The one shape that fits best."""
        if isinstance(value, bool):
            return "yes" if value else "no"
        if isinstance(value, dt.datetime | dt.date):
            return "day" if value.year > 1905 else "number"
        if isinstance(value, int | float):
            return _of_number(value)
        if not isinstance(value, str):
            return "text"
        known = self._known.get(value)
        if known is None:
            known = self._known[value] = self._of_text(value)
        return known

    def _of_text(self, value: str) -> Shape:
        text = clean(value)
        if len(text) <= 5 and self._words.says_yes(text):
            return "yes"
        if len(text) <= 5 and self._words.says_no(text):
            return "no"
        if len(text) < 60 and not_proposed(text):
            return "no"
        if _ID.fullmatch(text):
            return "id"
        if _YEAR.fullmatch(text):
            return "year"
        if _DAY.fullmatch(text):
            return "day"
        if _NUMBER.fullmatch(text):
            return "number"
        if read_sex(text) is not None:
            return "sex"
        if len(text) > 160:
            return "long"
        read = self._awards.read(value) if len(text) < 160 else None
        if read is not None and (read.codes or read.open_level) and not read.unknown:
            return "award"
        kind = kind_of_name(text, self._words.names, self._words.units) if len(text) < 100 else None
        if kind in {"person", "household"}:
            return "person" if kind == "person" else "household"
        if starts_like_unit(text, self._words.units):
            return "collective"
        if is_position(text, self._words.names):
            return "position"
        if len(text) > _LONG:
            return "long"
        return kind or "text"

    def is_inner(self, text: str) -> bool:
        """Is it a team inside a unit?"""
        return is_inner(text, self._words.units) and len(clean(text).split(" ")) < 6

    def may_be_given(self, family: str, given: str) -> bool:
        """Is ``given`` one word that ends the name ``family`` begins, and that name not whole before?"""
        if not _ONE_WORD.fullmatch(given) or read_sex(given):
            return False
        if self.of(given) in {"sex", "yes", "no", "award", "position", "collective"}:
            return False
        return looks_like_person(f"{family} {given}", self._words.names)

    def goes_on(self, family: str) -> bool:
        """Does a name of one or two words, or one that ends with a middle name, go on in another cell?"""
        words = family.split(" ")
        return len(words) < 3 or words[-1].lower() in self._words.names.middles

    def names_kinds(self, rows: Iterable[list[Value]], place: int) -> bool:
        """Does a column say of each row only whether it is a person, a collective or a household?"""
        phrases = self._words.phrases
        kinds = {*phrases["type_person"], *phrases["type_collective"], *phrases["type_household"]}
        cells = {search_key(str(row[place])) for row in rows if place < len(row) and row[place] != ""}
        return bool(cells) and cells <= kinds

    def only_persons(self, code: str) -> bool:
        """Is it an award that only persons receive?"""
        return self._awards.by_code[code].subjects == {"person"}

    def column(self, rows: Iterable[list[Value]], place: int) -> ColumnShape:
        """How the cells of a column look in these rows."""
        shape = ColumnShape()
        seen: set[Value] = set()
        for row in rows:
            if place >= len(row) or (value := row[place]) == "":
                continue
            if value.__class__ is str and not clean(value):
                continue
            shape.filled += 1
            seen.add(value)
            shape.counts[self.of(value)] += 1
        shape.distinct = len(seen)
        return shape


def _of_number(value: float) -> Shape:
    if value == 1:
        return "yes"
    if value == 0:
        return "no"
    if 1920 <= value <= 2026 and value == int(value):
        return "year"
    if value == int(value) and 10**10 <= value < 10**12:
        return "id"
    if 7_000 <= value <= 46_000 and value == int(value):
        return "day"
    return "number"
