"""A layout as data: its columns, what stands above, between and below its rows (``layouts.toml``)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Column:
    """``path``: its headings from top to bottom; ``kind`` what it holds; ``style`` how that is typed."""

    path: tuple[str, ...]
    kind: str
    style: str = ""

    @classmethod
    def parse(cls, line: str) -> Column:
        """``Năm sinh > Nam = dob_male:text``; a lonely ``=`` before the kind gives an empty heading."""
        headings, _, what = line.rpartition("=")
        kind, _, style = what.strip().partition(":")
        path = tuple(part.strip().replace("\\n", "\n") for part in headings.split(">") if part.strip())
        return cls(path, kind, style)


@dataclass(frozen=True, slots=True)
class Level:
    """Group headings: ``by`` subject, award or unit; ``mark`` its numbering; ``place`` text,
    number or wide.
    """

    by: str
    mark: str = ""
    place: str = "text"
    caps: bool = False
    count: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """``above``/``below``: lines ``column|text``; places in them are filled with award, unit and year."""

    key: str
    columns: tuple[Column, ...]
    above: tuple[str, ...] = ()
    below: tuple[str, ...] = ()
    groups: tuple[Level, ...] = ()
    start: tuple[int, int] = (0, 0)
    merged: bool = True
    numbering: str = ""
    subject: str = "person"
    unit: str = "column"
    award: str = "column"
    text: str = ""
    file: str = ".xlsx"
    date1904: bool = False
    rows: int = 8
    page: int = 0
    gap: int = 0
    sheets: int = 1
    tables: int = 1
    side: int = 1
    hidden: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()
    tail: int = 0
    many_awards: bool = False
    warnings: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


def load_layouts() -> tuple[Layout, ...]:
    """All layouts of the corpus."""
    data = tomllib.loads(Path(__file__).with_name("layouts.toml").read_text(encoding="utf-8"))
    return tuple(_layout(table) for table in data["layout"])


def _layout(table: dict[str, Any]) -> Layout:
    given = {name: tuple(value) if isinstance(value, list) else value for name, value in table.items()}
    given["columns"] = tuple(Column.parse(line) for line in table["columns"])
    given["groups"] = tuple(Level(**level) for level in table.get("groups", []))
    return Layout(**given)
