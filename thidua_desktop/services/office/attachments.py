"""Files stored under their hash in the data folder; the database knows the hash."""

from __future__ import annotations

import contextlib
import hashlib
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import select

from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Attachment
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.services.office.context import AppContext

_PAPERS: Final = "pdf doc docx rtf odt txt xls xlsx xlsm ods csv ppt pptx odp"
_PICTURES: Final = "png jpg jpeg gif bmp tif tiff webp heic"
SHOWN_KINDS: Final = frozenset(f".{ending}" for ending in f"{_PAPERS} {_PICTURES}".split())
_PROGRAMS: Final = (b"MZ", b"\x7fELF", b"#!", b"L\x00\x00\x00\x01\x14\x02\x00", b"\xca\xfe\xba\xbe")
"""How programs, scripts and Windows shortcuts begin, whatever their name ends in."""
_HEAD: Final = 16
_ZONE: Final = "[ZoneTransfer]\r\nZoneId=3\r\n"


def keep(app: AppContext, uow: UnitOfWork, *, name: str, data: bytes) -> int:
    """Stores the bytes once and returns the attachment's id.

    The file is on the disk before the row is committed: a crash leaves at most a file nobody names, which
    ``maintenance.verify`` lists.
    """
    digest = hashlib.sha256(data).hexdigest()
    known = uow.connection.execute(
        select(Attachment.id).where(Attachment.sha256 == digest)
    ).scalar_one_or_none()
    path = path_of(app, digest)
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, data)
    if known is not None:
        return int(known)
    return uow.add(Attachment, sha256=digest, name=name, size=len(data), created_at=uow.at)


def path_of(app: AppContext, digest: str) -> Path:
    """Where the file of this hash stands."""
    return app.folder.attachments / digest[:2] / digest


@contextmanager
def copied(app: AppContext, digest: str, *, name: str) -> Iterator[Path]:
    """A passing copy under the sender's own name: some files are known by their ending only.

    OfficeError ``attachments.gone`` when the file is not in the data folder any more.
    """
    source = _present(app, digest, name)
    with tempfile.TemporaryDirectory(prefix="thidua-") as folder:
        path = Path(folder) / name
        shutil.copyfile(source, path)
        yield path


def shown_copy(app: AppContext, digest: str, *, name: str) -> Path:
    """A copy for another program to show, under the name it was sent with; the stored file is never handed out.

    Only papers, tables and pictures are shown. The copy carries Windows' mark of a file from elsewhere, so
    that Office opens it protected; ``stray_files.sweep`` removes it. OfficeError ``attachments.gone`` when
    the file is not in the data folder any more, ``attachments.not_shown`` for a program, a link or a kind
    nobody needs here.
    """
    source = _present(app, digest, name)
    shown_name = safe_file_name(name)
    with source.open("rb") as file:
        head = file.read(_HEAD)
    if Path(shown_name).suffix.lower() not in SHOWN_KINDS or head.startswith(_PROGRAMS):
        raise OfficeError("attachments.not_shown", file=name)
    folder = Path(tempfile.mkdtemp(prefix="thidua-"))
    shown = folder / shown_name
    shutil.copyfile(source, shown)
    mark_from_elsewhere(shown)
    return shown


def mark_from_elsewhere(path: Path, *, platform: str = sys.platform) -> None:
    """Windows' mark of the web: a stream beside the content that says the file came from outside."""
    if platform != "win32":
        return
    with contextlib.suppress(OSError):  # a disk without such streams (FAT) keeps no mark
        Path(f"{path}:Zone.Identifier").write_text(_ZONE, encoding="ascii")


def _present(app: AppContext, digest: str, name: str) -> Path:
    """Where the file stands. OfficeError ``attachments.gone`` when it does not."""
    source = path_of(app, digest)
    if not source.is_file():
        raise OfficeError("attachments.gone", file=name)
    return source
