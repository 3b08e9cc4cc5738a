"""What a nomination may become, and the words it is filed under. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from thidua_desktop.domain.errors import OfficeError

State = Literal["draft", "submitted", "returned", "passed", "failed", "decided"]
MOVES: Final[Mapping[str, tuple[str, ...]]] = {
    "draft": ("submitted", "returned"),
    "submitted": ("submitted", "returned", "passed", "failed"),
    "returned": ("submitted", "returned"),
    "passed": ("decided",),
    "failed": (),
    "decided": (),
}
"""After the council only a decision follows; what failed stays as the council said."""
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


def refuse_move(state: str, wanted: State, *, name: str) -> None:
    """OfficeError ``nominations.voted_already`` or ``nominations.move_refused``."""
    if wanted in MOVES[state]:
        return
    if state not in OPEN_STATES:
        raise OfficeError("nominations.voted_already", name=name)
    raise OfficeError("nominations.move_refused", name=name)
