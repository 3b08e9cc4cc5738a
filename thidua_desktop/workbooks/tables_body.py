"""The rows of a table and its group headings, as values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from thidua_desktop.domain.awards import SubjectType
from thidua_desktop.workbooks.grid import Value

RowKind = Literal["record", "group", "nameless", "total", "closing", "prepared", "unread"]


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
