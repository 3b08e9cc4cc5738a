"""Search as typed, key by key, beside one bare full-text query of persons for the same letters.

Ours answers what the search page shows: persons, units and households in the order shown, each with the
number of awards that stand, complete or marked as cut. The yardstick reads 300 persons by name alone.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator

from benchmarks.measuring import FRAME_MS, Line, run_alone
from benchmarks.offices import MILLION, SMALL, TEN_YEARS, Size, folder_of, reading
from thidua_desktop.db.engine.name_index import SOURCES, SPAN
from thidua_desktop.domain.text import search_key, words_of
from ui.pages.lookup.search import MOST_OF_A_KIND, search

TYPED = (
    "Nguyễn Thị Hà",
    "yen",
    "Yến",
    "hoang van hoa",
    "Trường Tiểu học Sơn Hà 5",
    "lo thi my",
    "nva",
    "truong",
)
BARE = (
    "SELECT it.id, it.full_name FROM name_index CROSS JOIN person AS it ON it.id = name_index.rowid - ?"
    " WHERE name_index MATCH ? AND name_index.rowid BETWEEN ? AND ? AND it.deleted_at IS NULL"
    " ORDER BY it.sort_key, it.id LIMIT ?"
)


def keys() -> list[str]:
    """What stands in the field after each key."""
    return [words[:end] for words in TYPED for end in range(1, len(words) + 1) if words[:end].strip()]


def bare_query(connection: sqlite3.Connection, words: str) -> None:
    plain = [search_key(word) for word in words_of(words) if search_key(word)]
    expression = " AND ".join(f'plain : "{word}" *' for word in plain)
    base = SOURCES["person"].row_number(0)
    connection.execute(BARE, (base, expression, base, base + SPAN - 1, MOST_OF_A_KIND)).fetchall()


def measured(size: Size, rounds: int) -> tuple[list[float], list[float]]:
    """Milliseconds of each key, ours and the bare query, in turns."""
    app = reading(size)
    connection = sqlite3.connect(folder_of(size) / "thidua.db")
    ours: list[float] = []
    theirs: list[float] = []
    for turn in range(rounds + 1):
        for words in keys():
            start = time.perf_counter()
            search(app, words)
            between = time.perf_counter()
            bare_query(connection, words)
            if turn:  # the first round warms caches of both
                ours.append((between - start) * 1000)
                theirs.append((time.perf_counter() - between) * 1000)
    connection.close()
    app.close()
    return ours, theirs


def measure(quick: bool) -> Iterator[Line]:
    for size in (SMALL, TEN_YEARS) if quick else (SMALL, TEN_YEARS, MILLION):
        ours, theirs = map(tuple, measured(size, 2 if quick else 5))
        yield Line(f"search, a key, p50, {size.name}", ours, theirs, None, "ms")
        bound = None if size is SMALL else 2.0
        yield Line(f"search, a key, p95, {size.name}", ours, theirs, bound, "ms", 0.95)
        yield Line(f"search, a key, p95 in ms, {size.name}", ours, (), FRAME_MS + 50, "ms", 0.95)


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
