"""Contents are stored once by hash; a file that holds them four times is upgraded without loss."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

from tests.services.small_office import YEAR, listed, pass_all, take_in, workbook
from thidua_desktop.bootstrap import open_app
from thidua_desktop.config import DataFolder
from thidua_desktop.db.engine.content import Contents, contents
from thidua_desktop.demo.selftest import OFFICE
from thidua_desktop.queries.council.sessions import snapshot
from thidua_desktop.queries.nominations.nominations import findings
from thidua_desktop.queries.office.journal import recent
from thidua_desktop.services.journal import journal
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office import settings
from thidua_desktop.services.office.context import AppContext

NAMES = tuple(
    f"{family} Văn {given}"
    for family in ("Lò", "Cà", "Vi", "Hà", "Trần", "Đặng")
    for given in ("An", "Bình", "Chi", "Dân", "Hải", "Lâm", "Nam", "Sơn")
)


def clock() -> dt.datetime:
    return dt.datetime(2024, 12, 20, 8, tzinfo=dt.timezone(dt.timedelta(hours=7)))


def office(folder: Path) -> AppContext:
    app = open_app(DataFolder(folder), clock=clock)
    settings.save_office(app, OFFICE)
    rows = [(name, "01/02/1980", "Giáo viên", "Trường Tiểu học Sơn Hà", "LĐTT") for name in NAMES]
    take_in(app, workbook(folder, rows))
    return app


def test_equal_contents_are_one_row_and_come_back_in_order(tmp_path: Path) -> None:
    app = office(tmp_path)
    one, other = {"heading": "Thời gian công tác", "ok": None}, {"heading": "Kỷ luật", "ok": True}
    with app.database.writing("demo") as uow:
        first = Contents(uow.connection).ids_of([one, other, one])
        again = Contents(uow.connection).ids_of([other])
        assert (first[0] == first[2], again) == (True, [first[1]])
        assert contents(uow.connection, first) == {first[0]: one, first[1]: other}
    app.close()


def test_judging_and_closing_add_little_a_nominee(tmp_path: Path) -> None:
    """Neither a card nor a snapshot is copied into the journal."""
    app = office(tmp_path)
    pass_all(app)
    with app.database.reading() as connection:
        largest = connection.exec_driver_sql(
            "SELECT max(length(coalesce(before, '')) + length(coalesce(after, ''))) FROM journal_change"
        ).scalar_one()
        cards = connection.exec_driver_sql(
            "SELECT max(length(verdict_findings)) FROM nomination"
        ).scalar_one()
        stored = connection.exec_driver_sql("SELECT count(*) FROM stored_content").scalar_one()
    assert largest < 600
    assert cards < 100
    assert stored < 3 * len(app.read(findings, 1)) + len(NAMES)
    app.close()


def test_a_verdict_taken_back_and_given_again_has_the_same_card(tmp_path: Path) -> None:
    app = office(tmp_path)
    nominating.submit(app, year=YEAR)
    entry = app.read(recent, limit=1)[0].id
    before = [app.read(findings, row.id) for row in listed(app)]
    journal.undo(app, entry)
    assert app.read(findings, listed(app)[0].id) == ()
    journal.redo(app, entry)
    assert [app.read(findings, row.id) for row in listed(app)] == before
    app.close()


def test_a_file_with_copies_everywhere_is_upgraded_without_loss_and_shrinks(tmp_path: Path) -> None:
    app = office(tmp_path)
    pass_all(app)
    session_id = 1
    cards = {row.id: app.read(findings, row.id) for row in listed(app)}
    seen = app.read(snapshot, session_id)
    history = app.read(recent)
    path = app.folder.database
    app.close()
    _as_before(path)
    large = path.stat().st_size
    again = open_app(DataFolder(tmp_path), clock=clock)
    assert {row.id: again.read(findings, row.id) for row in listed(again)} == cards
    assert again.read(snapshot, session_id) == seen
    assert again.read(recent) == history
    assert path.stat().st_size < large * 0.7
    journal.undo(again, history[0].id)
    assert again.read(snapshot, session_id) is None
    journal.redo(again, history[0].id)
    assert again.read(snapshot, session_id) == seen
    again.close()
    assert not [name for name in _old_forms(path) if name]


def _as_before(path: Path) -> None:
    """The file as schema 0014 holds it: the words of every card and snapshot wherever they are used."""
    with closing(sqlite3.connect(path)) as file, file:
        stored = {
            row[0]: json.loads(row[1]) for row in file.execute("SELECT id, content FROM stored_content")
        }

        def card(value: list[int]) -> list[Any]:
            return [stored[number] for number in value]

        def session(value: dict[str, int]) -> Any:
            whole = stored[value["content"]]
            rows = [
                {**row, "findings": card(row["findings"]), "vote_rule": stored[row["vote_rule"]]}
                for row in whole["candidates"]
            ]
            return {**whole, "candidates": rows}

        places: tuple[tuple[str, str, Callable[[Any], Any]], ...] = (
            ("nomination", "verdict_findings", card),
            ("council_session", "snapshot", session),
        )
        for table, column, words in places:
            for number, value in file.execute(
                f"SELECT id, {column} FROM {table} WHERE {column} IS NOT NULL"
            ).fetchall():
                old = json.dumps(words(json.loads(value)))
                file.execute(f"UPDATE {table} SET {column} = ? WHERE id = ?", (old, number))
            for part in ("before", "after"):
                for number, value in file.execute(
                    f"SELECT id, {part} FROM journal_change WHERE table_name = ? AND {part} IS NOT NULL",
                    (table,),
                ).fetchall():
                    values = json.loads(value)
                    if values and values.get(column) is not None:
                        values[column] = words(values[column])
                        file.execute(
                            f"UPDATE journal_change SET {part} = ? WHERE id = ?", (json.dumps(values), number)
                        )
        for later in ("stored_content", "year_event", "prize_payment", "report_text", "chase_note"):
            file.execute(f"DROP TABLE {later}")
        file.execute("UPDATE alembic_version SET version_num = '0014'")


def _old_forms(path: Path) -> list[str]:
    with closing(sqlite3.connect(path)) as file:
        return [
            row[0]
            for query in (
                "SELECT verdict_findings FROM nomination WHERE verdict_findings LIKE '%heading%'",
                "SELECT snapshot FROM council_session WHERE snapshot LIKE '%candidates%'",
                "SELECT after FROM journal_change WHERE after LIKE '%heading%' OR after LIKE '%candidates%'",
            )
            for row in file.execute(query)
        ]
