"""The sheet "Việc cần sửa": every mark with a way to its cell; out of sight, what the cells looked like."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from thidua_desktop.domain.importing.values import StagedFile
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.grid import column_letter
from thidua_desktop.workbooks.returned.list_sheet import Mark
from thidua_desktop.workbooks.returned.package import MAIN
from thidua_desktop.workbooks.returned.styles import SOLID, Styles
from thidua_desktop.workbooks.returned.xml import quoted, words

COLUMNS: Final = (("sheet", 18), ("cell", 8), ("value", 30), ("level", 14), ("fault", 52), ("advice", 52))
HEAD_ROW: Final = 5
TITLES: Final = f"${HEAD_ROW}:${HEAD_ROW}"
_FIRST_HIDDEN: Final = 8
_MOST_LINKS: Final = 60_000
_LONGEST_CELL: Final = 30_000
_LINE: Final = '<{side} style="thin"><color rgb="{colour}"/></{side}>'
Fills = Mapping[tuple[str, str], str]
"""The fill a cell had before it was marked, by (sheet, ``C5``); empty for none."""


@dataclass(frozen=True, slots=True)
class _Appearances:
    title: int
    counts: int
    how: int
    head: int
    left: int
    centre: int
    grave: int
    link: int


def list_sheet(
    staged: StagedFile,
    marks: tuple[Mark, ...],
    *,
    names: Mapping[str, str],
    styles: Styles,
    former: Fills,
    note: str = "",
) -> bytes:
    """The sheet's XML. ``names``: title of each sheet of the file; ``note``: a line about the file itself."""
    appearances = _appearances(styles)
    rows = [*_head(staged, marks, appearances, note)]
    stored = list(_stored(former))
    for place in range(max(len(marks), len(stored))):
        cells = _line(marks[place], appearances) if place < len(marks) else []
        hidden = stored[place] if place < len(stored) else ()
        number = HEAD_ROW + 1 + place
        shown = "".join(
            _cell(f"{column_letter(c)}{number}", appearance, message)
            for c, (appearance, message) in enumerate(cells)
        )
        shown += "".join(
            _cell(f"{column_letter(_FIRST_HIDDEN - 1 + c)}{number}", 0, message)
            for c, message in enumerate(hidden)
        )
        high = f' ht="{_height(marks[place])}" customHeight="1"' if place < len(marks) else ""
        rows.append(f'<row r="{number}"{high}>{shown}</row>')
    return _sheet("".join(rows), _links(marks, names), last=HEAD_ROW + len(marks)).encode()


def filter_range(marks: int) -> str:
    """The heading and the lines of so many marks."""
    return f"$A${HEAD_ROW}:$F${HEAD_ROW + marks}"


