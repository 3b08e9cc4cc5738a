"""The "Căn cứ" of a decision: acts by its day and awards, without those left out, and lines of the office."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

from thidua_desktop.catalogue import legal_basis
from thidua_desktop.db.tables.decisions import Decision
from thidua_desktop.documents.wording import wording
from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.eligibility.rules import LegalAct
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.text import clean
from thidua_desktop.queries.decisions import decisions as query
from thidua_desktop.services.office.context import AppContext

_MARKS: Final = "-+•* "


@dataclass(frozen=True, slots=True)
class Bases:
    """``without``: codes of acts left out; ``own``: lines of the office (the province's regulation)."""

    without: frozenset[str] = frozenset()
    own: tuple[str, ...] = ()

    def to_json(self) -> dict[str, list[str]] | None:
        """As stored with the decision; None when nothing differs from the law."""
        if not self.without and not self.own:
            return None
        return {"without": sorted(self.without), "own": list(self.own)}

    @classmethod
    def from_json(cls, stored: Mapping[str, Any] | None) -> Bases:
        """As it was stored."""
        if not stored:
            return cls()
        return cls(frozenset(stored.get("without", ())), tuple(stored.get("own", ())))


NO_CHANGE: Final = Bases()


@dataclass(frozen=True, slots=True)
class BasesOffered:
    """What may be chosen for a draft: the acts its day and awards call for, and what is chosen now."""

    acts: tuple[LegalAct, ...]
    chosen: Bases


def basis_lines(on: dt.date, awards: Iterable[str], bases: Bases = NO_CHANGE) -> tuple[str, ...]:
    """The lines as printed, acts first in their legal order, then the lines of the office."""
    words = wording("award")
    cited = [act.citation for act in legal_basis(on, awards) if act.code not in bases.without]
    return tuple(words.fill("decision.basis", act=one) for one in (*cited, *bases.own))


def offered(app: AppContext, found: query.DecisionRow, *, on: dt.date, awards: Iterable[str]) -> BasesOffered:
    """What the officer chooses from."""
    return BasesOffered(legal_basis(on, awards), Bases.from_json(found.bases))


def set_bases(app: AppContext, decision_id: int, *, without: Iterable[str], own: str) -> Changes:
    """Keeps the choice for a draft. ``own``: one basis a line, with or without "Căn cứ" before it.

    OfficeError ``decisions.already_signed``.
    """
    chosen = Bases(frozenset(without), read_own(own))
    with app.database.writing("choose_bases") as uow:
        found = query.decision(uow.connection, decision_id)
        if found.state == "signed":
            raise OfficeError("decisions.already_signed", number=found.number)
        uow.update(Decision, decision_id, bases=chosen.to_json())
    return uow.changes


def read_own(typed: str) -> tuple[str, ...]:
    """Lines typed by the officer, without "Căn cứ" and the sign at their end; none twice."""
    opening = wording("award").fill("decision.basis", act="|").partition("|")[0].strip().casefold()
    lines = (clean(line).lstrip(_MARKS).rstrip(" ;.,") for line in typed.splitlines())
    bare = (line[len(opening) :].strip() if line.casefold().startswith(opening) else line for line in lines)
    return tuple(dict.fromkeys(line for line in bare if line))


def usual(app: AppContext) -> Bases:
    """What a new draft starts with: the office's own lines of its latest decision."""
    return Bases(own=Bases.from_json(app.read(query.latest_bases)).own)
