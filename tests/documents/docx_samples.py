"""Eyes to read word-processing files with: paragraphs, their styles and the children of every element."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from io import BytesIO
from xml.etree import ElementTree as ET

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"

ORDER = {
    "pPr": "pStyle keepNext widowControl pBdr spacing ind jc outlineLvl sectPr",
    "rPr": "rFonts b bCs i iCs sz szCs lang",
    "tblPr": "tblStyle tblW tblInd tblBorders tblLayout tblCellMar",
    "tcPr": "tcW gridSpan vMerge vAlign",
    "sectPr": "headerReference type pgSz pgMar pgNumType cols titlePg",
    "style": "name basedOn uiPriority semiHidden unhideWhenUsed qFormat pPr rPr tblPr",
    "settings": (
        "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol listSeparator"
    ),
}
"""Children in the order the schema asks for, as far as they are used."""


def part(docx: bytes, name: str = "word/document.xml") -> ET.Element:
    with zipfile.ZipFile(BytesIO(docx)) as package:
        return ET.fromstring(package.read(name))  # our own file


def tag(element: ET.Element) -> str:
    return element.tag.removeprefix(W)


def value(element: ET.Element | None, name: str = "val") -> str:
    return "" if element is None else element.get(f"{W}{name}", "")


def words(element: ET.Element) -> str:
    """Text with breaks as ``\\n``."""
    marks = {"br": "\n", "tab": "\t"}
    pieces = (marks.get(tag(one), one.text or "") for one in element.iter() if tag(one) in ("t", *marks))
    return "".join(pieces)


def paragraphs(docx: bytes) -> Iterator[tuple[str, str]]:
    """Style id and text of every paragraph, in order."""
    for one in part(docx).iter(f"{W}p"):
        yield value(one.find(f"{W}pPr/{W}pStyle")), words(one)


def text_of(docx: bytes) -> str:
    """All words with single blanks."""
    return " ".join(" ".join(message for _, message in paragraphs(docx)).split())
