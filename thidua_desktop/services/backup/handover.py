"""The hand-over book: one file with the data, attachments, settings, the guide and what is still to be done.

It is a zip, or the same zip closed with a password. On another PC it is chosen where a copy is chosen.
"""

from __future__ import annotations

import configparser
import contextlib
import re
import shutil
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from thidua_desktop.config import VIEW_MARK, DataFolder, resource
from thidua_desktop.db.engine.backup import backup_database, file_hash, flush_folder
from thidua_desktop.db.engine.copy_facts import attachment_hashes, facts_of
from thidua_desktop.db.engine.session import storage_fault
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.given_files import require_readable
from thidua_desktop.held_files import replace_file
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.services.backup.closed_copies import open_attachments
from thidua_desktop.services.backup.restoring import Restored, restore
from thidua_desktop.services.backup.sealing import is_sealed, seal, unseal
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_DATABASE: Final = "thidua.db"
_ATTACHMENT: Final = re.compile(r"attachments/[0-9a-f]{2}/[0-9a-f]{64}")
_SETTINGS: Final = "machine.ini"
_OWN_SECTIONS: Final = frozenset({"access", "backup", "geometry", "folders"})
"""Settings that belong to the machine or its user and are not handed over."""
_BLOCK: Final = 1 << 20


def make_book(
    app: AppContext,
    target: Path,
    *,
    year: int,
    password: str | None = None,
    view_only: bool = False,
    progress: Progress = silent,
) -> Path:
    """Writes the book to ``target`` (ends in ``.tdkt``), reads it back and returns it.

    ``year``: whose open tasks are listed. ``view_only``: a copy (``.tdxem``) that is looked at and never
    restored from. OfficeError when the disk refuses; the former file then stays.
    """
    try:
        with tempfile.TemporaryDirectory(dir=target.parent, prefix=".thidua-") as scratch:
            copy = backup_database(app.folder.database, Path(scratch), reason="manual", progress=progress)
            plain = Path(scratch) / "book.zip"
            _write(app, copy, plain, year=year, view_only=view_only, progress=progress)
            made = plain
            if password:
                made = Path(scratch) / "book.sealed"
                seal(plain, made, password)
            with opened(made, password=password) as book:
                if file_hash(book) != file_hash(copy):
                    raise OfficeError("backups.hash_differs", file=target.name)
            replace_file(made, target)
        flush_folder(target.parent)
    except OSError as error:
        raise storage_fault(error, target) from error
    return target


def needs_password(path: Path) -> bool:
    """Whether a chosen file is a book closed with a password. OfficeError ``files.…`` when it is not read."""
    require_readable(path)
    return is_sealed(path)


def restore_file(
    folder: DataFolder, path: Path, *, password: str | None = None, progress: Progress = silent
) -> Restored:
    """Restores from a copy or from a book, whichever the file is.

    OfficeError as ``restoring.restore``; ``handover.wrong_password``; ``handover.not_a_book``;
    ``handover.view_only`` for a copy made to look at.
    """
    require_readable(path)
    if not (is_sealed(path) or zipfile.is_zipfile(path)):
        return restore(folder, path, progress=progress)
    with opened(path, password=password, progress=progress) as database:
        if DataFolder(database.parent).view_only:
            raise OfficeError("handover.view_only", file=path.name)
        done = restore(folder, database, progress=progress)
        settings = database.with_name(_SETTINGS)
        if settings.exists() and not folder.machine_settings.exists():
            shutil.copyfile(settings, folder.machine_settings)
        return done


@contextmanager
def opened_to_view(path: Path, *, password: str | None = None) -> Iterator[DataFolder]:
    """A book as a passing data folder that refuses every write. OfficeError as ``opened``."""
    require_readable(path)
    if not (is_sealed(path) or zipfile.is_zipfile(path)):
        raise OfficeError("handover.not_a_book", file=path.name)
    with opened(path, password=password) as database:
        database.with_name(VIEW_MARK).write_text(text("handover.view_mark"), encoding="utf-8")
        yield DataFolder(database.parent)


