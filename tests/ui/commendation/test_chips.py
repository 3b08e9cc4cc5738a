"""Counts above the nominees agree with what the rows say, and with the page that leads to them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.ui.award_samples import YEAR, messy_workbook
from tests.ui.commendation.test_commendation import passed
from tests.ui.overview.test_overview import line_button
from tests.ui.page_app import app, bare_app, officer, open_page, press, real_window, settle
from thidua_desktop.queries.nominations.nominations import nominations
from thidua_desktop.queries.reports.waiting import waiting
from thidua_desktop.services.importing import staging
from thidua_desktop.services.nominations import nominations as nominating
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.pages.nominations.columns import CHIPS, WAITING_CHIPS
from ui.pages.nominations.step import NomineesStep
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def step_of(window: MainWindow) -> NomineesStep:
    step = open_page(window, "commendation", "nominees").steps["nominees"]
    settle(window)
    assert isinstance(step, NomineesStep)
    return step


def count_of(step: NomineesStep, key: str) -> int:
    return int(step.chips.button(key).text().split()[-1].replace(".", ""))


def said(step: NomineesStep) -> Counter[str]:
    """The words of the column of verdicts, by row."""
    column = next(one for one in step.table.model.columns if one.key == "verdict")
    return Counter(column.words(row) for row in step.table.model.shown_rows())


@pytest.mark.parametrize("voted", [False, True])
def test_every_count_is_what_the_rows_say(
    real_window: MainWindow, app: AppContext, tmp_path: Path, *, voted: bool
) -> None:
    if voted:
        passed(app, tmp_path)
    second = messy_workbook(tmp_path, name="Danh sách khác.xlsx", award="CSTĐCS")
    staging.commit(app, staging.stage(app, second, year=YEAR).batch_id)
    step = step_of(real_window)
    every = said(step)
    assert sum(every.values()) == len(app.read(nominations, year=YEAR)) > 5
    for key in CHIPS:
        step.chips.choose(key)
        assert len(step.table.model.shown_rows()) == count_of(step, key), key
        if key != "all":
            words = text(f"commendation.verdicts.{'none' if key == 'unjudged' else key}")
            assert count_of(step, key) == every[words], key
    assert sum(count_of(step, key) for key in CHIPS if key != "all") == count_of(step, "all")


def test_what_the_overview_counts_is_what_it_opens(
    real_window: MainWindow, app: AppContext, tmp_path: Path, qtbot: QtBot
) -> None:
    staging.commit(app, staging.stage(app, messy_workbook(tmp_path, award="CSTĐCS"), year=YEAR).batch_id)
    nominating.submit(app, year=YEAR)
    first = app.read(nominations, year=YEAR)[0]
    nominating.give_back(app, [first.id], year=YEAR, reason="Thiếu báo cáo")
    counted = app.read(waiting, year=YEAR)
    assert counted.unclear and counted.returned
    for key, count in (("unclear", counted.unclear), ("returned", counted.returned)):
        open_page(real_window, "overview").reload()
        settle(real_window)
        words = text(f"overview.unfinished.{key}", count=str(count))
        press(real_window, qtbot, line_button(real_window, words), Qt.Key.Key_Space)
        step = real_window.page("commendation").steps["nominees"]  # type: ignore[attr-defined]
        assert step.chips.current == key
        rows = step.table.model.shown_rows()
        assert len(rows) == count == count_of(step, key)
        assert all(WAITING_CHIPS[key](row) for row in rows)
