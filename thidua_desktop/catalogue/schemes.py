"""Reads a scoring scheme from its file: strict about keys, exact about numbers. The form: docs/schemes.md."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Final

from thidua_desktop.catalogue.acts import CONFIDENCES
from thidua_desktop.catalogue.reading import Table
from thidua_desktop.catalogue.schemes_criteria import Defaults, read_criterion, read_limits, read_number
from thidua_desktop.config import resource
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.checking import check_scheme
from thidua_desktop.domain.schemes.scheme import (
    ROOT,
    Award,
    Bar,
    Combine,
    Limits,
    Missing,
    Ranking,
    Scheme,
    Scorer,
    Section,
    TieBreak,
)
from thidua_desktop.given_files import require_readable

_ROLES: Final = ("self", "cross", "head", "agency", "office")
_MISSING: Final[tuple[Missing, ...]] = ("others", "zero", "open")
_COMBINE: Final[tuple[Combine, ...]] = ("last", "weighted")
_TIES: Final = {
    "fewer_deductions": TieBreak("deduction", more=False),
    "higher_base": TieBreak("base"),
    "higher_excess": TieBreak("excess"),
    "higher_bonus": TieBreak("bonus"),
    "meeting": TieBreak("meeting", more=False),
}
_TIE_WORDS: Final = " | ".join([*_TIES, "section:…", "criterion:…"])
_CODES: Final = {
    "catalogue.missing": "scoring.file_value_missing",
    "catalogue.bad_value": "scoring.file_value_bad",
    "catalogue.unknown_key": "scoring.file_key_unknown",
}


def shipped_keys() -> tuple[str, ...]:
    """Keys of the schemes that travel with the program, in order."""
    return tuple(sorted(path.stem for path in resource("schemes").glob("*.toml")))


@cache
def shipped_scheme(key: str) -> Scheme:
    """A scheme that travels with the program. OfficeError("scoring.scheme_missing") when there is none."""
    if key not in shipped_keys():
        raise OfficeError("scoring.scheme_missing", scheme=key, known=", ".join(shipped_keys()))
    return load_scheme(resource("schemes", f"{key}.toml"))


def load_scheme(path: Path) -> Scheme:
    """The scheme of a file. OfficeError("scoring.file_…" | "scoring.scheme_…") when it is not whole."""
    require_readable(path)
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OfficeError("scoring.file_unreadable", file=path.name, detail=str(error)) from error
    return parse_scheme(written, key=path.stem, file=path.name)


def parse_scheme(written: str, *, key: str, file: str) -> Scheme:
    """The scheme written in ``written`` (TOML); ``file`` is named in refusals."""
    scheme = parse_draft(written, key=key, file=file)
    check_scheme(scheme)
    return scheme


def parse_draft(written: str, *, key: str, file: str) -> Scheme:
    """As ``parse_scheme``, but what is written may still be unfinished (``check_scheme`` would refuse it)."""
    try:
        data = tomllib.loads(written, parse_float=Decimal)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise OfficeError("scoring.file_unreadable", file=file, detail=str(error)) from error
    try:
        return _scheme(Table(data, file=file, place=file), key)
    except OfficeError as error:
        if error.code not in _CODES:
            raise
        raise OfficeError(_CODES[error.code], **error.params) from None


def _scheme(file: Table, key: str) -> Scheme:
    scorers = tuple(_scorer(table) for table in file.tables("scorer"))
    defaults = _defaults(file, scorers)
    scheme = Scheme(
        key=file.text("key", key),
        name=file.text("name"),
        source=file.text("source"),
        confidence=file.choice("confidence", CONFIDENCES),
        valid_from=file.date("from"),
        valid_to=file.date("to"),
        note=file.text("note", ""),
        scorers=scorers,
        sections=tuple(_section(table) for table in file.tables("section")),
        criteria=tuple(read_criterion(table, defaults) for table in file.tables("criterion")),
        limits=_total(file),
        ranking=_ranking(file.table("ranking")),
        bars=tuple(_bar(table) for table in file.tables("bar")),
        awards=tuple(_award(table) for table in file.tables("award")),
    )
    file.finish()
    return scheme


def _defaults(file: Table, scorers: tuple[Scorer, ...]) -> Defaults:
    table = file.table("scoring")
    grades = file.table("grades")
    defaults = Defaults(
        combine=table.choice("combine", _COMBINE, "last"),
        blank=table.choice("blank", ("open", "zero", "full"), "open"),
        over=table.choice("over", ("", "refuse", "cut", "bonus", "allow"), ""),
        grades={grade: read_number(grades, grade) for grade in grades.names},
        scorers=scorers,
    )
    table.finish()
    return defaults


def _scorer(table: Table) -> Scorer:
    scorer = Scorer(
        code=table.text("code"),
        name=table.text("name"),
        role=table.choice("role", _ROLES),
        weight=read_number(table, "weight", Decimal(1)),
        missing=table.choice("missing", _MISSING, "others"),
        judges=table.choice("judges", ("", "mean", "trimmed"), ""),
    )
    table.finish()
    return scorer


def _section(table: Table) -> Section:
    section = Section(
        code=table.text("code"),
        name=table.text("name"),
        parent=table.text("in", ROOT),
        standard=read_number(table, "standard") if "standard" in table else None,
        limits=read_limits(table),
    )
    table.finish()
    return section


def _total(file: Table) -> Limits:
    table = file.table("total")
    limits = read_limits(table)
    table.finish()
    return limits


def _ranking(table: Table) -> Ranking:
    ranking = Ranking(
        tie_breaks=tuple(_tie_break(table, word) for word in table.texts("tie_breaks")),
        dense=table.choice("shared", ("skip", "dense"), "skip") == "dense",
        moves_up=table.flag("moves_up", True),
    )
    table.finish()
    return ranking


def _tie_break(table: Table, word: str) -> TieBreak:
    if word in _TIES:
        return _TIES[word]
    by, colon, of = word.partition(":")
    if not colon or by not in ("section", "criterion"):
        raise table.refuse("tie_breaks", _TIE_WORDS)
    return replace(TieBreak(by), of=of)


def _bar(table: Table) -> Bar:
    bar = Bar(
        name=table.text("name"),
        criterion=table.text("criterion", ""),
        values=(True,) if table.flag("yes") else table.texts("values"),
        points=read_number(table, "points") if "points" in table else None,
        of=table.text("of", ROOT),
        below=read_number(table, "below") if "below" in table else None,
        awards=table.texts("awards"),
        unranked=table.flag("unranked"),
    )
    table.finish()
    return bar


def _award(table: Table) -> Award:
    award = Award(
        code=table.text("code"),
        name=table.text("name"),
        count=table.whole("count") if "count" in table else None,
        share=None if "count" in table else read_number(table, "share"),
        at_least=read_number(table, "at_least") if "at_least" in table else None,
    )
    table.finish()
    return award
