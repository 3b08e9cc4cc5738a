"""What a row inherits: the type, award and unit named by group headings, titles, the sheet's name or a cover
sheet.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.award_words import AwardIndex
from thidua_desktop.domain.awards import SubjectType
from thidua_desktop.domain.text import clean, fold, search_key
from thidua_desktop.domain.units_text import short_committee, starts_like_unit, tidy_unit
from thidua_desktop.workbooks.grid import Value
from thidua_desktop.workbooks.tables_rows import MARKER, Group
from thidua_desktop.workbooks.vocabulary import Vocabulary

_LINE: Final = re.compile(r"^\s*([^:]{2,30}?)\s*:\s*(\S.*)$", re.DOTALL)
_OF: Final = re.compile(r"(?i)\bcủa\s+((?:ubnd|ủy ban|uỷ ban|trường|phòng|trung tâm|đảng ủy|hội)\b[^),;]*)")
_GIVEN: Final = re.compile(
    r"\b(?:ubnd|uy ban nhan dan) (\w+(?: \w+)?) (?:xet )?tang(?: thuong)? (giay khen|bang khen|co thi dua)\b"
)
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


def read_titles(rows: Iterable[Sequence[Value]], vocabulary: Vocabulary, awards: AwardIndex) -> Titles:
    unit: str | None = None
    letterhead: str | None = None
    titled: str | None = None
    found_awards: list[str] = []
    subject: SubjectType | None = None
    for cells in rows:
        for cell in cells:
            if not isinstance(cell, str) or not clean(cell):
                continue
            text = clean(cell)
            unit = unit or _unit_line(text, vocabulary)
            if fold(text).startswith(_MOTTO):
                continue
            bare = MARKER.sub("", text)
            named = starts_like_unit(bare, vocabulary.units) and not _subject(bare)
            if named and len(bare) < 100 and ":" not in bare:
                letterhead = bare
                continue
            titled = titled or _unit_in_title(text, vocabulary)
            found_awards.extend(_awarded_by(text, awards) or awards.within(text))
            subject = subject or _subject(text)
    weak = titled or letterhead
    one = tuple(dict.fromkeys(code for code in found_awards))
    return Titles(
        unit=tidy_unit(unit, vocabulary.units) if unit else None,
        weak_unit=short_committee(tidy_unit(short_committee(weak), vocabulary.units)) if weak else None,
        award=one[0] if len(one) == 1 and not awards.is_placeholder(one[0]) else None,
        subject_type=subject,
    )


def _awarded_by(text: str, awards: AwardIndex) -> tuple[str, ...]:
    """``… Chủ tịch UBND tỉnh tặng Bằng khen …``: the giver first, then what is given."""
    found = _GIVEN.search(search_key(text))
    code = awards.exact(f"{found[2]} cua chu tich ubnd {found[1]}") if found else None
    return (code,) if code else ()


def _unit_line(text: str, vocabulary: Vocabulary) -> str | None:
    """``Đơn vị: Trường …`` -> the unit."""
    found = _LINE.match(text)
    if found and search_key(found[1]) in vocabulary.phrases["unit_lines"]:
        value = found[2]
        if search_key(found[1]) in {"truong", "xa"}:
            value = f"{found[1]} {value}"
        return value if any(c.isalpha() for c in value) and "tính" not in value.lower() else None
    return None


def _unit_in_title(text: str, vocabulary: Vocabulary) -> str | None:
    """The unit at the end of a title: ``… NĂM 2024 - XÃ MINH QUANG``, ``(Kèm theo Tờ trình … của UBND xã
    …)``.
    """
    for piece in re.split(r"\s[-–]\s|\n", text)[1:]:
        if starts_like_unit(piece, vocabulary.units):
            return piece
    found = _OF.search(text) if "(" in text or "kèm" in text.lower() else None
    return found[1] if found else None


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
        kind = _kind(group)
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
    def award(self) -> str | None:
        return next((g.award for g in reversed(self._stack) if g.award), None)

    @property
    def unit(self) -> str | None:
        return next((g.unit for g in reversed(self._stack) if g.unit), None)


def _kind(group: Group) -> str:
    if group.award:
        return "award"
    return "type" if group.subject_type else "unit"
