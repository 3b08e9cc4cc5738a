"""A table to enter or paste what is not known of persons: sex, ethnic group, position, leading."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtWidgets import QWidget

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.dialogs.paste_grid import PasteGridDialog
from ui.widgets.paste_grid import GridColumn, GridRow

if TYPE_CHECKING:
    from thidua_desktop.domain.changes import Changes
    from thidua_desktop.queries.organisation.person_facts import PersonFacts
    from thidua_desktop.services.office.context import AppContext

_WIDTHS: Final = {"name": 210, "unit": 260, "sex": 96, "ethnicity": 110, "position": 220, "is_leader": 150}
_OF_PLACE: Final = ("position", "is_leader")


class PersonFactsDialog(PasteGridDialog):
    """Each row a person; a cell left empty keeps what is recorded."""

    def __init__(
        self,
        context: Context,
        rows: Sequence[PersonFacts],
        *,
        parent: QWidget | None,
        done: Callable[[], None] = lambda: None,
    ) -> None:
        from thidua_desktop.services.organisation.person_facts import KEYS, read_fact, save_facts, shown

        def save(app: AppContext, typed: list[tuple[int, dict[str, Any]]]) -> Changes:
            return save_facts(app, {rows[place].person_id: values for place, values in typed})

        def row_of(one: PersonFacts) -> GridRow:
            words = {"name": one.name, "unit": one.unit_name, **{key: shown(key, one) for key in KEYS}}
            no_place = one.membership_id is None
            return GridRow(words, dict.fromkeys(_OF_PLACE, text("person_facts.no_place")) if no_place else {})

        super().__init__(
            context,
            title=text("person_facts.title"),
            lead=text("person_facts.lead"),
            columns=[
                GridColumn(
                    key,
                    text(f"person_facts.columns.{key}"),
                    width,
                    partial(read_fact, key) if key in KEYS else None,
                )
                for key, width in _WIDTHS.items()
            ],
            rows=[row_of(one) for one in rows],
            save=save,
            done=lambda _: done(),
            parent=parent,
        )


def fill_facts(
    context: Context,
    ids: Iterable[int] | None,
    *,
    owner: QWidget,
    done: Callable[[], None] = lambda: None,
) -> None:
    """Asks for the facts of these persons, or of everybody of whom something is not known, and saves them."""
    requested = None if ids is None else tuple(ids)

    def read(app: AppContext) -> tuple[PersonFacts, ...]:
        from thidua_desktop.queries.organisation.person_facts import person_facts

        return app.read(person_facts, requested)

    def ask(rows: tuple[PersonFacts, ...]) -> None:
        if not rows:
            context.notify(text("person_facts.nothing"))
            return
        dialog = PersonFactsDialog(context, rows, parent=owner.window(), done=done)
        context.dialogs.run(dialog)

    context.read(read, done=ask, owner=owner)
