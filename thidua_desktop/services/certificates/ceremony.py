"""The list for the ceremony of a signed decision: collectives, then households, then persons, as called."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from thidua_desktop.documents.certificates.ceremony import CalledRow, CeremonySheet, ceremony_paper
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.grants import GrantRow, in_present_words
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions.parts import DecisionParts
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_ORDER: Final = ("collective", "household", "person")


def render(app: AppContext, decision_id: int, *, progress: Progress = silent) -> bytes:
    """The PDF. OfficeError ``decisions.not_signed``, ``documents.no_receivers``."""
    return render_paper(ceremony_paper(sheet_of(app, decision_id)), progress=progress)


def save_docx(app: AppContext, decision_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the list for editing (.docx); the same refusals, and those of a file."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(ceremony_paper(sheet_of(app, decision_id)), progress=progress))
    return Changes()


def file_name(app: AppContext, decision_id: int, *, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    number = app.read(query.decision, decision_id).number or ""
    return safe_file_name(text("archive.files.ceremony", number=number) + suffix)


def sheet_of(app: AppContext, decision_id: int) -> CeremonySheet:
    """What the list says."""
    found, us = app.read(query.decision, decision_id), app.read(office)
    if found.sheet is None or found.signed_on is None:
        raise OfficeError("decisions.not_signed")
    parts = DecisionParts.from_json(found.sheet)
    grants = sorted(
        app.read(in_present_words, decision_id),
        key=lambda grant: (_ORDER.index(grant.subject_type), grant.position_in_list),
    )
    return CeremonySheet(
        superior=us.name.upper(),
        issuer=us.standing_body.upper(),
        place=us.place,
        number=found.number or "",
        decided_on=found.signed_on,
        authority=parts.authority,
        rows=tuple(_row(grant) for grant in grants),
    )


def _row(grant: GrantRow) -> CalledRow:
    called = f"{grant.salutation} {grant.name}".strip()
    if grant.subject_type == "collective":
        called = grant.name
    where = ", ".join(part for part in (grant.position, grant.unit) if part and part != grant.name)
    return CalledRow(called, where, str(grant.register_number or ""), grant.title)
