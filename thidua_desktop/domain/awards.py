"""Titles and forms of commendation (danh hiệu, hình thức khen thưởng) as frozen values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

SubjectType = Literal["person", "collective", "household"]


@dataclass(frozen=True, slots=True)
class Award:
    """One title or form. ``synonyms`` are the spellings offices use; ``subjects`` who may receive it."""

    code: str
    name: str
    short_name: str
    kind: Literal["title", "form"]
    subjects: frozenset[SubjectType]
    synonyms: tuple[str, ...] = ()
