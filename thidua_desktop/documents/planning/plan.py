"""A plan or directive: head, opening, numbered places, closing block, annexed tables.

Source: Decree 30/2020, Annex I (format) and Annex III, models 1.4 and 2.1; confidence: text read. Every word
of the plan stands on the paper in its order; what the clerk fills in (number, day) is left blank.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers, refuse_leftovers_in_rows
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Run,
    Section,
    Signatures,
    Signer,
)
from thidua_desktop.documents.phrases import PaperDate, long_date, number_line, place_and_date, roman
from thidua_desktop.documents.planning.plan_rows import TargetLine, TaskLine, target_table, task_table
from thidua_desktop.domain.plan_text.parts import Section as Place
from thidua_desktop.domain.planning.outline import label
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

_TEXT = "plan_paper"
_TOP = replace(d.HEADING, before=10)


@dataclass(frozen=True, slots=True)
class PlanAnnex:
    """A table behind the plan: ``lines`` above it (the first its title), then the rows."""

    lines: tuple[str, ...]
    tasks: tuple[TaskLine, ...] = ()
    targets: tuple[TargetLine, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanSheet:
    """What the paper says. ``number`` is the whole number with its symbol once issued, else empty; ``intro``
    and ``closing`` are paragraphs; ``theme`` only when the text itself does not say it."""

    superior: str
    issuer: str
    issuer_in_text: str
    symbol: str
    place: str
    doc_type: str
    title: str
    intro: tuple[str, ...]
    places: tuple[Place, ...]
    recipients: tuple[str, ...]
    signer_titles: tuple[str, ...]
    signer_name: str = ""
    number: str = ""
    date: PaperDate = None
    theme: str = ""
    bases: tuple[str, ...] = ()
    closing: tuple[str, ...] = ()
    annexes: tuple[PlanAnnex, ...] = ()


def render_plan(sheet: PlanSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError when a part is empty, a place unfilled, a letter missing in the font."""
    from thidua_desktop.documents.layout.pdf import render_paper

    return render_paper(plan_paper(sheet), progress=progress)


def plan_paper(sheet: PlanSheet) -> Paper:
    """The plan as blocks: the plan itself upright, every annex a section of its own."""
    _check(sheet)
    sections = [Section(tuple(_body(sheet)))]
    for place, annex in enumerate(sheet.annexes, start=1):
        many = place if len(sheet.annexes) > 1 else None
        sections.append(_annex(sheet, annex, many))
    title = text(f"{_TEXT}.file_title", type=sheet.doc_type.capitalize(), title=sheet.title)
    return Paper(title=title, author=sheet.issuer, sections=tuple(sections), subject=sheet.title)


def _check(sheet: PlanSheet) -> None:
    refuse_empty(
        {
            "issuer": sheet.issuer,
            "place": sheet.place,
            "subject": sheet.title,
            "signer": sheet.signer_titles,
        }
    )
    refuse_leftovers((sheet.superior, sheet.issuer, sheet.place, *sheet.recipients, *sheet.signer_titles))
    for annex in sheet.annexes:
        refuse_leftovers_in_rows(cell for row in annex.tasks for cell in row.cells)


def _body(sheet: PlanSheet) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line=_number_line(sheet),
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(sheet.doc_type, d.TYPE_NAME)
    yield Paragraph.plain(sheet.title, d.SUBJECT)
    yield Rule(d.SUBJECT_LINE, after=6)
    for place, basis in enumerate(sheet.bases, start=1):
        mark = ";" if place < len(sheet.bases) else "."
        yield Paragraph.plain(basis.strip().rstrip(";.") + mark, d.LEGAL_BASIS)
    yield from (Paragraph.plain(line, d.BODY) for line in sheet.intro)
    if sheet.theme:
        label_ = Run(text(f"{_TEXT}.theme"), bold=True)
        yield Paragraph((label_, Run(f" “{sheet.theme}”", bold=True, italic=True)), d.BODY)
    yield from _ended(list(_paragraphs(sheet)))
    yield Signatures(
        Recipients(sheet.recipients) if sheet.recipients else None,
        Signer(sheet.signer_titles, sheet.signer_name),
    )


