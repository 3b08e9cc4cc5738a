"""The legal bases an officer adds to a decision or leaves out of it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("decision", sa.Column("bases", sa.JSON(), nullable=True))
