"""Doubts of one cause asked once for all their rows."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Final

from thidua_desktop.queries.organisation.units import UnitRow
from thidua_desktop.services.importing.group_answers import DATE_ORDERS, SUBJECTS, GroupQuestion
from thidua_desktop.texts import text
from ui.core.context import Context
from ui.widgets.forms import Choice, Field

_MOST_ASKED: Final = 9


def ask_groups(
    context: Context, questions: Sequence[GroupQuestion], units: Sequence[UnitRow]
) -> Mapping[GroupQuestion, str]:
    """What the officer answered, of at most nine groups at a time; what was left blank is not answered."""
    asked = questions[:_MOST_ASKED]
    rest = len(questions) - len(asked)
    answers = context.dialogs.ask(
        text("intake.groups.title"),
        [_field(place, question, units) for place, question in enumerate(asked, start=1)],
        accept_label=text("intake.groups.accept"),
        lead=text("intake.groups.lead") + (f" {text('intake.groups.rest', count=rest)}" if rest else ""),
    )
    return {
        question: str(answers[str(place)])
        for place, question in enumerate(asked, start=1)
        if answers and answers.get(str(place))
    }


def _field(place: int, question: GroupQuestion, units: Sequence[UnitRow]) -> Field:
    example = question.cells[0][1]
    label = text(
        f"intake.groups.{question.cause}",
        place=place,
        sheet=question.sheet.replace("&", "&&"),
        column=question.column,
        count=len(question.cells),
        example=example.replace("&", "&&"),
    )
    if question.cause == "date_order":
        first, second = re.findall(r"\d+", example)[:2]
        choices = tuple(
            Choice(order, text(f"intake.groups.{order}", first=int(first), second=int(second)))
            for order in DATE_ORDERS
        )
    elif question.cause == "subject":
        choices = tuple(Choice(kind, text(f"importing.subjects.{kind}")) for kind in SUBJECTS)
    else:
        choices = tuple(Choice(unit.name, unit.name) for unit in units)
    return Field(str(place), label, "choice", choices=choices)
