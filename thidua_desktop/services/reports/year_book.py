"""All tables of a year in one workbook for the level above."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.number_tables import SummarySheet
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.forms import disagreements, filled_forms, form_table
from thidua_desktop.services.reports.statistics import summary_sheet, tally_sheet
from thidua_desktop.services.reports.statistics_screen import statistics_table
from thidua_desktop.texts import text

_SCREEN = ("receivers", "series10")


def year_book(app: AppContext, *, year: int) -> SummarySheet:
    """The summary of the year, the units by award, the longer series and the ministry's forms, a sheet each.

    OfficeError ``statistics.nothing_to_count``.
    """
    summary, tally = summary_sheet(app, year=year), tally_sheet(app, year=year)
    more = [(name, statistics_table(app, name, year=year)) for name in _SCREEN]
    more = [(name, table) for name, table in more if any(table.rows())]
    forms = filled_forms(app, year=year)
    return replace(
        summary,
        tables=(
            *summary.tables,
            tally.table,
            *(table for _, table in more),
            *(form_table(one) for one in forms),
        ),
        tabs=(
            *summary.tabs,
            tally.tab,
            *(text(f"statistics.screen.tables.{name}") for name, _ in more),
            *(one.form.code for one in forms),
        ),
        notes=(
            *summary.notes,
            *(line for one in forms for line in (*one.notes, *disagreements(one))),
        ),
    )


def save_year_book(app: AppContext, path: Path, *, year: int) -> None:
    """The workbook, written whole or not at all."""
    from thidua_desktop.workbooks.reports.year_summary import summary_workbook

    write_atomically(path, summary_workbook(year_book(app, year=year)))
