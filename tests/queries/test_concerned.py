"""A check of what an entry concerns finds every contradiction that a check of the whole office finds."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import select

from tests.services.decisions.test_any_order import made_office, opened
from thidua_desktop.db.engine.base import Base
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.council import CouncilSession, CouncilVote
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.db.tables.settings import NumberSeries
from thidua_desktop.queries.office.concerned import NARROWED, concerned
from thidua_desktop.queries.office.consistency import RULES, violations


def changed(model: type[Base], place: int = 0, **values: object) -> Callable[[UnitOfWork], None]:
    def write(uow: UnitOfWork) -> None:
        table = model.__table__
        ids = uow.connection.execute(select(table.c.id).order_by(table.c.id)).scalars().all()
        uow.update(model, ids[place], **values)

    return write


def removed(model: type[Base]) -> Callable[[UnitOfWork], None]:
    def write(uow: UnitOfWork) -> None:
        table = model.__table__
        uow.remove(model, uow.connection.execute(select(table.c.id).limit(1)).scalars().all())

    return write


BREAKS = {
    "a state nobody decided": changed(Nomination, state="passed"),
    "a nomination in the bin": changed(Nomination, deleted_at="2024-12-31T00:00:00"),
    "a nomination of no decision": changed(Nomination, decision_id=None),
    "a nomination drafted again": changed(Nomination, state="draft"),
    "an award without its decision's nomination": removed(Grant),
    "an award of another nomination": changed(Grant, nomination_id=2),
    "a number twice": changed(Grant, 1, register_number=1),
    "a number left out": changed(Grant, 2, register_number=9),
    "an award ended by nothing": changed(Grant, ended_on=dt.date(2024, 12, 31)),
    "a decision no longer signed": changed(Decision, state="draft"),
    "a decision in the bin": changed(Decision, deleted_at="2024-12-31T00:00:00"),
    "a decision without a number": changed(Decision, number=None),
    "a meeting open again": changed(CouncilSession, state="open"),
    "a meeting without what it saw": changed(CouncilSession, snapshot=None),
    "a vote not passed": changed(CouncilVote, passed=False),
    "a vote without a result": changed(CouncilVote, passed=None),
    "a vote that is gone": removed(CouncilVote),
    "a file not imported": changed(ImportBatch, state="staged"),
    "a series behind": changed(NumberSeries, -1, next_number=1),
}


@pytest.fixture(scope="module")
def template() -> Path:
    return made_office("signed")


@pytest.mark.parametrize("what", BREAKS)
def test_the_narrow_check_finds_what_the_whole_one_finds(what: str, template: Path, tmp_path: Path) -> None:
    app = opened(Path(shutil.copytree(template, tmp_path / "office")))
    with app.database.writing("demo") as uow:
        BREAKS[what](uow)
    entry = uow.changes.journal_id
    assert entry is not None
    with app.database.reading() as connection:
        whole = violations(connection)
        narrow = violations(connection, concerned(connection, [entry]))
    app.close()
    assert whole or what in {"a vote that is gone"}
    assert narrow == whole


def test_a_rule_that_reads_all_its_rows_reads_a_table_of_few() -> None:
    assert set(RULES) - set(NARROWED) == {
        "closed_without_snapshot",
        "number_twice",
        "signed_without_number",
        "draft_with_number",
    }
