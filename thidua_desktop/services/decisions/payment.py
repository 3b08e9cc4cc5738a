"""The list for paying out a signed decision's prizes, from its grants as printed."""

from __future__ import annotations

from pathlib import Path

from thidua_desktop.documents.decisions.payment_list import (
    PaymentRow,
    PaymentSheet,
    payment_paper,
    render_payment_list,
)
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.grants import in_present_words
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.decisions.list_lines import lines_of_grants
from thidua_desktop.services.decisions.paper import DecisionParts
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def render(app: AppContext, decision_id: int, *, progress: Progress = silent) -> bytes:
    """The PDF. OfficeError ``payment.not_signed``, ``documents.no_payment``."""
    return render_payment_list(sheet_of(app, decision_id), progress=progress)


def save_docx(app: AppContext, decision_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the list for editing (.docx); the same refusals as ``render``, and those of a file."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(payment_paper(sheet_of(app, decision_id)), progress=progress))
    return Changes()


def file_name(app: AppContext, decision_id: int, *, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    number = app.read(query.decision, decision_id).number or ""
    return safe_file_name(text("payment.files.name", number=number) + suffix)


def sheet_of(app: AppContext, decision_id: int) -> PaymentSheet:
    """What the list says: receivers of a prize, in the order of the decision, in their present words.

    Who decides also pays: Law 06/2022 Đ11.4 (confidence: text read).
    """
    found, us = app.read(query.decision, decision_id), app.read(office)
    if found.sheet is None:
        raise OfficeError("payment.not_signed")
    if found.kind in ("amend", "revoke"):
        raise OfficeError("payment.nothing_new", number=found.number)
    parts = DecisionParts.from_json(found.sheet)
    rows = tuple(
        PaymentRow(
            name=line.name,
            unit="" if line.unit == line.name else line.unit,
            award=line.title,
            amount=line.prize,
            group=text(f"payment.groups.{line.subject_type}"),
        )
        for line in lines_of_grants(app.read(in_present_words, decision_id))
        if line.prize
    )
    return PaymentSheet(
        superior=us.name.upper(),
        issuer=us.standing_body.upper(),
        place=us.place,
        year=str(found.year),
        number=parts.number_text(int(found.sheet["number"])),
        decided_on=found.signed_on,
        authority=parts.authority,
        rows=rows,
        signer_titles=found.signer_lines,
        signer_name=found.signer_name,
        payer=found.issuer,
    )
