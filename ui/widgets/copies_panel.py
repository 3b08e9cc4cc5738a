"""The list of copies: when and why each was made, what it holds, whether it opens."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Final

from thidua_desktop.texts import text
from ui.core.machine_settings import MachineSettings
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel

if TYPE_CHECKING:
    from thidua_desktop.services.backup.backups import Copy

_MOMENT: Final = "%d/%m/%Y %H:%M"
_MEGABYTE: Final = 1_000_000


def copies_panel(settings: MachineSettings) -> TablePanel[Copy]:
    """An empty table of copies; the newest stands first."""
    columns: tuple[Column[Copy], ...] = (
        Column("taken", text("system.copies.taken"), _taken, 140, fixed=True, sort=lambda row: row.taken_at),
        Column("reason", text("system.copies.reason"), lambda row: row.reason_words, 170),
        Column("holds", text("system.copies.holds"), lambda row: row.contents_words, 420),
        Column("last", text("system.copies.last_change"), _last, 140, fixed=True),
        Column("size", text("system.copies.size"), _size, 80, align="right"),
        Column("state", text("system.copies.state"), lambda row: row.facts.usable, 110, badge=_badge),
    )
    return TablePanel(
        columns,
        key="copies",
        name=text("system.copies.table"),
        settings=settings,
        identity=lambda row: row.path,
        empty=Empty(text("system.copies.none")),
        filterable=False,
    )


def moment_words(iso: str) -> str:
    """``05/12/2026 08:30`` for an ISO moment; empty for none."""
    try:
        return dt.datetime.fromisoformat(iso).strftime(_MOMENT)
    except ValueError:
        return ""


def _taken(row: Copy) -> str:
    return row.taken_at.strftime(_MOMENT)


def _last(row: Copy) -> str:
    return moment_words(row.facts.last_change)


def _size(row: Copy) -> str:
    return text("system.copies.megabytes", size=f"{row.size / _MEGABYTE:.1f}".replace(".", ","))


def _badge(row: Copy) -> Badge:
    if row.facts.usable:
        return Badge(text("system.copies.usable"), "ok")
    return Badge(text("system.copies.unusable"), "danger")
