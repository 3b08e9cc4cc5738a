"""What each row of a table is: a nominee, a group heading, a total, a note, a signature, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.awards import SubjectType
from thidua_desktop.domain.names import looks_like_person
from thidua_desktop.domain.text import clean, fold, search_key
from thidua_desktop.domain.units_text import starts_like_unit
from thidua_desktop.workbooks.grid import Value, cell_text, meant
from thidua_desktop.workbooks.tables import Table
from thidua_desktop.workbooks.vocabulary import Vocabulary

RowKind = Literal["record", "group", "nameless", "total"]
_TOTAL: Final = re.compile(
    r"(?:tổng\s*(?:cộng|số|hợp)?|cộng(?:\s+dồn)?|tổng)"
    r"\s*(?:[:(.]|$|\d|là\b|tập thể\b|cá nhân\b|số\b|chung\b).*",
    re.DOTALL,
)
_ROMAN: Final = re.compile(r"[IVX]{1,6}")
_NO_TOTAL: Final = frozenset("ABDEGHIKLMNOPQRSUVXYabdeghiklmnopqrsuvxyĐđ0123456789")
"""First letters that cannot begin ``Tổng`` or ``Cộng``."""
MARKER: Final = re.compile(r"^\s*([IVX]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*|[a-hđ])\s*(?:[.)/:]|-\s)\s*(?=\S)")
_DATE_LINE: Final = re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm")
_COUNT: Final = re.compile(
    r"[(:\-–]?\s*(\d{1,5})\s*(?:người|cá nhân|tập thể|đồng chí|đ/c|hộ|trường hợp|đơn vị|gia đình)\b"
)


@dataclass(frozen=True, slots=True)
class Group:
    """A group heading. ``style`` is its numbering (roman, letter, digit, none), which gives its depth."""

    row: int
    column: int
    text: str
    style: str
    subject_type: SubjectType | None = None
    award: str | None = None
    unit: str | None = None
    count: int | None = None


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row that means something; ``values`` are by column, merged cells filled down, blanks left out.

    Kind ``total``: a sum or a note below the rows, which may state how many they are.
    """

    row: int
    kind: RowKind
    values: dict[int, Value]
    group: Group | None = None
    filled: dict[int, Value] | None = None
    """What merged cells above say for this row."""


