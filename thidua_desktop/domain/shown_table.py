"""A table as it stands on the screen: the columns shown in their order, the rows of the filter."""

from __future__ import annotations

from dataclasses import dataclass

from thidua_desktop.domain.number_tables import Cell, FigureColumn


@dataclass(frozen=True, slots=True, kw_only=True)
class ShownTable:
    """``rows`` have a cell for each column; ``subtitles`` stand below the title, ``notes`` below the rows."""

    title: str
    columns: tuple[FigureColumn, ...]
    rows: tuple[tuple[Cell, ...], ...]
    subtitles: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
