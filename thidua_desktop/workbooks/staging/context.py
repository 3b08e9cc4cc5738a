"""What a row inherits: the type, award and unit named by group headings, titles, the sheet's name or a cover
sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.awards.words import AwardIndex
from thidua_desktop.domain.organisation.units_text import short_committee, starts_like_unit, tidy_unit
from thidua_desktop.domain.text import clean, fold, search_key
from thidua_desktop.workbooks.reading.grid import Value
from thidua_desktop.workbooks.table_finding.body import Group
from thidua_desktop.workbooks.table_finding.rows import MARKER
from thidua_desktop.workbooks.table_finding.unit_lines import IN_BRACKETS, unit_in_title, unit_line
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

_PROPOSING: Final = re.compile(r"(?i)\btặng(?: thưởng)?\b|\bcông nhận\b|\bđề nghị\b")
_YEAR: Final = re.compile(r"(?:năm|năm học|niên khóa)\s*:?\s*(?:20\d\d\s*[-–/]\s*)?(20[0-4]\d)")
_MOTTO: Final = ("cong hoa xa hoi", "doc lap", "dang cong san")


@dataclass(frozen=True, slots=True)
class Titles:
    """What stands above a table (or on a cover sheet). ``unit`` from a line ``Đơn vị: …``; ``weak_unit``
    from a title
    or letterhead, used only where nothing better is said.
    """

    unit: str | None = None
    weak_unit: str | None = None
    award: str | None = None
    subject_type: SubjectType | None = None
    award_cell: tuple[int, int] = (0, 0)
    """Where the award is named; rows counted from the first one given."""
    key: str = ""
    """All texts in small letters without marks."""
    year: int | None = None
    """The latest year its lines name, those in brackets left out."""


def read_titles(rows: Iterable[Sequence[Value]], vocabulary: Vocabulary, awards: AwardIndex) -> Titles:
    """What the lines above a table say of all its rows."""
    unit: str | None = None
    letterhead: str | None = None
    titled: str | None = None
    found_awards: list[str] = []
    subject: SubjectType | None = None
    award_cell = (0, 0)
    texts: list[str] = []
    for row, cells in enumerate(rows):
        for column, cell in _lines(cells, vocabulary):
            if not clean(cell):
                continue
            text = clean(cell)
            texts.append(text)
            unit = unit or unit_line(text, vocabulary)
            if fold(text).startswith(_MOTTO):
                continue
            bare = MARKER.sub("", text)
            named = starts_like_unit(bare, vocabulary.units) and not _subject(bare)
            if named and " " in bare and len(bare) < 100 and ":" not in bare:
                letterhead = bare
                continue
            titled = titled or unit_in_title(text, vocabulary)
            named_here = awards.given(text) or _proposed_in(text, awards)
            if named_here and not found_awards:
                award_cell = row, column
            found_awards.extend(named_here)
            subject = subject or _subject(text)
    weak = titled or letterhead
    one = tuple(dict.fromkeys(code for code in found_awards))
    return Titles(
        unit=tidy_unit(unit, vocabulary.units) if unit else None,
        weak_unit=short_committee(tidy_unit(short_committee(weak), vocabulary.units)) if weak else None,
        award=one[0] if len(one) == 1 else None,
        subject_type=subject,
        award_cell=award_cell,
        key=" | ".join(map(search_key, texts)),
        year=_year_of(texts),
    )


def _lines(cells: Sequence[Value], vocabulary: Vocabulary) -> Iterator[tuple[int, str]]:
    """Texts with their columns; the lines of a letterhead typed into one cell each by itself."""
    for column, cell in enumerate(cells):
        if not isinstance(cell, str):
            continue
        lines = [line for line in cell.split("\n") if clean(line)]
        apart = len(lines) > 1 and all(
            starts_like_unit(line, vocabulary.units) or fold(line).startswith(_MOTTO) for line in lines
        )
        for line in lines if apart else [cell]:
            yield column, line


def _proposed_in(text: str, awards: AwardIndex) -> tuple[str, ...]:
    """Of several awards in a title the one behind the last ``tặng`` or ``công nhận`` is proposed."""
    named = awards.within(text)
    if len(named) < 2:
        return named
    parts = _PROPOSING.split(text)
    return (awards.within(parts[-1]) if len(parts) > 1 else ()) or named


def _year_of(texts: Sequence[str]) -> int | None:
    years = [int(year) for text in texts for year in _YEAR.findall(IN_BRACKETS.sub(" ", text.lower()))]
    return max(years, default=None)


def year_of_name(name: str) -> int | None:
    """The latest year a sheet's name reports: ``2024``, ``LĐTT 2023-2024``."""
    years = [int(year) for year in re.findall(r"(?<!\d)20[0-4]\d(?!\d)", name)]
    return max(years, default=None)


def _subject(text: str) -> SubjectType | None:
    key = f" {search_key(text)} "
    kinds: list[SubjectType] = []
    if " ca nhan " in key:
        kinds.append("person")
    if " tap the " in key.replace(" tap the lao dong ", " "):
        kinds.append("collective")
    if " ho gia dinh " in key:
        kinds.append("household")
    return kinds[0] if len(kinds) == 1 else None


class GroupStack:
    """Group headings in force, outermost first. A heading closes those of its own numbering and below."""

    def __init__(self) -> None:
        self._stack: list[Group] = []

    def enter(self, group: Group) -> None:
        """Puts a heading in force; below an unnumbered refusal any heading begins again."""
        kind = _kind(group)
        self._stack = [g for g in self._stack if not (g.refused and not g.style)]
        for place, open_group in enumerate(self._stack):
            same_style = bool(group.style) and open_group.style == group.style
            if same_style or (not group.style and not open_group.style and _kind(open_group) == kind):
                del self._stack[place:]
                break
        self._stack.append(group)

    def __bool__(self) -> bool:
        return bool(self._stack)

    @property
    def subject_type(self) -> SubjectType | None:
        return next((g.subject_type for g in reversed(self._stack) if g.subject_type), None)

    @property
    def refused(self) -> Group | None:
        """The open heading that says whoever stands below it is not proposed."""
        return next((g for g in reversed(self._stack) if g.refused), None)

    @property
    def award(self) -> str | None:
        return next((g.award for g in reversed(self._stack) if g.award), None)

    @property
    def unit(self) -> str | None:
        return next((g.unit for g in reversed(self._stack) if g.unit), None)


def _kind(group: Group) -> str:
    if group.award:
        return "award"
    return "type" if group.subject_type else "unit"
