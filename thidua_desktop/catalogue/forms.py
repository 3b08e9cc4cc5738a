"""The ministry's statistics forms from ``resources/catalogue/forms.toml``."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import cache

from thidua_desktop.catalogue.acts import CONFIDENCES
from thidua_desktop.catalogue.reading import Table, read_file
from thidua_desktop.domain.eligibility.rules import Confidence


@dataclass(frozen=True, slots=True)
class FormColumn:
    """A column of numbers; neighbours with one ``over`` share that heading."""

    key: str
    heading: str
    over: str


@dataclass(frozen=True, slots=True)
class SumCheck:
    """Row ``total`` is the sum of the rows ``parts``, in every column."""

    total: str
    parts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """A form: ``issued`` the day of its act, valid to ``to`` (None: not ended as far as known). ``confidence`` of
    its content, ``in_force`` of its being in force."""

    code: str
    symbol: str
    title: str
    act: str
    issued: dt.date
    to: dt.date | None
    due: str
    confidence: Confidence
    in_force: Confidence
    columns: tuple[FormColumn, ...]
    rows: tuple[tuple[str, str], ...]
    checks: tuple[SumCheck, ...]


def forms_on(day: dt.date) -> tuple[Form, ...]:
    """The forms of a day, in their order."""
    return tuple(one for one in _forms() if one.issued <= day and (one.to is None or day <= one.to))


@cache
def _forms() -> tuple[Form, ...]:
    file = read_file("forms.toml")
    forms = tuple(map(_form, file.tables("form")))
    file.finish()
    return forms


def _form(table: Table) -> Form:
    issued = table.date("issued")
    if issued is None:
        raise table.refuse("issued", "ngày")
    form = Form(
        code=table.text("code"),
        symbol=table.text("symbol"),
        title=table.text("title"),
        act=table.text("act"),
        issued=issued,
        to=table.date("to"),
        due=table.text("due"),
        confidence=table.choice("confidence", CONFIDENCES),
        in_force=table.choice("in_force", CONFIDENCES),
        columns=tuple(
            FormColumn(one.text("key"), one.text("heading"), one.text("over", ""))
            for one in table.tables("column")
        ),
        rows=tuple((one.text("code"), one.text("label")) for one in table.tables("row")),
        checks=tuple(SumCheck(one.text("total"), one.texts("parts")) for one in table.tables("check")),
    )
    table.finish()
    return form
