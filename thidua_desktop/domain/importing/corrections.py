"""What a later decision does to an award already given: correct its words, replace it, take it back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, Literal

ChangeKind = Literal["amend", "replace", "revoke"]
CHANGE_KINDS: Final[tuple[ChangeKind, ...]] = ("amend", "replace", "revoke")
CORRECTABLE: Final = ("name_printed", "unit_printed", "position_printed", "achievement")
"""Words of a grant that may be corrected; another award or sum is a replaced decision."""


@dataclass(frozen=True, slots=True)
class Correction:
    """The words one grant should have had, by the names of ``CORRECTABLE``; empty: taken over as it was."""

    grant_id: int
    words: Mapping[str, str]

    def against(self, printed: Mapping[str, str]) -> dict[str, str]:
        """Only what differs from what was printed."""
        return {name: new for name, new in self.words.items() if new != printed[name]}
