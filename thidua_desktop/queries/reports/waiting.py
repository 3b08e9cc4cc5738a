"""What waits in each step of the awards of a year: one count for every page that says it."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import case, func, select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.db.tables.importing import ImportBatch
from thidua_desktop.db.tables.nominations import Nomination
from thidua_desktop.queries.standing_grants import standing_grants

UNCLEAR_VERDICTS = ("needs_review", "not_eligible")


@dataclass(frozen=True, slots=True)
class Waiting:
    """Numbers of a year.

    Nominations: ``drafts`` nobody has appraised, ``returned`` to their senders, ``to_vote`` appraised and
    waiting for the council, of these ``unclear`` by their verdict and not overruled, ``to_decide`` passed and
    without a decision. ``granted``: awards that stand, of whatever decision.
    """

    files: int
    drafts: int
    returned: int
    to_vote: int
    unclear: int
    to_decide: int
    issued: int
    granted: int

    @property
    def open(self) -> int:
        """To appraise, or to take in again."""
        return self.drafts + self.returned

    @property
    def proposed(self) -> int:
        """Everything that asks for an award and has not been voted on."""
        return self.open + self.to_vote


def waiting(connection: Connection, *, year: int) -> Waiting:
    """How many wait in each step."""
    row = Nomination
    concluded = case((row.override_reason.is_not(None), row.override_verdict), else_=row.verdict)
    unclear = (row.state == "submitted") & concluded.in_(UNCLEAR_VERDICTS)
    counted = connection.execute(
        select(
            *(
                func.count(case((condition, 1)))
                for condition in (
                    row.state == "draft",
                    row.state == "returned",
                    row.state == "submitted",
                    unclear,
                    row.state == "passed",
                )
            )
        ).where(row.year == year, row.deleted_at.is_(None))
    ).one()
    files = select(func.count()).where(ImportBatch.year == year, ImportBatch.state == "staged")
    issued = select(func.count()).where(
        Decision.year == year,
        Decision.origin == "own",
        Decision.state == "signed",
        Decision.deleted_at.is_(None),
    )
    given = standing_grants().c
    granted = select(func.count()).where(given.award_year == year)
    others = [int(connection.execute(query).scalar_one()) for query in (files, issued, granted)]
    return Waiting(others[0], *map(int, counted), *others[1:])
