"""The file a batch was read from."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.domain.errors import OfficeError


@dataclass(frozen=True, slots=True)
class BatchFile:
    """A sender's file; ``stored`` is the hash it is stored under, ``state`` staged, committed or replaced."""

    batch_id: int
    year: int
    file_name: str
    stored: str
    state: str


def batch_file(connection: Connection, batch_id: int) -> BatchFile:
    """The file of a batch. OfficeError ``importing.not_staged`` when there is no such batch."""
    row = connection.execute(
        select(
            ImportBatch.id,
            ImportBatch.year,
            ImportBatch.file_name,
            Attachment.sha256,
            ImportBatch.state,
        )
        .join(Attachment, Attachment.id == ImportBatch.attachment_id)
        .where(ImportBatch.id == batch_id)
    ).one_or_none()
    if row is None:
        raise OfficeError("importing.not_staged")
    return BatchFile(*row)
