"""Whole numbers in Vietnamese words, as sums of money are written out on payment papers.

Source: usage of payment forms ("bằng chữ"); confidence: recalled.
"""

from __future__ import annotations

from typing import Final

_DIGITS: Final = ("không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín")
_GROUPS: Final = ("", " nghìn", " triệu")
_BILLION: Final = 1_000_000_000


def in_words(number: int) -> str:
    """``1005000`` gives ``một triệu không trăm lẻ năm nghìn``. ValueError below 0."""
    if number < 0:
        raise ValueError(number)
    return _read(number, whole=False) or _DIGITS[0]


def _read(number: int, *, whole: bool) -> str:
    """``whole``: read as the later part of a larger number, its leading zeros spoken."""
    billions, rest = divmod(number, _BILLION)
    if billions:
        words = f"{_read(billions, whole=whole)} tỷ"
        return f"{words} {_read(rest, whole=True)}".rstrip()
    parts: list[str] = []
    for place in (2, 1, 0):
        group = rest // 1000**place % 1000
        if group:
            parts.append(_group(group, whole=whole or bool(parts)) + _GROUPS[place])
    return " ".join(parts)


def _group(number: int, *, whole: bool) -> str:
    """A number of 1-999."""
    hundreds, rest = divmod(number, 100)
    words = [f"{_DIGITS[hundreds]} trăm"] if hundreds or whole else []
    tens, units = divmod(rest, 10)
    if tens:
        words.append("mười" if tens == 1 else f"{_DIGITS[tens]} mươi")
    elif units and words:
        words.append("lẻ")
    if units:
        words.append(_unit(units, tens))
    return " ".join(words)


def _unit(units: int, tens: int) -> str:
    """After tens some digits sound different."""
    if tens and units == 5:
        return "lăm"
    if tens > 1:
        return {1: "mốt", 4: "tư"}.get(units, _DIGITS[units])
    return _DIGITS[units]
