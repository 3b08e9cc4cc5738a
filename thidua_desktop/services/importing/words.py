"""What the office has learned about words: spellings of awards, headings of columns, names of units."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import load_awards
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.importing import AwardAlias, HeaderAlias
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.values import Known
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.queries.organisation.units import unit_aliases
from thidua_desktop.services.office.context import AppContext


def learn_award(app: AppContext, *, spelling: str, award_code: str) -> Changes:
    """From now on this spelling means this award. OfficeError ``importing.unknown_award``."""
    if award_code not in {award.code for award in load_awards()}:
        raise OfficeError("importing.unknown_award", code=award_code)
    with app.database.writing("learn_award", spelling=clean(spelling)) as uow:
        known = uow.connection.execute(
            select(AwardAlias.id).where(AwardAlias.alias_key == search_key(spelling))
        ).scalar_one_or_none()
        _learn(uow, AwardAlias, known, alias_key=search_key(spelling), award_code=award_code)
    return uow.changes


def learn_header(app: AppContext, *, heading: str, field: str, sender_unit_id: int | None = None) -> Changes:
    """From now on this column heading means this field: in this sender's files, or in all (None)."""
    with app.database.writing("learn_header", heading=clean(heading)) as uow:
        learn_headings(uow, Headings({heading: field}, sender_unit_id))
    return uow.changes


@dataclass(frozen=True, slots=True)
class Headings:
    """Column headings as written, with the field each means: for one sender's files, or for all (None)."""

    fields: Mapping[str, str]
    sender_unit_id: int | None

    def added_to(self, known: Known) -> Known:
        """What the reader may know, these headings among it."""
        keyed = {search_key(heading): field for heading, field in self.fields.items()}
        return replace(known, header_aliases={**known.header_aliases, **keyed})


def learn_headings(uow: UnitOfWork, headings: Headings) -> None:
    """Saves what the headings mean, inside the caller's action."""
    sender = headings.sender_unit_id
    for heading, field in headings.fields.items():
        key = search_key(heading)
        known = uow.connection.execute(
            select(HeaderAlias.id).where(
                HeaderAlias.alias_key == key, HeaderAlias.sender_unit_id.is_not_distinct_from(sender)
            )
        ).scalar_one_or_none()
        _learn(uow, HeaderAlias, known, alias_key=key, sender_unit_id=sender, field=field)


def known_words(connection: Connection, *, year: int, sender_unit_id: int | None = None) -> Known:
    """What the reader may know: awards, the register of units, spellings and headings learned.

    A heading this sender was asked about goes before what the same heading means to everybody.
    """
    names = connection.execute(
        select(Unit.name).where(Unit.deleted_at.is_(None), Unit.parent_id.is_(None)).order_by(Unit.id)
    )
    awards = connection.execute(select(AwardAlias.alias_key, AwardAlias.award_code))
    return Known(
        awards=load_awards(),
        units=tuple(names.scalars()),
        unit_aliases=unit_aliases(connection),
        award_aliases={row.alias_key: row.award_code for row in awards},
        header_aliases=_headings(connection, None)
        | (_headings(connection, sender_unit_id) if sender_unit_id is not None else {}),
        review_year=year,
    )


def has_own_headings(connection: Connection, sender_unit_id: int) -> bool:
    """Whether this sender was ever asked about a heading."""
    return bool(_headings(connection, sender_unit_id))


def _headings(connection: Connection, sender_unit_id: int | None) -> dict[str, str]:
    rows = connection.execute(
        select(HeaderAlias.alias_key, HeaderAlias.field).where(
            HeaderAlias.sender_unit_id.is_not_distinct_from(sender_unit_id)
        )
    )
    return {row.alias_key: row.field for row in rows}


def _learn(
    uow: UnitOfWork, model: type[AwardAlias] | type[HeaderAlias], known: int | None, **values: Any
) -> None:
    if known is None:
        uow.add(model, **values)
    else:
        uow.update(model, known, **values)
