"""Stored results of formulas, put back into a workbook written without them.

A workbook sent by mail opens in a protected view that does not compute, and a telephone never does: without
stored results names made by a formula would be blank there.
"""

from __future__ import annotations

import datetime as dt
import io
import re
import zipfile
from collections.abc import Mapping
from typing import Final
from xml.sax.saxutils import escape

from thidua_desktop.workbooks.grid import Grid, Value, column_index
from thidua_desktop.workbooks.reader_zip import sheet_parts

_FORMULA: Final = re.compile(
    rb'<c r="([A-Z]{1,3})(\d+)"((?: s="\d+")?)(?: t="\w+")?>(<f\b[^>]*(?:/>|>[^<]*</f>))<v\s*(?:/>|></v>)</c>'
)


def with_results(data: bytes, grids: Mapping[str, Grid]) -> bytes:
    """The workbook ``data`` with the values ``grids`` (by sheet title) hold where it has formulas."""
    source = io.BytesIO(data)
    with zipfile.ZipFile(source) as old:
        sheets = {part: grids[name] for name, part in sheet_parts(old)[0].items() if name in grids}
        if not any(_FORMULA.search(old.read(part)) for part in sheets):
            return data
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                content = old.read(item)
                if item.filename in sheets:
                    content = _filled(content, sheets[item.filename])
                new.writestr(item, content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _filled(xml: bytes, grid: Grid) -> bytes:
    def fill(found: re.Match[bytes]) -> bytes:
        letters, number, style, formula = found.groups()
        row, column = int(number) - 1, column_index(letters.decode())
        values = grid.rows[row] if row < len(grid.rows) else []
        stored = _stored(values[column]) if column < len(values) else None
        if stored is None or (row, column) in grid.marks:
            return found[0]
        kind, shown = stored
        return b'<c r="%s%s"%s%s>%s<v>%s</v></c>' % (letters, number, style, kind, formula, shown)

    return _FORMULA.sub(fill, xml)


def _stored(value: Value) -> tuple[bytes, bytes] | None:
    """The ``t`` attribute and the text of a stored result; dates are left to be computed."""
    if isinstance(value, bool):
        return b' t="b"', b"1" if value else b"0"
    if isinstance(value, int | float):
        return b"", repr(value).encode()
    if isinstance(value, dt.date | dt.time | dt.timedelta):
        return None
    return b' t="str"', escape(value).encode()
