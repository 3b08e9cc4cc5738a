"""Lines that name the unit of what stands below them: ``Đơn vị: Trường Mầm non Hoa Ban``."""

from __future__ import annotations

import re
from typing import Final

from thidua_desktop.domain.text import search_key
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

_LINE: Final = re.compile(r"^\s*([^:]{2,30}?)\s*:\s*(\S.*)$", re.DOTALL)


def unit_line(text: str, vocabulary: Vocabulary) -> str | None:
    """``Đơn vị: Trường …`` -> the unit."""
    found = _LINE.match(text)
    if found and search_key(found[1]) in vocabulary.phrases["unit_lines"]:
        value = found[2]
        if search_key(found[1]) in {"truong", "xa"}:
            value = f"{found[1]} {value}"
        return value if any(c.isalpha() for c in value) and "tính" not in value.lower() else None
    return None
