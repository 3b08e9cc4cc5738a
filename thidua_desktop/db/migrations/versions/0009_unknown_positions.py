"""Whether somebody leads may be unknown"""

from __future__ import annotations

from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # "No" was only what a row got when nobody had answered, so it becomes "not known".
    op.execute("ALTER TABLE membership ADD COLUMN leads BOOLEAN")
    op.execute("UPDATE membership SET leads = 1 WHERE is_leader = 1")
    op.execute("ALTER TABLE membership DROP COLUMN is_leader")
    op.execute("ALTER TABLE membership RENAME COLUMN leads TO is_leader")
