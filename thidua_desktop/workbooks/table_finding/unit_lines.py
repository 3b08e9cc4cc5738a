"""Lines that name the unit of what stands below them: ``Đơn vị: Trường Mầm non Hoa Ban``."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.organisation.units_text import starts_like_unit
from thidua_desktop.domain.text import search_key
from thidua_desktop.workbooks.table_finding.vocabulary import Vocabulary

_OF: Final = re.compile(r"(?i)\bcủa\s+((?:ubnd|ủy ban|uỷ ban|trường|phòng|trung tâm|đảng ủy|hội)\b[^),;]*)")
_AT_THE_END: Final = re.compile(
    r"(?i)\b((?:trường\s+(?:mầm non|mẫu giáo|tiểu học|mn|th|thcs|thpt|th&thcs|thcs&thpt|trung học|phổ thông|ptdt\w*|"
    r"cao đẳng|trung cấp)|trạm y tế|trung tâm y tế|bệnh viện)\s[^.:;]*?)\s*(?:[,(]?\s*năm\b[^.]*)?$"
)
"""A title that ends with a unit of a kind nothing else begins like: ``… KHEN THƯỞNG TRƯỜNG TIỂU HỌC X NĂM 2024``."""
_BEHIND_THE_TITLE: Final = re.compile(
    r"(?i)\b(?:khen thưởng|bình xét thi đua)\s+((?:ubnd\s+(?:xã|phường|thị trấn|đặc khu)|phòng(?!\s+chống)|"
    r"công an|đảng ủy|hội|hạt|trung tâm|hợp tác xã|ngân hàng)\s[^.:;]*?)\s*(?:[,(]?\s*năm\b[^.]*)?$"
)
"""``… KHEN THƯỞNG UBND XÃ X``: a unit that follows the title at once."""
IN_BRACKETS: Final = re.compile(r"\([^)]*\)|ngày[^|]*?năm \d{4}")
_TITLE: Final = re.compile(r"(?i)(?:danh sách|bảng|biểu|tổng hợp)\b")
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


def unit_of_heading(text: str, vocabulary: Vocabulary) -> str | None:
    """The unit of a title that stands inside a table: ``DANH SÁCH ĐỀ NGHỊ … TRƯỜNG TIỂU HỌC X``."""
    return unit_in_title(text, vocabulary) if _TITLE.match(text) else None


def unit_in_title(text: str, vocabulary: Vocabulary) -> str | None:
    """The unit at the end of a title: ``… NĂM 2024 - XÃ MINH QUANG``, ``(Kèm theo Tờ trình … của UBND xã
    …)``.
    """
    for number, line in enumerate(text.split("\n")):
        pieces = re.split(r"\s[-–]\s", line)
        for place, piece in enumerate(pieces):
            if (number or place) and starts_like_unit(piece, vocabulary.units):
                return " - ".join(_of_one_unit(pieces[place:], vocabulary))
    found = _OF.search(text) if "(" in text or "kèm" in text.lower() else None
    if found is None:
        bare = IN_BRACKETS.sub(" ", text)
        found = _AT_THE_END.search(bare) or _BEHIND_THE_TITLE.search(bare)
    return found[1].strip() if found else None


def _of_one_unit(pieces: Sequence[str], vocabulary: Vocabulary) -> Iterator[str]:
    """``Phòng Tài chính`` ``Kế hoạch``: a unit's name may have a dash; a year or another unit ends it."""
    for place, piece in enumerate(pieces):
        if place and (starts_like_unit(piece, vocabulary.units) or any(char.isdigit() for char in piece)):
            return
        yield piece
