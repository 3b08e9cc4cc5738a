"""Initiatives and research: registered with the paper that recognises them, and used for one award once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from sqlalchemy import select

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.dossiers import InitiativeAuthor, InitiativeUse
from thidua_desktop.db.tables.people import Initiative
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean, search_key
from thidua_desktop.given_files import require_readable
from thidua_desktop.queries.nominations.initiatives import InitiativeRow, UseRow, initiatives
from thidua_desktop.services.office import attachments
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

KINDS = ("initiative", "research")
SCOPES = ("base", "province", "nation")


def save_initiative(
    app: AppContext,
    *,
    person_id: int | None,
    year: int,
    title: str,
    kind: str,
    scope: str,
    paper_number: str = "",
    paper_date: dt.date | None = None,
    recognised_by: str = "",
    note: str = "",
    authors: Sequence[int] = (),
    paper: Path | None = None,
    initiative_id: int | None = None,
) -> Changes:
    """Adds or changes a work; ``paper``: the file of its certificate, stored with it.

    OfficeError ``initiatives.title_empty``, ``author_needed``, ``paper_later``, ``file_unreadable``,
    ``known`` when the same author has one of this name in the year.
    """
    name = clean(title)
    if not name:
        raise OfficeError("initiatives.title_empty")
    if person_id is None:
        raise OfficeError("initiatives.author_needed")
    if paper_date is not None and paper_date > app.today():
        raise OfficeError("initiatives.paper_later")
    with app.database.writing("save_initiative", name=name) as uow:
        inside = app.within(uow)
        for row in inside.read(initiatives, year=year, person_id=person_id):
            if row.id != initiative_id and search_key(row.title) == search_key(name):
                raise OfficeError("initiatives.known", title=row.title, author=row.author)
        data = _read(paper)
        values = {
            "person_id": person_id,
            "year": year,
            "title": name,
            "kind": kind,
            "scope": scope,
            "paper_number": clean(paper_number),
            "paper_date": paper_date,
            "recognised_by": clean(recognised_by),
            "note": clean(note),
        }
        if data is not None and paper is not None:
            values["attachment_id"] = attachments.keep(app, uow, name=paper.name, data=data)
        if initiative_id is None:
            initiative_id = uow.add(Initiative, **values)
        else:
            uow.update(Initiative, initiative_id, **values)
        _write_authors(uow, initiative_id, [one for one in authors if one != person_id])
    return uow.changes


def remove_initiatives(app: AppContext, rows: Sequence[InitiativeRow]) -> Changes:
    """To the bin. OfficeError ``initiatives.in_use`` while a nomination rests on one."""
    for row in rows:
        if row.uses:
            raise OfficeError("initiatives.in_use", title=row.title, name=row.uses[0].name)
    with app.database.writing("remove_initiatives", count=len(rows)) as uow:
        uow.remove(Initiative, [row.id for row in rows])
    return uow.changes


def name_for(app: AppContext, nomination_id: int, initiative_ids: Sequence[int], *, name: str) -> Changes:
    """Puts these initiatives, and no others, forward for a nomination."""
    with app.database.writing("use_initiative", name=name) as uow:
        rows = uow.connection.execute(
            select(InitiativeUse.initiative_id, InitiativeUse.id).where(
                InitiativeUse.nomination_id == nomination_id
            )
        )
        stored = {row[0]: row[1] for row in rows}
        uow.remove(InitiativeUse, [use for one, use in stored.items() if one not in initiative_ids])
        for one in dict.fromkeys(initiative_ids):
            if one not in stored:
                uow.add(InitiativeUse, initiative_id=one, nomination_id=nomination_id)
    return uow.changes


def warnings(rows: Sequence[InitiativeRow], *, nomination_id: int) -> tuple[str, ...]:
    """One sentence for each of these initiatives that supported another nomination already."""
    return tuple(
        text("initiatives.reused", title=row.title, where=_where(use))
        for row in rows
        for use in row.uses
        if use.nomination_id != nomination_id and use.state not in ("returned", "failed")
    )


def use_words(use: UseRow) -> str:
    """Which nomination or decision an initiative was put forward for, and how that stands."""
    if use.state in ("returned", "failed"):
        return text(
            "initiatives.where_ended", where=_where(use), state=text(f"nominations.states.{use.state}")
        )
    return _where(use)


def _where(use: UseRow) -> str:
    award = award_by_code(use.award_code).name
    if use.decision_number and use.signed_on:
        return text(
            "initiatives.where_decided",
            award=award,
            year=use.year,
            name=use.name,
            number=use.decision_number,
            day=f"{use.signed_on:%d/%m/%Y}",
        )
    return text("initiatives.where", award=award, year=use.year, name=use.name)


def _read(paper: Path | None) -> bytes | None:
    if paper is None:
        return None
    require_readable(paper)
    try:
        return paper.read_bytes()
    except OSError as error:
        raise OfficeError("initiatives.file_unreadable", file=paper.name) from error


def _write_authors(uow: UnitOfWork, initiative_id: int, authors: Sequence[int]) -> None:
    rows = uow.connection.execute(
        select(InitiativeAuthor.person_id, InitiativeAuthor.id).where(
            InitiativeAuthor.initiative_id == initiative_id
        )
    )
    stored = {row[0]: row[1] for row in rows}
    uow.remove(InitiativeAuthor, [number for person, number in stored.items() if person not in authors])
    for person in dict.fromkeys(authors):
        if person not in stored:
            uow.add(InitiativeAuthor, initiative_id=initiative_id, person_id=person)
