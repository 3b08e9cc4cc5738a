"""Every sentence the program speaks exists once, is spelled in one form, and is spoken somewhere."""

from __future__ import annotations

import ast
import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
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
        # A computed string may also name a whole table, to be followed by a dot and a key.
        requested = re.compile(rf"(?:{use.pattern})" + (r"(?:\..+)?" if use.given is None else ""))
        if not any(requested.fullmatch(key) for key in sentences()):
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
    # Compiled once: there are more of them than the cache of ``re`` holds.
    patterns = [re.compile(pattern) for pattern in {use.pattern for use in uses()}]
    constants = {words for path in programs() for _, words in spoken(path)}
    silent = []
    for key in sentences():
        subject, _, rest = key.partition(".")
        code = f"{subject}.{rest.removeprefix('errors.')}" if rest.startswith("errors.") else key
        if key in constants or code in constants or key.startswith(tuple(DYNAMIC)):
            continue
        if not any(pattern.fullmatch(key) for pattern in patterns):
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
    for path in programs():
        if path.name != "texts.py":
            yield from _families(path)
            yield from _calls(path)


def _families(path: Path) -> Iterator[Use]:
    """Computed strings that begin with a subject: each is a family of keys or of error codes."""
    subject = re.compile("(?:" + "|".join(text.stem for text in TEXTS.glob("*.toml")) + r")\\\.")
    names = _names(tree(path))
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.JoinedStr | ast.BinOp):
            shape = _shape(node, names)
            if subject.match(shape):
                head, _, rest = shape.partition(r"\.")
                yield Use(place(path, node), ast.unparse(node), rf"{shape}|{head}\.errors\.{rest}", None)


def _calls(path: Path) -> Iterator[Use]:
    """Keys and error codes spelled out where they are used."""
    readers = _readers(tree(path))
    for node in ast.walk(tree(path)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        first, name = node.args[0], ast.unparse(node.func)
        if not isinstance(first, ast.Constant) or not isinstance(first.value, str):
            continue
        given = None
        if all(keyword.arg for keyword in node.keywords):
            given = frozenset(str(keyword.arg) for keyword in node.keywords)
        key = first.value
        if name.rpartition(".")[2] == "OfficeError":
            key = key.replace(".", ".errors.", 1)
        elif name not in readers:
            continue
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


def _names(module: ast.Module) -> dict[str, ast.expr]:
    """Names that stand for one string in this file."""
    found: dict[str, list[ast.expr]] = {}
    for node in ast.walk(module):
        if isinstance(node, ast.Assign) and len(node.targets) == 1:
            found.setdefault(ast.unparse(node.targets[0]), []).append(node.value)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            found.setdefault(ast.unparse(node.target), []).append(node.value)
    return {name: values[0] for name, values in found.items() if len(values) == 1}


def _shape(node: ast.expr, names: dict[str, ast.expr], *, depth: int = 4) -> str:
    """A regular expression of what a computed string can be."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return re.escape(node.value)
    if isinstance(node, ast.FormattedValue):
        return _shape(node.value, names, depth=depth)
    if isinstance(node, ast.JoinedStr):
        return "".join(_shape(part, names, depth=depth) for part in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return _shape(node.left, names, depth=depth) + _shape(node.right, names, depth=depth)
    if isinstance(node, ast.Name) and node.id in names and depth:
        return _shape(names[node.id], names, depth=depth - 1)
    return ".+"
