"""Targets and quotas in a table: what is measured, its unit, and the column of the plan's year."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.domain.plan_layout.tables import header_of
from thidua_desktop.domain.plan_text.lines import TextTable, flat, tidy
from thidua_desktop.domain.plan_text.parts import Section, Source, Target
from thidua_desktop.domain.plan_text.sections import walk
from thidua_desktop.domain.planning.plan_targets import TargetReader, may_hold_targets

_NAME: Final = re.compile(
    r"\bchi tieu\b|\bdanh hieu\b|\bhinh thuc\b|\bnoi dung\b|\btieu chi\b|\bten\b|^don vi$|^cac don vi$"
)
_UNIT: Final = re.compile(r"^(?:don vi tinh|don vi|dvt|dv tinh|don vi do)\b")
_PAST: Final = re.compile(
    r"\bthuc hien\b|\bth \d|\bket qua\b|\buoc\b|\bnam truoc\b|\bcung ky\b|\bso sanh\b|\bty le\b"
)
_VALUE: Final = re.compile(
    r"\bke hoach\b|\bkh\b|\bchi tieu\b|\bmuc tieu\b|\bphan dau\b|\bgiao\b|\bso luong\b|\bmuc\b|\bdang ky\b"
)
_SERIAL: Final = re.compile(r"^(?:stt|tt|so tt|so thu tu)$")
_NOTE: Final = re.compile(r"\bghi chu\b|\bthoi gian\b|\bphu trach\b")
_SUBJECT: Final = re.compile(r"\b(?:tap the|ca nhan|ho gia dinh|ho)\b")
_NUMERIC: Final = re.compile(r"\d")
_SUM: Final = re.compile(r"^(?:tong cong|tong so|cong|tong)$")


@dataclass(frozen=True, slots=True)
class _Columns:
    name: int
    unit: int | None
    values: tuple[int, ...]
    heads: tuple[str, ...]


def read_target_tables(
    tables: Sequence[TextTable], sections: Sequence[Section], reader: TargetReader
) -> tuple[Target, ...]:
    """Targets of every table of figures; a table below a part that looks back holds none."""
    found: list[Target] = []
    for table in tables:
        header = header_of(table)
        path = _path_above(sections, table.number)
        if header is None or (path and not may_hold_targets(path) and not _looks_ahead(table, header)):
            continue
        first, heads = _heads(table, header)
        columns = _columns(heads, table.rows[first:], reader.year)
        if columns is None:
            continue
        headings = [section.heading for section in path if section.heading]
        group = next((code for one in reversed(headings) if (code := reader.words.groups.first(one))), "")
        for offset, row in enumerate(table.rows[first:], start=first):
            found.extend(_targets(row, columns, reader, group=group, line=table.number + offset))
    return tuple(found)


def _looks_ahead(table: TextTable, header: int) -> bool:
    """The table's own heading speaks of a plan, wherever the table stands."""
    return any(re.search(r"\bchi tieu\b|\bke hoach\b", flat(cell)) for cell in table.rows[header])


def _path_above(sections: Sequence[Section], line: int) -> tuple[Section, ...]:
    above: tuple[Section, ...] = ()
    for path in walk(sections):
        if path[-1].line < line:
            above = path
    return above


def _heads(table: TextTable, header: int) -> tuple[int, tuple[str, ...]]:
    """The first row of values and the words above each column; two rows of headings are read together."""
    heads = [flat(tidy(cell.replace("\n", " "))).strip(" .:") for cell in table.rows[header]]
    first = header + 1
    if first < len(table.rows):
        below = [flat(tidy(cell.replace("\n", " "))).strip(" .:") for cell in table.rows[first]]
        words = [cell for cell in below if cell]
        subheads = any(
            _SUBJECT.fullmatch(cell) or _VALUE.search(cell) or _PAST.search(cell) for cell in words
        )
        if subheads and not any(re.fullmatch(r"[\d.,%<>≥≤ -]+", cell) for cell in words):
            for place in range(1, len(heads)):
                heads[place] = heads[place] or heads[place - 1]
            heads = [
                one if one == two else f"{one} {two}".strip() for one, two in zip(heads, below, strict=False)
            ]
            first += 1
    return first, tuple(heads)


def _columns(heads: Sequence[str], rows: Sequence[Sequence[str]], year: int | None) -> _Columns | None:
    name = next((n for n, head in enumerate(heads) if _NAME.search(head) and not _UNIT.match(head)), None)
    if name is None:
        name = next((n for n, head in enumerate(heads) if head.startswith(("don vi", "ten"))), None)
    if name is None:
        return None
    unit = next((n for n, head in enumerate(heads) if n != name and _UNIT.match(head)), None)
    candidates = [
        n
        for n, head in enumerate(heads)
        if n > name and n != unit and not _SERIAL.match(head) and not _NOTE.search(head)
        if any(n < len(row) and _NUMERIC.search(row[n]) for row in rows)
    ]
    subjects = [n for n in candidates if _SUBJECT.search(heads[n]) and not _past(heads[n], year)]
    ahead = [n for n in candidates if not _past(heads[n], year)]
    named = [n for n in ahead if year is not None and str(year) in heads[n]]
    planned = [n for n in ahead if _VALUE.search(heads[n])]
    values = subjects or named[-1:] or planned[-1:] or ahead[-1:]
    return _Columns(name, unit, tuple(values), tuple(heads)) if values else None


def _past(head: str, year: int | None) -> bool:
    """The column reports what was reached, or is of another year."""
    years = [int(found) for found in re.findall(r"20\d\d", head)]
    if year is not None and years and year not in years:
        return True
    return bool(_PAST.search(head)) and not (year is not None and year in years and _VALUE.search(head))


def _targets(
    row: Sequence[str], columns: _Columns, reader: TargetReader, *, group: str, line: int
) -> Iterator[Target]:
    """One target a row; columns for collectives and persons give its parts."""
    cells = [tidy(cell.replace("\n", " ")) for cell in row]
    name = cells[columns.name].strip(" -+*;.") if columns.name < len(cells) else ""
    if not name or _SUM.match(flat(name)):
        return
    unit = cells[columns.unit] if columns.unit is not None and columns.unit < len(cells) else ""
    source = Source(line, " | ".join(cell for cell in cells if cell))
    message = []
    for column in columns.values:
        value = cells[column].strip(" ;.") if column < len(cells) else ""
        if not _NUMERIC.search(value):
            continue
        subject = _SUBJECT.search(columns.heads[column])
        message.append(_valued(value, _spoken(subject[0]) if subject else unit))
    if not message:
        return
    sentence = f"{name}: {' và '.join(message)}"
    for target in reader.targets(sentence, group=group, line=line, free=True):
        yield replace(target, source=source, metric=name, text=source.text)
        break


def _valued(value: str, unit: str) -> str:
    """The value with its unit, unless the cell says one itself."""
    rest = re.sub(r"[\d.,\s<>≥≤=–-]", "", value)
    return (
        value
        if "%" in value or (rest and flat(rest) not in {"tren", "duoi", "den"} and not unit)
        else f"{value} {unit}"
    )


def _spoken(subject: str) -> str:
    return {"tap the": "tập thể", "ca nhan": "cá nhân"}.get(subject, "hộ gia đình")
