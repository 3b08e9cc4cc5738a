"""The council's people, decisions that change others, requests to the level above, records joined"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "merge",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("kept_name", sa.String(), nullable=False),
        sa.Column("other_name", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("parted_at", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint("kind IN ('merge', 'split')", name=op.f("ck_merge_kind")),
        sa.CheckConstraint("subject_type IN ('person', 'household')", name=op.f("ck_merge_subject_type")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge")),
    )
    op.create_table(
        "award_fund",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=True),
        sa.Column("spent_otherwise", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), server_default="", nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_fund")),
        sa.UniqueConstraint("year", name=op.f("uq_award_fund_year")),
    )
    op.create_table(
        "submission",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("addressee", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("sheet", sa.JSON(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission")),
    )
    op.create_index(op.f("ix_submission_year"), "submission", ["year"], unique=False)
    op.create_table(
        "council_member",
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "role IN ('chair', 'deputy', 'standing', 'member', 'secretary')",
            name=op.f("ck_council_member_role"),
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_council_member_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_council_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_member")),
    )
    op.create_table(
        "merge_move",
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("column_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("filled", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["merge_id"], ["merge.id"], name=op.f("fk_merge_move_merge_id_merge")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_merge_move")),
    )
    op.create_index(op.f("ix_merge_move_merge_id"), "merge_move", ["merge_id"], unique=False)
    op.create_table(
        "council_attendance",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("role", sa.String(), nullable=False),
        sa.Column("votes", sa.Boolean(), nullable=False),
        sa.Column("attended", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "attended IN ('present', 'absent', 'written')", name=op.f("ck_council_attendance_attended")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["council_member.id"], name=op.f("fk_council_attendance_member_id_council_member")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"],
            ["council_session.id"],
            name=op.f("fk_council_attendance_session_id_council_session"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_attendance")),
        sa.UniqueConstraint(
            "session_id", "member_id", name=op.f("uq_council_attendance_session_id_member_id")
        ),
    )
    op.create_index(
        op.f("ix_council_attendance_session_id"), "council_attendance", ["session_id"], unique=False
    )
    op.create_table(
        "council_interest",
        sa.Column("member_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "(unit_id IS NULL) <> (person_id IS NULL)", name=op.f("ck_council_interest_one_party")
        ),
        sa.ForeignKeyConstraint(
            ["member_id"], ["council_member.id"], name=op.f("fk_council_interest_member_id_council_member")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_council_interest_person_id_person")
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_council_interest_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_interest")),
    )
    op.create_index(op.f("ix_council_interest_member_id"), "council_interest", ["member_id"], unique=False)
    op.create_table(
        "submission_line",
        sa.Column("submission_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "answer IN ('waiting', 'granted', 'refused')", name=op.f("ck_submission_line_answer")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_submission_line_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_submission_line_nomination_id_nomination")
        ),
        sa.ForeignKeyConstraint(
            ["submission_id"], ["submission.id"], name=op.f("fk_submission_line_submission_id_submission")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_submission_line")),
        sa.UniqueConstraint(
            "submission_id", "nomination_id", name=op.f("uq_submission_line_submission_id_nomination_id")
        ),
    )
    op.create_index(
        op.f("ix_submission_line_nomination_id"), "submission_line", ["nomination_id"], unique=False
    )
    op.create_table(
        "decision_change",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("target_id", sa.Integer(), nullable=False),
        sa.Column("grant_id", sa.Integer(), nullable=True),
        sa.Column("new_grant_id", sa.Integer(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("corrected", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_decision_change_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["grant_id"], ["award_grant.id"], name=op.f("fk_decision_change_grant_id_award_grant")
        ),
        sa.ForeignKeyConstraint(
            ["new_grant_id"], ["award_grant.id"], name=op.f("fk_decision_change_new_grant_id_award_grant")
        ),
        sa.ForeignKeyConstraint(
            ["target_id"], ["decision.id"], name=op.f("fk_decision_change_target_id_decision")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision_change")),
    )
    op.create_index(op.f("ix_decision_change_decision_id"), "decision_change", ["decision_id"], unique=False)
    op.create_index(op.f("ix_decision_change_target_id"), "decision_change", ["target_id"], unique=False)
    op.add_column("award_grant", sa.Column("ended_on", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE award_grant ADD COLUMN ended_by_id INTEGER"
        " CONSTRAINT fk_award_grant_ended_by_id_decision REFERENCES decision (id)"
    )
    op.execute(
        "ALTER TABLE award_grant ADD COLUMN follows_id INTEGER"
        " CONSTRAINT fk_award_grant_follows_id_award_grant REFERENCES award_grant (id)"
    )
    op.add_column(
        "council_session", sa.Column("strict", sa.Boolean(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "council_session", sa.Column("secret", sa.Boolean(), server_default=sa.text("1"), nullable=False)
    )
    op.add_column(
        "council_session",
        sa.Column("exclude_conflicts", sa.Boolean(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column(
        "council_session", sa.Column("tie_rule", sa.String(), server_default="none", nullable=False)
    )
    op.add_column("council_session", sa.Column("started", sa.String(), nullable=True))
    op.add_column("council_session", sa.Column("ended", sa.String(), nullable=True))
    op.add_column("council_session", sa.Column("guests", sa.String(), server_default="", nullable=False))
    op.add_column("council_session", sa.Column("proceedings", sa.String(), server_default="", nullable=False))
    op.add_column(
        "council_vote", sa.Column("abstain", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "council_vote", sa.Column("excluded", sa.Integer(), server_default=sa.text("0"), nullable=False)
    )
    op.add_column(
        "council_vote",
        sa.Column("excluded_present", sa.Integer(), server_default=sa.text("0"), nullable=False),
    )
    op.add_column("council_vote", sa.Column("close_members", sa.String(), server_default="", nullable=False))
    op.add_column("council_vote", sa.Column("chair_agrees", sa.Boolean(), nullable=True))
    op.add_column("decision", sa.Column("kind", sa.String(), server_default="award", nullable=False))
    op.add_column("decision", sa.Column("ended_on", sa.Date(), nullable=True))
    op.execute(
        "ALTER TABLE decision ADD COLUMN ended_by_id INTEGER"
        " CONSTRAINT fk_decision_ended_by_id_decision REFERENCES decision (id)"
    )
    op.execute(
        "ALTER TABLE paper ADD COLUMN submission_id INTEGER"
        " CONSTRAINT fk_paper_submission_id_submission REFERENCES submission (id)"
    )
