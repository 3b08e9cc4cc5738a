"""A table of points as typed into a sheet: what its numbering (I, 1, 1.1, a, -) and its points say."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, Literal

from thidua_desktop.domain.schemes.guess import guess, usual_grades
from thidua_desktop.domain.schemes.scheme import (
    ROOT,
    ZERO,
    Criterion,
    Limits,
    Method,
    Ranking,
    Role,
    Scheme,
    Scorer,
    Section,
    TieBreak,
)
from thidua_desktop.domain.scoring.entries import read_number
from thidua_desktop.domain.text import fold

Meaning = Literal["section", "base", "bonus", "deduction", "skip"]
METHODS: Final[tuple[Method, ...]] = ("points", "more", "less", "grade", "yes_no", "each")
"""Ways of scoring that a line of a sheet may be given; bands and the like are set in the editor."""
MEANINGS: Final[tuple[Meaning, ...]] = ("section", "base", "bonus", "deduction", "skip")
_ROMAN: Final = re.compile(r"(?=[IVX])X{0,3}(?:IX|IV|V?I{0,3})")
_DOTTED: Final = re.compile(r"\d+|[^\s.]{1,12}(?:\.[^\s.]{1,12})+")
_DASHES: Final = frozenset("-–—+•*")
_FIGURES: Final = re.compile(r"[-−–+]?\s?\d+(?:[.,]\d+)?")
_TOTAL: Final = re.compile(r"(?:tong cong|tong diem|tong so|cong|tong)\b.*")
_EACH: Final = re.compile(r"\b(?:moi|/)\s?\w+|/\s?\w+")


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One row of the sheet (``row`` as the sheet counts, from 1)."""

    row: int
    number: str
    name: str
    points: str


@dataclass(frozen=True, slots=True)
class PaperLine:
    """A row as understood; ``doubt`` names why it should be looked at, empty when it is plain."""

    row: int
    number: str
    name: str
    depth: int
    meaning: Meaning
    points: Decimal | None
    method: Method = "points"
    most: Decimal | None = None
    """Most points of what is counted; None: as many as there are."""
    grades: tuple[tuple[str, Decimal], ...] = ()
    doubt: str = ""

    @property
    def each(self) -> bool:
        return self.method == "each"


@dataclass(frozen=True, slots=True)
class PaperTotal:
    """A total the sheet states (``row`` 0: a heading's own points) that its parts do not add up to."""

    row: int
    name: str
    stated: Decimal
    parts: Decimal


def read_paper(
    rows: Sequence[PaperRow],
) -> tuple[tuple[PaperLine, ...], tuple[tuple[int, str, Decimal], ...]]:
    """The lines of the table, and the totals it states as (row, words, points)."""
    lines: list[PaperLine] = []
    totals: list[tuple[int, str, Decimal]] = []
    styles: list[object] = []
    for row in rows:
        message = fold(row.name or row.number).strip()
        figures = _points(row.points)
        if not row.number.strip() and _TOTAL.fullmatch(message):
            if figures is not None:
                totals.append((row.row, row.name, figures))
            continue
        style = _style(row.number, styles)
        if style in styles:
            del styles[styles.index(style) + 1 :]
        elif style is not None:
            styles.append(style)
        depth = styles.index(style) if style is not None else len(styles)
        lines.append(_line(row, depth, figures, numbered=style is not None))
    return tuple(_with_headings(lines)), tuple(totals)


def scheme_of_paper(
    lines: Sequence[PaperLine], *, key: str, name: str, source: str, scorers: Sequence[Scorer]
) -> Scheme:
    """A scheme of these lines, each scored as its wording says or as the officer chose."""
    sections: list[Section] = []
    criteria: list[Criterion] = []
    above: list[tuple[int, str]] = []
    counts: dict[str, int] = {}
    taken: set[str] = set()
    for line in lines:
        if line.meaning == "skip":
            continue
        while above and above[-1][0] >= line.depth:
            above.pop()
        parent = above[-1][1] if above else ROOT
        code = _code(line, parent, counts, taken)
        taken.add(code)
        if line.meaning == "section":
            sections.append(Section(code, line.name, parent, line.points, Limits()))
            above.append((line.depth, code))
        else:
            criteria.append(_criterion(line, code, parent, scorers))
    return Scheme(
        key=key,
        name=name,
        source=source,
        confidence="U",
        valid_from=None,
        valid_to=None,
        note="",
        scorers=tuple(scorers),
        sections=tuple(sections),
        criteria=tuple(criteria),
        limits=Limits(),
        ranking=_ranking(),
        bars=(),
        awards=(),
    )


def with_method(line: PaperLine, method: Method) -> PaperLine:
    """The line scored as the officer says, which settles the doubt; grades of its own get the usual shares."""
    grades = line.grades
    if method == "grade" and not grades:
        grades = usual_grades(line.points or ZERO)
    return replace(line, method=method, grades=grades, doubt="")


def stated_totals(scheme: Scheme, totals: Sequence[tuple[int, str, Decimal]]) -> Iterator[PaperTotal]:
    """Totals of the sheet that are neither the sum of all base points nor of any one heading."""
    sums = {_sum_below(scheme, section.code) for section in scheme.sections} | {_sum_below(scheme, ROOT)}
    sums |= {one.standard for one in scheme.sections if one.standard is not None}
    for row, name, stated in totals:
        if stated not in sums:
            yield PaperTotal(row, name, stated, _sum_below(scheme, ROOT))


