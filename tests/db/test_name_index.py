"""The name index says what its tables say, whatever was done to them; every link has an index."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import UniqueConstraint

from thidua_desktop.db.engine import name_index
from thidua_desktop.db.engine.database import Database
from thidua_desktop.db.engine.migrate import prepare
from thidua_desktop.db.engine.schema import metadata
from thidua_desktop.db.engine.undo import invert
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Household, Person

NAMES = ("Nguyễn Văn An", "Lò Thị Yến", "Hoàng Hoà", "Trường TH&THCS Sơn Hà 3", "")


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    prepare(tmp_path / "thidua.db", backups=tmp_path / "backups")
    opened = Database(tmp_path / "thidua.db")
    yield opened
    opened.close()


def keys(name: str) -> dict[str, object]:
    return {"search_key": name, "sort_key": name}


def faults(database: Database) -> int:
    with database.reading() as connection:
        return name_index.faults(connection)


STEP = st.tuples(
    st.sampled_from(("one", "many", "rename", "bin", "undo", "other")),
    st.integers(0, 7),
    st.sampled_from(NAMES),
)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(STEP, max_size=12))
def test_it_follows_every_way_of_writing_and_of_taking_back(
    database: Database, steps: list[tuple[str, int, str]]
) -> None:
    entries: list[int] = []
    ids: list[int] = []
    for action, number, name in steps:
        with database.writing(action) as uow:
            if action == "one":
                ids.append(uow.add(Person, full_name=name, **keys(name)))
                uow.add(Unit, name=name, kind="school", **keys(name))
                uow.add(Household, name=name, **keys(name))
                uow.add(Decision, year=2024, issuer="x", level="district", number="12/QĐ", subject=name)
            elif action == "many":
                rows = [{"full_name": f"{name} {place}", **keys(name)} for place in range(60)]
                ids.extend(uow.insert(Person, rows))
            elif action == "rename" and ids:
                uow.update(Person, ids[number % len(ids)], full_name=name)
            elif action == "other" and ids:
                uow.update(Person, ids[number % len(ids)], sex="F")
            elif action == "bin" and ids:
                uow.remove(Person, [ids[number % len(ids)]])
            elif action == "undo" and entries:
                invert(uow, entries.pop(number % len(entries)))
        if uow.changes.journal_id is not None and action != "undo":
            entries.append(uow.changes.journal_id)
        with database.reading() as connection:
            alive = {row[0] for row in connection.exec_driver_sql("SELECT id FROM person")}
        ids = [one for one in ids if one in alive]
    assert faults(database) == 0


def test_what_it_lacks_or_says_wrongly_is_counted(database: Database) -> None:
    with database.writing("x") as uow:
        uow.insert(Person, [{"full_name": name, **keys(name)} for name in NAMES])
        uow.connection.exec_driver_sql("UPDATE person SET full_name = 'Khác' WHERE id IN (1, 2)")
    with database.writing("y") as uow:
        uow.connection.exec_driver_sql("UPDATE person SET full_name = 'Khác nữa' WHERE id = 2")
        uow.connection.exec_driver_sql("DELETE FROM person WHERE id = 3")
    assert faults(database) == 2
    with database.writing("z") as uow:
        name_index.rebuild(uow.connection)
    assert faults(database) == 0


def test_every_link_between_tables_is_led_by_an_index() -> None:
    """Without one every removal of a parent reads the whole table of its children."""
    for table in metadata.sorted_tables:
        leading = {next(iter(index.columns)).name for index in table.indexes}
        leading |= {next(iter(table.primary_key.columns)).name}
        leading |= {
            next(iter(constraint.columns)).name
            for constraint in table.constraints
            if isinstance(constraint, UniqueConstraint)
        }
        unled = {key.parent.name for key in table.foreign_keys} - leading
        assert not unled, (table.name, unled)
