"""Lays a layout out with drawn nominees: the sheets, and the truth of what an importer must find."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby
from random import Random

from tests.corpus import people
from tests.corpus.cells import cell_of, planted
from tests.corpus.layout import Layout, Level
from tests.corpus.people import SPELLINGS, Nominee, Town
from tests.corpus.sheets import Formula, Sheet
from tests.corpus.typing_styles import written
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.workbooks.reading.grid import column_letter

ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII")


@dataclass(frozen=True, slots=True)
class Expected:
    """One record that must be found; ``row`` from 1."""

    sheet: str
    row: int
    subject: str
    name: str
    unit: str | None
    awards: tuple[str, ...]
    born: PartialDate | None
    sex: str | None
    importable: bool = True


@dataclass(slots=True)
class Book:
    """Sheets, and what is true of them: records, and errors as ``(cell, code)``."""

    sheets: list[Sheet] = field(default_factory=list)
    records: list[Expected] = field(default_factory=list)
    errors: set[tuple[str, str]] = field(default_factory=set)


def build(layout: Layout, seed: int) -> Book:
    return _Builder(layout, Random(f"{layout.key}-{seed}")).book()


class _Builder:
    def __init__(self, layout: Layout, chance: Random) -> None:
        self._layout = layout
        self._chance = chance
        self._town = Town(chance)
        self._book = Book()
        self._sheet = Sheet("")
        self._row = 0
        self._stt = 0
        self._body = 0
        self._teams = chance.randrange(len(people.TEAMS))
        self._unit_above: str | None = None
        self._units = chance.sample(people.UNITS, 4)
        if layout.subject == "household":
            self._units = chance.sample(people.VILLAGES, 3)
        self._one_unit = layout.names.get("unit", self._units[0])

    def book(self) -> Book:
        layout = self._layout
        awards = [layout.names.get("award", "")] * layout.sheets
        if layout.award == "sheet":
            pool = people.PERSON_AWARDS if layout.subject == "person" else people.TEAM_AWARDS
            awards = self._chance.sample(pool[:4], layout.sheets)
        for place, award in enumerate(awards):
            name = SPELLINGS[award][1] if layout.award == "sheet" else ("DS", "Trang 2", "Sheet3")[place]
            self._sheet = Sheet(name)
            self._row = layout.start[0]
            self._lines(layout.above, award)
            for _ in range(layout.tables):
                self._stt = 0
                self._tables(award)
                self._row += layout.gap
            self._lines(layout.below, award)
            if "row" in layout.hidden:
                self._sheet.hidden_rows.add(self._row + 3)
            self._book.sheets.append(self._sheet)
        if "sheet" in layout.hidden:
            self._book.sheets.append(self._lookup())
        if layout.text:
            self._rewrite()
        if any(column.kind == "sex" and column.style == "x" for column in layout.columns):
            self._forget_unmarked()
        return self._book

    def _forget_unmarked(self) -> None:
        """A lone column for women that holds no mark reports nothing of anybody, unless ``Ông`` does."""
        reported = any(one.kind == "salutation" or one.style == "title" for one in self._layout.columns)
        if not reported and not any(one.sex == "F" for one in self._book.records):
            self._book.records = [replace(one, sex=None) for one in self._book.records]

    def _lookup(self) -> Sheet:
        """A hidden sheet of lists beside the data."""
        sheet = Sheet("DM", hidden=True)
        for row, (code, spellings) in enumerate(SPELLINGS.items()):
            sheet.put(row, 0, code)
            sheet.put(row, 1, spellings[0])
        return sheet

    def _lines(self, lines: Sequence[str], award: str) -> None:
        for line in lines:
            for part in line.split(" @@ "):
                column, _, text = (part or "0|").partition("|")
                filled = text.format(
                    unit=self._one_unit,
                    UNIT=self._one_unit.upper(),
                    award=SPELLINGS[award][0] if award else "",
                    AWARD=SPELLINGS[award][0].upper() if award else "",
                    n=len(self._book.records),
                )
                self._sheet.put(self._row, int(column) + self._layout.start[1], filled)
            self._row += 1

    def _tables(self, award: str) -> None:
        """One table, or several side by side from the same row on."""
        top, width = self._row, len(self._layout.columns) + 1
        bottom = top
        for place in range(self._layout.side):
            self._row = top
            left = self._layout.start[1] + place * width
            self._header(left)
            for group in self._groups(self._layout.groups, {"award": award}):
                self._emit(group, left)
            for _ in range(self._layout.tail):
                self._filler(left)
            bottom = max(bottom, self._row)
        self._row = bottom

    def _header(self, left: int) -> None:
        columns = self._layout.columns
        depth = max(len(column.path) for column in columns)
        for level in range(depth):
            for prefix, members in groupby(enumerate(columns), key=lambda m: m[1].path[: level + 1]):
                places = [place for place, _ in members]
                if len(prefix) <= level:
                    continue
                last = len(prefix) == len(columns[places[0]].path)
                self._sheet.put(self._row + level, left + places[0], prefix[level])
                if self._layout.merged:
                    bottom = self._row + (depth - 1 if last else level)
                    self._sheet.merge(self._row + level, left + places[0], bottom, left + places[-1])
        self._row += depth
        marks = {"(1)": "({})", "1": "{}", "AB1": "{}"}.get(self._layout.numbering)
        for place in range(len(columns) if marks else 0):
            mark = (marks or "").format(place + 1)
            if self._layout.numbering == "AB1":
                mark = "AB"[place] if place < 2 else str(place - 1)
            self._sheet.put(self._row, left + place, mark if not mark.isdigit() else int(mark))
        self._row += bool(marks)
        self._body = self._row - 1

    def _groups(self, levels: Sequence[Level], facts: dict[str, str]) -> Iterator[object]:
        """Headings ``(Level, number, facts, count)`` and nominees, in the order they are written."""
        if not levels:
            yield from self._nominees(facts)
            return
        level, *rest = levels
        for number, value in enumerate(self._values(level.by, facts), start=1):
            inside = list(self._groups(rest, {**facts, level.by: value}))
            yield level, number, value, sum(isinstance(one, Nominee) for one in inside)
            yield from inside

    def _values(self, by: str, facts: dict[str, str]) -> list[str]:
        if by == "subject":
            return ["collective", "person"]
        if by == "unit":
            return self._chance.sample(self._units, 2)
        pool = people.TEAM_AWARDS if facts.get("subject") == "collective" else people.PERSON_AWARDS
        return self._chance.sample(pool, 2)

    def _nominees(self, facts: dict[str, str]) -> Iterator[Nominee]:
        layout, chance = self._layout, self._chance
        count = chance.randint(2, 3) if layout.groups else layout.rows
        units = sorted(chance.choice(self._units) for _ in range(count))
        for place in range(count):
            subject = facts.get("subject") or layout.subject
            if subject == "both":
                subject = "collective" if place < count // 3 else "person"
            unit: str | None = facts.get("unit") or (
                units[place] if layout.unit == "column" else self._one_unit
            )
            if layout.unit == "none" and "unit" not in facts:
                unit = None
            awards = self._awards(subject, facts)
            if subject == "household":
                yield self._town.household(unit or units[place])
            elif subject == "collective":
                self._teams += 1
                team = people.TEAMS[self._teams % len(people.TEAMS)]
                team += f" {self._teams // len(people.TEAMS)}" if self._teams >= len(people.TEAMS) else ""
                yield self._town.collective(team, unit or team, awards)
            else:
                yield self._town.person(unit, awards)

    def _awards(self, subject: str, facts: dict[str, str]) -> tuple[str, ...]:
        if facts.get("award"):
            return (facts["award"],)
        matrix = [column.style for column in self._layout.columns if column.kind == "matrix"]
        pool = list(matrix or (people.TEAM_AWARDS if subject == "collective" else people.PERSON_AWARDS[:5]))
        allowed = [
            code
            for code in pool
            if (code in people.TEAM_AWARDS) == (subject == "collective") or code.startswith(("GK", "BK"))
        ]
        count = self._chance.randint(1, 2) if self._layout.many_awards else 1
        return tuple(sorted(self._chance.sample(allowed, min(count, len(allowed)))))

    def _emit(self, item: object, left: int) -> None:
        if isinstance(item, Nominee):
            self._nominee(item, left)
        elif isinstance(item, tuple):
            self._heading(*item, left=left)

    def _heading(self, level: Level, number: int, value: str, count: int, *, left: int) -> None:
        words = {"collective": "Tập thể", "person": "Cá nhân", "household": "Hộ gia đình"}
        label = words.get(value) or (SPELLINGS[value][0] if value in SPELLINGS else value)
        label = label.upper() if level.caps else label
        if level.count:
            label += f" ({count} {'tập thể' if value == 'collective' else 'người'})"
        mark = {
            "I": ROMAN[number - 1],
            "A": "ABCDE"[number - 1],
            "1": str(number),
            "a": "abc"[number - 1],
        }.get(level.mark, "")
        if level.place == "number":
            self._sheet.put(self._row, left, mark)
            self._sheet.put(self._row, left + 1, label)
        else:
            joined = f"{mark}{')' if level.mark == 'a' else '.'} {label}" if mark else label
            self._sheet.put(self._row, left, joined)
            if level.place == "wide":
                self._sheet.merge(self._row, left, self._row, left + len(self._layout.columns) - 1)
        self._row += 1
        self._stt = 0

    def _nominee(self, nominee: Nominee, left: int) -> None:
        layout = self._layout
        if layout.page and self._stt and self._stt % layout.page == 0:
            self._header(left)
            self._unit_above = None
        self._stt += 1
        known = replace(nominee)
        before = self._unit_above if self._stt > 1 else None
        fault = layout.faults[self._stt - 2] if 2 <= self._stt < len(layout.faults) + 2 else None
        for place, column in enumerate(layout.columns):
            value = cell_of(column, known, self._stt, layout, self._chance, before=before)
            if column.kind == "unit" and column.style == "merged":
                self._merge_down(left + place, nominee.unit, before)
            if fault and (spoiled := planted(fault, column, known)):
                value, code = spoiled
                ref = f"{self._sheet.name}!{column_letter(left + place)}{self._row + 1}"
                self._book.errors.add((ref, code))
            self._sheet.put(self._row, left + place, value)
        if fault != "one_word":  # half a name names nobody
            self._book.records.append(self._expected(known, importable=fault is None))
        self._unit_above = nominee.unit
        self._row += 1

    def _merge_down(self, column: int, unit: str | None, before: str | None) -> None:
        """Lengthens the merged cell above when the unit goes on."""
        last = self._sheet.merges[-1] if self._sheet.merges else (0, 0, 0, 0)
        if unit == before and last[1] == column and last[2] == self._row - 1 and last[0] > self._body:
            top = self._sheet.merges.pop()[0]
            self._sheet.merges.append((top, column, self._row, column))
        elif unit == before:
            self._sheet.merges.append((self._row - 1, column, self._row, column))

    def _expected(self, nominee: Nominee, *, importable: bool) -> Expected:
        kinds = {column.kind for column in self._layout.columns}
        tells_sex = kinds & {"sex", "sex_male", "dob_male", "salutation"} or any(
            column.kind == "name" and column.style == "title" for column in self._layout.columns
        )
        tells_born = any(kind.startswith("dob") for kind in kinds)
        person = nominee.subject == "person"
        return Expected(
            self._sheet.name,
            self._row + 1,
            nominee.subject,
            nominee.name,
            nominee.unit,
            nominee.awards,
            nominee.born if tells_born and person else None,
            nominee.sex if tells_sex and person else None,
            importable,
        )

    def _filler(self, left: int) -> None:
        """A row of lookups filled down beyond the data."""
        for place, column in enumerate(self._layout.columns):
            if column.kind in {"code", "award"}:
                self._sheet.put(self._row, left + place, Formula("=VLOOKUP(A1,$Z$1:$Z$9,1,0)", "#N/A"))
        self._row += 1

    def _rewrite(self) -> None:
        for sheet in self._book.sheets:
            for place, value in sheet.cells.items():
                if isinstance(value, str):
                    sheet.cells[place] = written(value, self._layout.text, self._chance)
