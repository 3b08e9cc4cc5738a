"""Nothing unfinished reaches paper: no leftover place, no empty part."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.texts import text

_LEFTOVER: Final = re.compile(r"\{[^{}\n]*\}|\[[^\[\]\n]*\]|\.{4,}|…{2,}|_{3,}")
_LEFTOVER_IN_ROW: Final = re.compile(r"\{[^{}\n]*\}|\[[\s.…_]*\]")


def refuse_leftovers(sentences: Iterable[str]) -> None:
    """``{place}``, ``[...]`` and dotted gaps must all be filled: ``documents.leftover_place``."""
    _refuse(_LEFTOVER, sentences)


def refuse_leftovers_in_rows(cells: Iterable[str]) -> None:
    """The same for cells of a list, where a bracketed remark is allowed."""
    _refuse(_LEFTOVER_IN_ROW, cells)


def _refuse(pattern: re.Pattern[str], sentences: Iterable[str]) -> None:
    for sentence in sentences:
        found = pattern.search(sentence)
        if found:
            raise OfficeError("documents.leftover_place", place=found.group(), text=sentence)


def refuse_empty(parts: Mapping[str, object]) -> None:
    """Every named part must have content: ``documents.empty_part``. Keys are keys of ``documents.parts``."""
    for key, content in parts.items():
        blank = not content.strip() if isinstance(content, str) else not content
        if blank:
            raise OfficeError("documents.empty_part", part=text(f"documents.parts.{key}"))
