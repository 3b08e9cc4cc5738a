"""The table of tasks as a workbook: written to be printed and worked with, read in any layout."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from thidua_desktop.domain.plan_text.lines import TextTable
from thidua_desktop.domain.plan_text.tasks import columns_of
from thidua_desktop.domain.plan_text.words import PlanWords
from thidua_desktop.domain.planning.task_list import TaskLine, TaskSheet
from thidua_desktop.domain.text import clean, fold
from thidua_desktop.texts import text
from thidua_desktop.workbooks.reading.grid import Grid, cell_text
from thidua_desktop.workbooks.xlsx.figure_book import FigureBook, sheet_tabs
from thidua_desktop.workbooks.xlsx.figure_sheets import lines_needed

if TYPE_CHECKING:
    from xlsxwriter.worksheet import Worksheet

_COLUMNS: Final = (
    ("number", 6.0),
    ("wording", 48.0),
    ("lead", 22.0),
    ("partners", 24.0),
    ("when_text", 20.0),
    ("first", 12.0),
    ("last", 12.0),
    ("state", 14.0),
    ("progress", 9.0),
    ("note", 20.0),
)
_CENTRED: Final = {"number", "first", "last", "state", "progress"}
_MOST_HEAD_ROWS: Final = 60
_A4: Final = 9
_LINE: Final = 15.75
"""Points of one line of the sheet's letters."""
_ENDS: Final = (
    "noi nhan",
    "nguoi lap",
    "lap bieu",
    "tm.",
    "kt.",
    "tl.",
    "chu tich",
    "thu truong",
    "tong cong",
)


def task_workbook(sheet: TaskSheet) -> bytes:
    """A4 on its side, one page wide, headings on every page; days are days and shares are numbers."""
    head = sheet.head
    book = FigureBook(title=" ".join(head.titles), author=head.issuer, created=sheet.created)
    page = book.book.add_worksheet(sheet_tabs([text("task_papers.tab")])[0])
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(_A4)
    page.fit_to_pages(1, 0)
    page.set_margins(left=0.5, right=0.4, top=0.6, bottom=0.6)
    page.set_footer("&C" + text("workbooks_out.page"))
    last = len(_COLUMNS) - 1
    for place, (_, width) in enumerate(_COLUMNS):
        page.set_column(place, place, width)
    page.merge_range(0, 0, 0, 2, head.issuer, book.format(bold=True, align="center"))
    for offset, title in enumerate(head.titles):
        appearance = book.format(bold=True, align="center", font_size=14 if not offset else 12)
        page.merge_range(2 + offset, 0, 2 + offset, last, title, appearance)
    top = 3 + len(head.titles)
    heading = book.format(bold=True, align="center", text_wrap=True, border=1, bg_color="#E8EEF6")
    for place, (name, _) in enumerate(_COLUMNS):
        page.write_string(top, place, text(f"task_papers.columns.{name}"), heading)
    for offset, line in enumerate(sheet.lines, start=top + 1):
        _write_line(book, page, offset, line)
    end = top + len(sheet.lines)
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 2)
    page.autofilter(top, 0, max(end, top), last)
    page.print_area(0, 0, max(end, top), last)
    return book.finish()


def _write_line(book: FigureBook, page: Worksheet, row: int, line: TaskLine) -> None:
    words = {
        "number": line.label,
        "wording": line.wording,
        "lead": line.lead,
        "partners": line.partners,
        "when_text": line.when_text,
        "state": line.state,
        "note": line.note,
    }
    lines = (
        sum(lines_needed(part, width * 1.15) for part in words.get(name, "").split("\n"))
        for name, width in _COLUMNS
    )
    page.set_row(row, _LINE * max(lines) + 4)  # not every program measures wrapped rows by itself
    for place, (name, _) in enumerate(_COLUMNS):
        appearance: dict[str, object] = {"border": 1, "text_wrap": True, "valign": "vcenter"}
        if name in _CENTRED:
            appearance["align"] = "center"
        if name == "wording" and line.piece:
            appearance["indent"] = 1
        if name in {"first", "last"}:
            cell = book.format(**appearance, num_format="dd/mm/yyyy")
            day = (line.spans[0][0] if name == "first" else line.spans[-1][1]) if line.spans else None
            if day is None:
                page.write_blank(row, place, None, cell)
            else:
                page.write_datetime(row, place, day, cell)
        elif name == "progress":
            page.write_number(row, place, line.progress / 100, book.format(**appearance, num_format="0%"))
        else:
            page.write_string(row, place, words[name], book.format(**appearance))


