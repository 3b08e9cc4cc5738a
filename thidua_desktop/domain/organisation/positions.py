"""What the words of a position say: leader or manager, direct worker, or not clear."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.text import clean, fold

_LEADERS: Final = (
    "bí thư", "chủ tịch", "bộ trưởng", "thứ trưởng", "tổng giám đốc", "giám đốc", "hiệu trưởng", "hiệu phó",
    "chánh văn phòng", "chánh thanh tra", "chánh án", "viện trưởng", "cục trưởng", "chi cục trưởng",
    "vụ trưởng", "trưởng phòng", "trưởng ban", "trưởng khoa", "trưởng công an", "trưởng trạm",
    "trưởng đơn vị", "trạm trưởng", "chỉ huy trưởng", "chỉ huy phó", "chính trị viên", "chính ủy",
    "thủ trưởng", "phó phòng", "phó ban", "phó khoa",
)  # fmt: skip
_LEADER: Final = re.compile(rf"(?:{'|'.join(_LEADERS)})\b")
_DEPUTY: Final = re.compile(r"^(?:quyền |q\. ?)?(?:phó |p\. ?)?")
_UNCLEAR: Final = re.compile(r"\b(?:trưởng|phó|chánh|phụ trách|quản lý|lãnh đạo|điều hành)\b")
_VOWEL: Final = re.compile("[aeiouy]")


@lru_cache(maxsize=4096)
def leads(position: str) -> bool | None:
    """Whether the holder of a position leads; None when it is empty or its words leave it open.

    Named leaders of an agency, of a unit of one or of an organisation, and their deputies, lead. Any other
    word of leading ("tổ trưởng", "kế toán trưởng", "phụ trách …") and an abbreviation ("TP", "PGĐ") are not
    decided here; every other position is that of a direct worker. The answer recorded by the office comes
    before this reading.
    """
    words = clean(position).lower()
    if not words:
        return None
    held = _DEPUTY.sub("", words, count=1)
    if _LEADER.match(words) or _LEADER.match(held):
        return True
    abbreviated = not _VOWEL.search(fold(words.split(" ")[0]))
    return None if abbreviated or _UNCLEAR.search(words) else False


def people_of(words: str) -> str | None:
    """The name of an ethnic group as recorded: "KINH" and "kinh" are "Kinh"; None when it names none."""
    name = re.sub(r"^(?:dân tộc|dt)[: ]+", "", clean(words), flags=re.IGNORECASE).strip(" .-–")
    if not 1 < len(name) <= 30 or any(char.isdigit() for char in name):
        return None
    if not (name.isupper() or name.islower()):
        return name
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.split(" "))


def is_minority(people: str | None) -> bool | None:
    """Whether an ethnic group is not Kinh; None when it is not known."""
    if not people:
        return None
    return people.casefold().split(" ")[0] != "kinh"
