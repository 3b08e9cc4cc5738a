"""What goes out to the units: their own file with its faults marked, and the workbook they fill in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Final

from PySide6.QtWidgets import QWidget

from thidua_desktop.domain.progress import Progress
from thidua_desktop.queries.organisation.units import UnitRow, units_on
from thidua_desktop.services.importing import templates
from thidua_desktop.services.importing.returned import returned_workbook
from thidua_desktop.services.office.context import AppContext
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

Saved = Callable[[Path, str], None]
_EVERY: Final = 0


def give_back(context: Context, batch_id: int, *, owner: QWidget, saved: Saved) -> None:
    """Asks where, and saves the sender's file marked; a file without faults is reported as such."""

    app = context.app

    def named(found: tuple[str, bool]) -> None:
        name, protected = found
        path = context.dialogs.choose_save_file(
            text("intake.give.title"), name=name, patterns=text("intake.give.patterns"), purpose="give_back"
        )
        if path is not None:
            words = text("intake.saved.unlocked", path=path) if protected else ""
            context.runner.run(
                lambda progress: returned_workbook.save_marked(app, batch_id, path, progress=progress),
                done=lambda made: saved(made, words),
                label=text("intake.give.making"),
                owner=owner,
            )

    context.runner.run(
        lambda _: (
            returned_workbook.marked_name(app, batch_id),
            returned_workbook.was_protected(app, batch_id),
        ),
        done=named,
        label=text("intake.give.asking"),
        owner=owner,
    )


def save_templates(context: Context, *, owner: QWidget, saved: Saved) -> None:
    """Asks for which unit, and saves its template; for all of them into a folder."""
    context.runner.run(
        lambda _: _alive(context.app),
        done=lambda alive: _ask_unit(context, alive, owner, saved),
        label=text("commendation.reading"),
        owner=owner,
    )


def _alive(app: AppContext) -> tuple[UnitRow, ...]:
    return app.read(units_on, app.today())


def _ask_unit(context: Context, alive: tuple[UnitRow, ...], owner: QWidget, saved: Saved) -> None:
    if not alive:
        context.dialogs.report(text("intake.templates.title"), text("templates.errors.no_units"))
        return
    choices = (
        Choice(_EVERY, text("intake.templates.every", count=len(alive))),
        *(Choice(unit.id, unit.name) for unit in alive),
    )
    answers = context.dialogs.ask(
        text("intake.templates.title"),
        [Field("unit", text("intake.templates.unit"), "choice", required=True, choices=choices)],
        values={"unit": _EVERY},
        accept_label=text("intake.templates.accept"),
        lead=text("intake.templates.lead"),
    )
    if answers is None:
        return
    if answers["unit"] == _EVERY:
        _save_every(context, owner, saved)
        return
    _save_one(context, next(unit for unit in alive if unit.id == answers["unit"]), owner, saved)


def _save_one(context: Context, unit: UnitRow, owner: QWidget, saved: Saved) -> None:
    year = context.year
    path = context.dialogs.choose_save_file(
        text("intake.templates.save_title"),
        name=templates.template_name(unit.name, year),
        patterns=text("intake.templates.patterns"),
        purpose="templates",
    )
    if path is not None:
        context.runner.run(
            lambda _: templates.save_template(context.app, unit_id=unit.id, path=path, year=year),
            done=lambda made: saved(made, ""),
            label=text("intake.templates.making"),
            owner=owner,
        )


def _save_every(context: Context, owner: QWidget, saved: Saved) -> None:
    year = context.year
    folder = context.dialogs.choose_folder(text("intake.templates.folder_title"), purpose="templates")
    if folder is None:
        return

    def work(progress: Progress) -> tuple[Path, ...]:
        return templates.save_all_templates(context.app, folder, year=year, progress=progress)

    context.runner.run(
        work,
        done=lambda made: saved(folder, text("intake.templates.made", count=len(made), path=folder)),
        label=text("intake.templates.making"),
        cancellable=True,
        owner=owner,
    )
