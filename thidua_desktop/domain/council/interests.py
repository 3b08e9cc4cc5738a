"""Conflict of interest: which members of a council are close to a candidate."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from thidua_desktop.domain.awards.awards import SubjectType
from thidua_desktop.domain.council.voting import LeftOut


@dataclass(frozen=True, slots=True)
class Ties:
    """Units and persons somebody is close to, by their ids; the own unit and oneself among them."""

    units: frozenset[int] = frozenset()
    persons: frozenset[int] = frozenset()

    def close_to(self, subject_type: SubjectType, subject_id: int, *, unit_id: int | None) -> bool:
        """Whether a candidate is one of the persons, one of the units, or proposed by one of the units."""
        if subject_type == "person" and subject_id in self.persons:
            return True
        if subject_type == "collective" and subject_id in self.units:
            return True
        return unit_id in self.units


@dataclass(frozen=True, slots=True)
class Voter:
    """One member with a vote: whether in the meeting, asked in writing or away, and the ties."""

    name: str
    attended: str
    ties: Ties


def close_voters(
    voters: Iterable[Voter], subject_type: SubjectType, subject_id: int, *, unit_id: int | None
) -> tuple[Voter, ...]:
    """The voters close to one candidate."""
    return tuple(v for v in voters if v.ties.close_to(subject_type, subject_id, unit_id=unit_id))


def left_out(close: Iterable[Voter]) -> LeftOut:
    """These voters as taken out of the base."""
    close = tuple(close)
    return LeftOut(len(close), sum(voter.attended == "present" for voter in close))
