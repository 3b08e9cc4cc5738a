"""Copies of the data: when one is due, how many stay, attachments with them, and a second place for all."""

from __future__ import annotations

import datetime as dt
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.backup import (
    backup_database,
    copies_in,
    copy_file,
    file_hash,
    flush_folder,
    hash_of_copy,
    reason_of,
    taken_at,
)
from thidua_desktop.db.engine.copy_facts import CopyFacts, attachment_hashes, facts_of, last_entry, readable
from thidua_desktop.db.engine.session import storage_fault
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.services.backup.closed_copies import (
    CLOSED,
    OPEN_FILES,
    close_attachments,
    close_copy,
    close_what_is_open,
)
from thidua_desktop.services.backup.sealing import is_sealing_key
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import lookup, text

NEWEST_KEPT: Final = 10
WEEKS_KEPT: Final = 8
MONTHS_KEPT: Final = 24
SECOND_PLACE_DAYS: Final = 7
"""After so many days without a copy in the second place the program reminds of it."""
_POOL_DAYS: Final = 30
SECOND_FOLDER: Final = "ThiDuaDesktop-sao-luu"


@dataclass(frozen=True, slots=True)
class Copy:
    """One copy in the list: when and why it was made, and what it holds."""

    path: Path
    taken_at: dt.datetime
    reason: str
    size: int
    facts: CopyFacts

    @property
    def reason_words(self) -> str:
        return lookup(f"backups.reasons.{self.reason}") or text("backups.reasons.other")

    @property
    def contents_words(self) -> str:
        """Years and counts in one line, or why the copy cannot be used."""
        facts = self.facts
        if not facts.usable:
            return text(f"backups.states.{facts.state}")
        return text(
            "backups.contents",
            years=years_words(facts.years),
            persons=facts.persons,
            units=facts.units,
            decisions=facts.decisions,
            grants=facts.grants,
        )


def make_copy(app: AppContext, *, reason: str, progress: Progress = silent) -> Path:
    """A verified copy of the database and of every attachment not copied yet; older copies are thinned out.

    OfficeError when the copy cannot be made; the data are not touched.
    """
    path = copy_of(app.folder, reason=reason, progress=progress)
    thin_out(app.folder.backups)
    return path


def copy_of(folder: DataFolder, *, reason: str, progress: Progress = silent) -> Path:
    """The same for a folder that is not open; nothing is thinned out."""
    path = backup_database(folder.database, folder.backups, reason=reason, progress=progress)
    collect_attachments(folder.attachments, pool_of(folder.backups), progress=progress)
    return path


def copy_if_changed(app: AppContext, *, reason: str, progress: Progress = silent) -> Path | None:
    """A copy unless the newest sound one already holds the last action."""
    newest = newest_sound(app.folder.backups)
    if newest is not None and last_entry(newest) == last_entry(app.folder.database):
        return None
    return make_copy(app, reason=reason, progress=progress)


def copy_of_the_day(app: AppContext, *, progress: Progress = silent) -> Path | None:
    """The copy at the first start of a day; None when today has one or nothing was ever written."""
    today = app.today()
    copies = copies_in(app.folder.backups)
    if any(_day(path) >= today for path in copies[:1]) or last_entry(app.folder.database) == (0, ""):
        return None
    return make_copy(app, reason="day", progress=progress)


def before_import(app: AppContext, *, progress: Progress = silent) -> Path | None:
    """The copy before rows of a file are taken over. OfficeError when it cannot be made."""
    return copy_if_changed(app, reason="before_import", progress=progress)


def copies(folder: Path) -> tuple[Copy, ...]:
    """Every copy of a folder with what it holds, the newest first."""
    found = []
    for path in copies_in(folder):
        at = taken_at(path)
        if at is not None:
            found.append(Copy(path, at, reason_of(path), path.stat().st_size, _facts(path)))
    return tuple(found)


def newest_sound(folder: Path) -> Path | None:
    """The newest copy that opens."""
    return next((path for path in copies_in(folder) if readable(path)), None)


def copy_to_second_place(
    folder: DataFolder, place: Path, *, key: str = "", progress: Progress = silent
) -> Path:
    """Brings the newest copy and all attachments to another disk, reads them back there, thins out there.

    ``key``: of ``sealing.sealing_key``; copies and attachments are closed with it then, those that lie open
    there from before too. OfficeError ``backups.no_copy`` when there is none yet, ``backups.place_gone``
    without the place, ``backups.hash_differs`` when what was read back is not what was written.
    """
    newest = newest_sound(folder.backups)
    if newest is None:
        raise OfficeError("backups.no_copy")
    if not place.is_dir():
        raise OfficeError("backups.place_gone", folder=place)
    if key and not is_sealing_key(key):  # never open by mistake
        raise OfficeError("backups.key_unusable")
    second = place / SECOND_FOLDER
    try:
        second.mkdir(exist_ok=True)
        target = _closed(folder, newest, second, key, progress) if key else _as_it_is(newest, second)
        flush_folder(second)
    except OSError as error:
        raise storage_fault(error, second / newest.name) from error
    if not key:
        collect_attachments(pool_of(folder.backups), pool_of(second), progress=progress)
    thin_out(second)
    return target


