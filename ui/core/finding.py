"""Finders for forms: persons looked for by name as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QObject

from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.fields import Choice, Finder, Offer

if TYPE_CHECKING:
    from thidua_desktop.queries.organisation.people import FoundPersons, PersonRow
    from thidua_desktop.services.office.context import AppContext

_MOST: Final = 50


def person_choice(row: PersonRow) -> Choice:
    """A person so that two of one name are distinguished."""
    born = row.born.vietnamese() if row.born else ""
    return Choice(row.id, " – ".join(filter(None, (row.full_name, born, row.unit_name))))


def person_finder(context: Context, *, without: Collection[int] = ()) -> Finder:
    """Looks in the whole register; those ``without`` are not offered."""

    def find(words: str, answer: Callable[[Offer], None], owner: QObject) -> None:
        def read(app: AppContext) -> FoundPersons:
            from thidua_desktop.queries.organisation.people import find_persons

            return app.read(find_persons, words, limit=_MOST)

        def found(persons: FoundPersons) -> None:
            rows = [row for row in persons.rows if row.id not in without]
            answer(Offer(tuple(map(person_choice, rows)), persons.more))

        context.read(
            read, done=found, label=text("ui.forms.finding"), owner=owner, question="choice of a person"
        )

    return find
