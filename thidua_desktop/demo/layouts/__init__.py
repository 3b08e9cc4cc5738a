"""Eight ways lists are laid out in real life, written as workbooks; what was written is reported as truth."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from thidua_desktop.demo.layouts import flat, grouped, wide
from thidua_desktop.demo.layouts.page import Page, Written
from thidua_desktop.demo.nominees import ExpectedRecord, Line
from thidua_desktop.domain.dates import PartialDate

LAYOUTS = {
    "template": flat.template,
    "titled": flat.titled,
    "split": flat.split,
    "two_row": wide.two_row,
    "matrix": wide.matrix,
    "groups": grouped.groups,
    "sheets": grouped.sheets,
    "unit_groups": grouped.unit_groups,
}


def write_book(
    book: Mapping[str, Any], lines: Sequence[Line], *, folder: Path, award_names: Mapping[str, str]
) -> tuple[ExpectedRecord, ...]:
    """Writes one sender's workbook into ``folder`` and returns what a right import finds in it."""
    page = Page(book, award_names)
    written = LAYOUTS[book["layout"]](page, lines)
    page.save(folder / book["file"])
    return tuple(_expected(one) for one in written)


def _expected(one: Written) -> ExpectedRecord:
    """A copy of a line is surely one only when it reports the whole birth date; else the officer is asked
    about it."""
    nominee, flaw = one.line.nominee, one.line.flaw
    surely_stopped = not one.line.arrives and (flaw != "duplicate" or one.born_shown == "day")
    return ExpectedRecord(
        sheet=one.sheet,
        row=one.row,
        subject_type=nominee.subject_type,
        name=nominee.name.rpartition(" ")[0] if flaw == "no_given" else nominee.name,
        awards=tuple(sorted(one.awards)),
        unit=nominee.unit,
        born=_born(one),
        importable=not surely_stopped,
        flaw=flaw,
    )


def _born(one: Written) -> PartialDate | None:
    born = one.line.nominee.born
    if born is None or one.born_shown is None:
        return None
    length = {"day": 10, "month": 7, "year": 4}[one.born_shown]
    return PartialDate(born.isoformat()[:length], one.born_shown)
