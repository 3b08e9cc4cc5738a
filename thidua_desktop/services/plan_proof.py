"""The proof-reader over a kept plan: every finding with the place where it is mended."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.domain.plan_text_lines import Line
from thidua_desktop.domain.plan_years import still_naming
from thidua_desktop.domain.proofreading_findings import TextFinding, doubt
from thidua_desktop.queries import plan_text as query
from thidua_desktop.services.desk import Desk
from thidua_desktop.services.plan_lines import Origin, Written, written
from thidua_desktop.services.plan_reading import finding_sentence, read_blocks


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One finding: ``what`` is the sentence for her, ``words`` the place of the plan it stands in."""

    severity: str
    what: str
    words: str
    origin: Origin
    code: str


def proof(desk: Desk, plan_id: int) -> tuple[ProofLine, ...]:
    """Findings in the order of the text. Of a copied plan also every sentence that names the old year."""
    whole = written(desk, plan_id)
    head = desk.read(query.head, plan_id)
    found = [*read_blocks(whole.blocks).findings]
    if head.copied_from_id is not None:
        told = {(one.line, one.text) for one in found if one.code == "other_year"}
        old = desk.read(query.year_of, head.copied_from_id)
        found += [one for one in _carried(whole, old) if (one.line, one.text) not in told]
    found.sort(key=lambda one: one.line)
    return tuple(
        ProofLine(
            one.severity,
            finding_sentence(one),
            one.text,
            whole.origins.get(one.line, Origin("head")),
            one.code,
        )
        for one in found
    )


def _carried(whole: Written, old: int) -> Iterator[TextFinding]:
    for block in whole.blocks:
        if isinstance(block, Line):
            for sentence in still_naming(block.text, old=old):
                yield doubt("carried_year", block.number, sentence, year=old)
            continue
        for offset, row in enumerate(block.rows):
            for cell in row:
                for sentence in still_naming(cell, old=old):
                    yield doubt("carried_year", block.number + offset, sentence, year=old)
