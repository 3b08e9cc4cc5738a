"""The code speaks the field's standard terms, and the glossary names what exists."""

from __future__ import annotations

import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

from tests.project.source import ROOT, nothing, place, programs, read

PRIVATE = frozenset({"she", "her", "hers", "door", "lane", "desk", "told", "kept", "mend", "mended", "deeds"})
ALLOWED = {
    "kept_id": "a column of the table of merges",
    "kept_name": "a column of the table of merges",
}
"""Identifiers that are stored in every data file."""


def test_no_private_word_stands_in_the_code() -> None:
    nothing(f"{where} {word}" for path in programs() for where, word in _private(path))


def test_every_identifier_of_the_glossary_exists() -> None:
    named = {
        name
        for row in read(ROOT / "docs" / "glossary.md").splitlines()
        for name in re.findall(r"`([A-Za-z ]+)`", row.split("|")[-2] if row.count("|") == 3 else row)
        if name.isidentifier()
    }
    words = {word for path in programs() for word in re.findall(r"[A-Za-z]+", read(path))}
    words |= {part for word in set(words) for part in re.findall(r"[A-Z]?[a-z]+", word)}
    nothing(named - set(words) - {word.lower() for word in words})


def _private(path: Path) -> Iterator[tuple[str, str]]:
    tokens = list(tokenize.generate_tokens(io.StringIO(read(path)).readline))
    for before, token in zip([tokens[0], *tokens], tokens, strict=False):
        is_name = token.type == tokenize.NAME and token.string not in ALLOWED
        documents = before.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.NL, tokenize.COMMENT)
        is_prose = token.type == tokenize.COMMENT or (
            token.type == tokenize.STRING and token.string.startswith('"""') and documents
        )
        if is_name or is_prose:
            text = re.sub(r"``[^`]*``", "", token.string)
            for word in re.findall(r"[A-Z]?[a-z]+", text):
                if word.lower() in PRIVATE:
                    yield place(path, token.start[0]), token.string if is_name else word
