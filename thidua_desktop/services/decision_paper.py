"""The decision on paper: standing words, legal bases of the day, and the list, before and after signing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from decimal import Decimal
from pathlib import Path
from typing import Any

from thidua_desktop.catalogue import base_salary, legal_basis
from thidua_desktop.db.decisions import Paper
from thidua_desktop.documents.decision import Annex, DecisionSheet, decision_paper, render_decision
from thidua_desktop.documents.files import safe_file_name, write_atomically
from thidua_desktop.documents.phrases import grouped, number_and_symbol
from thidua_desktop.documents.wording import AwardFacts, award_list_columns, award_wording, wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.queries import decisions as query
from thidua_desktop.queries.grants import of_decision
from thidua_desktop.queries.nominations import nominations
from thidua_desktop.queries.settings import OfficeRow, office
from thidua_desktop.services import attachments
from thidua_desktop.services.decision_list import (
    ListLine,
    annex_groups,
    award_in_sentence,
    lines_of_grants,
    lines_of_nominations,
    number_by_kind,
)
from thidua_desktop.services.desk import Desk
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionParts:
    """Everything printed besides number, day, signer and list; kept with the decision when it is signed."""

    issuer: str
    superior: str
    symbol: str
    place: str
    authority: str
    subject: str
    legal_bases: tuple[str, ...]
    proposer: str
    articles: tuple[str, ...]
    recipients: tuple[str, ...]
    annex_title: str

    def number_text(self, number: int) -> str:
        """``05/QĐ-UBND``."""
        return number_and_symbol(number, self.symbol)

    def to_json(self, number: int) -> dict[str, Any]:
        """To be kept with the decision; ``number`` is the bare number."""
        return {**asdict(self), "number": number}

    @classmethod
    def from_json(cls, kept: Mapping[str, Any]) -> DecisionParts:
        """As it was kept."""
        values: dict[str, Any] = {name: kept[name] for name in cls.__dataclass_fields__}
        typed: dict[str, Any] = {n: tuple(v) if isinstance(v, list) else v for n, v in values.items()}
        return cls(**typed)


def expected_day(desk: Desk, year: int) -> dt.date:
    """The day whose law a draft is shown under: today, or for a year long past its last usual day of issue.

    Awards of a year are decided by the middle of the next one; the day she types at signing always wins.
    """
    return min(desk.today(), dt.date(year + 1, 6, 30))


def parts_of(
    desk: Desk, us: OfficeRow, lines: Sequence[ListLine], *, year: int, on: dt.date
) -> DecisionParts:
    """The standing words of an award decision of that day for these receivers."""
    words = wording("award")
    codes = [line.award_code for line in lines]
    award = award_in_sentence(codes, on_title=lines[0].title)
    authority = us.head_title
    total = sum((line.prize for line in lines if line.prize), Decimal(0))
    said = award_wording(
        AwardFacts(
            award=award,
            achievement=lines[0].achievement,
            authority=authority,
            executors=(
                words.fill("decision.executor_office"),
                words.fill("decision.executor_head", standing_body=lower_first(us.standing_body)),
            ),
            prize_total=total or None,
            prize_basis=words.fill("decision.prize_basis", salary=grouped(base_salary(on))),
            prize_source=words.fill("decision.prize_source"),
            recipients=(words.fill("decision.recipient_superior", superior=us.superior_name),)
            if us.superior_name
            else (),
            archive=words.fill("decision.archive"),
            **number_by_kind(lines),
        )
    )
    kinds = [text(f"documents.kinds.{kind}") for kind in dict.fromkeys(line.subject_type for line in lines)]
    return DecisionParts(
        issuer=us.name,
        superior=us.letterhead_superior,
        symbol=words.fill("decision.symbol", office=us.symbol),
        place=us.place,
        authority=authority,
        subject=said.subject,
        legal_bases=tuple(words.fill("decision.basis", act=act.citation) for act in legal_basis(on)),
        proposer=words.fill("decision.proposer", standing_body=lower_first(us.standing_body)),
        articles=said.articles,
        recipients=said.recipients,
        annex_title=text("decisions.annex.title", kinds=", ".join(kinds), award=award, year=year).upper(),
    )


def lower_first(name: str) -> str:
    """``phòng Nội vụ`` for use inside a sentence."""
    return name[:1].lower() + name[1:]


def render(
    desk: Desk,
    decision_id: int,
    *,
    number: int | None = None,
    signed_on: dt.date | None = None,
    progress: Progress = silent,
) -> bytes:
    """The PDF: a draft with the number and day typed so far, else blank; a signed one as issued.

    OfficeError ``decisions.no_such_decision``, ``decisions.empty_list``, or what paper refuses.
    """
    return render_decision(sheet_of(desk, decision_id, number=number, signed_on=signed_on), progress=progress)


def sheet_of(
    desk: Desk, decision_id: int, *, number: int | None = None, signed_on: dt.date | None = None
) -> DecisionSheet:
    """What ``render`` prints; the same refusals."""
    found = desk.read(query.decision, decision_id)
    if found.sheet is not None:
        lines = lines_of_grants(desk.read(of_decision, decision_id))
        parts = DecisionParts.from_json(found.sheet)
        return _sheet(found, parts, lines, number=int(found.sheet["number"]))
    on = signed_on or desk.today()
    lines = lines_of_nominations(desk.read(nominations, year=found.year, decision_id=decision_id), on=on)
    if not lines:
        raise OfficeError("decisions.empty_list")
    parts = parts_of(desk, desk.read(office), lines, year=found.year, on=on)
    return _sheet(replace(found, signed_on=signed_on), parts, lines, number=number)


def file_name(desk: Desk, decision_id: int, *, suffix: str = ".pdf") -> str:
    """A name for the PDF, or the file of another kind, that every Windows accepts."""
    found = desk.read(query.decision, decision_id)
    name = text("decisions.papers.decision", number=found.number or text("decisions.papers.draft"))
    return safe_file_name(name.removesuffix(".pdf") + suffix)


def save(desk: Desk, decision_id: int, path: Path, *, progress: Progress = silent) -> Changes:
    """Writes the PDF to ``path`` whole or not at all; of a signed decision a copy is kept with its hash."""
    data = render(desk, decision_id, progress=progress)
    write_atomically(path, data)
    found = desk.read(query.decision, decision_id)
    if found.state != "signed":
        return Changes()
    return keep_paper(desk, kind="decision", name=path.name, data=data, decision_id=decision_id)


def save_docx(
    desk: Desk,
    decision_id: int,
    path: Path,
    *,
    number: int | None = None,
    signed_on: dt.date | None = None,
    progress: Progress = silent,
) -> Changes:
    """Writes the decision for editing (.docx); none is kept, as what is archived is the PDF.

    The same refusals as ``render``, and those of writing a file.
    """
    from thidua_desktop.documents.docx import render_docx

    paper = decision_paper(sheet_of(desk, decision_id, number=number, signed_on=signed_on))
    write_atomically(path, render_docx(paper, progress=progress))
    return Changes()


def keep_paper(
    desk: Desk,
    *,
    kind: str,
    name: str,
    data: bytes,
    decision_id: int | None = None,
    session_id: int | None = None,
) -> Changes:
    """Keeps a paper that left the program."""
    with desk.store.writing("keep_paper", name=name) as writer:
        attachment_id = attachments.keep(desk, writer, name=name, data=data)
        writer.add(
            Paper,
            kind=kind,
            decision_id=decision_id,
            session_id=session_id,
            attachment_id=attachment_id,
            created_at=writer.at,
        )
    return writer.changes


def _sheet(
    found: query.DecisionRow, parts: DecisionParts, lines: Sequence[ListLine], *, number: int | None
) -> DecisionSheet:
    return DecisionSheet(
        issuer=parts.issuer.upper(),
        superior=parts.superior.upper(),
        symbol=parts.symbol,
        place=parts.place,
        authority=parts.authority.upper(),
        authority_in_text=parts.authority,
        subject=parts.subject,
        legal_bases=parts.legal_bases,
        proposer=parts.proposer,
        articles=parts.articles,
        recipients=parts.recipients,
        signer_titles=found.signer_lines,
        signer_name=found.signer_name,
        number=number,
        date=found.signed_on,
        annexes=(
            Annex(
                title=parts.annex_title,
                heading=text("decisions.annex.heading"),
                columns=award_list_columns(prize=True, award=False),
                groups=annex_groups(lines),
            ),
        ),
    )
