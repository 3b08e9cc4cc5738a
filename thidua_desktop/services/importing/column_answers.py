"""The officer reports what columns mean: remembered for their sender, and the file is read again."""

from __future__ import annotations

from collections.abc import Mapping

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.services.importing import preview
from thidua_desktop.services.importing.columns import ColumnTable, Heading
from thidua_desktop.services.importing.returned.corrections import correct_cells
from thidua_desktop.services.importing.senders import sender_of_batch
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.services.importing.words import Headings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_AWARD = "award:"
_IGNORED = "ignored"


def answer_columns(
    app: AppContext,
    batch_id: int,
    table: ColumnTable,
    reported: Mapping[Heading, str],
    *,
    progress: Progress = silent,
) -> Staged:
    """Remembers what the columns of a table are, for their sender, and reads the file again: one action.

    Where the sender is not known it is remembered for every file. Columns without a heading are given one in
    the copy that is read, in a row of its own where the list has none. OfficeError as ``importing.stage``.
    """
    sender = app.read(sender_of_batch, batch_id)
    missing: dict[tuple[str, str], str] = {}
    fields: dict[str, str] = {}
    for column, field in reported.items():
        if column.heading:
            fields[column.heading] = field
            continue
        words = heading_words(field)
        if field == _IGNORED:
            fields[words] = field
        missing[table.sheet, column.place] = words
    headings = Headings(fields, sender) if fields else None
    if missing:
        heads = {table.sheet: table.top} if table.put_in else {}
        return correct_cells(app, batch_id, missing, heads=heads, headings=headings, progress=progress)
    return preview.restage(app, batch_id, headings=headings, progress=progress)


def heading_words(field: str) -> str:
    """A heading the reader understands as this field, or as this award."""
    if field.startswith(_AWARD):
        return award_by_code(field.removeprefix(_AWARD)).name
    return text(f"importing.fields.{field}")