def former_fills(data: bytes, sheet: str) -> dict[tuple[str, str], str]:
    """What cells looked like before an earlier marking, as its list keeps it; nothing when it is lost."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        rows = CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_name(sheet).to_python()
    except (CalamineError, OSError, ValueError):
        return {}
    found: dict[tuple[str, str], str] = {}
    for row in rows:
        hidden = [str(value) for value in row[_FIRST_HIDDEN - 1 : _FIRST_HIDDEN + 2]]
        if len(hidden) == 3 and hidden[0] and hidden[1]:
            found.update({(hidden[0], place): hidden[2] for place in hidden[1].split()})
    return found


def _stored(former: Fills) -> Iterable[tuple[str, str, str]]:
    """Sheet, cells and fill: cells of one fill together, as many as one cell holds."""
    groups: dict[tuple[str, str], list[str]] = {}
    for (sheet, place), fill in former.items():
        groups.setdefault((sheet, fill), []).append(place)
    for (sheet, fill), places in groups.items():
        step = _LONGEST_CELL // 12
        for start in range(0, len(places), step):
            yield sheet, " ".join(places[start : start + step]), fill


def _appearances(styles: Styles) -> _Appearances:
    def font(more: str = "", *, size: int = 12, colour: str = "") -> int:
        ink = f'<color rgb="{colour}"/>' if colour else ""
        return styles.add("fonts", f'<font>{more}<sz val="{size}"/>{ink}<name val="Times New Roman"/></font>')

    def border(colour: str) -> int:
        sides = "".join(_LINE.format(side=side, colour=colour) for side in ("left", "right", "top", "bottom"))
        return styles.add("borders", f"<border>{sides}<diagonal/></border>")

    def appearance(font: int, across: str, down: str, *, fill: int = 0, border: int = 0) -> int:
        return styles.add(
            "cellXfs",
            f'<xf numFmtId="49" fontId="{font}" fillId="{fill}" borderId="{border}" xfId="0" '
            'applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1">'
            f'<alignment horizontal="{across}" vertical="{down}" wrapText="1"/></xf>',
        )

    blue = SOLID.format(colour="FF2F5C8F")
    strong, faint = border("FF8A94A3"), border("FFC9D1DB")
    white = font("<b/>", colour="FFFFFFFF")
    return _Appearances(
        title=appearance(font("<b/>", size=14), "left", "center"),
        counts=appearance(font(), "left", "center"),
        how=appearance(font("<i/>"), "left", "center"),
        head=appearance(white, "center", "center", fill=styles.add("fills", blue), border=strong),
        left=appearance(font(), "left", "top", border=faint),
        centre=appearance(font(), "center", "top", border=faint),
        grave=appearance(font("<b/>"), "center", "top", border=faint),
        link=appearance(font("<u/>", colour="FF0B57B7"), "center", "top", border=faint),
    )


def _head(staged: StagedFile, marks: tuple[Mark, ...], appearances: _Appearances, note: str) -> Iterable[str]:
    levels = [mark.severity for mark in marks]
    counts = text("feedback.list.counts", errors=levels.count("error"), warnings=levels.count("warning"))
    if levels.count("mended"):
        counts += " " + text("feedback.list.mended", count=levels.count("mended"))
    lines = (
        (text("feedback.list.title", file=staged.file), appearances.title, 22),
        (f"{counts} {note}".strip(), appearances.counts, 52 if note or levels.count("mended") else 34),
        (text("feedback.list.how"), appearances.how, 34),
    )
    for number, (message, appearance, height) in enumerate(lines, start=1):
        yield f'<row r="{number}" ht="{height}" customHeight="1">{_cell(f"A{number}", appearance, message)}</row>'
    heads = "".join(
        _cell(f"{column_letter(place)}{HEAD_ROW}", appearances.head, text(f"feedback.columns.{name}"))
        for place, (name, _) in enumerate(COLUMNS)
    )
    yield f'<row r="{HEAD_ROW}">{heads}</row>'


def _line(mark: Mark, appearances: _Appearances) -> list[tuple[int, str]]:
    return [
        (appearances.left, mark.sheet),
        (appearances.link if mark.cell else appearances.centre, mark.cell),
        (appearances.left, mark.value),
        (appearances.grave if mark.severity == "error" else appearances.centre, mark.level),
        (appearances.left, mark.sentence),
        (appearances.left, mark.advice),
    ]


def _height(mark: Mark) -> int:
    longest = max(len(mark.sentence), len(mark.advice)) // 56 + 1
    return min(17 * max(longest, len(mark.value) // 26 + 1), 400)


def _cell(place: str, appearance: int, message: str) -> str:
    """Text stays text, also when it looks like a formula."""
    if not message:
        return f'<c r="{place}" s="{appearance}"/>'
    return f'<c r="{place}" s="{appearance}" t="inlineStr"><is><t xml:space="preserve">{words(message)}</t></is></c>'


def _links(marks: tuple[Mark, ...], names: Mapping[str, str]) -> str:
    made: list[str] = []
    for number, mark in enumerate(marks[:_MOST_LINKS], start=HEAD_ROW + 1):
        if mark.cell and mark.sheet in names:
            title = names[mark.sheet].replace("'", "''")
            where = quoted(f"'{title}'!{mark.cell}")
            made.append(f'<hyperlink ref="B{number}" location="{where}" display="{mark.cell}"/>')
    return f"<hyperlinks>{''.join(made)}</hyperlinks>" if made else ""


def _sheet(rows: str, links: str, *, last: int) -> str:
    columns = "".join(
        f'<col min="{place}" max="{place}" width="{width}" customWidth="1"/>'
        for place, (_, width) in enumerate(COLUMNS, start=1)
    )
    columns += f'<col min="{_FIRST_HIDDEN}" max="{_FIRST_HIDDEN + 2}" width="9" hidden="1" customWidth="1"/>'
    merges = "".join(f'<mergeCell ref="A{row}:{column_letter(len(COLUMNS) - 1)}{row}"/>' for row in (1, 2, 3))
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet xmlns="{MAIN}">'
        '<sheetPr><tabColor rgb="FFD9534F"/><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView showGridLines="0" tabSelected="1" workbookViewId="0">'
        f'<pane ySplit="{HEAD_ROW}" topLeftCell="A{HEAD_ROW + 1}" activePane="bottomLeft" state="frozen"/>'
        f"</sheetView></sheetViews><cols>{columns}</cols><sheetData>{rows}</sheetData>"
        f'<autoFilter ref="A{HEAD_ROW}:F{last}"/><mergeCells count="3">{merges}</mergeCells>'
        f'{links}<pageMargins left="0.5" right="0.4" top="0.5" bottom="0.5" header="0.3" footer="0.3"/>'
        '<pageSetup paperSize="9" orientation="landscape" fitToHeight="0"/></worksheet>'
    )