def task_tables(grids: Sequence[Grid], words: PlanWords) -> tuple[TextTable, ...]:
    """Tables of tasks found in the sheets shown; each begins with its heading, in one row."""
    return tuple(table for grid in grids if not grid.hidden for table in _tables(grid, words))


def _tables(grid: Grid, words: PlanWords) -> Iterator[TextTable]:
    rows = [tuple(cell_text(value).strip() for value in row) for row in grid.rows]
    for place in range(min(len(rows), _MOST_HEAD_ROWS)):
        found = _heading(grid, rows, place, words)
        if found is None:
            continue
        heading, below, columns = found
        body = tuple(_body(grid, rows, below, columns))
        if body:
            yield TextTable(place + 1, (heading, *body))
        return


def _heading(
    grid: Grid, rows: Sequence[tuple[str, ...]], place: int, words: PlanWords
) -> tuple[tuple[str, ...], int, dict[str, int]] | None:
    """The heading in one row, where the body begins, its columns; two rows under each other are tried too."""
    single = columns_of(TextTable(place + 1, (rows[place],)), words)
    if place + 1 < len(rows):
        joined = _joined(grid, rows, place)
        double = columns_of(TextTable(place + 1, (joined,)), words)
        if (
            double
            and len(double[1]) > (len(single[1]) if single else 0)
            and _is_heading(rows[place + 1], words)
        ):
            return joined, place + 2, double[1]
    return (rows[place], place + 1, single[1]) if single else None


def _joined(grid: Grid, rows: Sequence[tuple[str, ...]], place: int) -> tuple[str, ...]:
    """Each column's words of the lower row, else those above it."""
    width = max(len(rows[place]), len(rows[place + 1]))

    def cell(row: int, column: int) -> str:
        return rows[row][column] if column < len(rows[row]) else ""

    return tuple(cell(place + 1, column) or cell(place, column) for column in range(width))


def _is_heading(row: Sequence[str], words: PlanWords) -> bool:
    """Every cell of it is short and one of them names a column."""
    message = [cell for cell in row if cell]
    named = [cell for cell in message if any(phrase in fold(cell) for phrase, _ in words.columns.pairs)]
    return bool(named) and all(len(cell) < 40 for cell in message)


def _body(
    grid: Grid, rows: Sequence[tuple[str, ...]], start: int, columns: dict[str, int]
) -> Iterator[tuple[str, ...]]:
    """Rows up to the closing words; what is merged downwards is reported again in each numbered row."""
    above = _merged(grid)
    blank = False
    for place in range(start, len(rows)):
        row = list(rows[place])
        if not any(row):
            blank = True
            continue
        number = columns.get("no")
        numbered = number is None or bool(number < len(row) and row[number])
        first = fold(next((cell for cell in row if cell), ""))
        if first.startswith(_ENDS) or (blank and not numbered):
            return
        blank = False
        if numbered:
            for name in ("lead", "partners", "when_text"):
                column = columns.get(name)
                if column is not None and column < len(row) and not row[column]:
                    row[column] = clean(above.get((place, column), ""))
        yield tuple(row)


def _merged(grid: Grid) -> dict[tuple[int, int], str]:
    """What each covered cell of a merge downwards says."""
    found = {}
    for (top, left), (bottom, _) in grid.merges:
        if bottom > top and top < len(grid.rows) and left < len(grid.rows[top]):
            for row in range(top + 1, bottom + 1):
                found[row, left] = cell_text(grid.rows[top][left])
    return found
