"""The eligibility card: each condition with what is required, what is there, by which source, how sure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QTextBrowser

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.catalogue.wording import verdict_words
from thidua_desktop.queries.decisions.grants import GrantRow
from thidua_desktop.queries.nominations.dossiers import DueDossier
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.services.eligibility.card import summary
from thidua_desktop.texts import text
from ui.pages.award_words import verdict_badge
from ui.pages.nominations.columns import term_words
from ui.style.theme import theme


@dataclass(frozen=True, slots=True)
class CardFacts:
    """All the card reports. ``findings`` as they are stored with the nomination; ``term`` when one runs out."""

    row: NominationRow
    findings: Sequence[Mapping[str, Any]]
    past: Sequence[GrantRow]
    term: DueDossier | None = None


class EligibilityCard(QTextBrowser):
    """Read with the arrow keys; its words can be copied; Tab goes to a proof and Enter opens it."""

    proof_requested = Signal(str)  # ``decision:12`` or ``initiative:7``

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(text("commendation.card.name"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.anchorClicked.connect(lambda url: self.proof_requested.emit(url.toString()))
        self.document().setDocumentMargin(4)
        self._facts: CardFacts | None = None
        self._words = ""
        theme().changed.connect(self._write)

    def show_card(self, facts: CardFacts) -> None:
        self._facts = facts
        self._write()

    def notify(self, words: str) -> None:
        """A sentence in place of a card."""
        self._facts, self._words = None, words
        self._write()

    def _write(self) -> None:
        if self._facts is None:
            self.setHtml(f"<p style='color:{_colour('text_muted')}'>{escape(self._words)}</p>")
        else:
            self.setHtml("".join(_parts(self._facts)))


def _parts(facts: CardFacts) -> Iterable[str]:
    row = facts.row
    yield f"<h3 style='margin-bottom:2px'>{escape(row.name)}</h3>"
    reported = [row.position, "" if row.unit_name == row.name else row.unit_name]
    yield _small(" · ".join(word for word in reported if word))
    yield f"<p style='margin:6px 0'><b>{escape(award_by_code(row.award_code).name)}</b></p>"
    badge = verdict_badge(row)
    yield _chip(badge.words, badge.tone)
    if facts.term is not None:
        yield _chip(term_words(facts.term), "danger" if facts.term.left < 0 else "warn")
    if facts.findings:
        message = summary(row.name, row.award_code, row.verdict, facts.findings)
        yield f"<p style='margin:6px 0'>{escape(message)}</p>"
    if row.state == "returned" and (row.return_reason or row.override_reason):
        reason = row.return_reason or row.override_reason
        yield f"<p>{escape(text('commendation.card.returned', reason=reason))}</p>"
    elif row.override_reason:
        verdict = verdict_words(row.override_verdict or "eligible")
        message = text("commendation.card.overruled", verdict=verdict, reason=row.override_reason)
        yield f"<p>{escape(message)}</p>"
    if not facts.findings:
        yield _small(text("commendation.card.not_judged"))
    for finding in facts.findings:
        yield _condition(finding)
    yield from _origin(row)
    yield from _past(facts.past)


def _condition(finding: Mapping[str, Any]) -> str:
    mark, tone = {True: ("✓", "ok"), False: ("✗", "danger")}.get(finding["ok"], ("?", "warn"))
    heading = (
        f"<p style='margin:10px 0 0 0'><b style='color:{_colour(f'{tone}_text')}'>{mark}</b> "
        f"<b>{escape(str(finding['heading']))}</b>"
    )
    if finding["confidence"] == "uncertain":
        heading += " " + _span(text("commendation.card.uncertain"), "warn")
    lines = [
        text("commendation.card.required", words=finding["required"]),
        text("commendation.card.present", words=finding["present"]),
    ]
    body = "<br>".join(escape(line) for line in lines)
    body += "".join(_proof(proof) for proof in finding.get("proofs", ()))
    source = _small(text("commendation.card.source", words=finding["source"])) if finding["source"] else ""
    return f"{heading}</p><p style='margin:1px 0 0 14px'>{body}</p>{source}"


def _proof(proof: Mapping[str, Any]) -> str:
    """What shows it, as a link to the decision or the work."""
    place, ink = f"{proof['kind']}:{proof['id']}", _colour("accent_text")
    return f"<br><a href='{place}' style='color:{ink}'>{escape(str(proof['words']))}</a>"


def _origin(row: NominationRow) -> Iterable[str]:
    yield _heading(text("commendation.card.origin"))
    if row.file_name:
        yield _small(
            text(
                "commendation.card.from_file",
                file=row.file_name,
                sheet=row.sheet or "",
                row=row.row_number or "",
            )
        )
    else:
        yield _small(text("commendation.card.by_hand"))
    if row.achievement:
        yield f"<p style='margin:2px 0'>{escape(row.achievement)}</p>"


def _past(grants: Sequence[GrantRow]) -> Iterable[str]:
    yield _heading(text("commendation.card.past", count=len(grants)))
    if not grants:
        yield _small(text("commendation.card.no_past"))
    for grant in grants:
        signed = f"{grant.signed_on:%d/%m/%Y}" if grant.signed_on else ""
        reported = text(
            "commendation.card.grant",
            year=grant.award_year,
            award=grant.title,
            number=grant.decision_number or "",
            day=signed,
        )
        yield f"<p style='margin:2px 0'>{escape(reported)}</p>"


def _heading(words: str) -> str:
    return f"<p style='margin:16px 0 2px 0'><b>{escape(words)}</b></p>"


def _small(words: str) -> str:
    return f"<p style='margin:1px 0 0 14px; color:{_colour('text_muted')}'>{escape(words)}</p>"


def _chip(words: str, tone: str) -> str:
    return f"<p style='margin:4px 0'>{_span(words, tone)}</p>"


def _span(words: str, tone: str) -> str:
    background, ink = _colour(f"{tone}_soft"), _colour(f"{tone}_text")
    return f"<span style='background:{background}; color:{ink}'>&nbsp;{escape(words)}&nbsp;</span>"


def _colour(token: str) -> str:
    return theme().colour(token).name()
