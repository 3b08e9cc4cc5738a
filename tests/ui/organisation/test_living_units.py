"""One notion of a living unit: what has ended or not begun is offered in no choice and counted in no list."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.queries.eligibility.suggestions import candidates
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.nominations.registrations import registrations
from thidua_desktop.queries.organisation.units import units, units_in, units_on
from thidua_desktop.queries.reports.overview import overview
from thidua_desktop.services.importing import staging
from thidua_desktop.services.importing.senders import not_sent
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.organisation.units import save_unit
from ui.widgets.forms import Field
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "real_window"]

ENDED, COMING, MIDYEAR = "UBND xã đã giải thể", "UBND xã sẽ lập", "UBND xã lập giữa năm"
ROOT = Path(__file__).parents[3] / "thidua_desktop"


class Reader(Officer):
    """Reads the choices of units of each form that is asked."""

    def __init__(self) -> None:
        super().__init__()
        self.offered: list[tuple[str, set[str]]] = []

    def ask(self, title: str, fields: Sequence[Field], **more: Any) -> Mapping[str, object] | None:
        for field in fields:
            labels = {choice.label for choice in field.choices or ()}
            if any("Phòng Nội vụ" in label for label in labels):
                self.offered.append((title, labels))
        return None


@pytest.fixture
def officer() -> Officer:  # noqa: F811 - reads the forms instead of answering them
    return Reader()


@pytest.fixture
def dated(app: AppContext) -> AppContext:
    save_unit(app, name=ENDED, kind="commune", valid_to=dt.date(YEAR - 1, 6, 30))
    save_unit(app, name=COMING, kind="commune", valid_from=dt.date(YEAR + 1, 7, 1))
    save_unit(app, name=MIDYEAR, kind="commune", valid_from=dt.date(YEAR, 7, 1))
    return app


def test_every_list_of_units_means_the_same(dated: AppContext) -> None:
    today = dated.today()
    lists: dict[str, set[str]] = {
        "on a day": {row.name for row in dated.read(units_on, today)},
        "in a year": {row.name for row in dated.read(units_in, YEAR)},
        "registrations": {
            row.unit_name for row in dated.read(registrations, year=YEAR, year_type="calendar", on=today)
        },
        "suggestions": {row.name for row in dated.read(candidates, year=YEAR, on=today)},
        "senders": {row.name for row in dated.read(not_sent, year=YEAR, today=today)},
        "overview": set(dated.read(overview, year=YEAR, today=today).silent.registrations),
    }
    for name, found in lists.items():
        assert MIDYEAR in found, name
        assert not {ENDED, COMING} & found, name
    assert {ENDED, COMING} <= {row.name for row in dated.read(units)}, (
        "the register shows them with their state"
    )


def test_every_choice_of_units_offers_the_living(
    dated: AppContext, real_window: MainWindow, officer: Officer, tmp_path: Path
) -> None:
    from tests.ui.award_samples import messy_workbook

    assert isinstance(officer, Reader)
    staging.commit(dated, staging.stage(dated, messy_workbook(tmp_path), year=YEAR).batch_id)
    registers = open_page(real_window, "registers")
    for key in ("people", "council"):
        section: Any = registers.open_tab(key)
        settle(real_window)
        section.ask(None)
        settle(real_window)
    step = open_page(real_window, "commendation", "nominees").steps["nominees"]
    settle(real_window)
    step.commands.set_unit(dated.read(nominations, year=YEAR)[:1])
    settle(real_window)
    plan = open_page(real_window, "plan")
    plan.targets.add_target()
    settle(real_window)
    assert len(officer.offered) == 4, [title for title, _ in officer.offered]
    for title, labels in officer.offered:
        assert any(MIDYEAR in label for label in labels), title
        assert not any(name in label for name in (ENDED, COMING) for label in labels), title


def test_no_query_writes_the_condition_again() -> None:
    own = ROOT / "queries" / "organisation" / "units.py"
    for path in (ROOT / "queries").rglob("*.py"):
        if path != own:
            found = re.search(
                r"Unit\.valid_(to|from)\S* *(\.is_|>=|<=|<|>)", path.read_text(encoding="utf-8")
            )
            assert found is None, path
