"""Everything of one decision in one folder: the papers as issued, lists, and their hashes."""

from __future__ import annotations

import hashlib
import stat
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import grouped, long_date
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.held_files import replace_file
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.grants import GrantRow, in_present_words
from thidua_desktop.services.certificates import ceremony, certificates
from thidua_desktop.services.council import minutes
from thidua_desktop.services.decisions import paper as decision_paper
from thidua_desktop.services.decisions import payment
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_FIELDS: Final = (
    "serial",
    "salutation",
    "name",
    "position",
    "unit",
    "award",
    "achievement",
    "decision",
    "date",
    "register",
    "prize",
    "signer",
)
_Maker = Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class ArchivedFile:
    """A file of the folder with its hash."""

    name: str
    sha256: str
    size: int


def merge_sheet(app: AppContext, decision_id: int) -> bytes:
    """Receivers of a signed decision as a workbook to merge in Word. OfficeError ``decisions.not_signed``."""
    from thidua_desktop.workbooks.certificates.mail_merge import mail_merge_workbook

    found = _signed(app, decision_id)
    rows = [
        {
            text(f"archive.merge.{key}"): value
            for key, value in zip(_FIELDS, _values(found, grant), strict=True)
        }
        for grant in app.read(in_present_words, decision_id)
    ]
    return mail_merge_workbook([text(f"archive.merge.{key}") for key in _FIELDS], rows)


def save_merge_sheet(app: AppContext, decision_id: int, path: Path) -> None:
    """Writes the workbook whole or not at all."""
    write_atomically(path, merge_sheet(app, decision_id))


def folder_name(app: AppContext, decision_id: int) -> str:
    """A name every Windows accepts."""
    found = _signed(app, decision_id)
    day = f"{found.signed_on:%Y-%m-%d}" if found.signed_on else ""
    return safe_file_name(text("archive.folder", day=day, number=found.number or ""))


def save_folder(
    app: AppContext, decision_id: int, parent: Path, *, progress: Progress = silent
) -> tuple[Path, tuple[ArchivedFile, ...]]:
    """Writes the folder of a signed decision into ``parent``, whole or not at all, and lists its files.

    The decision itself is the copy stored at issue where there is one. OfficeError ``decisions.not_signed``,
    ``archive.folder_exists``, ``archive.not_written``.
    """
    target = parent / folder_name(app, decision_id)
    if target.exists():
        raise OfficeError("archive.folder_exists", folder=target.name)
    try:
        with tempfile.TemporaryDirectory(dir=parent, prefix=".thidua-") as passing:
            made = Path(passing) / "folder"
            made.mkdir()
            files = tuple(_fill(app, decision_id, made, progress))
            index = made / text("archive.files.index")
            write_atomically(index, _index(files).encode("utf-8-sig"))
            index.chmod(stat.S_IREAD)
            replace_file(made, target)
    except OSError as error:
        raise OfficeError("archive.not_written", folder=target.name) from error
    return target, files


def _fill(app: AppContext, decision_id: int, folder: Path, progress: Progress) -> Iterator[ArchivedFile]:
    parts = list(_parts(app, decision_id))
    for place, (name, make) in enumerate(parts):
        progress(place, len(parts), name)
        data = make()
        write_atomically(folder / name, data)
        yield ArchivedFile(name, hashlib.sha256(data).hexdigest(), len(data))
    progress(len(parts), len(parts), "")


def _parts(app: AppContext, decision_id: int) -> Iterator[tuple[str, _Maker]]:
    """File names with what makes each: what does not exist for this decision is left out."""
    found = _signed(app, decision_id)
    yield decision_paper.file_name(app, decision_id), lambda: _as_issued(app, decision_id)
    if found.session_id is not None:
        session_id = found.session_id
        yield minutes.file_name(app, session_id), lambda: minutes.render(app, session_id)
    grants = app.read(in_present_words, decision_id)
    if not grants:
        return
    if certificates.due_of(app, decision_id):
        yield certificates.file_name(app, decision_id), lambda: certificates.render(app, decision_id).pdf
    if any(grant.prize for grant in grants):
        yield payment.file_name(app, decision_id), lambda: payment.render(app, decision_id)
    yield ceremony.file_name(app, decision_id), lambda: ceremony.render(app, decision_id)
    yield (
        safe_file_name(text("archive.files.merge", number=found.number or "") + ".xlsx"),
        lambda: merge_sheet(app, decision_id),
    )


def _as_issued(app: AppContext, decision_id: int) -> bytes:
    """The copy stored at issue; drawn again, letter by letter the same, where none was stored."""
    for paper in app.read(query.papers, decision_id=decision_id):
        path = attachments.path_of(app, paper.sha256)
        if paper.kind == "decision" and path.is_file():
            return path.read_bytes()
    return decision_paper.render(app, decision_id)


def _index(files: tuple[ArchivedFile, ...]) -> str:
    lines = [text("archive.index_head"), ""]
    lines += [
        text("archive.index_line", name=one.name, size=grouped(one.size), hash=one.sha256) for one in files
    ]
    return "\r\n".join(lines) + "\r\n"


def _signed(app: AppContext, decision_id: int) -> query.DecisionRow:
    found = app.read(query.decision, decision_id)
    if found.state != "signed":
        raise OfficeError("decisions.not_signed")
    return found


def _values(found: query.DecisionRow, grant: GrantRow) -> tuple[str, ...]:
    return (
        str(grant.position_in_list),
        grant.salutation,
        grant.name,
        grant.position,
        grant.unit,
        grant.title,
        grant.achievement,
        found.number or "",
        long_date(found.signed_on),
        str(grant.register_number or ""),
        grouped(grant.prize) if grant.prize else "",
        found.signer_name,
    )
