"""Báo cáo thẩm định: what was handed in, what met the conditions, what did not and why, what is overruled.

Source: Decree 30/2020, Annex III, model 1.4 (confidence: text read); its sections: usage (recalled).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Final

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
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.documents.phrases import PaperDate, number_line, place_and_date, roman
from thidua_desktop.documents.wording import Wording, wording
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

_TEXT: Final = "documents.appraisal"
COUNTS: Final = ("all", "eligible", "not_eligible", "needs_review", "overruled")


@dataclass(frozen=True, slots=True, kw_only=True)
class AwardCount:
    """Nominations of one award by what was found; ``overruled`` are distinguished from ``eligible``."""

    award: str
    all: int
    eligible: int
    not_eligible: int
    needs_review: int
    overruled: int


@dataclass(frozen=True, slots=True)
class Doubt:
    """One nominee and why: each reason a sentence with its source."""

    name: str
    unit: str
    award: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Share:
    """One limit: whose it is, counted of what, how many may be and how many are."""

    unit: str
    award: str
    base: str
    cap: str
    used: str
    remark: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AppraisalSheet:
    """``issuer`` the standing body in capitals; ``year`` as printed; lists may be empty."""

    issuer: str
    superior: str
    symbol: str
    place: str
    year: str
    addressee: str
    law: str
    counts: tuple[AwardCount, ...]
    not_eligible: tuple[Doubt, ...]
    needs_review: tuple[Doubt, ...]
    overruled: tuple[Doubt, ...]
    shares: tuple[Share, ...]
    signer_titles: tuple[str, ...]
    signer_name: str
    archive: str
    confirmed: bool = True
    date: PaperDate = None


def render_appraisal(sheet: AppraisalSheet, *, progress: Progress = silent) -> bytes:
    """PDF bytes. OfficeError when a part is empty."""
    return render_paper(appraisal_paper(sheet), progress=progress)


def appraisal_paper(sheet: AppraisalSheet, words: Wording | None = None) -> Paper:
    """The report as blocks."""
    words = words or wording("appraisal")
    refuse_empty({"issuer": sheet.issuer, "place": sheet.place, "content": sheet.counts})
    for doubts in (sheet.not_eligible, sheet.needs_review, sheet.overruled):
        refuse_leftovers_in_rows(cell for one in doubts for cell in (one.name, one.unit, *one.reasons))
    blocks = tuple(_blocks(sheet, words))
    refuse_leftovers(run.text for block in blocks if isinstance(block, Paragraph) for run in block.runs)
    subject = words.fill("report.subject", year=sheet.year)
    return Paper(
        title=f"{words.fill('report.type_name').capitalize()} {subject[:1].lower()}{subject[1:]}",
        author=sheet.issuer,
        sections=(Section(blocks),),
        subject=subject,
    )


def _blocks(sheet: AppraisalSheet, words: Wording) -> Iterator[Block]:
    yield Letterhead(
        superior=sheet.superior,
        issuer=sheet.issuer,
        number_line=number_line(None, sheet.symbol),
        place_date=place_and_date(sheet.place, sheet.date),
    )
    yield Paragraph.plain(words.fill("report.type_name"), d.TYPE_NAME)
    yield Paragraph.plain(words.fill("report.subject", year=sheet.year), d.SUBJECT)
    yield Rule(d.SUBJECT_LINE)
    yield Paragraph.plain(words.fill("report.addressee", addressee=sheet.addressee), d.ADDRESSEE)
    total = sum(one.all for one in sheet.counts)
    yield _body(words.fill("report.opening", year=sheet.year, count=str(total), law=sheet.law))
    if not sheet.confirmed:
        yield _body(words.fill("report.unconfirmed"))
    place = count(1)
    yield _heading(words, "counts", next(place))
    yield _count_table(sheet.counts)
    for key in ("not_eligible", "needs_review", "overruled"):
        doubts: tuple[Doubt, ...] = getattr(sheet, key)
        yield _heading(words, key, next(place))
        if doubts:
            yield _body(words.fill(f"lead.{key}", count=str(len(doubts))))
            yield _doubt_table(doubts)
        else:
            yield _body(words.fill("lead.none"))
    if sheet.shares:
        yield _heading(words, "shares", next(place))
        yield _share_table(sheet.shares)
    yield _heading(words, "proposal", next(place))
    yield _body(
        words.fill("report.proposal", addressee=sheet.addressee).rstrip(".")
        + text("documents.decision.end_mark")
    )
    yield Signatures(
        Recipients(
            (words.fill("report.recipient_first"), words.fill("report.archive", archive=sheet.archive))
        ),
        Signer(sheet.signer_titles, sheet.signer_name),
    )


def _count_table(counts: Sequence[AwardCount]) -> Table:
    columns = (
        Column(text("documents.columns.serial"), 11, "center", serial=True),
        Column(text(f"{_TEXT}.award"), 62),
        *(Column(text(f"{_TEXT}.{name}"), 20, "center") for name in COUNTS),
    )
    rows = tuple((one.award, *(str(getattr(one, name)) for name in COUNTS)) for one in counts)
    sums = tuple(str(sum(getattr(one, name) for one in counts)) for name in COUNTS)
    return Table(columns=columns, groups=(Group("", rows),), total=(text(f"{_TEXT}.total"), *sums), size=12)


def _doubt_table(doubts: Sequence[Doubt]) -> Table:
    columns = (
        Column(text("documents.columns.serial"), 10, "center", serial=True),
        Column(text(f"{_TEXT}.name"), 40, names=True),
        Column(text(f"{_TEXT}.unit"), 34),
        Column(text(f"{_TEXT}.form"), 24),
        Column(text(f"{_TEXT}.reasons"), 66),
    )
    rows = tuple((one.name, one.unit, one.award, "\n".join(one.reasons)) for one in doubts)
    return Table(columns=columns, groups=(Group("", rows),), size=11)


def _share_table(shares: Sequence[Share]) -> Table:
    columns = (
        Column(text("documents.columns.serial"), 10, "center", serial=True),
        Column(text(f"{_TEXT}.unit"), 50),
        Column(text(f"{_TEXT}.form"), 30),
        *(Column(text(f"{_TEXT}.{name}"), 20, "center") for name in ("base", "cap", "used")),
        Column(text(f"{_TEXT}.remark"), 30),
    )
    rows = tuple((one.unit, one.award, one.base, one.cap, one.used, one.remark) for one in shares)
    return Table(columns=columns, groups=(Group("", rows),), size=11)


def _heading(words: Wording, key: str, place: int) -> Paragraph:
    return Paragraph.plain(f"{roman(place)}. {words.fill(f'heading.{key}')}", d.HEADING)


def _body(content: str) -> Paragraph:
    return Paragraph.plain(content, d.BODY)
