"""Every sentence the officer reads: ``resources/texts/*.toml``, one file a subject, and nowhere else.

``text("nominations.title")`` reads key ``title`` of ``nominations.toml``; nested tables are further dots.
"""

from __future__ import annotations

import tomllib
from functools import cache
from string import Formatter

from thidua_desktop.config import resource
from thidua_desktop.domain.errors import OfficeError


def text(key: str, /, **params: object) -> str:
    """The sentence of ``key`` with its places filled. KeyError when there is no such sentence."""
    sentence = lookup(key)
    if sentence is None:
        raise KeyError(key)
    return sentence.format(**params) if params else sentence


def lookup(key: str) -> str | None:
    """The raw sentence of ``key`` or None."""
    subject, _, rest = key.partition(".")
    node: object = _subject(subject)
    for part in rest.split("."):
        if not isinstance(node, dict) or part not in node:
            return None
        node = node[part]
    return node if isinstance(node, str) else None


def error_sentence(error: OfficeError) -> str:
    """The one function that turns a known refusal into a Vietnamese sentence."""
    sentence = lookup(f"errors.{error.code}")
    if sentence is None:
        return text("errors.unknown_code", code=error.code)
    known = {name for _, name, _, _ in Formatter().parse(sentence) if name}
    return sentence.format(**{name: error.params.get(name, "…") for name in known})


@cache
def _subject(name: str) -> dict[str, object]:
    path = resource("texts", f"{name}.toml")
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))