class RowReader:
    """Goes down the body of one table."""

    def __init__(self, table: Table, vocabulary: Vocabulary, awards: AwardIndex) -> None:
        self._table = table
        self._words = vocabulary
        self._awards = awards
        self._number = table.columns.get("number")
        self._name_columns = [
            table.columns[f]
            for f in ("family_name", "middle_name", "given_name", "name", "collective_name", "household_name")
            if f in table.columns
        ] or [table.columns["unit"]]
        self._left, self._right = table.span
        self._silent = frozenset({"", *table.grid.silent})
        self._fill = self._merged_down()
        self._wide = {
            top for (top, left), (bottom, right) in table.grid.merges if right - left >= 2 and top == bottom
        }
        self._useful = self._useful_columns()
        self._numbered = self._is_numbered()

    def rows(self) -> Iterator[BodyRow]:
        """The meaning rows; whatever stands from a signature block on is left out until the next header."""
        closed = False
        headers = set(self._table.header_rows)
        for row in range(*self._table.body):
            if row in headers:
                closed = False
                continue
            values = self._values(row)
            if not values or closed:
                continue
            if self._is_plainly_a_record(values):
                yield BodyRow(row, "record", values, filled=self._fill.get(row))
                continue
            texts = [clean(v) for v in values.values() if isinstance(v, str)]
            if self._is_signature(texts, values):
                closed = True
                continue
            if self._is_total(texts, self._number_of(values)) or self._is_note(texts, values):
                yield BodyRow(row, "total", values)
                continue
            group = self._group(row, values)
            if group:
                yield BodyRow(row, "group", values, group)
            elif self._is_record(values):
                yield BodyRow(row, "record", values, filled=self._fill.get(row))
            elif self._lacks_name(values):
                yield BodyRow(row, "nameless", values)

    def _is_plainly_a_record(self, values: dict[int, Value]) -> bool:
        """A running number, a name and more: told without the closer looks other rows need."""
        if self._number is None or len(values) < 4 or not isinstance(values.get(self._number), int | float):
            return False
        if self._name_columns[0] not in values:
            return False
        found = 0
        for value in values.values():
            if value.__class__ is str:
                if value[:1] not in _NO_TOTAL and _says_total(value):
                    return False
                found += 1
                if found == 2:
                    return True
        return False

    def _merged_down(self) -> dict[int, dict[int, Value]]:
        fill: dict[int, dict[int, Value]] = {}
        start, end = self._table.body
        rows = self._table.grid.rows
        for (top, left), (bottom, _right) in self._table.grid.merges:
            inside = self._left <= left < self._right and left != self._number
            if bottom > top >= start and top < end and inside and left < len(rows[top]):
                value = rows[top][left]
                if value != "":
                    for row in range(top + 1, min(bottom + 1, end)):
                        fill.setdefault(row, {})[left] = value
        return fill

    def _useful_columns(self) -> set[int]:
        skipped = {
            "middle_name",
            "number",
            "note",
            "ignored",
            "family_name",
            "given_name",
            "name",
            "collective_name",
            "household_name",
        }
        columns = {column for name, column in self._table.columns.items() if name not in skipped}
        columns.update(column for column, _ in self._table.matrix)
        columns.update(self._table.more_awards)
        return columns - set(self._name_columns)

    def _values(self, row: int) -> dict[int, Value]:
        return meant(
            self._table.grid.rows[row], span=self._table.span, filled=self._fill.get(row), silent=self._silent
        )

    def _is_numbered(self) -> bool:
        """Do the rows of this table carry a running number?"""
        if self._number is None:
            return False
        named = numbered = 0
        start, end = self._table.body
        for row in range(start, min(end, start + 200)):
            cells = self._table.grid.rows[row]
            if any(column < len(cells) and cells[column] != "" for column in self._name_columns):
                number = cells[self._number] if self._number < len(cells) else ""
                # A note or a sub-total stands alone in its row.
                named += number != "" or sum(cell != "" for cell in cells) > 1
                numbered += number != ""
        return numbered * 3 >= named * 2 and numbered > 0

    def _number_of(self, values: dict[int, Value]) -> str:
        return clean(cell_text(values.get(self._number, ""))) if self._number is not None else ""

    def _name_of(self, values: dict[int, Value]) -> str:
        return clean(" ".join(cell_text(values[column]) for column in self._name_columns if column in values))

    def _is_total(self, texts: list[str], number: str) -> bool:
        if any(_TOTAL.fullmatch(text.lower()) for text in texts[:2]):
            return True
        return not number.rstrip(".").isdigit() and any(
            text.lower().startswith(("tổng cộng ", "tổng số ", "cộng ")) for text in texts[:2]
        )

    def _is_note(self, texts: list[str], values: dict[int, Value]) -> bool:
        if not texts or len(texts) > 2 or self._number_of(values).rstrip(".").isdigit():
            return False
        start = fold(texts[0])
        phrases = self._words.phrases
        return start.startswith((*phrases["closing"], *phrases["notes"])) and not looks_like_person(
            texts[0], self._words.names
        )

    def _is_signature(self, texts: list[str], values: dict[int, Value]) -> bool:
        if not texts or self._number_of(values).rstrip(".").isdigit():
            return False
        if any(_DATE_LINE.search(text.lower()) and len(values) <= 2 for text in texts):
            return True
        signing = self._words.phrases["signature"]
        if len(values) > 3 or (
            self._name_of(values) and looks_like_person(self._name_of(values), self._words.names)
        ):
            return False
        return all(fold(text).startswith(signing) for text in texts) and any(
            text.isupper() or fold(text).startswith(("nguoi lap", "noi nhan", "(ky", "xac nhan"))
            for text in texts
        )

    def _group(self, row: int, values: dict[int, Value]) -> Group | None:
        """A heading inside the table: one text, with or without a number before it."""
        number_cell = self._number_of(values) if self._number in values else ""
        texts = {c: clean(v) for c, v in values.items() if isinstance(v, str) and c != self._number}
        if not texts and number_cell and not number_cell.rstrip(".").isdigit() and len(number_cell) > 2:
            return self._make_group(row, self._number or 0, number_cell, "", sole=True)
        if len(texts) != 1 or any(c in values for c in self._useful if c not in texts):
            return None
        column, text = next(iter(texts.items()))
        lettered = _style(number_cell.rstrip(".):")) in {"roman", "letter"}
        if column in self._useful and column not in self._name_columns and not lettered:
            return None
        if self._opens_numbers(row, number_cell):
            return self._make_group(row, column, text, "", sole=True)
        return self._make_group(row, column, text, number_cell, sole=row in self._wide)

    def _opens_numbers(self, row: int, number: str) -> bool:
        """Is the next row numbered inside this one: ``1`` above ``1.1``?"""
        if self._number is None or not number.rstrip(".").isdigit():
            return False
        for below in range(row + 1, min(row + 3, self._table.body[1])):
            cells = self._table.grid.rows[below]
            inner = cell_text(cells[self._number]) if self._number < len(cells) else ""
            if inner:
                return bool(re.match(rf"{number.rstrip('.')}[.,]\d", inner.strip()))
        return False

    def _make_group(self, row: int, column: int, text: str, number: str, *, sole: bool) -> Group | None:
        found = MARKER.match(text)
        marker = number.rstrip(".):") or (found[1] if found else "")
        bare = text[found.end() :] if found else text
        style = _style(marker)
        count = _COUNT.search(bare.lower())
        label = clean(bare[: count.start()] if count else bare).strip(" :-–(.")
        subject = self._type_of(label)
        awards = self._awards.within(label)
        award = awards[0] if len(awards) == 1 else None
        person = looks_like_person(label, self._words.names) and not label.isupper()
        unit = None
        if not award and not subject and starts_like_unit(label, self._words.units):
            unit = label
        heading = bool(subject or award) and not person
        outside = style in {"roman", "letter"} or (self._numbered and not marker) or sole
        if not (heading or (outside and not person)):
            return None
        if not heading and style == "digit" and not (unit and sole):
            return None
        if not (heading or unit or sole or style in {"roman", "letter"}):
            return None
        return Group(row, column, text, style, subject, award, unit, int(count[1]) if count else None)

    def _type_of(self, label: str) -> SubjectType | None:
        key = search_key(label)
        for lead in ("khen thuong ", "doi voi ", "danh sach ", "cac ", "de nghi ", "doi tuong "):
            key = key.removeprefix(lead)
        if key == "tap the" or key.startswith(("tap the de nghi", "tap the duoc")):
            return "collective"
        if key == "ca nhan" or key.startswith(("ca nhan de nghi", "ca nhan duoc")):
            return "person"
        return "household" if key in {"ho gia dinh", "gia dinh"} else None

    def _is_record(self, values: dict[int, Value]) -> bool:
        if not self._name_of(values):
            return False
        if any(column in values for column in self._useful):
            return True
        return bool(self._number_of(values)) or not self._numbered

    def _lacks_name(self, values: dict[int, Value]) -> bool:
        typed = sum(column in values for column in self._useful)
        return typed >= 2 and self._number_of(values).rstrip(".").isdigit()


def _says_total(value: Value) -> bool:
    start = str(value)[:8]
    if start[:1] in _NO_TOTAL:
        return False
    return start.lstrip().lower().startswith(("tổng", "cộng"))


def _style(marker: str) -> str:
    if not marker or marker in "-*+•":
        return ""
    if _ROMAN.fullmatch(marker):
        return "roman"
    if marker.isalpha():
        return "letter" if marker.isupper() else "small"
    return "digit" if "." not in marker else "sub"
