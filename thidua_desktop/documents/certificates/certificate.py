"""Certificates (giấy khen, bằng khen, giấy chứng nhận): one page each, long text fitted, problems listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from thidua_desktop.documents.certificates.backdrop import draw_backdrop
from thidua_desktop.documents.certificates.fitting import NO_ADVICE, Advice, Fitted, advice, fitted
from thidua_desktop.documents.certificates.layouts import CertificateLayout, LayoutBlock
from thidua_desktop.documents.checking import refuse_leftovers_in_rows
from thidua_desktop.documents.layout.decree30 import MM
from thidua_desktop.documents.layout.fonts import BOLD, SCRIPT, missing_letters
from thidua_desktop.documents.layout.surface import Surface
from thidua_desktop.documents.layout.wrapping import Styled
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.progress import Progress, silent
from thidua_desktop.domain.text import nfc
from thidua_desktop.texts import text

_BACKDROP = "backdrop"
_UNKNOWN_LETTER = "?"
_FIXED = {"nation": "documents.nation", "motto": "documents.motto"}
"""Blocks that say the same on every certificate."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateSheet:
    """What one certificate says. ``give_word`` stands above the title (TẶNG, CÔNG NHẬN); ``prefix`` is Ông,
    Bà, Tập thể, Hộ ông …; ``details`` position and unit or address, one a line; an empty field is left blank.
    """

    award_title: str
    authority: str
    name: str
    achievement: str
    give_word: str = ""
    prefix: str = ""
    details: tuple[str, ...] = ()
    decision_line: str = ""
    register_line: str = ""
    place_date: str = ""
    signer_titles: tuple[str, ...] = ()
    signer_name: str = ""


@dataclass(frozen=True, slots=True)
class CertificateProblem:
    """``too_long``: does not fit at the smallest size allowed; ``missing_letters``: ``letters`` are not in
    the layout's font. ``page`` counts from 1; ``block`` is the layout's field."""

    page: int
    name: str
    block: str
    kind: Literal["too_long", "missing_letters"]
    content: str
    letters: tuple[str, ...] = ()
    advice: Advice = NO_ADVICE

    def sentence(self) -> str:
        """For the officer, with what to do."""
        wider = "_wider" if self.kind == "too_long" and self.advice.wider is not None else ""
        return text(
            f"documents.certificate.{self.kind}{wider}",
            shorter=self.advice.shorter,
            wider=self.advice.wider,
            page=self.page,
            name=self.name,
            field=text(f"documents.certificate.blocks.{self.block}"),
            content=self.content,
            letters=" ".join(self.letters),
        )


@dataclass(frozen=True, slots=True)
class CertificateRun:
    pdf: bytes
    problems: tuple[CertificateProblem, ...]


@dataclass(frozen=True, slots=True)
class _Prepared:
    fitted: Fitted
    letters: tuple[str, ...]
    paragraphs: tuple[Styled, ...] = ()


def render_certificates(
    sheets: Sequence[CertificateSheet],
    layout: CertificateLayout,
    *,
    full_print: bool,
    progress: Progress = silent,
) -> CertificateRun:
    """One page a sheet. ``full_print`` draws our background and its words; else only what goes on stock.

    Texts that do not fit or cannot be drawn are drawn as well as may be and listed in ``problems``.
    OfficeError ``documents.no_certificates`` when there is no sheet, ``documents.leftover_place`` when a
    place of a template was left unfilled.
    """
    if not sheets:
        raise OfficeError("documents.no_certificates")
    refuse_leftovers_in_rows(
        words
        for sheet in sheets
        for words in (sheet.name, *sheet.details, sheet.award_title, sheet.achievement)
    )
    surface = Surface(title=_title(sheets), author=sheets[0].authority)
    for preference, value in (("PrintScaling", "None"), ("Duplex", "Simplex")):
        surface.canvas.setViewerPreference(preference, value)
    blocks = [block for block in layout.blocks if full_print or block.printed == "overprint"]
    if full_print:
        surface.canvas.beginForm(_BACKDROP, 0, 0, layout.width * MM, layout.height * MM)
        draw_backdrop(surface.canvas, layout)
        surface.canvas.endForm()
    problems: list[CertificateProblem] = []
    done: dict[tuple[str, tuple[str, ...], str], _Prepared] = {}
    for page, sheet in enumerate(sheets, start=1):
        surface.begin_page(width=layout.width, height=layout.height)
        if full_print:
            surface.canvas.doForm(_BACKDROP)
        for block in blocks:
            contents, prefix = _contents(block, sheet)
            key = (block.key, contents, prefix)
            prepared = done.get(key)
            if prepared is None:
                prepared = done[key] = _prepared(block, contents, prefix)
            _draw(surface, block, prepared.fitted)
            problems += _problems(page, sheet, block, contents, prepared, paper_width=layout.width)
        surface.end_page()
        if page % 20 == 0 or page == len(sheets):
            progress(page, len(sheets), text("documents.progress.certificates", done=page, total=len(sheets)))
    return CertificateRun(surface.finish(), tuple(problems))


