"""The file as its sender sent it, beside the copy that is read: whether it was locked, what was corrected in it.

Stored among the batch's answers under ``KEY``: the hash of the sent file, its name, the texts typed over its
cells (``DS!C5``) and the rows put in as a header (``{"DS": 1}``), counted as they stand in the copy.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.queries.importing.files import batch_file

KEY: Final = "@file"
Cells = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class SentFile:
    """``stored``: the hash it is stored under, opened when it was ``protected``. ``cells``: texts by sheet and
    cell that the office reads instead; ``heads``: the row put in as a header, by sheet.
    """

    stored: str
    name: str
    protected: bool = False
    cells: Cells = field(default_factory=dict)
    heads: Mapping[str, int] = field(default_factory=dict)

    def corrected(self, values: Cells, heads: Mapping[str, int]) -> SentFile:
        """With more texts typed over it."""
        return replace(self, cells={**self.cells, **values}, heads={**self.heads, **heads})

    @property
    def reported(self) -> Cells:
        """Texts the sender should know of: without the header rows that were put in."""
        heads = {sheet: str(row) for sheet, row in self.heads.items()}
        return {
            (sheet, cell): value
            for (sheet, cell), value in self.cells.items()
            if cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") != heads.get(sheet)
        }

    def to_json(self) -> dict[str, Any]:
        return {
            "kept": self.stored,
            "name": self.name,
            "protected": self.protected,
            "cells": {f"{sheet}!{cell}": value for (sheet, cell), value in self.cells.items()},
            "heads": dict(self.heads),
        }


def sent_of(connection: Connection, batch_id: int) -> SentFile:
    """The sent file of a batch: the one that is read, unless something was corrected in it.

    OfficeError ``importing.not_staged`` when there is no such batch.
    """
    batch = batch_file(connection, batch_id)
    answers = connection.execute(
        select(ImportBatch.answers).where(ImportBatch.id == batch_id)
    ).scalar_one_or_none()
    stored = (answers or {}).get(KEY)
    if not stored:
        return SentFile(batch.stored, batch.file_name)
    places = (key.rpartition("!") for key in stored["cells"])
    cells = {
        (sheet, cell): value for (sheet, _, cell), value in zip(places, stored["cells"].values(), strict=True)
    }
    return SentFile(stored["kept"], stored["name"], stored["protected"], cells, stored["heads"])
