"""Which columns of a list of former awards report of decision, day, issuer, level and year."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from thidua_desktop.config import resource
from thidua_desktop.domain.importing.values import StagedSheet
from thidua_desktop.domain.text import search_key


@dataclass(frozen=True, slots=True)
class _Words:
    name: str
    exact: frozenset[str]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """Headings of the columns and words of the levels, from ``resources/importing/history.toml``."""

    columns: tuple[_Words, ...]
    levels: tuple[_Words, ...]


@cache
def history_words() -> HistoryWords:
    """The words, read once."""
    stored = tomllib.loads((resource("importing") / "history.toml").read_text(encoding="utf-8"))
    return HistoryWords(
        tuple(_words(entry, "name") for entry in stored["column"]),
        tuple(_words(entry, "code") for entry in stored["level"]),
    )


def columns_of(sheet: StagedSheet) -> Mapping[str, str]:
    """Column letter -> what it reports, by the sheet's own heading rows; a column has one meaning."""
    found: dict[str, str] = {}
    for place, heading in enumerate(_headings(sheet)):
        meaning = _meaning(heading)
        if meaning and meaning not in found.values():
            found[_letter(place)] = meaning
    return found


def level_in(words: str) -> str:
    """The level a cell names, by the first word that fits; empty when it names none."""
    key = f"{search_key(words)} "
    for level in history_words().levels:
        if any(key.startswith(word) or f" {word.strip()} " in f" {key}" for word in level.words):
            return level.name
    return ""


def _meaning(heading: str) -> str:
    for column in history_words().columns:
        if heading in column.exact or any(word in heading for word in column.words):
            return column.name
    return ""


def _headings(sheet: StagedSheet) -> list[str]:
    """The lowest heading of each column that says something."""
    rows = [sheet.rows[number - 1] for number in sheet.header_rows]
    width = max((len(row) for row in rows), default=0)
    heads = []
    for place in range(width):
        message = [row[place] for row in rows if place < len(row) and row[place].strip()]
        heads.append(search_key(message[-1]) if message else "")
    return heads


def _letter(place: int) -> str:
    letters = ""
    place += 1
    while place:
        place, rest = divmod(place - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _words(entry: Mapping[str, Any], key: str) -> _Words:
    return _Words(entry[key], frozenset(entry.get("exact", ())), tuple(entry.get("words", ())))
