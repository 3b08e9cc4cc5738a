"""A list of 100,000 rows: first rows, a key in the filter, sorting, selecting all, scrolling.

The yardstick is a bare ``QTableView`` over a Python list of the same words that filters and sorts that list
itself. Both run in the window's thread. The bare view stands still meanwhile; ours sorts in slices between which
the window answers, and its value ends when the last slice is shown.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from typing import Any

from benchmarks.measuring import Line, run_alone, side_by_side

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QTableView, QWidget

from benchmarks.offices import name_of
from ui.tables.columns import Column
from ui.tables.model import RowsModel
from ui.tables.view import TableView

ROWS = 100_000
Index = QModelIndex | QPersistentModelIndex
Words = tuple[str, ...]


def rows_of(count: int) -> list[Words]:
    units = [f"Trường Tiểu học Sơn Hà {number}" for number in range(120)]
    return [
        (name_of(number), units[number * 7 % 120], "Lao động tiên tiến", f"{number}/QĐ-UBND", "20/12/2024")
        for number in range(count)
    ]


class BareModel(QAbstractTableModel):
    """The least a model must be."""

    def __init__(self, rows: list[Words]) -> None:
        super().__init__()
        self.every, self.shown = rows, rows

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        return 0 if parent.isValid() else len(self.every[0])

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        if role == int(Qt.ItemDataRole.DisplayRole):
            return self.shown[index.row()][index.column()]
        return None

    def show_rows(self, rows: list[Words]) -> None:
        self.beginResetModel()
        self.shown = rows
        self.endResetModel()


def our_view(rows: list[Words]) -> tuple[TableView[Words], RowsModel[Words]]:
    titles = ("Họ và tên", "Đơn vị", "Danh hiệu", "Số quyết định", "Ngày")
    columns = [
        Column(key=f"c{place}", title=title, value=lambda row, place=place: row[place], width=160)
        for place, title in enumerate(titles)
    ]
    model = RowsModel(columns)
    view = TableView(model, name="list")
    _shown(view)
    model.set_rows(rows)
    return view, model


def bare_view(rows: list[Words]) -> tuple[QTableView, BareModel]:
    model = BareModel(rows)
    view = QTableView()
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setModel(model)
    _shown(view)
    return view, model


def _shown(view: QWidget) -> None:
    view.resize(1000, 600)
    view.show()
    QApplication.processEvents()


def painted(view: QTableView, action: Callable[[], object]) -> Callable[[], None]:
    """The action and its picture, once all that was asked for is made: many rows are sorted in slices."""
    rows = view.model()

    def run() -> None:
        action()
        while isinstance(rows, RowsModel) and rows.busy:
            QApplication.processEvents()
        view.viewport().repaint()

    return run


def measure(quick: bool) -> Iterator[Line]:
    application = QApplication.instance() or QApplication([])
    rows = rows_of(10_000 if quick else ROWS)
    (ours, model), (bare, theirs) = our_view(rows), bare_view(rows)
    keys = iter(range(1_000_000))

    def bare_filter() -> None:
        theirs.show_rows([row for row in rows if any("hoa" in cell.lower() for cell in row)])

    def scroll(view: QTableView) -> None:
        bar = view.verticalScrollBar()
        bar.setValue((next(keys) * 977) % max(bar.maximum(), 1))

    steps: tuple[tuple[str, Callable[[], object], Callable[[], object]], ...] = (
        ("first rows", lambda: model.set_rows(rows), lambda: theirs.show_rows(list(rows))),
        ("filter, first key", lambda: (model.set_rows(rows), model.set_filter("hoa")), bare_filter),
        ("filter, next key", lambda: model.set_filter("hoa 1"), bare_filter),
        (
            "sort by a text column",
            lambda: (model.sort(-1), model.sort(1)),
            lambda: theirs.show_rows(sorted(rows, key=lambda row: row[1])),
        ),
        ("select all", ours.selectAll, bare.selectAll),
        ("scroll", lambda: scroll(ours), lambda: scroll(bare)),
    )
    for name, mine, yardstick in steps:
        if name in ("sort by a text column", "select all"):
            painted(ours, lambda: model.set_filter(""))()
            theirs.show_rows(list(rows))
        yield side_by_side(
            f"list of {len(rows):,} rows: {name} / bare QTableView",
            painted(ours, mine),
            painted(bare, yardstick),
            bound=1.5,
            runs=3 if quick else 7,
        )
    del application


if __name__ == "__main__":
    raise SystemExit(run_alone(measure))
