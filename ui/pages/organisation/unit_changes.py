"""Merging, splitting, renaming or dissolving the chosen units, with what happened to them before."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from PySide6.QtCore import QObject

from thidua_desktop.domain.changes import Changes
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.pages.organisation.people_moving import MovingDialog
from ui.widgets.dates import show_date
from ui.widgets.forms import Choice, Field

if TYPE_CHECKING:
    import datetime as dt

    from thidua_desktop.queries.organisation.people import PersonRow
    from thidua_desktop.queries.organisation.unit_changes import UnitChangeRow
    from thidua_desktop.queries.organisation.units import UnitRow
    from thidua_desktop.services.office.context import AppContext

KINDS: Final = ("merge", "split", "rename", "dissolve")


def ask_change(
    context: Context,
    chosen: Sequence[UnitRow],
    others: Sequence[UnitRow],
    *,
    history: Sequence[UnitChangeRow],
    owner: QObject,
) -> None:
    """One form for all four; what does not belong to the kind stays empty."""
    reported = [", ".join(row.name for row in chosen)]
    reported += [change_words(one) for one in history]
    ids = [row.id for row in chosen]
    context.ask_and_act(
        text("unit_changes.title"),
        _fields(others),
        lambda message: _change(context, ids, message),
        values={"kind": KINDS[0] if len(ids) > 1 else "rename"},
        lead="\n".join(reported),
        done=lambda _: _after(context, ids, owner=owner),
        owner=owner,
    )


def _after(context: Context, ids: Sequence[int], *, owner: QObject) -> None:
    """After a split it is asked who goes where: nobody but the officer can report."""
    if len(ids) != 1:
        return

    def read(app: AppContext) -> tuple[UnitChangeRow | None, tuple[PersonRow, ...]]:
        from thidua_desktop.queries.organisation.people import persons
        from thidua_desktop.queries.organisation.unit_changes import unit_changes

        changes = app.read(unit_changes, unit_id=ids[0])
        last = max(changes, key=lambda one: one.id, default=None)
        return last, app.read(persons, unit_id=ids[0])

    def found(seen: tuple[UnitChangeRow | None, tuple[PersonRow, ...]]) -> None:
        change, people = seen
        if change is not None and change.kind == "split" and people:
            dialog = MovingDialog(change, people)
            if context.dialogs.run(dialog) and (moves := dialog.moves()):
                context.act(
                    lambda _: _move(context, moves, change.on_day),
                    label=text("unit_changes.moving.title"),
                    owner=owner,
                )

    context.read(read, done=found, owner=owner)


def _move(context: Context, moves: Mapping[int, int], on_day: dt.date) -> Changes:
    from thidua_desktop.services.organisation.unit_changes import move_people

    return move_people(context.app, moves, on_day=on_day)


def change_words(change: UnitChangeRow) -> str:
    """One change in a sentence."""
    words = text(
        f"unit_changes.told.{change.kind}",
        day=show_date(change.on_day),
        before=", ".join(change.from_names),
        after=", ".join(change.to_names),
    )
    return text("unit_changes.by", words=words, basis=change.basis) if change.basis else words


def _fields(others: Sequence[UnitRow]) -> tuple[Field, ...]:
    words = {
        key: text(f"unit_changes.fields.{key}")
        for key in ("kind", "on_day", "into", "names", "keeps", "basis", "note")
    }
    kinds = tuple(Choice(one, text(f"unit_changes.kinds.{one}")) for one in KINDS)
    return (
        Field("kind", words["kind"], "choice", required=True, choices=kinds),
        Field("on_day", words["on_day"], "date", required=True, help=text("unit_changes.help.on_day")),
        Field("names", words["names"], "multiline", help=text("unit_changes.help.names")),
        Field(
            "into",
            words["into"],
            "choice",
            choices=tuple(Choice(one.id, one.name) for one in others),
            help=text("unit_changes.help.into"),
        ),
        Field("keeps", words["keeps"], "bool"),
        Field("basis", words["basis"]),
        Field("note", words["note"]),
    )


def _change(context: Context, ids: Sequence[int], message: Mapping[str, Any]) -> Changes:
    from thidua_desktop.domain.errors import OfficeError
    from thidua_desktop.services.organisation import unit_changes

    app, names = context.app, (message["names"] or "").splitlines()
    common: dict[str, Any] = {
        "on_day": message["on_day"],
        "basis": message["basis"] or "",
        "note": message["note"] or "",
    }
    if message["kind"] == "merge":
        name = names[0] if names and message["into"] is None else ""
        return unit_changes.merge(app, ids, name=name, into=message["into"], **common)
    if len(ids) != 1:
        raise OfficeError("unit_changes.one_only")
    if message["kind"] == "split":
        return unit_changes.split(app, ids[0], names=names, keeps=bool(message["keeps"]), **common)
    if message["kind"] == "rename":
        return unit_changes.rename(app, ids[0], name=" ".join(names), **common)
    return unit_changes.dissolve(app, ids[0], **common)
