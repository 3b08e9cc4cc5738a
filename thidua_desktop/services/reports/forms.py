"""The ministry's forms 0601 to 0605 filled with what this office knows, and the sums that must agree in them.

Source: Circular 02/2023/TT-BNV (confidence by form in the catalogue; that it is in force: U).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from thidua_desktop.catalogue import award_by_code
from thidua_desktop.catalogue.forms import Form, forms_on
from thidua_desktop.documents.files import write_atomically
from thidua_desktop.domain.dates import PartialDate
from thidua_desktop.domain.errors import OfficeError
from thidua_desktop.domain.number_tables import Cell, FigureColumn, FigureTable, RowGroup, SummarySheet
from thidua_desktop.domain.text import search_key
from thidua_desktop.queries.decisions.grants import GrantRow, of_year
from thidua_desktop.queries.decisions.receivers import receivers
from thidua_desktop.queries.office.settings import office
from thidua_desktop.queries.planning.plan_text import MovementRow, movements_of_year
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.reports.statistics import sheet_head
from thidua_desktop.texts import text

Cells = Mapping[tuple[str, str], int]
"""Number by (code of the row, key of the column)."""
_METHODS: Final = (
    "CONG_TRANG",
    "CHUYEN_DE",
    "DOT_XUAT",
    "DOI_NGOAI",
    "CONG_HIEN",
    "NIEN_HAN",
    "KHANG_CHIEN",
)
_HONOURS: Final = frozenset({"AHLD", "BMVNAH", "NGND", "NGUT", "TTND", "TTUT"})
_STATE: Final = {"CO_CP": "6", "CSTDTQ": "8"}
_PROVINCE: Final = {"BK_TINH": "2", "CSTDT": "3", "CO_TINH": "4"}


@dataclass(frozen=True, slots=True)
class FilledForm:
    """A form with its numbers; a cell that is not there is empty. ``notes`` say what could not be counted."""

    form: Form
    cells: Cells
    notes: tuple[str, ...]


def filled_forms(app: AppContext, *, year: int) -> tuple[FilledForm, ...]:
    """The forms of the end of a year. OfficeError ``statistics.no_forms`` when none is known of that day."""
    forms = forms_on(dt.date(year, 12, 15))
    if not forms:
        raise OfficeError("statistics.no_forms", year=year)
    makers = {"0601": _movements, "0602": _state, "0603": _province}
    filled = []
    for form in forms:
        make = makers.get(form.code)
        cells, notes = make(app, year) if make else (Counter[tuple[str, str]](), [f"none_{form.code}"])
        worded = tuple(
            text(f"statistics.ministry.{note}", form=form.code, count=notes.count(note))
            for note in dict.fromkeys(notes)
        )
        filled.append(FilledForm(form, cells, worded))
    return tuple(filled)


def disagreements(filled: FilledForm) -> tuple[str, ...]:
    """Every sum that is not the sum of its rows, with the cells it is made of; a column of no number agrees."""
    found, form = [], filled.form
    for column in form.columns:
        for check in form.checks:
            total = filled.cells.get((check.total, column.key), 0)
            parts = sum(filled.cells.get((code, column.key), 0) for code in check.parts)
            if total != parts:
                found.append(
                    text(
                        "statistics.ministry.disagree",
                        form=form.code,
                        column=column.key,
                        total=check.total,
                        value=total,
                        parts=", ".join(check.parts),
                        sum=parts,
                    )
                )
    return tuple(found)


def save_forms(app: AppContext, path: Path, *, year: int) -> None:
    """The forms as ``.xlsx`` or ``.pdf`` by the ending of the name, with what does not agree below them."""
    filled = filled_forms(app, year=year)
    sheet = SummarySheet(
        head=sheet_head(
            app, text("statistics.ministry.title"), text("statistics.summary.subtitle", year=year)
        ),
        tables=tuple(map(form_table, filled)),
        tabs=tuple(one.form.code for one in filled),
        notes=tuple(line for one in filled for line in (*one.notes, *disagreements(one))),
        created=app.database.clock(),
    )
    if path.suffix.lower() == ".pdf":
        from thidua_desktop.documents.reports.summary import render_summary

        write_atomically(path, render_summary(sheet))
        return
    from thidua_desktop.workbooks.reports.year_summary import summary_workbook

    write_atomically(path, summary_workbook(sheet))


def form_table(filled: FilledForm) -> FigureTable:
    """The form as a table: code, numbers, and the total of its columns where it has several of one kind."""
    form = filled.form
    columns = [
        FigureColumn(key="label", heading=text("statistics.ministry.label"), width=30),
        FigureColumn(key="code", heading=text("statistics.ministry.code"), kind="id", width=6),
    ]
    numbers = [
        FigureColumn(key=one.key, heading=f"{one.heading} ({one.key})", kind="count", over=one.over)
        for one in form.columns
    ]
    if form.code in ("0601", "0602", "0603"):
        keys = tuple(one.key for one in form.columns)
        columns.append(
            FigureColumn(key="1", heading=text("statistics.ministry.all"), kind="count", plus=keys)
        )
    rows: tuple[dict[str, Cell], ...] = tuple(
        {
            "label": label,
            "code": code,
            **{one.key: filled.cells.get((code, one.key)) for one in form.columns},
        }
        for code, label in form.rows
    )
    force = text("statistics.ministry.unconfirmed") if form.in_force == "U" else ""
    return FigureTable(
        title=text(
            "statistics.ministry.head", symbol=form.symbol, title=form.title, act=form.act, due=form.due
        )
        + force,
        columns=(*columns, *numbers),
        groups=(RowGroup(rows),),
    )


def _movements(app: AppContext, year: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Movements this office launched, in the column of offices; what is not known is in no row of its kind."""
    cells, notes = Counter[tuple[str, str]](), list[str]()
    ours = search_key(app.read(office).name)
    for one in app.read(movements_of_year, year=year):
        if one.kind == "drive":
            continue
        if not one.launched_by:
            notes.append("no_launcher")
            continue
        if search_key(one.launched_by) not in ours and ours not in search_key(one.launched_by):
            notes.append("other_launcher")
            continue
        cells.update([("01", "4"), ("05", "4")])
        for code, note in ((_length(one), "no_length"), (_method(one), "no_method")):
            if code:
                cells[code, "4"] += 1
            else:
                notes.append(note)
    return cells, notes


