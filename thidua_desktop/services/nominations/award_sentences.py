"""Awards in a sentence, and the order in which kinds of subject are listed."""

from __future__ import annotations

from collections.abc import Iterable

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.documents.wording import wording

SUBJECT_ORDER = ("collective", "person", "household")


def award_in_sentence(codes: Iterable[str], *, on_title: str, capital: bool = False) -> str:
    """The award as said inside a sentence; several awards by their common kind."""
    distinct = sorted(set(codes))
    kinds = {award_by_code(code).kind for code in distinct}
    words = wording("award")
    if len(distinct) == 1:
        message = words.fill(f"award.one_{next(iter(kinds))}", name=on_title)
    elif len(kinds) == 1:
        message = words.fill(f"award.{next(iter(kinds))}s")
    else:
        message = words.fill("award.mixed")
    return message[:1].upper() + message[1:] if capital else message
