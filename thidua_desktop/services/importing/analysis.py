"""A file beside all the office knows: what it holds, what its import would do, what other files hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from pathlib import Path

from thidua_desktop.domain.importing.values import Finding, Known, StagedFile, StagedRecord
from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.importing.batches import Origin
from thidua_desktop.queries.importing.batches import origins as origins_of
from thidua_desktop.services.importing.ended_units import of_ended_units
from thidua_desktop.services.importing.import_plan import ImportPlan, RowToImport, plan_import
from thidua_desktop.services.importing.returned.restaging import (
    OtherFiles,
    StoredRow,
    former_versions,
    other_files,
    waiting_copies,
)
from thidua_desktop.services.importing.same_answers import Answers, inherited, key_of_record, with_answers
from thidua_desktop.services.importing.senders import sender_of
from thidua_desktop.services.importing.units import new_units
from thidua_desktop.services.importing.words import Headings, has_own_headings, known_words
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from thidua_desktop.workbooks.staging.staging import read_file

_SHARED = tuple(one.name for one in fields(RowToImport) if one.name in StagedRecord.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class FileAnalysis:
    """One reading of a file. ``former``: batches of which this file is a later version.

    ``answers``: whom its rows mean, as the officer said of this file or of those it is a version of.
    """

    file: StagedFile
    rows: list[RowToImport]
    plan: ImportPlan
    sender_unit_id: int | None
    others: OtherFiles
    former: frozenset[int]
    answers: Answers


def analyse(
    app: AppContext,
    path: Path,
    *,
    year: int,
    progress: Progress,
    password: str | None = None,
    sender_unit_id: int | None = None,
    corrections: int | None = None,
    headings: Headings | None = None,
    past: bool = False,
) -> FileAnalysis:
    """Reads a file with its sender's headings and compares it with the register; writes nothing.

    The sender is recognised when it is not reported; only one with headings of its own costs a second reading.
    ``headings``: what columns mean beside what was learned before. ``past``: awards of former years are wanted.
    """

    def words(sender: int | None) -> Known:
        found = replace(app.read(known_words, year=year, sender_unit_id=sender), past=past)
        return found if headings is None else headings.added_to(found)

    known = words(sender_unit_id)
    file = read_file(path, known=known, progress=progress, password=password)
    sender = sender_unit_id
    if sender is None:
        sender = app.read(sender_of, title=file.sender, unit_names=[one.unit for one in file.records])
        if sender is not None and app.read(has_own_headings, sender):
            known = words(sender)
            file = read_file(path, known=known, progress=progress, password=password)
    rows = [row_to_import(record) for record in file.records]
    others = app.read(other_files, year=year, sha256=file.sha256)
    former = former_versions(others, rows, file_name=path.name, sender_unit_id=sender)
    if corrections is not None:
        former |= {corrections}
    answers = app.read(inherited, year=year, sha256=file.sha256, former=former)
    rows = (
        with_answers(rows, [key_of_record(record) for record in file.records], answers) if answers else rows
    )
    plan = app.read(plan_import, rows, year=year)
    file = _without_moved(file, plan)
    analysis = FileAnalysis(file, rows, plan, sender, others, former, answers)
    reported = (
        *_reported_elsewhere(app, analysis),
        *_moved(analysis),
        *app.read(of_ended_units, plan, file.records, year=year),
        *app.read(new_units, plan, file_name=path.name),
    )
    return (
        replace(analysis, file=replace(file, findings=(*file.findings, *reported))) if reported else analysis
    )


def _without_moved(file: StagedFile, plan: ImportPlan) -> StagedFile:
    """The file as its import would take it: rows asked about are not importable until they are answered."""
    if not plan.moved:
        return file
    records = list(file.records)
    for place in plan.moved:
        records[place] = replace(records[place], importable=False)
    return replace(file, records=tuple(records))


def _moved(analysis: FileAnalysis) -> Sequence[Finding]:
    """Rows whose person the register has in another unit."""
    return [
        Finding(
            ref=analysis.file.records[place].ref(analysis.file.records[place].column),
            code="SAME_PERSON_OTHER_UNIT",
            severity="error",
            params={"value": known.full_name, "position": known.position},
        )
        for place, known in sorted(analysis.plan.moved.items())
        if place not in analysis.plan.met
    ]


def row_to_import(record: StagedRecord) -> RowToImport:
    """The part of a staged record that matching needs."""
    return RowToImport(**{name: getattr(record, name) for name in _SHARED})


def _reported_elsewhere(app: AppContext, analysis: FileAnalysis) -> Sequence[Finding]:
    """Rows another file has nominated, or waits to nominate.

    A corrected file says again what the file it corrects has said: that is no repetition.
    """
    digests = {row.sha256 for row in analysis.others.rows if row.batch_id in analysis.former} | {
        analysis.file.sha256
    }
    origins = app.read(origins_of, analysis.plan.met.values())
    found: dict[int, Finding] = {}
    for place, nomination_id in analysis.plan.met.items():
        origin = origins.get(nomination_id)
        if origin is not None and origin.sha256 not in digests:
            found[place] = reported_twice(analysis.file.records[place], origin)
    for place, stored in waiting_copies(analysis.others, analysis.rows, former=analysis.former).items():
        if analysis.rows[place].importable:
            found.setdefault(place, reported_twice(analysis.file.records[place], stored))
    return [found[place] for place in sorted(found)]


def reported_twice(record: StagedRecord, other: Origin | StoredRow) -> Finding:
    """The finding at a row that another file says already."""
    where = text("importing.other_file", file=other.file_name, row=other.row_number)
    return Finding(
        ref=record.ref(record.column),
        code="DUP_OTHER_FILE",
        severity="error",
        params={"value": record.name, "other": where},
        of=f"{Path(other.file_name).stem}!{other.sheet}!{other.row_number}",
    )
