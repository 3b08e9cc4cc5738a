"""Charts for a meeting in the real window: what is drawn is what is counted, and is saved as it is shown."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from tests.ui.page_app import YEAR, Officer, app, bare_app, officer, open_page, real_window, settle
from thidua_desktop.services.reports.charts import CHARTS, chart
from thidua_desktop.services.reports.statistics_screen import statistics_table
from ui.pages.lookup.charts import ChartsDialog
from ui.window.main_window import MainWindow

__all__ = ["app", "bare_app", "officer", "real_window"]


def test_each_chart_is_shown_or_said_to_be_empty_and_saved(
    real_window: MainWindow, officer: Officer, qtbot: QtBot, tmp_path: Path
) -> None:
    context = real_window.context
    context.set_year(YEAR)
    page = open_page(real_window, "lookup")
    seen: list[str] = []

    def look(dialog: ChartsDialog) -> None:
        for place, name in enumerate(CHARTS):
            dialog.choice.setCurrentIndex(place)
            settle(real_window)
            counted = chart(context.app, name, year=YEAR)
            assert dialog.picture.isVisible() is not counted.empty
            assert dialog.picture.accessibleDescription() == counted.words
            if not counted.empty:
                officer.save_file = tmp_path / f"{name}.png"
                dialog.save()
                assert QImage(str(officer.save_file)).width() == 1920
                seen.append(name)
        dialog.reject()

    officer.hands.append(look)
    page.statistics.chart_button.click()
    settle(real_window)
    assert "targets" in seen


def test_the_lines_of_awards_are_the_rows_of_the_table(real_window: MainWindow) -> None:
    office = real_window.context.app
    table = statistics_table(office, "series5", year=YEAR)
    made = chart(office, "awards", year=YEAR)
    lines = made.lines
    assert made.most % 4 == 0 and made.most >= max(value for line in lines.values() for _, value in line)
    assert {name: sum(value for _, value in line) for name, line in lines.items()} == {
        row["label"]: sum(count for key, count in row.items() if key.isdigit() and isinstance(count, int))
        for row in table.rows()
    }
