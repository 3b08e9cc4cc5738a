"""The name index, and an index for every link and year that lacked one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

COLUMNS = (
    ("award_grant", "ended_by_id"),
    ("award_grant", "follows_id"),
    ("blank_layout", "scan_id"),
    ("bloc", "deputy_unit_id"),
    ("bloc", "head_unit_id"),
    ("bloc_meeting", "next_deputy_unit_id"),
    ("bloc_meeting", "next_head_unit_id"),
    ("bloc_meeting", "next_second_deputy_unit_id"),
    ("bloc", "second_deputy_unit_id"),
    ("bloc_target", "plan_target_id"),
    ("council_attendance", "member_id"),
    ("council_interest", "person_id"),
    ("council_interest", "unit_id"),
    ("council_member", "person_id"),
    ("council_member", "unit_id"),
    ("decision_change", "grant_id"),
    ("decision_change", "new_grant_id"),
    ("decision", "ended_by_id"),
    ("decision", "session_id"),
    ("decision", "signed_on"),
    ("decision", "signer_id"),
    ("header_alias", "sender_unit_id"),
    ("household", "unit_id"),
    ("import_batch", "attachment_id"),
    ("import_batch", "sender_unit_id"),
    ("import_batch", "year"),
    ("import_finding", "row_id"),
    ("initiative", "attachment_id"),
    ("initiative", "year"),
    ("journal_entry", "undone_by"),
    ("paper", "attachment_id"),
    ("paper", "submission_id"),
    ("plan", "copied_from_id"),
    ("plan_target", "owner_unit_id"),
    ("plan_task", "parent_id"),
    ("score_entry", "attachment_id"),
    ("score_entry", "judge_id"),
    ("submission_line", "decision_id"),
    ("target_actual", "attachment_id"),
    ("task_evidence", "attachment_id"),
    ("unit", "parent_id"),
    ("unit", "successor_id"),
)


def upgrade() -> None:
    for table, column in COLUMNS:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column], unique=False)
    op.create_table(
        "name_term",
        sa.Column("term", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("term", name=op.f("pk_name_term")),
        sqlite_with_rowid=False,
    )
    op.execute(
        "CREATE VIRTUAL TABLE name_index USING fts5(plain, marked, initials, "
        "tokenize='unicode61 remove_diacritics 0', prefix='1 2 3', detail='column', columnsize=0)"
    )
