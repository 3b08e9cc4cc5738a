"""Bases an officer adds to a decision; ballots that were counted; the verdict chosen against the appraisal"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decision", sa.Column("bases", sa.JSON(), nullable=True))
    op.add_column(
        "council_vote", sa.Column("counted", sa.Boolean(), server_default=sa.text("0"), nullable=False)
    )
    op.execute(
        "UPDATE council_vote SET counted = 1 WHERE passed IS NOT NULL OR disagree <> 0 OR abstain <> 0"
        " OR agree <> issued OR collected <> issued OR valid <> issued"
    )
    op.add_column("nomination", sa.Column("override_verdict", sa.String(), nullable=True))
    op.execute("UPDATE nomination SET override_verdict = 'eligible' WHERE override_reason IS NOT NULL")
