"""Units an import is about to add: counted, listed, and shown beside those they may be."""

from __future__ import annotations

from typing import Final

from sqlalchemy.engine import Connection

from thidua_desktop.domain.importing.values import Finding
from thidua_desktop.domain.organisation.units_text import unit_core
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.services.importing.import_plan import ImportPlan

_SHOWN: Final = 12


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
