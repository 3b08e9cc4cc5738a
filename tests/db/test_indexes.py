"""Every foreign key is led by an index: deleting or undoing a row looks up what points at it."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import inspect

from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.schema import metadata


def leading_columns(path: Path) -> dict[str, set[str]]:
    """The first column of each index, unique constraint and key, by table of a new database."""
    app = open_app(DataFolder(path))
    with app.database.reading() as connection:
        schema = inspect(connection)
        found = {
            table: {
                *(str(index["column_names"][0]) for index in schema.get_indexes(table)),
                *(unique["column_names"][0] for unique in schema.get_unique_constraints(table)),
                *schema.get_pk_constraint(table)["constrained_columns"][:1],
            }
            for table in schema.get_table_names()
        }
    app.close()
    return found


def test_every_foreign_key_is_led_by_an_index(tmp_path: Path) -> None:
    led = leading_columns(tmp_path)
    bare = [
        f"{table.name}.{key.parent.name}"
        for table in metadata.sorted_tables
        for key in table.foreign_keys
        if key.parent.name not in led[table.name]
    ]
    assert bare == []


@pytest.mark.parametrize("column", ["person_id", "collective_id", "household_id"])
def test_awards_of_a_receiver_are_counted_by_the_index_alone(tmp_path: Path, column: str) -> None:
    app = open_app(DataFolder(tmp_path))
    with app.database.reading() as connection:
        plan = connection.exec_driver_sql(
            "EXPLAIN QUERY PLAN SELECT count(*) FROM award_grant g JOIN decision d ON d.id = g.decision_id"
            f" WHERE g.{column} = 5 AND g.ended_on IS NULL AND d.state = 'signed' AND d.deleted_at IS NULL"
        ).fetchall()
    app.close()
    assert any("USING COVERING INDEX" in row[-1] and column in row[-1] for row in plan), plan
