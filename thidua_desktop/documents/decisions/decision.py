"""The award decision with its annexed lists.

Source: Decree 30/2020, Annex III, models 1.2 and 2.1; confidence: text read. The authority of a personal
power is the head's title, so the signature carries no "TM.".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers, refuse_leftovers_in_rows
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Recipients,
    Rule,
    Run,
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import (
    PaperDate,
    long_date,
    number_and_symbol,
    number_line,
    place_and_date,
    roman,
)
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class Annex:
    """A list issued with the decision on pages of its own. ``heading`` replaces the word "Phụ lục" (for
    example "DANH SÁCH"); ``title`` is its subject. Cells of ``groups`` follow the non-serial ``columns``."""

    title: str
    columns: tuple[Column, ...]
    groups: tuple[Group, ...]
    heading: str = ""
    landscape: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionSheet:
    """Everything printed. ``number`` and the day stay blank until the clerk gives them; ``articles`` without
    "Điều n."; ``legal_bases`` without end marks; ``proposer`` is the "Theo đề nghị của …" sentence."""

    issuer: str
    symbol: str
    place: str
    authority: str
    subject: str
    legal_bases: tuple[str, ...]
    proposer: str
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    signer_titles: tuple[str, ...]
    signer_name: str
    superior: str = ""
    number: int | None = None
    date: PaperDate = None
    annexes: tuple[Annex, ...] = ()
    authority_in_text: str = ""
    """The authority as written inside a sentence ("Chủ tịch Ủy ban nhân dân …"); ``authority`` if empty."""


def render_decision(sheet: DecisionSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError when a part is empty, a place unfilled, a letter missing in the font."""
    return render_paper(decision_paper(sheet), progress=progress)


def decision_paper(sheet: DecisionSheet) -> Paper:
    """The decision as blocks."""
    _check(sheet)
    sections = [Section(_body(sheet))]
    for place, annex in enumerate(sheet.annexes, start=1):
        label = place if len(sheet.annexes) > 1 else None
        sections.append(Section(_annex(sheet, annex, label), landscape=annex.landscape))
    number = number_and_symbol(sheet.number, sheet.symbol).strip("\u00a0")
    title = text(
        "documents.decision.title", number=number, subject=sheet.subject[:1].lower() + sheet.subject[1:]
    )
    return Paper(title=title, author=sheet.issuer, sections=tuple(sections), subject=sheet.subject)


def _check(sheet: DecisionSheet) -> None:
    refuse_empty(
        {
            "issuer": sheet.issuer,
            "symbol": sheet.symbol,
            "place": sheet.place,
            "authority": sheet.authority,
            "subject": sheet.subject,
            "bases": sheet.legal_bases,
            "articles": sheet.articles,
            "signer": sheet.signer_titles and sheet.signer_name,
        }
    )
    for number, article in enumerate(sheet.articles, start=1):
        if not article.strip():
            raise OfficeError("documents.empty_part", part=text("documents.parts.article", number=number))
    refuse_leftovers(_sentences(sheet))
    for annex in sheet.annexes:
        cells = sum(not column.serial for column in annex.columns)
        for group in annex.groups:
            refuse_leftovers_in_rows(cell for row in group.rows for cell in row)
            for number, row in enumerate(group.rows, start=1):
                if len(row) != cells:
                    raise OfficeError("documents.wrong_row", table=annex.title, row=number, columns=cells)


def _sentences(sheet: DecisionSheet) -> Iterator[str]:
    yield from (sheet.superior, sheet.issuer, sheet.symbol, sheet.place, sheet.authority, sheet.subject)
    yield from sheet.legal_bases
    yield sheet.proposer
    yield from sheet.articles
    yield from sheet.recipients
    yield from (*sheet.signer_titles, sheet.signer_name)
    for annex in sheet.annexes:
        yield from (annex.heading, annex.title)
        yield from (group.heading for group in annex.groups)


def _body(sheet: DecisionSheet) -> tuple[Block, ...]:
    plain = Paragraph.plain
    blocks: list[Block] = [
        Letterhead(
            superior=sheet.superior,
            issuer=sheet.issuer,
            number_line=number_line(sheet.number, sheet.symbol),
            place_date=place_and_date(sheet.place, sheet.date),
        ),
        plain(text("documents.decision.type_name"), d.TYPE_NAME),
        plain(sheet.subject, d.SUBJECT),
        Rule(d.SUBJECT_LINE),
        plain(sheet.authority, d.AUTHORITY),
    ]
    blocks += [plain(_ended(basis, ";"), d.LEGAL_BASIS) for basis in _bases(sheet)[:-1]]
    blocks.append(plain(_ended(_bases(sheet)[-1], "."), d.LEGAL_BASIS))
    blocks.append(plain(text("documents.decision.order_word"), d.ORDER_WORD))
    for number, article in enumerate(sheet.articles, start=1):
        last = number == len(sheet.articles)
        body = _ended(article, text("documents.decision.end_mark")) if last else article.strip()
        label = Run(text("documents.decision.article", number=number), bold=True)
        first, *others = body.split("\n")
        blocks.append(Paragraph((label, Run(f" {first}")), d.BODY))
        blocks += [plain(other, d.BODY) for other in others]
    blocks.append(
        Signatures(
            Recipients(sheet.recipients) if sheet.recipients else None,
            Signer(sheet.signer_titles, sheet.signer_name),
        )
    )
    return tuple(blocks)


def _bases(sheet: DecisionSheet) -> tuple[str, ...]:
    return (*sheet.legal_bases, sheet.proposer) if sheet.proposer else sheet.legal_bases


def _ended(sentence: str, mark: str) -> str:
    return sentence.strip().removesuffix("./.").rstrip(";.") + mark


def _annex(sheet: DecisionSheet, annex: Annex, place: int | None) -> tuple[Block, ...]:
    if place is None:
        label = annex.heading or text("documents.decision.annex")
    else:
        label = text("documents.decision.annex_numbered", roman=roman(place))
    titles = [annex.heading] if place is not None and annex.heading else []
    reference = text(
        "documents.decision.annex_reference",
        number=number_and_symbol(sheet.number, sheet.symbol),
        # The date stays in one piece.
        date=long_date(sheet.date).replace(" ", "\u00a0"),
        authority=sheet.authority_in_text or sheet.authority,
    )
    return (
        Paragraph.plain(label, d.ANNEX_LABEL),
        *(Paragraph.plain(title, d.ANNEX_TITLE) for title in (*titles, annex.title)),
        Paragraph.plain(reference, d.ANNEX_REFERENCE),
        Table(columns=annex.columns, groups=annex.groups, size=d.TABLE_SIZE),
    )
