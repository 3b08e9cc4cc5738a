"""Plans as files: .docx, .txt and text PDFs into paragraphs and tables, in order.

Nothing is followed, fetched or run.

Numbers Word makes by itself (I., 1.1., a), dashes) are written out, since the text alone does not hold them.
"""

from __future__ import annotations

import re
import zipfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from xml.etree.ElementTree import Element, ParseError

from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.importing.legacy_text import Encoding, decode
from thidua_desktop.domain.plan_text.lines import Block, Line, TextTable
from thidua_desktop.given_files import require_readable
from thidua_desktop.workbooks.planning.pdf import pdf_text
from thidua_desktop.workbooks.reading.password import OLE
from thidua_desktop.workbooks.reading.text_files import decode_text, looks_like_html, looks_like_text
from thidua_desktop.workbooks.reading.zip_parts import UnsafeFile, judge

_DOCUMENT: Final = "word/document.xml"
_NUMBERING: Final = "word/numbering.xml"
_MAX_TEXT: Final = 3_000_000
_MAX_FILE: Final = 100_000_000
_MAX_PART: Final = 150_000_000
_MAX_STRANGE: Final = 0.02
_MAX_CELLS: Final = 200_000
_SKIPPED: Final = {"del", "moveFrom", "instrText", "delText", "txbxContent", "Fallback", "pict"}
_BREAKS: Final = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}
_PARAGRAPH_TAG: Final = re.compile(r"<\s*(?:br|/p|/li|/div|/tr)\b[^>]*>", re.IGNORECASE)
_TAG: Final = re.compile(r"<\s*/?\s*(?:p|ul|ol|li|br|div|b|i|u|strong|em|span|font)\b[^>]*>", re.IGNORECASE)


def read_document(path: Path) -> tuple[Block, ...]:
    """Blocks of the file in order. OfficeError ``plan_reading.…`` with ``file`` and the reason."""
    name = path.name
    require_readable(path)
    try:
        if path.stat().st_size > _MAX_FILE:
            raise OfficeError("plan_reading.too_large", file=name)
        data = path.read_bytes()
    except OSError as error:
        raise OfficeError("plan_reading.unreadable", file=name) from error
    if data.startswith(b"PK"):
        return _read_docx(path)
    if not data.strip(b"\x00 \r\n\t\xef\xbb\xbf"):
        raise OfficeError("plan_reading.empty", file=name)
    if data.startswith((OLE, b"{\\rtf")):
        raise OfficeError("plan_reading.old_word", file=name)
    if data.startswith(b"%PDF"):
        if (drawn := pdf_text(data)) is None:
            raise OfficeError("plan_reading.pdf", file=name)
        return blocks_of_text(drawn)
    if not looks_like_text(data[:4096]) or looks_like_html(data[:4096]):
        raise OfficeError("plan_reading.not_text", file=name)
    if len(data) > _MAX_TEXT:
        raise OfficeError("plan_reading.too_large", file=name)
    text, guessed = decode_text(data)
    strange = sum(char == "\ufffd" or (char < " " and char not in "\t\n\r\f\v") for char in text[:4096])
    if strange > len(text[:4096]) * _MAX_STRANGE:
        raise OfficeError("plan_reading.not_text", file=name)
    encoding: Encoding | None = "tcvn3" if guessed == "tcvn3" else "vni" if guessed == "vni" else None
    if encoding:
        text = decode(text, encoding)
    return blocks_of_text(text)


def blocks_of_text(text: str) -> tuple[Block, ...]:
    """Pasted or typed text: lines with tabs or bars between three cells and more are rows of a table."""
    found: list[Block] = []
    rows: list[tuple[str, ...]] = []
    first = 0
    gap = False
    for number, raw in enumerate(text.lstrip("\ufeff").replace("\r\n", "\n").split("\n"), start=1):
        cells = _cells(raw)
        if cells is not None:
            first = first or number
            rows.append(cells)
            continue
        if not raw.strip():
            gap = True
            continue
        if rows:
            found.append(TextTable(first, tuple(rows)))
            rows, first = [], 0
        found.extend(Line(number, part, gap) for part in _bare(raw).split("\n") if part.strip())
        gap = False
    if rows:
        found.append(TextTable(first, tuple(rows)))
    return tuple(found)