def _sum_below(scheme: Scheme, code: str) -> Decimal:
    own = sum((one.full or ZERO for one in scheme.within(code) if one.role == "base"), ZERO)
    inner = (one for one in scheme.sections if one.parent == code)
    return own + sum((_sum_below(scheme, one.code) for one in inner), ZERO)


def _line(row: PaperRow, depth: int, figures: Decimal | None, *, numbered: bool) -> PaperLine:
    counted = figures is not None and bool(_EACH.search(fold(row.points)))
    guessed = guess(row.name, None if figures is None else abs(figures), counted=counted)
    negative = figures is not None and (figures < 0 or "tru" in fold(row.points).split())
    meaning: Meaning = "deduction" if negative else "base"
    doubt = ""
    if figures is None:
        doubt = "no_points" if numbered else "no_number"
        meaning = "base" if numbered else "skip"
    elif len(_FIGURES.findall(row.points)) > 1:
        doubt = "several_figures"
    points = None if figures is None else abs(figures)
    if points is None and guessed.each is not None:
        points, doubt, meaning = guessed.each, "", "deduction" if _takes(row.name) else "base"
    most = points if guessed.each not in (None, points) else None
    if guessed.method == "each" and meaning == "base" and most is None and not doubt:
        doubt = "each_base"
    return PaperLine(
        row.row,
        row.number.strip(),
        row.name,
        depth,
        meaning,
        guessed.each if most is not None else points,
        method=guessed.method,
        most=most,
        grades=guessed.grades,
        doubt=doubt or guessed.doubt,
    )


def _takes(name: str) -> bool:
    return bool(re.search(r"\b(?:bi )?tru\b", fold(name)))


def _with_headings(lines: Sequence[PaperLine]) -> Iterator[PaperLine]:
    """Lines with others below are headings; what stands under a heading of bonuses or deductions is one."""
    kinds: list[tuple[int, Meaning]] = []
    for place, line in enumerate(lines):
        while kinds and kinds[-1][0] >= line.depth:
            kinds.pop()
        inherited = kinds[-1][1] if kinds else "base"
        own = _kind_named(line.name) or inherited
        following = next((one for one in lines[place + 1 :] if one.meaning != "skip"), None)
        if following is not None and following.depth > line.depth and line.meaning != "skip":
            kinds.append((line.depth, own))
            yield replace(line, meaning="section", doubt="")
        elif line.meaning == "base" and own != "base":
            yield replace(line, meaning=own, doubt="" if line.doubt == "each_base" else line.doubt)
        else:
            yield line


def _kind_named(name: str) -> Meaning | None:
    message = fold(name)
    if "diem tru" in message or message.startswith("tru "):
        return "deduction"
    return (
        "bonus"
        if "diem thuong" in message or "diem cong" in message or message.startswith("thuong ")
        else None
    )


def _style(number: str, styles: Sequence[object]) -> object | None:
    """The manner of a number; equal manners stand on one level."""
    mark = number.strip().rstrip(".)/").strip()
    if not mark:
        return None
    if set(mark) <= _DASHES:
        return "dash"
    if _DOTTED.fullmatch(mark):
        return ("dots", mark.count("."))
    lettered = len(mark) == 1 and mark != "I" and "upper" in styles and "roman" not in styles
    if _ROMAN.fullmatch(mark) and not lettered:
        return "roman"
    if len(mark) == 1 and mark.isalpha():
        return "upper" if mark.isupper() else "lower"
    return ("other", len(mark))


def _points(words: str) -> Decimal | None:
    """The first figure (the last of a range); negative with a minus before it."""
    found = [re.sub(r"\s", "", one) for one in _FIGURES.findall(words)]
    if not found:
        return None
    number = read_number(found[0])
    if number is not None and len(found) == 2 and re.fullmatch(r"\s*\d[\d.,]*\s*[-–]\s*\d[\d.,]*\D*", words):
        upper = read_number(found[1])
        return abs(upper) if upper is not None else number
    return number


def _code(line: PaperLine, parent: str, counts: dict[str, int], taken: set[str]) -> str:
    mark = line.number.rstrip(".)/").strip()
    if mark and not set(mark) <= _DASHES and " " not in mark:
        whole = not parent or mark.startswith(f"{parent}.")
        code = mark if whole else f"{parent}.{mark.rsplit('.', 1)[-1]}"
        if code not in taken:
            return code
    while True:
        counts[parent] = counts.get(parent, 0) + 1
        code = f"{parent}.{counts[parent]}" if parent else f"M{counts[parent]}"
        if code not in taken:
            return code


def _criterion(line: PaperLine, code: str, parent: str, scorers: Sequence[Scorer]) -> Criterion:
    role: Role = "base" if line.meaning == "section" or line.meaning == "skip" else line.meaning
    method = line.method if line.points is not None or line.method == "grade" else "points"
    each = method == "each"
    return Criterion(
        code=code,
        name=line.name,
        section=parent,
        role=role,
        method=method,
        standard=line.points,
        limit=line.most if each else None if role == "deduction" else line.points,
        least=ZERO,
        over="refuse" if method == "points" else "cut",
        grades=dict(line.grades) if method == "grade" else {},
        blank="open" if role == "base" else "zero",
        scorers=tuple(scorers),
    )


def _ranking() -> Ranking:
    return Ranking((TieBreak("deduction", more=False), TieBreak("meeting", more=False)))
