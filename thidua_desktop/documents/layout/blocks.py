"""A paper as values: sections of blocks. One source for every way of writing it down (PDF today)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Align = Literal["left", "center", "right", "justify"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a paragraph looks: ``size``, ``before``, ``after`` in points; ``indent`` (first line) and ``side``
    (both sides) in millimetres. ``balanced`` lines are made about equally long."""

    size: float
    align: Align = "left"
    bold: bool = False
    italic: bool = False
    indent: float = 0.0
    side: float = 0.0
    before: float = 0.0
    after: float = 0.0
    balanced: bool = False
    keep_with_next: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text; ``bold`` and ``italic`` are added to the paragraph's own style."""

    text: str
    bold: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    runs: tuple[Run, ...]
    style: Style

    @classmethod
    def plain(cls, text: str, style: Style) -> Paragraph:
        return cls((Run(text),), style)


@dataclass(frozen=True, slots=True)
class Rule:
    """A centred line, ``share`` of the last line of the paragraph above it."""

    share: float
    after: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Letterhead:
    """Boxes 1-4 of the decree. ``superior`` may be empty; ``number_line`` too (an annex of the programme).

    ``about``: subject of an official letter (box 5b), below its number; other papers have none there."""

    superior: str
    issuer: str
    number_line: str
    place_date: str
    about: str = ""


@dataclass(frozen=True, slots=True)
class Signer:
    """``titles`` one a line (``KT. CHỦ TỊCH``, ``PHÓ CHỦ TỊCH``); ``name`` without academic degrees."""

    titles: tuple[str, ...]
    name: str


@dataclass(frozen=True, slots=True)
class Recipients:
    """Nơi nhận: ``items`` without dash and end mark."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Signatures:
    """The closing block: recipients or a second signer at the left, the signer at the right."""

    left: Recipients | Signer | None
    right: Signer


@dataclass(frozen=True, slots=True)
class Column:
    """``width`` in millimetres (all are scaled together to the page); neighbours with one ``over`` share that
    heading above them; a ``serial`` column is numbered by the table itself and has no cell in the rows;
    ``names``: widened so that a person's name stays on one line."""

    heading: str
    width: float
    align: Align = "left"
    over: str = ""
    serial: bool = False
    names: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Rows under one heading (none when empty). ``level`` 1 is the widest; numbers restart at each level-1
    group. ``total`` is a closing row in bold, as wide as the rows."""

    heading: str
    rows: tuple[tuple[str, ...], ...]
    level: int = 1
    total: tuple[str, ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """``least`` is the height of a row in millimetres, for lists that are signed or filled in by hand."""

    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    total: tuple[str, ...] | None = None
    size: float = 13.0
    least: float = 0.0


Block = Paragraph | Rule | Letterhead | Signatures | Recipients | Table


@dataclass(frozen=True, slots=True)
class Section:
    """Pages numbered together, from 2; ``landscape`` turns them."""

    blocks: tuple[Block, ...]
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """One file. ``title`` and ``author`` go into its properties."""

    title: str
    author: str
    sections: tuple[Section, ...]
    subject: str = ""
