"""Schemes from files and into files: a sheet of points read, a scheme written as .xlsx or .toml."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Final

from thidua_desktop.catalogue.schemes import parse_draft
from thidua_desktop.catalogue.schemes_writing import scheme_text
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.schemes.checking import unbalanced
from thidua_desktop.domain.schemes.editing import tree
from thidua_desktop.domain.schemes.paper import PaperLine, read_paper, scheme_of_paper, stated_totals
from thidua_desktop.domain.schemes.scheme import ZERO, Criterion, Scheme, Scorer, Section
from thidua_desktop.domain.schemes.written import (
    write_bands,
    write_grades,
    write_number,
    write_scorers,
    write_tie_breaks,
)
from thidua_desktop.domain.text import search_key
from thidua_desktop.given_files import require_readable
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text

if TYPE_CHECKING:
    from thidua_desktop.workbooks.scoring.scheme_book import BookLine

USUAL_SCORERS: Final = (("self", "self"), ("head", "head"), ("office", "office"))
"""Code and role: the unit itself, the head of the bloc, the standing office, the last one decides."""


@dataclass(frozen=True, slots=True)
class PaperTable:
    """A sheet of points as understood, before anything is stored."""

    file: str
    sheet: str
    heading: int
    columns: Mapping[str, str]
    title: str
    lines: tuple[PaperLine, ...]
    totals: tuple[tuple[int, str, Decimal], ...]


def usual_scorers() -> tuple[Scorer, ...]:
    """Who scores when nothing else is said."""
    return tuple(Scorer(code, text(f"schemes.usual.{code}"), role) for code, role in USUAL_SCORERS)


def blank_scheme(name: str, source: str) -> Scheme:
    """A scheme without criteria."""
    return scheme_of_paper((), key="", name=name, source=source, scorers=usual_scorers())


def read_book(path: Path) -> PaperTable:
    """The table of points of a file. OfficeError ``schemes.book_unreadable``, ``schemes.no_table``."""
    from thidua_desktop.workbooks.reading.reader import open_file
    from thidua_desktop.workbooks.scoring.scheme_reading import find_table

    opened = open_file(path)
    if opened.status != "ok":
        raise OfficeError("schemes.book_unreadable", file=path.name)
    found = find_table(opened.grids)
    if found is None or not found.rows:
        raise OfficeError("schemes.no_table", file=path.name)
    lines, totals = read_paper(found.rows)
    return PaperTable(path.name, found.sheet, found.heading, found.columns, found.title, lines, totals)


def scheme_of_table(table: PaperTable, lines: Sequence[PaperLine], *, name: str, source: str) -> Scheme:
    """The scheme of the lines as the officer left them."""
    return scheme_of_paper(lines, key="", name=name, source=source, scorers=usual_scorers())


def sums_reported(table: PaperTable, lines: Sequence[PaperLine]) -> tuple[str, ...]:
    """Headings and totals of the sheet that do not add up, each in a sentence naming it."""
    scheme = scheme_of_table(table, lines, name=table.file, source=table.file)
    found = [
        text(
            "schemes.check.unbalanced",
            section=off.section,
            standard=number_words(off.standard),
            parts=number_words(off.parts),
        )
        for off in unbalanced(scheme)
    ]
    for total in stated_totals(scheme, table.totals):
        found.append(
            text(
                "schemes.paper.total",
                row=total.row,
                name=total.name,
                stated=number_words(total.stated),
                parts=number_words(total.parts),
            )
        )
    return tuple(found)


def read_text(path: Path) -> Scheme:
    """A scheme of a .toml file, unfinished ones too. OfficeError ``scoring.file_…``."""
    require_readable(path)
    try:
        written = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OfficeError("scoring.file_unreadable", file=path.name, detail=str(error)) from error
    return replace(parse_draft(written, key=path.stem, file=path.name), key=path.stem)


def write_text(scheme: Scheme, path: Path) -> Path:
    """The scheme as its .toml file."""
    from thidua_desktop.documents.files import write_atomically

    write_atomically(path, scheme_text(scheme).encode("utf-8"))
    return path


def write_book(scheme: Scheme, path: Path) -> Path:
    """The scheme as a printable .xlsx that can be read in again."""
    from thidua_desktop.documents.files import write_atomically
    from thidua_desktop.workbooks.scoring.scheme_book import SchemeSheet, scheme_workbook

    sheet = SchemeSheet(
        title=scheme.name,
        source=scheme.source,
        unsure=text(f"schemes.confidence.{scheme.confidence}"),
        lines=_book_lines(scheme),
        rules=_rules(scheme),
    )
    write_atomically(path, scheme_workbook(sheet))
    return path


def file_stem(scheme: Scheme) -> str:
    """A name for its file."""
    return search_key(scheme.name).replace(" ", "-")[:60] or scheme.key


def _book_lines(scheme: Scheme) -> list[BookLine]:
    from thidua_desktop.workbooks.scoring.scheme_book import BookLine

    found = tree(scheme)
    places = {one.line.code: place for place, one in enumerate(found)}
    lines: list[BookLine] = []
    for one in found:
        line = one.line
        if isinstance(line, Section):
            inner = [part.code for part in scheme.sections if part.parent == line.code]
            inner += [part.code for part in scheme.within(line.code) if part.role == "base"]
            adds_up = not any(off.section == line.code for off in unbalanced(scheme))
            parts = tuple(places[code] for code in inner) if adds_up and line.standard is not None else ()
            lines.append(BookLine(line.code, line.name, one.depth, line.standard, "", "", "", True, parts))
        else:
            lines.append(
                BookLine(
                    line.code,
                    line.name,
                    one.depth,
                    line.full if line.full is not None else line.standard or line.limit,
                    _way(line),
                    write_scorers(line.scorers, scheme.scorers) or text("schemes.everyone"),
                    _note(line),
                    False,
                )
            )
    return lines


def _way(one: Criterion) -> str:
    way = text(f"schemes.methods_short.{one.method}")
    return (
        way
        if one.role == "base"
        else text("schemes.way", role=text(f"schemes.roles_short.{one.role}"), way=way)
    )


def _note(one: Criterion) -> str:
    reported = []
    if one.grades:
        reported.append(write_grades(one.grades))
    if one.bands:
        reported.append(write_bands(one.bands).replace("\n", "; "))
    if one.method == "each" and one.standard is not None:
        reported.append(
            text(
                "schemes.book.each",
                points=write_number(one.standard),
                unit=one.unit or text("schemes.book.one"),
            )
        )
    if one.only_if is not None:
        key = "lost_nothing" if one.only_if.at_least is None else "at_least"
        reported.append(
            text(f"schemes.book.{key}", section=one.only_if.of, points=write_number(one.only_if.at_least))
        )
    return "; ".join(reported)


def _rules(scheme: Scheme) -> list[str]:
    reported = [text("schemes.book.bar", name=bar.name) for bar in scheme.bars]
    if scheme.ranking.tie_breaks:
        reported.append(text("schemes.book.ties", rules=write_tie_breaks(scheme.ranking.tie_breaks)))
    for award in scheme.awards:
        count = (
            str(award.count) if award.count is not None else f"{write_number((award.share or ZERO) * 100)} %"
        )
        reported.append(text("schemes.book.award", name=award.name, count=count))
    return reported
