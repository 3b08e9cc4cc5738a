"""A plan as a paper: PDF to print, .docx to edit, both from what is stored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Final

from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import grouped
from thidua_desktop.documents.planning.plan import PlanAnnex, PlanSheet, plan_paper, render_plan
from thidua_desktop.documents.planning.plan_rows import TargetLine, TaskLine
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.plan_text.lines import flat
from thidua_desktop.domain.planning.outline import tree
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries.office.settings import OfficeRow, office, signers
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.office.naming import signing_lines
from thidua_desktop.texts import lookup, text

KINDS: Final = ("KH_CONGTAC", "KH_PHATDONG", "CT_PHATDONG", "KH_KHAC")


def render(app: AppContext, plan_id: int, *, progress: Progress = silent) -> bytes:
    """The PDF, number and day blank until issued. OfficeError ``planning.no_such_plan``, or paper's own."""
    return render_plan(sheet_of(app, plan_id), progress=progress)


def save(app: AppContext, plan_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the PDF whole or not at all; the same refusals, and those of writing a file."""
    write_atomically(path, render(app, plan_id, progress=progress))
    return Changes()


def save_docx(app: AppContext, plan_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the plan for editing (.docx); the same refusals as ``save``."""
    from thidua_desktop.documents.docx.document import render_docx

    write_atomically(path, render_docx(plan_paper(sheet_of(app, plan_id)), progress=progress))
    return Changes()


def file_name(app: AppContext, plan_id: int, *, suffix: str = ".pdf") -> str:
    """A name for the file that every Windows accepts."""
    head = app.read(query.head, plan_id)
    number = head.number or text("plan_paper.draft")
    name = text("plan_paper.file_name", type=doc_type_of(head).capitalize(), number=number, year=head.year)
    return safe_file_name(name.removesuffix(".pdf") + suffix)


def doc_type_of(head: query.PlanHead) -> str:
    """``KẾ HOẠCH``, ``CHỈ THỊ``."""
    kind = head.kind if head.kind in KINDS else KINDS[-1]
    return head.doc_type or text(f"plan_paper.types.{kind}")


def printed_title(head: query.PlanHead) -> str:
    """The title below the words that say what it is, without saying them twice."""
    doc_type = doc_type_of(head)
    if flat(head.title).startswith(f"{flat(doc_type)} "):
        rest = head.title[len(doc_type) :].strip()
        return rest[:1].upper() + rest[1:]
    return head.title


@dataclass(frozen=True, slots=True)
class Standing:
    """What a plan takes from the office where it says nothing itself."""

    superior: str
    issuer: str
    place: str
    symbol: str
    signer_titles: tuple[str, ...]
    signer_name: str


def standing_of(app: AppContext, head: query.PlanHead) -> Standing:
    """Issuer, place, symbol and signer as they print. The office's own where the plan is silent."""
    us = app.read(office)
    own = bool(head.signer_prefix or head.signer_position)
    titles = tuple(
        line for part in (head.signer_prefix, head.signer_position) for line in part.split("\n") if line
    )
    name = head.signer_name
    if not own:
        titles, name = _signer_of_office(app, us, head)
    kind = head.kind if head.kind in KINDS else KINDS[-1]
    symbol = wording("plan").fill(
        "plan.symbol", kind=text(f"plan_paper.symbols.{kind}"), office=us.symbol or us.name
    )
    return Standing(
        superior=head.parent_issuer or (us.letterhead_superior if not head.issuer else ""),
        issuer=head.issuer or us.name,
        place=head.place or us.place,
        symbol=head.symbol or symbol,
        signer_titles=titles,
        signer_name=name,
    )


def _signer_of_office(app: AppContext, us: OfficeRow, head: query.PlanHead) -> tuple[tuple[str, ...], str]:
    found = app.read(signers, on=head.issued_on or app.today())
    if not found:
        return (us.head_title.upper(),), head.signer_name
    first = found[0]
    return signing_lines(us, first.lines), head.signer_name or first.full_name


def sheet_of(app: AppContext, plan_id: int) -> PlanSheet:
    """What ``render`` prints; the same refusals."""
    parts = app.read(query.parts, plan_id)
    head = parts.head
    standing = standing_of(app, head)
    places = tree(parts.places)
    message = "\n".join((head.intro, head.title, *(f"{one.heading}\n{one.text}" for one in parts.places)))
    return PlanSheet(
        superior=standing.superior.upper(),
        issuer=standing.issuer.upper(),
        issuer_in_text=standing.issuer,
        symbol=standing.symbol,
        place=standing.place,
        doc_type=doc_type_of(head),
        title=printed_title(head),
        theme="" if flat(head.theme) in flat(message) else head.theme,
        bases=tuple(basis.wording for basis in parts.bases if not basis.in_text),
        intro=_lines(head.intro),
        places=places,
        closing=_lines(head.closing),
        recipients=tuple(_recipient(row) for row in parts.recipients),
        signer_titles=standing.signer_titles,
        signer_name=standing.signer_name,
        number=_full_number(head, standing),
        date=head.dated,
        annexes=_annexes(app, head),
    )


def _full_number(head: query.PlanHead, standing: Standing) -> str:
    if not head.number:
        return ""
    return head.number if "/" in head.number else f"{head.number}/{standing.symbol}"


def _lines(words: str) -> tuple[str, ...]:
    return tuple(line for line in words.split("\n") if line.strip())


def _recipient(row: query.RecipientRow) -> str:
    return f"{row.name} ({row.purpose})" if row.purpose else row.name


def _annexes(app: AppContext, head: query.PlanHead) -> tuple[PlanAnnex, ...]:
    found: list[PlanAnnex] = []
    lines = [line for line in _lines(head.annex_text) if not (head.number and line.startswith("("))]
    tasks = task_lines(app.read(query.paper_tasks, head.id)) if head.with_annex else ()
    if tasks or lines:
        found.append(PlanAnnex(tuple(lines), tasks=tasks))
    targets = app.read(query.paper_targets, head.id) if head.with_targets else ()
    if targets:
        found.append(PlanAnnex((), targets=tuple(_target(row) for row in targets)))
    return tuple(found)


def task_lines(tasks: Sequence[query.PaperTask]) -> tuple[TaskLine, ...]:
    """Tasks as rows, numbered through; a piece of a row that its words do not say yet goes below them."""
    pieces: dict[int, list[str]] = {}
    for task in tasks:
        if task.parent_id is not None:
            pieces.setdefault(task.parent_id, []).append(task.wording)
    found: list[TaskLine] = []
    for task in tasks:
        if task.parent_id is not None:
            continue
        own = task.wording
        unsaid = [piece for piece in pieces.get(task.id, ()) if piece not in own]
        words = "\n".join([own, *(f"- {piece}" for piece in unsaid)])
        no = str(len(found) + 1)
        found.append(TaskLine(no, words, task.lead, _partners(task.partners), task.when_text))
    return tuple(found)


def _partners(partners: str) -> str:
    """One a line, as the plan's table has them."""
    names = [
        name.strip(" ;-") for line in partners.split("\n") for name in line.split("; ") if name.strip(" ;-")
    ]
    return (
        "\n".join(f"- {name};" for name in names[:-1]) + f"\n- {names[-1]}." if len(names) > 1 else partners
    )


def _target(row: query.PaperTarget) -> TargetLine:
    group = lookup(f"targets.groups.{row.section}") or row.section
    return TargetLine(
        group, row.wording, figure_words(row.minimum, row.maximum, row.comparator), row.measure, row.owner
    )


def figure_words(minimum: str | None, maximum: str | None, comparator: str) -> str:
    """``37.960``, ``12 - 15``, ``từ 9,5 trở lên``, ``giảm 6,13``; figures as decimal text."""
    low = grouped(Decimal(minimum)) if minimum else ""
    high = grouped(Decimal(maximum)) if maximum else ""
    if comparator in {"up", "down"}:
        return text(f"plan_paper.figures.{comparator}", figure=high or low)
    if low and high:
        return low if low == high else text("plan_paper.figures.between", low=low, high=high)
    if low:
        return text("plan_paper.figures.at_least", figure=low)
    return text("plan_paper.figures.at_most", figure=high) if high else ""
