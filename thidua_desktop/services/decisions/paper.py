"""The decision on paper: standing words, legal bases of the day, and the list, before and after signing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from thidua_desktop.db.tables.decisions import Paper
from thidua_desktop.documents.decisions.decision import Annex, DecisionSheet, decision_paper, render_decision
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.wording import award_list_columns
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.grants import of_decision
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions.bases import Bases, BasesOffered, offered
from thidua_desktop.services.decisions.change_paper import change_annexes, change_lines, change_parts, touched
from thidua_desktop.services.decisions.decision_day import day_of_draft
from thidua_desktop.services.decisions.list_lines import ListLine, annex_groups, lines_of_grants
from thidua_desktop.services.decisions.parts import DecisionParts, lower_first, parts_of
from thidua_desktop.services.decisions.title_prizes import paid_lines
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

__all__ = [
    "DecisionParts",
    "bases_of",
    "file_name",
    "lower_first",
    "parts_of",
    "render",
    "save",
    "save_docx",
    "save_paper",
    "sheet_of",
]


def render(
    app: AppContext,
    decision_id: int,
    *,
    number: int | None = None,
    signed_on: dt.date | None = None,
    progress: Progress = silent,
) -> bytes:
    """The PDF: a draft with the number and day typed so far, else blank; a signed one as issued.

    OfficeError ``decisions.no_such_decision``, ``decisions.empty_list``, or what paper refuses.
    """
    return render_decision(sheet_of(app, decision_id, number=number, signed_on=signed_on), progress=progress)


def sheet_of(
    app: AppContext, decision_id: int, *, number: int | None = None, signed_on: dt.date | None = None
) -> DecisionSheet:
    """What ``render`` prints; the same refusals."""
    found = app.read(query.decision, decision_id)
    if found.sheet is not None:
        lines = lines_of_grants(app.read(of_decision, decision_id))
        parts = DecisionParts.from_json(found.sheet)
        annexes = change_annexes(found.kind, parts) or _annexes(parts, lines)
        return _sheet(found, parts, annexes, number=int(found.sheet["number"]))
    shown, bases = replace(found, signed_on=signed_on), Bases.from_json(found.bases)
    if found.kind != "award":
        pairs, on = touched(app, decision_id), signed_on or day_of_draft(app, found)
        parts = change_parts(app, found.kind, pairs, year=found.year, on=on, bases=bases)
        annexes = change_annexes(found.kind, parts) or _annexes(parts, change_lines(found.kind, pairs))
        return _sheet(shown, parts, annexes, number=number)
    rows, law = app.read(nominations, year=found.year, decision_id=decision_id), law_of(app)
    on = signed_on or day_of_draft(app, found)
    lines = paid_lines(app, found, rows, on=on, law=law)
    if not lines:
        raise OfficeError("decisions.empty_list")
    parts = parts_of(app, app.read(office), lines, year=found.year, on=on, law=law, bases=bases)
    return _sheet(shown, parts, _annexes(parts, lines), number=number)


def bases_of(app: AppContext, decision_id: int, *, signed_on: dt.date | None = None) -> BasesOffered:
    """The acts a draft would cite if it were signed that day, and what the officer chose of them."""
    found = app.read(query.decision, decision_id)
    on = signed_on or day_of_draft(app, found)
    if found.kind == "award":
        rows = app.read(nominations, year=found.year, decision_id=decision_id)
        awards = [row.award_code for row in rows]
    else:
        awards = [grant.award_code for _, grant in touched(app, decision_id)]
    return offered(app, found, on=on, awards=awards)


def file_name(app: AppContext, decision_id: int, *, suffix: str = ".pdf") -> str:
    """A name for the PDF, or the file of another kind, that every Windows accepts."""
    found = app.read(query.decision, decision_id)
    name = text("decisions.papers.decision", number=found.number or text("decisions.papers.draft"))
    return safe_file_name(name.removesuffix(".pdf") + suffix)


def save(app: AppContext, decision_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the PDF to ``path`` whole or not at all; of a signed decision a copy is stored with its hash."""
    data = render(app, decision_id, progress=progress)
    write_atomically(path, data)
    found = app.read(query.decision, decision_id)
    if found.state != "signed":
        return Changes()
    return save_paper(app, kind="decision", name=path.name, data=data, decision_id=decision_id)


def save_docx(
    app: AppContext,
    decision_id: int,
    path: Path,
    *,
    number: int | None = None,
    signed_on: dt.date | None = None,
    progress: Progress = silent,
) -> Changes:
    """Writes the decision for editing (.docx); none is stored, as what is archived is the PDF.

    The same refusals as ``render``, and those of writing a file.
    """
    from thidua_desktop.documents.docx.document import render_docx

    paper = decision_paper(sheet_of(app, decision_id, number=number, signed_on=signed_on))
    write_atomically(path, render_docx(paper, progress=progress))
    return Changes()


def save_paper(
    app: AppContext,
    *,
    kind: str,
    name: str,
    data: bytes,
    decision_id: int | None = None,
    session_id: int | None = None,
    submission_id: int | None = None,
) -> Changes:
    """Keeps a paper that left the program."""
    with app.database.writing("keep_paper", name=name) as uow:
        attachment_id = attachments.keep(app, uow, name=name, data=data)
        uow.add(
            Paper,
            kind=kind,
            decision_id=decision_id,
            session_id=session_id,
            submission_id=submission_id,
            attachment_id=attachment_id,
            created_at=uow.at,
        )
    return uow.changes


def _sheet(
    found: query.DecisionRow, parts: DecisionParts, annexes: tuple[Annex, ...], *, number: int | None
) -> DecisionSheet:
    return DecisionSheet(
        issuer=parts.issuer.upper(),
        superior=parts.superior.upper(),
        symbol=parts.symbol,
        place=parts.place,
        authority=parts.authority.upper(),
        authority_in_text=parts.authority,
        subject=parts.subject,
        legal_bases=parts.legal_bases,
        proposer=parts.proposer,
        articles=parts.articles,
        recipients=parts.recipients,
        signer_titles=found.signer_lines,
        signer_name=found.signer_name,
        number=number,
        date=found.signed_on,
        annexes=annexes,
    )


def _annexes(parts: DecisionParts, lines: Sequence[ListLine]) -> tuple[Annex, ...]:
    """The list; with a column of achievements, on its side, when somebody has words of one's own."""
    own = parts.achievements
    return (
        Annex(
            title=parts.annex_title,
            heading=text("decisions.annex.heading"),
            columns=award_list_columns(prize=True, award=False, achievement=own),
            groups=annex_groups(lines, achievement=own),
            landscape=own,
        ),
    )
