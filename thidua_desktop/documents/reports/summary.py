"""The year's figures and the tally on paper; the workbooks of the same name hold the same figures live."""

from __future__ import annotations

from collections.abc import Sequence

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
from thidua_desktop.documents.reports.figures import figure_table
from thidua_desktop.domain.number_tables import FigureTable, SheetHead, SheetSigner, SummarySheet, TallySheet
from thidua_desktop.domain.progress import Progress, silent

_WIDE: int = 8
"""From this many columns on a table is set in smaller letters."""
_WIDEST: int = 14
"""From this many columns on a table stands on its side."""


def render_summary(sheet: SummarySheet, *, progress: Progress = silent) -> bytes:
    """The year summary as PDF."""
    return render_paper(summary_paper(sheet), progress=progress)


def summary_paper(sheet: SummarySheet) -> Paper:
    """The year summary as blocks, A4 upright; a very wide table on pages of its own on their side."""
    blocks: list[Block] = [*_head(sheet.head), *(Paragraph.plain(line, d.BODY) for line in sheet.intro)]
    sections: list[Section] = []
    for table in sheet.tables:
        drawn: list[Block] = [
            Paragraph.plain(table.title, d.TABLE_TITLE),
            figure_table(table, size=_size(table)),
        ]
        if len(table.columns) < _WIDEST:
            blocks += drawn
            continue
        if blocks:
            sections.append(Section(tuple(blocks)))
        sections.append(Section(tuple(drawn), landscape=True))
        blocks = []
    blocks += _closing(sheet.notes, sheet.signers, sheet.recipients)
    if blocks:
        sections.append(Section(tuple(blocks)))
    return Paper(title=" ".join(sheet.head.titles), author=sheet.head.issuer, sections=tuple(sections))


def render_tally(sheet: TallySheet, *, progress: Progress = silent) -> bytes:
    """The tally as PDF."""
    return render_paper(tally_paper(sheet), progress=progress)


def tally_paper(sheet: TallySheet) -> Paper:
    """The tally as blocks, A4 on its side."""
    blocks = (
        *_head(sheet.head),
        figure_table(sheet.table, size=_size(sheet.table)),
        *_closing(sheet.notes, sheet.signers, ()),
    )
    return _paper(sheet.head, blocks, landscape=True)


def _paper(head: SheetHead, blocks: tuple[Block, ...], *, landscape: bool) -> Paper:
    return Paper(title=" ".join(head.titles), author=head.issuer, sections=(Section(blocks, landscape),))


def _size(table: FigureTable) -> float:
    return 11.0 if len(table.columns) >= _WIDE else 12.0


def _head(head: SheetHead) -> tuple[Block, ...]:
    refuse_empty({"issuer": head.issuer, "subject": head.titles})
    refuse_leftovers((*head.titles, head.note))
    first, *others = head.titles
    last = Paragraph.plain(head.note, d.ANNEX_REFERENCE) if head.note else None
    return (
        Letterhead(
            superior=head.superior,
            issuer=head.issuer,
            number_line=head.number_line,
            place_date=head.place_date,
        ),
        Paragraph.plain(first, d.TYPE_NAME),
        *(Paragraph.plain(title, d.SUBJECT) for title in others),
        Rule(d.SUBJECT_LINE, after=8),
        *([last] if last else []),
    )


def _closing(
    notes: Sequence[str], signers: Sequence[SheetSigner], recipients: tuple[str, ...]
) -> list[Block]:
    blocks: list[Block] = [Paragraph.plain(note, d.NOTE) for note in notes]
    if not signers:
        return blocks
    *lefts, right = [Signer(signer.titles, signer.name) for signer in signers[:2]]
    left: Recipients | Signer | None = lefts[0] if lefts else None
    if left is None and recipients:
        left = Recipients(recipients)
    return [*blocks, Signatures(left, right)]
