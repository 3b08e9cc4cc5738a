"""``restore``: the copies there are, and the way back to one of them."""

from __future__ import annotations

import argparse
from pathlib import Path

from thidua_desktop.cli import DONE
from thidua_desktop.cli.output import data_folder, notify, show_progress, write_json
from thidua_desktop.config import DataFolder
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.folder_lock import FolderLock
from thidua_desktop.services.backup import backups, handover, restoring
from thidua_desktop.texts import text


def run(arguments: argparse.Namespace) -> int:
    """Without a copy only lists them. ``--undo`` goes back to the state before the last restore."""
    folder = data_folder(arguments)
    if arguments.undo:
        copy = restoring.undo_copy(folder)
        if copy is None:
            raise OfficeError("restoring.nothing_to_undo")
    elif arguments.copy is None:
        return _list(folder, as_json=arguments.json)
    else:
        copy = _copy(folder, arguments.copy)
    folder.root.mkdir(parents=True, exist_ok=True)
    lock = FolderLock(folder.root / "window.lock")
    if not lock.acquire():
        raise OfficeError("restoring.window_open")
    try:
        done = handover.restore_file(folder, copy, password=arguments.password, progress=show_progress)
    finally:
        lock.release()
    notify(text("restoring.restored", copy=copy, years=backups.years_words(done.facts.years)))
    if done.stored is not None:
        notify(text("restoring.kept", stored=done.stored))
    notify(text("restoring.files_back", back=done.files_back, missing=done.files_missing))
    return DONE


def _copy(folder: DataFolder, named: Path) -> Path:
    """A path, or the name of a copy of this folder."""
    own = folder.backups / named.name
    return own if not named.exists() and own.exists() else named


def _list(folder: DataFolder, *, as_json: bool) -> int:
    found = backups.copies(folder.backups)
    if as_json:
        write_json(
            [
                {
                    "file": copy.path.name,
                    "taken_at": copy.taken_at.isoformat(),
                    "reason": copy.reason,
                    "usable": copy.facts.usable,
                    "years": copy.facts.years,
                    "persons": copy.facts.persons,
                    "decisions": copy.facts.decisions,
                    "grants": copy.facts.grants,
                    "last_change": copy.facts.last_change,
                }
                for copy in found
            ]
        )
        return DONE
    if not found:
        notify(text("system.copies.none"))
    for copy in found:
        notify(
            text("restoring.line", file=copy.path.name, reason=copy.reason_words, holds=copy.contents_words)
        )
    return DONE
