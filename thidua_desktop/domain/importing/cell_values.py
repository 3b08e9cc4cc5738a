"""Small values typed into cells: sex, identity numbers, scores, marks, texts a spreadsheet would run."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from functools import lru_cache
from typing import Final

from thidua_desktop.domain.importing.values import Severity, Sex
from thidua_desktop.domain.text import clean, search_key

_NUMBER: Final = re.compile(r"[+-]?\d{1,3}(?:\.\d{3})+(?:,\d+)?|[+-]?\d+(?:[.,]\d+)?")
_SCORE_TEXT: Final = re.compile(
    rf"({_NUMBER.pattern})\s*(?:điểm|đ|diem)?\s*(?:/\s*\d+(?:[.,]\d+)?\s*(?:điểm|đ)?)?\.?"
)
_WHOLE_FLOAT: Final = re.compile(r"(\d{8,12})[.,]0+")
_FRACTION: Final = re.compile(r"\d+[.,]\d{1,2}")
_ID_PUNCTUATION: Final = re.compile(r"[\s.\-']")
_RUNNABLE: Final = re.compile(r"""[\s"']*(?:=.|@\w.*[(!|]|[+\-][^\s].*(?:[+*/|!(^]|\d-)).*""", re.DOTALL)
_SEXES: Final[dict[str, Sex]] = {
    "nam": "M", "nu": "F", "m": "M", "f": "F", "ong": "M", "ba": "F", "trai": "M", "gai": "F",
    "male": "M", "female": "F", "anh": "M", "chi": "F", "co": "F", "thay": "M",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Score:
    value: Decimal | None
    code: str | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class NationalId:
    value: str | None
    code: str | None = None
    severity: Severity | None = None
    digits: int = 0
    """How many digits a number of the wrong length has."""


def read_sex(text: str) -> Sex | None:
    return _SEXES.get(search_key(text))


@lru_cache(maxsize=4096, typed=True)
def read_score(value: object, *, highest: Decimal = Decimal(120)) -> Score:
    """A score of 0 to ``highest``. ``1.000,5`` is a thousand and a half; ``9O,5`` (letter O) is an error."""
    if isinstance(value, bool):
        return Score(None, "SCORE_INVALID", "error")
    if isinstance(value, int | float):
        return _in_range(Decimal(repr(value)).normalize(), None, highest)
    text = clean(str(value)).lower() if value is not None else ""
    if text in {"", "-", "–", "—", "...", "…"}:
        return Score(None, "SCORE_MISSING", "warning")
    found = _SCORE_TEXT.fullmatch(text)
    if not found:
        return Score(None, "SCORE_INVALID", "error")
    digits = found[1]
    number = _decimal(digits)
    if number is None:
        return Score(None, "SCORE_INVALID", "error")
    return _in_range(number, None if digits == text else "SCORE_TEXT_FIXED", highest)


def read_national_id(value: object) -> NationalId:
    """12 digits, zeros stored. A number of 11 or 10 digits has lost the zeros every number of this kind may
    begin with; ``14080001235.0`` is such a number written as text.

    One that cannot be right is left out with a warning that says why; the person is not held up by it.
    """
    text = clean(str(int(value) if isinstance(value, float) and value.is_integer() else value))
    number = isinstance(value, int | float)
    if found := _WHOLE_FLOAT.fullmatch(text):
        text, number = found[1], True
    elif _FRACTION.fullmatch(text):
        return NationalId(None, "ID_INVALID", "warning")
    digits = text if text.isdigit() else _ID_PUNCTUATION.sub("", text)
    if not digits:
        return NationalId(None)
    if not (digits.isascii() and digits.isdigit()):
        return NationalId(None, "ID_INVALID", "warning")
    if len(digits) == 12:
        return NationalId(digits)
    if number and 10 <= len(digits) <= 11:
        return NationalId(digits.zfill(12), "ID_LEADING_ZERO_LOST", "warning")
    if number and len(digits) == 8:
        return NationalId(digits.zfill(9), "ID_LEADING_ZERO_LOST", "warning")
    if len(digits) == 9:
        return NationalId(digits, "ID_OLD_CMND", "warning")
    if len(digits) == 11 and digits[0] != "0":
        return NationalId(None, "ID_LEADING_ZERO_LOST", "warning")
    return NationalId(None, "ID_INVALID", "warning", len(digits))


def is_runnable(text: str) -> bool:
    """Would a spreadsheet take this text for a formula? (stored as text here, neutralised on every export)"""
    if not text or text[0] not in "=@+-\t\r\n\"' ":
        return False
    return bool(_RUNNABLE.fullmatch(text)) and _NUMBER.fullmatch(text.strip()) is None


def _decimal(digits: str) -> Decimal | None:
    plain = digits.replace(".", "") if re.search(r"\.\d{3}(?:\D|$)", digits) and "," in digits else digits
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def _in_range(value: Decimal, code: str | None, highest: Decimal) -> Score:
    if not 0 <= value <= highest:
        return Score(value, "SCORE_OUT_OF_RANGE", "error")
    return Score(value, code, "warning" if code else None)
