"""What a proof-reader marks: a code, the values of its sentence, and where it stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True)
class TextFinding:
    """``error``: surely wrong; ``warning``: to be looked at. ``text`` is the sentence it stands in."""

    code: str
    severity: Literal["error", "warning"]
    line: int
    text: str
    params: tuple[tuple[str, object], ...] = ()


def mark(code: str, line: int, text: str, /, **params: object) -> TextFinding:
    """An error found in ``text``."""
    return TextFinding(code, "error", line, text, tuple(params.items()))


def doubt(code: str, line: int, text: str, /, **params: object) -> TextFinding:
    """Something to be looked at."""
    return TextFinding(code, "warning", line, text, tuple(params.items()))