def _as_it_is(newest: Path, second: Path) -> Path:
    target = second / newest.name
    digest = copy_file(newest, target)
    noted = hash_of_copy(newest)
    if file_hash(target) != digest or noted not in (None, digest):
        target.unlink()
        raise OfficeError("backups.hash_differs", file=newest.name)
    _note(target, digest)
    return target


def _closed(folder: DataFolder, newest: Path, second: Path, key: str, progress: Progress) -> Path:
    noted = hash_of_copy(newest)
    if noted not in (None, file_hash(newest)):
        raise OfficeError("backups.hash_differs", file=newest.name)
    target = second / f"{newest.stem}{CLOSED}"
    _note(target, close_copy(newest, target, key))
    close_attachments(pool_of(folder.backups), second, key, progress=progress)
    close_what_is_open(second, key, progress=progress)
    return target


def _note(target: Path, digest: str) -> None:
    target.with_suffix(".sha256").write_text(f"{digest}  {target.name}\n", encoding="utf-8")


def pool_of(backups: Path) -> Path:
    """Where the attachments of all copies of a folder lie, each once, under its hash."""
    return backups / OPEN_FILES


def collect_attachments(source: Path, pool: Path, *, progress: Progress = silent) -> int:
    """Copies every attachment the pool does not have; returns how many. One whose content is not its hash
    any more is left out: the pool keeps only what is whole."""
    lacking = [path for path in _attachments(source) if not (pool / path.parent.name / path.name).exists()]
    copied = 0
    for number, path in enumerate(lacking):
        progress(number, len(lacking), text("maintenance.copying_files"))
        target = pool / path.parent.name / path.name
        try:
            if not _enough_room(target, path):
                raise OfficeError("database.disk_full")
            target.parent.mkdir(parents=True, exist_ok=True)
            if copy_file(path, target) != path.name:
                target.unlink()
                continue
        except OSError as error:
            raise storage_fault(error, target) from error
        copied += 1
    return copied


def thin_out(folder: Path) -> tuple[Path, ...]:
    """Keeps the ten newest copies, the last of each of eight weeks and of 24 months; removes the others."""
    found = copies_in(folder)
    keep = set(found[:NEWEST_KEPT])
    keep |= _last_of_each(found, lambda day: (day.isocalendar()[0], day.isocalendar()[1]), WEEKS_KEPT)
    keep |= _last_of_each(found, lambda day: (day.year, day.month), MONTHS_KEPT)
    sound = newest_sound(folder)
    gone = tuple(path for path in found if path not in keep and path != sound)
    for path in gone:
        path.with_suffix(".sha256").unlink(missing_ok=True)
        path.unlink(missing_ok=True)
    if gone:
        _thin_out_pool(folder, sorted(keep))
    return gone


def days_since_second(last: str, today: dt.date) -> int | None:
    """Days since the last copy in the second place (ISO day), None when there was none."""
    try:
        return (today - dt.date.fromisoformat(last)).days
    except ValueError:
        return None


def clock_behind(app: AppContext) -> str:
    """The moment of the last action when the clock of this machine is before it, else empty."""
    at = last_entry(app.folder.database)[1]
    try:
        behind = bool(at) and dt.datetime.fromisoformat(at) > app.database.clock() + dt.timedelta(minutes=5)
    except (ValueError, TypeError):
        return ""
    return at if behind else ""


def years_words(years: Sequence[int]) -> str:
    """``2019–2026``, or a dash when nothing was written yet."""
    if not years:
        return "–"
    return str(years[0]) if len(years) == 1 else f"{years[0]}–{years[-1]}"


def _attachments(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("??/*") if path.is_file() and len(path.name) == 64)


def _enough_room(target: Path, source: Path) -> bool:
    from shutil import disk_usage

    place = next(parent for parent in target.parents if parent.exists())
    return disk_usage(place).free > source.stat().st_size


def _day(path: Path) -> dt.date:
    at = taken_at(path)
    return at.date() if at else dt.date.min


def _last_of_each(
    found: Sequence[Path], period: Callable[[dt.date], tuple[int, int]], count: int
) -> set[Path]:
    newest: dict[tuple[int, int], Path] = {}
    for path in found:  # the newest first
        newest.setdefault(period(_day(path)), path)
    return set(list(newest.values())[:count])


def _thin_out_pool(folder: Path, stored: Sequence[Path]) -> None:
    """Attachments that no copy names any more go after a month; with an unreadable copy nothing goes."""
    named: set[str] = set()
    for copy in stored:
        try:
            named |= attachment_hashes(copy)
        except OfficeError:
            return
    oldest = time.time() - _POOL_DAYS * 86_400
    for path in _attachments(pool_of(folder)):
        if path.name not in named and path.stat().st_mtime < oldest:
            path.unlink(missing_ok=True)


def _facts(path: Path) -> CopyFacts:
    try:
        return facts_of(path)
    except OfficeError:
        return CopyFacts(False, "unreadable")
