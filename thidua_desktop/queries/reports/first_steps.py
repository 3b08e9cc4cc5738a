"""What a new office has still to enter before its first year of work."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from sqlalchemy import select
from sqlalchemy.engine import Connection

from thidua_desktop.db.tables.organisation import Bloc, Unit
from thidua_desktop.db.tables.plan import Plan
from thidua_desktop.db.tables.settings import Signer

_STEPS: Final = (("signers", Signer), ("units", Unit), ("plan", Plan), ("blocs", Bloc))


@dataclass(frozen=True, slots=True)
class FirstStep:
    """``key``: signers, units, plan or blocs; ``done``: at least one was entered, in any year."""

    key: str
    done: bool


def first_steps(connection: Connection) -> tuple[FirstStep, ...]:
    """The steps in the order of the work."""
    return tuple(
        FirstStep(
            key,
            connection.execute(select(model.id).where(model.deleted_at.is_(None)).limit(1)).first()
            is not None,
        )
        for key, model in _STEPS
    )
