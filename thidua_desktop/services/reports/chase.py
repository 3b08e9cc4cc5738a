"""What units have not sent or done: the list, the letter, the short message, and that it was sent."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final, NamedTuple

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.db.tables.report_text import ChaseNote
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.documents.reports.chase import ChaseLetter, chase_paper
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.queries.organisation.units import units
from thidua_desktop.queries.planning.tasks import tasks
from thidua_desktop.queries.reports.chase import last_chased
from thidua_desktop.queries.reports.overview import each_once
from thidua_desktop.queries.reports.silent import silent_members, silent_registrations, silent_units
from thidua_desktop.services.nominations.dossiers import dossier
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text

_SETTLED: Final = frozenset({"decided", "returned"})


@dataclass(frozen=True, slots=True)
class Chase:
    """A unit that owes something: ``lines`` a sentence each in the order of ``KINDS``, ``since`` the first day
    on record of any of them (None: not recorded), ``sent_on`` the day it was last reminded."""

    unit_id: int
    unit: str
    lines: tuple[str, ...]
    since: dt.date | None
    sent_on: dt.date | None


class _Missing(NamedTuple):
    unit_id: int
    line: str
    since: dt.date | None


def to_chase(app: AppContext, *, year: int) -> tuple[Chase, ...]:
    """Units that owe something of the year, in Vietnamese order; what came or was done has left the list."""
    sent = app.read(last_chased, year=year)
    found: dict[int, list[_Missing]] = {}
    for kind in KINDS:
        for one in _FOUND[kind](app, year):
            found.setdefault(one.unit_id, []).append(one)
    return tuple(
        Chase(
            unit.id,
            unit.name,
            tuple(one.line for one in missing),
            min((one.since for one in missing if one.since), default=None),
            sent.get(unit.id),
        )
        for unit in app.read(units)
        if (missing := found.get(unit.id))
    )


def _registrations(app: AppContext, year: int) -> Iterator[_Missing]:
    for one in app.read(silent_registrations, year=year, today=app.today()):
        key = "registration_back" if one.since else "registration"
        day = f"{one.since:%d/%m/%Y}" if one.since else ""
        yield _Missing(one.id, text(f"chase.{key}", year=year, day=day), one.since)


def _nominations(app: AppContext, year: int) -> Iterator[_Missing]:
    for one in app.read(silent_units, year=year, today=app.today()):
        yield _Missing(one.id, text("chase.nomination", year=year), one.since)


def _papers(app: AppContext, year: int) -> Iterator[_Missing]:
    for row in app.read(nominations, year=year):
        if row.state in _SETTLED or row.unit_id is None:
            continue
        papers = [
            text(f"dossiers.papers.{one.item.code}")
            for one in dossier(app, row).papers
            if one.state != "received"
        ]
        if papers:
            award = award_by_code(row.award_code).name
            line = text("chase.line", name=row.name, award=award, papers=", ".join(papers))
            yield _Missing(row.unit_id, line, row.received_on)


def _scores(app: AppContext, year: int) -> Iterator[_Missing]:
    for one in app.read(silent_members, year=year):
        yield _Missing(one.id, text("chase.score", year=year), one.since)


def _tasks(app: AppContext, year: int) -> Iterator[_Missing]:
    """Late tasks led by a unit under its own name; of several leaders each is asked."""
    named = {search_key(unit.name): unit.id for unit in app.read(units)}
    for task in each_once(app.read(tasks, year=year)):
        last = task.last_day
        if last is None or task.state(app.today()) != "overdue":
            continue
        whole = named.get(search_key(task.lead))
        leaders = [whole] if whole else [named.get(search_key(part)) for part in _BETWEEN.split(task.lead)]
        since = last + dt.timedelta(days=1)
        line = text("chase.task", task=task.wording.rstrip(" .;"), day=f"{since:%d/%m/%Y}")
        for number in dict.fromkeys(leaders):
            if number:
                yield _Missing(number, line, since)


_BETWEEN: Final = re.compile(r"[;,]")
_FOUND: Final[dict[str, Callable[[AppContext, int], Iterable[_Missing]]]] = {
    "registrations": _registrations,
    "nominations": _nominations,
    "papers": _papers,
    "scores": _scores,
    "tasks": _tasks,
}
KINDS: Final = tuple(_FOUND)
"""What a unit may owe, in the order of the year."""


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
