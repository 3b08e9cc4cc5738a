"""A table pasted from another program: the web page or tabbed text it left on the clipboard, as a file."""

from __future__ import annotations

import re
from typing import Final

from thidua_desktop.workbooks.reading.text_files import looks_like_html

_FRAME: Final = re.compile(r"\A\s*Version:[\d.]+\s.*?(?=<)", re.DOTALL)
"""The head Windows puts before a page on the clipboard: offsets in bytes, of no use to a reader."""

_CONTROLS: Final = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")


def pasted_file(pasted: str) -> tuple[str, bytes]:
    """Ending of a file name (``.html`` or ``.txt``) and the bytes to read, in UTF-8."""
    text = _FRAME.sub("", _CONTROLS.sub("", pasted.lstrip("\ufeff")), count=1)
    data = text.encode("utf-8", errors="replace")
    if looks_like_html(data) and "</" in text:
        return ".html", data
    return ".txt", data
