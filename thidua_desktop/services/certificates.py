"""Certificates of a signed decision: frozen words in, one page each out."""

from __future__ import annotations

from collections.abc import Sequence

from thidua_desktop.documents.certificate import CertificateRun, CertificateSheet, render_certificates
from thidua_desktop.documents.files import safe_file_name
from thidua_desktop.documents.phrases import long_date, place_and_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries import decisions as query
from thidua_desktop.queries.grants import GrantRow, of_decision
from thidua_desktop.services.decision_paper import DecisionParts
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.layouts import choices
from thidua_desktop.services.layouts import layout as layout_of
from thidua_desktop.texts import text

DEFAULT_LAYOUT = "a4_landscape"


def layouts(desk: Desk) -> dict[str, str]:
    """Name of each layout by its key."""
    return {one.key: one.name for one in choices(desk)}


def render(
    desk: Desk,
    decision_id: int,
    *,
    layout: str = DEFAULT_LAYOUT,
    full_print: bool = True,
    grant_ids: Sequence[int] | None = None,
    progress: Progress = silent,
) -> CertificateRun:
    """One page a receiver in the order of the list, and what would not fit.

    ``full_print`` False leaves the background to the pre-printed stock. OfficeError ``decisions.not_signed``.
    """
    found = desk.read(query.decision, decision_id)
    if found.sheet is None or found.signed_on is None:
        raise OfficeError("decisions.not_signed")
    parts = DecisionParts.from_json(found.sheet)
    grants = desk.read(of_decision, decision_id)
    chosen = _chosen(grants, grant_ids)
    sheets = [_sheet(found, parts, grant) for grant in chosen]
    return render_certificates(sheets, layout_of(desk, layout), full_print=full_print, progress=progress)


def _chosen(grants: Sequence[GrantRow], grant_ids: Sequence[int] | None) -> list[GrantRow]:
    """Those asked for, in the order asked for: a batch may be printed from its end."""
    if grant_ids is None:
        return list(grants)
    known = {grant.id: grant for grant in grants}
    return [known[one] for one in grant_ids if one in known]


def file_name(desk: Desk, decision_id: int) -> str:
    """A name for the PDF that every Windows accepts."""
    number = desk.read(query.decision, decision_id).number or text("decisions.papers.draft")
    return safe_file_name(text("decisions.papers.certificates", number=number))


def _sheet(found: query.DecisionRow, parts: DecisionParts, grant: GrantRow) -> CertificateSheet:
    words = wording("award")
    detail = grant.unit
    if grant.position:
        detail = text("decisions.annex.position_unit", position=grant.position, unit=grant.unit)
    if grant.subject_type == "collective" and grant.unit == grant.name:
        detail = ""
    return CertificateSheet(
        award_title=award_on_certificate(grant.title),
        authority=parts.authority.upper(),
        name=grant.name,
        prefix="" if grant.subject_type == "household" else grant.salutation,
        details=(detail,) if detail else (),
        achievement=grant.achievement[:1].upper() + grant.achievement[1:],
        decision_line=words.fill(
            "certificate.decision_line",
            number=found.number or "",
            date=long_date(found.signed_on),
        ),
        register_line=words.fill("certificate.register_line", number=str(grant.register_number or "")),
        place_date=place_and_date(parts.place, found.signed_on),
        signer_titles=found.signer_lines,
        signer_name=found.signer_name,
    )


def award_on_certificate(title: str) -> str:
    """The big red words: a form stands without the authority, which has a line of its own above."""
    word = text("decisions.of_authority")
    return title.split(word)[0].strip().upper()
