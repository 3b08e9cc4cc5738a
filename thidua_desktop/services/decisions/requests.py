"""The request to the level above for what the council passed and this office may not decide."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.documents.decisions.request import SubmissionSheet, render_submission, submission_paper
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import number_and_symbol
from thidua_desktop.documents.wording import award_list_columns, wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.office.settings import SignerRow, office, signers
from thidua_desktop.services.decisions.bases import basis_lines
from thidua_desktop.services.decisions.decisions import queue, refuse_nobodys
from thidua_desktop.services.decisions.list_lines import (
    ListLine,
    annex_groups,
    lines_of_nominations,
    number_by_kind,
)
from thidua_desktop.services.nominations.award_sentences import award_in_sentence
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import signing_lines
from thidua_desktop.texts import text


def render(
    app: AppContext,
    *,
    year: int,
    nomination_ids: Collection[int] | None = None,
    number: int | None = None,
    day: dt.date | None = None,
    progress: Progress = silent,
) -> bytes:
    """The PDF, number and day open until they are known; ``nomination_ids`` None: all that wait.

    OfficeError ``submission.nothing_waits``, ``submission.no_superior``, ``submission.no_signer``.
    """
    sheet = sheet_of(app, year=year, nomination_ids=nomination_ids, number=number, day=day)
    return render_submission(sheet, progress=progress)


def save_docx(
    app: AppContext,
    path: Path,
    *,
    year: int,
    nomination_ids: Collection[int] | None = None,
    number: int | None = None,
    day: dt.date | None = None,
    progress: Progress = silent,
) -> Changes:
    """Writes the request for editing (.docx); the same refusals as ``render``, and those of a file."""
    from thidua_desktop.documents.docx.document import render_docx

    sheet = sheet_of(app, year=year, nomination_ids=nomination_ids, number=number, day=day)
    paper = submission_paper(sheet)
    write_atomically(path, render_docx(paper, progress=progress))
    return Changes()


def number_text(number: int, *, office_symbol: str) -> str:
    """``45/TTr-UBND``."""
    return number_and_symbol(number, wording("submission").fill("submission.symbol", office=office_symbol))


def file_name(*, year: int, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    return safe_file_name(text("submission.files.name", year=year) + suffix)


def sheet_of(
    app: AppContext,
    *,
    year: int,
    nomination_ids: Collection[int] | None = None,
    number: int | None = None,
    day: dt.date | None = None,
) -> SubmissionSheet:
    """What the request says. It is signed for the body, so the head's lines stand below ``TM.``."""
    us, on = app.read(office), day or app.today()
    if nomination_ids is None:
        chosen = list(queue(app, year=year).higher)
    else:
        chosen = list(app.read(nominations, year=year, ids=list(nomination_ids)))
    if not chosen:
        raise OfficeError("submission.nothing_waits", year=year)
    refuse_nobodys(app, us, chosen, year=year)
    if not us.superior_name:
        raise OfficeError("submission.no_superior")
    who = _signer(app, on)
    lines = lines_of_nominations(chosen, on=on)
    # What the level above pays is its own to say: the list has no sums.
    groups = tuple(
        replace(group, rows=tuple((name, unit, note) for name, unit, _, note in group.rows))
        for group in annex_groups(lines)
    )
    return SubmissionSheet(
        issuer=us.name.upper(),
        issuer_in_text=us.name,
        superior=us.letterhead_superior.upper(),
        office_symbol=us.symbol,
        place=us.place,
        year=str(year),
        award=_award(lines),
        addressees=(us.superior_name,),
        legal_bases=basis_lines(on, (line.award_code for line in lines)),
        columns=award_list_columns(award=False),
        groups=groups,
        signer_titles=signing_lines(us, who.lines),
        signer_name=who.full_name,
        archive=wording("award").fill("decision.archive"),
        council=us.council_name,
        number=number,
        date=day,
        **number_by_kind(lines),
    )


def _award(lines: Sequence[ListLine]) -> str:
    """The award asked for, or what several have in common: they are named in the list."""
    codes = {line.award_code for line in lines}
    if len(codes) == 1:
        return award_in_sentence(codes, on_title=lines[0].title)
    kinds = {award_by_code(code).kind for code in codes}
    name = f"{next(iter(kinds))}s" if len(kinds) == 1 else "mixed"
    return wording("submission").fill(f"award.{name}")


def _signer(app: AppContext, on: dt.date) -> SignerRow:
    found = app.read(signers, on=on)
    if not found:
        raise OfficeError("submission.no_signer")
    return found[0]
