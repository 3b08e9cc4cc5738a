"""The appraisal report: what was handed in and what the appraisal found, for the council or the head."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from thidua_desktop.catalogue import award_by_code, legal_basis, load_awards
from thidua_desktop.catalogue.wording import verdict_words
from thidua_desktop.documents.council.appraisal import (
    AppraisalSheet,
    AwardCount,
    Doubt,
    Share,
    appraisal_paper,
    render_appraisal,
)
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.council.appraisal import stored_findings
from thidua_desktop.queries.council.sessions import votes
from thidua_desktop.queries.nominations.nominations import NominationRow, nominations
from thidua_desktop.queries.office.settings import office
from thidua_desktop.services.eligibility.caps import caps_of_year
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def render(
    app: AppContext, *, year: int, session_id: int | None = None, progress: Progress = silent
) -> bytes:
    """The PDF: of the candidates of a meeting, or of everything appraised in the year.

    OfficeError ``appraisal.nothing_appraised``.
    """
    return render_appraisal(sheet_of(app, year=year, session_id=session_id), progress=progress)


def save_docx(
    app: AppContext, path: Path, *, year: int, session_id: int | None = None, progress: Progress = silent
) -> Changes:
    """Writes the report for editing (.docx); the same refusals as ``render``, and those of a file."""
    from thidua_desktop.documents.docx.document import render_docx

    paper = appraisal_paper(sheet_of(app, year=year, session_id=session_id))
    write_atomically(path, render_docx(paper, progress=progress))
    return Changes()


def file_name(*, year: int, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    return safe_file_name(text("appraisal.files.name", year=year) + suffix)


def sheet_of(app: AppContext, *, year: int, session_id: int | None = None) -> AppraisalSheet:
    """What the report says. Findings are those stored when the nominations were appraised."""
    us, words = app.read(office), wording("appraisal")
    rows = [row for row in _rows(app, year=year, session_id=session_id) if row.verdict]
    if not rows:
        raise OfficeError("appraisal.nothing_appraised", year=year)
    cards = app.read(stored_findings, ids=[row.id for row in rows])
    rules = law_of(app).on(expected_day(app, year))
    return AppraisalSheet(
        issuer=us.standing_body.upper(),
        superior=us.name.upper(),
        symbol=words.fill("report.symbol", office=us.symbol),
        place=us.place,
        year=str(year),
        addressee=us.council_name,
        law=_law(expected_day(app, year)),
        confirmed=rules.confirmed,
        counts=_counts(rows),
        not_eligible=_doubts(rows, cards, "not_eligible"),
        needs_review=_doubts(rows, cards, "needs_review"),
        overruled=tuple(_overruled(row, cards.get(row.id, ())) for row in rows if row.overruled),
        shares=_shares(app, year=year),
        signer_titles=(text("appraisal.signer"),),
        signer_name="",
        archive=wording("award").fill("decision.archive"),
    )


def _shares(app: AppContext, *, year: int) -> tuple[Share, ...]:
    """Caps and the members' shares of collectives, as the year stands; an unknown base stays unknown."""
    found = caps_of_year(app, year=year)
    unknown = text("appraisal.shares.unknown")
    made = [
        Share(
            unit=found.names.get(cap.unit, "") if cap.unit is not None else text("caps.all_units"),
            award=award_by_code(cap.award).short_name,
            base=unknown if cap.base is None else str(cap.base),
            cap=unknown if cap.most is None else str(cap.most),
            used=str(cap.used),
            remark=text("appraisal.shares.over") if cap.left is not None and cap.left < 0 else "",
        )
        for cap in found.caps
    ]
    made += [
        Share(
            unit=found.names[share.unit],
            award=text("appraisal.shares.of_members", award=award_by_code(share.of_award).short_name),
            base=unknown if share.members is None else str(share.members),
            cap=unknown if share.needed is None else text("appraisal.shares.least", count=share.needed),
            used=str(share.holders),
            remark=text("appraisal.shares.short") if share.enough is False else "",
        )
        for share in found.shares
    ]
    return tuple(made)


def _law(on: dt.date) -> str:
    """The law and its decree as they are cited; local rules and the law of local government are not meant."""
    cited = [act.citation for act in legal_basis(on) if "thi dua" in search_key(act.citation)]
    return text("appraisal.law").join(cited[:2])


def _rows(app: AppContext, *, year: int, session_id: int | None) -> Sequence[NominationRow]:
    if session_id is None:
        return app.read(nominations, year=year)
    ids = [vote.nomination_id for vote in app.read(votes, session_id)]
    return app.read(nominations, year=year, ids=ids)


def _counts(rows: Iterable[NominationRow]) -> tuple[AwardCount, ...]:
    of_award: dict[str, list[NominationRow]] = {}
    for row in rows:
        of_award.setdefault(row.award_code, []).append(row)
    return tuple(
        AwardCount(
            award=award.name,
            all=len(members),
            overruled=sum(row.overruled for row in members),
            **{
                verdict: sum(row.verdict == verdict and not row.overruled for row in members)
                for verdict in ("eligible", "not_eligible", "needs_review")
            },
        )
        for award in load_awards()
        if (members := of_award.get(award.code))
    )


def _doubts(
    rows: Iterable[NominationRow], cards: dict[int, tuple[Any, ...]], verdict: str
) -> tuple[Doubt, ...]:
    requested = False if verdict == "not_eligible" else None
    return tuple(
        _doubt(row, _reasons(cards.get(row.id, ()), ok=requested))
        for row in rows
        if row.verdict == verdict and not row.overruled
    )


def _overruled(row: NominationRow, card: Sequence[Any]) -> Doubt:
    failed = _reasons(card, ok=False if row.verdict == "not_eligible" else None)
    verdict = verdict_words(row.concluded or "needs_review")
    message = text("appraisal.overruled", reason=row.override_reason or "", verdict=verdict)
    return _doubt(row, (*failed, message))


def _doubt(row: NominationRow, reasons: tuple[str, ...]) -> Doubt:
    unit = "" if row.unit_name == row.name else row.unit_name
    return Doubt(
        row.name, unit, award_by_code(row.award_code).short_name, reasons or (text("appraisal.see_card"),)
    )


def _reasons(card: Sequence[Any], *, ok: bool | None) -> tuple[str, ...]:
    """The conditions that were not met (False) or not known (None), each with its source."""
    return tuple(
        text(
            "appraisal.reason",
            heading=finding["heading"],
            present=finding["present"] or text("appraisal.not_known"),
            source=finding["source"],
        )
        for finding in card
        if finding["ok"] is ok and finding.get("severity", "bar") == "bar"
    )
