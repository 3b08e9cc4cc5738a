"""The tally workbook, saved where the officer says."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from thidua_desktop.domain.progress import Progress
from thidua_desktop.services.reports import statistics
from thidua_desktop.texts import text
from ui.core.context import Context


def save_tally(context: Context, *, year: int, source: Literal["grants", "nominations"]) -> None:
    """Asks where and writes the tally workbook in the task runner."""
    path = context.dialogs.choose_save_file(
        text("commendation.tally.title"),
        name=text(f"commendation.tally.{source}", year=year),
        patterns=text("commendation.tally.patterns"),
        purpose="tally",
    )
    if path is None:
        return

    def work(_: Progress) -> Path:
        statistics.save_tally(context.app, path, year=year, source=source)
        return path

    context.runner.run(
        work,
        done=lambda made: context.notify(text("commendation.tally.saved", name=made.name)),
        label=text("commendation.tally.making"),
    )
