"""Báo cáo tổng kết: the year-end report drafted, its figures filled in, what only the officer knows left to write.

Source: Decree 30/2020, Annex III, model 1.4 (confidence: text read); its headings: usage (recalled).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Section,
    Signatures,
    Signer,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import PaperDate, number_line, place_and_date
from thidua_desktop.documents.reports.figures import figure_table
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.number_tables import FigureTable
from thidua_desktop.domain.progress import Progress, silent


@dataclass(frozen=True, slots=True)
class ReportPart:
    """A heading with its sentences; an empty part says that it is still to be written."""

    heading: str
    sentences: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class YearReportSheet:
    """``parts`` in order; ``tables`` stand in an annex of their own pages."""

    issuer: str
    superior: str
    symbol: str
    place: str
    subject: str
    addressee: str
    opening: str
    parts: tuple[ReportPart, ...]
    tables: tuple[FigureTable, ...]
    closing: str
    signer_titles: tuple[str, ...]
    signer_name: str
    recipients: tuple[str, ...]
    date: PaperDate = None


def render_year_report(sheet: YearReportSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes."""
    return render_paper(year_report_paper(sheet), progress=progress)


def year_report_paper(sheet: YearReportSheet) -> Paper:
    """The report as blocks; the tables in a section behind the signature."""
    refuse_empty({"issuer": sheet.issuer, "subject": sheet.subject, "place": sheet.place})
    message = (sentence for part in sheet.parts for sentence in part.sentences)
    refuse_leftovers((sheet.subject, sheet.opening, *message, sheet.closing))
    sections = [Section(tuple(_body(sheet)))]
    if sheet.tables:
        sections.append(Section(tuple(_annex(sheet))))
    return Paper(title=sheet.subject, author=sheet.issuer, sections=tuple(sections), subject=sheet.subject)


def _body(sheet: YearReportSheet) -> Iterator[Block]:
    words = wording("year_report")
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line=number_line(None, sheet.symbol),
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("report.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(sheet.subject, d.SUBJECT)
    yield Rule(d.SUBJECT_LINE)
    if sheet.addressee:
        yield Paragraph.plain(words.fill("report.addressee", addressee=sheet.addressee), d.ADDRESSEE)
    yield Paragraph.plain(sheet.opening, d.BODY)
    for part in sheet.parts:
        yield Paragraph.plain(part.heading, d.HEADING)
        yield from (Paragraph.plain(sentence, d.BODY) for sentence in part.sentences)
        if not part.sentences:
            yield Paragraph.plain(words.fill("report.to_write"), d.NOTE)
    yield Paragraph.plain(sheet.closing, d.BODY)
    yield Signatures(Recipients(sheet.recipients), Signer(sheet.signer_titles, sheet.signer_name))


def _annex(sheet: YearReportSheet) -> Iterator[Block]:
    words = wording("year_report")
    yield Paragraph.plain(words.fill("report.annex"), d.ANNEX_LABEL)
    yield Paragraph.plain(words.fill("report.annex_title"), d.ANNEX_TITLE)
    for table in sheet.tables:
        yield Paragraph.plain(table.title, d.TABLE_TITLE)
        yield figure_table(table, size=11.0)