def _paragraphs(sheet: PlanSheet) -> Iterator[Paragraph]:
    for place in sheet.places:
        yield from _place(place, depth=0)
    yield from (Paragraph.plain(line, d.BODY) for line in sheet.closing)


def _place(place: Place, *, depth: int) -> Iterator[Paragraph]:
    number = label(place.mark, place.no)
    lines = place.text.split("\n") if place.text else []
    bold = depth == 0 or place.mark in {"part", "roman", "number", "dotted"}
    if place.heading:
        yield from _headed(place, number, lines, bold=bold, top=depth == 0)
    elif lines:
        head = f"{number} " if number else ""
        yield Paragraph((Run(head, bold=bold and place.mark != "dash"), Run(lines[0])), d.BODY)
        yield from (Paragraph.plain(line, d.BODY) for line in lines[1:])
    elif number:
        yield Paragraph((Run(number, bold=bold),), d.BODY)
    for child in place.children:
        yield from _place(child, depth=depth + 1)


def _headed(place: Place, number: str, lines: list[str], *, bold: bool, top: bool) -> Iterator[Paragraph]:
    """Heading on its own line, or before its text in one line."""
    head = f"{number} {place.heading}" if number else place.heading
    if place.joint == ": ":
        first = lines[0] if lines else ""
        yield Paragraph((Run(f"{head}:", bold=bold, italic=not bold), Run(f" {first}".rstrip())), d.BODY)
        lines = lines[1:]
    else:
        style = _TOP if top else replace(d.HEADING, bold=bold, italic=not bold)
        yield Paragraph.plain(head + place.joint, style)
    yield from (Paragraph.plain(line, d.BODY) for line in lines)


def _ended(paragraphs: list[Paragraph]) -> list[Paragraph]:
    """The last sentence with the mark that closes a text: ``./.``"""
    if not paragraphs:
        return paragraphs
    *before, last = paragraphs
    *runs, end = last.runs
    mark = text("documents.decision.end_mark")
    closed = end.text.rstrip().removesuffix("./.").rstrip(" ;.") + mark
    return [*before, replace(last, runs=(*runs, replace(end, text=closed)))]


def _number_line(sheet: PlanSheet) -> str:
    if sheet.number:
        return text(f"{_TEXT}.number", number=sheet.number)
    return number_line(None, sheet.symbol)


def _annex(sheet: PlanSheet, annex: PlanAnnex, place: int | None) -> Section:
    turned = _wide(annex)
    table = task_table(annex.tasks, turned=turned) if annex.tasks else target_table(annex.targets)
    name = (
        text("documents.decision.annex_numbered", roman=roman(place))
        if place
        else text("documents.decision.annex")
    )
    titles = annex.lines or (text(f"{_TEXT}.task_title" if annex.tasks else f"{_TEXT}.target_title"),)
    referred = any(line.startswith("(") for line in titles)
    blocks: list[Block] = [Paragraph.plain(name, d.ANNEX_LABEL)]
    blocks += [
        Paragraph.plain(_blanks(line), d.ANNEX_REFERENCE)
        if line.startswith("(")
        else Paragraph.plain(line, d.ANNEX_TITLE)
        for line in titles
    ]
    if not referred:
        number = sheet.number or f"{text('documents.number.blank')}/{sheet.symbol}"
        reference = text(
            f"{_TEXT}.reference",
            type=sheet.doc_type.capitalize(),
            number=number,
            date=long_date(sheet.date).replace(" ", "\u00a0"),
            issuer=sheet.issuer_in_text,
        )
        blocks.append(Paragraph.plain(reference, d.ANNEX_REFERENCE))
    return Section((*blocks, table), landscape=turned)


def _blanks(reference: str) -> str:
    """Room for the clerk's pen where a draft leaves number and day open: ``số      /KH``, ``ngày     /3``."""
    return re.sub(r"(?<=\s)/(?=\w)", text("documents.number.blank").replace(" ", "\u00a0") + "/", reference)


def _wide(annex: PlanAnnex) -> bool:
    """Landscape where five columns or long rows would be cramped upright."""
    return any(row.partners for row in annex.tasks) or any(len(row.text) > 200 for row in annex.tasks)