def _cells(raw: str) -> tuple[str, ...] | None:
    """Cells of a table's line, None for a plain one; the line under a heading of bars is no row."""
    if raw.count("\t") >= 2 and re.fullmatch(r"[\s:\-–_]+", raw):
        return ("",)
    if raw.count("\t") >= 2:
        return tuple(_bare(cell).strip() for cell in raw.split("\t"))
    bars = raw.strip()
    if bars.startswith("|") and bars.count("|") >= 3 and bars.endswith("|"):
        if re.fullmatch(r"[|\s:\-]+", bars):
            return ("",)
        return tuple(_bare(cell).strip() for cell in bars.strip("|").split("|"))
    return None


def _bare(text: str) -> str:
    """Without the tags some programs leave in copied cells."""
    return _TAG.sub("", _PARAGRAPH_TAG.sub("\n", text)) if "<" in text else text


def _read_docx(path: Path) -> tuple[Block, ...]:
    try:
        with zipfile.ZipFile(path) as archive:
            judge(archive)
            if _DOCUMENT not in archive.namelist() and "content.xml" in archive.namelist():
                raise OfficeError("plan_reading.open_document", file=path.name)
            if _DOCUMENT not in archive.namelist():
                raise OfficeError("plan_reading.not_word", file=path.name)
            root = _root(archive, _DOCUMENT)
            numbers = _Numbers(_root(archive, _NUMBERING) if _NUMBERING in archive.namelist() else None)
            blocks = tuple(_blocks(root, numbers))
    except UnsafeFile:
        raise OfficeError("plan_reading.unsafe", file=path.name) from None
    except (zipfile.BadZipFile, ParseError, ValueError, EOFError, NotImplementedError, RuntimeError, OSError):
        raise OfficeError("plan_reading.corrupt", file=path.name) from None
    except Exception as error:
        if type(error).__name__ != "error":  # zlib.error names itself so
            raise
        raise OfficeError("plan_reading.corrupt", file=path.name) from None
    if not blocks:
        raise OfficeError("plan_reading.empty", file=path.name)
    return blocks


def _root(archive: zipfile.ZipFile, part: str) -> Element:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import parse

    if archive.getinfo(part).file_size > _MAX_PART:
        raise UnsafeFile("FILE_UNSAFE_BOMB")
    try:
        with archive.open(part) as stream:
            root = parse(stream).getroot()
    except DefusedXmlException as verdict:
        raise UnsafeFile("FILE_UNSAFE_XXE") from verdict
    if root is None:
        raise ValueError(part)
    return root


def _blocks(root: Element, numbers: _Numbers) -> Iterator[Block]:
    count = 0
    empty = True
    waiting = list(reversed(root))
    while waiting:
        node = waiting.pop()
        tag = _name(node)
        if tag == "p":
            for text in _paragraph(node, numbers).split("\n"):
                count += 1
                if text.strip():
                    yield Line(count, text, gap=empty)
                empty = not text.strip()
            waiting.extend(reversed([paragraph for box in _boxes(node) for paragraph in box]))
        elif tag == "tbl":
            rows = tuple(_rows(node, numbers))
            empty = True
            if rows:
                yield TextTable(count + 1, rows)
            count += max(len(rows), 1)
        elif tag not in _SKIPPED:
            waiting.extend(reversed(node))


def _boxes(paragraph: Element) -> Iterator[Element]:
    """Contents of text boxes drawn at a paragraph; the second copy stored for old programs is not read."""
    waiting = [paragraph]
    while waiting:
        node = waiting.pop()
        if _name(node) == "txbxContent":
            yield node
        elif _name(node) not in {"del", "moveFrom", "Fallback"}:
            waiting.extend(reversed(node))


def _rows(table: Element, numbers: _Numbers) -> Iterator[tuple[str, ...]]:
    """Rows of a table; a cell merged downwards is reported again in each row it covers."""
    above: dict[int, str] = {}
    cells = 0
    for row in _inside(table, "tr"):
        values: list[str] = []
        for cell in _inside(row, "tc"):
            properties = _child(cell, "tcPr")
            merge = _child(properties, "vMerge") if properties is not None else None
            span = _child(properties, "gridSpan") if properties is not None else None
            texts = [_paragraph(p, numbers) for p in cell.iter() if _name(p) == "p"]
            value = "\n".join(text for text in texts if text.strip())
            if merge is not None and _value(merge) != "restart":
                value = value or above.get(len(values), "")
            above[len(values)] = value
            wide = _value(span) if span is not None else ""
            values.extend([value, *[""] * ((min(int(wide), 60) if wide.isdigit() else 1) - 1)])
        cells += len(values)
        if cells > _MAX_CELLS:
            raise UnsafeFile("FILE_UNSAFE_BOMB")
        if any(value.strip() for value in values):
            yield tuple(values)


