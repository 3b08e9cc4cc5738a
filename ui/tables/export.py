"""What a table shows leaves the program: as a workbook, and as paper to look at, save and print."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.number_tables import Cell, ColumnKind, FigureColumn
from thidua_desktop.domain.shown_table import ShownTable
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.tables.columns import Column, plain_words
from ui.tables.filters import ColumnFilter

if TYPE_CHECKING:
    from ui.tables.panel import TablePanel

_LETTER: Final = 7.5
"""Pixels of a column that one letter of a workbook's column stands for."""
_MOST_PLACES: Final = 4


def context_of(widget: QWidget) -> Context | None:
    """The context of the window a widget stands in; None where there is none (a widget by itself)."""
    here: QObject | None = widget
    while here is not None:
        found = here.findChild(Context, options=Qt.FindChildOption.FindDirectChildrenOnly)
        if isinstance(found, Context):
            return found
        here = here.parent()
    return None


def shown_table(panel: TablePanel[Any], context: Context) -> ShownTable:
    """The rows selected, when there are several; else all rows shown. Columns as they stand."""
    columns = panel.view.columns_shown()
    selected = panel.selected()
    rows = selected if len(selected) > 1 else panel.model.shown_rows()
    total = panel.model.total
    if len(selected) > 1:
        subtitle = text("shown_table.rows_selected", shown=plain_words(len(rows)), total=plain_words(total))
    elif len(rows) < total:
        subtitle = text("shown_table.rows_filtered", shown=plain_words(len(rows)), total=plain_words(total))
    else:
        subtitle = text("shown_table.rows", shown=plain_words(total))
    made = [_column(column, rows) for column in columns]
    cells = (
        tuple(_cell(column, made_as.kind, row) for column, made_as in zip(columns, made, strict=True))
        for row in rows
    )
    notes = [text("shown_table.note", day=f"{context.app.today():%d/%m/%Y}", year=context.year)]
    filters = filter_words(panel)
    if filters:
        notes.insert(0, text("shown_table.filter_note", filters=filters))
    return ShownTable(
        title=panel.view.accessibleName(),
        columns=tuple(made),
        rows=tuple(cells),
        subtitles=(subtitle,),
        notes=tuple(notes),
    )


def filter_words(panel: TablePanel[Any]) -> str:
    """What the table is filtered by, in words; empty when it shows every row."""
    typed = panel.filter_box.text().strip()
    parts = [text("shown_table.filter_words", words=typed)] if typed else []
    for place, made in sorted(panel.model.filters.items()):
        parts += _filter_parts(panel.model.columns[place].title, made)
    return "; ".join(parts)


def foot_words(panel: TablePanel[Any], rows: Sequence[Any]) -> str:
    """What the table is filtered by and the sums of ``rows``, for the line below it."""
    filters = filter_words(panel)
    parts = [text("ui.tables.filtered", filters=filters)] if filters else []
    for column in panel.view.columns_shown() if rows else ():
        values = [value for row in rows if column.sums and is_number(value := column.value(row))]
        if values:
            parts.append(text("ui.tables.sum", column=column.title, sum=plain_words(sum(values))))
    return " · ".join(parts)


def _filter_parts(column: str, made: ColumnFilter) -> list[str]:
    parts = []
    if made.words:
        parts.append(text("shown_table.filter_column_words", column=column, words=made.words))
    if made.values is not None:
        named = ", ".join(sorted(value or text("ui.tables.filter_blank") for value in made.values))
        if len(made.values) > 3:
            named = text("shown_table.filter_more_values", count=len(made.values))
        parts.append(text("shown_table.filter_values", column=column, values=named))
    for key, number in (("least", made.least), ("most", made.most)):
        if number is not None:
            parts.append(text(f"shown_table.filter_{key}", column=column, number=plain_words(number)))
    return parts


def save_workbook(panel: TablePanel[Any], context: Context) -> None:
    """Asks where and writes what is shown as .xlsx in the task runner."""
    from thidua_desktop.services.reports import shown_table as service

    table = shown_table(panel, context)
    path = context.dialogs.choose_save_file(
        text("shown_table.save_title"),
        name=service.file_name(table, ".xlsx"),
        patterns=text("shown_table.patterns"),
        purpose="tables",
    )
    if path is not None:
        context.act(
            lambda _: service.save_workbook(context.app, table, path),
            label=text("shown_table.exporting"),
            done=lambda _: context.notify(text("shown_table.saved", name=path.name)),
            owner=panel,
        )


def show_as_paper(panel: TablePanel[Any], context: Context) -> None:
    """Opens what is shown as paper: to look at, save as PDF or .docx, print."""
    from thidua_desktop.services.reports import shown_table as service
    from ui.printing.paper_dialog import Paper, show_paper

    table = shown_table(panel, context)
    paper = Paper(
        title=table.title,
        label=text("shown_table.drawing"),
        render=lambda progress: service.render(context.app, table, progress=progress),
        name=lambda: service.file_name(table, ".pdf"),
        save_docx=lambda path, progress: service.save_docx(context.app, table, path, progress=progress),
    )
    show_paper(context, paper, owner=panel)


def is_number(value: object) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


def _column(column: Column[Any], rows: Sequence[Any]) -> FigureColumn:
    """Numbers and days stay what they are where the whole column holds them and shows them plainly."""
    kind: ColumnKind = "text"
    places = 0
    if column.badge is None and (column.text is None or column.sums):
        values = [value for row in rows if (value := column.value(row)) not in (None, "")]
        if values and all(is_number(value) for value in values):
            places = max(_places(value) for value in values)
            kind = "points" if places else "count"
        elif values and all(type(value) is dt.date for value in values):
            kind = "date"
    return FigureColumn(
        key=column.key,
        heading=column.title,
        kind=kind,
        width=max(column.width / _LETTER, 6.0),
        summed=column.sums and kind in ("count", "points"),
        decimals=places,
    )


def _cell(column: Column[Any], kind: ColumnKind, row: Any) -> Cell:
    if kind == "text":
        return column.words(row)
    value: Cell = column.value(row)
    return None if value == "" else value


def _places(value: int | Decimal) -> int:
    exponent = Decimal(value).normalize().as_tuple().exponent
    return min(max(-exponent, 0), _MOST_PLACES) if isinstance(exponent, int) else 0
