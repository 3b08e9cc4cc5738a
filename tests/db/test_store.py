"""What is written is written whole, remembered, and can be taken back."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import select

from thidua_desktop.db.engine.database import Database
from thidua_desktop.db.engine.migrate import prepare
from thidua_desktop.db.engine.undo import Use, invert, later_uses, rivals
from thidua_desktop.db.engine.unit_of_work import UnitOfWork
from thidua_desktop.db.tables.decisions import Decision, Grant
from thidua_desktop.db.tables.importing import AwardAlias
from thidua_desktop.db.tables.organisation import Unit
from thidua_desktop.db.tables.people import Membership, Person
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    prepare(tmp_path / "thidua.db", backups=tmp_path / "backups")
    opened = Database(tmp_path / "thidua.db")
    yield opened
    opened.close()


def unit(name: str) -> dict[str, str]:
    return {"name": name, "kind": "school", "search_key": name.lower(), "sort_key": name}


def person(name: str, **more: object) -> dict[str, object]:
    return {"full_name": name, "search_key": name.lower(), "sort_key": name, **more}


def names(database: Database) -> list[str]:
    with database.reading() as connection:
        return list(connection.execute(select(Unit.name).order_by(Unit.id)).scalars())


def test_rows_get_consecutive_ids_that_are_never_used_again(database: Database) -> None:
    with database.writing("save_unit") as first:
        ids = first.insert(Unit, [unit("A"), unit("B")])
    with database.writing("undo") as undo:
        take_back(undo, first)
    with database.writing("save_unit") as second:
        again = second.insert(Unit, [unit("C")])
    assert list(ids) == [1, 2]
    assert list(again) == [3]
    assert names(database) == ["C"]


def test_a_failing_action_writes_nothing_and_leaves_no_journal_entry(database: Database) -> None:
    with pytest.raises(RuntimeError), database.writing("save_unit") as uow:
        uow.add(Unit, **unit("A"))
        raise RuntimeError
    assert names(database) == []
    with database.reading() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM journal_entry").scalar_one() == 0


def test_an_action_that_changes_nothing_is_no_action(database: Database) -> None:
    with database.writing("save_unit") as first:
        number = first.add(Unit, **unit("A"))
    with database.writing("save_unit") as second:
        assert second.update(Unit, number, name="A") is False
    assert not second.changes
    assert second.changes.journal_id is None


def test_topics_touched_are_reported_once(database: Database) -> None:
    with database.writing("save_person") as uow:
        unit_id = uow.add(Unit, **unit("A"))
        person_id = uow.add(Person, **person("An"))
        uow.add(Membership, person_id=person_id, unit_id=unit_id)
    assert list(uow.changes) == ["organisation", "people"]


def test_undo_restores_values_with_their_types(database: Database) -> None:
    born = PartialDate("1976-05", "month")
    with database.writing("a") as uow:
        number = uow.add(Person, **person("An", born=born))
        decision = uow.add(
            Decision, year=2024, issuer="UBND", level="district", subject="x", signed_on=dt.date(2024, 1, 2)
        )
        grant = uow.add(
            Grant,
            decision_id=decision,
            position_in_list=1,
            subject_type="person",
            person_id=number,
            award_code="LDTT",
            award_year=2024,
            name_printed="An",
            unit_printed="",
            position_printed="",
            title_printed="",
            prize=Decimal(702000),
        )
    with database.writing("b") as edit:
        edit.update(Person, number, born=None)
        edit.update(Decision, decision, signed_on=None)
        edit.update(Grant, grant, prize=None)
    with database.writing("undo") as undo:
        take_back(undo, edit)
    with database.reading() as connection:
        assert connection.execute(select(Person.born)).scalar_one() == born
        assert connection.execute(select(Decision.signed_on)).scalar_one() == dt.date(2024, 1, 2)
        assert connection.execute(select(Grant.prize)).scalar_one() == Decimal(702000)


def test_undo_leaves_an_empty_place_as_empty_as_it_was(database: Database) -> None:
    """A place for structured words that held nothing holds nothing again, not the written word ``null``."""
    with database.writing("record_decision") as made:
        number = made.add(Decision, issuer="UBND", level="district", year=2024, subject="", sheet=None)
    with database.writing("save_plan") as later:
        later.update(Decision, number, sheet={"rows": 1})
    assert _is_null(database, number) is False
    with database.writing("undo") as undo:
        take_back(undo, later)
    assert _is_null(database, number) is True


def _is_null(database: Database, decision_id: int) -> bool:
    with database.reading() as connection:
        query = select(Decision.sheet.is_(None)).where(Decision.id == decision_id)
        return bool(connection.execute(query).scalar_one())


def test_a_row_changed_later_is_named_with_the_entry_that_changed_it(database: Database) -> None:
    with database.writing("import") as uow:
        uow.insert(Unit, [unit("A"), unit("B"), unit("C")])
    with database.writing("edit") as edit:
        edit.update(Unit, 2, name="B sửa")
    assert uses(database, uow) == (Use("unit", 2, edit.changes.journal_id),)
    with database.writing("undo") as undo:
        invert(undo, uow.changes.journal_id or 0, stays={"unit": [2]})
    assert names(database) == ["B sửa"]


def test_a_row_something_newer_points_at_is_named(database: Database) -> None:
    with database.writing("import") as uow:
        unit_id = uow.add(Unit, **unit("A"))
    with database.writing("later") as later:
        person_id = later.add(Person, **person("An"))
        later.add(Membership, person_id=person_id, unit_id=unit_id)
    assert uses(database, uow) == (Use("unit", unit_id, later.changes.journal_id),)
    with pytest.raises(OfficeError, match=r"journal\.in_the_way"), database.writing("undo") as undo:
        invert(undo, uow.changes.journal_id or 0)
    assert names(database) == ["A"]


def test_later_entries_that_were_undone_are_in_nobodys_way(database: Database) -> None:
    with database.writing("import") as uow:
        uow.insert(Unit, [unit("A"), unit("B")])
    with database.writing("edit") as edit:
        edit.update(Unit, 2, name="B sửa")
    with database.writing("undo", entry=edit.changes.journal_id) as undo:
        take_back(undo, edit)
    assert uses(database, uow) == ()


def test_a_place_taken_again_is_found_and_nothing_is_half_written(database: Database) -> None:
    with database.writing("learn_award") as made:
        made.add(AwardAlias, alias_key="ldtt", award_code="LDTT")
    with database.writing("forget") as gone:
        gone.remove(AwardAlias, [1])
    with database.writing("learn_award") as again:
        again.add(AwardAlias, alias_key="ldtt", award_code="TTLDTT")
    with database.reading() as connection:
        assert rivals(connection, gone.changes.journal_id or 0) == (("award_alias", 2),)
    with pytest.raises(OfficeError, match=r"journal\.in_the_way"), database.writing("undo") as undo:
        take_back(undo, gone)
    with database.reading() as connection:
        assert connection.execute(select(AwardAlias.award_code)).scalars().all() == ["TTLDTT"]


def test_an_undo_is_inverted_like_any_other_entry(database: Database) -> None:
    with database.writing("import") as uow:
        uow.insert(Unit, [unit("A"), unit("B")])
        uow.update(Unit, 1, name="A sửa")
    with database.writing("undo") as undo:
        take_back(undo, uow)
    assert names(database) == []
    with database.writing("redo") as redo:
        invert(redo, undo.changes.journal_id or 0)
    assert names(database) == ["A sửa", "B"]


def test_a_read_beside_an_open_write_is_an_error_at_once(database: Database) -> None:
    with database.writing("a") as uow:
        uow.add(Unit, **unit("A"))
        with pytest.raises(RuntimeError, match="writer's connection"), database.reading():
            pass
        with database.within(uow).reading() as connection:
            assert connection.execute(select(Unit.name)).scalars().all() == ["A"]
    assert names(database) == ["A"]


def take_back(undo: UnitOfWork, done: UnitOfWork) -> None:
    undo.takes_back = (done.changes.journal_id or 0,)
    invert(undo, done.changes.journal_id or 0)


def uses(database: Database, done: UnitOfWork) -> tuple[Use, ...]:
    with database.reading() as connection:
        return later_uses(connection, done.changes.journal_id or 0)


def test_a_deleted_record_waits_in_the_bin(database: Database) -> None:
    with database.writing("a") as uow:
        number = uow.add(Unit, **unit("A"))
    with database.writing("b") as bin_:
        bin_.remove(Unit, [number])
    with database.reading() as connection:
        assert connection.execute(select(Unit.deleted_at)).scalar_one() is not None


def test_a_link_to_nothing_is_refused(database: Database) -> None:
    with pytest.raises(Exception, match="FOREIGN KEY"), database.writing("a") as uow:
        uow.add(Membership, person_id=99, unit_id=99)


def test_a_busy_file_is_reported_as_a_sentence_and_loses_nothing(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    with database.reading() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=50")
    with closing(sqlite3.connect(database.path, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        with pytest.raises(OfficeError, match=r"database\.locked"), database.writing("a") as uow:
            uow.add(Unit, **unit("A"))
    assert names(database) == []


def test_settings_that_keep_the_file_whole_are_on(database: Database) -> None:
    with database.reading() as connection:
        found = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one()
            for name in ("foreign_keys", "journal_mode", "synchronous", "application_id")
        }
    assert found == {
        "foreign_keys": 1,
        "journal_mode": "truncate",
        "synchronous": 2,
        "application_id": 0x54444B54,
    }
