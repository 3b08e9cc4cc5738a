"""Cards stored with nominations, many at once: what the appraisal report reports each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue.stored_findings import worded
from thidua_desktop.db.engine.content import contents
from thidua_desktop.db.tables.nominations import Nomination

_CHUNK = 500


def stored_findings(
    connection: Connection, *, ids: Sequence[int]
) -> dict[int, tuple[Mapping[str, Any], ...]]:
    """The eligibility card of each nomination as it was last judged."""
    cards: dict[int, tuple[int, ...]] = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(Nomination.id, Nomination.verdict_findings).where(
            Nomination.id.in_(ids[start : start + _CHUNK])
        )
        for row in connection.execute(query):
            cards[row.id] = tuple(row.verdict_findings or ())
    stored = contents(connection, [number for card in cards.values() for number in card])
    words = {number: worded(card) for number, card in stored.items()}
    return {number: tuple(words[one] for one in card) for number, card in cards.items()}
