"""Which sheets and tables of a file nominate anybody; the others are left out by name, never in silence."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.importing.refusals import refuses_below
from thidua_desktop.domain.text import fold, search_key
from thidua_desktop.workbooks.reading.grid import Grid
from thidua_desktop.workbooks.staging.context import Titles, year_of_name
from thidua_desktop.workbooks.table_finding.shapes import SAMPLE, ColumnShape, Shapes
from thidua_desktop.workbooks.table_finding.tables import Table
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

_ATTENDANCE: Final = re.compile(
    r"\b(?:diem danh|cham cong|du hop|tham du|ky nhan|co mat|dai bieu|khach moi|phan cong|lich truc|danh ba|"
    r"bang luong|nang luong|ung ho|dong gop|thu nop|quyen gop|tap huan)\b"
)
_FIGURES: Final = re.compile(
    r"\b(?:thong ke|so lieu|tong hop so|bieu so|bao cao so|chi tieu|co cau|so luong)\b"
)
_INITIATIVES: Final = re.compile(r"\b(?:sang kien|de tai|giai phap|skkn|cai tien)\b")
_PAID: Final = re.compile(
    r"\b(?:nhan (?:tien|thuong|qua)|chi (?:tien|tra|thuong)|thanh toan|cap phat|phat thuong|tien thuong|kinh phi)\b"
)
_UNITS: Final = 0.6
_GIVEN: Final = re.compile(
    r"\b(?:duoc|da) (?:tang|cong nhan|khen)\b.*(?<!kem )\btheo (?:qd|quyet dinh) so \d"
)
"""A list of what a decision with its number has given."""
_FORMER: Final = re.compile(r"\b(?:da duoc (?:khen|tang|cong nhan)|da khen|nam truoc|cac nam truoc)\b")
_PROPOSES: Final = re.compile(r"\b(?:de nghi|de xuat|xet tang|trinh)\b")


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Why a sheet or table is left out: a finding's code, and for another sort of list which."""

    code: str
    kind: str = ""
    value: str = ""


