"""Words into the XML of a word-processing file: escaped, composed, without letters XML cannot carry."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final
from xml.sax.saxutils import escape, quoteattr

from thidua_desktop.domain.text import nfc

NAMESPACES: Final = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
DECLARATION: Final = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

_BREAKS: Final = re.compile("\r\n|[\r\v\f\u0085\u2028\u2029]")
_FORBIDDEN: Final = re.compile("[^\t\n\u0020-\u007e\u00a0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_PARTS: Final = re.compile("([\n\t])")
_MARKS: Final = {"\n": "<w:br/>", "\t": "<w:tab/>"}


def carried(text: str) -> str:
    """``text`` composed, every line break ``\\n``, without control letters and lone surrogates."""
    return nfc(_FORBIDDEN.sub("", _BREAKS.sub("\n", text)))


def escaped(text: str) -> str:
    """As content of an element."""
    return escape(carried(text))


def element(name: str, /, *children: str, **attributes: str | float) -> str:
    """``<w:name w:attribute="…">``; numbers are rounded, as the format counts in whole steps."""
    written = "".join(f" w:{key}={_quoted(value)}" for key, value in attributes.items())
    inner = "".join(children)
    return f"<w:{name}{written}>{inner}</w:{name}>" if inner else f"<w:{name}{written}/>"


def _quoted(value: str | float) -> str:
    return quoteattr(carried(value)) if isinstance(value, str) else f'"{round(value)}"'


def flags(switches: Mapping[str, bool]) -> str:
    """An empty element for every switch that is on."""
    return "".join(f"<w:{name}/>" for name, on in switches.items() if on)


def run(text: str, *, bold: bool = False, italic: bool = False, size: float | None = None) -> str:
    """A stretch of text; ``\\n`` is a line break inside the paragraph, no-break blanks stay.

    ``size`` in points, where it is not the style's.
    """
    pieces: Iterable[str] = (
        _MARKS.get(part) or f'<w:t xml:space="preserve">{escape(part)}</w:t>'
        for part in _PARTS.split(carried(text))
        if part
    )
    appearance = flags({"b": bold, "bCs": bold, "i": italic, "iCs": italic})
    if size is not None:
        appearance += element("sz", val=size * 2) + element("szCs", val=size * 2)
    inner = "".join(pieces)
    return f"<w:r>{f'<w:rPr>{appearance}</w:rPr>' if appearance else ''}{inner}</w:r>" if inner else ""
