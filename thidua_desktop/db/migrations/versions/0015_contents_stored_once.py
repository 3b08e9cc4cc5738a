"""Findings and what a council saw are stored once by hash; nominations, sessions and the journal hold ids"""

from __future__ import annotations

import hashlib
import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "stored_content",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_stored_content")),
        sa.UniqueConstraint("sha256", name=op.f("uq_stored_content_sha256")),
    )
    contents = _Contents(op.get_bind())
    for table, column in (("nomination", "verdict_findings"), ("council_session", "snapshot")):
        for row_id in contents.ids(f"SELECT id FROM {table} WHERE {column} IS NOT NULL ORDER BY id"):
            value = contents.value(table, column, row_id)
            contents.write(table, column, row_id, contents.shrunk(column, value))
    for table, column in (("nomination", "verdict_findings"), ("council_session", "snapshot")):
        for part in ("before", "after"):
            query = (
                f"SELECT id FROM journal_change WHERE table_name = '{table}'"
                f" AND instr({part}, '\"{column}\"') > 0 ORDER BY id"
            )
            for row_id in contents.ids(query):
                values = contents.value("journal_change", part, row_id)
                if isinstance(values, dict) and column in values:
                    values[column] = contents.shrunk(column, values[column])
                    contents.write("journal_change", part, row_id, values)


class _Contents:
    """One value is in memory at a time: old files hold hundreds of megabytes of them."""

    def __init__(self, connection: Any) -> None:
        self._connection = connection
        self._known: dict[str, int] = {}

    def ids(self, query: str) -> list[int]:
        return [row[0] for row in self._connection.exec_driver_sql(query)]

    def value(self, table: str, column: str, row_id: int) -> Any:
        row = self._connection.exec_driver_sql(f"SELECT {column} FROM {table} WHERE id = ?", (row_id,)).one()
        return json.loads(row[0])

    def write(self, table: str, column: str, row_id: int, value: Any) -> None:
        self._connection.exec_driver_sql(
            f"UPDATE {table} SET {column} = ? WHERE id = ?", (_words(value), row_id)
        )

    def shrunk(self, column: str, value: Any) -> Any:
        """Ids instead of the findings; one id instead of what the council saw."""
        if column == "verdict_findings" and isinstance(value, list):
            return [self._stored(finding) for finding in value]
        if column == "snapshot" and isinstance(value, dict):
            seen = [self._candidate(one) for one in value.get("candidates", ())]
            return {"content": self._stored({**value, "candidates": seen})}
        return value

    def _candidate(self, seen: dict[str, Any]) -> dict[str, Any]:
        found = {**seen, "findings": [self._stored(finding) for finding in seen.get("findings") or ()]}
        if isinstance(seen.get("vote_rule"), dict):
            found["vote_rule"] = self._stored(seen["vote_rule"])
        return found

    def _stored(self, content: Any) -> int:
        words = _words(content)
        sha256 = hashlib.sha256(words.encode()).hexdigest()
        if sha256 not in self._known:
            made = self._connection.exec_driver_sql(
                "INSERT INTO stored_content (sha256, content) VALUES (?, ?) RETURNING id", (sha256, words)
            )
            self._known[sha256] = made.scalar_one()
        return self._known[sha256]


def _words(value: Any) -> str:
    words = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    try:
        words.encode()
    except UnicodeEncodeError:  # a lone surrogate of a damaged file name
        return json.dumps(value, separators=(",", ":"))
    return words
