"""The officer says of a file's new units which are others written otherwise: remembered, and the file read again."""

from __future__ import annotations

from collections.abc import Mapping

from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.queries.organisation.units import unit_index
from thidua_desktop.services.importing import preview
from thidua_desktop.services.importing.import_plan import guess_kind
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import put_spelling, unit_values


def join_units(
    app: AppContext, batch_id: int, joined: Mapping[str, str], *, progress: Progress = silent
) -> Staged:
    """From now on each spelling means the unit beside it, in every file; then the file is read again.

    ``joined``: spelling to the name of a unit; one the register does not have is added. All are one action.
    """
    with app.database.writing("join_units", count=len(joined)) as uow:
        known = dict(app.within(uow).read(unit_index))
        for spelling, name in joined.items():
            key = search_key(name)
            if key not in known:
                values = unit_values(clean(name), kind=guess_kind(name))
                known[key] = uow.add(Unit, **values)
            if search_key(spelling) != key:
                put_spelling(uow, unit_id=known[key], spelling=spelling)
    return preview.restage(app, batch_id, progress=progress)
