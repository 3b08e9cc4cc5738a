"""Editing a scheme as a tree: each function takes a scheme and answers the changed one.

A line is a section or a criterion, known by its code.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Final, TypeVar

from thidua_desktop.domain.schemes.scheme import ROOT, Criterion, Limits, Scheme, Section

Line = Section | Criterion
L = TypeVar("L", Section, Criterion)
_ROMAN: Final = (
    "I",
    "II",
    "III",
    "IV",
    "V",
    "VI",
    "VII",
    "VIII",
    "IX",
    "X",
    "XI",
    "XII",
    "XIII",
    "XIV",
    "XV",
)


@dataclass(frozen=True, slots=True)
class TreeLine:
    """A line where it stands; ``depth`` 0 at the top."""

    line: Line
    depth: int


def parent_of(line: Line) -> str:
    return line.parent if isinstance(line, Section) else line.section


def tree(scheme: Scheme) -> tuple[TreeLine, ...]:
    """Every line in reading order. Lines under a heading that does not exist stand at the end."""
    found = list(_below(scheme, ROOT, 0))
    seen = {one.line.code for one in found}
    found += [TreeLine(line, 0) for line in _lines(scheme) if line.code not in seen]
    return tuple(found)


def find(scheme: Scheme, code: str) -> Line | None:
    """The line of a code."""
    return scheme.section(code) or scheme.criterion(code)


def new_code(scheme: Scheme, under: str) -> str:
    """A free code in the manner of its brothers: ``II`` after ``I``, ``I.3`` after ``I.2``."""
    taken = {line.code for line in _lines(scheme)}
    if under == ROOT:
        return next(code for code in (*_ROMAN, *map(str, range(1, len(taken) + 2))) if code not in taken)
    return next(code for code in (f"{under}.{n}" for n in range(1, len(taken) + 2)) if code not in taken)


def add_section(scheme: Scheme, *, name: str, under: str, after: str = "") -> tuple[Scheme, str]:
    """A new heading, after the brother ``after``, else last; and its code."""
    code = new_code(scheme, under)
    made = Section(code, name, under, None, Limits())
    return replace(scheme, sections=_inserted(scheme.sections, made, after)), code


def add_criterion(scheme: Scheme, *, name: str, under: str, after: str = "") -> tuple[Scheme, str]:
    """A new criterion of ten points scored directly, by every scorer; and its code."""
    code = new_code(scheme, under)
    points = Decimal(10)
    made = Criterion(
        code=code,
        name=name,
        section=under,
        role="base",
        method="points",
        standard=points,
        limit=points,
        least=Decimal(0),
        over="refuse",
        blank="open",
        scorers=scheme.scorers,
    )
    return replace(scheme, criteria=_inserted(scheme.criteria, made, after)), code


def put(scheme: Scheme, code: str, line: Line) -> Scheme:
    """``line`` in the place of the one of this code; what refers to an old code follows the new one."""
    if isinstance(line, Section):
        changed = replace(scheme, sections=_exchanged(scheme.sections, code, line))
    else:
        changed = replace(scheme, criteria=_exchanged(scheme.criteria, code, line))
    return changed if line.code == code else _renamed(changed, code, line.code)


def remove(scheme: Scheme, code: str) -> Scheme:
    """Without the line and everything below it."""
    gone = {code}
    for section in scheme.sections:
        if section.parent in gone:
            gone.add(section.code)
    return replace(
        scheme,
        sections=tuple(one for one in scheme.sections if one.code not in gone),
        criteria=tuple(one for one in scheme.criteria if one.code not in gone and one.section not in gone),
    )


def move(scheme: Scheme, code: str, by: int) -> Scheme:
    """A line up (-1) or down (1) among its brothers of the same kind; unchanged at the end of its row."""
    line = find(scheme, code)
    if isinstance(line, Section):
        moved = _moved(
            scheme.sections, line, by, [one.code for one in scheme.sections if one.parent == line.parent]
        )
        return replace(scheme, sections=_parents_first(moved))
    if isinstance(line, Criterion):
        brothers = [one.code for one in scheme.within(line.section)]
        return replace(scheme, criteria=_moved(scheme.criteria, line, by, brothers))
    return scheme


def indent(scheme: Scheme, code: str) -> Scheme:
    """Under the heading before it; a criterion without one goes under the last heading beside it."""
    line = find(scheme, code)
    if line is None:
        return scheme
    brothers = [one.code for one in scheme.sections if one.parent == parent_of(line)]
    if isinstance(line, Section):
        brothers = brothers[: brothers.index(code)]
    return _under(scheme, line, brothers[-1]) if brothers else scheme


def outdent(scheme: Scheme, code: str) -> Scheme:
    """One level higher, beside the heading it stood under."""
    line = find(scheme, code)
    above = scheme.section(parent_of(line)) if line is not None else None
    return scheme if line is None or above is None else _under(scheme, line, above.parent)


def _lines(scheme: Scheme) -> list[Line]:
    return [*scheme.sections, *scheme.criteria]


def _below(scheme: Scheme, code: str, depth: int) -> Iterator[TreeLine]:
    """Sections and criteria each in their order; between the two kinds the smaller code stands first."""
    sections = [one for one in scheme.sections if one.parent == code and one.code != code]
    criteria = list(scheme.within(code))
    while sections or criteria:
        if not criteria or (sections and _reading_key(sections[0]) < _reading_key(criteria[0])):
            section = sections.pop(0)
            yield TreeLine(section, depth)
            yield from _below(scheme, section.code, depth + 1)
        else:
            yield TreeLine(criteria.pop(0), depth)


def _reading_key(line: Line) -> tuple[tuple[int, int, str], ...]:
    """``I.10`` after ``I.9``."""
    parts = re.findall(r"[0-9]+|[^0-9.]+", line.code)
    return tuple((0, int(part), "") if part.isdigit() else (1, 0, part) for part in parts)


def _under(scheme: Scheme, line: Line, parent: str) -> Scheme:
    if isinstance(line, Criterion):
        rest = tuple(one for one in scheme.criteria if one.code != line.code)
        return replace(scheme, criteria=(*rest, replace(line, section=parent)))
    rest_sections = tuple(one for one in scheme.sections if one.code != line.code)
    return replace(scheme, sections=_parents_first((*rest_sections, replace(line, parent=parent))))


def _parents_first(sections: Sequence[Section]) -> tuple[Section, ...]:
    """The same sections as on paper: each followed by those that stand under it."""
    placed: list[Section] = []

    def place(parent: str) -> None:
        for one in sections:
            if one.parent == parent and one not in placed:
                placed.append(one)
                place(one.code)

    place(ROOT)
    return (*placed, *(one for one in sections if one not in placed))


def _inserted(lines: Sequence[L], made: L, after: str) -> tuple[L, ...]:
    codes = [one.code for one in lines]
    place = codes.index(after) + 1 if after in codes else len(codes)
    changed = list(lines)
    changed.insert(place, made)
    return tuple(changed)


def _exchanged(lines: Sequence[L], code: str, line: L) -> tuple[L, ...]:
    return tuple(line if one.code == code else one for one in lines)


def _moved(lines: Sequence[L], line: L, by: int, brothers: list[str]) -> tuple[L, ...]:
    place = brothers.index(line.code) + by
    if not 0 <= place < len(brothers):
        return tuple(lines)
    codes = [one.code for one in lines]
    one, other = codes.index(line.code), codes.index(brothers[place])
    changed = list(lines)
    changed[one], changed[other] = changed[other], changed[one]
    return tuple(changed)


def _renamed(scheme: Scheme, old: str, new: str) -> Scheme:
    """Everything that named ``old`` names ``new``; codes beginning with it (I.1 of I) begin with the new."""
    prefix = re.compile(rf"{re.escape(old)}(?=\.|$)")

    def name(code: str) -> str:
        return prefix.sub(lambda _: new, code, count=1) if code != new and prefix.match(code) else code

    return replace(
        scheme,
        sections=tuple(replace(one, code=name(one.code), parent=name(one.parent)) for one in scheme.sections),
        criteria=tuple(
            _renamed_criterion(one, name(one.code), name(one.section), old, new) for one in scheme.criteria
        ),
        bars=tuple(replace(one, criterion=name(one.criterion), of=name(one.of)) for one in scheme.bars),
        ranking=replace(
            scheme.ranking,
            tie_breaks=tuple(replace(one, of=name(one.of)) for one in scheme.ranking.tie_breaks),
        ),
    )


def _renamed_criterion(one: Criterion, code: str, section: str, old: str, new: str) -> Criterion:
    only_if = one.only_if
    if only_if is not None and only_if.of == old:
        only_if = replace(only_if, of=new)
    return replace(one, code=code, section=section, only_if=only_if)
