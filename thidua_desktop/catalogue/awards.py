"""Titles and forms from ``resources/catalogue/awards.toml``."""

from __future__ import annotations

from functools import cache
from typing import Literal

from thidua_desktop.catalogue.reading import Table, read_file
from thidua_desktop.domain.awards.awards import Award, DatedName, SubjectType
from thidua_desktop.domain.errors import OfficeError

_SUBJECTS: tuple[SubjectType, ...] = ("person", "collective", "household")
_KINDS: tuple[Literal["title", "form"], ...] = ("title", "form")
_CERTIFICATES = ("own", "none")


@cache
def load_awards() -> tuple[Award, ...]:
    """All titles and forms, in the order of the file. OfficeError("catalogue.…") when the file is wrong."""
    return parse_awards(read_file("awards.toml"))


@cache
def award_by_code(code: str) -> Award:
    """The award of a code. KeyError when there is none."""
    for award in load_awards():
        if award.code == code:
            return award
    raise KeyError(code)


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
