"""A ``Paper`` as PDF bytes."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator, Sequence

from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Section,
    Signatures,
    Table,
)
from thidua_desktop.documents.layout.closing import ROWS_AT_SIGNATURE, signed_next
from thidua_desktop.documents.layout.flow import Slice, pages_of
from thidua_desktop.documents.layout.fonts import REGULAR
from thidua_desktop.documents.layout.grids import table_slices
from thidua_desktop.documents.layout.paragraphs import letterhead_slice, paragraph_slices, rule_slice
from thidua_desktop.documents.layout.signatures import recipients_slices, signatures_slices
from thidua_desktop.documents.layout.surface import Surface
from thidua_desktop.documents.layout.wrapping import cell_lines
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

MM = d.MM


def render_paper(paper: Paper, *, progress: Progress = silent) -> bytes:
    """Draw every section. The same paper always gives the same bytes.

    OfficeError ``documents.missing_letters`` (a letter no bundled font has), ``documents.row_too_tall``.
    """
    surface = Surface(title=paper.title, author=paper.author, subject=paper.subject)
    total = sum(_strips(section) for section in paper.sections)
    done = 0
    for section in paper.sections:
        width, height = _page_size(section)
        area = (height - d.MARGIN_TOP - d.MARGIN_BOTTOM) * MM
        slices = _fitting(_section_slices(section), area)
        for number, placed in enumerate(pages_of(slices, top=d.MARGIN_TOP * MM, height=area), start=1):
            surface.begin_page(width=width, height=height)
            if number > 1:
                _page_number(surface, number, width)
            for item in placed:
                item.slice.draw(surface, item.top)
            surface.end_page()
            done += len(placed)
            progress(min(done, total), total, text("documents.progress.pages", number=surface.pages))
    return surface.finish()


def _page_size(section: Section) -> tuple[float, float]:
    return (d.PAGE_HEIGHT, d.PAGE_WIDTH) if section.landscape else (d.PAGE_WIDTH, d.PAGE_HEIGHT)


def _page_number(surface: Surface, number: int, page_width: float) -> None:
    """Centred over the text area's middle, as the decree asks, in the top margin."""
    width = (page_width - d.MARGIN_LEFT - d.MARGIN_RIGHT) * MM
    for line in cell_lines(str(number), name=REGULAR, size=d.PAGE_NUMBER_SIZE, width=width, align="center"):
        surface.text(
            line, x=d.MARGIN_LEFT * MM, baseline=d.PAGE_NUMBER_BASELINE * MM, size=d.PAGE_NUMBER_SIZE
        )


def _strips(section: Section) -> int:
    """About how many strips a section has, to report how far the drawing is."""
    return sum(
        sum(len(group.rows) + 1 for group in block.groups) if isinstance(block, Table) else 1
        for block in section.blocks
    )


def _fitting(slices: Iterable[Slice], area: float) -> Iterator[Slice]:
    for item in slices:
        if item.height + (item.header.height if item.header else 0) > area:
            raise OfficeError("documents.row_too_tall")
        yield item


def _section_slices(section: Section) -> Iterator[Slice]:
    """Strips one after the other: a long list is never laid out as a whole."""
    width = (_page_size(section)[0] - d.MARGIN_LEFT - d.MARGIN_RIGHT) * MM
    blocks = section.blocks
    for place, block in enumerate(blocks):
        before = blocks[place - 1] if place else None
        yield from _block_slices(block, before, blocks[place + 1 :], d.MARGIN_LEFT * MM, width)


def _held(slices: Iterable[Slice], last: int) -> Iterator[Slice]:
    """The same strips, the ``last`` of them stored with what follows."""
    waiting: deque[Slice] = deque()
    for item in slices:
        waiting.append(item)
        if len(waiting) > last:
            yield waiting.popleft()
    for item in waiting:
        item.keep = True
        yield item


def _block_slices(
    block: Block, before: Block | None, after: Sequence[Block], x: float, width: float
) -> Iterable[Slice]:
    if isinstance(block, Paragraph):
        hold = signed_next(after) or (bool(after) and isinstance(after[0], Rule))
        return paragraph_slices(block, x, width, hold=hold)
    if isinstance(block, Table):
        slices = table_slices(block, x, width)
        return _held(slices, ROWS_AT_SIGNATURE) if signed_next(after) else slices
    if isinstance(block, Letterhead):
        return [letterhead_slice(block, x, width)]
    if isinstance(block, Recipients):
        return recipients_slices(block, x, width)
    if isinstance(block, Signatures):
        closing = signatures_slices(block, x, width)
        closing[-1].keep = bool(after) and isinstance(after[0], Recipients)
        return closing
    if not isinstance(before, Paragraph):
        raise TypeError("a rule stands below a paragraph")
    return [rule_slice(block, before, x, width)]
