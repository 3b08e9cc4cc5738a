"""Every version of one cell: who gave what, when, why, from which file, with what evidence."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.schemes.scheme import Criterion
from thidua_desktop.queries.scoring.score_sheets import EntryRow, versions
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.services.scoring.score_sheets import LoadedSheet
from thidua_desktop.services.scoring.sheet_words import show_raw
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.base import Dialog
from ui.tables.columns import Column
from ui.tables.model import RowsModel
from ui.tables.view import TableView


def versions_of(app: AppContext, sheet_id: int, *, unit_id: int, criterion: str) -> tuple[EntryRow, ...]:
    """Newest first."""
    return tuple(reversed(app.read(versions, sheet_id, unit_id=unit_id, criterion=criterion)))


def show_versions(
    context: Context, loaded: LoadedSheet, unit: str, criterion: Criterion, *, owner: QWidget
) -> None:
    """Reads the versions of the entries of one cell and opens them."""
    unit_id = loaded.id_of(unit)

    def shown(found: tuple[EntryRow, ...]) -> None:
        context.dialogs.run(HistoryDialog(unit, criterion, found, owner.window()))

    context.read(
        lambda app: versions_of(app, loaded.id, unit_id=unit_id, criterion=criterion.code),
        done=shown,
        owner=owner,
    )


class HistoryDialog(Dialog):
    """Nothing can be changed here."""

    def __init__(
        self, unit: str, criterion: Criterion, found: tuple[EntryRow, ...], parent: QWidget | None = None
    ) -> None:
        lead = text("score_sheet.history_lead", unit=unit, criterion=f"{criterion.code}. {criterion.name}")
        super().__init__(text("score_sheet.history_title"), parent, lead=lead)
        names = {one.code: one.name for one in criterion.scorers}
        read: tuple[tuple[str, int, Callable[[EntryRow], object]], ...] = (
            ("when", 140, lambda one: _moment(one.made_at)),
            ("who", 170, lambda one: one.judge or names.get(one.scorer, one.scorer)),
            ("version", 60, lambda one: one.version),
            ("raw", 110, lambda one: _shown(criterion, one.raw)),
            ("reason", 220, lambda one: one.reason),
            ("source", 150, lambda one: one.source),
            ("evidence", 150, lambda one: one.evidence),
        )
        columns = tuple(
            Column[EntryRow](key, text(f"score_sheet.history_columns.{key}"), value, wide)
            for key, wide, value in read
        )
        self.model: RowsModel[EntryRow] = RowsModel(columns)
        self.model.set_rows(found)
        self.view: TableView[EntryRow] = TableView(self.model, name=text("score_sheet.history_title"))
        self.body.addWidget(self.view, 1)
        self.add_button(text("score_sheet.close"), kind="primary").clicked.connect(self.reject)
        self.resize(980, 420)


def _shown(criterion: Criterion, raw: str) -> str:
    return show_raw(criterion, raw) or text("score_sheet.taken_out")


def _moment(at: str) -> str:
    """``20/12/2024 08:15`` from the moment stored."""
    day, _, time = at.partition("T")
    year, month, number = day.split("-")
    return f"{number}/{month}/{year} {time[:5]}"
