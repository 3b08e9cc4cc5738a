"""The proof-reader over a stored plan: every finding with the place where it is corrected."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from thidua_desktop.domain.plan_proofreading.findings import TextFinding, doubt
from thidua_desktop.domain.plan_text.issuer import short_body
from thidua_desktop.domain.plan_text.lines import Line
from thidua_desktop.domain.planning.plan_years import still_naming
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.planning import plan_text as query
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.planning.figures import Difference, differences
from thidua_desktop.services.planning.lines import Origin, Written, written
from thidua_desktop.services.planning.reading import finding_sentence, read_blocks
from thidua_desktop.texts import text


@dataclass(frozen=True, slots=True)
class ProofLine:
    """One finding: ``what`` is the sentence for the officer, ``words`` the place of the plan it stands in."""

    severity: str
    what: str
    words: str
    origin: Origin
    code: str
    target_id: int | None = None
    """The target whose figure differs from the sentence."""
    other_year: int | None = None
    """The year the sentence names instead of the plan's own."""
    plan_year: int | None = None


def proof(app: AppContext, plan_id: int) -> tuple[ProofLine, ...]:
    """Findings in the order of the text. Of a copied plan also every sentence that names the old year."""
    whole = written(app, plan_id)
    head = app.read(query.head, plan_id)
    read = read_blocks(whole.blocks, year=head.year)
    found = [*read.findings, *_other_office(app, head.issuer)]
    if head.copied_from_id is not None:
        reported = {(one.line, one.text) for one in found if one.code == "other_year"}
        old = app.read(query.year_of, head.copied_from_id)
        found += [one for one in _carried(whole, old) if (one.line, one.text) not in reported]
    lines = [
        (
            one.line,
            ProofLine(
                one.severity,
                finding_sentence(one),
                one.text,
                whole.origins.get(one.line, Origin("head")),
                one.code,
                other_year=_year_in(one),
                plan_year=head.year,
            ),
        )
        for one in found
    ]
    lines += [(one.line, _of_target(one, whole)) for one in differences(app, plan_id, whole=whole, read=read)]
    return tuple(line for _, line in sorted(lines, key=lambda pair: pair[0]))


def _year_in(finding: TextFinding) -> int | None:
    """The year to be changed, where the finding is about one."""
    if finding.code not in {"other_year", "carried_year", "title_year"}:
        return None
    year = dict(finding.params).get("year")
    return year if isinstance(year, int) else None


def _other_office(app: AppContext, issuer: str) -> Iterator[TextFinding]:
    """The plan carries another body's name than the office's own or one above or below it."""
    own = app.read(office).name
    if not issuer or not own:
        return
    one, other = short_body(issuer), short_body(own)
    if one not in other and other not in one:
        yield doubt("other_office", 1, issuer, issuer=issuer, office=own)


def _of_target(one: Difference, whole: Written) -> ProofLine:
    """A target that says another figure than the text, or that the text does not name any more."""
    if one.message is None:
        what = text("planning.figures.gone", wording=one.target.wording, figure=one.stored_words)
        return ProofLine("warning", what, one.target.source, Origin("target", one.target.id), "target_gone")
    what = text(
        "planning.figures.differ",
        wording=one.target.wording,
        stored=one.stored_words,
        message=one.message_words,
    )
    origin = whole.origins.get(one.line, Origin("head"))
    return ProofLine("error", what, one.message.sentence, origin, "target_figure", one.target.id)


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
