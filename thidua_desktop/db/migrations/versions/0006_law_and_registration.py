"""Rules of the office, registrations, initiatives used"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _new_tables()
    op.add_column("nomination", sa.Column("batch", sa.String(), server_default="", nullable=False))
    op.add_column("nomination", sa.Column("received_on", sa.Date(), nullable=True))
    op.add_column("nomination", sa.Column("return_reason", sa.String(), server_default="", nullable=False))
    op.add_column("nomination", sa.Column("confirmed_facts", sa.JSON(), nullable=True))
    op.add_column("year_record", sa.Column("months_worked", sa.Integer(), nullable=True))
    op.add_column("year_record", sa.Column("leave_days", sa.Integer(), nullable=True))
    op.add_column("initiative", sa.Column("kind", sa.String(), server_default="initiative", nullable=False))
    op.add_column("initiative", sa.Column("note", sa.String(), server_default="", nullable=False))
    op.execute(
        "ALTER TABLE initiative ADD COLUMN attachment_id INTEGER "
        "CONSTRAINT fk_initiative_attachment_id_attachment REFERENCES attachment (id)"
    )


def _new_tables() -> None:
    op.create_table(
        "office_rule",
        sa.Column("rule_set", sa.String(), nullable=True),
        sa.Column("award_code", sa.String(), nullable=True),
        sa.Column("parameter", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("basis", sa.String(), nullable=False),
        sa.Column("confirmed_by", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("created_at", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_office_rule")),
    )
    op.create_index(op.f("ix_office_rule_parameter_award_code"), "office_rule", ["parameter", "award_code"])
    op.create_table(
        "initiative_author",
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_author_initiative_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_initiative_author_person_id_person")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_author")),
        sa.UniqueConstraint(
            "initiative_id", "person_id", name=op.f("uq_initiative_author_initiative_id_person_id")
        ),
    )
    op.create_index(op.f("ix_initiative_author_person_id"), "initiative_author", ["person_id"])
    op.create_table(
        "registration",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("year_type", sa.String(), nullable=False),
        sa.Column("unit_id", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("sent_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("return_reason", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("import_batch_id", sa.Integer(), nullable=True),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "state IN ('not_sent', 'pending', 'returned', 'approved')", name=op.f("ck_registration_state")
        ),
        sa.ForeignKeyConstraint(
            ["import_batch_id"],
            ["import_batch.id"],
            name=op.f("fk_registration_import_batch_id_import_batch"),
        ),
        sa.ForeignKeyConstraint(["unit_id"], ["unit.id"], name=op.f("fk_registration_unit_id_unit")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration")),
    )
    op.create_index(op.f("ix_registration_import_batch_id"), "registration", ["import_batch_id"])
    op.create_index(op.f("ix_registration_unit_id"), "registration", ["unit_id"])
    op.create_index(
        op.f("ix_registration_year_year_type_unit_id"), "registration", ["year", "year_type", "unit_id"]
    )
    op.create_table(
        "registration_line",
        sa.Column("registration_id", sa.Integer(), nullable=False),
        sa.Column("subject_type", sa.String(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("collective_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("position", sa.String(), nullable=False),
        sa.Column("award_code", sa.String(), nullable=False),
        sa.Column("target", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("deleted_at", sa.String(), nullable=True),
        sa.CheckConstraint(
            "(person_id IS NOT NULL) + (collective_id IS NOT NULL) + (household_id IS NOT NULL) = 1",
            name=op.f("ck_registration_line_one_subject"),
        ),
        sa.ForeignKeyConstraint(
            ["collective_id"], ["unit.id"], name=op.f("fk_registration_line_collective_id_unit")
        ),
        sa.ForeignKeyConstraint(
            ["household_id"], ["household.id"], name=op.f("fk_registration_line_household_id_household")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_registration_line_person_id_person")
        ),
        sa.ForeignKeyConstraint(
            ["registration_id"],
            ["registration.id"],
            name=op.f("fk_registration_line_registration_id_registration"),
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_registration_line")),
    )
    op.create_index(op.f("ix_registration_line_collective_id"), "registration_line", ["collective_id"])
    op.create_index(op.f("ix_registration_line_household_id"), "registration_line", ["household_id"])
    op.create_index(op.f("ix_registration_line_person_id"), "registration_line", ["person_id"])
    op.create_index(op.f("ix_registration_line_registration_id"), "registration_line", ["registration_id"])
    op.create_table(
        "dossier_paper",
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("paper_code", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("attachment_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.CheckConstraint(
            "state IN ('missing', 'received', 'to_mend')", name=op.f("ck_dossier_paper_state")
        ),
        sa.ForeignKeyConstraint(
            ["attachment_id"], ["attachment.id"], name=op.f("fk_dossier_paper_attachment_id_attachment")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_dossier_paper_nomination_id_nomination")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dossier_paper")),
        sa.UniqueConstraint(
            "nomination_id", "paper_code", name=op.f("uq_dossier_paper_nomination_id_paper_code")
        ),
    )
    op.create_index(op.f("ix_dossier_paper_attachment_id"), "dossier_paper", ["attachment_id"])
    op.create_table(
        "initiative_use",
        sa.Column("initiative_id", sa.Integer(), nullable=False),
        sa.Column("nomination_id", sa.Integer(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("id", sa.Integer(), autoincrement=False, nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiative.id"], name=op.f("fk_initiative_use_initiative_id_initiative")
        ),
        sa.ForeignKeyConstraint(
            ["nomination_id"], ["nomination.id"], name=op.f("fk_initiative_use_nomination_id_nomination")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_initiative_use")),
        sa.UniqueConstraint(
            "initiative_id", "nomination_id", name=op.f("uq_initiative_use_initiative_id_nomination_id")
        ),
    )
    op.create_index(op.f("ix_initiative_use_nomination_id"), "initiative_use", ["nomination_id"])
