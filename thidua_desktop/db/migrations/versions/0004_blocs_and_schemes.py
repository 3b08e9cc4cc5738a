"""Blocs with their meetings, schemes of scoring"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _widen_blocs()
    _add_meetings()
    _add_unit_changes()
    op.create_table(
        "scoring_scheme",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("content", sa.String(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("used", sa.Boolean(), server_default=sa.text("0"), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_scoring_scheme")),
        sa.UniqueConstraint("code", "version", name=op.f("uq_scoring_scheme_code_version")),
    )


def _widen_blocs() -> None:
    # Not in a batch: a rebuilt table would lose its checks.
    op.execute(
        "ALTER TABLE bloc ADD COLUMN second_deputy_unit_id INTEGER "
        "CONSTRAINT fk_bloc_second_deputy_unit_id_unit REFERENCES unit (id)"
    )
    op.add_column("bloc", sa.Column("level", sa.String(), server_default="own", nullable=False))
    for name in ("scheme_code", "council_member", "note", "head_name", "awarded_points"):
        op.add_column("bloc", sa.Column(name, sa.String(), server_default="", nullable=False))
    op.add_column("bloc", sa.Column("pledged_on", sa.Date(), nullable=True))
    op.add_column("bloc", sa.Column("size", sa.Integer(), nullable=True))
    op.add_column("bloc", sa.Column("awarded_rank", sa.Integer(), nullable=True))
    op.add_column("bloc_member", sa.Column("valid_from", sa.Date(), nullable=True))
    op.add_column("bloc_member", sa.Column("valid_to", sa.Date(), nullable=True))
    op.add_column("bloc_member", sa.Column("position", sa.Integer(), server_default="0", nullable=False))


def _add_meetings() -> None:
    op.create_table(
        "bloc_meeting",
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        *_texts("place", "chair", "secretary", "notes"),
        sa.Column("next_head_unit_id", sa.Integer(), nullable=True),
        sa.Column("next_deputy_unit_id", sa.Integer(), nullable=True),
        sa.Column("next_second_deputy_unit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        _refer("bloc_meeting", "bloc_id", "bloc"),
        _refer("bloc_meeting", "next_head_unit_id", "unit"),
        _refer("bloc_meeting", "next_deputy_unit_id", "unit"),
        _refer("bloc_meeting", "next_second_deputy_unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_meeting")),
    )
    op.create_index(op.f("ix_bloc_meeting_bloc_id"), "bloc_meeting", ["bloc_id"])
    op.create_table(
        "bloc_target",
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        *_texts("registered", "result"),
        sa.Column("plan_target_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        _refer("bloc_target", "bloc_id", "bloc"),
        _refer("bloc_target", "plan_target_id", "plan_target"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_target")),
    )
    op.create_index(op.f("ix_bloc_target_bloc_id"), "bloc_target", ["bloc_id"])
    op.create_table(
        "bloc_day",
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("month", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_day")),
        sa.UniqueConstraint("code", name=op.f("uq_bloc_day_code")),
    )


def _add_unit_changes() -> None:
    op.create_table(
        "unit_change",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("on_day", sa.Date(), nullable=False),
        *_texts("basis", "note"),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change")),
    )
    op.create_table(
        "unit_change_part",
        sa.Column("change_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("side", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        _refer("unit_change_part", "change_id", "unit_change"),
        _refer("unit_change_part", "unit_id", "unit"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_change_part")),
    )
    op.create_index(op.f("ix_unit_change_part_change_id"), "unit_change_part", ["change_id"])
    op.create_index(op.f("ix_unit_change_part_unit_id"), "unit_change_part", ["unit_id"])


def _texts(*names: str) -> list[sa.Column[str]]:
    return [sa.Column(name, sa.String(), server_default="", nullable=False) for name in names]


def _refer(table: str, column: str, other: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint([column], [f"{other}.id"], name=op.f(f"fk_{table}_{column}_{other}"))
