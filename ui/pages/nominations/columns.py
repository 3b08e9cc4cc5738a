"""Columns of the nominations and the counts that filter them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from thidua_desktop.domain.text import sort_key
from thidua_desktop.queries.nominations.dossiers import DueDossier
from thidua_desktop.queries.nominations.nominations import NominationRow
from thidua_desktop.texts import text
from ui.pages.award_words import award_word, state_badge, subject_badge, verdict_badge
from ui.tables.columns import Column

COLUMNS: Final = (
    Column[NominationRow](
        "name",
        text("commendation.columns.name"),
        lambda row: row.name,
        176,
        sort=lambda row: sort_key(row.name),
        least=0.8,
    ),
    Column[NominationRow](
        "verdict",
        text("commendation.columns.verdict"),
        lambda row: row.verdict,
        124,
        badge=verdict_badge,
    ),
    Column[NominationRow](
        "award", text("commendation.columns.award"), lambda row: row.award_code, 88, text=award_word
    ),
    Column[NominationRow](
        "unit", text("commendation.columns.unit"), lambda row: row.unit_name, 180, least=0.5
    ),
    Column[NominationRow](
        "state",
        text("commendation.columns.state"),
        lambda row: row.state,
        150,
        aside=1,
        badge=state_badge,
    ),
    Column[NominationRow](
        "subject",
        text("commendation.columns.subject"),
        lambda row: row.subject_type,
        120,
        hidden=True,
        badge=lambda row: subject_badge(row.subject_type),
    ),
    Column[NominationRow](
        "position", text("commendation.columns.position"), lambda row: row.position, 150, hidden=True
    ),
    Column[NominationRow](
        "reason", text("commendation.columns.reason"), lambda row: row.override_reason, 200, hidden=True
    ),
)


CHIPS: Final[Mapping[str, Callable[[NominationRow], bool]]] = {
    "all": lambda _: True,
    "eligible": lambda row: row.concluded == "eligible",
    "needs_review": lambda row: row.concluded == "needs_review",
    "not_eligible": lambda row: row.concluded == "not_eligible",
    "unjudged": lambda row: row.concluded is None,
}
"""By what the column of verdicts says of a row, whatever became of it since."""
WAITING_CHIPS: Final[Mapping[str, Callable[[NominationRow], bool]]] = {
    "unclear": lambda row: row.state == "submitted" and row.concluded in ("needs_review", "not_eligible"),
    "returned": lambda row: row.state == "returned",
}
"""What the overview counts as unfinished and leads to; offered while there is any."""


def term_words(one: DueDossier) -> str:
    """How much time a dossier has left, and for what."""
    key = "late" if one.left < 0 else "today" if one.left == 0 else "left"
    return text(
        f"nominees.terms.{one.why}",
        day=f"{one.due:%d/%m/%Y}",
        missing=one.missing,
        time=text(f"nominees.terms.{key}", count=abs(one.left)),
    )


def due_words(one: DueDossier) -> str:
    """The same in a list of several."""
    return text("nominees.terms.line", name=one.name, words=term_words(one))
