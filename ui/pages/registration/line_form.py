"""Asks who registers for which title: somebody who works in the unit, or the unit itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtWidgets import QWidget

from thidua_desktop.catalogue import load_awards
from thidua_desktop.domain.changes import Changes
from thidua_desktop.queries.nominations.registrations import RegistrationRow
from thidua_desktop.queries.organisation.people import PersonRow, persons
from thidua_desktop.services.nominations import registrations as service
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

_UNIT = "unit"


def ask_line(
    context: Context,
    row: RegistrationRow,
    *,
    year_type: str,
    owner: QWidget,
    done: Callable[[Changes], None],
) -> None:
    """A form once the people of the unit are read; a refusal comes back with what the officer typed."""
    context.read(
        lambda app: app.read(persons, unit_id=row.unit_id),
        done=lambda people: _ask(context, row, people, year_type=year_type, owner=owner, done=done),
        owner=owner,
    )


def _ask(
    context: Context,
    row: RegistrationRow,
    people: tuple[PersonRow, ...],
    *,
    year_type: str,
    owner: QWidget,
    done: Callable[[Changes], None],
) -> None:
    app, year = context.app, context.year
    positions = {person.id: person.position for person in people}

    def work(values: Mapping[str, Any]) -> Changes:
        who = values["who"]
        collective = who == _UNIT
        return service.add_line(
            app,
            year=year,
            year_type=year_type,
            unit_id=row.unit_id,
            subject_type="collective" if collective else "person",
            subject_id=row.unit_id if collective else int(who),
            award_code=str(values["award"]),
            position="" if collective else positions.get(int(who), ""),
            target=str(values["target"] or ""),
        )

    context.ask_and_act(
        text("registration.add_title"),
        _fields(row, people),
        work,
        lead=text("registration.add_lead", unit=row.unit_name),
        done=done,
        again=lambda: None,
        owner=owner,
    )


def _fields(row: RegistrationRow, people: tuple[PersonRow, ...]) -> list[Field]:
    who = [Choice(_UNIT, text("registration.whole_unit", unit=row.unit_name))]
    who += [Choice(person.id, person.full_name) for person in people]
    awards = [
        Choice(award.code, award.name)
        for award in load_awards()
        if not award.placeholder and {"person", "collective"} & award.subjects
    ]
    return [
        Field("who", text("registration.fields.who"), "choice", required=True, choices=tuple(who)),
        Field("award", text("registration.fields.award"), "choice", required=True, choices=tuple(awards)),
        Field("target", text("registration.fields.target"), "multiline"),
    ]
