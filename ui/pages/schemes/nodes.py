"""The places of a scheme one can stand on in its tree, as keys: ``line:I.1``, ``bar:0``, ``ranking``."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from thidua_desktop.domain.schemes.editing import tree
from thidua_desktop.domain.schemes.scheme import Criterion, Scheme
from thidua_desktop.domain.schemes.written import write_number
from thidua_desktop.texts import text

HEAD: Final = "head"
SCORERS: Final = "scorers"
TABLE: Final = "table"
BARS: Final = "bars"
RANKING: Final = "ranking"
AWARDS: Final = "awards"
LINE: Final = "line"
GROUPS: Final = (SCORERS, TABLE, BARS, AWARDS)


class Node(NamedTuple):
    """``parent``: key of the node above, empty at the top."""

    key: str
    parent: str
    code: str
    name: str
    points: str = ""
    way: str = ""
    heading: bool = False


def key_of(kind: str, mark: object) -> str:
    return f"{kind}:{mark}"


def split(key: str) -> tuple[str, str]:
    """Kind and mark of a key; the mark is empty for the nodes there is one of."""
    kind, _, mark = key.partition(":")
    return kind, mark


def nodes(scheme: Scheme) -> Iterator[Node]:
    """Every node, parents first."""
    yield Node(HEAD, "", "", text("schemes.nodes.head"))
    yield Node(SCORERS, "", "", text("schemes.nodes.scorers"), heading=True)
    for scorer in scheme.scorers:
        role = text(f"schemes.choices.scorer_role.{scorer.role}")
        reported = "" if role == scorer.name else role
        yield Node(key_of("scorer", scorer.code), SCORERS, "", scorer.name, way=reported)
    yield Node(TABLE, "", "", text("schemes.nodes.table"), heading=True)
    yield from _lines(scheme)
    yield Node(BARS, "", "", text("schemes.nodes.bars"), heading=True)
    for number, bar in enumerate(scheme.bars):
        yield Node(key_of("bar", number), BARS, "", bar.name)
    yield Node(RANKING, "", "", text("schemes.nodes.ranking"))
    yield Node(AWARDS, "", "", text("schemes.nodes.awards"), heading=True)
    for number, award in enumerate(scheme.awards):
        count = str(award.count) if award.count is not None else ""
        yield Node(key_of("award", number), AWARDS, "", award.name, count)


def _lines(scheme: Scheme) -> Iterator[Node]:
    known = {one.code for one in scheme.sections}
    for one in tree(scheme):
        line = one.line
        above = line.section if isinstance(line, Criterion) else line.parent
        parent = key_of(LINE, above) if above in known and above != line.code else TABLE
        points = write_number(line.standard)
        if isinstance(line, Criterion):
            role = "" if line.role == "base" else text(f"schemes.roles_short.{line.role}")
            way = text(f"schemes.methods_short.{line.method}")
            way = text("schemes.way", role=role, way=way) if role else way
            shown = points or (write_number(line.limit) if line.limit is not None else "")
            yield Node(key_of(LINE, line.code), parent, line.code, line.name, shown, way)
        else:
            yield Node(key_of(LINE, line.code), parent, line.code, line.name, points, "", heading=True)
