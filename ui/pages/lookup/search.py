"""What a search answers: persons, units and households of that name, each with the number of awards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from thidua_desktop.texts import text

if TYPE_CHECKING:
    from thidua_desktop.domain.awards.awards import SubjectType
    from thidua_desktop.queries.decisions.grants import GrantRow
    from thidua_desktop.queries.lookup.finding import FoundReceivers, Receiver
    from thidua_desktop.services.office.context import AppContext

MOST_OF_A_KIND: Final = 300
"""Receivers of one kind shown at once; a list that is cut says so."""


@dataclass(frozen=True, slots=True)
class Answer:
    """``requested``: the receiver of the award that was asked for."""

    found: FoundReceivers
    requested: tuple[SubjectType, int] | None = None

    @property
    def rows(self) -> tuple[Receiver, ...]:
        return self.found.rows

    @property
    def cut(self) -> str:
        """A sentence when more bear the words than are shown, else empty."""
        if not self.found.more:
            return ""
        kinds = ", ".join(text(f"lookup.kinds.{kind}") for kind in sorted(self.found.more))
        return text("lookup.more", most=MOST_OF_A_KIND, kinds=kinds)


def search(
    app: AppContext, words: str, *, grant_id: int | None = None, row: Receiver | None = None
) -> Answer:
    """Receivers whose name holds the words; of ``grant_id`` its receiver too, whatever the name is now.

    ``row``: the one that is asked for.
    """
    from thidua_desktop.queries.lookup.finding import FoundReceivers, find_receivers, receiver_of_grant

    with app.database.reading() as connection:
        found = find_receivers(connection, words, limit=MOST_OF_A_KIND)
        requested = row if grant_id is None else receiver_of_grant(connection, grant_id)
    if requested is not None and all(row.key != requested.key for row in found.rows):
        found = FoundReceivers((requested, *found.rows), found.more)
    return Answer(found, None if requested is None else requested.key)


def awards_of(app: AppContext, row: Receiver) -> tuple[GrantRow, ...]:
    """Everything the receiver was given that stands, the latest first."""
    from thidua_desktop.queries.decisions.grants import of_subjects

    given = app.read(of_subjects, subject_type=row.subject_type, ids=[row.id])
    return tuple(given.get(row.id, ()))
