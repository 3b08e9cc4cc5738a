"""The table of tasks on paper, A4 on its side; PDF and .docx from the same blocks."""

from __future__ import annotations

from thidua_desktop.documents.checking import refuse_empty, refuse_leftovers
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import (
    Block,
    Column,
    Group,
    Letterhead,
    Paper,
    Paragraph,
    Rule,
    Section,
    Signatures,
    Signer,
    Table,
)
from thidua_desktop.documents.layout.pdf import render_paper
from thidua_desktop.domain.planning.task_list import TaskLine, TaskSheet
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.texts import text

_WIDTHS = {
    "number": 12.0,
    "wording": 92.0,
    "lead": 38.0,
    "partners": 42.0,
    "when_text": 32.0,
    "state": 26.0,
}


def render_task_list(sheet: TaskSheet, *, progress: Progress = silent) -> bytes:
    """The table as PDF. OfficeError ``documents.…`` for a letter no face has or an empty table."""
    return render_paper(task_paper(sheet), progress=progress)


def task_paper(sheet: TaskSheet) -> Paper:
    """The table as blocks; its heading is repeated on every page."""
    head = sheet.head
    refuse_empty({"issuer": head.issuer, "subject": head.titles})
    refuse_leftovers(head.titles)
    first, *others = head.titles
    columns = tuple(
        Column(
            text(f"task_papers.columns.{name}"),
            width,
            align="center" if name in {"number", "state"} else "left",
        )
        for name, width in _WIDTHS.items()
    )
    blocks: tuple[Block, ...] = (
        Letterhead(
            superior=head.superior,
            issuer=head.issuer,
            number_line=head.number_line,
            place_date=head.place_date,
        ),
        Paragraph.plain(first, d.TYPE_NAME),
        *(Paragraph.plain(title, d.SUBJECT) for title in others),
        Rule(d.SUBJECT_LINE, after=8),
        Table(columns=columns, groups=(Group("", tuple(_cells(line) for line in sheet.lines)),), size=12.0),
        *_closing(sheet),
    )
    return Paper(title=" ".join(head.titles), author=head.issuer, sections=(Section(blocks, landscape=True),))


def _cells(line: TaskLine) -> tuple[str, ...]:
    return (line.label, line.wording, line.lead, line.partners, line.when_text, line.state)


def _closing(sheet: TaskSheet) -> tuple[Block, ...]:
    if not sheet.signers:
        return ()
    *lefts, right = [Signer(signer.titles, signer.name) for signer in sheet.signers[:2]]
    return (Signatures(lefts[0] if lefts else None, right),)
