"""A certificate layout being designed: moved by tenths of a millimetre, snapped, taken back step by step."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Final

from thidua_desktop.services.certificates.layouts import CertificateLayout, LayoutBlock, ScanPlace

STEP: Final = 0.1
"""Millimetres an arrow key moves."""
SNAP: Final = 1.2
"""Distance in mm from which a dragged edge jumps to a guide."""
_LEAST_WIDTH: Final = 5.0


@dataclass(frozen=True, slots=True)
class Guide:
    """A line a block snapped to. ``at`` in mm; ``upright`` reports x from y."""

    at: float
    upright: bool


class LayoutDraft:
    """``layout`` is the present state; every change keeps the former one."""

    def __init__(self, layout: CertificateLayout) -> None:
        self._past: list[CertificateLayout] = []
        self._future: list[CertificateLayout] = []
        self._joined: object = None
        self.layout = layout
        self._saved = layout

    @property
    def changed(self) -> bool:
        return self.layout != self._saved

    @property
    def can_undo(self) -> bool:
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        return bool(self._future)

    def mark_saved(self, layout: CertificateLayout) -> None:
        """Stored in the office's data, under the key it has there."""
        self.layout = self._saved = layout

    def block(self, key: str) -> LayoutBlock:
        """KeyError when the layout has no such block."""
        for block in self.layout.blocks:
            if block.key == key:
                return block
        raise KeyError(key)

    def set(self, key: str, *, joined: object = None, **values: Any) -> None:
        """Changes a block. Changes with one ``joined`` mark (a drag) are taken back together."""
        changed = self._inside(replace(self.block(key), **values))
        self._become(
            replace(
                self.layout,
                blocks=tuple(changed if block.key == key else block for block in self.layout.blocks),
            ),
            joined,
        )

    def set_paper(self, *, width: float, height: float) -> None:
        """Another paper; blocks that would stand outside are brought in."""
        sized = replace(self.layout, width=width, height=height)
        self._become(replace(sized, blocks=tuple(_inside(block, sized) for block in sized.blocks)), None)

    def set_scan(self, place: ScanPlace, *, joined: object = None) -> None:
        """Where the picture of the stock lies."""
        self._become(replace(self.layout, scan=place), joined)

    def remove(self, key: str) -> None:
        """Takes a block out of the layout."""
        stored = tuple(block for block in self.layout.blocks if block.key != key)
        self._become(replace(self.layout, blocks=stored), None)

    def add(self, block: LayoutBlock) -> None:
        """Puts a block in."""
        self._become(replace(self.layout, blocks=(*self.layout.blocks, self._inside(block))), None)

    def move(self, key: str, dx: float, dy: float, *, joined: object = None) -> None:
        """By so many mm, exact to a tenth."""
        block = self.block(key)
        self.set(key, joined=joined, x=tenth(block.x + dx), y=tenth(block.y + dy))

    def drag(self, key: str, x: float, y: float, *, joined: object) -> tuple[Guide, ...]:
        """To a place near ``x``, ``y``: what is close to a guide stands on it. Gives the guides met."""
        block = self.block(key)
        guides: list[Guide] = []
        at_x = _snapped(x, (0.0, block.width / 2, block.width), self._guides(key, upright=True))
        if at_x is not None:
            x, line = at_x
            guides.append(Guide(line, upright=True))
        at_y = _snapped(y, (0.0,), self._guides(key, upright=False))
        if at_y is not None:
            y, line = at_y
            guides.append(Guide(line, upright=False))
        self.set(key, joined=joined, x=tenth(x), y=tenth(y))
        return tuple(guides)

    def undo(self) -> None:
        if self._past:
            self._future.append(self.layout)
            self.layout = self._past.pop()
            self._joined = None

    def redo(self) -> None:
        if self._future:
            self._past.append(self.layout)
            self.layout = self._future.pop()
            self._joined = None

    def _become(self, layout: CertificateLayout, joined: object) -> None:
        if layout == self.layout:
            return
        if joined is None or joined != self._joined:
            self._past.append(self.layout)
        self._joined = joined
        self._future.clear()
        self.layout = layout

    def _guides(self, key: str, *, upright: bool) -> list[float]:
        """Edges and middles of the other blocks and of the paper."""
        lines = [self.layout.width / 2] if upright else [self.layout.height / 2]
        for block in self.layout.blocks:
            if block.key != key:
                lines += [block.x, block.x + block.width / 2, block.x + block.width] if upright else [block.y]
        return lines

    def _inside(self, block: LayoutBlock) -> LayoutBlock:
        return _inside(block, self.layout)


def tenth(length: float) -> float:
    """Whole tenths of a millimetre, without the dust of binary fractions."""
    return round(length, 1)


def _inside(block: LayoutBlock, layout: CertificateLayout) -> LayoutBlock:
    """The same block, no wider than the paper and wholly on it."""
    width = tenth(min(max(block.width, _LEAST_WIDTH), layout.width))
    x = tenth(min(max(block.x, 0.0), layout.width - width))
    y = tenth(min(max(block.y, 0.0), layout.height - 1))
    return replace(block, x=x, y=y, width=width, floor=min(block.floor, block.size))


def _snapped(place: float, offsets: Iterable[float], lines: Iterable[float]) -> tuple[float, float] | None:
    """(place that puts one of its offsets on a line, that line), the nearest; None when none is near."""
    known = tuple(lines)
    found = [(abs(place + offset - line), line - offset, line) for offset in offsets for line in known]
    best = min(found, default=None)
    return None if best is None or best[0] > SNAP else (best[1], best[2])
