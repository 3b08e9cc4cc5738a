"""Scales, bands, weights and tie-breaks in one line of writing each, as the editor shows and reads them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import Final

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.scheme import ZERO, Band, Scorer, TieBreak
from thidua_desktop.domain.scoring.entries import read_number
from thidua_desktop.domain.text import fold

_BAND: Final = re.compile(
    r"(?:tu (?P<start>[^ ]+))?\s*(?:(?:den )?duoi (?P<stop>[^ ]+))?\s*"
    r"=\s*(?P<points>[^ ]+)(?:\s*\+\s*(?P<slope>[^ ]+))?"
)
_RULES: Final = {
    "it diem tru hon": TieBreak("deduction", more=False),
    "diem dat cao hon": TieBreak("base"),
    "thuong vuot cao hon": TieBreak("excess"),
    "diem cong cao hon": TieBreak("bonus"),
    "hoi nghi": TieBreak("meeting", more=False),
}
_RULE_WORDS: Final = {
    "deduction": "ít điểm trừ hơn",
    "base": "điểm đạt cao hơn",
    "excess": "thưởng vượt cao hơn",
    "bonus": "điểm cộng cao hơn",
    "meeting": "hội nghị",
}
_SECTION, _CRITERION = "mục", "tiêu chí"


def write_number(number: Decimal | None) -> str:
    """``0,25``; all digits, no trailing zeros; blank for None."""
    if number is None:
        return ""
    written = f"{number:f}"
    return (written.rstrip("0").rstrip(".") if "." in written else written).replace(".", ",")


def read_points(words: str) -> Decimal:
    """A number as typed. OfficeError ``schemes.not_a_number``."""
    number = read_number(words, typed=True)
    if number is None:
        raise OfficeError("schemes.not_a_number", value=words)
    return number


def write_grades(grades: Mapping[str, Decimal]) -> str:
    """``A = 10; B = 8``."""
    return "; ".join(f"{grade} = {write_number(points)}" for grade, points in grades.items())


def read_grades(words: str, standard: Decimal | None) -> dict[str, Decimal]:
    """``A = 100 %; B = 8``: points, or a share of the standard points. OfficeError ``schemes.grades``."""
    grades: dict[str, Decimal] = {}
    for part in _parts(words):
        grade, equals, points = part.partition("=")
        if not equals or not grade.strip():
            raise OfficeError("schemes.grades", value=part)
        if points.strip().endswith("%"):
            share = read_points(points.strip()[:-1]) / 100
            grades[grade.strip()] = share * (standard or ZERO)
        else:
            grades[grade.strip()] = read_points(points)
    return grades


def write_bands(bands: Sequence[Band]) -> str:
    """One band a line: ``từ 5 đến dưới 10 = 5``, ``từ 10 = 5 + 0,5`` (0,5 for each one above 10)."""
    return "\n".join(_write_band(band) for band in bands)


def read_bands(words: str) -> tuple[Band, ...]:
    """The bands of such lines. OfficeError ``schemes.band`` names the line."""
    bands = []
    for line in words.splitlines():
        if not line.strip():
            continue
        found = _BAND.fullmatch(" ".join(fold(line).split()))
        if found is None:
            raise OfficeError("schemes.band", value=line.strip())
        start, stop, points, slope = (read_points(one) if one else None for one in found.groups())
        bands.append(Band(start, stop, points or ZERO, slope or ZERO))
    return tuple(bands)


def write_scorers(own: Sequence[Scorer], everyone: Sequence[Scorer]) -> str:
    """Blank when all score with their usual weights, else ``Trưởng khối; Sở Nội vụ = 0,3``."""
    if tuple(own) == tuple(everyone):
        return ""
    usual = {one.code: one.weight for one in everyone}
    return "; ".join(
        one.name if usual.get(one.code) == one.weight else f"{one.name} = {write_number(one.weight)}"
        for one in own
    )


def read_scorers(words: str, everyone: Sequence[Scorer]) -> tuple[Scorer, ...]:
    """Scorers by name or code, in the order of the scheme. OfficeError ``schemes.unknown_scorer``."""
    if not words.strip():
        return tuple(everyone)
    chosen: dict[str, Scorer] = {}
    for part in _parts(words):
        message, equals, weight = part.partition("=")
        found = next(
            (one for one in everyone if fold(message.strip()) in (fold(one.name), fold(one.code))), None
        )
        if found is None:
            raise OfficeError(
                "schemes.unknown_scorer", value=message.strip(), known="; ".join(one.name for one in everyone)
            )
        chosen[found.code] = replace(found, weight=read_points(weight)) if equals else found
    return tuple(chosen[one.code] for one in everyone if one.code in chosen)


def write_tie_breaks(rules: Sequence[TieBreak]) -> str:
    """``ít điểm trừ hơn; mục I; hội nghị``, in the order in which they are applied."""
    named = {"section": _SECTION, "criterion": _CRITERION}
    return "; ".join(
        _RULE_WORDS[one.by] if one.by in _RULE_WORDS else f"{named[one.by]} {one.of}" for one in rules
    )


def read_tie_breaks(words: str) -> tuple[TieBreak, ...]:
    """The rules of such a line. OfficeError ``schemes.tie_break`` names the one that is not understood."""
    rules = []
    for part in _parts(words):
        message = " ".join(fold(part).split())
        if message in _RULES:
            rules.append(_RULES[message])
            continue
        kind = "section" if message.startswith(fold(_SECTION) + " ") else "criterion"
        prefix = _SECTION if kind == "section" else _CRITERION
        if not message.startswith(fold(prefix) + " "):
            raise OfficeError("schemes.tie_break", value=part)
        rules.append(TieBreak(kind, of=" ".join(part.split())[len(prefix) + 1 :]))
    return tuple(rules)


def _write_band(band: Band) -> str:
    start = f"từ {write_number(band.start)}" if band.start is not None else ""
    stop = f"dưới {write_number(band.stop)}" if band.stop is not None else ""
    where = f"{start} đến {stop}" if start and stop else start or stop
    slope = f" + {write_number(band.slope)}" if band.slope else ""
    return f"{where} = {write_number(band.points)}{slope}".strip()


def _parts(words: str) -> list[str]:
    return [part.strip() for part in re.split(r"[;\n]", words) if part.strip()]