def render_background(sheet: CertificateSheet, layout: CertificateLayout) -> bytes:
    """What stands on pre-printed stock already: our background with its words, one page as PDF.

    Only to be looked at beneath the text; a printer never gets it.
    """
    surface = Surface(title=_title([sheet]), author=sheet.authority)
    surface.begin_page(width=layout.width, height=layout.height)
    surface.canvas.saveState()
    draw_backdrop(surface.canvas, layout)
    surface.canvas.restoreState()
    for block in layout.blocks:
        if block.printed == "background":
            _draw(surface, block, _prepared(block, *_contents(block, sheet)).fitted)
    surface.end_page()
    return surface.finish()


def problems_of(
    sheets: Sequence[CertificateSheet], layout: CertificateLayout
) -> tuple[CertificateProblem, ...]:
    """What would not fit or could not be drawn on stock, without drawing anything."""
    blocks = [block for block in layout.blocks if block.printed == "overprint"]
    found: list[CertificateProblem] = []
    for page, sheet in enumerate(sheets, start=1):
        for block in blocks:
            contents, prefix = _contents(block, sheet)
            prepared = _prepared(block, contents, prefix)
            found += _problems(page, sheet, block, contents, prepared, paper_width=layout.width)
    return tuple(found)


def _title(sheets: Sequence[CertificateSheet]) -> str:
    return text("documents.certificate.title", award=sheets[0].award_title, count=len(sheets))


def _contents(block: LayoutBlock, sheet: CertificateSheet) -> tuple[tuple[str, ...], str]:
    """Lines of the block and the prefix of the first."""
    if block.key in _FIXED:
        return (text(_FIXED[block.key]),), ""
    if block.key == "recipient":
        return (sheet.name,), sheet.prefix
    if block.key == "detail":
        return sheet.details, ""
    if block.key == "signer_titles":
        return sheet.signer_titles, ""
    content: str = getattr(sheet, block.key)
    return (content,) if content else (), ""


def _prepared(block: LayoutBlock, contents: Sequence[str], prefix: str) -> _Prepared:
    letters: dict[str, None] = {}
    paragraphs: list[Styled] = []
    for content in contents:
        shown = nfc(content)
        if block.key == "recipient":
            shown = _closed_name(shown)
        parts = [(block.prefix_font or block.font, f"{nfc(prefix)} ")] if prefix else []
        drawable = []
        for font, part in (*parts, (block.font, shown)):
            lacking = missing_letters(part, font)
            letters.update(dict.fromkeys(lacking))
            drawable.append(_substitute(font, part) if lacking else (font, part))
        paragraphs.append(drawable)
    return _Prepared(fitted(paragraphs, block), tuple(letters), tuple(paragraphs))


def _closed_name(name: str) -> str:
    """The last two words of a name are never parted."""
    before, gap, last = name.rpartition(" ")
    return f"{before}\u00a0{last}" if gap else name


def _substitute(font: str, content: str) -> tuple[str, str]:
    """The text face for a decorative one; a letter no face has becomes a visible mark. Both are reported."""
    face = BOLD if font == SCRIPT else font
    lacking = missing_letters(content, face)
    return face, "".join(_UNKNOWN_LETTER if letter in lacking else letter for letter in content)


def _draw(surface: Surface, block: LayoutBlock, content: Fitted) -> None:
    if not content.lines:
        return
    leading = content.size * block.leading
    room = block.lines * block.size * block.leading
    top = block.y * MM + max(0.0, room - leading * len(content.lines)) / 2
    surface.colour(block.rgb)
    foot = surface.block(content.lines, x=block.x * MM, top=top, size=content.size, leading=leading)
    if block.rule:
        line = content.lines[-1]
        start = block.x * MM + line.x
        surface.horizontal(start, start + line.width, foot + 1, thickness=0.8)


def _problems(
    page: int,
    sheet: CertificateSheet,
    block: LayoutBlock,
    contents: Sequence[str],
    prepared: _Prepared,
    *,
    paper_width: float,
) -> list[CertificateProblem]:
    content = " ".join(contents)
    found: list[CertificateProblem] = []
    if prepared.letters:
        found.append(
            CertificateProblem(page, sheet.name, block.key, "missing_letters", content, prepared.letters)
        )
    if not prepared.fitted.fits:
        found.append(
            CertificateProblem(
                page,
                sheet.name,
                block.key,
                "too_long",
                content,
                advice=advice(prepared.paragraphs, block, paper_width=paper_width),
            )
        )
    return found
