"""Layouts, stock and what was printed"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "blank_stock",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_stock")),
    )
    op.create_table(
        "certificate_words",
        sa.Column("award_code", sa.String(), nullable=False),
        sa.Column("give_word", sa.String(), nullable=False),
        sa.Column("award_title", sa.String(), nullable=False),
        sa.Column("achievement", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_words")),
        sa.UniqueConstraint("award_code", name=op.f("uq_certificate_words_award_code")),
    )
    op.create_table(
        "print_calibration",
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("paper", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("dx", sa.String(), nullable=False),
        sa.Column("dy", sa.String(), nullable=False),
        sa.Column("scale_x", sa.String(), nullable=False),
        sa.Column("scale_y", sa.String(), nullable=False),
        sa.Column("measured_on", sa.Date(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_calibration")),
        sa.UniqueConstraint("printer", "paper", "tray", name=op.f("uq_print_calibration_printer_paper_tray")),
    )
    op.create_table(
        "blank_layout",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("scan_id", sa.Integer(), nullable=True),
        sa.Column("made_from", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(
            ["scan_id"], ["attachment.id"], name=op.f("fk_blank_layout_scan_id_attachment")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_blank_layout")),
    )
    op.create_table(
        "print_run",
        sa.Column("started_at", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("printer", sa.String(), nullable=False),
        sa.Column("tray", sa.String(), nullable=False),
        sa.Column("operator", sa.String(), nullable=False),
        sa.Column("layout", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("stock_id", sa.Integer(), nullable=True),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_print_run_state")),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_print_run_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["stock_id"], ["blank_stock.id"], name=op.f("fk_print_run_stock_id_blank_stock")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_run")),
    )
    with op.batch_alter_table("print_run", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_run_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_print_run_stock_id"), ["stock_id"], unique=False)

    op.create_table(
        "stock_move",
        sa.Column("stock_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("moved_on", sa.Date(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("kind IN ('in', 'used', 'spoiled', 'count')", name=op.f("ck_stock_move_kind")),
        sa.ForeignKeyConstraint(["run_id"], ["print_run.id"], name=op.f("fk_stock_move_run_id_print_run")),
        sa.ForeignKeyConstraint(
            ["stock_id"], ["blank_stock.id"], name=op.f("fk_stock_move_stock_id_blank_stock")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stock_move")),
    )
    with op.batch_alter_table("stock_move", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_stock_move_run_id"), ["run_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_stock_move_stock_id"), ["stock_id"], unique=False)

    op.create_table(
        "print_item",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sheets", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "state IN ('waiting', 'sent', 'good', 'spoiled', 'left')", name=op.f("ck_print_item_state")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["award_grant.id"], name=op.f("fk_print_item_grant_id_award_grant")
        ),
        sa.ForeignKeyConstraint(["run_id"], ["print_run.id"], name=op.f("fk_print_item_run_id_print_run")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_print_item")),
        sa.UniqueConstraint("run_id", "place", name=op.f("uq_print_item_run_id_place")),
    )
    with op.batch_alter_table("print_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_print_item_grant_id"), ["grant_id"], unique=False)
