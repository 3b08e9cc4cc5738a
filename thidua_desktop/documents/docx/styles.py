"""Named paragraph styles of a word-processing file, as data, and the part that declares them.

Word counts lengths in twentieths of a point and letter sizes in half points.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from thidua_desktop.documents.docx.xml import DECLARATION, NAMESPACES, element, flags
from thidua_desktop.documents.layout import decree30 as d
from thidua_desktop.documents.layout.blocks import Paper, Paragraph, Style, Table
from thidua_desktop.texts import text

FONT: Final = "Times New Roman"
"""By the decree; the PDF's own face has the same widths."""
LANGUAGE: Final = "vi-VN"
TWIPS: Final = 20
_TABLE_LEADING: Final = 1.15
_JUSTIFY: Final = {"left": "left", "center": "center", "right": "right", "justify": "both"}


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedStyle:
    """``builtin``: a name Word knows and translates itself, else the name is a text; ``outline``: level in
    the navigation pane from 0; ``leading``: line height by letter size; ``variant`` reports sizes apart."""

    id: str
    style: Style
    leading: float = d.BODY_LEADING
    builtin: str = ""
    variant: str = ""
    outline: int | None = None

    @property
    def key(self) -> str:
        """The id other parts name it by."""
        return f"{self.id}{self.variant}"

    @property
    def name(self) -> str:
        """As the style list shows it."""
        return self.builtin or f"{text(f'docx.styles.{self.id}')} {self.variant}".rstrip()


def _head(size: float, *, bold: bool = False, italic: bool = False) -> Style:
    return Style(size=size, align="center", bold=bold, italic=italic)


BLOCK_STYLES: Final = (
    NamedStyle(id="Title", builtin="Title", style=d.TYPE_NAME),
    NamedStyle(id="Subtitle", builtin="Subtitle", style=d.SUBJECT),
    NamedStyle(id="Heading1", builtin="heading 1", style=d.HEADING, outline=0),
    NamedStyle(id="Heading2", builtin="heading 2", style=d.TABLE_TITLE, outline=1),
    NamedStyle(id="Authority", style=d.AUTHORITY),
    NamedStyle(id="LegalBasis", style=d.LEGAL_BASIS),
    NamedStyle(id="OrderWord", style=d.ORDER_WORD),
    NamedStyle(id="Content", style=d.BODY),
    NamedStyle(id="AnnexLabel", style=d.ANNEX_LABEL, outline=0),
    NamedStyle(id="AnnexTitle", style=d.ANNEX_TITLE),
    NamedStyle(id="AnnexReference", style=d.ANNEX_REFERENCE),
    NamedStyle(id="Addressee", style=d.ADDRESSEE),
    NamedStyle(id="AddresseeItem", style=d.ADDRESSEE_ITEM),
    NamedStyle(id="Note", style=d.NOTE),
)
"""One for every style of paragraphs in papers."""

_HEAD: Final = d.LETTERHEAD_LEADING
SUPERIOR: Final = NamedStyle(id="Superior", style=_head(d.AGENCY_SIZE), leading=_HEAD)
ISSUER: Final = NamedStyle(id="Issuer", style=_head(d.AGENCY_SIZE, bold=True), leading=_HEAD)
NATION: Final = NamedStyle(id="Nation", style=_head(d.NATION_SIZE, bold=True), leading=_HEAD)
MOTTO: Final = NamedStyle(id="Motto", style=_head(d.MOTTO_SIZE, bold=True), leading=_HEAD)
NUMBER: Final = NamedStyle(id="Number", style=_head(d.NUMBER_SIZE), leading=_HEAD)
PLACE_DATE: Final = NamedStyle(id="PlaceDate", style=_head(d.PLACE_DATE_SIZE, italic=True), leading=_HEAD)
LINE: Final = NamedStyle(id="Line", style=Style(size=1), leading=1)
SIGNER_TITLE: Final = NamedStyle(id="SignerTitle", style=_head(d.SIGNER_SIZE, bold=True), leading=_HEAD)
SIGNER_NAME: Final = NamedStyle(
    id="SignerName",
    style=Style(size=d.SIGNER_SIZE, align="center", bold=True, before=d.SIGNATURE_SPACE * d.MM),
    leading=_HEAD,
)
RECIPIENTS_HEADING: Final = NamedStyle(
    id="RecipientsHeading",
    style=Style(size=d.RECIPIENTS_HEADING_SIZE, bold=True, italic=True, keep_with_next=True),
)
RECIPIENT: Final = NamedStyle(id="Recipient", style=Style(size=d.RECIPIENTS_SIZE))
PAGE_NUMBER: Final = NamedStyle(
    id="Header", builtin="header", style=Style(size=d.PAGE_NUMBER_SIZE, align="center"), leading=1
)
FRAME_STYLES: Final = (
    *(SUPERIOR, ISSUER, NATION, MOTTO, NUMBER, PLACE_DATE, LINE, SIGNER_TITLE, SIGNER_NAME),
    *(RECIPIENTS_HEADING, RECIPIENT, PAGE_NUMBER),
)

_CELL: Final = NamedStyle(id="Cell", style=Style(size=d.TABLE_SIZE), leading=_TABLE_LEADING)
_CELL_BOLD: Final = NamedStyle(
    id="CellHeading", style=Style(size=d.TABLE_SIZE, bold=True), leading=_TABLE_LEADING
)


