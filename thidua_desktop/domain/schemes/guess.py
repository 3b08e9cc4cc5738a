"""How a line of a paper table is scored, guessed from its wording: shown, and asked where it is not plain."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise
from typing import Final

from thidua_desktop.domain.schemes.scheme import Method
from thidua_desktop.domain.scoring.entries import read_number
from thidua_desktop.domain.text import fold, nfc

_NUMBER: Final = r"(?P<points>\d+(?:[.,]\d+)?)"
_THINGS: Final = (
    r"(?:lan|vu|viec|nguoi|van ban|bao cao|truong hop|ngay|mo hinh|sang kien|don vi|noi dung|tap the|ca nhan)"
)
_EACH: Final = (
    re.compile(rf"{_NUMBER}\s*(?:diem|d)\s*(?:/|cho moi|moi|cho 0?1|mot)\s*(?:01 |1 )?{_THINGS}?"),
    re.compile(
        rf"\b(?:moi|cu|0?1)\s+(?:01 |1 )?[\w\s,()-]{{1,60}}?\b(?:cong|tru|duoc|thuong|tinh)\s+{_NUMBER}"
    ),
)
_YES_NO: Final = re.compile(
    r"\bdat\s*(?:/|,|hoac|hay)\s*(?:khong|chua) dat\b|\bco\s*(?:/|hoac|hay)\s*khong(?: co)?\b"
)
_PLAN: Final = re.compile(
    r"thuc hien\s*(?:/|chia(?: cho)?|so voi)\s*(?:chi tieu )?ke hoach"
    r"|ty le (?:%|phan tram)? ?(?:thuc hien|hoan thanh)"
)
_PLAN_PERHAPS: Final = re.compile(
    r"\bso voi (?:ke hoach|chi tieu)|% ?(?:ke hoach|chi tieu)|chi tieu (?:ke hoach|duoc giao)"
)
_LESS: Final = re.compile(r"\bgiam\b|\bkeo giam\b|\bthap hon\b")
_LETTERS: Final = re.compile(r"\bA\s*[/,;\-–]\s*B\s*[/,;\-–]\s*C(?:\s*[/,;\-–]\s*D)?\b")
_GRADE: Final = re.compile(r"\b(?P<grade>[A-D])\s*[:=(]?\s*(?P<points>\d+(?:[.,]\d+)?)\s*(?:điểm|đ)?\)?")
_WORDS: Final = ("Tốt", "Khá", "Trung bình", "Yếu")
_SHARES: Final = tuple(map(Decimal, ("1", "0.8", "0.6", "0.3")))
"""Shares proposed for four grades where the paper names none: a custom of blocs, to be looked at."""


@dataclass(frozen=True, slots=True)
class Guess:
    """``doubt`` empty: the wording is plain. ``each``: points of one of them; ``grades``: points of each."""

    method: Method = "points"
    doubt: str = ""
    each: Decimal | None = None
    grades: tuple[tuple[str, Decimal], ...] = ()


def guess(name: str, points: Decimal | None, *, counted: bool) -> Guess:
    """From the words of a line and its points; ``counted``: its points are said to be for each one."""
    message = " ".join(fold(name).split())
    found = next((one for pattern in _EACH if (one := pattern.search(message))), None)
    if found is not None or counted:
        each = read_number(found["points"]) if found is not None else points
        return Guess("each", "" if points is None or each == points else "each_most", each or points)
    if grades := _grades(name, message, points):
        return grades
    if _YES_NO.search(message):
        return Guess("yes_no")
    if _PLAN.search(message):
        return Guess("less", "less") if _LESS.search(message) else Guess("more")
    if _PLAN_PERHAPS.search(message):
        return Guess("less" if _LESS.search(message) else "more", "quantity")
    return Guess()


def _grades(name: str, message: str, points: Decimal | None) -> Guess | None:
    """Grades with their points when all are written, else with the usual shares, to be looked at."""
    written = [(one["grade"], read_number(one["points"])) for one in _GRADE.finditer(nfc(name))]
    named = tuple((grade, worth) for grade, worth in written if worth is not None)
    letters = "".join(grade for grade, _ in named)
    if letters in ("ABC", "ABCD") and all(one[1] >= two[1] for one, two in pairwise(named)):
        return Guess("grade", grades=named)
    full = Decimal(0) if points is None else points
    if match := _LETTERS.search(nfc(name)):
        grades = "ABCD" if "D" in match[0] else "ABC"
        return Guess("grade", "grades", grades=_shared(tuple(grades), full))
    if re.search(r"\btot\b.{1,12}\bkha\b.{1,18}\btrung binh\b", message):
        words = _WORDS if re.search(r"\b(?:yeu|kem)\b", message) else _WORDS[:3]
        return Guess("grade", "grades", grades=_shared(words, full))
    return None


def usual_grades(full: Decimal) -> tuple[tuple[str, Decimal], ...]:
    """A, B, C, D with the usual shares of the standard points."""
    return _shared(tuple("ABCD"), full)


def _shared(names: tuple[str, ...], full: Decimal) -> tuple[tuple[str, Decimal], ...]:
    return tuple((name, full * share) for name, share in zip(names, _SHARES, strict=False))
