"""The reports of a year (tổng kết, sơ kết): figures and sentences from what is stored, judgements left to the
office."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Literal

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import grouped
from thidua_desktop.documents.reports.year_report import (
    ReportPart,
    YearReportSheet,
    render_year_report,
    year_report_paper,
)
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.queries.council.sessions import sessions
from thidua_desktop.queries.office.settings import office, signers
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import signing_lines
from thidua_desktop.services.reports.report_texts import PARTS, written
from thidua_desktop.services.reports.statistics import half_tables, summary_sheet
from thidua_desktop.services.reports.year_figures import Figure, YearFigures, figures_of
from thidua_desktop.services.reports.year_sentences import guidance, movements, upkeep
from thidua_desktop.texts import text

Report = Literal["year", "half"]


def save(app: AppContext, path: Path, *, year: int, report: Report = "year") -> None:
    """The report as ``.docx`` or ``.pdf`` by the ending of the name, written whole or not at all.

    OfficeError ``statistics.nothing_to_count``, or those of writing a file.
    """
    sheet = sheet_of(app, year=year, report=report)
    if path.suffix.lower() == ".pdf":
        write_atomically(path, render_year_report(sheet))
        return
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(year_report_paper(sheet)))


def file_name(*, year: int) -> str:
    """A name every Windows accepts."""
    return safe_file_name(text("year_report.name", year=year) + ".docx")


def sheet_of(app: AppContext, *, year: int, report: Report = "year") -> YearReportSheet:
    """What the report says: counted again each time, with what the office wrote under each heading.

    The six-month report counts the awards signed by 30 June, or by today before it. The tables are those of the
    same figures, so both agree. OfficeError ``statistics.nothing_to_count`` for a whole year without awards.
    """
    us, words, half = app.read(office), wording("year_report"), report == "half"
    until = min(app.today(), dt.date(year, 6, 30)) if half else None
    figures = figures_of(app, year=year, as_of=until, same_day=True)
    if not half and not figures.totals[0].grants:
        raise OfficeError("statistics.nothing_to_count", year=year)
    who = next(iter(app.read(signers, on=app.today())), None)
    ending = "_half" if half else ""
    places = {"year": str(year), "issuer": us.name, "day": f"{until:%d/%m/%Y}" if until else ""}
    return YearReportSheet(
        issuer=us.name.upper(),
        superior=us.letterhead_superior.upper(),
        symbol=words.fill("report.symbol", office=us.symbol),
        place=us.place,
        subject=words.fill(f"report.subject{ending}", **places),
        addressee=us.superior_name,
        opening=words.fill(f"report.opening{ending}", **places),
        parts=_parts(app, figures, year=year, report=report, until=until),
        tables=half_tables(app, year=year, until=until) if until else summary_sheet(app, year=year).tables,
        closing=words.fill(f"report.closing{ending}", **places)
        + text("documents.decision.end_mark").lstrip("."),
        signer_titles=signing_lines(us, who.lines if who else ()),
        signer_name=who.full_name if who else "",
        recipients=(
            words.fill("report.recipient_first"),
            words.fill("report.archive", archive=wording("award").fill("decision.archive")),
        ),
    )


def _parts(
    app: AppContext, figures: YearFigures, *, year: int, report: Report, until: dt.date | None
) -> tuple[ReportPart, ...]:
    """The headings with the sentences counted now, each followed by what the office wrote under it."""
    words = wording("year_report")
    counted = {
        "guidance": guidance(app, year=year),
        "movements": movements(app, year=year),
        "awards": tuple(_award_sentences(app, figures, report=report, until=until)),
        "upkeep": upkeep(app, year=year, until=until),
    }
    own = written(app, year=year, report=report)
    return tuple(
        ReportPart(words.fill(f"heading.{key}"), (*counted.get(key, ()), *own.get(key, "").splitlines()))
        for key in PARTS
    )


def _award_sentences(
    app: AppContext, figures: YearFigures, *, report: Report, until: dt.date | None
) -> list[str]:
    words = wording("year_report")
    if until and not figures.totals[0].grants:
        return [words.fill("awards.none", day=f"{until:%d/%m/%Y}", year=str(figures.year))]
    totals = {one.key: one.value for one in figures.totals}
    levels = {one.key: one.value for one in figures.levels}
    period = words.fill(f"period.{report}", year=str(figures.year))
    message = [words.fill("awards.all", period=period, **totals)]
    people = next(one for one in figures.totals if one.key == "person").grants
    unknown = sum(one.sex is None for one in people)
    if people:
        key = "awards.women_partly" if unknown else "awards.women"
        message.append(words.fill(key, women=totals["women"], unknown=str(unknown)))
    if figures.before:
        message += _compared(figures, report=report)
    message.append(words.fill("awards.levels", **levels))
    message.append(words.fill("awards.occasions", list=_listed(figures.occasions)))
    message.append(words.fill("awards.forms", list=_listed(figures.awards)))
    if figures.asked and not until:
        waiting = figures.asked - figures.granted - figures.refused
        message.append(
            words.fill(
                "awards.asked",
                asked=str(figures.asked),
                granted=str(figures.granted),
                refused=str(figures.refused),
                waiting=str(waiting),
            )
        )
    if figures.money:
        message.append(words.fill("awards.money", money=grouped(figures.money)))
    held = [
        one
        for one in app.read(sessions, year=figures.year)
        if one.state == "closed" and (until is None or (one.held_on is not None and one.held_on <= until))
    ]
    if held:
        candidates = str(sum(one.candidates for one in held))
        message.append(words.fill("awards.council", sessions=str(len(held)), candidates=candidates))
    return message


def _compared(figures: YearFigures, *, report: Report) -> list[str]:
    words = wording("year_report")
    difference = len(figures.totals[0].grants) - figures.before
    key = "same" if not difference else "more" if difference > 0 else "fewer"
    return [
        words.fill(
            "awards.compared",
            before_period=words.fill(f"period.{report}_before", year=str(figures.year - 1)),
            before=str(figures.before),
            change=words.fill(f"awards.{key}", difference=str(abs(difference))),
        ),
        words.fill("awards.kinds", **{kind: str(count) for kind, count in figures.before_kinds.items()}),
    ]


def _listed(figures: tuple[Figure, ...]) -> str:
    words = wording("year_report")
    return "; ".join(words.fill("awards.item", label=one.label, value=one.value) for one in figures)
