"""Files kept under their hash in the data folder; the database knows the hash."""

from __future__ import annotations

import hashlib
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import select

from thidua_desktop.db.decisions import Attachment
from thidua_desktop.db.writer import Writer
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.desk import Desk


def keep(desk: Desk, writer: Writer, *, name: str, data: bytes) -> int:
    """Stores the bytes once and returns the attachment's id.

    The file is on the disk before the row is committed: a crash leaves at most a file nobody names, which
    ``maintenance.verify`` lists.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = writer.connection.execute(
        select(Attachment.id).where(Attachment.sha256 == digest)
    ).scalar_one_or_none()
    path = path_of(desk, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    if known is not None:
        return int(known)
    return writer.add(Attachment, sha256=digest, name=name, size=len(data), created_at=writer.at)


def path_of(desk: Desk, digest: str) -> Path:
    """Where the file of this hash stands."""
    return desk.folder.attachments / digest[:2] / digest


@contextmanager
def copied(desk: Desk, digest: str, *, name: str) -> Iterator[Path]:
    """A passing copy under the sender's own name: some files are known by their ending only."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / name
        shutil.copyfile(path_of(desk, digest), path)
        yield path


def shown_copy(desk: Desk, digest: str, *, name: str) -> Path:
    """A copy for another program to show, under the name it was sent with; the kept file is never handed out.

    OfficeError ``attachments.gone`` when the file is not in the data folder any more.
    """
    source = path_of(desk, digest)
    if not source.exists():
        raise OfficeError("attachments.gone", file=name)
    folder = Path(tempfile.mkdtemp(prefix="thidua-"))
    shown = folder / safe_file_name(name)
    shutil.copyfile(source, shown)
    return shown
