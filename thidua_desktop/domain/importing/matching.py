"""Is this the same human being? Two people with one name stay two; one person is never made twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.text import marked_key

MOST_WEAK: Final = 3
"""So many of one name, of whom nothing else is known, are still worth a question."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A person who might be meant; a negative id is one that the same import is about to add."""

    id: int
    full_name: str
    born: PartialDate | None
    unit_id: int | None


def births_agree(one: PartialDate | None, other: PartialDate | None) -> bool | None:
    """True when one is the other or a coarser form of it, False when they differ, None if unknown."""
    if one is None or other is None:
        return None
    return one.value.startswith(other.value) or other.value.startswith(one.value)


def same_person(
    *, full_name: str, born: PartialDate | None, unit_id: int | None, among: Sequence[Candidate]
) -> int | None:
    """Id of the one candidate who is surely meant, or None: then a new person is made.

    Surely: the same name with its marks, and either the same full birth date, or the same unit with birth
    dates that do not contradict. Two candidates that fit equally well are no certainty.
    """
    named = [one for one in among if marked_key(one.full_name) == marked_key(full_name)]
    if born is not None and born.precision == "day":
        exact = [one for one in named if one.born == born]
        if exact:
            return _only([one for one in exact if one.unit_id == unit_id] or exact)
    here = [one for one in named if one.unit_id == unit_id and _may_be(one, born)]
    confirmed = [one for one in here if births_agree(one.born, born)]
    return _only(confirmed or here)


def suspects(
    *, full_name: str, born: PartialDate | None, unit_id: int | None, among: Sequence[Candidate]
) -> tuple[Candidate, ...]:
    """Those who may be meant where nobody surely is: to be shown side by side, the likeliest first.

    The same name with its marks, and birth dates that agree, or the same unit whatever the birth date: it may
    be mistyped. Of people elsewhere whose birth date is not known nothing but the name speaks: they are shown
    where nobody likelier is, and only while they are few (for ``Nguyễn Văn An`` half a district would be
    asked about). Another birth date and another unit are another person.
    """
    if same_person(full_name=full_name, born=born, unit_id=unit_id, among=among) is not None:
        return ()
    named = [one for one in among if marked_key(one.full_name) == marked_key(full_name)]
    here = [one for one in named if unit_id is not None and one.unit_id == unit_id]
    agreeing = [one for one in named if one not in here and births_agree(one.born, born)]
    if here or agreeing:
        return (*here, *agreeing)
    unknown = [one for one in named if births_agree(one.born, born) is None]
    return tuple(unknown) if len(unknown) <= MOST_WEAK else ()


def _may_be(one: Candidate, born: PartialDate | None) -> bool:
    """Nothing speaks against it.

    Inside one file a row with and a row without a birth date stay two people: the sender knew the one's.
    """
    agree = births_agree(one.born, born)
    if agree is None and one.id < 0:
        return one.born is None and born is None
    return agree is not False


def _only(fitting: Sequence[Candidate]) -> int | None:
    return fitting[0].id if len(fitting) == 1 else None
