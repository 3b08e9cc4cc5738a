"""What somebody was given over the years, on one sheet to hand out or put into a file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from thidua_desktop.catalogue import award_by_code, load_levels
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.reports.life_record import LifeRow, LifeSheet, life_paper, render_life_record
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.decisions.grants import GrantRow, of_subjects
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.organisation.people import persons_by_id
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text


def render(
    app: AppContext, *, subject_type: SubjectType, subject_id: int, progress: Progress = silent
) -> bytes:
    """The PDF. OfficeError ``life_record.nothing_given``."""
    return render_life_record(
        sheet_of(app, subject_type=subject_type, subject_id=subject_id), progress=progress
    )


def save_docx(
    app: AppContext, path: Path, *, subject_type: SubjectType, subject_id: int, progress: Progress = silent
) -> Changes:
    """Writes the record for editing (.docx); the same refusals as ``render``, and those of a file."""
    from thidua_desktop.documents.docx.document import render_docx

    paper = life_paper(sheet_of(app, subject_type=subject_type, subject_id=subject_id))
    write_atomically(path, render_docx(paper, progress=progress))
    return Changes()


def file_name(name: str, *, suffix: str = ".pdf") -> str:
    """A name every Windows accepts."""
    return safe_file_name(text("life_record.files.name", name=name) + suffix)


def sheet_of(app: AppContext, *, subject_type: SubjectType, subject_id: int) -> LifeSheet:
    """Titles and forms apart, the earliest first, each with unit and position of its time."""
    us = app.read(office)
    given = app.read(of_subjects, subject_type=subject_type, ids=[subject_id]).get(subject_id, [])
    facts: list[tuple[str, str]] = []
    name = given[0].name if given else ""
    if subject_type == "person":
        for person in app.read(persons_by_id, [subject_id]):
            name = person.full_name
            reported = {
                "born": person.born.vietnamese() if person.born else "",
                "position": person.position,
                "unit": person.unit_name,
            }
            facts = [
                (text(f"life_record.facts.{key}"), message) for key, message in reported.items() if message
            ]
    if not given:
        raise OfficeError("life_record.nothing_given", name=name)
    rows = sorted(given, key=lambda grant: (grant.award_year, grant.id))
    return LifeSheet(
        issuer=us.standing_body.upper(),
        superior=us.name.upper(),
        place=us.place,
        name=name,
        facts=tuple(facts),
        titles=_rows(rows, kind="title"),
        forms=_rows(rows, kind="form"),
        signer_titles=(wording("life_record").fill("record.signer"),),
        date=app.today(),
        notes=(text("life_record.note", day=f"{app.today():%d/%m/%Y}"),),
    )


def _rows(grants: Sequence[GrantRow], *, kind: str) -> tuple[LifeRow, ...]:
    levels = {level.code: level.name for level in load_levels()}
    return tuple(
        LifeRow(
            year=f"{grant.award_year - 1}-{grant.award_year}"
            if grant.year_type == "school"
            else str(grant.award_year),
            award=grant.title,
            decision=_decision_words(grant),
            issuer=grant.issuer or levels.get(grant.level, ""),
            where=_where(grant),
        )
        for grant in grants
        if award_by_code(grant.award_code).kind == kind
    )


def _decision_words(grant: GrantRow) -> str:
    day = f"{grant.signed_on:%d/%m/%Y}" if grant.signed_on else ""
    if not grant.decision_number:
        return day
    return (
        text("life_record.decision", number=grant.decision_number, day=day) if day else grant.decision_number
    )


def _where(grant: GrantRow) -> str:
    if grant.subject_type == "collective" and grant.unit == grant.name:
        return ""
    return (
        text("decisions.annex.position_unit", position=grant.position, unit=grant.unit)
        if grant.position
        else grant.unit
    )
