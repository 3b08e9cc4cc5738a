"""Who or what bears the words typed: whole words first, then beginnings, initials and parts of words.

Marks typed narrow: ``Hoà`` finds Hoà and not Hoa, ``hoa`` finds both. Every answer is complete or says that
there is more.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.name_index import SOURCES, SPAN
from thidua_desktop.domain.text import marked_key, search_key, words_of

Table = Literal["person", "unit", "household", "decision", "plan_task", "plan"]
_LEAST_PART: Final = 3
"""Letters from which a word is also looked for inside other words: ``yen`` in ``nguyen``."""
_TONES: Final = "123456"
_ORDERS: Final[dict[Table, str]] = {
    "person": "it.sort_key, it.id",
    "unit": "it.sort_key, it.id",
    "household": "it.sort_key, it.id",
    "decision": "it.signed_on DESC, it.id DESC",
    "plan_task": "it.id DESC",
    "plan": "it.year DESC, it.id",
}
_GRANTED: Final[dict[Table, str]] = {
    "person": "person_id",
    "unit": "collective_id",
    "household": "household_id",
}


@dataclass(frozen=True, slots=True)
class FoundIds:
    """Ids in the order to show them; ``more``: others bear the words too and were left out."""

    ids: tuple[int, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class _Typed:
    plain: str
    marked: str

    @property
    def narrows(self) -> bool:
        """Whether it was typed with marks."""
        return self.plain != self.marked


def ids_bearing(
    connection: Connection, table: Table, words: str, *, limit: int | None = None, with_granted: bool = False
) -> FoundIds:
    """Rows of a table whose name holds every word of ``words``; nothing for no word. ``limit`` None: all.

    Rows in the bin are left out; ``with_granted`` keeps those of them that were given an award.
    """
    typed = tuple(_Typed(search_key(word), marked_key(word)) for word in words_of(words) if search_key(word))
    if not typed:
        return FoundIds(())
    found: list[int] = []
    seen = ""
    for expression in _wider(connection, typed, found):
        requested = f"({expression}) NOT ({seen})" if seen else expression
        room = -1 if limit is None else limit + 1 - len(found)
        found += _matching(connection, table, requested, limit=room, with_granted=with_granted)
        if limit is not None and len(found) > limit:
            return FoundIds(tuple(found[:limit]), more=True)
        seen = f"{seen} OR ({expression})" if seen else f"({expression})"
    return FoundIds(tuple(found))


def _matching(
    connection: Connection, table: Table, expression: str, *, limit: int, with_granted: bool
) -> list[int]:
    source = SOURCES[table]
    alive = "it.deleted_at IS NULL"
    if with_granted and table in _GRANTED:
        alive += f" OR EXISTS (SELECT 1 FROM award_grant WHERE award_grant.{_GRANTED[table]} = it.id)"
    # CROSS JOIN: the index is asked first and the table by id, never the other way round.
    rows = connection.exec_driver_sql(
        f"SELECT it.id FROM name_index CROSS JOIN {table} AS it ON it.id = name_index.rowid - ?"
        f" WHERE name_index MATCH ? AND name_index.rowid BETWEEN ? AND ? AND ({alive})"
        f" ORDER BY {_ORDERS[table]} LIMIT ?",
        (source.row_number(0), expression, source.row_number(0), source.row_number(SPAN - 1), limit),
    )
    return list(rows.scalars())


def _wider(connection: Connection, typed: tuple[_Typed, ...], found: Sequence[int]) -> Iterator[str]:
    """Full-text expressions, each wider than those before; ``found`` grows while they are answered."""
    yield _all_of(_whole(word) for word in typed)
    yield _all_of(_whole(word) if word.narrows else f'plain : "{word.plain}" *' for word in typed)
    if any(word.narrows for word in typed):
        if not found:  # a word with marks is whole until nobody bears it: then it is still being typed
            begun = [_beginning(connection, word) for word in typed]
            if all(begun):
                yield _all_of(begun)
        return
    if len(typed) == 1 and typed[0].plain.isalpha():
        yield f'initials : "{typed[0].plain}" *'
    if any(len(word.plain) >= _LEAST_PART for word in typed):
        yield _all_of(_inside(connection, word) for word in typed)


def _whole(word: _Typed) -> str:
    return f'marked : "{word.marked}"' if word.narrows else f'plain : "{word.plain}"'


def _beginning(connection: Connection, word: _Typed) -> str:
    """A word with marks as the beginning of others of the same tone; without a tone yet, of any."""
    if not word.narrows:
        return f'plain : "{word.plain}" *'
    if word.marked[-1] not in _TONES:
        return f'marked : "{word.marked}" *'
    return _any_of("marked", _terms(connection, f"{word.marked[:-1]}*{word.marked[-1]}"))


def _inside(connection: Connection, word: _Typed) -> str:
    begins = f'plain : "{word.plain}" *'
    if len(word.plain) < _LEAST_PART:
        return begins
    within = [term for term in _terms(connection, f"?*{word.plain}*") if term.isascii()]
    return f"({begins} OR {_any_of('plain', within)})" if within else begins


def _terms(connection: Connection, pattern: str) -> list[str]:
    rows = connection.exec_driver_sql("SELECT term FROM name_term WHERE term GLOB ?", (pattern,))
    return list(rows.scalars())


def _any_of(column: str, terms: list[str]) -> str:
    quoted = " OR ".join(f'"{term}"' for term in terms)
    return f"{column} : ({quoted})" if terms else ""


def _all_of(parts: Iterable[str]) -> str:
    return " AND ".join(f"({part})" for part in parts)
