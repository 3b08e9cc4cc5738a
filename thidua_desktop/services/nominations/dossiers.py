"""The dossier of a nomination: what is asked by the law and the office, what came, with its files."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import select

from thidua_desktop.catalogue.dossiers import DossierItem, dossier_of
from thidua_desktop.db.tables.dossiers import DossierPaper
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.given_files import require_readable
from thidua_desktop.queries.nominations.dossiers import BY_WORK, PaperRow, papers_of
from thidua_desktop.queries.nominations.initiatives import named_for
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.law_day import expected_day
from thidua_desktop.services.eligibility.office_rules import law_of
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext

STATES = ("missing", "received", "to_mend")


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One paper asked for, with what came of it (None: nothing)."""

    item: DossierItem
    stored: PaperRow | None

    @property
    def state(self) -> str:
        return self.stored.state if self.stored else "missing"


@dataclass(frozen=True, slots=True)
class Dossier:
    """``copies`` and days: sets and working days, by the law or the office; None where nobody rules them."""

    papers: tuple[AskedPaper, ...]
    copies: int | None
    processing_days: int | None
    publication_days: int | None

    @property
    def missing(self) -> int:
        return sum(paper.state != "received" for paper in self.papers)


def dossier(app: AppContext, row: NominationRow) -> Dossier:
    """The checklist of a nomination by its award and occasion, as this office asks it."""
    law, day = law_of(app), expected_day(app, row.year)
    stored = {paper.code: paper for paper in app.read(papers_of, row.id)}
    by_work = bool(app.read(named_for, row.id)) or row.award_code in BY_WORK
    items = dossier_of(row.award_code, occasion=row.occasion, by_work=by_work)

    copies = law.value("copies", day=day, award=row.award_code)
    rule = law.on(day).awards.get(row.award_code)
    terms = rule.terms if rule else None
    return Dossier(
        tuple(AskedPaper(item, stored.get(item.code)) for item in items),
        int(copies) if copies else None,
        terms.processing_days if terms else None,
        terms.publication_days if terms else None,
    )


def save_paper(
    app: AppContext, row: NominationRow, code: str, *, state: str, note: str = "", file: Path | None = None
) -> Changes:
    """Records whether a paper came, with its file. OfficeError ``dossiers.file_unreadable``."""
    data = None
    if file is not None:
        require_readable(file)
        try:
            data = file.read_bytes()
        except OSError as error:
            raise OfficeError("dossiers.file_unreadable", file=file.name) from error
    values: dict[str, Any] = {
        "state": state,
        "note": clean(note),
        "received_on": None if state == "missing" else app.today(),
    }
    with app.database.writing("keep_dossier", name=row.name) as uow:
        if data is not None and file is not None:
            values["attachment_id"] = attachments.keep(app, uow, name=file.name, data=data)
        known = uow.connection.execute(
            select(DossierPaper.id).where(
                DossierPaper.nomination_id == row.id, DossierPaper.paper_code == code
            )
        ).scalar_one_or_none()
        if known is None:
            uow.add(DossierPaper, nomination_id=row.id, paper_code=code, **values)
        else:
            uow.update(DossierPaper, known, **values)
    return uow.changes


def receive_all(app: AppContext, row: NominationRow) -> Changes:
    """Every paper asked for has come."""
    with app.database.writing("keep_dossier", name=row.name) as uow:
        inside = app.within(uow)
        asked = [paper for paper in dossier(inside, row).papers if paper.state != "received"]
        today = inside.today()
        for paper in asked:
            if paper.stored is None:
                uow.add(
                    DossierPaper,
                    nomination_id=row.id,
                    paper_code=paper.item.code,
                    state="received",
                    received_on=today,
                )
            else:
                uow.update(DossierPaper, paper.stored.id, state="received", received_on=today)
    return uow.changes
