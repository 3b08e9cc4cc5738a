"""Makes small Word documents as an office would: lines, tables, merged cells."""

from __future__ import annotations

import zipfile
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def line(text: str) -> str:
    return f"<w:p><w:r><w:t>{escape(text)}</w:t></w:r></w:p>"


def cell(text: object, *, span: int = 1, merge: str = "") -> str:
    """``merge``: ``restart`` opens a cell merged downwards, ``continue`` is its lower part."""
    properties = f'<w:gridSpan w:val="{span}"/>' if span > 1 else ""
    if merge:
        properties += '<w:vMerge w:val="restart"/>' if merge == "restart" else "<w:vMerge/>"
    pieces = str(text).split("\n")
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(line(piece) for piece in pieces)}</w:tc>"


def row(*cells: object) -> str:
    inner = (one if str(one).startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr>{''.join(map(str, inner))}</w:tr>"


def table(rows: Sequence[Sequence[object]]) -> str:
    return f"<w:tbl>{''.join(row(*cells) for cells in rows)}</w:tbl>"


def write_docx(path: Path, *blocks: str, head: str = "") -> Path:
    body = f'<w:document xmlns:w="{NAMESPACE}"><w:body>{"".join(blocks)}</w:body></w:document>'
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", f'<?xml version="1.0" encoding="UTF-8"?>{head}{body}')
    return path
