"""Slices of blocks onto pages: nothing cut, nothing orphaned, table headers repeated."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from thidua_desktop.documents.layout.surface import Surface

Draw = Callable[[Surface, float], None]
"""``draw(surface, top)`` in points from the top of the page."""


@dataclass(slots=True)
class Slice:
    """A strip that is never cut. ``before`` is blank above it, left out at the top of a page; ``keep`` holds
    it on the page of the next strip; ``header`` is drawn again when the strip opens a page."""

    height: float
    draw: Draw
    before: float = 0.0
    keep: bool = False
    header: Slice | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    slice: Slice
    top: float


def pages_of(slices: Iterable[Slice], *, top: float, height: float) -> Iterator[list[Placed]]:
    """Pages of strips; ``top`` and ``height`` of the text area in points."""
    page: list[Placed] = []
    used = 0.0
    for chain in _chains(slices):
        need = _height(chain, first=not page)
        if page and used + need > height + 0.01:
            yield page
            page, used = [], 0.0
        for item in chain:
            gap = item.before if page else 0.0
            # Only a chain taller than a page comes to a break here.
            if page and used + gap + item.height > height + 0.01:
                yield page
                page, used, gap = [], 0.0, 0.0
            if not page and item.header is not None:
                page.append(Placed(item.header, top))
                used = item.header.height
            page.append(Placed(item, top + used + gap))
            used += gap + item.height
    if page:
        yield page


def _chains(slices: Iterable[Slice]) -> Iterator[list[Slice]]:
    chain: list[Slice] = []
    for item in slices:
        chain.append(item)
        if not item.keep:
            yield chain
            chain = []
    if chain:
        yield chain


def _height(chain: Sequence[Slice], *, first: bool) -> float:
    total = sum(item.before + item.height for item in chain)
    return total - chain[0].before if first else total
