"""Words by which a list says that somebody in it is not proposed, or leaves it open."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.text import fold, search_key

_NOT_PROPOSED: Final = re.compile(
    r"\b(?:khong (?:dat|xet|de nghi|dong y|du (?:dieu kien|tieu chuan|thoi gian|phieu)|dong thuan|"
    r"thong qua|tan thanh|duyet|phe duyet|dang ky|"
    r"cong nhan|binh xet|duoc (?:xet|de nghi|binh xet|thong qua)|xep loai|tham gia (?:xet|binh)|suy ton)|"
    r"chua (?:xet|de nghi|du (?:dieu kien|tieu chuan))|xin rut|xin khong|"
    r"rut (?:ten|de nghi|ho so|khoi|lui|dang ky)|"
    r"da rut|tu rut|bi loai|loai khoi|gach ten|bo ten|dua ra khoi|hoan xet|truot|khong cong nhan)\b"
)
_REFUSED_CELLS: Final = frozenset(
    {
        "rut", "da rut", "tra lai", "bi tra lai", "da tra lai", "tu choi", "bi tu choi", "da tu choi", "bac", "bi bac",
        "khong duyet", "khong phe duyet", "chua duyet", "huy", "da huy", "bi huy", "loai", "tam dung", "dung xet",
        "khong chon", "rejected", "withdrawn", "cancelled", "returned",
    }
)  # fmt: skip
"""What a cell says when it says nothing else: states of a proposal that ended it."""
_BELOW: Final = re.compile(
    r"\b(?:khong (?:de nghi|xet|dat|du dieu kien|du tieu chuan|duoc xet|duoc de nghi|"
    r"binh xet|dang ky|xep loai)|"
    r"chua (?:de nghi|xet|du)|xin rut|rut (?:ten|khoi|de nghi)|bi loai|loai khoi|"
    r"da duoc (?:khen|tang|cong nhan)|da khen thuong|(?:cac )?nam truoc)\b"
)
_OPEN: Final = re.compile(
    r"\b(?:ky luat|khien trach|canh cao|nghi huu|nghi viec|thoi viec|thoi tra|thai san|chuyen cong tac|"
    r"thuyen chuyen|da mat|qua doi|tu tran|du phong|cho y kien|xin y kien|chua ro|"
    r"de nghi xem lai|xem xet lai|"
    r"can xem|cho xac minh|dang xac minh|to cao|nghi khong luong)\b"
)
_NO: Final = frozenset({"khong", "k", "ko", "no", "khong dong y", "loai", "0"})
_JUDGED: Final = re.compile(
    r"\b(?:ket qua|dong y|dat|duyet|y kien|xet|nhat tri|tan thanh|ket luan|thong qua)\b"
)
_HARMLESS: Final = re.compile(r"\bkhong (?:bi |vi pham|co |thuoc dien |thuoc doi tuong )")


@lru_cache(maxsize=8192)
def not_proposed(text: str) -> bool:
    """``Không đạt``, ``Xin rút``, ``Không xét (kỷ luật)``: whoever it stands beside is not proposed."""
    key = search_key(text)
    if key in _REFUSED_CELLS:
        return True
    return bool(_NOT_PROPOSED.search(key)) and not _HARMLESS.search(key)


@lru_cache(maxsize=8192)
def left_open(text: str) -> bool:
    """``Nghỉ hưu từ 01/3``, ``Bị khiển trách``: says something that may stand against the proposal."""
    key = search_key(text)
    return bool(_OPEN.search(key)) and not _HARMLESS.search(key) and "khong" not in key.split(" ")


def says_no(text: str) -> bool:
    """A bare ``Không`` under a heading that asks whether somebody passed."""
    return fold(text).strip(" .") in _NO


def asks_yes_or_no(heading: str) -> bool:
    """Is it a column that says whether somebody passed (``Kết quả xét``, ``Đồng ý``)?"""
    return bool(_JUDGED.search(search_key(heading)))


@lru_cache(maxsize=4096)
def refuses_below(text: str) -> bool:
    """A heading below which nobody is proposed: ``II. Không đề nghị``."""
    return len(text) < 160 and bool(_BELOW.search(search_key(text)))
