"""What a nomination may become, and the words it is filed under. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final, Literal, Protocol

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import search_key

State = Literal["draft", "submitted", "returned", "passed", "failed", "decided"]
MOVES: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("submitted", "returned"),
    "submitted": ("submitted", "returned", "passed", "failed"),
    "returned": ("submitted", "returned"),
    "passed": ("decided",),
    "failed": (),
    "decided": (),
}
"""After the council only a decision follows; what failed stays as the council said. What was decided
elsewhere is recorded by the short way, ``services.recording``.
"""
OPEN_STATES: Final = ("draft", "submitted", "returned")
"""States in which a nomination may still be judged, changed or removed."""
OCCASIONS: Final = (
    "CONG_TRANG",
    "DOT_XUAT",
    "PHONG_TRAO",
    "CHUYEN_DE",
    "CONG_HIEN",
    "NIEN_HAN",
    "DOI_NGOAI",
    "KHANG_CHIEN",
)
"""Loại hình khen thưởng (Luật TĐKT 2022, Điều 8, text read; CHUYEN_DE from 01/10/2026, C2)."""
YEAR_TYPES: Final = ("calendar", "school")


def refuse_move(state: str, requested: State, *, name: str) -> None:
    """OfficeError ``nominations.voted_already`` or ``nominations.move_refused``."""
    if requested in MOVES[state]:
        return
    if state not in OPEN_STATES:
        raise OfficeError("nominations.voted_already", name=name)
    raise OfficeError("nominations.move_refused", name=name)


class Proposed(Protocol):
    """What is asked of a nomination to find another one like it."""

    @property
    def id(self) -> int: ...
    @property
    def subject_type(self) -> str: ...
    @property
    def subject_id(self) -> int: ...
    @property
    def award_code(self) -> str: ...
    @property
    def achievement(self) -> str: ...
    @property
    def state(self) -> str: ...


def doubles(rows: Iterable[Proposed]) -> frozenset[int]:
    """Nominations of one subject for the same award twice, or for one and the same achievement twice."""
    by_award: dict[tuple[str, int, str], list[int]] = {}
    by_command: dict[tuple[str, int, str], list[int]] = {}
    for row in rows:
        if row.state in ("returned", "failed"):
            continue
        by_award.setdefault((row.subject_type, row.subject_id, row.award_code), []).append(row.id)
        if row.achievement:
            command = search_key(row.achievement)
            by_command.setdefault((row.subject_type, row.subject_id, command), []).append(row.id)
    found = [*by_award.values(), *by_command.values()]
    return frozenset(number for numbers in found if len(numbers) > 1 for number in numbers)
