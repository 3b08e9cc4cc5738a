"""Certificates of a signed decision: frozen words in, one page each out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.documents.certificates.certificate import (
    CertificateRun,
    CertificateSheet,
    render_background,
    render_certificates,
)
from thidua_desktop.documents.files import safe_file_name
from thidua_desktop.documents.phrases import long_date, place_and_date
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.certificates.layouts import DEFAULT_LAYOUT
from thidua_desktop.domain.eligibility.office_law import certificate_due
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.queries.decisions.grants import GrantRow, standing_of_decision
from thidua_desktop.services.certificates.layouts import ScanPlace, choices, scan_of, scan_place
from thidua_desktop.services.certificates.layouts import layout as layout_of
from thidua_desktop.services.certificates.wording import Words, message_of, words_by_award
from thidua_desktop.services.decisions.paper import DecisionParts
from thidua_desktop.services.eligibility.office_rules import OfficeLaw, law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Background:
    """The stock beneath the text: a picture of it at its ``place``, or a page ``drawn`` as PDF. ``paper`` is
    width and height in mm."""

    paper: tuple[float, float]
    scan: bytes = b""
    place: ScanPlace | None = None
    drawn: bytes = b""


def layouts(app: AppContext) -> dict[str, str]:
    """Name of each layout by its key."""
    return {one.key: one.name for one in choices(app)}


def render(
    app: AppContext,
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
    sheets = _sheets(app, decision_id, grant_ids)
    return render_certificates(sheets, layout_of(app, layout), full_print=full_print, progress=progress)


def background(
    app: AppContext, decision_id: int, *, layout: str, grant_ids: Sequence[int] | None = None
) -> Background:
    """What the stock carries already, to be shown beneath the text and never printed."""
    made = layout_of(app, layout)
    scan = scan_of(app, layout)
    if scan is not None:
        return Background(scan=scan, place=scan_place(made), paper=(made.width, made.height))
    sheets = _sheets(app, decision_id, grant_ids)
    drawn = render_background(sheets[0], made) if sheets else b""
    return Background(drawn=drawn, paper=(made.width, made.height))


def awards_of(app: AppContext, decision_id: int) -> dict[str, str]:
    """Name of each award of a decision by its code, in the order of the list."""
    return {grant.award_code: grant.title for grant in app.read(standing_of_decision, decision_id)}


def grants_of(app: AppContext, decision_id: int, award_code: str) -> tuple[GrantRow, ...]:
    """Receivers of one award of the decision, or (``award_code`` empty) of every award with a certificate.

    OfficeError ``decisions.no_certificate`` when no award of the decision has one.
    """
    found = app.read(standing_of_decision, decision_id)
    if award_code:
        return tuple(grant for grant in found if grant.award_code == award_code)
    due = due_of(app, decision_id)
    if found and not due:
        raise OfficeError("decisions.no_certificate", award=found[0].title)
    return due


def due_of(app: AppContext, decision_id: int) -> tuple[GrantRow, ...]:
    """Receivers of awards that bring a certificate.

    Some titles bring money alone (NĐ 98/2023 Đ54, NĐ 152/2025 Đ50; C2), unless the office rules that it
    prints one all the same.
    """
    law = law_of(app)
    return tuple(
        grant for grant in app.read(standing_of_decision, decision_id) if _certificate_due(law, grant)
    )


def _certificate_due(law: OfficeLaw, grant: GrantRow) -> bool:
    day = grant.signed_on or dt.date(grant.award_year, 12, 31)
    usual = award_by_code(grant.award_code).certificate
    return certificate_due(law.rulings, grant.award_code, day=day, usual=usual)


def _sheets(app: AppContext, decision_id: int, grant_ids: Sequence[int] | None) -> list[CertificateSheet]:
    found = app.read(query.decision, decision_id)
    if found.sheet is None or found.signed_on is None:
        raise OfficeError("decisions.not_signed")
    parts = DecisionParts.from_json(found.sheet)
    own, law = words_by_award(app), law_of(app)
    chosen = (
        grants_of(app, decision_id, "")
        if grant_ids is None
        else _chosen(app.read(standing_of_decision, decision_id), grant_ids)
    )
    in_decision = law.value("register_number", day=found.signed_on) == "in_decision"
    return [
        _sheet(
            found, parts, grant, message_of(grant, own), register=_register(grant, in_decision=in_decision)
        )
        for grant in chosen
    ]


def _register(grant: GrantRow, *, in_decision: bool) -> str:
    """The line of the book: the running number of the year, or the receiver's number within the decision.

    Decree 98/2023 (models of Article 104 and after, until 30/6/2025; C2) means the second; offices keep the
    first as well.
    """
    name = "golden_line" if in_decision else "register_line"
    number = grant.position_in_list if in_decision else grant.register_number or ""
    return wording("award").fill(f"certificate.{name}", number=str(number))


def _chosen(grants: Sequence[GrantRow], grant_ids: Sequence[int]) -> list[GrantRow]:
    """Those asked for, in the order asked for: a batch may be printed from its end."""
    known = {grant.id: grant for grant in grants}
    return [known[one] for one in grant_ids if one in known]


def file_name(app: AppContext, decision_id: int) -> str:
    """A name for the PDF that every Windows accepts."""
    number = app.read(query.decision, decision_id).number or text("decisions.papers.draft")
    return safe_file_name(text("decisions.papers.certificates", number=number))


def _sheet(
    found: query.DecisionRow, parts: DecisionParts, grant: GrantRow, message: Words, *, register: str
) -> CertificateSheet:
    words = wording("award")
    detail = grant.unit
    if grant.position:
        detail = text("decisions.annex.position_unit", position=grant.position, unit=grant.unit)
    if grant.subject_type == "collective" and grant.unit == grant.name:
        detail = ""
    return CertificateSheet(
        award_title=message.award_title,
        give_word=message.give_word,
        authority=parts.authority.upper(),
        name=grant.name,
        prefix="" if grant.subject_type == "household" else grant.salutation,
        details=(detail,) if detail else (),
        achievement=message.achievement,
        decision_line=words.fill(
            "certificate.decision_line",
            number=found.number or "",
            date=long_date(found.signed_on),
        ),
        register_line=register,
        place_date=place_and_date(parts.place, found.signed_on),
        signer_titles=found.signer_lines,
        signer_name=found.signer_name,
    )
