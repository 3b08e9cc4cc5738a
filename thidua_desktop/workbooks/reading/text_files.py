"""Text tables: .csv and .txt in the encodings of Vietnamese offices, and web pages saved under a workbook's
name.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from typing import Final

from thidua_desktop.domain.importing.legacy_text import detect, from_tcvn3, from_vni
from thidua_desktop.workbooks.reading.grid import Grid, Value
from thidua_desktop.workbooks.reading.html import HtmlTables

_LOOKED_AT: Final = 400
MAX_TEXT: Final = 80_000_000
CSV_SHEET: Final = "(csv)"
_CHARSET: Final = re.compile(rb"(?i)charset\s*=\s*[\"']?([\w.:-]{3,30})")


def decode_text(data: bytes) -> tuple[str, str | None]:
    """The text, and the encoding's name when it had to be guessed (no mark in the file says it, and not
    UTF-8).
    """
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            return data.decode(encoding, errors="replace"), None
    if wide := _wide(data[:_LOOKED_AT]):
        return data.decode(wide, errors="replace"), wide
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        pass
    western = data.decode("cp1252", errors="replace")
    sample = western[:20_000].split()
    legacy = detect(sample)
    vietnamese = unicodedata.normalize("NFC", data.decode("cp1258", errors="replace"))
    if detect(vietnamese[:20_000].split()) == "unicode" and legacy in {"unicode", None}:
        return vietnamese, "cp1258"
    if _legal_share(vietnamese) >= _legal_share(
        from_tcvn3(western) if legacy == "tcvn3" else from_vni(western)
    ):
        return vietnamese, "cp1258"
    return western, legacy or "cp1252"


def read_delimited(data: bytes) -> tuple[Grid, str | None]:
    """A delimited table; each record is one row, line feeds inside quotes stay in their cell."""
    text, guessed = decode_text(data)
    text = text.lstrip("\ufeff").replace("\x00", "")
    lines = text.splitlines()
    if lines and lines[0].lower().startswith("sep=") and len(lines[0]) <= 6:
        text = text.split("\n", 1)[1] if "\n" in text else ""
    csv.field_size_limit(1_000_000)
    rows: list[list[Value]] = []
    try:
        for record in csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text)):
            rows.append(list(record))
    except csv.Error:
        rows = [list(line.split(_delimiter(text))) for line in lines]
    return Grid(CSV_SHEET, rows), guessed


def read_html(data: bytes) -> list[Grid]:
    """The tables of a web page as sheets ``Bảng 1``, ``Bảng 2`` …; nothing is fetched."""
    parser = HtmlTables()
    parser.feed(_declared(data) or decode_text(data)[0])
    parser.close()
    return parser.grids()


def _declared(data: bytes) -> str | None:
    """The text in the encoding the page declares; None when it declares none, or not the one it is in."""
    found = _CHARSET.search(data[:4096])
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or not found:
        return None
    try:
        return unicodedata.normalize("NFC", data.decode(found[1].decode("ascii")))
    except (LookupError, ValueError):
        return None


def sniffed(head: bytes) -> bytes:
    """The beginning of a file as UTF-8, when it is text of two bytes a letter; else as it is."""
    marks = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
    encoding = marks.get(head[:2]) or _wide(head[:_LOOKED_AT])
    if encoding is None:
        return head
    whole = head[: len(head) // 2 * 2]
    return whole.decode(encoding, errors="replace").lstrip("\ufeff").encode("utf-8", errors="replace")


def _wide(head: bytes) -> str | None:
    """UTF-16 that does not say so: every other byte is mostly nothing, those between never."""
    first, second = head[::2].count(0), head[1::2].count(0)
    enough = max(len(head) // 6, 2)
    if second >= enough and first == 0:
        return "utf-16-le"
    return "utf-16-be" if first >= enough and second == 0 else None


def looks_like_html(data: bytes) -> bool:
    head = data[:4096].lstrip(b"\xef\xbb\xbf \r\n\t").lower()
    return head.startswith(
        (b"<html", b"<!doctype html", b"<table", b"<meta", b"<head", b"<div", b"<style")
    ) or (b"<table" in head or b"<html" in head)


def looks_like_text(data: bytes) -> bool:
    head = data[:4096]
    if head.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return True
    return not any(byte < 9 or 13 < byte < 32 for byte in head)


def _legal_share(text: str) -> float:
    from thidua_desktop.domain.importing.legacy_text import is_syllable

    words = [word for word in text[:20_000].replace(";", " ").replace(",", " ").split() if word.isalpha()]
    return sum(is_syllable(word) for word in words) / max(len(words), 1)


def _delimiter(text: str) -> str:
    """The separator that cuts the most lines into the same number of pieces."""
    lines = [line for line in text.splitlines()[:60] if line.strip()]
    best, best_score = ";", 0.0
    for candidate in (";", "\t", ",", "|"):
        # Lines above and below the table hold no separator.
        counts = [found for line in lines if (found := line.count(candidate))]
        usual = max(sorted(set(counts)), key=counts.count) if counts else 0
        score = usual * counts.count(usual) / len(lines) if usual else 0.0
        if candidate == ",":
            score *= 0.7
        if score > best_score:
            best, best_score = candidate, score
    return best
