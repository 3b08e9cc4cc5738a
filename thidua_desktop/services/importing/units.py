"""Units an import is about to add: counted, listed, and shown beside those they may be."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy.engine import Connection

from thidua_desktop.domain.importing.values import Finding
from thidua_desktop.domain.organisation.units_text import unit_core
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.importing.import_plan import ImportPlan, RowToImport

_SHOWN: Final = 12


@dataclass(frozen=True, slots=True)
class NewUnit:
    """A unit an import would add. ``rows``: how many rows name it; ``alike``: another it may be, or nothing."""

    name: str
    rows: int
    alike: str = ""


def listed_units(
    connection: Connection, plan: ImportPlan, rows: Sequence[RowToImport]
) -> tuple[NewUnit, ...]:
    """The units the plan would add, those named most often first; teams inside a unit are none of them."""
    named = Counter(search_key(row.unit or row.name) for row in rows)
    known: dict[str, str] = {}
    for row in units(connection):
        known.setdefault(unit_core(row.name), row.name)
    found = []
    for values in plan.units:
        if values["parent_id"] is not None:
            continue
        name = str(values["name"])
        other = known.setdefault(unit_core(name), name)
        found.append(NewUnit(name, named[search_key(name)], other if other != name else ""))
    return tuple(sorted(found, key=lambda one: (-one.rows, one.name)))


def new_units(connection: Connection, plan: ImportPlan, *, file_name: str) -> list[Finding]:
    """One finding that lists all new units, and one for each that looks like another.

    ``Xã An Phú`` and ``UBND xã An Phú`` may be one unit; nobody but the user can say.
    """
    names = [str(values["name"]) for values in plan.units]
    if not names:
        return []
    shown = "; ".join(names[:_SHOWN]) + ("; …" if len(names) > _SHOWN else "")
    found = [Finding(file_name, "UNITS_NEW", "warning", {"found": str(len(names)), "value": shown})]
    known: dict[str, str] = {}
    for row in units(connection):
        known.setdefault(unit_core(row.name), row.name)
    for name in names:
        other = known.setdefault(unit_core(name), name)
        if search_key(other) != search_key(name):
            found.append(Finding(file_name, "UNIT_ALIKE", "warning", {"value": name, "other": other}))
    return found
