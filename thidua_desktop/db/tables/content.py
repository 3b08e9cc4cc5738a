"""What many rows share: each content is stored once, by the hash of its words."""

from __future__ import annotations

from typing import Any

from sqlalchemy import JSON
from sqlalchemy.orm import Mapped, mapped_column

from thidua_desktop.db.engine.base import Base


class StoredContent(Base):
    """A finding of an eligibility card, or what a council saw. Never changed, never journaled: rows and
    journal entries hold its id."""

    __tablename__ = "stored_content"
    topic = "nominations"

    id: Mapped[int] = mapped_column(primary_key=True)
    sha256: Mapped[str] = mapped_column(unique=True)
    content: Mapped[Any] = mapped_column(JSON)