def _paragraph(node: Element, numbers: _Numbers) -> str:
    parts: list[str] = []
    waiting = [node]
    while waiting:
        one = waiting.pop()
        tag = _name(one)
        if tag == "t":
            parts.append(one.text or "")
        elif tag in _BREAKS:
            parts.append(_BREAKS[tag])
        elif tag not in _SKIPPED and tag != "pPr" and not (tag == "p" and one is not node):
            waiting.extend(reversed(one))
    text = "".join(parts)
    return numbers.label(node) + text if text.strip() else ""


class _Numbers:
    """Automatic numbers: levels of each list as numbering.xml describes them, how far each has counted."""

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._abstract: dict[str, str] = {}
        levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        for node in root if root is not None else ():
            if _name(node) == "abstractNum":
                levels[_attribute(node, "abstractNumId")] = {
                    int(_attribute(level, "ilvl") or 0): _level(level)
                    for level in node
                    if _name(level) == "lvl"
                }
            elif _name(node) == "num":
                target = _child(node, "abstractNumId")
                abstract = _value(target) if target is not None else ""
                self._abstract[_attribute(node, "numId")] = abstract
                self._levels[_attribute(node, "numId")] = levels.get(abstract, {})

    def label(self, paragraph: Element) -> str:
        """``1.1. `` or ``- `` for a numbered paragraph, else nothing."""
        properties = _child(paragraph, "pPr")
        numbered = _child(properties, "numPr") if properties is not None else None
        if numbered is None:
            return ""
        number, depth = _child(numbered, "numId"), _child(numbered, "ilvl")
        key = _value(number) if number is not None else ""
        place = int(_value(depth) or 0) if depth is not None else 0
        level = self._levels.get(key, {}).get(place)
        if level is None:
            return ""
        counts = self._counts[self._abstract[key]]
        counts[place] = counts.get(place, level[2] - 1) + 1
        for deeper in [one for one in counts if one > place]:
            del counts[deeper]
        if level[0] == "bullet":
            return "- "
        return self._written(level[1], key, counts) + " "

    def _written(self, pattern: str, key: str, counts: dict[int, int]) -> str:
        def number(match: re.Match[str]) -> str:
            depth = int(match[1]) - 1
            level = self._levels[key].get(depth)
            return _spelled(counts.get(depth, level[2] if level else 1), level[0] if level else "decimal")

        return re.sub(r"%(\d)", number, pattern)


def _level(node: Element) -> tuple[str, str, int]:
    """Kind of number, pattern (``%1.%2.``) and first number of a level."""
    kind, pattern, start = _child(node, "numFmt"), _child(node, "lvlText"), _child(node, "start")
    first = _value(start) if start is not None else "1"
    return (
        _value(kind) if kind is not None else "decimal",
        _value(pattern) if pattern is not None else "",
        int(first) if first.isdigit() else 1,
    )


def _spelled(number: int, kind: str) -> str:
    if kind in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26)
        return letter if kind == "lowerLetter" else letter.upper()
    if kind in {"upperRoman", "lowerRoman"}:
        tens = "X" * min(number // 10, 9)
        roman = tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[number % 10]
        return roman if kind == "upperRoman" else roman.lower()
    return f"{number:02d}" if kind == "decimalZero" else str(number)


def _inside(parent: Element, requested: str) -> Iterator[Element]:
    """Rows or cells, also inside content controls and tracked insertions, not those of a table within."""
    waiting = list(reversed(parent))
    while waiting:
        node = waiting.pop()
        if _name(node) == requested:
            yield node
        elif _name(node) in {"sdt", "sdtContent", "ins", "customXml", "smartTag"}:
            waiting.extend(reversed(node))


def _child(parent: Element, name: str) -> Element | None:
    return next((node for node in parent if _name(node) == name), None)


def _value(node: Element) -> str:
    return _attribute(node, "val")


def _attribute(node: Element, name: str) -> str:
    return next((value for key, value in node.attrib.items() if key.rpartition("}")[2] == name), "")


def _name(node: Element) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""
