"""Minutes of the meeting that settles a bloc's scores: figures from the sheet, the rest as typed."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from thidua_desktop.db.tables.scoring import ScoreSheet
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.scoring.bloc_minutes import (
    BlocMinutes,
    RankedUnit,
    bloc_minutes_paper,
    render_bloc_minutes,
)
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.scoring.blocs import meetings
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.results import notes_of, result_rows
from thidua_desktop.services.scoring.score_sheets import LoadedSheet, load
from thidua_desktop.services.scoring.step_words import number_words
from thidua_desktop.texts import text

FACTS = ("held_on", "place", "chair", "secretary", "present", "head_id", "deputy_id", "voters", "agree")


def facts_of(app: AppContext, loaded: LoadedSheet) -> dict[str, Any]:
    """What was typed for the minutes before, else what the bloc's closing meeting says."""
    facts: dict[str, Any] = dict.fromkeys(FACTS)
    for one in app.read(meetings, year=loaded.row.year):
        if one.bloc_id == loaded.row.bloc_id and one.kind == "closing":
            facts |= {"held_on": one.held_on, "place": one.place, "chair": one.chair}
            facts |= {
                "secretary": one.secretary,
                "head_id": one.elected.head,
                "deputy_id": one.elected.deputy,
            }
    stored = dict(loaded.row.minutes or {})
    if stored.get("held_on"):
        stored["held_on"] = dt.date.fromisoformat(stored["held_on"])
    return facts | stored


def save_facts(app: AppContext, sheet_id: int, facts: Mapping[str, Any]) -> Changes:
    """Keeps what was typed for the minutes."""
    with app.database.writing("save_bloc_minutes") as uow:
        inside = app.within(uow)
        loaded = load(inside, sheet_id)
        stored = {key: facts.get(key) for key in FACTS}
        if isinstance(stored["held_on"], dt.date):
            stored["held_on"] = stored["held_on"].isoformat()
        uow.describe(name=loaded.row.bloc_name)
        uow.update(ScoreSheet, sheet_id, minutes=stored)
    return uow.changes


def minutes_of(app: AppContext, sheet_id: int) -> BlocMinutes:
    """The minutes as they stand."""
    loaded = load(app, sheet_id)
    bloc = loaded.live()
    rows = result_rows(loaded, bloc)
    facts, us = facts_of(app, loaded), app.read(office)
    year, members = loaded.row.year, len(loaded.units)
    return BlocMinutes(
        superior=us.council_name.upper(),
        issuer=loaded.row.bloc_name.upper(),
        subject=text("bloc_minutes.subject", year=year, bloc=loaded.row.bloc_name),
        held_on=facts["held_on"],
        place=facts["place"] or "",
        chair=facts["chair"] or "",
        secretary=facts["secretary"] or "",
        present=text("bloc_minutes.present_all", present=facts["present"] or members, members=members),
        proceedings=(
            text("bloc_minutes.report", year=year, scheme=loaded.scheme.name),
            text("bloc_minutes.review"),
        ),
        units=tuple(
            RankedUnit(
                str(row.rank or "–"),
                row.unit,
                "" if row.own is None else number_words(row.own),
                number_words(row.total),
                row.note,
            )
            for row in rows
        ),
        proposals=tuple(_proposals(loaded)),
        election=tuple(_election(loaded, facts)),
        recipients=(text("bloc_minutes.archive"),),
    )


def save_minutes(app: AppContext, sheet_id: int, path: Path, *, progress: Progress = silent) -> None:
    """``.pdf`` or ``.docx`` by the ending of the name."""
    sheet = minutes_of(app, sheet_id)
    if path.suffix.lower() == ".docx":
        from thidua_desktop.documents.docx.document import render_docx

        write_atomically(path, render_docx(bloc_minutes_paper(sheet), progress=progress))
    else:
        write_atomically(path, render_bloc_minutes(sheet, progress=progress))


def file_name(loaded: LoadedSheet) -> str:
    """A name every Windows accepts."""
    words = text("bloc_minutes.file", bloc=loaded.row.bloc_name, year=loaded.row.year)
    return safe_file_name(f"{words}.pdf")


def _proposals(loaded: LoadedSheet) -> list[str]:
    result = loaded.live().result
    message = []
    for one in result.proposals:
        if one.units:
            message.append(text("bloc_minutes.proposal", award=one.name, units="; ".join(one.units)))
        if one.undecided:
            among = "; ".join(one.undecided)
            message.append(text("bloc_minutes.undecided", award=one.name, places=one.places, units=among))
    message = message or [text("bloc_minutes.nobody")]
    for name, unit in result.units.items():
        if unit.barred:
            why = "; ".join(notes_of(loaded, result, unit))
            message.append(text("bloc_minutes.barred", unit=name, why=why))
    return message


def _election(loaded: LoadedSheet, facts: Mapping[str, Any]) -> list[str]:
    year = loaded.row.year + 1
    head = loaded.units.get(facts["head_id"] or 0)
    deputy = loaded.units.get(facts["deputy_id"] or 0)
    if head is None:
        return [text("bloc_minutes.not_elected", year=year)]
    counted = facts["voters"] and facts["agree"] is not None
    votes = text("bloc_minutes.votes", agree=facts["agree"], voters=facts["voters"]) if counted else ""
    message = [text("bloc_minutes.head", unit=head, year=year, votes=votes)]
    if deputy is not None:
        message.append(text("bloc_minutes.deputy", unit=deputy, year=year))
    return message
