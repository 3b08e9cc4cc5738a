"""Many senders' files at once: a folder or a choice of files, read together with one summary."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.file_kinds import is_list
from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.given_files import file_fault
from thidua_desktop.long_paths import LONGEST, long_path, plain_path
from thidua_desktop.queries.organisation.units import UnitRow
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.commit import commit_many
from thidua_desktop.services.importing.preview import wants_password
from thidua_desktop.services.importing.returned.restaging import core_name
from thidua_desktop.services.importing.senders import not_sent, sender_name, still_waiting
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import error_sentence, text

__all__ = ["FileResult", "ManyStaged", "commit_many", "files_in", "stage_many", "summary_sentence"]
MAX_FILES: Final = 2_000


@dataclass(frozen=True, slots=True)
class FileResult:
    """One file of many. Not read: ``batch_id`` is None and ``sentence`` says why.

    ``counts``: rows by outcome; ``repeated``: rows another file of the year says already; ``sender``: the
    unit it comes from, when recognised; ``wants_password``: protected, may be tried again with a password.
    """

    path: Path
    sentence: str
    batch_id: int | None = None
    counts: Mapping[str, int] = field(default_factory=dict)
    repeated: int = 0
    warnings: int = 0
    sender: str | None = None
    wants_password: bool = False
    spare: bool = False
    """Nothing of it is missed: another of the files says the same, or is its later version."""


@dataclass(frozen=True, slots=True)
class ManyStaged:
    """Files read together. ``silent``: units from which nothing has come this year, these files counted."""

    files: tuple[FileResult, ...]
    silent: tuple[UnitRow, ...]
    changes: Changes

    @property
    def totals(self) -> Counter[str]:
        """Rows of all files by outcome."""
        whole: Counter[str] = Counter()
        for file in self.files:
            whole.update(file.counts)
        return whole

    @property
    def batch_ids(self) -> tuple[int, ...]:
        return tuple(file.batch_id for file in self.files if file.batch_id is not None)


def files_in(paths: Iterable[Path]) -> tuple[Path, ...]:
    """The files named, and those below the folders named that may hold a list, in order of their names.

    OfficeError ``import_many.too_many``.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if not path.is_dir():
            found[path] = None
            continue
        below = long_path(path, room=LONGEST)
        for found_path in sorted(below.rglob("*"), key=_name_order):
            inner = plain_path(found_path)
            hidden = inner.name.startswith((".", "~$"))
            if is_list(inner) and not hidden and inner.is_file():
                found[inner] = None
            if len(found) > MAX_FILES:
                raise OfficeError("import_many.too_many", count=MAX_FILES)
    return tuple(found)


def _name_order(path: Path) -> tuple[tuple[str, str], ...]:
    """The same order on every system: a path of Windows compares without regard to case, one of Linux with it."""
    return tuple((part.casefold(), part) for part in path.parts)


def stage_many(
    app: AppContext,
    paths: Sequence[Path],
    *,
    year: int,
    progress: Progress = silent,
    passwords: Mapping[Path, str] | None = None,
) -> ManyStaged:
    """Reads and keeps every file that can be read; a bad one is reported and hinders no other.

    Nothing is imported. A row that stands in two of the files is reported at the later one. Cancelled when
    ``progress`` asks: files read so far stay, as files that wait.
    """
    files = files_in(paths)
    results: list[FileResult] = []
    seen: dict[str, Path] = {}
    topics: set[str] = set()
    for done, path in enumerate(files):
        progress(done, len(files), path.name)
        digest = _digest(path)
        if digest and digest in seen:
            results.append(FileResult(path, text("import_many.same", other=seen[digest].name), spare=True))
            continue
        seen[digest] = path
        result, reported = _stage_one(app, path, year=year, password=(passwords or {}).get(path))
        results.append(result)
        topics.update(reported.topics)
    progress(len(files), len(files), "")
    results = _without_replaced(app, results)
    unheard = app.read(not_sent, year=year, today=app.today())
    return ManyStaged(tuple(results), unheard, Changes(frozenset(topics)))


def dismiss(app: AppContext, batch_ids: Sequence[int]) -> Changes:
    """Puts files aside that wait to be imported; read again they come back. OfficeError
    ``importing.not_staged`` when one of them does not wait any more.
    """
    with app.database.writing("dismiss_files", count=len(batch_ids)) as uow:
        if still_waiting(uow.connection, batch_ids) != frozenset(batch_ids):
            raise OfficeError("importing.not_staged")
        for batch_id in batch_ids:
            uow.update(ImportBatch, batch_id, state="replaced")
    return uow.changes


def summary_sentence(many: ManyStaged) -> str:
    """One sentence over all files: how many were read, what their rows would do, who is missing."""
    totals = many.totals
    return text(
        "import_many.summary",
        files=len(many.batch_ids),
        bad=len(many.files) - len(many.batch_ids),
        rows=totals.total(),
        new=totals["new"],
        update=totals["update"],
        identical=totals["identical"],
        error=totals["error"],
        repeated=sum(file.repeated for file in many.files),
        silent=len(many.silent),
    )


def _without_replaced(app: AppContext, results: Sequence[FileResult]) -> list[FileResult]:
    """Of two versions of one list in the same folder only the later waits: the former is reported, not taken."""
    waiting = app.read(still_waiting, [one.batch_id for one in results if one.batch_id is not None])
    names = {core_name(one.path.name): one.path.name for one in results if one.batch_id in waiting}
    return [
        one
        if one.batch_id is None or one.batch_id in waiting
        else FileResult(
            one.path, text("import_many.replaced", other=names.get(core_name(one.path.name), "…")), spare=True
        )
        for one in results
    ]


def _stage_one(app: AppContext, path: Path, *, year: int, password: str | None) -> tuple[FileResult, Changes]:
    try:
        staged = staging.stage(app, path, year=year, password=password)
    except OfficeError as error:
        protected = wants_password(path, password)
        return FileResult(path, error_sentence(error), wants_password=protected), Changes()
    return _result(app, path, staged.batch_id, staged.file, staged.counts), staged.changes


def _result(
    app: AppContext, path: Path, batch_id: int, file: StagedFile, counts: Mapping[str, int]
) -> FileResult:
    sentence = text(
        "import_many.file",
        rows=sum(counts.values()),
        **{name: counts.get(name, 0) for name in ("new", "update", "identical", "error")},
    )
    return FileResult(
        path=path,
        sentence=sentence,
        batch_id=batch_id,
        counts=dict(counts),
        repeated=sum(finding.code == "DUP_OTHER_FILE" for finding in file.findings),
        warnings=file.count("warning"),
        sender=app.read(sender_name, batch_id) or file.sender,
    )


def _digest(path: Path) -> str:
    if file_fault(path) is not None:
        return ""
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""
