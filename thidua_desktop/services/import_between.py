"""Files read together without keeping any: what they say twice between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from thidua_desktop.domain.importing import StagedFile
from thidua_desktop.services.import_look import row_to_import, told_twice
from thidua_desktop.services.restaging import KeptRow, OtherFiles, former_versions, waiting_twins


def told_between(files: Sequence[StagedFile]) -> list[StagedFile]:
    """The files, each with the rows told that stand in an earlier one; a later version repeats nothing."""
    earlier: list[KeptRow] = []
    found: list[StagedFile] = []
    for place, file in enumerate(files):
        rows = [row_to_import(record) for record in file.records]
        others = OtherFiles(tuple(earlier), dict.fromkeys(range(place)))
        former = former_versions(others, rows, file_name=file.file, sender_unit_id=None)
        known = {finding.ref for finding in file.findings if finding.code == "DUP_OTHER_FILE"}
        told = [
            told_twice(file.records[number], kept)
            for number, kept in waiting_twins(others, rows, former=former).items()
            if rows[number].importable and kept.sha256 != file.sha256
        ]
        new = [finding for finding in told if finding.ref not in known]
        found.append(replace(file, findings=(*file.findings, *new)) if new else file)
        earlier.extend(
            KeptRow(place, file.file, file.sha256, "staged", record.sheet, record.row, row)
            for record, row in zip(file.records, rows, strict=True)
        )
    return found
