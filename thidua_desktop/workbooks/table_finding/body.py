"""The rows of a table and its group headings, as values."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final, Literal

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.workbooks.reading.grid import Value

RowKind = Literal["record", "group", "nameless", "total", "closing", "prepared", "unread"]
_ROMAN: Final = re.compile(r"[IVX]{1,6}")
NO_TOTAL: Final = frozenset("ABDEGHIKLMNOPQRSUVXYabdeghiklmnopqrsuvxyĐđ0123456789")
"""First letters that cannot begin ``Tổng`` or ``Cộng``."""


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
    refused: bool = False
    """Whoever stands below is not proposed."""


@dataclass(frozen=True, slots=True)
class BodyRow:
    """A row that means something; ``values`` are by column, merged cells filled down, blanks left out.

    Kind ``total``: a sum or a note below the rows, which may state how many they are; ``closing``: a
    signature block; ``prepared``: a running number without anybody; ``unread``: nobody can say what it is.
    """

    row: int
    kind: RowKind
    values: dict[int, Value]
    group: Group | None = None
    filled: dict[int, Value] | None = None
    """What merged cells above say for this row."""
    joined: tuple[int, ...] = ()
    """Rows below whose cells go on with this one's."""
    late: bool = False
    """Stands below the signature block."""


def says_total(value: Value) -> bool:
    """Does a cell begin with ``Tổng`` or ``Cộng``?"""
    start = str(value)[:8]
    if start[:1] in NO_TOTAL:
        return False
    return start.lstrip().lower().startswith(("tổng", "cộng"))


def numbering_style(marker: str) -> str:
    """``roman``, ``letter``, ``small``, ``digit``, ``sub`` (1.1) or nothing."""
    if not marker or marker in "-*+•":
        return ""
    if _ROMAN.fullmatch(marker):
        return "roman"
    if marker.isalpha():
        return "letter" if marker.isupper() else "small"
    return "digit" if "." not in marker else "sub"
