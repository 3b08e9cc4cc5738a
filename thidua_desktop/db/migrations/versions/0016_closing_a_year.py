"""Years closed and opened again; decisions whose prizes were paid out"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "year_event",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), server_default="", nullable=False),
        sa.Column("left", sa.JSON(), nullable=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("kind IN ('closed', 'reopened')", name=op.f("ck_year_event_kind")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_event")),
    )
    op.create_index(op.f("ix_year_event_year"), "year_event", ["year"], unique=False)
    op.create_table(
        "prize_payment",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("paid_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_prize_payment_decision_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_prize_payment")),
        sa.UniqueConstraint("decision_id", name=op.f("uq_prize_payment_decision_id")),
    )
