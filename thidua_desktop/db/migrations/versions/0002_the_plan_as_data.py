"""The plan as data: head, numbered places, basis, movements, campaigns, duties and recipients"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "plan_assignment",
        sa.Column("unit", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_assignment_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_assignment")),
    )
    op.create_index("ix_plan_assignment_plan_id", "plan_assignment", ["plan_id"])
    op.create_table(
        "plan_basis",
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("doc_type", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=False),
        sa.Column("dated", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("in_text", sa.Boolean(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_basis_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_basis")),
    )
    op.create_index("ix_plan_basis_plan_id", "plan_basis", ["plan_id"])
    op.create_table(
        "plan_campaign",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=True),
        sa.Column("ends", sa.String(), nullable=True),
        sa.Column("slogan", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("review", sa.String(), nullable=False),
        sa.Column("review_month", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_campaign_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_campaign")),
    )
    op.create_index("ix_plan_campaign_plan_id", "plan_campaign", ["plan_id"])
    op.create_table(
        "plan_movement",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("launched_by", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("regularity", sa.String(), nullable=False),
        sa.Column("starts", sa.String(), nullable=True),
        sa.Column("ends", sa.String(), nullable=True),
        sa.Column("criteria", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_movement_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_movement")),
    )
    op.create_index("ix_plan_movement_plan_id", "plan_movement", ["plan_id"])
    op.create_table(
        "plan_recipient",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("purpose", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_recipient_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_recipient")),
    )
    op.create_index("ix_plan_recipient_plan_id", "plan_recipient", ["plan_id"])
    op.create_table(
        "plan_report",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("due_text", sa.String(), nullable=False),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("last_day", sa.Integer(), nullable=True),
        sa.Column("receiver", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_report_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_report")),
    )
    op.create_index("ix_plan_report_plan_id", "plan_report", ["plan_id"])
    op.create_table(
        "plan_section",
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("mark", sa.String(), nullable=False),
        sa.Column("no", sa.String(), nullable=False),
        sa.Column("heading", sa.String(), nullable=False),
        sa.Column("joint", sa.String(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["plan_section.id"], name=op.f("fk_plan_section_parent_id_plan_section")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_section_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_section")),
    )
    op.create_index("ix_plan_section_parent_id", "plan_section", ["parent_id"])
    op.create_index("ix_plan_section_plan_id", "plan_section", ["plan_id"])
    op.create_table(
        "plan_anniversary",
        sa.Column("campaign_id", sa.Integer(), nullable=True),
        sa.Column("event", sa.String(), nullable=False),
        sa.Column("base_on", sa.Date(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["campaign_id"], ["plan_campaign.id"], name=op.f("fk_plan_anniversary_campaign_id_plan_campaign")
        ),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_anniversary_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_anniversary")),
    )
    op.create_index("ix_plan_anniversary_campaign_id", "plan_anniversary", ["campaign_id"])
    op.create_index("ix_plan_anniversary_plan_id", "plan_anniversary", ["plan_id"])
    op.add_column("plan", sa.Column("doc_type", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("symbol", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("parent_issuer", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("issuer", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("place", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("intro", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("closing", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("signer_prefix", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("signer_position", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("signer_name", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("annex_text", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("with_annex", sa.Boolean(), server_default="1", nullable=False))
    op.add_column("plan", sa.Column("with_targets", sa.Boolean(), server_default="0", nullable=False))
    op.add_column("plan", sa.Column("source_name", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("source_text", sa.String(), server_default="", nullable=False))
    op.add_column("plan", sa.Column("planned_for", sa.String(), nullable=True))
    op.execute(
        "ALTER TABLE plan ADD COLUMN copied_from_id INTEGER"
        " CONSTRAINT fk_plan_copied_from_id_plan REFERENCES plan (id)"
    )
    op.execute("UPDATE plan SET kind = 'CT_PHATDONG' WHERE kind = 'CHI_THI'")
