"""One form for several tasks: what is filled in is written to all of them, what is blank stays."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Field

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

    from thidua_desktop.queries.planning.tasks import TaskRow

_KEYS: Final = ("lead", "partners", "when_text", "note")


def ask_many(context: Context, rows: Sequence[TaskRow], *, owner: QObject) -> None:
    """Asks what all of these tasks get."""

    def save(answers: Mapping[str, Any]) -> Changes:
        from thidua_desktop.services.planning.tasks import change_tasks

        given = {key: str(answers[key]) for key in _KEYS if answers[key]}
        return change_tasks(context.app, [row.id for row in rows], given)

    context.ask_and_act(
        text("tasks.many.title", count=len(rows)),
        [Field(key, text(f"tasks.fields.{key}")) for key in _KEYS],
        save,
        lead=text("tasks.many.lead"),
        owner=owner,
    )
