"""What one action changed, told once to whoever shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final

ORGANISATION: Final = "organisation"
PEOPLE: Final = "people"
PLAN: Final = "plan"
TASKS: Final = "tasks"
SCORING: Final = "scoring"
IMPORTING: Final = "importing"
NOMINATIONS: Final = "nominations"
COUNCIL: Final = "council"
DECISIONS: Final = "decisions"
GRANTS: Final = "grants"
LAW: Final = "law"
PRINTING: Final = "printing"
REGISTRATIONS: Final = "registrations"
SETTINGS: Final = "settings"


@dataclass(frozen=True, slots=True)
class Changes:
    """Topics touched by one committed action, and the journal entry that can undo it (None: not undoable)."""

    topics: frozenset[str] = frozenset()
    journal_id: int | None = None
    ids: tuple[int, ...] = field(default=())

    def __bool__(self) -> bool:
        return bool(self.topics)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.topics))
