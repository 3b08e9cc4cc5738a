"""Titles and forms from ``resources/catalogue/awards.toml``."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Literal

from thidua_desktop.catalogue.office_words import PLAIN, OfficeWords, named_for
from thidua_desktop.catalogue.reading import Table, read_file
from thidua_desktop.domain.awards.awards import Award, DatedName, SubjectType
from thidua_desktop.domain.errors import OfficeError

_SUBJECTS: tuple[SubjectType, ...] = ("person", "collective", "household")
_KINDS: tuple[Literal["title", "form"], ...] = ("title", "form")
_CERTIFICATES = ("own", "none")


class _Speaking:
    """The words of the office whose data folder this process has open."""

    words: OfficeWords = PLAIN


def use_office_words(words: OfficeWords) -> None:
    """From now on awards bear the names that this office uses."""
    _Speaking.words = words


def load_awards() -> tuple[Award, ...]:
    """All titles and forms as the open office calls them, in the order of the file.

    OfficeError("catalogue.…") when the file is wrong.
    """
    return tuple(_named(_Speaking.words).values())


def award_by_code(code: str) -> Award:
    """The award of a code, as the open office calls it. KeyError when there is none."""
    return _named(_Speaking.words)[code]


@cache
def _printed() -> tuple[Award, ...]:
    return parse_awards(read_file("awards.toml"))


@lru_cache(maxsize=8)
def _named(words: OfficeWords) -> dict[str, Award]:
    return {award.code: named_for(award, words) for award in _printed()}


def parse_awards(file: Table) -> tuple[Award, ...]:
    awards: dict[str, Award] = {}
    for table in file.tables("award"):
        award = _award(table)
        if award.code in awards:
            raise OfficeError("catalogue.twice", award=award.code)
        awards[award.code] = award
    file.finish()
    return tuple(awards.values())


def _award(table: Table) -> Award:
    subjects: set[SubjectType] = set()
    for word in table.texts("subjects"):
        if word not in _SUBJECTS:
            raise table.refuse("subjects", " | ".join(_SUBJECTS))
        subjects.add(word)
    award = Award(
        code=table.text("code"),
        name=table.text("name"),
        short_name=table.text("short_name"),
        kind=table.choice("kind", _KINDS),
        subjects=frozenset(subjects),
        synonyms=tuple(dict.fromkeys(table.texts("synonyms"))),
        level=table.text("level"),
        placeholder=table.flag("placeholder"),
        names=tuple(_dated_name(item) for item in table.tables("names")),
        period_years=table.whole("period_years", 1),
        certificate=table.choice("certificate", _CERTIFICATES, "own") == "own",
    )
    table.finish()
    return award


def _dated_name(table: Table) -> DatedName:
    dated = DatedName(name=table.text("name"), valid_from=table.date("from"), valid_to=table.date("to"))
    table.finish()
    return dated
