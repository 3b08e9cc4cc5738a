"""What a numbered part of a paper is for, by its heading: only then its content is read."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final, Literal

from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.plan_text.parts import Section

Role = Literal[
    "purpose", "situation", "target", "movement", "campaign", "assignment", "reporting", "provision"
]

_WORDS: Final[tuple[tuple[Role, str], ...]] = (
    (
        "situation",
        r"dac diem|tinh hinh|ket qua (?!phan dau|can dat)|ket qua$|danh gia|uu diem|ton tai|han che"
        r"|nguyen nhan"
        r"|thuan loi|kho khan|thuc trang|bai hoc kinh nghiem|thanh tich|co cau to chuc|boi canh|nhung mat",
    ),
    ("target", r"chi tieu|muc tieu|phan dau|danh hieu thi dua|hinh thuc khen|du kien khen|noi dung dang ky"),
    ("purpose", r"muc dich|yeu cau|y nghia|quan diem"),
    (
        "reporting",
        r"bao cao|thoi gian gui|thoi gian nop|thoi han gui|ho so va thoi gian|thong tin,",
    ),
    (
        "assignment",
        r"to chuc thuc hien|phan cong|trach nhiem|nhiem vu cua (?:cac|tung)|che do bao cao|ho so va thoi gian"
        r"|thoi gian gui|dieu khoan thi hanh|doi voi cac (?:don vi|co quan|phong)",
    ),
    ("campaign", r"dot thi dua|cac dot|dot phat dong|dot cao diem|thoi gian|cao diem|lo trinh|tien do"),
    ("movement", r"phong trao|cuoc van dong"),
    (
        "provision",
        r"tieu chuan|nguyen tac|dieu khoan|quy trinh|thu tuc|kinh phi|ho so|binh xet|giai phap|bien phap"
        r"|pham vi|doi tuong|quy dinh chung|quyen loi|muc thuong|xu ly|can cu",
    ),
)
_PATTERNS: Final = tuple((role, re.compile(rf"\b(?:{pattern})")) for role, pattern in _WORDS)
_ANNOUNCED: Final = re.compile(r"chi tieu|muc tieu|phan dau")
_PAST: Final = re.compile(r"ket qua|danh gia|tinh hinh|thuc hien|nam qua|nam truoc")


def roles_of(heading: str) -> frozenset[Role]:
    """Every role the words of one heading give; none for a heading such as ``NỘI DUNG``."""
    plain = flat(heading)
    found = {role for role, pattern in _PATTERNS if pattern.search(plain)}
    if {"situation", "target"} <= found:
        # ``Kết quả thực hiện các chỉ tiêu`` looks back, ``Chỉ tiêu và kết quả phấn đấu`` ahead.
        found.discard("target" if _PAST.match(plain) or "ket qua thuc hien" in plain else "situation")
    if {"purpose", "target"} <= found and "chi tieu" not in plain and "muc tieu" not in plain:
        found.discard("target")
    if "assignment" in found:
        found.discard("situation")
    return frozenset(found)


def role_of(path: Sequence[Section]) -> frozenset[Role]:
    """The roles of the nearest heading, from the inside out, that has any."""
    for section in reversed(path):
        heading = section.heading
        if heading and (found := roles_of(heading)) and _is_heading(section):
            return found
    return frozenset()


def outer_roles(path: Sequence[Section]) -> frozenset[Role]:
    """All roles of all headings above a place."""
    return frozenset(role for section in path if section.heading for role in roles_of(section.heading))


def _is_heading(section: Section) -> bool:
    """A heading stands above other places; the words before a colon in a line are part of that line."""
    return section.joint != ": " or bool(section.children) or section.mark in {"part", "roman"}
