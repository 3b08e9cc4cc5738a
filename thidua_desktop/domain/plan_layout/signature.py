"""Who signs: for whom, the office held, rank or degree, and the name."""

from __future__ import annotations

import re
from typing import Final

from thidua_desktop.domain.plan_text.lines import flat, lettered, tidy
from thidua_desktop.domain.plan_text.words import PlanWords, one_of

_PERSON: Final = re.compile(lettered(r"(?:[\p{Lu}][\w'’ʼ]*\s+){1,5}[\p{Lu}][\w'’ʼ]*"))
_LONGEST_NAME: Final = 40
_LONGEST_LINE: Final = 90


def signs(text: str, words: PlanWords) -> bool:
    """A line of a signature block: for whom, or which office the signer holds, in capitals."""
    bare = tidy(text)
    plain = flat(bare)
    if not bare.isupper() or len(bare) > _LONGEST_LINE:
        return False
    return any(plain.startswith(prefix) for prefix in words.prefixes) or is_position(bare, words)


def is_position(text: str, words: PlanWords) -> bool:
    """The words are an office held: ``CHỦ TỊCH``, ``TRƯỞNG CÔNG AN XÃ``, ``TRẠM TRƯỞNG``."""
    plain = flat(text).strip(" .:")
    return any(
        plain == place or plain.startswith((f"{place} ", f"{place},")) for place in words.positions
    ) or (text.upper().rstrip(" .:").endswith(" TRƯỞNG") and len(plain.split()) <= 6)


def person_of(text: str, words: PlanWords) -> tuple[str, str] | None:
    """Rank or degree and name of a line that holds a person's name and nothing else."""
    bare = text.strip(" .,;")
    rank = re.match(rf"(?:{one_of(words.ranks)}(?:\s*[.,:]\s*|\s+))+", flat(bare))
    name = bare[rank.end() :] if rank else bare
    if len(name) > _LONGEST_NAME or not _PERSON.fullmatch(name):
        return None
    return (bare[: rank.end()].strip(" ,:") if rank else "", name)
