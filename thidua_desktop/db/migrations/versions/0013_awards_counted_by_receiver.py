"""Indexes that count the standing awards of a receiver without reading the awards"""

from __future__ import annotations

from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.drop_index("ix_award_grant_person_id", "award_grant", if_exists=True)
    op.drop_index("ix_award_grant_collective_id", "award_grant", if_exists=True)
    op.drop_index("ix_award_grant_household_id", "award_grant", if_exists=True)
    op.create_index(
        op.f("ix_award_grant_person_id_ended_on_decision_id"),
        "award_grant",
        ["person_id", "ended_on", "decision_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_award_grant_collective_id_ended_on_decision_id"),
        "award_grant",
        ["collective_id", "ended_on", "decision_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_award_grant_household_id_ended_on_decision_id"),
        "award_grant",
        ["household_id", "ended_on", "decision_id"],
        unique=False,
        if_not_exists=True,
    )
