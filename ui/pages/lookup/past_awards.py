"""Awards of former years from lists: what each line would become, then taken in by one press."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from thidua_desktop.domain.changes import Changes
from thidua_desktop.domain.file_kinds import LISTS, pattern
from thidua_desktop.domain.progress import Progress
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.style.tokens import Tone
from ui.tables.columns import Badge, Column
from ui.tables.panel import Empty, TablePanel
from ui.widgets.allowing import allow
from ui.widgets.dates import show_date

if TYPE_CHECKING:
    from thidua_desktop.services.decisions.external.past_award_list import HistoryRow, PastAwardsAnalysis

_TONES: Final[dict[str, Tone]] = {"new": "ok", "identical": "neutral", "error": "danger"}


def import_history(context: Context, owner: QWidget) -> None:
    """Asks for a list, shows what it holds, and records it when the officer agrees."""
    paths = context.dialogs.choose_open_files(
        text("lookup.history.choose"),
        patterns=pattern(text("lookup.history.patterns"), LISTS),
        purpose="history",
    )
    if paths:
        _analyse(context, paths[0], owner)


def _analyse(context: Context, path: Path, owner: QWidget) -> None:
    def read(progress: Progress) -> PastAwardsAnalysis:
        from thidua_desktop.services.decisions.external.past_award_list import analyse

        return analyse(context.app, path, progress=progress)

    context.runner.run(
        read,
        done=lambda found: _show(context, found, owner),
        label=text("lookup.history.reading", name=path.name),
        cancellable=True,
        owner=owner,
    )


def _show(context: Context, found: PastAwardsAnalysis, owner: QWidget) -> None:
    if not context.dialogs.run(HistoryDialog(context, found, parent=owner.window())):
        return

    def write(progress: Progress) -> Changes:
        from thidua_desktop.services.backup.backups import before_import
        from thidua_desktop.services.decisions.external.past_award_list import commit

        before_import(context.app, progress=progress)

        return commit(context.app, found, progress=progress).changes

    context.act(
        write,
        label=text("lookup.history.importing"),
        done=lambda _: context.notify(text("lookup.history.done", count=found.counts["new"])),
        cancellable=True,
        owner=owner,
    )


class HistoryDialog(Dialog):
    """Every award of the list with what would become of it; the counts add up to the rows."""

    def __init__(self, context: Context, found: PastAwardsAnalysis, *, parent: QWidget | None) -> None:
        super().__init__(text("lookup.history.title", name=found.file_name), parent)
        counts = found.counts
        words = QLabel(
            text(
                "lookup.history.counts",
                rows=len(found.rows),
                **{key: counts[key] for key in ("new", "identical", "error")},
            )
        )
        words.setProperty("role", "heading")
        words.setWordWrap(True)
        self.panel: TablePanel[HistoryRow] = TablePanel(
            history_columns(),
            key="history_rows",
            name=text("lookup.history.table"),
            settings=context.settings,
            identity=lambda row: (row.sheet, row.row, row.award),
            empty=Empty(text("lookup.history.nothing")),
        )
        self.panel.set_rows(found.rows)
        self.body.addWidget(words)
        self.body.addWidget(self.panel, 1)
        self.add_button(text("ui.buttons.cancel")).clicked.connect(self.reject)
        accept = self.add_button(text("lookup.history.accept", count=counts["new"]), kind="primary")
        allow(accept, counts["new"] > 0, "nothing_new")
        accept.clicked.connect(self.accept)
        self.resize(980, 600)
        accept.setFocus(Qt.FocusReason.OtherFocusReason)


def history_columns() -> tuple[Column[HistoryRow], ...]:
    from thidua_desktop.catalogue import award_by_code

    word = "lookup.history.columns"
    return (
        Column("row", text(f"{word}.row"), lambda row: row.row, 56, "right"),
        Column("name", text(f"{word}.name"), lambda row: row.record.name, 180),
        Column("year", text(f"{word}.year"), lambda row: row.year.year or None, 60, "right", text=_year),
        Column(
            "award",
            text(f"{word}.award"),
            lambda row: award_by_code(row.award).short_name if row.award else "",
            150,
        ),
        Column("number", text(f"{word}.number"), lambda row: row.decision.number, 120),
        Column(
            "day",
            text(f"{word}.day"),
            lambda row: row.decision.day,
            96,
            text=lambda day: show_date(day) if day else "",
        ),
        Column(
            "outcome",
            text(f"{word}.outcome"),
            lambda row: row.outcome,
            90,
            badge=lambda row: Badge(text(f"lookup.history.outcomes.{row.outcome}"), _TONES[row.outcome]),
        ),
        Column("remark", text(f"{word}.remark"), lambda row: row.remark, 240),
    )


def _year(year: int | None) -> str:
    return str(year) if year else ""