def cell_style(size: float, *, bold: bool = False) -> NamedStyle:
    """The style of table text of this size: ``Cell``, or ``Cell11`` where a table is set smaller."""
    base = _CELL_BOLD if bold else _CELL
    if size == d.TABLE_SIZE:
        return base
    return replace(base, style=replace(base.style, size=size), variant=f"{size:g}".replace(".", "-"))


class StyleBook:
    """The named style of every paragraph and table text of one paper."""

    def __init__(self, paper: Paper) -> None:
        blocks = [block for section in paper.sections for block in section.blocks]
        self._named = {named.style: named for named in BLOCK_STYLES}
        for block in blocks:
            if isinstance(block, Paragraph) and block.style not in self._named:
                variant = str(len(self._named) - len(BLOCK_STYLES) + 2)
                self._named[block.style] = NamedStyle(id="Content", style=block.style, variant=variant)
        sizes = sorted({block.size for block in blocks if isinstance(block, Table)})
        self._cells = [cell_style(size, bold=bold) for size in sizes for bold in (False, True)]

    def of(self, paragraph: Paragraph) -> NamedStyle:
        return self._named[paragraph.style]

    def part(self) -> str:
        """``styles.xml``."""
        return styles_part((*self._named.values(), *FRAME_STYLES, *self._cells))


def spacing(
    named: NamedStyle,
    *,
    before: float | None = None,
    after: float | None = None,
    height: float | None = None,
) -> str:
    """Blanks of a style, or its own. Lines are at least so high: what is typed larger later is not cut."""
    style = named.style
    return element(
        "spacing",
        before=(style.before if before is None else before) * TWIPS,
        after=(style.after if after is None else after) * TWIPS,
        line=(style.size * named.leading if height is None else height) * TWIPS,
        lineRule="exact" if named is LINE else "atLeast",
    )


def justification(align: str) -> str:
    return element("jc", val=_JUSTIFY[align])


def letters(style: Style) -> str:
    """Run properties of a style."""
    appearance = flags({"b": style.bold, "bCs": style.bold, "i": style.italic, "iCs": style.italic})
    return f"{appearance}{element('sz', val=style.size * 2)}{element('szCs', val=style.size * 2)}"


def _declared(named: NamedStyle) -> str:
    style = named.style
    side = style.side * d.MM * TWIPS
    paragraph = (
        flags({"keepNext": style.keep_with_next}),
        spacing(named),
        element("ind", left=side, right=side, firstLine=style.indent * d.MM * TWIPS),
        justification(style.align),
        element("outlineLvl", val=named.outline) if named.outline is not None else "",
    )
    kind = {"type": "paragraph", "styleId": named.key}
    if not named.builtin:
        kind["customStyle"] = "1"
    return element(
        "style",
        element("name", val=named.name),
        element("basedOn", val="Normal"),
        element("qFormat"),
        element("pPr", *paragraph),
        element("rPr", letters(style)),
        **kind,
    )


def styles_part(names: Sequence[NamedStyle]) -> str:
    """``styles.xml`` with these styles beside the ground they stand on."""
    fonts = element("rFonts", ascii=FONT, hAnsi=FONT, eastAsia=FONT, cs=FONT)
    size = f"{element('sz', val=28)}{element('szCs', val=28)}"
    language = element("lang", val=LANGUAGE, eastAsia=LANGUAGE, bidi="ar-SA")
    defaults = element(
        "docDefaults",
        element("rPrDefault", element("rPr", fonts, size, language)),
        element("pPrDefault", element("pPr", element("widowControl"), element("spacing", before=0, after=0))),
    )
    normal = element(
        "style",
        element("name", val="Normal"),
        element("qFormat"),
        type="paragraph",
        default="1",
        styleId="Normal",
    )
    named = "".join(_declared(one) for one in names)
    parts = (defaults, normal, _plain_table(), named, _list_table())
    return f"{DECLARATION}<w:styles {NAMESPACES}>{''.join(parts)}</w:styles>"


def _plain_table() -> str:
    none: dict[str, str | float] = {"w": 0, "type": "dxa"}
    margins = element("tblCellMar", *(element(side, **none) for side in ("top", "left", "bottom", "right")))
    return element(
        "style",
        element("name", val="Normal Table"),
        element("uiPriority", val=99),
        element("semiHidden"),
        element("unhideWhenUsed"),
        element("tblPr", element("tblInd", **none), margins),
        type="table",
        default="1",
        styleId="TableNormal",
    )


def _list_table() -> str:
    """Lines around every cell and the blank inside it."""
    line: dict[str, str | float] = {"val": "single", "sz": d.TABLE_LINE * 8, "space": 0, "color": "000000"}
    edges = ("top", "left", "bottom", "right", "insideH", "insideV")
    # The line above a row adds its own thickness to the row.
    inside = (d.CELL_TOP - d.TABLE_LINE / 2) * TWIPS
    blanks = {"top": inside, "left": d.CELL_SIDE * d.MM * TWIPS, "bottom": inside}
    blanks["right"] = blanks["left"]
    return element(
        "style",
        element("name", val=text("docx.styles.List")),
        element("basedOn", val="TableNormal"),
        element("qFormat"),
        element(
            "tblPr",
            element("tblBorders", *(element(edge, **line) for edge in edges)),
            element("tblCellMar", *(element(side, w=wide, type="dxa") for side, wide in blanks.items())),
        ),
        type="table",
        customStyle="1",
        styleId="List",
    )
