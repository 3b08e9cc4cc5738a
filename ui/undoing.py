"""Taking back what she did: the sentence that names it, the question, and what could not be taken back."""

from __future__ import annotations

from collections.abc import Sequence
from string import Formatter
from typing import TYPE_CHECKING

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import lookup, text
from ui.context import Context

if TYPE_CHECKING:
    from thidua_desktop.queries.journal import JournalRow
    from thidua_desktop.services.desk import Desk
    from thidua_desktop.services.journal import Undone


def action_words(row: JournalRow) -> str:
    """What an entry of the journal did, in her words; a place its entry does not fill stays open."""
    sentence = lookup(f"actions.{row.action}")
    if sentence is None:
        return text("system.journal.other_action")
    places = {place for _, place, _, _ in Formatter().parse(sentence) if place}
    return sentence.format(**{place: row.params.get(place, "…") for place in places})


def undo_last(context: Context) -> None:
    """Asks whether the last action shall be taken back, naming it."""

    def read(desk: Desk) -> JournalRow | None:
        from thidua_desktop.queries.journal import last_undoable

        return desk.read(last_undoable)

    context.read(read, done=lambda row: undo_asked(context, row))


def undo_asked(context: Context, row: JournalRow | None) -> None:
    """Takes an entry back after a question; tells rows that were changed later and stay as they are."""
    if row is None:
        context.say(text("system.journal.nothing_to_undo"))
        return
    words = action_words(row)
    question = text("system.journal.undo_question", action=words)
    if not context.dialogs.confirm(
        text("system.journal.undo"), question, yes=text("system.journal.undo_yes")
    ):
        return
    told: list[Undone] = []

    def work() -> Changes:
        from thidua_desktop.services.journal import undo

        told.append(undo(context.desk, row.id))
        return told[0].changes

    def done(_changes: Changes) -> None:
        context.say(text("system.journal.undone", action=words))
        if told[0].conflicts:
            _tell_conflicts(context, [conflict.table_name for conflict in told[0].conflicts])

    context.act(lambda _: work(), label=text("system.journal.undo"), done=done)


def _tell_conflicts(context: Context, tables: Sequence[str]) -> None:
    counts = {name: tables.count(name) for name in dict.fromkeys(tables)}
    lines = [
        text(
            "system.journal.conflict_line",
            what=lookup(f"system.journal.tables.{name}") or name,
            count=count,
        )
        for name, count in counts.items()
    ]
    context.dialogs.tell(
        text("system.journal.undo"), text("system.journal.conflicts") + "\n\n" + "\n".join(lines)
    )
