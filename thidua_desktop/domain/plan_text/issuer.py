"""The body that issues a paper: its letterhead, with the body above it, or as the text itself names it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from thidua_desktop.domain.plan_text.lines import Line, flat, sentence_at
from thidua_desktop.domain.plan_text.parts import Message, Source
from thidua_desktop.domain.plan_text.words import PlanWords, one_of
from thidua_desktop.domain.text import marked_key

_NAME: Final = re.compile(r"(?:\s+[^\WA-ZĐÀÁẢÃẠ\d]\w*){0,3}?(?:\s+[A-ZĐÀ-Ỹ](?<![à-ỹ])\w*){1,4}")
_LONGEST: Final = 130
_CITED: Final = re.compile(r"\b(?:cua|do|theo|boi|cung|voi|va)\s+$")


def letterhead_line(text: str, words: PlanWords) -> bool:
    """A line that names an issuing body: in capitals, or beginning with the word for a body."""
    bare = text.strip(" .:*-–_")
    if not bare or len(bare) > _LONGEST or not any(char.isalpha() for char in bare):
        return False
    if any(char.isdigit() for char in bare) and not _begins_body(bare, words):
        return False
    return bare.isupper() or (_begins_body(bare, words) and not bare.endswith((".", ";", ":")))


def read_letterhead(lines: Sequence[Line], words: PlanWords) -> tuple[Message, Message]:
    """The superior and the issuer. A line that begins with no word for a body goes on with the one above."""
    found: list[tuple[str, Source]] = []
    for line in lines:
        text = line.text.strip(" .:*-–_")
        if found and (not _begins_body(text, words) or _unfinished(found[-1][0])):
            found[-1] = (f"{found[-1][0]} {text}", found[-1][1])
        else:
            found.append((text, Source(line.number, line.text)))
    if not found:
        return Message(), Message()
    superior = (
        Message(" - ".join(text for text, _ in found[:-1]), found[0][1]) if len(found) > 1 else Message()
    )
    return superior, Message(*found[-1])


def short_body(name: str) -> str:
    """A body's name as a key: small letters, one place for the tone, people's committees shortened."""
    return marked_key(name).replace(marked_key("ủy ban nhân dân"), "ubnd")


def _begins_body(text: str, words: PlanWords) -> bool:
    plain = flat(text).lstrip("(")
    return bool(re.match(rf"{one_of(words.letter_bodies)}(?![a-z])", plain))


def _unfinished(text: str) -> bool:
    """``BAN CHẤP HÀNH``, ``VĂN PHÒNG HĐND VÀ``: the name goes on below."""
    return bool(
        re.search(
            r"\b(?:ban chap hanh|co so|va|cua|ban thuong vu|hoi dong thi dua|ban thuong truc)$|[-,]$",
            flat(text),
        )
    )


def as_in_text(issuer: Message, lines: Sequence[Line], words: PlanWords) -> Message:
    """The letterhead's capitals as the text writes the same name; as they stand when it does not."""
    for line in lines:
        for start, end in bodies(line.text, words):
            if flat(line.text[start:end]) == flat(issuer.value) and not line.text[start:end].isupper():
                return Message(line.text[start:end], issuer.source)
    return issuer


def issuer_in(lines: Sequence[Line], words: PlanWords) -> Message:
    """The body that issues it as the text itself names it, before a verb of issuing or after ``của``."""
    verbs = re.compile(rf"\s+{one_of(words.issuer_verbs)}")
    own = re.compile(r"\b(?:tren day la|kem theo|ban hanh kem theo)\b.*\bcua\s+$")
    after_own: Message | None = None
    for line in lines:
        for start, end in bodies(line.text, words):
            plain = flat(line.text)
            message = Message(line.text[start:end], Source(line.number, sentence_at(line.text, start)))
            if verbs.match(plain, end) and not _CITED.search(plain[:start]):
                return message
            if after_own is None and own.search(plain[:start]):
                after_own = message
    return after_own or Message()


def bodies(text: str, words: PlanWords) -> Iterator[tuple[int, int]]:
    """Where bodies with a name of their own stand: ``UBND`` with its level and place."""
    for match in re.finditer(rf"\b{one_of(words.issuers)}", flat(text)):
        name = _NAME.match(text, match.end())
        if not name or not text[match.start()].isupper():
            continue
        proper = next(place for place in range(match.end(), name.end()) if text[place].isupper())
        if not any(flat(text[proper:]).startswith(verb) for verb in words.issuer_verbs):
            yield match.start(), name.end()
