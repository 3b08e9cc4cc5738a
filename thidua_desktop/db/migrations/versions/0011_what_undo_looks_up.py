"""Indexes of the foreign keys that undo follows from a row to the rows that point at it"""

from __future__ import annotations

from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(
        op.f("ix_award_grant_ended_by_id"), "award_grant", ["ended_by_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_award_grant_follows_id"), "award_grant", ["follows_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_decision_ended_by_id"), "decision", ["ended_by_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_decision_session_id"), "decision", ["session_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_decision_change_grant_id"), "decision_change", ["grant_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_decision_change_new_grant_id"),
        "decision_change",
        ["new_grant_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(
        op.f("ix_import_finding_row_id"), "import_finding", ["row_id"], unique=False, if_not_exists=True
    )
    op.create_index(
        op.f("ix_submission_line_decision_id"),
        "submission_line",
        ["decision_id"],
        unique=False,
        if_not_exists=True,
    )
    op.create_index(op.f("ix_household_unit_id"), "household", ["unit_id"], unique=False, if_not_exists=True)
