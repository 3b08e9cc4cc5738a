"""Mending in place: the officer corrects cells of a sender's file, and the file is read again."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import PurePath

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.importing.files import batch_file
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.returned.sent_file import sent_of
from thidua_desktop.services.importing.staging import Staged
from thidua_desktop.services.importing.words import Headings
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.workbooks.returned.corrected import corrected_copy
from thidua_desktop.workbooks.returned.workbook import marked_ending


def correct_cells(
    app: AppContext,
    batch_id: int,
    values: Mapping[tuple[str, str], str],
    *,
    heads: Mapping[str, int] | None = None,
    headings: Headings | None = None,
    progress: Progress = silent,
) -> Staged:
    """Reads a stored file again with the texts the officer typed at ``(sheet, "C5")``; the file as sent stays stored.

    ``heads``: where a row for a header is put in before the texts are written, by sheet, from 1. The new
    reading takes the place of a batch that waits; of an imported one only the corrected rows are new.
    ``headings``: what columns mean, learned in the same action.
    OfficeError ``feedback.no_such_cell``, or as ``importing.stage``.
    """
    batch, sent = app.read(batch_file, batch_id), app.read(sent_of, batch_id)
    with attachments.copied(app, batch.stored, name=batch.file_name) as path:
        try:
            data = corrected_copy(path, values, heads=heads or {})
        except (KeyError, ValueError) as error:
            raise OfficeError("feedback.no_such_cell", file=batch.file_name) from error
        corrected = path.with_name(PurePath(batch.file_name).stem + marked_ending(path))
        corrected.write_bytes(data)
        return staging.stage(
            app,
            corrected,
            year=batch.year,
            progress=progress,
            corrections=batch_id,
            sent=sent.corrected(values, heads or {}),
            allow_empty=True,
            headings=headings,
        )
