"""One shape for papers of every dress: Word tables, blanks, tabs, bars, PDF and web paste become plain lines.

Meaning is read later. Head and foot, which stand in two columns, are read column by column; page numbers go;
tables of the body stay tables; lines cut by a page or a line width are joined.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import replace

from thidua_desktop.domain.plan_layout.columns import (
    foot_start,
    head_end,
    in_columns,
    letterhead_start,
    rows_of,
    without_bars,
)
from thidua_desktop.domain.plan_layout.tables import gathered_tables, is_measured, without_page_numbers
from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable, tidy_lines
from thidua_desktop.domain.plan_text.tasks import columns_of
from thidua_desktop.domain.plan_text.words import PlanWords


def arranged(blocks: Iterable[Block], words: PlanWords) -> tuple[Block, ...]:
    """The blocks as plain lines and real tables, in reading order, each with the number of its first line."""
    typed = without_page_numbers([_typed(block) for block in blocks])
    first = letterhead_start(typed, words)
    typed, before = typed[first:], typed[:first]
    end = head_end(typed, words)
    start = foot_start(typed, end, words)
    head = in_columns(rows_of(typed[:end]), words, foot=False)
    body = gathered_tables(without_bars(typed[end:start]))
    foot, rest = _foot(typed[start:], words)
    return tidy_lines(
        [*head, *_spread(body, words), *foot, *_spread([*gathered_tables(rest), *before], words)]
    )


def _typed(block: Block) -> Block:
    """Composed letters and plain blanks, so that columns can be measured."""
    if isinstance(block, Line):
        return replace(block, text=_plain(block.text))
    return replace(block, rows=tuple(tuple(_plain(cell) for cell in row) for row in block.rows))


def _plain(text: str) -> str:
    return unicodedata.normalize(
        "NFC", text.replace("\u00a0", " ").replace("\u2007", " ").replace("\u202f", " ")
    )


def _foot(blocks: Sequence[Block], words: PlanWords) -> tuple[list[Block], list[Block]]:
    """The foot in columns, and the annexes behind it as they stand."""
    stop = next(
        (number for number, block in enumerate(blocks) if number and _begins_annex(block, words)),
        len(blocks),
    )
    return in_columns(rows_of(blocks[:stop]), words, foot=True), list(blocks[stop:])


def _begins_annex(block: Block, words: PlanWords) -> bool:
    if isinstance(block, TextTable):
        return columns_of(block, words) is not None or is_measured(block)
    first = block.text.strip().lower()
    return first.startswith(("phụ lục", "biểu số", "mẫu số", "danh mục nhiệm vụ"))


def _spread(blocks: Iterable[Block], words: PlanWords) -> Iterable[Block]:
    """A table that only places text gives its cells as lines; tables of tasks and of targets stay tables."""
    known = False
    for block in blocks:
        if isinstance(block, Line) or is_measured(block):
            yield block
            continue
        if columns_of(block, words):
            known = True
        elif not known or len(block.rows[0]) < 3:
            for offset, row in enumerate(block.rows):
                for cell in row:
                    for paragraph in cell.split("\n"):
                        yield Line(block.number + offset, paragraph, gap=True)
            continue
        yield block
