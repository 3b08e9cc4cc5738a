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
    """The one function that turns a known refusal into a Vietnamese sentence.

    Code ``importing.file_corrupt`` is key ``file_corrupt`` of table ``[errors]`` in ``importing.toml``.
    """
    subject, _, name = error.code.partition(".")
    sentence = lookup(f"{subject}.errors.{name}")
    if sentence is None:
        return text("common.errors.unknown_code", code=error.code)
    places = {place for _, place, _, _ in Formatter().parse(sentence) if place}
    return sentence.format(**{place: error.params.get(place, "…") for place in places})


@cache
def _subject(name: str) -> dict[str, object]:
    path = resource("texts", f"{name}.toml")
    if not path.is_file():
        return {}
    return tomllib.loads(path.read_text(encoding="utf-8"))
