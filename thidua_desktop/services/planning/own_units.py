"""Units a text names, matched against the office's own: the register's name is taken, an unknown one is asked once."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.domain.organisation.units_text import starts_like_unit
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.organisation.units import unit_index
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import put_spelling
from thidua_desktop.services.planning.offers import Offer
from thidua_desktop.workbooks.table_finding.vocabulary import load_vocabulary

_SEVERAL: Final = re.compile(r"\b(?:va|cung|hoac|co lien quan)\b")
"""Several units in one phrase are nobody's name."""


def with_own_units(app: AppContext, offers: Iterable[Offer]) -> tuple[tuple[Offer, ...], dict[str, str]]:
    """The offers with units named as the register names them, and by key the units it does not know.

    Matched are names, short names and spellings learned. Asked is only what begins as a unit's name does.
    """
    known, names = app.read(unit_index), dict(app.read(_names))
    words = load_vocabulary().units
    found: list[Offer] = []
    unknown: dict[str, str] = {}
    for offer in offers:
        typed = str(offer.values.get("unit") or "") if offer.group == "assignment" else ""
        own = names.get(known.get(search_key(typed), 0)) if typed else None
        if own is not None:
            offer = replace(offer, values={**offer.values, "unit": own})
        elif typed and names and starts_like_unit(typed, words) and not _is_several(typed):
            unknown[offer.key] = typed
        found.append(offer)
    return tuple(found), unknown


def learn_answered(
    app: AppContext, uow: UnitOfWork, unknown: Mapping[str, str], agreed: Mapping[str, Mapping[str, Any]]
) -> None:
    """Remembers, inside the caller's action, what a unit is that was corrected to one of the register."""
    known = app.within(uow).read(unit_index)
    for key, typed in unknown.items():
        answered = str(agreed.get(key, {}).get("unit") or "")
        unit_id = known.get(search_key(answered)) if answered else None
        if unit_id is not None and search_key(typed) not in known:
            put_spelling(uow, unit_id=unit_id, spelling=typed)


def _is_several(typed: str) -> bool:
    return any(mark in typed for mark in ",;/") or bool(_SEVERAL.search(search_key(typed)))


def _names(connection: Connection) -> list[tuple[int, str]]:
    query = select(Unit.id, Unit.name).where(Unit.deleted_at.is_(None))
    return [(row.id, row.name) for row in connection.execute(query)]
