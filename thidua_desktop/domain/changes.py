"""What one action changed, reported once to whoever shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final


class Topic(StrEnum):
    """What pages listen to: each table belongs to one."""

    ORGANISATION = "organisation"
    PEOPLE = "people"
    PLAN = "plan"
    TASKS = "tasks"
    SCORING = "scoring"
    IMPORTING = "importing"
    NOMINATIONS = "nominations"
    COUNCIL = "council"
    DECISIONS = "decisions"
    GRANTS = "grants"
    LAW = "law"
    PRINTING = "printing"
    REGISTRATIONS = "registrations"
    SETTINGS = "settings"


ORGANISATION: Final = Topic.ORGANISATION
PEOPLE: Final = Topic.PEOPLE
PLAN: Final = Topic.PLAN
TASKS: Final = Topic.TASKS
SCORING: Final = Topic.SCORING
IMPORTING: Final = Topic.IMPORTING
NOMINATIONS: Final = Topic.NOMINATIONS
COUNCIL: Final = Topic.COUNCIL
DECISIONS: Final = Topic.DECISIONS
GRANTS: Final = Topic.GRANTS
LAW: Final = Topic.LAW
PRINTING: Final = Topic.PRINTING
REGISTRATIONS: Final = Topic.REGISTRATIONS
SETTINGS: Final = Topic.SETTINGS
EVERY_TOPIC: Final = frozenset(Topic)


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