def _length(one: MovementRow) -> str:
    """Row of the length of a movement; exactly one year is its own row. Empty when a day is not known."""
    if one.starts is None or one.ends is None:
        return ""
    first, last = _day(one.starts, end=False), _day(one.ends, end=True)
    after = last + dt.timedelta(days=1)
    if _later(first, 1) in (last, after):
        return "07"
    return next(
        (code for code, years in (("06", 1), ("08", 3), ("09", 5)) if after < _later(first, years)), "10"
    )


def _day(day: PartialDate, *, end: bool) -> dt.date:
    """The first or last day a date with its precision may mean."""
    parts = [int(part) for part in day.value.split("-")]
    if len(parts) == 3:
        return dt.date(*parts)
    month = parts[1] if len(parts) == 2 else 12 if end else 1
    if not end:
        return dt.date(parts[0], month, 1)
    return dt.date(parts[0] + month // 12, month % 12 + 1, 1) - dt.timedelta(days=1)


def _later(day: dt.date, years: int) -> dt.date:
    """The same day some years later; of 29 February 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return dt.date(day.year + years, 3, 1)


def _method(one: MovementRow) -> str:
    return {"thematic": "11", "regular": "12"}.get(one.regularity, "")


def _state(app: AppContext, year: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    return _awards(app, year, level="state", kinds=("06", "08", "09"), leading=("13", "14"), method=15)


def _province(app: AppContext, year: int) -> tuple[Counter[tuple[str, str]], list[str]]:
    return _awards(app, year, level="province", kinds=("02", "04", "05"), leading=("09", "10"), method=11)


def _awards(
    app: AppContext,
    year: int,
    *,
    level: str,
    kinds: tuple[str, str, str],
    leading: tuple[str, str],
    method: int,
) -> tuple[Counter[tuple[str, str]], list[str]]:
    """Awards of a level given to this office's people, collectives and households."""
    cells, notes = Counter[tuple[str, str]](), list[str]()
    leader = {one.grant_id: one.leader for one in app.read(receivers, year=year)}
    for one in app.read(of_year, year=year):
        if award_by_code(one.award_code).level != level:
            continue
        column = _column(one, level)
        if not column:
            notes.append(f"no_column_{level}")
            continue
        rows = ["01", dict(zip(("collective", "household", "person"), kinds, strict=True))[one.subject_type]]
        if level == "state":
            rows.append("03")
        if one.subject_type == "person":
            leads = leader.get(one.id)
            if leads is None:
                notes.append("no_position")
            else:
                rows.append(leading[0] if leads else leading[1])
        if one.occasion in _METHODS:
            rows.append(f"{method + _METHODS.index(one.occasion):02d}")
        else:
            notes.append("no_method_row")
        cells.update((row, column) for row in rows)
    return cells, notes


def _column(one: GrantRow, level: str) -> str:
    """The column of an award; empty when the form has none for it."""
    if level == "province":
        return _PROVINCE.get(one.award_code, "")
    if one.award_code in _STATE:
        return _STATE[one.award_code]
    if one.subject_type == "household":
        return ""
    side = "a" if one.subject_type == "collective" else "b"
    if one.award_code.startswith("HC"):
        return "2" + side
    if one.award_code == "BK_TTG":
        return "7" + side
    return ("5" if one.award_code in _HONOURS else "9") + side