class SheetChoice:
    """Judges the sheets of one file, all of them known."""

    def __init__(self, vocabulary: Vocabulary, shapes: Shapes, *, past: bool = False) -> None:
        """``past``: lists of former years are wanted."""
        self._vocabulary = vocabulary
        self.past = past
        self._shapes = shapes

    def sheets(
        self, visible: Sequence[Grid], tables: Mapping[str, Sequence[Table]], years: Mapping[str, int | None],
        review_year: int | None,
    ) -> dict[str, LeftOut]:  # fmt: skip
        """Visible sheets that hold a table and are left out whole, by name."""
        left: dict[str, LeftOut] = {}
        for grid in visible:
            if not tables[grid.name]:
                continue
            name = fold(grid.name)
            if any(word in name for word in self._vocabulary.phrases["guide_sheets"]):
                left[grid.name] = LeftOut("SHEET_EXAMPLE")
            elif self._is_catalogue(name, tables[grid.name]):
                left[grid.name] = LeftOut("SHEET_CATALOGUE")
        if self.past:
            return left
        reported = {
            name: year for name, year in years.items() if year and name not in left and tables.get(name)
        }
        requested = review_year if review_year in reported.values() else max(reported.values(), default=None)
        for name, year in reported.items():
            if requested is not None and year < requested:
                left[name] = LeftOut("SHEET_OTHER_YEAR", value=str(year))
        return left

    def _is_catalogue(self, name: str, tables: Sequence[Table]) -> bool:
        """Its name says so and no person stands in it."""
        key = search_key(name).replace(" ", "")
        named = any(key.startswith(search_key(word).replace(" ", "")) for word in _CATALOGUES) or key in {
            "dm", "ma", "list", "lists", "lookup", "data"
        }  # fmt: skip
        return named and not any(self._names(table).share("person", "household") > 0.2 for table in tables)

    def table(self, table: Table, titles: Titles, *, has_award: bool) -> LeftOut | None:
        """Why a table nominates nobody, or None."""
        key = titles.key
        if self.past:
            return None
        named = titles.award is not None and not self._shapes.only_persons(titles.award)
        if named and not _FIGURES.search(key):
            self._drop_counted(table)
        if any(refuses_below(line) for line in key.split(" | ")[-3:]):
            return LeftOut("TABLE_NOT_PROPOSED")
        lists_units = named and self._names(table).share("collective") >= _UNITS and not _FIGURES.search(key)
        if not lists_units and self._is_figures(table, key):
            return LeftOut("NOT_A_NOMINATION_LIST", "figures")
        signed = any(search_key(text) in _SIGNED for text in table.headings.values())
        if _PAID.search(key) and not _PROPOSES.search(key):
            return LeftOut("NOT_A_NOMINATION_LIST", "payment")
        if _GIVEN.search(key) and not _PROPOSES.search(key):
            return LeftOut("NOT_A_NOMINATION_LIST", "former")
        if has_award:
            return None
        if _INITIATIVES.search(key) or {"initiative", "initiative_ref"} & table.columns.keys():
            return LeftOut("NOT_A_NOMINATION_LIST", "initiatives")
        if table.is_scoring:
            return None
        if _ATTENDANCE.search(key) or signed:
            return LeftOut("NOT_A_NOMINATION_LIST", "attendance")
        if _FORMER.search(key) and not _PROPOSES.search(key):
            return LeftOut("NOT_A_NOMINATION_LIST", "former")
        return None

    def _drop_counted(self, table: Table) -> None:
        """Under a title that names what is proposed, columns headed by an award that hold figures tell of the unit."""
        rows = table.grid.rows[slice(*table.body)][:SAMPLE]
        shapes = {column: self._shapes.column(rows, column) for column, _ in table.matrix}
        figures = tuple(c for c, shape in shapes.items() if shape.filled and shape.share("number") >= _UNITS)
        table.matrix = tuple(pair for pair in table.matrix if pair[0] not in figures)
        table.ignored = (*table.ignored, *figures)

    def _is_figures(self, table: Table, key: str) -> bool:
        """A table of numbers about units: most of its cells count something, nobody stands in it."""
        names = self._names(table)
        if names.share("person", "household", "maybe_person") > 0.34:
            return False
        rows = table.grid.rows[slice(*table.body)][:SAMPLE]
        skipped = {table.columns.get("number"), table.name_column}
        width = min(max(map(len, rows), default=0), table.span[1])
        shown = [
            shape
            for column in range(table.span[0], width)
            if column not in skipped and (shape := self._shapes.column(rows, column)).filled
        ]
        counted = [shape for shape in shown if _counts(shape)]
        if table.matrix:
            marks = [self._shapes.column(rows, column) for column, _ in table.matrix]
            numbers = sum(shape.counts["number"] for shape in marks)
            numbers += self._counted_for_units(table, names, marks)
            return numbers > 0 and all(
                shape.share("yes", "no", "number", "year") == 1 for shape in marks if shape.filled
            )
        if "award" in table.columns or (table.is_scoring and len(counted) < 4):
            return False
        enough = 2 if _FIGURES.search(key) else 3
        return len(counted) >= enough and len(counted) * 2 > len(shown)

    def _counted_for_units(self, table: Table, names: ColumnShape, marks: Sequence[ColumnShape]) -> int:
        """Ones beside units, most of them under titles that only persons receive: they count, and tick nothing."""
        codes = [code for _, code in table.matrix]
        all_marks = sum(shape.counts["yes"] for shape in marks)
        of_persons = sum(
            shape.counts["yes"]
            for shape, code in zip(marks, codes, strict=True)
            if self._shapes.only_persons(code)
        )
        return all_marks if names.share("collective") >= 0.5 and of_persons * 2 >= all_marks else 0

    def _names(self, table: Table) -> ColumnShape:
        return self._shapes.column(table.grid.rows[slice(*table.body)][:SAMPLE], table.name_column)


_CATALOGUES: Final = ("danh muc", "danhmuc", "dm ", "tra cuu", "lookup", "ma danh hieu", "bang ma")
_SIGNED: Final = frozenset({"ky ten", "chu ky", "ky nhan", "co mat", "vang", "diem danh"})


def _counts(shape: ColumnShape) -> bool:
    return shape.share("number", "yes", "no", "year") >= 0.7 and shape.counts["number"] > 0


def year_of_sheet(grid: Grid, titles: Titles) -> int | None:
    """The year a sheet is about: of its name, else of the lines above its table."""
    return year_of_name(grid.name) or titles.year
