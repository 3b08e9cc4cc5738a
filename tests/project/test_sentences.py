"""Every sentence the program speaks exists once, is spelled in one form, and is spoken somewhere."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from string import Formatter

from tests.project.source import ROOT, nothing, place, programs, read, spoken, tree

TEXTS = ROOT / "resources" / "texts"

DYNAMIC: dict[str, str] = {}
"""Key prefix -> why no code spells these keys: they are looked up by a value of the database or of a file."""


def test_every_sentence_is_in_composed_unicode() -> None:
    files = sorted(TEXTS.glob("*.toml"))
    assert files
    nothing([path.name for path in files if read(path) != unicodedata.normalize("NFC", read(path))])


def test_places_in_sentences_are_balanced_and_named() -> None:
    faults = []
    for key, sentence in sentences().items():
        try:
            names = places(sentence)
        except ValueError as error:
            faults.append(f"{key}: {error}")
            continue
        # A sentence without a place is never formatted: doubled braces would be seen doubled.
        doubled = not names and re.search(r"{{|}}", sentence)
        if doubled or not all(re.fullmatch(r"[a-z][a-z0-9_]*", name) for name in names):
            faults.append(f"{key}: {sentence}")
    nothing(faults)


def test_every_key_in_the_code_has_its_sentence() -> None:
    faults = []
    for use in uses():
        if not any(re.fullmatch(use.pattern, key) for key in sentences()):
            faults.append(f"{use.where} {use.shown}")
    nothing(faults)


def test_every_place_of_a_sentence_is_filled_where_it_is_spoken() -> None:
    faults = []
    for use in uses():
        if use.given is None or use.shown not in sentences():
            continue
        lacking = places(sentences()[use.shown]) - use.given
        if lacking:
            faults.append(f"{use.where} {use.shown}: {', '.join(sorted(lacking))}")
    nothing(faults)


def test_every_sentence_is_spoken_somewhere() -> None:
    patterns = {use.pattern for use in uses()}
    constants = {words for path in programs() for _, words in spoken(path)}
    silent = []
    for key in sentences():
        subject, _, rest = key.partition(".")
        code = f"{subject}.{rest.removeprefix('errors.')}" if rest.startswith("errors.") else key
        if key in constants or code in constants or key.startswith(tuple(DYNAMIC)):
            continue
        if not any(re.fullmatch(pattern, key) for pattern in patterns):
            silent.append(key)
    nothing(silent)


@dataclass(frozen=True, slots=True)
class Use:
    """One key as the code spells it; ``given`` are the places filled there, None when that cannot be seen."""

    where: str
    shown: str
    pattern: str
    given: frozenset[str] | None


@cache
def sentences() -> dict[str, str]:
    """Every sentence by its full key."""
    found: dict[str, str] = {}

    def collect(prefix: str, node: object) -> None:
        if isinstance(node, dict):
            for name, value in node.items():
                collect(f"{prefix}.{name}", value)
        else:
            assert isinstance(node, str), f"{prefix} is not a sentence"
            found[prefix] = node

    for path in TEXTS.glob("*.toml"):
        collect(path.stem, tomllib.loads(read(path)))
    return found


def places(sentence: str) -> frozenset[str]:
    return frozenset(name for _, name, _, _ in Formatter().parse(sentence) if name is not None)


@cache
def uses() -> tuple[Use, ...]:
    return tuple(_uses())


def _uses() -> Iterator[Use]:
    subjects = tuple(f"{path.stem}." for path in TEXTS.glob("*.toml"))
    for path in programs():
        if path.name == "texts.py":
            continue
        readers = _readers(tree(path))
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.JoinedStr):
                head = node.values[0] if node.values else None
                if isinstance(head, ast.Constant) and str(head.value).startswith(subjects):
                    # Wherever an f-string begins with a subject, it is a family of keys or of error codes.
                    shape = _shape(node)
                    yield Use(place(path, node), ast.unparse(node), f"{shape}|{_as_error(shape)}", None)
            if not isinstance(node, ast.Call) or not node.args:
                continue
            first, name = node.args[0], ast.unparse(node.func)
            if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
                continue
            given = None
            if all(keyword.arg for keyword in node.keywords):
                given = frozenset(str(keyword.arg) for keyword in node.keywords)
            if name in readers:
                yield Use(place(path, node), first.value, re.escape(first.value), given)
            elif name.rpartition(".")[2] == "OfficeError":
                key = first.value.replace(".", ".errors.", 1)
                yield Use(place(path, node), key, re.escape(key), given)


def _readers(module: ast.Module) -> set[str]:
    """Names under which this file calls ``text`` of the program's texts."""
    names: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.ImportFrom) and node.module == "thidua_desktop.texts":
            names |= {alias.asname or alias.name for alias in node.names if alias.name == "text"}
        if isinstance(node, ast.ImportFrom) and node.module == "thidua_desktop":
            names |= {f"{alias.asname or alias.name}.text" for alias in node.names if alias.name == "texts"}
    return names


def _shape(node: ast.JoinedStr) -> str:
    parts = [re.escape(str(part.value)) if isinstance(part, ast.Constant) else ".+" for part in node.values]
    return "".join(parts)


def _as_error(shape: str) -> str:
    subject, _, rest = shape.partition(r"\.")
    return rf"{subject}\.errors\.{rest}"
