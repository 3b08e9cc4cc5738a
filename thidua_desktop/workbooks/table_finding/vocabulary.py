"""Words by which tables are understood, from ``resources/importing/*.toml``: data, not code."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import cast

from thidua_desktop.config import resource
from thidua_desktop.domain.importing.names import NameWords
from thidua_desktop.domain.organisation.units_text import UnitWords
from thidua_desktop.domain.text import fold


@dataclass(frozen=True, slots=True)
class HeaderField:
    """A field and how offices head its column: whole headings, and phrases inside longer headings."""

    name: str
    exact: frozenset[str]
    words: tuple[str, ...]
    first: bool


@dataclass(frozen=True, slots=True)
class Vocabulary:
    headers: tuple[HeaderField, ...]
    names: NameWords
    units: UnitWords
    phrases: Mapping[str, tuple[str, ...]]

    def says_yes(self, text: str) -> bool:
        """``x``, ``✓``, ``ü`` of a symbol font …; ``text`` is clean."""
        yes = self.phrases["yes_marks"]
        return bool(text) and (text in yes or (fold(text) in yes and text not in self.phrases["no_marks"]))

    def says_no(self, text: str) -> bool:
        """A dash, an empty box, nothing; ``text`` is clean."""
        no = self.phrases["no_marks"]
        return text in no or (fold(text) in no and text not in self.phrases["yes_marks"])


@cache
def load_vocabulary() -> Vocabulary:
    names = _read("names.toml")
    units = _read("units.toml")
    return Vocabulary(
        headers=tuple(
            _header(table) for table in cast(list[dict[str, object]], _read("headers.toml")["field"])
        ),
        names=NameWords(
            surnames=_word_set(names["surnames"]),
            middles=_word_set(names["middles"]),
            givens=_word_set(names["givens"]),
            male=_words(names["salutations_male"]),
            female=_words(names["salutations_female"]),
            titles=_words(names["salutations"]),
            positions=tuple(f"{word} " for word in _words(names["positions"])),
        ),
        units=UnitWords(
            starts=tuple(f"{word} " for word in _words(units["starts"])),
            inner=tuple(f"{word} " for word in _words(units["inner"])),
            phrases=_words(units["phrases"]),
            acronyms=frozenset(_words(units["acronyms"])),
            abbreviations=cast(dict[str, str], units["abbreviations"]),
            openers=frozenset(_words(units["openers"])),
        ),
        phrases={key: _words(value) for key, value in _read("phrases.toml").items()},
    )


def _read(name: str) -> dict[str, object]:
    return tomllib.loads(resource("importing", name).read_text(encoding="utf-8"))


def _words(value: object) -> tuple[str, ...]:
    return tuple(cast(list[str], value))


def _word_set(value: object) -> frozenset[str]:
    return frozenset(word.lower() for word in str(value).split())


def _header(table: dict[str, object]) -> HeaderField:
    return HeaderField(
        name=str(table["name"]),
        exact=frozenset(_words(table.get("exact", []))),
        words=_words(table.get("words", [])),
        first=bool(table.get("first", False)),
    )
