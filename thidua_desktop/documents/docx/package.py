"""The parts of a word-processing file beside its text and styles: what names, joins and describes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from thidua_desktop.documents.docx.styles import LANGUAGE, PAGE_NUMBER
from thidua_desktop.documents.docx.xml import DECLARATION, NAMESPACES, element, escaped
from thidua_desktop.documents.layout.blocks import Paper
from thidua_desktop.texts import text

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE: Final = "http://schemas.openxmlformats.org/package/2006"
_WORD: Final = "application/vnd.openxmlformats-officedocument.wordprocessingml"

_CONTENT_TYPES: Final = {
    "word/document.xml": f"{_WORD}.document.main+xml",
    "word/styles.xml": f"{_WORD}.styles+xml",
    "word/settings.xml": f"{_WORD}.settings+xml",
    "word/header-number.xml": f"{_WORD}.header+xml",
    "word/header-first.xml": f"{_WORD}.header+xml",
    "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    "docProps/app.xml": "application/vnd.openxmlformats-officedocument.extended-properties+xml",
}
NUMBERED_HEADER: Final = "rId3"
FIRST_HEADER: Final = "rId4"
"""Header of a section's later pages and of its first, by the names the text refers to them."""


def fixed_parts() -> dict[str, str]:
    """Parts alike in every paper, the table of contents of the package first."""
    types = "".join(
        f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in _CONTENT_TYPES.items()
    )
    return {
        "[Content_Types].xml": (
            f'{DECLARATION}<Types xmlns="{_PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{types}</Types>'
        ),
        "_rels/.rels": _relations(
            [
                ("rId1", f"{_OFFICE}/relationships/officeDocument", "word/document.xml"),
                ("rId2", f"{_PACKAGE}/relationships/metadata/core-properties", "docProps/core.xml"),
                ("rId3", f"{_OFFICE}/relationships/extended-properties", "docProps/app.xml"),
            ]
        ),
        "word/_rels/document.xml.rels": _relations(
            (name, f"{_OFFICE}/relationships/{kind}", target)
            for name, kind, target in (
                ("rId1", "styles", "styles.xml"),
                ("rId2", "settings", "settings.xml"),
                (NUMBERED_HEADER, "header", "header-number.xml"),
                (FIRST_HEADER, "header", "header-first.xml"),
            )
        ),
        "word/settings.xml": _settings(),
        "word/header-number.xml": _header(
            element("fldSimple", element("r", element("t", "2")), instr=" PAGE ")
        ),
        "word/header-first.xml": _header(""),
    }


def properties(paper: Paper) -> dict[str, str]:
    """Title, author and language; no times, so the same paper stays the same file."""
    described = {
        "dc:title": paper.title,
        "dc:subject": paper.subject or paper.title,
        "dc:creator": paper.author,
        "dc:language": LANGUAGE,
        "cp:lastModifiedBy": paper.author,
    }
    core = "".join(f"<{name}>{_one_line(value)}</{name}>" for name, value in described.items())
    return {
        "docProps/core.xml": (
            f'{DECLARATION}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
            f'xmlns:dc="http://purl.org/dc/elements/1.1/">{core}</cp:coreProperties>'
        ),
        "docProps/app.xml": (
            f'{DECLARATION}<Properties xmlns="{_OFFICE}/extended-properties">'
            f"<Application>{_one_line(text('common.app_name'))}</Application>"
            f"<Company>{_one_line(paper.author)}</Company></Properties>"
        ),
    }


def _relations(entries: Iterable[tuple[str, str, str]]) -> str:
    written = "".join(
        f'<Relationship Id="{name}" Type="{kind}" Target="{target}"/>' for name, kind, target in entries
    )
    return f'{DECLARATION}<Relationships xmlns="{_PACKAGE}/relationships">{written}</Relationships>'


def _header(content: str) -> str:
    paragraph = element("p", element("pPr", element("pStyle", val=PAGE_NUMBER.key)), content)
    return f"{DECLARATION}<w:hdr {NAMESPACES}>{paragraph}</w:hdr>"


def _settings() -> str:
    # Mode 15 lays tables out from their border, as the PDF does, and keeps Word from asking to convert.
    mode = element(
        "compatSetting", name="compatibilityMode", uri="http://schemas.microsoft.com/office/word", val="15"
    )
    inner = (
        element("zoom", percent=100),
        element("defaultTabStop", val=720),
        element("characterSpacingControl", val="doNotCompress"),
        element("compat", mode),
        element("themeFontLang", val=LANGUAGE),
        element("decimalSymbol", val=","),
        element("listSeparator", val=";"),
    )
    return f"{DECLARATION}<w:settings {NAMESPACES}>{''.join(inner)}</w:settings>"


def _one_line(value: str) -> str:
    return " ".join(escaped(value).split())
