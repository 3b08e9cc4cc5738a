"""Lịch sử thay đổi: what the journal knows of the chosen record, from any list (Ctrl+H or the menu)."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QLabel, QMenu, QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog, make_button
from ui.style.icons import put_icon
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow

if TYPE_CHECKING:
    from thidua_desktop.services.journal.history import HistoryLine
    from thidua_desktop.services.office.context import AppContext

Row = TypeVar("Row")
_KEY = "Ctrl+H"
_SIZE = (1100, 560)
Found = tuple[str, "tuple[HistoryLine, ...]"]


def offer_history(
    context: Context,
    panel: TablePanel[Row],
    table_name: str,
    row_id: Callable[[Row], int | None] = lambda row: getattr(row, "id", None),
) -> None:
    """Gives a list the menu line and Ctrl+H; ``row_id``: the id of a row's record, None when it has none."""

    def show() -> None:
        row = panel.chosen()
        number = None if row is None else row_id(row)
        if number is not None:
            show_record(context, table_name, number)

    def add(menu: QMenu) -> None:
        action = menu.addAction(text("history_of.menu"))
        action.setShortcut(QKeySequence(_KEY))
        action.triggered.connect(show)

    panel.menu_endings.append(add)
    shortcut = QShortcut(QKeySequence(_KEY), panel.view)
    shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
    shortcut.activated.connect(show)


def offer_history_of_place(
    context: Context, view: QWidget, table_name: str, row_id: Callable[[], int | None]
) -> None:
    """The same for a grid or tree that is no list; ``row_id``: the record the officer stands on, if any."""

    def show() -> None:
        number = row_id()
        if number is not None:
            show_record(context, table_name, number)

    action = QAction(text("history_of.menu"), view)
    action.setShortcut(QKeySequence(_KEY))
    action.setShortcutContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
    action.triggered.connect(show)
    view.addAction(action)
    if view.contextMenuPolicy() == Qt.ContextMenuPolicy.DefaultContextMenu:
        view.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)


def show_record(context: Context, table_name: str, row_id: int) -> None:
    """Opens the history of one record."""

    def read(app: AppContext) -> Found:
        from thidua_desktop.services.journal.history import of_record

        return of_record(app, table_name, row_id)

    _show(context, read)


def show_entry(context: Context, entry_id: int) -> None:
    """Opens what one action changed."""

    def read(app: AppContext) -> Found:
        from thidua_desktop.services.journal.history import of_entry

        return of_entry(app, entry_id)

    _show(context, read)


def export(context: Context, name: str, save: Callable[[Path], None]) -> None:
    """Asks for a file and writes it in the task runner."""
    path = context.dialogs.choose_save_file(
        text("history_of.exporting"),
        name=name,
        patterns=text("history_of.export_patterns"),
        purpose="history",
    )
    if path is None:
        return
    context.runner.run(
        lambda _: save(path),
        done=lambda _: context.notify(text("history_of.export_done", name=path.name)),
        label=text("history_of.exporting"),
    )


class HistoryDialog(Dialog):
    """Newest first; the filter searches all of it."""

    def __init__(self, context: Context, title: str, lines: Sequence[HistoryLine]) -> None:
        super().__init__(text("history_of.title"), lead=title)
        self._context, self._title = context, title
        self.panel: TablePanel[HistoryLine] = TablePanel(
            _columns(),
            key="history",
            name=text("history_of.table"),
            settings=context.settings,
            identity=lambda line: line.number,
            empty=Empty(text("history_of.empty")),
        )
        self.panel.set_rows(lines)
        self.panel.selection_changed.connect(self._show_whole)
        self.body.addWidget(self.panel, 1)
        self.whole = QLabel()
        self.whole.setWordWrap(True)
        self.whole.setAccessibleName(text("history_of.table"))
        self.whole.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.body.addWidget(self.whole)
        self.export = make_button(text("history_of.export"))
        put_icon(self.export, "save")
        allow(self.export, bool(lines), "nothing")
        self.export.clicked.connect(self._export)
        self.panel.tools.addWidget(self.export)
        self.add_button(text("history_of.close")).clicked.connect(self.accept)
        self.finished.connect(lambda _: self.panel.save_state())
        self.resize(*_SIZE)
        self.panel.take_focus()

    def _show_whole(self) -> None:
        """The chosen line with no word cut."""
        line = self.panel.chosen()
        key = "history_of.whole" if line is not None and line.before else "history_of.whole_new"
        self.whole.setText(
            ""
            if line is None
            else text(key, record=line.record, field=line.field, before=line.before, after=line.after)
        )

    def _export(self) -> None:
        from thidua_desktop.services.journal.history import save

        lines = self.panel.model.shown_rows()
        export(self._context, text("history_of.export_name"), lambda path: save(path, self._title, lines))


def _show(context: Context, read: Callable[[AppContext], Found]) -> None:
    def seen(found: Found) -> None:
        context.dialogs.run(HistoryDialog(context, *found))

    context.read(read, done=seen, label=text("history_of.reading"))


def _columns() -> tuple[Column[HistoryLine], ...]:
    def moment(at: str) -> str:
        from thidua_desktop.services.journal.history import moment_words

        return moment_words(at)

    def words(key: str, width: int, *, aside: int = 0) -> Column[HistoryLine]:
        def value(line: HistoryLine) -> str:
            return str(getattr(line, key))

        return Column(key, text(f"history_of.columns.{key}"), value, width, tooltip=value, aside=aside)

    return (
        Column(
            "at",
            text("history_of.columns.at"),
            lambda line: line.at,
            145,
            text=moment,
            fixed=True,
            sort=lambda line: -line.number,
        ),
        words("action", 200),
        words("record", 190, aside=1),
        words("field", 150),
        words("before", 170),
        words("after", 170),
        Column(
            "state",
            text("history_of.columns.state"),
            lambda line: line.undone,
            110,
            aside=2,
            badge=lambda line: Badge(text("history_of.undone")) if line.undone else None,
        ),
    )
