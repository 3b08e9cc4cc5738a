"""Tally and year summary, computed from grants or nominations each time: no counters to keep true."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from thidua_desktop.documents.files import write_atomically
from thidua_desktop.documents.phrases import grouped, place_and_date
from thidua_desktop.documents.reports.summary import render_summary, summary_paper
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import FigureTable, SheetHead, SheetSigner, SummarySheet, TallySheet
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics_more import (
    asked_above,
    by_receiver,
    fund_table,
    movements,
    reached,
)
from thidua_desktop.services.reports.statistics_tables import (
    KINDS,
    Source,
    by_award,
    by_bloc,
    by_occasion,
    by_unit,
    codes,
    count_awards,
    series,
    tally_columns,
)
from thidua_desktop.texts import text

TABS = ("award", "unit", "occasion", "series")


def tally_sheet(app: AppContext, *, year: int, source: Source = "grants") -> TallySheet:
    """Units by award, in blocs, with sums. OfficeError ``statistics.nothing_to_count``."""
    counted = count_awards(app, year=year, source=source)
    if not counted:
        raise OfficeError("statistics.nothing_to_count", year=year)
    present = codes(counted)
    table = FigureTable(
        title=text(f"statistics.tally.{source}", year=year),
        columns=tally_columns(present, money=source == "grants"),
        groups=by_bloc(app, counted, year=year),
        total=text("statistics.total"),
    )
    return TallySheet(
        head=sheet_head(app, text("statistics.tally.title"), text(f"statistics.tally.{source}", year=year)),
        table=table,
        tab=text("statistics.tally.tab", year=year),
        signers=_signers(app),
        created=app.database.clock(),
    )


def summary_sheet(app: AppContext, *, year: int) -> SummarySheet:
    """The year's figures: by award and kind of receiver, by unit, by occasion, and the years before."""
    counted = count_awards(app, year=year, source="grants")
    if not counted:
        raise OfficeError("statistics.nothing_to_count", year=year)
    people = by_receiver(app, year=year)
    found = (
        ("receivers", people),
        ("above", asked_above(app, year=year)),
        ("reached", reached(app, year=year)),
        ("movements", movements(app, year=year)),
        ("fund", fund_table(app, year=year)),
    )
    stored = [(name, table) for name, table in found if any(table.rows())]
    more = [
        replace(table, title=text("statistics.more.numbered", place=place, title=table.title))
        for place, (_, table) in enumerate(stored, start=5)
    ]
    tables = (
        by_award(counted),
        by_unit(counted),
        by_occasion(counted),
        series(app, year=year),
        *more,
    )
    total = sum((one.prize for one in counted), Decimal(0))
    return SummarySheet(
        head=sheet_head(
            app, text("statistics.summary.title"), text("statistics.summary.subtitle", year=year)
        ),
        tables=tables,
        tabs=tuple(
            text(f"statistics.summary.tabs.{name}") for name in (*TABS, *(name for name, _ in stored))
        ),
        intro=(
            text(
                "statistics.summary.intro",
                year=year,
                count=sum(one.count for one in counted),
                **{kind: sum(one.count for one in counted if one.subject_type == kind) for kind in KINDS},
            ),
            text("statistics.summary.money", amount=grouped(total)),
        ),
        notes=_unknown_note(people),
        signers=_signers(app),
        created=app.database.clock(),
    )


def half_tables(app: AppContext, *, year: int, until: dt.date) -> tuple[FigureTable, ...]:
    """Awards as they stood on a day: by award, unit, occasion and receiver; none when there were none."""
    counted = count_awards(app, year=year, source="grants", as_of=until)
    if not counted:
        return ()
    people = by_receiver(app, year=year, as_of=until)
    tables = (by_award(counted), by_unit(counted), by_occasion(counted))
    if not any(people.rows()):
        return tables
    return (*tables, replace(people, title=text("statistics.more.numbered", place=4, title=people.title)))


_FACTS = ("sex", "people", "position")


def _unknown_note(people: FigureTable) -> tuple[str, ...]:
    """How many awards of persons are counted with a fact that is not known; nothing when all are known."""
    unknown = {
        key: sum(count for row in people.rows() if isinstance(count := row.get(f"{key}_unknown"), int))
        for key in _FACTS
    }
    if not any(unknown.values()):
        return ()
    parts = [
        text(f"statistics.summary.unknown_{key}", count=count) for key, count in unknown.items() if count
    ]
    return (text("statistics.summary.unknown", list="; ".join(parts)),)


def save_tally(app: AppContext, path: Path, *, year: int, source: Source = "grants") -> None:
    """The tally as a workbook with live totals, written whole or not at all."""
    from thidua_desktop.workbooks.reports.tally import tally_workbook

    write_atomically(path, tally_workbook(tally_sheet(app, year=year, source=source)))


def save_summary(app: AppContext, path: Path, *, year: int) -> None:
    """The year summary: ``.xlsx``, ``.pdf`` or ``.docx`` by the ending of the name."""
    sheet = summary_sheet(app, year=year)
    if path.suffix.lower() == ".pdf":
        write_atomically(path, render_summary(sheet))
        return
    if path.suffix.lower() == ".docx":
        from thidua_desktop.documents.docx.document import render_docx

        write_atomically(path, render_docx(summary_paper(sheet)))
        return
    from thidua_desktop.workbooks.reports.year_summary import summary_workbook

    write_atomically(path, summary_workbook(sheet))


def sheet_head(app: AppContext, *titles: str) -> SheetHead:
    """The head of a sheet of figures of this office."""
    us = app.read(office)
    return SheetHead(
        issuer=us.standing_body.upper(),
        superior=us.name.upper(),
        titles=titles,
        place_date=place_and_date(us.place, None),
    )


def _signers(app: AppContext) -> tuple[SheetSigner, ...]:
    first = next(iter(app.read(signers)), None)
    makers = (SheetSigner(titles=(text("statistics.maker"),)),)
    if first is None:
        return makers
    return (*makers, SheetSigner(titles=first.lines, name=first.full_name))
