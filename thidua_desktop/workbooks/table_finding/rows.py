"""What each row of a table is: a nominee, a group heading, a total, a note, a signature, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.importing.name_kinds import kind_of_name
from thidua_desktop.domain.importing.name_parts import goes_on
from thidua_desktop.domain.importing.names import looks_like_person
from thidua_desktop.domain.importing.refusals import refuses_below
from thidua_desktop.domain.organisation.units_text import starts_like_unit
from thidua_desktop.domain.text import clean, fold, search_key
from thidua_desktop.workbooks.reading.grid import Value, cell_text, meant
from thidua_desktop.workbooks.table_finding.body import NO_TOTAL, BodyRow, Group, numbering_style, says_total
from thidua_desktop.workbooks.table_finding.tables import Table
from thidua_desktop.workbooks.table_finding.unit_lines import unit_line, unit_of_heading
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

_TOTAL: Final = re.compile(
    r"(?:tổng\s*(?:cộng|số|hợp)?|cộng(?:\s+dồn)?|tổng)"
    r"\s*(?:[:(.]|$|\d|là\b|tập thể\b|cá nhân\b|số\b|chung\b).*",
    re.DOTALL,
)
MARKER: Final = re.compile(r"^\s*([IVX]{1,6}|[A-HĐ]|\d{1,2}(?:\.\d{1,2})*|[a-hđ])\s*(?:[.)/:]|-\s)\s*(?=\S)")
_BULLETS: Final = frozenset("-–—+*•")
_NO_UNITS: Final = ("khối ", "cụm ")
"""Headings of kinds of units, which nobody works in."""
_LEADS: Final = re.compile(
    r"(?:q\.|quyền )?(?:phó )?(?:thủ trưởng|trưởng|giám đốc|chủ tịch|hiệu trưởng|bí thư|chánh|"
    r"đội trưởng|tổ trưởng)\b"
)
"""Who signs a list."""
_LEGEND: Final = re.compile(r"\b(?:màu|tô|bôi)\b")
_DATE_LINE: Final = re.compile(r"ngày\s*[\d.…]*\s*tháng\s*[\d.…]*\s*năm")
_COUNT: Final = re.compile(
    r"[(:\-–]?\s*(?:(?:có|gồm|gồm có|tổng số)\s*:?\s*)?(\d{1,5})\s*"
    r"(?:người|cá nhân|tập thể|đồng chí|đ/c|hộ|trường hợp|đơn vị|gia đình)\b"
)


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
        self._broken = {
            *self._name_columns,
            *(table.columns[f] for f in ("unit", "position", "position_unit") if f in table.columns),
        }
        self._numbered = self._is_numbered()

    @property
    def legend(self) -> tuple[str, ...]:
        """Texts on the sheet that explain colours: only looked for where cells are coloured."""
        if not self._table.grid.fills:
            return ()
        cells = (cell for row in self._table.grid.rows for cell in row if isinstance(cell, str))
        return tuple(cell for cell in cells if len(cell) < 400 and _LEGEND.search(cell.lower()))

    def rows(self) -> Iterator[BodyRow]:
        """Every row that is not blank, with what it is; rows that go on with one above are joined to it."""
        pending: BodyRow | None = None
        for body in self._kinds():
            if pending is not None and (joined := self._joined(pending, body)) is not None:
                pending = joined
                continue
            if pending is not None:
                yield pending
            pending = body
        if pending is not None:
            yield pending

    def _kinds(self) -> Iterator[BodyRow]:
        closed = late = False
        headers = set(self._table.header_rows)
        for row in range(*self._table.body):
            if row in headers:
                closed = late = False
                continue
            values = self._values(row)
            if not values:
                continue
            if closed and self._opens_again(values):
                closed, late = False, True
            if closed:
                yield BodyRow(row, "closing", values)
                continue
            if self._is_plainly_a_record(values):
                yield BodyRow(row, "record", values, filled=self._fill.get(row), late=late)
                continue
            body = self._closer(row, values, late=late)
            closed = body.kind == "closing"
            yield body

    def _closer(self, row: int, values: dict[int, Value], *, late: bool) -> BodyRow:
        """What a row is that is not plainly a record."""
        texts = [clean(v) for v in values.values() if isinstance(v, str)]
        if self._is_signature(texts, values):
            return BodyRow(row, "closing", values)
        if self._is_total(texts, self._number_of(values)) or self._is_note(texts, values):
            return BodyRow(row, "total", values)
        group = self._group(row, values)
        if group:
            return BodyRow(row, "group", values, group)
        if self._is_record(values):
            return BodyRow(row, "record", values, filled=self._fill.get(row), late=late)
        if self._lacks_name(values):
            return BodyRow(row, "nameless", values)
        only = set(values) - {self._number}
        if not only or (self._number_of(values) and not self._tells(values)):
            return BodyRow(row, "prepared", values)
        return BodyRow(row, "unread" if self._tells(values) else "prepared", values)

    def _tells(self, values: dict[int, Value]) -> bool:
        """Is anything there besides unticked boxes, dashes and running numbers?"""
        return any(
            value is not False and value != 0 and not self._words.says_no(clean(cell_text(value)))
            for column, value in values.items()
            if column != self._number
        )

    def _opens_again(self, values: dict[int, Value]) -> bool:
        """A numbered person with more to report under the same columns, below the signatures: ``Bổ sung``."""
        name = self._name_of(values)
        used = sum(column in values for column in self._useful)
        numbered = self._number is None or self._number_of(values).rstrip(".").isdigit()
        kind = kind_of_name(name, self._words.names, self._words.units) if name else None
        return numbered and used > 0 and kind in {"person", "household", "collective"}

    def _joined(self, above: BodyRow, below: BodyRow) -> BodyRow | None:
        """The row above with the cells of one that goes on with it: a long name or unit broken in two."""
        if above.kind != "record" or below.kind not in {"record", "unread", "group"}:
            return None
        last = above.joined[-1] if above.joined else above.row
        if below.row != last + 1 or (self._number is not None and self._number in below.values):
            return None
        if not self._goes_on(above, below.values):
            return None
        values = dict(above.values)
        for column, value in below.values.items():
            values[column] = f"{values[column]} {value}"
        return replace(above, values=values, joined=(*above.joined, below.row))

    def _goes_on(self, above: BodyRow, values: dict[int, Value]) -> bool:
        may_go_on = {c for c in self._broken if isinstance(above.values.get(c), str)}
        if not values or not set(values) <= may_go_on or len(values) == len(above.values):
            return False
        if not all(isinstance(value, str) for value in values.values()):
            return False
        named = [column for column in self._name_columns if column in values]
        if not named:
            return all(str(value)[:1].islower() for value in values.values())
        upper, lower = clean(str(above.values[named[0]])), clean(str(values[named[0]]))
        if MARKER.match(lower) or self._refuses(lower):
            return False
        if goes_on(upper, lower, self._words.names):
            return True
        return self._numbered and len(values) > 1 and lower[:1].islower()

    def _refuses(self, text: str) -> bool:
        return refuses_below(text)

    def _is_plainly_a_record(self, values: dict[int, Value]) -> bool:
        """A running number, a name and more: reported without the closer looks other rows need."""
        if self._number is None or len(values) < 4 or not isinstance(values.get(self._number), int | float):
            return False
        if self._name_columns[0] not in values:
            return False
        found = 0
        for value in values.values():
            if value.__class__ is str:
                if value[:1] not in NO_TOTAL and says_total(value):
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
        leads = [fold(text).startswith(signing) or bool(_LEADS.match(text.lower())) for text in texts]
        sure = any(
            text.isupper() or fold(text).startswith(("nguoi lap", "noi nhan", "(ky", "xac nhan"))
            for text in texts
        )
        return all(leads) and (sure or (len(texts) == 1 and self._number not in values))

    def _group(self, row: int, values: dict[int, Value]) -> Group | None:
        """A heading inside the table: one text, with or without a number before it."""
        number_cell = self._number_of(values) if self._number in values else ""
        texts = {c: clean(v) for c, v in values.items() if isinstance(v, str) and c != self._number}
        if not texts and number_cell and not number_cell.rstrip(".").isdigit() and len(number_cell) > 2:
            if self._refuses(number_cell):
                return replace(self._made(row, self._number or 0, number_cell, ""), refused=True)
            return self._make_group(row, self._number or 0, number_cell, "", sole=True)
        if len(texts) != 1 or any(c in values for c in self._useful if c not in texts):
            return None
        column, text = next(iter(texts.items()))
        if self._refuses(text):
            return replace(self._made(row, column, text, number_cell), refused=True)
        lettered = numbering_style(number_cell.rstrip(".):")) in {"roman", "letter"}
        if column in self._useful and column not in self._name_columns and not lettered:
            heads = number_cell == "" and self._heads_people(row, text, "", column)
            return self._make_group(row, column, text, "", sole=True) if heads else None
        if self._opens_numbers(row, number_cell):
            return self._make_group(row, column, text, "", sole=True)
        if self._heads_people(row, text, number_cell):
            return Group(row, column, text, "digit", unit=text, count=self._made(row, column, text, "").count)
        return self._make_group(row, column, text, number_cell, sole=row in self._wide)

    def _opens_numbers(self, row: int, number: str) -> bool:
        """Is the next row numbered inside this one: ``1`` above ``1.1``?"""
        if self._number is None or not number.rstrip(".").isdigit():
            return False
        for below in range(row + 1, min(row + 3, self._table.body[1])):
            cells = self._table.grid.rows[below]
            inner = cell_text(cells[self._number]) if self._number < len(cells) else ""
            if inner.strip() in _BULLETS:
                return starts_like_unit(self._name_of(self._values(row)), self._words.units)
            if inner:
                return bool(re.match(rf"{number.rstrip('.')}[.,]\d", inner.strip()))
        return False

    def _heads_people(self, row: int, text: str, number: str, column: int | None = None) -> bool:
        """A unit alone in its row, above people: those of a numbered unit are counted from 1 again.

        ``column``: where it stands, when that is not the column of names; then it needs no number.
        """
        if column is None and (
            self._useful_filled(row) or (self._number is not None and not number.rstrip(".").isdigit())
        ):
            return False
        if not starts_like_unit(text, self._words.units):
            return False
        below = next((r for r in range(row + 1, self._table.body[1]) if self._values(r)), None)
        if below is None:
            return False
        if self._number is not None and self._number_of(self._values(below)).rstrip(".") != "1":
            return False
        name = self._name_of(self._values(below))
        return kind_of_name(name, self._words.names, self._words.units) == "person" and self._useful_filled(
            below
        )

    def _useful_filled(self, row: int) -> bool:
        return any(column in self._values(row) for column in self._useful)

    def _make_group(self, row: int, column: int, text: str, number: str, *, sole: bool) -> Group | None:
        found = MARKER.match(text)
        marker = number.rstrip(".):") or (found[1] if found else "")
        bare = text[found.end() :] if found else text
        style = numbering_style(marker)
        count = _COUNT.search(bare.lower())
        label = clean(bare[: count.start()] if count else bare).strip(" :-–(.")
        subject = self._type_of(label)
        awards = self._awards.given(label) or self._awards.within(label)
        award = awards[0] if len(awards) == 1 else None
        person = looks_like_person(label, self._words.names) and not label.isupper()
        unit = None
        if not award and not subject and starts_like_unit(label, self._words.units):
            unit = None if label.lower().startswith(_NO_UNITS) else label
        unit = unit_line(text, self._words) or unit_of_heading(text, self._words) or unit
        heading = bool(subject or award) and not person
        outside = style in {"roman", "letter"} or (self._numbered and not marker) or sole
        if not (heading or (outside and not person)):
            return None
        if not heading and style == "digit" and not (unit and sole):
            return None
        if not (heading or unit or sole or style in {"roman", "letter"}):
            return None
        return Group(row, column, text, style, subject, award, unit, int(count[1]) if count else None)

    def _made(self, row: int, column: int, text: str, number: str) -> Group:
        found = MARKER.match(text)
        marker = number.rstrip(".):") or (found[1] if found else "")
        count = _COUNT.search(text.lower())
        return Group(row, column, text, numbering_style(marker), count=int(count[1]) if count else None)

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
