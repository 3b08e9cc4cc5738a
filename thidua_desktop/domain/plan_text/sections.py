"""The tree of a plan's numbered places: I, 1, 1.1, a, (1), dash."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Final

from thidua_desktop.domain.plan_text.lines import Line
from thidua_desktop.domain.plan_text.parts import Mark, Section

_MARKS: Final[tuple[tuple[int, re.Pattern[str]], ...]] = (
    (0, re.compile(r"(PHẦN\s+(?:THỨ\s+)?[A-ZÀ-ỸĐ]+|[A-H])[.:)]\s+(?=[A-ZÀ-ỸĐ\s,\-–]{6,}$)")),
    (0, re.compile(r"(Điều\s+\d{1,2})\s*[.:]\s*(?=\S)")),
    (1, re.compile(r"(?!V/v)([IVX]{1,5})\s*[.)/]+\s*[.\-–]?\s*(?=[^\s.])")),
    (3, re.compile(r"(\d{1,2}(?:\.\d{1,2})+)[.)]?\s+(?=\D)")),
    (2, re.compile(r"(\d{1,2})(?:[.)]|/\.?|\./)\s*(?=[^\d./])")),
    (5, re.compile(r"\((\d{1,2})\)\s*(?=\S)")),
    (4, re.compile(r"([a-zđ])\s*[.)]\s+(?=\S)")),
    (6, re.compile(r"([-–—])\s*(?=[^\s\d-]|\d)")),
    (7, re.compile(r"(\+)\s*(?=\S)")),
)
_NAMES: Final[tuple[Mark, ...]] = (
    "part", "roman", "number", "dotted", "letter", "bracket", "dash", "plus",
)  # fmt: skip
"""Kinds of numbers by rank."""
_HEADING_END: Final = re.compile(r"[.;,]$")
_INNER: Final = re.compile(r"^([^.;]{5,140}?):\s+(?=\S)")


@dataclass(slots=True)
class _Node:
    rank: int
    no: str
    heading: str
    line: int
    text: list[str] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)
    mark: Mark = ""
    joint: str = ""
    numbers: list[int] = field(default_factory=list)

    def frozen(self) -> Section:
        children = tuple(child.frozen() for child in self.children)
        text = "\n".join(self.text)
        return Section(
            self.no, self.heading, text, self.line, children, self.mark, self.joint, tuple(self.numbers)
        )


def mark_of(text: str) -> tuple[int, str, str] | None:
    """Rank, number and rest of a numbered line; None for a plain one."""
    for rank, pattern in _MARKS:
        if match := pattern.match(text):
            return rank, "-" if match[1] in "–—" else match[1], text[match.end() :].strip()
    return None


def read_sections(lines: Sequence[Line]) -> tuple[tuple[str, ...], tuple[Section, ...]]:
    """Paragraphs before the first number, and the tree. A deeper dotted number goes below a shorter one."""
    root = _Node(-1, "", "", 0)
    stack = [root]
    for place, line in enumerate(lines):
        mark = mark_of(line.text)
        if mark is None:
            stack[-1].text.append(line.text)
            stack[-1].numbers.append(line.number)
            continue
        rank, no, rest = mark
        depth = rank * 10 + no.count(".")
        while stack[-1].rank >= depth:
            stack.pop()
        following = lines[place + 1].text if place + 1 < len(lines) else ""
        heading, joint, text = _split(rest, rank=rank, following=following)
        node = _Node(depth, no, heading, line.number, [text] if text else [], mark=_NAMES[rank], joint=joint)
        node.numbers = [line.number] if text else []
        stack[-1].children.append(node)
        stack.append(node)
    return tuple(root.text), tuple(child.frozen() for child in root.children)


def walk(sections: Sequence[Section], above: tuple[Section, ...] = ()) -> Iterator[tuple[Section, ...]]:
    """Every place with the places above it: the last of each tuple is the place itself."""
    for section in sections:
        path = (*above, section)
        yield path
        yield from walk(section.children, path)


def _split(rest: str, *, rank: int, following: str) -> tuple[str, str, str]:
    """Heading, joint and own text of a numbered line. A dash has no heading; a sentence is text."""
    if rank >= 6:
        return "", "", rest
    if inner := _INNER.match(rest):
        return inner[1].strip(), ": ", rest[inner.end() :].strip()
    if not _HEADING_END.search(rest) and (rest.isupper() or len(rest) <= 160 or _is_new(following)):
        return rest.rstrip(":").strip(), ":" if rest.endswith(":") else "", ""
    return "", "", rest


def _is_new(following: str) -> bool:
    return bool(following) and mark_of(following) is None
