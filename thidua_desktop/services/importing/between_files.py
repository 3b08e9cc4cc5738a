"""Files read together without keeping any: what they say twice between them, and who is still missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy.engine import Connection

from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.organisation.units import UnitRow, unit_index
from thidua_desktop.services.importing.analysis import reported_twice, row_to_import
from thidua_desktop.services.importing.returned.restaging import (
    OtherFiles,
    StoredRow,
    former_versions,
    waiting_copies,
)
from thidua_desktop.services.importing.senders import not_sent, sender_of
from thidua_desktop.texts import text


def reported_between(files: Sequence[StagedFile]) -> list[StagedFile]:
    """The files, each with the rows reported that stand in an earlier one; a later version repeats nothing."""
    earlier: list[StoredRow] = []
    found: list[StagedFile] = []
    for place, file in enumerate(files):
        rows = [row_to_import(record) for record in file.records]
        others = OtherFiles(tuple(earlier), dict.fromkeys(range(place)))
        former = former_versions(others, rows, file_name=file.file, sender_unit_id=None)
        known = {finding.ref for finding in file.findings if finding.code == "DUP_OTHER_FILE"}
        reported = [
            reported_twice(file.records[number], stored)
            for number, stored in waiting_copies(others, rows, former=former).items()
            if rows[number].importable and stored.sha256 != file.sha256
        ]
        new = [finding for finding in reported if finding.ref not in known]
        found.append(replace(file, findings=(*file.findings, *new)) if new else file)
        earlier.extend(
            StoredRow(place, file.file, file.sha256, "staged", record.sheet, record.row, row)
            for record, row in zip(file.records, rows, strict=True)
        )
    return found


def between_sentence(files: Sequence[StagedFile]) -> str:
    """One sentence over all files; a file that comes twice under two names is counted once."""
    different = {file.sha256: file for file in reversed(files)}
    read = [file for file in different.values() if file.open_status in {"ok", "html"}]
    return text(
        "import_many.between",
        files=len(read),
        bad=sum(file.open_status not in {"ok", "html"} for file in files),
        same=len(files) - len(different),
        rows=sum(len(file.records) for file in read),
        good=sum(len(file.importable) for file in read),
        repeated=sum(finding.code == "DUP_OTHER_FILE" for file in read for finding in file.findings),
    )


def unheard_after(
    connection: Connection, files: Sequence[StagedFile], *, year: int, today: dt.date
) -> tuple[UnitRow, ...]:
    """Units from which nothing will have come when these files are imported, in Vietnamese order."""
    index = unit_index(connection)
    heard: set[int | None] = set()
    for file in files:
        named = [record.unit for record in file.importable]
        heard.add(sender_of(connection, title=file.sender, unit_names=named) if named else None)
        heard.update(index.get(search_key(name or "")) for name in named)
    return tuple(unit for unit in not_sent(connection, year=year, today=today) if unit.id not in heard)
