"""Small parts of a workbook's package, changed where they must change and left byte for byte elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final
from xml.parsers import expat
from xml.sax.saxutils import escape

_TAG: Final = re.compile(rb"<(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_DECLARED: Final = re.compile(r"""(<\?xml[^>]*encoding=)["'][^"']*["']""")
_CONTROLS: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
Edit = tuple[int, int, bytes]
"""From this byte up to that one stands this instead."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element by its place in the bytes: ``start``, the end of its opening tag, its end.

    ``inner_end`` is where its closing tag begins; for ``<a/>`` it is ``open_end``.
    """

    tag: str
    depth: int
    attributes: dict[str, str]
    start: int
    open_end: int
    inner_end: int
    end: int

    @property
    def empty(self) -> bool:
        """Written as ``<a/>``: there is no room inside."""
        return self.end == self.open_end


def plain(xml: bytes) -> bytes:
    """The part in UTF-8, whatever it was written in."""
    if xml[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _DECLARED.sub(r'\1"UTF-8"', xml.decode("utf-16")).encode()
    return xml.removeprefix(b"\xef\xbb\xbf")


def elements(xml: bytes) -> list[Element]:
    """Every element in order of its beginning, tags without prefix. ValueError when it is not well formed."""
    found: list[Element | None] = []
    open_: list[tuple[int, str, dict[str, str], int, int]] = []
    parser = expat.ParserCreate()

    def start(tag: str, attributes: dict[str, str]) -> None:
        place = parser.CurrentByteIndex
        opening = _TAG.match(xml, place)
        if opening is None:
            raise ValueError(tag)
        open_.append((len(found), tag.rpartition(":")[2], attributes, place, opening.end()))
        found.append(None)

    def end(_tag: str) -> None:
        number, tag, attributes, place, open_end = open_.pop()
        inner_end = end = open_end
        if not xml.endswith(b"/>", place, open_end):
            inner_end = parser.CurrentByteIndex
            end = xml.index(b">", inner_end) + 1
        found[number] = Element(tag, len(open_), attributes, place, open_end, inner_end, end)

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    try:
        parser.Parse(xml, True)
    except (expat.ExpatError, LookupError) as error:  # the latter: an encoding nobody knows
        raise ValueError(str(error)) from error
    return [one for one in found if one is not None]


def prefix_of(xml: bytes) -> bytes:
    """``b"x:"`` when the part writes its own elements with a prefix, else nothing."""
    root = re.search(rb"<(?![?!])(?:([\w.-]+:))?[\w.-]+", xml)
    return (root[1] or b"") if root else b""


def spliced(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with every edit made; edits do not overlap."""
    parts: list[bytes] = []
    done = 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        parts += [xml[done:start], new]
        done = end
    return b"".join([*parts, xml[done:]])


def appended(xml: bytes, element: Element, new: bytes) -> Edit:
    """The edit that puts ``new`` at the end of an element, also of an empty one."""
    if not element.empty:
        return element.inner_end, element.inner_end, new
    opening = xml[element.start : element.end]
    name = re.match(rb"<([\w.:-]+)", opening)
    assert name is not None, "an element has a name"
    return element.start, element.end, opening[:-2].rstrip() + b">" + new + b"</" + name[1] + b">"


def with_attribute(tag: bytes, name: str, value: str) -> bytes:
    """An opening tag with one attribute set again or added."""
    new = f'{name}="{quoted(value)}"'.encode()
    known = re.compile(rb"(?<=\s)" + re.escape(name.encode()) + rb"\s*=\s*(?:\"[^\"]*\"|'[^']*')")
    if known.search(tag):
        return known.sub(lambda _: new, tag, count=1)
    cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:cut].rstrip() + b" " + new + tag[cut:]


def words(value: str) -> str:
    """Text as it stands between tags."""
    return escape(_CONTROLS.sub("", value))


def quoted(value: str) -> str:
    """Text as it stands in an attribute."""
    return escape(_CONTROLS.sub("", value), {'"': "&quot;", "\n": "&#10;"})
