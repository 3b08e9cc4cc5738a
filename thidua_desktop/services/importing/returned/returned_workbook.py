"""The way back: the sender's file with its faults marked, and what taking an import back would touch."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path, PurePath
from typing import Final

from sqlalchemy.engine import Connection

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.importing.batches import entries_together, entry_of_import, files_together
from thidua_desktop.queries.importing.files import batch_file
from thidua_desktop.queries.office.touched import Named, names_of, rows_touched
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.returned.sent_file import sent_of
from thidua_desktop.services.journal.journal import Conflict, take_back_all
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import lookup, text
from thidua_desktop.workbooks.reading.password import plain_bytes
from thidua_desktop.workbooks.returned.list_sheet import marks_of
from thidua_desktop.workbooks.returned.workbook import marked_copy, marked_ending

_KINDS: Final = {
    "person": "persons",
    "unit": "units",
    "household": "households",
    "nomination": "nominations",
}


@dataclass(frozen=True, slots=True)
class Touched:
    """What an import added and changed, by name; keys ``persons units households nominations``.

    ``later``: what was changed or built upon since, in words: it would stay when the import is taken back.
    """

    file_name: str
    added: Mapping[str, tuple[str, ...]]
    changed: Mapping[str, tuple[str, ...]]
    later: tuple[str, ...]

    @property
    def sentences(self) -> tuple[str, ...]:
        """``Thêm mới: 12 cá nhân, 15 đề nghị khen thưởng.`` and the like, for the question before undo."""
        reported = (("feedback.touched.added", self.added), ("feedback.touched.changed", self.changed))
        return tuple(text(key, what=_counted(names)) for key, names in reported if names)


def marked_name(app: AppContext, batch_id: int) -> str:
    """A file name to offer: ``danh sách - cần sửa.xlsx``."""
    sent = app.read(sent_of, batch_id)
    with attachments.copied(app, sent.stored, name=sent.name) as path:
        return _suggested(sent.name, marked_ending(path))


def was_protected(app: AppContext, batch_id: int) -> bool:
    """Whether the sender's file wanted a password, which the copy that goes back does not."""
    return app.read(sent_of, batch_id).protected


def save_marked(app: AppContext, batch_id: int, path: Path, *, progress: Progress = silent) -> Path:
    """Writes the sender's workbook of a batch with everything found marked, judged by what is known today.

    What the officer corrected stays as the sender wrote it and is reported beside the faults. OfficeError
    ``feedback.nothing_to_mark`` when nothing is wrong with it; ``documents.…`` when it cannot be written.
    """
    batch, sent = app.read(batch_file, batch_id), app.read(sent_of, batch_id)
    with attachments.copied(app, batch.stored, name=batch.file_name) as stored:
        staged = staging.read(app, stored, year=batch.year, progress=progress)
    note = text("feedback.unlocked") if sent.protected else ""
    with attachments.copied(app, sent.stored, name=sent.name) as source:
        if not marks_of(staged, sent.reported):
            raise OfficeError("feedback.nothing_to_mark", file=sent.name)
        whole = replace(staged, file=sent.name)
        marked = marked_copy(source, whole, corrected=sent.reported, heads=sent.heads, note=note)
    write_atomically(path, marked)
    return path


def save_marked_file(
    source: Path, staged: StagedFile, folder: Path, *, password: str | None = None
) -> Path | None:
    """The marked copy of a file just read, into a folder; None when there is nothing to mark or no way to."""
    if staged.open_status not in staging.READABLE or not marks_of(staged):
        return None
    target = folder / _suggested(source.name, marked_ending(source, password=password))
    folder.mkdir(parents=True, exist_ok=True)
    note = (
        text("feedback.unlocked") if password and plain_bytes(source, password) != source.read_bytes() else ""
    )
    write_atomically(target, marked_copy(source, staged, password=password, note=note))
    return target


def touched_by(app: AppContext, batch_id: int, *, together: bool = False) -> Touched:
    """What an import did and what its undo would leave; ``together``: of all files imported with it.

    OfficeError ``importing.not_committed``.
    """
    entry = app.read(entry_of_import, batch_id)
    if entry is None:
        raise OfficeError("importing.not_committed")
    entries = app.read(entries_together, entry) if together else (entry,)
    conflicts = _rehearsed(app, entries)
    with app.database.reading() as connection:
        files = files_together(connection, batch_id) if together else (batch_id,)
        names = [batch_file(connection, number).file_name for number in files]
        rows = [rows_touched(connection, number) for number in entries]
        return Touched(
            file_name="”, “".join(names),
            added=_by_kind(connection, _merged(one["I"] for one in rows)),
            changed=_by_kind(connection, _merged(one["U"] for one in rows)),
            later=_conflict_lines(connection, conflicts),
        )


def conflict_words(app: AppContext, conflicts: Iterable[Conflict]) -> tuple[str, ...]:
    """What an undo left as it is, by name and not by number."""
    return app.read(_conflict_lines, tuple(conflicts))


class _Rehearsed(Exception):  # noqa: N818 - the way out of a rehearsal
    """Ends a transaction that must leave nothing."""


def _rehearsed(app: AppContext, entry_ids: Sequence[int]) -> tuple[Conflict, ...]:
    """The conflicts an undo would meet, found by undoing and letting go of it."""
    conflicts: tuple[Conflict, ...] = ()
    try:
        with app.database.writing("undo") as uow:
            conflicts = take_back_all(uow, entry_ids).conflicts
            raise _Rehearsed
    except _Rehearsed:
        return conflicts


def _merged(found: Iterable[Mapping[str, list[int]]]) -> dict[str, list[int]]:
    whole: dict[str, list[int]] = {}
    for one in found:
        for table, ids in one.items():
            whole.setdefault(table, []).extend(ids)
    return whole


def _suggested(file_name: str, ending: str) -> str:
    stem = PurePath(file_name).stem
    mark = text("feedback.file_name", name="")
    return (stem if stem.endswith(mark) else text("feedback.file_name", name=stem)) + ending


def _by_kind(connection: Connection, rows: Mapping[str, list[int]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for table, kind in _KINDS.items():
        named = names_of(connection, table, rows.get(table, ()))
        if named:
            found[kind] = tuple(_shown(one) for one in named.values())
    return found


def _shown(named: Named) -> str:
    if not named.award_code:
        return named.name
    return text("feedback.touched.nomination", name=named.name, award=_award(named.award_code))


def _award(code: str) -> str:
    try:
        return award_by_code(code).name
    except KeyError:
        return code


def _counted(names: Mapping[str, tuple[str, ...]]) -> str:
    return ", ".join(text(f"feedback.touched.{kind}", count=len(all_of)) for kind, all_of in names.items())


def _conflict_lines(connection: Connection, conflicts: Iterable[Conflict]) -> tuple[str, ...]:
    ids: dict[str, list[int]] = {}
    for conflict in conflicts:
        ids.setdefault(conflict.table_name, []).append(conflict.row_id)
    lines: list[str] = []
    for table, rows in ids.items():
        named = names_of(connection, table, rows)
        if len(named) < len(set(rows)):
            lines.append(text("feedback.touched.other"))
        lines.extend(_conflict_line(table, one) for one in named.values())
    return tuple(dict.fromkeys(lines))


def _conflict_line(table: str, named: Named) -> str:
    word = {"nomination": "nomination_row", "import_batch": "batch"}.get(table, table)
    if lookup(f"feedback.touched.{word}") is None:
        return text("feedback.touched.other")
    return text(f"feedback.touched.{word}", name=named.name, award=_award(named.award_code))
