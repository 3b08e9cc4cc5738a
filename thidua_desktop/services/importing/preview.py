"""What a file holds and what its import would do (or did), read again from the copy stored with the batch."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path

from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.importing.batches import rows
from thidua_desktop.queries.importing.files import BatchFile, batch_file
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.columns import ColumnTable, field_reader, tables_of_file
from thidua_desktop.services.importing.import_plan import plan_import
from thidua_desktop.services.importing.returned.sent_file import sent_of
from thidua_desktop.services.importing.same_answers import (
    answers_of,
    key_of_record,
    with_answers,
    without_answered,
)
from thidua_desktop.services.importing.senders import sender_of_batch
from thidua_desktop.services.importing.staging import Staged, row_to_import
from thidua_desktop.services.importing.units import NewUnit, listed_units
from thidua_desktop.services.importing.words import Headings, known_words
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext


@dataclass(frozen=True, slots=True)
class Preview:
    """A file as the officer knows it. ``outcomes``: new, update, identical or error, one for each record in order."""

    batch: BatchFile
    file: StagedFile
    outcomes: tuple[str, ...]
    tables: Mapping[str, tuple[ColumnTable, ...]] = field(default_factory=dict)
    corrected: int = 0
    """How many cells are read otherwise than the sender wrote them."""
    units: tuple[NewUnit, ...] = ()
    """Units its import would add."""


def of_staged(app: AppContext, staged: Staged) -> Preview:
    """The preview of a file that was just read."""
    batch = app.read(batch_file, staged.batch_id)
    file, outcomes, added = _judged(app, batch, staged.file)
    return _complete(app, Preview(batch, file, outcomes, units=added))


def of_batch(app: AppContext, batch_id: int, *, progress: Progress = silent) -> Preview:
    """The preview of a file stored. What waits is judged by today's register, what is imported as then."""
    batch = app.read(batch_file, batch_id)
    with _stored(app, batch) as path:
        file = staging.read(app, path, year=batch.year, progress=progress)
    if batch.state == "staged":
        file, outcomes, added = _judged(app, batch, file)
        return _complete(app, Preview(batch, file, outcomes, units=added))
    done = [row.outcome for row in app.read(rows, batch_id=batch_id)]
    as_then = len(done) == len(file.records)
    file, planned, _ = _judged(app, batch, file)
    return _complete(app, Preview(batch, file, tuple(done) if as_then else planned))


def restage(
    app: AppContext, batch_id: int, *, headings: Headings | None = None, progress: Progress = silent
) -> Staged:
    """Reads a stored file again with what was learned since; it takes the place of its former staging.

    ``headings``: what its columns mean, learned in the same action.
    """
    batch = app.read(batch_file, batch_id)
    with _stored(app, batch) as path:
        return staging.stage(
            app, path, year=batch.year, progress=progress, allow_empty=True, headings=headings
        )


def wants_password(path: Path, password: str | None = None) -> bool:
    """Whether a file was refused only because it is protected, and not opened by this password."""
    return staging.read_unknown(path, password=password).open_status == "password"


def _judged(
    app: AppContext, batch: BatchFile, file: StagedFile
) -> tuple[StagedFile, tuple[str, ...], tuple[NewUnit, ...]]:
    """The file without what the officer has answered, what its import would do, and the units it would add."""
    answers = app.read(answers_of, batch.batch_id)
    requested = [row_to_import(record) for record in file.records]
    if answers:
        requested = with_answers(requested, [key_of_record(record) for record in file.records], answers)
        file = without_answered(file, answers)
    plan = app.read(plan_import, requested, year=batch.year)
    return file, tuple(plan.outcomes), app.read(listed_units, plan, requested)


def _complete(app: AppContext, preview: Preview) -> Preview:
    """The preview with what its columns mean and how much of it was corrected."""
    batch = preview.batch
    sender = app.read(sender_of_batch, batch.batch_id)
    known = app.read(known_words, year=batch.year, sender_unit_id=sender)
    return replace(
        preview,
        tables=tables_of_file(preview.file, field_reader(known)),
        corrected=len(app.read(sent_of, batch.batch_id).reported),
    )


@contextmanager
def _stored(app: AppContext, batch: BatchFile) -> Iterator[Path]:
    """A copy under the sender's own name: the reader reports text files by their ending.

    A protected file is stored opened, so no password is asked again.
    """
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / batch.file_name
        shutil.copyfile(attachments.path_of(app, batch.stored), path)
        yield path
