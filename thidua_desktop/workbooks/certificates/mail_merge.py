"""A plain sheet for those who merge in Word: one heading row, one row a receiver, everything as text."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence

from thidua_desktop.texts import text


def mail_merge_workbook(fields: Sequence[str], rows: Sequence[Mapping[str, str]]) -> bytes:
    """The workbook's bytes. ``fields`` are the headings a merge names; a field a row lacks is blank."""
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    book = Workbook(
        buffer,
        {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    sheet = book.add_worksheet(text("archive.merge.tab"))
    plain = book.add_format({"font_name": "Times New Roman", "font_size": 12, "num_format": "@"})
    bold = book.add_format({"font_name": "Times New Roman", "font_size": 12, "bold": True})
    for column, field in enumerate(fields):
        sheet.write_string(0, column, field, bold)
        longest = max((len(row.get(field, "")) for row in rows), default=0)
        sheet.set_column(column, column, min(60, max(len(field), longest) + 2), plain)
        for place, row in enumerate(rows, start=1):
            sheet.write_string(place, column, row.get(field, ""), plain)
    sheet.freeze_panes(1, 0)
    book.close()
    return buffer.getvalue()
