"""Saved views of a table: columns, widths, order, sorting and filters under a name."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QMenu, QWidget

from thidua_desktop.domain.text import text_sort_key
from thidua_desktop.texts import text
from ui.tables import export
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from ui.tables.panel import TablePanel

_VIEWS: Final = "views"
_LONGEST: Final = 60


def views_of(panel: TablePanel[Any]) -> dict[str, dict[str, Any]]:
    """The views saved for a table, by name in Vietnamese order."""
    saved = panel.settings.table(f"{panel.key}@{_VIEWS}")
    names = sorted((name for name in saved if isinstance(saved[name], dict)), key=text_sort_key)
    return {name: saved[name] for name in names}


def save_view(panel: TablePanel[Any], name: str) -> None:
    """Saves the table as it stands; a view of that name is replaced."""
    name = " ".join(name.split())[:_LONGEST]
    if name:
        panel.settings.put_table(f"{panel.key}@{_VIEWS}", views_of(panel) | {name: panel.state()})


def remove_view(panel: TablePanel[Any], name: str) -> None:
    left = {other: state for other, state in views_of(panel).items() if other != name}
    panel.settings.put_table(f"{panel.key}@{_VIEWS}", left)


def views_menu(panel: TablePanel[Any], parent: QWidget) -> QMenu:
    """Every saved view to apply, the first view, saving, removing."""
    menu = QMenu(text("ui.tables.views"), parent)
    saved = views_of(panel)
    for name, state in saved.items():
        menu.addAction(name.replace("&", "&&")).triggered.connect(partial(_apply, panel, state))
    if saved:
        menu.addSeparator()
    menu.addAction(text("ui.tables.view_first")).triggered.connect(lambda _=False: panel.reset())
    save = menu.addAction(text("ui.tables.view_save"))
    save.triggered.connect(lambda _=False: _ask_name(panel))
    if saved:
        below = menu.addMenu(text("ui.tables.view_remove"))
        for name in saved:
            action = below.addAction(name.replace("&", "&&"))
            action.triggered.connect(lambda _=False, name=name: remove_view(panel, name))
    return menu


def _apply(panel: TablePanel[Any], state: dict[str, Any], _checked: bool = False) -> None:
    panel.apply_state(state)


def _ask_name(panel: TablePanel[Any]) -> None:
    context = export.context_of(panel)
    if context is None:
        return
    field = Field("name", text("ui.tables.view_name"), required=True)
    answers = context.dialogs.ask(text("ui.tables.view_save").rstrip("…"), [field])
    if answers is not None:
        save_view(panel, str(answers["name"]))
        context.notify(text("ui.tables.view_saved", name=str(answers["name"])))
