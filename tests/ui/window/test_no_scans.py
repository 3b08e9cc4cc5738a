"""No page, service or command reads a growing table from end to end; what must is named here with why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final

import pytest
from pytestqt.qtbot import QtBot
from sqlalchemy import event

from tests import large_office
from tests.large_office import PERSONS, name_of
from tests.ui.organisation.test_many_people import large
from tests.ui.page_app import Officer, officer, open_page, opened, settle
from thidua_desktop.queries.certificates.printing import certificate_states, items, register, runs
from thidua_desktop.queries.decisions.decisions import decisions, next_number
from thidua_desktop.queries.decisions.grants import counts, in_present_words, of_subjects
from thidua_desktop.queries.decisions.receivers import receivers
from thidua_desktop.queries.eligibility.suggestions import candidates, taken
from thidua_desktop.queries.eligibility.works import works_of
from thidua_desktop.queries.lookup.finding import find_places, find_receivers
from thidua_desktop.queries.organisation.people import (
    find_namesakes,
    find_persons,
    known_persons,
    persons,
    workplaces,
)
from thidua_desktop.services.certificates import register as award_register
from thidua_desktop.services.nominations import nominations
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.people import remove_persons, save_person
from thidua_desktop.services.reports import life_record, statistics
from ui.core.machine_settings import MachineSettings
from ui.pages.registry import PAGES
from ui.pages.tabs import TabbedPage

__all__ = ["large", "officer"]

GROWING: Final = frozenset(
    {
        *("person", "membership", "household", "year_record", "merge", "merge_move"),
        *("initiative", "initiative_author", "initiative_use", "nomination", "council_vote"),
        *("import_batch", "import_row", "import_finding", "registration", "registration_line"),
        *("decision", "decision_change", "award_grant", "paper", "attachment", "print_item"),
        *("submission", "submission_line", "score_entry", "journal_entry", "journal_change", "name_term"),
    }
)
"""Tables that get rows for every nominee, award, file or action. Units, plans and meetings do not."""

NAMED: Final = {
    "organisation.people:_fetch person": "the register shows everybody, in order, by the index of names",
    "office.journal:_newest_first journal_entry": "the latest first, by its number, as far as the limit",
    "office.names:_terms name_term": "distinct words only: their number does not grow with the years",
    "eligibility.suggestions:candidates membership": "suggestions look at everybody who works somewhere now",
    "nominations.initiatives:initiatives initiative": "the register of works shows those of all years",
}
"""By module, function and table."""


@pytest.fixture(scope="module")
def app(large: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[AppContext]:
    opened = large_office.copied(large, tmp_path_factory.mktemp("walked") / "data")
    yield opened
    opened.close()


_TABLES: Final = re.compile(r"(?:FROM|JOIN|,)\s+\"?(\w+)\"?(?: AS (\w+))?")


class Caught(dict[str, tuple[Any, str]]):
    """Statement -> its first values and the function that asked it."""

    def hear(self, _c: Any, _u: Any, statement: str, values: Any, _x: Any, many: bool) -> None:
        if not many and statement.split(maxsplit=1)[0].upper() in {"SELECT", "UPDATE", "DELETE", "WITH"}:
            self.setdefault(statement, (values, _asked_by()))


def _asked_by() -> str:
    import sys

    frame = sys._getframe(1)
    while frame.f_back is not None:
        frame = frame.f_back
        place = Path(frame.f_code.co_filename)
        inner = (
            place.parts[place.parts.index("thidua_desktop") + 1 :] if "thidua_desktop" in place.parts else ()
        )
        if inner and inner[0] in {"queries", "services", "db"} and place.stem != "rows":
            return f"{'.'.join(inner[1:-1])}.{place.stem}:{frame.f_code.co_name}"
    return "?"


def scans(app: AppContext, caught: Caught) -> set[str]:
    """``module:function table`` of every statement whose plan reads a growing table from end to end."""
    found = set()
    with app.database.reading() as connection:
        driver: Any = connection.connection.driver_connection
        for statement, (values, asker) in caught.items():
            named = {alias or table: table for table, alias in _TABLES.findall(statement)}
            for *_, step in driver.execute(f"EXPLAIN QUERY PLAN {statement}", values):
                scanned = re.match(r"SCAN (\w+)", step)
                table = named.get(scanned[1], scanned[1]) if scanned else ""
                if table in GROWING:
                    found.add(f"{asker} {table}")
    return found


def test_no_statement_of_a_page_or_service_reads_a_growing_table_from_end_to_end(
    qtbot: QtBot, app: AppContext, settings: MachineSettings, officer: Officer
) -> None:
    caught = Caught()
    event.listen(app.database._engine, "before_cursor_execute", caught.hear)
    for window in opened(qtbot, app, settings, officer):
        for entry in PAGES:
            page = open_page(window, entry.key)
            if isinstance(page, TabbedPage):
                for key in set(page._keys) - {"radar"}:  # slow for everybody; its queries are below
                    page.open_tab(key)
                    settle(window)
        open_page(window, "lookup", "yen")
    _work(app)
    event.remove(app.database._engine, "before_cursor_execute", caught.hear)
    assert len(caught) > 100
    assert scans(app, caught) == set(NAMED)


def _work(app: AppContext) -> None:
    """What the pages do when they are used."""
    for words in ("yen", "Yến", "nva", "2020", "ha thi"):
        app.read(find_receivers, words, limit=50)
        app.read(find_persons, words, limit=50)
        for kind in ("decision", "task", "plan"):
            app.read(find_places, kind, words, limit=20)  # type: ignore[arg-type]
    app.read(find_namesakes, PERSONS)
    app.read(known_persons, ["nguyen van an"])
    app.read(persons, unit_id=7)
    app.read(workplaces, [1, 2], on=app.today())
    app.read(of_subjects, subject_type="person", ids=[100])
    app.read(in_present_words, 3)
    app.read(counts, years=[2023, 2024])
    app.read(decisions, year=2024)
    app.read(next_number, year=2024)
    app.read(register, year=2024)
    app.read(certificate_states, 3)
    app.read(runs, decision_id=3)
    app.read(items, 1)
    app.read(receivers, year=2024)
    app.read(works_of, {PERSONS, 5}, [1, 2])
    app.read(candidates, year=2024, on=app.today())
    app.read(taken, year=2024)
    life_record.render(app, subject_type="person", subject_id=100)
    award_register.render(app, year=2024)
    statistics.save_tally(app, app.folder.root / "tally.xlsx", year=2024)
    nominations.submit(app, year=2024)
    save_person(app, full_name=name_of(5), unit_id=3)
    remove_persons(app, [3])