@contextmanager
def opened(path: Path, *, password: str | None = None, progress: Progress = silent) -> Iterator[Path]:
    """The database of a book in a passing folder, its attachments beside it. ``progress`` may end it."""
    with tempfile.TemporaryDirectory(prefix="thidua-") as scratch:
        plain = path
        inside = Path(scratch) / "book"
        inside.mkdir()
        if is_sealed(path):
            plain = Path(scratch) / "book.zip"
            unseal(path, plain, password or "", progress=progress)
            if not zipfile.is_zipfile(plain):  # a closed copy of the second place, not a book
                database = inside / _DATABASE
                replace_file(plain, database)
                open_attachments(path, database, password or "", progress=progress)
                yield database
                return
        try:
            with zipfile.ZipFile(plain) as book:
                _extract(book, inside, progress)
        except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
            raise OfficeError("handover.not_a_book", file=path.name) from error
        if not (inside / _DATABASE).exists():
            raise OfficeError("handover.not_a_book", file=path.name)
        yield inside / _DATABASE


def _write(
    app: AppContext, copy: Path, plain: Path, *, year: int, view_only: bool, progress: Progress
) -> None:
    attachments = app.folder.attachments
    hashes = sorted(attachment_hashes(copy))
    with zipfile.ZipFile(plain, "w", zipfile.ZIP_DEFLATED) as book:
        book.write(copy, _DATABASE)
        for number, digest in enumerate(hashes):
            progress(number, len(hashes), text("handover.files"))
            source = attachments / digest[:2] / digest
            if source.is_file():
                book.write(source, f"attachments/{digest[:2]}/{digest}")
        book.writestr(f"{text('handover.read_me')}.txt", _read_me(app, copy, year))
        for page in sorted(resource("help").glob("*.md")):
            book.write(page, f"{text('handover.guide')}/{page.name}")
        if view_only:
            book.writestr(VIEW_MARK, text("handover.view_mark"))
        settings = _settings(app.folder.machine_settings)
        if settings:
            book.writestr(_SETTINGS, settings)


def _read_me(app: AppContext, copy: Path, year: int) -> str:
    """How to open the book, what it holds, and the tasks of the year that are not done."""
    facts = facts_of(copy)
    lines = [
        text("handover.how", office=facts.office or "–"),
        "",
        text("handover.open_tasks", year=year),
    ]
    left = [row for row in app.read(tasks, year=year) if row.done_on is None]
    lines += [
        text("handover.task", label=row.label, wording=row.wording, lead=row.lead or "–", when=row.when_text)
        for row in left
    ]
    return "\n".join(lines if left else [*lines, text("handover.no_tasks")])


def _settings(path: Path) -> str:
    """The machine's settings that help on another one: columns, letter size, printers."""
    from io import StringIO

    parser = configparser.RawConfigParser(strict=False)
    parser.optionxform = str  # type: ignore[assignment, method-assign]
    with contextlib.suppress(OSError, configparser.Error, UnicodeDecodeError):
        parser.read(path, encoding="utf-8")
    for section in parser.sections():
        if section.lower() in _OWN_SECTIONS:
            parser.remove_section(section)
    written = StringIO()
    parser.write(written, space_around_delimiters=False)
    return written.getvalue().strip()


def _extract(book: zipfile.ZipFile, inside: Path, progress: Progress) -> None:
    """Only names this program writes, each within the free room of the disk."""
    room = shutil.disk_usage(inside).free
    entries = book.infolist()
    for number, entry in enumerate(entries):
        progress(number, len(entries), text("restoring.files"))
        if entry.filename not in (_DATABASE, _SETTINGS, VIEW_MARK) and not _ATTACHMENT.fullmatch(
            entry.filename
        ):
            continue
        if entry.file_size > room:
            raise OfficeError("database.disk_full")
        target = inside / entry.filename
        target.parent.mkdir(parents=True, exist_ok=True)
        with book.open(entry) as reading, target.open("wb") as writing:
            left = entry.file_size
            while block := reading.read(_BLOCK):
                left -= len(block)
                if left < 0:
                    raise OfficeError("handover.not_a_book", file=entry.filename)
                writing.write(block)
        room -= entry.file_size
