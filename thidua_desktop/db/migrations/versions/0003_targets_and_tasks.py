"""Targets and tasks followed through the year"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    for name in ("group_code", "comparator", "owner", "source"):
        op.add_column("plan_target", sa.Column(name, sa.String(), nullable=False, server_default=""))
    op.add_column("plan_target", sa.Column("baseline", sa.String(), nullable=True))
    op.execute(
        "ALTER TABLE plan_target ADD COLUMN owner_unit_id INTEGER"
        " CONSTRAINT fk_plan_target_owner_unit_id_unit REFERENCES unit (id)"
    )
    op.execute(
        "ALTER TABLE plan_task ADD COLUMN parent_id INTEGER"
        " CONSTRAINT fk_plan_task_parent_id_plan_task REFERENCES plan_task (id)"
    )
    op.add_column("plan_task", sa.Column("starts_on", sa.Date(), nullable=True))
    op.add_column("plan_task", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("plan_task", sa.Column("progress", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("plan_task", sa.Column("source", sa.String(), nullable=False, server_default=""))
    op.create_table(
        "target_actual",
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), server_default="", nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_target_actual_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["plan_target.id"], name=op.f("fk_target_actual_target_id_plan_target")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_target_actual")),
    )
    op.create_index(op.f("ix_target_actual_target_id"), "target_actual", ["target_id"], unique=False)
    op.create_table(
        "task_evidence",
        sa.Column("task_id", sa.Integer(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_task_evidence_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["task_id"], ["plan_task.id"], name=op.f("fk_task_evidence_task_id_plan_task")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_task_evidence")),
    )
    op.create_index(op.f("ix_task_evidence_task_id"), "task_evidence", ["task_id"], unique=False)
