"""Scores with their versions"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "score_sheet",
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("scheme_key", sa.String(), nullable=False),
        sa.Column("scheme_text", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("places", sa.JSON(), nullable=True),
        sa.Column("minutes", sa.JSON(), nullable=True),
        sa.Column("snapshot", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed', 'published')", name=op.f("ck_score_sheet_state")),
        sa.ForeignKeyConstraint(["bloc_id"], ["bloc.id"], name=op.f("fk_score_sheet_bloc_id_bloc")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_sheet")),
    )
    op.create_index(op.f("ix_score_sheet_bloc_id"), "score_sheet", ["bloc_id"], unique=False)
    op.create_table(
        "score_entry",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("criterion", sa.String(), nullable=False),
        sa.Column("scorer", sa.String(), nullable=False),
        sa.Column("judge_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("raw", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_score_entry_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_entry_sheet_id_score_sheet")
        ),
        sa.ForeignKeyConstraint(["judge_id"], ["unit.id"], name=op.f("fk_score_entry_judge_id_unit")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_score_entry_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_entry")),
    )
    op.create_index(
        op.f("ix_score_entry_sheet_id_unit_id"), "score_entry", ["sheet_id", "unit_id"], unique=False
    )
    op.create_index(op.f("ix_score_entry_unit_id"), "score_entry", ["unit_id"], unique=False)
    op.create_table(
        "score_event",
        sa.Column("sheet_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("made_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["sheet_id"], ["score_sheet.id"], name=op.f("fk_score_event_sheet_id_score_sheet")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_score_event")),
    )
    op.create_index(op.f("ix_score_event_sheet_id"), "score_event", ["sheet_id"], unique=False)
