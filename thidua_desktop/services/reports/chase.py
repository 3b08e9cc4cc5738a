"""Units whose dossiers lack papers: the list, the letter, the short message, and that it was sent."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.report_text import ChaseNote
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.documents.reports.chase import ChaseLetter, chase_paper
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.queries.reports.chase import last_chased
from thidua_desktop.services.nominations.dossiers import dossier
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_SETTLED: Final = frozenset({"decided", "returned"})


@dataclass(frozen=True, slots=True)
class Chase:
    """A unit with papers missing: a sentence a dossier, the day the first of these came (None: not recorded),
    and the day it was last reminded."""

    unit_id: int
    unit: str
    lines: tuple[str, ...]
    since: dt.date | None
    sent_on: dt.date | None


def to_chase(app: AppContext, *, year: int) -> tuple[Chase, ...]:
    """Units with papers missing in open dossiers, in the order of the nominations; what came has left the list."""
    sent = app.read(last_chased, year=year)
    lines: dict[int, list[str]] = {}
    days: dict[int, list[dt.date]] = {}
    names: dict[int, str] = {}
    for row in app.read(nominations, year=year):
        if row.state in _SETTLED or row.unit_id is None:
            continue
        papers = [
            text(f"dossiers.papers.{one.item.code}")
            for one in dossier(app, row).papers
            if one.state != "received"
        ]
        if not papers:
            continue
        names[row.unit_id] = row.unit_name
        award = award_by_code(row.award_code).name
        line = text("chase.line", name=row.name, award=award, papers=", ".join(papers))
        lines.setdefault(row.unit_id, []).append(line)
        if row.received_on is not None:
            days.setdefault(row.unit_id, []).append(row.received_on)
    return tuple(
        Chase(number, names[number], tuple(found), min(days.get(number, ()), default=None), sent.get(number))
        for number, found in lines.items()
    )


def message_to(app: AppContext, one: Chase, *, year: int) -> str:
    """The short message to paste."""
    listed = "\n".join(f"- {line}" for line in one.lines)
    return text("chase.message", unit=one.unit, year=year, lines=listed, office=app.read(office).name)


def save_letter(app: AppContext, path: Path, one: Chase, *, year: int) -> None:
    """The letter as ``.docx`` or ``.pdf``; its number and day are given by the office when it is signed."""
    us = app.read(office)
    who = next(iter(app.read(signers, on=app.today())), None)
    paper = chase_paper(
        ChaseLetter(
            issuer=us.name,
            superior=us.letterhead_superior.upper(),
            symbol=us.symbol,
            place=us.place,
            unit=one.unit,
            year=str(year),
            lines=one.lines,
            signer_titles=who.lines if who else (),
            signer_name=who.full_name if who else "",
        )
    )
    if path.suffix.lower() == ".pdf":
        from thidua_desktop.documents.layout.pdf import render_paper

        write_atomically(path, render_paper(paper))
        return
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(paper))


def note_sent(app: AppContext, unit_id: int, *, year: int) -> Changes:
    """Notes that a unit was reminded today of what it lacks. OfficeError ``chase.nothing_missing``."""
    with app.database.writing("note_chased", year=year) as uow:
        waiting = to_chase(app.within(uow), year=year)
        one = next((found for found in waiting if found.unit_id == unit_id), None)
        if one is None:
            raise OfficeError("chase.nothing_missing", unit=unit_id)
        uow.add(ChaseNote, year=year, unit_id=unit_id, sent_on=app.today(), body="\n".join(one.lines))
    return uow.changes
