"""Layout of administrative papers as data.

Source: Decree 30/2020/NĐ-CP, Annex I (format) and Annex III (models 1.2, 1.9, 2.1); confidence: text read.
Lengths in millimetres, letter sizes in points. Where the decree leaves a range, the range stands beside.
"""

from __future__ import annotations

from typing import Final

from thidua_desktop.documents.layout.blocks import Style

MM: Final = 72 / 25.4
"""Points in a millimetre."""

PAGE_WIDTH: Final = 210.0
PAGE_HEIGHT: Final = 297.0
MARGIN_TOP: Final = 20.0  # 20-25
MARGIN_BOTTOM: Final = 20.0  # 20-25
MARGIN_LEFT: Final = 30.0  # 30-35
MARGIN_RIGHT: Final = 15.0  # 15-20

PAGE_NUMBER_SIZE: Final = 14.0  # 13-14, upright, centred in the top margin, from page 2
PAGE_NUMBER_BASELINE: Final = 13.0  # from the top edge

NATION_SIZE: Final = 13.0  # 12-13, capitals, bold
MOTTO_SIZE: Final = 14.0  # 13-14, bold, a solid line exactly as long as the text
AGENCY_SIZE: Final = 13.0  # 12-13, capitals; the issuing body bold
AGENCY_SMALLEST: Final = 12.0
AGENCY_LINE: Final = 0.42  # 1/3-1/2 of the text above
NUMBER_SIZE: Final = 13.0  # regular
ABOUT_SIZE: Final = 12.0  # subject of an official letter: 12-13, upright, 6 points below its number
ABOUT_BEFORE: Final = 6.0
PLACE_DATE_SIZE: Final = 14.0  # 13-14, italic
LETTERHEAD_LEFT: Final = 0.41  # share of the text width given to the agency's column
LETTERHEAD_LEADING: Final = 1.15
LETTERHEAD_LINE_GAP: Final = 1.0  # text to the line below it
LETTERHEAD_ROW_GAP: Final = 3.0  # those lines to the row of number and date
LINE_THICKNESS: Final = 0.7  # points

SUBJECT_LINE: Final = 0.40  # 1/3-1/2 of the subject's last line
SIGNER_SIZE: Final = 14.0  # 13-14, title capitals bold, name bold
SIGNATURE_SPACE: Final = 27.0  # signature and seal between title and name
RECIPIENTS_HEADING_SIZE: Final = 12.0  # bold italic
RECIPIENTS_SIZE: Final = 11.0  # regular
RECIPIENTS_SHARE: Final = 0.5  # of the text width

FIRST_LINE_INDENT: Final = 12.7  # 10 or 12.7
BODY_LEADING: Final = 1.2  # single to 1.5 lines
PARAGRAPH_GAP: Final = 6.0  # points, at least 6

TABLE_SIZE: Final = 13.0
TABLE_LINE: Final = 0.5  # points
TABLE_BEFORE: Final = 4.0  # points of blank above a table
CELL_SIDE: Final = 1.2
CELL_TOP: Final = 2.6  # points above and below the text of a cell

BODY: Final = Style(size=14, align="justify", indent=FIRST_LINE_INDENT, before=PARAGRAPH_GAP)
LEGAL_BASIS: Final = Style(
    size=14, align="justify", indent=FIRST_LINE_INDENT, before=PARAGRAPH_GAP, italic=True
)
TYPE_NAME: Final = Style(size=14, align="center", bold=True, before=14, keep_with_next=True)
SUBJECT: Final = Style(size=14, align="center", bold=True, balanced=True, side=10, keep_with_next=True)
AUTHORITY: Final = Style(
    size=14, align="center", bold=True, balanced=True, before=12, after=4, keep_with_next=True
)
ORDER_WORD: Final = Style(size=14, align="center", bold=True, before=10, after=2, keep_with_next=True)
HEADING: Final = Style(
    size=14, align="justify", bold=True, indent=FIRST_LINE_INDENT, before=8, keep_with_next=True
)
ANNEX_LABEL: Final = Style(size=14, align="center", bold=True, keep_with_next=True)
ANNEX_TITLE: Final = Style(size=14, align="center", bold=True, balanced=True, keep_with_next=True)
ANNEX_REFERENCE: Final = Style(
    size=14, align="center", italic=True, balanced=True, before=2, after=8, keep_with_next=True
)
TABLE_TITLE: Final = Style(
    size=14, align="left", bold=True, before=12, after=4, balanced=True, keep_with_next=True
)
ADDRESSEE: Final = Style(size=14, align="center", before=12, after=6, keep_with_next=True)
ADDRESSEE_ITEM: Final = Style(size=14, align="left", indent=50, before=2)
NOTE: Final = Style(size=12, align="left", italic=True, before=4)
