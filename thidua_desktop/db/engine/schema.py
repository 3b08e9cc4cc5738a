"""All tables in one import, for migrations and tests."""

from __future__ import annotations

from sqlalchemy import Table

from thidua_desktop.db.engine import name_index
from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.tables import (
    blocs,
    closing,
    content,
    council,
    decisions,
    dossiers,
    following,
    importing,
    journal,
    law,
    merging,
    nominations,
    organisation,
    people,
    plan,
    plan_text,
    printing,
    registrations,
    report_text,
    schemes,
    scoring,
    settings,
)
from thidua_desktop.domain.changes import Topic

__all__ = [
    "blocs",
    "closing",
    "content",
    "council",
    "decisions",
    "dossiers",
    "following",
    "importing",
    "is_modelled",
    "journal",
    "law",
    "merging",
    "metadata",
    "name_index",
    "nominations",
    "organisation",
    "people",
    "plan",
    "plan_text",
    "printing",
    "registrations",
    "report_text",
    "schemes",
    "scoring",
    "settings",
    "table_named",
    "topic_of",
]

metadata = Base.metadata
_TOPICS = {
    mapper.local_table.name: Topic(mapper.class_.topic)
    for mapper in Base.registry.mappers
    if hasattr(mapper.class_, "topic") and isinstance(mapper.local_table, Table)
}


def is_modelled(name: str | None, kind: str, _parents: object) -> bool:
    """Whether comparing file and models looks at it: not at SQLite's own tables behind the name index."""
    return not (kind == "table" and (name or "").startswith(name_index.TABLE))


def table_named(name: str) -> Table:
    """The table of this name. KeyError when there is none."""
    return metadata.tables[name]


def topic_of(table_name: str) -> Topic:
    """The topic that is broadcast when rows of this table change."""
    return _TOPICS[table_name]
