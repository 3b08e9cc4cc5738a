"""The first schema"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("sha256", name=op.f("uq_attachment_sha256")),
    )
    op.create_table(
        "award_alias",
        sa.Column("alias_key", sa.String(), nullable=False),
        sa.Column("award_code", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_alias")),
        sa.UniqueConstraint("alias_key", name=op.f("uq_award_alias_alias_key")),
    )
    op.create_table(
        "council_session",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("chair", sa.String(), nullable=False),
        sa.Column("secretary", sa.String(), nullable=False),
        sa.Column("total_members", sa.Integer(), nullable=False),
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("absent_written", sa.Integer(), nullable=False),
        sa.Column("base", sa.String(), nullable=False),
        sa.Column("threshold", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("snapshot", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('open', 'closed')", name=op.f("ck_council_session_state")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_session")),
    )
    with op.batch_alter_table("council_session", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_session_year"), ["year"], unique=False)

    op.create_table(
        "id_counter",
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("table_name", name=op.f("pk_id_counter")),
    )
    op.create_table(
        "journal_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.String(), nullable=False),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("topics", sa.JSON(), nullable=False),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["journal_entry.id"], name=op.f("fk_journal_entry_undone_by_journal_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_entry")),
    )
    op.create_table(
        "number_series",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("pattern", sa.String(), nullable=False),
        sa.Column("next_number", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_number_series")),
        sa.UniqueConstraint("kind", "year", name=op.f("uq_number_series_kind_year")),
    )
    op.create_table(
        "office",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("superior_name", sa.String(), nullable=False),
        sa.Column("place", sa.String(), nullable=False),
        sa.Column("head_title", sa.String(), nullable=False),
        sa.Column("standing_body", sa.String(), nullable=False),
        sa.Column("symbol", sa.String(), nullable=False),
        sa.Column("council_name", sa.String(), nullable=False),
        sa.Column("current_year", sa.Integer(), nullable=False),
        sa.Column("letterhead_superior", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office")),
    )
    op.create_table(
        "person",
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("born", sa.String(), nullable=True),
        sa.Column("sex", sa.String(), nullable=True),
        sa.Column("ethnicity", sa.String(), nullable=True),
        sa.Column("national_id", sa.String(), nullable=True),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint("sex IN ('M', 'F')", name=op.f("ck_person_sex")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
    )
    with op.batch_alter_table("person", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_person_search_key"), ["search_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_person_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "plan",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("issued_on", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan")),
    )
    with op.batch_alter_table("plan", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_year"), ["year"], unique=False)

    op.create_table(
        "signer",
        sa.Column("full_name", sa.String(), nullable=False),
        sa.Column("lines", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signer")),
    )
    op.create_table(
        "unit",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("short_name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("parent_id", sa.Integer(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("successor_id", sa.Integer(), nullable=True),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["parent_id"], ["unit.id"], name=op.f("fk_unit_parent_id_unit")),
        sa.ForeignKeyConstraint(["successor_id"], ["unit.id"], name=op.f("fk_unit_successor_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit")),
    )
    with op.batch_alter_table("unit", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_search_key"), ["search_key"], unique=False)
        batch_op.create_index(batch_op.f("ix_unit_sort_key"), ["sort_key"], unique=False)

    op.create_table(
        "bloc",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("head_unit_id", sa.Integer(), nullable=True),
        sa.Column("deputy_unit_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["deputy_unit_id"], ["unit.id"], name=op.f("fk_bloc_deputy_unit_id_unit")),
        sa.ForeignKeyConstraint(["head_unit_id"], ["unit.id"], name=op.f("fk_bloc_head_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc")),
    )
    with op.batch_alter_table("bloc", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bloc_year"), ["year"], unique=False)

    op.create_table(
        "decision",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("origin", sa.String(), nullable=False),
        sa.Column("issuer", sa.String(), nullable=False),
        sa.Column("level", sa.String(), nullable=False),
        sa.Column("number", sa.String(), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("signer_id", sa.Integer(), nullable=True),
        sa.Column("signer_name", sa.String(), nullable=False),
        sa.Column("signer_lines", sa.String(), nullable=False),
        sa.Column("rule_set", sa.String(), nullable=True),
        sa.Column("sheet", sa.JSON(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint("state IN ('draft', 'signed')", name=op.f("ck_decision_state")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["council_session.id"], name=op.f("fk_decision_session_id_council_session")
        ),
        sa.ForeignKeyConstraint(["signer_id"], ["signer.id"], name=op.f("fk_decision_signer_id_signer")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_decision")),
    )
    with op.batch_alter_table("decision", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_decision_year"), ["year"], unique=False)

    op.create_table(
        "header_alias",
        sa.Column("alias_key", sa.String(), nullable=False),
        sa.Column("sender_unit_id", sa.Integer(), nullable=True),
        sa.Column("field", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["sender_unit_id"], ["unit.id"], name=op.f("fk_header_alias_sender_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_header_alias")),
        sa.UniqueConstraint(
            "alias_key", "sender_unit_id", name=op.f("uq_header_alias_alias_key_sender_unit_id")
        ),
    )
    op.create_table(
        "household",
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("search_key", sa.String(), nullable=False),
        sa.Column("sort_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_household_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_household")),
    )
    with op.batch_alter_table("household", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_household_search_key"), ["search_key"], unique=False)

    op.create_table(
        "import_batch",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(), nullable=False),
        sa.Column("file_sha256", sa.String(), nullable=False),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("sender_unit_id", sa.Integer(), nullable=True),
        sa.Column("open_status", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "state IN ('staged', 'committed', 'replaced')", name=op.f("ck_import_batch_state")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_import_batch_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["sender_unit_id"], ["unit.id"], name=op.f("fk_import_batch_sender_unit_id_unit")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_batch")),
    )
    with op.batch_alter_table("import_batch", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_batch_file_sha256"), ["file_sha256"], unique=False)

    op.create_table(
        "initiative",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("scope", sa.String(), nullable=False),
        sa.Column("paper_number", sa.String(), nullable=False),
        sa.Column("paper_date", sa.Date(), nullable=True),
        sa.Column("recognised_by", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_initiative_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative")),
    )
    with op.batch_alter_table("initiative", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_initiative_person_id"), ["person_id"], unique=False)

    op.create_table(
        "journal_change",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("entry_id", sa.Integer(), nullable=False),
        sa.Column("table_name", sa.String(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=False),
        sa.Column("last_id", sa.Integer(), nullable=False),
        sa.Column("op", sa.String(), nullable=False),
        sa.Column("before", sa.JSON(), nullable=True),
        sa.Column("after", sa.JSON(), nullable=True),
        sa.ForeignKeyConstraint(
            ["entry_id"], ["journal_entry.id"], name=op.f("fk_journal_change_entry_id_journal_entry")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal_change")),
    )
    with op.batch_alter_table("journal_change", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_change_entry_id"), ["entry_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_journal_change_table_name_row_id"), ["table_name", "row_id"], unique=False
        )

    op.create_table(
        "membership",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("is_leader", sa.Boolean(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_membership_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_membership_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_membership_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "plan_target",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("section", sa.String(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("award_code", sa.String(), nullable=True),
        sa.Column("subject_type", sa.String(), nullable=True),
        sa.Column("minimum", sa.String(), nullable=True),
        sa.Column("maximum", sa.String(), nullable=True),
        sa.Column("measure", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_target_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_target")),
    )
    with op.batch_alter_table("plan_target", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_target_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "plan_task",
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("wording", sa.String(), nullable=False),
        sa.Column("lead", sa.String(), nullable=False),
        sa.Column("partners", sa.String(), nullable=False),
        sa.Column("when_text", sa.String(), nullable=False),
        sa.Column("months", sa.JSON(), nullable=False),
        sa.Column("status", sa.String(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["plan_id"], ["plan.id"], name=op.f("fk_plan_task_plan_id_plan")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_plan_task")),
    )
    with op.batch_alter_table("plan_task", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_plan_task_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "unit_alias",
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("alias_key", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_unit_alias_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unit_alias")),
        sa.UniqueConstraint("alias_key", name=op.f("uq_unit_alias_alias_key")),
    )
    with op.batch_alter_table("unit_alias", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_unit_alias_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "year_record",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("rating", sa.String(), nullable=True),
        sa.Column("registered", sa.Boolean(), nullable=True),
        sa.Column("discipline", sa.String(), nullable=True),
        sa.Column("pending_case", sa.Boolean(), nullable=True),
        sa.Column("member_count", sa.Integer(), nullable=True),
        sa.Column("completed_count", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "(person_id IS NULL) <> (unit_id IS NULL)", name=op.f("ck_year_record_one_subject")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_year_record_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_year_record_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_year_record")),
        sa.UniqueConstraint("year", "person_id", name=op.f("uq_year_record_year_person_id")),
        sa.UniqueConstraint("year", "unit_id", name=op.f("uq_year_record_year_unit_id")),
    )
    with op.batch_alter_table("year_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_year_record_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_year_record_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "bloc_member",
        sa.Column("bloc_id", sa.Integer(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(["bloc_id"], ["bloc.id"], name=op.f("fk_bloc_member_bloc_id_bloc")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_bloc_member_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_bloc_member")),
        sa.UniqueConstraint("bloc_id", "unit_id", name=op.f("uq_bloc_member_bloc_id_unit_id")),
    )
    with op.batch_alter_table("bloc_member", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_bloc_member_bloc_id"), ["bloc_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_bloc_member_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "import_row",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("sheet", sa.String(), nullable=False),
        sa.Column("row_number", sa.Integer(), nullable=False),
        sa.Column("cells", sa.JSON(), nullable=False),
        sa.Column("record", sa.JSON(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_row_batch_id_import_batch")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_row")),
    )
    with op.batch_alter_table("import_row", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_import_row_batch_id_sheet_row_number"),
            ["batch_id", "sheet", "row_number"],
            unique=False,
        )

    op.create_table(
        "paper",
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("session_id", sa.Integer(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_paper_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(["decision_id"], ["decision.id"], name=op.f("fk_paper_decision_id_decision")),
        sa.ForeignKeyConstraint(
            ["session_id"], ["council_session.id"], name=op.f("fk_paper_session_id_council_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paper")),
    )
    with op.batch_alter_table("paper", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_paper_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_paper_session_id"), ["session_id"], unique=False)

    op.create_table(
        "import_finding",
        sa.Column("batch_id", sa.Integer(), nullable=False),
        sa.Column("row_id", sa.Integer(), nullable=True),
        sa.Column("ref", sa.String(), nullable=False),
        sa.Column("code", sa.String(), nullable=False),
        sa.Column("severity", sa.String(), nullable=False),
        sa.Column("params", sa.JSON(), nullable=False),
        sa.Column("of_ref", sa.String(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["batch_id"], ["import_batch.id"], name=op.f("fk_import_finding_batch_id_import_batch")
        ),
        sa.ForeignKeyConstraint(
            ["row_id"], ["import_row.id"], name=op.f("fk_import_finding_row_id_import_row")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_finding")),
    )
    with op.batch_alter_table("import_finding", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_import_finding_batch_id"), ["batch_id"], unique=False)

    op.create_table(
        "nomination",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("year_type", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("collective_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("award_code", sa.String(), nullable=False),
        sa.Column("achievement", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("verdict_findings", sa.JSON(), nullable=True),
        sa.Column("rule_set", sa.String(), nullable=True),
        sa.Column("override_reason", sa.String(), nullable=True),
        sa.Column("import_row_id", sa.Integer(), nullable=True),
        sa.Column("decision_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('draft', 'submitted', 'returned', 'passed', 'failed', 'decided')",
            name=op.f("ck_nomination_state"),
        ),
        sa.CheckConstraint(
            "(person_id IS NOT NULL) + (collective_id IS NOT NULL) + (household_id IS NOT NULL) = 1",
            name=op.f("ck_nomination_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["unit.id"], name=op.f("fk_nomination_collective_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_nomination_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_nomination_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["import_row_id"], ["import_row.id"], name=op.f("fk_nomination_import_row_id_import_row")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_nomination_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_nomination_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_nomination")),
    )
    with op.batch_alter_table("nomination", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_nomination_collective_id"), ["collective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_import_row_id"), ["import_row_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_nomination_unit_id"), ["unit_id"], unique=False)
        batch_op.create_index(
            batch_op.f("ix_nomination_year_award_code"), ["year", "award_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_nomination_year_state"), ["year", "state"], unique=False)

    op.create_table(
        "award_grant",
        sa.Column("decision_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=True),
        sa.Column("position_in_list", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("collective_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("unit_id", sa.Integer(), nullable=True),
        sa.Column("award_code", sa.String(), nullable=False),
        sa.Column("award_year", sa.Integer(), nullable=False),
        sa.Column("year_type", sa.String(), nullable=False),
        sa.Column("occasion", sa.String(), nullable=False),
        sa.Column("name_printed", sa.String(), nullable=False),
        sa.Column("unit_printed", sa.String(), nullable=False),
        sa.Column("position_printed", sa.String(), nullable=False),
        sa.Column("title_printed", sa.String(), nullable=False),
        sa.Column("salutation", sa.String(), nullable=False),
        sa.Column("achievement", sa.String(), nullable=False),
        sa.Column("prize", sa.Integer(), nullable=True),
        sa.Column("register_number", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "(person_id IS NOT NULL) + (collective_id IS NOT NULL) + (household_id IS NOT NULL) = 1",
            name=op.f("ck_award_grant_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["unit.id"], name=op.f("fk_award_grant_collective_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["decision_id"], ["decision.id"], name=op.f("fk_award_grant_decision_id_decision")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_award_grant_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_award_grant_nomination_id_nomination")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_award_grant_person_id_person")),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_award_grant_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_award_grant")),
    )
    with op.batch_alter_table("award_grant", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_award_grant_award_year_award_code"), ["award_year", "award_code"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_award_grant_collective_id"), ["collective_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_grant_decision_id"), ["decision_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_grant_household_id"), ["household_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_grant_nomination_id"), ["nomination_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_grant_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_award_grant_unit_id"), ["unit_id"], unique=False)

    op.create_table(
        "council_vote",
        sa.Column("session_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("issued", sa.Integer(), nullable=False),
        sa.Column("collected", sa.Integer(), nullable=False),
        sa.Column("valid", sa.Integer(), nullable=False),
        sa.Column("agree", sa.Integer(), nullable=False),
        sa.Column("disagree", sa.Integer(), nullable=False),
        sa.Column("passed", sa.Boolean(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_council_vote_nomination_id_nomination")
        ),
        sa.ForeignKeyConstraint(
            ["session_id"], ["council_session.id"], name=op.f("fk_council_vote_session_id_council_session")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_council_vote")),
        sa.UniqueConstraint(
            "session_id", "nomination_id", name=op.f("uq_council_vote_session_id_nomination_id")
        ),
    )
    with op.batch_alter_table("council_vote", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_council_vote_nomination_id"), ["nomination_id"], unique=False)
