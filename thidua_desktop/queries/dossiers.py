"""Papers of dossiers as they came."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.decisions import Attachment
from thidua_desktop.db.dossiers import DossierPaper
from thidua_desktop.queries.rows import fetch


@dataclass(frozen=True, slots=True)
class PaperRow:
    """One paper on record for a nomination; the file may be missing."""

    id: int
    code: str
    state: str
    received_on: dt.date | None
    note: str
    sha256: str | None
    file_name: str | None


def papers_of(connection: Connection, nomination_id: int) -> tuple[PaperRow, ...]:
    """What was recorded; papers nobody spoke of are not here."""
    query = (
        select(
            DossierPaper.id,
            DossierPaper.paper_code,
            DossierPaper.state,
            DossierPaper.received_on,
            DossierPaper.note,
            Attachment.sha256,
            Attachment.name,
        )
        .outerjoin(Attachment, Attachment.id == DossierPaper.attachment_id)
        .where(DossierPaper.nomination_id == nomination_id)
        .order_by(DossierPaper.id)
    )
    return fetch(connection, query, PaperRow)
