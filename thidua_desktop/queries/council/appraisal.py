"""Cards stored with nominations, many at once: what the appraisal report reports each."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.nominations import Nomination

_CHUNK = 500


def stored_findings(
    connection: Connection, *, ids: Sequence[int]
) -> dict[int, tuple[Mapping[str, Any], ...]]:
    """The eligibility card of each nomination as it was last judged."""
    found: dict[int, tuple[Mapping[str, Any], ...]] = {}
    for start in range(0, len(ids), _CHUNK):
        query = select(Nomination.id, Nomination.verdict_findings).where(
            Nomination.id.in_(ids[start : start + _CHUNK])
        )
        for row in connection.execute(query):
            found[row.id] = tuple(row.verdict_findings or ())
    return found
